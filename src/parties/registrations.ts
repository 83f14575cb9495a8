import type { Tx } from '#db/transaction.ts'
import { registrationNumber } from '#kit/check-digits.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from './actors.ts'
import { record } from './audit.ts'
import { endDated, putDated, validOn } from './dated.ts'
import { may } from './policy.ts'
import type { PartyKind } from './schema.ts'

export interface Registration {
  readonly number: string
  readonly from: Day
  readonly to: Day | null
}

type NumberRefusal = Refusal<'registration_number_form' | 'registration_number_digit'>

/** A number that has the right form. `warning`: it lacks the check digit, which only a corporation surely has. */
export interface CheckedNumber {
  readonly number: string
  readonly warning?: 'registration_number_digit'
}

/**
 * A registration number of a qualified invoice issuer as typed (full-width, hyphens, without T): T and 13 digits
 * (消費税法 57条の2). A corporation's is T and its 法人番号, whose check digit is a rule, so a wrong one is refused; for a
 * sole proprietor the same rule is not confirmed (要確認), so it is only a warning.
 */
export function checkNumber(kind: PartyKind, typed: string): CheckedNumber | NumberRefusal {
  const plain = normalise(typed)
    .toUpperCase()
    .replaceAll(/[\s\-‐–−ー]/g, '')
  const number = /^\d{13}$/.test(plain) ? `T${plain}` : plain
  const { form, checks } = registrationNumber(number)
  if (!form) return refuse('registration_number_form', { field: 'number' })
  if (checks) return { number }
  if (corporations.has(kind)) return refuse('registration_number_digit', { field: 'number' })
  return { number, warning: 'registration_number_digit' }
}

const corporations = new Set<PartyKind>(['business', 'cooperative', 'company', 'bank', 'school', 'city'])

type RegisterRefusal = Refusal<'not_allowed' | 'party_unknown'> | NumberRefusal

/** Staff or the city notes a party's registration from its first day; the state on the day of a trade decides. */
export async function setRegistration(
  tx: Tx,
  actor: Actor,
  { partyId, number: typed, from }: { partyId: Id; number: string; from: Day },
): Promise<CheckedNumber | RegisterRefusal> {
  if (!may(actor.role, 'party.verify')) return refuse('not_allowed')
  const party = await tx.q
    .selectFrom('party')
    .where('region_id', '=', tx.region)
    .where('party_id', '=', partyId)
    .select('kind')
    .executeTakeFirst()
  if (!party) return refuse('party_unknown')
  const checked = checkNumber(party.kind, typed)
  if (isRefusal(checked)) return checked

  await putDated(tx, 'party_registration', partyId, from, { number: checked.number })
  const detail = `${from} ${checked.number}`
  await record(tx, actor, { action: 'party.registration', documentId: partyId, detail })
  return checked
}

/** The registration was cancelled or lapsed; `lastDay` still counts. Refuses when none was valid on that day. */
export async function endRegistration(
  tx: Tx,
  actor: Actor,
  { partyId, lastDay }: { partyId: Id; lastDay: Day },
): Promise<{ partyId: Id } | Refusal<'not_allowed' | 'registration_unknown'>> {
  if (!may(actor.role, 'party.verify')) return refuse('not_allowed')
  if (!(await endDated(tx, 'party_registration', partyId, lastDay)))
    return refuse('registration_unknown', { field: 'lastDay' })
  await record(tx, actor, { action: 'party.registration', documentId: partyId, detail: `– ${lastDay}` })
  return { partyId }
}

/** The registration that was valid on a day, the day of the trade; undefined when the party had none. */
export async function registrationOn(tx: Tx, partyId: Id, day: Day): Promise<Registration | undefined> {
  const [row] = await tx.run<{ number: string; from: Day; to: Day | null }>(
    `select number, valid_from as "from", valid_to as "to" from party_registration r
     where region_id = $1 and party_id = $2 and ${validOn('r', '$3')}`,
    [tx.region, partyId, day],
  )
  return row
}

/** All registrations that a party has had, oldest first. */
export async function registrationsOf(tx: Tx, partyId: Id): Promise<Registration[]> {
  return await tx.q
    .selectFrom('party_registration')
    .where('region_id', '=', tx.region)
    .where('party_id', '=', partyId)
    .orderBy('valid_from')
    .select(['number', 'valid_from as from', 'valid_to as to'])
    .execute()
}
