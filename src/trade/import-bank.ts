import type { Tx } from '#db/transaction.ts'
import { isRefusal } from '#kit/refusals.ts'
import { yen } from '#ui/numbers.ts'
import { identified, knownLines, writeBankLines } from './bank-lines.ts'
import { readBankStatement } from './formats/bank-statement.in.ts'
import type { FileRefusal, ImportFault, ImportPlan } from './import-plans.ts'

/** A bank statement. A line dated after today is not taken: nothing can have moved yet. */
export async function planBank(tx: Tx, bytes: Uint8Array): Promise<ImportPlan | FileRefusal> {
  const statement = readBankStatement(bytes, tx.today)
  if (isRefusal(statement)) return statement
  const { account, rows } = await identified(tx, statement)
  const known = await knownLines(tx, rows)
  const isKnown = ({ identity }: { identity: Buffer }): boolean => known.has(identity.toString('hex'))
  const good = rows.filter(({ on }) => on <= tx.today)
  const late: ImportFault[] = rows
    .filter(({ on }) => on > tx.today)
    .map(({ line, on }) => ({ line, column: '日付', text: on, fault: 'day_to_come' }))
  return {
    kind: 'bank',
    rows: good.map((row) => ({
      line: row.line,
      cells: [row.on, yen(row.inYen - row.outYen), row.payerKana, row.memo],
      known: isKnown(row),
    })),
    faults: [...statement.faults, ...late].toSorted((a, b) => a.line - b.line),
    unknown: [],
    write: async (importId) => ({
      written: await writeBankLines(
        tx,
        importId,
        account,
        good.filter((row) => !isKnown(row)),
      ),
      faults: [],
    }),
  }
}
