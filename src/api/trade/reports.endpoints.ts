import { z } from '@hono/zod-openapi'
import type { Day } from '#kit/days.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import {
  fillBy,
  forecastMethods,
  readCohorts,
  readFill,
  readForecasts,
  readIncomes,
  readLosses,
  readSales,
  salesBy,
} from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { count, day, decimal, id, listOf, month, oneOf, quantity, text, yen } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { baseUnits, productId } from '#api/products.schemas.ts'

const period = {
  from: day('最初の日', 'First day', '2026-10-01'),
  to: day('最後の日', 'Last day', '2026-10-31'),
}
const inPeriod = z.strictObject(period)

/** Days as a report asks for them. */
const periodOf = ({ from, to }: { from: Day; to: Day }) =>
  to < from ? refuse('period_wrong', { field: 'to' }) : { from, to }

const name = () =>
  text('名前。月や種類などでは空', 'Name; empty for months, categories and the like', {
    example: '海辺ホテル',
  })
const nameEn = () => text('名前（英語）', 'Name in English')
const key = (ja: string, en: string) => text(ja, en, { example: '2026-10' })
const unitName = {
  baseUnit: text('数える単位。なければ空', 'The base unit, or empty', { example: '本' }),
  baseUnitEn: text('数える単位（英語）', 'The base unit in English'),
}
const producerName = () => text('生産者の名前', 'Name of the producer', { example: 'みずほ農園' })
const inBase = (ja: string, en: string, example = 12) => quantity(ja, en, baseUnits, { example })

const salesRow = z
  .object({
    key: key(
      '何の分か。月、inside か outside、業種の記号、ID、種類',
      'Of what: a month, inside or outside, the code of a trade, an id or a category',
    ),
    name: name(),
    nameEn: nameEn(),
    netYen: yen('税抜の売上。返品を引いたもの', 'Sales without tax, returns taken off', { example: 120_000 }),
    beforeYen: yen('前の年の同じ日々', 'The same days a year before', { example: 98_000 }),
    marginYen: yen('商社に残る額。生産者には null', 'What stays with the company; null for a producer', {
      example: 24_000,
    }).nullable(),
    deliveries: count('納品', 'Deliveries', { example: 18 }),
    quantity: inBase('数。産品ごとのときだけ', 'How many, by product only').nullable(),
    ...unitName,
  })
  .openapi('SalesRow')

const fillRow = z
  .object({
    key: key('何の分か。月か ID', 'Of what: a month or an id'),
    name: name(),
    nameEn: nameEn(),
    orderedYen: yen('注文された額。税抜', 'Ordered, without tax', { example: 120_000 }),
    shippedYen: yen('出荷した額。注文の価格で', 'Shipped, at the price of the order', { example: 114_000 }),
    droppedYen: yen('欠品の額', 'Closed without being shipped', { example: 6_000 }),
    lines: count('明細の行', 'Lines', { example: 40 }),
    shortLines: count('欠品のあった行', 'Lines of which something was missing', { example: 2 }),
  })
  .openapi('FillRow')

const incomeRow = z
  .object({
    producerId: id('生産者', 'The producer'),
    name: producerName(),
    nameEn: nameEn(),
    town: text('町字。なければ null', 'Town, or null', { example: '千厩町千厩' }).nullable(),
    grossYen: yen('税込の売上か仕入', 'Sales or purchases with tax', { example: 864_000 }),
    commissionYen: yen('税込の販売手数料', 'Commission with tax', { example: 176_000 }),
    incomeYen: yen('手取り。払われたかどうかによらない', 'What the producer is left with, paid out or not', {
      example: 688_000,
    }),
    beforeYen: yen('前の年の手取り', 'The same a year before', { example: 610_000 }),
    months: count('精算した月', 'Months with a statement', { example: 12 }),
  })
  .openapi('IncomeRow')

const lossRow = z
  .object({
    productId: productId(),
    name: text('産品', 'Product', { example: 'りんごジュース' }),
    nameEn: nameEn(),
    producerName: producerName(),
    ...unitName,
    received: inBase('入荷', 'Received', 1_200),
    wasted: inBase('廃棄', 'Wasted', 6),
    samples: inBase('見本', 'Samples', 2),
    counted: inBase(
      '棚卸の差。少なければ負',
      'Differences of stock-taking; below zero when less was found',
      -1,
    ),
    lostYen: yen('廃棄と棚卸の減りを、いまの価格で', 'Waste and what counts missed, at today’s price', {
      example: 4_200,
    }),
  })
  .openapi('LossRow')

const sales: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/reports/sales',
    name: 'readSales',
    tag: 'reports',
    access: 'sales.see',
    summary: { ja: '売上', en: 'Sales' },
    about: {
      ja: '納品した日で数えます。月は月の順、ほかは多い順。生産者には自分の産品の分で、商社に残る額は見えません。',
      en: 'By the day of delivery. Months in their order, else the largest first. A producer sees its own goods, and no margin.',
    },
    query: z.strictObject({
      ...period,
      by: oneOf(salesBy, '何ごとに。channel は買い手の業種', 'Counted by what; channel is the buyer’s trade'),
    }),
    answer: z.object({ items: listOf(salesRow, '売上', 'Sales') }),
    refuses: ['not_allowed', 'period_wrong'],
    run: async (tx, actor, { by, ...asked }) => {
      const days = periodOf(asked)
      if (isRefusal(days)) return days
      const items = await readSales(tx, actor, { by, period: days })
      return isRefusal(items) ? items : { items }
    },
  }),
  endpoint({
    method: 'get',
    path: '/reports/fill',
    name: 'readFillRates',
    tag: 'reports',
    access: 'report.see',
    summary: { ja: '欠品と充足', en: 'Shortages and fill rates' },
    about: {
      ja: '納品日がこの期間で、終わった注文。欠品の多い順、月は月の順。',
      en: 'Orders to be delivered in the period that are done. Most missed first; months in their order.',
    },
    query: z.strictObject({ ...period, by: oneOf(fillBy, '何ごとに', 'Counted by what') }),
    answer: z.object({ items: listOf(fillRow, '充足', 'Fill rates') }),
    refuses: ['not_allowed', 'period_wrong'],
    run: async (tx, actor, { by, ...asked }) => {
      const days = periodOf(asked)
      if (isRefusal(days)) return days
      const items = await readFill(tx, actor, { by, period: days })
      return isRefusal(items) ? items : { items }
    },
  }),
  endpoint({
    method: 'get',
    path: '/reports/incomes',
    name: 'readIncomes',
    tag: 'reports',
    access: 'report.see',
    summary: { ja: '生産者の手取り', en: 'Income of producers' },
    about: {
      ja: '期間にかかる月の精算書から。多い順。',
      en: 'By the statements of the months of the period, the largest first.',
    },
    query: inPeriod,
    answer: z.object({ items: listOf(incomeRow, '手取り', 'Incomes') }),
    refuses: ['not_allowed', 'period_wrong'],
    run: async (tx, actor, asked) => {
      const days = periodOf(asked)
      if (isRefusal(days)) return days
      const items = await readIncomes(tx, actor, { period: days })
      return isRefusal(items) ? items : { items }
    },
  }),
  endpoint({
    method: 'get',
    path: '/reports/losses',
    name: 'readLosses',
    tag: 'reports',
    access: 'report.see',
    summary: { ja: '廃棄と棚卸の差', en: 'Waste, samples and differences of stock-taking' },
    about: {
      ja: '損の大きい産品から。何もない産品は出ません。',
      en: 'The dearest first; products without any are left out.',
    },
    query: inPeriod,
    answer: z.object({ items: listOf(lossRow, '損', 'Losses') }),
    refuses: ['not_allowed', 'period_wrong'],
    run: async (tx, actor, asked) => {
      const days = periodOf(asked)
      if (isRefusal(days)) return days
      const items = await readLosses(tx, actor, { period: days })
      return isRefusal(items) ? items : { items }
    },
  }),
]

const perWeek = (ja: string, en: string) =>
  listOf(
    z
      .int()
      .openapi({ description: both('その週の量（数える単位）', 'Of that week (base units)'), example: 48 }),
    ja,
    en,
  )
const error = (ja: string, en: string) =>
  decimal(
    `${ja}。0.25 なら4分の1。言えなければ null`,
    `${en}: 0.25 is a quarter off; null where it cannot be said`,
    {
      example: 0.25,
    },
  ).nullable()

const forecastRow = z
  .object({
    productId: productId(),
    name: text('産品', 'Product', { example: 'りんごジュース' }),
    nameEn: nameEn(),
    producerName: producerName(),
    ...unitName,
    history: perWeek('過ぎた104週の注文。古い順', 'Ordered in the 104 weeks behind, oldest first'),
    ordered: perWeek('来る4週の、もう受けた注文', 'Ordered already for the four weeks to come'),
    onHand: inBase('いまの在庫', 'In the store now', 60),
    method: oneOf(
      forecastMethods,
      '予測の仕方。naive 先週と同じ、mean 4週の平均、smoothed 指数平滑、yearly 前の年の同じ週',
      'How it is forecast: naive (as last week), mean (of four weeks), smoothed (exponentially) or yearly (last year’s weeks)',
    ),
    next: perWeek('来る4週の予測。今週から', 'Forecast of the four weeks to come, this week first'),
    error: error('予測の誤差', 'Its error'),
    naiveError: error('先週と同じとしたときの誤差', 'The error of saying “as last week”'),
  })
  .openapi('ForecastRow')

const outlooks: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/reports/cohorts',
    name: 'readCohorts',
    tag: 'reports',
    access: 'report.see',
    summary: { ja: '続けて買う買い手', en: 'Buyers who stay' },
    about: {
      ja: 'はじめて注文した月ごとに、その後の月にも注文した買い手の数。2年分、終わった月だけ。',
      en: 'Buyers by the month of their first order, and how many ordered again in each month after it. Two years, whole months only.',
    },
    answer: z.object({
      items: listOf(
        z
          .object({
            month: month('はじめて注文した月', 'Month of the first order', '2026-01'),
            buyers: count('その買い手', 'Those buyers', { example: 6 }),
            stayed: listOf(
              count('注文した買い手', 'Buyers who ordered', { example: 5 }),
              '0か月後（全員）から、12か月後まで',
              'From 0 months later (all of them) to 12',
            ),
          })
          .openapi('Cohort'),
        '古い月から',
        'The oldest first',
      ),
    }),
    refuses: ['not_allowed'],
    run: async (tx, actor) => {
      const items = await readCohorts(tx, actor)
      return isRefusal(items) ? items : { items }
    },
  }),
  endpoint({
    method: 'get',
    path: '/reports/forecasts',
    name: 'readForecasts',
    tag: 'reports',
    access: 'report.see',
    summary: { ja: '注文の予測', en: 'Forecast of orders' },
    about: {
      ja: '公開中の産品ごとに、今週からの4週。来週の多い順。誤差は、予測の仕方を選ぶのに使わなかった週で測ります。',
      en: 'For each published product, this week and the three after it; the most ordered first. The error is measured on weeks that had no part in the choice.',
    },
    answer: z.object({
      firstWeek: day('history の最初の週の月曜', 'Monday of the first week of history', '2024-11-25'),
      thisWeek: day('今週の月曜', 'Monday of this week'),
      items: listOf(forecastRow, '産品ごと', 'By product'),
    }),
    refuses: ['not_allowed'],
    run: async (tx, actor) => {
      const found = await readForecasts(tx, actor)
      if (isRefusal(found)) return found
      return { firstWeek: found.firstWeek, thisWeek: found.thisWeek, items: found.rows }
    },
  }),
]

/** Reports: what was sold, missed, earned and lost, who stays, and what comes. */
export const reportEndpoints: readonly Endpoint[] = [...sales, ...outlooks]
