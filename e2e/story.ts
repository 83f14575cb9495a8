import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { type Browsing, type Visitor, answerTo } from './browser.ts'
import { axeFindings } from './pages.ts'

/** What the story has told so far: each step goes on from the one before. */
export interface Told {
  readonly url: string
  readonly browsing: Browsing
  productId: string
  /** The path of its page. */
  order: string
}

export const productName = 'たかむろ水車の米ぬか餅'
const pricePerBag = 1_250

/** The whole text of a page's main part, one space between words. */
export const wordsOf = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')

/** Somebody does something from sign-in to the end of their visit; nothing is left in the console. */
export async function as(
  { url, browsing }: Pick<Told, 'url' | 'browsing'>,
  wishes: Parameters<Browsing['visitor']>[1],
  work: (visitor: Visitor) => Promise<void>,
): Promise<void> {
  const visitor = await browsing.visitor(url, wishes)
  try {
    await work(visitor)
    assert.deepEqual(visitor.complaints(), [])
  } finally {
    await visitor.leave()
  }
}

/** A refused form: the list on top leads to the box, the box names its sentence, and what was typed is still there. */
async function assertRefused(
  { page }: Visitor,
  box: string,
  sentence: RegExp,
  kept: Readonly<Record<string, string>>,
): Promise<void> {
  const field = page.locator(`[name="${box}"]`)
  assert.equal(await field.getAttribute('aria-invalid'), 'true')
  const described = ((await field.getAttribute('aria-describedby')) ?? '').split(' ').at(-1) ?? ''
  assert.match(await page.locator(`[id="${described}"]`).innerText(), sentence)
  assert.equal(await page.locator(`main a[href="#${await field.getAttribute('id')}"]`).count(), 1)
  for (const [name, value] of Object.entries(kept))
    assert.equal(await page.locator(`[name="${name}"]`).first().inputValue(), value, name)
  assert.deepEqual(await axeFindings(page), [])
}

/** Goes on by the tabulator alone until it stands in that box; its place must be seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let steps = 0; steps < 200; steps++) {
    await page.keyboard.press('Tab')
    const there = await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)
    if (!there) continue
    const outline = await page.evaluate(`(() => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement)
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 || boxShadow !== 'none'
    })()`)
    assert.ok(outline, `${selector} shows that it has the focus`)
    return
  }
  assert.fail(`the tabulator never comes to ${selector}`)
}

/** From a producer's sheet to the delivery note. */
export function goodsStory(told: Told): void {
  test('a producer puts up a product with its story and picture', () =>
    as(told, { door: 'producer' }, async (producer) => {
      const { page } = producer
      await producer.follow('産品を登録する')
      await page.fill('[name=kana]', 'たかむろすいしゃのこめぬかもち')
      await page.fill('[name=story]', '水車でついた餅に、今朝の米ぬかを。')
      await page.selectOption('[name=category]', { label: '菓子・もち' })
      await page.fill('[name=baseUnit]', '袋')
      await page.fill('[name="variants.0.name"]', '袋（6個）')
      await page.fill('[name="variants.0.baseQuantity"]', '１')
      await page.fill('[name="variants.0.priceYen"]', '１，２５０円')
      await producer.press('下書きを保存する', { status: 422 })
      const typed = { kana: 'たかむろすいしゃのこめぬかもち', 'variants.0.priceYen': '１，２５０円' }
      await assertRefused(producer, 'name', /商品名を入力してください/, typed)

      await page.fill('[name=name]', productName)
      await producer.press('下書きを保存する')
      told.productId = /products\/([\w-]+)\/edit/.exec(page.url())?.[1] ?? ''
      assert.match(await wordsOf(page), /下書きを保存しました/)

      const picture = await sharp({
        create: { width: 1200, height: 900, channels: 3, background: '#c8a15a' },
      })
        .jpeg()
        .toBuffer()
      await page.setInputFiles('[name=picture]', { name: '餅.jpg', mimeType: 'image/jpeg', buffer: picture })
      await page.fill('[name=alt]', '皿に並んだ餅')
      await producer.press('写真をのせる')
      assert.match(await wordsOf(page), /写真をのせました/)
    }))

  test('staff sets the terms, receives a lot and publishes', () =>
    as(told, { door: 'company_staff' }, async (staff) => {
      const { page } = staff
      await staff.open('/trade/products')
      await page.fill('main [name=q]', '水車')
      await staff.press('さがす')
      await staff.follow(productName)
      const terms = `form[action$="/contract"]`
      await page.fill(`${terms} [name=commissionPct]`, '15')
      await staff.press('取引条件を記録する', { within: terms })
      await staff.press('公開する', { within: 'form[action$="/publish"]' })
      assert.match(await wordsOf(page), /公開しました/)

      await staff.open(`/trade/lots/new?product=${told.productId}`)
      await page.fill('[name=quantity]', '40')
      await staff.press('入荷を記録する')
      assert.match(await wordsOf(page), /ロット L-\d{4}-\d+ を記録しました/)
    }))

  test('anyone finds it, however the name is written, and sees its story and picture', () =>
    as(told, { screen: 'phone' }, async ({ page, open, press, follow }) => {
      for (const words of ['米ぬか餅', 'タカムロスイシャ', 'こめぬか', '水車']) {
        await open('/products')
        await page.fill('main [name=q]', words)
        await press('さがす')
        assert.equal(await page.getByRole('link', { name: productName }).count(), 1, words)
      }
      await follow(productName)
      assert.match(await wordsOf(page), /水車でついた餅に/)
      assert.match(await wordsOf(page), /1,250円/)
      await page.getByRole('img', { name: '皿に並んだ餅' }).scrollIntoViewIfNeeded()
      const width = `document.querySelector('main img[alt="皿に並んだ餅"]').naturalWidth`
      await page.waitForFunction(`${width} > 0`)
    }))

  test('a buyer orders by keyboard alone; what cannot be is said at its box', () =>
    as(told, { door: 'buyer_outside' }, async (buyer) => {
      const { page, follow, open } = buyer
      await open(`/products/${told.productId}`)
      await follow('注文する')
      await tabTo(page, '[name^="quantities."]')
      await page.keyboard.type('41')
      await tabTo(page, '[name=note]')
      await page.keyboard.type('朝のうちに')
      await tabTo(page, 'form[action="/trade/orders"] button')
      const refused = await answerTo(page, () => page.keyboard.press('Enter'))
      assert.equal(refused.status(), 422)
      const box = (await page.locator('[name^="quantities."]').first().getAttribute('name')) ?? ''
      await assertRefused(buyer, box, /あと40袋/, { [box]: '41', note: '朝のうちに' })

      await tabTo(page, `[name="${box}"]`)
      await page.keyboard.press('Control+A')
      await page.keyboard.type('１２')
      const placed = await answerTo(page, () => page.keyboard.press('Enter'))
      assert.equal(placed.status(), 200)
      told.order = new URL(page.url()).pathname
      assert.match(await wordsOf(page), /注文 O-\d{4}-\d+ を受けました/)
      assert.match(await wordsOf(page), new RegExp(`¥${(12 * pricePerBag).toLocaleString('en')}`))
    }))

  test('the same form sent twice is one order', () =>
    as(told, { door: 'buyer_outside' }, async (buyer) => {
      const { page } = buyer
      await buyer.open(`/trade/orders/new?product=${told.productId}`)
      const boxes = (await page.evaluate(
        `Object.fromEntries(new FormData(document.querySelector('form[action="/trade/orders"]')))`,
      )) as Record<string, string>
      const quantity = Object.keys(boxes).find((name) => name.startsWith('quantities.')) ?? ''
      const form = { ...boxes, [quantity]: '2' }
      const openOrders = async (): Promise<number> => {
        await buyer.open('/trade/orders?view=open')
        return await page.locator('main tbody tr').count()
      }
      const before = await openOrders()
      const send = () =>
        page.context().request.post('/trade/orders', { form, headers: { origin: told.url }, maxRedirects: 0 })
      const [once, again] = await Promise.all([send(), send()])
      assert.deepEqual([once.status(), again.status()], [303, 303])
      assert.equal(again.headers()['location'], once.headers()['location'])
      const later = await send()
      assert.equal(later.headers()['location'], once.headers()['location'])
      assert.equal(await openOrders(), before + 1)
      await buyer.open(once.headers()['location'] ?? '')
      await buyer.press('注文を取り消す')
      assert.match(await wordsOf(page), /を取り消しました/)
    }))

  test('the order sheet works without scripts', () =>
    as(told, { door: 'buyer_outside', scripts: false, screen: 'phone' }, async (buyer) => {
      const { page } = buyer
      await buyer.open(`/trade/orders/new?product=${told.productId}`)
      await page.fill('[name^="quantities."]', '3')
      await buyer.press('注文する', { within: 'form[action="/trade/orders"]' })
      assert.match(await wordsOf(page), /注文 O-\d{4}-\d+ を受けました/)
    }))

  test('staff ships, and the delivery note is a PDF', () =>
    as(told, { door: 'company_staff' }, async (staff) => {
      const { page } = staff
      await staff.open(told.order)
      await staff.press('出荷する', { within: 'form[action$="/ship"]' })
      assert.match(await wordsOf(page), /納品書 D-\d{4}-\d+ をつくりました/)
      for (const link of ['PDFを開く', '金額なしのPDFを開く']) {
        const href = await page.getByRole('link', { name: link, exact: true }).getAttribute('href')
        const file = await page.context().request.get(href ?? '')
        assert.equal(file.headers()['content-type'], 'application/pdf')
        assert.equal((await file.body()).subarray(0, 5).toString(), '%PDF-')
      }
    }))
}

/** Doors, languages, and pages that are not there or not for everyone. */
export function doorStory(told: Told): void {
  test('who is not signed in is led to the door and then to where they wanted', () =>
    as(told, {}, async ({ page, open }) => {
      await open('/trade/orders')
      assert.match(page.url(), /\/sign-in\?back=/)
      await answerTo(page, () => page.locator('button[value=buyer_outside]').click())
      assert.equal(new URL(page.url()).pathname, '/trade/orders')
    }))

  test('the language changes on the page where one is, and stays', () =>
    as(told, {}, async ({ page, open, follow }) => {
      await open(`/products/${told.productId}`)
      await follow('English', 'body')
      assert.equal(new URL(page.url()).pathname, `/products/${told.productId}`)
      await open('/circulation')
      assert.equal(await page.locator('html').getAttribute('lang'), 'en')
    }))

  test('a page that is not there, and one that is not for this person, say so and lead on', () =>
    as(told, { door: 'buyer_outside', screen: 'phone' }, async ({ page, open, follow }) => {
      for (const [path, status, title] of [
        ['/nowhere', 404, /ページが見つかりません/],
        ['/trade/settings', 403, /./],
      ] as const) {
        await open(path, status)
        assert.match(await page.locator('h1').innerText(), title)
        assert.deepEqual(await axeFindings(page), [])
        await follow('ホームへ')
        assert.equal(new URL(page.url()).pathname, '/')
      }
    }))
}
