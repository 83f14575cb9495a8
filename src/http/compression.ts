import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, Next } from 'hono'

type Encoding = 'br' | 'gzip'
type Packed = Buffer<ArrayBuffer>

/** Shorter than a packet of the network: nothing would be gained. */
const leastBytes = 1024
const texts = /^(?:text\/(?!event-stream)|application\/(?:javascript|json|xml)|[^;]+\+(?:json|xml))/i

// Each page is made for one reader: brotli at 4 takes no longer than gzip at 5 and makes a third less of a long page.
const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)
const pack: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Packed>>> = {
  br: (bytes) =>
    brotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 4,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gzip: (bytes) => gzipped(bytes, { level: 5 }),
}

/**
 * Packs texts for who can unpack them. What we send is whole in memory, so it is packed in one go and its length told;
 * a browser that takes nothing packed costs nothing more.
 */
export async function compression(c: Context, next: Next): Promise<void> {
  await next()
  const { headers } = c.res
  if (!texts.test(headers.get('content-type') ?? '') || headers.has('content-encoding')) return
  headers.append('vary', 'Accept-Encoding')
  const encoding = chosen(c.req.header('accept-encoding'))
  const told = headers.get('content-length')
  const whole = c.res.status !== 206 && c.req.method !== 'HEAD' && !(told && Number(told) < leastBytes)
  if (!encoding || !whole) return
  const bytes = Buffer.from(await c.res.arrayBuffer())
  const packed = bytes.length < leastBytes ? undefined : await pack[encoding](bytes)
  const answer = new Response(packed ?? bytes, { status: c.res.status, headers })
  if (packed) {
    answer.headers.set('content-encoding', encoding)
    answer.headers.set('content-length', String(packed.length))
    const etag = headers.get('etag')
    if (etag && !etag.startsWith('W/')) answer.headers.set('etag', `W/${etag}`)
  }
  // Forgotten first, or the headers would be laid over each other.
  c.res = undefined
  c.res = answer
}

/** RFC 9110 12.5.3: the best of ours that is named, or meant by `*`, and not weighed 0. */
function chosen(accepted: string | undefined): Encoding | undefined {
  if (!accepted) return undefined
  const weights = new Map<string, number>()
  for (const each of accepted.toLowerCase().split(',')) {
    const [name = '', ...parameters] = each.split(';').map((part) => part.trim())
    const weight = parameters.find((part) => part.startsWith('q='))?.slice(2)
    weights.set(name, weight === undefined ? 1 : Number(weight))
  }
  const weightOf = (name: Encoding): number => weights.get(name) ?? weights.get('*') ?? 0
  const [br, gz] = [weightOf('br'), weightOf('gzip')]
  if (br > 0 && br >= gz) return 'br'
  return gz > 0 ? 'gzip' : undefined
}
