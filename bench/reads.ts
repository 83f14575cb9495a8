/** What people ask of two million flows, each with the time in which they should have it. */
import { addDays, firstDay as firstOf, instantOf, lastDay as lastOf, month } from '#kit/days.ts'
import type { Database } from '#db/pool.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { resolve, cash } from '#ledger/accounts.ts'
import { balanceAt, statement } from '#ledger/balances.ts'
import { listFlows, readEntry } from '#ledger/flows.ts'
import { span, totalsByCrossing, totalsByGroup, totalsByPair } from '#ledger/totals.ts'
import { readCircle, readStreams } from '#circulation/room.ts'
import { type Town, lastDay, region, today } from './town.ts'

export interface Read {
  readonly name: string
  readonly targetMs: number
  readonly read: () => Promise<unknown>
}

const year = { unit: 'JPY', from: month('2025-11'), to: month('2026-10') } as const
const oneYear = { from: firstOf(year.from), to: lastOf(year.to) }
const oneMonth = { from: firstOf(month('2026-03')), to: lastOf(month('2026-03')) }

const read = (name: string, targetMs: number, work: () => Promise<unknown>): Read => ({
  name,
  targetMs,
  read: work,
})

const front = async (tx: Tx) =>
  await Promise.all([readCircle(tx, year.to), readStreams(tx, year.from, year.to)])

export async function reads(db: Database, town: Town): Promise<Read[]> {
  const at = { region, clock: { now: () => instantOf(today, 19) } }
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => transact(db, at, work)
  const [grower, shop, supplier] = [town.growers[60], town.shops[30], town.suppliers[9]]
  if (!grower || !shop || !supplier) throw new Error('the town is empty')
  const [companyCash, growerCash] = await inTx((tx) =>
    resolve(tx, [
      { unit: 'JPY', ref: cash(town.company) },
      { unit: 'JPY', ref: cash(grower) },
    ]),
  )
  if (!companyCash || !growerCash) throw new Error('the town has no accounts')
  const [flow] = await inTx((tx) => listFlows(tx, { unit: 'JPY', period: oneMonth, limit: 1 }))
  const all = { unit: 'JPY', period: oneYear } as const
  const rare = { ...all, kinds: ['bench.intake'] }
  const middle = { on: addDays(lastDay, -100), entryId: flow?.entryId ?? town.company, ordinal: 1 }
  const list = (query: Parameters<typeof listFlows>[1]) => () => inTx((tx) => listFlows(tx, query))
  return [
    read('the front page: its circle and its streams', 150, () => inTx(front)),
    read('totals by crossing, a year', 150, () => inTx((tx) => totalsByCrossing(tx, year))),
    read('totals by crossing, one kind', 150, () =>
      inTx((tx) => totalsByCrossing(tx, { ...year, kinds: ['bench.sale'] })),
    ),
    read('totals by group, a year', 150, () => inTx((tx) => totalsByGroup(tx, year))),
    read('totals by pair, a year, 200 largest', 150, () => inTx((tx) => totalsByPair(tx, year, 200))),
    read('flows: all of a year', 100, list(all)),
    read('flows: all of a month', 100, list({ ...all, period: oneMonth })),
    read('flows: from the middle of the list', 100, list({ ...all, after: middle })),
    read('flows: crossing out', 100, list({ ...all, crossing: 'out' })),
    read('flows: crossing out, one kind, a month', 100, list({ ...rare, period: oneMonth, crossing: 'out' })),
    read(
      'flows: a crossing of which a month has none',
      100,
      list({ ...all, period: oneMonth, crossing: 'beyond' }),
    ),
    read('flows: a kind of which a year has none', 100, list({ ...all, kinds: ['bench.none'] })),
    read('flows: a crossing of which there are three', 100, list({ ...all, crossing: 'beyond' })),
    read(
      'flows: four kinds',
      100,
      list({ ...all, kinds: ['bench.sale', 'bench.payout', 'bench.spend', 'bench.intake'] }),
    ),
    read('flows: of the company', 100, list({ ...all, party: town.company })),
    read('flows: from the company', 100, list({ ...all, fromParty: town.company })),
    read('flows: of a grower', 100, list({ ...all, party: grower })),
    read('flows: company to a grower', 100, list({ ...all, fromParty: town.company, toParty: grower })),
    read('flows: a shop to a supplier', 100, list({ ...all, fromParty: shop, toParty: supplier })),
    read('flows: two who never met', 100, list({ ...all, fromParty: supplier, toParty: town.city })),
    read(
      'flows: outside shops to the company',
      100,
      list({
        ...all,
        fromGroups: { side: 'outside', groups: ['business I'] },
        toGroups: { side: 'inside', groups: ['company I'] },
      }),
    ),
    read(
      'flows: inside farms to outside',
      100,
      list({
        ...all,
        fromGroups: { side: 'inside', groups: ['business A'] },
        toGroups: { side: 'outside', groups: ['business F'] },
      }),
    ),
    read('an entry with its flows', 20, () => inTx((tx) => readEntry(tx, middle.entryId))),
    read('balance of the company, today', 50, () => inTx((tx) => balanceAt(tx, companyCash, today))),
    read('balance of the company, a year ago', 50, () =>
      inTx((tx) => balanceAt(tx, companyCash, oneYear.from)),
    ),
    read('balance of a grower, today', 50, () => inTx((tx) => balanceAt(tx, growerCash, today))),
    read('statement of a grower, a month', 50, () => inTx((tx) => statement(tx, growerCash, oneMonth))),
    read('statement of a grower, a year', 100, () => inTx((tx) => statement(tx, growerCash, oneYear))),
    read('statement of the company, a day', 100, () =>
      inTx((tx) => statement(tx, companyCash, { from: oneMonth.from, to: oneMonth.from })),
    ),
    read('first and last day', 20, () => inTx((tx) => span(tx, 'JPY'))),
  ]
}
