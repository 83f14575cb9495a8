/**
 * How often a yen goes round (domain.md 3; the ledger multiplier 1ᵀ(I − P)⁻¹x): who pays whom, as one sparse matrix over
 * all parties. P says which part of each yen that a party gets it passes on to each party inside; what it pays to outside
 * leaks, what the ledger does not see it spend stays. Pure; yen of one period.
 */

/** Pairs of parties in lists of one length: `from[k]` paid `to[k]` so many yen. Positions are those of `size` parties. */
export interface Payments {
  readonly size: number
  readonly from: ArrayLike<number>
  readonly to: ArrayLike<number>
  readonly amount: ArrayLike<number>
  /** Whether payer and payee lie inside: `within`, `in` from outside, `out` to outside, `beyond` neither. */
  readonly crossing: ArrayLike<number>
}
export const crossingCode = { in: 0, out: 1, within: 2, beyond: 3 } as const

export interface PartyNetwork {
  readonly size: number
  /** Yen that each party got while inside, from anywhere. */
  readonly received: Float64Array
  /** Yen that each paid while inside: to parties inside, and to outside. */
  readonly paidInside: Float64Array
  readonly paidOutside: Float64Array
  /** Yen that each got from outside: the region's earnings by who earned them. */
  readonly earned: Float64Array
  /** Rows of P by payer: `payee[start[j] … start[j + 1]]` with their `part`. */
  readonly start: Uint32Array
  readonly payee: Uint32Array
  readonly part: Float64Array
}

/**
 * The matrix P. Its denominator is what a party got or what it paid, whichever is more: who spends more than the ledger
 * sees coming in lives from what it does not see. So no party passes on more than it got. A pair may stand in many lines:
 * their sum counts, and one that reversals brought below nothing counts as nothing.
 */
export function networkOf(payments: Payments): PartyNetwork {
  const { size, from, to, amount, crossing } = payments
  const [received, paidOutside, earned] = [0, 0, 0].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let k = 0; k < amount.length; k++) {
    const [yen, payer, payee, way] = [amount[k] ?? 0, from[k] ?? 0, to[k] ?? 0, crossing[k] ?? 0]
    if (way === crossingCode.in || way === crossingCode.within) received[payee] = (received[payee] ?? 0) + yen
    if (way === crossingCode.in) earned[payee] = (earned[payee] ?? 0) + yen
    if (way === crossingCode.out) paidOutside[payer] = (paidOutside[payer] ?? 0) + yen
  }
  for (const list of [received, paidOutside, earned])
    for (let j = 0; j < size; j++) if ((list[j] ?? 0) < 0) list[j] = 0
  const rows = mergedRows(payments)
  const paidInside = new Float64Array(size)
  for (let j = 0; j < size; j++)
    for (let k = rows.start[j] ?? 0; k < (rows.start[j + 1] ?? 0); k++)
      paidInside[j] = (paidInside[j] ?? 0) + (rows.part[k] ?? 0)
  const network = { size, received, paidInside, paidOutside, earned, ...rows }
  for (let j = 0; j < size; j++) {
    const whole = turnover(network, j)
    for (let k = rows.start[j] ?? 0; k < (rows.start[j + 1] ?? 0); k++)
      rows.part[k] = (rows.part[k] ?? 0) / whole
  }
  return network
}

type Rows = Pick<PartyNetwork, 'start' | 'payee' | 'part'>

/** What each paid parties inside, in yen: lines sorted by payer in one pass, those of a pair added together. */
function mergedRows({ size, from, to, amount, crossing }: Payments): Rows {
  const first = new Uint32Array(size + 1)
  for (let k = 0; k < amount.length; k++)
    if (crossing[k] === crossingCode.within) first[(from[k] ?? 0) + 1] = (first[(from[k] ?? 0) + 1] ?? 0) + 1
  for (let j = 0; j < size; j++) first[j + 1] = (first[j + 1] ?? 0) + (first[j] ?? 0)
  const next = first.slice(0, size)
  const payee = new Uint32Array(first[size] ?? 0)
  const part = new Float64Array(payee.length)
  for (let k = 0; k < amount.length; k++) {
    if (crossing[k] !== crossingCode.within) continue
    const payer = from[k] ?? 0
    const place = next[payer] ?? 0
    next[payer] = place + 1
    payee[place] = to[k] ?? 0
    part[place] = amount[k] ?? 0
  }
  return merged({ start: first, payee, part }, size)
}

/** In place: what is written lies never past what is read. */
function merged({ start: first, payee, part }: Rows, size: number): Rows {
  const start = new Uint32Array(size + 1)
  const placeOf = new Int32Array(size).fill(-1)
  let end = 0
  for (let j = 0; j < size; j++) {
    const begin = end
    for (let k = first[j] ?? 0; k < (first[j + 1] ?? 0); k++) {
      const to = payee[k] ?? 0
      const known = placeOf[to] ?? -1
      const place = known >= begin ? known : end++
      const before = known >= begin ? (part[place] ?? 0) : 0
      const yen = part[k] ?? 0
      placeOf[to] = place
      payee[place] = to
      part[place] = before + yen
    }
    for (let k = begin; k < end; k++) placeOf[payee[k] ?? 0] = -1
    end = withoutNothing(payee, part, begin, end)
    start[j + 1] = end
  }
  return { start, payee: payee.subarray(0, end), part: part.subarray(0, end) }
}

/** Drops pairs of nothing or less between two places; answers where the rest ends. */
function withoutNothing(payee: Uint32Array, part: Float64Array, begin: number, end: number): number {
  let kept = begin
  for (let k = begin; k < end; k++) {
    const yen = part[k] ?? 0
    if (yen <= 0) continue
    payee[kept] = payee[k] ?? 0
    part[kept] = yen
    kept += 1
  }
  return kept
}

/** What a party got or paid, whichever is more. */
export function turnover(
  { received, paidInside, paidOutside }: Pick<PartyNetwork, 'received' | 'paidInside' | 'paidOutside'>,
  party: number,
): number {
  return Math.max(received[party] ?? 0, (paidInside[party] ?? 0) + (paidOutside[party] ?? 0))
}

/** One round: what was in hands inside, and what of it goes on, leaves, and is not seen to go anywhere. */
export interface MoneyRound {
  readonly held: number
  readonly passedOn: number
  readonly leaked: number
  /** Kept, or spent where the ledger does not see it. */
  readonly stayed: number
}

export interface Circulation {
  /** The first rounds, the injection itself the first of them. */
  readonly rounds: readonly MoneyRound[]
  /** All yen that were in hands inside, over all rounds, beside the injection: 1ᵀ(I − P)⁻¹x / 1ᵀx. 0 without injection. */
  readonly multiplier: number
  readonly injected: number
  readonly leaked: number
  readonly stayed: number
  /** Yen that each party gets over all rounds, the injection among it. */
  readonly reached: Float64Array
  /** False when so much was still going round at the last round that the multiplier is not certain to four digits. */
  readonly settled: boolean
}

const shownRounds = 12
const mostRounds = 400
const smallest = 1e-7

/** Follows an injection, yen by party, round by round until next to nothing is left of it. */
export function circulate(network: PartyNetwork, injection: ArrayLike<number>): Circulation {
  const { size } = network
  let held: Float64Array = Float64Array.from(injection)
  const reached = held.slice()
  const injected = held.reduce((sum, yen) => sum + yen, 0)
  const rounds: MoneyRound[] = []
  let [all, leaked, stayed, left] = [injected, 0, 0, injected]
  for (let round = 0; round < mostRounds && left > injected * smallest; round++) {
    const next = new Float64Array(size)
    const moved = passOn(network, held, next)
    if (rounds.length < shownRounds) rounds.push({ held: left, ...moved })
    for (let j = 0; j < size; j++) reached[j] = (reached[j] ?? 0) + (next[j] ?? 0)
    leaked += moved.leaked
    stayed += moved.stayed
    left = moved.passedOn
    all += left
    held = next
  }
  return {
    rounds,
    injected,
    leaked,
    stayed,
    reached,
    multiplier: injected > 0 ? all / injected : 0,
    settled: left <= injected * smallest,
  }
}

/** Adds what each passes on to `next`. */
function passOn(network: PartyNetwork, held: Float64Array, next: Float64Array): Omit<MoneyRound, 'held'> {
  const { size, start, payee, part, paidOutside } = network
  let [passedOn, leaked, stayed] = [0, 0, 0]
  for (let j = 0; j < size; j++) {
    const yen = held[j] ?? 0
    if (yen === 0) continue
    const end = start[j + 1] ?? 0
    let passed = 0
    for (let k = start[j] ?? 0; k < end; k++) {
      const given = yen * (part[k] ?? 0)
      const to = payee[k] ?? 0
      next[to] = (next[to] ?? 0) + given
      passed += given
    }
    const whole = turnover(network, j)
    const lost = whole > 0 ? (yen * (paidOutside[j] ?? 0)) / whole : 0
    passedOn += passed
    leaked += lost
    stayed += Math.max(0, yen - passed - lost)
  }
  return { passedOn, leaked, stayed }
}
