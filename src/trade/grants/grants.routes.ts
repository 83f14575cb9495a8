/** The addresses of grants, gifts and investment: booking one, looking at it, undoing it. */
import { z } from 'zod'
import { partyChoices } from '#parties/directory.ts'
import { cursor, id, optionalDay, optionalId, optionalLine, optionalWhole } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Lang } from '#ui/words.ts'
import { readBankLine } from '#trade/money-reading.ts'
import { moneyWords } from '#trade/words/money.ts'
import { grantView, grantsAt, grantsView } from './grants.pages.tsx'
import { listGrants, readGrant, receiveGrant, undoGrant } from './grants.ts'
import { grantSorts } from './schema.ts'
import { grantWords, sayGrant } from './words.ts'

const grantsPage: Page = page({
  at: grantsAt,
  access: 'payment.match',
  input: z.object({
    line: optionalId().catch(undefined),
    bankLineId: optionalId().catch(undefined),
    after: cursor(),
  }),
  load: async (tx, actor, { line, bankLineId, after }) => {
    const grants = await listGrants(tx, actor, after)
    if (isRefusal(grants)) return grants
    const asked = line ?? bankLineId
    const found = asked && (await readBankLine(tx, asked))
    const waits =
      found && found.amountYen > 0 && !found.paymentId && !found.expenseId && found.setAside === ''
    return {
      grants,
      givers: await partyChoices(tx, ['company']),
      today: tx.today,
      line: waits ? found : undefined,
    }
  },
  show: grantsView,
})

const labels = (lang: Lang) => {
  const { giver, sort, receivedOn, amountYen, memo } = grantWords[lang]
  return { giverId: giver, sort, receivedOn, amountYen, memo, reason: moneyWords[lang].undoReason }
}
const shared = { access: 'payment.match', labels, refusals: sayGrant } as const

const addAction = action({
  ...shared,
  at: grantsAt,
  input: z.object({
    giverId: id(),
    sort: z.enum(grantSorts),
    memo: optionalLine(200),
    bankLineId: optionalId(),
    receivedOn: optionalDay(),
    amountYen: optionalWhole(1),
  }),
  run: receiveGrant,
  done: ({ grantId, grantNo }, _input, { lang }) => ({
    to: `${grantsAt}/${grantId}`,
    notice: grantWords[lang].booked(grantNo),
  }),
  form: () => grantsPage,
  audit: ({ grantId, grantNo }) => ({ action: 'grant.receive', documentId: grantId, documentNo: grantNo }),
})

const grantPage: Page = page({
  at: `${grantsAt}/:id`,
  access: 'payment.match',
  input: z.object({ id: id() }),
  load: async (tx, _actor, asked) => await readGrant(tx, asked),
  show: grantView,
})

const undoAction = action({
  ...shared,
  at: `${grantsAt}/:id/undo`,
  input: z.object({ id: id(), reason: optionalLine(200) }),
  run: (tx, actor, { id: grantId, reason }) => undoGrant(tx, actor, { grantId, reason }),
  done: ({ grantId }, _input, { lang }) => ({
    to: `${grantsAt}/${grantId}`,
    notice: grantWords[lang].undone,
  }),
  form: () => grantPage,
  audit: ({ grantId, grantNo }, { reason }) => ({
    action: 'grant.undo',
    documentId: grantId,
    documentNo: grantNo,
    detail: reason,
  }),
})

export const grantRoutes: Route[] = [grantsPage, addAction, grantPage, undoAction]
