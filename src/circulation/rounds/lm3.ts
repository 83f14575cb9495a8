/**
 * LM3 (domain.md 3.1): (R1 + R2 + R3) / R1. R1 is what came in, R2 what of it was spent inside, R3 what those who got it
 * spent inside in their turn. What the ledger sees is measured; where it does not see somebody spend, a survey's share
 * stands in, and where there is none it counts as nothing and is told as unknown. Pure; yen.
 */

/** Somebody inside who was paid. */
export interface Recipient {
  readonly paid: number
  /** Of each yen that it gets: which part the ledger sees going to parties inside, and going anywhere at all. */
  readonly seenInside: number
  readonly seenSpent: number
  /** Which part of the rest it spends inside, as a survey has it (0–1). */
  readonly surveyed?: number
}

export interface Lm3 {
  readonly r1: number
  readonly r2: number
  readonly r3: number
  /** Of R3: from flows, and from surveys. */
  readonly r3Measured: number
  readonly r3Assumed: number
  /** Of R2: yen of which nobody knows where they went on; R3 may be greater by up to so much. */
  readonly unknown: number
  /** 1–3; 0 when nothing came in. */
  readonly lm3: number
}

/** `income` is R1; `spent` all that was paid from it, which may be more: then its inside part counts in proportion. */
export function lm3Of(income: number, spent: number, recipients: readonly Recipient[]): Lm3 {
  const scale = spent > income && spent > 0 ? income / spent : 1
  const nothing = { r2: 0, measured: 0, assumed: 0, unknown: 0 }
  const sums = recipients.reduce((sum, { paid, seenInside, seenSpent, surveyed }) => {
    const yen = paid * scale
    const unseen = yen * Math.max(0, 1 - seenSpent)
    return {
      r2: sum.r2 + yen,
      measured: sum.measured + yen * seenInside,
      assumed: sum.assumed + unseen * (surveyed ?? 0),
      unknown: sum.unknown + (surveyed === undefined ? unseen : 0),
    }
  }, nothing)
  const r3 = sums.measured + sums.assumed
  return {
    r1: income,
    r2: sums.r2,
    r3,
    r3Measured: sums.measured,
    r3Assumed: sums.assumed,
    unknown: sums.unknown,
    lm3: income > 0 ? (income + sums.r2 + r3) / income : 0,
  }
}
