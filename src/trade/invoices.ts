import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { announce } from '#parties/announcements.ts'
import { lockWord } from '#parties/dated.ts'
import { isParty } from '#parties/is-party.ts'
import { may } from '#parties/policy.ts'
import { nextNumbers } from '#db/counters.ts'
import {
  type BuyerToClose,
  type NumberedDraft,
  draftOf,
  numbersOfDays,
  writeInvoices,
} from './invoice-drafts.ts'
import { companyOf, readLegalNumbers, readSetting } from './settings.ts'
import type { Setting } from './settings.ts'
import { dueOn, lastClosing } from './terms.ts'
import type { Terms } from './terms.ts'
import { uninvoiced } from './traded.ts'

export interface Closing {
  /** The last day that belongs to it; today or earlier. */
  readonly through: Day
  /** One buyer, exactly through that day; all buyers, each through its newest closing day, when left out. */
  readonly buyerId?: Id
}

export interface Closed {
  readonly invoices: readonly {
    readonly invoiceId: Id
    readonly invoiceNo: string
    readonly buyerId: Id
    readonly grossYen: number
  }[]
  /** Whose returns outweigh what was delivered: they wait for the next closing, or for a credit note. */
  readonly waiting: readonly { readonly buyerId: Id; readonly buyerName: string; readonly grossYen: number }[]
}

export type CloseRefusal = Refusal<'not_allowed' | 'day_in_future' | 'buyer_unknown' | 'nothing_to_invoice'>

/**
 * Staff closes a month: one invoice a buyer for all that was delivered and not yet invoiced, less returns. Tax is rounded
 * once per rate and invoice (消費税法施行令 70条の10). Numbers have no gaps; two who close at once take turns, and the second
 * finds nothing left.
 */
export async function closeMonth(tx: Tx, actor: Actor, closing: Closing): Promise<Closed | CloseRefusal> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  if (closing.through > tx.today) return refuse('day_in_future', { field: 'through' })
  await lockWord(tx, 'trade.close')
  const setting = await readSetting(tx)
  const buyers = await buyersToClose(tx, closing, setting)
  if (closing.buyerId && buyers.length === 0 && !(await isParty(tx, closing.buyerId)))
    return refuse('buyer_unknown', { field: 'buyerId' })
  const { rates } = await readLegalNumbers(tx)
  const lines = Map.groupBy(await uninvoiced(tx, buyers), (line) => line.buyerId)

  const company = await companyOf(tx)
  const numbersOn = await numbersOfDays(tx, company.partyId, buyers)
  const drafts = buyers.flatMap((buyer) => {
    const own = lines.get(buyer.buyerId)
    const issuerNumber = numbersOn.get(buyer.through) ?? ''
    return own ? [draftOf(buyer, own, issuerNumber, rates, setting.rounding)] : []
  })
  if (drafts.length === 0) return refuse('nothing_to_invoice', { field: 'through' })
  const [due, waiting] = [drafts.filter(({ gross }) => gross >= 0), drafts.filter(({ gross }) => gross < 0)]
  const numbers = await nextNumbers(tx, 'T', due.length)
  const invoices = due.map((draft, at) => ({ ...draft, invoiceId: newId(), invoiceNo: numbers[at] ?? '' }))
  await writeInvoices(tx, actor, company, invoices, setting.rounding)
  announce(tx, 'invoice.issued', invoices.map(issuedOf))
  return {
    invoices: invoices.map(({ invoiceId, invoiceNo, buyer, gross }) => ({
      invoiceId,
      invoiceNo,
      buyerId: buyer.buyerId,
      grossYen: gross,
    })),
    waiting: waiting.map(({ buyer, gross }) => ({
      buyerId: buyer.buyerId,
      buyerName: buyer.name,
      grossYen: gross,
    })),
  }
}

const issuedOf = ({ invoiceId, invoiceNo, buyer, gross: grossYen }: NumberedDraft) => ({
  partyId: buyer.buyerId,
  data: { invoiceId, invoiceNo, grossYen, dueOn: dueOn(buyer.through, buyer) },
})

async function buyersToClose(tx: Tx, closing: Closing, setting: Setting): Promise<BuyerToClose[]> {
  const rows = await tx.run<Terms & Record<string, unknown> & { buyerId: Id; name: string }>(
    `select p.party_id as "buyerId", p.name, coalesce(b.closing_day, $4) as "closingDay",
       coalesce(b.pay_months, $5) as "payMonths", coalesce(b.pay_day, $6) as "payDay"
     from (
       select buyer_id from trade_delivery where region_id = $1 and invoice_id is null and shipped_on <= $2
       union
       select buyer_id from trade_return where region_id = $1 and invoice_id is null and returned_on <= $2) d
     join party p on p.region_id = $1 and p.party_id = d.buyer_id
     left join trade_buyer b on b.region_id = $1 and b.buyer_id = d.buyer_id
     where $3::uuid is null or d.buyer_id = $3
     order by p.kana, p.name, p.party_id`,
    [
      tx.region,
      closing.through,
      closing.buyerId ?? null,
      setting.closingDay,
      setting.payMonths,
      setting.payDay,
    ],
  )
  return rows.map((row) => ({
    ...row,
    through: closing.buyerId ? closing.through : lastClosing(closing.through, row),
  }))
}
