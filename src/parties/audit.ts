import type { Tx } from '#db/transaction.ts'
import { instantOf } from '#kit/days.ts'
import type { Period } from '#kit/days.ts'
import { isId, newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import type { Actor } from './actors.ts'
import { fromCursor, pageOf } from './cursors.ts'
import type { Page } from './cursors.ts'
import type { Role } from './policy.ts'

export interface Deed {
  /** What was done, named as the permission or the use-case is: `party.register`, `invoice.close`. */
  readonly action: string
  readonly documentId?: Id
  /** The number people read out; empty for documents without one. */
  readonly documentNo?: string
  /** What changed, in words for a person. No passwords, tokens or account numbers. */
  readonly detail?: string
}

/** Writes down who did what, in the transaction of the deed itself: no deed without its row, no row without its deed. */
export async function record(tx: Tx, actor: Actor, deed: Deed): Promise<void> {
  tx.send(
    `insert into party_audit (region_id, audit_id, at, user_id, user_name, party_id, role, action, document_id,
       document_no, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.region,
      newId(),
      tx.now,
      actor.userId ?? null,
      actor.name,
      actor.partyId ?? null,
      actor.role,
      deed.action,
      deed.documentId ?? null,
      deed.documentNo ?? '',
      deed.detail ?? '',
    ],
  )
}

export interface AuditRow {
  readonly auditId: Id
  readonly at: Date
  readonly userId: Id | null
  readonly userName: string
  readonly partyId: Id | null
  readonly partyName: string | null
  readonly role: Role
  readonly action: string
  readonly documentId: Id | null
  readonly documentNo: string
  readonly detail: string
}

export interface AuditFilter {
  readonly documentId?: Id
  readonly userId?: Id
  readonly partyId?: Id
  /** An action, or the beginning of one up to a dot: `party` finds `party.register`. */
  readonly action?: string
  readonly period?: Period
  readonly limit?: number
}

/** What was done, latest first. Who may read it is decided by the page (`audit.see`). */
export async function listAudit(tx: Tx, filter: AuditFilter = {}, cursor?: string): Promise<Page<AuditRow>> {
  const limit = Math.min(filter.limit ?? 50, 200)
  let query = tx.q
    .selectFrom('party_audit as a')
    .leftJoin('party as p', (j) =>
      j.onRef('p.region_id', '=', 'a.region_id').onRef('p.party_id', '=', 'a.party_id'),
    )
    .where('a.region_id', '=', tx.region)
    .select(['a.audit_id as auditId', 'a.at', 'a.user_id as userId', 'a.user_name as userName'])
    .select(['a.party_id as partyId', 'p.name as partyName', 'a.role', 'a.action'])
    .select(['a.document_id as documentId', 'a.document_no as documentNo', 'a.detail'])
    .orderBy('a.at', 'desc')
    .orderBy('a.audit_id', 'desc')
    .limit(limit + 1)
  if (filter.documentId) query = query.where('a.document_id', '=', filter.documentId)
  if (filter.userId) query = query.where('a.user_id', '=', filter.userId)
  if (filter.partyId) query = query.where('a.party_id', '=', filter.partyId)
  if (filter.action) {
    const action = filter.action
    query = query.where((e) =>
      e.or([
        e('a.action', '=', action),
        e(e.fn('starts_with', ['a.action', e.val(`${action}.`)]), '=', true),
      ]),
    )
  }
  if (filter.period) {
    query = query
      .where('a.at', '>=', instantOf(filter.period.from))
      .where('a.at', '<', instantOf(filter.period.to, 24))
  }
  const [time = '', auditId] = (cursor === undefined ? undefined : fromCursor(cursor, 2)) ?? []
  const at = new Date(time)
  if (isId(auditId) && !Number.isNaN(at.getTime()))
    query = query.where((e) => e(e.refTuple('a.at', 'a.audit_id'), '<', e.tuple(at, auditId)))
  const rows = await query.execute()
  return pageOf(rows, limit, (row) => [row.at.toISOString(), row.auditId])
}
