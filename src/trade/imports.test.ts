import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { registerParty } from '#parties/parties.ts'
import { granted } from '#parties/testing.ts'
import { confirmImport, importFile, readImport, uploadFile } from './imports.ts'
import { offer, registeredRegion, stockOf } from './testing.ts'

const example = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../examples', `${name}.csv`))
const utf8 = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`)
const inDecember = new Date('2026-12-01T03:00:00Z')

async function fresh() {
  const place = await testRegion()
  return { ...place, small: await place.tx(registeredRegion) }
}
const countOf = async (t: Tx, table: string): Promise<number> =>
  (await t.run<{ n: number }>(`select count(*) as n from ${table} where region_id = $1`, [t.region]))[0]?.n ??
  0

test('the three kinds of file are told apart by their headings', async () => {
  const { tx, small } = await fresh()
  for (const [name, kind] of [
    ['商品一覧', 'products'],
    ['注文一覧', 'orders'],
    ['入出金明細', 'bank'],
  ] as const) {
    const uploaded = await tx((t) => uploadFile(t, small.staff, { name, bytes: example(name) }), inDecember)
    assert.equal(granted(uploaded).kind, kind)
  }
  for (const [bytes, refused] of [
    [utf8('a,b', '1,2'), 'kind_not_recognised'],
    [utf8(''), 'file_empty'],
    [new Uint8Array(5_000_001), 'file_too_large'],
  ] as const) {
    const answer = await tx((t) => uploadFile(t, small.staff, { name: 'x', bytes }))
    assert.equal(isRefusal(answer) && answer.refused, refused)
  }
  const notStaff = await tx((t) => uploadFile(t, small.cook, { name: 'x', bytes: example('商品一覧') }))
  assert.deepEqual(notStaff, { refused: 'not_allowed' })
  assert.deepEqual(await tx((t) => readImport(t, small.staff, { importId: newId() })), {
    refused: 'import_unknown',
  })
})

test('a bank statement is looked at first, and counts once however often it comes', async () => {
  const { tx, small } = await fresh()
  const bytes = example('入出金明細')
  const bring = () => tx((t) => uploadFile(t, small.staff, { name: '明細.csv', bytes }), inDecember)
  const { importId } = granted(await bring())
  const preview = granted(await tx((t) => readImport(t, small.staff, { importId }), inDecember))
  assert.equal(preview.rows.length, 7)
  assert.deepEqual(preview.faults, [])
  assert.equal(preview.writtenAt, null)
  assert.equal(await tx((t) => countOf(t, 'trade_bank_line')), 0, 'looking writes nothing')
  const confirm = () => tx((t) => confirmImport(t, small.staff, { importId }), inDecember)
  const both = await Promise.all([confirm(), confirm()])
  assert.deepEqual(
    both.map((each) => granted(each).written).toSorted((a, b) => a - b),
    [0, 7],
  )
  assert.equal(granted(await bring()).importId, importId, 'the same file is the same import')
  assert.equal(granted(await confirm()).known, 7)
  assert.equal(await tx((t) => countOf(t, 'trade_bank_line')), 7)
})

test('two equal payments of one day are two lines, and an overlapping file adds only what is new', async () => {
  const { tx, small } = await fresh()
  const bring = async (...rows: readonly string[]) =>
    granted(
      await tx((t) =>
        importFile(t, small.staff, {
          name: 'b',
          bytes: utf8('取引日,摘要,出金,入金', ...rows),
          confirm: true,
        }),
      ),
    )
  const twice = ['2026-11-20,振込 ミセ,,500', '2026-11-20,振込 ミセ,,500']
  assert.equal('written' in (await bring(...twice)) && (await bring(...twice)).faults.length, 0)
  assert.equal(await tx((t) => countOf(t, 'trade_bank_line')), 2)
  await bring(...twice, '2026-11-21,振込 ミセ,,500', '2026-11-24,あした,,1')
  assert.equal(await tx((t) => countOf(t, 'trade_bank_line')), 3)
  const again = await bring(...twice, '2026-11-24,あした,,1')
  assert.deepEqual(again.faults, [{ line: 4, column: '日付', text: '2026-11-24', fault: 'day_to_come' }])
})

const heading = '注文日,取引先,商品名,単位,数量,希望納品日,備考'

test('good rows of an order list are ordered, bad ones are named with line and column', async () => {
  const { tx, small } = await fresh()
  const { productId } = await tx((t) => offer(t, small))
  const bytes = utf8(
    heading,
    '2026/11/20,海辺ホテル,りんごジャム,箱,2,2026/11/27,朝8時',
    '〃,〃,りんごジャム,瓶,３,〃,',
    '2026/11/20,知らない店,りんごジャム,瓶,1,,',
    '2026/11/20,ウミベホテル,ないもの,瓶,1,,',
    '2026/11/20,海辺ホテル,りんごジャム,樽,1,,',
    '2026/11/20,海辺ホテル,りんごジャム,kg,1.5,,',
    '2026/11/24,海辺ホテル,りんごジャム,瓶,1,2026/11/30,',
    '2026/11/20,海辺ホテル,りんごジャム,瓶,0,,',
  )
  const bring = () => tx((t) => importFile(t, small.staff, { name: '注文.csv', bytes, confirm: true }))
  const first = granted(await bring())
  assert.ok('written' in first)
  assert.equal(first.written, 2)
  assert.deepEqual(
    first.faults.map(({ line, column, fault }) => [line, column, fault]),
    [
      [4, '取引先', 'buyer_not_known'],
      [5, '商品名', 'product_not_known'],
      [6, '単位', 'unit_not_sold'],
      [7, '数量', 'weight_not_sold'],
      [8, '注文日', 'day_to_come'],
      [9, '数量', 'number_zero'],
    ],
  )
  assert.deepEqual(await tx((t) => stockOf(t, productId)), { onHand: 100, reserved: 27 })
  assert.equal(await tx((t) => countOf(t, 'trade_order')), 1, 'one buyer and day are one order')
  const again = granted(await bring())
  assert.ok('written' in again)
  assert.deepEqual([again.written, again.known], [0, 2])
  await tx((t) =>
    registerParty(t, small.staff, {
      kind: 'business',
      name: '知らない店',
      kana: 'シラナイミセ',
      side: 'inside',
    }),
  )
  const mended = granted(await bring())
  assert.equal('written' in mended && mended.written, 1, 'a row that became good is written then')
  assert.equal(await tx((t) => countOf(t, 'trade_order')), 2)
})

test('an order that the store cannot fill is not taken at all, and the others are', async () => {
  const { tx, small } = await fresh()
  const { productId } = await tx((t) => offer(t, small, { quantity: 10 }))
  const bytes = utf8(
    heading,
    '2026/11/20,海辺ホテル,りんごジャム,瓶,4,2026/11/27,',
    '2026/11/20,海辺ホテル,りんごジャム,箱,1,2026/11/27,',
    '2026/11/20,海辺ホテル,りんごジャム,瓶,5,2026/11/28,',
  )
  const answer = granted(
    await tx((t) => importFile(t, small.staff, { name: '注文.csv', bytes, confirm: true })),
  )
  assert.ok('written' in answer)
  assert.equal(answer.written, 1)
  assert.deepEqual(
    answer.faults.map(({ line, fault, detail }) => [line, fault, detail]),
    [
      [2, 'stock_too_small', { name: 'りんごジャム', left: 10, unit: '本' }],
      [3, 'row_not_taken', { line: 2 }],
    ],
  )
  assert.deepEqual(await tx((t) => stockOf(t, productId)), { onHand: 10, reserved: 5 }, 'nothing half taken')
  assert.equal(await tx((t) => countOf(t, 'trade_import_row')), 1)
})

test('a list of goods comes in as drafts, once', async () => {
  const { tx, small } = await fresh()
  for (const name of ['須川高原ファーム', '千厩果樹園'])
    await tx((t) =>
      registerParty(t, small.staff, { kind: 'business', name, kana: 'ノウエン', side: 'inside' }),
    )
  const bring = () =>
    tx((t) => importFile(t, small.staff, { name: '商品.csv', bytes: example('商品一覧'), confirm: true }))
  const first = granted(await bring())
  assert.ok('written' in first)
  assert.ok(first.written > 0)
  assert.ok(first.faults.length > 0 && first.faults.every(({ fault }) => fault === 'producer_not_known'))
  const rows = await tx((t) =>
    t.run<{ name: string; state: string; base_kind: string; variants: string[] }>(
      `select p.name, p.state, p.base_kind, array_agg(v.name order by v.position) as variants
       from trade_product p join trade_variant v on v.region_id = p.region_id and v.product_id = p.product_id
       where p.region_id = $1 group by p.product_id, p.name, p.state, p.base_kind, p.product_no order by p.product_no`,
      [t.region],
    ),
  )
  assert.equal(rows.length, first.written)
  assert.deepEqual(rows[1], {
    name: '曲がりねぎ',
    state: 'draft',
    base_kind: 'count',
    variants: ['束', 'ケース(10束)'],
  })
  assert.deepEqual([rows[2]?.base_kind, rows[2]?.variants], ['weight', ['500g(量り売り)']])
  const again = granted(await bring())
  assert.ok('written' in again)
  assert.deepEqual([again.written, again.known], [0, first.written])
})
