/** The machine-readable twins of the figures of the rounds: what their pages say, in JSON. */
import { withQuery } from '#http/paths.ts'
import { monthsOfYear } from '#circulation/figure-values.ts'
import type { Lm3 } from './lm3.ts'
import type { Made, RoundValues, SurveyUsed } from './made.ts'
import { roundWords } from './words.ts'

type Said =
  | 'multiplier'
  | 'stayDays'
  | 'velocity'
  | 'lm3'
  | 'r1'
  | 'r2'
  | 'r3'
  | 'measured'
  | 'assumed'
  | 'unknown'
interface Value {
  readonly name: string
  readonly label: { readonly ja: string; readonly en: string }
  readonly value: number | null
  readonly unit: string
}

const valueOf = (name: string, said: Said, value: number | undefined, unit: string): Value => ({
  name,
  label: { ja: roundWords.ja[said], en: roundWords.en[said] },
  value: value ?? null,
  unit,
})

function twinOf(
  made: Made,
  about: string,
  definition: 'definition' | 'lm3Definition',
  values: readonly Value[],
) {
  const months = monthsOfYear(made.year)
  return {
    definition: { ja: roundWords.ja[definition], en: roundWords.en[definition] },
    about,
    period: months,
    values,
    evidence: {
      flows: made.flows,
      flowsPath: withQuery('/ledger/flows', { ...months }),
      kinds: made.kinds.map(({ name }) => name),
      closed: made.closed,
      sealedDay: made.sealed?.day ?? null,
      seal: made.sealed?.seal ?? null,
    },
  }
}

/** `to` is who gets the yen that is sent round. Units as UCUM has them: `1` a number, `d` days, `1/a` times a year. */
export const roundsTwin = (made: Made, to: string, { multiplier, stayDays, velocity }: RoundValues) =>
  twinOf(made, to, 'definition', [
    valueOf('multiplier', 'multiplier', multiplier, '1'),
    valueOf('stay', 'stayDays', stayDays, 'd'),
    valueOf('velocity', 'velocity', velocity, '1/a'),
  ])

/** With the surveys that stood in for what the ledger does not see. */
export const lm3Twin = (made: Made, name: string, lm3: Lm3, surveys: readonly SurveyUsed[]) => ({
  ...twinOf(made, name, 'lm3Definition', [
    valueOf('lm3', 'lm3', lm3.r1 > 0 ? lm3.lm3 : undefined, '1'),
    valueOf('r1', 'r1', lm3.r1, 'JPY'),
    valueOf('r2', 'r2', lm3.r2, 'JPY'),
    valueOf('r3', 'r3', lm3.r3, 'JPY'),
    valueOf('r3_measured', 'measured', lm3.r3Measured, 'JPY'),
    valueOf('r3_assumed', 'assumed', lm3.r3Assumed, 'JPY'),
    valueOf('unknown', 'unknown', lm3.unknown, 'JPY'),
  ]),
  surveys,
})
