/** The addresses of forest lots and their papers. */
import { z } from 'zod'
import { id, line, optionalDay, optionalId, optionalLine, optionalWhole, several } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { refuse } from '#kit/refusals.ts'
import { partyChoices } from '#parties/directory.ts'
import type { Lang } from '#ui/words.ts'
import { forestView, forestsAt, forestsView } from './forests.pages.tsx'
import { endForest, listForests, readForest, saveForest } from './forests.ts'
import { degrees, one, shared } from './office-fields.ts'
import { listPapers } from './papers.ts'
import { paperRoutes } from './papers.routes.ts'
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
      papers: await listPapers(tx, { of: 'forest', ownerId: forestId }),
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

export const forestRoutes: readonly Route[] = [
  forestsPage,
  addForestAction,
  forestPage,
  changeForestAction,
  endForestAction,
  ...paperRoutes({ of: 'forest', at: forestsAt, form: () => forestPage, list: () => forestsPage }),
]
