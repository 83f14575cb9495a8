import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { jpy } from '#kit/units.ts'
import { transitionalShareSeed } from './deductions.ts'
import { settleConsigned, settlePurchased } from './settlements.ts'
import type { SettledLine } from './settlements.ts'
import { taxRateSeed } from './tax.ts'

const rules = {
  rates: taxRateSeed,
  shares: transitionalShareSeed,
  direction: 'floor',
  lastDay: day('2026-11-30'),
} as const
const line = (amount: number, given: Partial<SettledLine> = {}): SettledLine => ({
  taxClass: 'reduced',
  on: day('2026-11-10'),
  amount: jpy(amount),
  commissionBp: 1_500,
  registered: true,
  ...given,
})

// 54,000 yen with 8 % sold, 15 % commission with its 10 %: 45,900 to the producer.
for (const [name, lines, carried, commission, payout, over] of [
  ['one line', [line(50_000)], 0, [7_364, 736, 8_100], 45_900, 0],
  ['many lines', [line(20_000), line(30_500), line(-500)], 0, [7_364, 736, 8_100], 45_900, 0],
  ['what was owed is taken off', [line(50_000)], -900, [7_364, 736, 8_100], 45_000, 0],
  ['more came back than was sold', [line(1_000), line(-3_000)], 0, [-295, -29, -324], 0, -1_836],
  ['nothing but a debt grows no interest', [line(100)], -1_000, [15, 1, 16], 0, -908],
  // 15 % of 10,800 and 20 % of 21,600: 1,620 + 4,320, and one tax of 5,940 at 10 %.
  [
    'two commissions',
    [line(10_000), line(20_000, { commissionBp: 2_000 })],
    0,
    [5_400, 540, 5_940],
    26_460,
    0,
  ],
  [
    'a craft at 10 %',
    [line(50_000), line(10_000, { taxClass: 'standard' })],
    0,
    [8_864, 886, 9_750],
    55_250,
    0,
  ],
] as const)
  test(`consignment, ${name}: ${payout}`, () => {
    const settled = settleConsigned(lines, rules, jpy(carried))
    const { net, tax, gross, ratePct } = settled.commission ?? {}
    assert.deepEqual([net, tax, gross], commission)
    assert.equal(ratePct, 10)
    assert.deepEqual([settled.payout, settled.carriedOver], [payout, over])
  })

// 10,800 yen with 8 %: of the tax part of 800, 70 % from October 2026, 80 % before.
const unregistered = { registered: false }
for (const [name, lines, payout, transitional] of [
  ['of a registered producer', [line(10_000)], 10_800, []],
  ['of one who is not', [line(10_000, unregistered)], 10_800, [[70, 800, 560]]],
  [
    'one of September that came late',
    [line(10_000, unregistered), line(10_000, { ...unregistered, on: day('2026-09-30') })],
    21_600,
    [
      [80, 800, 640],
      [70, 800, 560],
    ],
  ],
  [
    'registered in the middle of the month',
    [line(10_000, unregistered), line(10_000)],
    21_600,
    [[70, 800, 560]],
  ],
  [
    'food and craft',
    [line(10_000, unregistered), line(1_000, { ...unregistered, taxClass: 'standard' })],
    11_900,
    [[70, 900, 630]],
  ],
] as const)
  test(`purchase, ${name}: ${payout}`, () => {
    const settled = settlePurchased(lines, rules, jpy(0))
    assert.equal(settled.payout, payout)
    assert.deepEqual(
      settled.transitional.map(({ sharePct, taxPart, deductible }) => [sharePct, taxPart, deductible]),
      transitional,
    )
  })
