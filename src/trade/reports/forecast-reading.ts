import { type Day, addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { type Forecast, forecast, horizon } from './forecasts.ts'
import { weekOf } from './periods.ts'

export interface ForecastRow extends Forecast {
  readonly productId: Id
  readonly name: string
  readonly nameEn: string
  readonly producerName: string
  readonly baseUnit: string
  readonly baseUnitEn: string
  /** What was ordered in each of the weeks behind, the oldest first. */
  readonly history: readonly number[]
  /** What is ordered already for each of the coming weeks. */
  readonly ordered: readonly number[]
  readonly onHand: number
}

export interface Forecasts {
  readonly rows: readonly ForecastRow[]
  /** Monday of the first week of all histories. */
  readonly firstWeek: Day
  /** Monday of this week, the first that is forecast. */
  readonly thisWeek: Day
}

/** Two years: the yearly way looks one back, and is measured on the second. */
const weeksBack = 104

interface WeekRow extends Record<string, unknown> {
  readonly productId: Id
  readonly name: string
  readonly nameEn: string
  readonly producerName: string
  readonly baseUnit: string
  readonly baseUnitEn: string
  readonly onHand: number
  readonly weeks: readonly number[]
  readonly amounts: readonly number[]
}

/**
 * For every published product, what buyers will order for this week and the three after it, in base units, by the day of
 * delivery. What was asked for counts, also where it could not be delivered. The most ordered next week first.
 */
export async function readForecasts(tx: Tx, actor: Actor): Promise<Forecasts | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'report.see')) return refuse('not_allowed')
  const thisWeek = weekOf(tx.today)
  const firstWeek = addDays(thisWeek, -7 * weeksBack)
  const rows = await tx.run<WeekRow>(
    `select p.product_id as "productId", p.name, p.name_en as "nameEn", m.name as "producerName",
       p.base_unit as "baseUnit", p.base_unit_en as "baseUnitEn", coalesce(s.on_hand, 0) as "onHand",
       w.weeks, w.amounts
     from (
       select product_id, array_agg(week) as weeks, array_agg(amount) as amounts from (
         select l.product_id, (o.deliver_on - $2::date) / 7 as week,
           sum(l.quantity::bigint * l.base_quantity)::float8 as amount
         from trade_order o
         join trade_order_line l on l.region_id = $1 and l.order_id = o.order_id
         where o.region_id = $1 and o.state <> 'cancelled' and o.deliver_on >= $2 and o.deliver_on < $3
         group by 1, 2) g
       group by product_id) w
     join trade_product p on p.region_id = $1 and p.product_id = w.product_id and p.state = 'published'
     join party m on m.region_id = $1 and m.party_id = p.producer_id
     left join trade_stock s on s.region_id = $1 and s.product_id = p.product_id
     order by p.kana, p.product_id`,
    [tx.region, firstWeek, addDays(thisWeek, 7 * horizon)],
  )
  const made = rows.map(({ weeks, amounts, ...row }) => {
    const all = Array.from({ length: weeksBack + horizon }, () => 0)
    for (const [at, week] of weeks.entries()) all[week] = amounts[at] ?? 0
    // A product that began later is not one that nobody wanted before.
    const began = all.findIndex((amount) => amount > 0)
    const history = all.slice(Math.min(began, weeksBack), weeksBack)
    return { ...row, history: all.slice(0, weeksBack), ordered: all.slice(weeksBack), ...forecast(history) }
  })
  return { rows: made.toSorted((a, b) => (b.next[0] ?? 0) - (a.next[0] ?? 0)), firstWeek, thisWeek }
}
