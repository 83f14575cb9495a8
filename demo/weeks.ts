import { type Day, addDays, daysBetween, instantOf, weekday } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Database } from '#db/pool.ts'
import { type Tx, transact } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { type Shipment, shipOrders } from '#trade/deliveries.ts'
import { type NewLot, receiveLots } from '#trade/lots.ts'
import { placeOrder } from '#trade/orders.ts'
import { takeReturn } from '#trade/returns.ts'
import { readProduct } from '#trade/catalogue.ts'
import {
  linesPerOrder,
  monthlyDemand,
  monthlyGrowthPct,
  returnRatePct,
  schoolLunchByMonth,
  shipsInsideOn,
  shipsOutsideOn,
  shortRatePct,
  weatherShocks,
  weeklyOrdersPerSize,
} from './content/rhythm.ts'
import type { Buyer, Category, Product, Variant } from './content/types.ts'
import type { Offer } from './catalogue.ts'
import { must } from './must.ts'
import type { People } from './people.ts'
import type { Random } from './random.ts'
import type { Quarter } from './scale.ts'

export interface Village {
  readonly db: Database
  readonly region: number
  readonly people: People
  /** Every buyer by its key. */
  readonly buyers: ReadonlyMap<string, Buyer>
  readonly quarters: readonly Quarter[]
  /** The ids of an offer's variants, in the order of its content. */
  readonly variants: ReadonlyMap<Id, readonly Id[]>
  readonly seed: number
  readonly random: Random
  readonly first: Day
}

interface Wish {
  readonly buyer: Buyer
  readonly lines: readonly {
    readonly offer: Offer
    readonly variant: Variant
    readonly at: number
    quantity: number
  }[]
  /** Days after Monday on which it is placed. */
  readonly placed: number
}

/** Runs a piece of work on a day of the demo, at an hour of that day. */
export function on<T>(village: Village, day: Day, hour: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(village.db, { region: village.region, clock: { now: () => instantOf(day, hour) } }, work)
}

export async function readVariants(tx: Tx, staff: Actor, offers: readonly Offer[]): Promise<Map<Id, Id[]>> {
  const found = new Map<Id, Id[]>()
  for (const { productId } of offers) {
    const { variants } = must(await readProduct(tx, staff, { productId }), 'reading a product')
    found.set(
      productId,
      variants.map(({ variantId }) => variantId),
    )
  }
  return found
}

/**
 * One week of trade of a quarter: on Monday producers bring what is ready and buyers order; the truck goes on Tuesday
 * for the region and on Thursday beyond; a few things come back. Days from `until` on have not happened yet.
 */
export async function tradeWeek(village: Village, quarter: Quarter, monday: Day, until: Day): Promise<void> {
  const wishes = wishesOf(village, quarter, monday)
  await on(village, monday, 8, (tx) => bring(tx, village, monday, wishes))
  const placed: { wish: Wish; orderId: Id }[] = []
  for (const offset of [0, 1, 2]) {
    const day = addDays(monday, offset)
    if (day >= until) return
    const ofDay = wishes.filter((wish) => wish.placed === offset)
    if (ofDay.length > 0)
      placed.push(...(await on(village, day, 10, (tx) => placeAll(tx, village, day, ofDay))))
    if (weekday(day) === shipsInsideOn)
      await ship(
        village,
        day,
        placed.filter(({ wish }) => wish.buyer.inside),
      )
  }
  const beyond = addDays(monday, (shipsOutsideOn + 6) % 7)
  if (beyond < until)
    await ship(
      village,
      beyond,
      placed.filter(({ wish }) => !wish.buyer.inside),
    )
}

/** What buyers want in a week: from the season, the buyer's size and kind, growth, and chance. */
function wishesOf({ random, first }: Village, { buyers, offers }: Quarter, monday: Day): Wish[] {
  const month = Number(monday.slice(5, 7))
  const growth = (1 + monthlyGrowthPct / 100) ** (daysBetween(first, monday) / 30.4)
  const wishes: Wish[] = []
  for (const buyer of buyers) {
    const lunch = buyer.kind === 'school' ? (schoolLunchByMonth[month - 1] ?? 1) : 1
    const expected = weeklyOrdersPerSize * buyer.size * growth * lunch
    const orders = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)
    // A buyer who orders often orders twice a week at most; more wishes make longer orders.
    const placements = Math.min(orders, 2)
    for (let nth = 0; nth < placements; nth++) {
      const ready = offers.filter(({ product }) => wants(buyer, product, month))
      if (ready.length === 0) continue
      const lines = random
        .some(ready, random.between(...linesPerOrder))
        .map((offer) => lineOf(random, offer, (buyer.size * orders) / placements, month))
      wishes.push({ buyer, lines, placed: buyer.inside ? 0 : random.between(0, 2) })
    }
  }
  return wishes
}

const inSeason = (product: Product, month: number): boolean =>
  product.seasonMonths.length === 0 || product.seasonMonths.includes(month)
const wants = (buyer: Buyer, product: Product, month: number): boolean =>
  buyer.categories.includes(product.category) && inSeason(product, month)

function lineOf(random: Random, offer: Offer, size: number, month: number): Wish['lines'][number] {
  const { variants, category } = offer.product
  // Large buyers take the large pack.
  const at = Math.min(variants.length - 1, random.between(0, size > 4 ? 2 : 1))
  const variant = variants[at] ?? variants[0]
  if (!variant) throw new Error(`${offer.product.key} has no variant`)
  const demand = monthlyDemand[category][month - 1] ?? 1
  const yen = size * demand * random.between(2_000, 8_000)
  return {
    offer,
    variant,
    at: variants.indexOf(variant),
    quantity: Math.max(1, Math.round(yen / variant.priceYen)),
  }
}

/** Producers bring what was asked for, as far as field and weather gave it: what they lack, buyers get less of. */
async function bring(tx: Tx, village: Village, monday: Day, wishes: readonly Wish[]): Promise<void> {
  const asked = new Map<Offer, number>()
  for (const { lines } of wishes)
    for (const { offer, variant, quantity } of lines)
      asked.set(offer, (asked.get(offer) ?? 0) + quantity * variant.perBase)
  const arrivals: NewLot[] = []
  for (const [offer, base] of asked) {
    const { product, productId, scale } = offer
    const ready = Math.floor(product.weeklyCapacity * supply(product.category, monday))
    const brought = Math.min(Math.ceil(base * (1 + village.random.next() * 0.08)), Math.max(ready, 1))
    cut(wishes, offer, base, brought)
    const madeOn = addDays(monday, -village.random.between(0, Math.min(2, product.shelfLifeDays - 1)))
    arrivals.push({ productId, quantity: Math.ceil(brought * scale), madeOn })
  }
  must(await receiveLots(tx, village.people.staff, arrivals), 'receiving what producers brought')
}

function supply(category: Category, monday: Day): number {
  const shock = weatherShocks.find(({ from, to }) => monday >= from && monday <= to)
  return shock?.supply[category] ?? 1
}

/** When less came than was asked for, everyone's share shrinks alike. */
function cut(wishes: readonly Wish[], offer: Offer, asked: number, brought: number): void {
  if (brought >= asked) return
  for (const { lines } of wishes)
    for (const line of lines)
      if (line.offer === offer) line.quantity = Math.floor((line.quantity * brought) / asked)
}

/** The orders of a morning, all asked for before the first is answered. */
async function placeAll(tx: Tx, village: Village, day: Day, wishes: readonly Wish[]) {
  return await Promise.all(
    wishes
      .filter(({ lines }) => lines.some(({ quantity }) => quantity > 0))
      .map(async (wish) => {
        const actor = village.people.actors.get(wish.buyer.key)
        if (!actor) throw new Error(`${wish.buyer.key} has nobody who orders`)
        const lines = wish.lines
          .filter(({ quantity }) => quantity > 0)
          .map(({ offer, at, quantity }) => ({ variantId: variantAt(village, offer, at), quantity }))
        const deliverOn = addDays(day, wish.buyer.inside ? 1 : 3)
        const placed = await placeOrder(tx, actor, { deliverOn, lines })
        return { wish, orderId: must(placed, `ordering for ${wish.buyer.key}`).orderId }
      }),
  )
}

function variantAt(village: Village, offer: Offer, at: number): Id {
  const id = village.variants.get(offer.productId)?.[at]
  if (!id) throw new Error(`${offer.product.key} has no variant ${at}`)
  return id
}

/** Now and then a box is missing on the day: the first line goes one short, and what is missing is not sent after. */
function shortOf(random: Random, { lines }: Wish): Pick<Shipment, 'lines' | 'closeRest'> {
  const ordered = lines.filter(({ quantity }) => quantity > 0)
  if (!random.chance(shortRatePct / 100) || (ordered[0]?.quantity ?? 0) < 2) return {}
  return {
    lines: ordered.map(({ quantity }, at) => ({
      lineNo: at + 1,
      quantity: at === 0 ? quantity - 1 : quantity,
    })),
    closeRest: true,
  }
}

async function ship(
  village: Village,
  day: Day,
  orders: readonly { wish: Wish; orderId: Id }[],
): Promise<void> {
  const { random, people } = village
  const shipped = await on(village, day, 15, async (tx) =>
    must(
      await shipOrders(
        tx,
        people.staff,
        orders.map(({ wish, orderId }) => ({ orderId, ...shortOf(random, wish) })),
      ),
      'loading the truck',
    ),
  )
  for (const [at, { deliveryId }] of shipped.entries()) {
    const wish = orders[at]?.wish
    if (!wish) continue
    const worst = Math.max(...wish.lines.map(({ offer }) => returnRatePct[offer.product.category]))
    if (!random.chance((worst / 100) * wish.lines.length)) continue
    await on(village, day, 18, async (tx) =>
      must(
        await takeReturn(tx, people.staff, {
          deliveryId,
          lineNo: 1,
          quantity: 1,
          fate: 'waste',
          reason: '輸送中のいたみ',
        }),
        'taking a return',
      ),
    )
  }
}
