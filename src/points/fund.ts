import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { jpy, pt } from '#kit/units.ts'
import { type AccountRef, cash, openGuarded } from '#ledger/accounts.ts'
import { type PostRefusal, post } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { isParty } from '#parties/is-party.ts'
import { may } from '#parties/policy.ts'
import { keepMove } from './fund-moves.ts'
import './schema.ts'

/**
 * The accounts of the fund. `yen` and `ready` (points that can be issued) are guarded at nothing, `issued` is free: as far
 * below nothing as there are points in the world. So every point that anybody has is a yen in the fund.
 */
export const fundAccounts = (party: Id) => ({
  yen: { party, purpose: 'points_fund' } satisfies AccountRef,
  ready: { party, purpose: 'points_ready' } satisfies AccountRef,
  issued: { party, purpose: 'points_issued' } satisfies AccountRef,
  setAside: { party, purpose: 'points_set_aside' } satisfies AccountRef,
})

export type FundRefusal = Refusal<'not_allowed' | 'party_unknown' | 'fund_is_open' | 'requester_code_form'>

/** Staff opens the region's fund, once; its party holds the yen and has the bank account from which shops are paid. */
export async function openFund(
  tx: Tx,
  actor: Actor,
  { partyId, requesterCode = '' }: { partyId: Id; requesterCode?: string },
): Promise<{ partyId: Id } | FundRefusal> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  if (!/^\d{0,10}$/.test(requesterCode)) return refuse('requester_code_form', { field: 'requesterCode' })
  if (!(await isParty(tx, partyId))) return refuse('party_unknown', { field: 'partyId' })
  const opened = await tx.q
    .insertInto('points_fund')
    .values({
      region_id: tx.region,
      party_id: partyId,
      requester_code: requesterCode,
      opened_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning('party_id')
    .execute()
  if (opened.length === 0) return refuse('fund_is_open')
  const { yen, ready, setAside } = fundAccounts(partyId)
  await openGuarded(tx, 'JPY', yen)
  await openGuarded(tx, 'PT', ready)
  await openGuarded(tx, 'PT', setAside)
  return { partyId }
}

export interface Fund {
  readonly partyId: Id
  readonly requesterCode: string
}

/** The region's fund; refuses `fund_not_open` where nobody opened one. */
export async function fundOf(tx: Tx): Promise<Fund | Refusal<'fund_not_open'>> {
  const row = await tx.q
    .selectFrom('points_fund')
    .select(['party_id as partyId', 'requester_code as requesterCode'])
    .where('region_id', '=', tx.region)
    .executeTakeFirst()
  return row ?? refuse('fund_not_open')
}

export interface Filling {
  /** Whose yen they are: the city, the company, a donor. */
  readonly fillerId: Id
  readonly yen: number
  readonly on: Day
  readonly memo: string
}

/** Staff books yen that came into the fund: as many points can be issued. */
export async function fillFund(
  tx: Tx,
  actor: Actor,
  { fillerId, yen, on, memo }: Filling,
): Promise<
  | { moveId: Id; entryId: Id }
  | PostRefusal
  | Refusal<'not_allowed' | 'fund_not_open' | 'party_unknown' | 'amount_missing' | 'day_in_future'>
> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  if (yen <= 0) return refuse('amount_missing', { field: 'yen' })
  if (on > tx.today) return refuse('day_in_future', { field: 'on' })
  const fund = await fundOf(tx)
  if (isRefusal(fund)) return fund
  if (fillerId === fund.partyId || !(await isParty(tx, fillerId)))
    return refuse('party_unknown', { field: 'fillerId' })
  const accounts = fundAccounts(fund.partyId)
  const moveId = newId()
  const posted = await post(tx, actor, {
    kind: 'points.fill',
    on,
    document: { id: moveId, no: '' },
    memo: memo.trim(),
    flows: [
      { unit: 'JPY', amount: jpy(yen), from: cash(fillerId), to: accounts.yen },
      { unit: 'PT', amount: pt(yen), from: accounts.issued, to: accounts.ready },
    ],
  })
  if (isRefusal(posted)) return posted
  const { entryId } = posted
  keepMove(tx, { moveId, sort: 'fill', partyId: fillerId, amount: yen, on, reason: memo.trim(), entryId })
  return { moveId, entryId }
}

export interface FundState {
  readonly partyId: Id
  /** Yen in the fund. */
  readonly yen: number
  /** Points that can be issued. */
  readonly ready: number
  /** In wallets, on printed notes, with shops, and set aside to be paid out. All with `ready` are the yen. */
  readonly wallets: number
  readonly notes: number
  readonly takings: number
  readonly setAside: number
}

/** Where all points are. */
export async function readFund(tx: Tx): Promise<FundState | Refusal<'fund_not_open'>> {
  const fund = await fundOf(tx)
  if (isRefusal(fund)) return fund
  const rows = await tx.run<{ purpose: string; unit: string; balance: number }>(
    `select a.purpose, a.unit, sum(b.balance)::bigint as balance
     from ledger_account a join ledger_balance b on b.region_id = $1 and b.account_id = a.account_id
     where a.region_id = $1 and (a.unit = 'PT' and a.purpose in ('wallet', 'notes', 'takings')
       or a.party_id = $2 and a.purpose in ('points_fund', 'points_ready', 'points_set_aside'))
     group by 1, 2`,
    [tx.region, fund.partyId],
  )
  const of = (purpose: string): number => rows.find((row) => row.purpose === purpose)?.balance ?? 0
  return {
    partyId: fund.partyId,
    yen: of('points_fund'),
    ready: of('points_ready'),
    wallets: of('wallet'),
    notes: of('notes'),
    takings: of('takings'),
    setAside: of('points_set_aside'),
  }
}
