/** What people read on the pages of orders, deliveries and returns. */
import type { ShipRefusal } from '#trade/deliveries.ts'
import type { CancelRefusal, PlaceRefusal } from '#trade/orders.ts'
import type { ReturnRefusal } from '#trade/returns.ts'
import type { Lang } from '#ui/words.ts'
import { sayer } from './sentences.ts'
import type { Sentences } from './sentences.ts'

const ja = {
  orders: '注文',
  ordersLead: { company: '受けた注文を、納品日の新しい順に。', other: '注文と、その進みぐあいです。' },
  order: '注文',
  orderNo: '注文番号',
  buyer: '買い手',
  orderedOn: '注文日',
  deliverOn: '納品日',
  lines: '品数',
  expected: '見込み（税抜）',
  stateLabel: '状態',
  view: { all: 'すべて', open: '出荷前', done: '出荷済み・終了' },
  state: {
    draft: '下書き',
    quoted: '見積',
    ordered: '受注',
    accepted: '一部出荷',
    picked: '出荷準備',
    shipped: '出荷済み',
    delivered: '納品済み',
    invoiced: '請求済み',
    paid: '入金済み',
    settled: '精算済み',
    cancelled: '取り消し',
  },
  step: { ordered: '受注', shipped: '出荷', invoiced: '請求', paid: '入金' },
  noOrders: 'まだ注文がありません',
  noOrdersText: {
    buyer: '産品を選んで、最初の注文をしてみましょう。',
    other: '注文が入ると、ここに並びます。',
  },
  place: '注文する',
  enter: '注文を入力する',
  newOrder: '新しい注文',
  chooseBuyer: 'どなたの注文ですか',
  chooseBuyerHint: '電話やFAXで受けた注文を、代わりに入力できます。',
  knownBuyers: '取引のある買い手',
  otherParties: 'そのほか',
  next: '次へ',
  changeBuyer: '買い手を選び直す',
  sheetLead: 'ほしい数だけ入力してください。空のところは注文しません。',
  sheetSearch: '産品・生産者でさがす',
  usual: 'いつもの産品',
  allOffered: 'すべて',
  note: '連絡事項',
  noteHint: '届け先や時間など、商社に伝えたいこと。',
  onlyOffered: 'いま在庫があり、注文できるものだけが並んでいます。',
  nothingOffered: 'いま注文できる産品がありません',
  nothingOfferedText: '入荷すると、ここに並びます。',
  notFound: '当てはまる産品はありません',
  product: '産品',
  variant: '荷姿',
  producer: '生産者',
  price: '価格（税抜）',
  perKg: (yen: string) => `${yen}/kg`,
  byScale: '量った重さで請求します',
  available: '注文できる数',
  quantity: '数量',
  quantityFor: (name: string) => `${name} の数量`,
  amount: '金額（税抜）',
  total: '合計（税抜・見込み）',
  shipped: '出荷済み',
  acceptedQuantity: '検収',
  dropped: '終了',
  left: '残り',
  deliveries: '納品',
  deliveryNo: '納品書番号',
  shippedOn: '出荷日',
  invoice: '請求書',
  notInvoiced: '未請求',
  ship: '出荷する',
  shipHint: '期限の早いロットから自動で取り出します。数量を直せば、一部だけ出荷できます。',
  shipQuantity: '出荷する数',
  weight: '量った重さ',
  closeRest: '残りは出荷しない（この納品で注文を終える）',
  cancel: '注文を取り消す',
  cancelHint: '在庫の約束を戻します。取り消した注文は元に戻せません。',
  closeOrder: '残りを出荷せずに終える',
  cancelReason: '取り消しの理由',
  noticePlaced: (no: string) => `注文 ${no} を受けました。`,
  noticeShipped: (no: string) => `納品書 ${no} をつくりました。`,
  noticeCancelled: (no: string) => `注文 ${no} を取り消しました。`,
  noticeClosed: (no: string) => `注文 ${no} の残りを終了しました。`,

  delivery: '納品書',
  lot: 'ロット',
  note2: '備考',
  pdf: 'PDFを開く',
  pdfNoPrices: '金額なしのPDFを開く',
  taxLater: '消費税は、月締めの請求書で税率ごとに計算します。',
  reduced: '※は軽減税率の対象です。',
  returned: '返品済み',
  returns: '返品',
  takeReturn: '返品を記録する',
  returnNo: '返品番号',
  on: '日',
  fate: '返品の扱い',
  fates: { stock: '在庫に戻す', waste: '廃棄する' },
  reason: '理由',
  returnHint: '納品書はそのまま残り、次の請求書から差し引きます。',
  grams: 'g',
  returnQuantityKg: '返品の重さ',
  returnedOn: '返品の日',
  noticeReturned: (no: string) => `返品 ${no} を記録しました。次の請求書から差し引きます。`,
  entries: '台帳の記録',
  noEntries: '注文や納品は約束なので、台帳には入金のときに記録します。',
}
export type OrderWords = typeof ja

const en: OrderWords = {
  orders: 'Orders',
  ordersLead: { company: 'Orders received, latest delivery first.', other: 'Orders and how far they are.' },
  order: 'Order',
  orderNo: 'Order',
  buyer: 'Buyer',
  orderedOn: 'Ordered on',
  deliverOn: 'Deliver on',
  lines: 'Lines',
  expected: 'Expected (without tax)',
  stateLabel: 'State',
  view: { all: 'All', open: 'To ship', done: 'Shipped or ended' },
  state: {
    draft: 'Draft',
    quoted: 'Quoted',
    ordered: 'Ordered',
    accepted: 'Partly shipped',
    picked: 'Picked',
    shipped: 'Shipped',
    delivered: 'Delivered',
    invoiced: 'Invoiced',
    paid: 'Paid',
    settled: 'Settled',
    cancelled: 'Cancelled',
  },
  step: { ordered: 'Ordered', shipped: 'Shipped', invoiced: 'Invoiced', paid: 'Paid' },
  noOrders: 'No orders yet',
  noOrdersText: {
    buyer: 'Choose some products and place your first order.',
    other: 'Orders will appear here.',
  },
  place: 'Place the order',
  enter: 'Enter an order',
  newOrder: 'New order',
  chooseBuyer: 'Whose order is it?',
  chooseBuyerHint: 'Enter an order that came by telephone or fax.',
  knownBuyers: 'Buyers',
  otherParties: 'Others',
  next: 'Next',
  changeBuyer: 'Choose another buyer',
  sheetLead: 'Enter how many you want. What is left empty is not ordered.',
  sheetSearch: 'Search products and producers',
  usual: 'Your usual',
  allOffered: 'All',
  note: 'Note',
  noteHint: 'Where and when to deliver, and what else we should know.',
  onlyOffered: 'Only goods that are in stock and can be ordered are listed.',
  nothingOffered: 'Nothing can be ordered at the moment',
  nothingOfferedText: 'Goods appear here when they have come in.',
  notFound: 'No product matches',
  product: 'Product',
  variant: 'Sold as',
  producer: 'Producer',
  price: 'Price (without tax)',
  perKg: (yen) => `${yen}/kg`,
  byScale: 'Invoiced by the scale',
  available: 'Can be ordered',
  quantity: 'Quantity',
  quantityFor: (name) => `Quantity of ${name}`,
  amount: 'Amount (without tax)',
  total: 'Total (without tax, expected)',
  shipped: 'Shipped',
  acceptedQuantity: 'Accepted',
  dropped: 'Closed',
  left: 'Left',
  deliveries: 'Deliveries',
  deliveryNo: 'Delivery note',
  shippedOn: 'Shipped on',
  invoice: 'Invoice',
  notInvoiced: 'Not invoiced',
  ship: 'Ship',
  shipHint: 'Taken from the lots that expire first. Change a quantity to ship a part.',
  shipQuantity: 'Ship',
  weight: 'Weight by the scale',
  closeRest: 'The rest is not shipped: the order ends with this delivery',
  cancel: 'Cancel the order',
  cancelHint: 'Releases the goods. A cancelled order cannot be brought back.',
  closeOrder: 'End it without shipping the rest',
  cancelReason: 'Reason',
  noticePlaced: (no) => `Order ${no} is placed.`,
  noticeShipped: (no) => `Delivery note ${no} is made.`,
  noticeCancelled: (no) => `Order ${no} is cancelled.`,
  noticeClosed: (no) => `The rest of order ${no} is closed.`,

  delivery: 'Delivery note',
  lot: 'Lot',
  note2: 'Note',
  pdf: 'Open the PDF',
  pdfNoPrices: 'PDF without prices',
  taxLater: 'The tax is computed by rate on the monthly invoice.',
  reduced: '※ marks goods at the reduced tax rate.',
  returned: 'Came back',
  returns: 'Returns',
  takeReturn: 'Record a return',
  returnNo: 'Return',
  on: 'Day',
  fate: 'What becomes of it',
  fates: { stock: 'Back to the stock', waste: 'Thrown away' },
  reason: 'Reason',
  returnHint: 'The delivery note stays; the next invoice is reduced.',
  grams: 'g',
  returnQuantityKg: 'Weight that came back',
  returnedOn: 'Came back on',
  noticeReturned: (no) => `Return ${no} is recorded and taken off the next invoice.`,
  entries: 'In the ledger',
  noEntries: 'Orders and deliveries are promises: the ledger has them when they are paid.',
}

export const orderWords: Readonly<Record<Lang, OrderWords>> = { ja, en }

const place: Sentences<PlaceRefusal> = {
  not_allowed: [
    () => 'この注文は、ご本人か地域商社の方だけができます。',
    () => 'Only the buyer or the trading company may place this order.',
  ],
  buyer_unknown: [() => '買い手を選んでください。', () => 'Choose the buyer.'],
  no_lines: [
    () => '一つ以上の産品に数量を入力してください。',
    () => 'Enter a quantity for at least one product.',
  ],
  too_many_lines: [
    (t) => `一度に注文できるのは${t.number('most')}品までです。注文を分けてください。`,
    (t) => `An order has at most ${t.number('most')} lines. Split it in two.`,
  ],
  quantity_wrong: [
    () => '数量は1以上の整数で入力してください。',
    () => 'Enter the quantity as a whole number, 1 or more.',
  ],
  deliver_on_past: [
    () => '納品日は、注文日以降の日付を入力してください。',
    () => 'Enter a delivery day that is not before the order.',
  ],
  ordered_on_wrong: [
    () => '注文日は、今日までの日付を入力してください。',
    () => 'Enter a day of order that is not after today.',
  ],
  not_offered: [
    (t) =>
      t.text('name') === ''
        ? '注文できない荷姿が含まれています。画面を開き直してください。'
        : `「${t.text('name')}」はいま注文できません。数量を消してください。`,
    (t) =>
      t.text('name') === ''
        ? 'One of the lines cannot be ordered. Open the page again.'
        : `${t.text('name')} cannot be ordered now. Remove its quantity.`,
  ],
  sold_out: [
    (t) => `「${t.text('name')}」はあと${t.amount('left')}です。数量を減らしてください。`,
    (t) => `Only ${t.amount('left')} of ${t.text('name')} are left. Order fewer.`,
  ],
}
export const sayPlace = sayer(place)

const cancel: Sentences<CancelRefusal> = {
  not_allowed: [() => 'この注文は取り消せません。', () => 'You may not cancel this order.'],
  order_unknown: [() => '注文が見つかりません。', () => 'The order was not found.'],
  order_ended: [
    (t) =>
      t.text('state') === 'cancelled'
        ? 'この注文はすでに取り消されています。'
        : 'この注文はすでに出荷されました。返品として記録してください。',
    (t) =>
      t.text('state') === 'cancelled'
        ? 'This order is cancelled already.'
        : 'This order was shipped. Record a return instead.',
  ],
  already_shipping: [
    () => '出荷が始まっているため、取り消せません。地域商社にご連絡ください。',
    () => 'A part was shipped already. Please contact the trading company.',
  ],
}
export const sayCancel = sayer(cancel)

const ship: Sentences<ShipRefusal> = {
  not_allowed: [() => '出荷は、地域商社の方だけが記録できます。', () => 'Only the trading company may ship.'],
  order_unknown: [() => '注文が見つかりません。', () => 'The order was not found.'],
  order_ended: [
    () => 'この注文は、すでに出荷または取り消しが済んでいます。',
    () => 'This order was shipped or cancelled already.',
  ],
  day_in_future: [
    () => '出荷日は、今日までの日付を入力してください。',
    () => 'Enter a day of shipping that is not after today.',
  ],
  nothing_to_ship: [
    () => '出荷する数を、一つ以上の品に入力してください。',
    () => 'Enter how many to ship of at least one product.',
  ],
  line_unknown: [
    () => '注文にない品が含まれています。画面を開き直してください。',
    () => 'A line is not of this order. Open the page again.',
  ],
  quantity_wrong: [
    (t) => `「${t.text('name')}」の数量は0以上の整数で入力してください。`,
    (t) => `Enter the quantity of ${t.text('name')} as a whole number.`,
  ],
  more_than_ordered: [
    (t) => `「${t.text('name')}」の残りは${t.number('open')}です。それまでの数にしてください。`,
    (t) => `${t.number('open')} of ${t.text('name')} are left to ship. Enter no more than that.`,
  ],
  weight_missing: [
    (t) => `「${t.text('name')}」は重さで請求します。量った重さを入力してください。`,
    (t) => `${t.text('name')} is invoiced by weight. Enter what the scale said.`,
  ],
  lots_hold_less: [
    (t) => `「${t.text('name')}」のロットが${t.number('short')}足りません。入荷を記録してください。`,
    (t) => `The lots of ${t.text('name')} are ${t.number('short')} short. Record a receipt first.`,
  ],
  lot_not_of_product: [
    (t) => `「${t.text('name')}」のロットではありません。ロットを選び直してください。`,
    (t) => `This is no lot of ${t.text('name')}. Choose another.`,
  ],
  lots_do_not_add_up: [
    (t) => `「${t.text('name')}」のロットの合計を${t.number('wanted')}にしてください。`,
    (t) => `The lots of ${t.text('name')} must add up to ${t.number('wanted')}.`,
  ],
  promised_to_buyers: [
    (t) => `「${t.text('name')}」はほかの注文に約束した分があります。重さを確かめてください。`,
    (t) => `The rest of ${t.text('name')} was promised to other buyers. Check the weight.`,
  ],
}
export const sayShip = sayer(ship)

const back: Sentences<ReturnRefusal> = {
  not_allowed: [
    () => '返品は、地域商社の方だけが記録できます。',
    () => 'Only the trading company may record a return.',
  ],
  delivery_unknown: [() => '納品書の品を選んでください。', () => 'Choose a line of the delivery note.'],
  quantity_wrong: [
    () => '返品の数量は1以上の整数で入力してください。',
    () => 'Enter the quantity as a whole number, 1 or more.',
  ],
  reason_missing: [() => '返品の理由を入力してください。', () => 'Enter the reason of the return.'],
  day_in_future: [
    () => '返品の日は、今日までの日付を入力してください。',
    () => 'Enter a day that is not after today.',
  ],
  before_delivery: [
    (t) => `返品の日は、出荷日（${t.text('on')}）以降にしてください。`,
    (t) => `The goods were shipped on ${t.text('on')}. Enter that day or a later one.`,
  ],
  more_than_delivered: [
    (t) => `返品できるのは、あと${t.number('left')}までです。`,
    (t) => `At most ${t.number('left')} can still come back.`,
  ],
}
export const sayReturn = sayer(back)
