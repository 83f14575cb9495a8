/** What people ask of goods before they buy them: who made them, where, how and why. Told in blocks, in both languages. Pure. */

export const storyQuestions = ['who', 'where', 'how', 'why'] as const
export type StoryQuestion = (typeof storyQuestions)[number]

/** An answer; English may be empty and is then shown in Japanese. */
export interface StoryBlock {
  readonly ja: string
  readonly en: string
}
export type StoryBlocks = Readonly<Partial<Record<StoryQuestion, StoryBlock>>>

/** The answers that were given, their ends trimmed. One in English alone counts for both languages. */
export function givenBlocks(
  asked: Readonly<Partial<Record<StoryQuestion, Partial<StoryBlock> | undefined>>> = {},
): StoryBlocks {
  const blocks: Partial<Record<StoryQuestion, StoryBlock>> = {}
  for (const question of storyQuestions) {
    const [ja, en] = [(asked[question]?.ja ?? '').trim(), (asked[question]?.en ?? '').trim()]
    if (ja !== '' || en !== '') blocks[question] = { ja: ja || en, en }
  }
  return blocks
}
