/** Why an order, a shipment or a return was refused, as sentences. */
import type { ShipRefusal } from '#trade/deliveries.ts'
import type { ApproveRefusal } from '#trade/approvals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { AddRefusal } from '#trade/order-additions.ts'
import type { CancelRefusal, PlaceRefusal } from '#trade/orders.ts'
import type { ReturnRefusal } from '#trade/returns.ts'
import { sayer } from './sentences.ts'
import type { Sentences } from './sentences.ts'

/** Wherever a buyer says how many of a variant. */
export const notInSteps: Sentences<Refusal<'not_in_steps'>>['not_in_steps'] = [
  (t) => `「${t.text('name')}」は${t.number('least')}以上、${t.number('step')}ずつでお願いします。`,
  (t) => `Of ${t.text('name')} please take ${t.number('least')} or more, by ${t.number('step')}.`,
]

/** Where goods need more days than there are until the delivery. */
export const tooSoon: Sentences<Refusal<'too_soon'>>['too_soon'] = [
  (t) => `「${t.text('name')}」は、いまのご注文では${t.day('day')}から納品できます。納品日を変えてください。`,
  (t) => `${t.text('name')}, ordered now, can be delivered from ${t.day('day')}. Change the delivery day.`,
]

/** Wherever somebody names a price. */
export const setOverLimit: Sentences<Refusal<'set_over_limit'>>['set_over_limit'] = [
  (t) => `軽減税率の詰め合わせは、税抜${t.yen('mostYen')}までの価格にしてください。`,
  (t) => `A set at the reduced rate costs ${t.yen('mostYen')} or less without tax.`,
]

/** Wherever a buyer would owe more than the company lends. */
export const overCredit: Sentences<Refusal<'over_credit'>>['over_credit'] = [
  (t) =>
    `ご利用枠（${t.yen('limit')}）の残りは${t.yen('left')}です。数量を減らすか、地域商社にご連絡ください。`,
  (t) =>
    `${t.yen('left')} of the credit limit of ${t.yen('limit')} are left. Order less, or ask the trading company.`,
]

const place: Sentences<PlaceRefusal> = {
  not_allowed: [
    () => 'この注文は、ご本人か地域商社の方だけができます。',
    () => 'Only the buyer or the trading company may place this order.',
  ],
  buyer_unknown: [() => '買い手を選んでください。', () => 'Choose the buyer.'],
  place_unknown: [
    () => 'この納品先は使えません。選びなおしてください。',
    () => 'This place cannot be used. Choose another.',
  ],
  over_credit: overCredit,
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
  not_in_steps: notInSteps,
  deliver_on_past: [
    () => '納品日は、注文日以降の日付を入力してください。',
    () => 'Enter a delivery day that is not before the order.',
  ],
  too_soon: tooSoon,
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

const approve: Sentences<ApproveRefusal> = {
  not_allowed: [
    () =>
      '承認できるのは、この買い手の承認する人だけです。全員離れているときは、注文した人のほかの方か地域商社が承認できます。',
    () =>
      'Only who approves for this buyer may do it; when all have left, somebody else than who ordered, or the trading company.',
  ],
  order_unknown: [() => '注文が見つかりません。', () => 'The order was not found.'],
  not_waiting: [
    () => 'この注文は承認を待っていません。画面を開きなおしてください。',
    () => 'This order does not wait for approval. Open the page again.',
  ],
}
export const sayApprove = sayer(approve)

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

const add: Sentences<AddRefusal> = {
  ...place,
  order_unknown: cancel.order_unknown,
  order_ended: [
    () => 'この注文はすでに出荷または取り消しが済んでいます。「新しい注文」を選んでください。',
    () => 'This order was shipped or cancelled already. Choose “A new order”.',
  ],
  already_shipping: [
    () => 'この注文は出荷が始まりました。「新しい注文」を選んでください。',
    () => 'Shipping of this order has begun. Choose “A new order”.',
  ],
}
export const sayAdd = sayer(add)

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
