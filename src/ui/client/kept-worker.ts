/**
 * Stands between one page with a form and the network. Where there is none, it answers with the page as it was last seen, and
 * keeps what is sent in the store of the device; the page itself sends it later. Which page and which address, its own says:
 * `?page=/wood/slip&post=/wood/slips`.
 */
import { type Box, keep } from './kept-store.ts'

interface WorkerScope {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(
    type: 'install' | 'activate',
    on: (event: { waitUntil(work: Promise<unknown>): void }) => void,
  ): void
  addEventListener(
    type: 'fetch',
    on: (event: { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void
}
const scope = globalThis as unknown as WorkerScope
const told = new URL(scope.location.href).searchParams
const [page, post] = [told.get('page') ?? '', told.get('post') ?? '']
/** What servers before ours answer when ours is not to be reached. */
const unreachable = new Set([502, 503, 504])

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (origin !== scope.location.origin) return
  const visits = request.mode === 'navigate'
  if (visits && request.method === 'POST' && pathname === post) event.respondWith(sendOrKeep(request))
  else if (visits && request.method === 'GET' && pathname === page) event.respondWith(pageOrLast(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(known(request))
})

const last = (): Promise<Response | undefined> => caches.match(page)

async function pageOrLast(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request)
    return unreachable.has(answer.status) ? ((await last()) ?? answer) : answer
  } catch (fault) {
    const found = await last()
    if (!found) throw fault
    return found
  }
}

const known = async (request: Request): Promise<Response> =>
  (await caches.match(request)) ?? (await fetch(request))

async function sendOrKeep(request: Request): Promise<Response> {
  const copy = request.clone()
  try {
    const answer = await fetch(request)
    if (!unreachable.has(answer.status)) return answer
  } catch {
    // No network: it is kept.
  }
  const boxes = [...(await copy.formData()).entries()] as Box[]
  const valueOf = (name: string): string => String(boxes.find(([each]) => each === name)?.[1] ?? '')
  await keep({
    key: valueOf('_key'),
    owner: valueOf('_owner'),
    action: post,
    // As it was sent, to the last box: should the server have had it after all, it knows it again.
    boxes: boxes.filter(([, value]) => !(value instanceof File && value.size === 0)),
    at: Date.now(),
  })
  return Response.redirect(`${page}?kept`, 303)
}
