import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { fromCursor, pageOf } from '#parties/cursors.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import type { DifferenceKind } from './schema.ts'

export interface DifferenceSeen {
  readonly lineNo: number
  readonly kind: DifferenceKind
  /** Of the variant; grams for goods priced by the kilogram. */
  readonly quantity: number
  readonly reason: string
  readonly returnNo: string | null
  readonly rejectedBecause: string
  readonly settled: boolean
}

export interface AcceptanceSeen {
  readonly acceptanceId: Id
  readonly acceptedOn: Day
  readonly note: string
  readonly byBuyer: boolean
  readonly differences: readonly DifferenceSeen[]
}

/** The acceptance of a delivery that who asks may see; none before it was recorded. */
export async function acceptanceOf(tx: Tx, deliveryId: Id): Promise<AcceptanceSeen | undefined> {
  const [head] = await tx.run<Omit<AcceptanceSeen, 'differences'> & Record<string, unknown>>(
    `select acceptance_id as "acceptanceId", accepted_on as "acceptedOn", note, by_buyer as "byBuyer"
     from trade_acceptance where region_id = $1 and delivery_id = $2 and undone_at is null`,
    [tx.region, deliveryId],
  )
  if (!head) return undefined
  const differences = await tx.run<DifferenceSeen & Record<string, unknown>>(
    `select d.line_no as "lineNo", d.kind, d.quantity, d.reason, r.return_no as "returnNo",
       d.rejected_because as "rejectedBecause", d.settled_at is not null as settled
     from trade_difference d
     left join trade_return r on r.region_id = d.region_id and r.return_id = d.return_id
     where d.region_id = $1 and d.acceptance_id = $2 order by d.line_no, d.kind desc`,
    [tx.region, head.acceptanceId],
  )
  return { ...head, differences }
}

export const acceptanceViews = ['differing', 'waiting', 'all'] as const
/** `differing`: a difference waits for the company. `waiting`: nobody said yet what came. */
export type AcceptanceView = (typeof acceptanceViews)[number]

export interface AcceptanceRow {
  readonly deliveryId: Id
  readonly deliveryNo: string
  readonly buyerName: string
  readonly shippedOn: Day
  readonly acceptedOn: Day | null
  readonly differences: number
  readonly open: number
}

const limit = 50

const counted = (open: string): string =>
  `(select count(*) from trade_difference f where f.region_id = $1 and f.acceptance_id = a.acceptance_id${open})::int`

/** Deliveries and what their buyers said of them, newest first; a buyer sees its own. */
export async function listAcceptances(
  tx: Tx,
  actor: Actor,
  { view }: { readonly view: AcceptanceView },
  cursor?: string,
): Promise<Page<AcceptanceRow> | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'delivery.accept')) return refuse('not_allowed')
  const [no] = (cursor === undefined ? undefined : fromCursor(cursor, 1)) ?? []
  const own = actor.role === 'company_staff' ? null : (actor.partyId ?? null)
  const conditions = {
    differing:
      'exists (select from trade_difference f where f.region_id = $1 and f.acceptance_id = a.acceptance_id and f.settled_at is null)',
    waiting: 'a.acceptance_id is null',
    all: 'true',
  } as const
  const rows = await tx.run<AcceptanceRow & Record<string, unknown>>(
    `select d.delivery_id as "deliveryId", d.delivery_no as "deliveryNo", b.name as "buyerName",
       d.shipped_on as "shippedOn", a.accepted_on as "acceptedOn", ${counted('')} as differences,
       ${counted(' and f.settled_at is null')} as open
     from trade_delivery d
     join party b on b.region_id = d.region_id and b.party_id = d.buyer_id
     left join trade_acceptance a on a.region_id = d.region_id and a.delivery_id = d.delivery_id and a.undone_at is null
     where d.region_id = $1 and ($2::uuid is null or d.buyer_id = $2) and ($3::text is null or d.delivery_no < $3)
       and ${conditions[view]}
     order by d.delivery_no desc limit $4`,
    [tx.region, own, no ?? null, limit + 1],
  )
  return pageOf(rows, limit, (row) => [row.deliveryNo])
}
