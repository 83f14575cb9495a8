import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buyers } from './content/buyers.ts'
import { households } from './content/households.ts'
import { tradingCompany } from './content/others.ts'
import { producers } from './content/producers.ts'
import { shops } from './content/shops.ts'
import { suppliers } from './content/suppliers.ts'
import { districtOf, districts, towns } from './places/places.ts'

test('everyone inside the region lives in a town that exists', () => {
  const known = new Set(towns().map((each) => each.town))
  const residents = [...producers, ...households, tradingCompany, ...buyers, ...suppliers, ...shops].filter(
    (each) => each.town !== null,
  )
  assert.ok(residents.length > 120)
  assert.deepEqual(
    residents.filter((each) => !known.has(each.town ?? '')).map((each) => `${each.key}: ${each.town}`),
    [],
  )
  for (const each of [...suppliers, ...shops]) assert.equal(each.town !== null, each.inside, each.key)
})

test('each of the eight districts has at least two producers', () => {
  for (const district of districts) {
    const there = producers.filter((each) => districtOf(each.town) === district)
    assert.ok(there.length >= 2, `${district}: ${there.length}`)
  }
})
