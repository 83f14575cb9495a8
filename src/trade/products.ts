import type { Tx } from '#db/transaction.ts'
import { nextNumber } from '#db/counters.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { alikeColumn } from './alike.ts'
import { checkProduct, picturesAfter, searchTextOf } from './product-rules.ts'
import type { ProductInput, ProductRefusal } from './product-rules.ts'
import type { Model, ProductState } from './schema.ts'
import { readSetRule } from './settings.ts'

export interface NewProduct extends ProductInput {
  /** Whose it is; a producer's own without saying so. */
  readonly producerId?: Id
}

export type PutUpRefusal = ProductRefusal | Refusal<'not_allowed' | 'producer_unknown' | 'picture_unknown'>

/** A producer, or staff for one, writes a product sheet. It is a draft until published. */
export async function putUpProduct(
  tx: Tx,
  actor: Actor,
  { producerId = actor.partyId, ...input }: NewProduct,
): Promise<{ productId: Id; productNo: string } | PutUpRefusal> {
  if (!producerId) return refuse('producer_unknown', { field: 'producerId' })
  if (!mayTouch(actor, producerId)) return refuse('not_allowed')
  // A new product has new variants, whatever ids a form sent along.
  const variants = input.variants.map((each) => ({ ...each, variantId: undefined }))
  const product = checkProduct({ ...input, variants }, await readSetRule(tx, tx.today))
  if (isRefusal(product)) return product
  const columns = await columnsOf(tx, producerId, product)
  if (isRefusal(columns)) return columns

  const productId = newId()
  const productNo = await nextNumber(tx, 'A')
  await tx.q
    .insertInto('trade_product')
    .values({
      region_id: tx.region,
      product_id: productId,
      product_no: productNo,
      producer_id: producerId,
      created_at: tx.now,
      ...columns,
    })
    .execute()
  await tx.q.insertInto('trade_stock').values({ region_id: tx.region, product_id: productId }).execute()
  await keepVariants(tx, productId, product)
  return { productId, productNo }
}

export type EditRefusal =
  | PutUpRefusal
  | Refusal<'product_unknown' | 'base_unit_fixed' | 'variant_unknown' | 'variant_in_pool'> // variant_in_pool: detail.pool

/**
 * Changes a product sheet. Variants left out are no longer offered; orders keep the price they were placed at. Refuses
 * `base_unit_fixed` once a lot was received: what lies in the store would be counted in another unit; `variant_in_pool`
 * where a pool's goods would not be alike any more.
 */
export async function editProduct(
  tx: Tx,
  actor: Actor,
  { productId, ...input }: ProductInput & { productId: Id },
): Promise<{ productId: Id } | EditRefusal> {
  const [before] = await tx.run<{
    producer_id: Id
    base_kind: string
    base_unit: string
    received: boolean
    pictures: Id[]
  }>(
    `select producer_id, base_kind, base_unit, exists (
       select from trade_lot l where l.region_id = $1 and l.product_id = $2) as received,
       array_remove(array_prepend(picture_id, more_picture_ids), null) as pictures
     from trade_product where region_id = $1 and product_id = $2 for update`,
    [tx.region, productId],
  )
  if (!before) return refuse('product_unknown')
  if (!mayTouch(actor, before.producer_id)) return refuse('not_allowed')
  const product = checkProduct(input, await readSetRule(tx, tx.today))
  if (isRefusal(product)) return product
  const sameUnit = product.baseKind === before.base_kind && product.baseUnit === before.base_unit
  if (before.received && !sameUnit) return refuse('base_unit_fixed', { field: 'baseUnit' })
  const columns = await columnsOf(tx, before.producer_id, product)
  if (isRefusal(columns)) return columns

  const [first = null, ...more] = picturesAfter(before.pictures, product.pictureId)
  await tx.q
    .updateTable('trade_product')
    .set({ ...columns, picture_id: first, more_picture_ids: more })
    .where('region_id', '=', tx.region)
    .where('product_id', '=', productId)
    .execute()
  const kept = await keepVariants(tx, productId, product)
  if (isRefusal(kept)) return kept
  const pool = await poolNotAlike(tx, productId)
  return pool
    ? refuse('variant_in_pool', { field: 'variants.0.baseQuantity', detail: { pool } })
    : { productId }
}

/** The pool (共同の品) whose goods are not alike any more now that this product has changed. */
async function poolNotAlike(tx: Tx, productId: Id): Promise<string | undefined> {
  const [pool] = await tx.run<{ name: string }>(
    `select o.name from trade_pool o
     join trade_pool_member m on m.region_id = o.region_id and m.pool_id = o.pool_id
     join trade_variant v on v.region_id = m.region_id and v.variant_id = m.variant_id and v.active
     join trade_product p on p.region_id = v.region_id and p.product_id = v.product_id
     where o.region_id = $1 and o.active and o.pool_id in (
       select t.pool_id from trade_pool_member t
       join trade_variant own on own.region_id = t.region_id and own.variant_id = t.variant_id
       where t.region_id = $1 and own.product_id = $2)
     group by o.pool_id, o.name
     having count(distinct ${alikeColumn}) > 1
     limit 1`,
    [tx.region, productId],
  )
  return pool?.name
}

export type StateRefusal = Refusal<'not_allowed' | 'product_unknown' | 'contract_missing'>

/** Puts a product into the catalogue. Refuses `contract_missing`: who sells it must know on what terms. */
export async function publishProduct(
  tx: Tx,
  actor: Actor,
  { productId }: { productId: Id },
): Promise<{ productId: Id } | StateRefusal> {
  return await changeState(tx, actor, productId, 'published')
}

/** Takes a product out of the catalogue; what was ordered stays ordered. */
export async function withdrawProduct(
  tx: Tx,
  actor: Actor,
  { productId }: { productId: Id },
): Promise<{ productId: Id } | StateRefusal> {
  return await changeState(tx, actor, productId, 'withdrawn')
}

async function changeState(
  tx: Tx,
  actor: Actor,
  productId: Id,
  state: ProductState,
): Promise<{ productId: Id } | StateRefusal> {
  const producerId = await producerOf(tx, productId)
  if (!producerId) return refuse('product_unknown')
  if (!mayTouch(actor, producerId)) return refuse('not_allowed')
  if (state === 'published' && !(await contractOn(tx, productId, tx.today))) return refuse('contract_missing')
  await tx.q
    .updateTable('trade_product')
    .set({ state, changed_at: tx.now })
    .where('region_id', '=', tx.region)
    .where('product_id', '=', productId)
    .execute()
  return { productId }
}

/** The terms of one product. The model belongs to the product's contract, not to the producer: one may have both. */
export type ContractTerms =
  | { readonly model: 'consignment'; readonly commissionBp: number }
  /** Yen without tax, for a piece, or for a kilogram of goods by weight. */
  | { readonly model: 'purchase'; readonly purchasePriceYen: number }

export type Contract = ContractTerms & { readonly from: Day }

/** Staff notes the terms agreed with the producer, from a day on. Lots keep the terms of the day they came in. */
export async function setContract(
  tx: Tx,
  actor: Actor,
  { productId, from, ...terms }: { productId: Id; from: Day } & ContractTerms,
): Promise<
  { productId: Id } | Refusal<'not_allowed' | 'product_unknown' | 'commission_out_of_range' | 'price_wrong'>
> {
  if (!may(actor.role, 'stock.receive')) return refuse('not_allowed')
  const { model } = terms
  if (model === 'consignment' && !(terms.commissionBp >= 0 && terms.commissionBp <= 10_000))
    return refuse('commission_out_of_range', { field: 'commissionBp' })
  if (model === 'purchase' && terms.purchasePriceYen < 0)
    return refuse('price_wrong', { field: 'purchasePriceYen' })
  if (!(await producerOf(tx, productId))) return refuse('product_unknown')
  const columns = {
    model,
    commission_bp: model === 'consignment' ? terms.commissionBp : null,
    purchase_price_yen: model === 'purchase' ? terms.purchasePriceYen : null,
  }
  await tx.q
    .insertInto('trade_contract')
    .values({ region_id: tx.region, product_id: productId, valid_from: from, ...columns })
    .onConflict((c) => c.columns(['region_id', 'product_id', 'valid_from']).doUpdateSet(columns))
    .execute()
  return { productId }
}

/** The terms that held on a day: of the rows that had begun, the last. */
export async function contractOn(tx: Tx, productId: Id, day: Day): Promise<Contract | undefined> {
  const row = await tx.q
    .selectFrom('trade_contract')
    .where('region_id', '=', tx.region)
    .where('product_id', '=', productId)
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .selectAll()
    .executeTakeFirst()
  return row && contractFrom(row)
}

/** All terms that a product has had and will have, newest first. */
export async function contractsOf(tx: Tx, productId: Id): Promise<Contract[]> {
  const rows = await tx.q
    .selectFrom('trade_contract')
    .where('region_id', '=', tx.region)
    .where('product_id', '=', productId)
    .orderBy('valid_from', 'desc')
    .selectAll()
    .execute()
  return rows.map(contractFrom)
}

function contractFrom(row: {
  valid_from: Day
  model: Model
  commission_bp: number | null
  purchase_price_yen: number | null
}): Contract {
  return row.model === 'consignment'
    ? { from: row.valid_from, model: 'consignment', commissionBp: row.commission_bp ?? 0 }
    : { from: row.valid_from, model: 'purchase', purchasePriceYen: row.purchase_price_yen ?? 0 }
}

/** Staff touches every product, a producer its own. */
export function mayTouch(actor: Actor, producerId: Id): boolean {
  if (!may(actor.role, 'product.edit')) return false
  return actor.role === 'company_staff' || actor.partyId === producerId
}

async function producerOf(tx: Tx, productId: Id): Promise<Id | undefined> {
  const row = await tx.q
    .selectFrom('trade_product')
    .where('region_id', '=', tx.region)
    .where('product_id', '=', productId)
    .select('producer_id')
    .executeTakeFirst()
  return row?.producer_id
}

async function columnsOf(tx: Tx, producerId: Id, product: Required<ProductInput>) {
  const [producer] = await tx.run<{
    name: string
    kana: string
    nameEn: string
    town: string | null
    picture: boolean
  }>(
    `select p.name, p.kana, p.name_en as "nameEn", p.town, $3::uuid is null or exists (
       select from party_picture i where i.region_id = $1 and i.picture_id = $3 and i.party_id = $2) as picture
     from party p where p.region_id = $1 and p.party_id = $2`,
    [tx.region, producerId, product.pictureId ?? null],
  )
  if (!producer) return refuse('producer_unknown', { field: 'producerId' })
  if (!producer.picture) return refuse('picture_unknown', { field: 'pictureId' })
  const { key, tokens } = searchTextOf(product, producer)
  return {
    name: product.name,
    kana: product.kana,
    name_en: product.nameEn,
    story: product.story,
    story_en: product.storyEn,
    story_blocks: JSON.stringify(product.storyBlocks),
    category: product.category,
    tax_class: product.taxClass,
    base_kind: product.baseKind,
    base_unit: product.baseUnit,
    base_unit_en: product.baseUnitEn,
    season_dekads: [...product.seasonDekads],
    temperature: product.temperature,
    shelf_life_days: product.shelfLifeDays ?? null,
    allergens: [...product.allergens],
    set_food_yen: product.set?.foodYen ?? null,
    set_other_yen: product.set?.otherYen ?? null,
    picture_id: product.pictureId ?? null,
    search_key: key,
    search_tokens: tokens.map((token) => `'${token}'`).join(' '),
    changed_at: tx.now,
  }
}

/** Writes the variants in their order: known ones changed, new ones added, the rest no longer offered. */
async function keepVariants(
  tx: Tx,
  productId: Id,
  { variants }: Required<ProductInput>,
): Promise<{ kept: number } | Refusal<'variant_unknown'>> {
  const given = variants.map((each, position) => ({ ...each, position, id: each.variantId ?? newId() }))
  await tx.run(
    `update trade_variant set active = false
     where region_id = $1 and product_id = $2 and not variant_id = any($3::uuid[])`,
    [tx.region, productId, given.map(({ id }) => id)],
  )
  const written = await tx.run(
    `insert into trade_variant as v (region_id, product_id, variant_id, position, name, name_en, base_quantity,
       priced_by, price_yen, jan, least_quantity, step_quantity)
     select $1, $2, * from unnest($3::uuid[], $4::smallint[], $5::text[], $6::text[], $7::int[], $8::text[],
       $9::bigint[], $10::text[], $11::int[], $12::int[])
     on conflict (region_id, variant_id) do update set position = excluded.position, name = excluded.name,
       name_en = excluded.name_en, base_quantity = excluded.base_quantity, priced_by = excluded.priced_by,
       price_yen = excluded.price_yen, jan = excluded.jan, least_quantity = excluded.least_quantity,
       step_quantity = excluded.step_quantity, active = true
     where v.product_id = $2
     returning 1`,
    [
      tx.region,
      productId,
      given.map(({ id }) => id),
      given.map(({ position }) => position),
      given.map(({ name }) => name),
      given.map(({ nameEn }) => nameEn ?? ''),
      given.map(({ baseQuantity }) => baseQuantity),
      given.map(({ pricedBy }) => pricedBy),
      given.map(({ priceYen }) => priceYen),
      given.map(({ jan }) => jan ?? ''),
      given.map(({ leastQuantity }) => leastQuantity ?? 1),
      given.map(({ stepQuantity }) => stepQuantity ?? 1),
    ],
  )
  // A variant id of another product changed nothing: the answer to a forged form.
  return written.length === given.length ? { kept: written.length } : refuse('variant_unknown')
}
