/** Earned, kept, leaked: each split adds up to its figure, and says what could be bought inside. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import { readFigure } from '#circulation/figure-values.ts'
import { readSplit, splits } from '#circulation/measures/measures.ts'
import { ways } from '#circulation/ways.ts'
import { cash } from '#ledger/accounts.ts'
import { post, reverse } from '#ledger/post.ts'
import { setup } from '#parties/actors.ts'
import { registerParty } from '#parties/parties.ts'
import { granted } from '#parties/testing.ts'
import { routes } from '#web/app.ts'
import { assertPage, browser, signedIn, testWeb, textOf } from '#web/testing.ts'

const web = await testWeb(routes)
const { company, producer, buyer, staff } = web.people
const visitor = browser(web.app)
const english = browser(web.app)
english.cookies.set('yuinowa_lang', 'en')
const at = '/circulation/money'

async function pay(tx: Tx, kind: string, from: Id, to: Id, amount: number, on = day('2026-11-20')) {
  const flows = [{ unit: 'JPY' as const, amount: jpy(amount), from: cash(from), to: cash(to) }]
  return granted(await post(tx, staff, { kind, on, memo: '', flows }))
}

test('nothing yet: empty pages in both languages', async () => {
  for (const opened of [visitor, english]) await assertPage(await opened.get(at))
  assert.match(textOf((await visitor.get(at)).html), /この期間に、この向きのお金はありません/)
})

test('a season: payments of two years, a reversal, makers inside and outside', async () => {
  await web.tx(async (tx) => {
    const maker = async (name: string, side: 'inside' | 'outside') =>
      granted(
        await registerParty(tx, setup, {
          kind: 'business',
          sector: 'E',
          name,
          kana: 'テスト',
          side,
          sideFrom: day('2024-04-01'),
        }),
      ).partyId
    const [near, far] = [await maker('川辺製作所', 'inside'), await maker('遠方パック', 'outside')]
    await pay(tx, 'trade.sale', buyer, company, 100_000)
    await pay(tx, 'trade.sale', buyer, company, 40_000, day('2025-11-20'))
    await pay(tx, 'trade.payout', company, producer, 60_000)
    await pay(tx, 'trade.packaging', company, far, 9_000)
    await pay(tx, 'trade.packaging', company, far, 12_000, day('2025-10-01'))
    await pay(tx, 'trade.packaging', company, near, 1_000)
    const slip = await pay(tx, 'trade.energy', company, far, 500)
    granted(await reverse(tx, staff, slip.entryId))
  })
})

test('every split adds up to its figure', async () => {
  const now = { from: month('2026-04'), to: month('2027-03') }
  const before = { from: month('2025-04'), to: month('2026-03') }
  await web.tx(async (tx) => {
    for (const way of ways)
      for (const by of splits) {
        const rows = await readSplit(tx, web.people.officer, { way, by, now, before })
        const sum = (key: 'yen' | 'beforeYen') => rows.reduce((all, row) => all + row[key], 0)
        assert.equal(sum('yen'), (await readFigure(tx, way, now)).value, `${way} by ${by}`)
        assert.equal(sum('beforeYen'), (await readFigure(tx, way, before)).value, `${way} by ${by} before`)
      }
  })
})

test('the leakage list by industry says who inside could sell it', async () => {
  const shown = await visitor.get(`${at}?way=leaked&by=payee`)
  await assertPage(shown)
  const text = textOf(shown.html)
  assert.match(text, /製造業 9,000円 100\.0% 12,000円 −25\.0% 3 域内に製造業が1者あります/)
  assert.match(text, /2026年4月 – 2026年11月を2025年4月 – 2025年11月と比べています/)
  await assertPage(await english.get(`${at}?way=leaked&by=payee`))
  await assertPage(await visitor.get(`${at}?way=around&by=payer&from=2026-11`))
})

test('single parties: to those who see the ledger, each leading to its flows', async () => {
  assert.doesNotMatch(textOf((await visitor.get(`${at}?way=leaked&by=party`)).html), /遠方パック/)
  const officer = await signedIn(web, web.people.officer)
  const shown = await officer.get(`${at}?way=leaked&by=party`)
  await assertPage(shown)
  assert.match(textOf(shown.html), /遠方パック 9,000円/)
  const [, href = ''] = /<a [^>]*href="(\/ledger\/flows[^"]*)"/.exec(shown.html) ?? []
  await assertPage(await officer.get(href.replaceAll('&amp;', '&')))
})

test('a file of it, masked as the page is', async () => {
  const csv = await visitor.get(`${at}/split.csv?way=earned&by=kind`)
  assert.match(csv.html, /商品の代金の入金,100000,100\.0%,40000,150\.0%,1/)
  assert.doesNotMatch((await visitor.get(`${at}/split.csv?way=earned&by=party`)).html, /海辺ホテル/)
  assert.equal((await visitor.get(`${at}/split.xlsx`)).status, 200)
})
