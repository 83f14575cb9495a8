import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import { postAll } from '#ledger/post.ts'
import type { PostRefusal } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { announce } from '#parties/announcements.ts'
import { may } from '#parties/policy.ts'
import { type TransferFileRefusal, type TransferPaper, transferFile } from '#parties/transfer-files.ts'
import { insertAll } from './bulk.ts'
import { companyOf, readSetting } from './settings.ts'

export interface NewPayout {
  readonly statementIds: readonly Id[]
  /** 振込指定日: a bank day. */
  readonly transferOn: Day
}

/** `detail.name` is the producer that it is about; none when it is about the company's own account. */
export type PayoutRefusal =
  | TransferFileRefusal
  | PostRefusal
  | Refusal<
      | 'not_allowed'
      | 'no_statements'
      | 'statement_unknown'
      | 'already_paid_out' // detail.no
      | 'nothing_to_pay' // detail.no
    >

export interface PaidOut {
  readonly payoutId: Id
  readonly payoutNo: string
  readonly amountYen: number
  /** False while the day of the transfer is still to come: nothing has moved yet. */
  readonly posted: boolean
}

/**
 * Staff makes the transfer file for some statements; what one producer gets is one transfer. The file is kept, byte for
 * byte. Money moves on the day of the transfer: from that day on the payout is posted at once, before it waits for
 * `confirmPayout`. The bank's fee is the company's (取適法 5条; 要確認).
 */
export async function makePayout(
  tx: Tx,
  actor: Actor,
  { statementIds, transferOn }: NewPayout,
): Promise<PaidOut | PayoutRefusal> {
  if (!may(actor.role, 'payout.pay')) return refuse('not_allowed')
  const statements = await lockStatements(tx, [...new Set(statementIds)])
  if (isRefusal(statements)) return statements
  const transfers = transfersOf(statements)
  const paper = await transferFile(tx, {
    payerId: (await companyOf(tx)).partyId,
    requesterCode: (await readSetting(tx)).requesterCode,
    transferOn,
    transfers: transfers.map(({ producerId, ...rest }) => ({ partyId: producerId, ...rest })),
  })
  if (isRefusal(paper)) return paper

  const payoutNo = await nextNumber(tx, 'P')
  const payout = { payoutId: newId(), payoutNo, transferOn, transfers }
  await writePayout(tx, actor, payout, statements, paper)
  announce(tx, 'payout.made', transfersIn(payout))
  const amountYen = totalOf(transfers)
  if (transferOn > tx.today) return { payoutId: payout.payoutId, payoutNo, amountYen, posted: false }
  const posted = await postPayout(tx, actor, payout)
  return isRefusal(posted) ? posted : { payoutId: payout.payoutId, payoutNo, amountYen, posted: true }
}

interface StatementToPay {
  readonly statement_id: Id
  readonly statement_no: string
  readonly producer_id: Id
  readonly producer_name: string
  readonly payout_yen: number
  readonly payout_id: Id | null
}

async function lockStatements(
  tx: Tx,
  statementIds: readonly Id[],
): Promise<StatementToPay[] | PayoutRefusal> {
  if (statementIds.length === 0) return refuse('no_statements', { field: 'statementIds' })
  const rows = await tx.run<StatementToPay & Record<string, unknown>>(
    `select statement_id, statement_no, producer_id, producer_name, payout_yen, payout_id from trade_statement
     where region_id = $1 and statement_id = any($2) order by statement_id for update`,
    [tx.region, statementIds],
  )
  if (rows.length < statementIds.length) return refuse('statement_unknown', { field: 'statementIds' })
  for (const { payout_id: payoutId, payout_yen: payoutYen, statement_no: no } of rows) {
    if (payoutId) return refuse('already_paid_out', { field: 'statementIds', detail: { no } })
    if (payoutYen === 0) return refuse('nothing_to_pay', { field: 'statementIds', detail: { no } })
  }
  return rows
}

/** What one producer gets by several statements is one transfer. */
function transfersOf(statements: readonly StatementToPay[]): Transfer[] {
  return [...Map.groupBy(statements, (each) => each.producer_id)].map(([producerId, own]) => ({
    producerId,
    name: own[0]?.producer_name ?? '',
    amount: own.reduce((total, { payout_yen: payout }) => total + payout, 0),
  }))
}

interface Transfer {
  readonly producerId: Id
  readonly name: string
  readonly amount: number
}

const totalOf = (transfers: readonly { readonly amount: number }[]): number =>
  transfers.reduce((total, { amount }) => total + amount, 0)

export interface Payout {
  readonly payoutId: Id
  readonly payoutNo: string
  readonly transferOn: Day
  readonly transfers: readonly { readonly producerId: Id; readonly amount: number }[]
}

/** Each producer's transfer by itself: nobody is told what others are paid. */
export const transfersIn = ({ payoutId, payoutNo, transferOn, transfers }: Payout) =>
  transfers.map(({ producerId, amount: amountYen }) => ({
    partyId: producerId,
    data: { payoutId, payoutNo, amountYen, transferOn },
  }))

async function writePayout(
  tx: Tx,
  actor: Actor,
  payout: Omit<Payout, 'transfers'> & { readonly transfers: readonly Transfer[] },
  statements: readonly StatementToPay[],
  { file, accounts }: TransferPaper,
): Promise<void> {
  await tx.q
    .insertInto('trade_payout')
    .values({
      region_id: tx.region,
      payout_id: payout.payoutId,
      payout_no: payout.payoutNo,
      transfer_on: payout.transferOn,
      amount_yen: totalOf(payout.transfers),
      file_name: `furikomi-${payout.payoutNo}.txt`,
      file: Buffer.from(file),
      posted_at: null,
      cancelled_at: null,
      made_at: tx.now,
      made_by: actor.userId ?? null,
    })
    .execute()
  insertAll(
    tx,
    'trade_payout_line',
    {
      payout_id: 'uuid',
      producer_id: 'uuid',
      producer_name: 'text',
      account: 'text',
      amount_yen: 'bigint',
    },
    payout.transfers.map(({ producerId, name, amount }, at) => ({
      payout_id: payout.payoutId,
      producer_id: producerId,
      producer_name: name,
      account: accounts[at] ?? '',
      amount_yen: amount,
    })),
  )
  await tx.run('update trade_statement set payout_id = $3 where region_id = $1 and statement_id = any($2)', [
    tx.region,
    statements.map((each) => each.statement_id),
    payout.payoutId,
  ])
}

/** One entry a producer, all in one round trip; the key makes a second confirmation the same one. */
async function postPayout(tx: Tx, actor: Actor, payout: Payout): Promise<undefined | PostRefusal> {
  const { payoutId, payoutNo, transferOn, transfers } = payout
  const company = cash((await companyOf(tx)).partyId)
  const posted = await postAll(
    tx,
    actor,
    transfers.map(({ producerId, amount }) => ({
      kind: 'trade.payout',
      on: transferOn,
      document: { id: payoutId, no: payoutNo },
      key: `trade.payout:${payoutId}:${producerId}`,
      flows: [{ unit: 'JPY', amount: jpy(amount), from: company, to: cash(producerId) }],
    })),
  )
  if (isRefusal(posted)) return posted
  await tx.run(
    `update trade_payout_line l set entry_id = x.entry
     from unnest($3::uuid[], $4::uuid[]) x (producer, entry)
     where l.region_id = $1 and l.payout_id = $2 and l.producer_id = x.producer`,
    [
      tx.region,
      payoutId,
      transfers.map(({ producerId }) => producerId),
      posted.map(({ entryId }) => entryId),
    ],
  )
  await tx.run('update trade_payout set posted_at = $3 where region_id = $1 and payout_id = $2', [
    tx.region,
    payoutId,
    tx.now,
  ])
  announce(tx, 'payout.confirmed', transfersIn(payout))
  return undefined
}

type WaitingRefusal = Refusal<
  'not_allowed' | 'payout_unknown' | 'payout_cancelled' | 'payout_posted' | 'transfer_to_come'
>

/** Staff says that the bank has made the transfers, on the day or after it: now the money has moved. */
export async function confirmPayout(
  tx: Tx,
  actor: Actor,
  { payoutId }: { payoutId: Id },
): Promise<{ payoutId: Id; payoutNo: string } | WaitingRefusal | PostRefusal> {
  if (!may(actor.role, 'payout.pay')) return refuse('not_allowed')
  const payout = await lockWaiting(tx, payoutId)
  if (isRefusal(payout)) return payout
  if (payout.transferOn > tx.today) return refuse('transfer_to_come', { detail: { on: payout.transferOn } })
  const refused = await postPayout(tx, actor, payout)
  return refused ?? { payoutId, payoutNo: payout.payoutNo }
}

/** Staff withdraws a file that the bank did not carry out: its statements can be paid by another. */
export async function cancelPayout(
  tx: Tx,
  actor: Actor,
  { payoutId }: { payoutId: Id },
): Promise<{ payoutId: Id; payoutNo: string } | WaitingRefusal> {
  if (!may(actor.role, 'payout.pay')) return refuse('not_allowed')
  const payout = await lockWaiting(tx, payoutId)
  if (isRefusal(payout)) return payout
  await tx.run('update trade_payout set cancelled_at = $3 where region_id = $1 and payout_id = $2', [
    tx.region,
    payoutId,
    tx.now,
  ])
  await tx.run('update trade_statement set payout_id = null where region_id = $1 and payout_id = $2', [
    tx.region,
    payoutId,
  ])
  announce(tx, 'payout.cancelled', transfersIn(payout))
  return { payoutId, payoutNo: payout.payoutNo }
}

async function lockWaiting(tx: Tx, payoutId: Id): Promise<Payout | WaitingRefusal> {
  const payout = await lockPayout(tx, payoutId)
  if (!payout) return refuse('payout_unknown')
  if (payout.state === 'cancelled') return refuse('payout_cancelled')
  return payout.state === 'posted' ? refuse('payout_posted') : payout
}

/** A payout and its transfers, held until the transaction ends. */
export async function lockPayout(
  tx: Tx,
  payoutId: Id,
): Promise<(Payout & { readonly state: 'waiting' | 'posted' | 'cancelled' }) | undefined> {
  const payout = await tx.q
    .selectFrom('trade_payout')
    .where('region_id', '=', tx.region)
    .where('payout_id', '=', payoutId)
    .select(['payout_no', 'transfer_on', 'posted_at', 'cancelled_at'])
    .forUpdate()
    .executeTakeFirst()
  if (!payout) return undefined
  const transfers = await tx.run<{ producerId: Id; amount: number }>(
    `select producer_id as "producerId", amount_yen as amount from trade_payout_line
     where region_id = $1 and payout_id = $2 order by producer_id`,
    [tx.region, payoutId],
  )
  const state = payout.cancelled_at ? 'cancelled' : payout.posted_at ? 'posted' : 'waiting'
  return { payoutId, payoutNo: payout.payout_no, transferOn: payout.transfer_on, transfers, state }
}
