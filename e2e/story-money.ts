import assert from 'node:assert/strict'
import { test } from 'node:test'
import { producers } from '#demo/content/producers.ts'
import { demoPassword } from '#demo/people.ts'
import Encoding from 'encoding-japanese'
import { systemClock } from '#kit/clock.ts'
import { addMonths, dayAt, monthOfDay } from '#kit/days.ts'
import { type Visitor, answerTo } from './browser.ts'
import { axeFindings } from './pages.ts'
import { type Told, as, wordsOf } from './story.ts'

const today = dayAt(systemClock.now())
const thisMonth = monthOfDay(today)
const lastMonth = addMonths(thisMonth, -1)
const payer = 'ヤサイシヨクドウミナモ'

/** The yen that stand first after some words on a page. */
function yenAfter(words: string, label: string): number {
  const [, digits] = new RegExp(`${label}[^¥]*¥([\\d,]+)`).exec(words) ?? []
  assert.ok(digits, `${label} is followed by yen: ${words.slice(0, 300)}`)
  return Number(digits.replaceAll(',', ''))
}

/** A bank's file as the bank gives it: CSV in CP932. */
const bankFile = (rows: readonly (readonly (string | number)[])[]) => ({
  name: '入出金明細.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    Encoding.convert(
      ['お取引日,摘要,お引出し,お預入れ,差引残高', ...rows.map((row) => row.join(','))]
        .map((line) => `${line}\r\n`)
        .join(''),
      { from: 'UNICODE', to: 'SJIS', type: 'arraybuffer' },
    ),
  ),
})

async function bring({ page, open, press }: Visitor, file: ReturnType<typeof bankFile>): Promise<string> {
  await open('/trade/import')
  await page.setInputFiles('[name=file]', file)
  await press('読み込んで確かめる')
  return await wordsOf(page)
}

/** What came in from outside this month, in whole yen: the sum of the flows behind the figure. */
async function earned(told: Told): Promise<number> {
  const address = `${told.url}/api/v1/circulation/circle?month=${thisMonth}`
  const circle = (await (await fetch(address)).json()) as { month: { earned: number } }
  return circle.month.earned
}

/** From the delivery to the invoice, the bank, the figure of the region, and what producers get. */
export function moneyStory(told: Told): void {
  let invoice = ''
  let paidProducer = ''
  let gross = 0

  test('staff closes the month: one lawful invoice, on the screen and as PDF', () =>
    as(told, { door: 'company_staff' }, async (staff) => {
      const { page } = staff
      await staff.open('/trade/invoices')
      await page.selectOption('main form[method=post] [name=buyerId]', { label: 'やさい食堂みなも' })
      await page.fill('[name=through]', today)
      await staff.press('締めて請求書を作る')
      assert.match(await wordsOf(page), /1通の請求書を作りました/)
      if (!/invoices\/[\w-]+$/.test(page.url())) await staff.follow(/^T-\d{4}-\d{5}$/)
      invoice = new URL(page.url()).pathname
      const words = await wordsOf(page)
      assert.match(words, /T\d{13}/, 'the registration number of the issuer')
      assert.match(words, /米ぬか餅/)
      gross = yenAfter(words, 'ご請求')
      assert.ok(gross > 16_000)
      const file = await staff.download('PDF')
      assert.match(file.name, /T-\d{4}-\d{5}/)
      assert.equal(file.bytes.subarray(0, 5).toString(), '%PDF-')
    }))

  test('the buyer sees that invoice, and no other buyer does', async () => {
    await as(told, { door: 'buyer_outside' }, async (buyer) => {
      await buyer.open(invoice)
      assert.equal(yenAfter(await wordsOf(buyer.page), 'ご請求'), gross)
    })
    await as(told, { door: 'buyer_inside' }, async (other) => {
      const answer = await other.page.goto(invoice)
      assert.ok([403, 404].includes(answer?.status() ?? 0))
    })
  })

  test('a row of the bank that cannot be read is named by line and column', () =>
    as(told, { door: 'company_staff' }, async (staff) => {
      const words = await bring(
        staff,
        bankFile([
          [today, '振込 ヤマダ', '', 1_000, 1_000],
          [today, '振込 スズキ', '', '千円', 2_000],
        ]),
      )
      assert.match(words, /書き込む行 1/)
      assert.match(words, /3 お預入れ 千円/)
      assert.deepEqual(await axeFindings(staff.page), [])
    }))

  test('the bank’s file is brought twice and counts once; the payment is matched by one press', () =>
    as(told, { door: 'company_staff' }, async (staff) => {
      const { page } = staff
      const file = bankFile([[today, `振込 ${payer}`, '', gross, 9_999_999]])
      assert.match(await bring(staff, file), /書き込む行 1/)
      await staff.press(/書き込む|取り込む/)
      assert.match(await bring(staff, file), /新しい行はありません|すでに/)
      await staff.open('/trade/bank')
      const lines = page.locator('main tbody tr', { hasText: payer })
      assert.equal(await lines.count(), 1)
      const before = await earned(told)
      await answerTo(page, () => lines.getByRole('button').click())
      assert.equal((await earned(told)) - before, gross, 'the figure grows by exactly that')
      await staff.open(invoice)
      assert.match(await wordsOf(page), /入金済み/)
    }))

  test('the figure opens to its flows, the entry, the payment and the invoice', () =>
    as(told, { door: 'company_staff' }, async (staff) => {
      const { page } = staff
      await staff.open(`/circulation?month=${thisMonth}`)
      await answerTo(page, () =>
        page.locator(`main a[href*="crossing=in"][href*="from=${thisMonth}"]`).first().click(),
      )
      const total = await page.locator('main tfoot').innerText()
      assert.equal(Number(total.replaceAll(/\D/g, '')), gross)
      await staff.follow(/^N-\d{4}-\d{5}$/)
      assert.match(await wordsOf(page), /やさい食堂みなも/)
      await staff.follow(/^N-\d{4}-\d{5}$/)
      await staff.follow(/^T-\d{4}-\d{5}$/)
      assert.equal(new URL(page.url()).pathname, invoice)
    }))

  test('a visitor sees the same figure, without names', () =>
    as(told, {}, async ({ page, open }) => {
      await open(`/ledger/flows?from=${thisMonth}&crossing=in`)
      const total = await page.locator('main tfoot').innerText()
      assert.equal(Number(total.replaceAll(/\D/g, '')), gross)
      assert.doesNotMatch(await wordsOf(page), /やさい食堂みなも/)
    }))

  test('the producers are settled and paid: the bank’s file has records of 120 bytes', () =>
    as(told, { door: 'company_staff' }, async (staff) => {
      const { page } = staff
      await staff.open('/trade/statements')
      await page.fill('[name=month]', lastMonth)
      await staff.press('精算書を作る')
      assert.match(await wordsOf(page), /\d+通の精算書を作りました/)
      await staff.open('/trade/statements')
      const rows = page.locator('main tbody tr', { hasText: /S-\d{4}-\d{5}/ })
      const shown = await rows.first().innerText()
      paidProducer = producers.find(({ name }) => shown.includes(name))?.key ?? ''
      await staff.open('/trade/payouts')
      await staff.press('支払いを作る')
      const paid = yenAfter(await wordsOf(page), '合計')
      const href = await page.locator('main a[href$="/file"]').first().getAttribute('href')
      const bytes = await (await page.context().request.get(href ?? '')).body()
      // One byte a letter, as the bank reads it: header 1, a transfer 2 each, trailer 8, end 9.
      const records = bytes.toString('latin1').split('\r\n').slice(0, -1)
      assert.deepEqual([...new Set(records.map(({ length }) => length))], [120])
      assert.match(records.map((record) => record[0]).join(''), /^12{10,}89$/)
      const transfers = records.filter((record) => record.startsWith('2'))
      const trailer = records.at(-2) ?? ''
      assert.equal(Number(trailer.slice(1, 7)), transfers.length)
      assert.equal(Number(trailer.slice(7, 19)), paid)
      assert.equal(
        transfers.reduce((sum, record) => sum + Number(record.slice(80, 90)), 0),
        paid,
      )
    }))

  test('a producer comes in by password and reads what it gets, and why', () =>
    as(told, { screen: 'phone' }, async ({ page, open, press, follow, download }) => {
      await open('/sign-in')
      await page.fill('[name=email]', `${paidProducer}@demo.invalid`)
      await page.fill('[name=password]', demoPassword)
      await press('ログインする')
      await open('/trade/statements')
      await follow(/^S-\d{4}-\d{5}$/)
      assert.match(await wordsOf(page), /支払額/)
      const file = await download('PDF')
      assert.equal(file.bytes.subarray(0, 5).toString(), '%PDF-')
    }))
}
