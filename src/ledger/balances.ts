import type { Day, Period } from '#kit/days.ts'
import { addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { closedThrough } from './close.ts'

/**
 * The balance of any account at the end of a day, by the day on which things happened: closed days plus the tail.
 * A late entry changes the balance of the day it belongs to. Steps of the account's unit.
 */
export async function balanceAt(tx: Tx, account: Id, on: Day): Promise<number> {
  const head = (await closedThrough(tx)) ?? '-infinity'
  const [row] = await tx.run<{ balance: number }>(
    `select (
       (select coalesce(sum(inflow - outflow), 0) from ledger_account_day
        where region_id = $1 and account_id = $2 and day <= $3)
     + (select coalesce(sum(amount), 0) from ledger_flow
        where region_id = $1 and to_account = $2 and occurred_on <= $3 and recorded_on > $4)
     - (select coalesce(sum(amount), 0) from ledger_flow
        where region_id = $1 and from_account = $2 and occurred_on <= $3 and recorded_on > $4))::bigint as balance`,
    [tx.region, account, on, head],
  )
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

/** The account's flows of a period in the order they happened, with the balance before, after each, and at the end. */
export async function statement(tx: Tx, account: Id, period: Period): Promise<Statement> {
  const opening = await balanceAt(tx, account, addDays(period.from, -1))
  const rows = await tx.run<Omit<StatementLine, 'balance'>>(
    `select f.entry_id as "entryId", f.ordinal, f.occurred_on as "on", f.kind, e.document_id as "documentId",
       e.document_no as "documentNo", e.memo,
       case when f.to_account = $2 then f.amount else -f.amount end as change,
       case when f.to_account = $2 then f.from_party else f.to_party end as "otherParty"
     from ledger_flow_seen f
     join ledger_entry e on e.region_id = f.region_id and e.entry_id = f.entry_id
     where f.region_id = $1 and (f.from_account = $2 or f.to_account = $2) and f.occurred_on between $3 and $4
     order by f.occurred_on, f.entry_id, f.ordinal`,
    [tx.region, account, period.from, period.to],
  )
  let balance = opening
  const lines = rows.map((row) => ({ ...row, balance: (balance += row.change) }))
  return { opening, lines, closing: balance }
}
