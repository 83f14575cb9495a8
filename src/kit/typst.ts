/** Papers as tagged PDF (A4, PDF/UA-1, fonts embedded) by Typst: one way to draw them, whatever lays them out. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

export interface Drawn {
  readonly pdf: Uint8Array
  readonly pages: number
  /** All pages as one SVG, in which tests read the text and people look at the layout. */
  readonly svg: () => string
}

/** Draws `main` of a folder of templates; `inputs` reach it as `sys.inputs`. A template that does not compile is a fault. */
export function drawPaper(folder: string, main: string, inputs: Readonly<Record<string, string>>): Drawn {
  const typst = warmCompiler(folder)
  const compiled = typst.compile({ mainFilePath: join(folder, main), inputs })
  const document = compiled.result
  if (!document) {
    const told = compiled.takeDiagnostics()?.shortDiagnostics ?? []
    throw new Error(`${main} does not compile: ${JSON.stringify(told)}`)
  }
  const pdf = typst.pdf(document, { pdfStandard: 'ua-1' })
  // What was laid out for a sheet is of no use for the next; the fonts and the template stay.
  typst.evictCache(keptCompilations)
  return { pdf, pages: document.numOfPages, svg: () => typst.svg(document) }
}

const keptCompilations = 10
const compilers = new Map<string, NodeCompiler>()

/** One compiler a folder: making it reads the fonts, which takes a quarter of a second; a paper then takes ten ms. */
function warmCompiler(folder: string): NodeCompiler {
  const require = createRequire(import.meta.url)
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-jp/package.json'))
  let compiler = compilers.get(folder)
  if (!compiler) {
    compiler = NodeCompiler.create({
      workspace: folder,
      fontArgs: [{ fontPaths: [join(fonts, '400Regular'), join(fonts, '700Bold')] }],
    })
    compilers.set(folder, compiler)
  }
  return compiler
}
