import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failingSince, isOutOfPatience, mostAttempts, nextAttemptAt } from './schedule.ts'

const now = new Date('2026-11-23T03:00:00Z')
const minutes = (n: number) => new Date(now.getTime() + n * 60_000)
const day = 24 * 60

// What the documentation promises: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, then no more.
const intervals = [5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440, undefined]
for (const [at, interval] of intervals.entries())
  test(`after ${at + 1} in a row: ${interval === undefined ? 'given up' : `${interval} minutes`}`, () => {
    assert.deepEqual(nextAttemptAt(at + 1, now, 0), interval === undefined ? undefined : minutes(interval))
    if (interval !== undefined)
      assert.deepEqual(nextAttemptAt(at + 1, now, 1), minutes(interval * 1.2), 'a fifth more at most')
  })
test('so many attempts in all', () => assert.equal(mostAttempts, intervals.length))

const health = [
  // failing since, last failure (minutes from now), then since
  [null, null, 0], // the first that fails
  [-10, -5, -10],
  [-3 * day, -26 * 60, -3 * day], // the longest interval, with chance, lies between
  [-9 * day, -2 * day, -9 * day], // at the limit
  [-9 * day, -2 * day - 1, 0], // nothing was tried for days: it begins anew
  [null, -5, 0], // it went well in between
] as const
for (const [since, last, then] of health)
  test(`failing since ${since}, last ${last} → since ${then}`, () =>
    assert.deepEqual(
      failingSince(
        {
          failingSince: since === null ? null : minutes(since),
          lastFailureAt: last === null ? null : minutes(last),
        },
        now,
      ),
      minutes(then),
    ))

for (const [since, out] of [
  [-5 * day, true],
  [-5 * day + 1, false],
  [0, false],
] as const)
  test(`failing for ${-since} minutes: ${out ? 'switched off' : 'patient'}`, () =>
    assert.equal(isOutOfPatience(minutes(since), now), out))
