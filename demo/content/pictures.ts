import { motifOfCategory, motifOfProduct } from './pictures/by-product.ts'
import { sceneOfAnyone, sceneOfProducer } from './pictures/by-producer.ts'
import type { Category } from './types.ts'

/**
 * Drawn pictures, so that the demo needs no photo: flat shapes, 800 × 600, no text, no ids, no style attributes, always
 * the same for the same key. Whoever has photos puts them in their place.
 */

/** The picture of a product as SVG text; a product without a motif of its own gets that of its category. */
export function productPicture(key: string, category: Category): string {
  return (motifOfProduct[key] ?? motifOfCategory[category])(key)
}

/** The picture of where a producer works, as SVG text. */
export function producerPicture(key: string): string {
  return (sceneOfProducer[key] ?? sceneOfAnyone)(key)
}
