import type { Tx } from '#db/transaction.ts'
import { type Day, day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { kindOf } from '#ledger/kinds.ts'
import type { Actor } from '#parties/actors.ts'
import { type AuditRow, listAudit } from '#parties/audit.ts'
import type { Page } from '#parties/cursors.ts'
import { type Permission, type Role, may } from '#parties/policy.ts'

export interface AuditAsked {
  readonly action?: string
  readonly user?: Id
  readonly document?: Id
  readonly from?: Day
  readonly to?: Day
  readonly after?: string
}

/** A deed with the page of what it was done to, where there is one. */
export interface AuditLine extends AuditRow {
  readonly path?: string
}

const beginning = day('1900-01-01')

/** What was done, latest first, each deed with the way to its document. */
export async function readAudit(
  tx: Tx,
  { role }: Actor,
  { action, user, document, from, to, after }: AuditAsked,
): Promise<Page<AuditLine>> {
  const period = from || to ? { from: from ?? beginning, to: to ?? tx.today } : undefined
  const page = await listAudit(tx, { action, userId: user, documentId: document, period }, after)
  const kinds = await kindsOf(tx, page.rows)
  return {
    next: page.next,
    rows: page.rows.map((row) => {
      const kind = row.documentId ? kinds.get(row.documentId) : undefined
      const path = row.documentId && pathOf(role, row.action, row.documentId, kind)
      return { ...row, path: path ?? (row.action === 'parameter.set' ? '/parameters' : undefined) }
    }),
  }
}

/** The kind of entry that each document made, for those that made one. */
async function kindsOf(tx: Tx, rows: readonly AuditRow[]): Promise<Map<Id, string>> {
  const ids = [...new Set(rows.flatMap(({ documentId }) => documentId ?? []))]
  const found = await tx.run<{ documentId: Id; kind: string }>(
    `select distinct document_id as "documentId", kind from ledger_entry
     where region_id = $1 and document_id = any($2)`,
    [tx.region, ids],
  )
  return new Map(found.map(({ documentId, kind }) => [documentId, kind]))
}

/** Documents that moved nothing of value have no entry: their page, and who may open it, follow from what was done. */
const pages: Readonly<Record<string, readonly [path: string, access: Permission]>> = {
  party: ['/parties/', 'party.see'],
  membership: ['/parties/', 'party.see'],
  picture: ['/pictures/', 'catalogue.see'],
  product: ['/products/', 'catalogue.see'],
  order: ['/trade/orders/', 'order.see'],
  delivery: ['/trade/deliveries/', 'delivery.see'],
  invoice: ['/trade/invoices/', 'invoice.see'],
  payment: ['/trade/payments/', 'payment.match'],
  expense: ['/trade/expenses/', 'expense.pay'],
  statement: ['/trade/statements/', 'statement.see'],
  payout: ['/trade/payouts/', 'payout.pay'],
  quote: ['/trade/quotes/', 'order.place'],
  buyer: ['/trade/buyers/', 'buyer.see'],
  price: ['/trade/price-lists/', 'price.set'],
  cycle: ['/trade/cycles/', 'cycle.see'],
  bank_line: ['/trade/bank/', 'payment.match'],
  plan: ['/circulation/goals/', 'region.see'],
  grant: ['/trade/grants/', 'payment.match'],
  io_table: ['/circulation/input-output/', 'region.see'],
}

/** The page of a document, for those who may open it. */
function pathOf(role: Role, action: string, documentId: Id, kind?: string): string | undefined {
  if (kind) {
    const { documentAccess, documentPath } = kindOf(kind)
    return may(role, documentAccess) ? documentPath(documentId) : undefined
  }
  const [group = '', deed] = action.split('.')
  const page = deed === 'remove' ? undefined : pages[group]
  return page && may(role, page[1]) ? page[0] + documentId : undefined
}
