/** The papers of the trade. The templates beside lay out what the sheets hold. */
import { type Drawn, drawPaper } from '#kit/typst.ts'
import { type Labels, labelsOf } from './labels.ts'
import type {
  DeliveryNoteSheet,
  InvoiceSheet,
  LabelSheet,
  PackingSheet,
  PickingSheet,
  QuotationSheet,
  SpecSheet,
  StatementSheet,
} from './sheets.ts'

export const invoicePdf = async (...sheets: InvoiceSheet[]): Promise<Uint8Array> =>
  render('invoice', sheets).pdf
export const deliveryNotePdf = async (...sheets: DeliveryNoteSheet[]): Promise<Uint8Array> =>
  render('delivery-note', sheets).pdf
export const statementPdf = async (...sheets: StatementSheet[]): Promise<Uint8Array> =>
  render('producer-statement', sheets).pdf
export const pickingPdf = async (sheet: PickingSheet): Promise<Uint8Array> =>
  render('picking-list', [sheet]).pdf
export const packingPdf = async (sheet: PackingSheet): Promise<Uint8Array> =>
  render('packing-list', [sheet]).pdf

export const labelsPdf = async (sheet: LabelSheet): Promise<Uint8Array> => render('label-sheet', [sheet]).pdf

export const specPdf = async (sheet: SpecSheet): Promise<Uint8Array> => render('product-spec', [sheet]).pdf

export const quotationPdf = async (sheet: QuotationSheet): Promise<Uint8Array> =>
  render('quotation', [sheet]).pdf

export type Template =
  | 'invoice'
  | 'delivery-note'
  | 'producer-statement'
  | 'picking-list'
  | 'packing-list'
  | 'label-sheet'
  | 'product-spec'
  | 'quotation'
export type Sheet =
  | InvoiceSheet
  | DeliveryNoteSheet
  | StatementSheet
  | PickingSheet
  | PackingSheet
  | LabelSheet
  | SpecSheet
  | QuotationSheet

/** One paper of one sheet or of many of a kind and language. */
export function render(template: Template, sheets: readonly Sheet[]): Drawn {
  const [first] = sheets
  if (!first) throw new RangeError('a paper needs a sheet')
  const labels = labelsOf[first.lang]
  return drawPaper(import.meta.dirname, 'main.typ', {
    template,
    lang: first.lang,
    title: titleOf(template, first, labels, sheets.length),
    sheets: JSON.stringify(sheets),
    labels: JSON.stringify(labels),
  })
}

/** What readers show above the paper: what it is, and its number when it is one. */
function titleOf(template: Template, sheet: Sheet, labels: Labels, count: number): string {
  const kinds: Readonly<Record<Template, string>> = {
    invoice: 'credit' in sheet && sheet.credit ? labels.creditNote : labels.invoice,
    'delivery-note': labels.deliveryNote,
    'producer-statement':
      'model' in sheet && sheet.model === 'purchase' ? labels.purchaseStatement : labels.consignmentStatement,
    'picking-list': labels.pickingList,
    'packing-list': labels.packingList,
    'label-sheet': labels.labelSheet,
    'product-spec': labels.productSpec,
    quotation: labels.quotation,
  }
  return count === 1 ? `${kinds[template]} ${sheet.number}` : `${kinds[template]} (${count})`
}
