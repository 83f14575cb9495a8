/** What each picture is drawn from: read once, for its page, its image, its frame in other sites and its CSV. */
import { z } from 'zod'
import type { Tx } from '#db/transaction.ts'
import { type Day, fiscalYear } from '#kit/days.ts'
import { type Unit, units } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { type Region, readRegion } from '#parties/regions.ts'
import type { Months } from '#circulation/figure-values.ts'
import { endInput } from '#circulation/groups.ts'
import { monthsAsked, periodInput, yearOf } from '#circulation/periods.ts'
import {
  type KindOfMonths,
  type TownEarnings,
  type YearOfMonths,
  readKinds,
  readTowns,
  readYears,
} from './series.ts'
import { ways } from '#circulation/ways.ts'
import { type Division, type Strand, divisionFor, divisions, readWeb } from './webs.ts'

export const pictureNames = ['sankey', 'circle', 'chord', 'matrix', 'map', 'years', 'multiples'] as const
export type PictureName = (typeof pictureNames)[number]
/** Pictures of who pays whom. */
export const isWeb = (name: PictureName): boolean =>
  name === 'sankey' || name === 'chord' || name === 'matrix'

/** What an address says of a picture. What cannot be read counts as not said. */
export const drawingInput = periodInput.extend({
  name: z.enum(pictureNames),
  unit: z.enum(units).catch('JPY'),
  by: z.enum(divisions).catch('band'),
  open: endInput.optional().catch(undefined),
  way: z.enum(ways).catch('earned'),
})
export type DrawingInput = z.infer<typeof drawingInput>

export interface Drawing extends Pick<DrawingInput, 'name' | 'unit' | 'open' | 'way'> {
  readonly by: Division
  readonly months: Months
  readonly year: number
  readonly today: Day
  readonly region: Region | undefined
  /** Of pictures of who pays whom, and of the circle. */
  readonly strands: readonly Strand[]
  readonly years: readonly YearOfMonths[]
  readonly kinds: readonly KindOfMonths[]
  readonly towns: readonly TownEarnings[]
  /** Units that have moved at all. */
  readonly units: readonly Unit[]
}

export async function readDrawing(tx: Tx, actor: Actor, input: DrawingInput): Promise<Drawing> {
  const { name, unit, open, way } = input
  const months = monthsAsked(input, tx.today)
  const year = yearOf(months) ?? fiscalYear(tx.today)
  const by = divisionFor(actor, input.by)
  const none = { strands: [], years: [], kinds: [], towns: [] }
  const read = async (): Promise<Partial<Drawing>> => {
    if (isWeb(name)) return { strands: await readWeb(tx, actor, { months, unit, by, open }) }
    if (name === 'circle') return { strands: await readWeb(tx, actor, { months, unit: 'JPY', by: 'band' }) }
    if (name === 'years') return { years: await readYears(tx, way) }
    if (name === 'multiples') return { kinds: await readKinds(tx, way, year) }
    return { towns: await readTowns(tx, actor, year) }
  }
  return {
    ...none,
    ...(await read()),
    name,
    unit,
    open,
    way,
    by,
    months,
    year,
    today: tx.today,
    region: await readRegion(tx),
    units: await unitsMoved(tx),
  }
}

async function unitsMoved(tx: Tx): Promise<Unit[]> {
  const rows = await tx.run<{ unit: Unit }>(
    `select u.unit from unnest($2::text[]) with ordinality u (unit, n)
     where exists (select from ledger_account a where a.region_id = $1 and a.unit = u.unit) order by u.n`,
    [tx.region, units],
  )
  return rows.map(({ unit }) => unit)
}
