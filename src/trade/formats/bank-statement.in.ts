/**
 * Bank statements in, for matching payments to invoices: the CSV that online banking gives, in any bank's headings, or the
 * 200-byte records of 全銀協.
 */
import { readTable } from '#kit/csv.ts'
import type { Column, TableRefusal, TableRow } from '#kit/csv.ts'
import type { Day } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import { rowReader } from './row-faults.ts'
import type { RowFault } from './row-faults.ts'
import { brokenBalances, payerKanaOf } from './statement-lines.ts'
import type { BalanceStep, Statement, StatementLine } from './statement-lines.ts'
import { isZenginStatement, readZenginStatement } from './zengin-statement.in.ts'

export type StatementRefusal =
  | TableRefusal
  | Refusal<'record_out_of_place' | 'several_accounts' | 'not_a_statement'>

const common = {
  on: {
    names: [
      '日付',
      '取引日',
      'お取引日',
      '取引日付',
      '年月日',
      '取引年月日',
      'お取扱日',
      'お取り扱い日',
      '勘定日',
      'ご利用日',
    ],
    required: true,
  },
  balance: { names: ['残高', '差引残高', '差し引き残高', '取引後残高', '現在高', 'お預り残高'] },
  memo: {
    names: ['摘要', 'お取引内容', '取引内容', 'お取扱内容', 'お取り扱い内容', '内容', '取引名', '取引区分'],
  },
  detail: { names: ['摘要内容', '詳細', '備考', 'メモ'] },
  payer: { names: ['振込依頼人名', '依頼人名', '振込人名', '振込依頼人', 'お取引先', '取引先'] },
} as const satisfies Record<string, Column>

const twoColumns = {
  ...common,
  out: {
    names: [
      'お引出し',
      'お引き出し',
      'お引出',
      '引出',
      '引出額',
      '出金',
      '出金額',
      '出金金額',
      'ご出金',
      'お支払金額',
      'お支払い金額',
      '支払金額',
      '支払い金額',
      '払戻額',
      '払出',
      '払出金額',
    ],
    required: true,
  },
  in: {
    names: [
      'お預入れ',
      'お預け入れ',
      'お預入',
      '預入',
      '預入額',
      '入金',
      '入金額',
      '入金金額',
      'ご入金',
      'お預り金額',
      'お預かり金額',
      '預り金額',
      '預かり金額',
      '受入金額',
    ],
    required: true,
  },
} as const satisfies Record<string, Column>

const oneColumn = {
  ...common,
  amount: { names: ['金額', '取引金額'], required: true },
  direction: { names: ['入払区分', '入出金区分', '受払区分', '入出金'], required: true },
} as const satisfies Record<string, Column>

/**
 * Reads a statement. `readOn` is the day of reading: the era dates of 200-byte records do not name their era. Trouble with
 * the file as a whole is refused; trouble with a row is among `faults`.
 */
export function readBankStatement(bytes: Uint8Array, readOn: Day): Statement | StatementRefusal {
  if (isZenginStatement(bytes)) return readZenginStatement(bytes, readOn)
  const two = readTable(bytes, twoColumns)
  if (!isRefusal(two)) return gather(two.rows, twoColumnRow)
  const one = two.refused === 'header_not_found' ? readTable(bytes, oneColumn) : two
  return isRefusal(one) ? two : gather(one.rows, oneColumnRow)
}

interface Read {
  readonly line?: StatementLine
  readonly opening?: number
  readonly faults: readonly RowFault[]
}

function gather<Key extends string>(
  rows: readonly TableRow<Key>[],
  read: (row: TableRow<Key>) => Read,
): Statement {
  const [lines, faults, steps]: [StatementLine[], RowFault[], BalanceStep[]] = [[], [], []]
  for (const { line, opening, faults: found } of rows.filter((row) => !row.total).map((row) => read(row))) {
    faults.push(...found)
    if (line) lines.push(line)
    if (line) steps.push({ kind: 'line', line })
    else steps.push(opening === undefined ? { kind: 'gap' } : { kind: 'opening', balanceYen: opening })
  }
  const column = common.balance.names[0]
  for (const { line, balanceYen } of brokenBalances(steps))
    faults.push({ line, column, text: String(balanceYen), fault: 'balance_does_not_follow' })
  return { source: 'csv', lines, faults: faults.toSorted((a, b) => a.line - b.line) }
}

type Amounts = { readonly inYen: number; readonly outYen: number }
type CommonReader = Pick<
  ReturnType<typeof rowReader<keyof typeof common>>,
  'text' | 'day' | 'required' | 'signed' | 'faults'
>

function twoColumnRow(row: TableRow<keyof typeof twoColumns>): Read {
  const reader = rowReader(row, twoColumns)
  // Some banks write 0 into the column that does not apply.
  const amounts = { inYen: reader.whole('in') ?? 0, outYen: reader.whole('out') ?? 0 }
  const unread = reader.faults.length > 0
  const none = amounts.inYen === 0 && amounts.outYen === 0
  const opening = none && !unread ? openingBalance(reader) : undefined
  if (opening !== undefined) return { opening, faults: reader.faults }
  if (none && !unread) reader.blame('in', 'amount_missing')
  if (amounts.inYen !== 0 && amounts.outYen !== 0) reader.blame('in', 'amount_on_both_sides')
  return lineOf(row.line, reader, amounts)
}

function oneColumnRow(row: TableRow<keyof typeof oneColumn>): Read {
  const reader = rowReader(row, oneColumn)
  const amount = reader.whole('amount')
  const direction = reader.text('direction')
  const [isIn, isOut] = [
    /^(1|入|入金|預入|受入|受)$/.test(direction),
    /^(2|出|出金|払|払出|支払|引出)$/.test(direction),
  ]
  const opening = amount === undefined && reader.faults.length === 0 ? openingBalance(reader) : undefined
  if (opening !== undefined) return { opening, faults: reader.faults }
  if (amount === undefined && reader.faults.length === 0) reader.blame('amount', 'amount_missing')
  if (!isIn && !isOut) reader.blame('direction', 'direction_unknown')
  return lineOf(row.line, reader, { inYen: isIn ? (amount ?? 0) : 0, outYen: isOut ? (amount ?? 0) : 0 })
}

/** 前月繰越 and the like: a balance without a movement. */
const openingBalance = (reader: CommonReader): number | undefined =>
  /繰越|繰り越し/.test(`${reader.text('memo')}${reader.text('detail')}`)
    ? reader.signed('balance')
    : undefined

function lineOf(line: number, reader: CommonReader, { inYen, outYen }: Amounts): Read {
  reader.required('on')
  const on = reader.day('on')
  const balance = reader.signed('balance')
  const { faults } = reader
  if (faults.length > 0 || on === undefined) return { faults }
  const [memo, detail, payer] = [reader.text('memo'), reader.text('detail'), reader.text('payer')]
  return {
    faults,
    line: {
      line,
      on,
      inYen: jpy(inYen),
      outYen: jpy(outYen),
      ...(balance === undefined ? {} : { balanceYen: jpy(balance) }),
      payerKana: payerKanaOf(payer) || payerKanaOf(memo) || payerKanaOf(detail),
      memo: [memo, detail].filter((text) => text !== '').join(' '),
    },
  }
}
