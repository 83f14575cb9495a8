import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { type Placed, type PlaceRefusal, placeOrder } from '#trade/orders.ts'
import { tellOther } from './quote-mails.ts'
import { type Deed, type Side, afterDeed, isOver } from './quote-rules.ts'
import { overSetLimit } from '#trade/set-prices.ts'
import './schema.ts'
import type { QuoteState } from './schema.ts'

export interface QuoteLine {
  readonly variantId: Id
  readonly quantity: number
  /** Yen without tax of one, or of a kilogram where it is priced so; a buyer may leave it to the company. */
  readonly priceYen?: number
}

export interface Turn {
  readonly note?: string
  readonly lines: readonly QuoteLine[]
  /** The company's offer counts through this day. */
  readonly validUntil?: Day
}

type TurnRefusal = Refusal<
  | 'no_lines'
  | 'too_many_lines' // detail.most
  | 'quantity_wrong'
  | 'price_wrong'
  | 'price_missing'
  | 'set_over_limit' // detail.mostYen
  | 'valid_until_wrong'
  | 'not_offered'
>
export type OpenQuoteRefusal = TurnRefusal | Refusal<'not_allowed' | 'buyer_unknown' | 'deliver_on_past'>

/**
 * A buyer asks what so much would cost on a day, or staff offers it unasked. Nothing is reserved: a quote is talk, and
 * becomes an order when one side accepts what the other said last.
 */
export async function openQuote(
  tx: Tx,
  actor: Actor,
  quote: Turn & { readonly buyerId?: Id; readonly deliverOn: Day },
): Promise<{ quoteId: Id; quoteNo: string } | OpenQuoteRefusal> {
  if (!may(actor.role, 'order.place')) return refuse('not_allowed')
  const side = sideOf(actor)
  const buyerId = side === 'buyer' ? actor.partyId : quote.buyerId
  if (!buyerId) return refuse('buyer_unknown', { field: 'buyerId' })
  if (quote.deliverOn < tx.today) return refuse('deliver_on_past', { field: 'deliverOn' })
  const known = await tx.run('select 1 from party where region_id = $1 and party_id = $2', [
    tx.region,
    buyerId,
  ])
  if (known.length === 0) return refuse('buyer_unknown', { field: 'buyerId' })
  const wrong = checkTurn(tx, side, quote)
  if (wrong) return wrong

  const made = { quoteId: newId(), quoteNo: await nextNumber(tx, 'Q') }
  const state = side === 'buyer' ? 'asked' : 'offered'
  await tx.q
    .insertInto('trade_quote')
    .values({
      region_id: tx.region,
      quote_id: made.quoteId,
      quote_no: made.quoteNo,
      buyer_id: buyerId,
      state,
      deliver_on: quote.deliverOn,
      valid_until: validUntilOf(side, quote),
      order_id: null,
      changed_at: tx.now,
    })
    .execute()
  const written = await writeTurn(tx, actor, made.quoteId, 1, quote)
  if (isRefusal(written)) return written
  await tellOther(tx, { ...made, buyerId, side, state })
  return made
}

export type AnswerRefusal = TurnRefusal | Refusal<'not_allowed' | 'quote_unknown' | 'not_your_turn'>

/** The company offers, or the buyer counters: a new turn, and it is the other side's to answer. */
export async function answerQuote(
  tx: Tx,
  actor: Actor,
  { quoteId, ...turn }: Turn & { readonly quoteId: Id },
): Promise<{ quoteId: Id; quoteNo: string } | AnswerRefusal> {
  const found = await lockQuote(tx, actor, quoteId, 'answer')
  if (isRefusal(found)) return found
  const wrong = checkTurn(tx, found.side, turn)
  if (wrong) return wrong
  const written = await writeTurn(tx, actor, quoteId, found.turns + 1, turn)
  if (isRefusal(written)) return written
  await setState(tx, quoteId, found.next, { valid_until: validUntilOf(found.side, turn) })
  const { quoteNo, buyerId, side, next: state } = found
  await tellOther(tx, { quoteId, quoteNo, buyerId, side, state })
  return { quoteId, quoteNo }
}

export type AcceptQuoteRefusal =
  | PlaceRefusal
  | Refusal<
      | 'not_allowed'
      | 'quote_unknown'
      | 'not_your_turn'
      | 'offer_newer' // detail.turnNo
      | 'quote_over' // detail.on
    >

/**
 * One side accepts what the other said last: it becomes an order at these prices, whatever the price lists say. `turnNo` is what
 * was read; when something newer was said meanwhile, nobody has accepted that.
 */
export async function acceptQuote(
  tx: Tx,
  actor: Actor,
  { quoteId, turnNo, deliverOn }: { readonly quoteId: Id; readonly turnNo: number; readonly deliverOn?: Day },
): Promise<Placed | AcceptQuoteRefusal> {
  const found = await lockQuote(tx, actor, quoteId, 'accept')
  if (isRefusal(found)) return found
  if (found.turns !== turnNo)
    return refuse('offer_newer', { field: 'turnNo', detail: { turnNo: found.turns } })
  if (found.state === 'offered' && isOver(found.validUntil, tx.today))
    return refuse('quote_over', { detail: { on: found.validUntil ?? '' } })
  const lines = await tx.run<{ variantId: Id; quantity: number; priceYen: number; wishedBy: Id | null }>(
    `select l.variant_id as "variantId", l.quantity, l.price_yen as "priceYen", t.made_by as "wishedBy"
     from trade_quote_line l
     join trade_quote_turn t on t.region_id = l.region_id and t.quote_id = l.quote_id and t.turn_no = l.turn_no
     where l.region_id = $1 and l.quote_id = $2 and l.turn_no = $3 order by l.line_no`,
    [tx.region, quoteId, found.turns],
  )
  const placed = await placeOrder(
    tx,
    actor,
    {
      buyerId: found.buyerId,
      deliverOn: deliverOn ?? found.deliverOn,
      note: found.quoteNo,
      // Who named this price for the buyer is held to the buyer's own limit, though the company's click makes the order.
      ...(found.side === 'company' && { wishedBy: lines[0]?.wishedBy ?? undefined }),
      lines: lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    },
    new Map(lines.map(({ variantId, priceYen }) => [variantId, priceYen])),
  )
  if (isRefusal(placed)) return placed
  await setState(tx, quoteId, 'accepted', { order_id: placed.orderId })
  const { quoteNo, buyerId, side } = found
  await tellOther(tx, { quoteId, quoteNo, buyerId, side, state: 'accepted' })
  return placed
}

export type DeclineRefusal = Refusal<'not_allowed' | 'quote_unknown' | 'not_your_turn'>

/** Either side ends the talk. */
export async function declineQuote(
  tx: Tx,
  actor: Actor,
  { quoteId, reason = '' }: { readonly quoteId: Id; readonly reason?: string },
): Promise<{ quoteId: Id; quoteNo: string } | DeclineRefusal> {
  const found = await lockQuote(tx, actor, quoteId, 'decline')
  if (isRefusal(found)) return found
  await setState(tx, quoteId, 'declined', { declined_because: reason.trim() })
  const { quoteNo, buyerId, side } = found
  await tellOther(tx, { quoteId, quoteNo, buyerId, side, state: 'declined' })
  return { quoteId, quoteNo }
}

export const sideOf = (actor: Actor): Side => (actor.role === 'company_staff' ? 'company' : 'buyer')
const validUntilOf = (side: Side, { validUntil }: Turn): Day | null =>
  side === 'company' ? (validUntil ?? null) : null

interface LockedQuote {
  readonly quoteNo: string
  readonly buyerId: Id
  readonly state: QuoteState
  readonly deliverOn: Day
  readonly validUntil: Day | null
  readonly turns: number
}

async function lockQuote(
  tx: Tx,
  actor: Actor,
  quoteId: Id,
  deed: Deed,
): Promise<(LockedQuote & { side: Side; next: QuoteState }) | DeclineRefusal> {
  if (!may(actor.role, 'order.place')) return refuse('not_allowed')
  const side = sideOf(actor)
  const [quote] = await tx.run<Omit<LockedQuote, 'turns'> & Record<string, unknown>>(
    `select quote_no as "quoteNo", buyer_id as "buyerId", state, deliver_on as "deliverOn",
       valid_until as "validUntil"
     from trade_quote where region_id = $1 and quote_id = $2 for update`,
    [tx.region, quoteId],
  )
  if (!quote || (side === 'buyer' && quote.buyerId !== actor.partyId)) return refuse('quote_unknown')
  // Counted under the lock: who waited for it must not count what was there before.
  const [{ turns } = { turns: 0 }] = await tx.run<{ turns: number }>(
    'select max(turn_no) as turns from trade_quote_turn where region_id = $1 and quote_id = $2',
    [tx.region, quoteId],
  )
  const next = afterDeed(quote.state, side, deed)
  return next ? { ...quote, turns, side, next } : refuse('not_your_turn')
}

async function setState(
  tx: Tx,
  quoteId: Id,
  state: QuoteState,
  more: { valid_until?: Day | null; order_id?: Id; declined_because?: string },
): Promise<void> {
  await tx.q
    .updateTable('trade_quote')
    .set({ state, changed_at: tx.now, ...more })
    .where('region_id', '=', tx.region)
    .where('quote_id', '=', quoteId)
    .execute()
}

const mostLines = 200

/** Only a buyer's first wish may leave prices open; only the company's turn has a last day. */
function checkTurn(tx: Tx, side: Side, { lines, validUntil }: Turn): TurnRefusal | undefined {
  if (lines.length === 0) return refuse('no_lines', { field: 'lines.0.quantity' })
  if (lines.length > mostLines) return refuse('too_many_lines', { detail: { most: mostLines } })
  for (const [at, { quantity, priceYen }] of lines.entries()) {
    if (!Number.isSafeInteger(quantity) || quantity <= 0 || quantity > 1_000_000)
      return refuse('quantity_wrong', { field: `lines.${at}.quantity` })
    if (priceYen !== undefined && !(Number.isSafeInteger(priceYen) && priceYen >= 0))
      return refuse('price_wrong', { field: `lines.${at}.priceYen` })
    if (priceYen === undefined && side === 'company')
      return refuse('price_missing', { field: `lines.${at}.priceYen` })
  }
  if (side === 'company' && (validUntil === undefined || validUntil < tx.today))
    return refuse('valid_until_wrong', { field: 'validUntil' })
  return undefined
}

/** Names are kept as they are today; a variant that is not sold any more is refused where it stands. */
async function writeTurn(
  tx: Tx,
  actor: Actor,
  quoteId: Id,
  turnNo: number,
  turn: Turn,
): Promise<{ turnNo: number } | TurnRefusal> {
  const side = sideOf(actor)
  await tx.q
    .insertInto('trade_quote_turn')
    .values({
      region_id: tx.region,
      quote_id: quoteId,
      turn_no: turnNo,
      by_company: side === 'company',
      note: (turn.note ?? '').trim(),
      valid_until: validUntilOf(side, turn),
      made_at: tx.now,
      made_by: actor.userId ?? null,
    })
    .execute()
  const merged = merge(turn.lines)
  const over = await overSetLimit(tx, tx.today, merged)
  if (over)
    return refuse('set_over_limit', { field: `lines.${over.at}.priceYen`, detail: { mostYen: over.mostYen } })
  // Of a counter-offer too each price is said: what the buyer leaves open is what the company offered.
  const written = await tx.run<{ at: number }>(
    `insert into trade_quote_line (region_id, quote_id, turn_no, line_no, product_id, variant_id, product_name,
       product_name_en, variant_name, variant_name_en, base_quantity, quantity, priced_by, tax_class, price_yen)
     select $1, $2, $3::smallint, x.n, p.product_id, v.variant_id, p.name, p.name_en, v.name, v.name_en, v.base_quantity,
       x.quantity, v.priced_by, p.tax_class, coalesce(x.price, (
         select o.price_yen from trade_quote_line o where o.region_id = $1 and o.quote_id = $2
           and o.turn_no = $3::smallint - 1 and o.variant_id = x.variant_id))
     from unnest($4::uuid[], $5::int[], $6::bigint[]) with ordinality x (variant_id, quantity, price, n)
     join trade_variant v on v.region_id = $1 and v.variant_id = x.variant_id and v.active
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id and p.state = 'published'
     returning line_no as at`,
    [
      tx.region,
      quoteId,
      turnNo,
      merged.map(({ variantId }) => variantId),
      merged.map(({ quantity }) => quantity),
      merged.map(({ priceYen }) => priceYen ?? null),
    ],
  )
  if (written.length === merged.length) return { turnNo }
  const done = new Set(written.map(({ at }) => at))
  const gone = merged.findIndex((_, at) => !done.has(at + 1))
  return refuse('not_offered', { field: `lines.${gone}.quantity` })
}

/** The same variant twice is one line, at the price that was said last. */
function merge(lines: readonly QuoteLine[]): QuoteLine[] {
  const merged = new Map<Id, QuoteLine>()
  for (const line of lines) {
    const before = merged.get(line.variantId)
    merged.set(line.variantId, {
      ...line,
      quantity: line.quantity + (before?.quantity ?? 0),
      priceYen: line.priceYen ?? before?.priceYen,
    })
  }
  return [...merged.values()]
}
