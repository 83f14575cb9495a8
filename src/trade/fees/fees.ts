import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { addDays } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { readFees } from '#trade/fee-rows.ts'
import type { Calculator, Fee, Scope } from '#trade/fee-rules.ts'
import '#trade/money-schema.ts'

export type NewFee = {
  readonly name: string
  readonly nameEn?: string
  /** The first day of sales of which it is taken. */
  readonly from: Day
  readonly calculation: Calculator
  readonly attachedTo: Scope
}

export type FeeRefusal = Refusal<
  | 'not_allowed'
  | 'name_missing'
  | 'amount_wrong'
  | 'rate_wrong'
  | 'tiers_wrong'
  | 'scope_unknown'
  | 'from_settled' // detail.on
>

/**
 * Staff attaches a fee to all goods, to a producer or product, a channel or a cycle. It counts for sales from its first day that
 * no statement has yet; a day whose month is settled for anybody is refused, as producers have been told what they get.
 */
export async function addFee(tx: Tx, actor: Actor, fee: NewFee): Promise<{ feeId: Id } | FeeRefusal> {
  if (!may(actor.role, 'fee.set')) return refuse('not_allowed')
  const name = normalise(fee.name)
  if (name === '') return refuse('name_missing', { field: 'name' })
  const wrong = checkCalculator(fee.calculation)
  if (wrong) return wrong
  if (!(await isKnown(tx, fee.attachedTo))) return refuse('scope_unknown', { field: 'scope' })
  const settled = await settledThrough(tx)
  if (settled !== null && fee.from <= settled)
    return refuse('from_settled', { field: 'from', detail: { on: addDays(settled, 1) } })
  const { calculation, attachedTo } = fee
  const feeId = newId()
  await tx.q
    .insertInto('trade_fee')
    .values({
      region_id: tx.region,
      fee_id: feeId,
      name,
      name_en: normalise(fee.nameEn ?? ''),
      calculator: calculation.calculator,
      flat_per: calculation.calculator === 'flat' ? calculation.flatPer : null,
      amount_yen: 'amountYen' in calculation ? calculation.amountYen : null,
      rate_bp: calculation.calculator === 'percent' ? calculation.rateBp : null,
      tiers: calculation.calculator === 'tiered' ? JSON.stringify(calculation.tiers) : null,
      scope: attachedTo.scope,
      scope_id: 'scopeId' in attachedTo ? attachedTo.scopeId : null,
      channel: attachedTo.scope === 'channel' ? attachedTo.channel : null,
      valid_from: fee.from,
      valid_to: null,
      changed_at: tx.now,
      changed_by: actor.userId ?? null,
    })
    .execute()
  return { feeId }
}

const mostYen = 1_000_000

function checkCalculator(calculation: Calculator): FeeRefusal | undefined {
  switch (calculation.calculator) {
    case 'flat':
    case 'per_unit': {
      const { amountYen } = calculation
      return Number.isSafeInteger(amountYen) && amountYen > 0 && amountYen <= mostYen
        ? undefined
        : refuse('amount_wrong', { field: 'amountYen' })
    }
    case 'percent':
      return isRate(calculation.rateBp) ? undefined : refuse('rate_wrong', { field: 'rateBp' })
    case 'tiered': {
      const { tiers } = calculation
      const sorted = tiers.toSorted((a, b) => a.fromYen - b.fromYen)
      const right =
        sorted[0]?.fromYen === 0 &&
        sorted.length <= 10 &&
        new Set(sorted.map(({ fromYen }) => fromYen)).size === sorted.length &&
        sorted.every(
          ({ fromYen, rateBp }) => Number.isSafeInteger(fromYen) && (isRate(rateBp) || rateBp === 0),
        )
      return right ? undefined : refuse('tiers_wrong', { field: 'tiers' })
    }
  }
}

const isRate = (bp: number): boolean => Number.isSafeInteger(bp) && bp > 0 && bp <= 10_000

async function isKnown(tx: Tx, scope: Scope): Promise<boolean> {
  if (scope.scope === 'all') return true
  if (scope.scope === 'channel') return (await channelsOf(tx)).some((channel) => channel === scope.channel)
  const tables = {
    producer: 'select 1 from party where region_id = $1 and party_id = $2',
    product: 'select 1 from trade_product where region_id = $1 and product_id = $2',
    cycle: 'select 1 from trade_cycle where region_id = $1 and cycle_id = $2',
  } as const
  return (await tx.run(tables[scope.scope], [tx.region, scope.scopeId])).length > 0
}

/** The sectors and kinds of those who have ordered: what a channel can be. */
export async function channelsOf(tx: Tx): Promise<string[]> {
  const rows = await tx.run<{ channel: string }>(
    `select distinct coalesce(b.sector, b.kind) as channel from party b
     where b.region_id = $1 and exists (
       select from trade_order o where o.region_id = $1 and o.buyer_id = b.party_id) order by 1`,
    [tx.region],
  )
  return rows.map(({ channel }) => channel)
}

/** The last day of the newest month that has a statement. */
async function settledThrough(tx: Tx): Promise<Day | null> {
  const [row] = await tx.run<{ on: Day | null }>(
    `select ((max(month) || '-01')::date + interval '1 month' - interval '1 day')::date as "on"
     from trade_statement where region_id = $1 and model = 'consignment'`,
    [tx.region],
  )
  return row?.on ?? null
}

export type EndFeeRefusal = Refusal<
  | 'not_allowed'
  | 'fee_unknown'
  | 'to_settled' // detail.on
  | 'to_before_from' // detail.on
>

/** Staff ends a fee with a day, which still counts: its first day at the earliest, and no day that is settled already. */
export async function endFee(
  tx: Tx,
  actor: Actor,
  { feeId, to = tx.today }: { readonly feeId: Id; readonly to?: Day },
): Promise<{ feeId: Id } | EndFeeRefusal> {
  if (!may(actor.role, 'fee.set')) return refuse('not_allowed')
  const settled = await settledThrough(tx)
  if (settled !== null && to < settled) return refuse('to_settled', { field: 'to', detail: { on: settled } })
  const [fee] = await tx.run<{ from: Day }>(
    `select valid_from as "from" from trade_fee
     where region_id = $1 and fee_id = $2 and valid_to is null for update`,
    [tx.region, feeId],
  )
  if (!fee) return refuse('fee_unknown')
  if (to < fee.from) return refuse('to_before_from', { field: 'to', detail: { on: fee.from } })
  await tx.run(
    'update trade_fee set valid_to = $3, changed_at = $4, changed_by = $5 where region_id = $1 and fee_id = $2',
    [tx.region, feeId, to, tx.now, actor.userId ?? null],
  )
  return { feeId }
}

export type FeeSeen = Fee & { readonly scopeName: string }

/** Every fee with what it is attached to, those that count today or later first. */
export async function listFees(tx: Tx, actor: Actor): Promise<readonly FeeSeen[] | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'fee.set')) return refuse('not_allowed')
  const fees = await readFees(tx)
  const names = await tx.run<{ id: Id; name: string }>(
    `select f.fee_id as id, coalesce(y.name, p.name, c.name, '') as name from trade_fee f
     left join party y on y.region_id = $1 and f.scope = 'producer' and y.party_id = f.scope_id
     left join trade_product p on p.region_id = $1 and f.scope = 'product' and p.product_id = f.scope_id
     left join trade_cycle c on c.region_id = $1 and f.scope = 'cycle' and c.cycle_id = f.scope_id
     where f.region_id = $1`,
    [tx.region],
  )
  const byFee = new Map(names.map(({ id, name }) => [id, name]))
  const over = ({ validTo }: Fee): number => (validTo != null && validTo < tx.today ? 1 : 0)
  return fees
    .map((fee) => ({ ...fee, scopeName: byFee.get(fee.feeId) ?? '' }))
    .toSorted((a, b) => over(a) - over(b))
}

/** What a fee can be attached to, for choosing: producers, products, and cycles that are not over. */
export async function scopeChoices(
  tx: Tx,
): Promise<{ scope: 'producer' | 'product' | 'cycle'; id: Id; name: string }[]> {
  return await tx.run(
    `select * from (
       select 'producer' as scope, y.party_id as id, y.name, y.kana from party y
       where y.region_id = $1 and exists (
         select from trade_product p where p.region_id = $1 and p.producer_id = y.party_id)
       union all
       select 'product', p.product_id, p.name, p.kana from trade_product p
       where p.region_id = $1 and p.state = 'published'
       union all
       select 'cycle', c.cycle_id, c.cycle_no || ' ' || c.name, c.cycle_no from trade_cycle c
       where c.region_id = $1 and c.state in ('planned', 'open', 'allocated')) x
     order by scope, kana, name limit 3000`,
    [tx.region],
  )
}
