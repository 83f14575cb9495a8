import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { entriesOfDocument } from '#ledger/flows.ts'
import { registerParty } from '#parties/parties.ts'
import { granted } from '#parties/testing.ts'
import { setAsideLine } from './bank-lines.ts'
import { bookExpense, voidExpense } from './expenses.ts'
import { closeMonth } from './invoices.ts'
import { matchPayment, unmatchPayment } from './payments.ts'
import { bankLines, deliver } from './testing-months.ts'
import { offer, registeredRegion } from './testing.ts'

const later = new Date('2026-12-25T03:00:00Z')

/** A region whose buyer owes for so many jars of 500 yen, one invoice for each number. */
async function owing(...jars: readonly number[]) {
  const place = await testRegion()
  const small = await place.tx(registeredRegion)
  const invoices = await place.tx(async (t) => {
    const { variants } = await offer(t, small, { quantity: 1_000 })
    const made: Id[] = []
    for (const quantity of jars) {
      await deliver(t, small, variants[0] ?? newId(), quantity)
      const closed = granted(await closeMonth(t, small.staff, { through: t.today, buyerId: small.buyer }))
      made.push(closed.invoices[0]?.invoiceId ?? newId())
    }
    return made
  })
  return { tx: <T>(work: (t: Tx) => Promise<T>) => place.tx(work, later), small, invoices }
}
const stateOf = async (t: Tx, invoiceId: Id | undefined) =>
  (
    await t.run(
      'select state, paid_yen as paid from trade_invoice where region_id = $1 and invoice_id = $2',
      [t.region, invoiceId],
    )
  )[0]
const paid = '2026-12-24'

test('an invoice paid in two parts carries its tax to the yen', async () => {
  const { tx, small, invoices } = await owing(100)
  await tx(async (t) => {
    const [first = newId(), second = newId()] = await bankLines(t, small, [
      [paid, 20_000, '振込 ウミベホテル'],
      [paid, 34_000, '振込 ウミベホテル'],
    ])
    const one = granted(await matchPayment(t, small.staff, { bankLineId: first, invoiceIds: invoices }))
    assert.match(one.paymentNo, /^N-2026-\d{5}$/)
    assert.deepEqual(await stateOf(t, invoices[0]), { state: 'part_paid', paid: 20_000 })
    const two = granted(await matchPayment(t, small.staff, { bankLineId: second, invoiceIds: invoices }))
    assert.deepEqual(await stateOf(t, invoices[0]), { state: 'paid', paid: 54_000 })
    const amounts = []
    for (const { paymentId } of [one, two])
      for (const entry of await entriesOfDocument(t, paymentId))
        amounts.push(entry.flows.map(({ amount }) => amount))
    assert.deepEqual(amounts, [
      [18_519, 1_481],
      [31_481, 2_519],
    ])
  })
})

test('one payment for several invoices is one entry', async () => {
  const { tx, small, invoices } = await owing(10, 20)
  await tx(async (t) => {
    const [line = newId()] = await bankLines(t, small, [[paid, 16_200, '振込']])
    const made = granted(await matchPayment(t, small.staff, { bankLineId: line, invoiceIds: invoices }))
    const entries = await entriesOfDocument(t, made.paymentId)
    assert.equal(entries.length, 1)
    assert.equal(entries[0]?.memo, 'T-2026-00001 T-2026-00002')
    assert.deepEqual(
      entries[0]?.flows.map(({ amount }) => amount),
      [15_000, 1_200],
    )
  })
})

test('a wrong match is undone by a reversal, and the line can be matched again', async () => {
  const { tx, small, invoices } = await owing(10)
  const bankLineId = await tx(async (t) => (await bankLines(t, small, [[paid, 5_400, '振込']]))[0] ?? newId())
  const match = () => tx((t) => matchPayment(t, small.staff, { bankLineId, invoiceIds: invoices }))
  const { paymentId } = granted(await match())
  assert.deepEqual(await match(), { refused: 'line_dealt_with' }, 'twice is once')
  const undo = (reason: string) => tx((t) => unmatchPayment(t, small.staff, { paymentId, reason }))
  assert.deepEqual(await undo(' '), { refused: 'reason_missing', field: 'reason' })
  granted(await undo('別の請求でした'))
  assert.deepEqual(await undo('もう一度'), { refused: 'already_undone' })
  await tx(async (t) => {
    assert.deepEqual(await stateOf(t, invoices[0]), { state: 'issued', paid: 0 })
    const entries = await entriesOfDocument(t, paymentId)
    const net = entries.flatMap((entry) => entry.flows).reduce((total, flow) => total + flow.amount, 0)
    assert.deepEqual([entries.length, net], [2, 0])
  })
  const again = granted(await match())
  assert.notEqual(again.paymentId, paymentId)
  const { length } = await tx((t) => entriesOfDocument(t, again.paymentId))
  assert.equal(length, 1, 'the second match is an entry of its own, not the first one again')
})

test('matched twice at once, it counts once', async () => {
  const { tx, small, invoices } = await owing(10)
  const bankLineId = await tx(async (t) => (await bankLines(t, small, [[paid, 5_400, '振込']]))[0] ?? newId())
  const both = await Promise.all(
    [1, 2].map(() => tx((t) => matchPayment(t, small.staff, { bankLineId, invoiceIds: invoices }))),
  )
  assert.deepEqual(both.filter(isRefusal), [{ refused: 'line_dealt_with' }])
  assert.deepEqual(await tx((t) => stateOf(t, invoices[0])), { state: 'paid', paid: 5_400 })
})

test('what cannot be matched is refused', async () => {
  const { tx, small, invoices } = await owing(10, 20)
  const [small10 = newId(), big20 = newId()] = invoices
  const lines = await tx((t) =>
    bankLines(t, small, [
      [paid, 5_400, '甲'],
      [paid, -660, '振込手数料'],
      [paid, 99_999, '乙'],
      [paid, 100, '利息'],
    ]),
  )
  const [exact = newId(), out = newId(), toomuch = newId(), interest = newId()] = lines
  const other = await tx(async (t) => {
    granted(await setAsideLine(t, small.staff, { bankLineId: interest, reason: '利息' }))
    const { partyId } = granted(
      await registerParty(t, small.staff, { kind: 'business', name: '別の店', kana: 'ベツ', side: 'inside' }),
    )
    const { variants } = await offer(t, small)
    await deliver(t, small, variants[0] ?? newId(), 1, { buyerId: partyId })
    const closed = granted(await closeMonth(t, small.staff, { through: t.today, buyerId: partyId }))
    return closed.invoices[0]?.invoiceId ?? newId()
  })
  const table = [
    [small.cook, exact, [small10], { refused: 'not_allowed' }],
    [small.staff, newId(), [small10], { refused: 'bank_line_unknown' }],
    [small.staff, out, [small10], { refused: 'not_incoming' }],
    [small.staff, interest, [small10], { refused: 'line_dealt_with' }],
    [small.staff, exact, [], { refused: 'no_invoices', field: 'invoiceIds' }],
    [small.staff, exact, [newId()], { refused: 'invoice_unknown', field: 'invoiceIds' }],
    [small.staff, exact, [small10, other], { refused: 'several_buyers', field: 'invoiceIds' }],
    [
      small.staff,
      exact,
      [small10, big20],
      { refused: 'too_many_invoices', field: 'invoiceIds', detail: { no: 'T-2026-00002' } },
    ],
    [
      small.staff,
      toomuch,
      [small10, big20],
      { refused: 'more_than_owed', field: 'invoiceIds', detail: { paid: 99_999, owed: 16_200 } },
    ],
  ] as const
  for (const [actor, bankLineId, invoiceIds, refusal] of table)
    assert.deepEqual(await tx((t) => matchPayment(t, actor, { bankLineId, invoiceIds })), refusal)
  granted(await tx((t) => matchPayment(t, small.staff, { bankLineId: exact, invoiceIds: [small10] })))
  const [extra = newId()] = await tx((t) => bankLines(t, small, [[paid, 1, '丙']]))
  assert.deepEqual(
    await tx((t) => matchPayment(t, small.staff, { bankLineId: extra, invoiceIds: [small10] })),
    { refused: 'already_paid', field: 'invoiceIds', detail: { no: 'T-2026-00001' } },
  )
})

test('expenses go out by the bank or by hand, and wages under a kind of their own', async () => {
  const { tx, small } = await owing(1)
  await tx(async (t) => {
    const [line = newId()] = await bankLines(t, small, [['2026-12-20', -12_000, '運賃']])
    const payeeId = small.producer
    const freight = granted(
      await bookExpense(t, small.staff, { payeeId, category: 'freight', bankLineId: line }),
    )
    const wage = granted(
      await bookExpense(t, small.staff, {
        payeeId,
        category: 'wages',
        spentOn: day('2026-12-25'),
        amountYen: 180_000,
      }),
    )
    const seen = []
    for (const { expenseId } of [freight, wage])
      for (const entry of await entriesOfDocument(t, expenseId))
        seen.push([entry.kind, entry.on, entry.flows[0]?.amount, entry.flows[0]?.fromParty])
    assert.deepEqual(seen, [
      ['trade.freight', '2026-12-20', 12_000, small.company],
      ['trade.wage', '2026-12-25', 180_000, small.company],
    ])
    const book = (more: object) => bookExpense(t, small.staff, { payeeId, category: 'other', ...more })
    const byHand = { spentOn: t.today, amountYen: 1 }
    const table = [
      [{ bankLineId: line }, 'line_dealt_with'],
      [{ bankLineId: newId() }, 'bank_line_unknown'],
      [{ ...byHand, payeeId: newId() }, 'payee_unknown'],
      [{ ...byHand, payeeId: small.company }, 'payee_is_company'],
      [{ ...byHand, amountYen: 0 }, 'amount_missing'],
      [{ amountYen: 1 }, 'day_missing'],
      [{ ...byHand, spentOn: day('2026-12-26') }, 'day_in_future'],
    ] as const
    for (const [more, refused] of table) {
      const answer = await book(more)
      assert.equal(isRefusal(answer) && answer.refused, refused)
    }
    assert.equal(
      ((await bookExpense(t, small.cook, { payeeId, category: 'other', ...byHand })) as { refused: string })
        .refused,
      'not_allowed',
    )
    granted(await voidExpense(t, small.staff, { expenseId: freight.expenseId, reason: '科目ちがい' }))
    granted(await bookExpense(t, small.staff, { payeeId, category: 'packaging', bankLineId: line }))
  })
})
