import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import { type PostRefusal, type ReversalRefusal, post, reverse } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { type Page, fromCursor, pageOf } from '#parties/cursors.ts'
import { isParty } from '#parties/is-party.ts'
import { may } from '#parties/policy.ts'
import { lockBankLine, setAsideLine } from '#trade/bank-lines.ts'
import { companyOf } from '#trade/settings.ts'
import type { GrantSort } from './schema.ts'

export interface NewGrant {
  /** Who gave it. */
  readonly giverId: Id
  readonly sort: GrantSort
  readonly memo: string
  /** The line of the bank on which it came; day and yen are then the bank's. */
  readonly bankLineId?: Id
  readonly receivedOn?: Day
  readonly amountYen?: number
}

export type GrantRefusal =
  | PostRefusal
  | Refusal<
      | 'not_allowed'
      | 'giver_unknown'
      | 'giver_is_company'
      | 'bank_line_unknown'
      | 'line_dealt_with'
      | 'not_incoming'
      | 'amount_missing'
      | 'day_missing'
      | 'day_in_future'
    >

/**
 * Staff books a grant, gift or investment that came to the company: `trade.grant` or `trade.investment`, a transfer. A line
 * of the bank that it came on is set aside in its name.
 */
export async function receiveGrant(
  tx: Tx,
  actor: Actor,
  grant: NewGrant,
): Promise<{ grantId: Id; grantNo: string } | GrantRefusal> {
  if (!may(actor.role, 'payment.match')) return refuse('not_allowed')
  const came = await whatCame(tx, grant)
  if (isRefusal(came)) return came
  const company = await companyOf(tx)
  if (grant.giverId === company.partyId) return refuse('giver_is_company', { field: 'giverId' })
  if (!(await isParty(tx, grant.giverId))) return refuse('giver_unknown', { field: 'giverId' })
  const made = { grantId: newId(), grantNo: await nextNumber(tx, 'G') }
  const posted = await post(tx, actor, {
    kind: grant.sort === 'investment' ? 'trade.investment' : 'trade.grant',
    on: came.on,
    document: { id: made.grantId, no: made.grantNo },
    memo: grant.memo.trim(),
    flows: [{ unit: 'JPY', amount: jpy(came.amount), from: cash(grant.giverId), to: cash(company.partyId) }],
  })
  if (isRefusal(posted)) return posted
  await tx.q
    .insertInto('trade_grant')
    .values({
      region_id: tx.region,
      grant_id: made.grantId,
      grant_no: made.grantNo,
      giver_id: grant.giverId,
      sort: grant.sort,
      received_on: came.on,
      amount_yen: came.amount,
      memo: grant.memo.trim(),
      bank_line_id: grant.bankLineId ?? null,
      entry_id: posted.entryId,
      undone_at: null,
      booked_at: tx.now,
      booked_by: actor.userId ?? null,
    })
    .execute()
  if (!grant.bankLineId) return made
  const aside = await setAsideLine(tx, actor, { bankLineId: grant.bankLineId, reason: made.grantNo })
  return isRefusal(aside) ? aside : made
}

async function whatCame(
  tx: Tx,
  { bankLineId, receivedOn, amountYen }: NewGrant,
): Promise<{ on: Day; amount: number } | GrantRefusal> {
  if (!bankLineId) {
    if (!receivedOn) return refuse('day_missing', { field: 'receivedOn' })
    if (receivedOn > tx.today) return refuse('day_in_future', { field: 'receivedOn' })
    if (!amountYen || amountYen < 0) return refuse('amount_missing', { field: 'amountYen' })
    return { on: receivedOn, amount: amountYen }
  }
  const line = await lockBankLine(tx, bankLineId)
  if (!line) return refuse('bank_line_unknown')
  if (line.used || line.setAside !== '') return refuse('line_dealt_with')
  return line.amountYen > 0 ? { on: line.on, amount: line.amountYen } : refuse('not_incoming')
}

export type UndoGrantRefusal =
  | ReversalRefusal
  | Refusal<
      | 'not_allowed'
      | 'grant_unknown'
      | 'already_undone'
      | 'reason_missing'
      | 'bank_line_unknown'
      | 'line_dealt_with'
    >

/** Staff undoes a grant that was booked wrongly: its entry is reversed, and its bank line waits again. */
export async function undoGrant(
  tx: Tx,
  actor: Actor,
  { grantId, reason }: { grantId: Id; reason: string },
): Promise<{ grantId: Id; grantNo: string } | UndoGrantRefusal> {
  if (!may(actor.role, 'payment.match')) return refuse('not_allowed')
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const grant = await tx.q
    .selectFrom('trade_grant')
    .select(['grant_no', 'entry_id', 'undone_at', 'bank_line_id'])
    .where('region_id', '=', tx.region)
    .where('grant_id', '=', grantId)
    .forUpdate()
    .executeTakeFirst()
  if (!grant) return refuse('grant_unknown')
  if (grant.undone_at) return refuse('already_undone')
  const reversed = await reverse(tx, actor, grant.entry_id, { memo: reason.trim() })
  if (isRefusal(reversed)) return reversed
  await tx.q
    .updateTable('trade_grant')
    .set({ undone_at: tx.now, undone_because: reason.trim() })
    .where('region_id', '=', tx.region)
    .where('grant_id', '=', grantId)
    .execute()
  const undone = { grantId, grantNo: grant.grant_no }
  if (!grant.bank_line_id) return undone
  const back = await setAsideLine(tx, actor, { bankLineId: grant.bank_line_id, reason: '' })
  return isRefusal(back) ? back : undone
}

export interface GrantSeen {
  readonly grantId: Id
  readonly grantNo: string
  readonly giverId: Id
  readonly giverName: string
  readonly sort: GrantSort
  readonly on: Day
  readonly amountYen: number
  readonly memo: string
  readonly bankLineId: Id | null
  readonly entryId: Id
  readonly undoneBecause: string
}

const columns = `g.grant_id as "grantId", g.grant_no as "grantNo", g.giver_id as "giverId", p.name as "giverName", g.sort,
  g.received_on as "on", g.amount_yen as "amountYen", g.memo, g.bank_line_id as "bankLineId", g.entry_id as "entryId",
  g.undone_because as "undoneBecause"`

const pageLength = 50

/** For the company's eyes, newest first. */
export async function listGrants(
  tx: Tx,
  actor: Actor,
  cursor?: string,
): Promise<Page<GrantSeen> | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'payment.match')) return refuse('not_allowed')
  const [on, id] = (cursor === undefined ? undefined : fromCursor(cursor, 2)) ?? []
  const rows = await tx.run<GrantSeen & Record<string, unknown>>(
    `select ${columns} from trade_grant g join party p on p.region_id = $1 and p.party_id = g.giver_id
     where g.region_id = $1 and ($2::date is null or (g.received_on, g.grant_id) < ($2, $3::uuid))
     order by g.received_on desc, g.grant_id desc limit $4`,
    [tx.region, on ?? null, id ?? null, pageLength + 1],
  )
  return pageOf(rows, pageLength, (row) => [row.on, row.grantId])
}

export async function readGrant(tx: Tx, { id }: { id: Id }): Promise<GrantSeen | Refusal<'not_found'>> {
  const [row] = await tx.run<GrantSeen & Record<string, unknown>>(
    `select ${columns} from trade_grant g join party p on p.region_id = $1 and p.party_id = g.giver_id
     where g.region_id = $1 and g.grant_id = $2`,
    [tx.region, id],
  )
  return row ?? refuse('not_found')
}
