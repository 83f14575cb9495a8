/** The pages of products, lots, orders, deliveries and settings, as people use them: in the browser, step by step. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { granted } from '#parties/testing.ts'
import { catalogueRoutes } from './catalogue.routes.ts'
import { deliveryRoutes } from './deliveries.routes.ts'
import { receiveLot } from './lots.ts'
import { lotRoutes } from './lots.routes.ts'
import { orderRoutes } from './orders.routes.ts'
import { productRoutes } from './products.routes.ts'
import { startRoutes } from './start.routes.ts'
import { assertValid, hidden, testPages } from './testing-pages.tsx'
import { offer, stockOf } from './testing.ts'

const routes = [
  ...catalogueRoutes,
  ...startRoutes,
  ...productRoutes,
  ...lotRoutes,
  ...orderRoutes,
  ...deliveryRoutes,
]
const { tx, small, as } = await testPages(routes)
const languages = ['ja', 'en'] as const

const sheet = {
  name: '干し柿',
  kana: 'ほしがき',
  nameEn: 'Dried persimmon',
  category: 'sweets',
  taxClass: 'reduced',
  baseKind: 'count',
  baseUnit: '個',
  baseUnitEn: 'pieces',
  temperature: 'ambient',
  shelfLifeDays: '６０',
  'season.0.from': '31',
  'season.0.to': '33',
  allergens: '',
  story: '',
  storyEn: '',
  'storyBlocks.who.ja': '祖母と二人で',
  'variants.0.name': '袋（5個）',
  'variants.0.nameEn': 'bag of 5',
  'variants.0.baseQuantity': '5',
  'variants.0.priceYen': '1,200円',
  'variants.0.pricedBy': 'variant',
  'variants.0.jan': '',
  'variants.1.name': '',
  'variants.1.pricedBy': 'variant',
  'variants.2.name': '箱（20個）',
  'variants.2.baseQuantity': '20',
  'variants.2.priceYen': '４５００',
  'variants.2.pricedBy': 'variant',
}

test('empty pages say what to do first, in both languages, for every role', async () => {
  const table = [
    [
      small.staff,
      [
        '/trade',
        '/trade/products',
        '/trade/lots',
        '/trade/lots/new',
        '/trade/orders',
        '/trade/orders/new',
        '/trade/settings',
        '/trade/products/new',
      ],
    ],
    [small.grower, ['/trade', '/trade/products', '/trade/lots', '/trade/orders', '/trade/products/new']],
    [small.cook, ['/trade', '/trade/orders', '/trade/orders/new']],
  ] as const
  for (const lang of languages)
    for (const [actor, paths] of table) {
      const browser = await as(actor, lang)
      for (const path of paths) await assertValid(await browser.get(path))
    }
})

test('a page that is not for this person is not shown', async () => {
  const table = [
    [small.cook, '/trade/settings', 403],
    [small.cook, '/trade/products', 403],
    [small.grower, '/trade/lots/new', 403],
    [small.grower, '/trade/orders/new', 403],
    [small.staff, `/trade/orders/${newId()}`, 404],
    [small.staff, `/trade/lots/${newId()}`, 404],
    [small.staff, `/trade/deliveries/${newId()}`, 404],
    [small.staff, `/trade/products/${newId()}/edit`, 404],
    [small.staff, '/trade/returns/new', 404],
    [small.staff, '/trade/orders/nonsense', 404],
  ] as const
  for (const [actor, path, status] of table)
    assert.equal((await (await as(actor)).get(path)).status, status, path)
})

test('a product sheet comes back with what was typed and a sentence at its box', async () => {
  const grower = await as(small.grower)
  const table = [
    [{ name: '' }, '商品名を入力してください。'],
    [{ category: 'alcohol' }, 'この種類の産品は軽減税率になりません。標準税率を選んでください。'],
    [{ 'season.0.to': '' }, '出荷できる時期は、始まりと終わりの両方を選んでください。'],
    [{ 'variants.2.priceYen': 'たくさん' }, '価格は数字で入力してください（入力：たくさん）。'],
    [{ 'variants.2.jan': '4912345678905' }, 'JANコードは8桁か13桁です。最後の数字まで確かめてください。'],
  ] as const
  for (const [change, sentence] of table) {
    const shown = await grower.post('/trade/products', '/trade/products/new', { ...sheet, ...change })
    await assertValid(shown, 422)
    assert.ok(shown.html.includes(sentence), sentence)
    assert.ok(shown.html.includes('value="ほしがき"'), 'nothing typed is lost')
    const [box = ''] = Object.keys(change)
    const at = shown.html.indexOf(`href="#f-${box.replaceAll('.', '-')}"`)
    if (box !== 'category') assert.ok(at > 0, `the list of errors leads to ${box}`)
    assert.equal(
      (shown.html.match(/<option value="3[13]" selected/g) ?? []).length,
      box === 'season.0.to' ? 1 : 2,
    )
  }
})

test('a set and the steps of a variant: entered, shown, changed, and told to buyers', async () => {
  const [grower, staff] = [await as(small.grower), await as(small.staff)]
  const basket = {
    ...sheet,
    name: '柿かご',
    setFoodYen: '1,000',
    setOtherYen: '200円',
    'variants.0.leastQuantity': '6',
    'variants.0.stepQuantity': '３',
  }
  const dear = await grower.post('/trade/products', '/trade/products/new', { ...basket, setOtherYen: '501' })
  await assertValid(dear, 422)
  assert.match(dear.html, /軽減税率になるのは、税抜10,000円以下で/)
  assert.match(dear.html, /value="501"/)
  const edit = (await grower.post('/trade/products', '/trade/products/new', basket)).to ?? ''
  const boxes = async () => {
    const { html } = await grower.get(edit)
    return ['setFoodYen', 'setOtherYen', 'variants.0.leastQuantity', 'variants.0.stepQuantity'].map(
      (name) => new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1],
    )
  }
  assert.deepEqual(await boxes(), ['1000', '200', '6', '3'])
  const [, variantId = ''] =
    /name="variants.0.variantId" value="([^"]+)"/.exec((await grower.get(edit)).html) ?? []
  const changed = {
    ...basket,
    setOtherYen: '500',
    'variants.0.variantId': variantId,
    'variants.0.leastQuantity': '9',
  }
  assert.equal((await grower.post(edit, edit, changed)).status, 303)
  assert.deepEqual(await boxes(), ['1000', '500', '9', '3'])
  const at = edit.replace('/edit', '')
  const terms = { model: 'consignment', from: '2026-11-01', commissionPct: '10' }
  assert.equal((await staff.post(`${at}/contract`, edit, terms)).status, 303)
  assert.equal((await grower.post(`${at}/publish`, edit, {})).status, 303)
  const productId = at.split('/').at(-1) as Id
  await tx(async (t) =>
    granted(await receiveLot(t, small.staff, { productId, quantity: 100, madeOn: t.today })),
  )
  const cook = await as(small.cook)
  const order = await cook.get(`/trade/orders/new?product=${productId}`)
  assert.match(order.html, /9から、3ずつ/)
  const few = await cook.post('/trade/orders', `/trade/orders/new?product=${productId}`, {
    deliverOn: '2026-11-27',
    [`quantities.${variantId}`]: '10',
  })
  await assertValid(few, 422)
  assert.match(few.html, /「柿かご 袋\(5個\)」は9以上、3ずつでお願いします/)
})

test('from the sheet to the catalogue: picture, terms, publication', async () => {
  const [grower, staff] = [await as(small.grower), await as(small.staff)]
  const put = await grower.post('/trade/products', '/trade/products/new', sheet)
  assert.equal(put.status, 303)
  const edit = put.to ?? ''
  const opened = await grower.get(edit)
  await assertValid(opened)
  assert.match(opened.html, /value="箱\(20個\)"/)
  assert.match(opened.html, /公開するには、地域商社の方が条件を入れます/)
  const at = edit.replace('/edit', '')
  const early = await grower.post(`${at}/publish`, edit, {})
  assert.equal(early.status, 422)
  assert.match(early.html, /先に取引条件を記録してください/)

  const noPicture = await grower.post(`${at}/picture`, edit, { alt: '柿' })
  await assertValid(noPicture, 422)
  assert.match(noPicture.html, /写真のファイルを選んでください/)
  assert.equal((noPicture.html.match(/<option value="3[13]" selected/g) ?? []).length, 2)
  const bad = await grower.post(`${at}/picture`, edit, {
    alt: '柿',
    picture: new File(['not a picture'], 'a.jpg', { type: 'image/jpeg' }),
  })
  assert.match(bad.html, /写真として読めません/)
  const drawn = { create: { width: 40, height: 30, channels: 3 as const, background: '#d96' } }
  const png = await sharp(drawn).png().toBuffer()
  for (const alt of ['干した柿', '軒先'])
    assert.equal(
      (await grower.post(`${at}/picture`, edit, { alt, picture: new File([png], 'kaki.png') })).status,
      303,
    )
  const two = await grower.get(edit)
  await assertValid(two)
  const ids = [...two.html.matchAll(/name="pictureId" value="([^"]+)"/g)].map(([, each]) => each ?? '')
  assert.deepEqual([new Set(ids).size, ids.length], [2, 3], 'both come off, the second goes first')
  const move = (deed: string) => grower.post(`${at}/pictures/${deed}`, edit, { pictureId: ids[1] ?? '' })
  assert.equal((await move('first')).status, 303)
  assert.equal((await move('off')).status, 303)
  const gone = await move('off')
  await assertValid(gone, 422)
  assert.match(gone.html, /この生産者の写真から選んでください/)

  assert.equal((await grower.post(`${at}/contract`, edit, {})).status, 403, 'terms are the company’s')
  const half = await staff.post(`${at}/contract`, edit, { model: 'consignment', from: '2026-11-01' })
  assert.match(half.html, /委託なら手数料を/)
  const terms = { model: 'consignment', from: '令和8年11月1日', commissionPct: '12.5' }
  assert.equal((await staff.post(`${at}/contract`, edit, terms)).status, 303)
  assert.equal((await grower.post(`${at}/publish`, edit, {})).status, 303)
  assert.match((await grower.get(edit)).html, /<details[^>]* open[^>]*>(?:(?!<\/details>)[^])*祖母と二人で/)
  assert.match(
    (await grower.get(edit.replace('/trade', '').replace('/edit', ''))).html,
    /<dt[^>]*>だれが<\/dt><dd[^>]*><p>祖母と二人で<\/p>/,
  )
  const done = await grower.get(edit)
  await assertValid(done)
  assert.match(done.html, /手数料 12\.50%/)
  const found = await grower.get('/trade/products?q=Dried&state=published')
  assert.match(found.html, /干し柿/)
})

test('a receipt is recorded, traced and partly thrown away', async () => {
  const staff = await as(small.staff)
  const { productId } = await tx((t) => offer(t, small, { sheet: { name: '味噌', kana: 'ミソ' } }))
  const from = `/trade/lots/new?product=${productId}`
  const boxes = { productId, quantity: '40', madeOn: '2026-11-20', receivedOn: '2026-11-23', place: '東の蔵' }
  const wrong = await staff.post('/trade/lots', from, { ...boxes, madeOn: '2026-11-25' })
  await assertValid(wrong, 422)
  assert.match(wrong.html, /入荷の日までの日付にしてください/)
  const received = await staff.post('/trade/lots', from, boxes)
  assert.equal(received.status, 303)
  const lot = received.to ?? ''
  const takeOut = (quantity: string, fate: string) =>
    staff.post(`${lot}/take-out`, lot, { quantity, fate, reason: '割れ' })
  const thrown = await takeOut('50', 'waste')
  assert.match(thrown.html, /このロットの残りは40です/)
  assert.equal((await takeOut('2', 'lost')).status, 422)
  assert.equal((await takeOut('2', 'waste')).status, 303)
  const uncounted = await staff.post(`${lot}/count`, lot, { counted: '99', note: '' })
  assert.match(uncounted.html, /このロットの入荷は40です/)
  assert.match(uncounted.html, /value="99"/, 'what was typed stands there again')
  assert.equal((await staff.post(`${lot}/count`, lot, { counted: '37', note: '月末' })).status, 303)
  const traced = await staff.get(lot)
  await assertValid(traced)
  assert.match(traced.html, /東の蔵/)
  assert.match(traced.html, /廃棄/)
})

test('a buyer orders, staff ships in two parts, and goods come back', async () => {
  const [cook, staff, grower] = [await as(small.cook), await as(small.staff), await as(small.grower)]
  const offered = await tx((t) =>
    offer(t, small, { sheet: { name: '梅干し', kana: 'ウメボシ' }, quantity: 30 }),
  )
  const [jar = newId()] = offered.variants
  const from = `/trade/orders/new?product=${offered.productId}`
  await assertValid(await cook.get(from))
  const boxes = { deliverOn: '2026-11-27', note: '朝のうちに' }
  const none = await cook.post('/trade/orders', from, boxes)
  assert.match(none.html, /一つ以上の産品に数量を入力してください/)
  const tooMany = await cook.post('/trade/orders', from, { ...boxes, [`quantities.${jar}`]: '３１' })
  await assertValid(tooMany, 422)
  assert.match(tooMany.html, /「梅干し」はあと30本です。数量を減らしてください。/)
  assert.ok(tooMany.html.includes('value="３１"'), 'the quantity is still there')
  assert.ok(tooMany.html.includes(`href="#f-quantities-${jar}"`))

  const placed = await cook.post('/trade/orders', from, { ...boxes, [`quantities.${jar}`]: '8' })
  assert.equal(placed.status, 303)
  const order = placed.to ?? ''
  const orderId = order.split('/').at(-1) ?? ''
  const more = `${from}&orderId=${orderId}`
  const again = await cook.get(more)
  await assertValid(again)
  assert.match(again.html, new RegExp(`<option value="${orderId}" selected="">O-[^<]*に加える`))
  const added = await cook.post('/trade/orders', more, { ...boxes, orderId, [`quantities.${jar}`]: '2' })
  assert.equal(added.to, order)
  for (const [browser, sees] of [
    [cook, /注文を取り消す/],
    [staff, /出荷する/],
    [grower, /海辺ホテル/],
  ] as const) {
    const shown = await browser.get(order)
    await assertValid(shown)
    assert.match(shown.html, sees)
  }
  assert.doesNotMatch((await grower.get(order)).html, /出荷する<|注文を取り消す/)

  const ship = { shippedOn: '2026-11-23', note: '', 'lines.0.lineNo': '1' }
  const over = await staff.post(`${order}/ship`, order, { ...ship, 'lines.0.quantity': '11' })
  assert.match(over.html, /「梅干し」の残りは10です/)
  const part = await staff.post(`${order}/ship`, order, { ...ship, 'lines.0.quantity': '4' })
  assert.equal(part.status, 303)
  const delivery = part.to ?? ''
  assert.match((await cook.post(`${order}/cancel`, from, { reason: '' })).html, /出荷が始まっているため/)
  const rest = await staff.post(`${order}/ship`, order, { ...ship, 'lines.0.quantity': '5', closeRest: '1' })
  assert.equal(rest.status, 303)
  assert.deepEqual(await tx((t) => stockOf(t, offered.productId)), { onHand: 21, reserved: 0 })
  for (const lang of languages) {
    const shown = await (await as(small.cook, lang)).get(delivery)
    await assertValid(shown)
    assert.doesNotMatch(shown.html, /returns\/new/, 'a buyer does not book returns')
  }
  for (const paper of ['pdf', 'pdf-without-prices']) {
    const { status, response } = await cook.get(`${delivery}/${paper}`)
    assert.deepEqual([status, response.headers.get('content-type')], [200, 'application/pdf'])
  }

  const opened = await staff.get(delivery)
  const back = /href="(\/trade\/returns\/new[^"]*)"/.exec(opened.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const form = await staff.get(back)
  await assertValid(form)
  const given = {
    deliveryId: hidden(form.html, 'deliveryId') ?? '',
    lineNo: '1',
    fate: 'stock',
    returnedOn: '2026-11-23',
  }
  const much = await staff.post('/trade/returns', back, { ...given, quantity: '5', reason: '多かった' })
  await assertValid(much, 422)
  assert.match(much.html, /返品できるのは、あと4までです/)
  const noReason = await staff.post('/trade/returns', back, { ...given, quantity: '1', reason: '' })
  assert.match(noReason.html, /理由を入力してください/)
  assert.equal(
    (await staff.post('/trade/returns', back, { ...given, quantity: '1', reason: '多かった' })).status,
    303,
  )
  await assertValid(await staff.get(delivery))
  assert.deepEqual(await tx((t) => stockOf(t, offered.productId)), { onHand: 22, reserved: 0 })
})

test('staff enters an order for a buyer, and goods by weight are shipped and come back by weight', async () => {
  const staff = await as(small.staff)
  const yam = {
    name: '長芋',
    kana: 'ナガイモ',
    category: 'vegetable',
    baseKind: 'weight',
    variants: [{ name: 'コンテナ', baseQuantity: 10_000, pricedBy: 'kg', priceYen: 333 }],
  } as const
  const { variants } = await tx((t) => offer(t, small, { quantity: 50_000, sheet: yam }))
  const choose = await staff.get('/trade/orders/new')
  await assertValid(choose)
  assert.match(choose.html, /どなたの注文ですか/)
  const from = `/trade/orders/new?buyer=${small.buyer}`
  await assertValid(await staff.get(from))
  const late = { buyerId: small.buyer, deliverOn: '2026-11-22', note: '', [`quantities.${variants[0]}`]: '2' }
  const refused = await staff.post('/trade/orders', from, late)
  await assertValid(refused, 422)
  assert.match(refused.html, /海辺ホテル/, 'the buyer that was chosen is still chosen')
  const placed = await staff.post('/trade/orders', from, { ...late, deliverOn: '2026-11-25' })
  const order = placed.to ?? ''
  const ship = { shippedOn: '2026-11-23', note: '', 'lines.0.lineNo': '1', 'lines.0.quantity': '2' }
  assert.match(
    (await staff.post(`${order}/ship`, order, { ...ship, 'lines.0.grams': '' })).html,
    /量った重さを入力してください/,
  )
  const shipped = await staff.post(`${order}/ship`, order, { ...ship, 'lines.0.grams': '19.87' })
  assert.equal(shipped.status, 303)
  const opened = await staff.get(shipped.to ?? '')
  await assertValid(opened)
  assert.match(opened.html, /19\.87 kg/)
  const back = /href="(\/trade\/returns\/new[^"]*)"/.exec(opened.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const boxes = {
    deliveryId: hidden((await staff.get(back)).html, 'deliveryId') ?? '',
    lineNo: '1',
    byWeight: '1',
    quantity: '0.333',
    fate: 'waste',
    reason: '傷み',
    returnedOn: '2026-11-23',
  }
  assert.equal((await staff.post('/trade/returns', back, boxes)).status, 303)
  assert.match((await staff.get(shipped.to ?? '')).html, /0\.333 kg/)
})

test('the settings are kept, and what is wrong is said', async () => {
  const staff = await as(small.staff)
  const at = '/trade/settings'
  const boxes = { rounding: 'round', closingDay: '20', payMonths: '1', payDay: '31', requesterCode: '12345' }
  const wrong = await staff.post(at, at, { ...boxes, closingDay: '32' })
  await assertValid(wrong, 422)
  assert.match(wrong.html, /締め日は31以下で入力してください/)
  assert.match((await staff.post(at, at, { ...boxes, requesterCode: 'ABC' })).html, /10桁までの数字/)
  assert.equal((await staff.post(at, at, boxes)).status, 303)
  assert.match((await staff.get(at)).html, /value="20"/)
})
