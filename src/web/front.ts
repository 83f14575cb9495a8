import { addMonths } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { readCircle, readStreams, thisMonth } from '#circulation/room.ts'
import type { Actor } from '#parties/actors.ts'
import { type PartyOnMap, type TownOnMap, partiesOnMap, townsOnMap } from '#parties/directory.ts'
import { readRegion } from '#parties/regions.ts'
import { searchCatalogue } from '#trade/room.ts'

export interface StoryTeller {
  readonly partyId: Id
  readonly name: string
  readonly nameEn: string
  readonly town: string | null
  readonly story: string
  readonly storyEn: string
  readonly pictureId: Id | null
}

/**
 * What the front page shows: the region's circle, who paid whom, what is to be had, whose it is, where they are. The
 * questions leave together.
 */
export async function readFront(tx: Tx, _actor: Actor) {
  // The last whole month: a month that has just begun would look like a fall.
  const of = addMonths(thisMonth(tx), -1)
  const month = Number(thisMonth(tx).slice(5))
  const [region, circle, streams, products, tellers, places] = await Promise.all([
    readRegion(tx),
    readCircle(tx, of),
    readStreams(tx, addMonths(of, -11), of),
    searchCatalogue(tx, { month, inStock: true, limit: 8 }),
    storyTellers(tx),
    readPlaces(tx),
  ])
  if (!region) throw new Error(`region ${tx.region} is not there`)
  return { of, region, circle, streams, products: products.rows, tellers, places }
}
export type Front = Awaited<ReturnType<typeof readFront>>

/** More than so many on one map would hide one another, and weigh more than all the rest of the page. */
const mostMarks = 120

export interface Places {
  /** Empty when there are too many of them. */
  readonly parties: readonly PartyOnMap[]
  /** Then their towns stand for them. */
  readonly towns: readonly TownOnMap[]
}

async function readPlaces(tx: Tx): Promise<Places> {
  const towns = await townsOnMap(tx)
  if (towns.reduce((all, { parties }) => all + parties, 0) > mostMarks) return { parties: [], towns }
  const parties = await partiesOnMap(tx)
  return { parties: parties.filter(({ side }) => side === 'inside'), towns: [] }
}

/** Three producers who tell something and show a picture; each day others, the same all day long. */
async function storyTellers(tx: Tx): Promise<StoryTeller[]> {
  return await tx.run<StoryTeller & Record<string, unknown>>(
    `select party_id as "partyId", name, name_en as "nameEn", town, story, story_en as "storyEn", picture_id as "pictureId"
     from party where region_id = $1 and on_map and story <> ''
     order by md5(party_id::text || $2::text) limit 3`,
    [tx.region, tx.today],
  )
}
