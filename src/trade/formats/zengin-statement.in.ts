/** 入出金取引明細 of 全銀協 (種別 03): records of 200 bytes, header, data, trailer, end. Days are YYMMDD of an era. */
import type { Day } from '#kit/days.ts'
import { normalise } from '#kit/japanese.ts'
import { parseEraYymmdd } from '#kit/japanese-days.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import type { RowFault } from './row-faults.ts'
import { payerKanaOf } from './statement-lines.ts'
import type { Statement, StatementLine } from './statement-lines.ts'
import { field, readRecord, splitRecords } from '#kit/zengin-records.ts'

export const statementRecordLength = 200

export const statementHeader = [
  field('kind', 'N', 1), // 1
  field('business', 'N', 2), // 種別コード 03
  field('code', 'N', 1),
  field('madeOn', 'N', 6), // 作成日
  field('from', 'N', 6), // 勘定日（自）
  field('to', 'N', 6),
  field('bankCode', 'N', 4),
  field('bankName', 'C', 15),
  field('branchCode', 'N', 3),
  field('branchName', 'C', 15),
  field('unused', 'N', 3),
  field('accountType', 'N', 1),
  field('accountNumber', 'N', 10), // seven digits, and three zeros before them
  field('accountName', 'C', 40),
  field('overdrawn', 'N', 1), // 貸越区分: 2 when the balance is below zero (要確認, to be confirmed)
  field('passbook', 'N', 1),
  field('balanceBefore', 'N', 14), // 取引前残高
  field('filler', 'C', 71),
] as const

export const statementData = [
  field('kind', 'N', 1), // 2
  field('inquiry', 'N', 8), // 照会番号
  field('on', 'N', 6), // 勘定日
  field('valueOn', 'N', 6), // 起算日
  field('direction', 'N', 1), // 入払区分 1 入金 2 出金
  field('business', 'N', 2), // 取引区分 10 現金 11 振込 14 振替 18 その他 19 訂正 …
  field('amount', 'N', 12),
  field('otherBanks', 'N', 12), // うち他店券金額
  field('presentedOn', 'N', 6),
  field('dishonouredOn', 'N', 6),
  field('chequeKind', 'N', 1),
  field('chequeNumber', 'N', 7),
  field('branch', 'N', 3), // 僚店番号
  field('payerCode', 'N', 10), // 振込依頼人コード
  field('payerName', 'C', 48), // 振込依頼人名
  field('fromBank', 'C', 15),
  field('fromBranch', 'C', 15),
  field('memo', 'C', 20), // 摘要内容
  field('edi', 'C', 20),
  field('filler', 'C', 1),
] as const

export const statementTrailer = [
  field('kind', 'N', 1), // 8
  field('inCount', 'N', 6),
  field('inTotal', 'N', 13),
  field('outCount', 'N', 6),
  field('outTotal', 'N', 13),
  field('overdrawn', 'N', 1),
  field('balanceAfter', 'N', 14), // 取引後残高
  field('records', 'N', 7),
  field('filler', 'C', 139),
] as const

/** A file that begins with the header of these records. */
export const isZenginStatement = (bytes: Uint8Array): boolean =>
  /^103[01]\d{18}/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 22)))

/** Reads such a file of one account; its records need not carry a balance, so the trailer's is checked. */
export function readZenginStatement(
  bytes: Uint8Array,
  readOn: Day,
): Statement | Refusal<'not_a_statement' | 'record_out_of_place' | 'several_accounts'> {
  const records = splitRecords(bytes, statementRecordLength)
  if (!records) return refuse('not_a_statement')
  if (records.filter((record) => record.startsWith('1')).length > 1) return refuse('several_accounts')
  const misplaced = records.findIndex((record, at) => record[0] !== kindAt(at, records.length))
  if (misplaced !== -1 || records.length < 3)
    return refuse('record_out_of_place', { detail: { line: misplaced + 1 } })

  const first = readRecord(statementHeader, records[0] ?? '')
  const [lines, faults]: [StatementLine[], RowFault[]] = [[], []]
  for (const [index, record] of records.slice(1, -2).entries()) {
    const read = readData(record, index + 2, readOn)
    if ('fault' in read) faults.push(read)
    else lines.push(read)
  }
  // Sums say nothing where a record could not be read.
  if (faults.length === 0) faults.push(...trailerFaults(records, lines))
  const { bankCode, branchCode, accountNumber } = first
  return {
    source: 'zengin',
    account: { bankCode, branchCode, accountNumber: accountNumber.slice(-7) },
    lines,
    faults,
  }
}

const kindAt = (at: number, records: number): string =>
  at === 0 ? '1' : at === records - 1 ? '9' : at === records - 2 ? '8' : '2'

function readData(record: string, line: number, readOn: Day): StatementLine | RowFault {
  const read = readRecord(statementData, record)
  const on = parseEraYymmdd(read.on, readOn)
  if (!on) return { line, column: '勘定日', text: read.on, fault: 'day_unreadable' }
  if (!/^\d{12}$/.test(read.amount))
    return { line, column: '取引金額', text: read.amount, fault: 'number_unreadable' }
  if (read.direction !== '1' && read.direction !== '2')
    return { line, column: '入払区分', text: read.direction, fault: 'direction_unknown' }
  const amount = Number(read.amount)
  return {
    line,
    on,
    inYen: jpy(read.direction === '1' ? amount : 0),
    outYen: jpy(read.direction === '2' ? amount : 0),
    payerKana: payerKanaOf(read.payerName) || payerKanaOf(read.memo),
    memo: normalise(`${read.memo} ${read.edi}`),
  }
}

function trailerFaults(records: readonly string[], lines: readonly StatementLine[]): RowFault[] {
  const first = readRecord(statementHeader, records[0] ?? '')
  const last = readRecord(statementTrailer, records.at(-2) ?? '')
  const line = records.length - 1
  const faults: RowFault[] = []
  const [moneyIn, moneyOut] = [
    lines.filter((each) => each.inYen > 0),
    lines.filter((each) => each.outYen > 0),
  ]
  const inTotal = moneyIn.reduce((total, each) => total + each.inYen, 0)
  const outTotal = moneyOut.reduce((total, each) => total + each.outYen, 0)
  for (const [column, text, value] of [
    ['入金件数', last.inCount, moneyIn.length],
    ['入金額合計', last.inTotal, inTotal],
    ['出金件数', last.outCount, moneyOut.length],
    ['出金額合計', last.outTotal, outTotal],
  ] as const)
    if (Number(text) !== value) faults.push({ line, column, text, fault: 'sums_do_not_match' })

  const before = signedBalance(first.overdrawn, first.balanceBefore)
  if (before + inTotal - outTotal !== signedBalance(last.overdrawn, last.balanceAfter))
    faults.push({ line, column: '取引後残高', text: last.balanceAfter, fault: 'balance_does_not_follow' })
  return faults
}

const signedBalance = (overdrawn: string, digits: string): number =>
  Number(digits) * (overdrawn === '2' ? -1 : 1)
