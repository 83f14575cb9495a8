/** For tests: a program on a port of this machine that takes webhooks, and a small region that sends them. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { announce } from '#parties/announcements.ts'
import { granted, smallRegion } from '#parties/testing.ts'
import { listMessages, readMessage } from './messages.ts'
import { createReceiver, findReceiver } from './receivers.ts'
import { sendDue } from './sender.ts'
import type { Sender } from './sender.ts'

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

export const publicUrl = 'http://localhost'
const minuteMs = 60_000
export const later = (minutes: number) => ({ now: () => new Date(testNow.getTime() + minutes * minuteMs) })

const anOrder = () => ({ orderId: newId(), orderNo: 'O-1', netYen: 500, deliverOn: day('2026-11-30') })

/** A small region whose company, and its buyer, are told of orders. */
export async function openHouse(t: TestContext) {
  const here = await testRegion(t)
  const town = await here.tx(smallRegion)
  const { staff, cook } = town
  return {
    ...here,
    town,
    listen: (url: string, actor = staff) =>
      here.tx(async (tx) => granted(await createReceiver(tx, actor, { url, kinds: ['order.placed'] }, true))),
    happen: (partyId = town.buyer, times = 1) =>
      here.tx(async (tx) => {
        announce(
          tx,
          'order.placed',
          Array.from({ length: times }, () => ({ partyId, data: anOrder() })),
        )
      }),
    send: (minutes = 0, more: Partial<Sender> = {}) =>
      sendDue({
        db: here.db,
        region: here.region,
        clock: later(minutes),
        publicUrl,
        chance: () => 0,
        ...more,
      }),
    at: <T>(minutes: number, work: Parameters<typeof transact<T>>[2]) =>
      transact(here.db, { region: here.region, clock: later(minutes) }, work),
    messages: (receiver: { receiverId: Id }, actor = staff) =>
      here.tx(async (tx) => granted(await listMessages(tx, actor, receiver)).rows),
    one: (receiver: { receiverId: Id }, actor = staff) =>
      here.tx(async (tx) => {
        const [first] = granted(await listMessages(tx, actor, receiver)).rows
        assert.ok(first, 'there is a message')
        return granted(await readMessage(tx, actor, { ...receiver, eventId: first.eventId }, publicUrl))
      }),
    receiver: (receiver: { receiverId: Id }, actor = staff) =>
      here.tx(async (tx) => granted(await findReceiver(tx, actor, receiver.receiverId))),
    staff,
    cook,
  }
}
