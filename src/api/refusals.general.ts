/**
 * What the API refuses by itself, and what the parties and the ledger refuse: status, sentence in Japanese, in English.
 * `{name}` in a sentence is a value of the refusal's detail. Field names stand as they are in JSON.
 */
export const generalRefusals = {
  input_wrong: [
    422,
    '送られた内容に誤りがあります。errors の項目を直してください。',
    'What was sent has faults. Mend the fields in errors.',
  ],
  body_not_json: [400, '本文を JSON として読めませんでした。', 'The body could not be read as JSON.'],
  text_has_nul: [400, '文字 U+0000 は使えません。', 'The character U+0000 cannot be used.'],
  media_type_wrong: [
    415,
    '本文は Content-Type: application/json で送ってください。',
    'Send the body with Content-Type: application/json.',
  ],
  too_large: [
    413,
    '本文が大きすぎます。{limitKb}kB までにしてください。',
    'The body is too large: at most {limitKb} kB.',
  ],
  too_many_requests: [
    429,
    '短いあいだに多くの要求がありました。{seconds}秒待ってから送ってください。',
    'Too many requests in a short time. Wait {seconds} seconds.',
  ],
  address_unknown: [
    404,
    'この住所の API はありません。/api の一覧を確かめてください。',
    'The API has no such address. See the list at /api.',
  ],
  method_not_allowed: [
    405,
    'この住所では使えないメソッドです。Allow を確かめてください。',
    'This method does not work here. See Allow.',
  ],
  token_missing: [
    401,
    'トークンが要ります。Authorization: Bearer … を付けてください。',
    'A token is needed: Authorization: Bearer …',
  ],
  token_unknown: [
    401,
    'このトークンでは入れません。期限や取り消しを確かめ、新しいものを作ってください。',
    'This token opens nothing. Check whether it expired or was revoked, and make another.',
  ],
  request_key_form: [
    400,
    'Idempotency-Key は、空白を含まない英数記号で200文字までにしてください。',
    'Idempotency-Key: at most 200 visible ASCII characters.',
  ],
  request_key_reused: [
    422,
    'この Idempotency-Key は、別の内容ですでに使われています。新しい鍵で送ってください。',
    'This Idempotency-Key was used with other content. Send with a new key.',
  ],
  fault: [
    500,
    'こちらの不具合です。何も書き込まれていません。続くときは reference の番号を添えてお知らせください。',
    'The fault is ours and nothing was written. If it stays, tell us the number in reference.',
  ],
  not_allowed: [403, 'このトークンの役割ではできません。', 'The role of this token may not do this.'],
  not_found: [404, '見つかりませんでした。', 'Not found.'],
  not_yours: [403, 'ほかの主体のものは見られません。', 'It belongs to another party.'],
  period_wrong: [422, 'to は from と同じか、より後にしてください。', 'to must not be before from.'],

  party_unknown: [404, 'この主体は見つかりません。', 'This party is not known.'],
  name_missing: [422, '名前を入れてください。', 'Enter a name.'],
  kana_missing: [
    422,
    'ふりがなを入れてください。名前の並びは、ふりがなの順です。',
    'Enter the reading (kana): lists are in its order.',
  ],
  kana_not_kana: [
    422,
    'ふりがなは、ひらがなかカタカナにしてください。',
    'Write the reading in hiragana or katakana.',
  ],
  text_too_long: [
    422,
    '長すぎます。{limit}文字までにしてください。',
    'Too long: at most {limit} characters.',
  ],
  year_out_of_range: [
    422,
    '年は{from}から{to}のあいだにしてください。',
    'The year must lie between {from} and {to}.',
  ],
  place_out_of_range: [
    422,
    '緯度は−90から90、経度は−180から180のあいだにしてください。',
    'Latitude lies between −90 and 90, longitude between −180 and 180.',
  ],
  unknown_town: [
    422,
    '町「{town}」はこの地域にありません。/api/v1/region/towns にある名前を入れてください。',
    'The region has no town {town}. Take a name from /api/v1/region/towns.',
  ],
  picture_unknown: [404, 'この写真は見つかりません。', 'This picture is not known.'],
  registration_number_form: [
    422,
    '登録番号は T と13桁の数字にしてください。',
    'The registration number is T and 13 digits.',
  ],
  registration_number_digit: [
    422,
    '登録番号の検査数字が合いません。国税庁の公表サイトで確かめてください。',
    'The check digit does not fit. Compare it with the tax agency’s site.',
  ],
  registration_unknown: [409, 'その日に有効な登録がありません。', 'No registration was valid on that day.'],
  bank_unknown: [422, '金融機関コードが見つかりません。', 'No bank has this code.'],
  branch_unknown: [422, '{bank}にその支店コードはありません。', '{bank} has no branch with this code.'],
  account_number_form: [
    422,
    '口座番号は7桁までの数字にしてください。',
    'The account number has up to seven digits.',
  ],
  holder_missing: [422, '口座名義を入れてください。', 'Enter the holder of the account.'],
  holder_not_bank_kana: [
    422,
    '口座名義の「{character}」は、銀行の振込に使えない文字です。',
    '{character} in the holder’s name cannot be used in bank transfers.',
  ],
  label_missing: [422, 'トークンの名前を入れてください。', 'Give the token a name.'],
  last_day_past: [422, '最終日は今日か、より後にしてください。', 'The last day must not be before today.'],

  day_not_over: [409, '今日はまだ締められません。', 'Today cannot be closed yet.'],
  day_closed: [409, '締めた日には書けません。', 'Nothing can be recorded on a closed day.'],
} as const satisfies Record<string, readonly [number, string, string]>
