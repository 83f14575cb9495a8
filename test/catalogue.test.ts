/** The catalogue as visitors get it: through the whole app, on a real region. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toCursor } from '#parties/cursors.ts'
import { openCatalogue } from '#trade/catalogue-reading.ts'
import { searchCatalogue } from '#trade/catalogue.ts'
import { catalogueRoutes } from '#trade/catalogue.routes.ts'
import { offer } from '#trade/testing.ts'
import { assertPage, signedIn, testWeb, textOf } from '#web/testing.ts'
import { assertBoth, longName, namesOn, openShop, visitorIn } from './catalogue-shop.ts'

const shop = await openShop()

test('a region without products says so, and what to do', async () => {
  const web = await testWeb(catalogueRoutes)
  await assertBoth(web, '/products')
  const visitor = await visitorIn(web, 'ja').get('/products')
  assert.match(textOf(visitor.html), /まだ産品がありません/)
  assert.doesNotMatch(visitor.html, /type="search"|\/trade\/products\/new/)
  const staff = await (await signedIn(web, web.people.staff)).get('/products')
  assert.match(staff.html, /href="\/trade\/products\/new"/)
})

test('the catalogue is valid HTML in both languages, whatever is asked', async () => {
  const asked = [
    '',
    '?q=みそ',
    '?category=craft',
    '?month=11&available=1',
    '?q=宇宙&category=fruit&month=7',
    '?month=1',
  ]
  for (const query of asked) await assertBoth(shop, `/products${encodeURI(query)}`)
})

const searches: readonly [string, string[]][] = [
  ['みそ', ['天然醸造 米みそ']],
  ['味噌', ['天然醸造 米みそ']], // the name is written in kana
  ['miso', ['天然醸造 米みそ']],
  ['ミソ', ['天然醸造 米みそ']],
  ['ﾐｿ　米', ['天然醸造 米みそ']], // half width, and two words that must both be found
  ['Rice MISO', ['天然醸造 米みそ']],
  ['ringo', ['りんごジャム']], // romaji: the English name is apple jam
  ['apple', ['りんごジャム']],
  ['林檎', ['りんごジャム']],
  ['法蓮草', ['寒締めほうれんそう']],
  ['調味料', ['天然醸造 米みそ']],
  ['下書き', []],
  ['昔の品', []],
  ['みそ ジャム', []],
  ['%', []],
]
for (const [typed, names] of searches)
  test(`the search finds ${names.join(', ') || 'nothing'} for ${typed}`, async () => {
    const { html } = await visitorIn(shop, 'ja').get(`/products?q=${encodeURIComponent(typed)}`)
    if (names.length > 0) assert.deepEqual(namesOn(html), names)
    else assert.match(html, /当てはまる産品はありません/)
  })

const conditions: readonly [string, string[]][] = [
  ['', ['寒締めほうれんそう', '木の器', '天然醸造 米みそ', longName, 'りんごジャム']],
  ['?category=vegetable', ['寒締めほうれんそう', longName]],
  ['?category=vegetable&month=11', ['寒締めほうれんそう']],
  ['?month=6', ['木の器', '天然醸造 米みそ', longName, 'りんごジャム']],
  // An address that somebody mistyped shows more, never an error.
  ['?category=nonsense', ['寒締めほうれんそう', '木の器', '天然醸造 米みそ', longName, 'りんごジャム']],
  ['?month=13&category=craft', ['木の器']],
  ['?category=craft&after=rubbish', ['木の器']],
  [`?category=craft&after=${toCursor(['ア', 'ア', 'no id'])}`, ['木の器']],
]
for (const [query, names] of conditions)
  test(`/products${query} shows ${names.length}, and counts them`, async () => {
    const { html, status } = await visitorIn(shop, 'ja').get(`/products${query}`)
    assert.equal(status, 200)
    assert.deepEqual(namesOn(html), names)
    assert.match(html, new RegExp(`role="status">${names.length}品<`))
  })

test('the counts are those of the search, under every condition', async () => {
  const filters = ['', 'みそ', 'ん', 'みずほ'].flatMap((text) =>
    [undefined, 1, 6, 11].flatMap((month) => [true, false].map((inStock) => ({ text, month, inStock }))),
  )
  let counted = 0
  for (const filter of filters)
    await shop.tx(async (tx) => {
      const { rows } = await searchCatalogue(tx, { ...filter, limit: 200 })
      const { count, byCategory } = await openCatalogue(tx, shop.people.cook, filter)
      assert.equal(count, rows.length, JSON.stringify(filter))
      for (const [category, some] of byCategory)
        assert.equal(some, rows.filter((row) => row.category === category).length, category)
      counted += count
    })
  assert.ok(counted > 50, 'a comparison of nothing must not pass')
})

test('conditions stay in the address: search, chips and pages keep each other', async () => {
  const { html } = await visitorIn(shop, 'ja').get('/products?q=みずほ&category=vegetable&month=11')
  assert.match(html, /<input type="hidden" name="category" value="vegetable"/)
  assert.match(html, /<input type="hidden" name="month" value="11"/)
  assert.match(html, /type="search"[^>]*value="みずほ"/)
  const q = encodeURIComponent('みずほ')
  // The chip of the chosen month takes it away; another category keeps the rest.
  assert.ok(html.includes(`href="/products?q=${q}&amp;category=vegetable"`))
  assert.ok(html.includes(`href="/products?q=${q}&amp;month=11"`))
  assert.ok(html.includes(`href="/products?q=${q}&amp;category=vegetable&amp;month=11&amp;available=1"`))
})

test('pages of twenty: each product once, then the end', async (t) => {
  const web = await testWeb(catalogueRoutes)
  await web.tx(async (tx) => {
    for (let at = 1; at <= 41; at++)
      await offer(tx, web.people, {
        sheet: { name: `品${at}`, kana: at % 2 === 0 ? 'オナジ' : `シナ ${at}` },
      })
  })
  const visitor = visitorIn(web, 'ja')
  const seen: string[][] = []
  let path: string | undefined = '/products?available=1'
  while (path !== undefined && seen.length < 5) {
    const shown = await visitor.get(path)
    await assertPage(shown)
    assert.match(shown.html, /role="status">41品</)
    seen.push(namesOn(shown.html))
    path = /href="(\/products\?[^"]*)" rel="next"/.exec(shown.html)?.[1]?.replaceAll('&amp;', '&')
    t.diagnostic(`page of ${seen.at(-1)?.length}`)
  }
  assert.deepEqual(
    seen.map((page) => page.length),
    [20, 20, 1],
  )
  assert.equal(new Set(seen.flat()).size, 41)
})
