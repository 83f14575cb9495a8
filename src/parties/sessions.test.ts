import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { addDays } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { actAs, endSession, endSessionsOf, readSession, startSession } from './sessions.ts'
import { granted, smallRegion } from './testing.ts'

const here = await testRegion()
const town = await here.tx(smallRegion)
const hoursLater = (hours: number) => new Date(testNow.getTime() + hours * 60 * 60 * 1000)
const start = async (userId = town.grower.userId) => granted(await here.tx((tx) => startSession(tx, userId)))

test('a started session is read back as the actor with the memberships', async () => {
  const { token } = await start()
  const session = await here.tx((tx) => readSession(tx, token))
  assert.equal(session?.role, 'producer')
  assert.equal(session?.userId, town.grower.userId)
  assert.equal(session?.partyId, town.producer)
  assert.equal(session?.partyName, 'みずほ農園')
  assert.equal(session?.language, 'ja')
  assert.deepEqual(session?.memberships, [
    { partyId: town.producer, partyName: 'みずほ農園', partyKind: 'business', role: 'producer' },
  ])
})

test('the token itself is nowhere in the database', async () => {
  const { token } = await start()
  const rows = await here.tx((tx) => tx.run('select * from party_session'))
  assert.ok(rows.length > 0)
  for (const row of rows) {
    assert.ok(!JSON.stringify(row).includes(token))
    assert.ok(!Buffer.from(row['token_hash'] as Buffer).equals(Buffer.from(token, 'base64url')))
  }
})

// From testNow: [hours after the start at which the person comes, whether each visit finds the session].
const visits: [string, number[], boolean[]][] = [
  ['a visit just before the end finds it', [14 * 24 - 1], [true]],
  ['two weeks without a visit end it', [14 * 24], [false]],
  ['a visit pushes the end on', [13 * 24, 26 * 24], [true, true]],
  ['a visit within the first hour writes nothing', [0.9, 14 * 24 + 0.5], [true, false]],
  [
    'after ninety days it ends whatever happens',
    [13, 26, 39, 52, 65, 78, 89.9, 90].map((d) => d * 24),
    [true, true, true, true, true, true, true, false],
  ],
]
for (const [name, hours, found] of visits)
  test(name, async () => {
    const { token } = await start()
    const seen: boolean[] = []
    for (const each of hours)
      seen.push((await here.tx((tx) => readSession(tx, token), hoursLater(each))) !== undefined)
    assert.deepEqual(seen, found)
  })

test('a transaction that only reads may read a session that is due to slide', async () => {
  const { token } = await start()
  const session = await transact(
    here.db,
    { region: here.region, readOnly: true, clock: { now: () => hoursLater(30) } },
    (tx) => readSession(tx, token, { slide: false }),
  )
  assert.equal(session?.userId, town.grower.userId)
})

test('signing out, a wrong token and a disabled user find nobody', async () => {
  const { token } = await start()
  await here.tx((tx) => endSession(tx, token))
  assert.equal(await here.tx((tx) => readSession(tx, token)), undefined)
  assert.equal(await here.tx((tx) => readSession(tx, 'x'.repeat(43))), undefined)

  const other = await start(town.cook.userId)
  await here.tx((tx) =>
    tx.run('update party_user set disabled = true where user_id = $1', [town.cook.userId]),
  )
  assert.equal(await here.tx((tx) => readSession(tx, other.token)), undefined)
  assert.deepEqual(await here.tx((tx) => startSession(tx, town.cook.userId)), { refused: 'user_disabled' })
})

test('ending all sessions of a user spares the one that is given', async () => {
  const [kept, gone, others] = [await start(), await start(), await start(town.staff.userId)]
  const session = await here.tx((tx) => readSession(tx, kept.token))
  await here.tx((tx) => endSessionsOf(tx, town.grower.userId, session?.tokenHash))
  const found: boolean[] = []
  for (const { token } of [kept, gone, others])
    found.push((await here.tx((tx) => readSession(tx, token))) !== undefined)
  assert.deepEqual(found, [true, false, true])
})

test('one changes over only to what one is a member of, and back', async () => {
  const { partyId, userId } = town.staff
  await here.tx((tx) =>
    tx.q
      .insertInto('party_membership')
      .values({
        region_id: tx.region,
        user_id: userId,
        party_id: town.producer,
        role: 'producer',
        valid_from: addDays(tx.today, -1),
        valid_to: null,
      })
      .execute(),
  )
  const { token } = await start(userId)
  const answer = await here.tx(async (tx) => {
    const session = await readSession(tx, token)
    assert.ok(session)
    assert.equal(session.role, 'company_staff')
    return actAs(tx, session, { partyId: town.producer, role: 'producer' })
  })
  assert.equal(granted(answer).partyName, 'みずほ農園')

  const session = await here.tx((tx) => readSession(tx, token))
  assert.deepEqual([session?.role, session?.partyId], ['producer', town.producer])
  for (const wrong of [
    { partyId: town.city, role: 'officer' },
    { partyId, role: 'administrator' },
  ] as const)
    assert.deepEqual(await here.tx(async (tx) => session && actAs(tx, session, wrong)), {
      refused: 'membership_unknown',
    })
})

test('a membership that has ended no longer counts, in a running session too', async () => {
  const { token } = await start(town.officer.userId)
  await here.tx((tx) =>
    tx.run('update party_membership set valid_to = $2 where user_id = $1', [town.officer.userId, tx.today]),
  )
  const roleAt = async (hours: number) =>
    (await here.tx((tx) => readSession(tx, token), hoursLater(hours)))?.role
  assert.equal(await roleAt(0), 'officer')
  assert.equal(await roleAt(12), 'visitor') // noon in Tokyo plus twelve hours is the next day
})

test('starting as what one is not a member of is refused; an unknown user cannot start', async () => {
  const as = { partyId: town.city, role: 'officer' } as const
  assert.deepEqual(await here.tx((tx) => startSession(tx, town.grower.userId, as)), {
    refused: 'membership_unknown',
  })
  assert.deepEqual(await here.tx((tx) => startSession(tx, newId())), { refused: 'user_disabled' })
})

test('a session of this region is nobody in another', async () => {
  const { token } = await start()
  const other = { region: 32158, clock: { now: () => testNow } }
  assert.equal(await transact(here.db, other, (tx) => readSession(tx, token)), undefined)
  assert.deepEqual(await transact(here.db, other, (tx) => startSession(tx, town.grower.userId)), {
    refused: 'user_disabled',
  })
})
