/** Whose turn it is, and what each side may do with what the other said last. Pure. */
import type { Day } from '#kit/days.ts'
import type { QuoteState } from './schema.ts'

export type Side = 'company' | 'buyer'
export type Deed = 'answer' | 'accept' | 'decline'

/**
 * The state that a deed leads to, or nothing when it is not that side's to do. The company may better its own offer; nobody
 * accepts what it said itself, and a wish without prices cannot be accepted.
 */
export function afterDeed(state: QuoteState, side: Side, deed: Deed): QuoteState | undefined {
  if (state === 'accepted' || state === 'declined') return undefined
  if (deed === 'decline') return 'declined'
  if (side === 'company') {
    if (deed === 'answer') return 'offered'
    return state === 'countered' ? 'accepted' : undefined
  }
  if (state !== 'offered') return undefined
  return deed === 'answer' ? 'countered' : 'accepted'
}

/** 有効期限: an offer counts through its last day. */
export const isOver = (validUntil: Day | null, today: Day): boolean =>
  validUntil !== null && validUntil < today
