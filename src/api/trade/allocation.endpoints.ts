import { z } from '@hono/zod-openapi'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import {
  type MemberResult,
  makeOrders,
  overrideAllocation,
  readCollection,
  readCycle,
  readLine,
  readLines,
  readResults,
} from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { count, decimal, flag, line, listOf, numberInQuery, quantity, text } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { inVariants, placeRefusals } from '#api/orders.schemas.ts'
import { baseUnits, productId } from '#api/products.schemas.ts'
import {
  bookingId,
  bookingLine,
  buyerName,
  cycle,
  cycleId,
  cycleNo,
  deliverOn,
  poolId,
  poolName,
  producerId,
  producerName,
  variantId,
} from './cycles.schemas.ts'
import { fieldAs, givenTwice } from './given.ts'

const ofCycle = z.object({ cycleId: cycleId() })
const given = () => quantity('割り当て', 'Allocated', inVariants, { min: 0, example: 24 })
const part = (ja: string, en: string) => decimal(`${ja}（0から1）`, `${en} (0 to 1)`, { example: 0.25 })
const productName = () => text('産品', 'Product', { example: 'ほうれん草' })

const reason = z
  .object({
    weights: cycle.shape.weights,
    available: quantity('出せた数', 'How many it had', inVariants, { min: 0, example: 60 }),
    takenBefore: part(
      'この季節に出した量のうち、引き取られた割合。なければ null',
      'Part of what it offered this season that was taken, or null',
    ).nullable(),
    km: decimal('倉庫までの距離（km）。分からなければ null', 'Way to the store (km), or null', {
      example: 8.4,
    }).nullable(),
    daysOld: quantity(
      '収穫から納品まで。分からなければ null',
      'From harvest to delivery, or null',
      { ja: '日', en: 'days' },
      { min: 0, example: 1 },
    ).nullable(),
    capacity: part('量からの取り分', 'Share by how much there is'),
    fairness: part('公平からの取り分', 'Share by fairness'),
    distance: part('近さからの取り分', 'Share by nearness'),
    freshness: part('新しさからの取り分', 'Share by freshness'),
    wanted: part(
      '重みで合わせた取り分。量の限りの前',
      'The weighted share, before anybody’s capacity ends it',
    ),
  })
  .openapi('AllocationReason', {
    description: both(
      '決めた数字。担当だけが決めたら null',
      'The figures that decided; null where staff alone did',
    ),
  })

const result = z
  .object({
    poolId: poolId(),
    poolName: poolName(),
    variantId: variantId(),
    productName: productName(),
    productNameEn: text('産品（英語）', 'Product in English'),
    producerName: producerName(),
    quantity: given(),
    reason: reason.nullable(),
    overridden: count('担当が手で変えた行', 'Lines that staff has changed', { example: 0 }),
  })
  .openapi('AllocationResult')

/** The figures that decided, flat: what a member had, and its share by each criterion. */
function resultOut({ reason: why, ...row }: MemberResult) {
  if (!why) return { ...row, reason: null }
  const { weights, member, share } = why
  const { capacity, fairness, distance, freshness, wanted } = share
  return {
    ...row,
    reason: {
      weights,
      available: member.capacity,
      takenBefore: member.takenBefore ?? null,
      km: member.km ?? null,
      daysOld: member.daysOld ?? null,
      capacity,
      fairness,
      distance,
      freshness,
      wanted,
    },
  }
}

async function seeResults(tx: Tx, actor: Actor, input: { cycleId: Id }) {
  const found = await readCycle(tx, actor, input)
  if (isRefusal(found)) return found
  const results = await readResults(tx, actor, input)
  return isRefusal(results) ? results : { items: results.map(resultOut) }
}

const bookedLine = {
  bookingId: bookingId(),
  lineNo: bookingLine(),
  buyerName: buyerName(),
  deliverOn: deliverOn(),
  quantity: quantity('予約の数', 'Booked', inVariants, { example: 24 }),
  overriddenBecause: text('手で変えた理由。なければ空', 'Why it was changed by hand, or empty'),
}
const ofLine = z.object({
  bookingId: bookingId(),
  lineNo: numberInQuery('予約の行', 'Line of the booking', 1, 10_000),
})

const readings: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/cycles/{cycleId}/allocation',
    name: 'readAllocation',
    tag: 'cycles',
    access: 'availability.enter',
    summary: { ja: '共同の品の割り当て', en: 'How the pools were spread' },
    about: {
      ja: '生産者ごとの数と、決めた数字。生産者には、自分の品が入る共同の品。',
      en: 'What each producer got and the figures that decided. A producer sees the pools in which it has goods.',
    },
    params: ofCycle,
    answer: z.object({ items: listOf(result, '共同の品ごと、多い順', 'By pool, the most first') }),
    refuses: ['not_allowed', 'cycle_unknown'],
    run: seeResults,
  }),
  endpoint({
    method: 'get',
    path: '/cycles/{cycleId}/allocation/lines',
    name: 'listAllocatedLines',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '変えられる行と足りない行', en: 'Lines that can be changed, and lines that came short' },
    about: { ja: '足りない行から、300行まで。', en: 'What came short first, at most 300.' },
    params: ofCycle,
    answer: z.object({
      items: listOf(
        z
          .object({
            ...bookedLine,
            name: text('産品か共同の品', 'Product or pool', { example: 'ほうれん草' }),
            pooled: flag('共同の品', 'Of a pool'),
            allocated: given(),
          })
          .openapi('AllocatedLine'),
        '行',
        'Lines',
      ),
    }),
    refuses: ['not_allowed', 'cycle_unknown'],
    run: async (tx, actor, input) => {
      const found = await readCycle(tx, actor, input)
      return isRefusal(found) ? found : { items: await readLines(tx, input.cycleId) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/bookings/{bookingId}/lines/{lineNo}/allocation',
    name: 'readAllocatedLine',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '共同の品の行と、出せる生産者', en: 'A pooled line and who could give to it' },
    params: ofLine,
    answer: z
      .object({
        ...bookedLine,
        cycleId: cycleId(),
        cycleNo: cycleNo(),
        poolName: poolName(),
        members: listOf(
          z
            .object({
              variantId: variantId(),
              productName: productName(),
              producerName: producerName(),
              allocated: given(),
              left: quantity('この受注回でまだ残る数', 'What it still has in this cycle', inVariants, {
                min: 0,
                example: 36,
              }),
            })
            .openapi('LineMember'),
          '出せる生産者',
          'Producers that could give to it',
        ),
      })
      .openapi('PooledLine'),
    refuses: ['not_allowed', 'line_unknown'],
    run: readLine,
  }),
]

const newShares = z
  .strictObject({
    shares: listOf(
      z
        .strictObject({
          variantId: variantId(),
          quantity: quantity('数', 'How many', inVariants, { min: 0, max: 1_000_000, example: 12 }),
        })
        .openapi('NewShare'),
      '生産者ごと。合わせて予約の数まで',
      'By member; together at most what was booked',
      200,
    ),
    reason: line('変える理由', 'Why it is changed', 200, '霜にあたった'),
  })
  .openapi('Override')

const toCollect = z
  .object({
    productId: productId(),
    productName: productName(),
    productNameEn: text('産品（英語）', 'Product in English'),
    producerId: producerId(),
    producerName: producerName(),
    baseUnit: text('数える単位', 'The base unit', { example: '束' }),
    baseUnitEn: text('数える単位（英語）', 'The base unit in English'),
    wanted: quantity('持ってきてもらう量', 'What it is to bring', baseUnits, { min: 0, example: 60 }),
    inStore: quantity('いま倉庫にある空き', 'Free in the store now', baseUnits, { example: 0 }),
  })
  .openapi('ToCollect')

async function seeCollection(tx: Tx, actor: Actor, input: { cycleId: Id; deliverOn: Day }) {
  const found = await readCycle(tx, actor, input)
  if (isRefusal(found)) return found
  if (!found.deliverDays.includes(input.deliverOn)) return refuse('day_not_offered', { field: 'deliverOn' })
  const items = await readCollection(tx, actor, input)
  return isRefusal(items) ? items : { items }
}

const deeds: readonly Endpoint[] = [
  endpoint({
    method: 'put',
    path: '/bookings/{bookingId}/lines/{lineNo}/allocation',
    name: 'overrideAllocation',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '共同の品の行を手で割り当てる', en: 'Give a pooled line to other producers' },
    about: {
      ja: '理由とともに残ります。誰にも、出せる量より多くは割り当てられません。',
      en: 'It is kept with its reason; nobody is given more than was offered.',
    },
    params: ofLine,
    body: newShares,
    answer: ofCycle,
    refuses: [
      'not_allowed',
      'line_unknown',
      'not_allocated',
      'already_ordered',
      'reason_missing',
      'quantity_wrong',
      'not_a_member',
      'does_not_add_up',
      'producer_has_less',
      'given_twice',
    ],
    run: async (tx, actor, input) =>
      givenTwice(
        input.shares,
        (share) => share.variantId,
        (at) => `shares.${at}.variantId`,
      ) ?? (await overrideAllocation(tx, actor, input)),
    audit: (made, { reason: why }) => ({ documentId: made.cycleId, detail: `override: ${why}` }),
  }),
  endpoint({
    method: 'get',
    path: '/cycles/{cycleId}/collection',
    name: 'readCollection',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '集荷リスト', en: 'What producers are to bring' },
    about: {
      ja: 'まだ注文にしていない予約の分。生産者、産品の順。',
      en: 'For bookings that are no orders yet; by producer and product.',
    },
    params: ofCycle,
    query: z.strictObject({ deliverOn: deliverOn() }),
    answer: z.object({ items: listOf(toCollect, '持ってきてもらう品', 'What is to be brought') }),
    refuses: ['not_allowed', 'cycle_unknown', 'day_not_offered'],
    run: seeCollection,
  }),
  endpoint({
    method: 'post',
    path: '/cycles/{cycleId}/orders',
    name: 'makeOrders',
    tag: 'cycles',
    access: 'cycle.run',
    summary: { ja: '予約を注文にする', en: 'Turn bookings into orders' },
    about: {
      ja: 'いま倉庫にあるものから。足りない品は、同じ割合で減らします。何ももらえない予約は待ちます。',
      en: 'Out of what is in store now. Where less came, every line of it is cut in the same proportion; a booking that gets nothing waits.',
    },
    params: ofCycle,
    body: z.strictObject({ deliverOn: deliverOn() }).openapi('OrdersOfDay'),
    status: 201,
    answer: z.object({
      cycleId: cycleId(),
      cycleNo: cycleNo(),
      orders: count('できた注文', 'Orders made', { example: 8 }),
      short: count('足りなかった予約', 'Bookings that came short', { example: 0 }),
    }),
    refuses: [...placeRefusals, 'cycle_unknown', 'not_allocated', 'nothing_to_order', 'nothing_in_store'],
    run: async (tx, actor, input) =>
      fieldAs(await makeOrders(tx, actor, input), (field) => (field === 'deliverOn' ? field : undefined)),
    audit: (made) => ({
      documentId: made.cycleId,
      documentNo: made.cycleNo,
      detail: `${made.orders} orders, ${made.short} short`,
    }),
  }),
]

/** How a cycle was spread, changing a line of it, collecting the goods and making orders. */
export const allocationEndpoints: readonly Endpoint[] = [...readings, ...deeds]
