/** What is refused between the company and its buyers: acceptance, accounts, prices, quotes, papers by mail. */
export const buyerRefusals = {
  already_accepted: [
    409,
    'この納品は{on}に検収済みです。直すときは、商社の担当に取り消しを頼んでください。',
    'The delivery was accepted on {on}. To correct it, ask the trading company to undo that first.',
  ],
  acceptance_unknown: [
    404,
    'この検収は見つかりません。取り消されていないか、納品の検収を確かめてください。',
    'This acceptance is not known. See at the delivery whether it was undone.',
  ],
  difference_unknown: [
    404,
    'この行に、この種類の相違はありません。',
    'The line has no difference of this kind.',
  ],
  already_settled: [409, 'この相違は、すでに処理されています。', 'The difference was settled already.'],

  nothing_returned: [
    409,
    'この買い手に、まだ請求書に載っていない返品はありません。',
    'The buyer has no returns that are on no invoice yet.',
  ],
  already_sent: [
    409,
    '{no}は{on}に送りました。もう一度送るときは again を true にしてください。',
    '{no} was sent on {on}. To send it once more, give again: true.',
  ],
  no_contact: [
    409,
    '{name}に送り先のメールがなく、{no}を送れません。請求書の送り先を登録するか、紙で送ってください。',
    '{name} has no address for mail, so {no} cannot go. Enter where its invoices go, or send paper.',
  ],
  nothing_overdue: [409, 'この買い手に、期日を過ぎた請求はありません。', 'Nothing of this buyer is overdue.'],
  reminded_lately: [
    409,
    '少し前に知らせたばかりです。次に知らせられるのは{on}からです。',
    'The buyer was reminded lately. The next reminder may go on {on}.',
  ],
  buyer_unreachable: [
    409,
    'この買い手に送り先のメールがありません。電話か郵便で知らせてください。',
    'The buyer has no address for mail. Call or write a letter.',
  ],

  email_form: [
    422,
    'メールアドレス「{email}」の形が違います。',
    '{email} has not the form of an email address.',
  ],
  name_taken: [
    409,
    '同じ名前のものが、すでにあります。別の名前にしてください。',
    'There is one of this name already. Give another name.',
  ],
  approver_missing: [
    422,
    '承認する人を1人以上選ぶか、aboveYen を外してください。',
    'Give at least one approver, or leave aboveYen out.',
  ],
  user_unknown: [
    422,
    '承認する人は、この買い手のメンバーから選んでください。',
    'Approvers are chosen among the members of the buyer.',
  ],
  not_waiting: [409, 'この注文は、承認を待っていません。', 'This order does not wait for an approval.'],

  price_list_unknown: [
    404,
    'この価格表は見つかりません。閉じられていないか、一覧を確かめてください。',
    'This price list is not known. See in the list whether it was closed.',
  ],
  discount_wrong: [
    422,
    '割引は0から9000（1万分率）にしてください。',
    'The discount lies between 0 and 9,000 basis points.',
  ],
  price_unknown: [
    404,
    '価格表に、この規格と数と日の価格はありません。',
    'The list has no price of this variant, quantity and day.',
  ],

  quote_unknown: [404, 'この見積は見つかりません。', 'This quote is not known.'],
  not_your_turn: [
    409,
    'いまは相手の番か、すでに終わった見積です。',
    'It is the other side’s turn, or the quote has ended.',
  ],
  quote_over: [
    409,
    'この見積の期限は{on}でした。新しい見積を頼んでください。',
    'The offer counted through {on}. Ask for a new one.',
  ],
  offer_newer: [
    409,
    'いちばん新しい条件は {turnNo} 番です。読みなおしてから受けてください。',
    'What was said last is turn {turnNo}. Read it before accepting.',
  ],
  offer_unknown: [404, '商社がこの番に出した見積はありません。', 'The company made no offer at this turn.'],
  price_missing: [
    422,
    '商社の見積には、すべての行に価格を入れてください。',
    'An offer of the company has a price in every line.',
  ],
  valid_until_wrong: [
    422,
    '商社の見積には、今日か、より後の期限を入れてください。',
    'An offer of the company counts through today or a later day.',
  ],
  variant_not_sold: [
    422,
    'この規格は、いま売っていません。公開中の産品の規格を入れてください。',
    'This variant is not sold at present. Give one of a published product.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>
