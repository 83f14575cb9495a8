import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy } from '#kit/units.ts'
import { type Calculator, type Fee, type FeeLine, type Scope, feesOf } from './fee-rules.ts'
import { taxRateSeed } from './tax.ts'

const line = (amount: number, more: Partial<FeeLine> = {}): FeeLine => ({
  source: amount < 0 ? 'return' : 'delivery',
  documentId: 'd1' as Id,
  on: day('2026-11-10'),
  producerId: 'p' as Id,
  productId: 'jam' as Id,
  channel: 'M',
  cycleId: null,
  taxClass: 'reduced',
  amount: jpy(amount),
  base: amount / 500,
  byWeight: false,
  ...more,
})
const fee = (calculator: Calculator, scope: Scope = { scope: 'all' }, more: Partial<Fee> = {}): Fee =>
  ({
    feeId: 'f' as Id,
    name: '出荷箱代',
    nameEn: '',
    validFrom: day('2026-11-01'),
    ...calculator,
    ...scope,
    ...more,
  }) as Fee
const flat = (flatPer: 'statement' | 'delivery', amountYen: number): Calculator => ({
  calculator: 'flat',
  flatPer,
  amountYen,
})
const percent = (rateBp: number): Calculator => ({ calculator: 'percent', rateBp })
const perUnit = (amountYen: number): Calculator => ({ calculator: 'per_unit', amountYen })
const tiers: Calculator = {
  calculator: 'tiered',
  tiers: [
    { fromYen: 0, rateBp: 1_000 },
    { fromYen: 50_000, rateBp: 800 },
    { fromYen: 100_000, rateBp: 500 },
  ],
}
const two = [line(10_000), line(5_000, { documentId: 'd2' as Id })]
const weighed = { byWeight: true, base: 4_820, amount: jpy(3_000) }

// What is taken, and of what it was counted.
const table = [
  ['so much a statement', fee(flat('statement', 300)), two, ['times 1 300']],
  ['so much a delivery, each once', fee(flat('delivery', 300)), [...two, line(1_000)], ['times 2 600']],
  ['nothing where only returns are', fee(flat('delivery', 300)), [line(-1_000)], []],
  // 15,000 and 8 %: 16,200; 2.5 %: 405
  ['per cent of the sales with tax', fee(percent(250)), two, ['yen 16200 405']],
  ['rounded down once', fee(percent(1)), [line(9_999)], ['yen 10798 1']],
  ['what came back gives back', fee(percent(250)), [line(10_000), line(-10_000)], []],
  ['more came back than went out', fee(percent(1_000)), [line(-1_000)], ['yen -1080 -108']],
  ['so much a piece', fee(perUnit(12)), two, ['pieces 30 360']],
  ['and a kilogram', fee(perUnit(12)), [line(500), line(3_000, weighed)], ['grams 4820 57', 'pieces 1 12']],
  // 54,000: 50,000 at 10 % and 4,000 at 8 %
  ['each part in its tier', fee(tiers), [line(50_000)], ['yen 54000 5320']],
  ['at the edge of a tier', fee(tiers), [line(46_296), line(0)], ['yen 49999 4999']],
  ['in the last tier', fee(tiers), [line(100_000)], ['yen 108000 9400']],
  ['of one product only', fee(perUnit(1), { scope: 'product', scopeId: 'ham' as Id }), two, []],
  [
    'of one cycle only',
    fee(perUnit(1), { scope: 'cycle', scopeId: 'k' as Id }),
    [...two, line(500, { cycleId: 'k' as Id })],
    ['pieces 1 1'],
  ],
  [
    'of one channel only',
    fee(perUnit(1), { scope: 'channel', channel: 'O' }),
    [...two, line(500, { channel: 'O' })],
    ['pieces 1 1'],
  ],
  ['of another producer', fee(perUnit(1), { scope: 'producer', scopeId: 'q' as Id }), two, []],
  ['before it begins', fee(perUnit(1), undefined, { validFrom: day('2026-11-11') }), two, []],
  ['after it ended', fee(perUnit(1), undefined, { validTo: day('2026-11-09') }), two, []],
  ['on its last day', fee(perUnit(1), undefined, { validTo: day('2026-11-10') }), two, ['pieces 30 30']],
] as const
for (const [name, one, lines, expected] of table)
  test(name, () =>
    assert.deepEqual(
      feesOf([one], lines, taxRateSeed, 'floor').map(
        ({ base, baseKind, amount }) => `${baseKind} ${base} ${amount}`,
      ),
      expected,
    ),
  )
