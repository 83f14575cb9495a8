import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  dryOf,
  massAt,
  moistureClass,
  portionOf,
  proofOf,
  shareOf,
  together,
  weakest,
  wetOf,
  without,
} from './portions.ts'

// U = M ÷ (1 − M): domain.md 2.2.4.
for (const [wetBp, onDryPct] of [
  [1_000, 11],
  [2_000, 25],
  [2_500, 33],
  [3_500, 54],
  [5_000, 100],
  [5_500, 122],
] as const)
  test(`${wetBp / 100} % of the wet mass is ${onDryPct} % of the dry`, () => {
    const dry = dryOf(1_000_000, wetBp)
    assert.equal(Math.round(((1_000_000 - dry) / dry) * 100), onDryPct)
    assert.equal(wetOf(portionOf(1_000_000, wetBp)), wetBp)
  })

for (const [from, to, grams] of [
  [5_000, 2_000, 625_000], // a tonne of green wood that dries to 20 %
  [5_000, 5_000, 1_000_000],
  [2_000, 3_000, 1_142_857], // rained upon
] as const)
  test(`a tonne of ${from / 100} % weighs ${grams} g at ${to / 100} %`, () =>
    assert.equal(massAt(portionOf(1_000_000, from), to), grams))

test('a share is as dry as the whole; shares taken one by one leave nothing', () => {
  const whole = portionOf(1_000_003, 4_711, 77)
  let left = whole
  for (const grams of [333_333, 1, 600_000, 66_669]) left = without(left, shareOf(left, grams))
  assert.deepEqual(left, portionOf(0, 0))
  assert.equal(wetOf(shareOf(whole, 500_000)), 4_711)
  assert.equal(wetOf(together(portionOf(1_000, 5_000), portionOf(3_000, 1_000))), 2_000)
})

for (const [basis, felling, proof] of [
  ['plan', 'final', 'thinned'],
  ['permit', 'final', 'thinned'],
  ['notice', 'thinning', 'thinned'],
  ['notice', 'final', 'general'],
  ['obstacle', 'thinning', 'general'],
  ['other', 'thinning', 'none'],
] as const)
  test(`felled by ${basis}, ${felling}: ${proof}`, () => assert.equal(proofOf({ basis, felling }), proof))

test('what lies mixed proves what the weakest does; what is not on record proves nothing', () => {
  assert.equal(proofOf(undefined), 'none')
  assert.equal(weakest(['thinned', 'general']), 'general')
  assert.equal(weakest(['thinned', 'none', 'general']), 'none')
  assert.equal(weakest(['thinned']), 'thinned')
})

for (const [wetBp, name] of [
  [0, 'M25'],
  [2_500, 'M25'],
  [2_501, 'M35'],
  [4_500, 'M45'],
  [5_500, 'M55'],
  [5_501, ''],
] as const)
  test(`chips of ${wetBp / 100} % are ${name || 'of no class'}`, () =>
    assert.equal(moistureClass(wetBp), name))
