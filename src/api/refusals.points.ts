/** What points refuse, as in refusals.general.ts. */
export const pointsRefusals = {
  fund_not_open: [409, 'ポイント基金がまだ開かれていません。', 'The points fund is not open yet.'],
  fund_is_open: [409, 'ポイント基金はもう開かれています。', 'The points fund is open already.'],
  fund_short: [
    409,
    '基金のポイントが{short}足りません。先に円を入れてください。',
    'The fund lacks {short} points. Put yen in first.',
  ],
  fund_move_unknown: [404, 'この基金の動きは見つかりません。', 'This move of the fund is not known.'],
  points_spent: [
    409,
    'もう使われたか、期限が過ぎたポイントがあります。残っているのは{left}です。',
    'Some of these points were used or have expired: {left} are left.',
  ],
  fund_used: [
    409,
    'この円の分のポイントが、もう{short}渡されています。先にそれを取り消してください。',
    'For {short} of these yen points were given already. Undo that first.',
  ],
  points_missing: [422, 'ポイントは1以上にしてください。', 'Give 1 point or more.'],
  no_shop_code: [422, 'そのコードの加盟店はありません。', 'No shop has this code.'],
  shop_unknown: [
    404,
    'この加盟店は見つからないか、いま受け取れません。',
    'This shop is not known, or takes no points now.',
  ],
  pays_itself: [422, '自分の店には支払えません。', 'A shop cannot be paid by itself.'],
  payment_too_large: [422, '一度に支払えるのは{most}ポイントまでです。', 'At most {most} points at once.'],
  day_limit: [
    409,
    '今日あと支払えるのは{left}ポイントまでです。',
    'Only {left} more points can be paid today.',
  ],
  not_enough_points: [
    409,
    'ポイントが足りません。使えるのは{has}です。',
    'Not enough points: there are {has}.',
  ],
  code_expired: [
    409,
    'このコードは使われたか、5分を過ぎています。',
    'This code was used, or is older than five minutes.',
  ],
  takings_short: [
    409,
    'このポイントは、もう払い出しに入っています。',
    'These points are in a payout to the shop already.',
  ],
  paid_by_note: [409, 'ポイント券の支払いは取り消せません。', 'A payment by notes cannot be taken back.'],
  no_notes: [422, '券の番号を1つ以上入れてください。', 'Give at least one number.'],
  too_many_notes: [422, '一度に{most}枚までです。', 'At most {most} notes at once.'],
  note_form: [422, '「{serial}」は券の番号ではありません。', '“{serial}” is no number of a note.'],
  note_unknown: [422, '券「{serial}」は出されていません。', 'Note “{serial}” was never made.'],
  note_twice: [422, '券「{serial}」が2回入っています。', 'Note “{serial}” stands twice.'],
  note_taken: [409, '券「{serial}」はもう使われています。', 'Note “{serial}” was used before.'],
  note_void: [409, '券「{serial}」は無効です。', 'Note “{serial}” was made void.'],
  note_expired: [409, '券「{serial}」は期限が過ぎています。', 'Note “{serial}” has expired.'],
  nothing_to_redeem: [409, '払い出すポイントがありません。', 'No shop has taken points.'],
  redemption_not_paid: [409, 'この払い出しはまだ済んでいません。', 'This payout is not paid yet.'],
  redemption_paid: [409, 'この払い出しはもう支払い済みです。', 'This payout is paid already.'],
  redemption_cancelled: [409, 'この払い出しはもう取り消されています。', 'This payout was cancelled already.'],
  transfer_day_to_come: [409, '振込指定日がまだ来ていません。', 'The day of the transfer is still to come.'],
  redemption_unknown: [404, 'この払い出しは見つかりません。', 'This payout to shops is not known.'],
} as const

/** What paying by points may answer, beside the ledger's own. */
export const payRefusals = [
  'points_missing',
  'shop_unknown',
  'pays_itself',
  'payment_too_large',
  'day_limit',
  'not_enough_points',
] as const
export const noteRefusals = [
  'note_form',
  'note_unknown',
  'note_twice',
  'note_taken',
  'note_void',
  'note_expired',
  'no_notes',
  'too_many_notes',
] as const
