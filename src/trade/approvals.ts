import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { announce } from '#parties/announcements.ts'
import { queueMail } from '#parties/mail.ts'
import { validOn } from '#parties/dated.ts'
import { may } from '#parties/policy.ts'
import { yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'

/**
 * For questions in SQL: who approves for a buyer on a day, as a list of user ids. Who has left the buyer, or may not sign in any
 * more, does not count. `$1` is the region; the rest are expressions of our own.
 */
export const approversOf = (buyer: string, day: string): string => `(
  select a.user_id from trade_approver a
  join party_user u on u.region_id = a.region_id and u.user_id = a.user_id and not u.disabled
  where a.region_id = $1 and a.buyer_id = ${buyer} and exists (
    select from party_membership m where m.region_id = $1 and m.party_id = a.buyer_id and m.user_id = a.user_id
      and m.role = 'buyer' and ${validOn('m', day)}))`

/**
 * For questions in SQL: whether a reader may approve an order `o`. Its buyer's approvers may. When all of them have left, anybody
 * else of the buyer than who ordered may, and the company: the limit that the buyer set still means that a second person looks
 * at the order, and the order does not wait for people who will not come.
 */
export const mayApproveColumn = (reader: { role: string; user: string; day: string }): string => {
  const approvers = approversOf('o.buyer_id', reader.day)
  return `coalesce(${reader.user} in ${approvers} or (not exists ${approvers} and case ${reader.role}
    when 'company_staff' then true when 'buyer' then ${reader.user} <> coalesce(o.ordered_by, o.order_id) end), false)`
}

interface Asking {
  readonly orderNo: string
  readonly netYen: number
  readonly buyerId: Id
}

interface Asked extends Record<string, unknown> {
  readonly email: string
  readonly language: Lang
  readonly region: string
}

/** Who acts as something on the day `$3`, without who asks, `$4`. */
const others = (as: string): string => `(select m.user_id from party_membership m
  where m.region_id = $1 and ${as} and m.user_id is distinct from $4 and ${validOn('m', '$3')})`

/**
 * Tells those who may approve for a buyer that an order waits for them, each in the own language: its approvers; when they have
 * all left, the others of the buyer; when it has nobody else, the company.
 */
export async function askApprovers(tx: Tx, actor: Actor, asking: Asking): Promise<void> {
  const ranks = [
    approversOf('$2', '$3'),
    others(`m.party_id = $2 and m.role = 'buyer'`),
    others(`m.role = 'company_staff'`),
  ]
  const asked = await tx.run<Asked & { rank: number }>(
    `select u.email, u.language, coalesce(r.name, '') as region, x.rank
     from (${ranks.map((users, rank) => `select user_id, ${rank} as rank from ${users} y`).join(' union ')}) x
     join party_user u on u.region_id = $1 and u.user_id = x.user_id and not u.disabled
     left join party_region r on r.region_id = $1
     order by x.rank, u.email`,
    [tx.region, asking.buyerId, tx.today, actor.userId ?? null],
  )
  for (const { email, language, region, rank } of asked)
    if (rank === asked[0]?.rank)
      await queueMail(tx, { to: email, ...letters[language](asking, actor.name, region, rank > 0) })
}

const letters = {
  ja: ({ orderNo, netYen }: Asking, by: string, region: string, left: boolean) => ({
    subject: `【${region} 結いの輪】承認待ちの注文 ${orderNo}`,
    body: `${by}さんの注文 ${orderNo}（${yen(netYen)} 税抜）が、承認を待っています。\n${left ? '承認する人が全員離れているため、お知らせしています。\n' : ''}「注文」を開いて、承認するか取り消してください。\n`,
  }),
  en: ({ orderNo, netYen }: Asking, by: string, region: string, left: boolean) => ({
    subject: `[Yuinowa, ${region}] Order ${orderNo} waits for approval`,
    body: `The order ${orderNo} of ${by} (${yen(netYen, 'en')} without tax) waits for approval.\n${left ? 'You are told because all who approve have left.\n' : ''}Open “Orders” to approve or cancel it.\n`,
  }),
}

export type ApproveRefusal = Refusal<'not_allowed' | 'order_unknown' | 'not_waiting'>

/**
 * An approver of the buyer lets an order go to the company; when all approvers have left, somebody else of the buyer or the
 * company does. Who may not approve cancels at most the own order.
 */
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
    `select o.order_no, o.state, o.buyer_id, o.net_yen, o.deliver_on,
       ${mayApproveColumn({ role: '$5', user: '$4::uuid', day: '$6' })} as approver
     from trade_order o
     where o.region_id = $1 and o.order_id = $2 and ($5 = 'company_staff' or o.buyer_id = $3) for update of o`,
    [tx.region, orderId, actor.partyId ?? null, actor.userId ?? null, actor.role, tx.today],
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
