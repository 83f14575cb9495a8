import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { setup } from './actors.ts'
import { registerParty } from './parties.ts'
import { registrationsOf } from './registrations.ts'
import { endDated, putDated } from './dated.ts'
import { granted, smallRegion } from './testing.ts'

const here = await testRegion()
await here.tx(smallRegion)

/** What is done to an empty history of numbers, and what it holds then. An end is written as `end`. */
const cases: [string, [string, string][], string[]][] = [
  ['one row is open', [['2024-04-01', 'a']], ['2024-04-01 … a']],
  [
    'a later row ends the one before',
    [
      ['2024-04-01', 'a'],
      ['2025-04-01', 'b'],
    ],
    ['2024-04-01 2025-03-31 a', '2025-04-01 … b'],
  ],
  [
    'a row in between ends before the next',
    [
      ['2024-04-01', 'a'],
      ['2026-04-01', 'c'],
      ['2025-04-01', 'b'],
    ],
    ['2024-04-01 2025-03-31 a', '2025-04-01 2026-03-31 b', '2026-04-01 … c'],
  ],
  [
    'a row before all others ends before the first',
    [
      ['2025-04-01', 'b'],
      ['2024-04-01', 'a'],
    ],
    ['2024-04-01 2025-03-31 a', '2025-04-01 … b'],
  ],
  [
    'the same day again replaces',
    [
      ['2024-04-01', 'a'],
      ['2025-04-01', 'b'],
      ['2024-04-01', 'c'],
    ],
    ['2024-04-01 2025-03-31 c', '2025-04-01 … b'],
  ],
  [
    'an end leaves a gap, which a new row does not fill backwards',
    [
      ['2024-04-01', 'a'],
      ['2024-09-30', 'end'],
      ['2025-04-01', 'b'],
    ],
    ['2024-04-01 2024-09-30 a', '2025-04-01 … b'],
  ],
]
const numbers: Record<string, string> = { a: 'T1', b: 'T2', c: 'T3' }

const letterOf = (number: string) =>
  Object.keys(numbers).find((each) => number.startsWith(numbers[each] ?? '?'))

for (const [name, steps, expected] of cases)
  test(name, async () => {
    const rows = await here.tx(async (tx) => {
      const { partyId } = granted(
        await registerParty(tx, setup, { kind: 'person', name: '人', kana: 'ヒト', side: 'inside' }),
      )
      for (const [at, value] of steps)
        await (value === 'end'
          ? endDated(tx, 'party_registration', partyId, day(at))
          : putDated(tx, 'party_registration', partyId, day(at), {
              number: (numbers[value] ?? '').padEnd(14, '0'),
            }))
      return registrationsOf(tx, partyId)
    })
    assert.deepEqual(
      rows.map(({ from, to, number }) => `${from} ${to ?? '…'} ${letterOf(number)}`),
      expected,
    )
  })

test('nothing to end on a day without a row', async () => {
  assert.equal(await here.tx((tx) => endDated(tx, 'party_registration', newId(), day('2026-01-01'))), false)
})

test('two who write one history at once take turns: days never overlap', async () => {
  const { partyId } = granted(
    await here.tx((tx) =>
      registerParty(tx, setup, { kind: 'person', name: '人', kana: 'ヒト', side: 'inside' }),
    ),
  )
  const days = ['2024-01-01', '2023-01-01', '2025-01-01', '2022-01-01', '2026-01-01'].map(day)
  await Promise.all(
    days.map((from) =>
      here.tx((tx) => putDated(tx, 'party_registration', partyId, from, { number: 'T'.padEnd(14, '7') })),
    ),
  )
  const rows = await here.tx((tx) => registrationsOf(tx, partyId))
  assert.deepEqual(
    rows.map(({ from, to }) => `${from} ${to}`),
    [
      '2022-01-01 2022-12-31',
      '2023-01-01 2023-12-31',
      '2024-01-01 2024-12-31',
      '2025-01-01 2025-12-31',
      '2026-01-01 null',
    ],
  )
})
