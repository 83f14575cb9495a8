/** Papers as tagged PDF (A4, PDF/UA-1, fonts embedded) by Typst. The templates beside lay out what the sheets hold. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
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

/**
 * One PDF of one sheet or many of a kind and language, its number of pages, and the pages as one SVG, in which tests read
 * the text and people look at the layout.
 */
export function render(
  template: Template,
  sheets: readonly Sheet[],
): { readonly pdf: Uint8Array; readonly pages: number; readonly svg: () => string } {
  const typst = warmCompiler()
  const [first] = sheets
  if (!first) throw new RangeError('a paper needs a sheet')
  const labels = labelsOf[first.lang]
  const inputs = {
    template,
    lang: first.lang,
    title: titleOf(template, first, labels, sheets.length),
    sheets: JSON.stringify(sheets),
    labels: JSON.stringify(labels),
  }
  const mainFilePath = join(import.meta.dirname, 'main.typ')
  const compiled = typst.compile({ mainFilePath, inputs })
  const document = compiled.result
  if (!document) {
    const told = compiled.takeDiagnostics()?.shortDiagnostics ?? []
    throw new Error(`${template}.typ does not compile: ${JSON.stringify(told)}`)
  }
  const pdf = typst.pdf(document, { pdfStandard: 'ua-1' })
  // What was laid out for a sheet is of no use for the next; the fonts and the template stay.
  typst.evictCache(keptCompilations)
  return { pdf, pages: document.numOfPages, svg: () => typst.svg(document) }
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

const keptCompilations = 10
let compiler: NodeCompiler | undefined

/** One compiler for the process: making it reads the fonts, which takes a quarter of a second; a paper then takes ten ms. */
function warmCompiler(): NodeCompiler {
  const require = createRequire(import.meta.url)
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-jp/package.json'))
  compiler ??= NodeCompiler.create({
    workspace: import.meta.dirname,
    fontArgs: [{ fontPaths: [join(fonts, '400Regular'), join(fonts, '700Bold')] }],
  })
  return compiler
}
