import type { Tx } from '#db/transaction.ts'
import { type Day, day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { kindOf } from '#ledger/kinds.ts'
import { type AuditRow, listAudit } from '#parties/audit.ts'
import type { Page } from '#parties/cursors.ts'

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
  { action, user, document, from, to, after }: AuditAsked,
): Promise<Page<AuditLine>> {
  const period = from || to ? { from: from ?? beginning, to: to ?? tx.today } : undefined
  const page = await listAudit(tx, { action, userId: user, documentId: document, period }, after)
  const kinds = await kindsOf(tx, page.rows)
  return {
    next: page.next,
    rows: page.rows.map((row) => {
      const kind = row.documentId ? kinds.get(row.documentId) : undefined
      const path =
        row.documentId &&
        (kind ? kindOf(kind).documentPath(row.documentId) : pathOf(row.action, row.documentId))
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

/** Documents that moved nothing of value have no entry: their page follows from what was done. */
const pages: Readonly<Record<string, string>> = {
  party: '/parties/',
  membership: '/parties/',
  picture: '/pictures/',
  product: '/products/',
  order: '/trade/orders/',
  delivery: '/trade/deliveries/',
  invoice: '/trade/invoices/',
  payment: '/trade/payments/',
  expense: '/trade/expenses/',
  statement: '/trade/statements/',
  payout: '/trade/payouts/',
}

function pathOf(action: string, documentId: Id): string | undefined {
  const [group = '', deed] = action.split('.')
  const page = deed === 'remove' ? undefined : pages[group]
  return page && page + documentId
}
