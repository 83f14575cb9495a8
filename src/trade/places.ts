import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import './schema.ts'

/** 納品先 of a buyer. */
export interface Place {
  readonly placeId: Id
  readonly name: string
  readonly address: string
  readonly note: string
}

/** Where a buyer has its goods brought, by name. */
export async function placesOf(tx: Tx, buyerId: Id): Promise<Place[]> {
  return await tx.run<Place & Record<string, unknown>>(
    `select place_id as "placeId", name, address, note from trade_place
     where region_id = $1 and buyer_id = $2 and active order by name`,
    [tx.region, buyerId],
  )
}
