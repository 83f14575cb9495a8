/** 総合振込 of 120 bytes, as 全銀協 has it: header, data records, trailer, end. Read and written by the pair beside. */
import { field } from './zengin-records.ts'

export const recordLength = 120

export const header = [
  field('kind', 'N', 1), // 1
  field('business', 'N', 2), // 種別コード 21
  field('code', 'N', 1), // コード区分 0 JIS
  field('requesterCode', 'N', 10), // 依頼人コード
  field('requesterName', 'C', 40),
  field('monthDay', 'N', 4), // 振込指定日 MMDD
  field('bankCode', 'N', 4), // 仕向銀行
  field('bankName', 'C', 15),
  field('branchCode', 'N', 3),
  field('branchName', 'C', 15),
  field('accountType', 'N', 1), // 1 普通 2 当座 9 その他
  field('accountNumber', 'N', 7),
  field('filler', 'C', 17),
] as const

export const data = [
  field('kind', 'N', 1), // 2
  field('bankCode', 'N', 4), // 被仕向銀行
  field('bankName', 'C', 15),
  field('branchCode', 'N', 3),
  field('branchName', 'C', 15),
  field('clearingHouse', 'N', 4), // 手形交換所 0000
  field('accountType', 'N', 1), // 1 普通 2 当座 4 貯蓄 9 その他
  field('accountNumber', 'N', 7),
  field('name', 'C', 30), // 受取人名
  field('amount', 'N', 10),
  field('newCode', 'N', 1), // 新規コード 0 その他
  field('customerCode1', 'C', 10), // together 20 bytes of EDI information where the mark is Y
  field('customerCode2', 'C', 10),
  field('transferKind', 'N', 1), // 振込区分 7 電信
  field('ediMark', 'C', 1), // 識別表示
  field('filler', 'C', 7),
] as const

export const trailer = [
  field('kind', 'N', 1), // 8
  field('count', 'N', 6),
  field('total', 'N', 12),
  field('filler', 'C', 101),
] as const

export const end = [field('kind', 'N', 1), field('filler', 'C', 119)] as const // 9

/** 預金種目. */
export const accountTypes = { ordinary: '1', current: '2', savings: '4', other: '9' } as const
export type AccountType = keyof typeof accountTypes
