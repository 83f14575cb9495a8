/** What people read of a file that was brought in: of a row, and of the whole. */
import type { Lang } from '#ui/words.ts'
import type { ImportFault } from '#trade/import-plans.ts'
import type { ImportRefusal } from '#trade/imports.ts'
import { sayer } from './sentences.ts'

type Words = Readonly<Record<ImportFault['fault'], (detail: (key: string) => string) => string>>

const ja: Words = {
  cell_missing: () => '空です。入力してください。',
  number_unreadable: () => '数として読めません。数字で入力してください。',
  number_negative: () => '0より小さい数です。0以上にしてください。',
  number_zero: () => '0です。1以上にしてください。',
  number_not_whole: () => '小数は使えません。整数にしてください。',
  day_unreadable: () => '日付として読めません。2026/4/1 や 令和8年4月1日 のように書いてください。',
  tax_class_unreadable: () => '税率として読めません。8%、10%、軽減、標準のどれかで書いてください。',
  season_unreadable: () => '時期として読めません。9〜11月、7月中旬〜9月上旬、通年 のように書いてください。',
  jan_wrong: () => 'JANコードの検査数字が合いません。商品のバーコードを見て確かめてください。',
  temperature_unknown: () => '保存温度は、常温、冷蔵、冷凍のどれかで書いてください。',
  wanted_before_ordered: () => '希望納品日が注文日より前です。日付を確かめてください。',
  row_twice: () => '同じ行が2つあります。どちらかを消してください。',
  amount_missing: () => '入金も出金も空です。どちらかに金額を書いてください。',
  amount_on_both_sides: () => '入金と出金の両方に金額があります。どちらかにしてください。',
  direction_unknown: () => '入金か出金かがわかりません。区分の列を確かめてください。',
  balance_does_not_follow: () => '残高が、前の行の残高に続きません。抜けた行がないか確かめてください。',
  sums_do_not_match: () => '合計が、行の合計と合いません。銀行から取りなおしてください。',
  buyer_not_known: () => 'この名前の取引先は登録されていません。名前を直すか、取引先を登録してください。',
  producer_not_known: () => 'この名前の生産者は登録されていません。名前を直すか、生産者を登録してください。',
  product_not_known: () => 'この名前の公開中の産品はありません。名前を直すか、産品を公開してください。',
  unit_not_sold: () => 'この単位では売っていません。産品の荷姿の名前に合わせてください。',
  weight_not_sold: () => 'この重さになる荷姿がありません。売っている重さの倍数にしてください。',
  day_to_come: () => 'まだ来ていない日です。日付を確かめるか、その日が過ぎてから取り込んでください。',
  stock_too_small: (d) =>
    `在庫が足りません（残り ${d('left')}${d('unit')}）。数を減らすか、入荷を記録してください。`,
  row_not_taken: (d) =>
    `この注文や産品は${d('line')}行目のために取り込めませんでした。その行を直してください。`,
}

const en: Words = {
  cell_missing: () => 'It is empty. Fill it in.',
  number_unreadable: () => 'It cannot be read as a number. Write it in figures.',
  number_negative: () => 'It is below 0. Write 0 or more.',
  number_zero: () => 'It is 0. Write 1 or more.',
  number_not_whole: () => 'It has decimals. Write a whole number.',
  day_unreadable: () => 'It cannot be read as a day. Write it as 2026/4/1.',
  tax_class_unreadable: () => 'It cannot be read as a tax rate. Write 8%, 10%, 軽減 or 標準.',
  season_unreadable: () =>
    'It cannot be read as a season. Write 9〜11月 or 7月中旬〜9月上旬, or 通年 for the whole year.',
  jan_wrong: () => 'The check digit of the JAN code does not fit. Compare it with the bar code.',
  temperature_unknown: () => 'Write 常温, 冷蔵 or 冷凍 (ambient, chilled, frozen).',
  wanted_before_ordered: () => 'The delivery day is before the day of the order. Check both.',
  row_twice: () => 'The same row is there twice. Take one out.',
  amount_missing: () => 'Neither an amount in nor one out. Write one of them.',
  amount_on_both_sides: () => 'There is an amount in and one out. Leave only one.',
  direction_unknown: () => 'Whether it came in or went out is not clear. Check that column.',
  balance_does_not_follow: () =>
    'The balance does not follow from the row before. See whether a row is missing.',
  sums_do_not_match: () => 'The total is not that of the rows. Fetch the file from the bank again.',
  buyer_not_known: () => 'Nobody of this name is registered. Mend the name, or register the buyer.',
  producer_not_known: () => 'No producer of this name is registered. Mend the name, or register it.',
  product_not_known: () => 'No product of this name is on offer. Mend the name, or publish the product.',
  unit_not_sold: () => 'It is not sold in this unit. Use the name of one of its packs.',
  weight_not_sold: () => 'No pack makes up this weight. Use a multiple of one that is sold.',
  day_to_come: () => 'This day is still to come. Check it, or bring the file when it is over.',
  stock_too_small: (d) =>
    `The stock is too small (${d('left')} ${d('unit')} left). Lower the number, or record what came in.`,
  row_not_taken: (d) => `It could not be taken because of line ${d('line')}. Mend that line.`,
}

/** What is wrong with one cell or row, and the mend; without its place. */
export function faultWords({ fault, detail = {} }: ImportFault, lang: Lang): string {
  return (lang === 'ja' ? ja : en)[fault]((key) => String(detail[key] ?? ''))
}

/** A fault with its place: line, column and what stands there. For lists of lines and the command line alike. */
export function importFaultSentence(fault: ImportFault, lang: Lang): string {
  const { line, column, text } = fault
  if (lang === 'ja') {
    const place = [`${line}行目`, column && `「${column}」`].filter(Boolean).join('の')
    return `${place}${text === '' ? '' : `（${text}）`}：${faultWords(fault, lang)}`
  }
  const place = [`Line ${line}`, column].filter(Boolean).join(', ')
  return `${place}${text === '' ? '' : ` (${text})`}: ${faultWords(fault, lang)}`
}

/** Why a file could not be understood as a whole. */
export const importSentence = sayer<ImportRefusal>({
  not_allowed: [
    () => '取り込みは地域商社の担当の方だけができます。担当として入りなおしてください。',
    () => 'Only staff of the trading company may bring files in. Sign in as staff.',
  ],
  import_unknown: [
    () => 'この取り込みが見つかりません。ファイルをもう一度選んでください。',
    () => 'This import is not there. Choose the file again.',
  ],
  kind_not_recognised: [
    () =>
      '何のファイルか、見出しから見分けられませんでした。商品名・価格、注文日・取引先、日付・入金・出金のような見出しの行があるか確かめてください。',
    () =>
      'What kind of file it is cannot be told from its headings. Look whether it has a row of headings, such as 商品名 and 価格, 注文日 and 取引先, or 日付, 入金 and 出金.',
  ],
  file_empty: [
    () => 'ファイルが空です。中身のあるファイルを選んでください。',
    () => 'The file is empty. Choose one with rows.',
  ],
  file_too_large: [
    (t) => `ファイルが大きすぎます。${t.number('maxBytes')}バイトまでに分けてください。`,
    (t) => `The file is too large. Split it into files of at most ${t.number('maxBytes')} bytes.`,
  ],
  too_many_rows: [
    (t) => `行が多すぎます。${t.number('maxRows')}行までに分けてください。`,
    (t) => `The file has too many rows. Split it into files of at most ${t.number('maxRows')} rows.`,
  ],
  encoding_unknown: [
    () => '文字が読めませんでした。表計算ソフトで CSV（UTF-8）として保存しなおしてください。',
    () => 'The letters cannot be read. Save it again as CSV (UTF-8).',
  ],
  csv_broken: [
    (t) => `${t.number('line')}行目で CSV の形が崩れています。引用符（"）の数を確かめてください。`,
    (t) => `The CSV is broken at line ${t.number('line')}. Check the quotation marks there.`,
  ],
  header_not_found: [
    (t) => `見出しの行が見つかりません。次の見出しを入れてください：${t.text('missing')}。`,
    (t) => `The row of headings is not there. Add these headings: ${t.text('missing')}.`,
  ],
  header_twice: [
    (t) => `見出し「${t.text('header')}」が2つあります。どちらかの列を消してください。`,
    (t) => `The heading ${t.text('header')} is there twice. Take one of the columns out.`,
  ],
  record_out_of_place: [
    (t) => `${t.number('line')}番目のレコードの順が違います。銀行からもう一度取りなおしてください。`,
    (t) => `Record ${t.number('line')} is out of place. Fetch the file from the bank again.`,
  ],
  several_accounts: [
    () => '口座が2つ以上入っています。口座ごとに分けて取り込んでください。',
    () => 'The file holds several accounts. Bring them one by one.',
  ],
  not_a_statement: [
    () => '入出金明細のファイルではありません。銀行の「入出金明細」をダウンロードしてください。',
    () => 'It is not a bank statement. Download the list of transactions from your bank.',
  ],
})
