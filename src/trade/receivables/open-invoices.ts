import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'

/** An invoice of which something is owed. */
export interface OpenInvoice {
  readonly invoiceId: Id
  readonly invoiceNo: string
  readonly buyerId: Id
  readonly dueOn: Day
  /** What is owed of it: less what was paid, and less what credit notes take off. */
  readonly leftYen: number
  /** What credit notes take off. */
  readonly creditedYen: number
}

/**
 * What buyers owe, the oldest due day first; of one buyer when it is named. Credit notes (返還請求書) that are not settled yet are
 * taken off the oldest invoices of their buyer, as a payment would be; an invoice of which they leave nothing is not owed.
 */
export async function readOpenInvoices(tx: Tx, buyerId?: Id): Promise<OpenInvoice[]> {
  const rows = await tx.run<OpenInvoice & Record<string, unknown>>(
    `select x.*, x.open - x."leftYen" as "creditedYen" from (
       select i.*, least(i.open, greatest(0, i.sum - coalesce(c.yen, 0)))::bigint as "leftYen"
       from (
         select invoice_id as "invoiceId", invoice_no as "invoiceNo", buyer_id as "buyerId", due_on as "dueOn",
           gross_yen - paid_yen as open,
           sum(gross_yen - paid_yen) over (partition by buyer_id order by due_on, invoice_no) as sum
         from trade_invoice
         where region_id = $1 and paid_yen < gross_yen and ($2::uuid is null or buyer_id = $2)) i
       left join (
         select buyer_id, sum(paid_yen - gross_yen) as yen from trade_invoice
         where region_id = $1 and paid_yen > gross_yen and ($2::uuid is null or buyer_id = $2)
         group by buyer_id) c on c.buyer_id = i."buyerId") x
     where x."leftYen" > 0 order by x."dueOn", x."invoiceNo"`,
    [tx.region, buyerId ?? null],
  )
  return rows.map(({ invoiceId, invoiceNo, buyerId: owedBy, dueOn, leftYen, creditedYen }) => ({
    invoiceId,
    invoiceNo,
    buyerId: owedBy,
    dueOn,
    leftYen,
    creditedYen,
  }))
}
