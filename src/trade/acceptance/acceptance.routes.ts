/** The addresses of 検収: the list, the form on a delivery, settling what differed, and taking an acceptance back. */
import { z } from 'zod'
import { isRefusal } from '#kit/refusals.ts'
import { dayField, id, optionalLine, optionalSteps, optionalWhole, text, whole } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import type { Actor } from '#parties/actors.ts'
import type { Lang } from '#ui/words.ts'
import { readDelivery } from '#trade/delivery-notes.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { acceptanceOf, acceptanceViews, listAcceptances } from './acceptance-lists.ts'
import { acceptView, acceptancesView } from './acceptance.pages.tsx'
import { type Difference, recordAcceptance, settleDifference, undoAcceptance } from './acceptances.ts'
import { differenceKinds } from './schema.ts'
import { acceptanceWords, sayAccept, saySettleDifference, sayUndoAcceptance } from './words.ts'

/** A delivery with what was said of it, for its page and its form. */
export async function deliveryWithAcceptance(tx: Tx, actor: Actor, deliveryId: Id) {
  const delivery = orNotFound(await readDelivery(tx, actor, { deliveryId }))
  if (isRefusal(delivery)) return delivery
  return { delivery, acceptance: await acceptanceOf(tx, deliveryId), today: tx.today }
}

const listPage = page({
  at: '/trade/acceptances',
  access: 'delivery.accept',
  input: z.object({
    view: z.enum(acceptanceViews).optional().catch(undefined),
    after: z.string().optional(),
  }),
  load: async (tx, actor, { view = actor.role === 'buyer' ? 'waiting' : 'differing', after }) => {
    const found = await listAcceptances(tx, actor, { view }, after)
    return isRefusal(found) ? found : { found, view }
  },
  show: acceptancesView,
})

const one = z.object({ id: id() })

const acceptPage: Page = page({
  at: '/trade/deliveries/:id/accept',
  access: 'delivery.accept',
  input: one,
  load: (tx, actor, asked) => deliveryWithAcceptance(tx, actor, asked.id),
  show: acceptView,
})

const mostGrams = 100_000_000
const labels = (lang: Lang) => {
  const own = acceptanceWords[lang]
  return {
    acceptedOn: own.acceptedOn,
    note: own.note,
    'lines.short': own.short,
    'lines.damaged': own.damaged,
    'lines.shortKg': own.shortKg,
    'lines.damagedKg': own.damagedKg,
    'lines.reason': own.reason,
    decision: own.decision,
    reason: own.settleReason,
  }
}

const lineBoxes = z.object({
  lineNo: whole(1, 200),
  short: optionalWhole(0, 1_000_000),
  damaged: optionalWhole(0, 1_000_000),
  shortKg: optionalSteps(3, 0, mostGrams),
  damagedKg: optionalSteps(3, 0, mostGrams),
  reason: optionalLine(200),
})
type LineBoxes = z.infer<typeof lineBoxes>

/** The boxes as differences, each with the box in which it was typed. */
const differencesOf = (lines: readonly LineBoxes[]): (Difference & { box: string })[] =>
  lines.flatMap(({ lineNo, reason, ...boxes }, at) =>
    (['short', 'damaged', 'shortKg', 'damagedKg'] as const).flatMap((name) => {
      const quantity = boxes[name] ?? 0
      const kind = name.startsWith('short') ? ('short' as const) : ('damaged' as const)
      return quantity > 0 ? [{ lineNo, kind, quantity, reason, box: `lines.${at}.${name}` }] : []
    }),
  )

const acceptAction = action({
  at: '/trade/deliveries/:id/accept',
  access: 'delivery.accept',
  input: one.extend({
    acceptedOn: dayField(),
    note: text(1000),
    lines: z.array(lineBoxes).max(200).optional(),
  }),
  run: async (tx, actor, { id: deliveryId, lines = [], ...given }) => {
    const differences = differencesOf(lines)
    const done = await recordAcceptance(tx, actor, { ...given, deliveryId, differences })
    if (!isRefusal(done)) return done
    const [, at] = /^differences\.(\d+)\./.exec(done.field ?? '') ?? []
    const box = at === undefined ? undefined : differences[Number(at)]?.box
    return box ? { ...done, field: box } : done
  },
  done: ({ deliveryNo, differences }, asked, { lang }) => ({
    to: `/trade/deliveries/${asked.id}`,
    notice:
      differences > 0
        ? acceptanceWords[lang].recordedDiffering(deliveryNo)
        : acceptanceWords[lang].recorded(deliveryNo),
  }),
  labels,
  refusals: sayAccept,
  form: () => acceptPage,
  audit: ({ deliveryNo, differences }, asked) => ({
    documentId: asked.id,
    documentNo: deliveryNo,
    detail: `${differences} differences`,
  }),
})

/** Forms that are refused come back on the page of the delivery. */
const onDelivery = (deliveryPage: Page) => [
  action({
    at: '/trade/deliveries/:id/settle-difference',
    access: 'return.take',
    input: one.extend({
      acceptanceId: id(),
      lineNo: whole(1, 200),
      kind: z.enum(differenceKinds),
      decision: z.enum(['stock', 'waste', 'reject']),
      reason: optionalLine(200),
    }),
    run: settleDifference,
    done: ({ deliveryId, returnNo }, _input, { lang }) => ({
      to: `/trade/deliveries/${deliveryId}`,
      notice: returnNo ? acceptanceWords[lang].settledReturn(returnNo) : acceptanceWords[lang].settledReject,
    }),
    labels,
    refusals: saySettleDifference,
    form: () => deliveryPage,
    audit: ({ deliveryId, returnNo }, { decision, reason }) => ({
      documentId: deliveryId,
      documentNo: returnNo ?? undefined,
      detail: `${decision} ${reason}`.trim(),
    }),
  }),
  action({
    at: '/trade/deliveries/:id/undo-acceptance',
    access: 'return.take',
    input: one.extend({ acceptanceId: id() }),
    run: undoAcceptance,
    done: ({ deliveryId }, _input, { lang }) => ({
      to: `/trade/deliveries/${deliveryId}`,
      notice: acceptanceWords[lang].undone,
    }),
    labels: () => ({}),
    refusals: sayUndoAcceptance,
    form: () => deliveryPage,
    audit: ({ deliveryId }) => ({ documentId: deliveryId }),
  }),
]

export const acceptanceRoutesOn = (deliveryPage: Page) => [
  listPage,
  acceptPage,
  acceptAction,
  ...onDelivery(deliveryPage),
]
