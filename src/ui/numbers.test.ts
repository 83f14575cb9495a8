import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, month } from '#kit/days.ts'
import * as n from './numbers.ts'

const cases: readonly (readonly [string, string, string])[] = [
  ['yen', n.yen(1234), '1,234円'],
  ['yen zero', n.yen(0), '0円'],
  ['yen negative', n.yen(-1234), '−1,234円'],
  ['yen en', n.yen(-1234, 'en'), '−¥1,234'],
  ['no negative zero', n.decimal(-0.2), '0'],
  ['decimals are kept', n.decimal(1234.5, 2), '1,234.50'],

  ['brackets', n.bracketed('域外へ出た', '11月'), '域外へ出た（11月）'],
  ['brackets en', n.bracketed('Left the region', 'Nov 2026', 'en'), 'Left the region (Nov 2026)'],

  ['below ten thousand', n.compactYen(9_876), '9,876円'],
  ['ten thousand', n.compactYen(10_000), '1万円'],
  ['万 with one decimal', n.compactYen(1_234_000), '123.4万円'],
  ['half rounds up', n.compactYen(12_500), '1.3万円'],
  ['no 億 before its time', n.compactYen(96_000_000), '9,600万円'],
  ['last before 億', n.compactYen(99_494_000), '9,949万円'],
  ['rounds into 億', n.compactYen(99_999_999), '1億円'],
  ['億', n.compactYen(123_456_789), '1.23億円'],
  ['many 億', n.compactYen(1_234_567_890), '12.3億円'],
  ['hundreds of 億', n.compactYen(10_000_000_000), '100億円'],
  ['兆', n.compactYen(2_000_000_000_000), '2兆円'],
  ['negative 万', n.compactYen(-1_234_000), '−123.4万円'],
  ['compact en k', n.compactYen(12_345, 'en'), '¥12.3k'],
  ['compact en M', n.compactYen(1_234_567, 'en'), '¥1.23M'],
  ['compact en negative', n.compactYen(-2_000_000_000, 'en'), '−¥2B'],
  ['compact en small', n.compactYen(12, 'en'), '¥12'],

  ['percent', n.percent(0.234), '23%'],
  ['percent one decimal', n.percent(0.2345, 1), '23.5%'],
  ['percent of nothing', n.percent(0 / 0), '–'],
  ['quantity', n.quantity(12.5, 'kg', 1), '12.5 kg'],
  ['quantity ja', n.quantity(1200, '箱'), '1,200箱'],

  ['wood kg', n.unitAmount(820_500, 'WOOD'), '820.5 kg'],
  ['wood t', n.unitAmount(1_000_000, 'WOOD'), '1.00 t'],
  ['power kWh', n.unitAmount(1_500, 'POWER'), '1.5 kWh'],
  ['heat MWh', n.unitAmount(-12_345_678, 'HEAT'), '−12.35 MWh'],
  ['points', n.unitAmount(2460, 'PT'), '2,460ポイント'],
  ['points en', n.unitAmount(2460, 'PT', 'en'), '2,460 pt'],
  ['jpy', n.unitAmount(2460, 'JPY', 'en'), '¥2,460'],
  ['hours and minutes', n.hours(90), '1時間30分'],
  ['hours', n.hours(120), '2時間'],
  ['minutes', n.hours(0), '0分'],
  ['hours en', n.unitAmount(-90, 'YUI', 'en'), '−1 h 30 min'],

  ['day', n.dayText(day('2026-11-23')), '2026年11月23日(月)'],
  ['day en', n.dayText(day('2026-11-01'), 'en'), 'Sun 1 Nov 2026'],
  ['day short', n.dayShort(day('2026-11-03')), '11月3日(火)'],
  ['day short en', n.dayShort(day('2026-11-03'), 'en'), 'Tue 3 Nov'],
  ['month', n.monthText(month('2026-11')), '2026年11月'],
  ['month en', n.monthText(month('2026-01'), 'en'), 'Jan 2026'],
  ['month short', n.monthShort(month('2026-04')), '4月'],
  ['fiscal year', n.fiscalYearText(2026), '2026年度'],
  ['fiscal year en', n.fiscalYearText(2026, 'en'), 'FY2026'],
  // The era began on 2019-05-01 (元号を改める政令, 平成31年政令第143号).
  ['era', n.dayEra(day('2026-11-23')), '令和8年11月23日'],
  ['last day of Heisei', n.dayEra(day('2019-04-30')), '平成31年4月30日'],
  ['first day of Reiwa', n.dayEra(day('2019-05-01')), '令和元年5月1日'],
  [
    'instant after midnight in Tokyo',
    n.instantText(new Date('2026-11-22T15:05:00Z')),
    '2026年11月23日(月) 00:05',
  ],
]

for (const [name, got, wanted] of cases) test(`${name} → ${wanted}`, () => assert.equal(got, wanted))
