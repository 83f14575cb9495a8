import { z } from 'zod'
import { refuse } from '#kit/refusals.ts'
import type { House } from '#http/house.ts'
import { type Route, page } from '#http/routes.ts'
import { makeDocument, problemNamesOf } from './document.ts'
import { tags } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { readReference } from './reference.ts'
import { type EndpointRow, partView, problemView, startView } from './reference.pages.tsx'
import { type RefusalName, refusalNames } from './refusals.ts'
import { isPublic } from './serve.ts'
import type { Lang } from '#ui/words.ts'
import { guideView } from './webhooks/guide.pages.tsx'

const rowsIn = (lang: Lang): EndpointRow[] =>
  endpoints.map((declared) => ({
    name: declared.name,
    tag: declared.tag,
    method: declared.method,
    path: `/api/v1${declared.path}`,
    summary: declared.summary[lang],
    open: isPublic(declared),
  }))

/** The pages about the API: how to begin, each endpoint, each refusal. Nothing of them is read from the database. */
export function referenceRoutes({ publicUrl }: House): readonly Route[] {
  const made = new Map<Lang, object>()
  const documentIn = (lang: Lang): object => {
    const document = made.get(lang) ?? makeDocument(publicUrl, lang)
    made.set(lang, document)
    return document
  }
  return [
    page({
      at: '/api',
      access: 'region.see',
      load: async () => ({}),
      show: (_, seen) => startView({ rows: rowsIn(seen.lang), publicUrl }, seen),
    }),
    page({
      at: '/api/webhooks',
      access: 'region.see',
      load: async () => ({}),
      show: (_, seen) => guideView({ document: documentIn(seen.lang) }, seen),
    }),
    page({
      at: '/api/reference/:tag',
      access: 'region.see',
      input: z.object({ tag: z.enum(tags) }),
      load: async (_tx, _actor, { tag }) => ({ tag }),
      show: ({ tag }, seen) => partView({ tag, operations: readReference(documentIn(seen.lang), tag) }, seen),
    }),
    page({
      at: '/problems/:name',
      access: 'region.see',
      input: z.object({ name: z.string() }),
      load: async (_tx, _actor, { name }) => {
        const known = refusalNames.find((each) => each === name)
        return known ? { name: known } : refuse('not_found')
      },
      show: ({ name }, seen) => problemView({ name, answeredBy: answeredBy(name, seen.lang) }, seen),
    }),
  ]
}

function answeredBy(name: RefusalName, lang: Lang): EndpointRow[] | 'any' {
  const those = rowsIn(lang).filter((_, at) => {
    const declared = endpoints[at]
    return declared && problemNamesOf(declared).includes(name)
  })
  return those.length === 0 || those.length > endpoints.length / 3 ? 'any' : those
}
