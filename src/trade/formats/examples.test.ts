/** The files that people try first, read to the last field: `examples/` at the top of the project. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import { dekadsOfMonths, dekadsThrough } from '#trade/seasons.ts'
import { taxRateSeed } from '#trade/tax.ts'
import { readBankStatement } from './bank-statement.in.ts'
import { readOrderList } from './order-list.in.ts'
import { readProductList } from './product-list.in.ts'

const example = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../../examples', `${name}.csv`))
const today = day('2026-12-01')
const allYear = dekadsThrough([1, 36])

for (const name of ['商品一覧', '注文一覧', '入出金明細'])
  test(`${name} is in CP932 with CRLF, as a spreadsheet saves it`, () => {
    const bytes = example(name)
    assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    const text = new TextDecoder('shift_jis', { fatal: true }).decode(bytes)
    assert.equal(text.replaceAll('\r\n', '').match(/[\r\n]/), null)
  })

test('商品一覧', () => {
  const list = readProductList(example('商品一覧'), taxRateSeed, today)
  assert.ok(!isRefusal(list))
  assert.deepEqual([list.faults, list.unknown, list.encoding], [[], [], 'shift_jis'])
  const [farm, orchard, mushrooms] = ['須川高原ファーム', '千厩果樹園', '室根きのこの里']
  const food = { pricePer: 'unit', taxClass: 'reduced', temperature: 'ambient' }
  assert.deepEqual(list.rows, [
    {
      ...food,
      line: 4,
      name: 'ひとめぼれ 5kg',
      kana: 'ヒトメボレ',
      producer: farm,
      unit: '袋',
      perCase: 4,
      price: 2_900,
      stock: 120,
      dekads: allYear,
      story: '磐井川の水で育てた特別栽培米',
    },
    {
      ...food,
      line: 5,
      name: '曲がりねぎ',
      kana: 'マガリネギ',
      producer: farm,
      unit: '束',
      perCase: 10,
      price: 240,
      stock: 80,
      dekads: dekadsOfMonths([10, 11, 12]),
      story: '土寄せで曲げ、甘みを出したねぎ',
      temperature: 'chilled',
    },
    {
      ...food,
      line: 6,
      name: '南部一郎かぼちゃ',
      kana: 'ナンブイチロウカボチャ',
      producer: farm,
      unit: 'kg',
      price: 380,
      pricePer: 'kg',
      stock: 1_250_500,
      dekads: dekadsOfMonths([9, 10, 11]),
      story: 'ひょうたん形。ポタージュに向く',
    },
    {
      ...food,
      line: 8,
      name: 'りんご ふじ',
      kana: 'リンゴフジ',
      producer: orchard,
      unit: '箱',
      price: 3_800,
      stock: 45,
      dekads: dekadsOfMonths([11, 12, 1, 2]),
      story: '10kg入り 葉とらず栽培',
    },
    {
      ...food,
      line: 9,
      name: 'りんごジュース 1L',
      kana: 'リンゴジュース',
      producer: orchard,
      unit: '本',
      perCase: 12,
      price: 620,
      stock: 360,
      dekads: allYear,
      story: 'ふじと王林だけで搾る',
    },
    {
      ...food,
      line: 10,
      name: 'シードル 750ml',
      kana: 'シードル',
      producer: orchard,
      unit: '本',
      perCase: 6,
      price: 1_850,
      taxClass: 'standard',
      stock: 96,
      dekads: allYear,
      story: '酒類のため標準税率',
      temperature: 'chilled',
    },
    {
      ...food,
      line: 11,
      name: '生しいたけ 200g',
      kana: 'ナマシイタケ',
      producer: mushrooms,
      unit: '袋',
      perCase: 20,
      price: 280,
      dekads: dekadsOfMonths([3, 4, 5, 9, 10, 11]),
      story: '原木栽培',
      temperature: 'chilled',
    },
    {
      ...food,
      line: 12,
      name: '干しいたけ どんこ',
      kana: 'ホシシイタケ',
      producer: mushrooms,
      unit: '袋',
      perCase: 30,
      price: 1_080,
      stock: 200,
      dekads: [],
      story: '肉厚のどんこだけを選別',
    },
    {
      ...food,
      line: 13,
      name: 'しいたけ栽培キット1',
      kana: 'サイバイキット',
      producer: mushrooms,
      unit: '個',
      price: 1_600,
      taxClass: 'standard',
      stock: 25,
      dekads: dekadsOfMonths([3, 4, 5]),
      story: '植菌済みのほだ木',
    },
  ])
})

test('注文一覧', () => {
  const list = readOrderList(example('注文一覧'))
  assert.ok(!isRefusal(list))
  assert.deepEqual([list.faults, list.unknown, list.encoding], [[], [], 'shift_jis'])
  const [diner, hotel, school, market] = [
    'やさい食堂みなも',
    'ホテル北上川',
    '一関学校給食センター',
    '東京マルシェ青葉',
  ]
  const pieces = { quantityIn: 'units', note: '' }
  assert.deepEqual(list.rows, [
    {
      ...pieces,
      line: 2,
      orderedOn: '2026-11-02',
      buyer: diner,
      product: '曲がりねぎ',
      unit: '束',
      quantity: 10,
      wantedOn: '2026-11-06',
    },
    {
      line: 3,
      orderedOn: '2026-11-02',
      buyer: diner,
      product: '南部一郎かぼちゃ',
      unit: 'kg',
      quantity: 12_500,
      quantityIn: 'grams',
      wantedOn: '2026-11-06',
      note: 'カット不可',
    },
    {
      ...pieces,
      line: 4,
      orderedOn: '2026-11-02',
      buyer: hotel,
      product: 'りんご ふじ',
      unit: '箱',
      quantity: 6,
      wantedOn: '2026-11-09',
      note: '朝8時までに裏口へ',
    },
    {
      ...pieces,
      line: 5,
      orderedOn: '2026-11-02',
      buyer: hotel,
      product: 'りんごジュース 1L',
      unit: '本',
      quantity: 24,
      wantedOn: '2026-11-09',
    },
    {
      ...pieces,
      line: 7,
      orderedOn: '2026-11-04',
      buyer: school,
      product: 'ひとめぼれ 5kg',
      unit: '袋',
      quantity: 40,
      wantedOn: '2026-11-20',
      note: '11月分。アレルギー表示を添付,請求は月末',
    },
    {
      ...pieces,
      line: 8,
      orderedOn: '2026-11-04',
      buyer: school,
      product: '曲がりねぎ',
      unit: '束',
      quantity: 60,
      wantedOn: '2026-11-10',
    },
    {
      ...pieces,
      line: 9,
      orderedOn: '2026-11-05',
      buyer: market,
      product: '生しいたけ 200g',
      unit: '袋',
      quantity: 40,
      wantedOn: '2026-11-12',
      note: 'クール便',
    },
    {
      ...pieces,
      line: 10,
      orderedOn: '2026-11-05',
      buyer: market,
      product: 'シードル 750ml',
      unit: '本',
      quantity: 12,
      note: '納品日は相談',
    },
    {
      ...pieces,
      line: 11,
      orderedOn: '2026-11-05',
      buyer: market,
      product: '干しいたけ どんこ',
      unit: '袋',
      quantity: 1_200,
      wantedOn: '2026-11-30',
      note: '年末ギフト用',
    },
  ])
  const products = readProductList(example('商品一覧'), taxRateSeed, today)
  assert.ok(!isRefusal(products))
  const known = new Set(products.rows.map((row) => row.name))
  for (const { product } of list.rows) assert.ok(known.has(product), `${product} is in the list of goods`)
})

test('入出金明細', () => {
  const statement = readBankStatement(example('入出金明細'), today)
  assert.ok(!isRefusal(statement))
  assert.deepEqual([statement.source, statement.faults], ['csv', []])
  assert.deepEqual(statement.lines, [
    {
      line: 6,
      on: '2026-11-04',
      inYen: 45_360,
      outYen: 0,
      balanceYen: 1_299_660,
      payerKana: 'ヤサイシヨクドウミナモ',
      memo: '振込 ヤサイシヨクドウミナモ',
    },
    {
      line: 7,
      on: '2026-11-10',
      inYen: 132_840,
      outYen: 0,
      balanceYen: 1_432_500,
      payerKana: 'ホテルキタカミガワ',
      memo: '振込 ホテルキタカミガワ',
    },
    {
      line: 8,
      on: '2026-11-16',
      inYen: 78_900,
      outYen: 0,
      balanceYen: 1_511_400,
      payerKana: 'カ)トウキヨウマルシエアオバ',
      memo: '振込 カ)トウキヨウマルシエアオバ',
    },
    {
      line: 9,
      on: '2026-11-20',
      inYen: 3_240,
      outYen: 0,
      balanceYen: 1_514_640,
      payerKana: 'タナカ ハナコ',
      memo: '振込 タナカ ハナコ 心当たりなし',
    },
    {
      line: 11,
      on: '2026-11-25',
      inYen: 0,
      outYen: 45_900,
      balanceYen: 1_468_740,
      payerKana: 'センマヤカジユエン',
      memo: '総合振込 センマヤカジユエン 10月分精算',
    },
    {
      line: 12,
      on: '2026-11-25',
      inYen: 0,
      outYen: 660,
      balanceYen: 1_468_080,
      payerKana: '',
      memo: '振込手数料',
    },
    { line: 13, on: '2026-11-30', inYen: 12, outYen: 0, balanceYen: 1_468_092, payerKana: '', memo: '利息' },
  ])
})
