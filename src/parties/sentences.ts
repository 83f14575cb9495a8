import type { Refusal } from '#kit/refusals.ts'
import type { Lang } from '#ui/words.ts'
import type { addPicture, preparePicture, removePicture } from './pictures.ts'
import type { readBankAccount, setBankAccount } from './bank-accounts.ts'
import type { acceptInvitation, askReset, invite, readLink, resetPassword } from './links.ts'
import type { addMembership, endMembership } from './memberships.ts'
import type { setParameter } from './parameters.ts'
import type { editParty, registerParty } from './parties.ts'
import type { addPasskey, removePasskey, signInWithPasskey } from './passkeys.ts'
import type { createRegion } from './regions.ts'
import type { endRegistration, setRegistration } from './registrations.ts'
import type { once } from './requests.ts'
import type { actAs, startSession } from './sessions.ts'
import type { setSide } from './sides.ts'
import type { signIn } from './sign-in.ts'
import type { createToken, revokeToken } from './tokens.ts'
import type { changePassword, changeProfile, createUser, disableUser } from './users.ts'

/** Every way in which the use-cases of this floor refuse, taken from what they answer. */
type ReasonOf<UseCase extends (...input: never[]) => unknown> =
  Extract<Awaited<ReturnType<UseCase>>, Refusal> extends Refusal<infer R> ? R : never

export type Reason =
  | ReasonOf<typeof registerParty | typeof editParty | typeof setSide>
  | ReasonOf<typeof setRegistration | typeof endRegistration>
  | ReasonOf<typeof setBankAccount | typeof readBankAccount>
  | ReasonOf<typeof preparePicture | typeof addPicture | typeof removePicture>
  | ReasonOf<typeof createRegion | typeof setParameter>
  | ReasonOf<typeof createUser | typeof changeProfile | typeof changePassword | typeof disableUser>
  | ReasonOf<typeof addMembership | typeof endMembership>
  | ReasonOf<typeof signIn | typeof startSession | typeof actAs>
  | ReasonOf<
      typeof invite | typeof readLink | typeof acceptInvitation | typeof askReset | typeof resetPassword
    >
  | ReasonOf<typeof addPasskey | typeof removePasskey | typeof signInWithPasskey>
  | ReasonOf<typeof createToken | typeof revokeToken>
  | ReasonOf<typeof once<null>>

type Detail = Readonly<Record<string, string | number>>
type Sentence = string | ((detail: Detail) => string)

const waiting = (detail: Detail): number => Math.max(1, Math.ceil(Number(detail['seconds'] ?? 60) / 60))

const ja: Readonly<Record<Reason, Sentence>> = {
  not_allowed: 'この操作は、担当の方だけができます。担当として入りなおすか、担当の方に頼んでください。',
  request_key_reused:
    'この操作は、別の内容ですでに送られています。画面を開きなおしてからやり直してください。',

  name_missing: '名前を入力してください。',
  kana_missing: 'ふりがなを入力してください。一覧を五十音順に並べるのに使います。',
  kana_not_kana: 'ふりがなは、ひらがなかカタカナで入力してください。',
  text_too_long: ({ limit }) => `長すぎます。${limit}文字までで入力してください。`,
  year_out_of_range: ({ from, to }) => `始めた年は、西暦で${from}から${to}までの数字を入力してください。`,
  place_out_of_range: '緯度は-90から90、経度は-180から180の間で入力してください。',
  unknown_town: ({ town }) => `「${town}」という町はこの地域にありません。一覧から選んでください。`,
  party_unknown: 'その相手は登録されていません。先に登録してください。',

  registration_number_form: '登録番号は、Tと13桁の数字で入力してください（例：T1234567890123）。',
  registration_number_digit: '登録番号の数字が正しくないようです。通知書を見て、1桁ずつ確かめてください。',
  registration_unknown: 'その日に有効な登録がありません。最後の日を確かめてください。',

  bank_unknown: 'その銀行コードの金融機関はありません。通帳の4桁の数字を確かめてください。',
  branch_unknown: ({ bank }) =>
    `${bank}にその支店コードの店はありません。通帳の3桁の数字を確かめてください。`,
  account_number_form:
    '口座番号は7桁までの数字で入力してください。ゆうちょ銀行は、振込用の店番と口座番号を入力してください。',
  holder_missing: '口座名義をカタカナで入力してください。',
  holder_not_bank_kana: ({ character }) =>
    `口座名義に、銀行で使えない文字「${character}」があります。通帳のカタカナのとおりに入力してください。`,

  picture_empty: '写真を選んでください。',
  picture_too_large: ({ limitMb }) => `写真が大きすぎます。${limitMb}MBまでの写真を選んでください。`,
  picture_too_many_pixels: ({ limitMegapixels }) =>
    `写真の縦横が大きすぎます。${limitMegapixels}00万画素までの写真を選んでください。`,
  picture_svg: 'SVGの図は使えません。JPEGかPNGの写真を選んでください。',
  not_a_picture: '写真として開けませんでした。JPEGかPNGの写真を選んでください。',
  alt_missing: '何が写っているかを、短い言葉で入力してください。写真が見えない方に伝わります。',
  picture_unknown: 'その写真はありません。もう一度選んでください。',

  region_code_form: '団体コードは、この地域の6桁の数字を入力してください（最後の1桁は検査数字です）。',
  region_exists: 'この地域は、すでにできています。',
  parameter_name_form: '名前は、英小文字・数字・下線と点で入力してください（例：tax.reduced_pct）。',
  value_not_a_number: '値は、数字で入力してください（例：8 や 2.75）。',
  source_missing: '出典を入力してください。法令や要綱の名前と条番号がわかるように書いてください。',

  email_form: 'メールアドレスは「名前@example.jp」のような形で入力してください。',
  email_taken: 'このメールアドレスの方は、すでに登録されています。',
  user_unknown: 'その方は登録されていません。',
  user_disabled: 'このアカウントは止められています。管理者にお尋ねください。',
  not_yourself: '自分自身にはできません。ほかの管理者か担当の方に頼んでください。',
  wrong_password: '今のパスワードが違います。もう一度入力してください。',
  password_short: ({ shortest }) =>
    `パスワードは${shortest}文字以上にしてください。短い文にすると覚えやすくなります。`,
  password_long: ({ longest }) => `パスワードは${longest}文字までにしてください。`,
  password_common:
    'よく使われるパスワードなので、すぐに破られます。ほかの人が思いつかない短い文にしてください。',
  password_like_email: 'パスワードにメールアドレスを入れないでください。',

  already_member: 'この方は、すでにこの役割を持っています。',
  membership_unknown: 'その役割は、今はありません。画面を開きなおしてください。',
  role_not_yours_to_give: 'この役割を決めることはできません。管理者に頼んでください。',
  role_does_not_fit_party: 'この役割は、その種類の相手には付けられません。',

  wrong_email_or_password:
    'メールアドレスかパスワードが違います。もう一度入力するか、パスワードを再設定してください。',
  too_many_attempts: (detail) =>
    `何度も試されたため、しばらく止めています。${waiting(detail)}分ほど待ってください。`,
  link_unknown:
    'このリンクは使えません。新しいメールが届いていないか確かめるか、もう一度送ってもらってください。',
  link_used: 'このリンクはもう使われました。ログインするか、新しいリンクを送ってもらってください。',
  link_expired: 'このリンクの期限が過ぎました。新しいリンクを送ってもらってください。',
  already_invited:
    'たった今、招待のメールを送りました。届かないときは、5分ほどしてから送りなおしてください。',

  passkey_not_recognised:
    'パスキーを確かめられませんでした。もう一度試すか、パスワードでログインしてください。',
  passkey_too_late: '時間がたちすぎました。もう一度試してください。',
  passkey_taken: 'このパスキーは、すでに登録されています。',
  passkey_unknown: 'そのパスキーはありません。画面を開きなおしてください。',
  last_way_in: '最後のパスキーは消せません。先にパスワードを決めるか、別のパスキーを足してください。',

  label_missing: '名前を付けてください。あとで見分けるのに使います。',
  last_day_past: '使える最後の日は、今日か今日より後にしてください。',
  token_unknown: 'そのトークンはないか、すでに止められています。',
}

const en: Readonly<Record<Reason, Sentence>> = {
  not_allowed: 'Only the people in charge can do this. Change over to that role, or ask them.',
  request_key_reused: 'This was already sent with other content. Open the page again and retry.',

  name_missing: 'Enter the name.',
  kana_missing: 'Enter how the name is read in kana. Lists are in its order.',
  kana_not_kana: 'Enter the reading in hiragana or katakana.',
  text_too_long: ({ limit }) => `This is too long. Enter at most ${limit} characters.`,
  year_out_of_range: ({ from, to }) => `Enter the year of the beginning as a number from ${from} to ${to}.`,
  place_out_of_range: 'Enter a latitude from -90 to 90 and a longitude from -180 to 180.',
  unknown_town: ({ town }) => `There is no town "${town}" in this region. Choose one from the list.`,
  party_unknown: 'That party is not registered. Register it first.',

  registration_number_form: 'Enter the registration number as T and 13 digits (such as T1234567890123).',
  registration_number_digit: 'A digit of the registration number seems wrong. Compare it with the notice.',
  registration_unknown: 'No registration was valid on that day. Check the last day.',

  bank_unknown: 'No bank has that code. Check the four digits in the passbook.',
  branch_unknown: ({ bank }) =>
    `${bank} has no branch with that code. Check the three digits in the passbook.`,
  account_number_form:
    'Enter the account number as up to 7 digits. For the post bank, enter the branch and number used for transfers.',
  holder_missing: 'Enter the account holder in katakana.',
  holder_not_bank_kana: ({ character }) =>
    `Banks do not take the character "${character}" in the holder's name. Enter the katakana of the passbook.`,

  picture_empty: 'Choose a picture.',
  picture_too_large: ({ limitMb }) => `The picture is too large. Choose one of at most ${limitMb} MB.`,
  picture_too_many_pixels: ({ limitMegapixels }) =>
    `The picture has too many pixels. Choose one of at most ${limitMegapixels} megapixels.`,
  picture_svg: 'SVG drawings cannot be used. Choose a JPEG or PNG picture.',
  not_a_picture: 'This could not be opened as a picture. Choose a JPEG or PNG picture.',
  alt_missing: 'Say in a few words what is to be seen, for people who cannot see the picture.',
  picture_unknown: 'There is no such picture. Choose it again.',

  region_code_form: "Enter this region's six-digit local government code (its last digit is a check digit).",
  region_exists: 'This region is already there.',
  parameter_name_form:
    'Enter a name of small letters, digits, underscores and dots (such as tax.reduced_pct).',
  value_not_a_number: 'Enter the value as a number (such as 8 or 2.75).',
  source_missing: 'Enter the source, so that the law or rule and its article can be found.',

  email_form: 'Enter an e-mail address such as name@example.jp.',
  email_taken: 'Somebody with this e-mail address is already registered.',
  user_unknown: 'That person is not registered.',
  user_disabled: 'This account has been stopped. Ask the administrator.',
  not_yourself: 'You cannot do this to yourself. Ask another administrator or member.',
  wrong_password: 'The current password is wrong. Enter it again.',
  password_short: ({ shortest }) =>
    `Use a password of at least ${shortest} characters. A short sentence is easy to remember.`,
  password_long: ({ longest }) => `Use a password of at most ${longest} characters.`,
  password_common:
    'This password is among those tried first. Use a short sentence that nobody else would think of.',
  password_like_email: 'Leave your e-mail address out of the password.',

  already_member: 'This person already has this role.',
  membership_unknown: 'There is no such role now. Open the page again.',
  role_not_yours_to_give: 'This role is not yours to give. Ask an administrator.',
  role_does_not_fit_party: 'Parties of that kind cannot have this role.',

  wrong_email_or_password:
    'The e-mail address or the password is wrong. Enter them again, or reset the password.',
  too_many_attempts: (detail) => `Too many attempts. Please wait about ${waiting(detail)} minute(s).`,
  link_unknown: 'This link does not work. See whether a newer mail has come, or ask for another link.',
  link_used: 'This link was already used. Sign in, or ask for another link.',
  link_expired: 'This link is too old. Ask for another one.',
  already_invited: 'An invitation was sent just now. If it does not arrive, send it again in five minutes.',

  passkey_not_recognised: 'The passkey could not be verified. Try again, or sign in with your password.',
  passkey_too_late: 'Too much time has passed. Please try again.',
  passkey_taken: 'This passkey is already registered.',
  passkey_unknown: 'There is no such passkey. Open the page again.',
  last_way_in: 'The last passkey cannot be removed. First set a password, or add another passkey.',

  label_missing: 'Give it a name, so that you know it later.',
  last_day_past: 'The last day must be today or later.',
  token_unknown: 'That token does not exist or was already revoked.',
}

const sentences = { ja, en } satisfies Record<Lang, unknown>

/** Whether a refusal is one of this floor, whose sentence is here. */
export function isOfParties(refusal: Refusal): refusal is Refusal<Reason> {
  return Object.hasOwn(ja, refusal.refused)
}

/** What a person reads instead of a refusal: what is wrong, and the mend. One that is not of this floor is a fault. */
export function sentenceOf(refusal: Refusal, lang: Lang): string {
  if (!isOfParties(refusal)) throw new Error(`${refusal.refused} has no sentence on the floor of the parties`)
  const found = sentences[lang][refusal.refused]
  return typeof found === 'string' ? found : found(refusal.detail ?? {})
}
