import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { nameKey } from '#kit/japanese.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { orderColumns, readOrderList } from './formats/order-list.in.ts'
import type { OrderRow } from './formats/order-list.in.ts'
import { apart, identities, knownRows, rememberRows } from './import-plans.ts'
import type { FileRefusal, ImportFault, ImportPlan, OwnFault } from './import-plans.ts'
import { placeOrder } from './orders.ts'
import type { PlaceRefusal } from './orders.ts'

/**
 * Orders from a spreadsheet. Rows of one buyer, day of order and day of delivery make one order; rows that are known are
 * left out of it, so a list that grew is brought in again without ordering anything twice.
 */
export async function planOrders(tx: Tx, actor: Actor, bytes: Uint8Array): Promise<ImportPlan | FileRefusal> {
  const list = readOrderList(bytes)
  if (isRefusal(list)) return list
  const records = await readRecords(tx)
  const faults: ImportFault[] = [...list.faults]
  const understood = list.rows.flatMap((row) => {
    const found = understand(row, records, tx.today)
    if ('fault' in found) faults.push(found)
    return 'fault' in found ? [] : [found]
  })
  const keys = identities(
    understood.map(({ row, buyerId, variantId, quantity }) => [
      'order',
      row.orderedOn,
      row.wantedOn ?? '',
      buyerId,
      variantId,
      quantity,
    ]),
  )
  const known = await knownRows(tx, keys)
  const rows = understood.map((each, at) => {
    const identity = keys[at] ?? Buffer.alloc(0)
    return { ...each, identity, known: known.has(identity.toString('hex')) }
  })
  return {
    kind: 'orders',
    rows: rows.map(({ row, known: isKnown }) => ({
      line: row.line,
      cells: [row.orderedOn, row.buyer, `${row.product} ${row.unit}`, quantityText(row)],
      known: isKnown,
    })),
    faults: faults.toSorted((a, b) => a.line - b.line),
    unknown: list.unknown,
    write: (importId) =>
      writeOrders(
        tx,
        actor,
        importId,
        rows.filter((row) => !row.known),
      ),
  }
}

const quantityText = ({ quantity, quantityIn }: OrderRow): string =>
  quantityIn === 'grams' ? `${quantity / 1000} kg` : String(quantity)

interface Records {
  readonly buyers: ReadonlyMap<string, Id>
  readonly products: ReadonlyMap<string, readonly Variant[]>
}
interface Variant {
  readonly variantId: Id
  readonly name: string
  readonly baseKind: 'count' | 'weight'
  readonly baseQuantity: number
}

/** Parties and what is offered, by the key under which two spellings of a name are one. */
async function readRecords(tx: Tx): Promise<Records> {
  const parties = await tx.run<{ id: Id; name: string; kana: string }>(
    `select party_id as id, name, kana from party
     where region_id = $1 and kind not in ('nature', 'air', 'outside') order by created_at desc, party_id desc`,
    [tx.region],
  )
  const variants = await tx.run<Variant & { product: string; product_no: string }>(
    `select p.name as product, p.product_no, v.variant_id as "variantId", v.name, p.base_kind as "baseKind",
       v.base_quantity as "baseQuantity"
     from trade_product p
     join trade_variant v on v.region_id = p.region_id and v.product_id = p.product_id and v.active
     where p.region_id = $1 and p.state = 'published' order by p.product_no, v.position`,
    [tx.region],
  )
  const products = new Map(Map.groupBy(variants, (each) => nameKey(each.product)))
  for (const [no, own] of Map.groupBy(variants, (each) => nameKey(each.product_no))) products.set(no, own)
  return {
    // The exact name goes last, so that it wins over the reading of another.
    buyers: new Map([
      ...parties.map(({ id, kana }) => [nameKey(kana), id] as const),
      ...parties.map(({ id, name }) => [nameKey(name), id] as const),
    ]),
    products,
  }
}

interface Understood {
  readonly row: OrderRow
  readonly buyerId: Id
  readonly variantId: Id
  readonly quantity: number
  readonly deliverOn: Day
}

function understand(row: OrderRow, { buyers, products }: Records, today: Day): Understood | ImportFault {
  const wrong = (key: keyof typeof orderColumns, text: string, fault: OwnFault): ImportFault => ({
    line: row.line,
    column: orderColumns[key].names[0],
    text,
    fault,
  })
  const buyerId = buyers.get(nameKey(row.buyer))
  if (!buyerId) return wrong('buyer', row.buyer, 'buyer_not_known')
  const variants = products.get(nameKey(row.product))
  if (!variants) return wrong('product', row.product, 'product_not_known')
  if (row.orderedOn > today) return wrong('orderedOn', row.orderedOn, 'day_to_come')
  const deliverOn = row.wantedOn ?? row.orderedOn
  const found = row.quantityIn === 'grams' ? byWeight(variants, row.quantity) : byUnit(variants, row)
  if (!found)
    return row.quantityIn === 'grams'
      ? wrong('quantity', quantityText(row), 'weight_not_sold')
      : wrong('unit', row.unit, 'unit_not_sold')
  return { row, buyerId, deliverOn, ...found }
}

/** 箱 is the variant 箱, or the only one that begins so: 箱（12本）. */
function byUnit(
  variants: readonly Variant[],
  row: OrderRow,
): Pick<Understood, 'variantId' | 'quantity'> | undefined {
  const unit = nameKey(row.unit)
  const exact = variants.find(({ name }) => nameKey(name) === unit)
  const [first, another] = variants.filter(({ name }) => nameKey(name).startsWith(`${unit}(`))
  const variant = exact ?? (another ? undefined : first)
  return variant && { variantId: variant.variantId, quantity: row.quantity }
}

/** So many kilograms in the largest packs that make them up without a rest. */
function byWeight(
  variants: readonly Variant[],
  grams: number,
): Pick<Understood, 'variantId' | 'quantity'> | undefined {
  const variant = variants
    .filter(({ baseKind, baseQuantity }) => baseKind === 'weight' && grams % baseQuantity === 0)
    .toSorted((a, b) => b.baseQuantity - a.baseQuantity)[0]
  return variant && { variantId: variant.variantId, quantity: grams / variant.baseQuantity }
}

type Row = Understood & { readonly identity: Buffer }

async function writeOrders(
  tx: Tx,
  actor: Actor,
  importId: Id,
  rows: readonly Row[],
): Promise<{ written: number; faults: readonly ImportFault[] }> {
  const orders = Map.groupBy(rows, (row) => [row.buyerId, row.row.orderedOn, row.deliverOn].join(' '))
  const faults: ImportFault[] = []
  let written = 0
  for (const own of orders.values()) {
    const placed = await apart(
      tx,
      () => placeRows(tx, actor, importId, own),
      (answer) => !isRefusal(answer),
    )
    if (isRefusal(placed)) faults.push(...faultsOf(placed, own))
    else written += own.length
  }
  return { written, faults }
}

async function placeRows(tx: Tx, actor: Actor, importId: Id, rows: readonly Row[]) {
  const [first] = rows
  if (!first) throw new Error('an order without rows')
  const remembered = await rememberRows(
    tx,
    importId,
    rows.map(({ identity }) => identity),
  )
  if (!remembered) throw new Error('another import wrote these rows at the same moment')
  const notes = new Set(rows.map(({ row }) => row.note).filter(Boolean))
  return await placeOrder(tx, actor, {
    buyerId: first.buyerId,
    orderedOn: first.row.orderedOn,
    deliverOn: first.deliverOn,
    note: [...notes].join('\n'),
    lines: rows.map(({ variantId, quantity }) => ({ variantId, quantity })),
  })
}

/** An order is placed whole or not at all: the row that stopped it says why, the others that they wait for it. */
function faultsOf(refusal: PlaceRefusal, rows: readonly Row[]): ImportFault[] {
  const at = Number(/^lines\.(\d+)\./.exec(refusal.field ?? '')?.[1] ?? -1)
  return rows.map(({ row }, index) => {
    const place = { line: row.line, column: '', text: row.product }
    if (index === at && refusal.refused === 'sold_out')
      return { ...place, fault: 'stock_too_small', detail: refusal.detail }
    return { ...place, fault: 'row_not_taken', detail: { line: rows[at]?.row.line ?? row.line } }
  })
}
