/** The long lists of money: what waits is found by an index of what waits, and stands in the order of its days. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { addDays, day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { granted } from '#parties/testing.ts'
import { listBankLines, setAsideLine } from './bank-lines.ts'
import { issueCreditNote } from './credit-notes.ts'
import { bookExpense, voidExpense } from './expenses.ts'
import { readFigures } from './figures.ts'
import { listInvoices } from './invoice-sheets.ts'
import { closeMonth } from './invoices.ts'
import { matchPayment, unmatchPayment } from './payments.ts'
import { takeReturn } from './returns.ts'
import { bankLines, deliver } from './testing-months.ts'
import { offer, registeredRegion } from './testing.ts'

const { tx } = await testRegion()
const small = await tx(registeredRegion)
const { staff, buyer } = small
const later = new Date('2026-12-25T03:00:00Z')

// Two closings with a credit note between them.
const made = await tx(async (t) => {
  const jar = (await offer(t, small, { quantity: 1_000 })).variants[0] ?? newId()
  const shippedOn = addDays(t.today, -2)
  const deliveryId = await deliver(t, small, jar, 10, { shippedOn })
  const close = async (through = t.today) =>
    granted(await closeMonth(t, staff, { through, buyerId: buyer })).invoices[0]
  const first = await close(shippedOn)
  const returnedOn = addDays(t.today, -1)
  const back = { deliveryId, lineNo: 1, quantity: 1, fate: 'waste', reason: '割れ', returnedOn } as const
  granted(await takeReturn(t, staff, back))
  const credit = granted(await issueCreditNote(t, staff, { buyerId: buyer, through: returnedOn }))
  await deliver(t, small, jar, 20)
  const second = await close()
  assert.ok(first && second)
  return { first, credit, second }
})

test('invoices and credit notes stand by their closing day, page by page', () =>
  tx(async (t) => {
    const { rows } = granted(await listInvoices(t, staff))
    assert.deepEqual(
      rows.map(({ invoiceId }) => invoiceId),
      [made.second.invoiceId, made.credit.invoiceId, made.first.invoiceId],
    )
  }))

test('a bank line waits until something stands for it, and again when that is undone', () =>
  tx(async (t) => {
    const [a = newId(), b = newId(), c = newId()] = await bankLines(t, small, [
      ['2026-12-22', 5_400, '振込 ウミベホテル'],
      ['2026-12-23', -880, '振込手数料'],
      ['2026-12-24', 3, '利息'],
    ])
    const seen = async () => {
      const [open, done] = [
        granted(await listBankLines(t, staff)),
        granted(await listBankLines(t, staff, 'done')),
      ]
      const figures = granted(await readFigures(t, staff))
      assert.ok(figures.role === 'company')
      assert.equal(figures.bankLines, open.rows.length)
      return [open, done].map(({ rows }) => rows.map(({ bankLineId }) => bankLineId))
    }
    assert.deepEqual(await seen(), [[c, b, a], []])
    const paid = granted(await matchPayment(t, staff, { bankLineId: a, invoiceIds: [made.first.invoiceId] }))
    const fee = { payeeId: buyer, category: 'fees', memo: '', bankLineId: b } as const
    const spent = granted(await bookExpense(t, staff, { ...fee, spentOn: day('2026-12-23'), amountYen: 880 }))
    granted(await setAsideLine(t, staff, { bankLineId: c, reason: '利息' }))
    assert.deepEqual(await seen(), [[], [c, b, a]])
    granted(await unmatchPayment(t, staff, { paymentId: paid.paymentId, reason: 'まちがい' }))
    granted(await voidExpense(t, staff, { expenseId: spent.expenseId, reason: 'まちがい' }))
    granted(await setAsideLine(t, staff, { bankLineId: c, reason: '' }))
    assert.deepEqual(await seen(), [[c, b, a], []])
  }, later))

/** The plan of what is asked, as it would be of many rows: neither read through nor sorted. */
async function planOf(t: Tx, ask: (t: Tx) => Promise<unknown>): Promise<string> {
  const plans: string[] = []
  const explaining: Tx = Object.create(t, {
    run: {
      value: async (text: string, values: readonly unknown[]) => {
        const rows = await t.run<{ 'QUERY PLAN': string }>(`explain ${text}`, values)
        plans.push(...rows.map((row) => row['QUERY PLAN']))
        return []
      },
    },
  })
  await t.run('set local enable_seqscan = off')
  await t.run('set local enable_sort = off')
  await ask(explaining)
  return plans.join('\n')
}

for (const [index, ask] of [
  ['trade_invoice_by_closing', (t: Tx) => listInvoices(t, staff)],
  ['trade_invoice_unsettled', (t: Tx) => listInvoices(t, staff, { view: 'open' })],
  ['trade_bank_line_open', (t: Tx) => listBankLines(t, staff, 'open')],
] as const)
  test(`${index} is what the list reads, in its order`, () =>
    tx(async (t) => {
      const plan = await planOf(t, ask)
      assert.match(plan, new RegExp(`using ${index}`, 'i'))
      assert.doesNotMatch(plan, /Sort/)
    }))
