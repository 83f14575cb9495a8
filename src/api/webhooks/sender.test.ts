import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow } from '#db/testing.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import { announce } from '#parties/announcements.ts'
import { listMail } from '#parties/mail.ts'
import { granted, person } from '#parties/testing.ts'
import { createReceiver } from './receivers.ts'
import { sendDue } from './sender.ts'
import { assertSigned, later, openHouse, program, publicUrl } from './testing.ts'

test('what happened arrives once, signed, as its page shows it', async (t) => {
  const { url, arrived } = await program(t)
  const { listen, happen, send, one, receiver, town } = await openHouse(t)
  const made = await listen(url)
  await happen()
  assert.deepEqual(await send(), { sent: 1, failed: 0 })
  assert.deepEqual(await send(), { sent: 0, failed: 0 })
  const [got] = arrived
  assert.ok(got && arrived.length === 1)
  assertSigned(got, made.secret)
  assert.equal(got.headers['content-type'], 'application/json')
  assert.equal(got.headers['webhook-timestamp'], String(testNow.getTime() / 1000))
  assert.equal(got.headers['webhook-id'], got.json.id)
  const { orderId } = got.json.data
  assert.deepEqual(JSON.parse(got.body), {
    id: got.json.id,
    type: 'order.placed',
    timestamp: testNow.toISOString(),
    region: '032093',
    data: {
      buyer: { partyId: town.buyer, name: '海辺ホテル' },
      orderId,
      orderNo: 'O-1',
      netYen: 500,
      deliverOn: '2026-11-30',
      url: `http://localhost/api/v1/orders/${String(orderId)}`,
    },
  })
  const shown = await one(made)
  assert.deepEqual([shown.body, shown.state, shown.tried.length], [got.body, 'sent', 1])
  assert.equal(shown.tried[0]?.status, 204)
  const { waiting, lastSuccessAt, failingSince } = await receiver(made)
  assert.deepEqual([waiting, lastSuccessAt, failingSince], [0, testNow, null])
})

test('what was undone is told to nobody', async (t) => {
  const { url, arrived } = await program(t)
  const { listen, send, tx, town } = await openHouse(t)
  await listen(url)
  await tx(async (each) => {
    const data = { orderId: newId(), orderNo: 'O-1', netYen: 1, deliverOn: day('2026-11-30') }
    announce(each, 'order.placed', [{ partyId: town.buyer, data }])
    return refuse('no')
  })
  assert.deepEqual(await send(), { sent: 0, failed: 0 })
  assert.equal(arrived.length, 0)
})

test('a buyer is told of the own, the company of all, and nothing is kept when nobody listens', async (t) => {
  const { url, arrived } = await program(t)
  const { listen, happen, send, town, tx } = await openHouse(t)
  const kept = async () => (await tx((each) => each.run('select 1 from hook_event'))).length
  const payments = { url, kinds: ['invoice.paid' as const] }
  granted(await tx((each) => createReceiver(each, town.staff, payments, true)))
  await happen()
  assert.equal(await kept(), 0)
  await listen(`${url}?to=buyer`, town.cook)
  await happen(town.producer)
  assert.equal(await kept(), 0)
  await listen(`${url}?to=company`)
  await happen(town.producer)
  await happen(town.buyer)
  await send()
  const told = (to: string) =>
    arrived
      .filter(({ path }) => path.endsWith(to))
      .map(({ json }) => (json.data['buyer'] as { name: string }).name)
      .toSorted()
  assert.deepEqual(told('to=buyer'), ['海辺ホテル'])
  assert.deepEqual(told('to=company'), ['みずほ農園', '海辺ホテル'])
})

test('a failure is tried again at its intervals, each attempt noted, then given up', async (t) => {
  const { url, arrived } = await program(t, (response) => response.writeHead(500).end('壊れています'))
  const { listen, happen, send, one, receiver } = await openHouse(t)
  const made = await listen(url)
  await happen()
  const tries: number[] = []
  // Minute by minute for four days would be slow: just before and at each that is promised.
  let due = 0
  for (const wait of [0, 1, 5, 30, 120, 300, 600, 840, 1200, 1440, 3000]) {
    due += wait
    if (wait > 1) assert.deepEqual(await send(due - 0.5), { sent: 0, failed: 0 }, `nothing at ${due - 0.5}`)
    if ((await send(due)).failed > 0) tries.push(due)
  }
  assert.equal(tries.length, 10)
  assert.equal(arrived.length, 10)
  assert.equal(new Set(arrived.map(({ body }) => body)).size, 1, 'the same bytes each time')
  const shown = await one(made)
  assert.deepEqual([shown.state, shown.nextTryAt, shown.attempts], ['given_up', null, 10])
  assert.deepEqual([shown.tried[0]?.status, shown.tried[0]?.answer], [500, '壊れています'])
  assert.deepEqual((await receiver(made)).failingSince, testNow)
})

test('a redirect is an answer and not followed', async (t) => {
  const inside = await program(t)
  const { url } = await program(t, (response) => response.writeHead(302, { location: inside.url }).end())
  const { listen, happen, send, one } = await openHouse(t)
  const made = await listen(url)
  await happen()
  assert.deepEqual(await send(), { sent: 0, failed: 1 })
  assert.equal(inside.arrived.length, 0)
  assert.equal((await one(made)).lastStatus, 302)
})

test('who does not answer in time has not taken it, and holds nobody else up', async (t) => {
  const slow = await program(t, () => undefined)
  const quick = await program(t)
  const { listen, happen, send, messages, one } = await openHouse(t)
  const stuck = await listen(slow.url)
  const well = await listen(quick.url)
  await happen(undefined, 6)
  const sending = send(0, { timeoutMs: 1_500 })
  const began = performance.now()
  while (quick.arrived.length < 6) {
    assert.ok(performance.now() - began < 1_200, 'the quick one waits for nobody')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  assert.ok(slow.arrived.length <= 2, 'two at once to the slow one')
  assert.deepEqual(await sending, { sent: 6, failed: 6 })
  assert.equal((await one(stuck)).tried[0]?.fault, 'timeout')
  assert.ok((await messages(well)).every(({ state }) => state === 'sent'))
})

test('who has said 2xx has taken it, though the rest of the answer never comes', async (t) => {
  const { url } = await program(t, (response) => void response.writeHead(200).write('…'))
  const { listen, happen, send } = await openHouse(t)
  await listen(url)
  await happen()
  assert.deepEqual(await send(0, { timeoutMs: 500 }), { sent: 1, failed: 0 })
})

test('several who send at once send each once', async (t) => {
  const { url, arrived } = await program(t, (response) => setTimeout(() => response.writeHead(200).end(), 10))
  const { listen, happen, send } = await openHouse(t)
  await listen(url)
  await listen(`${url}?second`)
  await happen(undefined, 20)
  const counts = await Promise.all([1, 2, 3].map(() => send()))
  assert.equal(
    counts.reduce((total, { sent }) => total + sent, 0),
    40,
  )
  assert.equal(new Set(arrived.map(({ path, json }) => `${path} ${json.id}`)).size, 40)
  assert.equal(arrived.length, 40)
})

test('a process that dies while sending: sent again when its lease is over', async (t) => {
  const { url, arrived } = await program(t)
  const { listen, happen, send, tx } = await openHouse(t)
  await listen(url)
  await happen()
  await tx((each) =>
    each.run("update hook_message set attempts = 1, next_try_at = next_try_at + interval '60 s'"),
  )
  assert.deepEqual(await send(0.9), { sent: 0, failed: 0 })
  assert.deepEqual(await send(1), { sent: 1, failed: 0 })
  assert.equal(arrived.length, 1)
})

test('who answers 410 is sent nothing more, and the members are told', async (t) => {
  const { url, arrived } = await program(t, (response) => response.writeHead(410).end())
  const { listen, happen, send, receiver, one, tx, cook, town } = await openHouse(t)
  // Of the same party, but not among those who may see orders.
  await tx((each) => person(each, town.buyer, 'producer', '畑の人'))
  const made = await listen(url, cook)
  await happen()
  await send()
  const { active, offBecause } = await receiver(made, cook)
  assert.deepEqual([active, offBecause], [false, 'gone'])
  assert.equal((await one(made, cook)).state, 'given_up')
  await happen()
  await send(10)
  assert.equal(arrived.length, 1)
  const mails = (await tx((each) => listMail(each))).rows
  assert.equal(mails.length, 1, 'the cook, nobody else')
  assert.match(mails[0]?.to ?? '', /^buyer-/)
  assert.match(mails[0]?.body ?? '', /410[\s\S]*http:\/\/localhost\/parties\//)
})

test('who fails for five days on end is switched off, once', async (t) => {
  const { url } = await program(t, (response) => response.writeHead(503).end())
  const { listen, happen, send, receiver, tx, at, town } = await openHouse(t)
  const made = await listen(url)
  const days = [0, 1, 2, 3, 4, 4.99]
  for (const each of days) {
    await at(each * 24 * 60, async (then) => {
      const data = { orderId: newId(), orderNo: 'O-1', netYen: 1, deliverOn: day('2026-12-30') }
      announce(then, 'order.placed', [{ partyId: town.buyer, data }])
    })
    await send(each * 24 * 60)
    assert.ok((await receiver(made)).active, `still on after ${each} days`)
  }
  await happen(undefined, 3)
  await send(5 * 24 * 60)
  assert.equal((await receiver(made)).offBecause, 'failing')
  const mails = (await tx((each) => listMail(each))).rows
  assert.equal(mails.length, 1)
  assert.match(mails[0]?.subject ?? '', /localhost:\d+ への通知を止めました/)
})

const nowhere = async () => await Promise.reject(new Error('ENOTFOUND'))

test('a name that leads into our own network is not reached, whatever it said before', async (t) => {
  const { url, arrived } = await program(t)
  const { port } = new URL(url)
  const { happen, send, one, tx, staff } = await openHouse(t)
  const made = granted(
    await tx((each) =>
      createReceiver(
        each,
        staff,
        { url: `https://hooks.example.jp:${port}/`, kinds: ['order.placed'] },
        false,
      ),
    ),
  )
  await happen()
  let asked = 0
  const resolve = async () => {
    asked++
    return [
      { address: '8.8.8.8', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]
  }
  assert.deepEqual(await send(0, { resolve }), { sent: 0, failed: 1 })
  assert.equal((await one(made)).tried[0]?.fault, 'not_public')
  assert.deepEqual([asked, arrived.length], [1, 0])
  assert.deepEqual(await send(10, { resolve: nowhere }), { sent: 0, failed: 1 })
  assert.equal((await one(made)).tried[0]?.fault, 'unresolved')
})

test('on a server of the world, localhost is not sent to even when it was allowed once', async (t) => {
  const { url, arrived } = await program(t)
  const { listen, happen, send, one } = await openHouse(t)
  const made = await listen(url)
  await happen()
  assert.deepEqual(await send(0, { publicUrl: 'https://yui.example.jp' }), { sent: 0, failed: 1 })
  assert.deepEqual([(await one(made)).lastFault, arrived.length], ['not_public', 0])
})

test('of a long answer the beginning is kept', async (t) => {
  const { url } = await program(t, (response) => {
    response.writeHead(400)
    const more = () =>
      void (response.destroyed || (response.write('長い\0'.repeat(10_000)), setImmediate(more)))
    more()
  })
  const { listen, happen, send, one } = await openHouse(t)
  const made = await listen(url)
  await happen()
  await send()
  const { answer = '', status, durationMs } = (await one(made)).tried[0] ?? {}
  assert.ok(Number(durationMs) < 5_000, 'it hangs up instead of reading on')
  assert.equal(status, 400)
  assert.ok(answer.startsWith('長い長い') && answer.length < 2_000, `${answer.length} characters`)
})

test('with a signal it looks again until told to stop', async (t) => {
  const { url, arrived } = await program(t)
  const { listen, happen, db, region } = await openHouse(t)
  await listen(url)
  const stopping = new AbortController()
  const clock = later(0)
  const running = sendDue({ db, region, clock, publicUrl }, { everyMs: 10, stop: stopping.signal })
  await happen()
  const began = performance.now()
  while (arrived.length < 1 && performance.now() - began < 3_000)
    await new Promise((resolve) => setTimeout(resolve, 10))
  stopping.abort()
  assert.deepEqual(await running, { sent: 1, failed: 0 })
})
