/**
 * Which answers may stand in the pages of other sites. Everything else keeps the strict headers of `server.ts`: a page
 * that could be framed by anyone could be laid invisibly under a button of theirs.
 */
import type { Context, Next } from 'hono'

type Kind = 'page' | 'file'
const key = 'embedding'

/** Marks this request's answer: a page for a frame, or a file such as a picture. */
export function letEmbed(c: Context, kind: Kind): void {
  c.set(key as never, kind as never)
}

/** A picture brings its own style and nothing else; a document of its own, it may run and fetch nothing. */
const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** Loosens the headers of what was marked. It must stand outside what sets them. */
export async function embedding(c: Context, next: Next): Promise<void> {
  await next()
  const kind = c.get(key as never) as Kind | undefined
  // The page of a fault is the whole site's, with its header.
  if (kind === undefined || c.res.status >= 500) return
  const { headers } = c.res
  const strict = headers.get('content-security-policy') ?? ''
  headers.set(
    'content-security-policy',
    kind === 'file' ? filePolicy : strict.replace("frame-ancestors 'none'", 'frame-ancestors *'),
  )
  headers.set('cross-origin-resource-policy', 'cross-origin')
  headers.delete('x-frame-options')
}
