import { z } from '@hono/zod-openapi'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import {
  type Count,
  type Shipment,
  countLots,
  readDispatch,
  readOrder,
  readStock,
  shipOrders,
  stockTerms,
  temperatures,
  termOf,
} from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { count, day, id, listOf, oneOf, quantity, text } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { inVariants, lineNo, orderId, orderNo, shipment, shipped } from '#api/orders.schemas.ts'
import { baseUnits, pricedBy, productId } from '#api/products.schemas.ts'
import { fieldAs, givenTwice } from './given.ts'

const lotId = () => id('ロット', 'The lot')
const lotNo = () => text('ロット番号', 'Lot number', { example: 'L-2026-00031' })
const temperature = () => oneOf(temperatures, '温度帯。常温、冷蔵、冷凍', 'Kept ambient, chilled or frozen')
const term = () =>
  oneOf(
    stockTerms,
    '期限まで。expired 過ぎた、three_days 3日まで、week 7日まで、two_weeks 14日まで、later その先、never 期限なし',
    'How soon it expires: expired, within three_days, a week or two_weeks, later, or never',
    'week',
  )
const product = {
  productId: productId(),
  productName: text('産品', 'Product', { example: 'りんごジュース' }),
  productNameEn: text('産品（英語）', 'Product in English'),
  producerName: text('生産者の名前', 'Name of the producer', { example: 'みずほ農園' }),
  baseUnit: text('数える単位', 'The base unit', { example: '本' }),
  baseUnitEn: text('数える単位（英語）', 'The base unit in English'),
}
const bestBefore = () =>
  day('賞味期限か消費期限。なければ null', 'Best before, or null', '2027-05-22').nullable()
const inBase = (ja: string, en: string, example = 24) => quantity(ja, en, baseUnits, { example })
const lots = (of: string, en: string) => count(of, en, { example: 4 })

const stockRow = z
  .object({
    lotId: lotId(),
    lotNo: lotNo(),
    ...product,
    temperature: temperature(),
    receivedOn: day('入荷の日', 'Received on'),
    bestBefore: bestBefore(),
    term: term(),
    remaining: inBase('残り', 'Left of the lot'),
    free: inBase(
      '産品のすべてのロットで、買い手に約束していない量',
      'Of the product in all its lots: promised to nobody',
      96,
    ),
  })
  .openapi('StockRow')

interface StockAsked {
  readonly term?: (typeof stockTerms)[number]
  readonly temperature?: (typeof temperatures)[number]
}
// Few lots of all that ever came are still there, so a board is answered whole.
const everything = 1_000_000

async function seeStock(tx: Tx, actor: Actor, asked: StockAsked) {
  const board = await readStock(tx, actor, { ...asked, limit: everything })
  if (isRefusal(board)) return board
  const items = board.rows.map((row) => ({ ...row, term: termOf(row.bestBefore, tx.today) }))
  return { counts: board.counts, items }
}

/** Each lot at its place in the body, where the use-case names it by its id. */
async function countGiven(tx: Tx, actor: Actor, input: { counts: readonly Count[]; note?: string }) {
  const twice = givenTwice(
    input.counts,
    (each) => each.lotId,
    (at) => `counts.${at}.lotId`,
  )
  if (twice) return twice
  const done = await countLots(tx, actor, input)
  if (!isRefusal(done)) return { items: done }
  if (done.refused === 'lot_unknown') return { ...done, field: 'counts' }
  return fieldAs(done, (field) => {
    const at = input.counts.findIndex((each) => field === `counts.${each.lotId}`)
    return at === -1 ? 'counts' : `counts.${at}.counted`
  })
}

const stock: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/stock',
    name: 'readStock',
    tag: 'stock',
    access: 'product.edit',
    summary: { ja: '倉庫にあるロット', en: 'What is in the store' },
    about: {
      ja: '期限の近い順に、残りのあるすべてのロット。生産者には自分の分。',
      en: 'Every lot of which something is left, what expires first on top; a producer sees its own.',
    },
    query: z.strictObject({ term: term().optional(), temperature: temperature().optional() }),
    answer: z
      .object({
        counts: z
          .object({
            expired: lots('過ぎた', 'Expired'),
            three_days: lots('3日まで', 'Within three days'),
            week: lots('4日から7日', 'Within four to seven days'),
            two_weeks: lots('8日から14日', 'Within eight to fourteen days'),
            later: lots('15日から', 'Later'),
            never: lots('期限なし', 'Without a date'),
          })
          .openapi('LotsByTerm', {
            description: both(
              '期限ごとのロットの数。term によらない',
              'Lots by how soon they expire, whatever term was asked for',
            ),
          }),
        items: listOf(stockRow, 'ロット', 'Lots'),
      })
      .openapi('StockBoard'),
    refuses: ['not_allowed'],
    run: seeStock,
  }),
  endpoint({
    method: 'post',
    path: '/stock/counts',
    name: 'countLots',
    tag: 'stock',
    access: 'stock.receive',
    summary: { ja: '棚卸を記録する', en: 'Record a stock-taking' },
    about: {
      ja: 'すべて書くか、何も書かないかです。帳簿は数えた数に合わせ、差はそれぞれ動きとして残ります。',
      en: 'All of it or nothing. The books follow the count, and each difference is a movement of its own.',
    },
    body: z
      .strictObject({
        counts: listOf(
          z
            .strictObject({
              lotId: lotId(),
              counted: quantity('数えた数', 'What is there', baseUnits, {
                min: 0,
                max: 100_000_000,
                example: 23,
              }),
            })
            .openapi('NewCount'),
          'ロットごと。1つのロットは1回',
          'By lot, each once',
          5_000,
        ),
        note: text('メモ', 'Note', { max: 200, example: '月末の棚卸' }).optional(),
      })
      .openapi('StockTaking'),
    answer: z.object({
      items: listOf(
        z
          .object({
            lotId: lotId(),
            change: inBase(
              '帳簿の変わった数。合っていれば 0',
              'By how much the books changed; 0 when they were right',
              -1,
            ),
          })
          .openapi('Counted'),
        '送った順',
        'As they were sent',
      ),
    }),
    refuses: [
      'not_allowed',
      'nothing_counted',
      'lot_unknown',
      'counted_wrong',
      'more_than_received',
      'promised_to_buyers',
      'given_twice',
    ],
    run: countGiven,
    audit: ({ items }) => ({
      detail: `${items.length} lots, ${items.filter(({ change }) => change !== 0).length} changed`,
    }),
  }),
]

const dispatchOrder = z
  .object({
    orderId: orderId(),
    orderNo: orderNo(),
    buyerName: text('買い手の名前', 'Name of the buyer', { example: '海辺ホテル' }),
    address: text('届け先の住所', 'Where it goes', { example: '宮城県気仙沼市港町1' }),
    route: text('便。なければ空', 'Route of the truck, or empty', { example: '海岸便' }),
    deliveryNote: text('届け方の注意', 'How to deliver'),
    deliverOn: day('納品してほしい日', 'To be delivered on', '2026-11-30'),
    note: text('注文のメモ', 'Note of the order'),
    lines: listOf(
      z
        .object({
          lineNo: lineNo(),
          productId: productId(),
          productName: product.productName,
          productNameEn: product.productNameEn,
          variantName: text('規格', 'Variant', { example: '箱（12本）' }),
          variantNameEn: text('規格（英語）', 'Variant in English'),
          open: quantity('まだ出荷していない数', 'Still to go', inVariants),
          baseQuantity: quantity('規格1つの内容量', 'Content of one variant', baseUnits),
          pricedBy: pricedBy(),
        })
        .openapi('DispatchLine'),
      '残りの明細',
      'Lines that are open',
    ),
  })
  .openapi('DispatchOrder')

const pick = z
  .object({
    ...product,
    wanted: inBase('要る量', 'Wanted'),
    short: inBase('どのロットにもない量', 'What no lot covers', 0),
    lots: listOf(
      z
        .object({
          lotNo: lotNo(),
          bestBefore: bestBefore(),
          quantity: inBase('このロットから', 'From this lot'),
        })
        .openapi('PickedLot'),
      '期限の近い順',
      'First-expiring first',
    ),
  })
  .openapi('Pick')

const truckLoad = z.strictObject({ orderId: orderId(), ...shipment.shape }).openapi('TruckShipment')

/** What is wrong with one order of several is told at its place in the body. */
async function shipTruck(tx: Tx, actor: Actor, { shipments }: { shipments: readonly Shipment[] }) {
  const twice = givenTwice(
    shipments,
    (each) => each.orderId,
    (at) => `shipments.${at}.orderId`,
  )
  if (twice) return twice
  const done = await shipOrders(tx, actor, shipments)
  if (!isRefusal(done)) return { items: done }
  if (done.refused === 'not_allowed') return done
  const at =
    done.refused === 'day_in_future'
      ? shipments.findIndex(({ shippedOn = tx.today }) => shippedOn > tx.today)
      : await placeOf(tx, actor, shipments, done.detail?.['order'])
  if (at === undefined) return { ...done, field: 'shipments' }
  return { ...done, field: `shipments.${at}.${done.field ?? 'orderId'}` }
}

/** Of several the use-case names the order by its number; looked up only when the truck stays. */
async function placeOf(
  tx: Tx,
  actor: Actor,
  shipments: readonly { readonly orderId: Id }[],
  number: string | number | undefined,
): Promise<number | undefined> {
  if (shipments.length === 1) return 0
  for (const [at, each] of shipments.entries()) {
    const order = await readOrder(tx, actor, { orderId: each.orderId })
    if (isRefusal(order) ? number === undefined : order.orderNo === number) return at
  }
  return undefined
}

async function seeDispatch(tx: Tx, actor: Actor, { on = tx.today }: { on?: Day }) {
  const found = await readDispatch(tx, actor, { day: on })
  return isRefusal(found) ? found : { on, ...found }
}

const dispatch: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/dispatch',
    name: 'readDispatch',
    tag: 'stock',
    access: 'delivery.ship',
    summary: { ja: 'その日の出荷', en: 'The truck of a day' },
    about: {
      ja: 'その日までに納品する注文を便と買い手の順に。どの棚のどのロットから取るかも。見るだけでは何も引き当てません。',
      en: 'Every open order that is due by the day, by route and buyer, and what to take from which lot. Nothing is held by looking.',
    },
    query: z.strictObject({
      on: day('納品日がこの日まで。なければ今日', 'Due by this day; today when left out').optional(),
    }),
    answer: z
      .object({
        on: day('この日まで', 'Due by this day'),
        days: listOf(
          z.object({
            on: day('納品日', 'Day of delivery'),
            orders: count('その日までの注文', 'Orders due by then', { example: 12 }),
          }),
          '出荷のある日',
          'Days for which something is to go',
        ),
        orders: listOf(dispatchOrder, '注文', 'Orders'),
        picks: listOf(pick, '棚から取るもの', 'What to take from the shelves'),
      })
      .openapi('Dispatch'),
    refuses: ['not_allowed'],
    run: seeDispatch,
  }),
  endpoint({
    method: 'post',
    path: '/dispatch/shipments',
    name: 'shipTruck',
    tag: 'stock',
    access: 'delivery.ship',
    summary: { ja: '1台分をまとめて出荷する', en: 'Ship a truck' },
    about: {
      ja: '送った順に、すべて出荷するか、何もしないかです。出荷できない注文は errors で分かります。',
      en: 'In the order given, all of it or nothing. errors says which order cannot go.',
    },
    body: z
      .strictObject({
        shipments: listOf(
          truckLoad,
          '注文ごと。1から500件、1つの注文は1回',
          'By order, each once: 1 to 500',
          500,
        ).min(1),
      })
      .openapi('Truck'),
    status: 201,
    answer: z.object({ items: listOf(shipped, '納品。送った順', 'Deliveries, as they were sent') }),
    refuses: [
      'not_allowed',
      'order_unknown',
      'order_ended',
      'day_in_future',
      'promised_to_buyers',
      'nothing_to_ship',
      'line_unknown',
      'quantity_wrong',
      'more_than_ordered',
      'weight_missing',
      'lots_hold_less',
      'lot_not_of_product',
      'lots_do_not_add_up',
      'given_twice',
    ],
    run: shipTruck,
    audit: ({ items }) => ({ detail: items.map(({ deliveryNo }) => deliveryNo).join(' ') }),
  }),
]

/** The store, and what leaves it. */
export const storeEndpoints: readonly Endpoint[] = [...stock, ...dispatch]
