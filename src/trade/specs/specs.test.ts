import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kit/ids.ts'
import { visitor } from '#parties/actors.ts'
import { granted } from '#parties/testing.ts'
import { render } from '#trade/documents/pdf.ts'
import { putUpProduct } from '#trade/products.ts'
import { companyOf } from '#trade/settings.ts'
import { assertValid, testPages } from '#trade/testing-pages.tsx'
import { jamSheet, offer } from '#trade/testing.ts'
import { specRoutes } from './specs.routes.ts'
import { specSheet } from './spec-sheets.ts'
import { readSpec } from './specs.ts'

const { tx, small, as } = await testPages(specRoutes)
const { productId } = await tx((t) => offer(t, small, { sheet: { allergens: ['りんご', '小麦'] } }))
const at = `/trade/products/${productId}/spec`
const textOf = (svg: string): string => svg.replaceAll(/<[^>]*>|\s/g, '')

const boxes = {
  dateKind: 'best_before',
  content: '２００ｇ',
  ingredients: 'りんご（岩手県）、砂糖／酸味料',
  appeal: '皮ごと煮ています。',
  nutritionOf: '100gあたり',
  energyKcal: '252',
  proteinDg: '0.3',
  fatDg: '0.1',
  carbohydrateDg: '62',
  saltCg: '0.02',
  certifications: '有機JAS、HACCP',
  leadDays: '3',
  orderBy: '11時',
  caseQuantity: '12',
  retailYen: '７００',
}

test('a producer enters the specification; what is wrong comes back with what was typed', async () => {
  const grower = await as(small.grower)
  const wrong = await grower.post(at, at, { ...boxes, energyKcal: '2520', maker: '第二工場' })
  assert.equal(wrong.status, 422)
  await assertValid(await grower.get(at))
  assert.match(wrong.html, /約250kcal/)
  assert.match(wrong.html, /第二工場/)

  const sent = await grower.post(at, at, boxes)
  assert.equal(sent.status, 303)
  const { spec } = granted(await tx((t) => readSpec(t, small.grower, { productId })))
  assert.deepEqual(spec, {
    dateKind: 'best_before',
    content: '200g',
    ingredients: 'りんご（岩手県）、砂糖／酸味料',
    origin: '',
    maker: '',
    storage: '',
    appeal: '皮ごと煮ています。',
    nutritionOf: '100gあたり',
    energyKcal: 252,
    proteinDg: 3,
    fatDg: 1,
    carbohydrateDg: 620,
    saltCg: 2,
    certifications: ['有機JAS', 'HACCP'],
    leadDays: 3,
    orderBy: '11:00',
    caseQuantity: 12,
    retailYen: 700,
  })
  // Shown again as it was typed, in the units people use.
  const { html } = await grower.get(at)
  for (const value of ['value="0.3"', 'value="62"', 'value="0.02"', 'value="有機JAS、HACCP"'])
    assert.ok(html.includes(value), value)
})

test('the paper holds what buyers ask for, in both languages, and empty boxes where nothing was said', () =>
  tx(async (t) => {
    const company = await companyOf(t)
    const found = granted(await readSpec(t, visitor, { productId }))
    const drawn = render('product-spec', [specSheet(found, company, 'ja')])
    assert.equal(drawn.pages, 1)
    const text = textOf(drawn.svg())
    for (const part of [
      '商品規格書',
      'りんごジャム',
      '200g',
      '252kcal',
      '0.02g',
      '11:00',
      '有機JAS、HACCP',
      '700円',
      '製造から180日',
      '500円',
      '5,760円',
      '軽減税率の対象',
      '特定原材料：小麦',
      'そのほか：りんご',
    ])
      assert.ok(text.includes(part), part)
    const english = textOf(render('product-spec', [specSheet(found, company, 'en')]).svg())
    for (const part of ['Productspecification', 'Applejam', 'boxof12', '¥5,760'])
      assert.ok(english.includes(part), part)
    const bare = render('product-spec', [specSheet({ ...found, spec: undefined }, company, 'ja')])
    assert.ok(textOf(bare.svg()).includes('原材料名'))
  }))

test('drafts have no paper for others, and nobody writes on the goods of another', async () => {
  const draft = await tx(async (t) => {
    const sheet = { ...jamSheet, name: '試作', kana: 'シサク', producerId: small.producer }
    return granted(await putUpProduct(t, small.staff, sheet)).productId
  })
  const cook = await as(small.cook)
  assert.equal((await cook.get(`/products/${draft}/spec.pdf`)).status, 404)
  assert.equal((await cook.get(`/products/${productId}/spec.pdf`)).status, 200)
  assert.equal((await cook.get(at)).status, 403)
  assert.equal((await (await as(small.grower)).get(`/trade/products/${newId()}/spec`)).status, 404)
})
