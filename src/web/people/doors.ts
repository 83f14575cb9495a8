import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { type Attempts, type TooMany, countAttempts } from '#parties/attempts.ts'
import { validOn } from '#parties/dated.ts'
import type { Role } from '#parties/policy.ts'
import type { HeldRole, Side } from '#parties/schema.ts'
import { type StartedSession, readSession, startSession } from '#parties/sessions.ts'
import { sideColumn, sideJoin } from '#parties/sides.ts'
import { recordSignIn, signIn } from '#parties/sign-in.ts'
import type { Asked } from '#http/routes.ts'
import type { House } from '#http/house.ts'

const counts = new WeakMap<House, Attempts>()

/** The counts of one running server: guesses at every door of it count together. */
export function attemptsOf(house: House): Attempts {
  const known = counts.get(house)
  if (known) return known
  const made = countAttempts()
  counts.set(house, made)
  return made
}

/** Who came in, and as whom. */
export interface Entered extends StartedSession {
  readonly name: string
  readonly role: Role
  readonly partyName?: string
}

/** A person comes in with e-mail and password. */
export async function enterByPassword(
  tx: Tx,
  input: { email: string; password: string },
  asked: Asked,
): Promise<Entered | Refusal<'wrong_email_or_password'> | TooMany> {
  const started = await signIn(tx, attemptsOf(asked.house), { ...input, address: asked.address })
  return isRefusal(started) ? started : await enteredBy(tx, started)
}

/** The name and role behind a session that has just begun. */
export async function enteredBy(tx: Tx, { token, expiresAt }: StartedSession): Promise<Entered> {
  const session = await readSession(tx, token, { slide: false })
  if (!session) throw new Error('a session that has just begun is not there')
  const { name, role, partyName } = session
  return { token, expiresAt, name, role, partyName }
}

export const demoDoors = [
  'producer',
  'buyer_inside',
  'buyer_outside',
  'company_staff',
  'citizen',
  'shop',
  'yard_keeper',
  'advisor',
  'officer',
  'administrator',
] as const
export type DemoDoor = (typeof demoDoors)[number]

const behind: Readonly<Record<DemoDoor, { role: HeldRole; side?: Side }>> = {
  producer: { role: 'producer' },
  buyer_inside: { role: 'buyer', side: 'inside' },
  buyer_outside: { role: 'buyer', side: 'outside' },
  company_staff: { role: 'company_staff' },
  citizen: { role: 'citizen' },
  shop: { role: 'shop' },
  yard_keeper: { role: 'yard_keeper' },
  advisor: { role: 'advisor' },
  officer: { role: 'officer' },
  administrator: { role: 'administrator' },
}

/** In a demo region alone, anyone comes in as whoever has held a role the longest. Elsewhere nobody does. */
export async function enterDemo(
  tx: Tx,
  { role: door }: { role: DemoDoor },
  { house }: Pick<Asked, 'house'>,
): Promise<Entered | Refusal<'no_demo' | 'nobody_in_role'>> {
  if (!house.demo) return refuse('no_demo')
  const { role, side } = behind[door]
  const [seat] = await tx.run<{ userId: Id; partyId: Id; name: string }>(
    `select m.user_id as "userId", m.party_id as "partyId", u.name
     from party_membership m
     join party_user u on u.region_id = m.region_id and u.user_id = m.user_id
     ${sideJoin('s', 'm', '$2')}
     where m.region_id = $1 and m.role = $3 and not u.disabled and ${validOn('m', '$2')}
       and ($4::text is null or ${sideColumn('s')} = $4)
     order by m.valid_from, u.created_at, u.user_id
     limit 1`,
    [tx.region, tx.today, role, side ?? null],
  )
  if (!seat) return refuse('nobody_in_role')
  const started = await startSession(tx, seat.userId, { partyId: seat.partyId, role })
  if (isRefusal(started)) return refuse('nobody_in_role')
  await recordSignIn(tx, { user_id: seat.userId, name: seat.name }, 'user.sign_in')
  return await enteredBy(tx, started)
}
