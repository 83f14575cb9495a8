import { emailsColumn } from '#parties/memberships.ts'

/**
 * For questions in SQL: where papers about money go, as a list: the addresses that were agreed with the buyer, else everybody
 * who acts for it on a day. `buyer` is an expression for its id, `day` one for the day; `$1` is the region.
 */
export const billingEmailsColumn = (buyer: string, day: string): string => `coalesce(
  (select agreed.billing_emails from trade_buyer agreed where agreed.region_id = $1 and agreed.buyer_id = ${buyer}
    and cardinality(agreed.billing_emails) > 0), ${emailsColumn(buyer, day)})`
