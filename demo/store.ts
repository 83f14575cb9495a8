import { type Day, addDays, weekday } from '#kit/days.ts'
import { type TakenFor, writeOffLot } from '#trade/lots.ts'
import { placeOrder } from '#trade/orders.ts'
import { countLots } from '#trade/stock/counts.ts'
import { type StockRow, readStock } from '#trade/stock/stock-lists.ts'
import { must } from './must.ts'
import { type Village, on } from './weeks.ts'

const everything = 1_000_000

/**
 * Monday in the store, before the week's goods come: what expired is thrown away, now and then something goes to a fair
 * as a sample, and on the first Monday of a month some shelves are counted.
 */
export async function tidyStore(village: Village, monday: Day): Promise<void> {
  const { random, people } = village
  if (weekday(monday) !== 1) throw new RangeError(`${monday} is no Monday`)
  await on(village, monday, 7, async (tx) => {
    const { rows } = must(await readStock(tx, people.staff, { limit: everything }), 'looking at the store')
    const free = new Map(rows.map((row) => [row.productId, row.free]))
    const take = async (row: StockRow, wanted: number, fate: TakenFor, reason: string): Promise<void> => {
      const quantity = Math.min(wanted, row.remaining, free.get(row.productId) ?? 0)
      if (quantity === 0) return
      free.set(row.productId, (free.get(row.productId) ?? 0) - quantity)
      must(await writeOffLot(tx, people.staff, { lotId: row.lotId, quantity, fate, reason }), reason)
    }
    const expired = rows.filter(({ bestBefore }) => bestBefore !== null && bestBefore < monday)
    for (const row of expired) await take(row, row.remaining, 'waste', '期限切れ')
    const good = rows.filter((row) => !expired.includes(row))
    if (good.length === 0) return
    if (random.chance(0.25)) await take(random.pick(good), 2, 'sample', '商談会の見本')
    if (Number(monday.slice(8)) > 7) return
    const counted = new Map(random.some(good, 20).map((row) => [row.lotId, row]))
    const counts = [...counted.values()].map(({ lotId, productId, remaining }) => {
      const missing = random.chance(0.1) && (free.get(productId) ?? 0) > 0 && remaining > 1 ? 1 : 0
      if (missing > 0) free.set(productId, (free.get(productId) ?? 0) - 1)
      return { lotId, counted: remaining - missing }
    })
    must(await countLots(tx, people.staff, { counts, note: '月はじめの棚卸' }), 'counting the shelves')
  })
}

/**
 * What waits when the demo opens: some buyers have ordered from what lies in the store, for today and the days after, so
 * that a truck can be loaded at once.
 */
export async function leaveOrders(village: Village, until: Day): Promise<void> {
  const { random, people, buyers, quarters, variants } = village
  await on(village, addDays(until, -1), 9, async (tx) => {
    const { rows } = must(await readStock(tx, people.staff, { limit: everything }), 'looking at the store')
    const offers = new Map(
      quarters.flatMap((quarter) => quarter.offers.map((offer) => [offer.productId, offer])),
    )
    const ready = new Map(
      rows
        .filter(({ bestBefore }) => bestBefore === null || bestBefore > addDays(until, 2))
        .map(({ productId, free }) => [productId, free]),
    )
    for (const [nth, key] of random.some([...buyers.keys()], openOrders).entries()) {
      const actor = people.actors.get(key)
      if (!actor) continue
      const lines = random.some([...ready.keys()], random.between(2, 4)).flatMap((productId) => {
        const [offer, variantId] = [offers.get(productId), variants.get(productId)?.[0]]
        const content = (offer?.product.variants[0]?.perBase ?? 1) * (offer?.scale ?? 1)
        const free = ready.get(productId) ?? 0
        const quantity = Math.min(random.between(1, 3), Math.floor(free / content))
        ready.set(productId, free - quantity * content)
        return variantId && quantity > 0 ? [{ variantId, quantity }] : []
      })
      if (lines.length === 0) continue
      must(await placeOrder(tx, actor, { deliverOn: addDays(until, nth % 3), lines }), `ordering for ${key}`)
    }
  })
}
const openOrders = 12
