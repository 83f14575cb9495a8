import { z } from '@hono/zod-openapi'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import {
  type Calculator,
  type FeeSeen,
  type Scope,
  addFee,
  calculators,
  channelsOf,
  endFee,
  listFees,
} from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { basisPoints, day, id, line, listOf, oneOf, text, yen } from '#api/fields.ts'
import { fieldAs } from './given.ts'

const feeId = () => id('手数料', 'The fee')
const ofFee = z.object({ feeId: feeId() })
const scopes = ['all', 'producer', 'product', 'channel', 'cycle'] as const

const calculator = () =>
  oneOf(
    calculators,
    '計算。flat 定額、percent 売上の割合、per_unit 1つ（1kg）ごと、tiered 売上の段ごとの割合',
    'Worked out as flat amount, percent of sales, so much per_unit (kilogram), or tiered percentages',
    'percent',
  )
const flatPer = () =>
  oneOf(
    ['statement', 'delivery'],
    '定額の回。精算書ごとか納品ごと',
    'Of a flat amount: per statement or delivery',
  )
const amountYen = () =>
  yen('定額と per_unit の額、税込', 'Of flat and per_unit, with tax', {
    min: 1,
    max: 1_000_000,
    example: 300,
  })
const rateBp = () => basisPoints('percent の割合', 'Of percent', { min: 1, max: 10_000, example: 150 })
const tiers = () =>
  listOf(
    z
      .strictObject({
        fromYen: yen('この売上から、税込', 'From these sales of the month, with tax', { min: 0, example: 0 }),
        rateBp: basisPoints('割合', 'Rate', { min: 0, max: 10_000, example: 1_500 }),
      })
      .openapi('FeeTier'),
    'tiered の段。0円から、10段まで。それぞれの部分に、その段の割合',
    'Of tiered, up to 10 from 0 yen: each part of the sales at the rate of its own tier',
    10,
  )
const scope = () =>
  oneOf(
    scopes,
    '付けるもの。all 委託のすべて、producer 生産者、product 産品、channel 売り先の種類、cycle 受注回',
    'Attached to all consigned goods, a producer, product, channel or cycle',
  )
const scopeId = () => id('付ける生産者、産品、受注回', 'The producer, product or cycle it is attached to')
const channel = () =>
  text('売り先の種類。channels から', 'The channel, one of channels', { max: 60, example: 'M' })

const fee = z
  .object({
    feeId: feeId(),
    name: text('名前', 'Name', { example: '配送手数料' }),
    nameEn: text('名前（英語）', 'Name in English'),
    calculator: calculator(),
    flatPer: flatPer().nullable(),
    amountYen: amountYen().nullable(),
    rateBp: rateBp().nullable(),
    tiers: tiers().nullable(),
    scope: scope(),
    scopeId: scopeId().nullable(),
    scopeName: text('付けたものの名前。なければ空', 'Name of what it is attached to, or empty'),
    channel: channel().nullable(),
    from: day('この日の売上から', 'Of sales from'),
    to: day('この日の売上まで。続くなら null', 'Of sales until; null while it goes on').nullable(),
  })
  .openapi('Fee')

const newFee = z
  .strictObject({
    name: line('名前', 'Name', 60, '配送手数料'),
    nameEn: text('名前（英語）', 'Name in English', { max: 60 }).optional(),
    calculator: calculator(),
    flatPer: flatPer().optional(),
    amountYen: amountYen().optional(),
    rateBp: rateBp().optional(),
    tiers: tiers().optional(),
    scope: scope(),
    scopeId: scopeId().optional(),
    channel: channel().optional(),
    from: day('この日の売上から', 'Of sales from'),
  })
  .openapi('NewFee')

const outOf = ({ validFrom: from, validTo: to = null, ...row }: FeeSeen) => ({
  feeId: row.feeId,
  name: row.name,
  nameEn: row.nameEn,
  calculator: row.calculator,
  flatPer: row.calculator === 'flat' ? row.flatPer : null,
  amountYen: 'amountYen' in row ? row.amountYen : null,
  rateBp: row.calculator === 'percent' ? row.rateBp : null,
  tiers: row.calculator === 'tiered' ? row.tiers : null,
  scope: row.scope,
  scopeId: 'scopeId' in row ? row.scopeId : null,
  scopeName: row.scopeName,
  channel: row.scope === 'channel' ? row.channel : null,
  from,
  to,
})

interface Given {
  readonly name: string
  readonly nameEn?: string
  readonly calculator: Calculator['calculator']
  readonly flatPer?: 'statement' | 'delivery'
  readonly amountYen?: number
  readonly rateBp?: number
  readonly tiers?: readonly { readonly fromYen: number; readonly rateBp: number }[]
  readonly scope: Scope['scope']
  readonly scopeId?: Id
  readonly channel?: string
  readonly from: Day
}

type Missing = Refusal<'amount_wrong' | 'rate_wrong' | 'tiers_wrong'>

/** Each calculator has its own number; the one that is missing is named. */
function calculationOf({
  calculator: by,
  flatPer: per = 'statement',
  ...given
}: Given): Calculator | Missing {
  switch (by) {
    case 'flat':
    case 'per_unit': {
      if (given.amountYen === undefined) return refuse('amount_wrong', { field: 'amountYen' })
      const { amountYen: amount } = given
      return by === 'flat'
        ? { calculator: by, flatPer: per, amountYen: amount }
        : { calculator: by, amountYen: amount }
    }
    case 'percent':
      return given.rateBp === undefined
        ? refuse('rate_wrong', { field: 'rateBp' })
        : { calculator: by, rateBp: given.rateBp }
    case 'tiered':
      return given.tiers ? { calculator: by, tiers: given.tiers } : refuse('tiers_wrong', { field: 'tiers' })
  }
}

function scopeOf({ scope: of, scopeId: which, channel: sold }: Given): Scope | Refusal<'scope_unknown'> {
  if (of === 'all') return { scope: of }
  if (of === 'channel')
    return sold === undefined ? refuse('scope_unknown', { field: 'channel' }) : { scope: of, channel: sold }
  return which === undefined ? refuse('scope_unknown', { field: 'scopeId' }) : { scope: of, scopeId: which }
}

async function attachFee(tx: Tx, actor: Actor, given: Given) {
  const calculation = calculationOf(given)
  if (isRefusal(calculation)) return calculation
  const attachedTo = scopeOf(given)
  if (isRefusal(attachedTo)) return attachedTo
  const { name, nameEn, from } = given
  const made = await addFee(tx, actor, { name, nameEn, from, calculation, attachedTo })
  return fieldAs(made, (field) => {
    if (field !== 'scope') return field
    return given.scope === 'channel' ? 'channel' : 'scopeId'
  })
}

/** Fees: what is taken off statements of consigned goods beside the commission. */
export const feeEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/fees',
    name: 'listFees',
    tag: 'money',
    access: 'fee.set',
    summary: { ja: '手数料の一覧', en: 'Fees' },
    about: {
      ja: '販売手数料のほかに精算書から引くもの。いま効くものから。',
      en: 'What is taken off statements beside the commission; those that count today or later first.',
    },
    answer: z.object({
      items: listOf(fee, '手数料', 'Fees'),
      channels: listOf(
        text('売り先の種類', 'A channel', { example: 'M' }),
        '注文のあった売り先の種類',
        'Channels that have ordered',
      ),
    }),
    refuses: ['not_allowed'],
    run: async (tx, actor) => {
      const fees = await listFees(tx, actor)
      return isRefusal(fees) ? fees : { items: fees.map(outOf), channels: await channelsOf(tx) }
    },
  }),
  endpoint({
    method: 'post',
    path: '/fees',
    name: 'addFee',
    tag: 'money',
    access: 'fee.set',
    summary: { ja: '手数料を決める', en: 'Set a fee' },
    about: {
      ja: 'from からの、まだ精算していない売上に効きます。精算の済んだ月にはさかのぼれません。',
      en: 'Counts for sales from its first day that no statement has yet. Settled months are refused.',
    },
    body: newFee,
    status: 201,
    answer: ofFee,
    refuses: [
      'not_allowed',
      'name_missing',
      'amount_wrong',
      'rate_wrong',
      'tiers_wrong',
      'scope_unknown',
      'from_settled',
    ],
    run: attachFee,
    audit: (made, { name, calculator: by, scope: of }) => ({
      documentId: made.feeId,
      detail: `${name} ${by} ${of}`,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/fees/{feeId}/end',
    name: 'endFee',
    tag: 'money',
    access: 'fee.set',
    summary: { ja: '手数料を終える', en: 'End a fee' },
    params: ofFee,
    body: z
      .strictObject({
        to: day('この日の売上まで。なければ今日', 'Of sales until this day; today when left out').optional(),
      })
      .openapi('FeeEnd'),
    answer: ofFee,
    refuses: ['not_allowed', 'fee_unknown', 'to_settled', 'to_before_from'],
    run: endFee,
    audit: (made, { to }) => ({ documentId: made.feeId, detail: `ended ${to ?? ''}`.trim() }),
  }),
]
