/** What the proof of the ledger can find, and how it is said. `at` names the row, `found` and `expected` the values. */
export interface Found {
  readonly at: string
  readonly found?: string
  readonly expected?: string
}

type Sentence = (row: Found) => string
type Both = { readonly ja: Sentence; readonly en: Sentence }

export const faults = {
  entry_without_flows: {
    ja: ({ at }) => `仕訳 ${at} に流れがひとつもありません。`,
    en: ({ at }) => `Entry ${at} has no flows.`,
  },
  kind_undeclared: {
    ja: ({ at, found }) => `仕訳 ${at} の種類「${found}」は宣言されていません。`,
    en: ({ at, found }) => `Entry ${at} is of the kind "${found}", which nobody has declared.`,
  },
  recorded_day_differs: {
    ja: ({ at, found, expected }) =>
      `仕訳 ${at} の記帳日は ${found} ですが、記帳時刻の日本での日付は ${expected} です。`,
    en: ({ at, found, expected }) =>
      `Entry ${at} says it was recorded on ${found}, but its time is on ${expected} in Tokyo.`,
  },
  happens_after_recording: {
    ja: ({ at, found, expected }) =>
      `仕訳 ${at} の発生日 ${found} が、記帳日 ${expected} より後になっています。`,
    en: ({ at, found, expected }) => `Entry ${at} happens on ${found}, after it was recorded on ${expected}.`,
  },
  flow_numbers_have_gaps: {
    ja: ({ at, found }) => `仕訳 ${at} の流れの番号が 1 から続いていません（${found}）。`,
    en: ({ at, found }) => `The flows of entry ${at} are not numbered from 1 without gaps (${found}).`,
  },
  flow_unlike_entry: {
    ja: ({ at }) => `流れ ${at} の種類・日付・取り消しの別が、その仕訳と違います。`,
    en: ({ at }) => `Flow ${at} is not of the same kind, days and sign as its entry.`,
  },
  flow_of_unknown_account: {
    ja: ({ at, found }) => `流れ ${at} の口座 ${found} がありません。`,
    en: ({ at, found }) => `Flow ${at} touches the account ${found}, which does not exist.`,
  },
  flow_unit_differs: {
    ja: ({ at, found, expected }) => `流れ ${at} の単位は ${found} ですが、口座の単位は ${expected} です。`,
    en: ({ at, found, expected }) => `Flow ${at} is in ${found}, but an account of it is in ${expected}.`,
  },
  digest_differs: {
    ja: ({ at }) => `仕訳 ${at} の内容が、記帳したときの要約値と合いません。後から書き換えられています。`,
    en: ({ at }) =>
      `What entry ${at} says does not match the digest made when it was posted: it was changed.`,
  },
  flow_without_entry: {
    ja: ({ at }) => `流れ ${at} の仕訳がありません。`,
    en: ({ at }) => `Flow ${at} belongs to an entry that does not exist.`,
  },
  day_not_sealed: {
    ja: ({ at }) => `締めた日 ${at} に仕訳があるのに、封がありません。`,
    en: ({ at }) => `The closed day ${at} has entries but no seal.`,
  },
  seal_counts_differ: {
    ja: ({ at, found, expected }) =>
      `${at} の封は ${expected} を数えていますが、台帳には ${found} あります。`,
    en: ({ at, found, expected }) => `The seal of ${at} counts ${expected}, but the ledger has ${found}.`,
  },
  seal_root_differs: {
    ja: ({ at }) =>
      `${at} の仕訳の要約値から計算した根が、封と違います。仕訳が加えられたか、除かれたか、変えられています。`,
    en: ({ at }) =>
      `The root over the entries of ${at} is not the sealed one: an entry was added, removed or changed.`,
  },
  seal_chain_broken: {
    ja: ({ at }) => `${at} の封が、前の封につながっていません。`,
    en: ({ at }) => `The seal of ${at} does not follow from the one before it.`,
  },
  seal_differs: {
    ja: ({ at }) => `${at} の封が、日・根・前の封から計算した値と違います。`,
    en: ({ at }) => `The seal of ${at} is not what its day, its root and the seal before it give.`,
  },
  seal_without_entries: {
    ja: ({ at }) => `${at} に封がありますが、その日に締めた仕訳がありません。`,
    en: ({ at }) => `${at} has a seal, but no closed entries.`,
  },
  reversal_differs: {
    ja: ({ at, found }) => `取り消しの仕訳 ${at} が、取り消した仕訳 ${found} を裏返したものではありません。`,
    en: ({ at, found }) => `Reversal ${at} is not entry ${found} turned round.`,
  },
  guard_without_balance: {
    ja: ({ at }) => `口座 ${at} は見張り口座なのに残高がないか、自由口座なのに残高があります。`,
    en: ({ at }) => `Account ${at} is guarded and has no balance, or is free and has one.`,
  },
  balance_differs: {
    ja: ({ at, found, expected }) => `口座 ${at} の残高は ${found} ですが、流れの合計は ${expected} です。`,
    en: ({ at, found, expected }) =>
      `The balance of account ${at} is ${found}, but its flows add up to ${expected}.`,
  },
  balance_below_floor: {
    ja: ({ at, found, expected }) =>
      `口座 ${at} の使える残高 ${found}（引き当てを除く）が、下限 ${expected} を下回っています。`,
    en: ({ at, found, expected }) =>
      `What is free in account ${at}, ${found} after holds, is below its floor of ${expected}.`,
  },
  hold_differs: {
    ja: ({ at, found, expected }) =>
      `引き当て ${at} は ${expected} ですが、それを使った仕訳は ${found} を出しています。`,
    en: ({ at, found, expected }) =>
      `Hold ${at} is of ${expected}, but the entry that used it takes ${found}.`,
  },
  sides_overlap: {
    ja: ({ at, found }) =>
      `主体 ${at} の域内・域外の期間が ${found} に重なっています。流れが二重に数えられます。`,
    en: ({ at, found }) => `The sides of party ${at} overlap on ${found}: flows would count twice.`,
  },
  closed_but_not_summed: {
    ja: ({ at, found }) =>
      found ? `締めた日 ${found} の仕訳 ${at} が集計されていません。` : `集計を待つ仕訳 ${at} がありません。`,
    en: ({ at, found }) =>
      found
        ? `Entry ${at} of the closed day ${found} is in no total.`
        : `Entry ${at}, which waits to be summed up, does not exist.`,
  },
  month_total_differs: {
    ja: ({ at, found, expected }) => `月計 ${at} は ${found} ですが、流れの合計は ${expected} です。`,
    en: ({ at, found, expected }) => `The total ${at} is ${found}, but its flows add up to ${expected}.`,
  },
  group_total_differs: {
    ja: ({ at, found, expected }) => `月計 ${at} は ${found} ですが、内訳の合計は ${expected} です。`,
    en: ({ at, found, expected }) => `The total ${at} is ${found}, but those by pair add up to ${expected}.`,
  },
  party_numbers_have_gaps: {
    ja: ({ found, expected }) =>
      `主体の番号 ${found} は ${expected} のはずです。番号が 0 から続いていません。`,
    en: ({ found, expected }) =>
      `The party numbered ${found} should be ${expected}: the numbers do not run from 0 without gaps.`,
  },
  year_total_differs: {
    ja: ({ at, found, expected }) => `年計 ${at} は ${found} ですが、月計の合計は ${expected} です。`,
    en: ({ at, found, expected }) =>
      `The total of the year ${at} is ${found}, but those of its months add up to ${expected}.`,
  },
  account_day_differs: {
    ja: ({ at, found, expected }) => `口座の日計 ${at} は ${found} ですが、流れの合計は ${expected} です。`,
    en: ({ at, found, expected }) =>
      `The day of the account ${at} is ${found}, but its flows add up to ${expected}.`,
  },
} as const satisfies Record<string, Both>

export type FaultName = keyof typeof faults

/** The first row that does not agree, in a sentence. */
export interface Mismatch extends Found {
  readonly fault: FaultName
  readonly ja: string
  readonly en: string
}

export function mismatch(fault: FaultName, row: Found): Mismatch {
  return { fault, ...row, ja: faults[fault].ja(row), en: faults[fault].en(row) }
}
