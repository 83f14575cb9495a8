import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { findParty } from './parties.ts'
import {
  checkNumber,
  endRegistration,
  registrationOn,
  registrationsOf,
  setRegistration,
} from './registrations.ts'
import type { PartyKind } from './schema.ts'
import { granted, smallRegion } from './testing.ts'

const here = await testRegion()
const town = await here.tx(smallRegion)

// 7000012050002 is a 法人番号 of the State; with 8 before the same twelve its check digit is wrong.
const right = 'T7000012050002'
const wrong = 'T8000012050002'
const warned = { number: wrong, warning: 'registration_number_digit' }
const digit = { refused: 'registration_number_digit', field: 'number' }
const form = { refused: 'registration_number_form', field: 'number' }
const cases: [PartyKind, string, object][] = [
  ['company', right, { number: right }],
  ['company', 'Ｔ７０００－０１２０－５０００２', { number: right }],
  ['company', ' t7000012050002 ', { number: right }],
  ['company', '7000012050002', { number: right }],
  ['company', wrong, digit],
  ['business', wrong, digit],
  ['cooperative', wrong, digit],
  ['bank', wrong, digit],
  ['school', wrong, digit],
  ['city', wrong, digit],
  ['person', wrong, warned],
  ['household', wrong, warned],
  ['association', wrong, warned],
  ['person', right, { number: right }],
  ['person', 'T700001205000', form],
  ['person', 'T70000120500021', form],
  ['person', 'X7000012050002', form],
  ['person', '', form],
]
for (const [kind, typed, expected] of cases)
  test(`${kind} ${typed} → ${JSON.stringify(expected)}`, () =>
    assert.deepEqual(checkNumber(kind, typed), expected))

const partyId = town.producer

test('the state on the day of the trade decides', async () => {
  const set = (from: string, number: string) =>
    here.tx((tx) => setRegistration(tx, town.staff, { partyId, number, from: day(from) }))
  granted(await set('2025-07-01', right))
  granted(await here.tx((tx) => endRegistration(tx, town.officer, { partyId, lastDay: day('2026-03-31') })))
  granted(await set('2026-10-01', 'T8700110005901'))
  const on = async (text: string) => (await here.tx((tx) => registrationOn(tx, partyId, day(text))))?.number
  assert.deepEqual(
    [await on('2025-06-30'), await on('2025-07-01'), await on('2026-03-31'), await on('2026-04-01')],
    [undefined, right, right, undefined],
  )
  assert.equal(await on('2026-11-23'), 'T8700110005901')
  assert.equal((await here.tx((tx) => findParty(tx, partyId)))?.registrationNumber, 'T8700110005901')
  assert.equal((await here.tx((tx) => registrationsOf(tx, partyId))).length, 2)
})

test('refusals', async () => {
  const input = { partyId, number: right, from: day('2026-01-01') }
  const set = (change: Partial<typeof input>, actor = town.staff) =>
    here.tx((tx) => setRegistration(tx, actor, { ...input, ...change }))
  assert.deepEqual(await set({}, town.grower), { refused: 'not_allowed' })
  assert.deepEqual(await set({ partyId: newId() }), { refused: 'party_unknown' })
  assert.deepEqual(await set({ number: wrong }), digit)
  assert.deepEqual(
    await here.tx((tx) => endRegistration(tx, town.staff, { partyId: town.buyer, lastDay: input.from })),
    { refused: 'registration_unknown', field: 'lastDay' },
  )
})
