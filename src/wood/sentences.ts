import { day } from '#kit/days.ts'
import type { Refusal } from '#kit/refusals.ts'
import { dayText, decimal, yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { endForest, saveForest } from './forests.ts'
import type { addPaper, removePaper } from './papers.ts'
import type { approveIntake, reverseIntake } from './intakes/approving.ts'
import type { printBlanks } from './intakes/blanks.ts'
import type { cancelIntake, changeIntake, returnIntake, writeIntake } from './intakes/intakes.ts'
import type { addPhotos, removePhoto } from './intakes/photos.ts'
import type { readIncome } from './pay/meetings.ts'
import type { cancelPayout, confirmPayout, makePayout, returnTransfer } from './pay/payouts.ts'
import type { setPrice } from './prices.ts'
import type { setProgramme } from './programme.ts'
import type { endSite, saveSite } from './sites.ts'
import type { chooseSplit, endSupplier, saveSupplier } from './suppliers.ts'
import type { cancelFuel, payFuel } from './heat/fuel.ts'
import type { logHeatDay } from './heat/days.ts'
import type { saveBoiler } from './heat/boilers.ts'
import type { keepReadings, readingsOf } from './heat/readings.ts'
import { type Detail, type Sentence, kg, said, stockSentences } from './sentences.stock.ts'
import type { buyWood } from './stock/buying.ts'
import type { cancelCertificate, issueCertificate, recordCertificate } from './stock/certificates.ts'
import type { handFirewood } from './stock/firewood.ts'
import type { closePile } from './piles.ts'
import type { reverseWork } from './stock/reversing.ts'
import type { countPile, dryPile, makeProduct, moveWood } from './stock/works.ts'
import { woodWords } from './words.ts'

type Refused<UseCase extends (...input: never[]) => unknown> = Extract<Awaited<ReturnType<UseCase>>, Refusal>
export type WoodRefusal =
  | Refused<typeof setProgramme | typeof saveSite | typeof endSite | typeof setPrice>
  | Refused<typeof saveSupplier | typeof chooseSplit | typeof endSupplier>
  | Refused<typeof saveForest | typeof endForest | typeof addPaper | typeof removePaper>
  | Refused<typeof writeIntake | typeof changeIntake | typeof returnIntake | typeof cancelIntake>
  | Refused<
      typeof approveIntake | typeof reverseIntake | typeof printBlanks | typeof addPhotos | typeof removePhoto
    >
  | Refused<
      | typeof makePayout
      | typeof confirmPayout
      | typeof cancelPayout
      | typeof returnTransfer
      | typeof readIncome
    >
  | Refused<typeof closePile | typeof dryPile | typeof countPile | typeof moveWood | typeof makeProduct>
  | Refused<typeof buyWood | typeof handFirewood | typeof reverseWork>
  | Refused<typeof recordCertificate | typeof issueCertificate | typeof cancelCertificate>
  | Refused<typeof saveBoiler | typeof logHeatDay | typeof keepReadings>
  | Refused<typeof payFuel | typeof cancelFuel>
  | Extract<ReturnType<typeof readingsOf>, Refusal>

const dayOf = (d: Detail, lang: Lang): string => dayText(day(String(d['on'])), lang)

const ledger = said(
  'いまは台帳に書けませんでした。画面を開きなおして、もう一度お試しください。',
  'It could not be written just now. Open the page again and retry.',
)
const account: Sentence = [
  (d) =>
    `${d['name'] ?? '木の代金を払う主体'}の口座の登録を、通帳のとおりに直してください。振込のファイルに書けない内容があります。`,
  (d) => `Mend the bank account of ${d['name'] ?? 'the programme'}: a transfer file cannot hold it as it is.`,
]
const parts = said(
  '円・ポイント・薪の割合は、それぞれ0から100の整数で、合わせて100にしてください。',
  'Yen, points and firewood must be whole per cent from 0 to 100, together a hundred.',
)
const photo = said(
  '写真を読み取れません。JPEGかPNGの写真を選んでください。',
  'This cannot be read. Choose a photograph, JPEG or PNG.',
)

/** What is wrong, and the mend. What the ledger itself refuses, and what nobody can mend at once, is one sentence. */
const sentences: Readonly<Partial<Record<WoodRefusal['refused'], Sentence>>> = {
  ...stockSentences,
  not_allowed: said(
    'この操作をする役割ではありません。担当の方にお尋ねください。',
    'This is not for your role. Ask who is in charge.',
  ),
  not_found: said('見つかりません。', 'Not found.'),
  party_unknown: said('主体を一覧から選んでください。', 'Choose a party from the list.'),
  requester_code_form: said('依頼人コードは数字10桁までです。', 'The requester code has at most ten digits.'),
  requester_code_missing: said(
    '依頼人コードが登録されていません。銀行からの通知を見て「場所」のページに入れてください。',
    'The requester code is not entered. See the bank’s letter and enter it on the page of sites.',
  ),
  programme_not_open: said(
    '木の代金を払う主体が決まっていません。「場所」のページで選んでください。',
    'Nobody is said to pay for the wood. Choose who on the page of sites.',
  ),
  nature_unknown: ledger,
  site_unknown: said('場所を一覧から選んでください。', 'Choose a site from the list.'),
  site_code_form: said(
    '略号は英小文字3〜12字で入れてください（例 senmaya）。',
    'The code has 3 to 12 small letters, such as senmaya.',
  ),
  site_code_taken: said(
    'この略号は使われています。別の略号にしてください。',
    'This code is taken. Choose another.',
  ),
  programme_owes: said(
    'いまの主体に、承認してまだ払い終えていない伝票があります。払い終えてから替えてください。',
    'The present party still owes for approved slips. Pay them first, then change it.',
  ),
  site_fixed: said(
    '略号・種類・管理する主体は、あとから変えられません。別の場所として登録してください。',
    'Code, kind and operator cannot be changed. Enter it as another site.',
  ),
  site_takes_no_logs: said(
    'この場所には、いま木を運べません。別の場所を選んでください。',
    'No wood can be brought there now. Choose another site.',
  ),
  unknown_town: [
    (d) => `「${d['town']}」という町はありません。一覧から選んでください。`,
    (d) => `There is no town “${d['town']}”. Choose one of the list.`,
  ],
  place_half: said(
    '緯度と経度は、両方入れるか、両方空けてください。',
    'Enter both latitude and longitude, or neither.',
  ),
  source_missing: said('どの価格表によるのかを入れてください。', 'Say by which price list.'),
  price_missing: said(
    '買い取りの額か上乗せの額を、1円以上で入れてください。',
    'Enter a price or a top-up of 1 yen or more.',
  ),
  top_up_by_missing: said('上乗せをだれが出すのかを選んでください。', 'Choose who pays the top-up.'),
  ways_under_hundred: said(
    '円・ポイント・薪の上限は、合わせて100以上にしてください。',
    'The limits of yen, points and firewood must make 100 or more.',
  ),
  price_in_use: said(
    'この日の価格で承認した伝票があります。翌日からの価格として入れてください。',
    'Slips were approved by the price of this day. Enter it from the next day.',
  ),
  not_a_hundred: parts,
  part_out_of_range: parts,
  part_too_large: [
    (d) =>
      `価格表の上限は、円${d['yenPct']}%・ポイント${d['pointsPct']}%・薪${d['firewoodPct']}%です。その中で選んでください。`,
    (d) =>
      `The price list allows at most ${d['yenPct']} % yen, ${d['pointsPct']} % points, ${d['firewoodPct']} % firewood.`,
  ],
  day_in_future: said('日は今日か、それより前にしてください。', 'The day must be today or before.'),
  supplier_unknown: said(
    '納材者を一覧から選んでください。登録がまだのときは、先に登録してください。',
    'Choose a supplier from the list; who is not there must be entered first.',
  ),
  supplier_ended: said('この納材者の登録は終わっています。', 'This supplier has ended.'),
  supplier_is_programme: said(
    '木の代金を払う主体は、自分に売れません。',
    'The programme cannot sell to itself.',
  ),
  forest_unknown: said('山を一覧から選んでください。', 'Choose a forest lot from the list.'),
  origin_missing: said(
    '山を一覧から選ぶか、どこの木かを入れてください。',
    'Choose a forest lot, or say where it was felled.',
  ),
  owner_missing: said('持ち主を選ぶか、名前を入れてください。', 'Choose the owner or enter the name.'),
  species_missing: said('樹種を1つ以上選んでください。', 'Choose at least one species.'),
  basis_no_missing: said(
    '計画・届・許可の番号を入れてください。',
    'Enter the number of the plan, notice or permit.',
  ),
  paper_missing: said('書類のファイルを選んでください。', 'Choose the file of the paper.'),
  paper_owner_unknown: said(
    'この書類をつけるところがありません。一覧から開きなおしてください。',
    'There is nothing to keep this paper with. Open it again from the list.',
  ),
  paper_only_one: said(
    'この証明書の書類は、これだけです。正しい書類を先に加えてから外してください。',
    'This is the only scan of the certificate. Add the right one first.',
  ),
  paper_kind: said('書類はPDFか写真にしてください。', 'A paper must be a PDF or a photograph.'),
  paper_too_large: [
    (d) => `書類は${d['limitMb']}MBまでです。`,
    (d) => `A paper may have at most ${d['limitMb']} MB.`,
  ],
  blank_unknown: said(
    'この番号の紙の伝票は印刷されていません。番号を確かめてください。',
    'No paper slip has this number. Check it.',
  ),
  blank_used: said(
    'この紙の伝票は、もう入力されています。伝票の一覧で番号をさがしてください。',
    'This paper slip was entered already. Look for its number in the list.',
  ),
  count_out_of_range: [
    (d) => `枚数は1から${d['most']}までにしてください。`,
    (d) => `Print 1 to ${d['most']} at once.`,
  ],
  gross_missing: said('木を積んだトラックの重さを入れてください。', 'Enter the weight of the full truck.'),
  empty_heavier: said(
    '空のトラックの重さは、積んだときより軽いはずです。2つの重さを確かめてください。',
    'The empty truck must weigh less than the full one. Check both.',
  ),
  logs_missing: said(
    '丸太を1本以上、本数といっしょに入れてください。',
    'Enter at least one log, with its number of pieces.',
  ),
  log_too_thin: [
    (d) => `${d['at']}行目の丸太は、末口5cm・長さ20cmに足りません。寸法を確かめてください。`,
    (d) => `The log of line ${d['at']} has less than 5 cm at the small end, or 20 cm of length. Check it.`,
  ],
  stack_missing: said(
    '山の幅・高さ・奥行きを入れてください。',
    'Enter width, height and depth of the stack.',
  ),
  trucks_missing: said('軽トラックの台数を入れてください。', 'Enter how many kei-trucks.'),
  density_unknown: said(
    'この樹種は体積から重さを出せません。重さか軽トラックの台数で計ってください。',
    'For this species mass cannot be told from volume. Weigh it, or count kei-trucks.',
  ),
  intake_unknown: said('この伝票は見つかりません。', 'This slip is not there.'),
  intake_past: said(
    'この伝票は、もう先へ進んでいます。画面を開きなおしてください。',
    'This slip has gone further. Open the page again.',
  ),
  not_measured: said(
    'この伝票は、承認を待っていません。画面を開きなおしてください。',
    'This slip does not wait for approval. Open the page again.',
  ),
  class_not_bought: [
    (d) =>
      `${woodWords.ja.classes[d['woodClass'] as 'c'] ?? 'この区分'}の価格が、その日の価格表にありません。価格表に入れてください。`,
    (d) =>
      `The price list of that day has no price for class ${String(d['woodClass'] ?? '').toUpperCase()}. Enter one.`,
  ],
  volume_unknown: said(
    'この区分は体積で買い取りますが、この樹種は重さから体積を出せません。丸太を測るか、区分を直してください。',
    'This class is bought by volume, which cannot be told from the weight of this species. Measure the logs, or change the class.',
  ),
  worth_nothing: said(
    'この量では1円になりません。重さを確かめてください。',
    'This much is worth less than a yen. Check the weight.',
  ),
  fund_not_open: said(
    'ポイント基金がまだ開かれていません。先に基金を開いてください。',
    'The points fund is not open yet. Open it first.',
  ),
  fund_short: [
    (d) => `基金のポイントが${decimal(Number(d['short'] ?? 0))} pt足りません。先に基金へ円を入れてください。`,
    (d) => `The fund lacks ${decimal(Number(d['short'] ?? 0))} pt. Put yen in first.`,
  ],
  not_approved: said('承認された伝票だけ、取り消せます。', 'Only an approved slip can be reversed.'),
  reason_missing: said('理由を入れてください。', 'Say why.'),
  in_payout: said(
    'この伝票の代金は、もう振込に入っています。先に振込を取りやめてください。',
    'The yen of this slip are in a transfer already. Cancel that first.',
  ),
  firewood_given: said(
    'この伝票の薪は、もう渡されています。',
    'Firewood of this slip was handed over already.',
  ),
  points_spent: [
    (d) =>
      `この伝票のポイントで残っているのは${decimal(Number(d['left'] ?? 0))} ptです。使われたあとは取り消せません。`,
    (d) =>
      `Only ${decimal(Number(d['left'] ?? 0))} pt of this slip are left. What was used cannot be reversed.`,
  ],
  wood_used: [
    (d) => `土場の在庫が${kg(d['short'])}足りません。木が使われたあとは取り消せません。`,
    (d) => `The store lacks ${kg(d['short'])}: wood that was used cannot be reversed.`,
  ],
  picture_empty: photo,
  picture_svg: photo,
  not_a_picture: photo,
  picture_too_many_pixels: photo,
  picture_too_large: [
    (d) => `写真は1枚${d['limitMb']}MBまでです。`,
    (d) => `A photograph may have at most ${d['limitMb']} MB.`,
  ],
  too_many_photos: [
    (d) => `写真は1枚の伝票に${d['most']}枚までです。`,
    (d) => `A slip holds at most ${d['most']} photographs.`,
  ],
  nothing_owed: said(
    '振り込む代金がありません。口座の登録がない方は、名前を選んで確かめてください。',
    'There is nothing to transfer. Who has no bank account is not counted.',
  ),
  payer_account_missing: said(
    '木の代金を払う主体の口座が登録されていません。主体のページで登録してください。',
    'The programme has no bank account. Enter it on the page of its party.',
  ),
  account_missing: [
    (d) => `${d['name']}の口座が登録されていません。主体のページで登録してください。`,
    (d) => `${d['name']} has no bank account. Enter it on its page.`,
  ],
  not_a_bank_day: [
    (d) => `${dayOf(d, 'ja')}は銀行の休業日です。営業日を選んでください。`,
    (d) => `${dayOf(d, 'en')} is no bank day. Choose another.`,
  ],
  total_too_large: [
    (d) => `合計が大きすぎます（${yen(Number(d['most'] ?? 0))}まで）。`,
    () => 'The total is too large for one file.',
  ],
  too_many_transfers: said(
    '人数が多すぎて、ひとつのファイルにできません。',
    'Too many suppliers for one file.',
  ),
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
  payout_unknown: said('この振込は見つかりません。', 'This transfer is not there.'),
  payout_paid: said('もう支払い済みです。', 'It is paid already.'),
  payout_not_paid: said(
    'この振込は、まだ支払い済みになっていません。',
    'This transfer is not marked as paid.',
  ),
  payout_cancelled: said('もう取りやめられています。', 'It was cancelled already.'),
  transfer_day_to_come: [
    (d) => `振込指定日（${dayOf(d, 'ja')}）がまだ来ていません。その日から確かめられます。`,
    (d) => `The day of transfer (${dayOf(d, 'en')}) is still to come.`,
  ],
}

export function sayWood(refusal: WoodRefusal, lang: Lang): string {
  const [ja, en] = sentences[refusal.refused] ?? ledger
  return (lang === 'ja' ? ja : en)(refusal.detail ?? {})
}
