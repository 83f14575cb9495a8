import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkProduct as check, searchOf, searchTextOf } from './product-rules.ts'
import type { ProductInput } from './product-rules.ts'
import { setRuleSeed } from './tax.ts'

const checkProduct = (input: ProductInput) => check(input, setRuleSeed)

const jar = { name: '瓶', baseQuantity: 1, pricedBy: 'variant', priceYen: 500 } as const
const jam: ProductInput = {
  name: ' りんごジャム ',
  kana: 'りんごじゃむ',
  category: 'processed',
  taxClass: 'reduced',
  baseKind: 'count',
  baseUnit: '本',
  seasonDekads: [12, 11, 11],
  temperature: 'ambient',
  variants: [jar, { ...jar, name: '箱（12本）', baseQuantity: 12 }],
}

test('a sheet is evened out', () => {
  const checked = checkProduct(jam)
  assert.ok(!('refused' in checked))
  assert.equal(checked.name, 'りんごジャム')
  assert.equal(checked.kana, 'リンゴジャム')
  assert.deepEqual(checked.seasonDekads, [11, 12])
})
test('a set at 10 % may be what it is; steps alone are the least that is ordered', () => {
  const checked = checkProduct({
    ...jam,
    taxClass: 'standard',
    set: { foodYen: 100, otherYen: 9_000 },
    variants: [{ ...jar, stepQuantity: 3 }],
  })
  assert.ok(!('refused' in checked))
  assert.deepEqual(
    checked.variants.map(({ leastQuantity, stepQuantity }) => [leastQuantity, stepQuantity]),
    [[3, 3]],
  )
})
test('all thirty-six dekads are the whole year', () => {
  const checked = checkProduct({ ...jam, seasonDekads: Array.from({ length: 36 }, (_, at) => at + 1) })
  assert.ok(!('refused' in checked))
  assert.deepEqual(checked.seasonDekads, [])
})

const table: [string, Partial<ProductInput>, string, string | undefined][] = [
  ['a name of spaces', { name: '　' }, 'name_missing', 'name'],
  ['no kana', { kana: '' }, 'kana_missing', 'kana'],
  ['no unit', { baseUnit: '' }, 'base_unit_missing', 'baseUnit'],
  ['sake at 8 %', { category: 'alcohol' }, 'tax_class_not_for_category', 'taxClass'],
  ['firewood at 8 %', { category: 'firewood' }, 'tax_class_not_for_category', 'taxClass'],
  [
    'a set at 8 % whose food is less than two thirds',
    { set: { foodYen: 999, otherYen: 500 } },
    'set_not_reduced',
    'taxClass',
  ],
  [
    'a set at 8 %, one way of selling it above 10,000 yen',
    { set: { foodYen: 2_000, otherYen: 500 }, variants: [jar, { ...jar, name: '箱', priceYen: 10_001 }] },
    'set_not_reduced',
    'taxClass',
  ],
  ['a set of food alone', { set: { foodYen: 2_000, otherYen: 0 } }, 'set_parts_wrong', 'setFoodYen'],
  [
    'steps of none',
    { variants: [{ ...jar, stepQuantity: 0 }] },
    'step_quantity_wrong',
    'variants.0.stepQuantity',
  ],
  [
    'four at least, by threes',
    { variants: [{ ...jar, leastQuantity: 4, stepQuantity: 3 }] },
    'least_quantity_wrong',
    'variants.0.leastQuantity',
  ],
  ['a 37th dekad', { seasonDekads: [37] }, 'season_wrong', 'seasonDekads'],
  ['nothing to sell', { variants: [] }, 'variant_missing', 'variants.0.name'],
  [
    'too many ways to sell',
    { variants: Array.from({ length: 21 }, () => jar) },
    'too_many_variants',
    undefined,
  ],
  [
    'a variant without name',
    { variants: [jar, { ...jar, name: '' }] },
    'variant_name_missing',
    'variants.1.name',
  ],
  ['two of one name', { variants: [jar, { ...jar, name: ' 瓶' }] }, 'variant_twice', 'variants.1.name'],
  [
    'half a piece',
    { variants: [{ ...jar, baseQuantity: 0.5 }] },
    'variant_quantity_wrong',
    'variants.0.baseQuantity',
  ],
  [
    'none in one',
    { variants: [{ ...jar, baseQuantity: 0 }] },
    'variant_quantity_wrong',
    'variants.0.baseQuantity',
  ],
  ['a price below zero', { variants: [{ ...jar, priceYen: -1 }] }, 'price_wrong', 'variants.0.priceYen'],
  [
    'jars by the kilogram',
    { variants: [{ ...jar, pricedBy: 'kg' }] },
    'by_kg_needs_weight',
    'variants.0.pricedBy',
  ],
  ['a JAN with a slip', { variants: [{ ...jar, jan: '4912345678905' }] }, 'jan_wrong', 'variants.0.jan'],
]
for (const [name, changes, refused, field] of table)
  test(`${name}: ${refused}`, () => {
    const answer = checkProduct({ ...jam, ...changes })
    assert.ok('refused' in answer)
    assert.equal(answer.refused, refused)
    assert.equal(answer.field, field)
  })

test('what is searched is found, whatever the script', () => {
  const { key, tokens } = searchTextOf(
    { name: 'りんごジャム', kana: 'リンゴジャム', nameEn: 'Apple jam', category: 'processed' },
    { name: '千葉農園', kana: 'チバノウエン', nameEn: 'Chiba Farm', town: '千厩町千厩' },
  )
  for (const typed of ['林檎', 'りんご', 'ﾘﾝｺﾞ', 'APPLE jam', '千厩 ジャム', 'ちば', '加工']) {
    const { words, query } = searchOf(typed)
    const found = words.every((word) => key.includes(word))
    assert.equal(found, typed !== '林檎', typed)
    if (found) for (const token of query.split(' & ')) assert.ok(tokens.includes(token.slice(1, -1)), token)
  }
})
test('a search cannot break out of its query', () =>
  assert.deepEqual(searchOf(`' | '!() 𠮷`), { words: ["'", '|', "'!()", '𠮷'], query: "'𠮷'" }))
