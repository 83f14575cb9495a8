/** One way to declare a report: its page, its CSV and its workbook are three addresses of one reading. */
import { z } from 'zod'
import type { Day, Period } from '#kit/days.ts'
import type { Refusal } from '#kit/refusals.ts'
import { optionalDay } from '#http/fields.ts'
import { type Page, type View, page } from '#http/routes.ts'
import type { Seen } from '#http/house.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import type { Permission } from '#parties/policy.ts'
import type { Lang } from '#ui/words.ts'
import { type ReportColumn, csvOf, excelOf } from '#http/columns.ts'
import { type ReportName, reportAt } from './frame.tsx'
import { type Span, spanOf } from './periods.ts'
import { reportWords } from './words.ts'

/** Days and sorting in the address: what cannot be read counts as not said, so that an old bookmark still opens. */
export const reportInput = z.object({
  from: optionalDay().catch(undefined),
  to: optionalDay().catch(undefined),
  sort: z.string().max(40).optional().catch(undefined),
  p: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type ReportInput = z.infer<typeof reportInput>

/** The days that were asked for, the earlier first; a named span where none were. */
export function periodOf({ from, to }: Pick<ReportInput, 'from' | 'to'>, span: Span, today: Day): Period {
  const usual = spanOf(span, today)
  const [first, last] = [from ?? to ?? usual.from, to ?? from ?? usual.to]
  return first <= last ? { from: first, to: last } : { from: last, to: first }
}

interface Report<Input extends ReportInput, Data, Row> {
  readonly name: ReportName
  readonly access: Permission
  readonly input: z.ZodType<Input>
  readonly load: (tx: Tx, actor: Actor, input: Input) => Promise<Data | Refusal>
  readonly rows: (data: Data) => readonly Row[]
  readonly columns: (data: Data, input: Input, lang: Lang) => readonly ReportColumn<Row>[]
  readonly view: (data: Data, seen: Seen, input: Input) => View
}

export function reportRoutes<Input extends ReportInput, Data extends object, Row>(
  report: Report<Input, Data, Row>,
): Page[] {
  const { name, access, input, rows, columns, view } = report
  const load = async (tx: Tx, actor: Actor, asked: Input): Promise<Data | Refusal> =>
    await report.load(tx, actor, asked)
  const fileName = (lang: Lang): string => reportWords[lang].names[name]
  const at = reportAt(name)
  return [
    page({ at, access, input, load, show: (data, seen, asked) => view(data as Data, seen, asked) }),
    page({
      at: `${at}.csv`,
      access,
      input,
      load,
      show: (data, { lang }, asked) =>
        csvOf(rows(data as Data), columns(data as Data, asked, lang), fileName(lang)),
    }),
    page({
      at: `${at}.xlsx`,
      access,
      input,
      load,
      show: async (data, { lang }, asked) =>
        await excelOf(rows(data as Data), columns(data as Data, asked, lang), fileName(lang)),
    }),
  ]
}
