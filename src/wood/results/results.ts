/** What the wood did for the region: brought and paid by month, town and who delivered; what the fund will need. */
import type { Tx } from '#db/transaction.ts'
import { type Day, type Month, type Period, addDays, fiscalYear } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { readFund } from '#points/fund.ts'
import { signedSum, slipSums } from '#wood/slip-sums.ts'

/** What was taken in and paid, by the month of the approval. */
export interface WoodMonth {
  readonly month: Month
  readonly slips: number
  readonly suppliers: number
  readonly grams: number
  readonly yen: number
  readonly points: number
  readonly firewoodYen: number
  /** What funds put on top of the price: part of the three before. */
  readonly topUpYen: number
}
const woodSums = `${slipSums}, ${signedSum('top_up_yen')} as "topUpYen", count(distinct i.supplier_id)::int as suppliers`

/** The fiscal year in which the first slip was approved. */
export async function readFirstYear(tx: Tx): Promise<number | undefined> {
  const [row] = await tx.run<{ first: Day | null }>(
    'select min(approved_on) as first from wood_intake where region_id = $1 and approved_on is not null',
    [tx.region],
  )
  return row?.first ? fiscalYear(row.first) : undefined
}

export async function readWoodMonths(tx: Tx, { from, to }: Period): Promise<WoodMonth[]> {
  return await tx.run<WoodMonth & Record<string, unknown>>(
    `select to_char(i.approved_on, 'YYYY-MM') as month, ${woodSums} from wood_intake i
     where i.region_id = $1 and i.approved_on between $2 and $3 group by 1 order by 1`,
    [tx.region, from, to],
  )
}

export interface TownRow extends Omit<WoodMonth, 'month'> {
  /** Where those who delivered live; empty where it is not said. */
  readonly town: string
}

export async function readWoodTowns(tx: Tx, { from, to }: Period): Promise<TownRow[]> {
  return await tx.run<TownRow & Record<string, unknown>>(
    `select coalesce(p.town, '') as town, ${woodSums} from wood_intake i
     join party p on p.region_id = $1 and p.party_id = i.supplier_id
     where i.region_id = $1 and i.approved_on between $2 and $3 group by 1 order by ${signedSum('grams')} desc, 1`,
    [tx.region, from, to],
  )
}

/** So many suppliers hide each other: what fewer are paid is told of no town. */
const fewest = 3

/** For everybody: towns of fewer suppliers than three are told together, and not at all when they are too few even so. */
export function withoutFew(rows: readonly TownRow[]): TownRow[] {
  const few = rows.filter(({ suppliers }) => suppliers < fewest)
  const others = few.reduce<TownRow>(
    (sum, row) => ({
      town: '',
      slips: sum.slips + row.slips,
      suppliers: sum.suppliers + row.suppliers,
      grams: sum.grams + row.grams,
      yen: sum.yen + row.yen,
      points: sum.points + row.points,
      firewoodYen: sum.firewoodYen + row.firewoodYen,
      topUpYen: sum.topUpYen + row.topUpYen,
    }),
    { town: '', slips: 0, suppliers: 0, grams: 0, yen: 0, points: 0, firewoodYen: 0, topUpYen: 0 },
  )
  const shown = rows.filter(({ suppliers }) => suppliers >= fewest)
  return others.suppliers >= fewest ? [...shown, others] : shown
}

export interface DelivererRow extends Omit<WoodMonth, 'month' | 'suppliers'> {
  readonly supplierId: Id
  readonly name: string
  readonly town: string
}

export async function readDeliverers(tx: Tx, { from, to }: Period): Promise<DelivererRow[]> {
  return await tx.run<DelivererRow & Record<string, unknown>>(
    `select i.supplier_id as "supplierId", p.name, coalesce(p.town, '') as town, ${woodSums} from wood_intake i
     join party p on p.region_id = $1 and p.party_id = i.supplier_id
     where i.region_id = $1 and i.approved_on between $2 and $3
     group by 1, 2, 3 order by ${signedSum('grams')} desc, p.name, 1`,
    [tx.region, from, to],
  )
}

/** What the points fund will need until the end of the fiscal year, if wood comes as it came a year before. */
export interface Need {
  /** Points and top-ups of the same days a year ago. */
  readonly pointsLastYear: number
  /** How much more wood came since April than in the same days a year before; 1 where there is nothing to compare. */
  readonly growth: number
  readonly points: number
  /** Points that wait in the fund. */
  readonly left: number
}

/** The same weekday a year before. */
const yearAgo = (on: Day): Day => addDays(on, -364)

/**
 * An estimate: the points given for wood in what is left of the fiscal year, a year ago, times how much more was given so far than in
 * the same days before. Held against what the fund still holds.
 */
export async function readNeed(tx: Tx, period: Period): Promise<Need> {
  const given = async (from: Day, to: Day): Promise<number> => {
    const [row] = await tx.run<{ points: number }>(
      `select coalesce(${signedSum('reward_points')}, 0) as points from wood_intake i
       where i.region_id = $1 and i.approved_on between $2 and $3`,
      [tx.region, from, to],
    )
    return row?.points ?? 0
  }
  const today = tx.today < period.to ? tx.today : period.to
  const [soFar, before, rest] = [
    await given(period.from, today),
    await given(yearAgo(period.from), yearAgo(today)),
    await given(yearAgo(addDays(today, 1)), yearAgo(period.to)),
  ]
  const growth = before > 0 && soFar > 0 ? soFar / before : 1
  const fund = await readFund(tx)
  return {
    pointsLastYear: rest,
    growth,
    points: Math.round(rest * growth),
    left: isRefusal(fund) ? 0 : fund.ready,
  }
}
