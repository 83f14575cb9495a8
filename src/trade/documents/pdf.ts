/** Papers as tagged PDF (A4, PDF/UA-1, fonts embedded) by Typst. The templates beside lay out what the sheets hold. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { labelsOf } from './labels.ts'
import type { DeliveryNoteSheet, InvoiceSheet, StatementSheet } from './sheets.ts'

export const invoicePdf = async (sheet: InvoiceSheet): Promise<Uint8Array> => render('invoice', sheet).pdf
export const deliveryNotePdf = async (sheet: DeliveryNoteSheet): Promise<Uint8Array> =>
  render('delivery-note', sheet).pdf
export const statementPdf = async (sheet: StatementSheet): Promise<Uint8Array> =>
  render('producer-statement', sheet).pdf

export type Template = 'invoice' | 'delivery-note' | 'producer-statement'
type Sheet = InvoiceSheet | DeliveryNoteSheet | StatementSheet

/** The PDF, its number of pages, and the pages as one SVG, in which tests read the text and people look at the layout. */
export function render(
  template: Template,
  sheet: Sheet,
): { readonly pdf: Uint8Array; readonly pages: number; readonly svg: () => string } {
  const typst = warmCompiler()
  const mainFilePath = join(import.meta.dirname, `${template}.typ`)
  const inputs = { sheet: JSON.stringify(sheet), labels: JSON.stringify(labelsOf[sheet.lang]) }
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
