/** Days of a boiler that are entered late, or again. */
import assert from 'node:assert/strict'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { buyWood } from '#wood/stock/buying.ts'
import { assertCloses } from '#wood/stock/testing.ts'
import { refusalOf, trialsIn, woodTown } from '#wood/testing.ts'
import { type HeatLog, logHeatDay } from './days.ts'
import { listHeatDays } from './results.ts'
import { balanceOf, boilerWith, quiet } from './testing.ts'

const place = await woodTown()
const { staff, keeper } = place
const trial = trialsIn(place.here)
const today = day('2026-11-23')
const kg = (n: number): number => n * 1_000

/** Two lots of chips in the bunker: 500 kg from October, 500 kg from 20 November. */
async function twoLots(tx: Tx): Promise<Id> {
  const siteId = await boilerWith(tx, place, 0)
  const chips = { siteId, store: 'chips', species: 'sugi', grams: kg(500), wetBp: 3_500 } as const
  const price = { sellerId: place.town.buyer, netYen: 0, dieselMl: 0, note: '' }
  for (const on of [day('2026-10-01'), day('2026-11-20')])
    granted(await buyWood(tx, staff, { ...chips, ...price, on }))
  return siteId
}
const burntByDay = async (tx: Tx, siteId: Id) =>
  await tx.run<{ on: string; lots: string }>(
    `select h.burnt_on as "on", string_agg(right(w.lot_no, 1) || ': ' || (-m.grams / 1000), ', ' order by w.begun_on) as lots
     from wood_heat_day h join wood_pile_move m on m.region_id = $1 and m.document_id = h.heat_id
     join wood_pile w on w.region_id = $1 and w.pile_id = m.pile_id
     where h.region_id = $1 and h.site_id = $2 and h.replaced_at is null group by 1 order by 1`,
    [tx.region, siteId],
  )

trial(
  'a day entered late burns what lay there then; the days after it burn the same out of later lots',
  async (tx) => {
    const siteId = await twoLots(tx)
    const log = (on: string, chipsKg: number, more: Partial<HeatLog> = {}) =>
      logHeatDay(tx, keeper, {
        ...quiet,
        siteId,
        on: day(on),
        heatWh: 400_000,
        chipsGrams: kg(chipsKg),
        ...more,
      })
    const estimated = granted(await log('2026-11-19', 0, { chipsGrams: undefined }))
    assert.equal(Math.round(estimated.chipsGrams / 1_000), 157)
    granted(await log('2026-11-21', 300))
    granted(await log('2026-11-22', 200, { fault: '着火不良', note: '点検' }))
    const late = granted(await log('2026-11-18', 300))
    assert.equal(late.laterDays, 3)
    assert.deepEqual(await burntByDay(tx, siteId), [
      { on: '2026-11-18', lots: '1: 300' },
      { on: '2026-11-19', lots: '1: 156' },
      { on: '2026-11-21', lots: '1: 43, 2: 256' },
      { on: '2026-11-22', lots: '2: 200' },
    ])
    const [newest, , second] = await listHeatDays(tx, siteId, {})
    assert.deepEqual([newest?.fault, newest?.note, newest?.heatWh], ['着火不良', '点検', 400_000])
    assert.deepEqual([second?.chipsEstimated, second?.chipsGrams], [true, estimated.chipsGrams])
    // Nothing is counted twice, and the month of each day has what was logged last.
    assert.equal(await balanceOf(tx, 'HEAT', 'heat_used'), 1_600_000)
    assert.equal(await balanceOf(tx, 'WOOD', 'burnt'), kg(800) + estimated.chipsGrams)
    await assertCloses(tx)
    // What a later day lacks by it is said, and so is what the day itself lacks.
    const lacks = await log('2026-11-17', 100)
    assert.deepEqual(
      [refusalOf(lacks), 'detail' in lacks && lacks.detail],
      ['later_day_lacks', { on: '2026-11-19' }],
    )
  },
)

trial('a late day is refused for what lay there then, not for what later days burnt of it', async (tx) => {
  const siteId = await twoLots(tx)
  const said = { ...quiet, siteId, heatWh: 400_000 }
  granted(await logHeatDay(tx, keeper, { ...said, on: today, chipsGrams: kg(700) }))
  const short = await logHeatDay(tx, keeper, { ...said, on: day('2026-11-19'), chipsGrams: kg(501) })
  assert.deepEqual(short, { refused: 'bunker_short', field: 'chipsGrams', detail: { left: kg(500) } })
})

trial('a day logged again is in its own month, however late', async (tx) => {
  const siteId = await boilerWith(tx, place, 2_000)
  const log = (heatWh: number) => logHeatDay(tx, keeper, { ...quiet, siteId, on: day('2026-10-31'), heatWh })
  granted(await log(1_000_000))
  granted(await log(600_000))
  const months = await tx.run<{ month: string; wattHours: number }>(
    `select to_char(f.occurred_on, 'YYYY-MM') as month, sum(case when t.purpose = 'heat_used' then f.amount else -f.amount end)::bigint as "wattHours"
     from ledger_flow_seen f join ledger_account t on t.account_id = f.to_account
     where f.region_id = $1 and f.unit = 'HEAT' group by 1`,
    [tx.region],
  )
  assert.deepEqual(months, [{ month: '2026-10', wattHours: 600_000 }])
})
