import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from './days.ts'
import { eraDay, eraYymmdd, parseDay, parseEraYymmdd } from './japanese-days.ts'

for (const [text, expected] of [
  ['2026/4/1', '2026-04-01'],
  ['2026-04-01', '2026-04-01'],
  ['2026.4.1', '2026-04-01'],
  ['20260401', '2026-04-01'],
  ['2026年4月1日', '2026-04-01'],
  ['２０２６年　４月　１日', '2026-04-01'],
  ['２０２６／４／１', '2026-04-01'],
  ['2026－4－1', '2026-04-01'],
  ['令和8年4月1日', '2026-04-01'],
  ['令和元年5月1日', '2019-05-01'],
  ['令和1年5月1日', '2019-05-01'],
  ['㋿8年4月1日', '2026-04-01'],
  ['R8.4.1', '2026-04-01'],
  ['r8/4/1', '2026-04-01'],
  ['Ｒ８．４．１', '2026-04-01'],
  ['R08-04-01', '2026-04-01'],
  ['H31.4.30', '2019-04-30'], // the last day of 平成
  ['昭和64年1月7日', '1989-01-07'],
  ['S1.12.25', '1926-12-25'],
  ['T15.12.24', '1926-12-24'],
  ['明治45年7月29日', '1912-07-29'],
  ['2026/4/1(水)', '2026-04-01'],
  ['令和8年4月1日（水曜日）', '2026-04-01'],
  ['2026/04/01 0:00', '2026-04-01'],
  ['2028/2/29', '2028-02-29'],
] as const)
  test(`${text} is ${expected}`, () => assert.equal(parseDay(text), expected))

for (const text of [
  '',
  '2026/2/30',
  '2026/2/29',
  '2026/13/1',
  '2026/0/1',
  '26/4/1', // a year of two digits is never guessed
  '4/1',
  '2026/4-1',
  '2026年4月',
  '20260230',
  '平成31年5月1日', // one day after the era
  '令和元年4月30日', // one day before it
  '昭和64年1月8日',
  '令和0年5月1日',
  'R8.2.30',
  'X8.4.1',
  '明治5年12月31日', // before the calendar
  '1872/12/31',
  '2026/4/1(木)', // it was a Wednesday
  '46113', // a day as a spreadsheet counts it
  '4月1日頃',
])
  test(`${JSON.stringify(text)} is no day`, () => assert.equal(parseDay(text), undefined))

for (const [on, name] of [
  ['2026-04-01', '令和8年4月1日'],
  ['2019-05-01', '令和元年5月1日'],
  ['2019-04-30', '平成31年4月30日'],
  ['1989-01-07', '昭和64年1月7日'],
  ['1926-12-25', '昭和元年12月25日'],
  ['1912-07-29', '明治45年7月29日'],
  ['1873-01-01', '明治6年1月1日'],
] as const) {
  const intl = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'long', timeZone: 'UTC' })
  test(`${on} is ${name}, as Intl has it, and reads back`, () => {
    assert.equal(eraDay(day(on)), name)
    assert.equal(intl.format(new Date(on)), name)
    assert.equal(parseDay(name), on)
  })
}

test('a day before the eras is a fault', () => assert.throws(() => eraDay(day('1872-12-31')), RangeError))

for (const [text, notAfter, expected] of [
  ['080401', '2026-11-23', '2026-04-01'],
  ['280503', '2026-11-23', '2016-05-03'], // 平成28年, as 令和28年 has not come
  ['310430', '2026-11-23', '2019-04-30'],
  ['010501', '2026-11-23', '2019-05-01'],
  ['010430', '2026-11-23', '1989-04-30'],
  ['081124', '2026-11-23', '1996-11-24'], // tomorrow in 令和, so it can only be 平成
  ['080230', '2026-11-23', undefined],
  ['000401', '2026-11-23', undefined],
  ['8 0401', '2026-11-23', undefined],
] as const)
  test(`${text} read on ${notAfter} is ${expected ?? 'no day'}`, () => {
    assert.equal(parseEraYymmdd(text, day(notAfter)), expected)
    if (expected) assert.equal(eraYymmdd(day(expected)), text)
  })
