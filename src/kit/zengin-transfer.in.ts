/** A 総合振込 file read back: to show what a file holds before it goes to the bank, and to prove the writer. */
import { addDays, isDay } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import { readRecord, splitRecords } from './zengin-records.ts'
import { accountTypes, data, header, recordLength, trailer } from './zengin-transfer.layout.ts'
import type { AccountType } from './zengin-transfer.layout.ts'
import type { Transfer, TransferFile } from './zengin-transfer.out.ts'

/** `detail.line` is the record, counted from 1. */
export type TransferReadRefusal = Refusal<
  'not_a_transfer_file' | 'record_out_of_place' | 'day_unreadable' | 'field_unreadable' | 'sums_do_not_match'
>

/**
 * The file, with its names in half-width kana as they stand in it. The record has no year: the day is the first one with
 * that month and day on or after `notBefore` (the day on which the file was made).
 */
export function readZenginTransfer(
  bytes: Uint8Array,
  notBefore: Day,
): (TransferFile & { readonly count: number; readonly total: Yen }) | TransferReadRefusal {
  const records = splitRecords(bytes, recordLength)
  if (!records || !records[0]?.startsWith('1210')) return refuse('not_a_transfer_file')
  const misplaced = records.findIndex((record, at) => !record.startsWith(kindAt(at, records.length)))
  if (misplaced !== -1 || records.length < 3)
    return refuse('record_out_of_place', { detail: { line: misplaced + 1 } })

  const first = readRecord(header, records[0])
  const on = dayOf(first.monthDay, notBefore)
  const requesterType = typeOf(first.accountType)
  if (!on) return refuse('day_unreadable', { detail: { line: 1 } })
  if (!requesterType) return refuse('field_unreadable', { detail: { line: 1 } })

  const transfers: Transfer[] = []
  for (const [index, record] of records.slice(1, -2).entries()) {
    const transfer = transferOf(record)
    if (!transfer) return refuse('field_unreadable', { detail: { line: index + 2 } })
    transfers.push(transfer)
  }
  const last = readRecord(trailer, records.at(-2) ?? '')
  const [count, total] = [Number(last.count), Number(last.total)]
  if (count !== transfers.length || total !== transfers.reduce((all, { amount }) => all + amount, 0))
    return refuse('sums_do_not_match', { detail: { line: records.length - 1 } })

  const { requesterCode, requesterName, bankCode, bankName, branchCode, branchName, accountNumber } = first
  return {
    requester: {
      code: requesterCode,
      name: requesterName,
      bankCode,
      bankName,
      branchCode,
      branchName,
      accountType: requesterType,
      accountNumber,
    },
    on,
    transfers,
    count,
    total: jpy(total),
  }
}

const kindAt = (at: number, records: number): string =>
  at === 0 ? '1' : at === records - 1 ? '9' : at === records - 2 ? '8' : '2'

function transferOf(record: string): Transfer | undefined {
  const read = readRecord(data, record)
  const accountType = typeOf(read.accountType)
  if (!accountType || !/^\d{10}$/.test(read.amount) || !/^\d{14}$/.test(digitsOf(read))) return undefined
  const { bankCode, bankName, branchCode, branchName, accountNumber, name } = read
  const edi = (read.customerCode1.padEnd(10) + read.customerCode2).trimEnd()
  return {
    bankCode,
    bankName,
    branchCode,
    branchName,
    accountType,
    accountNumber,
    name,
    amount: jpy(Number(read.amount)),
    ...(read.ediMark === 'Y' ? { edi } : {}),
  }
}

const digitsOf = (read: { bankCode: string; branchCode: string; accountNumber: string }): string =>
  read.bankCode + read.branchCode + read.accountNumber

const typeOf = (code: string): AccountType | undefined =>
  (Object.keys(accountTypes) as AccountType[]).find((type) => accountTypes[type] === code)

function dayOf(monthDay: string, notBefore: Day): Day | undefined {
  // Eight years hold a 29 February whatever the century does.
  for (let year = Number(notBefore.slice(0, 4)), last = year + 8; year <= last; year++) {
    const text = `${year}-${monthDay.slice(0, 2)}-${monthDay.slice(2)}`
    if (isDay(text) && text > addDays(notBefore, -1)) return text
  }
  return undefined
}
