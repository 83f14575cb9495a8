import { z } from 'zod'
import { cursor, dayField, id, line, optionalLine } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { listParties } from '#parties/directory.ts'
import { registerParty } from '#parties/parties.ts'
import { partyKinds, sectors } from '#parties/schema.ts'
import { isBoundary } from '#parties/profiles.ts'
import { listTowns } from '#parties/regions.ts'
import { oneOf } from './fields.ts'
import { listView, overviewView, registerView } from './parties.pages.tsx'
import { readOverview } from './parties.ts'
import { partyWords } from './party.words.ts'
import { sentenceOf } from './sentences.ts'

const sides = ['inside', 'outside'] as const
/** Kinds that people register; the others stand for where flows come from and go to, and are there from the start. */
export const registrableKinds = partyKinds.filter((kind) => !isBoundary(kind))

/** In an address line, what is not known means no condition. */
const listInput = z.object({
  q: optionalLine(200).catch(''),
  kind: oneOf(partyKinds).catch(undefined),
  side: oneOf(sides).catch(undefined),
  town: optionalLine().catch(''),
  after: cursor(),
})
export type ListInput = z.infer<typeof listInput>

const listPage = page({
  at: '/parties',
  access: 'party.register',
  input: listInput,
  load: async (tx, _actor, { q, kind, side, town, after }) => {
    const filter = { text: q, kinds: kind && [kind], side, town: town === '' ? undefined : town }
    return { ...(await listParties(tx, filter, after)), towns: await listTowns(tx) }
  },
  show: listView,
})

const registerPage: Page = page({
  at: '/parties/new',
  access: 'party.register',
  load: async (tx) => ({ towns: await listTowns(tx), today: tx.today }),
  show: registerView,
})

const registerAction = action({
  at: '/parties/new',
  access: 'party.register',
  input: z.object({
    kind: z.enum(registrableKinds),
    side: z.enum(sides),
    sideFrom: dayField(),
    name: line(),
    kana: line(200),
    nameEn: optionalLine(),
    sector: oneOf(sectors),
    town: optionalLine().transform((town) => (town === '' ? null : town)),
    address: optionalLine(200),
  }),
  run: registerParty,
  done: ({ partyId }, { name }, { lang }) => ({
    to: `/parties/${partyId}`,
    notice: partyWords[lang].register.done(name),
  }),
  labels: (lang) => partyWords[lang].fields,
  refusals: sentenceOf,
  form: () => registerPage,
})

const overviewPage = page({
  at: '/parties/:id',
  access: 'own.party',
  input: z.object({ id: id() }),
  load: (tx, actor, input) => readOverview(tx, actor, input.id),
  show: overviewView,
})

export const partyRoutes: readonly Route[] = [listPage, registerPage, registerAction, overviewPage]
