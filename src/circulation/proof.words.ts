/** Of how figures are made and proved, on any page of this room. */
const ja = {
  kinds: '数えた仕訳の種類',
  noKinds: 'この数え方に当てはまる仕訳の種類は、まだありません。',
  period: '期間',
  sealed: '最後に締めた日とその封',
  notSealed: 'まだどの日も締めていません。',
  sealText:
    'この封（SHA-256）を控えておけば、その日までの台帳があとから書き換えられていないことを確かめられます。',
  closed: 'この期間はすべて締めた日までに入っています。',
  open: 'この期間にはまだ締めていない日があります。値はこれから変わることがあります。',
  proof: '流れから計算し直す',
  proofLead:
    'いまの値は、あらかじめまとめた合計から出しています。ボタンを押すと、合計を使わずに、台帳の流れを1件ずつ足し直して比べます。',
  recompute: '計算し直す',
  same: '一致しました',
  sameText: (values: string, flows: string, seconds: string) =>
    `流れ${flows}件から計算し直した値は${values}で、表示している値と同じです（${seconds}秒）。`,
  valueOf: (label: string, value: string) => `${label} ${value}`,
  and: '、',
  differs: '一致しません',
  differsText: (label: string, shown: string, anew: string) =>
    `${label}: 表示している値は${shown}、計算し直した値は${anew}です。`,
  tellUs: '地域の管理者に知らせてください。',
  busy: 'いま別の計算し直しが動いています',
  busyText: '少し待ってから、もう一度押してください。',
  machine: '機械で読む（JSON）',
}
const en: typeof ja = {
  kinds: 'Kinds of entries counted',
  noKinds: 'No kind of entry counts so yet.',
  period: 'Period',
  sealed: 'Last closed day and its seal',
  notSealed: 'No day is closed yet.',
  sealText:
    'Whoever keeps this seal (SHA-256) can show later that the ledger up to that day was not changed.',
  closed: 'The whole period lies before the last closed day.',
  open: 'Some days of this period are not closed. The value may still change.',
  proof: 'Compute from the flows',
  proofLead:
    'The value shown comes from sums that are kept. Press the button to have the flows added up one by one, past all sums, and compared.',
  recompute: 'Compute anew',
  same: 'The same',
  sameText: (values, flows, seconds) =>
    `Computed anew from ${flows} flows: ${values}, as shown (${seconds} s).`,
  valueOf: (label, value) => `${label} ${value}`,
  and: '; ',
  differs: 'Not the same',
  differsText: (label, shown, anew) => `${label}: shown ${shown}, computed anew ${anew}.`,
  tellUs: 'Please tell the administrator of the region.',
  busy: 'Another computation is running',
  busyText: 'Wait a little and press again.',
  machine: 'For machines (JSON)',
}
export const proofWords = { ja, en }
