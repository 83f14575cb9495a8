import { z } from '@hono/zod-openapi'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import {
  addStanding,
  baseKinds,
  changeStanding,
  closePool,
  listPools,
  listStanding,
  savePool,
  standingGoods,
} from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { day, exampleId, flag, id, line, listOf, oneOf, quantity, text, yen } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { inVariants } from '#api/orders.schemas.ts'
import { baseUnits, pricedBy, productId, taxClass } from '#api/products.schemas.ts'
import { buyerName, poolId, poolName, producerName, variantId } from './cycles.schemas.ts'
import { fieldAs } from './given.ts'

const ofPool = z.object({ poolId: poolId() })
const priceYen = (max?: number) =>
  yen('1つの税抜価格', 'Price of one, without tax', { min: 0, max, example: 180 })

const pool = z
  .object({
    poolId: poolId(),
    name: poolName(),
    nameEn: text('名前（英語）', 'Name in English', { example: 'Spinach' }),
    priceYen: priceYen(),
    unitName: text('規格', 'Variant', { example: '1束' }),
    unitNameEn: text('規格（英語）', 'Variant in English'),
    baseQuantity: quantity('規格1つの内容量', 'Content of one variant', baseUnits),
    pricedBy: pricedBy(),
    taxClass: taxClass(),
    baseKind: oneOf(baseKinds, '数え方。count 個数、weight 重さ', 'Counted or weighed'),
    members: listOf(
      z
        .object({
          variantId: variantId(),
          productId: productId(),
          productName: text('産品', 'Product', { example: 'ほうれん草' }),
          productNameEn: text('産品（英語）', 'Product in English'),
          producerName: producerName(),
        })
        .openapi('PoolMember'),
      '入っている規格',
      'Its variants',
    ),
  })
  .openapi('Pool')

const newPool = z
  .strictObject({
    name: line('名前', 'Name', 60, 'ほうれん草'),
    nameEn: text('名前（英語）', 'Name in English', { max: 60 }).optional(),
    priceYen: priceYen(100_000_000),
    variantIds: listOf(
      variantId(),
      '2人以上の生産者の、内容量・単位・税率のそろった規格',
      'Variants of two producers or more, alike in content, unit and tax',
      500,
    ),
  })
  .openapi('NewPool')
const wrongPool = [
  'not_allowed',
  'name_missing',
  'name_taken',
  'price_wrong',
  'set_over_limit',
  'too_few_members',
  'variant_unknown',
  'members_differ',
  'in_other_pool',
  'product_twice',
  'pool_in_use',
  'pool_unknown',
] as const

const pools: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/pools',
    name: 'listPools',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '共同の品の一覧', en: 'Pools' },
    about: {
      ja: '何人もの生産者の、買い手にとって同じ品。受注回で1つの価格で売り、割り当てで分けます。名前の順。',
      en: 'Goods of several producers that buyers take for the same: sold at one price in a cycle, then spread. By name.',
    },
    answer: z.object({ items: listOf(pool, '使っているもの', 'Those in use') }),
    run: async (tx) => ({ items: await listPools(tx) }),
  }),
  endpoint({
    method: 'post',
    path: '/pools',
    name: 'createPool',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '共同の品を作る', en: 'Make a pool' },
    body: newPool,
    status: 201,
    answer: ofPool,
    refuses: wrongPool,
    run: savePool,
    audit: (made, { name }) => ({ action: 'pool.set', documentId: made.poolId, detail: name }),
  }),
  endpoint({
    method: 'put',
    path: '/pools/{poolId}',
    name: 'savePool',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '共同の品を直す', en: 'Change a pool' },
    params: ofPool,
    body: newPool,
    answer: ofPool,
    refuses: wrongPool,
    run: savePool,
    audit: (made, { name }) => ({ action: 'pool.set', documentId: made.poolId, detail: name }),
  }),
  endpoint({
    method: 'delete',
    path: '/pools/{poolId}',
    name: 'closePool',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '共同の品を閉じる', en: 'Close a pool' },
    about: {
      ja: '入っていた規格は、次の受注回から別々に売ります。',
      en: 'Its goods are sold each by itself again, from the next cycle on.',
    },
    params: ofPool,
    answer: ofPool,
    refuses: ['not_allowed', 'pool_unknown', 'pool_in_use'],
    run: closePool,
    audit: (made) => ({ action: 'pool.set', documentId: made.poolId, detail: 'closed' }),
  }),
]

const standingId = () => id('定期注文', 'The standing order')
const everyWeeks = () =>
  quantity('何週ごと', 'Every so many weeks', { ja: '週', en: 'weeks' }, { min: 1, max: 12, example: 1 })
const startsOn = () => day('最初の週を数える日', 'The first week counts from this day', '2026-11-30')
const wanted = () => quantity('数', 'How many', inVariants, { min: 1, max: 1_000_000, example: 12 })
const pauseFrom = () => day('休みの最初の日', 'First day of a pause', '2026-12-28')
const pauseTo = () => day('休みの最後の日', 'Last day of a pause', '2027-01-10')

const standing = z
  .object({
    standingId: standingId(),
    buyerId: id('買い手', 'The buyer'),
    buyerName: buyerName(),
    variantId: id('規格。共同の品なら null', 'The variant; null for a pool').nullable(),
    poolId: id('共同の品。名指しの品なら null', 'The pool; null for goods by name').nullable(),
    name: text('産品か共同の品', 'Product or pool', { example: 'ほうれん草' }),
    nameEn: text('その名前（英語）', 'Its name in English'),
    unitName: text('規格', 'Variant', { example: '1束' }),
    quantity: wanted(),
    everyWeeks: everyWeeks(),
    startsOn: startsOn(),
    pausedFrom: day(
      '休みの最初の日。なければ null',
      'First day of a pause, or null',
      '2026-12-28',
    ).nullable(),
    pausedTo: day('休みの最後の日。なければ null', 'Last day of a pause, or null', '2027-01-10').nullable(),
  })
  .openapi('StandingOrder')

interface NewStanding {
  readonly buyerId?: Id
  readonly variantId?: Id
  readonly poolId?: Id
  readonly quantity: number
  readonly everyWeeks: number
  readonly startsOn: Day
}

async function add(tx: Tx, actor: Actor, input: NewStanding) {
  if ((input.variantId === undefined) === (input.poolId === undefined))
    return refuse('one_of_both', { field: 'variantId' })
  const goods = input.poolId === undefined ? 'variantId' : 'poolId'
  return fieldAs(await addStanding(tx, actor, input), (field) => (field === 'goods' ? goods : field))
}

const standingGood = z
  .object({
    variantId: id('規格。共同の品なら null', 'The variant; null for a pool').nullable(),
    poolId: id('共同の品。名指しの品なら null', 'The pool; null for goods by name').nullable(),
    name: text('産品か共同の品', 'Product or pool', { example: 'ほうれん草' }),
    unitName: text('規格', 'Variant', { example: '1束' }),
    priceYen: yen('通常の税抜単価', 'Usual price without tax', { example: 180 }),
  })
  .openapi('StandingGood')

const standings: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/standing-goods',
    name: 'listStandingGoods',
    tag: 'cycles',
    access: 'order.place',
    summary: { ja: '定期注文にできる品', en: 'What a standing order may be of' },
    about: {
      ja: '共同の品、続いて、どの共同の品にも入っていない規格を2,000まで。',
      en: 'Pools first, then variants that are in none, at most 2,000.',
    },
    answer: z.object({ items: listOf(standingGood, '品', 'Goods') }),
    run: async (tx) => ({ items: await standingGoods(tx) }),
  }),
  endpoint({
    method: 'get',
    path: '/standing-orders',
    name: 'listStandingOrders',
    tag: 'cycles',
    access: 'order.place',
    summary: { ja: '定期注文の一覧', en: 'Standing orders' },
    about: {
      ja: '続いているもの。古い順。買い手には自分の分。',
      en: 'Those that run, oldest first; a buyer sees its own.',
    },
    query: z.strictObject({
      buyerId: id('この買い手の分。商社の担当だけ', 'Of this buyer; for staff').optional(),
    }),
    answer: z.object({ items: listOf(standing, '定期注文', 'Standing orders') }),
    refuses: ['not_allowed'],
    run: async (tx, actor, input) => {
      const items = await listStanding(tx, actor, input)
      return isRefusal(items) ? items : { items }
    },
  }),
  endpoint({
    method: 'post',
    path: '/standing-orders',
    name: 'addStandingOrder',
    tag: 'cycles',
    access: 'order.place',
    summary: { ja: '定期注文を始める', en: 'Begin a standing order' },
    about: {
      ja: '受注回の受付を始めるときに、先に予約されます。',
      en: 'It is booked first when a cycle opens.',
    },
    body: z
      .strictObject({
        buyerId: id(
          '買い手。買い手のトークンでは要りません',
          'The buyer; a buyer does not say so',
        ).optional(),
        variantId: variantId().optional(),
        poolId: poolId().optional(),
        quantity: wanted(),
        everyWeeks: everyWeeks(),
        startsOn: startsOn(),
      })
      .openapi('NewStandingOrder', {
        example: { variantId: exampleId, quantity: 12, everyWeeks: 1, startsOn: '2026-11-30' },
      }),
    status: 201,
    answer: z.object({ standingId: standingId() }),
    refuses: [
      'not_allowed',
      'buyer_unknown',
      'goods_unknown',
      'quantity_wrong',
      'not_in_steps',
      'weeks_wrong',
      'one_of_both',
    ],
    run: add,
    audit: (made, input) => ({
      action: 'standing.set',
      documentId: made.standingId,
      detail: `${input.quantity} / ${input.everyWeeks} w`,
    }),
  }),
  endpoint({
    method: 'patch',
    path: '/standing-orders/{standingId}',
    name: 'changeStandingOrder',
    tag: 'cycles',
    access: 'order.place',
    summary: { ja: '定期注文を休む、再開する、終える', en: 'Pause, resume or end a standing order' },
    about: {
      ja: 'pause があればそのあいだ休み、なければ休みをやめます。end が true なら、今日で終わります。',
      en: 'With pause it rests for that time, without it goes on; with end: true it ends today.',
    },
    params: z.object({ standingId: standingId() }),
    body: z
      .strictObject({
        pause: z
          .strictObject({ from: pauseFrom(), to: pauseTo() })
          .openapi('Pause', { description: both('休むあいだ', 'When it rests') })
          .optional(),
        end: flag('終える', 'It ends', false).optional(),
      })
      .openapi('StandingOrderChanges', {
        example: { pause: { from: '2026-12-28', to: '2027-01-10' } },
      }),
    answer: z.object({ standingId: standingId(), buyerId: id('買い手', 'The buyer') }),
    refuses: ['not_allowed', 'standing_unknown', 'period_wrong'],
    run: async (tx, actor, input) =>
      fieldAs(await changeStanding(tx, actor, input), (field) => (field === 'pauseTo' ? 'pause.to' : field)),
    audit: (made, { end = false, pause }) => ({
      action: 'standing.set',
      documentId: made.standingId,
      detail: end ? 'end' : pause ? 'pause' : 'resume',
    }),
  }),
]

/** Pools, and standing orders. */
export const poolEndpoints: readonly Endpoint[] = [...pools, ...standings]
