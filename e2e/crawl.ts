import assert from 'node:assert/strict'

/** A page of the site that somebody came upon by following links, with the address as the program declares it. */
export interface Found {
  readonly at: string
  readonly path: string
  readonly html: string
}

/** What came of walking through the site. */
export interface Crawled {
  readonly pages: readonly Found[]
  /** What answered with a file: PDF, CSV, picture. */
  readonly files: readonly Omit<Found, 'html'>[]
  /** Links that lead to a refusal, with the page on which they stand. */
  readonly broken: readonly string[]
}

interface Wanted {
  readonly at: string
  readonly path: string
  /** The page with the link; nothing for an address that is opened without one. */
  readonly from: string
}

/**
 * Documents of one sort differ in what has happened to them (a round is planned, open or closed), lists in what they are
 * filtered by.
 */
const examplesOfEach = 3

/**
 * Follows every link from the front page on, as one person with that cookie, until of each declared address there are
 * examples enough. Addresses without a part to fill in are opened even when nothing links to them.
 */
export async function crawl(base: string, cookie: string, declared: readonly string[]): Promise<Crawled> {
  const queue = waitingList(declared)
  const pages: Found[] = []
  const files: Omit<Found, 'html'>[] = []
  const broken: string[] = []
  for (let next = queue.next(); next; next = queue.next()) {
    const { at, path, from } = next
    const answer = await fetch(base + path, { headers: { cookie }, redirect: 'manual' })
    const bytes = await answer.arrayBuffer()
    assert.ok(answer.status < 500, `${path}: ${answer.status}`)
    if (answer.status !== 200) {
      if (from !== '' && answer.status >= 400) broken.push(`${from} → ${path}: ${answer.status}`)
      continue
    }
    assert.ok(bytes.byteLength > 0, `${path} is empty`)
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) {
      files.push({ at, path })
      continue
    }
    const html = new TextDecoder().decode(bytes)
    pages.push({ at, path, html })
    for (const link of linksIn(html)) queue.add(link, path)
  }
  return { pages, files, broken }
}

interface WaitingList {
  add(link: string, from: string): void
  next(): Wanted | undefined
}

function waitingList(declared: readonly string[]): WaitingList {
  const routes = declared.map((at) => ({ at, form: formOf(at), plain: !at.includes(':') }))
  // The plain ones first: `/products/new` is no product.
  const inOrder = [...routes.filter(({ plain }) => plain), ...routes.filter(({ plain }) => !plain)]
  const queue: Wanted[] = routes.filter(({ plain }) => plain).map(({ at }) => ({ at, path: at, from: '' }))
  const seen = new Set(queue.map(({ path }) => path))
  const taken = new Map<string, number>()
  return {
    next: () => queue.shift(),
    add: (link, from) => {
      const path = link.replace(/#.*/, '')
      if (seen.has(path)) return
      seen.add(path)
      const [pathname = '', query] = path.split('?')
      const at = inOrder.find(({ form }) => form.test(pathname))?.at ?? pathname
      const sort = query === undefined ? at : `${at}?`
      const count = taken.get(sort) ?? 0
      taken.set(sort, count + 1)
      if (count < examplesOfEach) queue.push({ at, path, from })
    },
  }
}

/** Links that change nothing when followed; changing the language would change every page after it. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/<(?:a|img|link|script)\s[^>]*?(?:href|src)="(\/[^"]*)"/g)]
    .map(([, link = '']) => link.replaceAll('&amp;', '&'))
    .filter((link) => !link.startsWith('/language/'))
}

/** `/a/:id{[0-9]+}.pdf` as an expression for addresses. */
function formOf(at: string): RegExp {
  const parts = at.split(/(:\w+(?:\{[^}]*\})?)/).map((part) => {
    const [, own] = /^:\w+(?:\{([^}]*)\})?$/.exec(part) ?? []
    if (part.startsWith(':')) return `(?:${own ?? '[^/]+'})`
    return part.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
  })
  return new RegExp(`^${parts.join('')}$`)
}

/** The sorts of elements on a page, to tell whether it holds anything that no page before it held. */
export function sortsOfElements(html: string): Set<string> {
  const sorts = [...html.matchAll(/<([a-z][\w-]*)((?:\s[^<>]*)?)>/g)].map(([, tag = '', attributes = '']) => {
    const [, classes = ''] = /\sclass="([^"]*)"/.exec(attributes) ?? []
    const names = [...attributes.matchAll(/\s(type|role|aria-[a-z]+|disabled|hidden)(?==|\s|$)/g)]
    return `${tag} ${classes} ${names.map(([, name]) => name).join(' ')}`
  })
  return new Set(sorts)
}
