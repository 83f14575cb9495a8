import { type Day, type Month, addDays, addMonths, day, firstDay, lastDay } from '#kit/days.ts'
import { bankDayOnOrAfter, bankDayOnOrBefore } from '#kit/bank-days.ts'
import { writeCsv } from '#kit/csv.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { type BankLineSeen, listBankLines, setAsideLine, suggestMatches } from '#trade/bank-lines.ts'
import { bookExpense } from '#trade/expenses.ts'
import { confirmImport, uploadFile } from '#trade/imports.ts'
import { closeMonth } from '#trade/invoices.ts'
import { matchPayment } from '#trade/payments.ts'
import { makePayout } from '#trade/payouts.ts'
import type { ExpenseCategory } from '#trade/money-schema.ts'
import { settleMonth } from '#trade/statements.ts'
import { expenses } from './content/others.ts'
import { lateByDays, otherPayerNamePct } from './content/rhythm.ts'
import { must } from './must.ts'
import { type Random, randomOf } from './random.ts'
import { type Village, on } from './weeks.ts'

/** What the demo's company remembers from month to month. */
export interface Books {
  /** Invoices not yet on a bank statement, with the day on which their buyer will pay. */
  readonly awaited: { invoiceId: Id; buyerKey: string; amount: number; payOn: Day }[]
  /** Yen on the bank account. */
  balance: number
  /** Sales of the month that was invoiced last, for expenses that follow sales. */
  sales: number
  /** Of its own: the weeks draw from theirs at the same time. */
  readonly random: Random
}
export const openBooks = (seed: number): Books => ({
  awaited: [],
  balance: 12_000_000,
  sales: 0,
  random: randomOf(seed + 1),
})

interface PlannedLine {
  readonly on: Day
  readonly text: string
  readonly out: number
  readonly in: number
  readonly done: (tx: Tx, line: BankLineSeen) => Promise<unknown>
}

/**
 * A month of the office, in the order in which it happens: statements of the month before and their payout, the bank
 * statement with what was paid and received, and on the first of the next month the invoices. A month that is not over
 * at `until` gets its bank lines so far, the last days of them still untouched.
 */
export async function runMonth(village: Village, books: Books, month: Month, until: Day): Promise<void> {
  const planned: PlannedLine[] = []
  const settleOn = addDays(firstDay(month), 9)
  if (settleOn < until) planned.push(...(await payProducers(village, month, settleOn, until)))
  planned.push(...expensesOf(village, books, month, until), ...receiptsOf(village, books, month, until))
  await bankStatement(village, books, month, planned, until)
  const first = firstDay(addMonths(month, 1))
  if (first < until) await invoice(village, books, month, first)
}

async function payProducers(
  village: Village,
  month: Month,
  settleOn: Day,
  until: Day,
): Promise<PlannedLine[]> {
  const { staff } = village.people
  const before = addMonths(month, -1)
  const settled = await on(village, settleOn, 10, (tx) => settleMonth(tx, staff, { month: before }))
  if (isRefusal(settled)) return []
  const transferOn = bankDayOnOrBefore(day(`${month}-20`))
  if (transferOn >= until) return []
  const statementIds = settled.statements
    .filter(({ payoutYen }) => payoutYen > 0)
    .map(({ statementId }) => statementId)
  if (statementIds.length === 0) return []
  const paid = must(
    await on(village, transferOn, 9, (tx) => makePayout(tx, staff, { statementIds, transferOn })),
    'paying producers',
  )
  const reason = `総合振込 ${paid.payoutNo}`
  return [
    {
      on: transferOn,
      text: '総合振込',
      out: paid.amountYen,
      in: 0,
      done: (tx, { bankLineId }) => setAsideLine(tx, staff, { bankLineId, reason }),
    },
  ]
}

const categories: readonly [RegExp, ExpenseCategory][] = [
  [/給与/, 'wages'],
  [/配送|便/, 'freight'],
  [/箱|保冷|ラベル/, 'packaging'],
  [/家賃/, 'rent'],
  [/電気|燃料/, 'energy'],
  [/電話/, 'communication'],
  [/手数料/, 'fees'],
  [/広告|通販|デザイン/, 'advertising'],
]

function expensesOf(village: Village, books: Books, month: Month, until: Day): PlannedLine[] {
  const { staff, parties } = village.people
  return expenses.flatMap(({ payeeKey, label, amount }) => {
    const payeeId = parties.get(payeeKey)
    if (!payeeId) throw new Error(`nobody is called ${payeeKey}`)
    const yen = 'monthlyYen' in amount ? amount.monthlyYen : Math.round((books.sales * amount.salesPct) / 100)
    const paidOn = bankDayOnOrBefore(
      label.startsWith('給与') ? day(`${month}-25`) : addDays(lastDay(month), -1),
    )
    if (yen <= 0 || paidOn >= until) return []
    const category = categories.find(([form]) => form.test(label))?.[1] ?? 'other'
    return [
      {
        on: paidOn,
        text: `振込 ${label}`,
        out: yen,
        in: 0,
        done: (tx: Tx, { bankLineId }: BankLineSeen) =>
          bookExpense(tx, staff, { payeeId, category, memo: label, bankLineId }),
      },
    ]
  })
}

function receiptsOf(village: Village, books: Books, month: Month, until: Day): PlannedLine[] {
  const { people, buyers } = village
  const { random } = books
  const due = books.awaited.filter(({ payOn }) => payOn <= lastDay(month) && payOn < until)
  for (const each of due) books.awaited.splice(books.awaited.indexOf(each), 1)
  return due.map(({ invoiceId, buyerKey, amount, payOn }) => {
    const buyer = buyers.get(buyerKey)
    const known = !random.chance(otherPayerNamePct / 100)
    return {
      on: payOn,
      text: `振込 ${known ? (buyer?.payerKana ?? '') : 'ヤマグチ コウイチ'}`,
      out: 0,
      in: amount,
      // As staff does: the suggestion where there is a sure one, otherwise the invoice found by hand.
      done: async (tx: Tx, line: BankLineSeen) => {
        const suggestion = (await suggestMatches(tx, [line])).get(line.bankLineId)
        const invoiceIds =
          suggestion?.exact && suggestion.invoiceIds.includes(invoiceId) ? suggestion.invoiceIds : [invoiceId]
        return await matchPayment(tx, people.staff, { bankLineId: line.bankLineId, invoiceIds })
      },
    }
  })
}

/** The bank's file as the bank gives it, imported and worked through on the last day; the newest lines are left. */
async function bankStatement(
  village: Village,
  books: Books,
  month: Month,
  planned: readonly PlannedLine[],
  until: Day,
): Promise<void> {
  if (planned.length === 0) return
  const { staff } = village.people
  const rows = planned.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const end = lastDay(month) < until ? lastDay(month) : addDays(until, -1)
  const bytes = writeCsv([
    ['お取引日', '摘要', 'お引出し', 'お預入れ', '差引残高'],
    ...rows.map((row) => {
      books.balance += row.in - row.out
      return [row.on, row.text, row.out || '', row.in || '', books.balance].map(String)
    }),
  ])
  const { importId } = must(
    await on(village, end, 16, (tx) =>
      uploadFile(tx, staff, { name: `入出金明細_${month}.csv`, bytes, kind: 'bank' }),
    ),
    'bringing the bank statement',
  )
  await on(village, end, 16, async (tx) => must(await confirmImport(tx, staff, { importId }), 'importing it'))
  const left = end < lastDay(month) ? addDays(end, -6) : end
  await on(village, end, 17, async (tx) => {
    const lines = await openLines(tx, village)
    for (const row of rows) {
      if (row.on > left) continue
      const at = lines.findIndex(
        (line) => line.on === row.on && line.amountYen === row.in - row.out && sameText(line.text, row.text),
      )
      const [line] = at === -1 ? [] : lines.splice(at, 1)
      if (!line) throw new Error(`the bank line ${row.on} ${row.text} is not there`)
      must(await row.done(tx, line), `working off ${row.text}`)
    }
  })
}

const sameText = (a: string, b: string): boolean => plain(a).endsWith(plain(b))
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '')

async function openLines(tx: Tx, village: Village): Promise<BankLineSeen[]> {
  const lines: BankLineSeen[] = []
  let cursor: string | undefined
  do {
    const page = must(await listBankLines(tx, village.people.staff, 'open', cursor), 'reading the bank lines')
    lines.push(...page.rows)
    cursor = page.next
  } while (cursor)
  return lines
}

/** On the first of the next month: one invoice a buyer, and when each will really be paid. */
async function invoice(village: Village, books: Books, month: Month, first: Day): Promise<void> {
  const { people, buyers } = village
  const { random } = books
  const closed = must(
    await on(village, first, 9, (tx) => closeMonth(tx, people.staff, { through: lastDay(month) })),
    'closing the month',
  )
  books.sales = closed.invoices.reduce((total, { grossYen }) => total + grossYen, 0)
  const keys = new Map([...people.parties].map(([key, id]) => [id, key]))
  for (const { invoiceId, buyerId, grossYen } of closed.invoices) {
    const buyer = buyers.get(keys.get(buyerId) ?? '')
    if (!buyer) throw new Error('an invoice for nobody the demo knows')
    const late = random.chance(buyer.latePayer) ? random.between(...lateByDays) : 0
    // Paid on the bank day before when the agreed day is none (前営業日払い); who is late, is late.
    const agreed = bankDayOnOrBefore(addDays(first, buyer.paysAfterDays - 2))
    books.awaited.push({
      invoiceId,
      buyerKey: buyer.key,
      amount: grossYen,
      payOn: late > 0 ? bankDayOnOrAfter(addDays(agreed, late)) : agreed,
    })
  }
}
