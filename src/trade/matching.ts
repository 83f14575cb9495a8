/** Which open invoices a payment may be for. Pure: a suggestion, never a decision. */
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'

export interface Incoming {
  readonly amountYen: number
  /** As `payerKey` makes it. */
  readonly payerKana: string
  readonly text: string
}

export interface OpenInvoice {
  readonly invoiceId: Id
  readonly invoiceNo: string
  readonly buyerId: Id
  readonly buyerName: string
  readonly dueOn: Day
  /** Below zero for a credit note. */
  readonly openYen: number
  /** Payer names under which this buyer is known, as `payerKey` makes them. */
  readonly payers: readonly string[]
}

export interface Suggestion {
  readonly buyerId: Id
  readonly buyerName: string
  readonly invoiceIds: readonly Id[]
  /** What the suggestion rests on: the surest first. */
  readonly because: 'number' | 'payer_and_amount' | 'amount' | 'payer'
  /** The sum is exact; otherwise it would be a part payment. */
  readonly exact: boolean
}

/**
 * One suggestion, or none. An invoice number in the text is surest; then a known payer whose open invoices make the amount;
 * then an amount that only one buyer owes; then a known payer with another amount, which would be a part payment.
 */
export function suggest(line: Incoming, open: readonly OpenInvoice[]): Suggestion | undefined {
  const numbered = open.filter((each) => mentions(line.text, each.invoiceNo))
  if (numbered.length > 0 && sameBuyer(numbered)) return suggestion(numbered, 'number', line.amountYen)

  const groups = [...Map.groupBy(open, (each) => each.buyerId).values()].map((group) =>
    group.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)),
  )
  const payers = groups.filter(([first]) => first?.payers.some((payer) => samePayer(payer, line.payerKana)))
  for (const group of payers) {
    const made = makeUp(group, line.amountYen)
    if (made) return suggestion(made, 'payer_and_amount', line.amountYen)
  }
  const [only, another] = groups.flatMap((group) => {
    const made = makeUp(group, line.amountYen)
    return made ? [made] : []
  })
  if (payers.length === 0 && only && !another) return suggestion(only, 'amount', line.amountYen)
  const [group] = payers
  if (!group || payers.length > 1) return undefined
  const owed = invoicesOf(group).reduce((total, each) => total + each.openYen, 0)
  // More than is owed cannot be matched; somebody has to ask the buyer what it is for.
  return line.amountYen < owed ? suggestion(upTo(group, line.amountYen), 'payer', line.amountYen) : undefined
}

function suggestion(
  invoices: readonly OpenInvoice[],
  because: Suggestion['because'],
  amount: number,
): Suggestion | undefined {
  const [first] = invoices
  if (!first) return undefined
  return {
    buyerId: first.buyerId,
    buyerName: first.buyerName,
    invoiceIds: invoices.map((each) => each.invoiceId),
    because,
    exact: invoices.reduce((total, each) => total + each.openYen, 0) === amount,
  }
}

const sameBuyer = (invoices: readonly OpenInvoice[]): boolean =>
  invoices.every((each) => each.buyerId === invoices[0]?.buyerId)

/** The number as printed, or only its digits, as people type it into the box of their bank: T202600123, 2026-00123. */
function mentions(text: string, invoiceNo: string): boolean {
  const digits = plain(invoiceNo).replace(/^\D+/, '')
  return plain(text).includes(digits)
}

const plain = (text: string): string => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')

/** Banks cut long names: one may be the beginning of the other, when enough of it is there. */
function samePayer(known: string, paid: string): boolean {
  const enough = 6
  if (known === '' || paid === '') return false
  if (known === paid) return true
  const [short, long] = known.length < paid.length ? [known, paid] : [paid, known]
  return short.length >= enough && long.startsWith(short)
}

const invoicesOf = (group: readonly OpenInvoice[]): OpenInvoice[] =>
  group.filter(({ openYen }) => openYen > 0)

/** One invoice of that amount; else the oldest ones, without a gap, that add up to it; else those less the credit notes. */
function makeUp(group: readonly OpenInvoice[], amount: number): OpenInvoice[] | undefined {
  const single = group.find((each) => each.openYen === amount)
  if (single) return [single]
  const credits = group.filter(({ openYen }) => openYen < 0)
  const credited = credits.reduce((total, { openYen }) => total - openYen, 0)
  const ways = [upTo(group, amount), [...credits, ...upTo(group, amount + credited)]]
  return ways.find((taken) => taken.reduce((total, each) => total + each.openYen, 0) === amount)
}

/** The oldest invoices that the amount pays, the last one perhaps in part. */
function upTo(group: readonly OpenInvoice[], amount: number): OpenInvoice[] {
  const taken: OpenInvoice[] = []
  let left = amount
  for (const each of invoicesOf(group)) {
    if (left <= 0) break
    taken.push(each)
    left -= each.openYen
  }
  return taken
}
