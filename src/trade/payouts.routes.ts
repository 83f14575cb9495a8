/** The addresses of payouts: `/trade/payouts`, `/trade/payouts/:id`, its file, its confirmation and its withdrawal. */
import { z } from 'zod'
import { bankDayOnOrAfter } from '#kit/bank-days.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { cursor, dayField, id, several } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { returnInput, returnLabels, returnWords, sayReturn } from '#http/transfer-returns.tsx'
import { dayText, yen } from '#ui/numbers.ts'
import { isDay } from '#kit/days.ts'
import type { Lang } from '#ui/words.ts'
import { listPayouts, readPayout, readPayoutFile } from './money-lists.ts'
import { payoutEntries, withAccount } from './money-reading.ts'
import { orNotFound } from './page-parts.tsx'
import { payoutView } from './payout.pages.tsx'
import { payoutsView } from './payouts.pages.tsx'
import { returnTransfer } from './payout-returns.ts'
import { type PayoutRefusal, cancelPayout, confirmPayout, makePayout } from './payouts.ts'
import { companyOf, readSetting } from './settings.ts'
import { listStatements } from './statement-sheets.ts'
import { bankWords } from './words/money-bank.ts'
import { payoutSentence, returnSentence, waitingSentence } from './words/money-refusals.ts'

/** What a payout can be made of, and what is still missing for it. */
async function openPayouts(tx: Tx, actor: Actor, after: string | undefined) {
  const list = await listPayouts(tx, actor, after)
  if (isRefusal(list)) return list
  const toPay = await listStatements(tx, actor, { view: 'to_pay', limit: 500 })
  if (isRefusal(toPay)) return toPay
  const company = await companyOf(tx)
  const producers = toPay.rows.map(({ producerId }) => producerId)
  const paidTo = await withAccount(tx, [...producers, company.partyId], tx.today)
  const first = toPay.rows.map(({ payOn }) => payOn).toSorted()[0] ?? tx.today
  return {
    list,
    toPay: toPay.rows,
    paidTo,
    companyId: company.partyId,
    hasCode: (await readSetting(tx)).requesterCode !== '',
    transferOn: bankDayOnOrAfter(first > tx.today ? first : tx.today),
  }
}
export type PayoutsData = Exclude<Awaited<ReturnType<typeof openPayouts>>, { readonly refused: string }>

const payoutsPage: Page = page({
  at: '/trade/payouts',
  access: 'payout.pay',
  input: z.object({ after: cursor() }),
  load: (tx, actor, { after }) => openPayouts(tx, actor, after),
  show: payoutsView,
})

/** A day is read in the reader's language. */
function payoutFault(refusal: PayoutRefusal, lang: Lang): string {
  const on = String(refusal.detail?.['on'] ?? '')
  if (!isDay(on)) return payoutSentence(refusal, lang)
  return payoutSentence({ ...refusal, detail: { ...refusal.detail, on: dayText(on, lang) } }, lang)
}

const makeAction = action({
  at: '/trade/payouts',
  access: 'payout.pay',
  input: z.object({ statementIds: several(id()), transferOn: dayField() }),
  run: async (tx, actor, input) => {
    const made = await makePayout(tx, actor, input)
    if (!isRefusal(made)) return made
    return { ...made, field: made.field === 'transferOn' ? made.field : 'statementIds' }
  },
  done: ({ payoutId, payoutNo, amountYen }, _input, { lang }) => ({
    to: `/trade/payouts/${payoutId}`,
    notice: bankWords[lang].made(payoutNo, yen(amountYen, lang)),
  }),
  labels: (lang) => ({ statementIds: bankWords[lang].toPay, transferOn: bankWords[lang].transferOn }),
  refusals: payoutFault,
  form: () => payoutsPage,
  audit: ({ payoutId, payoutNo, amountYen }) => ({
    documentId: payoutId,
    documentNo: payoutNo,
    detail: String(amountYen),
  }),
})

const one = z.object({ id: id() })

const payoutPage: Page = page({
  at: '/trade/payouts/:id',
  access: 'payout.pay',
  input: one,
  load: async (tx, actor, { id: payoutId }) => {
    const payout = orNotFound(await readPayout(tx, actor, { payoutId }))
    return isRefusal(payout)
      ? payout
      : { payout, entries: await payoutEntries(tx, payoutId), today: tx.today }
  },
  show: payoutView,
})

const filePage = page({
  at: '/trade/payouts/:id/file',
  access: 'payout.pay',
  input: one,
  load: async (tx, actor, { id: payoutId }) => {
    const payout = orNotFound(await readPayout(tx, actor, { payoutId }))
    if (isRefusal(payout)) return payout
    const file = orNotFound(await readPayoutFile(tx, actor, { payoutId }))
    return isRefusal(file) ? file : { bytes: file.bytes, payoutNo: payout.payoutNo }
  },
  // No text type: a browser that took it for UTF-8 would spoil the half-width kana.
  show: ({ bytes, payoutNo }, { lang }) => ({
    bytes,
    type: 'application/octet-stream',
    name: bankWords[lang].fileName(payoutNo),
  }),
})

const confirmAction = action({
  at: '/trade/payouts/:id/confirm',
  access: 'payout.pay',
  input: one,
  run: (tx, actor, { id: payoutId }) => confirmPayout(tx, actor, { payoutId }),
  done: ({ payoutId, payoutNo }, _input, { lang }) => ({
    to: `/trade/payouts/${payoutId}`,
    notice: bankWords[lang].confirmed(payoutNo),
  }),
  labels: () => ({}),
  refusals: waitingSentence,
  form: () => payoutPage,
  audit: ({ payoutId, payoutNo }) => ({ documentId: payoutId, documentNo: payoutNo }),
})

const cancelAction = action({
  at: '/trade/payouts/:id/cancel',
  access: 'payout.pay',
  input: one,
  run: (tx, actor, { id: payoutId }) => cancelPayout(tx, actor, { payoutId }),
  done: ({ payoutId, payoutNo }, _input, { lang }) => ({
    to: `/trade/payouts/${payoutId}`,
    notice: bankWords[lang].cancelled(payoutNo),
  }),
  labels: () => ({}),
  refusals: waitingSentence,
  form: () => payoutPage,
  audit: ({ payoutId, payoutNo }) => ({ documentId: payoutId, documentNo: payoutNo }),
})

const returnAction = action({
  at: '/trade/payouts/:id/return',
  access: 'payout.pay',
  input: returnInput,
  run: (tx, actor, { id: payoutId, ...returned }) => returnTransfer(tx, actor, { payoutId, ...returned }),
  done: ({ payoutId }, _input, { lang }) => ({
    to: `/trade/payouts/${payoutId}`,
    notice: returnWords[lang].done,
  }),
  labels: returnLabels,
  refusals: sayReturn(returnSentence),
  form: () => payoutPage,
  audit: ({ payoutId, payoutNo }) => ({
    action: 'payout.return',
    documentId: payoutId,
    documentNo: payoutNo,
  }),
})

export const payoutRoutes: Route[] = [
  payoutsPage,
  makeAction,
  payoutPage,
  filePage,
  confirmAction,
  cancelAction,
  returnAction,
]
