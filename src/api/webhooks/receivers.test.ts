import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Tx, transact } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import type { EventKind } from '#parties/announcements.ts'
import { listAudit } from '#parties/audit.ts'
import { sweep } from '#parties/sweep.ts'
import { granted, person } from '#parties/testing.ts'
import { listMessages, readMessage, resendFailed, resendMessage, sendTest } from './messages.ts'
import {
  changeReceiver,
  createReceiver,
  findReceiver,
  listReceivers,
  removeReceiver,
  rollSecret,
} from './receivers.ts'
import { assertSigned, later, openHouse, program, publicUrl } from './testing.ts'

test('a message is sent again on wish, and all that failed since a moment', async (t) => {
  let status = 200
  const { url, arrived } = await program(t, (response) => response.writeHead(status).end())
  const { listen, happen, send, messages, tx, at, staff } = await openHouse(t)
  const made = await listen(url)
  await happen()
  await send()
  const [first] = await messages(made)
  assert.ok(first)
  granted(await tx((each) => resendMessage(each, staff, { ...made, eventId: first.eventId })))
  await send()
  assert.deepEqual(
    arrived.map(({ json }) => json.id),
    [first.eventId, first.eventId],
    'the same id: who took it before knows it',
  )
  status = 500
  await happen(undefined, 2)
  await send(1)
  status = 200
  const since = (minutes: number) =>
    at(1, (each) => resendFailed(each, staff, { ...made, since: later(minutes).now() }))
  assert.equal(granted(await since(1)).resent, 0, 'what happened before is left')
  assert.equal(granted(await since(0)).resent, 2, 'what arrived is left')
  assert.deepEqual(await send(1), { sent: 2, failed: 0 })
})

test('both secrets sign for a day after a change, then the new one', async (t) => {
  const { url, arrived } = await program(t)
  const { listen, tx, at, send, staff } = await openHouse(t)
  const made = await listen(url)
  const { secret } = granted(await tx((each) => rollSecret(each, staff, made)))
  assert.notEqual(secret, made.secret)
  for (const minutes of [0, 24 * 60]) {
    granted(await at(minutes, (each) => sendTest(each, staff, made)))
    await send(minutes)
  }
  const [during, afterwards] = arrived
  assert.ok(during && afterwards && arrived.length === 2)
  for (const each of [secret, made.secret]) assertSigned(during, each)
  assertSigned(afterwards, secret)
  assert.throws(() => assertSigned(afterwards, made.secret))
  assert.deepEqual([during.json.type, during.json.data], ['ping', {}])
})

test('switched off, nothing new is told and what waits stays; on again, that is sent', async (t) => {
  let status = 500
  const { url, arrived } = await program(t, (response) => response.writeHead(status).end())
  const { listen, happen, send, tx, staff, receiver } = await openHouse(t)
  const made = await listen(url)
  await happen()
  await send()
  granted(await tx((each) => changeReceiver(each, staff, { ...made, active: false }, true)))
  await happen()
  status = 200
  assert.deepEqual(await send(60), { sent: 0, failed: 0 })
  assert.equal((await receiver(made)).waiting, 1)
  granted(await tx((each) => changeReceiver(each, staff, { ...made, active: true }, true)))
  assert.deepEqual(await send(), { sent: 1, failed: 0 })
  assert.equal(arrived.length, 2)
  assert.equal((await receiver(made)).failingSince, null)
})

test('a removed receiver is told nothing and shown to nobody; after two months all of it is swept', async (t) => {
  const { url, arrived } = await program(t)
  const { listen, happen, send, tx, staff, messages, db, region } = await openHouse(t)
  const made = await listen(url)
  const kept = await listen(`${url}?kept`)
  await happen()
  granted(await tx((each) => removeReceiver(each, staff, made)))
  assert.deepEqual(await send(), { sent: 1, failed: 0 })
  assert.equal(arrived[0]?.path, '/hooks?kept')
  await assert.rejects(messages(made), /receiver_unknown/)
  const rows = async (table: string) => (await tx((each) => each.run(`select 1 from ${table}`))).length
  const sweepAfter = (days: number) => transact(db, { region, clock: later(days * 24 * 60) }, sweep)
  await sweepAfter(59)
  assert.equal(await rows('hook_message'), 2)
  await sweepAfter(60)
  for (const table of ['hook_event', 'hook_message', 'hook_attempt']) assert.equal(await rows(table), 0)
  assert.equal(await rows('hook_receiver'), 1)
  assert.deepEqual(await messages(kept), [])
})

const url = 'https://example.jp/hooks?key=hidden'

test('nobody else sees, changes or hears of a receiver', async (t) => {
  const { tx, town, cook, staff } = await openHouse(t)
  const clerk = await tx((each) => person(each, town.company, 'buyer', '社内の買い手'))
  const made = granted(
    await tx((each) => createReceiver(each, staff, { url, kinds: ['invoice.paid'] }, false)),
  )
  const mine = granted(
    await tx((each) => createReceiver(each, cook, { url, kinds: ['invoice.paid'] }, false)),
  )
  const { eventId } = granted(await tx((each) => sendTest(each, staff, made)))
  const deeds = [
    (actor: Actor) => tx((each) => findReceiver(each, actor, made.receiverId)),
    (actor: Actor) => tx((each) => changeReceiver(each, actor, { ...made, description: 'x' }, false)),
    (actor: Actor) => tx((each) => rollSecret(each, actor, made)),
    (actor: Actor) => tx((each) => removeReceiver(each, actor, made)),
    (actor: Actor) => tx((each) => sendTest(each, actor, made)),
    (actor: Actor) => tx((each) => listMessages(each, actor, made)),
    (actor: Actor) => tx((each) => readMessage(each, actor, { ...made, eventId }, publicUrl)),
    (actor: Actor) => tx((each) => resendMessage(each, actor, { ...made, eventId })),
    (actor: Actor) => tx((each) => resendFailed(each, actor, { ...made, since: new Date(0) })),
  ]
  for (const [at, deed] of deeds.entries()) {
    // The clerk belongs to the company, but not to its staff: what staff is told of is not for them.
    for (const actor of [cook, town.grower, clerk]) {
      const answer = await deed(actor)
      assert.ok(isRefusal(answer) && answer.refused === 'receiver_unknown', `${at} as ${actor.role}`)
    }
    const answer = await deed(town.officer)
    assert.ok(isRefusal(answer) && answer.refused === 'not_allowed', `${at} as officer`)
  }
  const seen = async (actor: Actor) =>
    (await tx((each) => listReceivers(each, actor))).map(({ receiverId }) => receiverId)
  assert.deepEqual(await seen(staff), [made.receiverId])
  assert.deepEqual(await seen(cook), [mine.receiverId])
  for (const actor of [clerk, town.grower, town.officer]) assert.deepEqual(await seen(actor), [])
})

const slips = [
  // who, what is wrong, the refusal, its field
  ['cook', { kinds: [] }, 'kinds_missing', 'kinds'],
  ['cook', { kinds: ['order.placed', 'payout.made'] }, 'kind_not_yours', 'kinds'],
  ['grower', { kinds: ['order.placed'] }, 'kind_not_yours', 'kinds'],
  ['staff', { url: 'http://example.jp/' }, 'url_not_https', 'url'],
  ['staff', { url: 'https://192.168.0.1/' }, 'url_not_public', 'url'],
  ['staff', { description: 'あ'.repeat(201) }, 'text_too_long', 'description'],
  ['officer', {}, 'not_allowed', undefined],
] as const
for (const [who, slip, refused, field] of slips)
  test(`a receiver of ${who} with ${JSON.stringify(slip).slice(0, 60)} is refused: ${refused}`, async (t) => {
    const { tx, town } = await openHouse(t)
    const given = { url, kinds: ['payout.made'] as const, ...slip }
    const answer = await tx((each) => createReceiver(each, town[who], given, false))
    assert.ok(isRefusal(answer), 'refused')
    assert.deepEqual([answer.refused, answer.field], [refused, field])
    assert.deepEqual(await tx((each) => each.run('select 1 from hook_receiver')), [])
  })

test('a party has twenty receivers and no more, also for two at once', async (t) => {
  const { tx, staff } = await openHouse(t)
  const make = () => tx((each) => createReceiver(each, staff, { url, kinds: ['order.placed'] }, false))
  const answers = await Promise.all(Array.from({ length: 22 }, make))
  assert.equal(answers.filter((each) => isRefusal(each) && each.refused === 'too_many_receivers').length, 2)
})

test('colleagues in another role count among the twenty', async (t) => {
  const { tx, town, cook } = await openHouse(t)
  const helper = await tx((each) => person(each, town.buyer, 'producer', '畑の人'))
  const make = (actor: Actor, kind: EventKind) =>
    tx((each) => createReceiver(each, actor, { url, kinds: [kind] }, false))
  for (let at = 0; at < 20; at++) granted(await make(cook, 'order.placed'))
  const answer = await make(helper, 'payout.made')
  assert.ok(isRefusal(answer) && answer.refused === 'too_many_receivers')
})

const crossing: readonly (readonly [
  string,
  (tx: Tx, actor: Actor, made: { receiverId: Id }) => Promise<unknown>,
])[] = [
  ['a change', (each, actor, made) => changeReceiver(each, actor, { ...made, description: '新しい' }, true)],
  ['a switch', (each, actor, made) => changeReceiver(each, actor, { ...made, active: false }, true)],
  ['a new secret', (each, actor, made) => rollSecret(each, actor, made)],
  ['a removal', (each, actor, made) => removeReceiver(each, actor, made)],
]
for (const [first, begun] of crossing)
  test(`what another does of a receiver at the same time as ${first} is not lost, and events do not wait`, async (t) => {
    const { tx, staff, listen, happen, messages } = await openHouse(t)
    const made = await listen('http://localhost:9/hooks')
    const read = async () => {
      const [row] = await tx((each) =>
        each.run('select description, active, removed_at, secret from hook_receiver'),
      )
      return row
    }
    let second: Promise<unknown> = Promise.resolve()
    await tx(async (each) => {
      await begun(each, staff, made)
      second = tx((other) => changeReceiver(other, staff, { ...made, kinds: ['invoice.paid'] }, true))
      await pause(150)
    })
    await second
    const after = await read()
    if (first === 'a change') assert.equal(after?.['description'], '新しい')
    if (first === 'a switch') assert.equal(after?.['active'], false)
    if (first === 'a new secret') assert.notEqual(after?.['secret'], made.secret)
    if (first === 'a removal') {
      assert.ok(isRefusal(await second), 'there is nothing left to change')
      assert.equal(after?.['active'], false)
      return
    }
    granted(
      await tx((each) =>
        changeReceiver(each, staff, { ...made, active: true, kinds: ['order.placed'] }, true),
      ),
    )
    await tx(async (each) => {
      await begun(each, staff, made)
      if (first !== 'a switch') await happen()
    })
    if (first !== 'a switch') assert.equal((await messages(made)).length, 1)
  })

test('every deed is in the audit, without the secret and without what the address holds', async (t) => {
  const { tx, staff } = await openHouse(t)
  const made = granted(
    await tx((each) => createReceiver(each, staff, { url, kinds: ['order.placed'] }, false)),
  )
  granted(await tx((each) => changeReceiver(each, staff, { ...made, active: false }, false)))
  granted(await tx((each) => changeReceiver(each, staff, { ...made, active: true }, false)))
  const { secret } = granted(await tx((each) => rollSecret(each, staff, made)))
  granted(await tx((each) => removeReceiver(each, staff, made)))
  const { rows } = await tx((each) => listAudit(each, { action: 'webhook' }))
  assert.deepEqual(
    rows.map(({ action, detail }) => [action, detail]).toReversed(),
    ['create', 'switch_off', 'switch_on', 'roll_secret', 'remove'].map((deed) => [
      `webhook.${deed}`,
      'example.jp',
    ]),
  )
  const all = JSON.stringify(await tx((each) => each.run('select * from hook_receiver')))
  for (const each of [secret, made.secret]) assert.ok(!all.includes(each), 'a removed receiver has no secret')
})
