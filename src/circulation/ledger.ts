import type { Day, Period } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Unit } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import { type Statement, statement } from '#ledger/balances.ts'
import { type Closed, closable, closeDays, closedThrough } from '#ledger/close.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { namesOf } from '#parties/directory.ts'

export interface SealedDay {
  readonly day: Day
  readonly entries: number
  readonly flows: number
  readonly seal: Buffer
}

export interface LedgerState {
  readonly closedThrough?: Day
  readonly closable: Day
  readonly entries: number
  readonly sealed: readonly SealedDay[]
}

/** How far the ledger is closed, and its newest seals. */
export async function readLedger(tx: Tx): Promise<LedgerState> {
  const sealed = await tx.q
    .selectFrom('ledger_seal')
    .select(['day', 'entries', 'flows', 'seal'])
    .where('region_id', '=', tx.region)
    .orderBy('day', 'desc')
    .limit(31)
    .execute()
  const [count] = await tx.run<{ entries: number }>(
    `select (select coalesce(sum(entries), 0) from ledger_seal where region_id = $1)::bigint
       + (select count(*) from ledger_entry where region_id = $1
          and recorded_on > coalesce((select closed_through from ledger_head where region_id = $1), '-infinity'::date)) as entries`,
    [tx.region],
  )
  return {
    closedThrough: await closedThrough(tx),
    closable: closable(tx),
    entries: count?.entries ?? 0,
    sealed,
  }
}

/** Staff close the ledger up to yesterday; the server does the same each night. */
export async function closeUpToYesterday(
  tx: Tx,
  actor: Actor,
): Promise<Closed | Refusal<'day_not_over' | 'not_allowed'>> {
  if (!may(actor.role, 'ledger.close')) return refuse('not_allowed')
  return await closeDays(tx, closable(tx))
}

export interface AccountSeen {
  readonly accountId: Id
  readonly partyId: Id
  readonly partyName: string
  readonly unit: Unit
  readonly purpose: string
}

/** The accounts of a party: its own people and those who may see the ledger. */
export async function accountsOf(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<AccountSeen[] | Refusal<'not_found' | 'not_yours'>> {
  const name = (await namesOf(tx, [id])).get(id)?.name
  if (name === undefined) return refuse('not_found')
  if (actor.partyId !== id && !may(actor.role, 'ledger.see')) return refuse('not_yours')
  const rows = await tx.q
    .selectFrom('ledger_account')
    .select(['account_id as accountId', 'party_id as partyId', 'unit', 'purpose'])
    .where('region_id', '=', tx.region)
    .where('party_id', '=', id)
    .orderBy('unit')
    .orderBy('purpose')
    .execute()
  return rows.map((row) => ({ ...row, partyName: name }))
}

export interface StatementSeen {
  readonly account: AccountSeen
  readonly statement: Statement
  readonly names: ReadonlyMap<Id, { name: string }>
}

/** One account's movements in a period with opening and closing balance. */
export async function readStatement(
  tx: Tx,
  actor: Actor,
  input: { id: Id; account: Id; period: Period },
): Promise<StatementSeen | Refusal<'not_found' | 'not_yours'>> {
  const accounts = await accountsOf(tx, actor, input)
  if (isRefusal(accounts)) return accounts
  const account = accounts.find((each) => each.accountId === input.account)
  if (!account) return refuse('not_found')
  const made = await statement(tx, account.accountId, input.period)
  return {
    account,
    statement: made,
    names: await namesOf(tx, [...new Set(made.lines.map((line) => line.otherParty))]),
  }
}
