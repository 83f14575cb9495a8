/** The addresses of writing a slip, putting it right and measuring it. */
import { z } from 'zod'
import {
  dayField,
  file,
  id,
  optionalId,
  optionalLine,
  optionalSteps,
  several,
  steps,
  text,
  tick,
  whole,
} from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import type { Lang } from '#ui/words.ts'
import { forestChoices } from '#wood/forests.ts'
import { methods } from '#wood/measuring.ts'
import { intakesAt } from '#wood/page-parts.tsx'
import { bases, species, woodClasses } from '#wood/schema.ts'
import { sayWood } from '#wood/sentences.ts'
import { intakeKinds, listSites } from '#wood/sites.ts'
import { readSupplier, supplierChoices } from '#wood/suppliers.ts'
import { woodWords } from '#wood/words.ts'
import { type Written, changeIntake, steps as stepsTo, writeIntake } from './intakes.ts'
import { addPhotos, preparePhotos } from './photos.ts'
import { readIntake, seesAll } from './reading.ts'
import { type SlipData, changeView, slipAt, slipView, slipsAt } from './slip.pages.tsx'
import { intakeWords } from './words.ts'

export const slipLabels = (lang: Lang) => {
  const own = intakeWords[lang]
  const words = woodWords[lang]
  return {
    supplierId: own.who,
    siteId: own.where,
    deliveredOn: own.deliveredOn,
    forestId: own.forest,
    origin: own.origin,
    basis: own.basis,
    woodClass: words.woodClass,
    species: words.speciesOf,
    method: own.method,
    grossGrams: own.gross,
    tareGrams: own.tare,
    diameterMm: own.diameter,
    lengthMm: own.length,
    pieces: own.pieces,
    widthMm: own.width,
    heightMm: own.height,
    depthMm: own.depth,
    truckTenths: own.trucks,
    wetBp: own.wet,
    bay: own.bay,
    note: own.note,
    photos: own.photos,
    blankNo: own.paper,
    yenPct: own.yenPart,
    pointsPct: own.pointsPart,
    firewoodPct: own.firewoodPart,
    reason: own.reason,
    count: own.count,
  }
}

const blank = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  Object.values(value).every((each) => each === '' || each === undefined)

const log = z.preprocess(
  (value) => (blank(value) ? undefined : value),
  z
    .object({
      diameterMm: steps(1, 1, 3_000),
      lengthMm: steps(3, 1, 20_000),
      // One log to a line, unless it says how many.
      pieces: z.preprocess((value) => (value === '' || value === undefined ? '1' : value), whole(1, 999)),
    })
    .optional(),
)
const split = z.preprocess(
  (value) => (blank(value) ? undefined : value),
  z
    .object({
      yenPct: z.preprocess((value) => value || '0', whole(0, 100)),
      pointsPct: z.preprocess((value) => value || '0', whole(0, 100)),
      firewoodPct: z.preprocess((value) => value || '0', whole(0, 100)),
    })
    .optional(),
)
const mostGrams = 99_999_999
const photoBytes = 10 * 1024 * 1024

/** The boxes of a slip; boxes of a way of measuring that was not chosen are not looked at. */
const slipBoxes = z.object({
  supplierId: id(),
  siteId: id(),
  deliveredOn: dayField(),
  forestId: optionalId(),
  origin: optionalLine(200),
  basis: z.enum(bases).default('other'),
  woodClass: z.enum(woodClasses),
  species: z.enum(species),
  method: z.enum(methods),
  grossGrams: optionalSteps(3, 0, mostGrams),
  tareGrams: optionalSteps(3, 0, mostGrams),
  logs: z
    .array(log)
    .max(200)
    .default([])
    .transform((rows) => rows.filter((row) => row !== undefined)),
  widthMm: optionalSteps(3, 0, 99_999),
  heightMm: optionalSteps(3, 0, 9_999),
  depthMm: optionalSteps(3, 0, 9_999),
  truckTenths: optionalSteps(1, 0, 999),
  wetBp: optionalSteps(2, 0, 9_000),
  selfMeasured: tick(),
  bay: optionalLine(20),
  note: text(500),
  blankNo: z.preprocess(
    (value) => (typeof value === 'string' ? value.trim().toUpperCase() || undefined : value),
    z.string().max(20).optional(),
  ),
  split,
  to: z.enum(stepsTo).default('submitted'),
})

/** What is of another way of measuring is not even read: a slip to be weighed may hold a line of logs that was begun. */
const ofMethod = <T extends z.ZodType>(boxes: T) =>
  z.preprocess((given) => {
    if (typeof given !== 'object' || given === null) return given
    const { grossGrams, tareGrams, logs, widthMm, heightMm, depthMm, truckTenths, ...rest } = given as Record<
      string,
      unknown
    >
    const own: Record<string, object> = {
      weighbridge: { grossGrams, tareGrams },
      logs: { logs },
      stack: { widthMm, heightMm, depthMm },
      trucks: { truckTenths },
    }
    return { ...rest, ...own[String(rest['method'])] }
  }, boxes)

async function slipData(
  tx: Tx,
  actor: Actor,
  more: Partial<SlipData> & { supplierId?: Id },
): Promise<SlipData> {
  const all = seesAll(actor)
  const { supplierId, ...rest } = more
  const settled = supplierId ?? (all ? undefined : actor.partyId)
  const supplier = settled ? await readSupplier(tx, settled) : undefined
  return {
    supplier: supplier?.endedOn === null || supplierId ? supplier : undefined,
    suppliers: all && !supplierId ? await supplierChoices(tx) : [],
    sites: (await listSites(tx, intakeKinds)).filter(({ endedOn }) => endedOn === null),
    forests: await forestChoices(tx),
    today: tx.today,
    ...rest,
  }
}

const slipPage: Page = page({
  at: slipAt,
  access: 'wood.deliver',
  input: z.object({
    from: optionalId().catch(undefined),
    site: optionalId().catch(undefined),
    paper: z.string().max(20).optional().catch(undefined),
  }),
  load: async (tx, actor, { from, site, paper }) => {
    const model = from && (await readIntake(tx, actor, { id: from }))
    return await slipData(tx, actor, { site, paper, from: model && !isRefusal(model) ? model : undefined })
  },
  show: slipView,
})

const notices = {
  draft: 'savedDraft',
  submitted: 'sent',
  measured: 'measuredNotice',
  approved: 'approvedNotice',
} as const
const doneTo = ({ intakeId, intakeNo }: Written, to: keyof typeof notices, lang: Lang) => ({
  to: `${intakesAt}/${intakeId}`,
  notice: intakeWords[lang][notices[to]](intakeNo),
})

export const photosBox = several(file(photoBytes))
export const bytesOf = async (files: readonly (File | undefined)[]): Promise<Uint8Array[]> =>
  await Promise.all(
    files.flatMap((each) => (each ? [each.arrayBuffer().then((bytes) => new Uint8Array(bytes))] : [])),
  )

const writeAction = action({
  at: slipsAt,
  access: 'wood.deliver',
  labels: slipLabels,
  refusals: sayWood,
  maxBytes: 12 * 1024 * 1024,
  input: ofMethod(slipBoxes.extend({ intakeId: id(), photos: photosBox })),
  run: async (tx, actor, { photos, ...slip }) => {
    const prepared = await preparePhotos(await bytesOf(photos))
    if (isRefusal(prepared)) return prepared
    const written = await writeIntake(tx, actor, slip)
    if (isRefusal(written)) return written
    const added = await addPhotos(tx, actor, { intakeId: written.intakeId, prepared })
    return isRefusal(added) ? added : written
  },
  done: (written, { to }, { lang }) => doneTo(written, to, lang),
  form: () => slipPage,
  audit: ({ intakeId, intakeNo, state }) => ({
    action: `intake.${state}`,
    documentId: intakeId,
    documentNo: intakeNo,
  }),
})

const changePage: Page = page({
  at: `${intakesAt}/:id/change`,
  access: 'wood.deliver',
  input: z.object({ id: id() }),
  load: async (tx, actor, asked) => {
    const from = await readIntake(tx, actor, asked)
    if (isRefusal(from)) return from
    if (!['draft', 'submitted', 'measured'].includes(from.state)) return refuse('not_found')
    return { ...(await slipData(tx, actor, { supplierId: from.supplierId })), from, change: asked.id }
  },
  show: changeView,
})

const changeAction = action({
  at: `${intakesAt}/:id/change`,
  access: 'wood.deliver',
  labels: slipLabels,
  refusals: sayWood,
  input: ofMethod(slipBoxes.extend({ id: id() })),
  run: (tx, actor, { id: intakeId, ...slip }) => changeIntake(tx, actor, { intakeId, ...slip }),
  done: (written, { to }, { lang }) => doneTo(written, to, lang),
  form: () => changePage,
  audit: ({ intakeId, intakeNo, state }) => ({
    action: `intake.${state}`,
    documentId: intakeId,
    documentNo: intakeNo,
  }),
})

export const slipRoutes: readonly Route[] = [slipPage, writeAction, changePage, changeAction]
