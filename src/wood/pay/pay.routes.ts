/** The addresses of transfers, meetings and statements. */
import { z } from 'zod'
import { csvOf } from '#http/columns.ts'
import { cursor, dayField, id, several } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { returnInput, returnLabels, returnWords, sayReturn } from '#http/transfer-returns.tsx'
import type { Tx } from '#db/transaction.ts'
import { bankDayOnOrAfter } from '#kit/bank-days.ts'
import { addDays, isMonth, monthOfDay } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import { accountsInDoubt } from '#parties/transfer-returns.ts'
import { namesOf } from '#parties/directory.ts'
import { decimal } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { incomePdf } from '#wood/documents/pdf.ts'
import { officeWords } from '#wood/office.words.ts'
import { programmeOf } from '#wood/programme.ts'
import { sayWood } from '#wood/sentences.ts'
import { incomeAt, incomeView, meetingFileColumns, meetingView, meetingsAt } from './meetings.pages.tsx'
import { readIncome, readMeeting } from './meetings.ts'
import { payoutView, payoutsAt, payoutsView } from './payouts.pages.tsx'
import {
  cancelPayout,
  confirmPayout,
  listOwed,
  listPayouts,
  makePayout,
  readPayout,
  returnTransfer,
} from './payouts.ts'

const labels = (lang: Lang) => ({
  transferOn: officeWords[lang].transferOn,
  supplierIds: officeWords[lang].owed,
})
const shared = { access: 'wood.pay', labels, refusals: sayWood } as const
const one = z.object({ id: id() })

const payoutsPage: Page = page({
  at: payoutsAt,
  access: 'wood.pay',
  input: z.object({ after: cursor() }),
  load: async (tx, _actor, { after }) => {
    const owed = await listOwed(tx)
    return {
      owed,
      inDoubt: await accountsInDoubt(
        tx,
        owed.map(({ supplierId }) => supplierId),
      ),
      list: await listPayouts(tx, after),
      proposed: bankDayOnOrAfter(addDays(tx.today, 2)),
    }
  },
  show: payoutsView,
})

const makeAction = action({
  ...shared,
  at: payoutsAt,
  input: z.object({ transferOn: dayField(), supplierIds: several(id()) }),
  run: makePayout,
  done: ({ payoutId, payoutNo, suppliers }, _input, { lang }) => ({
    to: `${payoutsAt}/${payoutId}`,
    notice: officeWords[lang].madeNotice(payoutNo, decimal(suppliers)),
  }),
  form: () => payoutsPage,
  audit: ({ payoutId, payoutNo, amount }) => ({
    action: 'wood_payout.make',
    documentId: payoutId,
    documentNo: payoutNo,
    detail: `${amount} yen`,
  }),
})

const payoutPage: Page = page({
  at: `${payoutsAt}/:id`,
  access: 'wood.pay',
  input: one,
  load: async (tx, _actor, asked) => {
    const payout = await readPayout(tx, asked.id)
    return isRefusal(payout) ? payout : { payout, today: tx.today }
  },
  show: payoutView,
})

const filePage: Page = page({
  at: `${payoutsAt}/:id/file.txt`,
  access: 'wood.pay',
  input: one,
  load: async (tx, _actor, asked) => await readPayout(tx, asked.id),
  show: ({ file, payoutNo }) => ({
    bytes: new Uint8Array(file),
    type: 'text/plain; charset=shift_jis',
    name: `furikomi-${payoutNo}.txt`,
  }),
})

const settling = (deed: 'confirm' | 'cancel') =>
  action({
    ...shared,
    at: `${payoutsAt}/:id/${deed}`,
    input: one,
    run: (tx, actor, { id: payoutId }) =>
      deed === 'confirm' ? confirmPayout(tx, actor, { payoutId }) : cancelPayout(tx, actor, { payoutId }),
    done: (_settled, { id: payoutId }, { lang }) => ({
      to: `${payoutsAt}/${payoutId}`,
      notice: officeWords[lang][deed === 'confirm' ? 'confirmed' : 'cancelledNotice'],
    }),
    form: () => payoutPage,
    audit: ({ payoutNo }, { id: payoutId }) => ({
      action: `wood_payout.${deed}`,
      documentId: payoutId,
      documentNo: payoutNo,
    }),
  })

const returnAction = action({
  ...shared,
  at: `${payoutsAt}/:id/return`,
  labels: returnLabels,
  refusals: sayReturn(sayWood),
  input: returnInput,
  run: (tx, actor, { id: payoutId, ...returned }) => returnTransfer(tx, actor, { payoutId, ...returned }),
  done: (_returned, { id: payoutId }, { lang }) => ({
    to: `${payoutsAt}/${payoutId}`,
    notice: returnWords[lang].done,
  }),
  form: () => payoutPage,
  audit: ({ payoutNo }, { id: payoutId }) => ({
    action: 'wood_payout.return',
    documentId: payoutId,
    documentNo: payoutNo,
  }),
})

const monthInput = z.object({ month: z.string().refine(isMonth).optional().catch(undefined) })
const loadMeeting = async (
  tx: Tx,
  _actor: unknown,
  { month = monthOfDay(tx.today) }: z.infer<typeof monthInput>,
) => ({
  month,
  rows: await readMeeting(tx, month),
})

const meetingPage: Page = page({
  at: meetingsAt,
  access: 'wood.run',
  input: monthInput,
  load: loadMeeting,
  show: meetingView,
})

const meetingFilePage: Page = page({
  at: `${meetingsAt}.csv`,
  access: 'wood.run',
  input: monthInput,
  load: loadMeeting,
  show: ({ rows, month }, { lang }) => csvOf(rows, meetingFileColumns(lang), `wood-meeting-${month}`),
})

const yearInput = z.object({
  id: id(),
  year: z.coerce.number().int().min(1990).max(2199).optional().catch(undefined),
})
const yearOf = (tx: Tx): number => Number(tx.today.slice(0, 4))

const incomePage: Page = page({
  at: incomeAt(':id'),
  access: 'wood.deliver',
  input: yearInput,
  load: async (tx, actor, { id: supplierId, year = yearOf(tx) }) => {
    const income = await readIncome(tx, actor, { supplierId, year })
    return isRefusal(income) ? income : { income, thisYear: yearOf(tx) }
  },
  show: incomeView,
})

const incomePdfPage: Page = page({
  at: `${incomeAt(':id')}/statement.pdf`,
  access: 'wood.deliver',
  input: yearInput,
  load: async (tx, actor, { id: supplierId, year = yearOf(tx) }) => {
    const income = await readIncome(tx, actor, { supplierId, year })
    if (isRefusal(income)) return income
    const programme = await programmeOf(tx)
    if (isRefusal(programme)) return programme
    const issuer = (await namesOf(tx, [programme.partyId])).get(programme.partyId)?.name ?? ''
    return { income, issuer, today: tx.today }
  },
  show: ({ income, issuer, today }, { lang }) => ({
    bytes: incomePdf({ income, issuer, today, lang }),
    type: 'application/pdf',
    name: `wood-income-${income.year}-${income.supplierNo}.pdf`,
  }),
})

export const payRoutes: readonly Route[] = [
  payoutsPage,
  makeAction,
  payoutPage,
  filePage,
  settling('confirm'),
  settling('cancel'),
  returnAction,
  meetingPage,
  meetingFilePage,
  incomePage,
  incomePdfPage,
]
