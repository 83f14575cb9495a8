import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { suggest } from './matching.ts'
import type { OpenInvoice } from './matching.ts'

const invoice = (number: number, buyer: string, dueOn: string, openYen: number): OpenInvoice => ({
  invoiceId: String(number) as Id,
  invoiceNo: `T-2026-${String(number).padStart(5, '0')}`,
  buyerId: buyer as Id,
  buyerName: buyer,
  dueOn: day(dueOn),
  openYen,
  payers: buyer === 'hotel' ? ['ウミベホテル'] : ['ヤサイシヨクドウ', 'ミナモシヨクドウ'],
})
const open = [
  invoice(3, 'hotel', '2026-12-31', 30_000),
  invoice(1, 'hotel', '2026-10-31', 10_000),
  invoice(2, 'hotel', '2026-11-30', 20_000),
  invoice(4, 'diner', '2026-11-30', 54_000),
  invoice(5, 'diner', '2026-12-31', 20_000),
]

for (const [name, amountYen, payerKana, text, expected] of [
  ['payer and amount', 54_000, 'ヤサイシヨクドウ', '', ['diner', '4', 'payer_and_amount', true]],
  [
    'the payer decides between two who owe it',
    20_000,
    'ウミベホテル',
    '',
    ['hotel', '2', 'payer_and_amount', true],
  ],
  ['the oldest together', 30_001, 'ウミベホテル', '', ['hotel', '1 2 3', 'payer', false]],
  ['all three together', 60_000, 'ウミベホテル', '', ['hotel', '1 2 3', 'payer_and_amount', true]],
  [
    'one of that amount goes before the oldest together',
    30_000,
    'ウミベホテル',
    '',
    ['hotel', '3', 'payer_and_amount', true],
  ],
  ['a part of the oldest', 4_000, 'ウミベホテル', '', ['hotel', '1', 'payer', false]],
  ['a name that the bank cut', 54_000, 'ミナモシヨク', '', ['diner', '4', 'payer_and_amount', true]],
  ['too little of a name', 99, 'ミナモ', '', undefined],
  ['an amount that only one owes', 54_000, '', '', ['diner', '4', 'amount', true]],
  ['an amount that two owe', 20_000, '', '', undefined],
  ['somebody else with the amount of one', 54_000, 'シラナイヒト', '', ['diner', '4', 'amount', true]],
  ['a number', 54_000, '', '振込 T-2026-00004', ['diner', '4', 'number', true]],
  ['a number as people type it', 5_000, 'シラナイヒト', '202600002', ['hotel', '2', 'number', false]],
  ['more than is owed', 99_999, 'ウミベホテル', '', undefined],
  ['nobody owes anything like it', 7, '', '利息', undefined],
] as const)
  test(name, () => {
    const found = suggest({ amountYen, payerKana, text }, open)
    assert.deepEqual(
      found && [found.buyerId, found.invoiceIds.join(' '), found.because, found.exact],
      expected,
    )
  })

// The hotel was credited 5,000 yen.
const credited = [...open, invoice(6, 'hotel', '2027-01-31', -5_000)]
for (const [name, amountYen, expected] of [
  ['all less the credit note', 55_000, ['6 1 2 3', 'payer_and_amount', true]],
  ['the oldest less the credit note', 5_000, ['6 1', 'payer_and_amount', true]],
  ['all, and the credit note is left for later', 60_000, ['1 2 3', 'payer_and_amount', true]],
  ['a part, without the credit note', 4_000, ['1', 'payer', false]],
] as const)
  test(name, () => {
    const found = suggest({ amountYen, payerKana: 'ウミベホテル', text: '' }, credited)
    assert.deepEqual(found && [found.invoiceIds.join(' '), found.because, found.exact], expected)
  })
