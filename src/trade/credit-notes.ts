import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { lockWord } from '#parties/dated.ts'
import { may } from '#parties/policy.ts'
import { draftOf, numbersOfDays, writeInvoices } from './invoice-drafts.ts'
import { companyOf, readLegalNumbers, readSetting } from './settings.ts'
import type { Terms } from './terms.ts'
import { uninvoiced } from './traded.ts'

export type CreditRefusal = Refusal<'not_allowed' | 'day_in_future' | 'buyer_unknown' | 'nothing_returned'>

/**
 * 適格返還請求書 (消費税法 57条の4 3項): staff gives a buyer a paper for all that came back and stands on no invoice yet, without
 * waiting for the next closing. It is an invoice below zero: what the buyer pays next is less by it, or the company pays it
 * back, by the day on which an invoice of that day would be due by the buyer's own terms. Tax is rounded once per rate, as on
 * any invoice. Closings and credit notes take turns, so a return is on one of them.
 */
export async function issueCreditNote(
  tx: Tx,
  actor: Actor,
  { buyerId, through = tx.today }: { readonly buyerId: Id; readonly through?: Day },
): Promise<{ invoiceId: Id; invoiceNo: string; grossYen: number } | CreditRefusal> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  if (through > tx.today) return refuse('day_in_future', { field: 'through' })
  await lockWord(tx, 'trade.close')
  const setting = await readSetting(tx)
  const party = await readBuyer(tx, buyerId, setting)
  if (!party) return refuse('buyer_unknown', { field: 'buyerId' })
  const returned = (await uninvoiced(tx, [{ buyerId, through }])).filter(({ source }) => source === 'return')
  if (returned.length === 0) return refuse('nothing_returned', { field: 'buyerId' })

  const { rates } = await readLegalNumbers(tx)
  const company = await companyOf(tx)
  const buyer = { ...party, buyerId, through }
  const issuerNumber = (await numbersOfDays(tx, company.partyId, [buyer])).get(through) ?? ''
  const draft = draftOf(buyer, returned, issuerNumber, rates, setting.rounding)
  const made = { invoiceId: newId(), invoiceNo: await nextNumber(tx, 'C') }
  await writeInvoices(tx, actor, company, [{ ...draft, ...made }], setting.rounding)
  return { ...made, grossYen: draft.gross }
}

/** The buyer with what was agreed on its payments, or what counts for everybody. */
async function readBuyer(
  tx: Tx,
  buyerId: Id,
  { closingDay, payMonths, payDay }: Terms,
): Promise<(Terms & { readonly name: string }) | undefined> {
  const [row] = await tx.run<Terms & Record<string, unknown> & { name: string }>(
    `select p.name, coalesce(b.closing_day, $3) as "closingDay", coalesce(b.pay_months, $4) as "payMonths",
       coalesce(b.pay_day, $5) as "payDay"
     from party p left join trade_buyer b on b.region_id = $1 and b.buyer_id = p.party_id
     where p.region_id = $1 and p.party_id = $2`,
    [tx.region, buyerId, closingDay, payMonths, payDay],
  )
  return row
}
