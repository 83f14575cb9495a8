import type { Tx } from '#db/transaction.ts'
import type { Month } from '#kit/days.ts'
import { kindsThatCount } from '#ledger/kinds.ts'
import { totalsByGroup } from '#ledger/totals.ts'
import { type Sector, sectors } from '#parties/schema.ts'
import { parseGroup } from '#circulation/groups.ts'

/** Yen that parties inside paid one another in a period, by the industry of who was paid (rows) and who paid (columns). */
export interface PlatformTable {
  readonly sectors: readonly Sector[]
  /** `cells[row][column]`. */
  readonly cells: readonly (readonly number[])[]
  /** Yen of exchanges inside at whose ends one party has no industry: households, the city. */
  readonly unassigned: number
}

/** The platform table (domain.md 3.3): a sample of what went through the ledger, never the economy. */
export async function readPlatformTable(tx: Tx, from: Month, to: Month): Promise<PlatformTable> {
  const totals = await totalsByGroup(tx, { unit: 'JPY', from, to, kinds: kindsThatCount('exchange') })
  const paid = new Map<string, number>()
  let unassigned = 0
  for (const { fromGroup, toGroup, amount } of totals) {
    const [payer, payee] = [parseGroup(fromGroup), parseGroup(toGroup)]
    if (payer.side !== 'inside' || payee.side !== 'inside') continue
    if (payer.sector === '' || payee.sector === '') {
      unassigned += amount
      continue
    }
    const key = `${payee.sector} ${payer.sector}`
    paid.set(key, (paid.get(key) ?? 0) + amount)
  }
  const seen = sectors.filter((sector) => [...paid.keys()].some((key) => key.split(' ').includes(sector)))
  return {
    sectors: seen,
    cells: seen.map((row) => seen.map((column) => paid.get(`${row} ${column}`) ?? 0)),
    unassigned,
  }
}
