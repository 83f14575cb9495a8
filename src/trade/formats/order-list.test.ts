import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#kit/refusals.ts'
import { readOrderList } from './order-list.in.ts'

const read = (lines: readonly string[]) => {
  const list = readOrderList(new TextEncoder().encode(lines.join('\n')))
  assert.ok(!isRefusal(list), JSON.stringify(list))
  return list
}
const heading = '注文日,取引先,商品名,単位,数量,希望納品日,備考'
const good = '2026/11/2,ホテル北上川,りんご,箱,6,2026/11/9,'

for (const [row, ...expected] of [
  [good],
  ['2026/11/2,ホテル北上川,りんご,箱,6,,'],
  ['2026/11/2,ホテル北上川,りんご,箱,6,2026/11/2,'], // the same day is not too early
  [',ホテル北上川,りんご,箱,6,,', ['注文日', '', 'cell_missing']],
  ['11/2,ホテル北上川,りんご,箱,6,,', ['注文日', '11/2', 'day_unreadable']],
  ['2026/2/30,ホテル北上川,りんご,箱,6,,', ['注文日', '2026/2/30', 'day_unreadable']],
  ['2026/11/2,,りんご,箱,6,,', ['取引先', '', 'cell_missing']],
  ['2026/11/2,ホテル北上川,りんご,箱,,,', ['数量', '', 'cell_missing']],
  ['2026/11/2,ホテル北上川,りんご,箱,0,,', ['数量', '0', 'number_zero']],
  ['2026/11/2,ホテル北上川,りんご,箱,▲1,,', ['数量', '▲1', 'number_negative']],
  ['2026/11/2,ホテル北上川,りんご,箱,1.5,,', ['数量', '1.5', 'number_not_whole']],
  ['2026/11/2,ホテル北上川,りんご,箱,6袋,,', ['数量', '6袋', 'number_unreadable']],
  ['2026/11/2,ホテル北上川,りんご,箱,6,来週,', ['希望納品日', '来週', 'day_unreadable']],
  ['2026/11/2,ホテル北上川,りんご,箱,6,2026/11/1,', ['希望納品日', '2026/11/1', 'wanted_before_ordered']],
  [
    'x,,りんご,箱,y,,',
    ['注文日', 'x', 'day_unreadable'],
    ['取引先', '', 'cell_missing'],
    ['数量', 'y', 'number_unreadable'],
  ],
] as const)
  test(`${row}: ${expected.map((each) => each.join(' ')).join('; ') || 'good'}`, () => {
    const list = read([heading, row, good])
    assert.deepEqual(
      list.faults,
      expected.map(([column, text, fault]) => ({ line: 2, column, text, fault })),
    )
    assert.deepEqual(
      list.rows.map((each) => each.line),
      expected.length === 0 ? [2, 3] : [3],
    )
  })

test('〃 and 同上 stand for the row above, also when that was one itself', () => {
  const list = read([heading, good, '〃,同上,梨,箱,1,,', '同上,〃,桃,箱,2,〃,'])
  assert.deepEqual(list.faults, [])
  assert.deepEqual(
    list.rows.map((row) => [row.orderedOn, row.buyer, row.product, row.wantedOn]),
    [
      ['2026-11-02', 'ホテル北上川', 'りんご', '2026-11-09'],
      ['2026-11-02', 'ホテル北上川', '梨', undefined],
      ['2026-11-02', 'ホテル北上川', '桃', undefined],
    ],
  )
})
test('〃 in the first row stands for nothing', () =>
  assert.deepEqual(read([heading, good.replace('2026/11/2', '〃')]).faults, [
    { line: 2, column: '注文日', text: '〃', fault: 'day_unreadable' },
  ]))

test('kilograms become grams', () => {
  const row = read([heading, good.replace('箱,6', '㎏,１．２５')]).rows[0]
  assert.deepEqual([row?.unit, row?.quantity, row?.quantityIn], ['kg', 1_250, 'grams'])
})
