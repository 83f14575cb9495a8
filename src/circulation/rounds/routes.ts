/** The addresses of how often a yen goes round: the multiplier, LM3, its projects and its survey shares. */
import { z } from 'zod'
import { type Day, fiscalYear } from '#kit/days.ts'
import { isId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { dayField, file, id, line, optionalId, optionalLine, several, text } from '#http/fields.ts'
import { type Download, type Page, type Route, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import { span } from '#ledger/totals.ts'
import { namesOf } from '#parties/directory.ts'
import type { Lang } from '#ui/words.ts'
import { words } from '#circulation/words.ts'
import { listUploads } from '#circulation/uploads.ts'
import { computedAnew } from '#circulation/proof.ts'
import { askLm3, askRounds } from './asking.ts'
import { lm3View, studiesView } from './lm3.pages.tsx'
import { lm3Anew, roundsAnew, surveysUsed } from './made.ts'
import { injectionOf, roundsAt, roundsView, valuesOf } from './rounds.pages.tsx'
import { dropShare, listShares, planShares, uploadShares, writeShares } from './shares.ts'
import { sharesAt, sharesPlanView, sharesView } from './shares.pages.tsx'
import { addStudy, endStudy, listStudies } from './studies.ts'
import { lm3Twin, roundsTwin } from './twin.ts'
import { roundWords, sayRounds } from './words.ts'

const year = z.coerce.number().int().min(1950).max(2200).optional().catch(undefined)

/** The fiscal years that have flows, newest first, five at most. */
async function yearsOf(tx: Tx): Promise<number[]> {
  const newest = fiscalYear(tx.today)
  const known = await span(tx, 'JPY')
  const oldest = known ? fiscalYear(known.from as Day) : newest
  return Array.from({ length: Math.min(5, Math.max(1, newest - oldest + 1)) }, (_, n) => newest - n)
}

const roundsInput = z.object({ fy: year, to: z.string().optional().catch(undefined) })
const proving = z.literal('1').optional().catch(undefined)
const clock = (): number => performance.now()

const roundsPage: Page = page({
  at: roundsAt,
  access: 'region.see',
  input: roundsInput.extend({ proof: proving }),
  load: async (tx, actor, asked) => {
    const found = await askRounds(tx, actor, { year: asked.fy, to: injectionOf(asked.to) })
    if (isRefusal(found)) return found
    const { to } = found
    return {
      ...found,
      today: tx.today,
      years: await yearsOf(tx),
      toName: isId(to) ? (await namesOf(tx, [to])).get(to)?.name : undefined,
      studies: await listStudies(tx, actor),
      proof: asked.proof && (await computedAnew(tx, clock, () => roundsAnew(tx, actor, found))),
    }
  },
  show: roundsView,
})

const json = (twin: unknown): Download => ({
  bytes: JSON.stringify(twin, null, 2),
  type: 'application/json; charset=utf-8',
})

const roundsTwinPage = page({
  at: `${roundsAt}/data.json`,
  access: 'region.see',
  input: roundsInput,
  load: (tx, actor, asked) => askRounds(tx, actor, { year: asked.fy, to: injectionOf(asked.to) }),
  show: (found) => json(roundsTwin(found.made, found.to, valuesOf(found))),
})

const lm3Input = z.object({ fy: year, study: optionalId(), party: optionalId() })

const lm3Page: Page = page({
  at: `${roundsAt}/lm3`,
  access: 'region.see',
  input: lm3Input.extend({ proof: proving }),
  load: async (tx, actor, asked) => {
    const loaded = await askLm3(tx, actor, { ...asked, year: asked.fy })
    if (isRefusal(loaded)) return loaded
    return {
      ...loaded,
      years: await yearsOf(tx),
      kept: { study: asked.study, party: asked.party },
      proof: asked.proof && (await computedAnew(tx, clock, () => lm3Anew(tx, loaded.about, loaded.year))),
    }
  },
  show: lm3View,
})

const lm3TwinPage = page({
  at: `${roundsAt}/lm3/data.json`,
  access: 'region.see',
  input: lm3Input,
  load: (tx, actor, asked) => askLm3(tx, actor, { ...asked, year: asked.fy }),
  show: ({ name, made, found, named }) =>
    json(lm3Twin(made, name, found, surveysUsed(found.recipients, named))),
})

const studiesPage: Page = page({
  at: `${roundsAt}/studies`,
  access: 'figure.enter',
  load: async (tx, actor) => ({ studies: await listStudies(tx, actor) }),
  show: studiesView,
})

const labels = (lang: Lang) => {
  const own = roundWords[lang]
  return {
    name: own.studyName,
    nameEn: own.studyNameEn,
    parties: own.parties,
    kinds: own.kinds,
    file: own.file,
  }
}
const shared = { access: 'figure.enter', labels, refusals: sayRounds } as const

/** Ids, or addresses that end in one; a line that has none is an id that nobody has. */
const idsIn = (typed: string): Id[] =>
  typed
    .split(/\s+/)
    .filter(Boolean)
    .map((each) => each.split(/[/?#]/).findLast(isId) ?? ('00000000-0000-7000-8000-000000000000' as Id))

const addStudyAction = action({
  ...shared,
  at: `${roundsAt}/studies`,
  input: z.object({
    name: line(100),
    nameEn: optionalLine(100),
    parties: text(4000),
    kinds: several(z.string().max(60)),
  }),
  run: (tx, actor, { parties, ...study }) => addStudy(tx, actor, { ...study, parties: idsIn(parties) }),
  done: ({ studyId }, _input, { lang }) => ({
    to: `${roundsAt}/lm3?study=${studyId}`,
    notice: roundWords[lang].studyAdded,
  }),
  form: () => studiesPage,
  audit: ({ name }) => ({ action: 'study.add', detail: name }),
})

const one = z.object({ id: id() })

const endStudyAction = action({
  ...shared,
  at: `${roundsAt}/studies/:id/end`,
  input: one,
  run: endStudy,
  done: (_ended, _input, { lang }) => ({ to: `${roundsAt}/studies`, notice: roundWords[lang].studyEnded }),
  form: () => studiesPage,
  audit: ({ name }) => ({ action: 'study.end', detail: name }),
})

const sharesPage: Page = page({
  at: sharesAt,
  access: 'region.see',
  load: async (tx, actor) => ({
    shares: await listShares(tx),
    uploads: await listUploads(tx, actor, 'shares'),
  }),
  show: sharesView,
})

const mostBytes = 2_000_000
const uploadAction = action({
  ...shared,
  at: sharesAt,
  maxBytes: mostBytes + 100_000,
  input: z.object({ file: file(mostBytes) }),
  run: async (tx, actor, { file: given }) =>
    given
      ? await uploadShares(tx, actor, { name: given.name, bytes: new Uint8Array(await given.arrayBuffer()) })
      : refuse('no_file', { field: 'file' }),
  done: ({ uploadId }) => ({ to: `${sharesAt}/${uploadId}` }),
  form: () => sharesPage,
  audit: () => ({ action: 'share.upload' }),
})

const planPage: Page = page({
  at: `${sharesAt}/:id`,
  access: 'figure.enter',
  input: one,
  load: async (tx, actor, asked) => {
    const plan = await planShares(tx, actor, asked.id)
    return isRefusal(plan) ? refuse('not_found') : { id: asked.id, plan }
  },
  show: sharesPlanView,
})

const writeAction = action({
  ...shared,
  at: `${sharesAt}/:id`,
  input: one,
  run: writeShares,
  done: ({ written, faults }, _input, { lang }) => ({
    to: sharesAt,
    notice: words[lang].upload.written(written, faults),
  }),
  form: () => planPage,
  audit: ({ written }) => ({ action: 'share.write', detail: String(written) }),
})

const dropAction = action({
  ...shared,
  at: `${sharesAt}/drop`,
  input: z.object({ subject: z.string().min(1).max(60), surveyedOn: dayField() }),
  run: dropShare,
  done: (_dropped, _input, { lang }) => ({ to: sharesAt, notice: roundWords[lang].dropped }),
  form: () => sharesPage,
  audit: ({ subject }) => ({ action: 'share.drop', detail: subject }),
})

export const roundRoutes: Route[] = [
  roundsPage,
  roundsTwinPage,
  lm3Page,
  lm3TwinPage,
  studiesPage,
  addStudyAction,
  endStudyAction,
  sharesPage,
  uploadAction,
  dropAction,
  planPage,
  writeAction,
]
