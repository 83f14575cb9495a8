import { z } from '@hono/zod-openapi'
import { type Month, addMonths } from '#kit/days.ts'
import { type Id, isId } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Unit } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import {
  endName,
  endNamed,
  endNames,
  figureNames,
  figureReader,
  openFigure,
  readCircle,
  readEvidence,
  readStreams,
  thisMonth,
  twinOf,
} from '#circulation/room.ts'
import type { Crossing } from '#ledger/schema.ts'
import type { Actor } from '#parties/actors.ts'
import { fromCursor, toCursor } from '#parties/cursors.ts'
import { crossing, figure, monthFigures, seenFlow, stream, yearSums } from './circulation.schemas.ts'
import { type Endpoint, type Piece, endpoint, list } from './endpoint.ts'
import { id, isUsualDay, listOf, month, oneOf, unit } from './fields.ts'

interface Months {
  readonly from?: Month
  readonly to?: Month
}

/** The months asked for; the running one when none is. */
function periodOf(tx: Tx, { from, to }: Months) {
  const period = { from: from ?? to ?? thisMonth(tx), to: to ?? from ?? thisMonth(tx) }
  return period.from > period.to ? refuse('period_wrong', { field: 'to' }) : period
}

const months = {
  from: month('この月から。なければ to と同じ月', 'From this month; as to when left out').optional(),
  to: month('この月まで。なければ今月', 'Through this month; the running one when left out').optional(),
}

const flowsAt = (from: Month, to: Month, more: Record<string, string>) =>
  `/api/v1/flows?${new URLSearchParams({ from, to, ...more })}`

async function readFiguresOf(tx: Tx, _actor: Actor, input: Months) {
  const period = periodOf(tx, input)
  if ('refused' in period) return period
  const read = figureReader(tx)
  const items = []
  for (const name of figureNames) {
    const {
      label,
      definition,
      unit: of,
      value,
      evidence,
    } = twinOf(await readEvidence(tx, name, period, read))
    const sums = evidence.sums.map((sum) => ({
      name: sum.name,
      kinds: sum.kinds,
      flowsPath: `/api/v1${sum.flowsPath.replace('/ledger', '')}`,
    }))
    items.push({
      name,
      label,
      definition,
      unit: of,
      value,
      flows: evidence.flows,
      sums,
      closed: evidence.closed,
    })
  }
  return { ...period, items }
}

async function readStreamsOf(tx: Tx, _actor: Actor, input: Months) {
  const asked = input.from || input.to ? input : { from: addMonths(thisMonth(tx), -11), to: thisMonth(tx) }
  const period = periodOf(tx, asked)
  if ('refused' in period) return period
  const streams = await readStreams(tx, period.from, period.to)
  return {
    ...period,
    items: streams.map(({ from, to, amount, flows }) => ({
      payer: from,
      payee: to,
      amount,
      flows,
      flowsPath: flowsAt(period.from, period.to, { payer: endName(from), payee: endName(to) }),
    })),
  }
}

interface FlowsAsked extends Months {
  readonly unit?: Unit
  readonly counts?: 'exchange' | 'transfer'
  readonly energy?: '1'
  readonly crossing?: Crossing
  readonly payer?: string
  readonly payee?: string
  readonly party?: Id
}

/** The flows behind a figure. */
async function readFlows(tx: Tx, actor: Actor, asked: FlowsAsked, { limit, cursor }: Piece) {
  const period = periodOf(tx, asked)
  if ('refused' in period) return period
  const after = cursor === undefined ? undefined : flowCursorOf(cursor)
  if (cursor !== undefined && !after) return refuse('input_wrong', { field: 'cursor' })
  const opened = await openFigure(tx, actor, {
    ...period,
    unit: asked.unit ?? 'JPY',
    counts: asked.counts,
    energy: asked.energy === '1',
    crossing: asked.crossing,
    payer: endNamed(asked.payer),
    payee: endNamed(asked.payee),
    party: asked.party,
    after,
  })
  if ('refused' in opened) return opened
  const shown = opened.rows.slice(0, limit)
  const last = opened.rows.length > limit || opened.next ? shown.at(-1)?.flow : undefined
  return {
    rows: shown.map(({ flow, payer, payee }) => {
      const open = opened.named || payer.party === actor.partyId || payee.party === actor.partyId
      const known = actor.partyId !== undefined && open
      return {
        ...flow,
        payer: seenEnd(payer),
        payee: seenEnd(payee),
        reversal: flow.reverses !== null,
        entryId: known ? flow.entryId : null,
      }
    }),
    next: last && toCursor([last.on, String(last.ordinal), last.entryId]),
  }
}

type Side = 'inside' | 'outside'
const seenEnd = <B>({ side, band, name, party }: { side: Side; band: B; name?: string; party?: Id }) => ({
  side,
  band,
  name: name ?? null,
  partyId: party ?? null,
})

function flowCursorOf(cursor: string) {
  const [on = '', ordinal = '', entryId] = fromCursor(cursor, 3) ?? []
  return isUsualDay(on) && /^\d{1,6}$/.test(ordinal) && isId(entryId)
    ? { on, ordinal: Number(ordinal), entryId }
    : undefined
}

// `inside-growers`: the group of parties that stands at one end of a stream.
const endField = (ja: string, en: string) => oneOf(endNames, ja, en, 'inside-growers')

export const circulationEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/circulation/circle',
    name: 'readCircle',
    tag: 'circulation',
    access: 'region.see',
    summary: { ja: '地域の輪', en: 'The circle of the region' },
    about: {
      ja: 'ある月と、その月で終わる12か月の、域外から入った円、域内をめぐった円、域外へ出た円。',
      en: 'Yen that came in from outside, went round inside and left: of a month and of the twelve that end with it.',
    },
    query: z.strictObject({
      month: month('月。なければ今月', 'The month; the running one when left out').optional(),
    }),
    answer: z
      .object({
        month: monthFigures,
        before: monthFigures,
        months: listOf(monthFigures, '12か月', 'Twelve months'),
        year: yearSums,
      })
      .openapi('Circle'),
    run: async (tx, _actor, { month: of }) => await readCircle(tx, of ?? thisMonth(tx)),
  }),
  endpoint({
    method: 'get',
    path: '/circulation/figures',
    name: 'readFigures',
    tag: 'circulation',
    access: 'region.see',
    summary: { ja: '公開している数字', en: 'The public figures' },
    about: {
      ja: '数字ごとに、定義、単位、値、流れの数、もとになった合計とその流れの一覧の住所。値のない割合は null。',
      en: 'Each with its definition, unit, value, number of flows, and the sums that it is made of with the address of their flows. A share of nothing is null.',
    },
    query: z.strictObject(months),
    answer: z
      .object({
        from: month('この月から', 'From this month'),
        to: month('この月まで', 'Through this month'),
        items: listOf(figure, '数字', 'Figures'),
      })
      .openapi('Figures'),
    refuses: ['period_wrong'],
    run: readFiguresOf,
  }),
  endpoint({
    method: 'get',
    path: '/circulation/streams',
    name: 'readStreams',
    tag: 'circulation',
    access: 'region.see',
    summary: { ja: 'だれがだれに支払ったか', en: 'Who paid whom' },
    about: {
      ja: '主体の集まりのあいだの円。大きい順。期間がなければ12か月。',
      en: 'Yen between groups of parties, largest first; twelve months when no period is given.',
    },
    query: z.strictObject(months),
    answer: z
      .object({
        from: month('この月から', 'From this month'),
        to: month('この月まで', 'Through this month'),
        items: listOf(stream, '流れの束', 'Streams'),
      })
      .openapi('Streams'),
    refuses: ['period_wrong'],
    run: readStreamsOf,
  }),
  list({
    path: '/flows',
    name: 'listFlows',
    tag: 'circulation',
    access: 'region.see',
    summary: { ja: '数字のもとになった流れ', en: 'The flows behind a figure' },
    about: {
      ja: '新しい順。個々の会社や人の名前は、役割のあるトークンにだけ現れます。',
      en: 'Newest first. Names of single firms and people appear only to a token with a role for it.',
    },
    query: z.strictObject({
      ...months,
      unit: unit().optional(),
      counts: oneOf(
        ['exchange', 'transfer'],
        '対価のある支払いか、補助金・投資か。なければ支払い',
        'Paid for something, or given; paid when left out',
      ).optional(),
      energy: oneOf(['1'], 'エネルギー代だけ', 'Only what is paid for energy').optional(),
      crossing: crossing().optional(),
      payer: endField('支払った主体の集まり', 'The group that paid').optional(),
      payee: endField('受け取った主体の集まり', 'The group that was paid').optional(),
      party: id(
        'どちらかの端がこの主体。自分か、台帳を見られる役割だけ',
        'Either end; for itself and who may see the ledger',
      ).optional(),
    }),
    item: seenFlow,
    most: 50,
    refuses: ['period_wrong', 'not_yours', 'input_wrong'],
    run: readFlows,
  }),
]
