/** For tests of this floor: parties put straight into their table, and a few kinds of entries. */
import { readFileSync } from 'node:fs'
import { type Day, day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import '#parties/schema.ts'
import { cash } from './accounts.ts'
import { balanceAt } from './balances.ts'
import { type EntryKind, declareKinds } from './kinds.ts'
import type { Entry } from './post.ts'

export const testActor: Actor = { role: 'company_staff', name: '試験', userId: newId() }

const kindsForTests: readonly EntryKind[] = (
  [
    ['test.sale', 'exchange'],
    ['test.payout', 'exchange'],
    ['test.grant', 'transfer'],
    ['test.points', 'move'],
    ['test.wood', 'memo'],
  ] as const
).map(([name, counts]) => ({
  name,
  meaning: { ja: `試験 ${name}`, en: `test ${name}` },
  counts,
  documentPath: (documentId) => `/test/${documentId}`,
  documentAccess: 'ledger.see',
}))
declareKinds(kindsForTests)

/** A party, inside the region since 2024-04-01 unless told otherwise. */
export async function aParty(
  tx: Tx,
  { inside = true, name = '結いの商社' }: { inside?: boolean; name?: string } = {},
): Promise<Id> {
  const partyId = newId()
  await tx.q
    .insertInto('party')
    .values({
      region_id: tx.region,
      party_id: partyId,
      kind: inside ? 'business' : 'outside',
      name,
      sector: inside ? 'A' : null,
      town: null,
      latitude: null,
      longitude: null,
      since_year: null,
      picture_id: null,
      created_at: tx.now,
    })
    .execute()
  await putSide(tx, partyId, inside ? 'inside' : 'outside', day('2024-04-01'))
  return partyId
}

export async function putSide(
  tx: Tx,
  partyId: Id,
  side: 'inside' | 'outside',
  from: Day,
  to: Day | null = null,
): Promise<void> {
  await tx.q
    .insertInto('party_side')
    .values({ region_id: tx.region, party_id: partyId, side, valid_from: from, valid_to: to })
    .execute()
}

/** The id of a party's account of yen, once something was posted to it. */
export async function cashOf(tx: Tx, partyId: Id): Promise<Id> {
  const { account_id: id } = await tx.q
    .selectFrom('ledger_account')
    .select('account_id')
    .where('region_id', '=', tx.region)
    .where('party_id', '=', partyId)
    .where('unit', '=', 'JPY')
    .where('purpose', '=', 'cash')
    .executeTakeFirstOrThrow()
  return id
}

/** What is on a party's account of yen at the end of today. */
export const balanceOf = async (tx: Tx, partyId: Id): Promise<number> =>
  await balanceAt(tx, await cashOf(tx, partyId), tx.today)

/** How much is written: to see that a refusal wrote nothing. */
export async function countRows(tx: Tx): Promise<unknown> {
  const [row] = await tx.run(
    `select (select count(*) from ledger_entry where region_id = $1) as entries,
       (select count(*) from ledger_flow where region_id = $1) as flows,
       (select count(*) from ledger_hold where region_id = $1 and state <> 'open') as holds`,
    [tx.region],
  )
  return row
}

/** An entry of one flow of yen. */
export function yen(from: Id, to: Id, amount: number, more: Partial<Entry> = {}): Entry {
  return {
    kind: 'test.sale',
    on: day('2026-11-23'),
    flows: [{ unit: 'JPY', amount: jpy(amount), from: cash(from), to: cash(to) }],
    ...more,
  }
}

/** The answer, or a failure that names the refusal. */
export function done<T>(answer: T): Exclude<T, Refusal> {
  if (isRefusal(answer)) throw new Error(`refused: ${JSON.stringify(answer)}`)
  return answer as Exclude<T, Refusal>
}

/** The reason of a refusal, or nothing. */
export const refusedOf = (answer: object): string => ('refused' in answer ? String(answer.refused) : '')

/** The steps of a golden case that test/golden/README.md lists as not ours: `16-18, 27` are 16, 17, 18 and 27. */
export function notOurs(folder: string, number: number): Set<number> {
  const readme = readFileSync(new URL('../../test/golden/README.md', import.meta.url), 'utf8')
  const steps = new Set<number>()
  for (const [, listed = ''] of readme.matchAll(
    new RegExp(`^\\| ${folder} \\| ${number} \\| ([\\d, -]+) \\| \\S.*\\|$`, 'gm'),
  ))
    for (const range of listed.split(', ')) {
      const [from = Number.NaN, to = from] = range.split('-').map(Number)
      for (let step = from; step <= to; step++) steps.add(step)
    }
  return steps
}
