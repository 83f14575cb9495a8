/** A product and a producer as visitors, buyers, producers and staff get them: through the whole app, on a real region. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Id, newId } from '#kit/ids.ts'
import { type Browser, assertPage, signedIn, textOf } from '#web/testing.ts'
import { assertBoth, longName, namesOn, openShop, visitorIn } from './catalogue-shop.ts'

const shop = await openShop()

test('a product page is valid HTML in both languages: with everything, with nothing, with a name of fifty letters', async () => {
  for (const id of Object.values({ ...shop.ids, draft: shop.ids.jam }))
    await assertBoth(shop, `/products/${id}`)
})

test('prices with and without tax, at the rate of the goods', async () => {
  const visitor = visitorIn(shop, 'ja')
  const miso = textOf((await visitor.get(`/products/${shop.ids.miso}`)).html)
  assert.match(miso, /価格（税抜）.*価格（税込 8%）.*カップ.*499円.*538円.*樽.*9,000円.*9,720円/) // 538.92 rounded down
  assert.match(miso, /8%（軽減税率）/)
  const craft = textOf((await visitor.get(`/products/${shop.ids.craft}`)).html)
  assert.match(craft, /価格（税込 10%）.*500円.*550円/)
  assert.doesNotMatch(craft, /軽減税率|アレルゲン/)
  const greens = textOf((await visitor.get(`/products/${shop.ids.greens}`)).html)
  assert.match(greens, /1kgあたり 1,001円.*目安 2,502円（税抜）.*1,081円.*量った重さで請求/)
})

test('what there is: sold out, a few, and enough', async () => {
  const visitor = visitorIn(shop, 'ja')
  const of = async (id: Id) => textOf((await visitor.get(`/products/${id}`)).html)
  assert.match(await of(shop.ids.greens), /いまは品切れです/) // 2,499 g where 2,500 are sold
  assert.match(await of(shop.ids.miso), /残りわずかです.*樽 いまは足りません/) // 19 where a keg holds 20
  assert.match(await of(shop.ids.jam), /いま注文できます/)
})

test('season, storage and allergens in words', async () => {
  const greens = await visitorIn(shop, 'ja').get(`/products/${shop.ids.greens}`)
  assert.match(textOf(greens.html), /旬の時期 11〜2月 いま（11月[上中下]旬）は旬です。/)
  const months = [...greens.html.matchAll(/<span class="y-hidden">(\d+)月 (旬ではない|旬) ?(今月)?/g)]
  assert.equal(months.length, 12)
  assert.deepEqual(
    months.filter(([, , word]) => word === '旬').map(([, month]) => month),
    ['1', '2', '11', '12'],
  )
  assert.deepEqual(
    months.filter(([, , , now]) => now).map(([, month]) => month),
    ['11'],
  )
  const miso = textOf((await visitorIn(shop, 'en').get(`/products/${shop.ids.miso}`)).html)
  assert.match(miso, /Season All year/)
  assert.match(miso, /Allergens soybean, 松の実/) // what the law does not list is shown as entered
  assert.match(miso, /240 days from harvest/)
})

test('schema.org: a product with its offers, which no story can break out of', async () => {
  const { html } = await visitorIn(shop, 'ja').get(`/products/${shop.ids.miso}`)
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
  const data = JSON.parse(json)
  assert.equal(data['@type'], 'Product')
  assert.equal(data.name, '天然醸造 米みそ')
  assert.match(data.description, /<\/script><script>alert/)
  assert.doesNotMatch(html, /<script>alert/)
  assert.equal(data.brand.name, 'みずほ農園')
  assert.deepEqual(
    data.offers.map((each: Record<string, unknown>) => [
      each['name'],
      each['price'],
      each['priceCurrency'],
      each['gtin13'],
      each['availability'],
    ]),
    [
      ['カップ', 538, 'JPY', '4901234567894', 'https://schema.org/InStock'],
      ['樽', 9720, 'JPY', undefined, 'https://schema.org/OutOfStock'],
    ],
  )
  const greens = await visitorIn(shop, 'ja').get(`/products/${shop.ids.greens}`)
  assert.match(greens.html, /"referenceQuantity":\{"@type":"QuantitativeValue","value":1,"unitCode":"KGM"\}/)
})

test('who may do what: visitors sign in, buyers order, producer and staff edit', async () => {
  const path = `/products/${shop.ids.jam}`
  const { cook, staff, grower, officer } = shop.people
  const table: readonly [string, Browser, RegExp[], RegExp[]][] = [
    ['a visitor', visitorIn(shop, 'ja'), [/\/sign-in\?back=%2Fproducts%2F/], [/\/trade\//]],
    ['a buyer', await signedIn(shop, cook), [/orders\/new\?product=/, /在庫 100,000本/], [/\/edit"/]],
    ['staff', await signedIn(shop, staff), [/orders\/new\?product=/, /trade\/products\/[^"]*\/edit"/], []],
    ['its producer', await signedIn(shop, grower), [/trade\/products\/[^"]*\/edit"/], [/orders\/new/]],
    [
      'another producer',
      await signedIn(shop, shop.otherGrower),
      [],
      [/orders\/new/, /trade\/products\/[^"]*\/edit"/],
    ],
    ['the city', await signedIn(shop, officer), [], [/orders\/new/, /trade\/products\/[^"]*\/edit"/, /在庫/]],
  ]
  for (const [who, opened, there, absent] of table) {
    const shown = await opened.get(path)
    await assertPage(shown)
    for (const pattern of there) assert.match(shown.html, pattern, who)
    for (const pattern of absent)
      assert.doesNotMatch(shown.html.slice(shown.html.indexOf('<main')), pattern, who)
  }
})

test('a draft is seen by who may edit it only', async () => {
  const path = `/products/${shop.ids.draft}`
  assert.equal((await visitorIn(shop, 'ja').get(path)).status, 404)
  assert.equal((await (await signedIn(shop, shop.otherGrower)).get(path)).status, 404)
  assert.equal((await (await signedIn(shop, shop.people.cook)).get(path)).status, 404)
  const own = await (await signedIn(shop, shop.people.grower)).get(path)
  await assertPage(own)
  assert.match(own.html, /まだ公開していません/)
  assert.doesNotMatch(own.html, /ld\+json|orders\/new/)
})

test('a product that was withdrawn says so and cannot be ordered', async () => {
  const shown = await (await signedIn(shop, shop.people.cook)).get(`/products/${shop.ids.withdrawn}`)
  assert.match(shown.html, /いまは扱っていません/)
  assert.doesNotMatch(shown.html, /orders\/new|税込 8%/)
  assert.match(shown.html, /schema.org\/Discontinued/)
})

test('what is not there is not found', async () => {
  for (const path of ['/products/x', `/products/${newId()}`, '/producers/x', `/producers/${newId()}`])
    await assertPage(await visitorIn(shop, 'ja').get(path), 404)
})

test('a producer shows what it wants to show, and nothing else', async () => {
  const path = `/producers/${shop.people.producer}`
  await assertBoth(shop, path)
  const { html } = await visitorIn(shop, 'ja').get(path)
  assert.match(textOf(html), /千厩町千厩 みずほ農園 ミズホノウエン ・ 1988年から 三代目です。/)
  assert.deepEqual(namesOn(html), [
    '寒締めほうれんそう',
    '木の器',
    '天然醸造 米みそ',
    longName,
    'りんごジャム',
  ])
  // The town is public with the products; the place and the rest are not.
  assert.doesNotMatch(html, /秘密|7654321|岩手銀行|141\.34|y-map|下書き/)
  const english = textOf((await visitorIn(shop, 'en').get(path)).html)
  assert.match(english, /Mizuho Farm みずほ農園 ・ Since 1988 The third generation/)
})

test('who is on the map has a page with the point; who is not public has none', async () => {
  await assertBoth(shop, `/producers/${shop.placeOnMap}`)
  const onMap = await visitorIn(shop, 'ja').get(`/producers/${shop.placeOnMap}`)
  assert.match(onMap.html, /y-map/)
  assert.match(onMap.html, /いま公開している産品はありません/)
  const hidden = `/producers/${shop.hiddenParty}`
  assert.equal((await visitorIn(shop, 'ja').get(hidden)).status, 404)
  assert.equal((await (await signedIn(shop, shop.people.cook)).get(hidden)).status, 404)
  const own = await (await signedIn(shop, shop.otherGrower)).get(hidden)
  await assertPage(own)
  assert.match(own.html, /まだ公開されていません/)
  assert.match(own.html, new RegExp(`href="/parties/${shop.hiddenParty}/edit"`))
})
