import type { Tx } from '#db/transaction.ts'
import { type Day, type Month, firstDay, lastDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { signedSum, slipSums } from '#wood/slip-sums.ts'

/** What a supplier brought and is paid; a slip that was turned round counts against, in the month of its reversal. */
export interface Earned {
  readonly slips: number
  readonly grams: number
  readonly yen: number
  readonly points: number
  readonly firewoodYen: number
  readonly firewoodGrams: number
}

const sums = `${slipSums}, ${signedSum('firewood_g')} as "firewoodGrams"`

export interface MeetingRow extends Earned {
  readonly supplierId: Id
  readonly supplierNo: string
  readonly name: string
}

/**
 * 月例会: everybody whose slips were approved in a month, with what they get, to be confirmed and signed for at the meeting.
 * By the number of the supplier.
 */
export async function readMeeting(tx: Tx, month: Month): Promise<MeetingRow[]> {
  return await tx.run<MeetingRow & Record<string, unknown>>(
    `select i.supplier_id as "supplierId", w.supplier_no as "supplierNo", p.name, ${sums}
     from wood_intake i
     join wood_supplier w on w.region_id = $1 and w.party_id = i.supplier_id
     join party p on p.region_id = $1 and p.party_id = i.supplier_id
     where i.region_id = $1 and i.approved_on between $2 and $3
     group by i.supplier_id, w.supplier_no, p.name order by w.supplier_no`,
    [tx.region, firstDay(month), lastDay(month)],
  )
}

export interface IncomeMonth extends Earned {
  readonly month: Month
}

export interface Income {
  readonly supplierId: Id
  readonly supplierNo: string
  readonly name: string
  readonly address: string
  readonly year: number
  /** First day on which something was approved for it: earlier years are empty. */
  readonly since: Day | null
  /** Only months in which something was approved. */
  readonly months: readonly IncomeMonth[]
  readonly total: Earned
}

/**
 * What somebody got for wood in a calendar year, for the tax return (雑所得; 要確認): yen, points and firewood by their worth, by
 * the month of the approval. For its own people and who runs the wood; for others it is not there.
 */
export async function readIncome(
  tx: Tx,
  actor: Actor,
  { supplierId, year }: { supplierId: Id; year: number },
): Promise<Income | Refusal<'not_found'>> {
  if (actor.partyId !== supplierId && !may(actor.role, 'wood.run')) return refuse('not_found')
  const [supplier] = await tx.run<Pick<Income, 'supplierNo' | 'name' | 'address' | 'since'>>(
    `select w.supplier_no as "supplierNo", p.name, p.address,
       (select min(i.approved_on) from wood_intake i where i.region_id = $1 and i.supplier_id = $2) as since
     from wood_supplier w join party p on p.region_id = $1 and p.party_id = w.party_id
     where w.region_id = $1 and w.party_id = $2`,
    [tx.region, supplierId],
  )
  if (!supplier) return refuse('not_found')
  const months = await tx.run<IncomeMonth & Record<string, unknown>>(
    `select to_char(i.approved_on, 'YYYY-MM') as month, ${sums} from wood_intake i
     where i.region_id = $1 and i.supplier_id = $2 and i.approved_on between $3 and $4 group by 1 order by 1`,
    [tx.region, supplierId, `${year}-01-01`, `${year}-12-31`],
  )
  return { ...supplier, supplierId, year, months, total: sumOf(months) }
}

/** What somebody delivered since a day, and got for it. */
export async function readEarned(tx: Tx, supplierId: Id, since: Day): Promise<Earned> {
  const rows = await tx.run<Earned & Record<string, unknown>>(
    `select ${sums} from wood_intake i
     where i.region_id = $1 and i.supplier_id = $2 and i.approved_on >= $3 group by i.supplier_id`,
    [tx.region, supplierId, since],
  )
  return sumOf(rows)
}

export const sumOf = (rows: readonly Earned[]): Earned =>
  rows.reduce(
    (sum, row) => ({
      slips: sum.slips + row.slips,
      grams: sum.grams + row.grams,
      yen: sum.yen + row.yen,
      points: sum.points + row.points,
      firewoodYen: sum.firewoodYen + row.firewoodYen,
      firewoodGrams: sum.firewoodGrams + row.firewoodGrams,
    }),
    { slips: 0, grams: 0, yen: 0, points: 0, firewoodYen: 0, firewoodGrams: 0 },
  )
