import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow, testRegion } from '#db/testing.ts'
import { countAttempts } from './attempts.ts'
import { acceptInvitation, askReset, invite, readLink, resetPassword } from './links.ts'
import type { Invitation } from './links.ts'
import { listMail } from './mail.ts'
import { membersOf } from './memberships.ts'
import { readSession, startSession } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { granted, smallRegion } from './testing.ts'

const here = await testRegion()
const town = await here.tx(smallRegion)
const attempts = countAttempts()
const address = '192.0.2.1'
const password = 'りんごの花が咲く丘の上'
const linkTo = (token: string) => `https://yui.example.jp/link/${token}`
const minutesLater = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000)
let count = 0
const freshEmail = () => `guest${++count}@example.jp`

const invitation = (email: string, change: Partial<Invitation> = {}): Invitation => ({
  email,
  partyId: town.producer,
  role: 'producer',
  language: 'ja',
  linkTo,
  ...change,
})
const send = (email: string, change: Partial<Invitation> = {}, minutes = 0, actor = town.staff) =>
  here.tx((tx) => invite(tx, actor, invitation(email, change)), minutesLater(minutes))
const ask = (email: string, minutes = 0) =>
  here.tx((tx) => askReset(tx, attempts, { email, address, linkTo }), minutesLater(minutes))
const accept = (token: string, minutes = 0, change: object = {}) =>
  here.tx(
    (tx) => acceptInvitation(tx, { token, name: '菅原 いずみ', password, language: 'ja', ...change }),
    minutesLater(minutes),
  )
const reset = (token: string, next: string, minutes = 0) =>
  here.tx((tx) => resetPassword(tx, { token, password: next }), minutesLater(minutes))

const mailsTo = async (email: string) =>
  (await here.tx((tx) => listMail(tx, undefined, 200))).rows.filter(({ to }) => to === email)
/** The token in the newest mail to somebody. */
async function tokenFor(email: string): Promise<string> {
  const [mail] = await mailsTo(email)
  return /\/link\/([\w-]{43})\n/.exec(mail?.body ?? '')?.[1] ?? assert.fail(`no link for ${email}`)
}

test('who is invited gets a mail, comes in, and is a member', async () => {
  const email = freshEmail()
  granted(await send(email))
  const [mail] = await mailsTo(email)
  assert.equal(mail?.subject, '【一関市 結いの輪】みずほ農園へのご招待')
  assert.match(mail?.body ?? '', /阿部 まことさんから、みずほ農園（生産者）として/)
  const token = await tokenFor(email)
  assert.deepEqual(await here.tx((tx) => readLink(tx, 'invitation', token)), {
    email,
    partyId: town.producer,
    partyName: 'みずほ農園',
    role: 'producer',
    known: false,
  })
  const seat = granted(await accept(token))
  const { token: session } = granted(await here.tx((tx) => startSession(tx, seat.userId, seat)))
  assert.equal((await here.tx((tx) => readSession(tx, session)))?.role, 'producer')
  granted(await here.tx((tx) => signIn(tx, attempts, { email, password, address })))
})

test('an invitation in English', async () => {
  const email = freshEmail()
  granted(await send(email, { language: 'en' }))
  assert.match((await mailsTo(email))[0]?.subject ?? '', /^\[Yuinowa, Ichinoseki\]/)
})

test('the link is in the database only as a hash', async () => {
  const email = freshEmail()
  granted(await send(email))
  const token = await tokenFor(email)
  const rows = await here.tx((tx) => tx.run('select * from party_link'))
  assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(token))
})

// Minutes after the invitation at which it is accepted.
const ages: [number, string][] = [
  [14 * 24 * 60 - 1, ''],
  [14 * 24 * 60, 'link_expired'],
]
for (const [minutes, refused] of ages)
  test(`an invitation after ${minutes} minutes → ${refused || 'works'}`, async () => {
    const email = freshEmail()
    granted(await send(email))
    const answer = await accept(await tokenFor(email), minutes)
    assert.equal('refused' in answer ? answer.refused : '', refused)
  })

test('a link works once, is not another’s, and a refused try does not use it up', async () => {
  const email = freshEmail()
  granted(await send(email))
  const token = await tokenFor(email)
  const short = await accept(token, 0, { password: 'short' })
  assert.equal('refused' in short && short.refused, 'password_short')
  const nameless = await accept(token, 0, { name: '' })
  assert.equal('refused' in nameless && nameless.refused, 'name_missing')
  assert.deepEqual(await reset(token, password), { refused: 'link_unknown' })
  assert.deepEqual(await accept('x'.repeat(43)), { refused: 'link_unknown' })
  granted(await accept(token))
  assert.deepEqual(await accept(token), { refused: 'link_used' })
  assert.deepEqual(await here.tx((tx) => readLink(tx, 'invitation', token)), { refused: 'link_used' })
})

test('a link used twice at once works once', async () => {
  const email = freshEmail()
  granted(await send(email))
  const token = await tokenFor(email)
  const answers = await Promise.all([1, 2, 3].map(() => accept(token)))
  assert.equal(answers.filter((each) => 'userId' in each).length, 1)
  assert.equal(answers.filter((each) => 'refused' in each && each.refused === 'link_used').length, 2)
  const members = await here.tx((tx) => membersOf(tx, town.producer))
  assert.equal(members.filter((each) => each.email === email).length, 1)
})

test('the same e-mail invited twice at once: one mail, one link', async () => {
  const email = freshEmail()
  const answers = await Promise.all([1, 2, 3].map(() => send(email)))
  assert.equal(answers.filter((each) => 'email' in each).length, 1)
  assert.equal((await mailsTo(email)).length, 1)
})

test('inviting again after a while takes the place of the first', async () => {
  const email = freshEmail()
  granted(await send(email))
  const first = await tokenFor(email)
  assert.deepEqual(await send(email, {}, 4), { refused: 'already_invited', field: 'email' })
  granted(await send(email, {}, 5))
  assert.deepEqual(await accept(first, 6), { refused: 'link_unknown' })
  granted(await accept(await tokenFor(email), 6))
  assert.deepEqual(await send(email, {}, 20), { refused: 'already_member', field: 'email' })
})

test('who has an account only gains the role: name and password stay', async () => {
  const email = freshEmail()
  granted(await send(email))
  granted(await accept(await tokenFor(email)))
  granted(await send(email, { partyId: town.buyer, role: 'buyer' }, 1))
  const token = await tokenFor(email)
  const link = granted(await here.tx((tx) => readLink(tx, 'invitation', token)))
  assert.equal(link.known, true)
  const seat = granted(await accept(token, 1, { name: 'だれか', password: 'something else entirely' }))
  assert.equal(seat.role, 'buyer')
  const members = await here.tx((tx) => membersOf(tx, town.buyer))
  assert.ok(members.some((each) => each.email === email && each.name === '菅原 いずみ'))
  granted(await here.tx((tx) => signIn(tx, attempts, { email, password, address })))
})

test('two invitations of one new person accepted at once: one user with both roles', async () => {
  const email = freshEmail()
  granted(await send(email))
  const one = await tokenFor(email)
  granted(await send(email, { partyId: town.buyer, role: 'buyer' }, 1))
  const two = await tokenFor(email)
  const seats = (await Promise.all([accept(one, 2), accept(two, 2)])).map(granted)
  assert.equal(seats[0]?.userId, seats[1]?.userId)
  assert.deepEqual(seats.map(({ role }) => role).toSorted(), ['buyer', 'producer'])
})

test('one invites only to what is one’s to give', async () => {
  const role = { refused: 'role_not_yours_to_give', field: 'role' }
  assert.deepEqual(await send(freshEmail(), { partyId: town.city, role: 'officer' }), role)
  assert.deepEqual(await send(freshEmail(), {}, 0, town.cook), role)
  granted(await send(freshEmail(), {}, 0, town.grower))
  assert.deepEqual(await send('nothing'), { refused: 'email_form', field: 'email' })
})

async function member() {
  const email = freshEmail()
  granted(await send(email))
  return { email, ...granted(await accept(await tokenFor(email))) }
}

test('a reset: new password, old sessions gone, other reset links dead', async () => {
  const { email, userId } = await member()
  const { token: session } = granted(await here.tx((tx) => startSession(tx, userId)))
  granted(await ask(email, 1))
  const first = await tokenFor(email)
  granted(await ask(email, 2))
  const second = await tokenFor(email)
  const next = '山の向こうの大きな池'
  const weak = await reset(second, '1234567890', 3)
  assert.equal('refused' in weak && weak.refused, 'password_common')
  granted(await reset(second, next, 3))
  assert.equal(await here.tx((tx) => readSession(tx, session)), undefined)
  assert.deepEqual(await reset(first, next, 4), { refused: 'link_used' })
  granted(await here.tx((tx) => signIn(tx, attempts, { email, password: next, address })))
  assert.deepEqual(await here.tx((tx) => signIn(tx, attempts, { email, password, address })), {
    refused: 'wrong_email_or_password',
  })
})

test('a reset link lives one hour', async () => {
  const { email } = await member()
  granted(await ask(email, 1))
  const token = await tokenFor(email)
  assert.deepEqual(await reset(token, '山の向こうの大きな池', 61), { refused: 'link_expired' })
  granted(await reset(token, '山の向こうの大きな池', 60.9))
})

test('asking for an unknown e-mail answers the same and sends nothing', async () => {
  const { email } = await member()
  assert.deepEqual(await ask('nobody@example.jp'), await ask(email))
  assert.equal((await mailsTo('nobody@example.jp')).length, 0)
})

test('asking too often is refused with the seconds to wait', async () => {
  const { email } = await member()
  for (let each = 0; each < 4; each++) granted(await ask(email))
  const answer = await ask(email)
  assert.equal('refused' in answer && answer.refused, 'too_many_attempts')
})
