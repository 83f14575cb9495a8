import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Recipient, lm3Of } from './lm3.ts'

const unseen = { seenInside: 0, seenSpent: 0 }
// domain.md 3.1: wages 300,000 of which 80 % stays, supplier A 200,000 (35 %), B 100,000 (50 %).
const worked: Recipient[] = [
  { paid: 300_000, ...unseen, surveyed: 0.8 },
  { paid: 200_000, ...unseen, surveyed: 0.35 },
  { paid: 100_000, ...unseen, surveyed: 0.5 },
]

const table: readonly (readonly [string, number, number, Recipient[], Partial<ReturnType<typeof lm3Of>>])[] =
  [
    [
      'the worked example',
      1_000_000,
      600_000,
      worked,
      { r2: 600_000, r3: 360_000, r3Measured: 0, r3Assumed: 360_000, unknown: 0, lm3: 1.96 },
    ],
    ['nothing came in', 0, 0, [], { r2: 0, r3: 0, lm3: 0 }],
    ['all is spent outside', 1_000, 1_000, [], { r2: 0, r3: 0, lm3: 1 }],
    [
      'all stays inside twice: three, the most there is',
      1_000,
      1_000,
      [{ paid: 1_000, seenInside: 1, seenSpent: 1 }],
      { r2: 1_000, r3: 1_000, r3Measured: 1_000, lm3: 3 },
    ],
    [
      'half of what the recipient gets is seen spent, 30 % of it all inside; the survey says 60 % of the rest',
      1_000,
      500,
      [{ paid: 500, seenInside: 0.3, seenSpent: 0.5, surveyed: 0.6 }],
      { r2: 500, r3Measured: 150, r3Assumed: 150, unknown: 0, lm3: 1.8 },
    ],
    [
      'without a survey the unseen half is unknown',
      1_000,
      500,
      [{ paid: 500, seenInside: 0.3, seenSpent: 0.5 }],
      { r3: 150, r3Assumed: 0, unknown: 250, lm3: 1.65 },
    ],
    [
      'more was spent than came in: its inside part in proportion',
      1_000,
      2_000,
      [{ paid: 1_500, ...unseen, surveyed: 0.4 }],
      { r2: 750, r3: 300, lm3: 2.05 },
    ],
  ]
for (const [name, income, spent, recipients, expected] of table)
  test(`LM3: ${name}`, () => {
    const found = lm3Of(income, spent, recipients)
    assert.deepEqual(
      Object.fromEntries(Object.keys(expected).map((key) => [key, found[key as keyof typeof found]])),
      expected,
    )
  })
