import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { queueMail } from '#parties/mail.ts'
import { validOn } from '#parties/dated.ts'
import type { Lang } from '#ui/words.ts'
import { companyOf } from '#trade/settings.ts'
import type { Side } from './quote-rules.ts'
import type { QuoteState } from './schema.ts'
import { quoteWords } from './words.ts'

interface Said {
  readonly quoteId: Id
  readonly quoteNo: string
  readonly buyerId: Id
  /** Who did it: the others are told. */
  readonly side: Side
  readonly state: QuoteState
}

/** Tells everybody on the other side, each in the own language, that it is their turn or that it is over. */
export async function tellOther(tx: Tx, { quoteNo, buyerId, side, state }: Said): Promise<void> {
  const company = await companyOf(tx)
  const other = side === 'company' ? buyerId : company.partyId
  const people = await tx.run<{ email: string; language: Lang; buyer: string }>(
    `select distinct u.email, u.language, b.name as buyer
     from party_membership m
     join party_user u on u.region_id = m.region_id and u.user_id = m.user_id and not u.disabled
     join party b on b.region_id = m.region_id and b.party_id = $4
     where m.region_id = $1 and m.party_id = $2 and m.role in ('buyer', 'company_staff') and ${validOn('m', '$3')}
     order by 1`,
    [tx.region, other, tx.today, buyerId],
  )
  for (const { email, language, buyer } of people) {
    const own = quoteWords[language]
    await queueMail(tx, {
      to: email,
      subject: own.mailSubject(company.name, quoteNo, own.states[state]),
      body: own.mailBody(buyer, quoteNo, own.states[state]),
    })
  }
}
