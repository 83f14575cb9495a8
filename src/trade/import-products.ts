import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { nameKey, toKatakana } from '#kit/japanese.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { yen } from '#ui/numbers.ts'
import { productColumns, readProductList } from './formats/product-list.in.ts'
import type { ProductRow } from './formats/product-list.in.ts'
import { apart } from './import-plans.ts'
import type { FileRefusal, ImportFault, ImportPlan } from './import-plans.ts'
import type { ProductInput, VariantInput } from './product-rules.ts'
import { putUpProduct } from './products.ts'
import { readLegalNumbers } from './settings.ts'
import { gramsPerKg } from './units-of-sale.ts'

/**
 * A list of goods. Rows of one producer and name are one product in several units; a product that is there already is left
 * as it is. What comes in is a draft: its kind is guessed from its tax, and it has no terms yet. Stock is not taken over,
 * since goods are received in lots with a day.
 */
export async function planProducts(
  tx: Tx,
  actor: Actor,
  bytes: Uint8Array,
): Promise<ImportPlan | FileRefusal> {
  const { rates } = await readLegalNumbers(tx)
  const list = readProductList(bytes, rates, tx.today)
  if (isRefusal(list)) return list
  const producers = await producersByName(tx)
  const there = await productsThere(tx)
  const faults: ImportFault[] = [...list.faults]
  const rows = list.rows.flatMap((row) => {
    const producerId = producers.get(nameKey(row.producer))
    if (producerId) return [{ row, producerId, known: there.has(keyOf(producerId, row.name)) }]
    const column = productColumns.producer.names[0]
    faults.push({ line: row.line, column, text: row.producer, fault: 'producer_not_known' })
    return []
  })
  return {
    kind: 'products',
    rows: rows.map(({ row, known }) => ({
      line: row.line,
      cells: [row.producer, row.name, row.unit, yen(row.price)],
      known,
    })),
    faults: faults.toSorted((a, b) => a.line - b.line),
    unknown: list.unknown,
    write: () =>
      writeProducts(
        tx,
        actor,
        rows.filter(({ known }) => !known),
      ),
  }
}

const keyOf = (producerId: Id, name: string): string => `${producerId} ${nameKey(name)}`

async function producersByName(tx: Tx): Promise<Map<string, Id>> {
  const rows = await tx.run<{ id: Id; name: string }>(
    `select party_id as id, name from party
     where region_id = $1 and kind not in ('nature', 'air', 'outside') order by created_at desc`,
    [tx.region],
  )
  return new Map(rows.map(({ id, name }) => [nameKey(name), id]))
}

async function productsThere(tx: Tx): Promise<Set<string>> {
  const rows = await tx.q
    .selectFrom('trade_product')
    .where('region_id', '=', tx.region)
    .select(['producer_id', 'name'])
    .execute()
  return new Set(rows.map((row) => keyOf(row.producer_id, row.name)))
}

interface Row {
  readonly row: ProductRow
  readonly producerId: Id
}

async function writeProducts(
  tx: Tx,
  actor: Actor,
  rows: readonly Row[],
): Promise<{ written: number; faults: readonly ImportFault[] }> {
  const faults: ImportFault[] = []
  let written = 0
  for (const own of Map.groupBy(rows, ({ row, producerId }) => keyOf(producerId, row.name)).values()) {
    const [first] = own
    if (!first) continue
    const put = await apart(
      tx,
      () => putUpProduct(tx, actor, { ...sheetOf(own.map(({ row }) => row)), producerId: first.producerId }),
      (answer) => !isRefusal(answer),
    )
    if (!isRefusal(put)) written += own.length
    else
      for (const { row } of own)
        faults.push({
          line: row.line,
          column: '',
          text: row.name,
          fault: 'row_not_taken',
          detail: { line: first.row.line },
        })
  }
  return { written, faults }
}

/** The sheet that the rows of one product make: each unit a way to sell it, and a case where the row has one. */
export function sheetOf(rows: readonly ProductRow[]): ProductInput {
  const [first] = rows
  if (!first) throw new Error('a product without rows')
  const byWeight = rows.every((row) => row.pricePer === 'kg')
  return {
    name: first.name,
    kana: first.kana || toKatakana(first.name),
    story: rows.find((row) => row.story !== '')?.story ?? '',
    category: first.taxClass === 'reduced' ? 'processed' : 'craft',
    taxClass: first.taxClass,
    baseKind: byWeight ? 'weight' : 'count',
    baseUnit: first.unit,
    seasonDekads: first.dekads,
    temperature: first.temperature ?? 'ambient',
    variants: byWeight ? [perKg(first)] : rows.flatMap(variantsOf),
  }
}

/** Half kilos, so that 12.5 kg can be ordered; what is invoiced is what the scale says. */
const perKg = (row: ProductRow): VariantInput => ({
  name: '500g（量り売り）',
  nameEn: '500 g (by weight)',
  baseQuantity: gramsPerKg / 2,
  pricedBy: 'kg',
  priceYen: row.price,
  jan: row.jan,
})

function variantsOf(row: ProductRow): VariantInput[] {
  const one: VariantInput = {
    name: row.unit,
    baseQuantity: 1,
    pricedBy: 'variant',
    priceYen: row.price,
    jan: row.jan,
  }
  if (row.perCase === undefined || row.perCase === 1) return [one]
  const name = `ケース（${row.perCase}${row.unit}）`
  return [one, { name, baseQuantity: row.perCase, pricedBy: 'variant', priceYen: row.price * row.perCase }]
}
