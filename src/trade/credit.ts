import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { lockWord } from '#parties/dated.ts'

/**
 * How much a buyer owes or will owe (与信の利用額): invoices that are not paid, with tax; deliveries less returns that are on no
 * invoice yet, what is still to come of open orders, and what is booked in cycles, without tax. Below zero when the company owes.
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
         where o.region_id = $1 and o.buyer_id = $2 and o.state in ('requested', 'ordered', 'accepted'))
       + (select coalesce(sum(l.amount_yen), 0) from trade_booking b
         join trade_cycle c on c.region_id = $1 and c.cycle_id = b.cycle_id and c.state in ('open', 'allocated')
         join trade_booking_line l on l.region_id = $1 and l.booking_id = b.booking_id
         where b.region_id = $1 and b.buyer_id = $2 and b.order_id is null) as yen`,
    [tx.region, buyerId],
  )
  return Number(row?.yen ?? 0)
}

/**
 * What is wrong with owing so much more, with `detail.limit` and `detail.left`. Whoever orders or books for one buyer takes
 * turns here, so that two at once do not use the same rest of the limit.
 */
export async function overCredit(
  tx: Tx,
  buyerId: Id,
  limit: number,
  moreYen: number,
): Promise<Refusal<'over_credit'> | undefined> {
  await lockWord(tx, `trade.credit:${buyerId}`)
  const left = limit - (await creditUsed(tx, buyerId))
  return moreYen > left ? refuse('over_credit', { detail: { limit, left: Math.max(0, left) } }) : undefined
}
