import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { forestUnion, plant, schools } from '#demo/content/wood.ts'
import { type Told, as, wordsOf } from './story.ts'

const [school] = schools
const scan = {
  name: '由来証明書.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7 届いた証明書'),
}

/** The kilograms that a text says first. */
const kilogramsIn = (text: string): number => {
  const [, digits = '', unit = ''] = /([\d,]+(?:\.\d+)?) (kg|t)/.exec(text) ?? []
  return Number(digits.replaceAll(',', '')) * (unit === 't' ? 1_000 : 1)
}
const pathOf = (page: Page): string => new URL(page.url()).pathname

/** From the logs at the plant to a warm school, and firewood for who waited: each first wrong, then mended. */
export function heatStory(told: Told): void {
  let lot = ''

  test('the keeper makes chips of logs and brings them to a school, on a phone', () =>
    as(told, { door: 'yard_keeper', screen: 'phone' }, async ({ page, open, press, follow }) => {
      await open('/wood/stock')
      await follow('チップにする')
      const logs = Number(await page.inputValue('[name="from.0.grams"]'))
      assert.ok(logs > 60, 'logs lie at the plant')
      await page.fill('[name="from.0.grams"]', '60')
      await page.fill('[name=outGrams]', '６００')
      await press('記録する', { status: 422 })
      assert.match(await wordsOf(page), /使った60\.0 kgをこえています/)
      assert.equal(await page.inputValue('[name="from.0.grams"]'), '60')
      await page.fill('[name=outGrams]', '４０')
      await page.fill('[name=finesGrams]', '1')
      await press('記録する')
      assert.match(await wordsOf(page), /を記録し、新しい積み山ができました.*40\.0 kg/)
      lot = pathOf(page)
      await follow('別の場所へ運ぶ')
      await page.selectOption('[name=toSiteId]', { label: `${school?.name}のチップボイラー` })
      await page.fill('[name=grams]', '41')
      await press('記録する', { status: 422 })
      assert.match(await wordsOf(page), /この積み山にあるのは40\.0 kgです/)
      await page.fill('[name=grams]', '30')
      await press('記録する')
      await open(lot)
      assert.match(await wordsOf(page), /10\.0 kg.*運搬/)
    }))

  test('its day is logged; everybody sees the heat', async () => {
    let boiler = ''
    await as(told, { door: 'yard_keeper', screen: 'phone' }, async ({ page, open, press, follow }) => {
      await open('/wood/heat')
      await follow(new RegExp(school?.name ?? ''))
      boiler = pathOf(page)
      await follow('運転日誌をつける')
      const bunker = kilogramsIn(await wordsOf(page))
      assert.ok(bunker >= 30, 'the chips have come')
      await page.fill('[name=heatWh]', '99,999')
      await press('記録する', { status: 422 })
      assert.match(await wordsOf(page), /チップ.* kgから出る熱は、多くても約.* kWhです/)
      await page.fill('[name=heatWh]', '５０．５')
      await page.fill('[name=chipsGrams]', '20')
      await press('記録する')
      assert.match(await wordsOf(page), /50\.5 kWh/)
    })
    await as(told, {}, async ({ page, open }) => {
      await open(boiler)
      assert.match(await wordsOf(page), /50\.5 kWh/)
    })
  })

  test('firewood is handed to who waits for it, not more than is owed, and taken back', () =>
    as(told, { door: 'yard_keeper', screen: 'phone' }, async ({ page, open, press }) => {
      await open('/wood/firewood')
      const waits = page.locator('[name=supplierId]')
      await waits.selectOption({ index: 1 })
      const supplierId = await waits.inputValue()
      const owed = kilogramsIn(await waits.locator('option:checked').innerText())
      assert.ok(owed > 10, 'somebody waits for firewood')
      await page.fill('[name=grams]', String(owed + 1))
      await press('記録する', { status: 422 })
      assert.match(await wordsOf(page), /渡せるのは.* kgまでです/)
      assert.equal(await waits.inputValue(), supplierId)
      await page.fill('[name=grams]', '10')
      await press('記録する')
      assert.match(await wordsOf(page), /に薪10\.0 kgを渡した記録をしました/)
      const left = kilogramsIn(await page.locator(`option[value="${supplierId}"]`).innerText())
      assert.ok(Math.abs(left - (owed - 10)) < 0.11, `${left} kg are left of ${owed}`)
      await open('/wood/works?kind=handing')
      await page.locator('main table a').first().click()
      await page.waitForLoadState()
      await page.fill('[name=reason]', '別の方に渡した')
      await press('取り消す')
      assert.match(await wordsOf(page), /を取り消しました/)
      await open('/wood/firewood')
      assert.equal(kilogramsIn(await page.locator(`option[value="${supplierId}"]`).innerText()), owed)
    }))

  test('a certificate that came is kept with its scan; one is issued for the lot', () =>
    as(told, { door: 'company_staff' }, async ({ page, open, press, follow, download }) => {
      await open('/wood/certificates/record')
      await page.fill('[name=certificateNo]', '林-77')
      await page.fill('[name=otherName]', '東磐井の森林組合')
      await page.fill('[name=grams]', '1,200')
      await page.setInputFiles('[name=paper]', {
        ...scan,
        name: '覚え書き.txt',
        buffer: Buffer.from('覚え書き'),
      })
      await press('記録する', { status: 422 })
      assert.match(await wordsOf(page), /書類はPDFか写真にしてください/)
      assert.equal(await page.inputValue('[name=certificateNo]'), '林-77')
      await page.setInputFiles('[name=paper]', scan)
      await press('記録する')
      assert.match(await wordsOf(page), /林-77を記録しました.*由来証明書\.pdf/)
      const kept = await download('由来証明書.pdf')
      assert.deepEqual(kept.bytes, scan.buffer)
      await open('/wood/certificates/issue')
      await page.selectOption('[name=pileId]', lot.split('/').at(-1) ?? '')
      await page.fill('[name=otherName]', 'となり町の発電所')
      await page.fill('[name=grams]', '41')
      await press('証明書を発行する', { status: 422 })
      assert.match(await wordsOf(page), /まだ証明書を出していないのは40\.0 kg/)
      await page.fill('[name=grams]', '40')
      await press('証明書を発行する')
      assert.match(await wordsOf(page), /CO-\d{4}-\d{5}を発行しました.*もとになった伝票/)
      await follow('積み山')
      assert.equal(pathOf(page), lot)
    }))

  test('logs are bought upon that certificate, on a phone, not more than it is of', () =>
    as(told, { door: 'company_staff', screen: 'phone' }, async ({ page, open, press, follow }) => {
      await open('/wood/certificates?direction=in')
      await follow('林-77')
      const certificate = pathOf(page)
      assert.match(await wordsOf(page), /この証明書で買い入れた木 残り1\.20 t まだ買い入れていません/)
      await follow('買い入れを記録する')
      assert.equal(await page.inputValue('[name=store]'), 'c')
      assert.match(await page.locator('[name=certificateId] option:checked').innerText(), /林-77/)
      await page.selectOption('[name=sellerId]', { label: forestUnion.name.normalize('NFKC') })
      await page.selectOption('[name=siteId]', { label: plant.name })
      await page.fill('[name=grams]', '１，３００')
      await page.fill('[name=wetBp]', '48')
      await page.fill('[name=netYen]', '9,100')
      await press('記録する', { status: 422 })
      assert.match(await wordsOf(page), /まだ買い入れていないのは1,200\.0 kg/)
      assert.equal(await page.inputValue('[name=netYen]'), '9,100')
      await page.fill('[name=grams]', '1,200')
      await press('記録する')
      assert.match(await wordsOf(page), /WK-\d{4}-\d{5}を記録し、積み山に入れました.*間伐材等由来/)
      await open(certificate)
      await follow(/^WK-/)
      assert.match(await wordsOf(page), /支払い 10,010円（うち消費税 910円）/)
    }))

  test('a transfer that the bank gave back waits to be paid again', () =>
    as(told, { door: 'company_staff' }, async ({ page, open, press }) => {
      await open('/wood/payouts')
      await page.locator('main tr', { hasText: '支払い済み' }).locator('a').first().click()
      await page.waitForLoadState()
      const payout = pathOf(page)
      await page.locator('[name=partyId]').selectOption({ index: 1 })
      const [name = ''] = (await page.locator('[name=partyId] option:checked').innerText()).split('（')
      await page.fill('[name=returnedOn]', '2024-04-01')
      await page.fill('[name=reason]', '口座名義相違')
      await press('戻ってきたことを記録する', { status: 422 })
      assert.match(await wordsOf(page), /戻った日は、振込の日より前にできません/)
      assert.equal(await page.inputValue('[name=reason]'), '口座名義相違')
      await page
        .locator('[name=returnedOn]')
        .fill((await page.locator('[name=returnedOn]').getAttribute('max')) ?? '')
      await press('戻ってきたことを記録する')
      assert.match(await wordsOf(page), new RegExp(`${name} 戻り .*口座名義相違`))
      await open('/wood/payouts')
      assert.match(await page.locator('main form').innerText(), new RegExp(name))
      await open(payout)
      assert.doesNotMatch(await page.locator('[name=partyId]').innerText(), new RegExp(name))
    }))
}
