import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { jpy } from '#kit/units.ts'
import { shareOfPayment } from './payment-shares.ts'
import type { RatePart } from './payment-shares.ts'

const reduced = (net: number, tax: number): RatePart => ({
  taxClass: 'reduced',
  ratePct: 8,
  net: jpy(net),
  tax: jpy(tax),
})
const standard = (net: number, tax: number): RatePart => ({
  taxClass: 'standard',
  ratePct: 10,
  net: jpy(net),
  tax: jpy(tax),
})

const table = [
  // rates, before, now → net and tax of each
  [[reduced(50_000, 4_000)], 0, 54_000, [50_000, 4_000]],
  [[reduced(50_000, 4_000)], 0, 27_000, [25_000, 2_000]],
  [[reduced(50_000, 4_000)], 27_000, 27_000, [25_000, 2_000]],
  [[reduced(50_000, 4_000)], 0, 1, [1, 0]],
  [[reduced(50_000, 4_000)], 53_999, 1, [0, 1]],
  [[standard(550, 55), reduced(2_261, 180)], 0, 3_046, [550, 55, 2_261, 180]],
  [[standard(550, 55), reduced(2_261, 180)], 0, 1_000, [180, 18, 743, 59]],
  [[standard(-100, -10), reduced(1_000, 80)], 0, 970, [-100, -10, 1_000, 80]],
] as const
for (const [rates, before, now, expected] of table)
  test(`${now} yen after ${before} of ${rates.map((rate) => `${rate.net}+${rate.tax}`).join(', ')}`, () => {
    const gross = rates.reduce((total, { net, tax }) => total + net + tax, 0)
    const shares = shareOfPayment({ rates, gross: jpy(gross), before: jpy(before), now: jpy(now) })
    assert.deepEqual(
      shares.flatMap(({ net, tax }) => [net, tax]),
      expected,
    )
  })

test('more than is open is a fault', () =>
  assert.throws(
    () => shareOfPayment({ rates: [reduced(10, 0)], gross: jpy(10), before: jpy(5), now: jpy(6) }),
    RangeError,
  ))

test('however an invoice is paid, each payment is shared out whole and all of them are the invoice', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: -2_000, max: 900_000 }),
      fc.integer({ min: 2_000, max: 900_000 }),
      fc.array(fc.integer({ min: 1, max: 50_000 }), { maxLength: 8 }),
      (netStandard, netReduced, parts) => {
        const rates = [
          standard(netStandard, Math.trunc(netStandard / 10) + 0),
          reduced(netReduced, Math.floor((netReduced * 8) / 100)),
        ]
        const gross = rates.reduce((total, { net, tax }) => total + net + tax, 0)
        fc.pre(gross > 0)
        const sums = rates.map(() => ({ net: 0, tax: 0 }))
        let before = 0
        for (const wanted of [...parts, gross]) {
          const now = Math.min(wanted, gross - before)
          if (now === 0) break
          const shares = shareOfPayment({ rates, gross: jpy(gross), before: jpy(before), now: jpy(now) })
          assert.equal(
            shares.reduce((total, { net, tax }) => total + net + tax, 0),
            now,
          )
          for (const [at, share] of shares.entries()) {
            const sum = sums[at]
            if (sum) [sum.net, sum.tax] = [sum.net + share.net, sum.tax + share.tax]
          }
          before += now
        }
        assert.deepEqual(
          sums,
          rates.map(({ net, tax }) => ({ net, tax })),
        )
      },
    ),
  ))
