import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Fee, Tier } from './fee-rules.ts'
import './money-schema.ts'

interface FeeRow extends Record<string, unknown> {
  readonly feeId: Id
  readonly name: string
  readonly nameEn: string
  readonly calculator: Fee['calculator']
  readonly flatPer: 'statement' | 'delivery' | null
  readonly amountYen: number | null
  readonly rateBp: number | null
  readonly tiers: readonly Tier[] | null
  readonly scope: Fee['scope']
  readonly scopeId: Id | null
  readonly channel: string | null
  readonly validFrom: Day
  readonly validTo: Day | null
}

/** Every fee that there is or was, in the order in which they began: which of them counts, the day of each sale decides. */
export async function readFees(tx: Tx): Promise<Fee[]> {
  const rows = await tx.run<FeeRow>(
    `select fee_id as "feeId", name, name_en as "nameEn", calculator, flat_per as "flatPer",
       amount_yen as "amountYen", rate_bp as "rateBp", tiers, scope, scope_id as "scopeId", channel,
       valid_from as "validFrom", valid_to as "validTo"
     from trade_fee where region_id = $1 order by valid_from, fee_id`,
    [tx.region],
  )
  // The checks of the table say that what a calculator and a scope need is there.
  return rows as unknown as Fee[]
}
