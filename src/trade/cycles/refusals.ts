/** Why something on an order cycle was refused, as sentences. */
import type { ReceiveRefusal } from '#trade/lots.ts'
import { notInSteps, overCredit, setOverLimit, tooSoon } from '#trade/words/order-refusals.ts'
import { type Sentences, sayer } from '#trade/words/sentences.ts'
import type { AllocateRefusal, OverrideRefusal } from './allocations.ts'
import type { EnterRefusal } from './availability.ts'
import type { BookRefusal } from './bookings.ts'
import type { AskRefusal, CancelCycleRefusal, EndCycleRefusal, OpenRefusal, PlanRefusal } from './cycles.ts'
import type { MakeOrdersRefusal } from './fulfilment.ts'
import type { PoolRefusal } from './pools.ts'
import type { ChangeStandingRefusal, StandingRefusal } from './standing.ts'

const cycle: Sentences<
  PlanRefusal | AskRefusal | OpenRefusal | CancelCycleRefusal | AllocateRefusal | EndCycleRefusal
> = {
  not_allocated: [() => 'この受注回は、まだ割り当てていません。', () => 'This cycle is not allocated.'],
  not_allowed: [
    () => '受注回を動かせるのは、地域商社の方だけです。',
    () => 'Only the trading company runs order cycles.',
  ],
  name_missing: [() => '受注回の名前を入力してください。', () => 'Enter the name of the cycle.'],
  closes_too_early: [
    () => '締め切りは、今より後で、受付を始める日以降にしてください。',
    () => 'Enter a deadline that is still to come and not before the cycle opens.',
  ],
  days_wrong: [
    () => '納品日は、締め切りの日以降の日付を1〜14日入力してください。',
    () => 'Enter 1 to 14 delivery days, none before the cycle closes.',
  ],
  limit_wrong: [
    () => '上限は1円以上の整数にするか、空にしてください。',
    () => 'Enter a limit in whole yen, or leave it empty.',
  ],
  weights_wrong: [
    () => '割り当ての重みは0〜100の整数で、どれか一つは0より大きくしてください。',
    () => 'Enter weights from 0 to 100, at least one above 0.',
  ],
  no_producers: [() => '声をかける生産者を選んでください。', () => 'Choose the producers to ask.'],
  producer_unknown: [
    () => '公開中の産品がある生産者を選んでください。',
    () => 'Choose producers with published products.',
  ],
  cycle_unknown: [() => '受注回が見つかりません。', () => 'The order cycle was not found.'],
  already_open: [
    () => '受付を始めたあとは、計画を直せません。',
    () => 'A cycle that was opened cannot be planned anew.',
  ],
  cycle_closed: [() => 'この受注回は締め切りました。', () => 'This cycle has closed.'],
  nothing_offered: [
    () => '出せる品がまだありません。生産者に聞くか、代わりに入力してください。',
    () => 'Nothing is offered yet. Ask the producers, or enter it for them.',
  ],
  already_ordered: [
    () => 'すでに注文にした予約があります。注文を取り消してください。',
    () => 'Bookings have become orders already. Cancel those orders instead.',
  ],
  nothing_booked: [() => 'まだ予約がありません。', () => 'Nothing is booked yet.'],
  not_open: [
    () => '受付を始めた受注回だけを割り当てられます。',
    () => 'Only a cycle that was opened can be allocated.',
  ],
}
export const sayCycle = sayer(cycle)

const enter: Sentences<EnterRefusal> = {
  not_allowed: [
    () => '出せる量を入れられるのは、その生産者か地域商社の方だけです。',
    () => 'Only the producer or the trading company enters this.',
  ],
  link_unknown: [
    () => 'このリンクは使えません。新しいメールのリンクを開いてください。',
    () => 'This link cannot be used. Open the one in the newest mail.',
  ],
  cycle_unknown: [() => '受注回が見つかりません。', () => 'The order cycle was not found.'],
  cycle_closed: [
    () => 'この受注回は締め切りました。変えたいことは、地域商社に連絡してください。',
    () => 'This cycle has closed. Please contact the trading company.',
  ],
  product_unknown: [
    () => '出せない産品が含まれています。画面を開きなおしてください。',
    () => 'A product is not yours or not published. Open the page again.',
  ],
  quantity_wrong: [
    () => '出せる量は0以上の数で入力してください。',
    () => 'Enter how much there is, 0 or more.',
  ],
  already_booked: [
    (t) =>
      `「${t.text('name')}」は、もう${t.amount('taken')}の予約があります。それ以上の量にするか、地域商社に連絡してください。`,
    (t) =>
      `${t.amount('taken')} of ${t.text('name')} are booked already. Enter no less, or contact the trading company.`,
  ],
  pool_booked: [
    (t) =>
      `共同の品「${t.text('name')}」に${t.number('taken')}の予約があり、足りなくなります。地域商社に連絡してください。`,
    (t) =>
      `${t.number('taken')} of the pool ${t.text('name')} are booked, and it would be short. Please contact the trading company.`,
  ],
}
export const sayEnter = sayer(enter)

const book: Sentences<BookRefusal> = {
  not_allowed: [
    () => '予約は、ご本人か地域商社の方だけができます。',
    () => 'Only the buyer or the trading company may book.',
  ],
  buyer_unknown: [() => '買い手を選んでください。', () => 'Choose the buyer.'],
  cycle_unknown: [() => '受注回が見つかりません。', () => 'The order cycle was not found.'],
  cycle_closed: [
    () => 'この受注回は締め切りました。急ぎのときは、ふつうの注文をしてください。',
    () => 'This cycle has closed. If it is urgent, place an ordinary order.',
  ],
  day_not_offered: [() => '納品日を選びなおしてください。', () => 'Choose one of the delivery days.'],
  place_unknown: [() => '受け取り方を選びなおしてください。', () => 'Choose again how it reaches you.'],
  no_wishes: [() => '一つ以上の品に数を入力してください。', () => 'Enter how many of at least one product.'],
  quantity_wrong: [() => '数は0以上の整数で入力してください。', () => 'Enter a whole number, 0 or more.'],
  over_credit: overCredit,
  not_in_steps: notInSteps,
  not_in_cycle: [
    (t) =>
      t.text('name') === ''
        ? '予約できない品があります。'
        : `「${t.text('name')}」は、この受注回では予約できません。`,
    (t) =>
      t.text('name') === ''
        ? 'Something cannot be booked.'
        : `${t.text('name')} cannot be booked in this cycle.`,
  ],
  booked_out: [
    (t) => `「${t.text('name')}」は、合わせて${t.amount('left')}まで予約できます。`,
    (t) => `At most ${t.amount('left')} of ${t.text('name')} can be booked in all.`,
  ],
  pool_booked_out: [
    (t) => `「${t.text('name')}」は、あと${t.number('left')}まで予約できます。`,
    (t) => `At most ${t.number('left')} of ${t.text('name')} can be booked.`,
  ],
  limit_reached: [
    (t) => `この受注回の残りは${t.yen('left')}です。数を減らしてください。`,
    (t) => `${t.yen('left')} of this cycle are left. Book less.`,
  ],
}
export const sayBook = sayer(book)

const override: Sentences<OverrideRefusal> = {
  not_allowed: [
    () => '割り当てを変えられるのは、地域商社の方だけです。',
    () => 'Only the trading company changes an allocation.',
  ],
  line_unknown: [() => '共同の品の行が見つかりません。', () => 'The line of a pool was not found.'],
  not_allocated: [() => '先に割り当ててください。', () => 'Allocate the cycle first.'],
  already_ordered: [() => 'この予約は、もう注文になりました。', () => 'This booking is an order already.'],
  reason_missing: [() => '変える理由を入力してください。', () => 'Enter why it is changed.'],
  quantity_wrong: [() => '数は0以上の整数で入力してください。', () => 'Enter a whole number, 0 or more.'],
  not_a_member: [
    () => '共同の品に入っていない荷姿です。画面を開きなおしてください。',
    () => 'A variant is not of this pool. Open the page again.',
  ],
  does_not_add_up: [
    (t) => `合計を、予約の数（${t.number('booked')}）までにしてください。`,
    (t) => `Together at most what was booked: ${t.number('booked')}.`,
  ],
  producer_has_less: [
    (t) => `「${t.text('name')}」は${t.number('left')}までしか出せません。`,
    (t) => `There are only ${t.number('left')} of ${t.text('name')}.`,
  ],
}
export const sayOverride = sayer(override)

const pool: Sentences<PoolRefusal> = {
  not_allowed: [
    () => '共同の品を変えられるのは、地域商社の方だけです。',
    () => 'Only the trading company changes pools.',
  ],
  name_missing: [() => '名前を入力してください。', () => 'Enter the name.'],
  name_taken: [() => '同じ名前の共同の品があります。', () => 'There is a pool of this name.'],
  set_over_limit: setOverLimit,
  price_wrong: [() => '価格は0円以上の整数で入力してください。', () => 'Enter the price in whole yen.'],
  too_few_members: [
    () => '2人以上の生産者の荷姿を選んでください。',
    () => 'Choose variants of two producers or more.',
  ],
  variant_unknown: [
    () => '公開中の産品の荷姿を選んでください。',
    () => 'Choose variants of published products.',
  ],
  members_differ: [
    (t) =>
      `「${t.text('name')}」は、内容の量・単位・税率がほかとちがいます。そろった荷姿だけを選んでください。`,
    (t) => `${t.text('name')} differs in size, unit or tax. Choose variants that are alike.`,
  ],
  in_other_pool: [
    (t) => `「${t.text('name')}」は、ほかの共同の品に入っています。`,
    (t) => `${t.text('name')} is in another pool.`,
  ],
  product_twice: [
    (t) =>
      `「${t.text('name')}」と同じ産品の荷姿が、もう入っています。一つの産品からは一つの荷姿にしてください。`,
    (t) => `A variant of the same product as ${t.text('name')} is in it already. Choose one of each product.`,
  ],
  pool_in_use: [
    (t) =>
      `受注回「${t.text('cycle')}」で予約が入っているので、生産者の入れ替えと終了はできません。その受注回が終わってから変えてください。`,
    (t) =>
      `It is booked in the cycle ${t.text('cycle')}. Change its members or close it when that has ended.`,
  ],
  pool_unknown: [() => 'この共同の品はもう使われていません。', () => 'This pool is not used any more.'],
}
export const sayPool = sayer(pool)

const standing: Sentences<StandingRefusal | ChangeStandingRefusal> = {
  not_allowed: [
    () => '定期注文は、ご本人か地域商社の方だけが変えられます。',
    () => 'Only the buyer or the trading company changes standing orders.',
  ],
  buyer_unknown: [() => '買い手を選んでください。', () => 'Choose the buyer.'],
  goods_unknown: [
    () => '品を選んでください。共同の品に入った荷姿は、共同の品として選びます。',
    () => 'Choose the goods. A variant of a pool is ordered as the pool.',
  ],
  quantity_wrong: [() => '数は1以上の整数で入力してください。', () => 'Enter a whole number, 1 or more.'],
  not_in_steps: notInSteps,
  weeks_wrong: [() => '1〜12週ごとにしてください。', () => 'Enter 1 to 12 weeks.'],
  standing_unknown: [
    () => '定期注文が見つかりません。画面を開きなおしてください。',
    () => 'The standing order was not found. Open the page again.',
  ],
  period_wrong: [
    () => '「いつまで」は「いつから」以降の日付にしてください。',
    () => 'Enter an end that is not before the beginning.',
  ],
}
export const sayStanding = sayer(standing)

const orders: Sentences<MakeOrdersRefusal> = {
  not_allowed: [
    () => '注文にできるのは、地域商社の方だけです。',
    () => 'Only the trading company makes orders of bookings.',
  ],
  cycle_unknown: [() => '受注回が見つかりません。', () => 'The order cycle was not found.'],
  not_allocated: [() => '先に割り当ててください。', () => 'Allocate the cycle first.'],
  nothing_to_order: [
    () => 'この日に、まだ注文にしていない予約はありません。',
    () => 'No booking of this day waits to become an order.',
  ],
  nothing_in_store: [
    () => '在庫の空きがありません。入荷を記録してから注文にしてください。',
    () => 'Nothing is free in store. Record what arrived first.',
  ],
  buyer_unknown: [() => '買い手が見つかりません。', () => 'A buyer was not found.'],
  no_lines: [() => '注文にする品がありません。', () => 'There is nothing to order.'],
  too_many_lines: [() => '一つの予約の品が多すぎます。', () => 'A booking has too many lines.'],
  quantity_wrong: [() => '数を確かめてください。', () => 'Check the quantities.'],
  not_in_steps: notInSteps,
  too_soon: tooSoon,
  deliver_on_past: [
    () => '納品日が過ぎています。ふつうの注文として入力してください。',
    () => 'The delivery day is over. Enter ordinary orders.',
  ],
  ordered_on_wrong: [() => '注文日を確かめてください。', () => 'Check the day of the order.'],
  not_offered: [
    (t) => `「${t.text('name')}」は公開されていません。公開してから注文にしてください。`,
    (t) => `${t.text('name')} is not published. Publish it first.`,
  ],
  sold_out: [
    (t) => `「${t.text('name')}」の在庫が足りません。入荷を記録してください。`,
    (t) => `There is not enough of ${t.text('name')}. Record what arrived.`,
  ],
  place_unknown: [
    () => '使われなくなった納品先があります。買い手のページで確かめてください。',
    () => 'A place is not used any more. See the page of the buyer.',
  ],
  over_credit: [() => '与信枠を超える注文があります。', () => 'An order is beyond its credit limit.'],
}
export const sayMakeOrders = sayer(orders)

const receive: Sentences<ReceiveRefusal> = {
  not_allowed: [
    () => '入荷は、地域商社の方だけが記録できます。',
    () => 'Only the trading company records receipts.',
  ],
  product_unknown: [() => '産品が見つかりません。', () => 'A product was not found.'],
  quantity_wrong: [() => '届いた量は1以上で入力してください。', () => 'Enter how much arrived, 1 or more.'],
  day_in_future: [() => '今日までの日付を入力してください。', () => 'Enter a day that is not after today.'],
  made_after_receipt: [
    () => '収穫・製造の日は、今日までの日付を入力してください。',
    () => 'Enter a day of harvest that is not after today.',
  ],
  best_before_too_early: [() => '期限を確かめてください。', () => 'Check the best-before day.'],
  contract_missing: [
    (t) => `「${t.text('name')}」の取引条件がありません。産品のページで決めてください。`,
    (t) => `${t.text('name')} has no terms. Enter them on its page.`,
  ],
  lot_no_taken: [() => 'ロット番号が重なりました。', () => 'A lot number is taken.'],
}
export const sayReceive = sayer(receive)
