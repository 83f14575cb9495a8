import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { multiplyDivide } from '#kit/rounding.ts'
import type { Direction } from '#kit/rounding.ts'
import { jpy } from '#kit/units.ts'
import { validOn } from '#parties/dated.ts'
import type { BaseKind, Model } from './schema.ts'
import type { TaxClass } from './tax.ts'
import { tradedFrom, tradedNames } from './traded.ts'
import type { Traded, TradedRow } from './traded.ts'
import { gramsPerKg } from './units-of-sale.ts'

/** Goods that no statement of their producer has yet, lot by lot. */
export interface Unsettled extends Traded {
  readonly model: Model
  readonly producerId: Id
  readonly lotId: Id
  /** Of a delivery line. */
  readonly lineNo: number
  readonly buyerName: string
  readonly commissionBp: number | null
  /** Whether the producer was registered on the day of the sale or receipt. */
  readonly registered: boolean
  /** For fees, of consigned goods only. */
  readonly feeFacts?: FeeFacts
}

/** What a fee may be attached to, and what it counts, of a part of a line. */
export interface FeeFacts {
  readonly productId: Id
  /** The buyer's sector, or what kind of party it is. */
  readonly channel: string
  readonly cycleId: Id | null
  /** Pieces or grams; below zero for a return. */
  readonly base: number
  readonly byWeight: boolean
}

/**
 * What producers are owed through a day: consigned goods that were delivered or came back, and bought goods that were
 * received. Late entries of earlier months are among it, so nothing is ever left out.
 */
export async function unsettled(
  tx: Tx,
  through: Day,
  rounding: Direction,
  producerId?: Id,
): Promise<Unsettled[]> {
  return [...(await consigned(tx, through, producerId)), ...(await bought(tx, through, rounding, producerId))]
}

type ConsignedRow = TradedRow &
  Record<string, unknown> & {
    producer_id: Id
    lot_id: Id
    line_no: number
    buyer_name: string
    commission_bp: number
    registered: boolean
    product_id: Id
    channel: string
    cycle_id: Id | null
    by_weight: boolean
  }

async function consigned(tx: Tx, through: Day, producerId?: Id): Promise<Unsettled[]> {
  const joined = `join trade_lot lot on lot.region_id = $1 and lot.lot_id = x.lot_id and lot.model = 'consignment'
       and ($3::uuid is null or lot.producer_id = $3)
     join trade_product p on p.region_id = $1 and p.product_id = lot.product_id
     join party b on b.region_id = $1 and b.party_id = d.buyer_id
     left join party_registration r on r.region_id = $1 and r.party_id = lot.producer_id and ${validOn('r', 'd.shipped_on')}`
  const feeFacts = `p.product_id, coalesce(b.sector, b.kind) as channel, p.base_kind = 'weight' as by_weight,
       (select g.cycle_id from trade_booking g where g.region_id = $1 and g.order_id = d.order_id limit 1) as cycle_id`
  const rows = await tx.run<ConsignedRow>(
    `select 'delivery' as source, d.delivery_id as document_id, d.delivery_no as document_no,
       d.shipped_on as traded_on, d.shipped_on as rated_on, ${tradedNames}, l.quantity as line_quantity,
       l.base_quantity as line_base, x.quantity as part_base, x.amount_yen as part_amount, lot.producer_id, lot.lot_id,
       l.line_no, b.name as buyer_name, lot.commission_bp, r.number is not null as registered, ${feeFacts}
     from trade_delivery_lot x
     join trade_delivery d on d.region_id = $1 and d.delivery_id = x.delivery_id and d.shipped_on <= $2
     join trade_delivery_line l on l.region_id = $1 and l.delivery_id = x.delivery_id and l.line_no = x.line_no
     ${joined}
     where x.region_id = $1 and x.statement_id is null
     union all
     select 'return', t.return_id, t.return_no, t.returned_on, d.shipped_on, ${tradedNames}, t.quantity,
       t.base_quantity, x.quantity, x.amount_yen, lot.producer_id, lot.lot_id, l.line_no, b.name, lot.commission_bp,
       r.number is not null, ${feeFacts}
     from trade_return_lot x
     join trade_return t on t.region_id = $1 and t.return_id = x.return_id and t.returned_on <= $2
     join trade_delivery d on d.region_id = $1 and d.delivery_id = t.delivery_id
     join trade_delivery_line l on l.region_id = $1 and l.delivery_id = t.delivery_id and l.line_no = t.line_no
     ${joined}
     where x.region_id = $1 and x.statement_id is null
     order by traded_on, document_no, line_no, lot_id`,
    [tx.region, through, producerId ?? null],
  )
  return rows.map((row) => ({
    ...tradedFrom(row),
    model: 'consignment',
    producerId: row.producer_id,
    lotId: row.lot_id,
    lineNo: row.line_no,
    buyerName: row.buyer_name,
    commissionBp: row.commission_bp,
    registered: row.registered,
    feeFacts: {
      productId: row.product_id,
      channel: row.channel,
      cycleId: row.cycle_id,
      base: row.source === 'return' ? -row.part_base : row.part_base,
      byWeight: row.by_weight,
    },
  }))
}

interface BoughtRow extends Record<string, unknown> {
  readonly lot_id: Id
  readonly lot_no: string
  readonly received_on: Day
  readonly producer_id: Id
  readonly name: string
  readonly name_en: string
  readonly base_kind: BaseKind
  readonly base_unit: string
  readonly base_unit_en: string
  readonly quantity: number
  readonly price_yen: number
  readonly tax_class: TaxClass
  readonly registered: boolean
}

async function bought(tx: Tx, through: Day, rounding: Direction, producerId?: Id): Promise<Unsettled[]> {
  const rows = await tx.run<BoughtRow>(
    `select l.lot_id, l.lot_no, l.received_on, l.producer_id, p.name, p.name_en, p.base_kind, p.base_unit,
       p.base_unit_en, l.quantity, l.purchase_price_yen as price_yen, p.tax_class, r.number is not null as registered
     from trade_lot l
     join trade_product p on p.region_id = $1 and p.product_id = l.product_id
     left join party_registration r on r.region_id = $1 and r.party_id = l.producer_id and ${validOn('r', 'l.received_on')}
     where l.region_id = $1 and l.model = 'purchase' and l.statement_id is null and l.received_on <= $2
       and ($3::uuid is null or l.producer_id = $3)
     order by l.received_on, l.lot_no`,
    [tx.region, through, producerId ?? null],
  )
  return rows.map((row) => {
    const byWeight = row.base_kind === 'weight'
    return {
      source: 'lot',
      model: 'purchase',
      document_id: row.lot_id,
      document_no: row.lot_no,
      traded_on: row.received_on,
      rated_on: row.received_on,
      product_name: row.name,
      product_name_en: row.name_en,
      unit_name: row.base_unit,
      unit_name_en: row.base_unit_en,
      quantity: row.quantity,
      priced_by: byWeight ? 'kg' : 'variant',
      price_yen: row.price_yen,
      tax_class: row.tax_class,
      amount: jpy(
        byWeight
          ? multiplyDivide(row.price_yen, row.quantity, gramsPerKg, rounding)
          : row.price_yen * row.quantity,
      ),
      producerId: row.producer_id,
      lotId: row.lot_id,
      lineNo: 1,
      buyerName: '',
      commissionBp: null,
      registered: row.registered,
    }
  })
}

/**
 * Ties goods to their statement, by their own keys and not by a condition: what was entered meanwhile must not be marked
 * as settled without standing on one.
 */
export async function markSettled(
  tx: Tx,
  statements: readonly { readonly statementId: Id; readonly lines: readonly Unsettled[] }[],
): Promise<void> {
  const all = statements.flatMap(({ statementId, lines }) => lines.map((line) => ({ ...line, statementId })))
  const of = (source: Traded['source']) => all.filter((line) => line.source === source)
  const columns = (lines: readonly (Unsettled & { statementId: Id })[]): unknown[] => [
    tx.region,
    lines.map((line) => line.document_id),
    lines.map((line) => line.lotId),
    lines.map((line) => line.statementId),
  ]
  const delivered = of('delivery')
  await tx.run(
    `update trade_delivery_lot d set statement_id = x.statement
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::smallint[]) x (document, lot, statement, line)
     where d.region_id = $1 and d.delivery_id = x.document and d.line_no = x.line and d.lot_id = x.lot`,
    [...columns(delivered), delivered.map((line) => line.lineNo)],
  )
  await tx.run(
    `update trade_return_lot d set statement_id = x.statement
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) x (document, lot, statement)
     where d.region_id = $1 and d.return_id = x.document and d.lot_id = x.lot`,
    columns(of('return')),
  )
  await tx.run(
    `update trade_lot d set statement_id = x.statement
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) x (document, lot, statement)
     where d.region_id = $1 and d.lot_id = x.lot`,
    columns(of('lot')),
  )
}
