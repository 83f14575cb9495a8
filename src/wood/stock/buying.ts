/** 買い入れ: wood, firewood or chips that are bought of others than our suppliers, so that what is burnt need not all have come here. */
import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import { type Day, day, fiscalYear } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { PostRefusal } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { isParty } from '#parties/is-party.ts'
import { parameterOn } from '#parties/parameters.ts'
import { may } from '#parties/policy.ts'
import { lockCertificates } from '#wood/certified.ts'
import { co2OfDiesel } from '#wood/factors.ts'
import { woodFlows } from '#wood/flows.ts'
import { putOn } from '#wood/piles.ts'
import { type Proof, portionOf } from '#wood/portions.ts'
import { programmeOf } from '#wood/programme.ts'
import { readSite, storeAt, storesOf } from '#wood/sites.ts'
import type { PileSpecies, Store } from '#wood/stock.schema.ts'
import { paidWithTax, taxOn } from '#wood/tax.ts'
import { type Product, productOf } from './certificates.ts'
import { type Worked, keepWork } from './works.ts'

export interface Purchase {
  readonly sellerId: Id
  readonly siteId: Id
  readonly store: Store
  readonly species: PileSpecies
  readonly grams: number
  /** Moisture on the wet basis, in hundredths of a per cent. */
  readonly wetBp: number
  /** The certificate that came with it; without one its origin is not proved. */
  readonly certificateId?: Id
  readonly size?: string
  readonly ash?: string
  /** Its price without tax, paid on `on`; 0 for what was given. */
  readonly netYen: number
  /** Of the truck that brought it. */
  readonly dieselMl: number
  readonly on: Day
  readonly note: string
}

export type BuyRefusal =
  | PostRefusal
  | Refusal<
      | 'not_allowed'
      | 'day_in_future'
      | 'bought_too_early' // detail.on
      | 'programme_not_open'
      | 'party_unknown'
      | 'supplier_is_programme'
      | 'site_unknown'
      | 'site_holds_none'
      | 'amount_missing'
      | PaperFault
    >
type PaperFault = 'certificate_unknown' | 'certificate_other_wood' | 'over_paper' // detail.left

/**
 * Staff bought wood: one entry, `wood.buying` or, of chips and firewood, `wood.fuel_buying`: wood from the seller into the store and
 * yen to the seller, with the tax as a flow of its own. With a certificate that was received the pile has its class of origin, and not
 * more is bought upon it than it certifies (domain.md 2.2.3). Chips are a lot of their own.
 */
export async function buyWood(
  tx: Tx,
  actor: Actor,
  input: Purchase,
): Promise<(Worked & { pileId: Id }) | BuyRefusal> {
  if (!may(actor.role, 'wood.pay')) return refuse('not_allowed')
  const { sellerId, store, grams, on, netYen } = input
  if (on > tx.today) return refuse('day_in_future', { field: 'on' })
  // A year that was typed wrong would make a lot so old that boilers burn it first.
  const earliest = day(`${fiscalYear(tx.today) - 1}-04-01`)
  if (on < earliest) return refuse('bought_too_early', { field: 'on', detail: { on: earliest } })
  if (grams <= 0) return refuse('amount_missing', { field: 'grams' })
  const programme = await programmeOf(tx)
  if (isRefusal(programme)) return programme
  if (!(await isParty(tx, sellerId))) return refuse('party_unknown', { field: 'sellerId' })
  if (sellerId === programme.partyId) return refuse('supplier_is_programme', { field: 'sellerId' })
  const site = await readSite(tx, input.siteId)
  if (!site || site.endedOn !== null) return refuse('site_unknown', { field: 'siteId' })
  if (!storesOf[site.kind].includes(store)) return refuse('site_holds_none', { field: 'siteId' })
  const proof = await proofBy(tx, input)
  if (isRefusal(proof)) return proof
  const workId = newId()
  const lotNo = store === 'chips' ? await nextNumber(tx, `LOT-${site.code.toUpperCase()}`) : ''
  const [size, ash] = store === 'chips' ? [input.size, input.ash] : []
  const pileId = await putOn(
    tx,
    { siteId: site.siteId, store, species: input.species, proof, lotNo, size, ash },
    portionOf(grams, input.wetBp, await co2OfDiesel(tx, input.dieselMl, on)),
    { cause: 'buying', documentId: workId, on },
  )
  const { value: taxPct } = await parameterOn(tx, 'tax.standard_pct', on)
  const price = { netYen, taxYen: taxOn(netYen, taxPct) }
  const flows = [
    ...woodFlows(
      [{ account: { party: sellerId, purpose: 'wood_sold' }, grams }],
      [{ account: storeAt(site, store), grams }],
    ),
    ...paidWithTax(programme.partyId, sellerId, price),
  ]
  const work = { ...input, ...price, kind: 'buying', inGrams: grams, outGrams: grams } as const
  const fuel = store === 'chips' || store === 'firewood'
  const kept = await keepWork(tx, actor, workId, work, flows, fuel ? 'wood.fuel_buying' : 'wood.buying')
  return isRefusal(kept) ? kept : { ...kept, pileId }
}

/** What the certificate that came with it proves, as far as it reaches. */
async function proofBy(
  tx: Tx,
  { certificateId, store, species, grams }: Purchase,
): Promise<Proof | Refusal<PaperFault>> {
  if (certificateId === undefined) return 'none'
  await lockCertificates(tx)
  const [paper] = await upon(tx, 'c.certificate_id = $2', certificateId)
  if (!paper) return refuse('certificate_unknown', { field: 'certificateId' })
  if (paper.product !== productOf(store) || !['mixed', species].includes(paper.species))
    return refuse('certificate_other_wood', { field: 'certificateId' })
  if (grams > paper.left) return refuse('over_paper', { field: 'grams', detail: { left: paper.left } })
  return paper.proof
}

/** A certificate that was received and holds, and how much may still be bought upon it, in grams. */
export interface PaperLeft {
  readonly certificateId: Id
  readonly certificateNo: string
  readonly otherName: string
  readonly proof: Exclude<Proof, 'none'>
  readonly product: Product
  readonly species: PileSpecies
  readonly left: number
}

const upon = async (tx: Tx, where: string, value: Id | number, first?: Id): Promise<PaperLeft[]> =>
  await tx.run<PaperLeft & Record<string, unknown>>(
    `select c.certificate_id as "certificateId", c.certificate_no as "certificateNo", c.other_name as "otherName", c.proof,
       c.product, c.species, c.grams - b.grams as left
     from wood_certificate c, lateral (
       select coalesce(sum(k.in_g), 0)::bigint as grams from wood_work k
       where k.region_id = $1 and k.certificate_id = c.certificate_id and k.reversed_on is null) b
     where c.region_id = $1 and c.direction = 'in' and c.cancelled_on is null and ${where}
     order by c.certificate_id = $3 desc, c.issued_on desc, c.certificate_id desc limit 100`,
    [tx.region, value, first ?? newId()],
  )

/** Those upon which something may still be bought, the one that is asked for and then the newest first, at most 100. */
export const listUpon = async (tx: Tx, first?: Id): Promise<PaperLeft[]> =>
  await upon(tx, 'c.grams - b.grams >= $2', 1, first)
