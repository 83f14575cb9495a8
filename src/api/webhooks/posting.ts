import { lookup } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from './addresses.ts'

/** Whoever has not answered by then has not taken it. */
const timeoutMs = 10_000
/** As much of an answer as is read and kept: enough to see what is wrong on the other side. */
const answerBytes = 2_000

export interface Posted {
  /** Undefined when nobody answered. */
  readonly status: number | undefined
  readonly fault: '' | 'timeout' | 'unresolved' | 'not_public' | 'connection'
  /** The beginning of the answer, or what the machine said of the connection. */
  readonly answer: string
  readonly durationMs: number
}

export interface Posting {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** A server for trying things: http://localhost may be sent to. */
  readonly local: boolean
  /** For tests: how long to wait, and who answers for names. */
  readonly timeoutMs?: number
  readonly resolve?: (host: string) => Promise<readonly Resolved[]>
}

export interface Resolved {
  readonly address: string
  readonly family: number
}

/**
 * Sends one body to one address, follows nobody elsewhere, and says how it went; it never throws for what the other side
 * does. The name is looked up once and the connection goes to what was found then, so that a name which points
 * elsewhere a moment later leads nobody into our own network.
 */
export async function postBody(posting: Posting): Promise<Posted> {
  const began = performance.now()
  const signal = AbortSignal.timeout(posting.timeoutMs ?? timeoutMs)
  const ended = (outcome: Omit<Posted, 'durationMs'>): Posted => ({
    ...outcome,
    durationMs: Math.round(performance.now() - began),
  })
  try {
    const url = new URL(posting.url)
    const found = await Promise.race([reach(url, posting), aborted(signal)])
    if (typeof found === 'string') return ended({ status: undefined, fault: found, answer: '' })
    const response = await send(url, found, posting, signal)
    return ended({ status: response.statusCode, fault: '', answer: await beginningOf(response, signal) })
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault
    if (signal.aborted) return ended({ status: undefined, fault: 'timeout', answer: '' })
    return ended({ status: undefined, fault: 'connection', answer: clean(fault.message) })
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('too slow')), { once: true })
  })
}

/** Where a host lies, or why nothing is sent there. One address of ours among several refuses them all. */
async function reach(
  url: URL,
  { local, resolve = resolveHost }: Posting,
): Promise<readonly Resolved[] | 'unresolved' | 'not_public'> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const family = isIP(host)
  const all =
    family === 0 ? await resolve(host).catch(() => []) : [{ address: host, family } satisfies Resolved]
  if (all.length === 0) return 'unresolved'
  if (local && host === 'localhost') return all
  return all.every(({ address }) => isPublicAddress(address)) ? all : 'not_public'
}

const resolveHost = async (host: string): Promise<readonly Resolved[]> => await lookup(host, { all: true })

async function send(
  url: URL,
  found: readonly Resolved[],
  { headers, body }: Posting,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const bytes = Buffer.from(body)
  const options: RequestOptions = {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': bytes.length,
      'user-agent': 'Yuinowa-Webhooks/1',
    },
    signal,
    agent: false, // a connection of its own each time: none is left over that leads where an address once led
    lookup: (_host, { all }, done) =>
      all ? done(null, [...found]) : done(null, found[0]?.address ?? '', found[0]?.family),
  }
  return await new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, options, resolve)
    request.on('error', reject)
    request.end(bytes)
  })
}

/** Reads what is kept and hangs up. Who breaks off in the middle has answered all the same: the status counts. */
async function beginningOf(response: IncomingMessage, signal: AbortSignal): Promise<string> {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of response) {
      pieces.push(piece as Buffer)
      length += (piece as Buffer).length
      if (length >= answerBytes || signal.aborted) break
    }
  } catch {
    // What came until then is what there is.
  }
  response.destroy()
  return clean(Buffer.concat(pieces).subarray(0, answerBytes).toString())
}

/** PostgreSQL keeps no NUL, and a character that was cut through is none. */
const clean = (text: string): string =>
  text
    .replaceAll('\0', '')
    .replace(/\ufffd$/, '')
    .slice(0, answerBytes)
