import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { registrationOn } from '#parties/registrations.ts'
import type { Lang } from '#ui/words.ts'
import { labelsOf } from './documents/labels.ts'
import type { DeliveryNoteSheet } from './documents/sheets.ts'
import type { PricedBy, ReturnFate } from './schema.ts'
import { companyOf } from './settings.ts'
import type { Company } from './settings.ts'
import { addresseeOf, partyOnPaper, sheetLine } from './sheet-parts.ts'
import type { PartyOnPaper } from './sheet-parts.ts'
import type { TaxClass } from './tax.ts'

export interface DeliveredLine {
  readonly lineNo: number
  readonly productId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly variantName: string
  readonly variantNameEn: string
  readonly quantity: number
  readonly baseQuantity: number
  readonly pricedBy: PricedBy
  readonly priceYen: number
  readonly taxClass: TaxClass
  readonly amountYen: number
  /** Base units that came back. */
  readonly returned: number
  readonly lots: readonly {
    readonly lotId: Id
    readonly lotNo: string
    readonly bestBefore: Day | null
    readonly quantity: number
  }[]
}

export interface DeliverySeen {
  readonly deliveryId: Id
  readonly deliveryNo: string
  readonly orderId: Id
  readonly orderNo: string
  readonly buyerId: Id
  readonly buyerName: string
  readonly shippedOn: Day
  readonly note: string
  /** 納品先, with its address; empty for the buyer's own. */
  readonly place: string
  readonly netYen: number
  readonly invoiceId: Id | null
  readonly invoiceNo: string | null
  readonly lines: readonly DeliveredLine[]
  readonly returns: readonly {
    readonly returnNo: string
    readonly lineNo: number
    readonly on: Day
    readonly quantity: number
    readonly amountYen: number
    readonly fate: ReturnFate
    readonly reason: string
  }[]
  readonly company: Company
  readonly companyNumber: string
  readonly buyer: PartyOnPaper
}

/** One delivery with its lots and what came back of it. A buyer sees its own. */
export async function readDelivery(
  tx: Tx,
  actor: Actor,
  { deliveryId }: { deliveryId: Id },
): Promise<DeliverySeen | Refusal<'not_allowed' | 'delivery_unknown'>> {
  if (!may(actor.role, 'delivery.see')) return refuse('not_allowed')
  const own = actor.role === 'company_staff' ? null : (actor.partyId ?? null)
  type Head = Omit<DeliverySeen, 'lines' | 'returns' | 'company' | 'companyNumber' | 'buyer'>
  const [head] = await tx.run<Head & Record<string, unknown>>(
    `select d.delivery_id as "deliveryId", d.delivery_no as "deliveryNo", d.order_id as "orderId",
       o.order_no as "orderNo", d.buyer_id as "buyerId", b.name as "buyerName", d.shipped_on as "shippedOn", d.note,
       concat_ws('　', t.name, nullif(t.address, '')) as place, d.net_yen as "netYen", d.invoice_id as "invoiceId", i.invoice_no as "invoiceNo"
     from trade_delivery d
     join trade_order o on o.region_id = d.region_id and o.order_id = d.order_id
     join party b on b.region_id = d.region_id and b.party_id = d.buyer_id
     left join trade_invoice i on i.region_id = d.region_id and i.invoice_id = d.invoice_id
     left join trade_place t on t.region_id = o.region_id and t.place_id = o.place_id
     where d.region_id = $1 and d.delivery_id = $2 and ($3::uuid is null or d.buyer_id = $3)`,
    [tx.region, deliveryId, own],
  )
  if (!head) return refuse('delivery_unknown')
  const company = await companyOf(tx)
  const registration = await registrationOn(tx, company.partyId, head.shippedOn)
  return {
    ...head,
    lines: await linesOf(tx, deliveryId),
    returns: await tx.run<DeliverySeen['returns'][number] & Record<string, unknown>>(
      `select return_no as "returnNo", line_no as "lineNo", returned_on as "on", quantity, amount_yen as "amountYen",
         fate, reason
       from trade_return where region_id = $1 and delivery_id = $2 order by return_no`,
      [tx.region, deliveryId],
    ),
    company,
    companyNumber: registration?.number ?? '',
    buyer: await partyOnPaper(tx, head.buyerId, head.shippedOn),
  }
}

async function linesOf(tx: Tx, deliveryId: Id): Promise<DeliveredLine[]> {
  const lines = await tx.run<Omit<DeliveredLine, 'lots' | 'returned'> & Record<string, unknown>>(
    `select line_no as "lineNo", product_id as "productId", product_name as "productName",
       product_name_en as "productNameEn", variant_name as "variantName", variant_name_en as "variantNameEn", quantity,
       base_quantity as "baseQuantity", priced_by as "pricedBy", price_yen as "priceYen", tax_class as "taxClass",
       amount_yen as "amountYen"
     from trade_delivery_line where region_id = $1 and delivery_id = $2 order by line_no`,
    [tx.region, deliveryId],
  )
  const lots = await tx.run<
    DeliveredLine['lots'][number] & Record<string, unknown> & { lineNo: number; returned: number }
  >(
    `select x.line_no as "lineNo", x.lot_id as "lotId", l.lot_no as "lotNo", l.best_before as "bestBefore",
       x.quantity, x.returned
     from trade_delivery_lot x join trade_lot l on l.region_id = x.region_id and l.lot_id = x.lot_id
     where x.region_id = $1 and x.delivery_id = $2 order by l.best_before nulls last, l.lot_no`,
    [tx.region, deliveryId],
  )
  const byLine = Map.groupBy(lots, ({ lineNo }) => lineNo)
  return lines.map((line) => {
    const own = byLine.get(line.lineNo) ?? []
    return { ...line, lots: own, returned: own.reduce((total, lot) => total + lot.returned, 0) }
  })
}

/** The delivery note as the paper holds it. */
export function deliveryNoteSheet(
  delivery: DeliverySeen,
  lang: Lang,
  withPrices: boolean,
): DeliveryNoteSheet {
  return {
    lang,
    number: delivery.deliveryNo,
    orderNumber: delivery.orderNo,
    deliveredOn: delivery.shippedOn,
    issuer: {
      name: delivery.company.name,
      registrationNumber: delivery.companyNumber,
      address: delivery.company.address || undefined,
    },
    recipient: addresseeOf(delivery.buyerName, delivery.buyer),
    basis: 'tax_exclusive',
    withPrices,
    lines: delivery.lines.map((line) => ({
      ...sheetLine(
        {
          ...line,
          unitName: line.variantName,
          unitNameEn: line.variantNameEn,
          quantity: line.pricedBy === 'kg' ? line.baseQuantity : line.quantity,
        },
        lang,
      ),
      lot: line.lots.map(({ lotNo }) => lotNo).join(', '),
      bestBefore: line.lots[0]?.bestBefore ?? undefined,
    })),
    ...(withPrices ? { total: jpy(delivery.netYen) } : {}),
    notes: [
      ...(delivery.place === '' ? [] : [`${labelsOf[lang].deliverTo}：${delivery.place}`]),
      ...(delivery.note === '' ? [] : [delivery.note]),
    ],
  }
}
