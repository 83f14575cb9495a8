import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { addDays, dayAt } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { setup, visitor } from './actors.ts'
import { endMembership } from './memberships.ts'
import { granted, person, smallRegion } from './testing.ts'
import { createToken, readToken, revokeToken, tokensOf } from './tokens.ts'
import { disableUser } from './users.ts'

const here = await testRegion()
const town = await here.tx(smallRegion)
const today = dayAt(testNow)
const hoursLater = (hours: number) => new Date(testNow.getTime() + hours * 60 * 60 * 1000)
const somebody = () => here.tx((tx) => person(tx, town.producer, 'producer', '熊谷 なお'))
const make = async (actor = town.grower, input: Partial<Parameters<typeof createToken>[2]> = {}) =>
  granted(await here.tx((tx) => createToken(tx, actor, { label: '会計ソフト', ...input })))
const read = (token: string, hours = 0) => here.tx((tx) => readToken(tx, token), hoursLater(hours))

test('a program acts for the party with the role of who made its token', async () => {
  const actor = await somebody()
  const { token, tokenId } = await make(actor)
  assert.match(token, /^yui_[\w-]{43}$/)
  assert.deepEqual(await read(token), {
    tokenId,
    partyId: town.producer,
    userId: actor.userId,
    role: 'producer',
    name: '熊谷 なお (会計ソフト)',
  })
})

test('the token itself is nowhere in the database', async () => {
  const { token } = await make()
  const rows = await here.tx((tx) => tx.run('select * from party_token'))
  assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(token.slice(4)))
})

test('a wrong token, one without its beginning, and one of another region open nothing', async () => {
  const { token } = await make()
  assert.equal(await read(`${token}x`), undefined)
  assert.equal(await read(token.slice(4)), undefined)
  const other = { region: 32158, clock: { now: () => testNow } }
  assert.equal(await transact(here.db, other, (tx) => readToken(tx, token)), undefined)
})

test('a token ends with its last day', async () => {
  const { token } = await make(town.grower, { lastDay: today })
  assert.ok(await read(token, 11.9)) // noon in Tokyo plus 12 hours is the next day
  assert.equal(await read(token, 12), undefined)
})

test('revoked by another member of the party, not by others', async () => {
  const { token, tokenId } = await make()
  const member = await somebody()
  assert.deepEqual(await here.tx((tx) => revokeToken(tx, town.cook, tokenId)), { refused: 'token_unknown' })
  assert.deepEqual(await here.tx((tx) => revokeToken(tx, visitor, tokenId)), { refused: 'not_allowed' })
  granted(await here.tx((tx) => revokeToken(tx, member, tokenId)))
  assert.equal(await read(token), undefined)
  assert.deepEqual(await here.tx((tx) => revokeToken(tx, member, tokenId)), { refused: 'token_unknown' })
  assert.deepEqual(await here.tx((tx) => revokeToken(tx, member, newId())), { refused: 'token_unknown' })
  const list = await here.tx((tx) => tokensOf(tx, town.producer))
  assert.ok(list.find((each) => each.tokenId === tokenId)?.revokedAt)
})

test('a token is worth what its maker is', async () => {
  const [leaver, shut] = [await somebody(), await somebody()]
  const [one, two] = [await make(leaver), await make(shut)]
  granted(
    await here.tx((tx) => endMembership(tx, town.staff, leaver as typeof leaver & { role: 'producer' })),
  )
  granted(await here.tx((tx) => disableUser(tx, setup, { userId: shut.userId, disabled: true })))
  assert.equal(await read(one.token), undefined)
  assert.equal(await read(two.token), undefined)
  granted(await here.tx((tx) => disableUser(tx, setup, { userId: shut.userId, disabled: false })))
  assert.equal(await read(two.token), undefined, 'shutting out revoked it for good')
})

test('its last use is noted once an hour, and a transaction that only reads may leave it', async () => {
  const { token, tokenId } = await make()
  const used = async () =>
    (await here.tx((tx) => tokensOf(tx, town.producer))).find((each) => each.tokenId === tokenId)?.lastUsedAt
  assert.equal(await used(), null)
  const readOnly = { region: here.region, readOnly: true, clock: { now: () => testNow } }
  assert.ok(await transact(here.db, readOnly, (tx) => readToken(tx, token, { note: false })))
  assert.equal(await used(), null)
  for (const [hours, noted] of [
    [0, 0],
    [0.9, 0],
    [1, 1],
  ] as const) {
    await read(token, hours)
    assert.deepEqual(await used(), hoursLater(noted))
  }
})

test('refusals of a new token', async () => {
  const create = (label: string, lastDay = today, actor = town.grower as Parameters<typeof createToken>[1]) =>
    here.tx((tx) => createToken(tx, actor, { label, lastDay }))
  assert.deepEqual(await create(' '), { refused: 'label_missing', field: 'label' })
  assert.deepEqual(await create('x', addDays(today, -1)), { refused: 'last_day_past', field: 'lastDay' })
  assert.deepEqual(await create('x', today, visitor), { refused: 'not_allowed' })
  assert.deepEqual(await create('長'.repeat(61)), {
    refused: 'text_too_long',
    field: 'label',
    detail: { limit: 60 },
  })
})
