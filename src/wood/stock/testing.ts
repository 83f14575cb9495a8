/** For tests of piles: their balance, held against the ledger. */
import assert from 'node:assert/strict'
import { day } from '#kit/days.ts'
import type { Tx } from '#db/transaction.ts'
import { type BalanceRow, readBalance } from './balance.ts'

export const sum = (rows: readonly BalanceRow[], key: Exclude<keyof BalanceRow, 'proof'>): number =>
  rows.reduce((all, row) => all + row[key], 0)

/** It closes by class and as a whole, and is what the ledger holds. */
export async function assertCloses(tx: Tx): Promise<readonly BalanceRow[]> {
  const { rows, ledger } = await readBalance(tx, { from: day('2026-04-01'), to: tx.today })
  for (const row of rows) {
    const { proof: _, closing, ...rest } = row
    assert.equal(
      Object.values(rest).reduce((all, each) => all + each, 0),
      closing,
      JSON.stringify(row),
    )
  }
  assert.equal(sum(rows, 'closing'), ledger)
  assert.equal(sum(rows, 'mixed'), 0)
  return rows
}
