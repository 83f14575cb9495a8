import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import { type TransferFault, writeZenginTransfer } from '#kit/zengin-transfer.out.ts'
import {
  type BankAccount,
  accountInFile,
  bankAccountOn,
  bankAccountsOn,
  maskedAccount,
} from './bank-accounts.ts'

/** Yen for a party, by its bank account of the day. */
export interface ToTransfer {
  readonly partyId: Id
  readonly name: string
  readonly amount: number
}

export interface TransferOrder {
  readonly payerId: Id
  /** 依頼人コード that the payer's bank gave. */
  readonly requesterCode: string
  /** 振込指定日: a bank day. */
  readonly on: Day
  readonly transfers: readonly ToTransfer[]
}

/** `detail.name` is whom it is about; none when it is about the payer's own account. */
export type TransferFileRefusal =
  | TransferFault
  | Refusal<'payer_account_missing' | 'requester_code_missing' | 'account_missing'>

export interface TransferPaper {
  readonly file: Uint8Array
  /** Where each transfer goes, masked, in their order. */
  readonly accounts: readonly string[]
}

/** The file for the bank (全銀協 総合振込) that pays these parties, one transfer each. */
export async function transferFile(
  tx: Tx,
  { payerId, requesterCode, on, transfers }: TransferOrder,
): Promise<TransferPaper | TransferFileRefusal> {
  const own = await bankAccountOn(tx, payerId, on)
  if (!own) return refuse('payer_account_missing')
  if (requesterCode === '') return refuse('requester_code_missing')
  const known = await bankAccountsOn(
    tx,
    transfers.map(({ partyId }) => partyId),
    on,
  )
  const accounts: BankAccount[] = []
  for (const { partyId, name } of transfers) {
    const account = known.get(partyId)
    if (!account) return refuse('account_missing', { detail: { name } })
    accounts.push(account)
  }
  const file = writeZenginTransfer({
    requester: { ...(await accountInFile(own)), code: requesterCode, name: own.holderKana },
    on,
    transfers: await Promise.all(
      accounts.map(async (account, at) => ({
        ...(await accountInFile(account)),
        name: account.holderKana,
        amount: jpy(transfers[at]?.amount ?? 0),
      })),
    ),
  })
  if (!isRefusal(file)) return { file, accounts: accounts.map((account) => maskedAccount(account)) }
  // The file counts its transfers; people know parties by name.
  const name = transfers[Number(file.detail?.['at'] ?? 0) - 1]?.name
  return name === undefined ? file : { ...file, detail: { ...file.detail, name } }
}
