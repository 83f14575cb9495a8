import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#kit/refusals.ts'
import { type Spec, checkSpec } from './spec-rules.ts'

const bare: Spec = {
  dateKind: 'best_before',
  content: '２００ｇ',
  ingredients: 'りんご（岩手県）、砂糖／酸味料',
  origin: '',
  maker: '',
  storage: '',
  appeal: '',
  nutritionOf: '',
  certifications: [],
  orderBy: '',
}
// 0.3 g protein, 0.1 g fat, 62 g carbohydrate: 250 kcal.
const jam = {
  nutritionOf: '100gあたり',
  energyKcal: 252,
  proteinDg: 3,
  fatDg: 1,
  carbohydrateDg: 620,
  saltCg: 2,
}

const cases: readonly [string, Partial<Spec>, string, string?][] = [
  ['nothing but what it is', {}, ''],
  ['all five', jam, ''],
  ['one is missing', { ...jam, saltCg: undefined }, 'nutrition_incomplete', 'saltCg'],
  ['of what?', { ...jam, nutritionOf: ' ' }, 'nutrition_of_missing', 'nutritionOf'],
  ['a zero too many', { ...jam, energyKcal: 2_520 }, 'energy_does_not_fit', 'energyKcal'],
  ['a third off is fibre', { ...jam, energyKcal: 190 }, ''],
  ['tea has none', { ...jam, energyKcal: 0, proteinDg: 0, fatDg: 0, carbohydrateDg: 0, saltCg: 0 }, ''],
  ['no time', { orderBy: '25:00' }, 'order_by_wrong', 'orderBy'],
  ['nor this', { orderBy: '朝' }, 'order_by_wrong', 'orderBy'],
]
for (const [name, given, refused, field] of cases)
  test(`spec: ${name}`, () => {
    const answer = checkSpec({ ...bare, ...given })
    assert.equal(isRefusal(answer) ? answer.refused : '', refused)
    assert.equal(isRefusal(answer) ? answer.field : undefined, field)
  })

for (const [typed, kept] of [
  ['9時', '09:00'],
  ['９：３０', '09:30'],
  ['0930', '09:30'],
  ['11:00', '11:00'],
  ['23時59分', '23:59'],
  ['', ''],
] as const)
  test(`order by ${typed || 'no time'}`, () => {
    const answer = checkSpec({ ...bare, orderBy: typed })
    assert.ok(!isRefusal(answer))
    assert.equal(answer.orderBy, kept)
  })

test('width and doubles are evened', () => {
  const answer = checkSpec({ ...bare, certifications: ['有機ＪＡＳ', '有機JAS', ''] })
  assert.ok(!isRefusal(answer))
  assert.deepEqual([answer.content, answer.certifications], ['200g', ['有機JAS']])
})
