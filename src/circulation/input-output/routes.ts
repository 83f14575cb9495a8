/** The addresses of input-output analysis. */
import { z } from 'zod'
import { fiscalYear, month } from '#kit/days.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { csvOf, excelOf } from '#http/columns.ts'
import { file, id, line, whole } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { readRegion } from '#parties/regions.ts'
import type { Id } from '#kit/ids.ts'
import type { Lang } from '#ui/words.ts'
import { drawReport } from '#circulation/report/report.ts'
import { sectorColumns, sectorRows } from './columns.ts'
import { type EffectBoxes, calculate, mostLines, readEffect } from './effect.ts'
import { effectReport, effectView } from './effect.pages.tsx'
import { estimateTable } from './estimates.ts'
import { readPlatformTable } from './platform.ts'
import { ioAt, tableView, tablesView } from './tables.pages.tsx'
import { dropTable, enterTable, listTables, publishTable, readAnalysed } from './tables.ts'
import { ioWords, sayIo } from './words.ts'

const mostBytes = 10_000_000

const tablesPage: Page = page({
  at: ioAt,
  access: 'region.see',
  load: async (tx, actor) => {
    const year = fiscalYear(tx.today)
    return {
      tables: await listTables(tx, actor),
      platform: await readPlatformTable(tx, month(`${year}-04`), month(`${year + 1}-03`)),
      year,
    }
  },
  show: tablesView,
})

const labels = (lang: Lang) => {
  const own = ioWords[lang]
  return {
    name: own.name,
    year: own.year,
    source: own.source,
    unitYen: own.unit,
    file: own.file,
    way: own.estimateWay,
    measure: own.measure,
  }
}

const enterAction = action({
  at: ioAt,
  access: 'figure.enter',
  maxBytes: mostBytes + 100_000,
  input: z.object({
    name: line(100),
    year: whole(1950, 2200),
    source: line(200),
    unitYen: whole(1, 100_000_000),
    file: file(mostBytes),
  }),
  run: async (tx, actor, { file: given, ...input }) => {
    if (!given) return refuse('no_file', { field: 'file' })
    return await enterTable(tx, actor, {
      ...input,
      fileName: given.name,
      bytes: new Uint8Array(await given.arrayBuffer()),
    })
  },
  done: ({ tableId }, _input, { lang }) => ({ to: `${ioAt}/${tableId}`, notice: ioWords[lang].entered }),
  labels,
  refusals: sayIo,
  form: () => tablesPage,
  audit: ({ tableId, name }) => ({ action: 'io_table.enter', documentId: tableId, detail: name }),
})

const one = z.object({ id: id() })

const tablePage: Page = page({
  at: `${ioAt}/:id`,
  access: 'region.see',
  input: one,
  load: readAnalysed,
  show: tableView,
})

const multipliers = (ending: 'csv' | 'xlsx', write: typeof csvOf | typeof excelOf) =>
  page({
    at: `${ioAt}/:id/multipliers.${ending}`,
    access: 'region.see',
    input: one,
    load: readAnalysed,
    show: (data, { lang }) =>
      write(
        sectorRows(data),
        sectorColumns(data.analysis, lang),
        `${data.head.name}_${ioWords[lang].multipliers}`,
      ),
  })

const box = z.string().max(100).optional().catch(undefined)
const boxes = z.object({
  id: id(),
  event: box,
  p: box,
  rows: box,
  ...Object.fromEntries(
    Array.from({ length: mostLines }, (_, n) =>
      ['s', 'a', 'i'].map((letter) => [`${letter}${n + 1}`, box] as const),
    ).flat(),
  ),
})

async function readAsked(tx: Tx, actor: Actor, { id: tableId, ...asked }: { id: Id } & EffectBoxes) {
  const found = await readAnalysed(tx, actor, { id: tableId as Id })
  if (isRefusal(found)) return found
  const { effect, faults } = readEffect(asked, found.table)
  const region = await readRegion(tx)
  const ripple =
    faults.length === 0 && effect.lines.length > 0
      ? calculate(effect, found.table, found.analysis, found.head.unitYen)
      : undefined
  return { ...found, boxes: asked, effect, faults, ripple, region: region?.name ?? '' }
}

const effectPage = page({
  at: `${ioAt}/:id/effect`,
  access: 'region.see',
  input: boxes,
  load: readAsked,
  show: effectView,
})

const effectPaper = page({
  at: `${ioAt}/:id/effect.pdf`,
  access: 'region.see',
  input: boxes,
  load: async (tx, actor, input: { id: Id } & EffectBoxes) => {
    const found = await readAsked(tx, actor, input)
    if (isRefusal(found)) return found
    return found.ripple ? { ...found, ripple: found.ripple } : refuse('not_found')
  },
  show: (data, { lang }) => ({
    bytes: drawReport(effectReport(data, data.ripple, lang)).pdf,
    type: 'application/pdf',
    name: `${ioWords[lang].effectTitle}.pdf`,
  }),
})

const shared = { access: 'figure.enter', labels: () => ({}), refusals: sayIo, form: () => tablePage } as const

const publishing = (path: 'publish' | 'withdraw') =>
  action({
    ...shared,
    at: `${ioAt}/:id/${path}`,
    input: one,
    run: (tx, actor, input) => publishTable(tx, actor, { ...input, publish: path === 'publish' }),
    done: ({ tableId, published }, _input, { lang }) => ({
      to: `${ioAt}/${tableId}`,
      notice: published ? ioWords[lang].published : ioWords[lang].withdrawn,
    }),
    audit: ({ tableId, name }) => ({ action: `io_table.${path}`, documentId: tableId, detail: name }),
  })

const dropAction = action({
  ...shared,
  at: `${ioAt}/:id/drop`,
  input: one,
  run: dropTable,
  done: (_dropped, _input, { lang }) => ({ to: ioAt, notice: ioWords[lang].dropped }),
  audit: ({ name }) => ({ action: 'io_table.drop', detail: name }),
})

const estimateAction = action({
  ...shared,
  at: `${ioAt}/:id/estimate`,
  maxBytes: mostBytes + 100_000,
  labels,
  input: one.extend({
    name: line(100),
    way: z.enum(['slq', 'flq']),
    measure: z.enum(['output', 'employment']),
    file: file(mostBytes),
  }),
  run: async (tx, actor, { file: given, ...input }) => {
    if (!given) return refuse('no_file', { field: 'file' })
    const bytes = new Uint8Array(await given.arrayBuffer())
    return await estimateTable(tx, actor, { ...input, fileName: given.name, bytes })
  },
  done: ({ tableId }, _input, { lang }) => ({ to: `${ioAt}/${tableId}`, notice: ioWords[lang].estimated }),
  audit: ({ tableId, name }) => ({ action: 'io_table.enter', documentId: tableId, detail: name }),
})

export const inputOutputRoutes: Route[] = [
  tablesPage,
  enterAction,
  tablePage,
  multipliers('csv', csvOf),
  multipliers('xlsx', excelOf),
  effectPage,
  effectPaper,
  publishing('publish'),
  publishing('withdraw'),
  dropAction,
  estimateAction,
]
