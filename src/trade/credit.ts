import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'

/**
 * How much a buyer owes or will owe (与信の利用額): invoices that are not paid, with tax; deliveries less returns that are on no
 * invoice yet, and what is still to come of open orders, both without tax. Below zero when the company owes.
 */
export async function creditUsed(tx: Tx, buyerId: Id): Promise<number> {
  const [row] = await tx.run<{ yen: number }>(
    `select (select coalesce(sum(gross_yen - paid_yen), 0) from trade_invoice
         where region_id = $1 and buyer_id = $2 and paid_yen <> gross_yen)
       + (select coalesce(sum(net_yen), 0) from trade_delivery
         where region_id = $1 and buyer_id = $2 and invoice_id is null)
       - (select coalesce(sum(amount_yen), 0) from trade_return
         where region_id = $1 and buyer_id = $2 and invoice_id is null)
       + (select coalesce(sum(l.amount_yen * (l.quantity - l.shipped - l.dropped) / l.quantity), 0)
         from trade_order o
         join trade_order_line l on l.region_id = $1 and l.order_id = o.order_id
         where o.region_id = $1 and o.buyer_id = $2 and o.state in ('requested', 'ordered', 'accepted')) as yen`,
    [tx.region, buyerId],
  )
  return Number(row?.yen ?? 0)
}
