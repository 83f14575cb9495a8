import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { jpy, pt } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import { entryInto } from '#ledger/documents.ts'
import { type PostRefusal, type ReversalRefusal, post, postAll, reverse } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { type Page, fromCursor, pageOf } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { type TransferFileRefusal, transferFile } from '#parties/transfer-files.ts'
import {
  type ReturnRefusal,
  type ReturnedTransfer,
  keepReturn,
  returnsOf,
} from '#parties/transfer-returns.ts'
import { fundAccounts, fundOf } from './fund.ts'
import type { RedemptionState } from './schema.ts'
import { takingsOf } from './wallets.ts'

/** `detail.name` is the shop that it is about; none when it is about the fund's own account. */
export type RedemptionRefusal =
  | TransferFileRefusal
  | PostRefusal
  | Refusal<'not_allowed' | 'fund_not_open' | 'nothing_to_redeem'>

interface Takings {
  readonly shopId: Id
  readonly name: string
  readonly amount: number
}

/** What every shop has taken and was not paid for, held until the end, in one order. */
async function lockTakings(tx: Tx): Promise<Takings[]> {
  return await tx.run<Takings & Record<string, unknown>>(
    `select a.party_id as "shopId", p.name, b.balance as amount
     from ledger_balance b join ledger_account a on a.region_id = $1 and a.account_id = b.account_id
     join party p on p.region_id = $1 and p.party_id = a.party_id
     where b.region_id = $1 and a.unit = 'PT' and a.purpose = 'takings' and b.balance > 0
     order by b.account_id for no key update of b`,
    [tx.region],
  )
}

/**
 * Staff pays the shops what they took until now: a transfer file for the bank, one transfer a shop, a point a yen. The
 * points are set aside at once, so that no payment among them can be taken back; the yen move with `confirmRedemption`,
 * when the bank has done it.
 */
export async function makeRedemption(
  tx: Tx,
  actor: Actor,
  { transferOn }: { transferOn: Day },
): Promise<{ redemptionId: Id; redemptionNo: string; points: number; shops: number } | RedemptionRefusal> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  const fund = await fundOf(tx)
  if (isRefusal(fund)) return fund
  const takings = await lockTakings(tx)
  if (takings.length === 0) return refuse('nothing_to_redeem')
  const paper = await transferFile(tx, {
    payerId: fund.partyId,
    requesterCode: fund.requesterCode,
    transferOn,
    transfers: takings.map(({ shopId, ...rest }) => ({ partyId: shopId, ...rest })),
  })
  if (isRefusal(paper)) return paper
  const [redemptionId, redemptionNo] = [newId(), await nextNumber(tx, 'H')]
  const { setAside } = fundAccounts(fund.partyId)
  const posted = await postAll(
    tx,
    actor,
    takings.map(({ shopId, amount }) => ({
      kind: 'points.set_aside',
      on: tx.today,
      document: { id: redemptionId, no: redemptionNo },
      flows: [{ unit: 'PT' as const, amount: pt(amount), from: takingsOf(shopId), to: setAside }],
    })),
  )
  if (isRefusal(posted)) return posted
  const points = takings.reduce((sum, { amount }) => sum + amount, 0)
  await tx.q
    .insertInto('points_redemption')
    .values({
      region_id: tx.region,
      redemption_id: redemptionId,
      redemption_no: redemptionNo,
      transfer_on: transferOn,
      amount: points,
      file: Buffer.from(paper.file),
      state: 'made',
      made_at: tx.now,
      made_by: actor.userId ?? null,
    })
    .execute()
  await tx.q
    .insertInto('points_redemption_line')
    .values(
      takings.map(({ shopId, amount }, n) => ({
        region_id: tx.region,
        redemption_id: redemptionId,
        shop_id: shopId,
        amount,
        account: paper.accounts[n] ?? '',
        entry_id: posted[n]?.entryId ?? redemptionId,
      })),
    )
    .execute()
  return { redemptionId, redemptionNo, points, shops: takings.length }
}

export type SettleRefusal =
  | PostRefusal
  | ReversalRefusal
  | Refusal<
      | 'not_allowed'
      | 'fund_not_open'
      | 'redemption_unknown'
      | 'redemption_paid'
      | 'redemption_cancelled'
      | 'transfer_day_to_come'
    >

interface Made {
  readonly transferOn: Day
  readonly redemptionNo: string
  readonly state: RedemptionState
}

async function lockRedemption(tx: Tx, redemptionId: Id): Promise<Made | undefined> {
  const [row] = await tx.run<Made & Record<string, unknown>>(
    `select transfer_on as "transferOn", redemption_no as "redemptionNo", state from points_redemption
     where region_id = $1 and redemption_id = $2 for update`,
    [tx.region, redemptionId],
  )
  return row
}

async function lockMade(tx: Tx, redemptionId: Id): Promise<Made | SettleRefusal> {
  const row = await lockRedemption(tx, redemptionId)
  if (!row) return refuse('redemption_unknown')
  if (row.state === 'paid') return refuse('redemption_paid')
  return row.state === 'cancelled' ? refuse('redemption_cancelled') : row
}

const setState = async (tx: Tx, redemptionId: Id, state: RedemptionState): Promise<unknown> =>
  await tx.run('update points_redemption set state = $3 where region_id = $1 and redemption_id = $2', [
    tx.region,
    redemptionId,
    state,
  ])

/** Staff has seen on the bank's statement that it was paid: the yen go to the shops, the points are no more. */
export async function confirmRedemption(
  tx: Tx,
  actor: Actor,
  { redemptionId }: { redemptionId: Id },
): Promise<{ redemptionNo: string } | SettleRefusal> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  const fund = await fundOf(tx)
  if (isRefusal(fund)) return fund
  const made = await lockMade(tx, redemptionId)
  if (isRefusal(made)) return made
  if (made.transferOn > tx.today) return refuse('transfer_day_to_come')
  const lines = await linesOf(tx, redemptionId)
  const accounts = fundAccounts(fund.partyId)
  const document = { id: redemptionId, no: made.redemptionNo }
  const points = lines.reduce((sum, { amount }) => sum + amount, 0)
  const posted = await postAll(tx, actor, [
    ...lines.map(({ shopId, amount }) => ({
      kind: 'points.redeem',
      on: made.transferOn,
      document,
      flows: [{ unit: 'JPY' as const, amount: jpy(amount), from: accounts.yen, to: cash(shopId) }],
    })),
    {
      kind: 'points.cancel',
      on: made.transferOn,
      document,
      flows: [{ unit: 'PT', amount: pt(points), from: accounts.setAside, to: accounts.issued }],
    },
  ])
  if (isRefusal(posted)) return posted
  await setState(tx, redemptionId, 'paid')
  return { redemptionNo: made.redemptionNo }
}

/** Staff takes it back before the bank was told, or after the bank could not do it: the points are the shops' again. */
export async function cancelRedemption(
  tx: Tx,
  actor: Actor,
  { redemptionId }: { redemptionId: Id },
): Promise<{ redemptionNo: string } | SettleRefusal> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  const made = await lockMade(tx, redemptionId)
  if (isRefusal(made)) return made
  for (const { entryId } of await linesOf(tx, redemptionId)) {
    const reversed = await reverse(tx, actor, entryId)
    if (isRefusal(reversed)) return reversed
  }
  await setState(tx, redemptionId, 'cancelled')
  return { redemptionNo: made.redemptionNo }
}

/** Nothing came back of what was not paid. */
export type ReturnedRefusal =
  | ReturnRefusal
  | PostRefusal
  | ReversalRefusal
  | Refusal<'not_allowed' | 'fund_not_open' | 'redemption_unknown' | 'redemption_not_paid'>

/**
 * The bank could not pay one shop of a redemption and gave the yen back: they are the fund's again, and the shop has as many
 * points to be paid for by another. The redemption stays paid for the others.
 */
export async function returnTransfer(
  tx: Tx,
  actor: Actor,
  { redemptionId, ...returned }: ReturnedTransfer & { redemptionId: Id },
): Promise<{ redemptionNo: string } | ReturnedRefusal> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  const fund = await fundOf(tx)
  if (isRefusal(fund)) return fund
  const redemption = await lockRedemption(tx, redemptionId)
  if (!redemption) return refuse('redemption_unknown')
  if (redemption.state !== 'paid') return refuse('redemption_not_paid')
  const { partyId: shopId, returnedOn } = returned
  const lines = await linesOf(tx, redemptionId)
  const paid = {
    documentId: redemptionId,
    transferOn: redemption.transferOn,
    parties: lines.map((line) => line.shopId),
  }
  const refused = await keepReturn(tx, actor, paid, returned)
  if (refused) return refused
  const into = { documentId: redemptionId, kind: 'points.redeem', account: cash(shopId) }
  const reversed = await reverse(tx, actor, await entryInto(tx, into), { on: returnedOn })
  if (isRefusal(reversed)) return reversed
  const points = lines.find((line) => line.shopId === shopId)?.amount ?? 0
  const { issued } = fundAccounts(fund.partyId)
  const posted = await post(tx, actor, {
    kind: 'points.restore',
    on: returnedOn,
    document: { id: redemptionId, no: redemption.redemptionNo },
    flows: [{ unit: 'PT', amount: pt(points), from: issued, to: takingsOf(shopId) }],
  })
  return isRefusal(posted) ? posted : { redemptionNo: redemption.redemptionNo }
}

export interface RedemptionLine {
  readonly shopId: Id
  readonly shopName: string
  readonly amount: number
  readonly account: string
  readonly entryId: Id
}

async function linesOf(tx: Tx, redemptionId: Id): Promise<RedemptionLine[]> {
  return await tx.run<RedemptionLine & Record<string, unknown>>(
    `select l.shop_id as "shopId", p.name as "shopName", l.amount, l.account, l.entry_id as "entryId"
     from points_redemption_line l join party p on p.region_id = $1 and p.party_id = l.shop_id
     where l.region_id = $1 and l.redemption_id = $2 order by l.amount desc, l.shop_id`,
    [tx.region, redemptionId],
  )
}

export interface RedemptionRow {
  readonly redemptionId: Id
  readonly redemptionNo: string
  readonly transferOn: Day
  readonly amount: number
  readonly state: RedemptionState
}

const rowColumns = `redemption_id as "redemptionId", redemption_no as "redemptionNo", transfer_on as "transferOn", amount, state`

const pageLength = 50

/** Newest first. */
export async function listRedemptions(tx: Tx, after?: string): Promise<Page<RedemptionRow>> {
  const [no = null] = (after === undefined ? undefined : fromCursor(after, 1)) ?? []
  const rows = await tx.run<RedemptionRow & Record<string, unknown>>(
    `select ${rowColumns} from points_redemption
     where region_id = $1 and ($2::text is null or redemption_no < $2) order by redemption_no desc limit $3`,
    [tx.region, no, pageLength + 1],
  )
  return pageOf(rows, pageLength, (row) => [row.redemptionNo])
}

export interface RedemptionSeen extends RedemptionRow {
  readonly lines: readonly RedemptionLine[]
  readonly file: Buffer
  /** What came back of it, by shop. */
  readonly returns: ReadonlyMap<Id, ReturnedTransfer>
}

/** One with its lines and the file for the bank. */
export async function readRedemption(
  tx: Tx,
  redemptionId: Id,
): Promise<RedemptionSeen | Refusal<'not_found'>> {
  const [row] = await tx.run<RedemptionRow & { file: Buffer }>(
    `select ${rowColumns}, file from points_redemption where region_id = $1 and redemption_id = $2`,
    [tx.region, redemptionId],
  )
  return row
    ? { ...row, lines: await linesOf(tx, redemptionId), returns: await returnsOf(tx, redemptionId) }
    : refuse('not_found')
}
