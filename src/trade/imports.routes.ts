/** The addresses of files that come in: `/trade/import` to bring one, `/trade/import/:id` to look at it and write it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { file, id } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import type { Lang } from '#ui/words.ts'
import { importView, importsView } from './imports.pages.tsx'
import { type Imported, confirmImport, readImport, uploadFile } from './imports.ts'
import { recentImports } from './money-reading.ts'
import { importKinds } from './money-schema.ts'
import { orNotFound } from './page-parts.tsx'
import { importFaultSentence, importSentence } from './words/import-faults.ts'
import { importWords } from './words/money-imports.ts'

const mostBytes = 5_000_000

const importsPage: Page = page({
  at: '/trade/import',
  access: 'import.run',
  load: async (tx) => ({ recent: await recentImports(tx) }),
  show: importsView,
})

const uploadAction = action({
  at: '/trade/import',
  access: 'import.run',
  maxBytes: mostBytes + 100_000,
  input: z.object({ file: file(mostBytes) }),
  run: async (tx, actor, { file: given }) => {
    if (!given) return refuse('no_file', { field: 'file' })
    const bytes = new Uint8Array(await given.arrayBuffer())
    const uploaded = await uploadFile(tx, actor, { name: given.name, bytes })
    return isRefusal(uploaded) ? { ...uploaded, field: 'file' } : uploaded
  },
  done: ({ importId }) => ({ to: `/trade/import/${importId}` }),
  labels: (lang) => ({ file: importWords[lang].file }),
  refusals: (refusal, lang) =>
    refusal.refused === 'no_file'
      ? importWords[lang].noFile
      : importSentence({ ...refusal, refused: refusal.refused }, lang),
  form: () => importsPage,
  audit: ({ importId, kind }) => ({ documentId: importId, detail: kind }),
})

/** The example files that come with the program, to try an import with. */
const exampleFiles = { products: '商品一覧.csv', orders: '注文一覧.csv', bank: '入出金明細.csv' } as const

const examplePage = page({
  at: '/trade/import/examples/:kind',
  access: 'import.run',
  input: z.object({ kind: z.enum(importKinds) }),
  load: async (_tx, _actor, { kind }) => ({
    name: exampleFiles[kind],
    bytes: await readFile(join(import.meta.dirname, '../../examples', exampleFiles[kind])),
  }),
  show: ({ name, bytes }) => ({ name, bytes, type: 'application/octet-stream' }),
})

const importPage: Page = page({
  at: '/trade/import/:id',
  access: 'import.run',
  input: z.object({ id: id() }),
  load: async (tx, actor, { id: importId }) => orNotFound(await readImport(tx, actor, { importId })),
  show: importView,
})

const confirmAction = action({
  at: '/trade/import/:id',
  access: 'import.run',
  input: z.object({ id: id() }),
  run: (tx, actor, { id: importId }) => confirmImport(tx, actor, { importId }),
  done: (imported, _input, { lang }) => ({
    to: `/trade/import/${imported.importId}`,
    notice: importedNotice(imported, lang),
  }),
  labels: () => ({}),
  refusals: importSentence,
  form: () => importPage,
  audit: ({ importId, kind, written }) => ({ documentId: importId, detail: `${kind}: ${written}` }),
})

/** The notice travels in a cookie, which holds some four hundred letters of Japanese: the first fault, then a count. */
function importedNotice({ written, known, faults }: Imported, lang: Lang): string {
  const own = importWords[lang]
  const [first] = faults
  const done = own.done(written, known)
  return first
    ? `${done}${own.doneWithout(faults.length)} ${importFaultSentence(first, lang).slice(0, 150)}`
    : done
}

export const importRoutes: Route[] = [importsPage, uploadAction, examplePage, importPage, confirmAction]
