import type { Tx } from '#db/transaction.ts'
import { type Day, isDay } from '#kit/days.ts'
import { type Id, isId } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { type Page, fromCursor, pageOf } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import type { PayingWay } from './schema.ts'

export interface PaymentSeen {
  readonly paymentId: Id
  readonly payerId: Id
  readonly payerName: string
  readonly shopId: Id
  readonly shopName: string
  readonly points: number
  readonly way: PayingWay
  readonly on: Day
  readonly at: Date
  readonly entryId: Id
  readonly undoneBecause: string
}

const columns = `m.payment_id as "paymentId", m.payer_id as "payerId", p.name as "payerName", m.shop_id as "shopId",
  s.name as "shopName", m.amount as points, m.way, m.paid_on as "on", m.paid_at as "at", m.entry_id as "entryId",
  m.undone_because as "undoneBecause"`
const joined = `points_payment m join party p on p.region_id = $1 and p.party_id = m.payer_id
  join party s on s.region_id = $1 and s.party_id = m.shop_id`

export interface PaymentsAsked {
  /** What a wallet paid, or what a shop took; both when staff looks at all. */
  readonly payerId?: Id
  readonly shopId?: Id
  readonly after?: string
}
const pageLength = 50

/** Payments of one's own wallet or shop, or, for staff, of anyone; newest first. */
export async function listPayments(
  tx: Tx,
  actor: Actor,
  { payerId, shopId, after }: PaymentsAsked,
): Promise<Page<PaymentSeen> | Refusal<'not_yours'>> {
  const own = actor.partyId !== undefined && (payerId === actor.partyId || shopId === actor.partyId)
  if (!own && !may(actor.role, 'points.run')) return refuse('not_yours')
  const [on, id] = (after === undefined ? undefined : fromCursor(after, 2)) ?? []
  const from = on !== undefined && isDay(on) && isId(id) ? [on, id] : [null, null]
  const rows = await tx.run<PaymentSeen & Record<string, unknown>>(
    `select ${columns} from ${joined}
     where m.region_id = $1 and ($2::uuid is null or m.payer_id = $2) and ($3::uuid is null or m.shop_id = $3)
       and ($4::date is null or (m.paid_on, m.payment_id) < ($4, $5::uuid))
     order by m.paid_on desc, m.payment_id desc limit $6`,
    [tx.region, payerId ?? null, shopId ?? null, ...from, pageLength + 1],
  )
  return pageOf(rows, pageLength, (row) => [row.on, row.paymentId])
}

/** One payment: of one's own wallet or shop, or for staff. */
export async function readPayment(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<PaymentSeen | Refusal<'not_found' | 'not_yours'>> {
  const [row] = await tx.run<PaymentSeen & Record<string, unknown>>(
    `select ${columns} from ${joined} where m.region_id = $1 and m.payment_id = $2`,
    [tx.region, id],
  )
  if (!row) return refuse('not_found')
  const own = actor.partyId === row.payerId || actor.partyId === row.shopId
  return own || may(actor.role, 'points.run') ? row : refuse('not_yours')
}

/** What a shop took today, and what it has not been paid for yet. */
export async function readTill(tx: Tx, shopId: Id): Promise<{ today: number; takings: number }> {
  const [row] = await tx.run<{ today: number; takings: number }>(
    `select (select coalesce(sum(amount), 0)::bigint from points_payment
        where region_id = $1 and shop_id = $2 and paid_on = $3 and undone_at is null) as today,
       (select coalesce(sum(b.balance), 0)::bigint from ledger_account a
         join ledger_balance b on b.region_id = $1 and b.account_id = a.account_id
         where a.region_id = $1 and a.party_id = $2 and a.unit = 'PT' and a.purpose = 'takings') as takings`,
    [tx.region, shopId, tx.today],
  )
  return row ?? { today: 0, takings: 0 }
}
