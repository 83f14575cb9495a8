/** The addresses of points for who has them and who takes them. */
import { z } from 'zod'
import { cursor, id, line, optionalLine, text, whole } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { accountInDoubt } from '#parties/transfer-returns.ts'
import { holderOfCode, showCode, takeByCode } from '#points/codes.ts'
import { takeNotes } from '#points/notes.ts'
import { listPayments, readPayment, readTill } from '#points/payment-lists.ts'
import { pay, undoPayment } from '#points/payments.ts'
import { readShop, shopOfCode } from '#points/shops.ts'
import { readWallet } from '#points/wallets.ts'
import { decimal } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { sayPoints } from './sentences.ts'
import { tillView } from './till.pages.tsx'
import { codeView, payView, paymentView, pointsAt, walletView } from './wallet.pages.tsx'
import { pointsWords } from './words.ts'

export const labels = (lang: Lang) => {
  const own = pointsWords[lang]
  return {
    points: own.amount,
    shop: own.shopCode,
    code: own.code,
    reason: own.reason,
    serials: own.serials,
    partyId: own.party,
    requesterCode: own.requesterCode,
    fillerId: own.filler,
    yen: own.yenAmount,
    on: own.on,
    memo: own.memo,
    to: own.to,
    holderId: own.to,
    count: own.count,
    each: own.each,
    transferOn: own.transferOn,
  }
}
const shared = { labels, refusals: sayPoints } as const

/** Somebody who is signed in acts for a party: without one there is neither wallet nor till. */
const partyOf = (actor: Actor) => actor.partyId ?? refuse('not_yours')

const walletPage: Page = page({
  at: pointsAt,
  access: 'points.own',
  input: z.object({ after: cursor() }),
  load: async (tx, actor, { after }) => {
    const own = partyOf(actor)
    if (isRefusal(own)) return own
    const payments = await listPayments(tx, actor, { payerId: own, after })
    if (isRefusal(payments)) return payments
    return { wallet: await readWallet(tx, own), payments, shop: await readShop(tx, own), today: tx.today }
  },
  show: walletView,
})

const shopInput = z.object({ shop: optionalLine(20).catch('') })

const payPage: Page = page({
  at: `${pointsAt}/pay`,
  access: 'points.own',
  input: shopInput,
  load: async (tx, actor, { shop: code }) => {
    const own = partyOf(actor)
    if (isRefusal(own)) return own
    const shop = await shopOfCode(tx, code)
    return { shop: shop?.endedOn === null ? shop : undefined, code, wallet: await readWallet(tx, own) }
  },
  show: payView,
})

const payAction = action({
  ...shared,
  at: `${pointsAt}/pay`,
  access: 'points.own',
  input: z.object({ shop: line(20), points: whole(0) }),
  run: async (tx, actor, { shop: code, points }) => {
    const own = partyOf(actor)
    if (isRefusal(own)) return own
    const shop = await shopOfCode(tx, code)
    if (!shop) return refuse('no_shop_code', { field: 'shop' })
    return await pay(tx, actor, { payerId: own, shopId: shop.partyId, points, way: 'shop_code' })
  },
  done: ({ paymentId }) => ({ to: `${pointsAt}/payments/${paymentId}` }),
  form: () => payPage,
  audit: ({ paymentId, points }) => ({
    action: 'points.pay',
    documentId: paymentId,
    detail: `${points} pt`,
  }),
})

const codeInput = z.object({ code: z.string().max(100).optional().catch(undefined) })

const codePage: Page = page({
  at: `${pointsAt}/code`,
  access: 'points.own',
  input: codeInput,
  load: async (tx, _actor, { code = '' }) => {
    const found = await holderOfCode(tx, code)
    return isRefusal(found) ? {} : { code, until: found.until }
  },
  show: codeView,
})

const codeAction = action({
  ...shared,
  at: `${pointsAt}/code`,
  access: 'points.own',
  input: z.object({}),
  run: async (tx, actor) => {
    const own = partyOf(actor)
    return isRefusal(own) ? own : await showCode(tx, own)
  },
  done: ({ code }) => ({ to: `${pointsAt}/code?code=${code}` }),
  form: () => walletPage,
  audit: () => ({ action: 'points.code' }),
})

const paymentPage: Page = page({
  at: `${pointsAt}/payments/:id`,
  access: 'points.own',
  input: z.object({ id: id() }),
  load: readPayment,
  show: paymentView,
})

const undoAction = action({
  ...shared,
  at: `${pointsAt}/payments/:id/undo`,
  access: 'points.own',
  input: z.object({ id: id(), reason: optionalLine(200) }),
  run: (tx, actor, { id: paymentId, reason }) => undoPayment(tx, actor, { paymentId, reason }),
  done: ({ paymentId }, _input, { lang }) => ({
    to: `${pointsAt}/payments/${paymentId}`,
    notice: pointsWords[lang].undoneNotice,
  }),
  form: () => paymentPage,
  audit: ({ paymentId }, { reason }) => ({
    action: 'points.undo',
    documentId: paymentId,
    detail: reason,
  }),
})

const tillInput = z.object({
  after: cursor(),
  code: z.string().max(100).optional().catch(undefined),
  note: z.string().max(20).optional().catch(undefined),
})

async function loadTill(tx: Tx, actor: Actor, { after, code, note }: z.infer<typeof tillInput>) {
  const own = partyOf(actor)
  if (isRefusal(own)) return own
  const payments = await listPayments(tx, actor, { shopId: own, after })
  if (isRefusal(payments)) return payments
  const returned = await accountInDoubt(tx, own)
  return { shop: await readShop(tx, own), till: await readTill(tx, own), payments, returned, code, note }
}

const tillPage: Page = page({
  at: `${pointsAt}/till`,
  access: 'points.take',
  input: tillInput,
  load: loadTill,
  show: tillView,
})

/** What the square of a wallet says: the till, with the code in its box. */
const takePage: Page = page({
  at: `${pointsAt}/take`,
  access: 'points.take',
  input: tillInput,
  load: loadTill,
  show: tillView,
})

const takeAction = action({
  ...shared,
  at: `${pointsAt}/take`,
  access: 'points.take',
  input: z.object({ code: line(200), points: whole(0) }),
  // Typed by hand or read by a scanner it may be the whole address.
  run: (tx, actor, { code, points }) =>
    takeByCode(tx, actor, { code: /[?&]code=([\w-]+)/.exec(code)?.[1] ?? code, points }),
  done: ({ points }, _input, { lang }) => ({
    to: `${pointsAt}/till`,
    notice: pointsWords[lang].took(pointsWords[lang].points(decimal(points))),
  }),
  form: () => tillPage,
  audit: ({ paymentId, points }) => ({
    action: 'points.take',
    documentId: paymentId,
    detail: `${points} pt`,
  }),
})

/** One a line, or with commas; a square that was scanned says its whole address. */
export const serialsIn = (typed: string): string[] =>
  typed
    .split(/[\n,、]+/)
    .map((each) => /[?&]note=(\w+)/.exec(each)?.[1] ?? each.trim())
    .filter((each) => each !== '')

const notesAction = action({
  ...shared,
  at: `${pointsAt}/till/notes`,
  access: 'points.take',
  input: z.object({ serials: text(8000) }),
  run: async (tx, actor, { serials }) => {
    const own = partyOf(actor)
    return isRefusal(own) ? own : await takeNotes(tx, actor, { shopId: own, serials: serialsIn(serials) })
  },
  done: ({ notes, points }, _input, { lang }) => ({
    to: `${pointsAt}/till`,
    notice: pointsWords[lang].notesTook(decimal(notes), pointsWords[lang].points(decimal(points))),
  }),
  form: () => tillPage,
  audit: ({ notes, points }) => ({ action: 'points.note_take', detail: `${notes} / ${points} pt` }),
})

export const walletRoutes: readonly Route[] = [
  walletPage,
  payPage,
  payAction,
  codePage,
  codeAction,
  paymentPage,
  undoAction,
  tillPage,
  takePage,
  takeAction,
  notesAction,
]
