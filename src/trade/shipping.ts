/** What a shipment takes, decided before anything is written. Pure: the rows are read and locked by the caller. */
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Direction } from '#kit/rounding.ts'
import { jpy, whole } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import { pickLots, shareOut } from './picking.ts'
import type { LotLeft, Picked } from './picking.ts'
import type { PricedBy } from './schema.ts'
import { lineAmount } from './units-of-sale.ts'

export interface OpenLine {
  readonly line_no: number
  readonly product_id: Id
  readonly product_name: string
  readonly base_quantity: number
  readonly quantity: number
  readonly shipped: number
  readonly dropped: number
  readonly priced_by: PricedBy
  readonly price_yen: number
}

export interface LineToShip {
  readonly lineNo: number
  /** Of the variant. */
  readonly quantity: number
  /** What the scale said, for goods priced by the kilogram. */
  readonly grams?: number
  /** From which lots, in base units; first-expiring first when left out. */
  readonly lots?: readonly { readonly lotId: Id; readonly quantity: number }[]
}

export interface Shipped {
  readonly line: OpenLine
  readonly quantity: number
  /** Base units that leave the store: what the scale said, or quantity × content. */
  readonly baseQuantity: number
  /** Base units that had been promised for it. */
  readonly promised: number
  readonly amount: Yen
  readonly lots: readonly (Picked & { readonly amount: Yen })[]
}

export type ShippingRefusal = Refusal<
  | 'nothing_to_ship'
  | 'line_unknown'
  | 'quantity_wrong' // detail.name
  | 'more_than_ordered' // detail.name, detail.open
  | 'weight_missing' // detail.name
  | 'lots_hold_less' // detail.name, detail.short
  | 'lot_not_of_product' // detail.name
  | 'lots_do_not_add_up' // detail.name, detail.wanted
>

/** Without `wanted` everything that is still open goes. Lots are used up line by line, so two lines share a lot rightly. */
export function planShipment(
  open: readonly OpenLine[],
  wanted: readonly LineToShip[] | undefined,
  lots: ReadonlyMap<Id, readonly LotLeft[]>,
  rounding: Direction,
): Shipped[] | ShippingRefusal {
  const store = new Map([...lots].map(([product, list]) => [product, list.map((lot) => ({ ...lot }))]))
  const asked = wanted ?? open.map((line) => ({ lineNo: line.line_no, quantity: openOf(line) }))
  const shipped: Shipped[] = []
  for (const [at, each] of asked.entries()) {
    if (each.quantity === 0) continue
    const line = open.find(({ line_no }) => line_no === each.lineNo)
    if (!line || shipped.some((done) => done.line === line))
      return refuse('line_unknown', { field: `lines.${at}.quantity` })
    const one = shipLine(line, each, store.get(line.product_id) ?? [], rounding)
    if (isRefusal(one))
      return {
        ...one,
        field: one.field && `lines.${at}.${one.field}`,
        detail: { name: line.product_name, ...one.detail },
      }
    shipped.push(one)
  }
  return shipped.length > 0 ? shipped : refuse('nothing_to_ship')
}

export const openOf = (line: Pick<OpenLine, 'quantity' | 'shipped' | 'dropped'>): number =>
  line.quantity - line.shipped - line.dropped

function shipLine(
  line: OpenLine,
  wanted: LineToShip,
  lots: (LotLeft & { remaining: number })[],
  rounding: Direction,
): Shipped | ShippingRefusal {
  const { quantity } = wanted
  const open = openOf(line)
  if (!Number.isSafeInteger(quantity) || quantity < 0) return refuse('quantity_wrong', { field: 'quantity' })
  if (quantity > open) return refuse('more_than_ordered', { field: 'quantity', detail: { open } })
  const yen = jpy(line.price_yen)
  const grams = line.priced_by === 'kg' ? wanted.grams : undefined
  if (grams !== undefined && !(Number.isSafeInteger(grams) && grams > 0))
    return refuse('quantity_wrong', { field: 'grams' })
  const price = line.priced_by === 'kg' ? ({ per: 'kg', yen } as const) : ({ per: 'variant', yen } as const)
  const amount = lineAmount({ quantity, grams }, price, rounding)
  if (isRefusal(amount)) return amount

  const promised = whole(quantity * line.base_quantity)
  const baseQuantity = grams ?? promised
  const picked = wanted.lots ? givenLots(wanted.lots, lots, baseQuantity) : pickLots(lots, baseQuantity)
  if (isRefusal(picked)) return { ...picked, field: picked.field ?? 'quantity' }
  for (const { lotId, quantity: taken } of picked) {
    const lot = lots.find((each) => each.lotId === lotId)
    if (lot) lot.remaining -= taken
  }
  const shares = shareOut(
    amount,
    picked.map((each) => each.quantity),
  )
  return {
    line,
    quantity,
    baseQuantity,
    promised,
    amount,
    lots: picked.map((each, at) => ({ ...each, amount: shares[at] ?? jpy(0) })),
  }
}

function givenLots(
  given: readonly Picked[],
  lots: readonly LotLeft[],
  wanted: number,
): readonly Picked[] | ShippingRefusal {
  for (const { lotId, quantity } of given) {
    const lot = lots.find((each) => each.lotId === lotId)
    if (!lot) return refuse('lot_not_of_product', { field: 'lots' })
    if (!Number.isSafeInteger(quantity) || quantity <= 0) return refuse('quantity_wrong', { field: 'lots' })
    if (lot.remaining < quantity)
      return refuse('lots_hold_less', { field: 'lots', detail: { short: quantity - lot.remaining } })
  }
  const total = given.reduce((all, each) => all + each.quantity, 0)
  const twice = new Set(given.map((each) => each.lotId)).size < given.length
  return total === wanted && !twice
    ? given
    : refuse('lots_do_not_add_up', { field: 'lots', detail: { wanted } })
}
