import { z } from 'zod'
import { firstDay, monthOfDay } from '#kit/days.ts'
import { id, optionalDay } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import { accountsView, ledgerView, statementView } from './ledger.pages.tsx'
import { accountsOf, closeUpToYesterday, readLedger, readStatement } from './ledger.ts'
import { words } from './words.ts'

export const ledgerPage: Page = page({
  at: '/ledger',
  access: 'ledger.see',
  load: readLedger,
  show: ledgerView,
})

export const closeAction = action({
  at: '/ledger/close',
  access: 'ledger.close',
  input: z.object({}),
  run: closeUpToYesterday,
  done: (closed, _input, seen) => ({
    to: '/ledger',
    notice:
      closed.days > 0
        ? words[seen.lang].closed(closed.days, closed.entries)
        : words[seen.lang].nothingToClose,
  }),
  labels: () => ({}),
  refusals: (_refusal, lang) => words[lang].dayNotOver,
  form: () => ledgerPage,
  audit: (closed) => ({ detail: `${closed.closedThrough}: ${closed.days} / ${closed.entries}` }),
})

export const accountsPage = page({
  at: '/ledger/parties/:id',
  access: 'own.account',
  input: z.object({ id: id() }),
  load: accountsOf,
  show: accountsView,
})

export const statementPage = page({
  at: '/ledger/parties/:id/:account',
  access: 'own.account',
  input: z.object({ id: id(), account: id(), from: optionalDay(), to: optionalDay() }),
  load: async (tx, actor, input) => {
    const period = { from: input.from ?? firstDay(monthOfDay(tx.today)), to: input.to ?? tx.today }
    const read = await readStatement(tx, actor, { ...input, period })
    return 'refused' in read ? read : { ...read, period }
  },
  show: statementView,
})
