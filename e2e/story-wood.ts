import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { yards } from '#demo/content/wood.ts'
import { type Told, as, wordsOf } from './story.ts'

const [yard = ''] = yards.map(({ name }) => name)

async function writeSlip(page: Page, origin: string, kg: readonly [string, string]): Promise<void> {
  await page.getByRole('radio', { name: yard }).check()
  await page.getByLabel('場所（大字・字・地番など）').fill(origin)
  await page.getByLabel('積んだトラック').fill(kg[0])
  await page.getByLabel('空のトラック').fill(kg[1])
}

/** Texts of what waits on the device, once it is drawn. */
const waiting = async (page: Page): Promise<string> => {
  await page.locator('[data-kept-list] li').first().waitFor()
  return (await page.locator('[data-kept-list]').innerText()).replaceAll(/\s+/g, ' ')
}

/** Slips at the yard: without scripts, without a network, wrong and mended; measured by the keeper, approved by the office. */
export function woodStory(told: Told): void {
  let slip = ''

  test('a citizen writes a slip with scripts blocked; only boxes of the chosen way of measuring are seen', () =>
    as(told, { door: 'citizen', screen: 'phone', scripts: false }, async ({ page, open, press }) => {
      await open('/wood/slip')
      assert.equal(await page.getByLabel(/^1行目 末口/).isVisible(), false)
      await page.getByRole('radio', { name: /丸太を1本ずつ/ }).check()
      assert.equal(await page.getByLabel('積んだトラック').isVisible(), false)
      await page.getByLabel(/^1行目 末口/).fill('18')
      await page.getByLabel(/^1行目 長さ/).fill('2')
      await page.getByLabel(/^1行目 本数/).fill('10')
      await press('送る', { status: 422 })
      assert.match(await wordsOf(page), /運んだ場所を入力してください/)
      await page.getByRole('radio', { name: yard }).check()
      await press('送る', { status: 422 })
      assert.match(await wordsOf(page), /山を一覧から選ぶか/)
      assert.equal(await page.getByLabel(/^1行目 本数/).inputValue(), '10')
      await page.getByLabel('場所（大字・字・地番など）').fill('千厩町小梨 裏の山')
      await press('送る')
      assert.match(await wordsOf(page), /SENMAYA-\d{4}-\d{5} を送りました/)
      slip = new URL(page.url()).pathname
    }))

  test('without a network slips are kept on the phone, and sent when there is one, each once', () =>
    as(told, { door: 'citizen', screen: 'phone' }, async ({ page, open, complaints }) => {
      await open('/wood/slip')
      await page.evaluate(
        'navigator.serviceWorker.ready.then(() => new Promise((done) => setTimeout(done, 1500)))',
      )
      await page.context().setOffline(true)
      for (const [origin, full] of [
        ['電波のない沢', '1,111'],
        ['その奥の山', '1,222'],
      ] as const) {
        await writeSlip(page, origin, [full, '700'])
        await page.getByRole('button', { name: '送る', exact: true }).click()
        await page.waitForURL(/kept/)
        assert.match(await waiting(page), new RegExp(origin))
      }
      await page.reload()
      assert.match(
        await waiting(page),
        /電波がありません.*電波のない沢 送るのを待っています.*その奥の山 送るのを待っています/,
      )
      complaints() // that there is no network was meant
      await page.context().setOffline(false)
      await page.locator('.y-kept-sent').nth(1).waitFor()
      assert.equal(await page.locator('[data-kept-list] li').count(), 0)
      await page.reload()
      assert.equal(await page.locator('[data-kept-list]').isVisible(), false)
      await open('/wood/intakes')
      const slips = await wordsOf(page)
      assert.equal(slips.match(/411\.0 kg/g)?.length, 1)
      assert.equal(slips.match(/522\.0 kg/g)?.length, 1)
    }))

  test('a slip that was wrong comes back to be mended, with all that was typed', () =>
    as(told, { door: 'citizen', screen: 'phone' }, async ({ page, open, press, complaints }) => {
      await open('/wood/slip')
      await page.evaluate(
        'navigator.serviceWorker.ready.then(() => new Promise((done) => setTimeout(done, 1500)))',
      )
      await page.context().setOffline(true)
      await writeSlip(page, '量りまちがい', ['700', '1,100'])
      const buffer = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#8a6d4b' } })
        .jpeg()
        .toBuffer()
      await page.setInputFiles('[name=photos]', { name: '荷台.jpg', mimeType: 'image/jpeg', buffer })
      await page.getByRole('button', { name: '送る', exact: true }).click()
      await page.waitForURL(/kept/)
      await waiting(page)
      complaints()
      await page.context().setOffline(false)
      await page.locator('.y-kept-wrong').waitFor()
      assert.match(await waiting(page), /空のトラックの重さは、積んだときより軽いはずです/)
      complaints() // so was the answer that something is wrong
      await page.getByRole('button', { name: '直す' }).click()
      assert.equal(await page.getByLabel('場所（大字・字・地番など）').inputValue(), '量りまちがい')
      assert.equal(await page.getByLabel('積んだトラック').inputValue(), '700')
      await page.getByLabel('積んだトラック').fill('1,100')
      await page.getByLabel('空のトラック').fill('700')
      await press('送る')
      assert.match(await wordsOf(page), /を送りました/)
      assert.equal(await page.locator('.y-photos img').count(), 1, 'the photograph came back too')
    }))

  test('the keeper measures what waits, the office approves', async () => {
    await as(told, { door: 'yard_keeper', screen: 'phone' }, async ({ page, open, press, follow }) => {
      await open(slip)
      await follow('計量する')
      assert.equal(await page.getByLabel(/^1行目 末口/).inputValue(), '18')
      await page.getByLabel(/^1行目 本数/).fill('9')
      await press('計量を記録する')
      assert.match(await wordsOf(page), /承認待ち.*0\.585 m³/)
    })
    await as(told, { door: 'company_staff' }, async ({ page, open, press }) => {
      await open(slip)
      await press('承認する')
      assert.match(await wordsOf(page), /を承認しました.*台帳の仕訳を開く/)
    })
  })
}
