/** Inside one party too, a receiver hears and shows only what the role of its people may see. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { PartyActor } from '#parties/actors.ts'
import { announce, eventAccess, eventKinds } from '#parties/announcements.ts'
import type { EventData, EventKind } from '#parties/announcements.ts'
import { may } from '#parties/policy.ts'
import { granted, person } from '#parties/testing.ts'
import { listMessages, readMessage, resendMessage, sendTest } from './messages.ts'
import {
  changeReceiver,
  createReceiver,
  findReceiver,
  kindsFor,
  listReceivers,
  removeReceiver,
  rollSecret,
} from './receivers.ts'
import { openHouse, publicUrl } from './testing.ts'

const url = 'https://example.jp/hooks'
const on = day('2026-11-20')
const order = { orderId: newId(), orderNo: 'O-1' }
const invoice = { invoiceId: newId(), invoiceNo: 'T-1', grossYen: 500 }
const payout = { payoutId: newId(), payoutNo: 'P-1', amountYen: 500, transferOn: on }
const datas: EventData = {
  'order.placed': { ...order, netYen: 500, deliverOn: on },
  'order.changed': { ...order, netYen: 500, deliverOn: on },
  'order.cancelled': order,
  'delivery.shipped': { ...order, deliveryId: newId(), deliveryNo: 'D-1', netYen: 500, shippedOn: on },
  'invoice.issued': { ...invoice, dueOn: on },
  'invoice.paid': { ...invoice, paidOn: on },
  'payout.made': payout,
  'payout.confirmed': payout,
  'payout.cancelled': payout,
  'payout.returned': payout,
}

for (const kind of eventKinds)
  test(`${kind} reaches the members of a party who may see it, and nobody else in it`, async (t) => {
    const { tx, town, staff, cook } = await openHouse(t)
    // A house that buys and grows, and somebody of the company who only orders for it.
    const people: PartyActor[] = await tx(async (each) => [
      staff,
      cook,
      await person(each, town.buyer, 'producer', '畑の人'),
      await person(each, town.company, 'buyer', '社内の買い手'),
    ])
    const choose = (actor: PartyActor, kinds: readonly EventKind[]) =>
      tx((each) => createReceiver(each, actor, { url, kinds }, false))
    const receivers = new Map<PartyActor, Awaited<ReturnType<typeof receiverOf>>>()
    const receiverOf = async (actor: PartyActor) => granted(await choose(actor, kindsFor(actor)))
    for (const actor of people) receivers.set(actor, await receiverOf(actor))
    await tx(async (each) => announce(each, kind, [{ partyId: town.buyer, data: datas[kind] }]))

    for (const [actor, made] of receivers) {
      const sees = may(actor.role, eventAccess[kind])
      if (!sees) {
        const chosen = await choose(actor, [kind])
        assert.ok(isRefusal(chosen) && chosen.refused === 'kind_not_yours', `${actor.role} chooses`)
        const changed = await tx((each) => changeReceiver(each, actor, { ...made, kinds: [kind] }, false))
        assert.ok(isRefusal(changed) && changed.refused === 'kind_not_yours', `${actor.role} changes`)
      }
      const { rows } = granted(await tx((each) => listMessages(each, actor, made)))
      const theirs = actor.partyId === town.buyer || actor === staff
      assert.deepEqual(
        rows.map((row) => row.kind),
        sees && theirs ? [kind] : [],
        `what ${actor.name} is told`,
      )
      const eventId = rows[0]?.eventId
      if (eventId === undefined) continue
      // Whoever may not see it finds neither the message nor the receiver that it goes to.
      for (const other of people.filter(({ role }) => !may(role, eventAccess[kind])))
        for (const deed of [
          () => tx((each) => findReceiver(each, other, made.receiverId)),
          () => tx((each) => listMessages(each, other, made)),
          () => tx((each) => readMessage(each, other, { ...made, eventId }, publicUrl)),
          () => tx((each) => resendMessage(each, other, { ...made, eventId })),
          () => tx((each) => sendTest(each, other, made)),
          () => tx((each) => changeReceiver(each, other, { ...made, url: `${url}?mine` }, false)),
          () => tx((each) => rollSecret(each, other, made)),
          () => tx((each) => removeReceiver(each, other, made)),
        ]) {
          const answer = await deed()
          assert.ok(isRefusal(answer) && answer.refused === 'receiver_unknown', `${other.name}: ${deed}`)
        }
    }
    for (const [actor, { receiverId }] of receivers)
      assert.deepEqual(
        (await tx((each) => listReceivers(each, actor))).map((each) => each.receiverId),
        [receiverId],
        `${actor.name} sees the own receiver only`,
      )
  })
