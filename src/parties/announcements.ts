import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import type { Permission } from './policy.ts'

/** What each kind of event says, beside whose it is. Ids and numbers to look the document up by, no more. */
export interface EventData {
  'order.placed': {
    readonly orderId: Id
    readonly orderNo: string
    readonly netYen: number
    readonly deliverOn: Day
  }
  'order.cancelled': { readonly orderId: Id; readonly orderNo: string }
  'delivery.shipped': {
    readonly deliveryId: Id
    readonly deliveryNo: string
    readonly orderId: Id
    readonly orderNo: string
    readonly netYen: number
    readonly shippedOn: Day
  }
  'invoice.issued': {
    readonly invoiceId: Id
    readonly invoiceNo: string
    readonly grossYen: number
    readonly dueOn: Day
  }
  'invoice.paid': {
    readonly invoiceId: Id
    readonly invoiceNo: string
    readonly grossYen: number
    readonly paidOn: Day
  }
  'payout.made': {
    readonly payoutId: Id
    readonly payoutNo: string
    readonly amountYen: number
    readonly transferOn: Day
  }
  'payout.confirmed': EventData['payout.made']
}
export type EventKind = keyof EventData

/**
 * Who may choose to be told of a kind of event: whoever may see such documents on the pages. Which of them a receiver is
 * told of is decided by party in `announce`.
 */
export const eventAccess = {
  'order.placed': 'order.place',
  'order.cancelled': 'order.place',
  'delivery.shipped': 'delivery.see',
  'invoice.issued': 'invoice.see',
  'invoice.paid': 'invoice.see',
  'payout.made': 'statement.see',
  'payout.confirmed': 'statement.see',
} as const satisfies Record<EventKind, Permission>
export const eventKinds = Object.keys(eventAccess) as EventKind[]

/** Something that happened, and to which buyer or producer. */
export interface Announcement<Kind extends EventKind> {
  readonly partyId: Id
  readonly data: EventData[Kind]
}

/**
 * Tells the programs of those whom it concerns, in the transaction of what happened: what is undone tells nobody. One
 * statement that nobody waits for, however many it tells of, and it writes nothing where nobody listens. The company
 * hears of everything, others of what is their own.
 */
export function announce<Kind extends EventKind>(
  tx: Tx,
  kind: Kind,
  happened: readonly Announcement<Kind>[],
): void {
  if (happened.length === 0) return
  tx.send(
    `with happened as (
       select * from unnest($4::uuid[], $5::uuid[], $6::text[]) x (event_id, party_id, data)),
     heard as (
       select h.event_id, r.receiver_id
       from hook_receiver r
       join happened h on r.of_company or r.party_id = h.party_id
       where r.region_id = $1 and r.active and $2 = any (r.kinds)),
     written as (
       insert into hook_event (region_id, event_id, kind, at, party_id, party_name, data)
       select $1, h.event_id, $2, $3, h.party_id, p.name, h.data::json
       from happened h
       join party p on p.region_id = $1 and p.party_id = h.party_id
       where exists (select from heard where heard.event_id = h.event_id))
     insert into hook_message (region_id, event_id, receiver_id, created_at, next_try_at)
     select $1, event_id, receiver_id, $3, $3 from heard`,
    [
      tx.region,
      kind,
      tx.now,
      happened.map(() => newId()),
      happened.map(({ partyId }) => partyId),
      happened.map(({ data }) => JSON.stringify(data)),
    ],
  )
}
