import { bakery } from './products-bakery.ts'
import { brewing } from './products-brewing.ts'
import { coldSeasonVegetables } from './products-vegetables-4.ts'
import { crafts } from './products-crafts.ts'
import { flourAndBeans } from './products-flour-beans.ts'
import { fruitAndHoney } from './products-fruit-honey.ts'
import { kitchens } from './products-kitchens.ts'
import { livestock } from './products-livestock.ts'
import { mushroomsAndApples } from './products-mushrooms-apples.ts'
import { ricesAndMillets } from './products-rice.ts'
import { riverAndForest } from './products-river-forest.ts'
import { riversideVegetables } from './products-vegetables-3.ts'
import { summerVegetables } from './products-vegetables-1.ts'
import { westernAndOldVegetables } from './products-vegetables-2.ts'
import type { Product } from './types.ts'

/** The 150 products of the demo region, in the order of their producers. All invented. */
export const products: readonly Product[] = [
  ...ricesAndMillets,
  ...flourAndBeans,
  ...summerVegetables,
  ...westernAndOldVegetables,
  ...riversideVegetables,
  ...coldSeasonVegetables,
  ...mushroomsAndApples,
  ...fruitAndHoney,
  ...livestock,
  ...riverAndForest,
  ...brewing,
  ...kitchens,
  ...bakery,
  ...crafts,
]
