import { type Day, daysBetween } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'

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
  /** Yen that are open, by age. */
  readonly yen: Readonly<Record<Age, number>>
  readonly total: number
  readonly oldestDueOn: Day
  readonly remindedOn: Day | null
}

interface OpenRow extends Record<string, unknown> {
  readonly buyerId: Id
  readonly name: string
  readonly nameEn: string
  readonly dueOn: Day
  readonly left: number
  readonly remindedOn: Day | null
}

/** Who owes what since when (売掛金の年齢表): all that is open, by buyer, who is longest overdue on top. */
export async function readAgeing(tx: Tx, actor: Actor): Promise<BuyerOwes[] | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  const rows = await tx.run<OpenRow>(
    `select i.buyer_id as "buyerId", b.name, b.name_en as "nameEn", i.due_on as "dueOn",
       i.gross_yen - i.paid_yen as left, r.sent_on as "remindedOn"
     from trade_invoice i
     join party b on b.region_id = $1 and b.party_id = i.buyer_id
     left join lateral (select max(sent_on) as sent_on from trade_reminder
       where region_id = $1 and buyer_id = i.buyer_id) r on true
     where i.region_id = $1 and i.paid_yen < i.gross_yen order by i.due_on, b.kana, i.buyer_id`,
    [tx.region],
  )
  return [...Map.groupBy(rows, ({ buyerId }) => buyerId).values()].map((own) => owes(own, tx.today))
}

function owes(rows: readonly OpenRow[], today: Day): BuyerOwes {
  const [first] = rows
  if (!first) throw new RangeError('a buyer without open invoices owes nothing')
  const yen = { not_due: 0, to_30: 0, to_60: 0, to_90: 0, over_90: 0 }
  for (const { dueOn, left } of rows) yen[ageOf(dueOn, today)] += left
  return {
    buyerId: first.buyerId,
    name: first.name,
    nameEn: first.nameEn,
    invoices: rows.length,
    yen,
    total: rows.reduce((sum, { left }) => sum + left, 0),
    oldestDueOn: first.dueOn,
    remindedOn: first.remindedOn,
  }
}
