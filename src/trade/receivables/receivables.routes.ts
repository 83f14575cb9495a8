/** The addresses of receivables: the ageing as a page and a file, a buyer's reminder, and sending it. */
import { z } from 'zod'
import { writeCsv } from '#kit/csv.ts'
import { isRefusal } from '#kit/refusals.ts'
import { id } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { inLang } from '#trade/sheet-parts.ts'
import { ages, readAgeing } from './ageing.ts'
import { ageingView, reminderView } from './receivables.pages.tsx'
import { readDunning, remindBuyer } from './reminders.ts'
import { receivableWords, sayRemind } from './words.ts'

const read = async (tx: Tx, actor: Actor) => {
  const rows = await readAgeing(tx, actor)
  return isRefusal(rows) ? rows : { rows }
}

const ageingPage = page({
  at: '/trade/receivables',
  access: 'invoice.close',
  load: read,
  show: ageingView,
})

const ageingFile = page({
  at: '/trade/receivables.csv',
  access: 'invoice.close',
  load: read,
  show: ({ rows }, { lang }) => {
    const own = receivableWords[lang]
    return {
      bytes: writeCsv([
        [own.buyer, own.invoices, ...ages.map((age) => own.ages[age]), own.total, own.oldest, own.reminded],
        ...rows.map((row) => [
          inLang(row.name, row.nameEn, lang),
          row.invoices,
          ...ages.map((age) => row.yen[age]),
          row.total,
          row.oldestDueOn,
          row.remindedOn,
        ]),
      ]),
      type: 'text/csv; charset=utf-8',
      name: `${own.file}.csv`,
    }
  },
})

const one = z.object({ id: id() })

const reminderPage: Page = page({
  at: '/trade/receivables/:id',
  access: 'invoice.close',
  input: one,
  load: async (tx, actor, asked) => orNotFound(await readDunning(tx, actor, { buyerId: asked.id })),
  show: reminderView,
})

const remindAction = action({
  at: '/trade/receivables/:id',
  access: 'invoice.close',
  input: one,
  run: (tx, actor, asked) => remindBuyer(tx, actor, { buyerId: asked.id }),
  done: ({ sent }, asked, { lang }) => ({
    to: `/trade/receivables/${asked.id}`,
    notice: receivableWords[lang].sent(sent),
  }),
  labels: () => ({}),
  refusals: sayRemind,
  form: () => reminderPage,
  audit: ({ sent, stage }, asked) => ({
    action: 'buyer.remind',
    documentId: asked.id,
    detail: `${sent} invoices, stage ${stage}`,
  }),
})

export const receivableRoutes = [ageingPage, ageingFile, reminderPage, remindAction]
