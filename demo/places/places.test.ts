import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundary, districtOf, districts, towns, townsByDistrict } from './places.ts'

test('every town is there once, with a point inside the box of the boundary', () => {
  const list = towns()
  assert.equal(list.length, 124)
  assert.equal(new Set(list.map((each) => each.town)).size, 124)
  const ring = boundary().coordinates[0] ?? []
  assert.ok(ring.length > 900)
  assert.deepEqual(ring[0], ring.at(-1))
  const lons = ring.map(([lon]) => lon)
  const lats = ring.map(([, lat]) => lat)
  for (const { town, lat, lon } of list) {
    assert.ok(lat >= Math.min(...lats) && lat <= Math.max(...lats), `${town}: latitude`)
    assert.ok(lon >= Math.min(...lons) && lon <= Math.max(...lons), `${town}: longitude`)
  }
})

test('a town with 小字 rows has its own point', () => {
  assert.deepEqual(
    towns().find((each) => each.town === '厳美町'),
    { town: '厳美町', lat: 38.98239, lon: 140.889024 },
  )
})

const cases = [
  ['大東町摺沢', '大東'],
  ['花泉町花泉', '花泉'],
  ['室根町折壁一丁目', '室根'],
  ['厳美町', '一関'],
  ['千代田町', '一関'], // begins like 千厩町 and is not
  ['東台', '一関'],
] as const
for (const [town, district] of cases)
  test(`${town} lay in ${district}`, () => assert.equal(districtOf(town), district))

test('each of the eight has towns, and none is lost', () => {
  const groups = townsByDistrict()
  assert.deepEqual([...groups.keys()], [...districts])
  for (const [district, list] of groups) assert.ok(list.length >= 2, district)
  assert.equal([...groups.values()].flat().length, towns().length)
})
