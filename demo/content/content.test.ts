import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { buyers } from './buyers.ts'
import { households } from './households.ts'
import { advisor, city, expenses, staff, tradingCompany } from './others.ts'
import { producers } from './producers.ts'
import { dekadsThrough, partsOf } from '#trade/seasons.ts'
import { products } from './products.ts'
import * as rhythm from './rhythm.ts'
import { shops } from './shops.ts'
import { suppliers } from './suppliers.ts'
import { categories } from './types.ts'
import type { BankAccount, Product } from './types.ts'

// The package brings no types; this is the part of its table that is read here.
type Banks = Readonly<Record<string, { readonly branches: Readonly<Record<string, unknown>> } | undefined>>
const banks = createRequire(import.meta.url)('zengin-code') as Banks

const katakana = /^[ァ-ヴー ]+$/
// What turns into the half-width set of a transfer file: no small letters, brackets for the legal form.
const bankKana = /^[ア-ヴー（） ]+$/
const smallKana = /[ァィゥェォッャュョヮ]/
const duplicates = (list: readonly string[]) => list.filter((each, at) => list.indexOf(each) !== at)
const pricesPerBase = (product: Product) => product.variants.map((each) => each.priceYen / each.perBase)
const length = (text: string) => [...text].length

test('there are 60 producers, 150 products, 40 buyers, 20 households and 15 shops', () => {
  assert.equal(producers.length, 60)
  assert.equal(products.length, 150)
  assert.equal(buyers.length, 40)
  assert.equal(buyers.filter((each) => each.inside).length, 16)
  assert.equal(households.length, 20)
  assert.equal(shops.length, 15)
  assert.equal(staff.length, 3)
})

test('no key is used twice, and names are not either', () => {
  const parties = [
    ...producers,
    ...buyers,
    ...suppliers,
    ...shops,
    ...households,
    ...staff,
    tradingCompany,
    advisor,
  ]
  assert.deepEqual(duplicates(parties.map((each) => each.key)), [])
  assert.deepEqual(duplicates(products.map((each) => each.key)), [])
  const named = [...producers, ...buyers, ...suppliers, ...shops]
  assert.deepEqual(duplicates(named.map((each) => each.name)), [])
  assert.deepEqual(duplicates(named.map((each) => each.nameEn)), [])
})

test('the three producers that examples use are there with their products', () => {
  const cases = [
    ['須川高原ファーム', '高原トマト'],
    ['千厩果樹園', 'ふじりんご'],
    ['室根きのこの里', '原木しいたけ'],
  ]
  for (const [producer, product] of cases) {
    const key = producers.find((each) => each.name === producer)?.key
    assert.ok(key, producer)
    assert.ok(
      products.some((each) => each.producerKey === key && each.name === product),
      product,
    )
  }
})

test('every product has a producer, and every producer a product', () => {
  const keys = new Set(producers.map((each) => each.key))
  assert.deepEqual(
    products.filter((each) => !keys.has(each.producerKey)).map((each) => each.key),
    [],
  )
  const busy = new Set(products.map((each) => each.producerKey))
  assert.deepEqual(
    producers.filter((each) => !busy.has(each.key)).map((each) => each.key),
    [],
  )
})

test('a product is traded the way its producer trades; "both" really has both', () => {
  for (const producer of producers) {
    const models = new Set(
      products.filter((each) => each.producerKey === producer.key).map((each) => each.model),
    )
    const expected = producer.model === 'both' ? ['consignment', 'purchase'] : [producer.model]
    assert.deepEqual([...models].toSorted(), expected, producer.key)
  }
})

test('other references exist: staff → household → shops, expenses → payees', () => {
  const homes = new Set(households.map((each) => each.key))
  for (const each of staff) assert.ok(each.householdKey && homes.has(each.householdKey), each.key)
  const shopKeys = new Set(shops.map((each) => each.key))
  for (const each of households)
    for (const shop of each.shopsAt) assert.ok(shopKeys.has(shop), `${each.key}: ${shop}`)
  const payees = new Set([...suppliers.map((each) => each.key), ...homes, advisor.key])
  for (const each of expenses) assert.ok(payees.has(each.payeeKey), each.payeeKey)
  assert.ok(suppliers.some((each) => each.key === city.key))
})

test('alcohol, flowers, crafts and firewood bear the standard rate, all other things the reduced one', () => {
  const standard = new Set(['酒', '花', '工芸', '薪'])
  for (const each of products)
    assert.equal(each.taxClass, standard.has(each.category) ? 'standard' : 'reduced', each.key)
  for (const category of categories)
    assert.ok(
      products.some((each) => each.category === category),
      category,
    )
})

test('readings are full-width katakana, bank names have no small letters', () => {
  const all = [...producers, ...products, ...buyers, ...suppliers, ...shops, ...households, ...staff]
  for (const each of [...all, tradingCompany, advisor, city.officer])
    assert.match(each.kana, katakana, each.key)
  const onPaper = [
    ...producers.map((each) => each.account.holderKana),
    ...buyers.map((each) => each.payerKana),
    tradingCompany.account.holderKana,
  ]
  for (const each of onPaper) {
    assert.match(each, bankKana)
    assert.doesNotMatch(each, smallKana)
    assert.ok(length(each) <= 30, `${each}: the field of a transfer file holds 30`)
  }
})

test('stories have the length that the pages are made for, and an English sentence', () => {
  for (const { key, story, storyEn } of producers) {
    assert.ok(length(story) >= 120 && length(story) <= 250, `${key}: ${length(story)}`)
    assert.match(storyEn, /^.{40,240}[.!]$/, key)
  }
  for (const { key, story, storyEn } of products) {
    assert.ok(length(story) >= 40 && length(story) <= 120, `${key}: ${length(story)}`)
    assert.match(storyEn, /^.{30,160}[.!]$/, key)
  }
})

// 法人番号: 9 − ((Σ P·Q) mod 9) over twelve digits from the right, Q = 1 at odd and 2 at even places.
function checkDigit(base: string): number {
  const digits = [...base].toReversed().map(Number)
  return 9 - (digits.reduce((sum, digit, at) => sum + digit * (at % 2 === 0 ? 1 : 2), 0) % 9)
}

test('the check digit is computed as for the real number of the National Tax Agency', () =>
  assert.equal(checkDigit('000012050002'), 7))

test('registration numbers are right, different, and only where someone is registered', () => {
  const numbers = [tradingCompany, ...producers.filter((each) => each.registered)].map(
    (each) => each.registrationNumber ?? '',
  )
  for (const number of numbers) {
    assert.match(number, /^T\d{13}$/)
    assert.equal(number.slice(2, 6), '9999', 'plainly invented')
    assert.equal(Number(number[1]), checkDigit(number.slice(2)), number)
  }
  assert.deepEqual(duplicates(numbers), [])
  for (const { key, registered, registrationNumber, registeredFrom } of producers)
    assert.deepEqual([registrationNumber !== null, registeredFrom !== null], [registered, registered], key)
  const registered = producers.filter((each) => each.registered).length
  assert.ok(registered >= 33 && registered <= 37, `${registered} of 60`)
})

test('accounts are at banks and branches that exist, with numbers of seven digits', () => {
  const accounts: BankAccount[] = [tradingCompany.account, ...producers.map((each) => each.account)]
  for (const { bankCode, branchCode, number } of accounts) {
    assert.ok(banks[bankCode]?.branches[branchCode], `${bankCode}-${branchCode}`)
    assert.match(number, /^\d{7}$/)
  }
  assert.deepEqual(duplicates(accounts.map((each) => each.number)), [])
})

test('larger packs are cheaper by the base unit, and the company never sells below what it pays', () => {
  for (const product of products) {
    assert.ok(product.variants.length >= 1 && product.variants.length <= 3, product.key)
    for (const { perBase: count, priceYen } of product.variants)
      assert.ok(Number.isSafeInteger(count) && count >= 1 && Number.isSafeInteger(priceYen), product.key)
    const prices = pricesPerBase(product)
    assert.deepEqual(
      prices,
      [...new Set(prices)].toSorted((a, b) => b - a),
      product.key,
    )
    if (product.model === 'purchase')
      assert.ok(product.purchasePriceYen < Math.min(...prices) * 0.9, product.key)
    else assert.ok(product.commissionPct >= 12 && product.commissionPct <= 20, product.key)
  }
})

test('seasons are months of the year, each once; capacities and shelf lives are positive', () => {
  for (const { key, seasonMonths, season = [], weeklyCapacity, shelfLifeDays } of products) {
    const months = new Set(season.flatMap(dekadsThrough).map((dekad) => partsOf(dekad).month))
    if (season.length > 0) assert.deepEqual([...months], seasonMonths, key)
    assert.deepEqual([...new Set(seasonMonths)], seasonMonths, key)
    for (const month of seasonMonths) assert.ok(Number.isInteger(month) && month >= 1 && month <= 12, key)
    assert.ok(weeklyCapacity > 0 && shelfLifeDays > 0, key)
  }
})

test('a pack fits into what one week gives', () => {
  for (const { key, variants, weeklyCapacity } of products)
    for (const each of variants) assert.ok(each.perBase <= weeklyCapacity, `${key}: ${each.label}`)
})

test('buyers inside have a town, and what they pay and buy is in range', () => {
  for (const { key, inside, town, latePayer, size, categories: bought, paysAfterDays } of buyers) {
    assert.equal(town !== null, inside, key)
    assert.ok(latePayer >= 0 && latePayer <= 0.4 && size >= 1 && size <= 10, key)
    assert.ok(bought.length > 0 && paysAfterDays >= 20 && paysAfterDays <= 60, key)
  }
  for (const name of ['やさい食堂みなも', 'ホテル北上川', '一関学校給食センター', '東京マルシェ青葉'])
    assert.ok(
      buyers.some((each) => each.name === name),
      name,
    )
  for (const category of categories)
    assert.ok(buyers.filter((each) => each.categories.includes(category)).length >= 2, category)
})

test('the rhythm has twelve months around one, seven weekdays that add up, and shocks inside the two years', () => {
  for (const category of categories) {
    const months = rhythm.monthlyDemand[category]
    assert.equal(months.length, 12)
    const mean = months.reduce((sum, each) => sum + each, 0) / 12
    assert.ok(mean > 0.9 && mean < 1.1, `${category}: ${mean}`)
  }
  assert.equal(rhythm.schoolLunchByMonth.length, 12)
  const weekdays = rhythm.ordersByWeekday.reduce((sum, each) => sum + each, 0)
  assert.ok(Math.abs(weekdays - 1) < 1e-9)
  for (const { from, to } of rhythm.weatherShocks)
    assert.ok(`${rhythm.firstMonth}-01` <= from && from <= to && to <= `${rhythm.lastMonth}-31`, from)
})
