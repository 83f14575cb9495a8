/** What people read when something with money cannot be done: what is wrong, and the mend. */
import type { PostRefusal, ReversalRefusal } from '#ledger/post.ts'
import type { ExpenseRefusal, VoidRefusal } from '#trade/expenses.ts'
import type { TransferFault } from '#kit/zengin-transfer.out.ts'
import type { CreditRefusal } from '#trade/credit-notes.ts'
import type { CloseRefusal } from '#trade/invoices.ts'
import type { MatchRefusal, UnmatchRefusal } from '#trade/payments.ts'
import type { ReturnRefusal } from '#parties/transfer-returns.ts'
import type { PayoutReturnRefusal } from '#trade/payout-returns.ts'
import type { PayoutRefusal, confirmPayout } from '#trade/payouts.ts'
import type { SettleRefusal } from '#trade/statements.ts'
import type { setAsideLine } from '#trade/bank-lines.ts'
import type { Refusal } from '#kit/refusals.ts'
import { sayer } from './sentences.ts'
import type { Sentences, Told } from './sentences.ts'

const notAllowed: Sentences<Refusal<'not_allowed'>> = {
  not_allowed: [
    () => 'この操作は地域商社の担当の方だけができます。担当として入りなおしてください。',
    () => 'Only staff of the trading company may do this. Sign in as staff.',
  ],
}

/** What the ledger says when an entry cannot stand. None of ours holds value back, but a hold refuses like this too. */
const posting: Sentences<PostRefusal | ReversalRefusal> = {
  day_closed: [
    () =>
      'その日の台帳は締められています。締めていない日の日付で記録するか、締めを担当の方に確かめてください。',
    () => 'The ledger is closed for that day. Use a day that is open, or ask who closes the ledger.',
  ],
  request_key_reused: [
    () => 'この操作は、別の内容ですでに記録されています。画面を開きなおして確かめてください。',
    () => 'This was already recorded with other content. Open the page again and check.',
  ],
  below_floor: [
    () => '口座の残高が足りず、記録できません。先に入金を記録してください。',
    () => 'The account does not hold enough. Record the money that came in first.',
  ],
  hold_unknown: [
    () => '取り置きが見つかりません。画面を開きなおしてください。',
    () => 'What was held back is not there. Open the page again.',
  ],
  hold_expired: [
    () => '取り置きの期限が過ぎています。もう一度取り置いてください。',
    () => 'What was held back has lapsed. Hold it again.',
  ],
  hold_already_used: [
    () => '取り置きはすでに使われています。画面を開きなおしてください。',
    () => 'What was held back was used already. Open the page again.',
  ],
  hold_already_released: [
    () => '取り置きはすでに解かれています。もう一度取り置いてください。',
    () => 'What was held back was let go already. Hold it again.',
  ],
  hold_of_another_account: [
    () => '別の口座の取り置きです。口座を確かめてください。',
    () => 'It was held on another account. Check the account.',
  ],
  hold_smaller_than_entry: [
    () => '取り置いた額より大きい記録です。額を確かめてください。',
    () => 'The entry is larger than what was held back. Check the amount.',
  ],
  reverses_unknown_entry: [
    () => '取り消す仕訳が台帳にありません。画面を開きなおしてください。',
    () => 'The entry to undo is not in the ledger. Open the page again.',
  ],
  reverses_a_reversal: [
    () => '取り消しの仕訳は取り消せません。もとの内容をもう一度記録してください。',
    () => 'A reversal cannot be undone. Record the original once more.',
  ],
  already_reversed: [
    () => 'すでに取り消されています。画面を開きなおして確かめてください。',
    () => 'It was undone already. Open the page again to see it.',
  ],
}

const lineGone: Sentences<Refusal<'bank_line_unknown' | 'line_dealt_with'>> = {
  bank_line_unknown: [
    () => 'この明細の行が見つかりません。明細の一覧から選びなおしてください。',
    () => 'This bank line is not there. Choose it again from the list.',
  ],
  line_dealt_with: [
    () => 'この行はもう処理されています。画面を開きなおすと、何になったかが見られます。',
    () => 'Somebody has dealt with this line already. Open the page again to see how.',
  ],
}

const undoing: Sentences<Refusal<'already_undone' | 'reason_missing'>> = {
  already_undone: [
    () => 'すでに取り消されています。画面を開きなおして確かめてください。',
    () => 'It was undone already. Open the page again to see it.',
  ],
  reason_missing: [
    () => '取り消す理由を入力してください。あとで見る人のために残ります。',
    () => 'Enter why it is undone. It stays there for whoever looks later.',
  ],
}

export const creditSentence = sayer<CreditRefusal>({
  not_allowed: [
    () => '返還請求書は、地域商社の方だけが作れます。',
    () => 'Only the trading company makes credit notes.',
  ],
  day_in_future: [() => '今日までの日付を入力してください。', () => 'Enter a day that is not after today.'],
  buyer_unknown: [() => '買い手を選んでください。', () => 'Choose a buyer.'],
  nothing_returned: [
    () => 'この買い手には、まだ請求書にのっていない返品がありません。画面を開きなおしてください。',
    () => 'This buyer has no return that stands on no invoice yet. Open the page again.',
  ],
})

export const closeSentence = sayer<CloseRefusal>({
  ...notAllowed,
  day_in_future: [
    () => '締める日は今日か、それより前の日にしてください。',
    () => 'The closing day must be today or earlier.',
  ],
  buyer_unknown: [
    () => 'その買い手は登録されていません。一覧から選んでください。',
    () => 'That buyer is not registered. Choose one from the list.',
  ],
  nothing_to_invoice: [
    () => 'その日までに請求する納品がありません。締める日か買い手を確かめてください。',
    () => 'Nothing was delivered up to that day that is not invoiced yet. Check the day or the buyer.',
  ],
})

export const matchSentence = sayer<MatchRefusal>({
  ...notAllowed,
  ...posting,
  ...lineGone,
  not_incoming: [
    () => '出金の行なので、請求書には消し込めません。返還請求書を選ぶか、経費として記録してください。',
    () => 'This line went out, so it cannot pay an invoice. Choose a credit note, or book it as an expense.',
  ],
  no_invoices: [() => '請求書を1つ以上選んでください。', () => 'Choose at least one invoice.'],
  invoice_unknown: [
    () => '選んだ請求書が見つかりません。画面を開きなおして選んでください。',
    () => 'An invoice you chose is not there. Open the page again and choose.',
  ],
  several_buyers: [
    () => '1回の入金で消し込めるのは、ひとつの買い手の請求書だけです。選びなおしてください。',
    () => 'One payment is for the invoices of one buyer. Choose again.',
  ],
  already_paid: [
    (t) => `請求書${t.text('no')}はもう入金済みです。選択から外してください。`,
    (t) => `Invoice ${t.text('no')} is paid already. Take it out of the choice.`,
  ],
  more_than_owed: [
    (t) =>
      `入金${t.yen('paid')}が、選んだ請求書の残り${t.yen('owed')}より多いです。請求書を足すか、買い手に何の入金か確かめてください。`,
    (t) =>
      `The ${t.yen('paid')} paid are more than the ${t.yen('owed')} owed on what you chose. Add invoices, or ask the buyer what it is for.`,
  ],
  too_many_invoices: [
    (t) => `入金は請求書${t.text('no')}まで届きません。選択から外してください。`,
    (t) => `The payment does not reach invoice ${t.text('no')}. Take it out of the choice.`,
  ],
})

export const unmatchSentence = sayer<UnmatchRefusal>({
  ...notAllowed,
  ...posting,
  ...undoing,
  payment_unknown: [
    () => 'この入金の記録が見つかりません。明細の一覧から開きなおしてください。',
    () => 'This payment is not there. Open it again from the bank lines.',
  ],
})

export const expenseSentence = sayer<ExpenseRefusal>({
  ...notAllowed,
  ...posting,
  ...lineGone,
  not_outgoing: [
    () => '入金の行なので、経費にはできません。請求書に消し込むか、対象外にしてください。',
    () => 'This line came in, so it is no expense. Match it with an invoice, or set it aside.',
  ],
  payee_unknown: [
    () => '支払先を一覧から選んでください。一覧になければ、先に登録してください。',
    () => 'Choose the payee from the list; register it first if it is not there.',
  ],
  payee_is_company: [
    () => '支払先に商社自身は選べません。お金を受け取った相手を選んでください。',
    () => 'The company cannot be its own payee. Choose who got the money.',
  ],
  amount_missing: [
    () => '支払った金額を1円以上の数字で入力してください。',
    () => 'Enter the amount paid, 1 yen or more.',
  ],
  day_missing: [() => '支払った日を入力してください。', () => 'Enter the day it was paid.'],
  day_in_future: [
    () => '支払った日は今日か、それより前の日にしてください。',
    () => 'The day it was paid must be today or earlier.',
  ],
})

export const voidSentence = sayer<VoidRefusal>({
  ...notAllowed,
  ...posting,
  ...undoing,
  expense_unknown: [
    () => 'この経費の記録が見つかりません。明細の一覧から開きなおしてください。',
    () => 'This expense is not there. Open it again from the bank lines.',
  ],
})

type SetAsideRefusal = Extract<Awaited<ReturnType<typeof setAsideLine>>, Refusal>
export const setAsideSentence = sayer<SetAsideRefusal>({ ...notAllowed, ...lineGone })

export const settleSentence = sayer<SettleRefusal>({
  ...notAllowed,
  month_not_over: [
    () => 'その月はまだ終わっていません。月が終わってから精算してください。',
    () => 'That month is not over. Settle it when it has ended.',
  ],
  pay_on_too_early: [
    () => '支払日は、精算する月の最後の日かそれより後にしてください。',
    () => 'The pay day must be the last day of the month that is settled, or later.',
  ],
  nothing_to_settle: [
    () => 'その月までに精算するものがありません。月か生産者を確かめてください。',
    () => 'There is nothing to settle up to that month. Check the month or the producer.',
  ],
})

const whose = (t: Told, ja: string): string =>
  t.text('name') === '' ? `商社の${ja}` : `${t.text('name')}の${ja}`
const of = (t: Told): string => (t.text('name') === '' ? 'the company' : t.text('name'))

const transfers: Sentences<TransferFault> = {
  no_transfers: [
    () => '振り込むものがありません。精算書を選んでください。',
    () => 'There is nothing to transfer. Choose statements.',
  ],
  too_many_transfers: [
    (t) => `一度に振り込めるのは${t.number('most')}件までです。分けて作ってください。`,
    (t) => `One file holds at most ${t.number('most')} transfers. Make several.`,
  ],
  not_a_bank_day: [
    (t) => `振込指定日の${t.text('on')}は銀行の休業日です。銀行の営業日を選んでください。`,
    (t) => `The transfer day ${t.text('on')} is no bank day. Choose a day on which banks are open.`,
  ],
  requester_code_wrong: [
    () => '依頼人コードは数字10桁までです。商社の設定で直してください。',
    () => 'The requester code has at most ten digits. Mend it in the company’s settings.',
  ],
  bank_code_wrong: [
    (t) => `${whose(t, '口座')}の銀行コードが4桁の数字ではありません。口座を登録しなおしてください。`,
    (t) => `The bank code of ${of(t)} is not four digits. Enter the account again.`,
  ],
  branch_code_wrong: [
    (t) => `${whose(t, '口座')}の支店コードが3桁の数字ではありません。口座を登録しなおしてください。`,
    (t) => `The branch code of ${of(t)} is not three digits. Enter the account again.`,
  ],
  account_type_wrong: [
    () => '貯蓄口座からは振り込めません。商社の口座を普通か当座にしてください。',
    () => 'Transfers cannot come from a savings account. Give the company an ordinary or current one.',
  ],
  account_number_wrong: [
    (t) => `${whose(t, '口座番号')}が7桁の数字ではありません。口座を登録しなおしてください。`,
    (t) => `The account number of ${of(t)} is not seven digits. Enter the account again.`,
  ],
  kana_missing: [
    (t) => `${whose(t, '口座名義')}が空です。口座を登録しなおしてください。`,
    (t) => `The account holder of ${of(t)} is empty. Enter the account again.`,
  ],
  kana_not_allowed: [
    (t) =>
      `${whose(t, '口座名義')}に、振込で使えない文字「${t.text('character')}」があります。カタカナで登録しなおしてください。`,
    (t) =>
      `The account holder of ${of(t)} has a character that transfers do not allow: ${t.text('character')}. Enter it in kana.`,
  ],
  name_too_long: [
    (t) =>
      `${whose(t, '口座名義')}が${t.number('length')}文字あり、振込の${t.number('most')}文字を超えています。通帳の表記で登録しなおしてください。`,
    (t) =>
      `The account holder of ${of(t)} has ${t.number('length')} characters; a transfer takes ${t.number('most')}. Enter it as in the passbook.`,
  ],
  amount_not_positive: [
    (t) => `${whose(t, '支払額')}が1円に届きません。選択から外してください。`,
    (t) => `The amount for ${of(t)} is below 1 yen. Take it out of the choice.`,
  ],
  amount_too_large: [
    (t) => `${whose(t, '支払額')}が、1件で振り込める額を超えています。精算書を分けて支払ってください。`,
    (t) => `The amount for ${of(t)} is too large for one transfer. Pay its statements apart.`,
  ],
  total_too_large: [
    () => '合計が、ひとつのファイルで振り込める額を超えています。分けて作ってください。',
    () => 'The total is too large for one file. Make several.',
  ],
}

export const payoutSentence = sayer<PayoutRefusal>({
  ...notAllowed,
  ...posting,
  ...transfers,
  no_statements: [
    () => '支払う精算書を1つ以上選んでください。',
    () => 'Choose at least one statement to pay.',
  ],
  statement_unknown: [
    () => '選んだ精算書が見つかりません。画面を開きなおして選んでください。',
    () => 'A statement you chose is not there. Open the page again and choose.',
  ],
  already_paid_out: [
    (t) => `精算書${t.text('no')}は、もうほかの支払いに入っています。選択から外してください。`,
    (t) => `Statement ${t.text('no')} is in another payout already. Take it out of the choice.`,
  ],
  nothing_to_pay: [
    (t) => `精算書${t.text('no')}には支払う額がありません。選択から外してください。`,
    (t) => `Statement ${t.text('no')} has nothing to pay. Take it out of the choice.`,
  ],
  payer_account_missing: [
    () => '商社の振込元の口座が、その日までに登録されていません。商社のページで口座を登録してください。',
    () => 'The company’s own bank account is not entered for that day. Enter it on the company’s page.',
  ],
  requester_code_missing: [
    () => '依頼人コードが登録されていません。銀行からの通知を見て、商社の設定に入れてください。',
    () => 'The requester code is not entered. See the bank’s letter and enter it in the company’s settings.',
  ],
  account_missing: [
    (t) =>
      `${t.text('name')}の振込先の口座が、その日までに登録されていません。登録するか、選択から外してください。`,
    (t) => `${t.text('name')} has no bank account for that day. Enter one, or take it out of the choice.`,
  ],
})

const payoutUnknown = {
  payout_unknown: [
    () => 'この支払いが見つかりません。一覧から開きなおしてください。',
    () => 'This payout is not there. Open it again from the list.',
  ],
} satisfies Sentences<Refusal<'payout_unknown'>>

/** What keeps a transfer from being recorded as come back, beside what is wrong with the form. */
type ReturnedRefusal = Exclude<PayoutReturnRefusal, ReturnRefusal>
export const returnSentence = sayer<ReturnedRefusal>({
  ...notAllowed,
  ...posting,
  ...payoutUnknown,
  payout_not_posted: [
    () => 'この支払いはまだ済んでいません。銀行が振り込まなかったときは、取り下げてください。',
    () => 'This payout is not paid yet. When the bank did not carry it out, withdraw it.',
  ],
})

type WaitingRefusal = Extract<Awaited<ReturnType<typeof confirmPayout>>, Refusal>
export const waitingSentence = sayer<WaitingRefusal>({
  ...notAllowed,
  ...posting,
  ...payoutUnknown,
  payout_cancelled: [
    () => 'この支払いは取り下げられています。精算書を選んで、新しく作ってください。',
    () => 'This payout was withdrawn. Choose the statements and make a new one.',
  ],
  payout_posted: [
    () => 'この支払いはもう台帳に記録されています。画面を開きなおして確かめてください。',
    () => 'This payout is in the ledger already. Open the page again to see it.',
  ],
  transfer_to_come: [
    (t) => `振込指定日（${t.text('on')}）はまだ来ていません。その日が来たら確定してください。`,
    (t) => `The transfer day (${t.text('on')}) is still to come. Confirm it then.`,
  ],
})
