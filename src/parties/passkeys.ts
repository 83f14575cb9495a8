import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { record } from './audit.ts'
import { startSession } from './sessions.ts'
import type { Session, StartedSession } from './sessions.ts'
import { recordSignIn } from './sign-in.ts'

/** Where people sign in: passkeys belong to the host of the origin, and work nowhere else. */
export interface Site {
  readonly name: string
  /** `https://yui.example.jp` */
  readonly origin: string
}

const challengeMs = 5 * 60 * 1000
/** EdDSA, ES256 and RS256 (COSE numbers): what devices have. The library would also offer one still experimental. */
const algorithms = [-8, -7, -257]
const labelLimit = 60
const hostOf = (site: Site): string => new URL(site.origin).hostname

export interface Passkey {
  readonly credentialId: string
  readonly label: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

/** The passkeys of a user, oldest first. */
export async function passkeysOf(tx: Tx, userId: Id): Promise<Passkey[]> {
  return await tx.q
    .selectFrom('party_passkey')
    .where('region_id', '=', tx.region)
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .select(['credential_id as credentialId', 'label'])
    .select(['created_at as createdAt', 'last_used_at as lastUsedAt'])
    .execute()
}

/** What the browser needs to make a passkey for who is signed in. What has to be signed is kept here for 5 minutes. */
export async function offerPasskey(
  tx: Tx,
  session: Session,
  site: Site,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const own = await passkeysOf(tx, session.userId)
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: hostOf(site),
    userName: session.email,
    userDisplayName: session.name,
    userID: new Uint8Array(Buffer.from(session.userId.replaceAll('-', ''), 'hex')),
    timeout: challengeMs,
    excludeCredentials: own.map(({ credentialId }) => ({ id: credentialId })),
    supportedAlgorithmIDs: algorithms,
    // Found without an e-mail being typed, and unlocked by finger, face or PIN: it stands for password and all.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(tx, options.challenge, 'registration', session.userId)
  return options
}

export type PasskeyRefusal = Refusal<'passkey_not_recognised' | 'passkey_too_late'>

/** Keeps a passkey that the browser has made. `response` is what came from the browser, not looked at before. */
export async function addPasskey(
  tx: Tx,
  session: Session,
  site: Site,
  { response, label: typed }: { response: unknown; label: string },
): Promise<
  { credentialId: string } | PasskeyRefusal | Refusal<'passkey_taken' | 'label_missing' | 'text_too_long'>
> {
  const label = normalise(typed)
  if (label === '') return refuse('label_missing', { field: 'label' })
  if (label.length > labelLimit)
    return refuse('text_too_long', { field: 'label', detail: { limit: labelLimit } })
  const challenge = await takeChallenge(tx, response, 'registration', session.userId)
  if (isRefusal(challenge)) return challenge
  const made = await verified(() =>
    verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: hostOf(site),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  )
  if (!made?.registrationInfo) return refuse('passkey_not_recognised')

  const { credential } = made.registrationInfo
  const kept = await tx.q
    .insertInto('party_passkey')
    .values({
      region_id: tx.region,
      credential_id: credential.id,
      user_id: session.userId,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: (credential.transports ?? []).filter((each) => typeof each === 'string').slice(0, 8),
      label,
      created_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning('credential_id')
    .execute()
  if (kept.length === 0) return refuse('passkey_taken')
  await record(tx, session, { action: 'user.passkey_add', documentId: session.userId, detail: label })
  return { credentialId: credential.id }
}

/** Takes a passkey away; not the last one of who has no password, who could not come in again. */
export async function removePasskey(
  tx: Tx,
  session: Session,
  credentialId: string,
): Promise<{ credentialId: string } | Refusal<'passkey_unknown' | 'last_way_in'>> {
  const [row] = await tx.run<{ label: string; others: number; password: boolean }>(
    `select k.label, u.password_hash is not null as password,
       (select count(*) from party_passkey o where o.region_id = $1 and o.user_id = $2) - 1 as others
     from party_passkey k
     join party_user u on u.region_id = k.region_id and u.user_id = k.user_id
     where k.region_id = $1 and k.user_id = $2 and k.credential_id = $3
     for update of u`,
    [tx.region, session.userId, credentialId],
  )
  if (!row) return refuse('passkey_unknown')
  if (!row.password && row.others === 0) return refuse('last_way_in')
  await tx.run('delete from party_passkey where region_id = $1 and credential_id = $2', [
    tx.region,
    credentialId,
  ])
  await record(tx, session, { action: 'user.passkey_remove', documentId: session.userId, detail: row.label })
  return { credentialId }
}

/** What the browser needs to ask for a passkey. Nobody is named: the device offers those that it has for this host. */
export async function offerSignIn(tx: Tx, site: Site): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({
    rpID: hostOf(site),
    userVerification: 'required',
    timeout: challengeMs,
  })
  await keepChallenge(tx, options.challenge, 'authentication', null)
  return options
}

/** A person signs in with a passkey. Each answer of a device counts once. */
export async function signInWithPasskey(
  tx: Tx,
  site: Site,
  response: unknown,
): Promise<(StartedSession & { userId: Id }) | PasskeyRefusal> {
  const challenge = await takeChallenge(tx, response, 'authentication', null)
  if (isRefusal(challenge)) return challenge
  const passkey = await findPasskey(tx, (response as AuthenticationResponseJSON).id)
  if (!passkey) return refuse('passkey_not_recognised')
  const used = await verified(() =>
    verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: hostOf(site),
      requireUserVerification: true,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(passkey.public_key),
        counter: passkey.counter,
        transports: passkey.transports,
      },
    }),
  )
  if (!used?.verified) return refuse('passkey_not_recognised')
  const started = await startSession(tx, passkey.user_id)
  if (isRefusal(started)) return refuse('passkey_not_recognised')

  await tx.q
    .updateTable('party_passkey')
    .set({ counter: used.authenticationInfo.newCounter, last_used_at: tx.now })
    .where('region_id', '=', tx.region)
    .where('credential_id', '=', passkey.credential_id)
    .execute()
  await recordSignIn(tx, passkey, 'user.sign_in_passkey')
  return { ...started, userId: passkey.user_id }
}

async function findPasskey(tx: Tx, credentialId: unknown) {
  if (typeof credentialId !== 'string') return undefined
  return await tx.q
    .selectFrom('party_passkey as k')
    .innerJoin('party_user as u', (j) =>
      j.onRef('u.region_id', '=', 'k.region_id').onRef('u.user_id', '=', 'k.user_id'),
    )
    .where('k.region_id', '=', tx.region)
    .where('k.credential_id', '=', credentialId)
    .select(['k.credential_id', 'k.user_id', 'k.public_key', 'k.counter', 'k.transports', 'u.name'])
    .forUpdate('k')
    .executeTakeFirst()
}

type Purpose = 'registration' | 'authentication'

async function keepChallenge(tx: Tx, challenge: string, purpose: Purpose, userId: Id | null): Promise<void> {
  await tx.q
    .insertInto('party_challenge')
    .values({
      region_id: tx.region,
      challenge,
      purpose,
      user_id: userId,
      expires_at: new Date(tx.now.getTime() + challengeMs),
    })
    .execute()
}

/** Takes the challenge that was answered out of the table: it is answered once, by whom it was given to, in time. */
async function takeChallenge(
  tx: Tx,
  response: unknown,
  purpose: Purpose,
  userId: Id | null,
): Promise<string | PasskeyRefusal> {
  const challenge = challengeIn(response)
  if (challenge === undefined) return refuse('passkey_not_recognised')
  const [taken] = await tx.run<{ inTime: boolean }>(
    `delete from party_challenge
     where region_id = $1 and challenge = $2 and purpose = $3 and user_id is not distinct from $4
     returning expires_at > $5 as "inTime"`,
    [tx.region, challenge, purpose, userId, tx.now],
  )
  return taken?.inTime ? challenge : refuse('passkey_too_late')
}

function challengeIn(response: unknown): string | undefined {
  const { clientDataJSON } = (response as { response?: { clientDataJSON?: unknown } } | null)?.response ?? {}
  if (typeof clientDataJSON !== 'string') return undefined
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString())
    const { challenge } = data as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : undefined
  } catch {
    return undefined
  }
}

/** The library throws at whatever does not fit; what came from outside is then not recognised, and no fault of ours. */
async function verified<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify()
  } catch {
    return undefined
  }
}
