/** 30分値: what a heat meter read in each half-hour of a day, one row a boiler and day. */
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type TableRefusal, readTable } from '#kit/csv.ts'
import { parseDay } from '#kit/japanese-days.ts'
import { normalise } from '#kit/japanese.ts'
import { parseSteps } from '#kit/numbers.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { mayLog, readBoiler } from './boilers.ts'
import './schema.ts'

export const halfHours = 48
/** More than any boiler here gives in half an hour: 5 MW. */
const mostWh = 2_500_000

export interface ReadDay {
  readonly on: Day
  /** Watt-hours of each half-hour from midnight. */
  readonly wh: readonly number[]
}

export type ReadingRefusal = Refusal<
  'not_allowed' | 'boiler_unknown' | 'day_in_future' | 'half_hours_wrong' | 'reading_out_of_range'
>

/** Keeps days of a meter; one that was read before is read anew. Nothing is posted: that is done by the day's log. */
export async function keepReadings(
  tx: Tx,
  actor: Actor,
  { siteId, days }: { siteId: Id; days: readonly ReadDay[] },
): Promise<{ siteId: Id; days: number; heatWh: number } | ReadingRefusal> {
  const boiler = await readBoiler(tx, siteId)
  if (isRefusal(boiler)) return refuse('boiler_unknown')
  if (!mayLog(actor, boiler)) return refuse('not_allowed')
  for (const { on, wh } of days) {
    if (on > tx.today) return refuse('day_in_future', { field: 'on', detail: { on } })
    if (wh.length !== halfHours) return refuse('half_hours_wrong', { field: 'wh', detail: { on } })
    if (wh.some((each) => !Number.isInteger(each) || each < 0 || each > mostWh))
      return refuse('reading_out_of_range', { field: 'wh', detail: { on } })
  }
  const sums = days.map(({ wh }) => wh.reduce((sum, each) => sum + each, 0))
  await tx.run(
    `insert into wood_heat_reading as r (region_id, site_id, read_on, wh, heat_wh, read_at)
     select $1, $2, x.day, x.wh::int[], x.heat, $6
     from unnest($3::date[], $4::text[], $5::bigint[]) x (day, wh, heat)
     on conflict (region_id, site_id, read_on) do update set wh = excluded.wh, heat_wh = excluded.heat_wh, read_at = excluded.read_at
     where r.wh <> excluded.wh`,
    [tx.region, siteId, days.map(({ on }) => on), days.map(({ wh }) => `{${wh.join(',')}}`), sums, tx.now],
  )
  return { siteId, days: days.length, heatWh: sums.reduce((all, each) => all + each, 0) }
}

const columns = {
  day: { names: ['日付', '年月日', 'date'], required: true },
  time: { names: ['時刻', '開始時刻', 'time'], required: true },
  kwh: { names: ['kWh', '熱量', 'heat'], required: true },
}

export type ReadingFileRefusal =
  | TableRefusal
  | Refusal<'row_day' | 'row_time' | 'row_kwh' | 'row_twice' | 'file_empty'> // detail.line, detail.text

/**
 * A file of a meter: a row for each half-hour with its day, the time at which it began and its kWh. Rows that lack are nothing, and
 * `given` is how many of a day were there; one that is wrong is named, and then none is taken.
 */
export function readingsOf(bytes: Uint8Array): (ReadDay & { readonly given: number })[] | ReadingFileRefusal {
  const table = readTable(bytes, columns)
  if (isRefusal(table)) return { ...table, field: 'file' }
  const days = new Map<Day, Map<number, number>>()
  for (const { line, cells, total } of table.rows) {
    if (total) continue
    const wrong = (what: 'row_day' | 'row_time' | 'row_kwh' | 'row_twice', text: string) =>
      refuse(what, { field: 'file', detail: { line, text } })
    const on = parseDay(cells.day)
    if (on === undefined) return wrong('row_day', cells.day)
    const slot = slotOf(cells.time)
    if (slot === undefined) return wrong('row_time', cells.time)
    const wh = parseSteps(cells.kwh, 3)
    if (wh === undefined || isRefusal(wh) || wh < 0) return wrong('row_kwh', cells.kwh)
    const values = days.get(on) ?? new Map<number, number>()
    if (values.has(slot)) return wrong('row_twice', `${cells.day} ${cells.time}`)
    days.set(on, values.set(slot, wh))
  }
  if (days.size === 0) return refuse('file_empty', { field: 'file' })
  return [...days].map(([on, values]) => ({
    on,
    wh: Array.from({ length: halfHours }, (_, slot) => values.get(slot) ?? 0),
    given: values.size,
  }))
}

/** `6:30` begins the fourteenth half-hour, which is number 13. */
function slotOf(text: string): number | undefined {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(normalise(text)) ?? []
  const slot = Number(hours) * 2 + Number(minutes) / 30
  return hours !== '' && Number.isInteger(slot) && slot < halfHours ? slot : undefined
}

export interface Reading extends ReadDay {
  readonly heatWh: number
}

/** Days of a meter that were read, the newest first. */
export async function listReadings(
  tx: Tx,
  siteId: Id,
  { limit = 400 }: { limit?: number } = {},
): Promise<Reading[]> {
  return await tx.run<Reading & Record<string, unknown>>(
    `select read_on as "on", wh, heat_wh as "heatWh" from wood_heat_reading
     where region_id = $1 and site_id = $2 order by read_on desc limit $3`,
    [tx.region, siteId, limit],
  )
}
