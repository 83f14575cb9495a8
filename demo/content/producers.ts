import { craftStudios } from './producers-crafts.ts'
import { foodMakers } from './producers-makers.ts'
import { fruitAndMushroomGrowers } from './producers-fruit-mushrooms.ts'
import { grainGrowers } from './producers-grain.ts'
import { livestockKeepers } from './producers-livestock.ts'
import { vegetableGrowers } from './producers-vegetables-1.ts'
import { vegetableGrowersOfTheHills } from './producers-vegetables-2.ts'
import type { Producer } from './types.ts'

/** The 60 producers of the demo region. All invented: no such person or firm exists. */
export const producers: readonly Producer[] = [
  ...grainGrowers,
  ...vegetableGrowers,
  ...vegetableGrowersOfTheHills,
  ...fruitAndMushroomGrowers,
  ...livestockKeepers,
  ...foodMakers,
  ...craftStudios,
]
