/** The addresses of statements: `/trade/statements`, `/trade/statements/:id`, its PDF, and settling the month. */
import { z } from 'zod'
import { addMonths, lastDay, monthOfDay } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import { cursor, id, monthField, optionalDay, optionalId } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { accountInDoubt } from '#parties/transfer-returns.ts'
import { yen } from '#ui/numbers.ts'
import { statementPdf } from './documents/pdf.ts'
import { readToSettle, statementMonths } from './money-reading.ts'
import { orNotFound } from './page-parts.tsx'
import { listStatements, readStatement, statementSheet } from './statement-sheets.ts'
import { statementView } from './statement.pages.tsx'
import { statementsView } from './statements.pages.tsx'
import { settleMonth } from './statements.ts'
import { settleSentence } from './words/money-refusals.ts'
import { moneyWords } from './words/money.ts'

/** The list names its month `of`, as the form below it has a month of its own. */
const listInput = z.object({ of: monthField().optional().catch(undefined), after: cursor() })

const statementsPage: Page = page({
  at: '/trade/statements',
  access: 'statement.see',
  input: listInput,
  load: async (tx, actor, { of: month, after }) => {
    const list = await listStatements(tx, actor, { month }, after)
    if (isRefusal(list)) return list
    const settles = may(actor.role, 'statement.settle')
    const months = await statementMonths(tx, settles ? undefined : actor.partyId, month)
    if (!settles) return { list, month, months, returned: await accountInDoubt(tx, actor.partyId) }
    const thisMonth = monthOfDay(tx.today)
    const over = lastDay(thisMonth) === tx.today ? thisMonth : addMonths(thisMonth, -1)
    return { list, month, months, toSettle: await readToSettle(tx, over, lastDay(over)) }
  },
  show: statementsView,
})

const settleAction = action({
  at: '/trade/statements',
  access: 'statement.settle',
  input: z.object({ month: monthField(), producerId: optionalId(), payOn: optionalDay() }),
  run: settleMonth,
  done: ({ statements }, { month }, { lang }) => {
    const total = statements.reduce((sum, { payoutYen }) => sum + payoutYen, 0)
    return {
      to: `/trade/statements?of=${month}`,
      notice: moneyWords[lang].settled(statements.length, yen(total, lang)),
    }
  },
  labels: (lang) => {
    const { settleMonth: month, settleProducer: producerId, settlePayOn: payOn } = moneyWords[lang]
    return { month, producerId, payOn }
  },
  refusals: settleSentence,
  form: () => statementsPage,
  audit: ({ statements }, { month }) => ({
    documentNo: statements[0]?.statementNo,
    detail: `${month}: ${statements.length}`,
  }),
})

const one = z.object({ id: id() })

const statementPage = page({
  at: '/trade/statements/:id',
  access: 'statement.see',
  input: one,
  load: async (tx, actor, { id: statementId }) => orNotFound(await readStatement(tx, actor, { statementId })),
  show: statementView,
})

const statementPdfPage = page({
  at: '/trade/statements/:id/pdf',
  access: 'statement.see',
  input: one,
  load: async (tx, actor, { id: statementId }) => orNotFound(await readStatement(tx, actor, { statementId })),
  show: async (statement, { lang }) => ({
    bytes: await statementPdf(statementSheet(statement, lang)),
    type: 'application/pdf',
    name: `${lang === 'ja' ? moneyWords.ja.paperNames[statement.model] : 'statement'}_${statement.statementNo}.pdf`,
  }),
})

export const statementRoutes: Route[] = [statementsPage, settleAction, statementPage, statementPdfPage]
