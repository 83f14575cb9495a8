import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { registrationOn } from '#parties/registrations.ts'
import {
  companyOf,
  partyOnPaper,
  quotationPdf,
  quotationSheet,
  readLegalNumbers,
  readQuote,
  readSetting,
} from '#trade/room.ts'

/** What the paper of an offer needs beside the quote: who issues it, the buyer's address, the rates of tax. */
export async function paperOf(
  tx: Tx,
  actor: Actor,
  input: { quoteId: Id; turnNo: number; lang: 'ja' | 'en' },
) {
  const found = await readQuote(tx, actor, input)
  if (isRefusal(found)) return found
  const offer = found.turns.find(({ turnNo: no, byCompany }) => byCompany && no === input.turnNo)
  if (!offer) return refuse('offer_unknown')
  const company = await companyOf(tx)
  const paper = {
    company,
    companyNumber: (await registrationOn(tx, company.partyId, tx.today))?.number ?? '',
    buyer: await partyOnPaper(tx, found.buyerId, tx.today),
    rates: (await readLegalNumbers(tx)).rates,
    rounding: (await readSetting(tx)).rounding,
  }
  return {
    bytes: await quotationPdf(quotationSheet(found, offer, paper, input.lang)),
    name: `${found.quoteNo}.pdf`,
  }
}
