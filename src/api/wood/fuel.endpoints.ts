import { z } from '@hono/zod-openapi'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { cancelFuel, listFuelMonths, payFuel, readBoiler } from '#wood/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { day, id, line, listOf, month, oneOf, quantity, text, yen } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { postRefusals, reversalRefusals } from '#api/refusals.money.ts'

const ofBoiler = z.object({ siteId: id('ボイラーの場所', 'The site of the boiler') })
const saleId = () => id('代金', 'The sale')
const saleNo = () => text('代金の番号', 'Number of the sale', { example: 'WF-2026-00003' })
const theMonth = () => month('チップが届いた月か、熱を使った月', 'Month of the chips or the heat', '2026-10')

const fuelMonth = z
  .object({
    month: theMonth(),
    soldAs: oneOf(['chips', 'heat'], '何の代金か', 'What is paid for', 'chips'),
    quantity: quantity(
      'チップか熱の量',
      'Chips or heat',
      { ja: 'soldAs が chips ならグラム、heat ならワット時', en: 'grams of chips, watt-hours of heat' },
      { example: 12_400_000 },
    ),
    netYen: yen('税抜きの代金', 'Price without tax'),
    taxYen: yen('消費税', 'Consumption tax', { example: 1_296 }),
    paid: z
      .object({ saleId: saleId(), saleNo: saleNo(), on: day('入金の日', 'Paid on') })
      .openapi('WoodFuelPaid', {
        description: both('入金。まだなら null', 'How it was paid; null while it waits'),
      })
      .nullable(),
  })
  .openapi('WoodFuelMonth')

/** What the user of a boiler pays for its chips or heat, by the month. */
export const woodFuelEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/wood/boilers/{siteId}/fuel',
    name: 'listWoodFuel',
    tag: 'wood',
    access: 'wood.pay',
    summary: { ja: 'チップか熱の代金', en: 'What is paid for chips or heat' },
    about: {
      ja: '月ごと、新しい順。まだの月はいまの値段で、今月は終わるまで払えません。入金済みの月は、値段をやめたあとも残ります。',
      en: 'By month, the last first. What waits is at the price of now, this month until it is over; what was paid stays after the price has ended.',
    },
    params: ofBoiler,
    answer: z.object({ items: listOf(fuelMonth, '月ごと', 'By month') }).openapi('WoodFuelMonths'),
    refuses: ['boiler_unknown'],
    run: async (tx, _actor, { siteId }) => {
      const boiler = await readBoiler(tx, siteId)
      if (isRefusal(boiler)) return refuse('boiler_unknown')
      const items = await listFuelMonths(tx, boiler)
      return {
        items: items.map(({ paid, ...rest }) => ({
          ...rest,
          paid: paid && { saleId: paid.saleId, saleNo: paid.saleNo, on: paid.on },
        })),
      }
    },
  }),
  endpoint({
    method: 'post',
    path: '/wood/boilers/{siteId}/fuel',
    name: 'payWoodFuel',
    tag: 'wood',
    access: 'wood.pay',
    summary: { ja: 'チップか熱の代金の入金を記録する', en: 'Record that chips or heat were paid' },
    about: {
      ja: '終わった月を一度だけ。熱を使う人から木の主体への円と、消費税が台帳に載ります。',
      en: 'A month that is over, once. Yen from who uses the heat to the programme, and the tax, are posted.',
    },
    params: ofBoiler,
    body: z
      .strictObject({
        month: theMonth(),
        paidOn: day('入金の日。今日かそれより前', 'Paid on: today or before'),
      })
      .openapi('WoodFuelPayment'),
    status: 201,
    answer: z
      .object({ saleId: saleId(), saleNo: saleNo(), yen: yen('税込みの代金', 'Price with its tax') })
      .openapi('WoodFuelSale'),
    refuses: [
      'not_allowed',
      'boiler_unknown',
      'programme_not_open',
      'fuel_not_sold',
      'user_is_programme',
      'month_not_over',
      'nothing_sold',
      'fuel_paid',
      'day_in_future',
      'paid_too_early',
      ...postRefusals,
    ],
    run: async (tx, actor, given) => {
      const paid = await payFuel(tx, actor, given)
      return isRefusal(paid) ? paid : { saleId: paid.saleId, saleNo: paid.saleNo, yen: paid.yen }
    },
    audit: (made, given) => ({
      action: 'fuel.pay',
      documentId: made.saleId,
      documentNo: made.saleNo,
      detail: given.month,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/fuel-sales/{saleId}/cancellation',
    name: 'cancelWoodFuel',
    tag: 'wood',
    access: 'wood.pay',
    summary: { ja: 'チップか熱の入金を取り消す', en: 'Take back that chips or heat were paid' },
    about: {
      ja: '仕訳を反対の仕訳で戻します。その月は、もう一度入金を待ちます。',
      en: 'Its entry is reversed; the month waits to be paid again.',
    },
    params: z.object({ saleId: saleId() }),
    body: z
      .strictObject({ reason: line('理由', 'Reason', 200, '別の月の入金') })
      .openapi('WoodFuelCancellation'),
    answer: z.object({ saleNo: saleNo() }).openapi('WoodFuelCancelled'),
    refuses: ['not_allowed', 'sale_unknown', 'reason_missing', ...reversalRefusals],
    run: async (tx, actor, given) => {
      const cancelled = await cancelFuel(tx, actor, given)
      return isRefusal(cancelled) ? cancelled : { saleNo: cancelled.saleNo }
    },
    audit: (made, { saleId: documentId, reason }) => ({
      action: 'fuel.cancel',
      documentId,
      documentNo: made.saleNo,
      detail: reason,
    }),
  }),
]
