/** The addresses of slips, of what is done with them, and of the queue of a yard. */
import { z } from 'zod'
import { cursor, id, optionalId, optionalLine, whole } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { csvOf } from '#http/columns.ts'
import { isMonth } from '#kit/days.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { decimal } from '#ui/numbers.ts'
import { headOf } from '#wood/documents/heads.ts'
import { blanksPdf, fellingPdf } from '#wood/documents/pdf.ts'
import { readForest } from '#wood/forests.ts'
import { intakesAt, woodAt } from '#wood/page-parts.tsx'
import { programmeOf } from '#wood/programme.ts'
import { sayWood } from '#wood/sentences.ts'
import { intakeKinds, listSites, readSite } from '#wood/sites.ts'
import { approveIntake, reverseIntake } from './approving.ts'
import { openBlanks, printBlanks, readBlanks } from './blanks.ts'
import { intakeView } from './intake.pages.tsx'
import { cancelIntake, returnIntake } from './intakes.ts'
import { intakeFileColumns, intakesView } from './intakes.pages.tsx'
import { addPhotos, preparePhotos, readPhoto, removePhoto } from './photos.ts'
import {
  type IntakeRow,
  countWaiting,
  intakeViews,
  listIntakes,
  mostAtOnce,
  readIntake,
  readQueue,
  seesAll,
} from './reading.ts'
import { slipAt } from './slip.pages.tsx'
import { bytesOf, photosBox, slipLabels } from './slip.routes.ts'
import { intakeWords } from './words.ts'
import { yardView, yardsAt, yardsView } from './yards.pages.tsx'

const listInput = z.object({
  view: z.enum(intakeViews).catch('all'),
  site: optionalId().catch(undefined),
  month: z.string().refine(isMonth).optional().catch(undefined),
  q: z.string().max(100).catch(''),
  after: cursor(),
})
type ListInput = z.infer<typeof listInput>

const asked = ({ view, site, month, q }: ListInput) => ({ view, siteId: site, month, text: q })

const intakesPage: Page = page({
  at: intakesAt,
  access: 'wood.deliver',
  input: listInput,
  load: async (tx, actor, input) => {
    const list = await listIntakes(tx, actor, asked(input), input.after)
    return isRefusal(list) ? list : { list, all: seesAll(actor), sites: await listSites(tx, intakeKinds) }
  },
  show: intakesView,
})

/** Some years of a large region; the newest first, so that a longer list lacks the oldest, and its name says so. */
const mostInFile = 100_000

/** All that the list would show, piece by piece. */
async function allOf(tx: Tx, actor: Actor, input: ListInput): Promise<{ rows: IntakeRow[]; more: boolean }> {
  const rows: IntakeRow[] = []
  let after: string | undefined
  do {
    const piece = await listIntakes(tx, actor, { ...asked(input), limit: mostAtOnce }, after)
    if (isRefusal(piece)) break
    rows.push(...piece.rows)
    after = piece.next
  } while (after && rows.length < mostInFile)
  return { rows, more: after !== undefined }
}

const filePage: Page = page({
  at: `${intakesAt}.csv`,
  access: 'wood.deliver',
  input: listInput,
  load: allOf,
  show: ({ rows, more }, { lang }) =>
    csvOf(rows, intakeFileColumns(lang), more ? `wood-slips-newest-${mostInFile}` : 'wood-slips'),
})

const one = z.object({ id: id() })

const intakePage: Page = page({
  at: `${intakesAt}/:id`,
  access: 'wood.deliver',
  input: one,
  load: readIntake,
  show: intakeView,
})

/** 伐採段階の証明書: of an approved slip from a lot on record, for who felled it to sign. */
const fellingPage: Page = page({
  at: `${intakesAt}/:id/felling.pdf`,
  access: 'wood.deliver',
  input: one,
  load: async (tx, actor, input) => {
    const slip = await readIntake(tx, actor, input)
    if (isRefusal(slip)) return slip
    if (slip.forestId === null || slip.grams === null) return refuse('not_found')
    const [forest, programme] = [await readForest(tx, slip.forestId), await programmeOf(tx)]
    if (!forest || isRefusal(programme)) return refuse('not_found')
    const [from, to] = [await headOf(tx, slip.supplierId), await headOf(tx, programme.partyId)]
    return { slip, forest, from, to }
  },
  show: (data, { lang }) => ({
    bytes: fellingPdf({ ...data, lang }),
    type: 'application/pdf',
    name: `felling-${data.slip.intakeNo}.pdf`,
  }),
})

const shared = {
  access: 'wood.deliver',
  labels: slipLabels,
  refusals: sayWood,
  form: () => intakePage,
} as const
const reasoned = z.object({ id: id(), reason: optionalLine(200) })
const to = (intakeId: string): string => `${intakesAt}/${intakeId}`

const approveAction = action({
  ...shared,
  access: 'wood.run',
  at: `${intakesAt}/:id/approve`,
  input: one,
  run: (tx, actor, { id: intakeId }) => approveIntake(tx, actor, { intakeId }),
  done: ({ intakeId, intakeNo }, _input, { lang }) => ({
    to: to(intakeId),
    notice: intakeWords[lang].approvedNotice(intakeNo),
  }),
  audit: ({ intakeId, intakeNo }) => ({
    action: 'intake.approved',
    documentId: intakeId,
    documentNo: intakeNo,
  }),
})

const back = (deed: 'return' | 'cancel') =>
  action({
    ...shared,
    at: `${intakesAt}/:id/${deed}`,
    input: reasoned,
    run: (tx, actor, { id: intakeId, reason }) =>
      deed === 'return'
        ? returnIntake(tx, actor, { intakeId, reason })
        : cancelIntake(tx, actor, { intakeId, reason }),
    done: ({ intakeId }, _input, { lang }) => ({
      to: to(intakeId),
      notice: intakeWords[lang][deed === 'return' ? 'returned' : 'cancelled'],
    }),
    audit: ({ intakeId, intakeNo }, { reason }) => ({
      action: deed === 'return' ? 'intake.returned' : 'intake.cancelled',
      documentId: intakeId,
      documentNo: intakeNo,
      detail: reason,
    }),
  })

const reverseAction = action({
  ...shared,
  access: 'wood.run',
  at: `${intakesAt}/:id/reverse`,
  input: reasoned,
  run: (tx, actor, { id: intakeId, reason }) => reverseIntake(tx, actor, { intakeId, reason }),
  done: ({ intakeId, reversalNo }, _input, { lang }) => ({
    to: to(intakeId),
    notice: intakeWords[lang].reversed(reversalNo),
  }),
  audit: ({ intakeId, intakeNo }, { reason }) => ({
    action: 'intake.reversed',
    documentId: intakeId,
    documentNo: intakeNo,
    detail: reason,
  }),
})

const photosAction = action({
  ...shared,
  at: `${intakesAt}/:id/photos`,
  maxBytes: 12 * 1024 * 1024,
  input: z.object({ id: id(), photos: photosBox }),
  run: async (tx, actor, { id: intakeId, photos }) => {
    const prepared = await preparePhotos(await bytesOf(photos))
    return isRefusal(prepared) ? prepared : await addPhotos(tx, actor, { intakeId, prepared })
  },
  done: ({ intakeId, added }, _input, { lang }) => ({
    to: to(intakeId),
    notice: intakeWords[lang][added > 0 ? 'photosAdded' : 'photosEmpty'],
  }),
  audit: ({ intakeId, added }) => ({ action: 'intake.photos', documentId: intakeId, detail: String(added) }),
})

const photoPage: Page = page({
  at: `${intakesAt}/photos/:id/:format`,
  access: 'wood.deliver',
  input: z.object({ id: id(), format: z.enum(['full', 'small']) }),
  load: (tx, actor, { id: photoId, format }) => readPhoto(tx, actor, { photoId, size: format }),
  show: ({ bytes, mediaType }) => ({ bytes: new Uint8Array(bytes), type: mediaType }),
})

const removePhotoAction = action({
  ...shared,
  at: `${intakesAt}/photos/:id/remove`,
  input: one,
  run: (tx, actor, { id: photoId }) => removePhoto(tx, actor, { photoId }),
  form: () => intakesPage,
  done: ({ intakeId }) => ({ to: to(intakeId) }),
  audit: ({ intakeId }) => ({ action: 'intake.photo_remove', documentId: intakeId }),
})

const blanksInput = z.object({ blanks: z.string().max(6_000).optional().catch(undefined) })

const yardsPage: Page = page({
  at: yardsAt,
  access: 'wood.measure',
  input: blanksInput,
  load: async (tx, _actor, { blanks }) => ({
    sites: await listSites(tx, intakeKinds),
    waiting: await countWaiting(tx),
    blanks: blanks?.split(',').filter(Boolean) ?? [],
    open: await openBlanks(tx),
  }),
  show: yardsView,
})

const yardPage: Page = page({
  at: `${yardsAt}/:id`,
  access: 'wood.measure',
  input: one,
  load: async (tx, _actor, { id: siteId }) => {
    const site = await readSite(tx, siteId)
    return site ? { site, queue: await readQueue(tx, siteId) } : refuse('not_found')
  },
  show: yardView,
})

const blanksAction = action({
  ...shared,
  access: 'wood.measure',
  at: `${yardsAt}/blanks`,
  input: z.object({ count: whole(0, 10_000) }),
  run: printBlanks,
  form: () => yardsPage,
  done: ({ numbers }, _input, { lang }) => ({
    to: `${yardsAt}?blanks=${numbers.join(',')}`,
    notice: intakeWords[lang].printed(decimal(numbers.length)),
  }),
  audit: ({ numbers }) => ({ action: 'intake.blanks', detail: `${numbers[0]} – ${numbers.at(-1)}` }),
})

const blanksPage: Page = page({
  at: `${woodAt}/blanks.pdf`,
  access: 'wood.measure',
  input: z.object({ blanks: z.string().max(6_000).catch('') }),
  load: async (tx, _actor, { blanks }) => {
    const printed = await readBlanks(tx, blanks.split(',').filter(Boolean))
    return printed.length === 0 ? refuse('not_found') : { printed, sites: await listSites(tx, intakeKinds) }
  },
  show: ({ printed, sites }, { lang, publicUrl }) => ({
    bytes: blanksPdf({
      numbers: printed.map(({ blankNo }) => blankNo),
      sites: sites
        .filter(({ endedOn }) => endedOn === null)
        .map(({ name, nameEn }) => (lang === 'ja' ? name : nameEn || name)),
      addressOf: (number) => `${publicUrl}${slipAt}?paper=${number}`,
      lang,
    }),
    type: 'application/pdf',
    name: `slips-${printed[0]?.blankNo ?? ''}.pdf`,
  }),
})

export const intakeRoutes: readonly Route[] = [
  intakesPage,
  filePage,
  photoPage,
  removePhotoAction,
  intakePage,
  fellingPage,
  approveAction,
  back('return'),
  back('cancel'),
  reverseAction,
  photosAction,
  yardsPage,
  yardPage,
  blanksAction,
  blanksPage,
]
