import { nameKey, normalise, toKatakana } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { PartyKind, Sector } from './schema.ts'

/** What a party says of itself. Everything but the name and its kana may be left out. */
export interface Profile {
  readonly name: string
  /** How the name is read; needed, since lists of people are in its order. */
  readonly kana: string
  readonly nameEn?: string
  readonly sector?: Sector | null
  /** A town (町字) of this region; parties outside have none. */
  readonly town?: string | null
  readonly address?: string
  readonly latitude?: number | null
  readonly longitude?: number | null
  /** Wants to be seen on the public map. */
  readonly onMap?: boolean
  /** The year in which they began this work. */
  readonly sinceYear?: number | null
  readonly story?: string
  readonly storyEn?: string
}

export type ProfileRefusal = Refusal<
  | 'name_missing'
  | 'kana_missing'
  | 'kana_not_kana'
  | 'text_too_long'
  | 'year_out_of_range'
  | 'place_out_of_range'
>

const limits = { name: 100, kana: 200, nameEn: 100, address: 200, story: 4_000, storyEn: 8_000 } as const
const firstYear = 1000

/**
 * Checks what is given of a profile and puts it into the form in which it is kept: width and spaces evened, kana as
 * katakana. Only what was given is looked at, so it serves a new party and a change alike.
 */
export function checkProfile<P extends Partial<Profile>>(
  profile: P,
  kind: PartyKind,
  thisYear: number,
): P | ProfileRefusal {
  const name = profile.name === undefined ? undefined : normalise(profile.name)
  const kana = profile.kana === undefined ? undefined : toKatakana(normalise(profile.kana))
  if (name === '') return refuse('name_missing', { field: 'name' })
  if (kana === '' && !isBoundary(kind)) return refuse('kana_missing', { field: 'kana' })
  if (kana && !kanaForm.test(kana)) return refuse('kana_not_kana', { field: 'kana' })
  for (const [field, limit] of Object.entries(limits))
    if ((profile[field as keyof typeof limits]?.length ?? 0) > limit)
      return refuse('text_too_long', { field, detail: { limit } })

  const { sinceYear, latitude, longitude } = profile
  if (sinceYear && (!Number.isInteger(sinceYear) || sinceYear < firstYear || sinceYear > thisYear))
    return refuse('year_out_of_range', { field: 'sinceYear', detail: { from: firstYear, to: thisYear } })
  if (!within(latitude, 90)) return refuse('place_out_of_range', { field: 'latitude' })
  if (!within(longitude, 180)) return refuse('place_out_of_range', { field: 'longitude' })
  return {
    ...profile,
    ...(name === undefined ? {} : { name }),
    ...(kana === undefined ? {} : { kana }),
  }
}

/** What a search compares with: names in both scripts and the town, each folded and without spaces. */
export function searchKeyOf(profile: {
  name: string
  kana: string
  nameEn: string
  town: string | null
}): string {
  return [profile.name, profile.kana, profile.nameEn, profile.town ?? '']
    .filter((each) => each !== '')
    .map(nameKey)
    .join(' ')
}

/** The words of a search, folded as the search keys are; all of them must be found. */
export function searchWords(text: string): string[] {
  return normalise(text).split(' ').map(nameKey).filter(Boolean)
}

/** Kinds that stand for where flows come from and go to; no person acts for them. */
export function isBoundary(kind: PartyKind): boolean {
  return kind === 'nature' || kind === 'air' || kind === 'outside'
}

const kanaForm = /^[ァ-ヶー・ヽヾ 0-9A-Za-z()&.,'’-]+$/
const within = (degrees: number | null | undefined, limit: number): boolean =>
  degrees === null || degrees === undefined || (Number.isFinite(degrees) && Math.abs(degrees) <= limit)
