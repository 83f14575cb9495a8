import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { registerParty } from '#parties/parties.ts'
import { granted } from '#parties/testing.ts'
import { closeMonth } from '#trade/invoices.ts'
import { invoiceRoutes } from '#trade/invoices.routes.ts'
import { saveBuyerTerms } from '#trade/settings.ts'
import { deliver } from '#trade/testing-months.ts'
import { offer } from '#trade/testing.ts'
import { assertValid, testPages } from '#trade/testing-pages.tsx'
import { readPaper, readToSend, sendInvoices } from './invoice-mails.ts'
import { linkUntil, mailOf } from './mails.ts'

const pages = await testPages(invoiceRoutes)
const { small, tx, as } = pages
const { staff, cook, buyer: buyerId } = small
const refusedAs = (answer: object | Refusal): string | undefined =>
  isRefusal(answer) ? answer.refused : undefined
const { variants } = await tx((t) => offer(t, small, { quantity: 10_000 }))
const jar = variants[0] ?? newId()

async function invoiced(t: Tx, of: Id = buyerId): Promise<Id> {
  await deliver(t, small, jar, 2, { buyerId: of })
  const { invoices } = granted(await closeMonth(t, staff, { through: t.today, buyerId: of }))
  return invoices[0]?.invoiceId ?? newId()
}
const mailsTo = (t: Tx) =>
  t.run<{ to: string; subject: string; body: string; secret: boolean }>(
    'select recipient as "to", subject, body, secret from party_mail where region_id = $1 order by mail_id',
    [t.region],
  )

test('an invoice goes to everybody who acts for the buyer, or to the address that was agreed', () =>
  tx(async (t) => {
    const tokens: string[] = []
    const linkTo = (token: string): string => {
      tokens.push(token)
      return `https://yui.example.jp/papers/${token}`
    }
    const invoiceId = await invoiced(t)
    const before = (await mailsTo(t)).length
    assert.equal(refusedAs(await sendInvoices(t, cook, { invoiceIds: [invoiceId], linkTo })), 'not_allowed')
    assert.equal(refusedAs(await sendInvoices(t, staff, { invoiceIds: [], linkTo })), 'no_invoices')
    assert.equal(
      refusedAs(await sendInvoices(t, staff, { invoiceIds: [newId()], linkTo })),
      'invoice_unknown',
    )
    granted(await sendInvoices(t, staff, { invoiceIds: [invoiceId, invoiceId], linkTo }))
    const sent = (await mailsTo(t)).slice(before)
    assert.equal(sent.length, 1)
    assert.ok(sent[0]?.secret && sent[0].body.includes(tokens[0] ?? '?'))
    assert.match(sent[0].body, /ご請求金額（税込）　1,080円/)
    assert.equal(refusedAs(await sendInvoices(t, staff, { invoiceIds: [invoiceId], linkTo })), 'already_sent')

    granted(await saveBuyerTerms(t, staff, { buyerId, billingEmails: ['keiri@example.jp', 'B@example.jp'] }))
    granted(await sendInvoices(t, staff, { invoiceIds: [invoiceId], again: true, linkTo }))
    assert.deepEqual(
      (await mailsTo(t)).slice(before + 1).map(({ to }) => to),
      ['keiri@example.jp', 'b@example.jp'],
    )
    // The link opens this invoice, and no other secret opens anything.
    const paper = granted(await readPaper(t, { token: tokens.at(-1) ?? '' }))
    assert.equal(paper.invoiceId, invoiceId)
    assert.equal(refusedAs(await readPaper(t, { token: `${tokens[0]}x` })), 'link_unknown')
  }))

test('a link is over at the end of the third month', async () => {
  const token = await tx(async (t) => {
    let made = ''
    const invoiceId = await invoiced(t)
    granted(await sendInvoices(t, staff, { invoiceIds: [invoiceId], linkTo: (each) => (made = each) }))
    return made
  })
  const at = (instant: string) => tx(async (t) => refusedAs(await readPaper(t, { token })), new Date(instant))
  assert.equal(await at('2027-02-28T14:59:00Z'), undefined)
  assert.equal(await at('2027-02-28T15:00:00Z'), 'link_unknown')
})

test('one of them without anybody to go to: none goes', () =>
  tx(async (t) => {
    const stall = { kind: 'business', name: '朝市の店', kana: 'アサイチ', side: 'inside' } as const
    const { partyId } = granted(
      await registerParty(t, small.officer, { ...stall, sideFrom: day('2024-04-01') }),
    )
    const invoiceIds = [await invoiced(t), await invoiced(t, partyId)]
    const before = (await mailsTo(t)).length
    const answer = await sendInvoices(t, staff, { invoiceIds, linkTo: (token) => token })
    assert.equal(refusedAs(answer), 'no_contact')
    assert.equal((await mailsTo(t)).length, before)
  }))

const told = {
  invoiceNo: 'T-2026-00012',
  buyerName: '海辺ホテル',
  person: false,
  company: '結いの商社',
  closedThrough: day('2026-11-30'),
  dueOn: day('2026-12-31'),
  grossYen: 54_000,
  url: 'https://x',
  until: day('2027-02-28'),
}
for (const [name, given, lang, expected] of [
  ['a body', told, 'ja', ['海辺ホテル 御中', 'お支払期限　2026年12月31日(木)']],
  ['a person', { ...told, person: true }, 'ja', ['海辺ホテル 様']],
  [
    'a credit note',
    { ...told, grossYen: -1_620 },
    'ja',
    ['返還請求書をお送りします', 'ご返金額（税込）　1,620円'],
  ],
  ['English', told, 'en', ['Here is your invoice', 'Amount due (with tax): ¥54,000']],
] as const)
  test(`what the mail says: ${name}`, () => {
    const { body } = mailOf(given, lang)
    for (const each of expected) assert.ok(body.includes(each), `${each} in ${body}`)
  })
test('how long a link lives', () => {
  assert.equal(linkUntil(day('2026-11-30')), '2027-02-28')
  assert.equal(linkUntil(day('2026-12-01')), '2027-03-31')
})

test('through the pages: all of a day, as one file, and what a link opens', async () => {
  const invoiceId = await tx((t) => invoiced(t))
  const company = await as(staff)
  const at = '/trade/invoices/send'
  const shown = await company.get(at)
  await assertValid(shown)
  assert.match(shown.html, new RegExp(`value="${invoiceId}"`))
  const on = (await tx(async (t) => granted(await readToSend(t, staff, {})))).on
  const none = await company.post(at, at, { on })
  assert.equal(none.status, 422)
  assert.match(none.html, /送る請求書を選んでください/)
  assert.equal((await company.post(at, at, { on, invoiceIds: invoiceId })).status, 303)
  assert.equal((await company.post(at, at, { on, invoiceIds: invoiceId })).status, 422)
  const file = await company.get(`/trade/invoices/print.pdf?on=${on}`)
  assert.equal(file.response.headers.get('content-type'), 'application/pdf')
  await assertValid(await company.get(`/trade/invoices/${invoiceId}`))
  const mails = await tx(mailsTo)
  const [, link = ''] = /localhost(\/papers\/\S+)/.exec(mails.at(-1)?.body ?? '') ?? []
  const paper = await (await as(small.grower)).get(link)
  assert.equal(paper.response.headers.get('content-type'), 'application/pdf')
  assert.equal((await (await as(cook)).get('/papers/aaaaaaaaaaaaaaaaaaaaaaaaa')).status, 404)
  assert.equal((await (await as(cook)).get(at)).status, 403)
})
