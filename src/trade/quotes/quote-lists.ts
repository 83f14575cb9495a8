import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { fromCursor, pageOf } from '#parties/cursors.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { priceOfBuyer } from '#trade/buyer-prices.ts'
import { searchOf } from '#trade/product-rules.ts'
import type { PricedBy } from '#trade/schema.ts'
import type { TaxClass } from '#trade/tax.ts'
import './schema.ts'
import type { QuoteState } from './schema.ts'
import { sideOf } from './quotes.ts'

export const quoteViews = ['open', 'done', 'all'] as const
export type QuoteView = (typeof quoteViews)[number]

export interface QuoteRow {
  readonly quoteId: Id
  readonly quoteNo: string
  readonly buyerId: Id
  readonly buyerName: string
  readonly state: QuoteState
  readonly deliverOn: Day
  readonly validUntil: Day | null
  readonly lines: number
  readonly changedAt: Date
}

const limit = 50
const columns = `q.quote_id as "quoteId", q.quote_no as "quoteNo", q.buyer_id as "buyerId", b.name as "buyerName",
  q.state, q.deliver_on as "deliverOn", q.valid_until as "validUntil", q.changed_at as "changedAt"`

/** Quotes, newest first; a buyer sees its own. */
export async function listQuotes(
  tx: Tx,
  actor: Actor,
  { view }: { readonly view: QuoteView },
  cursor?: string,
): Promise<Page<QuoteRow> | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'order.place')) return refuse('not_allowed')
  const [no] = (cursor === undefined ? undefined : fromCursor(cursor, 1)) ?? []
  const own = sideOf(actor) === 'company' ? null : (actor.partyId ?? null)
  const conditions = {
    open: "and q.state not in ('accepted', 'declined')",
    done: "and q.state in ('accepted', 'declined')",
    all: '',
  } as const
  const rows = await tx.run<QuoteRow & Record<string, unknown>>(
    `select ${columns}, (select count(*)::int from trade_quote_line l where l.region_id = $1
       and l.quote_id = q.quote_id and l.turn_no = (
         select max(turn_no) from trade_quote_turn t where t.region_id = $1 and t.quote_id = q.quote_id)) as lines
     from trade_quote q join party b on b.region_id = q.region_id and b.party_id = q.buyer_id
     where q.region_id = $1 and ($2::uuid is null or q.buyer_id = $2) and ($3::text is null or q.quote_no < $3)
       ${conditions[view]}
     order by q.quote_no desc limit $4`,
    [tx.region, own, no ?? null, limit + 1],
  )
  return pageOf(rows, limit, (row) => [row.quoteNo])
}

export interface QuoteLineSeen {
  readonly productId: Id
  readonly variantId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly variantName: string
  readonly variantNameEn: string
  readonly baseQuantity: number
  readonly quantity: number
  readonly pricedBy: PricedBy
  readonly taxClass: TaxClass
  readonly priceYen: number | null
  /** What this buyer pays without a quote, today. */
  readonly usualYen: number
}

export interface TurnSeen {
  readonly turnNo: number
  readonly byCompany: boolean
  readonly byName: string
  readonly note: string
  readonly validUntil: Day | null
  readonly madeAt: Date
  readonly lines: readonly QuoteLineSeen[]
}

export interface QuoteSeen extends Omit<QuoteRow, 'lines'> {
  readonly orderId: Id | null
  readonly declinedBecause: string
  /** Oldest first; there is always one. */
  readonly turns: readonly TurnSeen[]
}

/** One quote with every turn. A buyer reads its own. */
export async function readQuote(
  tx: Tx,
  actor: Actor,
  { quoteId }: { readonly quoteId: Id },
): Promise<QuoteSeen | Refusal<'not_allowed' | 'quote_unknown'>> {
  if (!may(actor.role, 'order.place')) return refuse('not_allowed')
  const own = sideOf(actor) === 'company' ? null : (actor.partyId ?? null)
  const [head] = await tx.run<Omit<QuoteSeen, 'turns'> & Record<string, unknown>>(
    `select ${columns}, q.order_id as "orderId", q.declined_because as "declinedBecause"
     from trade_quote q join party b on b.region_id = q.region_id and b.party_id = q.buyer_id
     where q.region_id = $1 and q.quote_id = $2 and ($3::uuid is null or q.buyer_id = $3)`,
    [tx.region, quoteId, own],
  )
  if (!head) return refuse('quote_unknown')
  const turns = await tx.run<Omit<TurnSeen, 'lines'> & Record<string, unknown>>(
    `select t.turn_no as "turnNo", t.by_company as "byCompany", coalesce(u.name, '') as "byName", t.note,
       t.valid_until as "validUntil", t.made_at as "madeAt"
     from trade_quote_turn t left join party_user u on u.region_id = t.region_id and u.user_id = t.made_by
     where t.region_id = $1 and t.quote_id = $2 order by t.turn_no`,
    [tx.region, quoteId],
  )
  const lines = await tx.run<QuoteLineSeen & Record<string, unknown> & { turnNo: number }>(
    `select l.turn_no as "turnNo", l.product_id as "productId", l.variant_id as "variantId",
       l.product_name as "productName", l.product_name_en as "productNameEn", l.variant_name as "variantName",
       l.variant_name_en as "variantNameEn", l.base_quantity as "baseQuantity", l.quantity,
       l.priced_by as "pricedBy", l.tax_class as "taxClass", l.price_yen as "priceYen",
       coalesce(special.yen, v.price_yen) as "usualYen"
     from trade_quote_line l
     join trade_variant v on v.region_id = l.region_id and v.variant_id = l.variant_id
     ${priceOfBuyer({ buyer: '$3', quantity: 'l.quantity', day: '$4' })}
     where l.region_id = $1 and l.quote_id = $2 order by l.turn_no, l.line_no`,
    [tx.region, quoteId, head.buyerId, tx.today],
  )
  const byTurn = Map.groupBy(lines, ({ turnNo }) => turnNo)
  return { ...head, turns: turns.map((turn) => ({ ...turn, lines: byTurn.get(turn.turnNo) ?? [] })) }
}

export type Quotable = Omit<QuoteLineSeen, 'quantity' | 'priceYen'> & { readonly producerName: string }

/** What may be asked for: every variant that is published, in store or not, at the buyer's own prices. */
export async function listQuotable(
  tx: Tx,
  { text, buyerId }: { readonly text?: string; readonly buyerId: Id },
): Promise<Quotable[]> {
  const { words } = searchOf(text ?? '')
  return await tx.run<Quotable & Record<string, unknown>>(
    `select p.product_id as "productId", v.variant_id as "variantId", p.name as "productName",
       p.name_en as "productNameEn", v.name as "variantName", v.name_en as "variantNameEn",
       v.base_quantity as "baseQuantity", v.priced_by as "pricedBy", p.tax_class as "taxClass",
       coalesce(special.yen, v.price_yen) as "usualYen", f.name as "producerName"
     from trade_product p
     join trade_variant v on v.region_id = p.region_id and v.product_id = p.product_id and v.active
     join party f on f.region_id = p.region_id and f.party_id = p.producer_id
     ${priceOfBuyer({ buyer: '$2', quantity: '1', day: '$3' })}
     where p.region_id = $1 and p.state = 'published'
       and not exists (select 1 from unnest($4::text[]) word where position(word in p.search_key) = 0)
     order by p.category, p.kana, p.name, p.product_id, v.position limit 300`,
    [tx.region, buyerId, tx.today, words],
  )
}
