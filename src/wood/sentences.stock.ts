/** What is wrong with works, certificates and boilers, and the mend. */
import { day } from '#kit/days.ts'
import { dayText, decimal } from '#ui/numbers.ts'

export type Detail = Readonly<Record<string, string | number>>
export type Sentence = readonly [ja: (d: Detail) => string, en: (d: Detail) => string]
export const said = (ja: string, en: string): Sentence => [() => ja, () => en]
const kwh = (wattHours: unknown): string => `${decimal(Number(wattHours ?? 0) / 1_000, 1)} kWh`
export const kg = (grams: unknown): string => `${decimal(Number(grams ?? 0) / 1_000, 1)} kg`

const file = said(
  'ファイルを読み取れません。日付・時刻・kWhの列があるCSVを選んでください。',
  'This file cannot be read. Choose a CSV with the columns date, time and kWh.',
)

export const stockSentences = {
  day_closed: said(
    'この日の台帳は、もう締められています。今日の日付で記録して、本当の日はメモに書いてください。',
    'The ledger of this day is closed. Record it today, and write the real day as a note.',
  ),
  pile_unknown: said('積み山を一覧から選んでください。', 'Choose a pile from the list.'),
  before_pile: [
    (d) => `この積み山は${dayText(day(String(d['on'])), 'ja')}からです。その日か、あとの日を入れてください。`,
    (d) => `This pile began on ${dayText(day(String(d['on'])), 'en')}. Enter that day or a later one.`,
  ],
  pile_empty: said('この積み山には、いま何もありません。', 'Nothing lies in this pile now.'),
  pile_short: [
    (d) => `この積み山にあるのは${kg(d['left'])}です。それより少ない重さを入れてください。`,
    (d) => `Only ${kg(d['left'])} lie in this pile. Enter less.`,
  ],
  pile_used: said(
    'この木は、もう次に使われています。先に、あとの作業を取り消してください。',
    'This wood has been used since. Take back the later work first.',
  ),
  piles_apart: said(
    '別の場所にある積み山を、いっしょに加工できません。先に同じ場所へ運んでください。',
    'Piles of different sites cannot be worked together. Bring them to one site first.',
  ),
  not_logs: said('丸太の積み山を選んでください。', 'Choose piles of logs.'),
  not_firewood: said('薪の積み山を選んでください。', 'Choose a pile of firewood.'),
  site_makes_none: said(
    'この場所では作れません。薪は薪の拠点、チップはチップ工場に運んでから加工してください。',
    'It is not made here. Bring the logs to a firewood base, or to a chip plant.',
  ),
  site_same: said('いまある場所とは別の場所を選んでください。', 'Choose another site than where it lies.'),
  site_holds_none: said(
    'その場所には、この種類の木を置けません。別の場所を選んでください。',
    'That site does not hold wood of this sort. Choose another.',
  ),
  amount_missing: said('重さを0より大きい数で入れてください。', 'Enter a weight above nothing.'),
  more_than_taken: [
    (d) => `できた重さとくずの合計が、使った${kg(d['most'])}をこえています。重さを確かめてください。`,
    (d) =>
      `What was made and the fines come to more than the ${kg(d['most'])} that went in. Check the weights.`,
  ],
  drier_than_possible: said(
    'この含水率だと、乾いた木の量が使った丸太より多くなります。重さと含水率を確かめてください。',
    'At this moisture there would be more dry wood than went in. Check weight and moisture.',
  ),
  note_missing: said('数え直した理由を入れてください。', 'Say why it was counted.'),
  firewood_not_owed: said('この方に渡す薪は、いまありません。', 'No firewood is owed to this supplier.'),
  more_than_owed: [
    (d) => `渡せるのは${kg(d['owed'])}までです。`,
    (d) => `At most ${kg(d['owed'])} are owed.`,
  ],
  work_unknown: said('この作業は見つかりません。', 'This work is not there.'),
  work_reversed: said('この作業は、もう取り消されています。', 'This work was taken back already.'),
  papers_stand_on_it: said(
    '発行した由来証明書が、この木を根拠にしています。先に、その証明書を取り消してください。',
    'Certificates of origin that we issued stand on this wood. Cancel them first.',
  ),
  wood_stands_on_it: said(
    'この証明書で買い入れた木があります。先に、その買い入れを取り消してください。',
    'Wood was bought upon this certificate. Take that purchase back first.',
  ),
  certificate_other_wood: said(
    'この証明書は、別の品目か樹種のものです。届いた木に合うものを選んでください。',
    'This certificate is of another product or species. Choose the one of what came.',
  ),
  bought_too_early: [
    (d) => `${dayText(day(String(d['on'])), 'ja')}より前の日は入れられません。年を確かめてください。`,
    (d) => `It cannot be before ${dayText(day(String(d['on'])), 'en')}. Check the year.`,
  ],
  over_paper: [
    (d) => `この証明書で、まだ買い入れていないのは${kg(d['left'])}です。それより少ない重さを入れてください。`,
    (d) => `Of this certificate ${kg(d['left'])} are left. Enter less.`,
  ],
  other_missing: said('相手の名前を入れてください。', 'Enter the name of the other party.'),
  period_turned: said(
    '期間の終わりは、始まりより後の日にしてください。',
    'The period must end on or after the day it begins.',
  ),
  certificate_no_missing: said('証明書の番号を入れてください。', 'Enter the number of the certificate.'),
  certificate_known: said(
    'この相手のこの番号の証明書は、もう記録されています。',
    'This certificate of this issuer is on record already.',
  ),
  certificate_unknown: said(
    'この証明書は見つからないか、もう取り消されています。',
    'This certificate is not there, or was cancelled.',
  ),
  certification_missing: said(
    '認定番号が登録されていません。「場所」のページの「木の代金を払う主体」に入れてください。',
    'The certification number is not entered. Enter it on the page of sites, with who pays for the wood.',
  ),
  not_proved: said(
    'この積み山には由来を証明できない木が入っています。証明書は出せません。',
    'This pile holds wood of no proved origin. It cannot be certified.',
  ),
  over_pile: [
    (d) => `この積み山で、まだ証明書を出していないのは${kg(d['left'])}です。`,
    (d) => `${kg(d['left'])} of this pile are not certified yet.`,
  ],
  over_certified: [
    (d) => `この区分で受け取った証明のうち、残っているのは${kg(d['left'])}です。それをこえて証明できません。`,
    (d) => `Of what was certified to us in this class, ${kg(d['left'])} are left. No more can be certified.`,
  ],
  not_a_boiler: said('この場所はボイラーではありません。', 'This site is no boiler.'),
  bunker_turned: said(
    'サイロの上限は、下限より大きくしてください。',
    'The most that the bunker holds must be above the least.',
  ),
  efficiency_out_of_range: said(
    '効率は10から110までの%で入れてください。',
    'Enter an efficiency from 10 to 110 %.',
  ),
  boiler_unknown: said(
    'このボイラーの仕様が、まだ登録されていません。',
    'What this boiler is like is not entered yet.',
  ),
  heat_missing: said(
    '熱量計の値を入れてください。30分値を取り込んだ日は、空けてかまいません。',
    'Enter what the heat meter read. It may stay empty on a day whose half-hours were read.',
  ),
  chips_missing: said(
    'このボイラーは燃料から熱を計算します。燃やしたチップの重さを入れてください。',
    'The heat of this boiler is told from its fuel. Enter the weight of the chips.',
  ),
  bunker_short: [
    (d) => `サイロにあるチップは${kg(d['left'])}です。届いたチップを先に記録するか、重さを確かめてください。`,
    (d) => `The bunker holds ${kg(d['left'])}. Enter the chips that came first, or check the weight.`,
  ],
  bunker_empty: said(
    'その日までに届いたチップが、サイロに残っていません。届いたチップを先に記録するか、日付を確かめてください。石油だけで暖めた日は、熱を0にしてください。',
    'None of the chips that came by that day are left. Enter the chips that came first, or check the day; on a day warmed by oil alone the heat is 0.',
  ),
  heat_over_chips: [
    (d) =>
      `チップ${kg(d['grams'])}から出る熱は、多くても約${kwh(d['mostWh'])}です。熱の値、燃やしたチップの重さ、届いたチップの記録を確かめてください。`,
    (d) =>
      `${kg(d['grams'])} of chips give about ${kwh(d['mostWh'])} at most. Check the heat, the weight of the chips, and those that came.`,
  ],
  later_day_lacks: [
    (d) =>
      `この日を入れると、${dayText(day(String(d['on'])), 'ja')}に燃やしたチップが足りなくなります。届いたチップの記録か、どちらかの日の値を直してください。`,
    (d) =>
      `With this day the chips burnt on ${dayText(day(String(d['on'])), 'en')} do not suffice. Mend the chips that came, or one of the days.`,
  ],
  fuel_price_missing: said('値段を1円以上で入れてください。', 'Enter a price of 1 yen or more.'),
  fuel_not_sold: said(
    'このボイラーのチップや熱には、値段が決まっていません。仕様のページで決めてください。',
    'Nothing is paid for the chips or heat of this boiler. Say so among what the boiler is like.',
  ),
  user_is_programme: said(
    '熱を使う主体が売る主体と同じです。代金は要りません。',
    'Who uses the heat is who sells it: nothing is to be paid.',
  ),
  month_not_over: said('終わった月を選んでください。', 'Choose a month that is over.'),
  nothing_sold: said('この月に届いたチップや熱はありません。', 'No chips or heat came in this month.'),
  fuel_paid: said('この月の代金は、もう入金済みです。', 'This month is paid already.'),
  paid_too_early: said(
    '入金の日は、その月の1日より後にしてください。',
    'The day of payment must be in the month or after it.',
  ),
  sale_unknown: said(
    'この入金は見つからないか、もう取り消されています。',
    'This payment is not there, or was cancelled.',
  ),
  half_hours_wrong: said('30分値は1日48個です。', 'A day has 48 half-hours.'),
  reading_out_of_range: said(
    '30分値が大きすぎるか、0より小さい値です。',
    'A half-hour is below nothing, or too large.',
  ),
  row_day: [
    (d) => `${d['line']}行目の日付「${d['text']}」を読み取れません。2026-11-23 のように直してください。`,
    (d) => `Line ${d['line']}: “${d['text']}” is no day. Write it as 2026-11-23.`,
  ],
  row_time: [
    (d) =>
      `${d['line']}行目の時刻「${d['text']}」を読み取れません。6:00、6:30 のように30分ごとに直してください。`,
    (d) => `Line ${d['line']}: “${d['text']}” begins no half-hour. Write it as 6:00 or 6:30.`,
  ],
  row_kwh: [
    (d) =>
      `${d['line']}行目のkWh「${d['text']}」を読み取れません。0以上の数（小数3桁まで）に直してください。`,
    (d) => `Line ${d['line']}: “${d['text']}” is no amount. Write kWh with at most three decimals.`,
  ],
  row_twice: [
    (d) => `${d['line']}行目の「${d['text']}」は、上の行と同じ時刻です。どちらかを消してください。`,
    (d) => `Line ${d['line']}: “${d['text']}” stands above already. Remove one of them.`,
  ],
  file_empty: file,
  file_too_large: file,
  too_many_rows: file,
  encoding_unknown: file,
  csv_broken: file,
  header_not_found: file,
  header_twice: file,
} as const satisfies Readonly<Record<string, Sentence>>
