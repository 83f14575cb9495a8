import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { countAttempts, network } from './attempts.ts'

const limits = {
  signInByAddress: { attempts: 3, withinSeconds: 60 },
  signInByEmail: { attempts: 2, withinSeconds: 1 },
  resetByAddress: { attempts: 2, withinSeconds: 60 },
  resetByEmail: { attempts: 1, withinSeconds: 60 },
}
const secondsOf = (answer: Awaited<ReturnType<ReturnType<typeof countAttempts>['signIn']>>) =>
  answer?.detail?.['seconds'] ?? 'allowed'

/** What is tried, each as [address, e-mail], and the seconds to wait or `allowed`. */
const cases: [string, [string, string][], (number | string)[]][] = [
  [
    'by e-mail',
    [
      ['a', 'x@y.jp'],
      ['b', 'X@Y.jp '],
      ['c', 'x@y.jp'],
    ],
    ['allowed', 'allowed', 1],
  ],
  [
    'by address',
    [
      ['a', '1'],
      ['a', '2'],
      ['a', '3'],
      ['a', '4'],
    ],
    ['allowed', 'allowed', 'allowed', 60],
  ],
  [
    'others are not held up',
    [
      ['a', '1'],
      ['a', '1'],
      ['a', '1'],
      ['b', '2'],
    ],
    ['allowed', 'allowed', 1, 'allowed'],
  ],
]
for (const [name, tries, expected] of cases)
  test(name, async () => {
    const attempts = countAttempts(limits)
    const got = []
    for (const [address, email] of tries) got.push(secondsOf(await attempts.signIn(address, email)))
    assert.deepEqual(got, expected)
  })

test('after the seconds one may try again', async () => {
  const attempts = countAttempts(limits)
  for (const address of ['a', 'b']) await attempts.signIn(address, 'x@y.jp')
  assert.equal((await attempts.signIn('c', 'x@y.jp'))?.refused, 'too_many_attempts')
  await setTimeout(1_050)
  assert.equal(await attempts.signIn('c', 'x@y.jp'), undefined)
})

test('who signs in is not counted', async () => {
  const attempts = countAttempts(limits)
  for (let each = 0; each < 10; each++) {
    assert.equal(await attempts.signIn('a', 'x@y.jp'), undefined)
    await attempts.signedIn('a', 'x@y.jp')
  }
})

test('resets are counted apart', async () => {
  const attempts = countAttempts(limits)
  assert.equal(await attempts.reset('a', 'x@y.jp'), undefined)
  assert.equal(secondsOf(await attempts.reset('b', 'x@y.jp')), 60)
  assert.equal(await attempts.signIn('a', 'x@y.jp'), undefined)
})

const networks: [string, string][] = [
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['-', '-'],
]
for (const [address, counted] of networks)
  test(`${address} counts as ${counted}`, () => assert.equal(network(address), counted))
