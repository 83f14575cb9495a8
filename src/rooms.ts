/** The rooms that stand, each through its door: where a new one is entered. Whoever serves pages, the API or a command brings them. */
import { circulation } from '#circulation/room.ts'
import type { Route } from '#http/routes.ts'
import { type Indicator, declareIndicators } from '#ledger/indicators.ts'
import { type EntryKind, declareKinds } from '#ledger/kinds.ts'
import { pointsKinds } from '#points/kinds.ts'
import { trade } from '#trade/room.ts'
import { wood } from '#wood/room.ts'

interface Room {
  readonly name: string
  readonly routes: readonly Route[]
  /** What it posts. */
  readonly kinds?: readonly EntryKind[]
  /** What goals can be measured by. */
  readonly indicators?: readonly Indicator[]
}

export const rooms: readonly Room[] = [trade, wood, circulation]

declareKinds(pointsKinds)
for (const { kinds = [], indicators = [] } of rooms) {
  declareKinds(kinds)
  declareIndicators(indicators)
}
