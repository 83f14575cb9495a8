import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { visitor } from '#parties/actors.ts'
import { granted } from '#parties/testing.ts'
import { render } from '#trade/documents/pdf.ts'
import { assertValid, testPages } from '#trade/testing-pages.tsx'
import { offer } from '#trade/testing.ts'
import { labelRoutes } from './labels.routes.ts'
import { labelsPerSheet } from './label-sheet.ts'
import { lotLabels } from './lot-labels.ts'
import { readOrigin } from './origins.ts'

const { tx, small, as } = await testPages(labelRoutes)
const goods = await tx((t) => offer(t, small, { quantity: 30 }))
const textOf = (svg: string): string => svg.replaceAll(/<[^>]*>|\s/g, '')

for (const [count, pages] of [
  [1, 1],
  [labelsPerSheet, 1],
  [labelsPerSheet + 1, 2],
] as const)
  test(`${count} labels take ${pages} sheets, each with its square`, () =>
    tx(async (t) => {
      const origin = granted(await readOrigin(t, visitor, { lotId: goods.lotId }))
      const sheet = lotLabels(origin, count, 'https://yui.example.jp', 'ja')
      const drawn = render('label-sheet', [sheet])
      assert.equal(drawn.pages, pages)
      const text = textOf(drawn.svg())
      assert.equal(text.split('りんごジャム').length - 1, count)
      assert.ok(text.includes(origin.lotNo))
      assert.equal(new Set(sheet.labels.map(({ square }) => square)).size, 1)
    }))

test('what a label opens is for everybody, and tells no quantity, price or buyer', async () => {
  const browser = await as(small.cook)
  const shown = await browser.get(`/lots/${goods.lotId}`)
  assert.equal(shown.status, 200)
  await assertValid(shown)
  for (const part of ['りんごジャム', 'みずほ農園', '千厩町千厩']) assert.ok(shown.html.includes(part), part)
  for (const secret of ['海辺ホテル', '500円']) assert.ok(!shown.html.includes(secret), secret)
  assert.equal((await browser.get(`/lots/${newId()}`)).status, 404)
  assert.ok(await tx(async (t) => isRefusal(await readOrigin(t, visitor, { lotId: newId() }))))
})

test('a paper of labels is for the company; a count that makes no sense is a sheet', async () => {
  const at = `/trade/lots/${goods.lotId}/labels.pdf`
  assert.equal((await (await as(small.cook)).get(at)).status, 403)
  const staff = await as(small.staff)
  for (const count of ['', '?count=3', '?count=-1', '?count=x'])
    assert.equal((await staff.get(at + count)).response.headers.get('content-type'), 'application/pdf')
})

test('of a draft only the company knows where it comes from', () =>
  tx(async (t) => {
    await t.run(`update trade_product set state = 'draft' where region_id = $1 and product_id = $2`, [
      t.region,
      goods.productId,
    ])
    for (const nobody of [visitor, small.cook])
      assert.ok(isRefusal(await readOrigin(t, nobody, { lotId: goods.lotId })))
    granted(await readOrigin(t, small.staff, { lotId: goods.lotId }))
  }))
