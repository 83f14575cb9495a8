import { z } from '@hono/zod-openapi'
import { cycleStates } from '#trade/room.ts'
import {
  count,
  day,
  exampleId,
  flag,
  id,
  instant,
  line,
  listOf,
  oneOf,
  quantity,
  text,
  whole,
  yen,
} from '#api/fields.ts'
import { both } from '#api/language.ts'
import { inVariants } from '#api/orders.schemas.ts'
import { baseUnits, pricedBy, productId } from '#api/products.schemas.ts'

/** The shapes of order cycles: what is planned, offered, booked and given. */
export const cycleId = () => id('受注回', 'The order cycle')
export const cycleNo = () => text('受注回の番号', 'Number of the cycle', { example: 'K-2026-00012' })
export const bookingId = () => id('予約', 'The booking')
export const poolId = () => id('共同の品', 'The pool')
export const poolName = () => text('共同の品の名前', 'Name of the pool', { example: 'ほうれん草' })
export const variantId = () => id('規格', 'The variant')
export const producerId = () => id('生産者', 'The producer')
export const producerName = () => text('生産者の名前', 'Name of the producer', { example: 'みずほ農園' })
export const buyerName = () => text('買い手の名前', 'Name of the buyer', { example: '海辺ホテル' })
export const deliverOn = () => day('納品の日', 'To be delivered on', '2026-11-30')
export const bookingLine = () =>
  whole('予約の行。1から', 'Line of the booking, from 1', { min: 1, max: 10_000, example: 1 })
const deliverDays = (max?: number) =>
  listOf(day('納品の日', 'Day of delivery', '2026-11-30'), '納品の日', 'Days of delivery', max)
const weight = (ja: string, en: string, example: number) => whole(ja, en, { min: 0, max: 100, example })
const weightFields = {
  capacity: weight('出せる量の重み', 'Weight of how much there is', 40),
  fairness: weight('季節を通した公平の重み', 'Weight of fairness over the season', 40),
  distance: weight('近さの重み', 'Weight of nearness', 10),
  freshness: weight('新しさの重み', 'Weight of freshness', 10),
}
const mostYen = 10_000_000_000

export const newCycle = z
  .strictObject({
    name: line('名前', 'Name', 60, '11月第5週'),
    opensOn: day('受付を始める日', 'Opens on'),
    closesAt: instant('締め切り', 'Closes at'),
    deliverDays: deliverDays(100),
    limitYen: yen(
      '予約の合計の上限。税抜。なければ上限なし',
      'Closes when so much is booked, without tax; no limit when left out',
      {
        min: 1,
        max: mostYen,
        example: 500_000,
      },
    ).optional(),
    weights: z
      .strictObject(weightFields)
      .openapi('NewWeights', {
        description: both(
          '割り当ての重み。比だけが意味を持つ。なければ 40、40、10、10',
          'Weights of the allocation, of which only the proportions matter; 40, 40, 10 and 10 when left out',
        ),
      })
      .optional(),
    points: listOf(
      z
        .strictObject({
          name: line('名前', 'Name', 80, '役場前'),
          address: text('住所', 'Address', { max: 200 }).optional(),
        })
        .openapi('NewPickUpPoint'),
      '受け取り場所',
      'Where buyers may pick up',
      50,
    ).optional(),
    producerIds: listOf(producerId(), '声をかける生産者', 'Producers to ask', 1000),
    note: text('買い手へのメモ', 'Note for buyers', { max: 500 }).optional(),
  })
  .openapi('NewCycle')

const staffCount = (ja: string, en: string) =>
  count(`${ja}。商社だけ、ほかは null`, `${en}; for the company, else null`, { example: 12 }).nullable()

export const cycleRow = z
  .object({
    cycleId: cycleId(),
    cycleNo: cycleNo(),
    name: text('名前', 'Name', { example: '11月第5週' }),
    state: oneOf(
      cycleStates,
      '状態。planned 計画、open 受付（締め切りで自然に終わる）、allocated 割り当てた、ended 注文にした、cancelled 取りやめた',
      'State: planned, open (ends by itself at the deadline), allocated, ended (all are orders) or cancelled',
      'open',
    ),
    opensOn: day('受付を始める日', 'Opens on'),
    closesAt: instant('締め切り', 'Closes at'),
    deliverDays: deliverDays(),
    ownYen: yen(
      '自分の予約。税抜。買い手でなければ 0',
      'What the reader has booked, without tax; 0 for others than buyers',
      {
        example: 0,
      },
    ),
    bookedYen: yen(
      'すべての予約。税抜。商社だけ、ほかは null',
      'All that is booked, without tax; for the company, else null',
    ).nullable(),
    limitYen: yen(
      '予約の上限。税抜。なければ、また商社でなければ null',
      'Its limit, without tax; null when there is none, and for others than the company',
    ).nullable(),
    asked: staffCount('声をかけた生産者', 'Producers asked'),
    answered: staffCount('答えた生産者', 'Producers who answered'),
    bookings: staffCount('予約', 'Bookings'),
  })
  .openapi('CycleRow')

export const cycle = z
  .object({
    ...cycleRow.shape,
    note: text('買い手へのメモ', 'Note for buyers'),
    weights: z.object(weightFields).openapi('Weights', {
      description: both(
        '割り当ての重み。比だけが意味を持つ',
        'Weights of the allocation; only their proportions matter',
      ),
    }),
    points: listOf(
      z
        .object({
          pointNo: whole('番号', 'Its number', { min: 1, example: 1 }),
          name: text('名前', 'Name', { example: '役場前' }),
          address: text('住所', 'Address'),
        })
        .openapi('PickUpPoint'),
      '受け取り場所',
      'Where buyers may pick up',
    ),
  })
  .openapi('Cycle')

export const cycleProducer = z
  .object({
    producerId: producerId(),
    name: producerName(),
    toldAt: instant('メールで聞いた時刻。まだなら null', 'Asked by mail at, or null').nullable(),
    answeredAt: instant('答えた時刻。まだなら null', 'Answered at, or null').nullable(),
    products: count('出す産品', 'Products it offers', { example: 3 }),
  })
  .openapi('CycleProducer')

const named = {
  productId: productId(),
  productName: text('産品', 'Product', { example: 'ほうれん草' }),
  productNameEn: text('産品（英語）', 'Product in English'),
  producerName: producerName(),
}
const unitName = {
  baseUnit: text('数える単位', 'The base unit', { example: '束' }),
  baseUnitEn: text('数える単位（英語）', 'The base unit in English'),
}
const offered = () =>
  quantity('出せる量', 'What there is', baseUnits, { min: 0, max: 1_000_000_000, example: 60 })
const taken = () =>
  quantity('名指しで予約された量', 'Booked of it by name', baseUnits, { min: 0, example: 24 })

export const cycleGood = z
  .object({
    ...named,
    ...unitName,
    offered: offered(),
    taken: taken(),
    poolName: text('共同の品の名前。なければ null', 'Name of its pool, or null', {
      example: 'ほうれん草',
    }).nullable(),
  })
  .openapi('CycleGood')

const harvestOn = () => day('収穫か製造の日', 'Harvested or made on', '2026-11-29')
export const newAvailability = z
  .strictObject({
    rows: listOf(
      z
        .strictObject({ productId: productId(), offered: offered(), harvestOn: harvestOn().optional() })
        .openapi('NewOffer'),
      '産品ごと。送らなかった産品は前のまま',
      'By product; what is left out stays as it was',
      500,
    ),
  })
  .openapi('NewAvailability')

export const availability = z
  .object({
    cycleId: cycleId(),
    cycleNo: cycleNo(),
    name: cycleRow.shape.name,
    state: cycleRow.shape.state,
    closesAt: cycleRow.shape.closesAt,
    deliverDays: deliverDays(),
    producerId: producerId(),
    producerName: producerName(),
    answeredAt: instant('答えた時刻。まだなら null', 'Answered at, or null').nullable(),
    open: flag('まだ入れられる', 'It may still be entered'),
    products: listOf(
      z
        .object({
          productId: productId(),
          name: named.productName,
          nameEn: named.productNameEn,
          ...unitName,
          offered: offered(),
          taken: taken(),
          harvestOn: day(
            '収穫か製造の日。言われていなければ null',
            'Harvested or made on, or null',
            '2026-11-29',
          ).nullable(),
          lastOffered: quantity(
            '前の受注回で出した量。なければ null',
            'What was offered the last time, or null',
            baseUnits,
            {
              min: 0,
              example: 48,
            },
          ).nullable(),
        })
        .openapi('Offer'),
      '公開中の産品',
      'Its published products',
    ),
  })
  .openapi('Availability')

export const sheetRow = z
  .object({
    variantId: id('規格。共同の品なら null', 'The variant; null for a pool').nullable(),
    poolId: id('共同の品。名指しの品なら null', 'The pool; null for goods by name').nullable(),
    name: text('産品か共同の品', 'Product or pool', { example: 'ほうれん草' }),
    nameEn: text('その名前（英語）', 'Its name in English'),
    unitName: text('規格', 'Variant', { example: '1束' }),
    unitNameEn: text('規格（英語）', 'Variant in English'),
    producerName: text('生産者の名前。共同の品なら null', 'Name of the producer; null for a pool', {
      example: 'みずほ農園',
    }).nullable(),
    producers: count('生産者の数', 'Producers', { example: 1 }),
    pricedBy: pricedBy(),
    priceYen: yen('この買い手の税抜単価', 'Price of this buyer, without tax', { example: 180 }),
    left: quantity('あと予約できる数', 'How many more can be booked', inVariants, { min: 0, example: 36 }),
    booked: quantity('この日に予約している数', 'Booked for the day', inVariants, { min: 0, example: 0 }),
    standing: flag('定期注文から', 'By a standing order', false),
  })
  .openapi('BookingSheetRow')

export const newBooking = z
  .strictObject({
    buyerId: id(
      '買い手。買い手のトークンでは要りません',
      'The buyer; a buyer books for itself without saying so',
    ).optional(),
    deliverOn: deliverOn(),
    placeId: id(
      '納品先。受け取り場所と両方は入れません',
      'One of the buyer’s places; not beside pointNo',
    ).optional(),
    pointNo: whole('受け取り場所の番号', 'Number of a pick-up point', {
      min: 1,
      max: 100,
      example: 1,
    }).optional(),
    ownAddress: flag(
      '買い手の住所に届ける。どれもなければ、前のまま',
      'To the buyer’s own address. With none of the three it goes where it was to go',
    ).optional(),
    note: text('メモ。なければ前のまま', 'Note; stays as it was when left out', { max: 500 }).optional(),
    mode: oneOf(
      ['set', 'add'],
      'set 合わせてこの数（0 で取り消す）、add この数だけ足す。なければ set',
      'set: so many in all, 0 takes it back; add: so many more. set when left out',
    ).optional(),
    wishes: listOf(
      z
        .strictObject({
          variantId: variantId().optional(),
          poolId: poolId().optional(),
          quantity: quantity('数', 'How many', inVariants, { min: 0, max: 1_000_000, example: 12 }),
        })
        .openapi('Wish', { example: { variantId: exampleId, quantity: 12 } }),
      '予約する品。variantId か poolId のどちらか',
      'What to book, each by variantId or by poolId',
      400,
    ),
  })
  .openapi('NewBooking', {
    example: { deliverOn: '2026-11-30', pointNo: 1, wishes: [{ variantId: exampleId, quantity: 12 }] },
  })

export const bookingRow = z
  .object({
    bookingId: bookingId(),
    buyerId: id('買い手', 'The buyer'),
    buyerName: buyerName(),
    deliverOn: deliverOn(),
    lines: count('明細の行', 'Lines', { example: 4 }),
    netYen: yen('見込みの合計。税抜', 'Expected total without tax'),
    orderId: id('できた注文。まだなら null', 'The order made of it, or null').nullable(),
    orderNo: text('その番号。まだなら null', 'Its number, or null', { example: 'O-2026-00123' }).nullable(),
  })
  .openapi('BookingRow')
