/** What invoices, the bank, payouts and files refuse, as in refusals.general.ts. */
export const moneyRefusals = {
  nothing_to_invoice: [409, '請求する納品がありません。', 'There is nothing to invoice.'],
  invoice_unknown: [404, 'この請求書は見つかりません。', 'This invoice is not known.'],

  bank_line_unknown: [404, 'この明細の行は見つかりません。', 'This bank line is not known.'],
  line_dealt_with: [409, 'この行は、すでに処理されています。', 'This bank line was dealt with already.'],
  not_incoming: [409, '入金の行ではありません。', 'It is not an incoming line.'],
  not_outgoing: [409, '出金の行ではありません。', 'It is not an outgoing line.'],
  no_invoices: [422, '請求書を1つ以上選んでください。', 'Give at least one invoice.'],
  several_buyers: [422, '請求書は1つの買い手のものにしてください。', 'The invoices must be of one buyer.'],
  already_paid: [409, '請求書{no}は、すでに支払われています。', 'Invoice {no} is paid already.'],
  more_than_owed: [
    409,
    '入金{paid}円は、請求の残り{owed}円より多いです。',
    'The payment of {paid} yen is more than the {owed} yen owed.',
  ],
  too_many_invoices: [409, '入金は請求書{no}まで届きません。', 'The payment does not reach invoice {no}.'],
  payment_unknown: [404, 'この入金は見つかりません。', 'This payment is not known.'],
  already_undone: [409, 'すでに取り消されています。', 'It was undone already.'],

  payee_unknown: [422, '支払先が見つかりません。', 'This payee is not known.'],
  payee_is_company: [422, '支払先に商社自身は選べません。', 'The company cannot pay itself.'],
  amount_missing: [422, '金額を入れるか、明細の行を選んでください。', 'Give an amount, or a bank line.'],
  day_missing: [422, 'お金が動いた日を入れてください。', 'Give the day on which the money moved.'],
  giver_unknown: [422, 'くれた相手が見つかりません。', 'This giver is not known.'],
  giver_is_company: [422, 'くれた相手に商社自身は選べません。', 'The company cannot give to itself.'],
  grant_unknown: [404, 'この補助金・寄付・出資は見つかりません。', 'This grant is not known.'],
  expense_unknown: [404, 'この経費は見つかりません。', 'This expense is not known.'],

  month_not_over: [409, 'その月はまだ終わっていません。', 'That month is not over.'],
  pay_on_too_early: [
    422,
    '支払日は月の終わりより後にしてください。',
    'The day of payment must lie after the month.',
  ],
  nothing_to_settle: [409, '精算するものがありません。', 'There is nothing to settle.'],
  no_statements: [422, '精算書を1つ以上選んでください。', 'Give at least one statement.'],
  statement_unknown: [404, 'この精算書は見つかりません。', 'This statement is not known.'],
  already_paid_out: [
    409,
    '精算書{no}は、すでに支払いに入っています。',
    'Statement {no} is in a payout already.',
  ],
  nothing_to_pay: [409, '精算書{no}には支払う額がありません。', 'Statement {no} has nothing to pay.'],
  payer_account_missing: [
    409,
    '支払う側の口座が登録されていません。',
    'Who pays has no bank account entered.',
  ],
  requester_code_missing: [
    409,
    '依頼人コードが登録されていません。',
    'The requester code of the bank is not entered.',
  ],
  account_missing: [
    409,
    '{name}の振込先の口座が登録されていません。',
    'The bank account of {name} is not entered.',
  ],
  payout_unknown: [404, 'この支払いは見つかりません。', 'This payout is not known.'],
  payout_not_posted: [409, 'この支払いはまだ済んでいません。', 'This payout is not paid yet.'],
  transfer_unknown: [
    422,
    'この支払いに、その相手への振込はありません。',
    'This payout has no transfer to that party.',
  ],
  transfer_returned: [
    409,
    'この振込は、もう戻ったと記録されています。',
    'This transfer is recorded as come back already.',
  ],
  returned_too_early: [
    422,
    '戻った日が、振込の日（{on}）より前です。',
    'It came back before the day of the transfer ({on}).',
  ],
  payout_cancelled: [409, 'この支払いは取り下げられています。', 'This payout was withdrawn.'],
  payout_posted: [409, 'この支払いは、すでに台帳に書かれています。', 'This payout is in the ledger already.'],
  transfer_to_come: [
    409,
    '振込指定日（{on}）はまだ来ていません。',
    'The day of the transfer ({on}) is still to come.',
  ],

  amount_wrong: [
    422,
    '金額は1円から1,000,000円までの整数にしてください。',
    'The amount is a whole number from 1 to 1,000,000 yen.',
  ],
  rate_wrong: [
    422,
    '割合は1から10,000（1万分率）までにしてください。',
    'The rate is from 1 to 10,000 basis points.',
  ],
  tiers_wrong: [
    422,
    '段は0円から始め、違う額で10段までにしてください。',
    'Give up to 10 tiers of different amounts, one of them from 0 yen.',
  ],
  scope_unknown: [422, '手数料を付けるものが見つかりません。', 'What the fee is attached to is not known.'],
  from_settled: [
    409,
    '精算の済んだ月にはさかのぼれません。{on}以降にしてください。',
    'Settled months cannot be changed. Give {on} or a later day.',
  ],
  to_settled: [
    409,
    '精算の済んだ月にはさかのぼれません。{on}以降にしてください。',
    'Settled months cannot be changed. Give {on} or a later day.',
  ],
  to_before_from: [
    422,
    '手数料は{on}に始まります。その日以降にしてください。',
    'The fee begins on {on}. Give that day or a later one.',
  ],
  fee_unknown: [
    404,
    'この手数料は見つからないか、もう終わっています。',
    'This fee is not known, or has ended already.',
  ],

  requester_code_form: [
    422,
    '依頼人コードは数字10桁までにしてください。',
    'The requester code has at most ten digits.',
  ],

  no_transfers: [409, '振り込むものがありません。', 'There is nothing to transfer.'],
  too_many_transfers: [409, '振込は{most}件までです。', 'At most {most} transfers.'],
  not_a_bank_day: [422, '{on}は銀行の休業日です。', '{on} is not a bank day.'],
  requester_code_wrong: [
    409,
    '依頼人コードは数字10桁までです。',
    'The requester code has at most ten digits.',
  ],
  bank_code_wrong: [409, '口座の銀行コードが4桁ではありません。', 'A bank code has not four digits.'],
  branch_code_wrong: [409, '口座の支店コードが3桁ではありません。', 'A branch code has not three digits.'],
  account_type_wrong: [
    409,
    '貯蓄口座からは振り込めません。',
    'Transfers cannot come from a savings account.',
  ],
  account_number_wrong: [409, '口座番号が7桁ではありません。', 'An account number has not seven digits.'],
  kana_not_allowed: [
    409,
    '名義や銀行名に、振込で使えない文字があります。',
    'A name has characters that transfers do not allow.',
  ],
  name_too_long: [409, '口座名義が長すぎます。', 'The name of an account holder is too long.'],
  amount_not_positive: [409, '振込の額は1円以上です。', 'A transfer is of one yen or more.'],
  amount_too_large: [409, '1件の振込の額が大きすぎます。', 'One transfer is too large.'],
  total_too_large: [409, '振込の合計が大きすぎます。', 'The transfers together are too large.'],

  import_unknown: [404, 'この取り込みは見つかりません。', 'This import is not known.'],
  kind_not_recognised: [
    422,
    '何のファイルか見分けられません。kind を指定してください。',
    'What kind of file it is cannot be told. Give kind.',
  ],
  file_empty: [422, 'ファイルが空です。', 'The file is empty.'],
  file_too_large: [
    422,
    'ファイルが大きすぎます。{maxBytes}バイトまでです。',
    'The file is too large: at most {maxBytes} bytes.',
  ],
  too_many_rows: [422, '行が多すぎます。{maxRows}行までです。', 'Too many rows: at most {maxRows}.'],
  encoding_unknown: [
    422,
    '文字コードが分かりません。UTF-8、CP932、UTF-16 で保存してください。',
    'The encoding is unknown: save it as UTF-8, CP932 or UTF-16.',
  ],
  csv_broken: [422, '{line}行目で CSV の形が崩れています。', 'The CSV is broken at line {line}.'],
  header_not_found: [
    422,
    '見出しの行がありません（{missing}）。',
    'The row of headings is missing ({missing}).',
  ],
  header_twice: [422, '見出し「{header}」が2つあります。', 'The heading {header} is there twice.'],
  record_out_of_place: [422, '{line}番目のレコードの順が違います。', 'Record {line} is out of place.'],
  several_accounts: [
    422,
    '口座が2つ以上入っています。1口座ずつ取り込んでください。',
    'The file holds several accounts. Bring them one by one.',
  ],
  not_a_statement: [422, '入出金明細のファイルではありません。', 'It is not a bank statement.'],

  below_floor: [409, '残高が足りません。', 'The balance would fall below its floor.'],
  hold_unknown: [409, '引き当てが見つかりません。', 'The hold is not known.'],
  hold_expired: [409, '引き当ての期限が過ぎています。', 'The hold has expired.'],
  hold_already_used: [409, '引き当ては、すでに使われています。', 'The hold was used already.'],
  hold_already_released: [409, '引き当ては、すでに解かれています。', 'The hold was released already.'],
  hold_of_another_account: [409, '別の口座の引き当てです。', 'The hold is of another account.'],
  hold_smaller_than_entry: [409, '引き当てが仕訳より小さいです。', 'The hold is smaller than the entry.'],
  reverses_unknown_entry: [409, '取り消す仕訳が見つかりません。', 'The entry to reverse is not known.'],
  reverses_a_reversal: [409, '取り消しの仕訳は取り消せません。', 'A reversal cannot be reversed.'],
  already_reversed: [409, 'この仕訳は、すでに取り消されています。', 'This entry was reversed already.'],
} as const satisfies Record<string, readonly [number, string, string]>

/** What posting to the ledger can refuse behind a use-case that posts. */
export const postRefusals = [
  'day_closed',
  'request_key_reused',
  'below_floor',
  'hold_unknown',
  'hold_expired',
  'hold_already_used',
  'hold_already_released',
  'hold_of_another_account',
  'hold_smaller_than_entry',
] as const

export const reversalRefusals = [
  'reverses_unknown_entry',
  'reverses_a_reversal',
  'already_reversed',
  'day_closed',
  'below_floor',
  'request_key_reused',
] as const

/** What is wrong with a file as a whole. */
export const fileRefusals = [
  'file_empty',
  'file_too_large',
  'too_many_rows',
  'encoding_unknown',
  'csv_broken',
  'header_not_found',
  'header_twice',
  'record_out_of_place',
  'several_accounts',
  'not_a_statement',
  'kind_not_recognised',
] as const

/** What keeps a transfer file from being written. */
export const transferRefusals = [
  'no_transfers',
  'too_many_transfers',
  'not_a_bank_day',
  'requester_code_wrong',
  'bank_code_wrong',
  'branch_code_wrong',
  'account_type_wrong',
  'account_number_wrong',
  'kana_missing',
  'kana_not_allowed',
  'name_too_long',
  'amount_not_positive',
  'amount_too_large',
  'total_too_large',
] as const
