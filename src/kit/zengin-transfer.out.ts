/** Payouts as a file for the bank: 全銀協 総合振込, 120 bytes a record, JIS X 0201 half-width. */
import { isBankDay } from '#kit/bank-days.ts'
import type { Day } from '#kit/days.ts'
import { toBankKana } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Yen } from '#kit/units.ts'
import { toSingleBytes, writeRecord } from './zengin-records.ts'
import { accountTypes, data, end, header, trailer } from './zengin-transfer.layout.ts'
import type { AccountType } from './zengin-transfer.layout.ts'

export interface BankAccount {
  /** 4 digits. */
  readonly bankCode: string
  /** Kana; the bank goes by the number, so a long name is cut to the 15 characters of the record. */
  readonly bankName: string
  /** 3 digits. */
  readonly branchCode: string
  readonly branchName: string
  readonly accountType: AccountType
  /** 7 digits, with the zeros before. */
  readonly accountNumber: string
}
export interface Transfer extends BankAccount {
  /** The holder's name in kana, at most 30 half-width characters (a voiced mark counts as one). */
  readonly name: string
  readonly amount: Yen
  /** EDI information, at most 20 half-width characters. */
  readonly edi?: string
}
export interface TransferFile {
  readonly requester: BankAccount & {
    /** 依頼人コード that the bank gave, at most 10 digits. */
    readonly code: string
    /** Kana, at most 40 half-width characters. */
    readonly name: string
  }
  /** 振込指定日. The record has month and day only. */
  readonly on: Day
  readonly transfers: readonly Transfer[]
}

/**
 * `field` is the field's name; `detail.at` counts the transfers from 1, and is 0 for the header. `kana_not_allowed` has
 * `detail.character`, `name_too_long` `detail.length` and `detail.most`.
 */
export type TransferFault = Refusal<
  | 'no_transfers'
  | 'too_many_transfers'
  | 'not_a_bank_day'
  | 'requester_code_wrong'
  | 'bank_code_wrong'
  | 'branch_code_wrong'
  | 'account_type_wrong'
  | 'account_number_wrong'
  | 'kana_missing'
  | 'kana_not_allowed'
  | 'name_too_long'
  | 'amount_not_positive'
  | 'amount_too_large'
  | 'total_too_large'
>

const [mostTransfers, mostAmount, mostTotal] = [999_999, 9_999_999_999, 999_999_999_999]

/** The file's bytes, or the first fault; `transferFaults` has all of them. Line ends (CRLF) as the bank wants them. */
export function writeZenginTransfer(
  file: TransferFile,
  options: { crlf?: boolean } = {},
): Uint8Array | TransferFault {
  const fault = transferFaults(file)[0]
  if (fault) return fault

  const { requester, on, transfers } = file
  const records = [
    writeRecord(header, {
      ...accountFields(requester),
      kind: 1,
      business: 21,
      code: 0,
      requesterCode: requester.code,
      requesterName: kanaOf(requester.name),
      monthDay: on.slice(5).replace('-', ''),
    }),
    ...transfers.map((transfer) => writeRecord(data, dataFields(transfer))),
    writeRecord(trailer, { kind: 8, count: transfers.length, total: totalOf(transfers) }),
    writeRecord(end, { kind: 9 }),
  ]
  const lineEnd = (options.crlf ?? true) ? '\r\n' : ''
  return toSingleBytes(records.map((record) => record + lineEnd).join(''))
}

/** Everything that keeps the file from being written, so that it can be mended in one go. */
export function transferFaults({ requester, on, transfers }: TransferFile): TransferFault[] {
  const faults: TransferFault[] = []
  if (transfers.length === 0) faults.push(refuse('no_transfers'))
  if (transfers.length > mostTransfers)
    faults.push(refuse('too_many_transfers', { detail: { most: mostTransfers } }))
  if (!isBankDay(on)) faults.push(refuse('not_a_bank_day', { field: 'on', detail: { on } }))
  if (!/^\d{1,10}$/.test(requester.code))
    faults.push(refuse('requester_code_wrong', { field: 'code', detail: { at: 0 } }))
  faults.push(...accountFaults(requester, 0), ...nameFaults('name', requester.name, 40, 0))

  for (const [index, transfer] of transfers.entries()) {
    const at = index + 1
    faults.push(...accountFaults(transfer, at), ...nameFaults('name', transfer.name, 30, at))
    if (transfer.edi !== undefined) faults.push(...nameFaults('edi', transfer.edi, 20, at))
    if (transfer.amount <= 0) faults.push(refuse('amount_not_positive', { field: 'amount', detail: { at } }))
    if (transfer.amount > mostAmount)
      faults.push(refuse('amount_too_large', { field: 'amount', detail: { at, most: mostAmount } }))
  }
  if (totalOf(transfers) > mostTotal)
    faults.push(refuse('total_too_large', { field: 'amount', detail: { most: mostTotal } }))
  return faults
}

function accountFaults(account: BankAccount, at: number): TransferFault[] {
  const faults: TransferFault[] = []
  const wrong = (refused: TransferFault['refused'], name: string): number =>
    faults.push(refuse(refused, { field: name, detail: { at } }))
  if (!/^\d{4}$/.test(account.bankCode)) wrong('bank_code_wrong', 'bankCode')
  if (!/^\d{3}$/.test(account.branchCode)) wrong('branch_code_wrong', 'branchCode')
  if (!/^\d{7}$/.test(account.accountNumber)) wrong('account_number_wrong', 'accountNumber')
  // The header knows no savings account: money is not sent from one.
  if (at === 0 && account.accountType === 'savings') wrong('account_type_wrong', 'accountType')
  for (const name of ['bankName', 'branchName'] as const) faults.push(...kanaFaults(name, account[name], at))
  return faults
}

function nameFaults(name: string, text: string, most: number, at: number): TransferFault[] {
  const faults = kanaFaults(name, text, at)
  const { length } = kanaOf(text)
  if (faults.length > 0) return faults
  if (length === 0) return [refuse('kana_missing', { field: name, detail: { at } })]
  return length > most ? [refuse('name_too_long', { field: name, detail: { at, length, most } })] : []
}

function kanaFaults(name: string, text: string, at: number): TransferFault[] {
  const converted = toBankKana(text)
  if (converted.refused === undefined) return []
  return [refuse('kana_not_allowed', { field: name, detail: { at, ...converted.detail } })]
}

function dataFields(transfer: Transfer) {
  const edi = transfer.edi === undefined ? '' : kanaOf(transfer.edi)
  return {
    ...accountFields(transfer),
    kind: 2,
    name: kanaOf(transfer.name),
    amount: transfer.amount,
    newCode: 0,
    // N(10) twice when they are customer codes, C(20) when they are EDI information.
    customerCode1: edi ? edi.slice(0, 10) : '0'.repeat(10),
    customerCode2: edi ? edi.slice(10) : '0'.repeat(10),
    transferKind: 7,
    ediMark: edi ? 'Y' : '',
  }
}

const accountFields = (account: BankAccount) => ({
  bankCode: account.bankCode,
  bankName: kanaOf(account.bankName).slice(0, 15),
  branchCode: account.branchCode,
  branchName: kanaOf(account.branchName).slice(0, 15),
  accountType: accountTypes[account.accountType],
  accountNumber: account.accountNumber,
})

const kanaOf = (text: string): string => toBankKana(text).kana
const totalOf = (transfers: readonly Transfer[]): number =>
  transfers.reduce((total, { amount }) => total + amount, 0)
