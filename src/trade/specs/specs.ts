import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { type ProductSeen, readProduct } from '#trade/catalogue.ts'
import './schema.ts'
import { type Spec, type SpecFault, checkSpec } from './spec-rules.ts'

export interface SpecSeen {
  readonly product: ProductSeen
  /** None until somebody has entered one. */
  readonly spec: Spec | undefined
}

/** The 商品規格書 of a product, for whom the product is shown. */
export async function readSpec(
  tx: Tx,
  actor: Actor,
  { productId }: { productId: Id },
): Promise<SpecSeen | Refusal<'product_unknown'>> {
  const product = await readProduct(tx, actor, { productId })
  if (isRefusal(product)) return product
  const row = await tx.q
    .selectFrom('trade_spec')
    .where('region_id', '=', tx.region)
    .where('product_id', '=', productId)
    .selectAll()
    .executeTakeFirst()
  if (!row) return { product, spec: undefined }
  return {
    product,
    spec: {
      dateKind: row.date_kind,
      content: row.content,
      ingredients: row.ingredients,
      origin: row.origin,
      maker: row.maker,
      storage: row.storage,
      appeal: row.appeal,
      nutritionOf: row.nutrition_of,
      energyKcal: row.energy_kcal ?? undefined,
      proteinDg: row.protein_dg ?? undefined,
      fatDg: row.fat_dg ?? undefined,
      carbohydrateDg: row.carbohydrate_dg ?? undefined,
      saltCg: row.salt_cg ?? undefined,
      certifications: row.certifications,
      leadDays: row.lead_days ?? undefined,
      orderBy: row.order_by,
      caseQuantity: row.case_quantity ?? undefined,
      retailYen: row.retail_yen ?? undefined,
    },
  }
}

export type SpecRefusal = SpecFault | Refusal<'not_allowed' | 'product_unknown'>

/** The producer, or staff, writes down what buyers ask of the goods. What was there before is replaced. */
export async function saveSpec(
  tx: Tx,
  actor: Actor,
  { productId, ...given }: Spec & { readonly productId: Id },
): Promise<{ productId: Id } | SpecRefusal> {
  const product = await readProduct(tx, actor, { productId })
  if (isRefusal(product)) return product
  if (!product.editable) return refuse('not_allowed')
  const spec = checkSpec(given)
  if (isRefusal(spec)) return spec
  const columns = {
    date_kind: spec.dateKind,
    content: spec.content,
    ingredients: spec.ingredients,
    origin: spec.origin,
    maker: spec.maker,
    storage: spec.storage,
    appeal: spec.appeal,
    nutrition_of: spec.nutritionOf,
    energy_kcal: spec.energyKcal ?? null,
    protein_dg: spec.proteinDg ?? null,
    fat_dg: spec.fatDg ?? null,
    carbohydrate_dg: spec.carbohydrateDg ?? null,
    salt_cg: spec.saltCg ?? null,
    certifications: [...spec.certifications],
    lead_days: spec.leadDays ?? null,
    order_by: spec.orderBy,
    case_quantity: spec.caseQuantity ?? null,
    retail_yen: spec.retailYen ?? null,
    changed_at: tx.now,
    changed_by: actor.userId ?? null,
  }
  await tx.q
    .insertInto('trade_spec')
    .values({ region_id: tx.region, product_id: productId, ...columns })
    .onConflict((c) => c.columns(['region_id', 'product_id']).doUpdateSet(columns))
    .execute()
  return { productId }
}
