/** How the figures of the rounds are made, computed anew from their flows, and told to machines. */
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type EntryKind, allKinds, kindsThatCount } from '#ledger/kinds.ts'
import { movementsOfFlows } from '#ledger/movements.ts'
import { networkOfFlows } from '#ledger/network.ts'
import { totalsByCrossing } from '#ledger/totals.ts'
import type { Actor } from '#parties/actors.ts'
import { type Sealed, readSeal } from '#circulation/figure-evidence.ts'
import { monthsOfYear, recomputeFigure, spanOfMonths } from '#circulation/figure-values.ts'
import type { Lm3 } from './lm3.ts'
import { type Injection, type Lm3About, lm3Kinds, readLm3, readMultiplier } from './reading.ts'
import type { Share } from './shares.ts'
import { readStay, readVelocity } from './velocity.ts'

/** What stands behind figures of a fiscal year. */
export interface Made extends Sealed {
  readonly year: number
  readonly kinds: readonly EntryKind[]
  /** Flows of yen of these kinds in the year. */
  readonly flows: number
}

async function madeOf(tx: Tx, year: number, kinds: readonly string[]): Promise<Made> {
  const months = monthsOfYear(year)
  const totals = await totalsByCrossing(tx, { unit: 'JPY', ...months, kinds })
  return {
    year,
    kinds: allKinds().filter(({ name }) => kinds.includes(name)),
    flows: totals.reduce((sum, { flows }) => sum + flows, 0),
    ...(await readSeal(tx, months.to)),
  }
}

/** Behind the multiplier: who paid whom for something. */
export const madeOfRounds = async (tx: Tx, year: number): Promise<Made> =>
  await madeOf(tx, year, kindsThatCount('exchange'))

const kindsOfLm3 = (about: Lm3About): string[] => {
  const { income, spending } = lm3Kinds(about)
  return [...new Set([...income, ...spending])]
}

export const madeOfLm3 = async (tx: Tx, about: Lm3About, year: number): Promise<Made> =>
  await madeOf(tx, year, kindsOfLm3(about))

async function countFlows(tx: Tx, year: number, kinds: readonly string[]): Promise<number> {
  const { from, to } = spanOfMonths(monthsOfYear(year))
  const [row] = await tx.run<{ flows: number }>(
    `select count(*)::int as flows from ledger_flow
     where region_id = $1 and unit = 'JPY' and occurred_on between $2 and $3 and kind = any ($4)`,
    [tx.region, from, to, kinds],
  )
  return row?.flows ?? 0
}

/** The values that the page of the rounds shows. */
export interface RoundValues {
  readonly multiplier: number
  readonly stayDays: number | undefined
  readonly velocity: number | undefined
}

/** All of them from the flows, past all totals. The caller has seen that the actor may. */
export async function roundsAnew(
  tx: Tx,
  actor: Actor,
  { year, to }: { year: number; to: Injection },
): Promise<RoundValues & { readonly flows: number }> {
  const months = monthsOfYear(year)
  const seen = await readMultiplier(tx, actor, { year, to }, networkOfFlows)
  if (isRefusal(seen)) throw new Error(`${seen.refused} after it was shown`)
  const stay = await readStay(tx, months, movementsOfFlows)
  const velocity = await readVelocity(tx, months, movementsOfFlows, recomputeFigure)
  return {
    multiplier: seen.found.multiplier,
    stayDays: stay.days,
    velocity: velocity?.perYear,
    flows: await countFlows(tx, year, kindsThatCount('exchange')),
  }
}

/** LM3 from the flows, past all totals. */
export async function lm3Anew(
  tx: Tx,
  about: Lm3About,
  year: number,
): Promise<Lm3 & { readonly flows: number }> {
  const flows = await countFlows(tx, year, kindsOfLm3(about))
  return { ...(await readLm3(tx, about, year, networkOfFlows)), flows }
}

/** A survey's share that stood in for what the ledger does not see. */
export interface SurveyUsed {
  readonly subject: string
  /** The name of a single party. */
  readonly party: string | null
  readonly source: string
  readonly surveyedOn: Day
  readonly inside: number
}

/** The survey shares that stood in, each once. Those of single parties, which say who was paid, only for who may know. */
export function surveysUsed(
  recipients: readonly { readonly name: string; readonly share?: Share }[],
  named: boolean,
): SurveyUsed[] {
  const used = new Map<string, SurveyUsed>()
  for (const { name, share } of recipients)
    if (share && (named || isGroup(share)))
      used.set(share.subject, {
        subject: share.subject,
        party: isGroup(share) ? null : name,
        source: share.source,
        surveyedOn: share.surveyedOn,
        inside: share.insideBp / 10_000,
      })
  return [...used.values()].toSorted((a, b) => (a.subject < b.subject ? -1 : 1))
}
/** A group's subject holds a space (`household `, `* E`); a party's is its id. */
const isGroup = ({ subject }: Share): boolean => subject.includes(' ')
