/** What every bank statement comes down to, whichever way the bank gives it; and what must hold between its lines. */
import type { Day } from '#kit/days.ts'
import { normalise, toBankKana } from '#kit/japanese.ts'
import type { Yen } from '#kit/units.ts'
import type { RowFault } from './row-faults.ts'

export interface StatementLine {
  /** In the file: the line of a CSV, the record of a 200-byte file. */
  readonly line: number
  readonly on: Day
  /** One of the two is 0. */
  readonly inYen: Yen
  readonly outYen: Yen
  readonly balanceYen?: Yen
  /** Who paid (or was paid), as banks spell it, in full-width kana; empty when the bank says none. */
  readonly payerKana: string
  readonly memo: string
}
export interface Statement {
  readonly source: 'csv' | 'zengin'
  readonly account?: {
    readonly bankCode: string
    readonly branchCode: string
    readonly accountNumber: string
  }
  readonly lines: readonly StatementLine[]
  /**
   * Rows that could not be read, which are not among the lines; and lines whose balance does not follow, which are: a row
   * before them is missing or was changed.
   */
  readonly faults: readonly RowFault[]
}

/**
 * The name in a bank's text: without the bank's own words before it (振込 …), as banks spell it (small kana large). Text
 * with anything but kana, Latin letters and digits is no payer's name: 振込手数料.
 */
export function payerKanaOf(text: string): string {
  const bare = normalise(text).replace(
    /^(?:振込入金|総合振込|給与振込|振込|振替入金|口座振替|振替|入金|フリコミ|ソウゴウフリコミ|フリカエ)\d?[ *:]*/,
    '',
  )
  const converted = toBankKana(bare)
  return converted.refused === undefined && /[ｱ-ﾝA-Z]/.test(converted.kana) ? normalise(converted.kana) : ''
}

/**
 * The key by which a payer is held to be a known party: bank spelling without the legal form (カ）, （ユ, …) and without
 * spaces. カ）ヤサイシヨクドウ ミナモ and ヤサイショクドウミナモ have one key.
 */
export function payerKey(kana: string): string {
  return payerKanaOf(kana).replaceAll(legalForm, '').replaceAll(' ', '')
}
// The abbreviations that banks use before, within and after a name: 株 有 名 資 同 医 財 社 宗 学 福 農 特非, branch offices.
const forms = 'カ|ユ|メ|シ|ド|イ|ザイ|シヤ|シユウ|ガク|フク|ノウ|トクヒ|エイ|シユツ'
const legalForm = new RegExp(`^(?:${forms})\\)|\\((?:${forms})(?:\\)|$)`, 'g')

/**
 * A key for each line that stays the same when the file is brought in again, or overlaps with another: what the bank says
 * of it, and a number where it says the same thing twice (two equal payments on one day).
 */
export function lineKeys(lines: readonly StatementLine[]): string[] {
  const seen = new Map<string, number>()
  return lines.map(({ on, inYen, outYen, balanceYen, payerKana, memo }) => {
    const key = [on, inYen, -outYen, balanceYen ?? '', payerKana, memo].join('|')
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return `${key}|${times}`
  })
}

/** A line, a balance that stands alone (前月繰越), or a gap where a row could not be read. */
export type BalanceStep =
  | { readonly kind: 'line'; readonly line: StatementLine }
  | { readonly kind: 'opening'; readonly balanceYen: number }
  | { readonly kind: 'gap' }

/**
 * The lines whose balance is not the one before plus in minus out. Banks list oldest or newest first: the order in which
 * more lines agree is taken. Across a gap nothing is said.
 */
export function brokenBalances(steps: readonly BalanceStep[]): StatementLine[] {
  const forward = broken(steps)
  const backward = broken(steps.toReversed())
  return forward.length <= backward.length ? forward : backward
}

function broken(steps: readonly BalanceStep[]): StatementLine[] {
  const found: StatementLine[] = []
  let known: number | undefined
  for (const step of steps) {
    if (step.kind !== 'line') {
      known = step.kind === 'opening' ? step.balanceYen : undefined
      continue
    }
    const { inYen, outYen, balanceYen } = step.line
    const expected = known === undefined ? undefined : known + inYen - outYen
    if (expected !== undefined && balanceYen !== undefined && balanceYen !== expected) found.push(step.line)
    known = balanceYen ?? expected
  }
  return found
}
