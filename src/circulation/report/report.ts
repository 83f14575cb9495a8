/** A report on paper: what is said, its figures, tables and pictures, as municipalities hand it to their council. */
import { type Drawn, drawPaper } from '#kit/typst.ts'
import type { Lang } from '#ui/words.ts'

export interface ReportPart {
  readonly title: string
  readonly text?: string
  readonly facts?: readonly (readonly [string, string])[]
  readonly table?: {
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
    readonly foot?: readonly string[]
  }
  readonly picture?: { readonly svg: string; readonly alt: string }
  readonly note?: string
}

export interface ReportSheet {
  readonly lang: Lang
  readonly title: string
  /** Above the title: of whom, of when. */
  readonly above: string
  readonly lead?: string
  /** Who hands it out: the region. */
  readonly issuer: string
  readonly parts: readonly ReportPart[]
}

export function drawReport(sheet: ReportSheet): Drawn {
  const parts = sheet.parts.map(({ title, text = '', facts = [], table, picture, note = '' }) => ({
    title,
    text,
    facts,
    table: table ? { ...table, foot: table.foot ?? [] } : null,
    picture: picture ?? null,
    note,
  }))
  return drawPaper(import.meta.dirname, 'report.typ', {
    lang: sheet.lang,
    sheet: JSON.stringify({ ...sheet, lead: sheet.lead ?? '', parts }),
  })
}
