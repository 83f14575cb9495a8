import { type Day, addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import type { Temperature } from '#trade/schema.ts'

/** How soon a lot expires: what is in order of work. */
export const terms = ['expired', 'three_days', 'week', 'two_weeks', 'later', 'never'] as const
export type Term = (typeof terms)[number]

/** Today is still good: 賞味期限 and 消費期限 are last days. */
export function termOf(bestBefore: Day | null, today: Day): Term {
  if (bestBefore === null) return 'never'
  if (bestBefore < today) return 'expired'
  if (bestBefore <= addDays(today, 3)) return 'three_days'
  if (bestBefore <= addDays(today, 7)) return 'week'
  return bestBefore <= addDays(today, 14) ? 'two_weeks' : 'later'
}

export interface StockRow {
  readonly lotId: Id
  readonly lotNo: string
  readonly productId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly producerName: string
  readonly baseUnit: string
  readonly baseUnitEn: string
  readonly temperature: Temperature
  readonly receivedOn: Day
  readonly bestBefore: Day | null
  readonly remaining: number
  /** Of the product, in all its lots: what no buyer was promised. */
  readonly free: number
}

export interface StockBoard {
  readonly rows: readonly StockRow[]
  /** Lots by how soon they expire, of all that the other conditions leave. */
  readonly counts: Readonly<Record<Term, number>>
  readonly all: number
}

export interface StockFilter {
  readonly term?: Term
  readonly temperature?: Temperature
  readonly limit?: number
  readonly offset?: number
}

/** Every lot of which something is there, what expires first on top. The company sees all, a producer its own. */
export async function readStock(
  tx: Tx,
  actor: Actor,
  { term, temperature, limit = 100, offset = 0 }: StockFilter = {},
): Promise<StockBoard | Refusal<'not_allowed'>> {
  const own = actor.role === 'company_staff' ? null : actor.partyId
  if (!may(actor.role, 'product.edit') || own === undefined) return refuse('not_allowed')
  // Few lots of all that ever came are still there, and an index knows which: they are read whole.
  const rows = await tx.run<StockRow & Record<string, unknown>>(
    `select l.lot_id as "lotId", l.lot_no as "lotNo", l.product_id as "productId", p.name as "productName",
       p.name_en as "productNameEn", m.name as "producerName", p.base_unit as "baseUnit",
       p.base_unit_en as "baseUnitEn", p.temperature, l.received_on as "receivedOn", l.best_before as "bestBefore",
       l.remaining, s.on_hand - s.reserved as free
     from trade_lot l
     join trade_product p on p.region_id = $1 and p.product_id = l.product_id
     join trade_stock s on s.region_id = $1 and s.product_id = l.product_id
     join party m on m.region_id = $1 and m.party_id = l.producer_id
     where l.region_id = $1 and l.remaining > 0 and ($2::uuid is null or l.producer_id = $2)
       and ($3::text is null or p.temperature = $3)
     order by l.best_before nulls last, p.kana, l.lot_no`,
    [tx.region, own, temperature ?? null],
  )
  const counts = { expired: 0, three_days: 0, week: 0, two_weeks: 0, later: 0, never: 0 }
  for (const { bestBefore } of rows) counts[termOf(bestBefore, tx.today)] += 1
  const chosen = rows.filter(({ bestBefore }) => term === undefined || termOf(bestBefore, tx.today) === term)
  return { rows: chosen.slice(offset, offset + limit), counts, all: chosen.length }
}
