/** Public figures as anyone sees them: how each is made, its flows, its twin for machines, and its proof. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOf, day } from '#kit/days.ts'
import { jpy } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import { closeDays } from '#ledger/close.ts'
import { post, reverse } from '#ledger/post.ts'
import { figureNames } from '#circulation/public-figures.ts'
import { granted } from '#parties/testing.ts'
import { routes } from '#web/app.ts'
import { assertPage, browser, testWeb, textOf } from '#web/testing.ts'

const web = await testWeb(routes)
const { company, producer, buyer, staff } = web.people
const on = day('2026-11-20')
const paid = (kind: string, from: string, to: string, amount: number) => ({
  kind,
  on,
  memo: '',
  flows: [
    {
      unit: 'JPY' as const,
      amount: jpy(amount),
      from: cash(from as typeof company),
      to: cash(to as typeof company),
    },
  ],
})
await web.tx(async (tx) => {
  granted(await post(tx, staff, paid('trade.sale', buyer, company, 54_000)))
  granted(await post(tx, staff, paid('trade.payout', company, producer, 30_000)))
  granted(await post(tx, staff, paid('trade.energy', company, buyer, 10_000)))
  const slip = granted(await post(tx, staff, paid('trade.sale', buyer, company, 999)))
  granted(await reverse(tx, staff, slip.entryId))
})
await web.tx(async (tx) => granted(await closeDays(tx, day('2026-11-23'))), instantOf(day('2026-11-24'), 9))
const visitor = browser(web.app)

test('the list, in both languages and as CSV', async () => {
  const shown = await visitor.get('/circulation/figures?from=2026-11')
  await assertPage(shown)
  const text = textOf(shown.html)
  assert.match(text, /域外から稼いだお金（外貨） 54,000円 3件/)
  assert.match(text, /域内で支払われた割合 75\.0% 2件/)
  assert.match(text, /域外へ出たエネルギー代 10,000円 1件/)
  const english = browser(web.app)
  english.cookies.set('yuinowa_lang', 'en')
  await assertPage(await english.get('/circulation/figures'))
  const csv = await visitor.get('/circulation/figures/figures.csv?from=2026-11')
  assert.match(csv.html, /earned,[^\r\n]*,54000,JPY,3,/)
})

for (const name of figureNames)
  test(`${name}: its page, its flows and its twin agree, and the proof says the same`, async () => {
    const at = `/circulation/figures/${name}`
    const shown = await visitor.get(`${at}?from=2026-11&proof=1`)
    await assertPage(shown)
    assert.match(textOf(shown.html), /一致しました/)
    const twin = await visitor.get(`${at}/data.json?from=2026-11`)
    const { value, evidence } = JSON.parse(twin.html)
    assert.equal(evidence.sealedDay, '2026-11-23')
    assert.match(evidence.seal, /^[0-9a-f]{64}$/)
    let flows = 0
    for (const { flowsPath } of evidence.sums) {
      const list = await visitor.get(flowsPath)
      await assertPage(list)
      // A head and a foot, where there are rows at all.
      flows += Math.max(0, [...list.html.matchAll(/<tr>/g)].length - 2)
    }
    if (value !== null) assert.equal(flows, evidence.flows)
  })

test('a figure that does not agree says so', async () => {
  await web.db.pool.query(`update ledger_month_group set amount = amount + 1 where crossing = 'in'`)
  const shown = await visitor.get('/circulation/figures/earned?from=2026-11&proof=1')
  await assertPage(shown)
  assert.match(
    textOf(shown.html),
    /一致しません 域外から稼いだお金（外貨）: 表示している値は54,001円、計算し直した値は54,000円/,
  )
  await web.db.pool.query(`update ledger_month_group set amount = amount - 1 where crossing = 'in'`)
})

test('two proofs at once: the second is asked to wait', async () => {
  const client = await web.db.pool.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(7104, ${web.region})`)
    assert.match(textOf((await visitor.get('/circulation/figures/earned?proof=1')).html), /少し待ってから/)
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('a figure that is none is not found', async () => {
  assert.equal((await visitor.get('/circulation/figures/wealth')).status, 404)
})
