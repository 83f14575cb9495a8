/** What the papers have in common: who issues them, to whom, where to pay, and a line as people read it. */
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy } from '#kit/units.ts'
import { bankAccountOn } from '#parties/bank-accounts.ts'
import { accountTypeWords } from '#parties/words.ts'
import { decimal, quantity } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { Addressee, PayTo, SheetLine } from './documents/sheets.ts'
import type { PricedBy } from './schema.ts'
import type { TaxClass } from './tax.ts'

export interface PayAccount {
  readonly bankCode: string
  readonly branchCode: string
  readonly bankName: string
  readonly branchName: string
  readonly accountType: '1' | '2' | '4' | '9'
  readonly accountNumber: string
  readonly holderKana: string
}

export interface PartyOnPaper {
  readonly address: string
  readonly person: boolean
  readonly account: PayAccount | undefined
}

/** Address and account of a party on a day, for a paper. */
export async function partyOnPaper(tx: Tx, partyId: Id, on: Day): Promise<PartyOnPaper> {
  const party = await tx.q
    .selectFrom('party')
    .where('region_id', '=', tx.region)
    .where('party_id', '=', partyId)
    .select(['address', 'kind'])
    .executeTakeFirstOrThrow()
  return {
    address: party.address,
    person: party.kind === 'person' || party.kind === 'household',
    account: await bankAccountOn(tx, partyId, on),
  }
}

export function addresseeOf(name: string, { address, person }: PartyOnPaper): Addressee {
  return { name, honorific: person ? '様' : '御中', ...(address === '' ? {} : { address }) }
}

/** Where to pay; dashes while no account is entered. */
export function payToOf(
  account: PayAccount | undefined,
  lang: Lang,
  shown = (no: string): string => no,
): PayTo {
  if (!account) return { bankName: '–', branchName: '–', accountType: '–', accountNumber: '–', holder: '–' }
  return {
    bankName: account.bankName,
    branchName: account.branchName,
    accountType: accountTypeWords[lang][account.accountType],
    accountNumber: shown(account.accountNumber),
    holder: account.holderKana,
  }
}

/** A line of an invoice or a statement, as it is kept. */
export interface KeptLine {
  readonly productName: string
  readonly productNameEn: string
  readonly unitName: string
  readonly unitNameEn: string
  readonly quantity: number
  readonly pricedBy: PricedBy | 'split'
  readonly priceYen: number
  readonly taxClass: TaxClass
  readonly amountYen: number
}

/** English where it was given, Japanese otherwise: a name is never left out. */
export const inLang = (ja: string, en: string, lang: Lang): string => (lang === 'en' && en !== '' ? en : ja)

/** `2 箱（12本）`, `9.87 kg`, and `7 本` for a part of a box; a part has no price of its own. */
export function sheetLine(line: KeptLine, lang: Lang): SheetLine {
  const unit = inLang(line.unitName, line.unitNameEn, lang)
  return {
    description: inLang(line.productName, line.productNameEn, lang),
    reduced: line.taxClass === 'reduced',
    quantity: quantityOf(line, unit),
    ...(line.pricedBy === 'split' ? {} : { unitPrice: jpy(line.priceYen) }),
    ...(line.pricedBy === 'kg' ? { pricePer: 'kg' } : {}),
    amount: jpy(line.amountYen),
  }
}

// `7 × 1本`, since `7 1本` would read as seventy-one.
const counted = (amount: number, unit: string): string =>
  `${decimal(amount)}${/^[0-9]/.test(unit) ? ' × ' : ' '}${unit}`
const kilograms = (grams: number): string =>
  quantity(grams / 1000, 'kg', grams % 1000 === 0 ? 0 : grams % 10 === 0 ? 2 : 3)

const quantityOf = ({ quantity: amount, pricedBy }: KeptLine, unit: string): string =>
  pricedBy !== 'kg' && unit !== 'g' ? counted(amount, unit) : kilograms(amount)

/** Base units as people count them: grams as kilograms, and `11 × 100g` of what is counted by the hundred grams. */
export const baseText = (amount: number, unit: string): string =>
  unit === 'g' ? kilograms(amount) : counted(amount, unit)
