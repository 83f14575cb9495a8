import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseNumber, parseSteps, parseWhole } from './numbers.ts'

for (const [text, value] of [
  ['1,200円', 1_200],
  ['¥1,200', 1_200],
  ['￥1,200', 1_200],
  ['\\1,200', 1_200], // the yen sign of a CP932 file
  ['１，２００', 1_200],
  ['　１２００　円　', 1_200],
  ['△1,200', -1_200],
  ['▲1200', -1_200],
  ['▲ 1,200円', -1_200],
  ['-1,200', -1_200],
  ['−1200', -1_200],
  ['¥-1,200', -1_200],
  ['-¥1,200', -1_200],
  ['+5', 5],
  ['1.5', 1.5],
  ['１．５', 1.5],
  ['.5', 0.5],
  ['0', 0],
  ['△0', 0], // not minus zero
  ['1,234,567.89', 1_234_567.89],
  ['9007199254740991', 9_007_199_254_740_991],
  ['', undefined],
  ['　', undefined],
  ['-', undefined],
  ['ー', undefined],
] as const)
  test(`${JSON.stringify(text)} is ${value}`, () => assert.ok(Object.is(parseNumber(text), value)))

for (const text of [
  '12,34',
  '1,2345',
  ',200',
  '1,200,',
  '1.2.3',
  '約100',
  '100本',
  '1 200',
  '--5',
  '5-',
  '一二',
  '1e3',
  '0x10',
  '△¥△5',
  '1,200円也',
  '.',
])
  test(`${text} is refused with its text`, () =>
    assert.deepEqual(parseNumber(text), { refused: 'not_a_number', detail: { text } }))

test('a number past the safe range is refused, never a wrong digit', () =>
  assert.deepEqual(parseNumber('9007199254740993'), {
    refused: 'number_out_of_range',
    detail: { text: '9007199254740993' },
  }))

test('units that the caller allows', () => {
  assert.equal(parseNumber('１２ 本', ['本', '袋']), 12)
  assert.equal(parseNumber('1.5 KG', ['kg']), 1.5)
  assert.deepEqual(parseNumber('3箱', ['本']), { refused: 'not_a_number', detail: { text: '3箱' } })
})

test('whole numbers', () => {
  assert.equal(parseWhole('1,200円'), 1_200)
  assert.equal(parseWhole('1.0'), 1)
  assert.equal(parseWhole(''), undefined)
  assert.deepEqual(parseWhole('1.5'), { refused: 'not_whole', detail: { text: '1.5' } })
  assert.deepEqual(parseWhole('x'), { refused: 'not_a_number', detail: { text: 'x' } })
})

for (const [text, decimals, steps] of [
  ['1.005', 3, 1_005], // 1.005 × 1000 in binary is 1004.9999999999999
  ['4.35', 2, 435],
  ['.5kg', 3, 500],
  ['12', 3, 12_000],
  ['▲0.25', 2, -25],
  ['1.5000', 1, 15],
] as const)
  test(`${text} in steps of ${decimals} decimals is ${steps}`, () =>
    assert.equal(parseSteps(text, decimals, ['kg']), steps))

test('a step that is too fine is refused', () =>
  assert.deepEqual(parseSteps('1.0005', 3), { refused: 'not_whole', detail: { text: '1.0005' } }))
