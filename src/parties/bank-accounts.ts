import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { normalise, toBankKana } from '#kit/japanese.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { BankAccount as TransferAccount } from '#kit/zengin-transfer.out.ts'
import type { Lang } from '#ui/words.ts'
import type { Actor } from './actors.ts'
import { record } from './audit.ts'
import { bankKana, bankNames } from './bank-names.ts'
import { isParty } from './is-party.ts'
import { may } from './policy.ts'
import type { AccountType } from './schema.ts'
import { accountTypeWords } from './words.ts'

/** Where a party is paid. `holderKana` is in the half-width characters of 全銀協 records. */
export interface BankAccount {
  readonly partyId: Id
  readonly from: Day
  readonly bankCode: string
  readonly bankName: string
  readonly branchCode: string
  readonly branchName: string
  readonly accountType: AccountType
  /** Seven digits, with zeros before them. */
  readonly accountNumber: string
  readonly holderKana: string
}

export interface NewBankAccount {
  readonly partyId: Id
  readonly bankCode: string
  readonly branchCode: string
  readonly accountType: AccountType
  readonly accountNumber: string
  readonly holderKana: string
  /** From which day it is paid to; today when left out. Payouts before that day went to the one before. */
  readonly from?: Day
}

export type BankAccountRefusal = Refusal<
  | 'not_allowed'
  | 'party_unknown'
  | 'bank_unknown'
  | 'branch_unknown'
  | 'account_number_form'
  | 'holder_missing'
  | 'holder_not_bank_kana'
  | 'text_too_long'
>

const holderLimit = 30 // characters of 受取人名 that arrive whole (全銀協 総合振込)

/** A party says where it is paid, or the company for it. The account before stays in the history. */
export async function setBankAccount(
  tx: Tx,
  actor: Actor,
  input: NewBankAccount,
): Promise<BankAccount | BankAccountRefusal> {
  const { partyId, accountType, from = tx.today } = input
  if (!mayHandle(actor, partyId)) return refuse('not_allowed')
  const checked = await checkAccount(input)
  if (isRefusal(checked)) return checked
  if (!(await isParty(tx, partyId))) return refuse('party_unknown')

  const account = { ...checked, partyId, accountType, from }
  const columns = {
    bank_code: account.bankCode,
    bank_name: account.bankName,
    branch_code: account.branchCode,
    branch_name: account.branchName,
    account_type: accountType,
    account_number: account.accountNumber,
    holder_kana: account.holderKana,
  }
  await tx.q
    .insertInto('party_bank_account')
    .values({ region_id: tx.region, party_id: partyId, valid_from: from, ...columns })
    .onConflict((c) => c.columns(['region_id', 'party_id', 'valid_from']).doUpdateSet(columns))
    .execute()
  const detail = `${from} ${maskedAccount(account)}`
  await record(tx, actor, { action: 'party.bank_account', documentId: partyId, detail })
  return account
}

/** The account that a party is paid to on a day. Whole numbers are for payouts; people see `maskedAccount`. */
export async function bankAccountOn(tx: Tx, partyId: Id, day: Day): Promise<BankAccount | undefined> {
  return (await bankAccountsOn(tx, [partyId], day)).get(partyId)
}

/** The accounts that these parties are paid to on a day; who has none is left out. */
export async function bankAccountsOn(
  tx: Tx,
  partyIds: readonly Id[],
  day: Day,
): Promise<Map<Id, BankAccount>> {
  const rows = await tx.run<BankAccount & Record<string, unknown>>(
    `select distinct on (party_id) party_id as "partyId", valid_from as "from", bank_code as "bankCode",
       bank_name as "bankName", branch_code as "branchCode", branch_name as "branchName",
       account_type as "accountType", account_number as "accountNumber", holder_kana as "holderKana"
     from party_bank_account where region_id = $1 and party_id = any($2) and valid_from <= $3
     order by party_id, valid_from desc`,
    [tx.region, partyIds, day],
  )
  return new Map(rows.map((row) => [row.partyId, row]))
}

/** What a page may show of the account a party is paid to today: to its own people and the company. */
export async function readBankAccount(
  tx: Tx,
  actor: Actor,
  partyId: Id,
  lang: Lang = 'ja',
): Promise<{ shown: string; holderKana: string; from: Day } | undefined | Refusal<'not_allowed'>> {
  if (!mayHandle(actor, partyId)) return refuse('not_allowed')
  const account = await bankAccountOn(tx, partyId, tx.today)
  return (
    account && {
      shown: maskedAccount(account, lang),
      holderKana: account.holderKana,
      from: account.from,
    }
  )
}

/** `岩手銀行 一関支店 普通 ****567`: enough to know one's own, not enough to use another's. */
export function maskedAccount(
  account: Pick<BankAccount, 'bankName' | 'branchName' | 'accountType' | 'accountNumber'>,
  lang: Lang = 'ja',
): string {
  const { bankName, branchName, accountType, accountNumber } = account
  const number = `****${accountNumber.slice(-3)}`
  return [bankName, branchName, accountTypeWords[lang][accountType], number].join(' ')
}

function mayHandle(actor: Actor, partyId: Id): boolean {
  if (!may(actor.role, 'own.bank-account')) return false
  return actor.role === 'company_staff' || actor.partyId === partyId
}

type Checked = Pick<
  BankAccount,
  'bankCode' | 'bankName' | 'branchCode' | 'branchName' | 'accountNumber' | 'holderKana'
>

/** Reads what was typed: full-width digits, missing leading zeros, hiragana. Names come from the codes. */
async function checkAccount(input: NewBankAccount): Promise<Checked | BankAccountRefusal> {
  const bankCode = normalise(input.bankCode)
  const branchCode = normalise(input.branchCode)
  const digits = normalise(input.accountNumber).replaceAll(/[\s-]/g, '')
  const { bank, branch } = await bankNames(bankCode, branchCode)
  if (!bank) return refuse('bank_unknown', { field: 'bankCode' })
  if (!branch) return refuse('branch_unknown', { field: 'branchCode', detail: { bank } })
  if (!/^\d{1,7}$/.test(digits) || Number(digits) === 0)
    return refuse('account_number_form', { field: 'accountNumber' })
  const holder = toBankKana(input.holderKana)
  if (isRefusal(holder)) {
    const character = holder.detail?.['character'] ?? ''
    return refuse('holder_not_bank_kana', { field: 'holderKana', detail: { character } })
  }
  if (holder.kana === '') return refuse('holder_missing', { field: 'holderKana' })
  if (holder.kana.length > holderLimit)
    return refuse('text_too_long', { field: 'holderKana', detail: { limit: holderLimit } })
  return {
    bankCode,
    bankName: bank,
    branchCode,
    branchName: branch,
    accountNumber: digits.padStart(7, '0'),
    holderKana: holder.kana,
  }
}

const typesInFile = { '1': 'ordinary', '2': 'current', '4': 'savings', '9': 'other' } as const

/** As a transfer file names it. The bank goes by the codes; its names in kana are for the people who look at the file. */
export async function accountInFile(account: BankAccount): Promise<TransferAccount> {
  const { bank, branch } = await bankKana(account.bankCode, account.branchCode)
  return {
    bankCode: account.bankCode,
    bankName: bank,
    branchCode: account.branchCode,
    branchName: branch,
    accountType: typesInFile[account.accountType],
    accountNumber: account.accountNumber,
  }
}
