import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { announce } from '#parties/announcements.ts'
import { queueMail } from '#parties/mail.ts'
import { may } from '#parties/policy.ts'
import { yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'

interface Asking {
  readonly orderNo: string
  readonly netYen: number
  readonly buyerId: Id
}

/** Tells those who approve for a buyer that an order waits for them, each in the own language. */
export async function askApprovers(tx: Tx, actor: Actor, asking: Asking): Promise<void> {
  const approvers = await tx.run<{ email: string; language: Lang; region: string }>(
    `select u.email, u.language, coalesce(r.name, '') as region
     from trade_approver a
     join party_user u on u.region_id = a.region_id and u.user_id = a.user_id and not u.disabled
     left join party_region r on r.region_id = a.region_id
     where a.region_id = $1 and a.buyer_id = $2 order by u.email`,
    [tx.region, asking.buyerId],
  )
  for (const { email, language, region } of approvers)
    await queueMail(tx, { to: email, ...letters[language](asking, actor.name, region) })
}

const letters = {
  ja: ({ orderNo, netYen }: Asking, by: string, region: string) => ({
    subject: `【${region} 結いの輪】承認待ちの注文 ${orderNo}`,
    body: `${by}さんの注文 ${orderNo}（${yen(netYen)} 税抜）が、承認を待っています。\n「注文」を開いて、承認するか取り消してください。\n`,
  }),
  en: ({ orderNo, netYen }: Asking, by: string, region: string) => ({
    subject: `[Yuinowa, ${region}] Order ${orderNo} waits for approval`,
    body: `The order ${orderNo} of ${by} (${yen(netYen, 'en')} without tax) waits for approval.\nOpen “Orders” to approve or cancel it.\n`,
  }),
}

export type ApproveRefusal = Refusal<'not_allowed' | 'order_unknown' | 'not_waiting'>

/** An approver of the buyer lets an order go to the company. Who may not approve cancels at most the own order. */
export async function approveOrder(
  tx: Tx,
  actor: Actor,
  { orderId }: { orderId: Id },
): Promise<{ orderId: Id; orderNo: string } | ApproveRefusal> {
  if (!may(actor.role, 'order.place')) return refuse('not_allowed')
  const [order] = await tx.run<{
    order_no: string
    state: string
    approver: boolean
    buyer_id: Id
    net_yen: number
    deliver_on: Day
  }>(
    `select o.order_no, o.state, o.buyer_id, o.net_yen, o.deliver_on, exists (select from trade_approver a
       where a.region_id = $1 and a.buyer_id = o.buyer_id and a.user_id = $4) as approver
     from trade_order o where o.region_id = $1 and o.order_id = $2 and o.buyer_id = $3 for update of o`,
    [tx.region, orderId, actor.partyId ?? null, actor.userId ?? null],
  )
  if (!order) return refuse('order_unknown')
  if (!order.approver) return refuse('not_allowed')
  if (order.state !== 'requested') return refuse('not_waiting')
  await tx.q
    .updateTable('trade_order')
    .set({ state: 'ordered', approved_by: actor.userId ?? null, approved_at: tx.now })
    .where('region_id', '=', tx.region)
    .where('order_id', '=', orderId)
    .execute()
  const { order_no: orderNo, net_yen: netYen, deliver_on: deliverOn, buyer_id: partyId } = order
  announce(tx, 'order.placed', [{ partyId, data: { orderId, orderNo, netYen, deliverOn } }])
  return { orderId, orderNo }
}
