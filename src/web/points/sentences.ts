import { day } from '#kit/days.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { openFund, fillFund } from '#points/fund.ts'
import type { undoFundMove } from '#points/fund-moves.ts'
import type { issuePoints } from '#points/issues.ts'
import type { takeByCode } from '#points/codes.ts'
import type { pay, undoPayment } from '#points/payments.ts'
import type { printNotes, takeNotes, voidNotes } from '#points/notes.ts'
import type {
  cancelRedemption,
  confirmRedemption,
  makeRedemption,
  returnTransfer,
} from '#points/redemptions.ts'
import type { endShop, registerShop } from '#points/shops.ts'
import { dayText, decimal } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'

type Refused<UseCase extends (...input: never[]) => unknown> = Extract<Awaited<ReturnType<UseCase>>, Refusal>
export type PointsRefusal =
  | Refused<typeof openFund | typeof fillFund | typeof issuePoints | typeof undoFundMove>
  | Refused<typeof pay | typeof takeByCode | typeof undoPayment>
  | Refused<typeof printNotes | typeof takeNotes | typeof voidNotes | typeof registerShop | typeof endShop>
  | Refused<typeof makeRedemption | typeof confirmRedemption | typeof cancelRedemption>
  | Refused<typeof returnTransfer>
  | Refusal<'no_shop_code' | 'not_found' | 'not_yours'>

type Detail = Readonly<Record<string, string | number>>
type Sentence = readonly [ja: (d: Detail) => string, en: (d: Detail) => string]
const said = (ja: string, en: string): Sentence => [() => ja, () => en]
const dayOf = (d: Detail, lang: Lang): string => dayText(day(String(d['on'])), lang)
const points = (d: Detail, name: string): string => `${decimal(Number(d[name] ?? 0))} pt`

const ledger = said(
  'いまは台帳に書けませんでした。画面を開きなおして、もう一度お試しください。',
  'It could not be written just now. Open the page again and retry.',
)
const account: Sentence = [
  (d) =>
    `${d['name'] ?? '基金'}の口座の登録を、通帳のとおりに直してください。振込のファイルに書けない内容があります。`,
  (d) => `Mend the bank account of ${d['name'] ?? 'the fund'}: a transfer file cannot hold it as it is.`,
]
const note = (ja: string, en: string): Sentence => [
  (d) => `券「${d['serial']}」は${ja}`,
  (d) => `Note “${d['serial']}” ${en}`,
]

/** What is wrong, and the mend. What the ledger itself refuses, and what nobody can mend at once, is one sentence. */
const sentences: Partial<Record<PointsRefusal['refused'], Sentence>> = {
  not_allowed: said(
    'この操作は、地域商社か市の担当の方だけができます。',
    'Only staff of the trading company or the city may do this.',
  ),
  not_yours: said('ほかの方の記録は見られません。', 'This is somebody else’s.'),
  not_found: said('見つかりません。', 'Not found.'),
  fund_is_open: said('基金はもう開かれています。', 'The fund is open already.'),
  fund_not_open: said(
    'ポイント基金がまだ開かれていません。先に基金を開いてください。',
    'The points fund is not open yet. Open it first.',
  ),
  party_unknown: said('主体を一覧から選んでください。', 'Choose a party from the list.'),
  requester_code_form: said('依頼人コードは数字10桁までです。', 'The requester code has at most ten digits.'),
  requester_code_missing: said(
    '基金の依頼人コードが登録されていません。銀行からの通知を見て入れてください。',
    'The requester code of the fund is not entered. See the bank’s letter.',
  ),
  amount_missing: said('金額を1円以上の数字で入れてください。', 'Enter the amount, 1 yen or more.'),
  points_missing: said('ポイントを1以上の数字で入れてください。', 'Enter the points, 1 or more.'),
  day_in_future: said('日は今日か、それより前にしてください。', 'The day must be today or before.'),
  reason_missing: said('理由を入れてください。', 'Say why.'),
  fund_short: [
    (d) => `基金のポイントが${points(d, 'short')}足りません。先に基金へ円を入れてください。`,
    (d) => `The fund lacks ${points(d, 'short')}. Put yen in first.`,
  ],
  fund_move_unknown: said('この記録は見つかりません。', 'This is not there.'),
  points_spent: [
    (d) =>
      `このうち残っているのは${points(d, 'left')}です。使われたか期限が過ぎたポイントがあるので、取り消せません。`,
    (d) => `Only ${points(d, 'left')} of these are left. What was used or has expired cannot be undone.`,
  ],
  fund_used: [
    (d) =>
      `この円の分のポイントが、もう${points(d, 'short')}渡されています。先に、渡したほうを取り消してください。`,
    (d) => `For this money ${points(d, 'short')} were given already. Undo that first.`,
  ],
  no_shop_code: said(
    'そのコードのお店は見つかりません。レジの8文字を確かめてください。',
    'There is no shop with that code. Look at the eight signs at the till.',
  ),
  shop_unknown: said(
    'このお店は、いまポイントを受け取れません。お店の人に聞いてください。',
    'This shop does not take points now. Ask at the shop.',
  ),
  pays_itself: said('自分のお店には支払えません。', 'You cannot pay your own shop.'),
  payment_too_large: [
    (d) => `一度に支払えるのは${points(d, 'most')}までです。`,
    (d) => `At most ${points(d, 'most')} can be paid at once.`,
  ],
  day_limit: [
    (d) => `今日あと支払えるのは${points(d, 'left')}までです。`,
    (d) => `Only ${points(d, 'left')} more can be paid today.`,
  ],
  not_enough_points: [
    (d) => `ポイントが足りません。使えるのは${points(d, 'has')}です。`,
    (d) => `Not enough points: there are ${points(d, 'has')}.`,
  ],
  code_expired: said(
    'このコードは、使われたか、5分を過ぎています。お客さまに出しなおしてもらってください。',
    'This code was used or is older than five minutes. Ask for a new one.',
  ),
  payment_unknown: said('この支払いは見つかりません。', 'This payment is not there.'),
  already_undone: said('もう取り消されています。', 'It was taken back already.'),
  takings_short: said(
    'このポイントは、もうお店への払い出しに入っています。払い出しを取り消してからにしてください。',
    'These points are in a payout to the shop already. Cancel that first.',
  ),
  paid_by_note: said(
    'ポイント券の支払いは取り消せません。同じ額のポイントを新しく渡してください。',
    'A payment by notes cannot be taken back. Give the same points anew.',
  ),
  no_notes: said('券の番号を1つ以上入れてください。', 'Enter at least one number.'),
  too_many_notes: [
    (d) => `一度に扱えるのは${d['most']}枚までです。分けてください。`,
    (d) => `At most ${d['most']} notes at once.`,
  ],
  note_form: note(
    '番号の形が違います。9文字を確かめてください。',
    'is no number of a note. Check its nine signs.',
  ),
  note_unknown: note('出されていません。番号を確かめてください。', 'was never made. Check the number.'),
  note_twice: note('2回入っています。1つにしてください。', 'stands twice. Leave one.'),
  note_taken: note(
    'もう使われています。外してください。二重の券かもしれません。',
    'was used before. Leave it out; it may be a copy.',
  ),
  note_void: note('無効にされています。外してください。', 'was made void. Leave it out.'),
  note_expired: note('期限が過ぎています。外してください。', 'has expired. Leave it out.'),
  nothing_to_redeem: said(
    '払い出すポイントがありません。',
    'There is nothing to pay out: no shop has taken points.',
  ),
  payer_account_missing: said(
    '基金の口座が登録されていません。基金の主体のページで口座を登録してください。',
    'The fund has no bank account. Enter it on the page of its party.',
  ),
  account_missing: [
    (d) => `${d['name']}の口座が登録されていません。主体のページで登録してください。`,
    (d) => `${d['name']} has no bank account. Enter it on its page.`,
  ],
  not_a_bank_day: [
    (d) => `${dayOf(d, 'ja')}は銀行の休業日です。営業日を選んでください。`,
    (d) => `${dayOf(d, 'en')} is no bank day. Choose another.`,
  ],
  total_too_large: said(
    '合計が大きすぎて、ひとつのファイルにできません。',
    'The total is too large for one file.',
  ),
  too_many_transfers: said('お店が多すぎて、ひとつのファイルにできません。', 'Too many shops for one file.'),
  bank_code_wrong: account,
  branch_code_wrong: account,
  account_type_wrong: account,
  account_number_wrong: account,
  requester_code_wrong: account,
  kana_missing: account,
  kana_not_allowed: account,
  name_too_long: account,
  amount_not_positive: account,
  amount_too_large: account,
  redemption_unknown: said('この払い出しは見つかりません。', 'This payout is not there.'),
  redemption_paid: said('もう支払い済みです。', 'It is paid already.'),
  redemption_not_paid: said(
    'この払い出しは、まだ支払い済みになっていません。',
    'This payout is not marked as paid.',
  ),
  redemption_cancelled: said('もう取り消されています。', 'It was cancelled already.'),
  transfer_day_to_come: said(
    '振込指定日がまだ来ていません。その日から確かめられます。',
    'The day of transfer is still to come.',
  ),
}

export function sayPoints(refusal: PointsRefusal, lang: Lang): string {
  const [ja, en] = sentences[refusal.refused] ?? ledger
  return (lang === 'ja' ? ja : en)(refusal.detail ?? {})
}
