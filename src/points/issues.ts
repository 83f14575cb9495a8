import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { pt } from '#kit/units.ts'
import { type Flow, type PostRefusal, post } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { isParty } from '#parties/is-party.ts'
import { parameterOn } from '#parties/parameters.ts'
import { may } from '#parties/policy.ts'
import { fundAccounts, fundOf } from './fund.ts'
import { keepMove } from './fund-moves.ts'
import { lastDayOf } from './lots.ts'
import { openWallets, walletOf } from './wallets.ts'

export interface Issue {
  readonly to: Id
  readonly points: number
}

export interface Issuing {
  /** To be posted with whatever else the event moves: one entry for wood, yen and points. */
  readonly flows: readonly Flow[]
  /** After the entry was posted: from then on the points can be paid, until their last day. */
  readonly keep: (entryId: Id) => void
}

/**
 * For every room that gives points: the flows that bring them from the fund to wallets, and what has to be kept of them.
 * Posting them refuses `below_floor` when the fund has not been filled for so many: `fundShort` says it as people should
 * read it.
 */
export async function issuing(tx: Tx, issues: readonly Issue[]): Promise<Issuing | Refusal<'fund_not_open'>> {
  const [fund, { value: months }] = await Promise.all([
    fundOf(tx),
    parameterOn(tx, 'points.valid_months', tx.today),
  ])
  if (isRefusal(fund)) return fund
  const given = issues.filter(({ points }) => points > 0)
  await openWallets(
    tx,
    given.map(({ to }) => to),
    'wallet',
  )
  const { ready } = fundAccounts(fund.partyId)
  return {
    flows: given.map(({ to, points }) => ({ unit: 'PT', amount: pt(points), from: ready, to: walletOf(to) })),
    keep: (entryId) => keepLots(tx, entryId, given, lastDayOf(tx.today, months)),
  }
}

/** What came to wallets together, each a lot of its own. */
export function keepLots(tx: Tx, entryId: Id, issues: readonly Issue[], expiresOn: Day): void {
  if (issues.length === 0) return
  tx.send(
    `insert into points_lot (region_id, lot_id, holder_id, entry_id, issued_on, expires_on, amount, rest)
     select $1, l.id, l.holder, $2, $3, $4, l.points, l.points
     from unnest($5::uuid[], $6::uuid[], $7::bigint[]) l (id, holder, points)`,
    [
      tx.region,
      entryId,
      tx.today,
      expiresOn,
      issues.map(() => newId()),
      issues.map(({ to }) => to),
      issues.map(({ points }) => points),
    ],
  )
}

/** The ledger speaks of a floor; what stands behind it here is that the fund has too few points left. */
export const fundShort = <R extends Refusal>(refusal: R): R | Refusal<'fund_short'> =>
  refusal.refused === 'below_floor'
    ? refuse('fund_short', { detail: { short: Number(refusal.detail?.['short'] ?? 0) } })
    : refusal

export type IssueRefusal =
  | PostRefusal
  | Refusal<
      'not_allowed' | 'fund_not_open' | 'fund_short' | 'party_unknown' | 'points_missing' | 'reason_missing'
    >

/** Staff gives points by hand, for what no room books: a helper at a festival. The reason is kept with the entry. */
export async function issuePoints(
  tx: Tx,
  actor: Actor,
  { to, points, reason }: Issue & { readonly reason: string },
): Promise<{ moveId: Id; entryId: Id; points: number } | IssueRefusal> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  if (points <= 0) return refuse('points_missing', { field: 'points' })
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  if (!(await isParty(tx, to))) return refuse('party_unknown', { field: 'to' })
  const issued = await issuing(tx, [{ to, points }])
  if (isRefusal(issued)) return issued
  const moveId = newId()
  const posted = await post(tx, actor, {
    kind: 'points.issue',
    on: tx.today,
    document: { id: moveId, no: '' },
    memo: reason.trim(),
    flows: issued.flows,
  })
  if (isRefusal(posted)) return fundShort(posted)
  const { entryId } = posted
  issued.keep(entryId)
  keepMove(tx, {
    moveId,
    sort: 'issue',
    partyId: to,
    amount: points,
    on: tx.today,
    reason: reason.trim(),
    entryId,
  })
  return { moveId, entryId, points }
}
