import assert from 'node:assert/strict'
import { test } from 'node:test'
import { producers } from '#demo/content/producers.ts'
import type { Visitor } from './browser.ts'
import { type Told, as, wordsOf } from './story.ts'

const pool = '一関の白米 2kg'
const growers = ['nagai-tanbo', 'itsukushi-terrace'].map(
  (key) => producers.find((each) => each.key === key)?.name ?? key,
)

/** Plans a round from what the boxes begin with; answers its path. */
async function plan({ page, open, press }: Visitor, name: string): Promise<string> {
  await open('/trade/cycles/new')
  await page.fill('[name=name]', name)
  await press('計画を保存する')
  assert.match(await wordsOf(page), /受注回 \S+ を保存しました/)
  return new URL(page.url()).pathname
}

/** Staff enters what somebody said on the telephone: fifty of all that it makes. */
async function enterFor({ page, open, press }: Visitor, round: string, grower: string): Promise<void> {
  await open(round)
  const row = page.locator('#producers tr', { hasText: grower })
  const href = await row.getByRole('link').first().getAttribute('href')
  await open(href ?? '')
  for (const box of await page.locator('[name$=".kilograms"], [name$=".pieces"]').all()) await box.fill('50')
  await press('この量で知らせる')
}

/** A round from its plan to who gives how much; beside it one that is open, and one that is planned. */
export function roundStory(told: Told): void {
  let round = ''

  test('staff plans a round, growers say what they have, and it opens', () =>
    as(told, { door: 'company_staff' }, async (staff) => {
      const { page, open, press } = staff
      round = await plan(staff, '割り当てる週')
      for (const grower of growers) await enterFor(staff, round, grower)
      await open(round)
      await press('受付を始める')
      assert.match(await wordsOf(page), /の受付を始めました/)
    }))

  test('a kitchen books of a pool on the phone, and changes its mind', () =>
    as(told, { door: 'buyer_inside', screen: 'phone' }, async ({ page, open, press }) => {
      await open(round)
      const box = page.getByLabel(new RegExp(`^${pool}`))
      await box.fill('900')
      await press('予約を保存する', { status: 422 })
      assert.match(await wordsOf(page), /あと\d+まで予約できます/)
      await box.fill('10')
      await press('予約を保存する')
      assert.match(await wordsOf(page), /この日の合計は17,000円/)
    }))

  test('staff closes it; who gives how much stands there with its figures, and may be changed', () =>
    as(told, { door: 'company_staff' }, async ({ page, open, press, follow }) => {
      await open(round)
      await press('締め切って割り当てる')
      const words = await wordsOf(page)
      assert.match(words, new RegExp(pool))
      for (const grower of growers) assert.ok(words.includes(grower), grower)
      await follow('変える')
      await press('この割り当てにする', { status: 422 })
      await page.fill('[name=reason]', '給食の希望')
      await press('この割り当てにする')
      assert.match(await wordsOf(page), /割り当てを変えました/)
      assert.match(await wordsOf(page), /変更：給食の希望/)
    }))

  test('the next rounds: one open, one planned', () =>
    as(told, { door: 'company_staff' }, async (staff) => {
      const next = await plan(staff, '受付中の週')
      for (const grower of growers) await enterFor(staff, next, grower)
      await staff.open(next)
      await staff.press('受付を始める')
      await plan(staff, '計画中の週')
    }))
}
