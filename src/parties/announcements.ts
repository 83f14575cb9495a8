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
  'order.changed': EventData['order.placed']
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
  'payout.cancelled': EventData['payout.made']
  'payout.returned': EventData['payout.made']
}
export type EventKind = keyof EventData

/**
 * Who may choose to be told of a kind of event: whoever may see such documents on the pages. Which of them a receiver is
 * told of is decided by party in `announce`.
 */
export const eventAccess = {
  'order.placed': 'order.place',
  'order.changed': 'order.place',
  'order.cancelled': 'order.place',
  'delivery.shipped': 'delivery.see',
  'invoice.issued': 'invoice.see',
  'invoice.paid': 'invoice.see',
  'payout.made': 'statement.see',
  'payout.confirmed': 'statement.see',
  'payout.cancelled': 'statement.see',
  'payout.returned': 'statement.see',
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
  tx.send('select hook_announce($1, $2, $3, $4::uuid[], $5::uuid[], $6::text[])', [
    tx.region,
    kind,
    tx.now,
    happened.map(() => newId()),
    happened.map(({ partyId }) => partyId),
    happened.map(({ data }) => JSON.stringify(data)),
  ])
}
