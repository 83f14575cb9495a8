import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  type Conversion,
  type Load,
  countedDiameter,
  countedLength,
  dryBasis,
  gramsOfVolume,
  logVolume,
  measureLoad,
  netGrams,
  stackVolume,
  volumeOfGrams,
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

// domain.md 2.2.2: green tonnes in a cubic metre, by the basic density of the species.
for (const [species, densityKg, wet, grams] of [
  ['sugi', 314, 5_000, 628_000],
  ['sugi', 314, 5_500, 697_778],
  ['akamatsu', 451, 5_000, 902_000],
  ['akamatsu', 451, 5_500, 1_002_222],
] as const)
  test(`a cubic metre of ${species} at ${wet / 100} % weighs ${grams} g`, () => {
    assert.equal(gramsOfVolume(1_000, densityKg, wet), grams)
    assert.equal(volumeOfGrams(grams, densityKg, wet), 1_000)
  })

test('a stack of 1.8 × 0.9 × 0.45 m holds 0.456 m³ of wood', () =>
  assert.equal(stackVolume(1_800, 900, 450, 6_250), 456))

test('a weighbridge: full less empty', () => {
  assert.equal(netGrams(1_230_000, 790_000), 440_000)
  assert.throws(() => netGrams(790_000, 790_001), /weighs more/)
})

const sugi: Conversion = { densityKg: 314, wetBp: 5_000, solidBp: 6_250, truckGrams: 350_000 }
const unknown: Conversion = { ...sugi, densityKg: undefined }
const logs = [
  { diameterMm: 180, lengthMm: 2_000, pieces: 2 },
  { diameterMm: 240, lengthMm: 6_000, pieces: 1 },
]
for (const [what, load, by, found] of [
  [
    'scales',
    { method: 'weighbridge', grossGrams: 1_230_000, tareGrams: 790_000 },
    sugi,
    { grams: 440_000, litres: 701 },
  ],
  [
    'scales, of a species without density',
    { method: 'weighbridge', grossGrams: 9, tareGrams: 2 },
    unknown,
    { grams: 7, litres: 0 },
  ],
  ['logs, each rounded by itself', { method: 'logs', logs }, sugi, { litres: 65 + 65 + 375, grams: 317_140 }],
  [
    'a stack',
    { method: 'stack', widthMm: 1_800, heightMm: 900, depthMm: 450 },
    sugi,
    { litres: 456, grams: 286_368 },
  ],
  ['one and a half trucks', { method: 'trucks', truckTenths: 15 }, sugi, { grams: 525_000, litres: 836 }],
  ['nothing on the scales', { method: 'weighbridge' }, sugi, 'gross_missing grossGrams'],
  ['as heavy empty', { method: 'weighbridge', grossGrams: 5, tareGrams: 5 }, sugi, 'empty_heavier tareGrams'],
  ['no log', { method: 'logs', logs: [] }, sugi, 'logs_missing logs'],
  [
    'no pieces',
    { method: 'logs', logs: [{ diameterMm: 180, lengthMm: 2_000, pieces: 0 }] },
    sugi,
    'logs_missing logs',
  ],
  [
    'a twig',
    { method: 'logs', logs: [...logs, { diameterMm: 49, lengthMm: 2_000, pieces: 1 }] },
    sugi,
    'log_too_thin logs.2.diameterMm',
  ],
  [
    'a slice',
    { method: 'logs', logs: [{ diameterMm: 300, lengthMm: 199, pieces: 1 }] },
    sugi,
    'log_too_thin logs.0.diameterMm',
  ],
  ['logs of a species without density', { method: 'logs', logs }, unknown, 'density_unknown species'],
  [
    'a flat stack',
    { method: 'stack', widthMm: 1_800, heightMm: 0, depthMm: 450 },
    sugi,
    'stack_missing widthMm',
  ],
  [
    'a stack of a species without density',
    { method: 'stack', widthMm: 1_800, heightMm: 900, depthMm: 450 },
    unknown,
    'density_unknown species',
  ],
  ['no truck', { method: 'trucks', truckTenths: 0 }, sugi, 'trucks_missing truckTenths'],
] as const satisfies readonly [string, Load, Conversion, unknown][])
  test(`a load by ${what}: ${JSON.stringify(found)}`, () => {
    const answer = measureLoad(load, by)
    assert.deepEqual('refused' in answer ? `${answer.refused} ${answer.field}` : answer, found)
  })
