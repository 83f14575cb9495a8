import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { type Share, groupNamed, shareFor } from './shares.ts'

const [mine, other] = [newId(), newId()]
const share = (subject: string, on: string, insideBp: number): Share => ({
  subject,
  surveyedOn: day(on),
  insideBp,
  source: '調査',
})
const shares = [
  share('business ', '2024-06-01', 1_000),
  share('* E', '2024-06-01', 2_000),
  share('* E', '2026-06-01', 2_500),
  share(mine, '2025-06-01', 3_000),
  share(mine, '2027-06-01', 9_000),
]
const table: readonly (readonly [string, string, string, string, number | undefined])[] = [
  ['its own, the newest until the day', mine, 'business E', '2026-03-31', 3_000],
  ['its own of that day', mine, 'business E', '2027-06-01', 9_000],
  ['its industry before its kind', other, 'business E', '2026-03-31', 2_000],
  ['a newer survey of its industry', other, 'business E', '2026-06-02', 2_500],
  ['of whatever kind', other, 'household E', '2026-03-31', 2_000],
  ['its kind where nothing nearer is known', other, 'business I', '2026-03-31', 1_000],
  ['nothing before the first survey', other, 'business E', '2024-05-31', undefined],
  ['nothing of another kind', other, 'household ', '2026-03-31', undefined],
]
for (const [name, id, group, on, expected] of table)
  test(`share: ${name}`, () =>
    assert.equal(shareFor(shares, { id: id as typeof mine, group }, day(on))?.insideBp, expected))

for (const [text, group] of [
  ['世帯', 'household '],
  ['製造業', '* E'],
  ['製 造 業', '* E'],
  ['manufacturing', '* E'],
  ['e', '* E'],
  ['おもちゃ', undefined],
] as const)
  test(`group: ${text} → ${group}`, () => assert.equal(groupNamed(text), group))
