import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LedgerReason, sentenceOf } from './words.ts'

const yen = (steps: number): string => `${steps.toLocaleString('en')}円`

for (const [refused, detail, ja, en] of [
  [
    'below_floor',
    { about: 'x', short: 1_200 },
    /^残高が1,200円足りません。/,
    /^The balance is 1,200円 short\./,
  ],
  ['below_floor', { about: 'x' }, /^残高が足りません。/, /^The balance is not enough\./],
  ['day_closed', { about: '2026-11-22' }, /^2026-11-22は締めた日です。/, /^2026-11-22 is closed/],
  ['already_reversed', {}, /すでに取り消されています/, /reversed already/],
] as const)
  test(`${refused} ${JSON.stringify(detail)}`, () => {
    assert.match(sentenceOf({ refused, detail }, 'ja', yen), ja)
    assert.match(sentenceOf({ refused, detail }, 'en', yen), en)
  })

test('without a unit nothing is said of how much', () =>
  assert.match(sentenceOf({ refused: 'below_floor', detail: { short: 1 } }, 'ja'), /^残高が足りません。/))

test('every refusal has a sentence that says what to do, in both languages', () => {
  const reasons: Readonly<Record<LedgerReason, true>> = {
    day_closed: true,
    day_not_over: true,
    request_key_reused: true,
    below_floor: true,
    hold_unknown: true,
    hold_expired: true,
    hold_already_used: true,
    hold_already_released: true,
    hold_of_another_account: true,
    hold_smaller_than_entry: true,
    reverses_unknown_entry: true,
    reverses_a_reversal: true,
    already_reversed: true,
  }
  for (const refused of Object.keys(reasons) as LedgerReason[]) {
    const [japanese, english] = [sentenceOf({ refused }, 'ja'), sentenceOf({ refused }, 'en')]
    assert.match(japanese, /。.*(ください|記帳します)。$/, refused)
    assert.match(english, /\. [A-Z].*\.$/, refused)
  }
})
