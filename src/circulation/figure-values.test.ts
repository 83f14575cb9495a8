import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, addDays, day, instantOf, month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy, pt } from '#kit/units.ts'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { cash } from '#ledger/accounts.ts'
import { closeDays } from '#ledger/close.ts'
import { declareKinds } from '#ledger/kinds.ts'
import { post, reverse } from '#ledger/post.ts'
import { aParty, done, testActor } from '#ledger/testing.ts'
import { setSide } from '#parties/sides.ts'
import { granted } from '#parties/testing.ts'
import { kindsOf, readWeb } from './drawings/webs.ts'
import {
  type Months,
  monthsOfYear,
  readFigure,
  readFigureYears,
  recomputeFigure,
  spanOfMonths,
} from './figure-values.ts'
import { bandOf } from './groups.ts'
import { figureNames } from './public-figures.ts'

declareKinds([
  {
    name: 'test.fuel',
    meaning: { ja: '試験 燃料', en: 'test fuel' },
    counts: 'exchange',
    energy: true,
    documentPath: (id) => `/test/${id}`,
    documentAccess: 'ledger.see',
  },
])

let seed = 11
const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
const first = day('2025-03-20')

async function people(tx: Tx): Promise<Id[]> {
  const ids: Id[] = []
  for (let n = 0; n < 14; n++) {
    const id = await aParty(tx, { inside: n < 9, name: `主体${n}` })
    const sector = ['A', 'E', 'F', null][n % 4]
    await tx.run(`update party set kind = 'business', sector = $3 where region_id = $1 and party_id = $2`, [
      tx.region,
      id,
      sector,
    ])
    ids.push(id)
  }
  return ids
}

async function postAtRandom(tx: Tx, ids: readonly Id[], on: Day, posted: Id[]): Promise<void> {
  for (let n = 0; n < 6; n++) {
    const [from, to] = [pick(ids), pick(ids)]
    if (from === to) continue
    if (random() < 0.15 && posted.length > 0) {
      const which = Math.floor(random() * posted.length)
      const [entryId] = posted.splice(which, 1)
      if (entryId) done(await reverse(tx, testActor, entryId))
      continue
    }
    const amount = 1 + Math.floor(random() * 50_000)
    const flow =
      random() < 0.2
        ? ({ unit: 'PT', amount: pt(amount) } as const)
        : ({ unit: 'JPY', amount: jpy(amount) } as const)
    const happened = random() < 0.3 ? addDays(on, -Math.floor(random() * 45)) : on
    const entry = done(
      await post(tx, testActor, {
        kind: pick(['test.sale', 'test.payout', 'test.grant', 'test.points', 'test.fuel']),
        on: happened < first ? first : happened,
        memo: '',
        flows: [{ ...flow, from: cash(from), to: cash(to) }],
      }),
    )
    posted.push(entry.entryId)
  }
}

const windows: readonly Months[] = [
  { from: month('2025-03'), to: month('2025-03') },
  { from: month('2025-04'), to: month('2026-03') },
  { from: month('2025-03'), to: month('2025-07') },
  { from: month('2027-01'), to: month('2027-03') },
]

interface RawEnd {
  readonly crossing: string
  readonly fromKind: string
  readonly fromSector: string
  readonly toKind: string
  readonly toSector: string
  readonly amount: number
}

/** Between bands: what a picture draws is what the flows say, and what it leaves out is nothing or less. */
async function compareWebs(tx: Tx, months: Months): Promise<void> {
  const { from, to } = spanOfMonths(months)
  const raw = await tx.run<RawEnd & Record<string, unknown>>(
    `select f.crossing, p.kind as "fromKind", coalesce(p.sector, '') as "fromSector", r.kind as "toKind",
       coalesce(r.sector, '') as "toSector", sum(f.counted)::bigint as amount
     from ledger_flow_seen f join party p on p.region_id = $1 and p.party_id = f.counted_from
       join party r on r.region_id = $1 and r.party_id = f.counted_to
     where f.region_id = $1 and f.unit = 'JPY' and f.kind = any ($2) and f.occurred_on between $3 and $4
     group by 1, 2, 3, 4, 5`,
    [tx.region, kindsOf('JPY'), from, to],
  )
  const expected = new Map<string, number>()
  for (const { crossing, fromKind, fromSector, toKind, toSector, amount } of raw) {
    const payer = crossing === 'in' || crossing === 'beyond' ? 'outside' : 'inside'
    const payee = crossing === 'out' || crossing === 'beyond' ? 'outside' : 'inside'
    const key = `${payer}-${bandOf({ side: payer, kind: fromKind, sector: fromSector })} ${payee}-${bandOf({ side: payee, kind: toKind, sector: toSector })}`
    expected.set(key, (expected.get(key) ?? 0) + amount)
  }
  const drawn = await readWeb(tx, testActor, { months, unit: 'JPY', by: 'band' })
  assert.deepEqual(
    Object.fromEntries(drawn.map((strand) => [`${strand.from.id} ${strand.to.id}`, strand.amount])),
    Object.fromEntries([...expected].filter(([, amount]) => amount > 0)),
  )
}

/** Many years at once are what each year is alone. */
async function compareYears(tx: Tx): Promise<void> {
  const years = [2024, 2025, 2026]
  const all = await readFigureYears(tx, figureNames, years)
  for (const name of figureNames)
    for (const year of years)
      assert.deepEqual(
        all.get(name)?.get(year),
        await readFigure(tx, name, monthsOfYear(year)),
        `${name} ${year}`,
      )
}

test('every figure from the totals is that of the flows: reversals, late entries, sides said late, days open and closed', async () => {
  const place = await testRegion()
  const ids = await place.tx(people, instantOf(first))
  const posted: Id[] = []
  let compared = 0
  for (let step = 0; step < 60; step++) {
    const on = addDays(first, step * 2)
    const at = instantOf(on, 12)
    await place.tx((tx) => postAtRandom(tx, ids, on, posted), at)
    if (step % 7 === 3) await place.tx(async (tx) => done(await closeDays(tx, addDays(on, -1))), at)
    if (step % 19 === 11)
      await place.tx(async (tx) => {
        const side = random() < 0.5 ? 'inside' : 'outside'
        granted(await setSide(tx, testActor, { partyId: pick(ids), side, from: addDays(on, -20) }))
      }, at)
    if (step % 12 !== 11) continue
    await place.tx(async (tx) => {
      for (const months of windows)
        for (const name of figureNames) {
          const [quick, proved] = [
            await readFigure(tx, name, months),
            await recomputeFigure(tx, name, months),
          ]
          assert.deepEqual(quick, proved, `${name} ${months.from} step ${step}`)
          compared += quick.flows
        }
      for (const months of windows) await compareWebs(tx, months)
      await compareYears(tx)
    }, at)
  }
  assert.ok(compared > 1_000, 'figures of nothing prove nothing')
})
