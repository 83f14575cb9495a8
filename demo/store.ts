import { type Day, weekday } from '#kit/days.ts'
import { type TakenFor, writeOffLot } from '#trade/lots.ts'
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
