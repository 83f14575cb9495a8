import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import { isParty } from './is-party.ts'
import { smallRegion } from './testing.ts'

test('a party is one of its own region, and of no other', async (t) => {
  const { db, region, tx } = await testRegion(t)
  const { buyer } = await tx(smallRegion)
  assert.equal(await tx((each) => isParty(each, buyer)), true)
  assert.equal(await tx((each) => isParty(each, newId())), false)
  const elsewhere = { region: region + 1, clock: { now: () => testNow } }
  assert.equal(await transact(db, elsewhere, (each) => isParty(each, buyer)), false)
})
