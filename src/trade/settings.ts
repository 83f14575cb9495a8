import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Direction } from '#kit/rounding.ts'
import { checkEmail } from '#parties/emails.ts'
import { listParameters, parameterOn } from '#parties/parameters.ts'
import type { Actor } from '#parties/actors.ts'
import { isParty } from '#parties/is-party.ts'
import { may } from '#parties/policy.ts'
import type { TransitionalShare } from './deductions.ts'
import { payerKey } from './formats/statement-lines.ts'
import './schema.ts'
import type { SetRule, TaxClass, TaxRate } from './tax.ts'
import type { Terms } from './terms.ts'

export interface Setting extends Terms {
  /** Which way tax, and amounts by weight, are rounded. */
  readonly rounding: Direction
  /** 依頼人コード, as the bank gave it; empty until entered. */
  readonly requesterCode: string
}

const asUsual: Setting = {
  rounding: 'floor',
  closingDay: 31,
  payMonths: 1,
  payDay: 31,
  requesterCode: '',
}

/** How the company works; 末締め翌月末払い, rounded down, until it says otherwise. */
export async function readSetting(tx: Tx): Promise<Setting> {
  const row = await tx.q
    .selectFrom('trade_setting')
    .where('region_id', '=', tx.region)
    .select(['rounding', 'closing_day', 'pay_months', 'pay_day', 'requester_code'])
    .executeTakeFirst()
  if (!row) return asUsual
  return {
    rounding: row.rounding,
    closingDay: row.closing_day,
    payMonths: row.pay_months,
    payDay: row.pay_day,
    requesterCode: row.requester_code,
  }
}

export type SettingRefusal = Refusal<'not_allowed' | 'requester_code_form'>

/** Staff says how the company rounds, closes and is paid. Counts for the documents made from now on. */
export async function saveSetting(
  tx: Tx,
  actor: Actor,
  setting: Setting,
): Promise<{ saved: true } | SettingRefusal> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  const requesterCode = normalise(setting.requesterCode)
  if (!/^\d{0,10}$/.test(requesterCode)) return refuse('requester_code_form', { field: 'requesterCode' })
  const columns = {
    rounding: setting.rounding,
    closing_day: setting.closingDay,
    pay_months: setting.payMonths,
    pay_day: setting.payDay,
    requester_code: requesterCode,
  }
  await tx.q
    .insertInto('trade_setting')
    .values({ region_id: tx.region, ...columns })
    .onConflict((c) => c.column('region_id').doUpdateSet(columns))
    .execute()
  return { saved: true }
}

export interface BuyerTerms {
  readonly buyerId: Id
  /** Empty: as the company's setting. */
  readonly closingDay?: number
  readonly payMonths?: number
  readonly payDay?: number
  /** How the payer stands on the bank statement, when it is not the party's kana. */
  readonly payerKana?: string
  /** Where and when to deliver: printed on the delivery note. */
  readonly deliveryNote?: string
  /** 便: lists for the truck are sorted by it. */
  readonly route?: string
  /** Where invoices are mailed to, when not to everybody who acts for the buyer. */
  readonly billingEmails?: readonly string[]
  /** 与信枠, yen; no limit when left out. */
  readonly creditLimitYen?: number
}

export type BuyerTermsRefusal = Refusal<'not_allowed' | 'buyer_unknown' | 'email_form'> // detail.email

/** Staff notes what differs for one buyer. All of it is said anew: what is left out is as usual again. */
export async function saveBuyerTerms(
  tx: Tx,
  actor: Actor,
  terms: BuyerTerms,
): Promise<{ buyerId: Id } | BuyerTermsRefusal> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  if (!(await isParty(tx, terms.buyerId))) return refuse('buyer_unknown', { field: 'buyerId' })
  const emails: string[] = []
  for (const typed of terms.billingEmails ?? []) {
    const checked = checkEmail(typed)
    if (isRefusal(checked)) return refuse('email_form', { field: 'billingEmails', detail: { email: typed } })
    emails.push(checked.email)
  }
  const columns = {
    closing_day: terms.closingDay ?? null,
    pay_months: terms.payMonths ?? null,
    pay_day: terms.payDay ?? null,
    payer_kana: payerKey(terms.payerKana ?? ''),
    delivery_note: (terms.deliveryNote ?? '').trim(),
    route: normalise(terms.route ?? ''),
    billing_emails: [...new Set(emails)],
    credit_limit_yen: terms.creditLimitYen ?? null,
  }
  await tx.q
    .insertInto('trade_buyer')
    .values({ region_id: tx.region, buyer_id: terms.buyerId, ...columns })
    .onConflict((c) => c.columns(['region_id', 'buyer_id']).doUpdateSet(columns))
    .execute()
  return { buyerId: terms.buyerId }
}

export interface Company {
  readonly partyId: Id
  readonly name: string
  readonly nameEn: string
  readonly kana: string
  readonly address: string
}

/** The trading company: the party of kind `company`. A region that trades before it has one is a fault. */
export async function companyOf(tx: Tx): Promise<Company> {
  const [row] = await tx.run<Company & { partyId: Id }>(
    `select party_id as "partyId", name, name_en as "nameEn", kana, address from party
     where region_id = $1 and kind = 'company' order by created_at, party_id limit 1`,
    [tx.region],
  )
  if (!row) throw new Error('the region has no trading company: register a party of kind company first')
  return row
}

/** The dated numbers that trade works with. */
export interface LegalNumbers {
  readonly rates: readonly TaxRate[]
  readonly shares: readonly TransitionalShare[]
  /** True when each of these was compared with the law's own text. */
  readonly confirmed: boolean
}

/** Reads tax rates and transitional shares of every day, so that documents can be worked out line by line. */
export async function readLegalNumbers(tx: Tx): Promise<LegalNumbers> {
  const all = await listParameters(tx)
  const named = (name: string) => all.filter((each) => each.name === name)
  const ratesOf = (name: string, taxClass: TaxClass): TaxRate[] =>
    named(name).map(({ value, from, to }) => ({
      class: taxClass,
      ratePct: value,
      validFrom: from,
      validTo: to,
    }))
  const shares = named('tax.unregistered_deduction_pct')
  return {
    rates: [...ratesOf('tax.standard_pct', 'standard'), ...ratesOf('tax.reduced_pct', 'reduced')],
    shares: shares.map(({ value, from, to }) => ({ sharePct: value, validFrom: from, validTo: to })),
    confirmed: all.every(({ name, confirmed }) => confirmed || !name.startsWith('tax.') || isOfSets(name)),
  }
}

const isOfSets = (name: string): boolean => name.startsWith('tax.reduced_set_')

/** When a set of food and other things (一体資産) bears the reduced rate, on a day. */
export async function readSetRule(tx: Tx, on: Day): Promise<SetRule> {
  const most = await parameterOn(tx, 'tax.reduced_set_most_jpy', on)
  const thirds = await parameterOn(tx, 'tax.reduced_set_food_thirds', on)
  return { mostYen: most.value, foodThirds: thirds.value }
}
