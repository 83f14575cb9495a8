import { z } from '@hono/zod-openapi'
import { bands } from '#circulation/room.ts'
import { count, day, flag, id, month, oneOf, steps, text, unit, yen } from './fields.ts'
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

export const figure = z
  .object({
    name: oneOf(['earned', 'around', 'leaked'], '数字の名前', 'Name of the figure'),
    definition: z
      .object({ ja: text('日本語', 'Japanese'), en: text('英語', 'English') })
      .openapi({ description: both('定義', 'Definition') }),
    unit: unit(),
    amount: steps('大きさ', 'Amount', { example: 3_240_500 }),
    flows: count('流れの数', 'Number of flows', { example: 88 }),
    flowsPath: flowsPath(),
  })
  .openapi('Figure')

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
