import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { producerPicture, productPicture } from './pictures.ts'
import { motifOfProduct } from './pictures/by-product.ts'
import { sceneOfProducer } from './pictures/by-producer.ts'
import { producers } from './producers.ts'
import { products } from './products.ts'
import { categories } from './types.ts'

const pictures = new Map([
  ...products.map((each) => [each.key, productPicture(each.key, each.category)] as const),
  ...producers.map((each) => [each.key, producerPicture(each.key)] as const),
])

test('every product and every producer has a picture of its own kind', () => {
  assert.deepEqual(Object.keys(motifOfProduct).toSorted(), products.map((each) => each.key).toSorted())
  assert.deepEqual(Object.keys(sceneOfProducer).toSorted(), producers.map((each) => each.key).toSorted())
  assert.ok(new Set(Object.values(motifOfProduct)).size >= 80)
  assert.ok(new Set(Object.values(sceneOfProducer)).size >= 20)
})

test('things of one motif still differ mostly: by sheet, colour or what lies beside', () => {
  const distinct = new Set(products.map((each) => pictures.get(each.key))).size
  assert.ok(distinct >= 145, `${distinct} of 150`)
  assert.ok(new Set(producers.map((each) => pictures.get(each.key))).size >= 58)
})

test('the same key gives the same picture, an unknown one that of its category', () => {
  assert.equal(productPicture('sugawa-tomato', '野菜'), pictures.get('sugawa-tomato'))
  for (const category of categories) assert.match(productPicture('unknown', category), /^<svg /)
  assert.match(producerPicture('unknown'), /^<svg /)
})

test('pictures keep to what the pages allow: no text, ids, styles, scripts or links, and no broken numbers', () => {
  for (const [key, svg] of pictures) {
    assert.doesNotMatch(svg, /<text|<style|<script|<image| id=| style=| class=|href|gradient/i, key)
    assert.doesNotMatch(svg, /NaN|undefined|Infinity|null|\[object/, key)
    assert.ok(svg.length < 90_000, `${key}: ${svg.length}`)
  }
})

test('a drawing program can read every picture', async () => {
  for (const [key, svg] of pictures) {
    const { width, height, format } = await sharp(Buffer.from(svg)).metadata()
    assert.deepEqual([width, height, format], [800, 600, 'svg'], key)
  }
})
