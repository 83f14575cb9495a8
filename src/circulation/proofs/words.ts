import type { Lang } from '#ui/words.ts'

const ja = {
  title: '数字の根拠',
  lead: '公開している数字のひとつひとつについて、何をどう数えたか、もとになった流れはどれかを示します。だれでも計算し直して確かめられます。',
  figure: '数字',
  value: '値',
  definition: '定義',
  flows: 'もとになった流れ',
  flowsCount: (n: string) => `${n}件`,
  openFlows: '流れの一覧を開く',
  openFlowsOf: (label: string) => `「${label}」の流れ`,
  kinds: '数えた仕訳の種類',
  noKinds: 'この数え方に当てはまる仕訳の種類は、まだありません。',
  energyAlso: 'このほか、受け取った主体が電気・ガス・熱供給・水道業である支払い。',
  period: '期間',
  sealed: '最後に締めた日とその封',
  notSealed: 'まだどの日も締めていません。',
  sealText:
    'この封（SHA-256）を控えておけば、その日までの台帳があとから書き換えられていないことを確かめられます。',
  closed: 'この期間はすべて締めた日までに入っています。',
  open: 'この期間にはまだ締めていない日があります。値はこれから変わることがあります。',
  inhabitants: '使った住民の数',
  inhabitantsText: (n: string) => `${n}人（地域の登録による。要確認）`,
  proof: '流れから計算し直す',
  proofLead:
    'いまの値は、締めた日ごとにまとめた合計から出しています。ボタンを押すと、合計を使わずに、台帳の流れを1件ずつ足し直して比べます。',
  recompute: '計算し直す',
  same: '一致しました',
  sameText: (value: string, flows: string, seconds: string) =>
    `流れ${flows}件を足し直した値は${value}で、表示している値と同じです（${seconds}秒）。`,
  differs: '一致しません',
  differsText: (shown: string, proved: string) =>
    `表示している値は${shown}、足し直した値は${proved}です。地域の管理者に知らせてください。`,
  busy: 'いま別の計算し直しが動いています',
  busyText: '少し待ってから、もう一度押してください。',
  machine: '機械で読む（JSON）',
  csv: 'CSV',
  parts: '何を何で割ったか',
  coverage: 'この数字の範囲',
}
const en: typeof ja = {
  title: 'How figures are made',
  lead: 'For every public figure: what was counted and how, and which flows it is made of. Anyone can have it computed anew.',
  figure: 'Figure',
  value: 'Value',
  definition: 'Definition',
  flows: 'Flows behind it',
  flowsCount: (n) => `${n} flows`,
  openFlows: 'Open the flows',
  openFlowsOf: (label) => `Flows of “${label}”`,
  kinds: 'Kinds of entries counted',
  noKinds: 'No kind of entry counts so yet.',
  energyAlso: 'And payments to parties of the industry of electricity, gas, heat supply and water.',
  period: 'Period',
  sealed: 'Last closed day and its seal',
  notSealed: 'No day is closed yet.',
  sealText:
    'Whoever keeps this seal (SHA-256) can show later that the ledger up to that day was not changed.',
  closed: 'The whole period lies before the last closed day.',
  open: 'Some days of this period are not closed. The value may still change.',
  inhabitants: 'Inhabitants used',
  inhabitantsText: (n) => `${n} (as entered for the region; to be confirmed)`,
  proof: 'Compute from the flows',
  proofLead:
    'The value shown comes from sums kept for closed days. Press the button to have the flows added up one by one, past all sums, and compared.',
  recompute: 'Compute anew',
  same: 'The same',
  sameText: (value, flows, seconds) => `${flows} flows add up to ${value}, as shown (${seconds} s).`,
  differs: 'Not the same',
  differsText: (shown, proved) =>
    `Shown: ${shown}. Computed anew: ${proved}. Please tell the administrator of the region.`,
  busy: 'Another computation is running',
  busyText: 'Wait a little and press again.',
  machine: 'For machines (JSON)',
  csv: 'CSV',
  parts: 'What is divided by what',
  coverage: 'What this covers',
}
export const proofWords = { ja, en }

export const said = (text: { readonly ja: string; readonly en: string }, lang: Lang): string => text[lang]
