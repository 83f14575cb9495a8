import { z } from '@hono/zod-openapi'
import type { EventData, EventKind } from '#parties/announcements.ts'
import { day, exampleId, id, instant, oneOf, text, yen } from '#api/fields.ts'
import { type Text, both } from '#api/language.ts'
import { eventWords } from './words.ts'

const partyName = (example: string) => text('名前', 'Name', { example })
const buyer = () =>
  z
    .object({ partyId: id('取引先', 'The buyer'), name: partyName('海辺ホテル') })
    .openapi({ description: both('取引先', 'The buyer') })
const producer = () =>
  z
    .object({ partyId: id('生産者', 'The producer'), name: partyName('みずほ農園') })
    .openapi({ description: both('生産者', 'The producer') })
const url = (path: string) =>
  text('くわしい内容を読む API の住所', 'Where the API tells more', {
    example: `https://yui.example.jp/api/v1/${path}/${exampleId}`,
  })

const order = {
  orderId: id('注文', 'The order'),
  orderNo: text('注文の番号', 'Order number', { example: 'O-2026-00123' }),
}
const invoice = {
  buyer: buyer(),
  invoiceId: id('請求書', 'The invoice'),
  invoiceNo: text('請求書の番号', 'Invoice number', { example: 'T-2026-00045' }),
  grossYen: yen('請求額（税込）', 'Total with tax', { example: 13_997 }),
}
const payout = {
  producer: producer(),
  payoutId: id('支払い', 'The payout'),
  payoutNo: text('支払いの番号', 'Payout number', { example: 'P-2026-00005' }),
  amountYen: yen('この生産者への額', 'What this producer gets', { example: 68_800 }),
  transferOn: day('振込指定日', 'Day of the transfer', '2026-11-20'),
  url: text(
    'くわしい内容を読む API の住所。商社の受信先だけ',
    'Where the API tells more; to receivers of the company only',
    { example: `https://yui.example.jp/api/v1/payouts/${exampleId}` },
  ).optional(),
}

/** Of an order whole; after an addition the sum is that of all of it. */
const placed = () => ({
  buyer: buyer(),
  ...order,
  netYen: yen('見込み額（税抜）', 'Expected, without tax'),
  deliverOn: day('納品希望日', 'Wanted on', '2026-11-30'),
  url: url('orders'),
})

/** What stands in `data` of each kind. The compiler compares it with what the use-cases announce. */
const data = {
  'order.placed': placed(),
  'order.changed': placed(),
  'order.cancelled': { buyer: buyer(), ...order, url: url('orders') },
  'delivery.shipped': {
    buyer: buyer(),
    deliveryId: id('納品', 'The delivery'),
    deliveryNo: text('納品書の番号', 'Delivery note number', { example: 'D-2026-00098' }),
    ...order,
    netYen: yen('納品額（税抜）', 'Amount without tax'),
    shippedOn: day('出荷日', 'Shipped on'),
    url: url('deliveries'),
  },
  'invoice.issued': { ...invoice, dueOn: day('支払期日', 'Due on', '2026-12-31'), url: url('invoices') },
  'invoice.paid': {
    ...invoice,
    paidOn: day('入金が揃った日', 'The day on which nothing was owed any more'),
    url: url('invoices'),
  },
  'payout.made': payout,
  'payout.confirmed': payout,
  'payout.cancelled': payout,
  'payout.returned': payout,
} satisfies { [Kind in EventKind]: FieldsOf<EventData[Kind]> }

type FieldsOf<Data> = { readonly [Field in keyof Data]: z.ZodType<Data[Field]> } & Readonly<
  Record<string, z.ZodType>
>

/** An event as it is sent, for the document. */
export interface EventShape {
  readonly kind: EventKind | 'ping'
  readonly summary: Text
  readonly body: z.ZodType
}

const bodyOf = (kind: EventShape['kind'], name: string, inner: z.ZodObject) =>
  z
    .object({
      id: id('できごと。webhook-id と同じ', 'The event; the same as webhook-id'),
      type: oneOf([kind], 'できごとの種類', 'Kind of event'),
      timestamp: instant('起きた時刻', 'When it happened'),
      region: text('地域の団体コード（6桁）', 'The municipality’s code, six digits', { example: '032093' }),
      data: inner.openapi({ description: both('何が起きたか', 'What happened') }),
    })
    .openapi(name)

const nameOf = (kind: string): string =>
  kind.replaceAll(/(?:^|\.)(\w)/g, (_, first: string) => first.toUpperCase()) + 'Event'

/** The shape of every event, `ping` too. */
export const eventShapes: readonly EventShape[] = [
  ...(Object.keys(data) as EventKind[]).map((kind) => ({
    kind,
    summary: { ja: eventWords.ja[kind].name, en: eventWords.en[kind].name },
    body: bodyOf(kind, nameOf(kind), z.object(data[kind])),
  })),
  {
    kind: 'ping',
    summary: { ja: eventWords.ja.ping.name, en: eventWords.en.ping.name },
    body: bodyOf('ping', nameOf('ping'), z.object({})),
  },
]
