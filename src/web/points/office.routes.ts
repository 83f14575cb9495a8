/** The addresses of points for those who run them. */
import { z } from 'zod'
import { cursor, dayField, id, optionalLine, text, whole } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { returnInput, returnLabels, returnWords, sayReturn } from '#http/transfer-returns.tsx'
import { bankDayOnOrAfter } from '#kit/bank-days.ts'
import { addDays } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import { namesOf, partyChoices } from '#parties/directory.ts'
import { fillFund, openFund, readFund } from '#points/fund.ts'
import { listFundMoves, readFundMove, undoFundMove } from '#points/fund-moves.ts'
import { issuePoints } from '#points/issues.ts'
import { listPrintings, madeNotes } from '#points/note-lists.ts'
import { printNotes, voidNotes } from '#points/notes.ts'
import { listPayments } from '#points/payment-lists.ts'
import {
  cancelRedemption,
  confirmRedemption,
  listRedemptions,
  makeRedemption,
  readRedemption,
  returnTransfer,
} from '#points/redemptions.ts'
import { endShop, listShops, registerShop } from '#points/shops.ts'
import { countingDays, findPatterns, outstandingOn } from '#points/watching.ts'
import { decimal } from '#ui/numbers.ts'
import { fundMoveView, movesAt } from './fund-moves.pages.tsx'
import { fundView } from './fund.pages.tsx'
import { notesView } from './notes.pages.tsx'
import { officeAt, redemptionView, redemptionsView, shopsView, watchView } from './office.pages.tsx'
import { sayPoints } from './sentences.ts'
import { labels, serialsIn } from './wallet.routes.ts'
import { pointsWords } from './words.ts'

const shared = { access: 'points.run', labels, refusals: sayPoints } as const
const countedDays = 4

const fundPage: Page = page({
  at: officeAt('fund'),
  access: 'points.run',
  input: z.object({ after: cursor() }),
  load: async (tx, actor, { after }) => {
    const [fund, moves] = [await readFund(tx), await listFundMoves(tx, actor, after)]
    if (isRefusal(moves)) return moves
    const open = isRefusal(fund) ? undefined : fund
    const outstanding = []
    for (const on of countingDays(tx.today, countedDays)) outstanding.push(await outstandingOn(tx, on))
    return {
      fund: open,
      holder: open && (await namesOf(tx, [open.partyId])).get(open.partyId)?.name,
      parties: await partyChoices(tx),
      outstanding,
      moves,
      today: tx.today,
    }
  },
  show: fundView,
})

const openAction = action({
  ...shared,
  at: `${officeAt('fund')}/open`,
  input: z.object({ partyId: id(), requesterCode: optionalLine(10) }),
  run: openFund,
  done: (_opened, _input, { lang }) => ({ to: officeAt('fund'), notice: pointsWords[lang].opened }),
  form: () => fundPage,
  audit: ({ partyId }) => ({ action: 'points.open', documentId: partyId }),
})

const fillAction = action({
  ...shared,
  at: `${officeAt('fund')}/fill`,
  input: z.object({
    fillerId: id(),
    yen: whole(0, 999_999_999_999),
    on: dayField(),
    memo: optionalLine(200),
  }),
  run: fillFund,
  done: (_filled, _input, { lang }) => ({ to: officeAt('fund'), notice: pointsWords[lang].filled }),
  form: () => fundPage,
  audit: (_posted, { yen }) => ({ action: 'points.fill', detail: `${yen}` }),
})

const giveAction = action({
  ...shared,
  at: `${officeAt('fund')}/give`,
  input: z.object({ to: id(), points: whole(0), reason: optionalLine(200) }),
  run: issuePoints,
  done: ({ points }, _input, { lang }) => ({
    to: officeAt('fund'),
    notice: pointsWords[lang].given(pointsWords[lang].points(decimal(points))),
  }),
  form: () => fundPage,
  audit: ({ points }, { to, reason }) => ({
    action: 'points.issue',
    documentId: to,
    detail: `${points} pt ${reason}`,
  }),
})

const one = z.object({ id: id() })

const movePage: Page = page({
  at: `${movesAt}/:id`,
  access: 'points.run',
  input: one,
  load: readFundMove,
  show: fundMoveView,
})

const undoMoveAction = action({
  ...shared,
  at: `${movesAt}/:id/undo`,
  input: z.object({ id: id(), reason: optionalLine(200) }),
  run: (tx, actor, { id: moveId, reason }) => undoFundMove(tx, actor, { moveId, reason }),
  done: ({ moveId }, _input, { lang }) => ({
    to: `${movesAt}/${moveId}`,
    notice: pointsWords[lang].takenBack,
  }),
  form: () => movePage,
  audit: ({ moveId }, { reason }) => ({ action: 'points.fund_undo', documentId: moveId, detail: reason }),
})

const shopsPage: Page = page({
  at: officeAt('shops'),
  access: 'points.run',
  load: async (tx) => ({ shops: await listShops(tx), parties: await partyChoices(tx) }),
  show: shopsView,
})

const registerAction = action({
  ...shared,
  at: officeAt('shops'),
  input: z.object({ partyId: id() }),
  run: registerShop,
  done: ({ code }, _input, { lang }) => ({
    to: officeAt('shops'),
    notice: pointsWords[lang].registered(code),
  }),
  form: () => shopsPage,
  audit: ({ partyId }) => ({ action: 'points.shop_register', documentId: partyId }),
})

const endAction = action({
  ...shared,
  at: `${officeAt('shops')}/:id/end`,
  input: one,
  run: (tx, actor, { id: partyId }) => endShop(tx, actor, { partyId }),
  done: (_ended, _input, { lang }) => ({ to: officeAt('shops'), notice: pointsWords[lang].endedNotice }),
  form: () => shopsPage,
  audit: ({ partyId }) => ({ action: 'points.shop_end', documentId: partyId }),
})

const notesPage: Page = page({
  at: officeAt('notes'),
  access: 'points.run',
  input: z.object({ made: z.string().max(4000).optional().catch(undefined), after: cursor() }),
  load: async (tx, actor, { made, after }) => {
    const printings = await listPrintings(tx, actor, after)
    if (isRefusal(printings)) return printings
    return {
      parties: await partyChoices(tx),
      printings,
      made: made ? await madeNotes(tx, actor, made.split(',')) : undefined,
    }
  },
  show: notesView,
})

const voidAction = action({
  ...shared,
  at: `${officeAt('notes')}/void`,
  input: z.object({ serials: text(4000) }),
  run: (tx, actor, { serials }) => voidNotes(tx, actor, { serials: serialsIn(serials) }),
  done: ({ notes }, _input, { lang }) => ({
    to: officeAt('notes'),
    notice: pointsWords[lang].voided(decimal(notes)),
  }),
  form: () => notesPage,
  audit: ({ notes }) => ({ action: 'points.note_void', detail: String(notes) }),
})

const printAction = action({
  ...shared,
  at: officeAt('notes'),
  input: z.object({ holderId: id(), count: whole(0, 10_000), each: whole(0) }),
  run: printNotes,
  done: ({ serials }, _input, { lang }) => ({
    to: `${officeAt('notes')}?made=${serials.join(',')}`,
    notice: pointsWords[lang].printed(decimal(serials.length)),
  }),
  form: () => notesPage,
  audit: ({ serials, each }, { holderId }) => ({
    action: 'points.print',
    documentId: holderId,
    detail: `${serials.length} × ${each} pt`,
  }),
})

const redemptionsPage: Page = page({
  at: officeAt('redemptions'),
  access: 'points.run',
  input: z.object({ after: cursor() }),
  load: async (tx, _actor, { after }) => ({
    list: await listRedemptions(tx, after),
    proposed: bankDayOnOrAfter(addDays(tx.today, 2)),
  }),
  show: redemptionsView,
})

const makeAction = action({
  ...shared,
  at: officeAt('redemptions'),
  input: z.object({ transferOn: dayField() }),
  run: makeRedemption,
  done: ({ redemptionId, redemptionNo, shops }, _input, { lang }) => ({
    to: `${officeAt('redemptions')}/${redemptionId}`,
    notice: pointsWords[lang].made(redemptionNo, decimal(shops)),
  }),
  form: () => redemptionsPage,
  audit: ({ redemptionId, redemptionNo, points }) => ({
    action: 'points.redemption_make',
    documentId: redemptionId,
    documentNo: redemptionNo,
    detail: `${points} pt`,
  }),
})

const redemptionPage: Page = page({
  at: `${officeAt('redemptions')}/:id`,
  access: 'points.run',
  input: one,
  load: async (tx, _actor, asked) => {
    const redemption = await readRedemption(tx, asked.id)
    return isRefusal(redemption) ? redemption : { redemption, today: tx.today }
  },
  show: redemptionView,
})

const filePage: Page = page({
  at: `${officeAt('redemptions')}/:id/file.txt`,
  access: 'points.run',
  input: one,
  load: async (tx, _actor, asked) => await readRedemption(tx, asked.id),
  show: ({ file, redemptionNo }) => ({
    bytes: new Uint8Array(file),
    type: 'text/plain; charset=shift_jis',
    name: `furikomi-${redemptionNo}.txt`,
  }),
})

const settling = (deed: 'confirm' | 'cancel') =>
  action({
    ...shared,
    at: `${officeAt('redemptions')}/:id/${deed}`,
    input: one,
    run: (tx, actor, { id: redemptionId }) =>
      deed === 'confirm'
        ? confirmRedemption(tx, actor, { redemptionId })
        : cancelRedemption(tx, actor, { redemptionId }),
    done: (_settled, { id: redemptionId }, { lang }) => ({
      to: `${officeAt('redemptions')}/${redemptionId}`,
      notice: pointsWords[lang][deed === 'confirm' ? 'confirmed' : 'cancelled'],
    }),
    form: () => redemptionPage,
    audit: ({ redemptionNo }, { id: redemptionId }) => ({
      action: `points.redemption_${deed}`,
      documentId: redemptionId,
      documentNo: redemptionNo,
    }),
  })

const returnAction = action({
  ...shared,
  at: `${officeAt('redemptions')}/:id/return`,
  labels: returnLabels,
  refusals: sayReturn(sayPoints),
  input: returnInput,
  run: (tx, actor, { id: redemptionId, ...returned }) =>
    returnTransfer(tx, actor, { redemptionId, ...returned }),
  done: (_returned, { id: redemptionId }, { lang }) => ({
    to: `${officeAt('redemptions')}/${redemptionId}`,
    notice: returnWords[lang].done,
  }),
  form: () => redemptionPage,
  audit: ({ redemptionNo }, { id: redemptionId }) => ({
    action: 'points.redemption_return',
    documentId: redemptionId,
    documentNo: redemptionNo,
  }),
})

const watchPage: Page = page({
  at: officeAt('watch'),
  access: 'points.run',
  input: z.object({ after: cursor() }),
  load: async (tx, actor, { after }) => {
    const payments = await listPayments(tx, actor, { after })
    return isRefusal(payments) ? payments : { patterns: await findPatterns(tx), payments }
  },
  show: watchView,
})

export const officeRoutes: readonly Route[] = [
  fundPage,
  openAction,
  fillAction,
  giveAction,
  movePage,
  undoMoveAction,
  shopsPage,
  registerAction,
  endAction,
  notesPage,
  printAction,
  voidAction,
  redemptionsPage,
  makeAction,
  returnAction,
  redemptionPage,
  filePage,
  settling('confirm'),
  settling('cancel'),
  watchPage,
]
