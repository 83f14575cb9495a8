/** What an economic impact is asked of, as it stands in the address: anyone can send the calculation on as a link. */
import { normalise } from '#kit/japanese.ts'
import { parseNumber } from '#kit/numbers.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type Analysis, type IoTable } from './io-table.ts'
import { type Ripple, rippleOf } from './ripples.ts'

/** Boxes as typed: `s1` sector number, `a1` yen, `i1` per cent bought inside, … */
export type EffectBoxes = Readonly<Record<string, string | undefined>>

export interface Effect {
  readonly event: string
  readonly lines: readonly EffectLine[]
  readonly propensityPct?: number
}
export interface EffectLine {
  readonly sector: number
  readonly yen: number
  readonly insidePct?: number
}
export interface EffectFault {
  readonly name: string
  readonly what: 'sector' | 'amount' | 'inside' | 'propensity'
}

export const mostLines = 20

/** The lines that are asked of, and every box that cannot be read. A line without sector and amount is not there. */
export function readEffect(boxes: EffectBoxes, table: IoTable): { effect: Effect; faults: EffectFault[] } {
  const faults: EffectFault[] = []
  const number = (name: string, what: EffectFault['what'], most: number): number | undefined => {
    const read = parseNumber(boxes[name] ?? '', ['円', '%'])
    if (read === undefined) return undefined
    if (!isRefusal(read) && read >= 0 && read <= most) return read
    faults.push({ name, what })
    return undefined
  }
  const lines: EffectLine[] = []
  for (let n = 1; n <= mostLines; n++) {
    const given = boxes[`s${n}`] ?? ''
    const amount = number(`a${n}`, 'amount', 1e15)
    const insidePct = number(`i${n}`, 'inside', 100)
    if (given === '' && amount === undefined) continue
    const sector = /^\d{1,3}$/.test(given) ? Number(given) : -1
    if (!(sector in table.sectors)) faults.push({ name: `s${n}`, what: 'sector' })
    else if (amount === undefined && !faults.some(({ name }) => name === `a${n}`))
      faults.push({ name: `a${n}`, what: 'amount' })
    else if (amount !== undefined) lines.push({ sector, yen: amount, insidePct })
  }
  const propensityPct = number('p', 'propensity', 100)
  return { effect: { event: normalise(boxes['event'] ?? '').slice(0, 100), lines, propensityPct }, faults }
}

/** The ripple in yen and persons. Lines of one sector add up; where they say a share, it is weighted by their yen. */
export function calculate(effect: Effect, table: IoTable, analysis: Analysis, unitYen: number): Ripple {
  const demand = new Float64Array(table.sectors.length)
  const local = new Float64Array(table.sectors.length)
  for (const { sector, yen, insidePct } of effect.lines) {
    demand[sector] = (demand[sector] ?? 0) + yen
    const inside = insidePct === undefined ? (analysis.selfSufficiency[sector] ?? 1) : insidePct / 100
    local[sector] = (local[sector] ?? 0) + yen * inside
  }
  const inUnits = demand.map((yen) => yen / unitYen)
  const ripple = rippleOf(table, analysis, {
    demand: inUnits,
    inside: local.map((yen, i) => (demand[i] ? yen / (demand[i] ?? 1) : 0)),
    propensity: effect.propensityPct === undefined ? undefined : effect.propensityPct / 100,
  })
  return inYen(ripple, unitYen)
}

function inYen(ripple: Ripple, unitYen: number): Ripple {
  const yen = (list: Float64Array): Float64Array => list.map((value) => value * unitYen)
  const round = ({ output, valueAdded, income, ...rest }: Ripple['total']): Ripple['total'] => ({
    ...rest,
    output: yen(output),
    valueAdded: yen(valueAdded),
    income: income && yen(income),
  })
  return {
    ratio: ripple.ratio,
    spent: ripple.spent * unitYen,
    direct: round(ripple.direct),
    first: round(ripple.first),
    second: ripple.second && round(ripple.second),
    total: round(ripple.total),
  }
}
