import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import { entryInto } from '#ledger/documents.ts'
import { type PostRefusal, type ReversalRefusal, postAll, reverse } from '#ledger/post.ts'
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
import { due, payable, programmeOf } from '#wood/programme.ts'
import type { PayoutState } from '#wood/schema.ts'

/** What a supplier is owed in yen by slips that are approved and in no transfer yet. */
export interface Owed {
  readonly supplierId: Id
  readonly name: string
  readonly slips: number
  readonly amount: number
  /** False when the supplier has no bank account to be paid to. */
  readonly hasAccount: boolean
}

/** Everybody who is owed yen, by their kana. */
export async function listOwed(tx: Tx): Promise<Owed[]> {
  return await tx.run<Owed & Record<string, unknown>>(
    `select i.supplier_id as "supplierId", p.name, count(*)::int as slips, sum(i.reward_yen)::bigint as amount,
       exists (select from party_bank_account b where b.region_id = $1 and b.party_id = i.supplier_id) as "hasAccount"
     from wood_intake i join party p on p.region_id = $1 and p.party_id = i.supplier_id
     where i.region_id = $1 and i.state = 'approved' and i.payout_id is null and i.reward_yen > 0
     group by i.supplier_id, p.name, p.kana order by p.kana, i.supplier_id`,
    [tx.region],
  )
}

/** `detail.name` is the supplier that it is about; none when it is about the programme's own account. */
export type PayoutRefusal =
  | TransferFileRefusal
  | Refusal<'not_allowed' | 'programme_not_open' | 'nothing_owed'>

/**
 * Staff makes the transfer file for some suppliers, or for all who can be paid: everything that they are owed until now, one
 * transfer each. Yen move with `confirmPayout`, when the bank has done it.
 */
export async function makePayout(
  tx: Tx,
  actor: Actor,
  { transferOn, supplierIds }: { transferOn: Day; supplierIds?: readonly Id[] },
): Promise<{ payoutId: Id; payoutNo: string; amount: number; suppliers: number } | PayoutRefusal> {
  if (!may(actor.role, 'wood.pay')) return refuse('not_allowed')
  const programme = await programmeOf(tx)
  if (isRefusal(programme)) return programme
  const slips = await lockOwed(tx, supplierIds)
  if (slips.length === 0) return refuse('nothing_owed', { field: 'supplierIds' })
  const transfers = [...Map.groupBy(slips, ({ supplierId }) => supplierId)].map(([partyId, own]) => ({
    partyId,
    name: own[0]?.name ?? '',
    amount: own.reduce((sum, { amount }) => sum + amount, 0),
    slips: own.length,
  }))
  const { partyId: payerId, requesterCode } = programme
  const paper = await transferFile(tx, { payerId, requesterCode, transferOn, transfers })
  if (isRefusal(paper)) return paper
  const [payoutId, payoutNo] = [newId(), await nextNumber(tx, 'WP')]
  const amount = transfers.reduce((sum, each) => sum + each.amount, 0)
  await tx.q
    .insertInto('wood_payout')
    .values({
      region_id: tx.region,
      payout_id: payoutId,
      payout_no: payoutNo,
      transfer_on: transferOn,
      amount,
      file: Buffer.from(paper.file),
      state: 'made',
      made_at: tx.now,
      made_by: actor.userId ?? null,
    })
    .execute()
  await tx.q
    .insertInto('wood_payout_line')
    .values(
      transfers.map((each, at) => ({
        region_id: tx.region,
        payout_id: payoutId,
        supplier_id: each.partyId,
        amount: each.amount,
        slips: each.slips,
        account: paper.accounts[at] ?? '',
      })),
    )
    .execute()
  await tx.run('update wood_intake set payout_id = $3 where region_id = $1 and intake_id = any($2)', [
    tx.region,
    slips.map(({ intakeId }) => intakeId),
    payoutId,
  ])
  return { payoutId, payoutNo, amount, suppliers: transfers.length }
}

interface Slip {
  readonly intakeId: Id
  readonly supplierId: Id
  readonly name: string
  readonly amount: number
}

/** Without names: everybody who has an account; the others wait until they have one. */
async function lockOwed(tx: Tx, supplierIds: readonly Id[] | undefined): Promise<Slip[]> {
  return await tx.run<Slip & Record<string, unknown>>(
    `select i.intake_id as "intakeId", i.supplier_id as "supplierId", p.name, i.reward_yen as amount
     from wood_intake i join party p on p.region_id = $1 and p.party_id = i.supplier_id
     where i.region_id = $1 and i.state = 'approved' and i.payout_id is null and i.reward_yen > 0
       and case when $2::uuid[] is null
         then exists (select from party_bank_account b where b.region_id = $1 and b.party_id = i.supplier_id)
         else i.supplier_id = any($2) end
     order by i.intake_id for update of i`,
    [tx.region, supplierIds ?? null],
  )
}

export type SettleRefusal =
  | PostRefusal
  | Refusal<
      | 'not_allowed'
      | 'programme_not_open'
      | 'payout_unknown'
      | 'payout_paid'
      | 'payout_cancelled'
      | 'transfer_day_to_come'
    >

interface Made {
  readonly transferOn: Day
  readonly payoutNo: string
  readonly state: PayoutState
}

async function lockPayout(tx: Tx, payoutId: Id): Promise<Made | undefined> {
  const [row] = await tx.run<Made & Record<string, unknown>>(
    `select transfer_on as "transferOn", payout_no as "payoutNo", state from wood_payout
     where region_id = $1 and payout_id = $2 for update`,
    [tx.region, payoutId],
  )
  return row
}

async function lockMade(tx: Tx, payoutId: Id): Promise<Made | SettleRefusal> {
  const row = await lockPayout(tx, payoutId)
  if (!row) return refuse('payout_unknown')
  if (row.state === 'paid') return refuse('payout_paid')
  return row.state === 'cancelled' ? refuse('payout_cancelled') : row
}

const setState = async (tx: Tx, payoutId: Id, state: PayoutState): Promise<unknown> =>
  await tx.run('update wood_payout set state = $3 where region_id = $1 and payout_id = $2', [
    tx.region,
    payoutId,
    state,
  ])

/** Staff has seen on the bank's statement that it was paid: what was owed is settled, and its slips are paid. */
export async function confirmPayout(
  tx: Tx,
  actor: Actor,
  { payoutId }: { payoutId: Id },
): Promise<{ payoutNo: string } | SettleRefusal> {
  if (!may(actor.role, 'wood.pay')) return refuse('not_allowed')
  const programme = await programmeOf(tx)
  if (isRefusal(programme)) return programme
  const made = await lockMade(tx, payoutId)
  if (isRefusal(made)) return made
  if (made.transferOn > tx.today) return refuse('transfer_day_to_come', { detail: { on: made.transferOn } })
  const posted = await postAll(
    tx,
    actor,
    (await linesOf(tx, payoutId)).map(({ supplierId, amount }) => ({
      kind: 'wood.payout',
      on: made.transferOn,
      document: { id: payoutId, no: made.payoutNo },
      key: `wood.payout:${payoutId}:${supplierId}`,
      flows: [
        { unit: 'JPY', amount: jpy(amount), from: cash(programme.partyId), to: payable(programme.partyId) },
        { unit: 'JPY', amount: jpy(amount), from: due(supplierId), to: cash(supplierId) },
      ],
    })),
  )
  if (isRefusal(posted)) return posted
  await setState(tx, payoutId, 'paid')
  await tx.run(
    `update wood_intake set state = 'paid', paid_on = $3
     where region_id = $1 and payout_id = $2 and firewood_left_g = 0`,
    [tx.region, payoutId, made.transferOn],
  )
  return { payoutNo: made.payoutNo }
}

/** Staff takes it back before the bank was told, or after the bank could not do it: the slips wait for another. */
export async function cancelPayout(
  tx: Tx,
  actor: Actor,
  { payoutId }: { payoutId: Id },
): Promise<{ payoutNo: string } | SettleRefusal> {
  if (!may(actor.role, 'wood.pay')) return refuse('not_allowed')
  const made = await lockMade(tx, payoutId)
  if (isRefusal(made)) return made
  await tx.run('update wood_intake set payout_id = null where region_id = $1 and payout_id = $2', [
    tx.region,
    payoutId,
  ])
  await setState(tx, payoutId, 'cancelled')
  return { payoutNo: made.payoutNo }
}

/** Nothing came back of what was not paid. */
export type ReturnedRefusal =
  | ReturnRefusal
  | ReversalRefusal
  | Refusal<'not_allowed' | 'payout_unknown' | 'payout_not_paid'>

/**
 * The bank could not pay one supplier of a payout and gave the yen back: they are owed again, and its slips wait for another
 * transfer. The payout stays paid for the others.
 */
export async function returnTransfer(
  tx: Tx,
  actor: Actor,
  { payoutId, ...returned }: ReturnedTransfer & { payoutId: Id },
): Promise<{ payoutNo: string } | ReturnedRefusal> {
  if (!may(actor.role, 'wood.pay')) return refuse('not_allowed')
  const payout = await lockPayout(tx, payoutId)
  if (!payout) return refuse('payout_unknown')
  if (payout.state !== 'paid') return refuse('payout_not_paid')
  const { partyId, returnedOn } = returned
  const parties = (await linesOf(tx, payoutId)).map(({ supplierId }) => supplierId)
  const paid = { documentId: payoutId, transferOn: payout.transferOn, parties }
  const refused = await keepReturn(tx, actor, paid, returned)
  if (refused) return refused
  const entryId = await entryInto(tx, { documentId: payoutId, kind: 'wood.payout', account: cash(partyId) })
  const reversed = await reverse(tx, actor, entryId, { on: returnedOn })
  if (isRefusal(reversed)) return reversed
  await tx.run(
    `update wood_intake set payout_id = null, state = 'approved', paid_on = null
     where region_id = $1 and payout_id = $2 and supplier_id = $3`,
    [tx.region, payoutId, partyId],
  )
  return { payoutNo: payout.payoutNo }
}

export interface PayoutLine {
  readonly supplierId: Id
  readonly supplierName: string
  readonly amount: number
  readonly slips: number
  readonly account: string
}

async function linesOf(tx: Tx, payoutId: Id): Promise<PayoutLine[]> {
  return await tx.run<PayoutLine & Record<string, unknown>>(
    `select l.supplier_id as "supplierId", p.name as "supplierName", l.amount, l.slips, l.account
     from wood_payout_line l join party p on p.region_id = $1 and p.party_id = l.supplier_id
     where l.region_id = $1 and l.payout_id = $2 order by p.kana, l.supplier_id`,
    [tx.region, payoutId],
  )
}

export interface PayoutRow {
  readonly payoutId: Id
  readonly payoutNo: string
  readonly transferOn: Day
  readonly amount: number
  readonly state: PayoutState
}

const rowColumns = `payout_id as "payoutId", payout_no as "payoutNo", transfer_on as "transferOn", amount, state`
const pageLength = 50

/** Newest first. */
export async function listPayouts(tx: Tx, after?: string): Promise<Page<PayoutRow>> {
  const [no = null] = (after === undefined ? undefined : fromCursor(after, 1)) ?? []
  const rows = await tx.run<PayoutRow & Record<string, unknown>>(
    `select ${rowColumns} from wood_payout
     where region_id = $1 and ($2::text is null or payout_no < $2) order by payout_no desc limit $3`,
    [tx.region, no, pageLength + 1],
  )
  return pageOf(rows, pageLength, (row) => [row.payoutNo])
}

export interface PayoutSeen extends PayoutRow {
  readonly lines: readonly PayoutLine[]
  readonly file: Buffer
  /** What came back of it, by supplier. */
  readonly returns: ReadonlyMap<Id, ReturnedTransfer>
}

/** One with its lines and the file for the bank. */
export async function readPayout(tx: Tx, payoutId: Id): Promise<PayoutSeen | Refusal<'not_found'>> {
  const [row] = await tx.run<PayoutRow & { file: Buffer }>(
    `select ${rowColumns}, file from wood_payout where region_id = $1 and payout_id = $2`,
    [tx.region, payoutId],
  )
  return row
    ? { ...row, lines: await linesOf(tx, payoutId), returns: await returnsOf(tx, payoutId) }
    : refuse('not_found')
}
