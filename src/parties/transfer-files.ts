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
  readonly transferOn: Day
  readonly transfers: readonly ToTransfer[]
}

/** `detail.name` is whom it is about; none when it is about the payer's own account. Only what is wrong with the day has a field. */
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
  { payerId, requesterCode, transferOn, transfers }: TransferOrder,
): Promise<TransferPaper | TransferFileRefusal> {
  const own = await bankAccountOn(tx, payerId, transferOn)
  if (!own) return refuse('payer_account_missing')
  if (requesterCode === '') return refuse('requester_code_missing')
  const known = await bankAccountsOn(
    tx,
    transfers.map(({ partyId }) => partyId),
    transferOn,
  )
  const accounts: BankAccount[] = []
  for (const { partyId, name } of transfers) {
    const account = known.get(partyId)
    if (!account) return refuse('account_missing', { detail: { name } })
    accounts.push(account)
  }
  const file = writeZenginTransfer({
    requester: { ...(await accountInFile(own)), code: requesterCode, name: own.holderKana },
    on: transferOn,
    transfers: await Promise.all(
      accounts.map(async (account, at) => ({
        ...(await accountInFile(account)),
        name: account.holderKana,
        amount: jpy(transfers[at]?.amount ?? 0),
      })),
    ),
  })
  if (!isRefusal(file)) return { file, accounts: accounts.map((account) => maskedAccount(account)) }
  // The file counts its transfers, and has fields that nobody fills in here; people know parties by name, and a day.
  const { refused, detail } = file
  if (refused === 'not_a_bank_day') return refuse(refused, { field: 'transferOn', detail })
  const name = transfers[Number(detail?.['at'] ?? 0) - 1]?.name
  return refuse(refused, { detail: name === undefined ? detail : { ...detail, name } })
}
