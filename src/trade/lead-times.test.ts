import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstDelivery, hasLeadTime } from './lead-times.ts'

// Tokyo is nine hours ahead of UTC: 06:00Z is 15:00 there.
for (const [now, leadDays, orderBy, first] of [
  ['2026-11-27T03:00:00Z', null, null, '2026-11-27'],
  ['2026-11-27T03:00:00Z', null, '', '2026-11-27'],
  ['2026-11-27T03:00:00Z', 2, '', '2026-11-29'],
  ['2026-11-27T06:00:00Z', 2, '15:00', '2026-11-29'], // to the minute is in time
  ['2026-11-27T06:00:01Z', 2, '15:00', '2026-11-30'],
  ['2026-11-27T06:29:00Z', 0, '15:30', '2026-11-27'],
  ['2026-11-27T06:31:00Z', null, '15:30', '2026-11-28'],
  ['2026-11-27T15:30:00Z', 1, '15:00', '2026-11-29'], // half past midnight in Tokyo: the next day has begun
  ['2026-12-30T14:59:00Z', 3, '23:59', '2027-01-02'],
] as const)
  test(`ordered at ${now}, ${leadDays ?? 'no'} days, by ${orderBy || 'any time'}: from ${first}`, () =>
    assert.equal(firstDelivery(new Date(now), { leadDays, orderBy }), first))

test('nothing asked, nothing shown', () => {
  assert.equal(hasLeadTime({ leadDays: null, orderBy: null }), false)
  assert.equal(hasLeadTime({ leadDays: 0, orderBy: '' }), false)
  assert.equal(hasLeadTime({ leadDays: 1, orderBy: '' }), true)
  assert.equal(hasLeadTime({ leadDays: null, orderBy: '10:00' }), true)
})
