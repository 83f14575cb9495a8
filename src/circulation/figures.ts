import { type Month, addMonths, monthOfDay } from '#kit/days.ts'
import type { Tx } from '#db/transaction.ts'
import { kindsThatCount } from '#ledger/kinds.ts'
import { totalsByCrossing, totalsByGroup } from '#ledger/totals.ts'
import { type Band, type Group, bandOf, parseGroup } from './groups.ts'

/** Yen of one month, by the way over the region's border; what was paid for goods, services and work. */
export interface MonthFigures {
  readonly month: Month
  /** 外貨: came in from outside. */
  readonly earned: number
  /** Went from one inside to another inside. */
  readonly around: number
  /** Was paid to outside. */
  readonly leaked: number
  readonly flows: number
}

export interface YearFigures {
  readonly month: MonthFigures
  readonly before: MonthFigures
  /** The last twelve months, the month itself the last. */
  readonly months: readonly MonthFigures[]
  readonly year: Omit<MonthFigures, 'month'>
}

const nothing = (of: Month): MonthFigures => ({ month: of, earned: 0, around: 0, leaked: 0, flows: 0 })

/** The circle of a month and of the twelve months that end with it. Only kinds that count as an exchange. */
export async function readCircle(tx: Tx, of: Month): Promise<YearFigures> {
  const first = addMonths(of, -11)
  const totals = await totalsByCrossing(tx, {
    unit: 'JPY',
    from: first,
    to: of,
    kinds: kindsThatCount('exchange'),
  })
  const byMonth = new Map<Month, MonthFigures>()
  for (const { month: on, crossing, amount, flows } of totals) {
    const had = byMonth.get(on) ?? nothing(on)
    byMonth.set(on, {
      month: on,
      earned: had.earned + (crossing === 'in' ? amount : 0),
      around: had.around + (crossing === 'within' ? amount : 0),
      leaked: had.leaked + (crossing === 'out' ? amount : 0),
      flows: had.flows + flows,
    })
  }
  const months = Array.from({ length: 12 }, (_, at) => addMonths(first, at)).map(
    (on) => byMonth.get(on) ?? nothing(on),
  )
  const sum = (key: 'earned' | 'around' | 'leaked' | 'flows') =>
    months.reduce((total, each) => total + each[key], 0)
  return {
    month: months[11] ?? nothing(of),
    before: months[10] ?? nothing(addMonths(of, -1)),
    months,
    year: { earned: sum('earned'), around: sum('around'), leaked: sum('leaked'), flows: sum('flows') },
  }
}

/** A band of the yen Sankey: who paid whom in a period, with the trading company in the middle. */
export interface Stream {
  readonly from: Node
  readonly to: Node
  readonly amount: number
  readonly flows: number
}
export interface Node {
  readonly band: Band
  readonly side: Group['side']
  /** 0 who pays, 1 the company, 2 who is paid: a group that does both stands on both sides. */
  readonly column: 0 | 1 | 2
}

export const nodeId = ({ band, side, column }: Node): string => `${side}-${band}-${column}`

/** Yen between groups, largest first. Streams that a reversal brought to nothing or below are left out of the picture. */
export async function readStreams(tx: Tx, from: Month, to: Month): Promise<Stream[]> {
  const totals = await totalsByGroup(tx, { unit: 'JPY', from, to, kinds: kindsThatCount('exchange') })
  const streams = new Map<string, Stream>()
  for (const { fromGroup, toGroup, amount, flows } of totals) {
    const stream = { from: nodeOf(parseGroup(fromGroup), 0), to: nodeOf(parseGroup(toGroup), 2) }
    const key = `${nodeId(stream.from)} ${nodeId(stream.to)}`
    const had = streams.get(key)
    streams.set(key, { ...stream, amount: (had?.amount ?? 0) + amount, flows: (had?.flows ?? 0) + flows })
  }
  return [...streams.values()].filter((stream) => stream.amount > 0).toSorted((a, b) => b.amount - a.amount)
}

function nodeOf(group: Group, column: 0 | 2): Node {
  const band = bandOf(group)
  return { band, side: group.side, column: band === 'company' && group.side === 'inside' ? 1 : column }
}

/** The month a person means when they name none: the one of the transaction's day. */
export const thisMonth = (tx: Tx): Month => monthOfDay(tx.today)
