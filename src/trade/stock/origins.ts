import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'

/** What anyone may know of a lot: whose it is, when and where it was grown or made. No quantities, prices or buyers. */
export interface Origin {
  readonly lotId: Id
  readonly lotNo: string
  readonly productId: Id
  readonly productName: string
  readonly productNameEn: string
  /** False for goods that are not in the catalogue (any more): there is no page to lead to. */
  readonly published: boolean
  readonly producerId: Id
  readonly producerName: string
  readonly producerNameEn: string
  readonly town: string | null
  readonly story: string
  readonly storyEn: string
  readonly pictureId: Id | null
  readonly madeOn: Day
  readonly bestBefore: Day | null
  readonly place: string
}

/** Where the goods with this label come from; what the square on it opens. Of drafts only the company knows. */
export async function readOrigin(
  tx: Tx,
  actor: Actor,
  { lotId }: { lotId: Id },
): Promise<Origin | Refusal<'not_allowed' | 'lot_unknown'>> {
  if (!may(actor.role, 'catalogue.see')) return refuse('not_allowed')
  const [row] = await tx.run<Origin & Record<string, unknown>>(
    `select l.lot_id as "lotId", l.lot_no as "lotNo", p.product_id as "productId", p.name as "productName",
       p.name_en as "productNameEn", p.state = 'published' as published, m.party_id as "producerId",
       m.name as "producerName", m.name_en as "producerNameEn", m.town, m.story, m.story_en as "storyEn",
       p.picture_id as "pictureId", l.made_on as "madeOn", l.best_before as "bestBefore", l.place
     from trade_lot l
     join trade_product p on p.region_id = $1 and p.product_id = l.product_id
     join party m on m.region_id = $1 and m.party_id = l.producer_id
     where l.region_id = $1 and l.lot_id = $2 and (p.state <> 'draft' or $3)`,
    [tx.region, lotId, may(actor.role, 'stock.receive')],
  )
  return row ?? refuse('lot_unknown')
}
