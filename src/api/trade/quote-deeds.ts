/** What endpoints of quotes do beside the use-case. */
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { registrationOn } from '#parties/registrations.ts'
import {
  acceptQuote,
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

interface Acceptance {
  readonly quoteId: Id
  readonly turnNo: number
  readonly deliverOn?: Day
}

/**
 * Accepts what was read and nothing newer. Looked at before, so that the refusal is about this and not about what the newer
 * turn holds, and once more when the use-case has locked the quote, since a turn may have come between.
 */
export async function acceptTurn(tx: Tx, actor: Actor, { turnNo: read, ...input }: Acceptance) {
  const stale = async () => {
    const found = await readQuote(tx, actor, input)
    if (isRefusal(found)) return found
    const last = found.turns.at(-1)?.turnNo ?? 0
    return last === read ? undefined : refuse('offer_newer', { field: 'turnNo', detail: { turnNo: last } })
  }
  const before = await stale()
  if (before) return before
  const made = await acceptQuote(tx, actor, input)
  return isRefusal(made) ? made : ((await stale()) ?? made)
}
