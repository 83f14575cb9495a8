/** The addresses of the measures of the yen. */
import { z } from 'zod'
import { csvOf, excelOf } from '#http/columns.ts'
import { type Page, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { comparable, monthsAsked, periodInput } from '#circulation/periods.ts'
import { ways } from '#circulation/ways.ts'
import { readHeadlines, readSplit, splits } from './measures.ts'
import { type MoneyData, moneyAt, moneyView, splitColumns } from './measures.pages.tsx'
import { measureWords } from './words.ts'

const input = periodInput.extend({
  way: z.enum(ways).catch('earned'),
  by: z.enum(splits).catch('kind'),
})

async function readMoney(
  tx: Tx,
  actor: Actor,
  { way, by, ...asked }: z.infer<typeof input>,
): Promise<MoneyData> {
  const months = monthsAsked(asked, tx.today)
  const { now, before } = comparable(months, tx.today)
  return {
    months,
    now,
    before,
    today: tx.today,
    headlines: await readHeadlines(tx, now, before),
    way,
    by,
    rows: await readSplit(tx, actor, { way, by, now, before }),
  }
}

const moneyPage: Page = page({ at: moneyAt, access: 'region.see', input, load: readMoney, show: moneyView })

const split = (ending: 'csv' | 'xlsx', write: typeof csvOf | typeof excelOf) =>
  page({
    at: `${moneyAt}/split.${ending}`,
    access: 'region.see',
    input,
    load: readMoney,
    show: (data, { lang }) =>
      write(
        data.rows,
        splitColumns(data, lang),
        `${measureWords[lang].wayTitles[data.way]}_${data.now.from}_${data.now.to}`,
      ),
  })

export const measureRoutes: Page[] = [moneyPage, split('csv', csvOf), split('xlsx', excelOf)]
