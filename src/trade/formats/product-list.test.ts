import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import { dekadsOfMonths, dekadsThrough } from '#trade/seasons.ts'
import { taxRateSeed } from '#trade/tax.ts'
import { parseSeason, readProductList } from './product-list.in.ts'

const on = day('2026-11-23')
const read = (lines: readonly string[], day_ = on) => {
  const list = readProductList(new TextEncoder().encode(lines.join('\r\n')), taxRateSeed, day_)
  assert.ok(!isRefusal(list), JSON.stringify(list))
  return list
}
const heading = '商品名,生産者,単位,入数,価格,税区分,在庫,出荷時期,保存温度帯,JAN'
const good = 'りんご,千厩果樹園,箱,12,"1,200円",軽減,5,7〜9月,常温,4912345678904'

for (const [row, ...expected] of [
  [good],
  [',千厩果樹園,箱,12,100,軽減,5,7月,,', ['商品名', '', 'cell_missing']],
  ['りんご,,箱,12,100,軽減,5,7月,,', ['生産者', '', 'cell_missing']],
  ['りんご,千厩果樹園,箱,12,,軽減,5,7月,,', ['価格', '', 'cell_missing']],
  ['りんご,千厩果樹園,箱,12,時価,軽減,5,7月,,', ['価格', '時価', 'number_unreadable']],
  ['りんご,千厩果樹園,箱,12,100円/本,軽減,5,7月,,', ['価格', '100円/本', 'number_unreadable']], // not the unit of the row
  ['りんご,千厩果樹園,箱,12,△100,軽減,5,7月,,', ['価格', '△100', 'number_negative']],
  ['りんご,千厩果樹園,箱,12,0,軽減,5,7月,,', ['価格', '0', 'number_zero']],
  ['りんご,千厩果樹園,箱,12,100.5,軽減,5,7月,,', ['価格', '100.5', 'number_not_whole']],
  ['りんご,千厩果樹園,箱,0,100,軽減,5,7月,,', ['入数', '0', 'number_zero']],
  ['りんご,千厩果樹園,箱,約12,100,軽減,5,7月,,', ['入数', '約12', 'number_unreadable']],
  ['りんご,千厩果樹園,箱,12,100,,5,7月,,', ['税区分', '', 'cell_missing']],
  ['りんご,千厩果樹園,箱,12,100,5%,5,7月,,', ['税区分', '5%', 'tax_class_unreadable']],
  ['りんご,千厩果樹園,箱,12,100,非課税,5,7月,,', ['税区分', '非課税', 'tax_class_unreadable']],
  ['りんご,千厩果樹園,箱,12,100,軽減,0.5,7月,,', ['在庫', '0.5', 'number_not_whole']],
  ['りんご,千厩果樹園,kg,12,100,軽減,0.0005,7月,,', ['在庫', '0.0005', 'number_not_whole']],
  ['りんご,千厩果樹園,箱,12,100,軽減,5,秋,,', ['出荷時期', '秋', 'season_unreadable']],
  ['りんご,千厩果樹園,箱,12,100,軽減,5,13月,,', ['出荷時期', '13月', 'season_unreadable']],
  ['りんご,千厩果樹園,箱,12,100,軽減,5,7月,涼しい所,', ['保存温度帯', '涼しい所', 'temperature_unknown']],
  ['りんご,千厩果樹園,箱,12,100,軽減,5,7月,,4912345678905', ['JAN', '4912345678905', 'jan_wrong']],
  [
    'りんご,,箱,x,時価,軽減,5,7月,,',
    ['生産者', '', 'cell_missing'],
    ['入数', 'x', 'number_unreadable'],
    ['価格', '時価', 'number_unreadable'],
  ],
] as const)
  test(`${row}: ${expected.map((each) => each.join(' ')).join('; ') || 'good'}`, () => {
    const list = read([heading, row, 'なし,千厩果樹園,個,,50,軽減,,,,'])
    assert.deepEqual(
      list.faults,
      expected.map(([column, text, fault]) => ({ line: 2, column, text, fault })),
    )
    // The good rows go on whatever the others are.
    assert.deepEqual(
      list.rows.map((each) => each.line),
      expected.length === 0 ? [2, 3] : [3],
    )
  })

test('the same product of the same producer and unit twice: the second is told', () => {
  const list = read([heading, good, good.replace('りんご', 'リンゴ　'), good.replace('箱', '袋')])
  assert.deepEqual(list.faults, [{ line: 3, column: '商品名', text: 'リンゴ', fault: 'row_twice' }])
  assert.deepEqual(
    list.rows.map((row) => row.line),
    [2, 4],
  )
})

for (const [text, taxClass] of [
  ['軽減税率', 'reduced'],
  ['8%(軽減)', 'reduced'],
  ['８', 'reduced'],
  ['0.08', 'reduced'],
  ['10％', 'standard'],
  ['標準', 'standard'],
  ['0.1', 'standard'],
] as const)
  test(`税区分 ${text} is ${taxClass}`, () =>
    assert.equal(read([heading, good.replace('軽減', text)]).rows[0]?.taxClass, taxClass))

test('a price by the kilogram makes goods in boxes goods by weight', () => {
  const row = read([heading, good.replace('"1,200円"', '"1,200円／ｋｇ"')]).rows[0]
  assert.deepEqual([row?.price, row?.pricePer, row?.unit, row?.stock], [1_200, 'kg', '箱', 5])
})

for (const [text, dekads] of [
  ['通年', dekadsThrough([1, 36])],
  ['7月', [19, 20, 21]],
  ['７〜１０月', dekadsThrough([19, 30])],
  ['11月～3月', dekadsThrough([31, 9])],
  ['６・７・９月', dekadsOfMonths([6, 7, 9])],
  ['3月から5月まで、9月', dekadsOfMonths([3, 4, 5, 9])],
  ['5,5,6', dekadsOfMonths([5, 6])],
  ['7月中旬〜9月上旬', dekadsThrough([20, 25])],
  ['7月上旬', [19]],
  ['７月上旬〜下旬', [19, 20, 21]],
  ['12月下旬～1月', dekadsThrough([36, 3])],
  ['6月中旬〜8月', dekadsThrough([17, 24])],
  ['', []],
  ['0月', undefined],
  ['上旬', undefined],
  ['13月上旬', undefined],
  ['7-', undefined],
] as const)
  test(`season ${JSON.stringify(text)}`, () => assert.deepEqual(parseSeason(text), dekads))

test('a list without its headings says which', () =>
  assert.deepEqual(
    readProductList(new TextEncoder().encode('商品名,生産者,価格\nりんご,千厩果樹園,100\n'), taxRateSeed, on),
    { refused: 'header_not_found', detail: { missing: '単位、税区分' } },
  ))
