/** The addresses of forest lots and their papers. */
import { z } from 'zod'
import {
  file,
  id,
  line,
  optionalDay,
  optionalId,
  optionalLine,
  optionalWhole,
  several,
} from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { refuse } from '#kit/refusals.ts'
import { partyChoices } from '#parties/directory.ts'
import type { Lang } from '#ui/words.ts'
import { forestView, forestsAt, forestsView } from './forests.pages.tsx'
import {
  addPaper,
  endForest,
  listForests,
  listPapers,
  readForest,
  readPaper,
  removePaper,
  saveForest,
} from './forests.ts'
import { degrees, one, shared } from './office-fields.ts'
import { officeWords } from './office.words.ts'
import { bases, species } from './schema.ts'
import { fellings } from './portions.ts'
import { woodWords } from './words.ts'

const forestsPage: Page = page({
  at: forestsAt,
  access: 'wood.run',
  load: async (tx) => ({ forests: await listForests(tx), parties: await partyChoices(tx), today: tx.today }),
  show: forestsView,
})
const forestBoxes = z.object({
  name: line(100),
  place: optionalLine(200),
  compartment: optionalLine(20),
  subCompartment: optionalLine(20),
  areaAre: optionalWhole(1),
  ownerId: optionalId(),
  ownerName: optionalLine(100),
  consentOn: optionalDay(),
  species: several(z.enum(species)),
  basis: z.enum(bases),
  basisNo: optionalLine(50),
  basisOn: optionalDay(),
  validTo: optionalDay(),
  felling: z.enum(fellings).optional(),
  latitude: degrees,
  longitude: degrees,
})
const toForest = ({ forestId }: { forestId: string }, _input: unknown, { lang }: { lang: Lang }) => ({
  to: `${forestsAt}/${forestId}`,
  notice: woodWords[lang].saved,
})
const addForestAction = action({
  ...shared,
  at: forestsAt,
  input: forestBoxes,
  run: saveForest,
  done: toForest,
  form: () => forestsPage,
  audit: ({ forestId }, { name }) => ({ action: 'forest.save', documentId: forestId, detail: name }),
})
const forestPage: Page = page({
  at: `${forestsAt}/:id`,
  access: 'wood.run',
  input: one,
  load: async (tx, _actor, { id: forestId }) => {
    const forest = await readForest(tx, forestId)
    if (!forest) return refuse('not_found')
    return {
      forest,
      papers: await listPapers(tx, forestId),
      parties: await partyChoices(tx),
      today: tx.today,
    }
  },
  show: forestView,
})
const changeForestAction = action({
  ...shared,
  at: `${forestsAt}/:id`,
  input: forestBoxes.extend({ id: id() }),
  run: (tx, actor, { id: forestId, ...rest }) => saveForest(tx, actor, { forestId, ...rest }),
  done: toForest,
  form: () => forestPage,
  audit: ({ forestId }, { name }) => ({ action: 'forest.save', documentId: forestId, detail: name }),
})
const endForestAction = action({
  ...shared,
  at: `${forestsAt}/:id/end`,
  input: one,
  run: (tx, actor, { id: forestId }) => endForest(tx, actor, { forestId }),
  done: ({ forestId }, _input, { lang }) => ({
    to: `${forestsAt}/${forestId}`,
    notice: woodWords[lang].endedNotice,
  }),
  form: () => forestPage,
  audit: ({ forestId }) => ({ action: 'forest.end', documentId: forestId }),
})
const addPaperAction = action({
  ...shared,
  at: `${forestsAt}/:id/papers`,
  maxBytes: 11 * 1024 * 1024,
  input: z.object({ id: id(), paperName: optionalLine(200), paper: file(10 * 1024 * 1024) }),
  run: async (tx, actor, { id: forestId, paperName, paper }) =>
    await addPaper(tx, actor, {
      forestId,
      name: paperName || (paper?.name ?? ''),
      bytes: paper ? new Uint8Array(await paper.arrayBuffer()) : new Uint8Array(),
    }),
  done: (_added, { id: forestId }, { lang }) => ({
    to: `${forestsAt}/${forestId}`,
    notice: officeWords[lang].paperAdded,
  }),
  form: () => forestPage,
  audit: (_added, { id: forestId, paperName }) => ({
    action: 'forest.paper',
    documentId: forestId,
    detail: paperName,
  }),
})
const paperPage: Page = page({
  at: `${forestsAt}/papers/:id`,
  access: 'wood.run',
  input: one,
  load: async (tx, _actor, { id: paperId }) => await readPaper(tx, paperId),
  show: ({ bytes, mediaType, name }) => ({
    bytes: new Uint8Array(bytes),
    type: mediaType,
    // Never shown in place: a PDF of somebody else's may hold scripts.
    name: mediaType === 'application/pdf' ? `${name.replace(/\.pdf$/i, '')}.pdf` : `${name}.jpg`,
  }),
})
const removePaperAction = action({
  ...shared,
  at: `${forestsAt}/papers/:id/remove`,
  input: one,
  run: (tx, actor, { id: paperId }) => removePaper(tx, actor, { paperId }),
  done: ({ forestId }) => ({ to: `${forestsAt}/${forestId}` }),
  form: () => forestsPage,
  audit: ({ forestId }) => ({ action: 'forest.paper_remove', documentId: forestId }),
})

export const forestRoutes: readonly Route[] = [
  forestsPage,
  addForestAction,
  paperPage,
  removePaperAction,
  forestPage,
  changeForestAction,
  endForestAction,
  addPaperAction,
]
