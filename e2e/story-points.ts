import assert from 'node:assert/strict'
import { test } from 'node:test'
import { households } from '#demo/content/households.ts'
import { type Told, as, wordsOf } from './story.ts'

const [household = ''] = households.map(({ name }) => name)

/** Points between two phones, one of them without scripts: paid by the customer's code, by the shop's, and taken back. */
export function pointsStory(told: Told): void {
  let [customer, shop] = ['', '']

  test('an officer gives points, and says why', () =>
    as(told, { door: 'officer' }, async ({ page, open, press }) => {
      await open('/points/fund')
      await page.getByLabel('だれに').selectOption({ label: household })
      await page.getByLabel('渡すポイント').fill('1000')
      await press('ポイントを渡す', { status: 422 })
      assert.match(await wordsOf(page), /理由を入れてください/)
      await page.getByLabel('理由').fill('祭りの手伝い')
      await press('ポイントを渡す')
      assert.match(await wordsOf(page), /1,000 pt ?を渡しました/)
    }))

  test('a citizen shows a code, and the shop takes from it once', async () => {
    await as(told, { door: 'citizen', screen: 'phone', scripts: false }, async ({ page, open, press }) => {
      await open('/points')
      assert.match(await wordsOf(page), /使えるポイント [\d,]+ ?pt/)
      await press('コードを出す')
      customer = new URL(page.url()).searchParams.get('code') ?? ''
      await page.getByRole('img', { name: /二次元コード/ }).waitFor()
    })
    await as(told, { door: 'shop', screen: 'phone' }, async ({ page, open, press }) => {
      await open(`/points/take?code=${customer}`)
      await page.getByLabel('受け取るポイント').fill('100')
      await press('受け取る')
      assert.match(await wordsOf(page), /100 pt ?を受け取りました/)
      shop = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await wordsOf(page))?.[0] ?? ''
      await open(`/points/take?code=${customer}`)
      await page.getByLabel('受け取るポイント').fill('100')
      await press('受け取る', { status: 422 })
      assert.match(await wordsOf(page), /使われたか、5分を過ぎています/)
    })
  })

  test('the citizen pays by the code at the till; the shop takes it back', async () => {
    let payment = ''
    await as(told, { door: 'citizen', screen: 'phone', scripts: false }, async ({ page, open, press }) => {
      await open('/points')
      await page.getByLabel('お店のコード').fill(shop)
      await press('金額を入れる')
      await page.getByLabel('支払うポイント').fill('200')
      await press('支払う')
      assert.match(await wordsOf(page), /支払いました/)
      payment = new URL(page.url()).pathname
    })
    await as(told, { door: 'shop', screen: 'phone' }, async ({ page, open, press }) => {
      await open(payment)
      await page.getByLabel('理由').fill('返品')
      await press('支払いを取り消す')
      assert.match(await wordsOf(page), /取り消されています/)
    })
  })
}
