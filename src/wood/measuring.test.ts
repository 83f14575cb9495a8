import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  type Species,
  countedDiameter,
  countedLength,
  dryBasis,
  gramsOfVolume,
  logVolume,
  netGrams,
  stackVolume,
  volumeOf,
  wetBasis,
} from './measuring.ts'

const golden = JSON.parse(
  readFileSync(new URL('../../test/golden/wood-log-scale-jas/rule.json', import.meta.url), 'utf8'),
) as { published_rounding_examples: { measured_cm: number; used_cm: number }[] }

for (const { measured_cm: measured, used_cm: used } of golden.published_rounding_examples)
  test(`published: ${measured} cm counts as ${used} cm`, () =>
    assert.equal(countedDiameter(Math.round(measured * 10)), used))

for (const [mm, cm] of [
  [0, 0],
  [49, 4],
  [139, 13],
  [140, 14],
  [141, 14],
  [159, 14],
  [160, 16],
  [241, 24],
] as const)
  test(`${mm} mm across counts as ${cm} cm`, () => assert.equal(countedDiameter(mm), cm))

for (const [mm, counted] of [
  [1_999, 1_800],
  [2_000, 2_000],
  [4_190, 4_000],
  [4_200, 4_200],
] as const)
  test(`${mm} mm long counts as ${counted}`, () => assert.equal(countedLength(mm), counted))

// domain.md 2.2.2, in thousandths of a cubic metre; and the golden case's own check.
for (const [diameterMm, lengthMm, volume] of [
  [180, 2_000, 65],
  [140, 4_000, 78],
  [240, 4_000, 230],
  [240, 6_000, 375],
  [240, 8_000, 541],
  [173, 4_000, 102],
  [139, 1_990, 30], // 13 cm, 1.8 m: 0.0304
  [249, 6_190, 375], // 24 cm, 6.0 m
] as const)
  test(`a log of ${diameterMm} × ${lengthMm} mm is ${volume} litres`, () =>
    assert.equal(logVolume({ diameterMm, lengthMm }), volume))

test('a slip of logs is the sum of its logs, each rounded by itself', () =>
  assert.equal(
    volumeOf([
      { diameterMm: 180, lengthMm: 2_000 },
      { diameterMm: 180, lengthMm: 2_000 },
      { diameterMm: 240, lengthMm: 6_000 },
    ]),
    65 + 65 + 375,
  ))

for (const [wet, dry] of [
  [1_000, 1_111],
  [2_000, 2_500],
  [2_500, 3_333],
  [3_000, 4_286],
  [3_500, 5_385],
  [4_000, 6_667],
  [4_500, 8_182],
  [5_000, 10_000],
  [5_500, 12_222],
] as const)
  test(`${wet / 100} % of wet wood is ${dry / 100} % of dry wood`, () => {
    assert.equal(dryBasis(wet), dry)
    assert.ok(Math.abs(wetBasis(dry) - wet) <= 1)
  })

// domain.md 2.2.2: green tonnes in a cubic metre.
for (const [species, wet, grams] of [
  ['sugi', 5_000, 628_000],
  ['sugi', 5_500, 697_778],
  ['akamatsu', 5_000, 902_000],
  ['akamatsu', 5_500, 1_002_222],
] as const satisfies readonly [Species, number, number][])
  test(`a cubic metre of ${species} at ${wet / 100} % weighs ${grams} g`, () =>
    assert.equal(gramsOfVolume(1_000, species, wet), grams))

test('a stack of 1.8 × 0.9 × 0.45 m holds 0.456 m³ of wood', () =>
  assert.equal(stackVolume(1_800, 900, 450), 456))

test('a weighbridge: full less empty', () => {
  assert.equal(netGrams(1_230_000, 790_000), 440_000)
  assert.throws(() => netGrams(790_000, 790_001), /weighs more/)
})
