import { type Day, daysBetween } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { type OpenInvoice, readOpenInvoices } from './open-invoices.ts'

/** How long an invoice has been due: not yet, up to 30, 60, 90 days, longer. */
export const ages = ['not_due', 'to_30', 'to_60', 'to_90', 'over_90'] as const
export type Age = (typeof ages)[number]

/** The due day itself is still in time. */
export function ageOf(dueOn: Day, today: Day): Age {
  const late = daysBetween(dueOn, today)
  if (late <= 0) return 'not_due'
  if (late <= 30) return 'to_30'
  if (late <= 60) return 'to_60'
  return late <= 90 ? 'to_90' : 'over_90'
}

export interface BuyerOwes {
  readonly buyerId: Id
  readonly name: string
  readonly nameEn: string
  readonly invoices: number
  /** Yen that are open, by age; credit notes are taken off. */
  readonly yen: Readonly<Record<Age, number>>
  readonly total: number
  readonly oldestDueOn: Day
  readonly remindedOn: Day | null
}

interface OpenRow extends OpenInvoice {
  readonly name: string
  readonly nameEn: string
  readonly remindedOn: Day | null
}

/**
 * Who owes what since when (売掛金の年齢表): all that is open, by buyer, who is longest overdue on top. Net of credit notes; whom the
 * company owes more than it owes is not in it.
 */
export async function readAgeing(tx: Tx, actor: Actor): Promise<BuyerOwes[] | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  const open = Map.groupBy(await readOpenInvoices(tx), ({ buyerId }) => buyerId)
  const buyers = await tx.run<{ buyerId: Id; name: string; nameEn: string; remindedOn: Day | null }>(
    `select b.party_id as "buyerId", b.name, b.name_en as "nameEn",
       (select max(sent_on) from trade_reminder where region_id = $1 and buyer_id = b.party_id) as "remindedOn"
     from party b where b.region_id = $1 and b.party_id = any ($2) order by b.kana, b.party_id`,
    [tx.region, [...open.keys()]],
  )
  return buyers
    .map((buyer) =>
      owes(
        (open.get(buyer.buyerId) ?? []).map((row) => ({ ...row, ...buyer })),
        tx.today,
      ),
    )
    .toSorted((a, b) => (a.oldestDueOn < b.oldestDueOn ? -1 : a.oldestDueOn > b.oldestDueOn ? 1 : 0))
}

function owes(rows: readonly OpenRow[], today: Day): BuyerOwes {
  const [first] = rows
  if (!first) throw new RangeError('a buyer without open invoices owes nothing')
  const yen = { not_due: 0, to_30: 0, to_60: 0, to_90: 0, over_90: 0 }
  for (const { dueOn, leftYen } of rows) yen[ageOf(dueOn, today)] += leftYen
  return {
    buyerId: first.buyerId,
    name: first.name,
    nameEn: first.nameEn,
    invoices: rows.length,
    yen,
    total: rows.reduce((sum, { leftYen }) => sum + leftYen, 0),
    oldestDueOn: first.dueOn,
    remindedOn: first.remindedOn,
  }
}
