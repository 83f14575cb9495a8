import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { addDays, dayAt } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import { newId } from '#kit/ids.ts'
import { setup } from './actors.ts'
import { countAttempts } from './attempts.ts'
import { listAudit } from './audit.ts'
import { addMembership, endMembership, membersOf } from './memberships.ts'
import { hashPassword } from './passwords.ts'
import { mayGrant, roles } from './policy.ts'
import type { HeldRole } from './schema.ts'
import { readSession } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { granted, smallRegion } from './testing.ts'
import { changePassword, changeProfile, createUser, disableUser } from './users.ts'

const here = await testRegion()
const town = await here.tx(smallRegion)
const attempts = countAttempts()
const password = 'りんごの花が咲く丘の上'
let count = 0
const freshEmail = () => `user${++count}@example.jp`
const make = async (email = freshEmail()) => ({
  email,
  ...granted(await here.tx((tx) => createUser(tx, setup, { email, name: '及川 りく', password }))),
})
const enter = (email: string, given = password, region = here.region) =>
  transact(here.db, { region, clock: { now: () => testNow } }, (tx) =>
    signIn(tx, attempts, { email, password: given, address: '192.0.2.1' }),
  )

test('who was made signs in, in any writing of the e-mail, and the audit says so', async () => {
  const { userId, email } = await make()
  const started = granted(await enter(` ${email.toUpperCase()} `))
  assert.equal(started.userId, userId)
  const session = await here.tx((tx) => readSession(tx, started.token))
  assert.deepEqual([session?.userId, session?.role, session?.name], [userId, 'visitor', '及川 りく'])
  const { rows } = await here.tx((tx) => listAudit(tx, { userId }))
  assert.equal(rows[0]?.action, 'user.sign_in')
})

test('wrong password, unknown e-mail, no password, shut out: one answer', async () => {
  const { email, userId } = await make()
  const shut = await make()
  granted(await here.tx((tx) => disableUser(tx, setup, { userId: shut.userId, disabled: true })))
  const bare = freshEmail()
  granted(await here.tx((tx) => createUser(tx, setup, { email: bare, name: 'x' })))
  const answer = { refused: 'wrong_email_or_password' }
  assert.deepEqual(await enter(email, 'another password'), answer)
  assert.deepEqual(await enter('nobody@example.jp'), answer)
  assert.deepEqual(await enter('not an e-mail'), answer)
  assert.deepEqual(await enter(shut.email), answer)
  assert.deepEqual(await enter(bare), answer)
  granted(await here.tx((tx) => disableUser(tx, setup, { userId, disabled: false })))
  granted(await enter(email))
})

async function took(typed: string): Promise<number> {
  const times: number[] = []
  for (let each = 0; each < 3; each++) {
    const start = performance.now()
    await enter(typed, 'another password')
    times.push(performance.now() - start)
  }
  return Math.min(...times)
}

test('an unknown e-mail costs the work of a wrong password', async () => {
  const { email } = await make()
  const [known, unknown] = [await took(email), await took('nobody@example.jp')]
  assert.ok(unknown > known / 5 && unknown < known * 5, `${unknown} ms against ${known} ms`)
})

test('a user of another region cannot sign in here', async () => {
  const { email } = await make()
  assert.deepEqual(await enter(email, password, 32158), { refused: 'wrong_email_or_password' })
})

test('too many attempts are told how long to wait', async () => {
  const few = countAttempts({
    signInByAddress: { attempts: 60, withinSeconds: 60 },
    signInByEmail: { attempts: 1, withinSeconds: 60 },
    resetByAddress: { attempts: 1, withinSeconds: 60 },
    resetByEmail: { attempts: 1, withinSeconds: 60 },
  })
  const { email } = await make()
  const ask = (given: string) =>
    here.tx((tx) => signIn(tx, few, { email, password: given, address: '192.0.2.1' }))
  await ask('another password')
  const refused = await ask(password)
  assert.ok(isRefusal(refused) && refused.refused === 'too_many_attempts')
  // The first try took some of the minute: a password is dear to check.
  const seconds = Number(refused.detail?.['seconds'])
  assert.ok(seconds > 20 && seconds <= 60, `${seconds} s`)
})

test('a cheap hash is hashed anew when its user signs in', async () => {
  const email = freshEmail()
  const passwordHash = await hashPassword(password, { logN: 4, r: 8, p: 1 })
  const { userId } = granted(await here.tx((tx) => createUser(tx, setup, { email, name: 'x', passwordHash })))
  granted(await enter(email))
  const [row] = await here.tx((tx) =>
    tx.run<{ password_hash: string }>('select password_hash from party_user where user_id = $1', [userId]),
  )
  assert.match(row?.password_hash ?? '', /^scrypt\$15\$8\$3\$/)
  granted(await enter(email))
})

const create = (change: object, actor = setup) =>
  here.tx((tx) => createUser(tx, actor, { email: freshEmail(), name: 'x', password, ...change }))

test('refusals of a new user', async () => {
  const { email } = await make()
  const reason = async (change: object) => {
    const answer = await create(change)
    return 'refused' in answer && answer.refused
  }
  assert.equal(await reason({ email }), 'email_taken')
  assert.equal(await reason({ email: 'a@b' }), 'email_form')
  assert.equal(await reason({ email: 'a b@c.jp' }), 'email_form')
  assert.equal(await reason({ email: 'a@b.jp\r\nBcc: c@d.jp' }), 'email_form')
  assert.equal(await reason({ name: ' ' }), 'name_missing')
  assert.equal(await reason({ password: 'short' }), 'password_short')
  assert.deepEqual(await create({}, town.grower), { refused: 'not_allowed' })
})

test('the same e-mail made twice at once: one user', async () => {
  const email = freshEmail()
  const answers = await Promise.all(
    [1, 2, 3].map(() => here.tx((tx) => createUser(tx, setup, { email, name: 'x' }))),
  )
  assert.equal(answers.filter((each) => 'userId' in each).length, 1)
})

async function sessionOf(email: string, given = password) {
  const { token } = granted(await enter(email, given))
  const session = await here.tx((tx) => readSession(tx, token))
  assert.ok(session)
  return { token, session }
}

test('a new password: the one before is asked, other sessions end', async () => {
  const { email } = await make()
  const [own, other] = [await sessionOf(email), await sessionOf(email)]
  const change = (current: string, next: string) =>
    here.tx((tx) => changePassword(tx, own.session, { current, next }))
  assert.deepEqual(await change('another', 'a longer new one'), {
    refused: 'wrong_password',
    field: 'current',
  })
  const short = await change(password, 'short')
  assert.deepEqual('refused' in short && [short.refused, short.field], ['password_short', 'next'])
  granted(await change(password, '山の向こうの大きな池'))
  assert.ok(await here.tx((tx) => readSession(tx, own.token)))
  assert.equal(await here.tx((tx) => readSession(tx, other.token)), undefined)
  assert.deepEqual(await enter(email), { refused: 'wrong_email_or_password' })
  granted(await enter(email, '山の向こうの大きな池'))
})

test('one changes one’s own name and language', async () => {
  const { email } = await make()
  const { session, token } = await sessionOf(email)
  granted(await here.tx((tx) => changeProfile(tx, session, { name: '及川　陸', language: 'en' })))
  const after = await here.tx((tx) => readSession(tx, token))
  assert.deepEqual([after?.name, after?.language], ['及川 陸', 'en'])
  assert.deepEqual(await here.tx((tx) => changeProfile(tx, session, { name: '', language: 'ja' })), {
    refused: 'name_missing',
    field: 'name',
  })
})

test('shutting out ends sessions; only an administrator may, and not oneself', async () => {
  const { email, userId } = await make()
  const { token } = await sessionOf(email)
  const shut = (actor: typeof setup, who = userId) =>
    here.tx((tx) => disableUser(tx, actor, { userId: who, disabled: true }))
  assert.deepEqual(await shut(town.staff), { refused: 'not_allowed' })
  assert.deepEqual(await shut({ ...setup, userId }), { refused: 'not_yourself' })
  assert.deepEqual(await shut(setup, newId()), { refused: 'user_unknown' })
  granted(await shut(setup))
  assert.equal(await here.tx((tx) => readSession(tx, token)), undefined)
})

test('nobody grants more than is theirs, and a visitor nothing', () => {
  const grid = Object.fromEntries(
    roles.map((role) => [role, roles.filter((given) => mayGrant(role, given)).join(' ')]),
  )
  assert.deepEqual(grid, {
    visitor: '',
    producer: '',
    buyer: '',
    citizen: '',
    shop: '',
    yard_keeper: '',
    company_staff: 'producer buyer citizen shop yard_keeper company_staff',
    advisor: '',
    officer: 'producer buyer citizen shop yard_keeper advisor officer',
    administrator: 'producer buyer citizen shop yard_keeper company_staff advisor officer administrator',
  })
})

// Who gives which role in which party, and the refusal.
const grants: [keyof typeof town, HeldRole, keyof typeof town, string][] = [
  ['staff', 'producer', 'producer', ''],
  ['staff', 'company_staff', 'company', ''],
  ['staff', 'company_staff', 'producer', 'role_does_not_fit_party'],
  ['staff', 'officer', 'city', 'role_not_yours_to_give'],
  ['staff', 'administrator', 'company', 'role_not_yours_to_give'],
  ['officer', 'officer', 'city', ''],
  ['officer', 'officer', 'buyer', 'role_does_not_fit_party'],
  ['grower', 'producer', 'producer', ''], // the family farm
  ['grower', 'producer', 'buyer', 'role_not_yours_to_give'],
  ['grower', 'company_staff', 'producer', 'role_not_yours_to_give'],
]
for (const [who, role, where, refused] of grants)
  test(`${who} gives ${role} in ${where} → ${refused || 'given'}`, async () => {
    const { userId } = await make()
    const [actor, partyId] = [town[who], town[where]]
    assert.ok(typeof actor === 'object' && typeof partyId === 'string')
    const answer = await here.tx((tx) => addMembership(tx, actor, { userId, partyId, role }))
    assert.equal('refused' in answer ? answer.refused : '', refused)
  })

test('a role begins, is not given twice, ends at once, and may be given again the same day', async () => {
  const { userId } = await make()
  const seat = { userId, partyId: town.producer, role: 'producer' } as const
  const add = (from = dayAt(testNow)) => here.tx((tx) => addMembership(tx, town.staff, { ...seat, from }))
  const end = () => here.tx((tx) => endMembership(tx, town.staff, seat))
  const isIn = async () =>
    (await here.tx((tx) => membersOf(tx, town.producer))).some((each) => each.userId === userId)
  granted(await add())
  assert.equal(await isIn(), true)
  assert.deepEqual(await add(), { refused: 'already_member' })
  granted(await end())
  assert.equal(await isIn(), false)
  assert.deepEqual(await end(), { refused: 'membership_unknown' })
  granted(await add())
  assert.equal(await isIn(), true)
  granted(await end())
  granted(await add(addDays(dayAt(testNow), 7)))
  assert.equal(await isIn(), false, 'not before its first day')
})

test('nobody takes one’s own role away, nor one that is not theirs to give', async () => {
  const own = { userId: town.staff.userId, partyId: town.company, role: 'company_staff' } as const
  assert.deepEqual(await here.tx((tx) => endMembership(tx, town.staff, own)), { refused: 'not_yourself' })
  assert.deepEqual(await here.tx((tx) => endMembership(tx, town.grower, own)), {
    refused: 'role_not_yours_to_give',
    field: 'role',
  })
})

test('the same role given twice at once: one membership', async () => {
  const { userId } = await make()
  const seat = { userId, partyId: town.buyer, role: 'buyer' } as const
  const answers = await Promise.all([1, 2, 3].map(() => here.tx((tx) => addMembership(tx, town.staff, seat))))
  assert.equal(answers.filter((each) => !('refused' in each)).length, 1)
})
