import type { Day, Period } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { whole } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'

/**
 * The balance of any account at the end of a day, by the day on which things happened: the days of the account plus the tail.
 * A late entry changes the balance of the day it belongs to. Steps of the account's unit.
 */
export async function balanceAt(tx: Tx, account: Id, on: Day): Promise<number> {
  const [row] = await tx.run<{ balance: number }>('select ledger_balance_at($1, $2, $3) as balance', [
    tx.region,
    account,
    on,
  ])
  return row?.balance ?? 0
}

export interface StatementLine {
  readonly entryId: Id
  readonly ordinal: number
  readonly on: Day
  readonly kind: string
  readonly documentId: Id | null
  readonly documentNo: string
  readonly memo: string
  /** Plus when it came in, minus when it went out. */
  readonly change: number
  /** The balance after this line. */
  readonly balance: number
  readonly otherParty: Id
}

export interface Statement {
  readonly opening: number
  readonly lines: readonly StatementLine[]
  readonly closing: number
}

/**
 * The account's flows of a period in the order they happened, with the balance before, after each, and at the end. One
 * statement of SQL, so that the opening balance and the lines are of one moment.
 */
export async function statement(tx: Tx, account: Id, period: Period): Promise<Statement> {
  const rows = await tx.run<StatementRow>(
    `with o as materialized (select ledger_balance_at($1, $2, $3::date - 1) as opening) -- once, not for each line
     select o.opening, l.* from o
     left join lateral (
       select f.entry_id as "entryId", f.ordinal, f.occurred_on as "on", f.kind, e.document_id as "documentId",
         e.document_no as "documentNo", e.memo, f.change, a.party_id as "otherParty"
       from (
         select entry_id, ordinal, occurred_on, kind, amount as change, from_account as other from ledger_flow
         where region_id = $1 and to_account = $2 and occurred_on between $3 and $4
         union all
         select entry_id, ordinal, occurred_on, kind, -amount, to_account from ledger_flow
         where region_id = $1 and from_account = $2 and occurred_on between $3 and $4) f
       join ledger_entry e on e.region_id = $1 and e.entry_id = f.entry_id
       join ledger_account a on a.region_id = $1 and a.account_id = f.other
     ) l on true
     order by l."on", l."entryId", l.ordinal`,
    [tx.region, account, period.from, period.to],
  )
  const opening = rows[0]?.opening ?? 0
  let balance = opening
  const lines: StatementLine[] = []
  for (const { opening: _, ...row } of rows)
    if (row.entryId !== null) lines.push({ ...row, balance: (balance = whole(balance + row.change)) })
  return { opening, lines, closing: balance }
}

type StatementRow = { opening: number } & (Omit<StatementLine, 'balance'> | { entryId: null })
