import type { Tx } from '#db/transaction.ts'
import { bankDayOnOrBefore } from '#kit/bank-days.ts'
import { addMonths, lastDay } from '#kit/days.ts'
import type { Day, Month } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy, sum } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { lockWord, validOn } from '#parties/dated.ts'
import { may } from '#parties/policy.ts'
import { registrationOn } from '#parties/registrations.ts'
import { nextNumbers } from '#db/counters.ts'
import { insertAll } from './bulk.ts'
import { readFees } from './fee-rows.ts'
import { feesOf } from './fee-rules.ts'
import type { FeeLine, FeeTaken } from './fee-rules.ts'
import type { Model } from './schema.ts'
import { companyOf, readLegalNumbers, readSetting } from './settings.ts'
import { settleConsigned, settlePurchased } from './settlements.ts'
import type { Settlement, SettlementRules } from './settlements.ts'
import { ratePctOn } from './tax.ts'
import { dayInMonth } from './terms.ts'
import { markSettled, unsettled } from './unsettled.ts'
import type { Unsettled } from './unsettled.ts'

export interface MonthToSettle {
  readonly month: Month
  /** One producer; all when left out. */
  readonly producerId?: Id
  /** When it is to be paid; the bank day on or before the 20th of the next month when left out. */
  readonly payOn?: Day
}

export interface Settled {
  readonly statements: readonly {
    readonly statementId: Id
    readonly statementNo: string
    readonly producerId: Id
    readonly model: Model
    readonly payoutYen: number
  }[]
}

export type SettleRefusal = Refusal<
  'not_allowed' | 'month_not_over' | 'pay_on_too_early' | 'nothing_to_settle'
>

/**
 * Paid within 60 days of the receipt, whatever the day in the month (取適法 3条; 要確認): goods of the 1st are some fifty
 * days old on the 20th of the next month.
 */
const usualPayDay = 20

/**
 * Staff settles a month with the producers: for each a statement of what was consigned and one of what was bought. Who
 * settles the same month again finds only what was entered since.
 */
export async function settleMonth(
  tx: Tx,
  actor: Actor,
  { month, producerId, payOn }: MonthToSettle,
): Promise<Settled | SettleRefusal> {
  if (!may(actor.role, 'statement.settle')) return refuse('not_allowed')
  const through = lastDay(month)
  if (through > tx.today) return refuse('month_not_over', { field: 'month' })
  if (payOn && payOn < through) return refuse('pay_on_too_early', { field: 'payOn' })
  await lockWord(tx, 'trade.settle')
  const { rounding } = await readSetting(tx)
  const legal = await readLegalNumbers(tx)
  const rules = { ...legal, direction: rounding, lastDay: through }
  const lines = await unsettled(tx, through, rounding, producerId)
  if (lines.length === 0) return refuse('nothing_to_settle', { field: 'month' })

  const groups = [...Map.groupBy(lines, (line) => `${line.producerId} ${line.model}`).values()]
  const producers = await producersOf(tx, through, lines)
  const fees = await readFees(tx)
  const drafts = groups.flatMap((own) => {
    const producer = producers.get(`${own[0]?.producerId} ${own[0]?.model}`)
    if (!producer) return []
    const taken = feesOf(fees, own.flatMap(feeLineOf), rules.rates, rounding)
    const settlement = settlementOf(own, rules, producer.carried, taken)
    return [{ producer, lines: own, fees: taken, settlement }]
  })
  const numbers = await nextNumbers(tx, 'S', drafts.length)
  const numbered = drafts.map((draft, at) => ({
    ...draft,
    statementId: newId(),
    statementNo: numbers[at] ?? '',
  }))
  const usual = bankDayOnOrBefore(dayInMonth(addMonths(month, 1), usualPayDay))
  await writeStatements(tx, actor, { month, payOn: payOn ?? usual, rules }, numbered)
  await markSettled(tx, numbered)
  return {
    statements: numbered.map(({ statementId, statementNo, producer, settlement }) => ({
      statementId,
      statementNo,
      producerId: producer.producerId,
      model: producer.model,
      payoutYen: settlement.payout,
    })),
  }
}

interface Producer {
  readonly producerId: Id
  readonly model: Model
  readonly name: string
  readonly number: string
  /** What the last statement of this kind carried over: zero or negative. */
  readonly carried: number
}

async function producersOf(tx: Tx, on: Day, lines: readonly Unsettled[]): Promise<Map<string, Producer>> {
  const keys = new Map(lines.map((line) => [`${line.producerId} ${line.model}`, line]))
  const rows = await tx.run<Producer & Record<string, unknown>>(
    `select w.producer_id as "producerId", w.model, p.name, coalesce(r.number, '') as number,
       coalesce((select s.carried_over_yen from trade_statement s
         where s.region_id = $1 and s.producer_id = w.producer_id and s.model = w.model
         order by s.statement_no desc limit 1), 0) as carried
     from unnest($2::uuid[], $3::text[]) w (producer_id, model)
     join party p on p.region_id = $1 and p.party_id = w.producer_id
     left join party_registration r on r.region_id = $1 and r.party_id = w.producer_id and ${validOn('r', '$4')}`,
    [
      tx.region,
      [...keys.values()].map((line) => line.producerId),
      [...keys.values()].map((line) => line.model),
      on,
    ],
  )
  return new Map(rows.map((row) => [`${row.producerId} ${row.model}`, row]))
}

const feeLineOf = ({ feeFacts, ...line }: Unsettled): FeeLine[] =>
  feeFacts
    ? [
        {
          ...feeFacts,
          source: line.source,
          documentId: line.document_id,
          on: line.rated_on,
          producerId: line.producerId,
          taxClass: line.tax_class,
          amount: line.amount,
        },
      ]
    : []

function settlementOf(
  lines: readonly Unsettled[],
  rules: SettlementRules,
  carried: number,
  fees: readonly FeeTaken[],
): Settlement {
  const settled = lines.map((line) => ({
    taxClass: line.tax_class,
    on: line.rated_on,
    amount: line.amount,
    commissionBp: line.commissionBp ?? 0,
    registered: line.registered,
  }))
  if (lines[0]?.model === 'purchase') return settlePurchased(settled, rules, jpy(carried))
  const fee = sum(
    'JPY',
    fees.map(({ amount }) => amount),
  )
  return settleConsigned(settled, rules, jpy(carried), fee)
}

interface Numbered {
  readonly statementId: Id
  readonly statementNo: string
  readonly producer: Producer
  readonly lines: readonly Unsettled[]
  readonly fees: readonly FeeTaken[]
  readonly settlement: Settlement
}

async function writeStatements(
  tx: Tx,
  actor: Actor,
  { month, payOn, rules }: { month: Month; payOn: Day; rules: SettlementRules },
  statements: readonly Numbered[],
): Promise<void> {
  const company = await companyOf(tx)
  const companyNumber = (await registrationOn(tx, company.partyId, rules.lastDay))?.number ?? ''
  insertAll(
    tx,
    'trade_statement',
    statementColumns,
    statements.map(({ statementId, statementNo, producer, settlement }) => ({
      statement_id: statementId,
      statement_no: statementNo,
      model: producer.model,
      producer_id: producer.producerId,
      producer_name: producer.name,
      producer_number: producer.number,
      company_name: company.name,
      company_number: companyNumber,
      month,
      made_on: tx.today,
      pay_on: payOn,
      rounding: rules.direction,
      net_yen: settlement.totals.net,
      tax_yen: settlement.totals.tax,
      gross_yen: settlement.totals.gross,
      rates: settlement.totals.rates,
      commission_net_yen: settlement.commission?.net ?? 0,
      commission_tax_yen: settlement.commission?.tax ?? 0,
      commission_yen: settlement.commission?.gross ?? 0,
      commission_rate_pct: settlement.commission?.ratePct ?? null,
      transitional: settlement.transitional,
      carried_forward_yen: settlement.carriedForward,
      payout_yen: settlement.payout,
      carried_over_yen: settlement.carriedOver,
      made_at: tx.now,
      made_by: actor.userId ?? null,
    })),
  )
  writeLines(tx, statements, rules)
}

function writeLines(tx: Tx, statements: readonly Numbered[], rules: SettlementRules): void {
  const lineRows = statements.flatMap(({ statementId, lines }) =>
    lines.map((line, at) => ({
      statement_id: statementId,
      line_no: at + 1,
      source: line.source,
      document_id: line.document_id,
      document_no: line.document_no,
      traded_on: line.traded_on,
      buyer_name: line.buyerName,
      product_name: line.product_name,
      product_name_en: line.product_name_en,
      unit_name: line.unit_name,
      unit_name_en: line.unit_name_en,
      quantity: line.quantity,
      priced_by: line.priced_by,
      price_yen: line.price_yen,
      tax_class: line.tax_class,
      rate_pct: ratePctOn(rules.rates, line.tax_class, line.rated_on),
      amount_yen: line.amount,
      commission_bp: line.commissionBp,
    })),
  )
  insertAll(tx, 'trade_statement_line', lineColumns, lineRows)
  const feeRows = statements.flatMap(({ statementId, fees }) =>
    fees.map(({ fee, base, baseKind, amount }, at) => ({
      statement_id: statementId,
      line_no: at + 1,
      fee_id: fee.feeId,
      name: fee.name,
      name_en: fee.nameEn,
      calculator: fee.calculator,
      base,
      base_kind: baseKind,
      amount_yen: amount,
    })),
  )
  insertAll(tx, 'trade_statement_fee', feeColumns, feeRows)
}

const statementColumns = {
  statement_id: 'uuid',
  statement_no: 'text',
  model: 'text',
  producer_id: 'uuid',
  producer_name: 'text',
  producer_number: 'text',
  company_name: 'text',
  company_number: 'text',
  month: 'text',
  made_on: 'date',
  pay_on: 'date',
  rounding: 'text',
  net_yen: 'bigint',
  tax_yen: 'bigint',
  gross_yen: 'bigint',
  rates: 'jsonb',
  commission_net_yen: 'bigint',
  commission_tax_yen: 'bigint',
  commission_yen: 'bigint',
  commission_rate_pct: 'smallint',
  transitional: 'jsonb',
  carried_forward_yen: 'bigint',
  payout_yen: 'bigint',
  carried_over_yen: 'bigint',
  made_at: 'timestamptz',
  made_by: 'uuid',
} as const
const feeColumns = {
  statement_id: 'uuid',
  line_no: 'smallint',
  fee_id: 'uuid',
  name: 'text',
  name_en: 'text',
  calculator: 'text',
  base: 'bigint',
  base_kind: 'text',
  amount_yen: 'bigint',
} as const
const lineColumns = {
  statement_id: 'uuid',
  line_no: 'int',
  source: 'text',
  document_id: 'uuid',
  document_no: 'text',
  traded_on: 'date',
  buyer_name: 'text',
  product_name: 'text',
  product_name_en: 'text',
  unit_name: 'text',
  unit_name_en: 'text',
  quantity: 'bigint',
  priced_by: 'text',
  price_yen: 'bigint',
  tax_class: 'text',
  rate_pct: 'smallint',
  amount_yen: 'bigint',
  commission_bp: 'int',
} as const
