/** An invoice as JP PINT has it: the qualified part as one file, goods of unregistered producers as a non-tax one. */
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { registrationOn } from '#parties/registrations.ts'
import { brokenPintRules } from './formats/jp-pint.check.ts'
import { type PintInvoice, type PintLine, writePint } from './formats/jp-pint.out.ts'
import { type InvoiceSeen, readInvoice } from './invoice-sheets.ts'
import type { InvoicePart } from './money-schema.ts'
import { sheetLine } from './sheet-parts.ts'

export interface PintAsked {
  readonly invoiceId: Id
  /** `other`: the goods that cannot be on the qualified part. */
  readonly part?: InvoicePart
}

/** A buyer, or staff, takes an invoice as a file for its own bookkeeping. */
export async function readPint(
  tx: Tx,
  actor: Actor,
  { invoiceId, part = 'qualified' }: PintAsked,
): Promise<{ readonly name: string; readonly xml: string } | Refusal<'not_allowed' | 'invoice_unknown'>> {
  const invoice = await readInvoice(tx, actor, { invoiceId })
  if (isRefusal(invoice)) return invoice
  if (!hasPint(invoice, part)) return refuse('invoice_unknown')
  const buyer = await registrationOn(tx, invoice.buyerId, invoice.issuedOn)
  const pint = pintOf(invoice, part, buyer?.number ?? '')
  const xml = writePint(pint)
  const broken = brokenPintRules(xml)
  if (broken.length > 0) throw new Error(`${pint.number} breaks rules of JP PINT: ${broken.join(', ')}`)
  return { name: `${pint.number}.xml`, xml }
}

/** Whether there is such a file: a company that is not registered issues no qualified invoice. */
export const hasPint = (invoice: InvoiceSeen, part: InvoicePart): boolean =>
  (part === 'other' || invoice.issuerNumber !== '') && invoice.lines.some((line) => line.part === part)

function pintOf(invoice: InvoiceSeen, part: InvoicePart, buyerNumber: string): PintInvoice {
  const { account } = invoice.issuer
  const taxed = part === 'qualified'
  const rates = invoice.rates.filter((rate) => rate.part === part)
  const lines = invoice.lines.filter((line) => line.part === part).map((line) => lineOf(line, taxed))
  return {
    kind: taxed ? 'billing' : 'nontax',
    number: taxed ? invoice.invoiceNo : `${invoice.invoiceNo}-N`,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    period: { from: invoice.periodFrom, to: invoice.closedThrough },
    seller: {
      name: invoice.issuerName,
      registrationNumber: invoice.issuerNumber,
      address: invoice.issuer.address,
    },
    buyer: { name: invoice.buyerName, registrationNumber: buyerNumber, address: invoice.buyer.address },
    ...(account && {
      account: {
        id: account.accountNumber,
        branch: `${account.bankCode}${account.branchCode}`,
        holder: account.holderKana,
      },
    }),
    lines: taxed
      ? lines
      : [...lines, ...rates.filter(({ taxYen }) => taxYen !== 0).map(taxEquivalent(invoice))],
    rates: taxed
      ? rates.map(({ ratePct, taxClass, netYen, taxYen }) => ({
          category: taxClass === 'reduced' ? 'AA' : 'S',
          ratePct,
          netYen,
          taxYen,
        }))
      : [
          {
            category: 'O',
            ratePct: 0,
            netYen: rates.reduce((sum, each) => sum + each.grossYen, 0),
            taxYen: 0,
          },
        ],
  }
}

function lineOf(line: InvoiceSeen['lines'][number], taxed: boolean): PintLine {
  const common = {
    description: line.productName,
    amountYen: line.amountYen,
    category: !taxed ? ('O' as const) : line.taxClass === 'reduced' ? ('AA' as const) : ('S' as const),
    ratePct: taxed ? line.ratePct : 0,
    deliveryNote: line.documentNo,
    on: line.on,
  }
  const [unit, unitName, quantity] =
    line.pricedBy === 'kg'
      ? (['KGM', 'kg', line.quantity / 1000] as const)
      : (['H87', line.unitName, line.quantity] as const)
  // A line is to be its quantity times its price. A part of a box has no price of its own; and of a weight that came from
  // several lots a part may have got the yen that was left over: then the part is one, and its amount the price.
  if (line.pricedBy !== 'split' && Math.abs(quantity * line.priceYen - line.amountYen) < 1)
    return { ...common, unit, unitName, quantity, priceYen: line.priceYen }
  const one = line.amountYen < 0 ? -1 : 1
  const told = sheetLine(line, 'ja').quantity
  return { ...common, unit: 'H87', unitName: told, quantity: one, priceYen: Math.abs(line.amountYen) }
}

/** Who is not registered states no tax; what the price holds in its stead is a line of its own (要確認). */
const taxEquivalent =
  ({ closedThrough }: InvoiceSeen) =>
  ({ ratePct, taxYen }: InvoiceSeen['rates'][number]): PintLine => ({
    description: `消費税相当額（${ratePct}%対象）`,
    unitName: '',
    unit: 'H87',
    quantity: taxYen < 0 ? -1 : 1,
    priceYen: Math.abs(taxYen),
    amountYen: taxYen,
    category: 'O',
    ratePct: 0,
    deliveryNote: '',
    on: closedThrough,
  })
