import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { jpy } from '#kit/units.ts'
import { settleConsignment, settlePurchase } from './commissions.ts'
import { taxRateSeed } from './tax.ts'

const november = {
  salesGrossByRate: [{ taxClass: 'reduced', ratePct: 8, gross: jpy(54_000) }],
  commissionBasisPoints: 1_500,
  commissionTaxRatePct: 10,
  direction: 'floor',
  carriedForward: jpy(0),
  deductions: [],
} as const

test('54,000 yen of food at 15 %: tax 4,000, commission 8,100 with tax 736, payout 45,900', () =>
  assert.deepEqual(settleConsignment(november), {
    sales: {
      rates: [{ taxClass: 'reduced', ratePct: 8, net: 50_000, tax: 4_000, gross: 54_000 }],
      net: 50_000,
      tax: 4_000,
      gross: 54_000,
    },
    commission: { gross: 8_100, tax: 736, net: 7_364, ratePct: 10 },
    deductions: 0,
    carriedForward: 0,
    payout: 45_900,
    carriedOver: 0,
  }))

const box = { label: '出荷箱', amount: jpy(330) }
for (const [name, change, payout, carriedOver] of [
  ['boxes and freight', { deductions: [box, { label: '運賃', amount: jpy(1_100) }] }, 44_470, 0],
  ['something left from last month', { carriedForward: jpy(120) }, 46_020, 0],
  ['a debt from last month', { carriedForward: jpy(-45_900) }, 0, 0],
  ['a debt greater than the month', { carriedForward: jpy(-50_000) }, 0, -4_100],
  ['no sales and a box', { salesGrossByRate: [], deductions: [box] }, 0, -330],
  ['no sales at all', { salesGrossByRate: [] }, 0, 0],
  // Returns of last month's goods: the commission on them comes back too (15 % of 1,080 is 162).
  [
    'more returns than sales',
    { salesGrossByRate: [{ taxClass: 'reduced' as const, ratePct: 8, gross: jpy(-1_080) }] },
    0,
    -918,
  ],
] as const)
  test(`${name}: payout ${payout}, carried over ${carriedOver}`, () => {
    const settled = settleConsignment({ ...november, ...change })
    assert.deepEqual([settled.payout, settled.carriedOver], [payout, carriedOver])
  })

test('the commission is rounded as the company rounds', () => {
  const sales = [{ taxClass: 'reduced', ratePct: 8, gross: jpy(999) }] as const // 15 % is 149.85
  for (const [direction, gross] of [
    ['floor', 149],
    ['round', 150],
    ['ceil', 150],
  ] as const)
    assert.equal(
      settleConsignment({ ...november, salesGrossByRate: sales, direction }).commission.gross,
      gross,
    )
})

test('two rates are taxed each by its own', () => {
  const settled = settleConsignment({
    ...november,
    salesGrossByRate: [
      { taxClass: 'standard', ratePct: 10, gross: jpy(11_000) },
      { taxClass: 'reduced', ratePct: 8, gross: jpy(10_800) },
    ],
  })
  assert.deepEqual([settled.sales.net, settled.sales.tax, settled.sales.gross], [20_000, 1_800, 21_800])
  assert.equal(settled.payout, 21_800 - 3_270)
})

test('purchase: the same lines as an invoice, rounded once, less a box', () => {
  const on = day('2026-11-05')
  const lines = [594, 609, 333, 725].map((amount) => ({
    amount: jpy(amount),
    taxClass: 'reduced' as const,
    on,
  }))
  const settled = settlePurchase({
    lines,
    rates: taxRateSeed,
    direction: 'floor',
    basis: 'tax_exclusive',
    carriedForward: jpy(0),
    deductions: [box],
  })
  assert.equal(settled.purchases.tax, 180)
  assert.equal(settled.payout, 2_441 - 330)
})
