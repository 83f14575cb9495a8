/** Money without a sale, from the bank's line to the figure that keeps it apart from earnings: through the whole app. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kit/ids.ts'
import { routes } from '#web/app.ts'
import { assertPage, browser, signedIn, testWeb, textOf } from '#web/testing.ts'

const web = await testWeb(routes)
const { buyer, city, staff } = web.people
const opened = await signedIn(web, staff)
const at = '/trade/grants'

test('nothing yet, in both languages', async () => {
  await assertPage(await opened.get(at))
  await opened.get('/language/en?back=%2F')
  await assertPage(await opened.get(at))
  await opened.get('/language/ja?back=%2F')
})

let grant = ''
test('by hand: what is wrong is said by its box; what is right is booked once', async () => {
  const wrong = await opened.post(at, {
    giverId: city,
    sort: 'grant',
    receivedOn: '2026-12-31',
    amountYen: '1000',
    memo: '国の交付金',
  })
  assert.match(textOf(wrong.html), /入った日は今日か、それより前の日/)
  assert.match(wrong.html, /value="国の交付金"/)
  const boxes = {
    _key: newId(),
    giverId: buyer,
    sort: 'grant',
    receivedOn: '2026-11-10',
    amountYen: '３，０００，０００',
    memo: '国の交付金',
  }
  const made = await opened.post(at, boxes)
  grant = made.to ?? ''
  assert.equal((await opened.post(at, boxes)).to, grant)
  const page = await opened.get(grant)
  await assertPage(page)
  assert.match(textOf(page.html), /¥3,000,000.*国の交付金/)
})

test('it is no earning: the circulation keeps it apart, down to its flows', async () => {
  const visitor = browser(web.app)
  const text = textOf((await visitor.get('/circulation/figures?from=2026-11')).html)
  assert.match(text, /域外から稼いだお金（外貨） 0円/)
  assert.match(text, /補助金・投資として入ったお金 3,000,000円 1件/)
  const flows = await opened.get('/ledger/flows?from=2026-11&to=2026-11&crossing=in&counts=transfer')
  await assertPage(flows)
  assert.match(textOf(flows.html), /補助金・寄付の受け取り.*3,000,000円/)
})

test('undone with a reason, it is gone from the figure and stays to be seen', async () => {
  assert.match(textOf((await opened.post(`${grant}/undo`, { reason: '' }, grant)).html), /理由/)
  await opened.post(`${grant}/undo`, { reason: '入力まちがい' }, grant)
  const page = await opened.get(grant)
  await assertPage(page)
  assert.match(textOf(page.html), /取り消されています.*入力まちがい/)
  const text = textOf((await browser(web.app).get('/circulation/figures?from=2026-11')).html)
  assert.match(text, /補助金・投資として入ったお金 0円/)
  assert.equal((await (await signedIn(web, web.people.cook)).get(at)).status, 403)
})
