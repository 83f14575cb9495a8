import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { isParty } from '#parties/is-party.ts'
import { may } from '#parties/policy.ts'
import type { Price, Split } from './rewards.ts'
import type { SupplierSort, WoodClass } from './schema.ts'

/** A row of the price table: what is paid for a class from a day on, and how much of it in yen, points and firewood at most. */
export interface PriceRow extends Price {
  readonly priceId: Id
  readonly woodClass: WoodClass
  /** For whom; a row of one's own sort goes before the one for all. */
  readonly sort: SupplierSort | 'all'
  readonly from: Day
  readonly topUpBy: Id | null
  readonly topUpName: string | null
  /** In per cent of what a load is worth. */
  readonly most: Split
  /** False: from this day on it is not bought. */
  readonly bought: boolean
  readonly source: string
}

export interface NewPrice extends Price {
  readonly woodClass: WoodClass
  readonly sort: SupplierSort | 'all'
  readonly from: Day
  readonly topUpBy?: Id
  readonly most: Split
  readonly bought: boolean
  readonly source: string
}

export type PriceRefusal = Refusal<
  | 'not_allowed'
  | 'source_missing'
  | 'top_up_by_missing'
  | 'party_unknown'
  | 'ways_under_hundred'
  | 'price_missing'
  | 'price_in_use'
>

/**
 * Staff enters a row of the price table. One of the same day, class and sort takes its place, unless a slip was approved by it
 * (`price_in_use`): then the new one begins a day later.
 */
export async function setPrice(
  tx: Tx,
  actor: Actor,
  input: NewPrice,
): Promise<{ priceId: Id } | PriceRefusal> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  const wrong = await priceFault(tx, input)
  if (wrong) return wrong
  const columns = {
    basis: input.basis,
    yen: input.yen,
    top_up_yen: input.topUpYen,
    top_up_by: input.topUpBy ?? null,
    yen_most: input.most.yenPct,
    points_most: input.most.pointsPct,
    firewood_most: input.most.firewoodPct,
    bought: input.bought,
    source: input.source.trim(),
  }
  const [used] = await tx.run<{ used: boolean }>(
    `select exists (select from wood_intake i join wood_price p on p.region_id = $1 and p.price_id = i.price_id
       where i.region_id = $1 and p.wood_class = $2 and p.sort = $3 and p.valid_from = $4 and i.delivered_on >= $4) as used`,
    [tx.region, input.woodClass, input.sort, input.from],
  )
  if (used?.used) return refuse('price_in_use', { field: 'from' })
  const { price_id: priceId } = await tx.q
    .insertInto('wood_price')
    .values({
      region_id: tx.region,
      price_id: newId(),
      wood_class: input.woodClass,
      sort: input.sort,
      valid_from: input.from,
      ...columns,
    })
    .onConflict((c) => c.columns(['region_id', 'wood_class', 'sort', 'valid_from']).doUpdateSet(columns))
    .returning('price_id')
    .executeTakeFirstOrThrow()
  return { priceId }
}

async function priceFault(tx: Tx, input: NewPrice): Promise<PriceRefusal | undefined> {
  const { most, bought, yen, topUpYen, topUpBy } = input
  if (input.source.trim() === '') return refuse('source_missing', { field: 'source' })
  if (bought && yen + topUpYen <= 0) return refuse('price_missing', { field: 'yen' })
  if (topUpYen > 0 && topUpBy === undefined) return refuse('top_up_by_missing', { field: 'topUpBy' })
  if (topUpBy !== undefined && !(await isParty(tx, topUpBy)))
    return refuse('party_unknown', { field: 'topUpBy' })
  if (most.yenPct + most.pointsPct + most.firewoodPct < 100)
    return refuse('ways_under_hundred', { field: 'most.yenPct' })
  return undefined
}

type Raw = Omit<PriceRow, 'most'> & Record<keyof Split, number>
const columns = `r.price_id as "priceId", r.wood_class as "woodClass", r.sort, r.valid_from as "from", r.basis, r.yen,
  r.top_up_yen as "topUpYen", r.top_up_by as "topUpBy", p.name as "topUpName", r.yen_most as "yenPct",
  r.points_most as "pointsPct", r.firewood_most as "firewoodPct", r.bought, r.source`

const rowOf = ({ yenPct, pointsPct, firewoodPct, ...row }: Raw): PriceRow => ({
  ...row,
  most: { yenPct, pointsPct, firewoodPct },
})

/** The price of a class for a sort of supplier on the day of the delivery; undefined where it is not bought. */
export async function priceOn(
  tx: Tx,
  woodClass: WoodClass,
  sort: SupplierSort,
  on: Day,
): Promise<PriceRow | undefined> {
  const [row] = await tx.run<Raw & Record<string, unknown>>(
    `select ${columns} from wood_price r left join party p on p.region_id = $1 and p.party_id = r.top_up_by
     where r.region_id = $1 and r.wood_class = $2 and r.sort in ($3, 'all') and r.valid_from <= $4
     order by r.sort = 'all', r.valid_from desc limit 1`,
    [tx.region, woodClass, sort, on],
  )
  return row?.bought ? rowOf(row) : undefined
}

/** The whole table with its past, by class, the newest day first. */
export async function listPrices(tx: Tx): Promise<PriceRow[]> {
  const rows = await tx.run<Raw & Record<string, unknown>>(
    `select ${columns} from wood_price r left join party p on p.region_id = $1 and p.party_id = r.top_up_by
     where r.region_id = $1 order by r.wood_class, r.sort <> 'all', r.sort, r.valid_from desc`,
    [tx.region],
  )
  return rows.map(rowOf)
}

/** What holds on a day: of each class and sort the row of the latest day. */
export const pricesOn = (rows: readonly PriceRow[], on: Day): PriceRow[] =>
  rows.filter(
    (row) =>
      row.bought &&
      row.from <= on &&
      !rows.some(
        (other) =>
          other.woodClass === row.woodClass &&
          other.sort === row.sort &&
          other.from <= on &&
          other.from > row.from,
      ),
  )
