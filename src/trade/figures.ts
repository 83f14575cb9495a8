import type { Tx } from '#db/transaction.ts'
import { addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'

export interface Count {
  readonly count: number
  readonly yen: number
}

/** What waits for the company, each figure the sum of the list that it opens. */
export interface CompanyFigures {
  readonly role: 'company'
  /** Orders that came in the last seven days. */
  readonly ordered: Count
  readonly toShip: Count
  /** Of these, the delivery day has come. */
  readonly toShipNow: number
  readonly toInvoice: Count
  readonly unpaid: Count
  readonly overdue: Count
  readonly toPayOut: Count
  readonly bankLines: number
  readonly expiring: number
  /** What buyers found missing or damaged, not yet settled. */
  readonly differences: number
}
export interface BuyerFigures {
  readonly role: 'buyer'
  readonly onTheWay: Count
  readonly unpaid: Count
  readonly overdue: Count
}
export interface ProducerFigures {
  readonly role: 'producer'
  /** Base units of own goods that buyers wait for, by orders. */
  readonly ordered: number
  readonly products: number
  readonly drafts: number
  readonly toBePaid: Count
}
export type Figures = CompanyFigures | BuyerFigures | ProducerFigures

/** How soon a lot is said to expire, so that somebody can still sell it. */
const soonDays = 14

/** What to do now, by who asks. */
export async function readFigures(tx: Tx, actor: Actor): Promise<Figures | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'order.see')) return refuse('not_allowed')
  if (actor.role === 'company_staff') return await companyFigures(tx)
  if (!actor.partyId) return refuse('not_allowed')
  return actor.role === 'buyer'
    ? await buyerFigures(tx, actor.partyId)
    : await producerFigures(tx, actor.partyId)
}

async function companyFigures(tx: Tx): Promise<CompanyFigures> {
  const [row] = await tx.run<Record<string, number>>(
    `select
       (select count(*) from trade_order where region_id = $1 and ordered_on > $3 and state <> 'cancelled') as ordered_n,
       (select coalesce(sum(net_yen), 0)::bigint from trade_order
         where region_id = $1 and ordered_on > $3 and state <> 'cancelled') as ordered_yen,
       s.n as ship_n, s.yen as ship_yen, s.now as ship_now, d.n as invoice_n, d.yen as invoice_yen, i.n as unpaid_n,
       i.yen as unpaid_yen, i.late_n, i.late_yen, p.n as payout_n, p.yen as payout_yen,
       (select count(*) from trade_bank_line where region_id = $1 and not matched and set_aside = '') as bank_n,
       (select count(*) from trade_lot where region_id = $1 and remaining > 0 and best_before <= $4) as expiring,
       (select count(*) from trade_difference f
         join trade_acceptance a on a.region_id = f.region_id and a.acceptance_id = f.acceptance_id and a.undone_at is null
         where f.region_id = $1 and f.settled_at is null) as differences
     from (select count(*) as n, coalesce(sum(net_yen), 0)::bigint as yen,
         count(*) filter (where deliver_on <= $2) as now
       from trade_order where region_id = $1 and state in ('ordered', 'accepted')) s,
       (select count(*) as n, coalesce(sum(net_yen), 0)::bigint as yen
       from trade_delivery where region_id = $1 and invoice_id is null) d,
       (select count(*) as n, coalesce(sum(gross_yen - paid_yen), 0)::bigint as yen,
         count(*) filter (where due_on < $2) as late_n,
         coalesce(sum(gross_yen - paid_yen) filter (where due_on < $2), 0)::bigint as late_yen
       from trade_invoice where region_id = $1 and paid_yen < gross_yen) i,
       (select count(*) as n, coalesce(sum(payout_yen), 0)::bigint as yen
       from trade_statement where region_id = $1 and payout_id is null and payout_yen > 0) p`,
    [tx.region, tx.today, addDays(tx.today, -7), addDays(tx.today, soonDays)],
  )
  const of = (key: string): number => row?.[key] ?? 0
  const both = (key: string): Count => ({ count: of(`${key}_n`), yen: of(`${key}_yen`) })
  return {
    role: 'company',
    ordered: both('ordered'),
    toShip: both('ship'),
    toShipNow: of('ship_now'),
    toInvoice: both('invoice'),
    unpaid: both('unpaid'),
    overdue: both('late'),
    toPayOut: both('payout'),
    bankLines: of('bank_n'),
    expiring: of('expiring'),
    differences: of('differences'),
  }
}

async function buyerFigures(tx: Tx, buyerId: Id): Promise<BuyerFigures> {
  const [row] = await tx.run<Record<string, number>>(
    `select o.n as way_n, o.yen as way_yen, i.n as unpaid_n, i.yen as unpaid_yen, i.late_n, i.late_yen
     from (select count(*) as n, coalesce(sum(net_yen), 0)::bigint as yen from trade_order
       where region_id = $1 and buyer_id = $2 and state in ('ordered', 'accepted')) o,
       (select count(*) as n, coalesce(sum(gross_yen - paid_yen), 0)::bigint as yen,
         count(*) filter (where due_on < $3) as late_n,
         coalesce(sum(gross_yen - paid_yen) filter (where due_on < $3), 0)::bigint as late_yen
       from trade_invoice where region_id = $1 and buyer_id = $2 and paid_yen < gross_yen) i`,
    [tx.region, buyerId, tx.today],
  )
  const both = (key: string): Count => ({ count: row?.[`${key}_n`] ?? 0, yen: row?.[`${key}_yen`] ?? 0 })
  return { role: 'buyer', onTheWay: both('way'), unpaid: both('unpaid'), overdue: both('late') }
}

async function producerFigures(tx: Tx, producerId: Id): Promise<ProducerFigures> {
  const [row] = await tx.run<Record<string, number>>(
    `select
       (select count(distinct l.order_id) from trade_order_line l
         join trade_product p on p.region_id = l.region_id and p.product_id = l.product_id and p.producer_id = $2
         where l.region_id = $1 and l.shipped + l.dropped < l.quantity) as ordered,
       (select count(*) from trade_product where region_id = $1 and producer_id = $2 and state = 'published') as products,
       (select count(*) from trade_product where region_id = $1 and producer_id = $2 and state = 'draft') as drafts,
       s.n, s.yen
     from (select count(*) as n, coalesce(sum(s.payout_yen), 0)::bigint as yen
       from trade_statement s
       left join trade_payout p on p.region_id = s.region_id and p.payout_id = s.payout_id
       where s.region_id = $1 and s.producer_id = $2 and s.payout_yen > 0 and p.posted_at is null) s`,
    [tx.region, producerId],
  )
  return {
    role: 'producer',
    ordered: row?.['ordered'] ?? 0,
    products: row?.['products'] ?? 0,
    drafts: row?.['drafts'] ?? 0,
    toBePaid: { count: row?.['n'] ?? 0, yen: row?.['yen'] ?? 0 },
  }
}
