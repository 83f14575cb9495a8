/** Days of a boiler that are entered late, or again. */
import assert from 'node:assert/strict'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { buyWood } from '#wood/stock/buying.ts'
import { assertCloses } from '#wood/stock/testing.ts'
import { refusalOf, trialsIn, woodTown } from '#wood/testing.ts'
import { saveBoiler } from './boilers.ts'
import { type HeatLog, logHeatDay } from './days.ts'
import { listHeatDays } from './results.ts'
import { balanceOf, boilerFacts, boilerWith, quiet } from './testing.ts'

const place = await woodTown()
const { staff, keeper } = place
const trial = trialsIn(place.here)
const today = day('2026-11-23')
const kg = (n: number): number => n * 1_000

/** Two lots of chips in the bunker: 500 kg from October, 500 kg from 20 November. */
async function twoLots(tx: Tx, firstDieselMl = 0): Promise<Id> {
  const siteId = await boilerWith(tx, place, 0)
  const chips = { siteId, store: 'chips', species: 'sugi', grams: kg(500), wetBp: 3_500 } as const
  const price = { sellerId: place.town.buyer, netYen: 0, note: '' }
  for (const [on, dieselMl] of [
    ['2026-10-01', firstDieselMl],
    ['2026-11-20', 0],
  ] as const)
    granted(await buyWood(tx, staff, { ...chips, ...price, dieselMl, on: day(on) }))
  return siteId
}
/** Kilograms of each lot by day; a lot is named by the last figure of its number. */
const burntByDay = async (tx: Tx, siteId: Id) =>
  await tx.run<{ on: string; lots: string }>(
    `select d.on, string_agg(d.lot || ': ' || d.kg, ', ' order by d.lot) as lots from (
       select h.burnt_on as "on", right(w.lot_no, 1) as lot, (-sum(m.grams))::bigint / 1000 as kg
       from wood_heat_day h join wood_pile_move m on m.region_id = $1 and m.document_id = h.heat_id
       join wood_pile w on w.region_id = $1 and w.pile_id = m.pile_id
       where h.region_id = $1 and h.site_id = $2 and h.replaced_at is null group by 1, 2 having sum(m.grams) <> 0) d
     group by 1 order by 1`,
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
    assert.equal(late.laterDays, 2, 'the day before the second lot took the same before')
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

trial('each later day makes room for the one before it', async (tx) => {
  const siteId = await twoLots(tx)
  const more = { siteId, store: 'chips', species: 'sugi', grams: kg(500), wetBp: 3_500 } as const
  const price = { sellerId: place.town.buyer, netYen: 0, dieselMl: 0, note: '' }
  granted(await buyWood(tx, staff, { ...more, ...price, on: day('2026-11-20') }))
  const burn = (on: string) =>
    logHeatDay(tx, keeper, { ...quiet, siteId, on: day(on), heatWh: 400_000, chipsGrams: kg(500) })
  granted(await burn('2026-11-21'))
  granted(await burn('2026-11-22'))
  // The second lot is empty until the second day gives it back.
  assert.equal(granted(await burn('2026-11-18')).laterDays, 2)
  assert.deepEqual(await burntByDay(tx, siteId), [
    { on: '2026-11-18', lots: '1: 500' },
    { on: '2026-11-21', lots: '2: 500' },
    { on: '2026-11-22', lots: '3: 500' },
  ])
  await assertCloses(tx)
})

trial('days after a late one stay as they were reckoned, whatever the boiler is like by now', async (tx) => {
  const siteId = await twoLots(tx)
  const said = { ...quiet, siteId, heatWh: 400_000, powerWh: 5_000 }
  const later = granted(await logHeatDay(tx, keeper, { ...said, on: day('2026-11-21'), chipsGrams: kg(400) }))
  const known = {
    ...boilerFacts,
    siteId,
    userId: place.town.city,
    efficiencyBp: 5_000,
    oilEfficiencyBp: 9_000,
  }
  granted(await saveBoiler(tx, staff, { ...known, method: 'fuel', oil: 'kerosene' }))
  granted(await logHeatDay(tx, keeper, { ...said, on: day('2026-11-18'), chipsGrams: kg(300) }))
  const [seen] = await listHeatDays(tx, siteId, {})
  assert.deepEqual(
    [seen?.heatId, seen?.heatWh, seen?.oilSavedMl, seen?.oilYen, seen?.co2SavedGrams],
    [later.heatId, 400_000, later.oilSavedMl, later.oilYen, later.co2SavedGrams],
  )
  assert.deepEqual(await burntByDay(tx, siteId), [
    { on: '2026-11-18', lots: '1: 300' },
    { on: '2026-11-21', lots: '1: 200, 2: 200' },
  ])
  const users = await tx.run<{ name: string; wattHours: number }>(
    `select p.name, sum(f.counted)::bigint as "wattHours" from ledger_flow_seen f join party p on p.region_id = $1 and p.party_id = f.counted_to
     where f.region_id = $1 and f.unit = 'HEAT' and f.occurred_on = '2026-11-21' group by 1`,
    [tx.region],
  )
  assert.deepEqual(users, [{ name: '佐藤家', wattHours: 400_000 }])
  await assertCloses(tx)
})

trial('what machines emitted for chips goes with the lots of a day that moves', async (tx) => {
  const siteId = await twoLots(tx, 3_000)
  const said = { ...quiet, siteId, heatWh: 400_000 }
  const on = day('2026-11-21')
  // 3 L of diesel for the first lot of 500 kg, none for the second.
  const first = granted(await logHeatDay(tx, keeper, { ...said, on, chipsGrams: kg(500) }))
  assert.equal(first.co2ProcessGrams, 7_858)
  const late = granted(await logHeatDay(tx, keeper, { ...said, on: day('2026-11-18'), chipsGrams: kg(250) }))
  assert.deepEqual([late.co2ProcessGrams, late.laterDays], [3_929, 1])
  const [seen] = await listHeatDays(tx, siteId, {})
  assert.equal(seen?.co2ProcessGrams, 3_929)
  assert.equal(await balanceOf(tx, 'CO2', 'air'), 7_858)
  assert.equal(await balanceOf(tx, 'CO2', 'emission_saved'), first.co2SavedGrams + late.co2SavedGrams)
})

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
