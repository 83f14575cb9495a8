/** Days of a boiler: what it burnt, what it gave, what oil did not emit. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { buyWood } from '#wood/stock/buying.ts'
import { listPiles } from '#wood/stock/reading.ts'
import { reverseWork } from '#wood/stock/reversing.ts'
import { wetOf } from '#wood/portions.ts'
import { whereItWent } from '#wood/tracing.ts'
import { refusalOf, trialsIn, woodTown } from '#wood/testing.ts'
import { woodIndicators } from '#wood/indicators.ts'
import { type BoilerFacts, listBoilers, readBoiler, saveBoiler } from './boilers.ts'
import { measuredBy } from './burning.ts'
import { type HeatLog, logHeatDay } from './days.ts'
import { cancelFuel, fuelPrice, listFuelMonths, payFuel, readSale } from './fuel.ts'
import { keepReadings, listReadings, readingsOf } from './readings.ts'
import { readHeatMonths } from './results.ts'
import * as testing from './testing.ts'

const place = await woodTown()
const { staff, keeper, citizen, programme, home, here } = place
const trial = trialsIn(here)
const today = day('2026-11-23')
const kg = (n: number): number => n * 1_000
const { balanceOf, quiet } = testing
const boilerFacts = { ...testing.boilerFacts, userId: home }
const boilerWith = (tx: Tx, chipsKg: number, facts: Partial<BoilerFacts> = {}): Promise<Id> =>
  testing.boilerWith(tx, place, chipsKg, facts)

// domain.md 2.2.4: 100 t at 35 %, by the fuel: 255,467 kWh, 27,814 L, 76.57 t by the series from 2023.
trial('100 t of chips by the fuel: the worked example, in the ledger once', async (tx) => {
  const siteId = await boilerWith(tx, 100_000, { method: 'fuel' })
  const logged = granted(
    await logHeatDay(tx, keeper, {
      ...quiet,
      siteId,
      on: today,
      chipsGrams: kg(100_000),
      powerWh: 1_000_000,
    }),
  )
  assert.equal(Math.round(logged.heatWh / 1_000), 255_467)
  assert.equal(Math.round(logged.oilSavedMl / 1_000), 27_814)
  assert.equal(Math.round(logged.co2SavedGrams / 10_000), 7_657)
  assert.equal(logged.oilYen, Math.round((logged.oilSavedMl / 1_000) * 110))
  assert.equal(logged.co2ProcessGrams, 512_000)
  assert.equal(await balanceOf(tx, 'HEAT', 'heat_used'), logged.heatWh)
  assert.equal(await balanceOf(tx, 'CO2', 'emission_saved'), logged.co2SavedGrams)
  assert.equal(await balanceOf(tx, 'CO2', 'air'), 512_000)
  assert.equal(await balanceOf(tx, 'WOOD', 'burnt'), kg(100_000))
  const [found] = await readHeatMonths(tx, { from: day('2026-04-01'), to: today })
  assert.deepEqual(
    [found?.month, found?.heatWh, found?.oilYen, found?.co2SavedGrams],
    ['2026-11', logged.heatWh, logged.oilYen, logged.co2SavedGrams],
  )
  // The series until 2022 of the same heat: 27,672 L, 74.98 t.
  assert.equal(Math.round((found?.co2OldSeriesGrams ?? 0) / 10_000), 7_498)
})

trial('a day that is logged again takes the place of the first', async (tx) => {
  const siteId = await boilerWith(tx, 2_000)
  const log: HeatLog = { ...quiet, siteId, on: today, heatWh: 1_000_000 }
  const first = granted(await logHeatDay(tx, keeper, log))
  // A kilogram at 35 % holds 3.19 kWh, of which 80 % are used.
  assert.deepEqual([first.chipsEstimated, Math.round(first.chipsGrams / 1_000)], [true, 391])
  granted(
    await logHeatDay(tx, keeper, {
      ...log,
      heatWh: 900_000,
      chipsGrams: kg(400),
      fault: '着火不良',
      minutes: 600,
    }),
  )
  assert.equal(await balanceOf(tx, 'HEAT', 'heat_used'), 900_000)
  assert.equal(await balanceOf(tx, 'WOOD', 'burnt'), kg(400))
  const [boiler] = await listBoilers(tx)
  assert.deepEqual([boiler?.bunkerGrams, boiler?.dayGrams, boiler?.lastRan], [kg(1_600), kg(400), today])
  assert.equal((await listPiles(tx, { siteId })).map(wetOf)[0], 3_500)
})

trial('who delivered sees where the wood went, and how many days of the boiler it was', async (tx) => {
  const siteId = await boilerWith(tx, 2_000)
  for (const on of ['2026-11-21', '2026-11-22', '2026-11-23'])
    granted(
      await logHeatDay(tx, keeper, { ...quiet, siteId, on: day(on), heatWh: 1_000_000, chipsGrams: kg(500) }),
    )
  const { heat, lying } = await whereItWent(tx, home, day('2026-04-01'))
  assert.deepEqual(
    heat.map((each) => [each.siteId, each.wattHours, Math.round(each.days)]),
    [[siteId, 3_000_000, 3]],
  )
  assert.deepEqual(lying, [{ siteId, store: 'chips', grams: kg(500) }])
  assert.deepEqual(await whereItWent(tx, programme, day('2026-04-01')), { heat: [], lying: [] })
})

trial('what is refused', async (tx) => {
  const siteId = await boilerWith(tx, 100)
  const log: HeatLog = { ...quiet, siteId, on: today, heatWh: 1_000 }
  const cases: [string, Partial<HeatLog>][] = [
    ['boiler_unknown', { siteId: place.yard }],
    ['day_in_future', { on: day('2026-11-24') }],
    ['heat_missing', { heatWh: undefined }],
    ['bunker_short', { chipsGrams: kg(101) }],
    ['bunker_short', { chipsGrams: kg(1), on: day('2026-09-30') }], // before it came
    ['bunker_empty', { on: day('2026-09-30') }],
    ['heat_over_chips', { chipsGrams: 0 }],
    ['heat_over_chips', { heatWh: 400_000 }],
  ]
  for (const [refused, more] of cases)
    assert.equal(refusalOf(await logHeatDay(tx, keeper, { ...log, ...more })), refused)
  assert.equal(refusalOf(await logHeatDay(tx, place.officer, log)), 'granted')
  assert.equal(
    refusalOf(await logHeatDay(tx, { ...citizen, partyId: programme }, log)),
    'granted',
    'its own people',
  )
  assert.equal(refusalOf(await logHeatDay(tx, { ...citizen, partyId: place.town.city }, log)), 'not_allowed')
  for (const [refused, more] of [
    ['not_a_boiler', { siteId: place.yard }],
    ['fuel_price_missing', { soldAs: 'heat' }],
    ['bunker_turned', { bunkerLeastGrams: kg(6_000) }],
    ['efficiency_out_of_range', { efficiencyBp: 900 }],
    ['party_unknown', { userId: siteId }],
  ] as const)
    assert.equal(refusalOf(await saveBoiler(tx, staff, { ...boilerFacts, siteId, ...more })), refused)
})

trial('half-hours that were read are the heat of the day; read twice, they are the same', async (tx) => {
  const siteId = await boilerWith(tx, 1_000)
  const file = ['日付,時刻,kWh', '2026/11/23,6:00,12.5', '2026-11-23,6:30,8', '2026-11-22,23:30,1'].join('\n')
  const days = readingsOf(Buffer.from(file))
  assert.ok(Array.isArray(days))
  assert.deepEqual(
    days.map(({ on, given }) => [on, given]),
    [
      ['2026-11-23', 2],
      ['2026-11-22', 1],
    ],
  )
  for (let twice = 0; twice < 2; twice++) granted(await keepReadings(tx, keeper, { siteId, days }))
  const read = await listReadings(tx, siteId)
  assert.deepEqual(
    read.map(({ on, heatWh, wh }) => [on, heatWh, wh[12], wh[13], wh[47]]),
    [
      ['2026-11-23', 20_500, 12_500, 8_000, 0],
      ['2026-11-22', 1_000, 0, 0, 1_000],
    ],
  )
  assert.equal(granted(await logHeatDay(tx, keeper, { ...quiet, siteId, on: today })).heatWh, 20_500)
  const wh = Array.from({ length: 48 }, () => 0)
  for (const [refused, ...wrong] of [
    ['half_hours_wrong', { on: today, wh: [1] }],
    ['reading_out_of_range', { on: today, wh: wh.with(3, -1) }],
    ['day_in_future', { on: day('2026-11-24'), wh }],
  ] as const)
    assert.equal(refusalOf(await keepReadings(tx, keeper, { siteId, days: wrong })), refused)
})

for (const [row, refused] of [
  ['2026-13-01,6:00,1', 'row_day'],
  ['2026-11-23,6:10,1', 'row_time'],
  ['2026-11-23,24:00,1', 'row_time'],
  ['2026-11-23,6:30,x', 'row_kwh'],
  ['2026-11-23,6:30,-1', 'row_kwh'],
  ['2026-11-23,6:00,2', 'row_twice'],
] as const)
  test(`a file of a meter with ${row}: ${refused}, line 3`, () => {
    const answer = readingsOf(Buffer.from(`日付,時刻,kWh\n2026-11-23,6:00,1\n${row}\n`))
    assert.ok('refused' in answer)
    assert.deepEqual([answer.refused, answer.detail?.['line']], [refused, 3])
  })

// At 35 % a kilogram gives 2,554 Wh by this boiler; 100 kg lie there.
for (const [said, expected] of [
  [{ heatWh: 0 }, [0, 0, false]],
  [{ heatWh: 0, chipsGrams: kg(10) }, [0, kg(10), false]],
  [{ heatWh: 200_000 }, [200_000, 78_288, true]],
  [{ heatWh: 300_000 }, [300_000, kg(100), true]],
  [{ heatWh: 310_000 }, 'heat_over_chips'],
  [{ heatWh: 310_000, chipsGrams: kg(100) }, [310_000, kg(100), false]],
  // Bone-dry they would hold 5,278 Wh each.
  [{ heatWh: 527_000, chipsGrams: kg(100) }, [527_000, kg(100), false]],
  [{ heatWh: 528_000, chipsGrams: kg(100) }, 'heat_over_chips'],
  [{ heatWh: 1, chipsGrams: 0 }, 'heat_over_chips'],
] as const)
  test(`by a meter, ${JSON.stringify(said)} of 100 kg: ${expected}`, () => {
    const measured = measuredBy(boilerFacts, said, [
      { pileId: '', grams: kg(100), dryGrams: kg(65), co2Grams: 0 },
    ])
    const found =
      'refused' in measured
        ? measured.refused
        : [measured.heatWh, measured.chipsGrams, measured.chipsEstimated]
    assert.deepEqual(found, expected)
  })

trial('what goals are measured by', async (tx) => {
  const siteId = await boilerWith(tx, 1_000)
  const logged = granted(await logHeatDay(tx, keeper, { ...quiet, siteId, on: today, heatWh: 800_400 }))
  const period = { from: day('2026-11-01'), to: today }
  const values = await Promise.all(
    woodIndicators.map(async ({ name, value, evidence }) => [
      name,
      await value(tx, period),
      (await evidence(tx, period, 10)).map(({ label }) => label),
    ]),
  )
  const days = ['senchu 2026-11-23']
  assert.deepEqual(values, [
    ['wood.suppliers_who_delivered', 1, ['佐藤家']],
    ['wood.heat_from_wood', 800, days],
    ['wood.oil_not_bought', Math.round(logged.oilSavedMl / 1_000), days],
    ['wood.emission_avoided', Math.round(logged.co2SavedGrams / 1_000), days],
  ])
})

// A tonne and a MWh are a million of either; tax is rounded down once.
for (const [quantity, price, net, tax] of [
  [1_000_000, 15_000, 15_000, 1_500],
  [999_999, 15_000, 14_999, 1_499],
  [3_333_333, 12_345, 41_149, 4_114],
  [10, 15_000, 0, 0],
] as const)
  test(`${quantity} at ${price} a million: ${net} and ${tax} of tax`, () =>
    assert.deepEqual(fuelPrice(quantity, price, 10), { quantity, netYen: net, taxYen: tax }))

trial(
  'a month of heat is paid once, by who uses it, with its tax apart; cancelled, it waits again',
  async (tx) => {
    const siteId = await boilerWith(tx, 2_000, { soldAs: 'heat', priceYen: 10_000 })
    granted(await logHeatDay(tx, keeper, { ...quiet, siteId, on: day('2026-10-31'), heatWh: 1_500_000 }))
    granted(await logHeatDay(tx, keeper, { ...quiet, siteId, on: today, heatWh: 500_000 }))
    const pay = (more: object = {}) =>
      payFuel(tx, staff, { siteId, month: month('2026-10'), paidOn: day('2026-11-20'), ...more })
    for (const [refused, more] of [
      ['month_not_over', { month: month('2026-11') }],
      ['nothing_sold', { month: month('2026-09') }],
      ['paid_too_early', { paidOn: day('2026-09-30') }],
      ['day_in_future', { paidOn: day('2026-11-24') }],
      ['boiler_unknown', { siteId: place.yard }],
    ] as const)
      assert.equal(refusalOf(await pay(more)), refused)
    assert.equal(
      refusalOf(await payFuel(tx, keeper, { siteId, month: month('2026-10'), paidOn: today })),
      'not_allowed',
    )
    const { saleId, saleNo, yen } = granted(await pay())
    assert.deepEqual([saleNo, yen], ['WF-2026-00001', 16_500])
    assert.equal(refusalOf(await pay()), 'fuel_paid')
    assert.equal(await balanceOf(tx, 'JPY', 'tax'), 1_500)
    const boiler = granted(await readBoiler(tx, siteId))
    assert.deepEqual(
      (await listFuelMonths(tx, boiler)).map(({ month: of, netYen, paid }) => [of, netYen, paid?.saleNo]),
      [
        ['2026-11', 5_000, undefined],
        ['2026-10', 15_000, 'WF-2026-00001'],
      ],
    )
    // A day that comes late changes what was paid for: it is told.
    granted(await logHeatDay(tx, keeper, { ...quiet, siteId, on: day('2026-10-30'), heatWh: 100_000 }))
    assert.deepEqual(
      (await listFuelMonths(tx, boiler)).map(({ quantity, now }) => [quantity, now]),
      [
        [500_000, undefined],
        [1_500_000, 1_600_000],
      ],
    )
    // What was paid says what it was for, whatever the boiler sells now.
    assert.deepEqual(
      (await listFuelMonths(tx, { ...boiler, soldAs: 'none' })).map(({ month: of, soldAs }) => [of, soldAs]),
      [['2026-10', 'heat']],
    )
    granted(await cancelFuel(tx, staff, { saleId, reason: '別の月の入金' }))
    assert.equal(await balanceOf(tx, 'JPY', 'tax'), 0)
    assert.equal(granted(await readSale(tx, saleId)).reason, '別の月の入金')
    granted(await pay())
  },
)

trial('chips that came are paid by weight; what was taken back is not', async (tx) => {
  const siteId = await boilerWith(tx, 2_000, { soldAs: 'chips', priceYen: 15_000 })
  const boiler = granted(await readBoiler(tx, siteId))
  assert.deepEqual(
    (await listFuelMonths(tx, boiler)).map(({ quantity, netYen, taxYen }) => [quantity, netYen, taxYen]),
    [[kg(2_000), 30_000, 3_000]],
  )
  const chips = { siteId, store: 'chips', species: 'sugi', grams: kg(1_000), wetBp: 3_500 } as const
  const price = { sellerId: place.town.buyer, netYen: 0, dieselMl: 0, note: '', on: day('2026-10-20') }
  const { workId } = granted(await buyWood(tx, staff, { ...chips, ...price }))
  granted(await payFuel(tx, staff, { siteId, month: month('2026-10'), paidOn: today }))
  const october = async () => {
    const found = (await listFuelMonths(tx, boiler)).find((each) => each.month === '2026-10')
    return [found?.quantity, found?.now]
  }
  assert.deepEqual(await october(), [kg(1_000), undefined])
  granted(await reverseWork(tx, staff, { workId, reason: '届いていなかった' }))
  assert.deepEqual(await october(), [kg(1_000), 0])
})

test('a day that two log at once stands once, and so does a month that two mark as paid', async () => {
  const siteId = await here.tx((tx) => boilerWith(tx, 2_000, { soldAs: 'chips', priceYen: 10_000 }))
  const log: HeatLog = { ...quiet, siteId, on: today, heatWh: 100_000 }
  await Promise.all([1, 2, 3].map(() => here.tx((tx) => logHeatDay(tx, keeper, log)))) // all on one moment
  assert.equal(await here.tx((tx) => balanceOf(tx, 'HEAT', 'heat_used')), 100_000)
  const later = new Date('2026-12-05T01:00:00Z')
  const paid = await Promise.all(
    [1, 2].map(() =>
      here.tx(
        (tx) => payFuel(tx, staff, { siteId, month: month('2026-11'), paidOn: day('2026-12-04') }),
        later,
      ),
    ),
  )
  assert.deepEqual(paid.map(refusalOf).toSorted(), ['fuel_paid', 'granted'])
})
