import type { EventKind } from '#parties/announcements.ts'
import type { Id } from '#kit/ids.ts'

/** What a test from the page sends, so that a program can be tried before anything happens. */
export const pingKind = 'ping'
export type MessageKind = EventKind | typeof pingKind

/** An event as it lies in the database. */
export interface KeptEvent {
  readonly eventId: Id
  readonly kind: MessageKind
  readonly at: Date
  readonly partyId: Id
  readonly partyName: string
  readonly data: Readonly<Record<string, unknown>>
}

/** To whom it goes, as far as that changes what is said. */
export interface Hearer {
  readonly region: number
  readonly publicUrl: string
  /** The company may look everything up; a producer may not open a payout, which names others too. */
  readonly isCompany: boolean
}

/** The body of a message, byte for byte the same at each attempt: what is signed is what was shown. */
export function bodyOf(event: KeptEvent, hearer: Hearer): string {
  const { eventId, kind, at, partyId, partyName, data } = event
  const url = linkOf(event, hearer)
  return JSON.stringify({
    id: eventId,
    type: kind,
    timestamp: at.toISOString(),
    region: codeOf(hearer.region),
    data: {
      ...(kind === pingKind ? {} : { [ownerOf(kind)]: { partyId, name: partyName } }),
      ...data,
      ...(url === undefined ? {} : { url }),
    },
  })
}

/** Six digits, as the municipality's code is written. */
const codeOf = (region: number): string => String(region).padStart(6, '0')

const ownerOf = (kind: EventKind): 'buyer' | 'producer' => (kind.startsWith('payout.') ? 'producer' : 'buyer')

/** Where the API tells more of it, to somebody who is told of it. */
function linkOf({ kind, data }: KeptEvent, { publicUrl, isCompany }: Hearer): string | undefined {
  const at = (path: string, id: string): string => `${publicUrl}/api/v1/${path}/${String(data[id])}`
  switch (kind) {
    case 'order.placed':
    case 'order.changed':
    case 'order.cancelled':
      return at('orders', 'orderId')
    case 'delivery.shipped':
      return at('deliveries', 'deliveryId')
    case 'invoice.issued':
    case 'invoice.paid':
      return at('invoices', 'invoiceId')
    case 'payout.made':
    case 'payout.confirmed':
    case 'payout.cancelled':
    case 'payout.returned':
      return isCompany ? at('payouts', 'payoutId') : undefined
    case 'ping':
      return undefined
  }
}

/** The document's number, as people read it out. */
export function numberOf({ data }: Pick<KeptEvent, 'data'>): string {
  const found = ['deliveryNo', 'orderNo', 'invoiceNo', 'payoutNo'].map((name) => data[name]).find(Boolean)
  return typeof found === 'string' ? found : ''
}
