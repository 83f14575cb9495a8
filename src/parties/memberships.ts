import type { Tx } from '#db/transaction.ts'
import { addDays } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from './actors.ts'
import { record } from './audit.ts'
import { lockWord, validOn } from './dated.ts'
import { may, mayGrant } from './policy.ts'
import { isBoundary } from './profiles.ts'
import type { HeldRole, PartyKind } from './schema.ts'

export interface Member {
  readonly userId: Id
  readonly name: string
  readonly email: string
  readonly role: HeldRole
  readonly from: Day
  readonly to: Day | null
  readonly disabled: boolean
}

/**
 * For questions in SQL: the addresses of everybody who acts for a party on a day, as a list. `party` is an expression for
 * its id, `day` one for the day; `$1` is the region. Both are text of our own.
 */
export const emailsColumn = (party: string, day: string): string => `array(
  select distinct u.email from party_membership m
  join party_user u on u.region_id = m.region_id and u.user_id = m.user_id
  where m.region_id = $1 and m.party_id = ${party} and not u.disabled and ${validOn('m', day)} order by 1)`

/** Who acts for a party today. Names and addresses of people: for its own members and who invites. */
export async function membersOf(tx: Tx, partyId: Id): Promise<Member[]> {
  return await tx.run<Member & { userId: Id }>(
    `select u.user_id as "userId", u.name, u.email, m.role, m.valid_from as "from", m.valid_to as "to", u.disabled
     from party_membership m
     join party_user u on u.region_id = m.region_id and u.user_id = m.user_id
     where m.region_id = $1 and m.party_id = $2 and ${validOn('m', '$3')}
     order by m.valid_from, u.name, m.role`,
    [tx.region, partyId, tx.today],
  )
}

export interface Seat {
  readonly userId: Id
  readonly partyId: Id
  readonly role: HeldRole
}
export type SeatRefusal = Refusal<
  'role_not_yours_to_give' | 'role_does_not_fit_party' | 'party_unknown' | 'user_unknown'
>

/** Gives a user a role in a party from a day on (today when left out). Who already holds it is refused. */
export async function addMembership(
  tx: Tx,
  actor: Actor,
  { userId, partyId, role, from = tx.today }: Seat & { from?: Day },
): Promise<Seat | SeatRefusal | Refusal<'already_member'>> {
  const refused = await refuseGrant(tx, actor, { partyId, role })
  if (refused) return refused
  const user = await tx.run('select 1 from party_user where region_id = $1 and user_id = $2', [
    tx.region,
    userId,
  ])
  if (user.length === 0) return refuse('user_unknown')
  if (!(await seat(tx, { userId, partyId, role }, from))) return refuse('already_member')
  await record(tx, actor, { action: 'membership.add', documentId: partyId, detail: `${userId} ${role}` })
  return { userId, partyId, role }
}

/** Writes a membership; false when one runs on that day or begins later. Two at once take turns. */
export async function seat(tx: Tx, { userId, partyId, role }: Seat, from: Day): Promise<boolean> {
  await lockWord(tx, `membership:${userId}:${partyId}:${role}`)
  const added = await tx.run(
    `insert into party_membership (region_id, user_id, party_id, role, valid_from)
     select $1, $2, $3, $4, $5
     where not exists (
       select 1 from party_membership m
       where m.region_id = $1 and m.user_id = $2 and m.party_id = $3 and m.role = $4
         and (m.valid_to is null or m.valid_to >= $5))
     on conflict (region_id, user_id, party_id, role, valid_from) do update set valid_to = null
     returning 1`,
    [tx.region, userId, partyId, role, from],
  )
  return added.length > 0
}

/**
 * Takes a role from a user. It ends at once, or after `lastDay`, which still counts. Nobody takes away one's own, so
 * a party or a region is never left without the last who could mend it.
 */
export async function endMembership(
  tx: Tx,
  actor: Actor,
  { userId, partyId, role, lastDay }: Seat & { lastDay?: Day },
): Promise<Seat | SeatRefusal | Refusal<'membership_unknown' | 'not_yourself'>> {
  const refused = await refuseGrant(tx, actor, { partyId, role })
  if (refused) return refused
  if (actor.userId === userId) return refuse('not_yourself')
  const yesterday = addDays(tx.today, -1)
  const last = lastDay && lastDay > yesterday ? lastDay : yesterday
  const ended = await tx.run(
    `update party_membership m set valid_to = greatest($5, m.valid_from - 1)
     where m.region_id = $1 and m.user_id = $2 and m.party_id = $3 and m.role = $4
       and (m.valid_to is null or m.valid_to > $5)
     returning 1`,
    [tx.region, userId, partyId, role, last],
  )
  if (ended.length === 0) return refuse('membership_unknown')
  await record(tx, actor, {
    action: 'membership.end',
    documentId: partyId,
    detail: `${userId} ${role} – ${last}`,
  })
  return { userId, partyId, role }
}

const kindsOfRole: Readonly<Partial<Record<HeldRole, readonly PartyKind[]>>> = {
  company_staff: ['company'],
  officer: ['city'],
  administrator: ['company', 'city'],
}

/**
 * Why somebody may not give or take this role, or nothing. Roles that reach beyond their own party belong to the
 * kinds of party that bear them; within one's own party one gives what one holds.
 */
export async function refuseGrant(
  tx: Tx,
  actor: Actor,
  { partyId, role }: { partyId: Id; role: HeldRole },
): Promise<Exclude<SeatRefusal, Refusal<'user_unknown'>> | undefined> {
  const own = may(actor.role, 'own.party') && actor.partyId === partyId && actor.role === role
  if (!own && !mayGrant(actor.role, role)) return refuse('role_not_yours_to_give', { field: 'role' })
  const [party] = await tx.run<{ kind: PartyKind }>(
    'select kind from party where region_id = $1 and party_id = $2',
    [tx.region, partyId],
  )
  if (!party) return refuse('party_unknown', { field: 'partyId' })
  const kinds = kindsOfRole[role]
  const fits = kinds ? kinds.includes(party.kind) : !isBoundary(party.kind)
  return fits ? undefined : refuse('role_does_not_fit_party', { field: 'role' })
}
