import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from './actors.ts'
import { record } from './audit.ts'
import { putDated, validOn } from './dated.ts'
import { isParty } from './is-party.ts'
import { may } from './policy.ts'
import type { Side } from './schema.ts'

export interface SideRow {
  readonly from: Day
  readonly to: Day | null
  readonly side: Side
}

/**
 * Says on which side of the region's border a party stands from a day on; the row before ends the day before.
 * Refuses `not_allowed`, `party_unknown`.
 */
export async function setSide(
  tx: Tx,
  actor: Actor,
  { partyId, side, from }: { partyId: Id; side: Side; from: Day },
): Promise<{ partyId: Id } | Refusal<'not_allowed' | 'party_unknown'>> {
  if (!may(actor.role, 'party.verify') && !may(actor.role, 'party.register')) return refuse('not_allowed')
  if (!(await isParty(tx, partyId))) return refuse('party_unknown')

  await putDated(tx, 'party_side', partyId, from, { side })
  await record(tx, actor, { action: 'party.side', documentId: partyId, detail: `${from} ${side}` })
  return { partyId }
}

/** The side of a party on a day. A day without a row counts as outside: nothing is claimed that nobody has said. */
export async function sideOn(tx: Tx, partyId: Id, day: Day): Promise<Side> {
  const [row] = await tx.run<{ side: Side }>(
    `select side from party_side s where region_id = $1 and party_id = $2 and ${validOn('s', '$3')}`,
    [tx.region, partyId, day],
  )
  return row?.side ?? 'outside'
}

/** All sides that a party has had, oldest first. */
export async function sidesOf(tx: Tx, partyId: Id): Promise<SideRow[]> {
  return await tx.q
    .selectFrom('party_side')
    .where('region_id', '=', tx.region)
    .where('party_id', '=', partyId)
    .orderBy('valid_from')
    .select(['valid_from as from', 'valid_to as to', 'side'])
    .execute()
}

/**
 * For sums in SQL: joins the side of a party on a day, as `alias`. `row` is the alias of something that has region_id
 * and party_id, `day` an expression: `sideJoin('f', 'from_account', 'flow.occurred_on')`. All are text of our own.
 * `sideColumn('f')` is then 'inside' or 'outside', also for a day without a row.
 */
export function sideJoin(alias: string, row: string, day: string): string {
  return `left join party_side ${alias} on ${alias}.region_id = ${row}.region_id
    and ${alias}.party_id = ${row}.party_id and ${validOn(alias, day)}`
}
export function sideColumn(alias: string): string {
  return `coalesce(${alias}.side, 'outside')`
}
