import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { type Day, day, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { issueCreditNote } from '#trade/credit-notes.ts'
import { closeMonth } from '#trade/invoices.ts'
import { matchPayment } from '#trade/payments.ts'
import { takeReturn } from '#trade/returns.ts'
import { saveBuyerTerms } from '#trade/settings.ts'
import { bankLines, deliver, withAccounts } from '#trade/testing-months.ts'
import { offer, registeredRegion } from '#trade/testing.ts'
import { ageOf, readAgeing } from './ageing.ts'
import { letterOf } from './letters.ts'
import { readDunning, remindBuyer } from './reminders.ts'

const region = await testRegion()
const at = <T>(on: Day, work: (tx: Tx) => Promise<T>): Promise<T> => region.tx(work, instantOf(on, 10))
const small = await at(day('2026-07-01'), registeredRegion)
const { staff, buyer } = small
const goods = await at(day('2026-07-01'), async (tx) => {
  await withAccounts(tx, small)
  return await offer(tx, small, { quantity: 500 })
})
const [jar] = goods.variants
assert.ok(jar)

// 10 jars in July, 20 in August, 4 in October: due a month after each closing.
for (const [on, quantity] of [
  ['2026-07-10', 10],
  ['2026-08-10', 20],
  ['2026-10-10', 4],
] as const)
  await at(day(on), (tx) => deliver(tx, small, jar, quantity))
for (const on of ['2026-07-31', '2026-08-31', '2026-10-31'] as const)
  await at(day(on), async (tx) => granted(await closeMonth(tx, staff, { through: day(on) })))
// Of July 1,400 of 5,400 yen were paid.
await at(day('2026-09-01'), async (tx) => {
  const [line] = await bankLines(tx, small, [['2026/8/31', 1_400, 'ウミベホテル']])
  assert.ok(line)
  const [july] = await tx.run<{ id: Id }>(
    `select invoice_id as id from trade_invoice where region_id = $1 and closed_through = '2026-07-31'`,
    [tx.region],
  )
  assert.ok(july)
  granted(await matchPayment(tx, staff, { bankLineId: line, invoiceIds: [july.id] }))
})
const today = day('2026-11-23')

for (const [dueOn, age] of [
  ['2026-11-23', 'not_due'], // the due day itself
  ['2026-11-22', 'to_30'],
  ['2026-10-24', 'to_30'],
  ['2026-10-23', 'to_60'],
  ['2026-09-24', 'to_60'],
  ['2026-09-23', 'to_90'],
  ['2026-08-25', 'to_90'],
  ['2026-08-24', 'over_90'],
] as const)
  test(`due ${dueOn} is ${age} on 2026-11-23`, () => assert.equal(ageOf(day(dueOn), day('2026-11-23')), age))

test('who owes what since when adds up to what is open', () =>
  at(today, async (tx) => {
    const [row, more] = granted(await readAgeing(tx, staff))
    assert.equal(more, undefined)
    assert.ok(row)
    // July is due 8-31 (84 days), August 9-30 (54 days), October 11-30 (not yet).
    assert.deepEqual(row.yen, { not_due: 2_160, to_30: 0, to_60: 10_800, to_90: 4_000, over_90: 0 })
    assert.deepEqual([row.total, row.invoices, row.oldestDueOn], [16_960, 3, '2026-08-31'])
    for (const nobody of [small.cook, small.grower]) assert.ok(isRefusal(await readAgeing(tx, nobody)))
  }))

const mails = (tx: Tx) =>
  tx.run<{ recipient: string; subject: string; body: string }>(
    `select recipient, subject, body from party_mail where region_id = $1 order by created_at, mail_id`,
    [tx.region],
  )

test('a reminder asks for what is overdue, once a week, and each time more firmly', async () => {
  const before = (await at(today, mails)).length
  const first = await at(today, (tx) => remindBuyer(tx, staff, { buyerId: buyer }))
  assert.ok(!isRefusal(first))
  assert.deepEqual([first.sent, first.stage], [2, 1])
  const [mail] = (await at(today, mails)).slice(before)
  assert.ok(mail)
  assert.match(mail.subject, /お支払いのご確認/)
  for (const part of [
    '海辺ホテル 御中',
    '2026年8月31日',
    '4,000円',
    '10,800円',
    '合計 14,800円',
    '普通 1234567',
  ])
    assert.ok(mail.body.includes(part), `${part} is missing in ${mail.body}`)
  assert.ok(!mail.body.includes('2,160円'), 'what is not due is not asked for')

  const again = await at(day('2026-11-29'), (tx) => remindBuyer(tx, staff, { buyerId: buyer }))
  assert.ok(isRefusal(again))
  assert.deepEqual([again.refused, again.detail], ['reminded_lately', { on: '2026-11-30' }])

  const second = await at(day('2026-11-30'), (tx) => remindBuyer(tx, staff, { buyerId: buyer }))
  assert.ok(!isRefusal(second))
  assert.equal(second.stage, 2)
  const { history, stage } = granted(
    await at(day('2026-12-07'), (tx) => readDunning(tx, staff, { buyerId: buyer })),
  )
  assert.equal(stage, 3)
  assert.deepEqual(
    history.map(({ on, stage: was, leftYen }) => [on, was, leftYen]),
    [
      ['2026-11-30', 2, 4_000],
      ['2026-11-30', 2, 10_800],
      ['2026-11-23', 1, 4_000],
      ['2026-11-23', 1, 10_800],
    ],
  )
})

test('two at once send one letter: the second waits until the first has said what it did', async () => {
  const on = day('2026-12-20')
  const [sent, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const first = at(on, async (tx) => {
    const answer = await remindBuyer(tx, staff, { buyerId: buyer })
    sent.resolve()
    await end.promise
    return answer
  })
  await sent.promise
  const second = at(on, (tx) => remindBuyer(tx, staff, { buyerId: buyer }))
  await setTimeout(300)
  end.resolve()
  assert.deepEqual([isRefusal(await first), isRefusal(await second)], [false, true])
})

/** So many of the twenty jars of August come back and are credited; what is done in it is forgotten. */
const credited = async (quantity: number, work: (tx: Tx, grossYen: number) => Promise<void>) => {
  const forget = new Error('forget')
  const done = at(today, async (tx) => {
    const [august] = await tx.run<{ id: Id }>(
      `select delivery_id as id from trade_delivery where region_id = $1 and shipped_on = '2026-08-10'`,
      [tx.region],
    )
    assert.ok(august)
    const back = { deliveryId: august.id, lineNo: 1, quantity, fate: 'stock', reason: '余り' } as const
    granted(await takeReturn(tx, staff, back))
    const { grossYen } = granted(await issueCreditNote(tx, staff, { buyerId: buyer }))
    await work(tx, grossYen)
    throw forget
  })
  await assert.rejects(done, forget)
}

test('a credit note is taken off what is owed: the oldest first, in the letter too', () =>
  credited(10, async (tx, grossYen) => {
    assert.equal(grossYen, -5_400)
    const [row] = granted(await readAgeing(tx, staff))
    assert.deepEqual(row?.yen, { not_due: 2_160, to_30: 0, to_60: 9_400, to_90: 0, over_90: 0 })
    assert.deepEqual([row.total, row.invoices, row.oldestDueOn], [11_560, 2, '2026-09-30'])
    const { invoices, letter } = granted(await readDunning(tx, staff, { buyerId: buyer }))
    assert.deepEqual(
      invoices.map(({ leftYen, dueOn }) => [leftYen, dueOn]),
      [[9_400, '2026-09-30']],
    )
    assert.match(letter.body, /合計 9,400円/)
    assert.match(letter.body, /返還請求書の 1,400円 を差し引いた額/)
  }))

test('a reminder goes where invoices go, to the members when nothing was agreed', () =>
  at(today, async (tx) => {
    const to = async () => granted(await readDunning(tx, staff, { buyerId: buyer })).recipients
    const members = await to()
    assert.ok(members.length > 0)
    const billingEmails = ['keiri@umibe.example']
    granted(await saveBuyerTerms(tx, staff, { buyerId: buyer, billingEmails }))
    assert.deepEqual(await to(), billingEmails)
    granted(await saveBuyerTerms(tx, staff, { buyerId: buyer }))
    assert.deepEqual(await to(), members)
  }))

test('who owes nothing, who is not there, and who may not', () =>
  at(today, async (tx) => {
    const refusedOf = async (buyerId: typeof buyer, actor = staff) => {
      const answer = await remindBuyer(tx, actor, { buyerId })
      return isRefusal(answer) ? answer.refused : 'sent'
    }
    assert.equal(await refusedOf(small.producer), 'nothing_overdue')
    assert.equal(await refusedOf(goods.lotId), 'buyer_unknown')
    assert.equal(await refusedOf(buyer, small.cook), 'not_allowed')
  }))

test('a letter without an account says nothing of one', () => {
  const { body } = letterOf({ buyer: '店', honorific: '御中', company: '商社', stage: 3, invoices: [] })
  assert.ok(!body.includes('お振込先'))
  assert.match(body, /1週間以内/)
})
