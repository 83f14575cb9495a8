import { z } from '@hono/zod-openapi'
import { bands, directions, figureNames, sides } from '#circulation/room.ts'
import { count, day, decimal, flag, id, listOf, month, oneOf, steps, text, unit, yen } from './fields.ts'
import { both } from './language.ts'

/** The shapes of figures and flows. */
export const crossing = () =>
  oneOf(
    ['in', 'out', 'within', 'beyond'],
    '域内外の向き。in 域外から、out 域外へ、within 域内、beyond 域外どうし',
    'Way over the border: in, out, within, beyond (outside to outside)',
  )

const sums = {
  earned: yen('域外から入った', 'Came in from outside', { example: 3_240_500 }),
  around: yen('域内をめぐった', 'Went round inside', { example: 2_810_300 }),
  leaked: yen('域外へ出た', 'Left the region', { example: 940_200 }),
  flows: count('流れの数', 'Number of flows', { example: 214 }),
}
export const monthFigures = z
  .object({ month: month('月', 'Month'), ...sums })
  .openapi('MonthFigures', { description: both('ひと月の数字', 'Figures of one month') })
export const yearSums = z
  .object(sums)
  .openapi('YearFigures', { description: both('12か月の合計', 'Twelve months together') })

const flowsPath = () =>
  text('この数字のもとになった流れの住所', 'The address of the flows behind it', {
    example: '/api/v1/flows?from=2026-11&to=2026-11&crossing=in',
  })

const inBoth = (ja: string, en: string) =>
  z
    .object({ ja: text('日本語', 'Japanese'), en: text('英語', 'English') })
    .openapi({ description: both(ja, en) })

export const figure = z
  .object({
    name: oneOf(figureNames, '数字の名前', 'Name of the figure'),
    label: inBoth('見出し', 'What it is called'),
    definition: inBoth('定義', 'Definition'),
    unit: text('単位。JPY 円、PT ポイント、1 割合や倍', 'Unit: JPY yen, PT points, 1 a share or ratio', {
      example: 'JPY',
    }),
    value: decimal('値。ないときは null', 'Value; null where there is none', {
      example: 3_240_500,
    }).nullable(),
    flows: count('流れの数', 'Number of flows', { example: 88 }),
    closed: flag('期間のすべての日が締めてある', 'Every day of the period is closed'),
    sums: listOf(
      z
        .object({
          name: oneOf(figureNames, 'この合計の名前', 'Name of this sum'),
          kinds: listOf(
            text('仕訳の種類', 'Kind of entry', { example: 'trade.sale' }),
            '数えた種類',
            'Kinds that count',
          ),
          flowsPath: flowsPath(),
        })
        .openapi({ description: both('もとになった合計', 'A sum that it is made of') }),
      'もとになった合計',
      'The sums that it is made of',
    ),
  })
  .openapi('Figure')

const goalSeen = z
  .object({
    goalId: id('目標', 'Goal'),
    no: count('番号', 'Number', { example: 1 }),
    side: oneOf(sides, '経済・社会・環境', 'Economy, society or environment'),
    name: text('名前', 'Name'),
    nameEn: text('英語の名前。なければ空', 'Name in English, or empty'),
    unit: text('単位', 'Unit', { example: '万円' }),
    direction: oneOf(directions, '望ましい向き', 'Wanted direction'),
    baselineYear: count('基準の年度', 'Fiscal year of the baseline', { example: 2025 }),
    baseline: decimal('基準値', 'Baseline'),
    targetYear: count('目標の年度', 'Fiscal year of the target', { example: 2030 }),
    target: decimal('目標値', 'Target'),
    sdg: count('SDGsのゴール。なければ null', 'SDG, or null', { example: 8 }).nullable(),
    state: oneOf(['met', 'on_track', 'behind', 'no_value'], '状況', 'State'),
    achievementPct: decimal(
      '達成度（%）。決まらないときは null',
      'Achieved, in per cent; null where it has no meaning',
    ).nullable(),
    values: listOf(
      z
        .object({
          year: count('年度', 'Fiscal year', { example: 2025 }),
          value: decimal('値', 'Value'),
          source: text('出典。自動で集計したものは空', 'Source; empty where the house counts'),
          soFar: flag('年度の途中', 'The year is still running', false),
        })
        .openapi({ description: both('年度の値', 'Value of a year') }),
      '年度ごとの値',
      'Values by year',
    ),
  })
  .openapi('Goal')

export const planSeen = z
  .object({
    planId: id('計画', 'Plan'),
    name: text('名前', 'Name'),
    nameEn: text('英語の名前。なければ空', 'Name in English, or empty'),
    fromYear: count('始まりの年度', 'First fiscal year', { example: 2025 }),
    toYear: count('終わりの年度', 'Last fiscal year', { example: 2030 }),
    goals: listOf(goalSeen, '目標', 'Goals'),
  })
  .openapi('Plan')

const side = () => oneOf(['inside', 'outside'], '地域の内か外か', 'Inside or outside the region')
const band = () => oneOf(bands, '主体の集まり', 'Group of parties', 'growers')

const node = z
  .object({ side: side(), band: band() })
  .openapi({ description: both('流れの端', 'One end of a stream') })

export const stream = z
  .object({
    payer: node,
    payee: node,
    amount: yen('支払われた合計', 'Paid in all', { example: 812_000 }),
    flows: count('流れの数', 'Number of flows', { example: 31 }),
    flowsPath: flowsPath(),
  })
  .openapi('Stream')

const seenEnd = z
  .object({
    side: side(),
    band: band(),
    name: text('名前。見られない人には null', 'Name; null for who may not see it').nullable(),
    partyId: id('主体。見られない人には null', 'Party; null for who may not see it').nullable(),
  })
  .openapi('FlowEnd', { description: both('流れの端', 'One end of a flow') })

export const seenFlow = z
  .object({
    on: day('起きた日', 'The day it happened'),
    kind: text('仕訳の種類。意味は /ledger/kinds', 'Kind of the entry; its meaning is in /ledger/kinds', {
      example: 'trade.sale',
    }),
    unit: unit(),
    amount: steps('大きさ。取り消しは負', 'Amount; a reversal is negative'),
    crossing: crossing(),
    payer: seenEnd,
    payee: seenEnd,
    reversal: flag('取り消し', 'A reversal', false),
    documentNo: text('書類の番号。なければ空', 'Number of the document, or empty', {
      example: 'P-2026-00031',
    }),
    entryId: id('仕訳。見られない人には null', 'The entry; null for who may not open it').nullable(),
  })
  .openapi('SeenFlow')
