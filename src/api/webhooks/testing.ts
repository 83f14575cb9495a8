/** For tests: a program on a port of this machine that takes webhooks. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

export interface Arrived {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly json: {
    readonly id: string
    readonly type: string
    readonly data: Readonly<Record<string, unknown>>
  }
}

export interface Program {
  readonly url: string
  readonly arrived: Arrived[]
}

/** `answer` decides what each gets; 204 unless told. */
export async function program(
  t: TestContext,
  answer: (response: ServerResponse, arrived: Arrived) => void = (response) => response.writeHead(204).end(),
): Promise<Program> {
  const arrived: Arrived[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString()
      const one = {
        path: request.url ?? '',
        headers: request.headers,
        body,
        json: JSON.parse(body) as Arrived['json'],
      }
      arrived.push(one)
      answer(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://localhost:${port}/hooks`, arrived }
}

/** Verifies as the documentation tells receivers to, written apart from what signs. */
export function assertSigned({ headers, body }: Arrived, secret: string): void {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const own = `v1,${createHmac('sha256', key).update(text).digest('base64')}`
  assert.ok(String(headers['webhook-signature']).split(' ').includes(own), 'the signature fits')
}
