/** What order cycles, pools and standing orders refuse, as in refusals.general.ts. */
export const cycleRefusals = {
  cycle_unknown: [404, 'この受注回は見つかりません。', 'This order cycle is not known.'],
  closes_too_early: [
    422,
    '締め切りは、今より後で、受付を始める日以降にしてください。',
    'The cycle must close after now, and not before it opens.',
  ],
  days_wrong: [
    422,
    '納品日は、締め切りの日以降の1日から14日にしてください。',
    'Give 1 to 14 delivery days, none before the cycle closes.',
  ],
  limit_wrong: [422, '上限は1円以上の整数にしてください。', 'The limit is a whole number of yen, 1 or more.'],
  weights_wrong: [
    422,
    '重みは0から100の整数で、どれか1つは0より大きくしてください。',
    'Weights are whole numbers from 0 to 100, and not all of them 0.',
  ],
  no_producers: [422, '声をかける生産者を1人以上入れてください。', 'Give at least one producer to ask.'],
  already_open: [
    409,
    '受付を始めたあとは、計画を直すことも、もう一度始めることもできません。',
    'A cycle that was opened can neither be planned anew nor opened again.',
  ],
  cycle_closed: [409, 'この受注回は締め切りました。', 'This cycle has closed.'],
  nothing_offered: [
    409,
    '出せる品がまだありません。生産者に聞くか、代わりに入れてください。',
    'Nothing is offered yet. Ask the producers, or enter it for them.',
  ],
  already_ordered: [
    409,
    'すでに注文になった予約があります。変えるときは、その注文を取り消してください。',
    'A booking has become an order already. Cancel that order instead.',
  ],
  nothing_booked: [409, 'まだ予約がありません。', 'Nothing is booked yet.'],
  not_open: [
    409,
    '割り当てられるのは、受付を始めた受注回だけです。',
    'Only a cycle that was opened can be allocated.',
  ],

  already_booked: [
    409,
    '「{name}」には、もう{taken}{unit}の予約があります。それより少なくはできません。',
    '{taken} {unit} of {name} are booked already. It cannot be less.',
  ],
  pool_booked: [
    409,
    '共同の品「{name}」に{taken}の予約があり、足りなくなります。減らす前に商社に知らせてください。',
    '{taken} of the pool {name} are booked, and it would be short. Tell the trading company first.',
  ],

  day_not_offered: [
    422,
    '納品日は、受注回の deliverDays から選んでください。',
    'Choose one of the deliverDays of the cycle.',
  ],
  no_wishes: [422, '予約する品を1つ以上入れてください。', 'Give at least one thing to book.'],
  one_of_both: [
    422,
    'variantId か poolId の、どちらか1つだけを入れてください。',
    'Give either variantId or poolId, and only one of them.',
  ],
  not_in_cycle: [
    422,
    'この受注回では予約できない品です。予約できるものは booking-sheet にあります。',
    'It cannot be booked in this cycle. The booking-sheet shows what can.',
  ],
  booked_out: [
    409,
    '「{name}」は、合わせて{left}{unit}まで予約できます。',
    'At most {left} {unit} of {name} can be booked in all.',
  ],
  pool_booked_out: [
    409,
    '共同の品「{name}」は、{left}まで予約できます。',
    'At most {left} of the pool {name} can be booked.',
  ],
  limit_reached: [
    409,
    'この受注回の残りは{left}円です。数を減らしてください。',
    '{left} yen of this cycle are left. Book less.',
  ],

  not_allocated: [409, '先に割り当ててください。', 'Allocate the cycle first.'],
  not_a_member: [422, 'この共同の品に入っていない規格です。', 'The variant is not of this pool.'],
  does_not_add_up: [
    422,
    '合わせて、予約の数（{booked}）までにしてください。',
    'Together at most what was booked: {booked}.',
  ],
  producer_has_less: [409, '「{name}」は、あと{left}です。', 'There are only {left} of {name}.'],
  nothing_to_order: [
    409,
    'この日に、まだ注文にしていない予約はありません。',
    'No booking of this day waits to become an order.',
  ],
  nothing_in_store: [
    409,
    '在庫に空きがありません。入荷を記録してから注文にしてください。',
    'Nothing is free in the store. Record what arrived first.',
  ],

  pool_unknown: [404, 'この共同の品は見つかりません。', 'This pool is not known.'],
  too_few_members: [
    422,
    '2人以上の生産者の規格を入れてください。',
    'Give variants of two producers or more.',
  ],
  members_differ: [
    422,
    '「{name}」は、内容量・単位・税率のどれかが、ほかと違います。',
    '{name} differs from the others in content, unit or tax.',
  ],
  in_other_pool: [409, '「{name}」は、ほかの共同の品に入っています。', '{name} is in another pool.'],
  product_twice: [
    422,
    '「{name}」と同じ産品の規格が入っています。',
    'Another variant of the product of {name} is in it.',
  ],
  pool_in_use: [409, '受注回「{cycle}」で予約が入っています。', 'It is booked in the cycle {cycle}.'],

  goods_unknown: [
    422,
    'この品は定期注文にできません。共同の品に入った規格は poolId で頼んでください。',
    'It cannot be a standing order. Order a variant of a pool by its poolId.',
  ],
  weeks_wrong: [422, '1週から12週ごとにしてください。', 'Every 1 to 12 weeks.'],
  standing_unknown: [
    404,
    'この定期注文は見つかりません。終わっていないか、一覧を確かめてください。',
    'This standing order is not known. See in the list whether it has ended.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>
