/** Chips or heat that the user of a boiler pays for, by the month. */
import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import { type Day, type Month, firstDay, lastDay, monthOfDay } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { multiplyDivide } from '#kit/rounding.ts'
import { type PostRefusal, type ReversalRefusal, post, reverse } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { parameterOn } from '#parties/parameters.ts'
import { may } from '#parties/policy.ts'
import { programmeOf } from '#wood/programme.ts'
import { paidWithTax, taxOn } from '#wood/tax.ts'
import { type Boiler, readBoiler } from './boilers.ts'
import type { SoldAs } from './schema.ts'

export interface FuelPrice {
  readonly quantity: number
  readonly netYen: number
  readonly taxYen: number
}

/** What so many grams of chips, or watt-hours of heat, cost: a tonne and a MWh are a million of either. The price is without tax. */
export function fuelPrice(quantity: number, priceYen: number, taxPct: number): FuelPrice {
  const netYen = multiplyDivide(quantity, priceYen, 1_000_000, 'floor')
  return { quantity, netYen, taxYen: taxOn(netYen, taxPct) }
}

/** A month of a boiler that its user has to pay for, or has paid. */
export interface FuelMonth extends FuelPrice {
  readonly month: Month
  /** What the quantity is of: grams of chips, or watt-hours of heat. */
  readonly soldAs: Exclude<SoldAs, 'none'>
  readonly paid: {
    readonly saleId: Id
    readonly saleNo: string
    readonly on: Day
    readonly entryId: Id
  } | null
  /** Of a month that was paid: what its log says by now, when that is another quantity. */
  readonly now?: number
}

const mostMonths = 36
const quantities = {
  chips: `select to_char(m.occurred_on, 'YYYY-MM') as month, sum(m.grams)::bigint as quantity
    from wood_pile_move m join wood_pile w on w.region_id = $1 and w.pile_id = m.pile_id
    join wood_work k on k.region_id = $1 and k.work_id = m.document_id and k.reversed_on is null
    where m.region_id = $1 and w.site_id = $2 and m.cause in ('moving', 'buying') and m.grams > 0`,
  heat: `select to_char(m.burnt_on, 'YYYY-MM') as month, sum(m.heat_wh)::bigint as quantity
    from wood_heat_day m where m.region_id = $1 and m.site_id = $2 and m.replaced_at is null`,
} as const

async function quantitiesOf(
  tx: Tx,
  { siteId, soldAs }: Boiler,
): Promise<{ month: Month; soldAs: Exclude<SoldAs, 'none'>; quantity: number }[]> {
  if (soldAs === 'none') return []
  const rows = await tx.run<{ month: Month; quantity: number }>(
    `select * from (${quantities[soldAs]} group by 1) q where quantity > 0 order by month desc limit ${mostMonths}`,
    [tx.region, siteId],
  )
  return rows.map((row) => ({ ...row, soldAs }))
}

/** Months of a boiler, the newest first: what was paid as it was paid, the others by the price and tax of their last day. */
export async function listFuelMonths(tx: Tx, boiler: Boiler): Promise<FuelMonth[]> {
  const sales = await tx.run<Sale & Record<string, unknown>>(
    `select sale_id as "saleId", sale_no as "saleNo", month, sold_as as "soldAs", quantity, net_yen as "netYen", tax_yen as "taxYen", paid_on as "on",
       entry_id as "entryId"
     from wood_fuel_sale where region_id = $1 and site_id = $2 and cancelled_on is null order by month desc`,
    [tx.region, boiler.siteId],
  )
  const paid = new Map(sales.map((sale) => [sale.month, sale]))
  const known = await quantitiesOf(tx, boiler)
  const due = known.filter(({ month }) => !paid.has(month))
  const open: FuelMonth[] = []
  for (const { month, soldAs, quantity } of due) {
    const tax = await parameterOn(tx, 'tax.standard_pct', lastDay(month))
    open.push({ month, soldAs, ...fuelPrice(quantity, boiler.priceYen, tax.value), paid: null })
  }
  const done = sales.map(({ month, soldAs, quantity, netYen, taxYen, ...sale }) => ({
    month,
    soldAs,
    quantity,
    netYen,
    taxYen,
    paid: sale,
    now: changedSince(known, boiler, { month, soldAs, quantity }),
  }))
  return [...open, ...done].toSorted((a, b) => (a.month < b.month ? 1 : -1))
}

type Quantity = Pick<FuelMonth, 'month' | 'soldAs' | 'quantity'>

/** A day that was entered late, or chips that were taken back, change a month that was paid; then it is to be paid anew. */
function changedSince(known: readonly Quantity[], { soldAs }: Boiler, paid: Quantity): number | undefined {
  const oldest = known.length < mostMonths ? undefined : known.at(-1)?.month
  // Of what is not sold any more, or longer ago than is read, nothing is known.
  if (soldAs !== paid.soldAs || (oldest !== undefined && paid.month < oldest)) return undefined
  const now = known.find(({ month }) => month === paid.month)?.quantity ?? 0
  return now === paid.quantity ? undefined : now
}

interface Sale extends FuelPrice {
  readonly saleId: Id
  readonly saleNo: string
  readonly month: Month
  readonly soldAs: Exclude<SoldAs, 'none'>
  readonly on: Day
  readonly entryId: Id
}

export type FuelRefusal =
  | PostRefusal
  | Refusal<
      | 'not_allowed'
      | 'boiler_unknown'
      | 'programme_not_open'
      | 'fuel_not_sold'
      | 'user_is_programme'
      | 'month_not_over'
      | 'nothing_sold'
      | 'fuel_paid'
      | 'day_in_future'
      | 'paid_too_early'
    >

/**
 * Staff has seen that a month of chips or heat was paid: one entry, `wood.fuel`, yen from the user of the heat to the programme, with
 * the tax as a flow of its own. A month is paid once, when it is over.
 */
export async function payFuel(
  tx: Tx,
  actor: Actor,
  { siteId, month, paidOn }: { siteId: Id; month: Month; paidOn: Day },
): Promise<{ siteId: Id; saleId: Id; saleNo: string; yen: number } | FuelRefusal> {
  if (!may(actor.role, 'wood.pay')) return refuse('not_allowed')
  const [boiler, programme] = [await readBoiler(tx, siteId), await programmeOf(tx)]
  if (isRefusal(boiler)) return refuse('boiler_unknown')
  if (isRefusal(programme)) return programme
  const { soldAs, userId, priceYen } = boiler
  if (soldAs === 'none') return refuse('fuel_not_sold')
  if (userId === programme.partyId) return refuse('user_is_programme')
  if (paidOn > tx.today) return refuse('day_in_future', { field: 'paidOn' })
  if (month >= monthOfDay(tx.today)) return refuse('month_not_over', { field: 'month' })
  if (paidOn < firstDay(month)) return refuse('paid_too_early', { field: 'paidOn' })
  // Two who confirm the same month wait for each other here.
  await tx.run('select from wood_boiler where region_id = $1 and site_id = $2 for update', [
    tx.region,
    siteId,
  ])
  const due = (await listFuelMonths(tx, boiler)).find((each) => each.month === month)
  if (!due || due.netYen === 0) return refuse('nothing_sold', { field: 'month' })
  if (due.paid) return refuse('fuel_paid', { field: 'month' })
  const [saleId, saleNo] = [newId(), await nextNumber(tx, 'WF')]
  const { netYen, taxYen, quantity } = due
  const posted = await post(tx, actor, {
    kind: 'wood.fuel',
    on: paidOn,
    document: { id: saleId, no: saleNo },
    flows: paidWithTax(userId, programme.partyId, due),
  })
  if (isRefusal(posted)) return posted
  await keepSale(tx, actor, {
    saleId,
    saleNo,
    siteId,
    month,
    soldAs,
    quantity,
    priceYen,
    netYen,
    taxYen,
    paidOn,
    entryId: posted.entryId,
  })
  return { siteId, saleId, saleNo, yen: netYen + taxYen }
}

interface Kept extends FuelPrice {
  readonly saleId: Id
  readonly saleNo: string
  readonly siteId: Id
  readonly month: Month
  readonly soldAs: Exclude<SoldAs, 'none'>
  readonly priceYen: number
  readonly paidOn: Day
  readonly entryId: Id
}

async function keepSale(tx: Tx, actor: Actor, sale: Kept): Promise<void> {
  await tx.q
    .insertInto('wood_fuel_sale')
    .values({
      region_id: tx.region,
      sale_id: sale.saleId,
      sale_no: sale.saleNo,
      site_id: sale.siteId,
      month: sale.month,
      sold_as: sale.soldAs,
      quantity: sale.quantity,
      price_yen: sale.priceYen,
      net_yen: sale.netYen,
      tax_yen: sale.taxYen,
      paid_on: sale.paidOn,
      entry_id: sale.entryId,
      cancelled_on: null,
      made_at: tx.now,
      made_by: actor.name,
    })
    .execute()
}

/** A month that was marked as paid by mistake waits to be paid again. */
export async function cancelFuel(
  tx: Tx,
  actor: Actor,
  { saleId, reason }: { saleId: Id; reason: string },
): Promise<
  | { siteId: Id; saleNo: string }
  | ReversalRefusal
  | Refusal<'not_allowed' | 'sale_unknown' | 'reason_missing'>
> {
  if (!may(actor.role, 'wood.pay')) return refuse('not_allowed')
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const [sale] = await tx.run<{ siteId: Id; saleNo: string; entryId: Id }>(
    `update wood_fuel_sale set cancelled_on = $3, reason = $4 where region_id = $1 and sale_id = $2 and cancelled_on is null
     returning site_id as "siteId", sale_no as "saleNo", entry_id as "entryId"`,
    [tx.region, saleId, tx.today, reason.trim()],
  )
  if (!sale) return refuse('sale_unknown')
  const reversed = await reverse(tx, actor, sale.entryId, { on: tx.today, memo: reason.trim() })
  return isRefusal(reversed) ? reversed : { siteId: sale.siteId, saleNo: sale.saleNo }
}

export interface SaleSeen extends FuelPrice {
  readonly saleId: Id
  readonly saleNo: string
  readonly siteId: Id
  readonly siteName: string
  readonly buyerName: string
  readonly month: Month
  readonly soldAs: Exclude<SoldAs, 'none'>
  readonly priceYen: number
  readonly paidOn: Day
  readonly entryId: Id
  readonly cancelledOn: Day | null
  readonly reason: string
}

export async function readSale(tx: Tx, saleId: Id): Promise<SaleSeen | Refusal<'not_found'>> {
  const [row] = await tx.run<SaleSeen & Record<string, unknown>>(
    `select f.sale_id as "saleId", f.sale_no as "saleNo", f.site_id as "siteId", s.name as "siteName", u.name as "buyerName", f.month,
       f.sold_as as "soldAs", f.quantity, f.price_yen as "priceYen", f.net_yen as "netYen", f.tax_yen as "taxYen",
       f.paid_on as "paidOn", f.entry_id as "entryId", f.cancelled_on as "cancelledOn", f.reason
     from wood_fuel_sale f join wood_site s on s.region_id = $1 and s.site_id = f.site_id
     join wood_boiler b on b.region_id = $1 and b.site_id = f.site_id
     join party u on u.region_id = $1 and u.party_id = b.user_id
     where f.region_id = $1 and f.sale_id = $2`,
    [tx.region, saleId],
  )
  return row ?? refuse('not_found')
}
