import type { Tx } from '#db/transaction.ts'
import { day } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { declareKinds } from '#ledger/kinds.ts'
import { setRegistration } from '#parties/registrations.ts'
import { granted, smallRegion } from '#parties/testing.ts'
import type { SmallRegion } from '#parties/testing.ts'
import { tradeKinds } from './kinds.ts'
import { receiveLot } from './lots.ts'
import type { ProductInput } from './product-rules.ts'
import { publishProduct, putUpProduct, setContract } from './products.ts'
import type { ContractTerms } from './products.ts'

declareKinds(tradeKinds)

/** For tests: a sheet of something that is counted in jars. */
export const jamSheet: ProductInput = {
  name: 'りんごジャム',
  kana: 'リンゴジャム',
  nameEn: 'Apple jam',
  category: 'processed',
  taxClass: 'reduced',
  baseKind: 'count',
  baseUnit: '本',
  baseUnitEn: 'jars',
  seasonDekads: [],
  temperature: 'ambient',
  shelfLifeDays: 180,
  variants: [
    { name: '瓶', nameEn: 'jar', baseQuantity: 1, pricedBy: 'variant', priceYen: 500 },
    { name: '箱（12本）', nameEn: 'box of 12', baseQuantity: 12, pricedBy: 'variant', priceYen: 5_760 },
  ],
}

export interface Offered {
  readonly productId: Id
  /** In the order of the sheet. */
  readonly variants: readonly Id[]
  readonly lotId: Id
}

/** For tests: puts a product up, agrees on terms, publishes it and takes a lot in. */
export async function offer(
  tx: Tx,
  { staff, producer }: Pick<SmallRegion, 'staff' | 'producer'>,
  given: {
    readonly sheet?: Partial<ProductInput>
    readonly terms?: ContractTerms
    readonly quantity?: number
    readonly madeOn?: Day
  } = {},
): Promise<Offered> {
  const { terms = { model: 'consignment', commissionBp: 1_500 }, quantity = 100 } = given
  const { productId } = granted(
    await putUpProduct(tx, staff, { ...jamSheet, ...given.sheet, producerId: producer }),
  )
  granted(await setContract(tx, staff, { productId, from: day('2024-04-01'), ...terms }))
  granted(await publishProduct(tx, staff, { productId }))
  const madeOn = given.madeOn ?? tx.today
  const { lotId } = granted(await receiveLot(tx, staff, { productId, quantity, madeOn }))
  const variants = await tx.q
    .selectFrom('trade_variant')
    .where('region_id', '=', tx.region)
    .where('product_id', '=', productId)
    .orderBy('position')
    .select('variant_id')
    .execute()
  return { productId, variants: variants.map((row) => row.variant_id), lotId }
}

/** For tests: a region in which the company, and the producer too, are registered as invoice issuers. */
export async function registeredRegion(tx: Tx): Promise<SmallRegion> {
  const region = await smallRegion(tx)
  const from = day('2024-04-01')
  const register = async (partyId: Id, number: string) =>
    granted(await setRegistration(tx, region.officer, { partyId, number, from }))
  await register(region.company, 'T7000012050002')
  await register(region.producer, 'T8700110005901')
  return region
}

/** For tests: what lies in the store and what is promised. */
export async function stockOf(tx: Tx, productId: Id): Promise<{ onHand: number; reserved: number }> {
  const row = await tx.q
    .selectFrom('trade_stock')
    .where('region_id', '=', tx.region)
    .where('product_id', '=', productId)
    .select(['on_hand as onHand', 'reserved'])
    .executeTakeFirstOrThrow()
  return row
}
