import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { listMail, queueMail, sendWaiting } from './mail.ts'
import { sweep } from './sweep.ts'

interface Mailbox {
  readonly url: string
  readonly received: ParsedMail[]
}

/** A mail server on a free port. `answer` may refuse a recipient with a code of SMTP. */
async function mailServer(
  t: TestContext,
  answer: (to: string) => number | undefined = () => undefined,
): Promise<Mailbox> {
  const received: ParsedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const code = answer(address)
      done(code === undefined ? null : Object.assign(new Error('no such box'), { responseCode: code }))
    },
    onData(stream, _session, done) {
      simpleParser(stream, (fault: Error | null, mail) => {
        received.push(mail)
        done(fault)
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>((resolve) => server.close(resolve)))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, received }
}

const from = '一関市 結いの輪 <noreply@example.jp>'
const later = (minutes: number) => ({ now: () => new Date(testNow.getTime() + minutes * 60_000) })

async function outbox(t: TestContext) {
  const { db, region, tx } = await testRegion(t)
  return {
    queue: (to: string, secret = false) =>
      tx((each) =>
        queueMail(each, { to, subject: '請求書 11月分', body: '本文です。\nありがとう。\n', secret }),
      ),
    send: (smtpUrl: string, minutes = 0) => sendWaiting(db, { region, smtpUrl, from, clock: later(minutes) }),
    list: async () => (await tx((each) => listMail(each))).rows,
    tx,
    db,
  }
}

test('a mail arrives as it was written, once', async (t) => {
  const { url, received } = await mailServer(t)
  const { queue, send, list } = await outbox(t)
  await queue('taro@example.jp')
  assert.deepEqual(await send(url), { sent: 1, failed: 0 })
  assert.deepEqual(await send(url), { sent: 0, failed: 0 })
  const [mail] = received
  assert.equal(received.length, 1)
  assert.equal(mail?.subject, '請求書 11月分')
  assert.equal(mail?.text?.trim(), '本文です。\nありがとう。')
  assert.equal(mail?.from?.text, '"一関市 結いの輪" <noreply@example.jp>')
  assert.equal(Array.isArray(mail?.to) ? '' : mail?.to?.text, 'taro@example.jp')
  const [row] = await list()
  assert.ok(row?.sentAt)
  assert.match(row.body, /本文です/)
})

test('the body of a one-time link is gone once it is sent', async (t) => {
  const { url, received } = await mailServer(t)
  const { queue, send, list } = await outbox(t)
  await queue('taro@example.jp', true)
  await send(url)
  assert.match(received[0]?.text ?? '', /本文です/)
  assert.equal((await list())[0]?.body, '')
})

test('several who send at once send each mail once', async (t) => {
  const { url, received } = await mailServer(t)
  const { queue, send } = await outbox(t)
  const people = Array.from({ length: 20 }, (_, at) => `${at}@example.jp`)
  for (const each of people) await queue(each)
  const counts = await Promise.all([1, 2, 3, 4].map(() => send(url)))
  assert.equal(
    counts.reduce((total, { sent }) => total + sent, 0),
    people.length,
  )
  assert.equal(new Set(received.map(({ messageId }) => messageId)).size, people.length)
})

test('a server that does not answer: tried again after 2, 4, 8 … minutes, then given up', async (t) => {
  const { queue, send, list } = await outbox(t)
  await queue('taro@example.jp')
  const nowhere = 'smtp://127.0.0.1:1'
  const tries: number[] = []
  let minutes = 0
  for (; minutes < 3_000; minutes++) if ((await send(nowhere, minutes)).failed > 0) tries.push(minutes)
  assert.deepEqual(tries, [0, 2, 6, 14, 30, 62, 126, 254, 510, 1022])
  const [row] = await list()
  assert.deepEqual([row?.attempts, row?.nextTryAt, row?.sentAt], [10, null, null])
  assert.match(row?.error ?? '', /ECONNREFUSED/)
})

test('a refusal for now is tried again, one for ever is given up, others are still sent', async (t) => {
  const codes: Record<string, number> = { 'full@example.jp': 452, 'gone@example.jp': 550 }
  const { url, received } = await mailServer(t, (to) => codes[to])
  const { queue, send, list } = await outbox(t)
  for (const each of ['gone@example.jp', 'full@example.jp', 'ok@example.jp']) await queue(each)
  assert.deepEqual(await send(url), { sent: 1, failed: 2 })
  assert.equal(received.length, 1)
  const rows = new Map((await list()).map((each) => [each.to, each]))
  assert.equal(rows.get('gone@example.jp')?.nextTryAt, null)
  assert.ok(rows.get('full@example.jp')?.nextTryAt)
  delete codes['full@example.jp']
  assert.deepEqual(await send(url, 3), { sent: 1, failed: 0 })
})

test('what was undone sends nothing', async (t) => {
  const { tx, list } = await outbox(t)
  await tx(async (each) => {
    await queueMail(each, { to: 'a@example.jp', subject: 's', body: 'b' })
    return { refused: 'no' }
  })
  assert.deepEqual(await list(), [])
})

test('pages of the outbox follow one another', async (t) => {
  const { queue, tx } = await outbox(t)
  for (let each = 0; each < 5; each++) await queue(`${each}@example.jp`)
  const first = await tx((each) => listMail(each, undefined, 3))
  const second = await tx((each) => listMail(each, first.next, 3))
  const seen = [...first.rows, ...second.rows].map(({ to }) => to)
  assert.deepEqual(
    seen,
    [4, 3, 2, 1, 0].map((each) => `${each}@example.jp`),
  )
  assert.equal(second.next, undefined)
})

test('mail that was sent a month ago is swept; what waits stays', async (t) => {
  const { url } = await mailServer(t, (to) => (to === 'full@example.jp' ? 452 : undefined))
  const { queue, send, list, db } = await outbox(t)
  await queue('ok@example.jp')
  await queue('full@example.jp')
  await send(url)
  const month = { region: 32093, clock: later(31 * 24 * 60) }
  await transact(db, month, sweep)
  assert.deepEqual(
    (await list()).map(({ to }) => to),
    ['full@example.jp'],
  )
})
