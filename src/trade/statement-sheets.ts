import type { Tx } from '#db/transaction.ts'
import { firstDay, lastDay } from '#kit/days.ts'
import type { Day, Month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { fromCursor, pageOf } from '#parties/cursors.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { decimal, yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { maskAccount } from './documents/sheets.ts'
import type { StatementSheet } from './documents/sheets.ts'
import type { Model } from './schema.ts'
import { companyOf } from './settings.ts'
import type { Transitional } from './settlements.ts'
import { addresseeOf, baseText, inLang, partyOnPaper, payToOf, sheetLine } from './sheet-parts.ts'
import type { KeptLine, PartyOnPaper } from './sheet-parts.ts'
import type { RateTotal } from './tax.ts'

export interface StatementRow {
  readonly statementId: Id
  readonly statementNo: string
  readonly model: Model
  readonly producerId: Id
  readonly producerName: string
  readonly month: Month
  readonly payOn: Day
  readonly grossYen: number
  readonly commissionYen: number
  readonly payoutYen: number
  readonly carriedOverYen: number
  readonly payoutId: Id | null
  readonly payoutNo: string | null
  /** True once the money has moved. */
  readonly paid: boolean
}

export type StatementView = 'to_pay' | 'all'

const columns = `s.statement_id as "statementId", s.statement_no as "statementNo", s.model,
  s.producer_id as "producerId", s.producer_name as "producerName", s.month, s.pay_on as "payOn",
  s.gross_yen as "grossYen", s.commission_yen as "commissionYen", s.payout_yen as "payoutYen",
  s.carried_over_yen as "carriedOverYen", s.payout_id as "payoutId", p.payout_no as "payoutNo",
  coalesce(p.posted_at is not null, false) as paid`
const joined = 'left join trade_payout p on p.region_id = s.region_id and p.payout_id = s.payout_id'

/** Statements, newest number first; a producer sees its own. */
export async function listStatements(
  tx: Tx,
  actor: Actor,
  filter: { readonly view?: StatementView; readonly month?: Month; readonly limit?: number } = {},
  cursor?: string,
): Promise<Page<StatementRow> | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'statement.see')) return refuse('not_allowed')
  const limit = Math.min(filter.limit ?? 50, 500)
  const [no] = (cursor === undefined ? undefined : fromCursor(cursor, 1)) ?? []
  const producerId = actor.role === 'company_staff' ? null : (actor.partyId ?? null)
  const rows = await tx.run<StatementRow & Record<string, unknown>>(
    `select ${columns} from trade_statement s ${joined}
     where s.region_id = $1 and ($2::uuid is null or s.producer_id = $2)
       and ($3 = 'all' or (s.payout_id is null and s.payout_yen > 0))
       and ($4::text is null or s.month = $4)
       and ($5::text is null or s.statement_no < $5)
     order by s.statement_no desc limit $6`,
    [tx.region, producerId, filter.view ?? 'all', filter.month ?? null, no ?? null, limit + 1],
  )
  return pageOf(rows, limit, (row) => [row.statementNo])
}

interface StatementLine extends KeptLine {
  readonly source: 'delivery' | 'return' | 'lot'
  readonly documentNo: string
  readonly on: Day
  readonly buyerName: string
  readonly commissionBp: number | null
}

export interface StatementSeen extends StatementRow {
  readonly producerNumber: string
  readonly companyName: string
  readonly companyNumber: string
  readonly madeOn: Day
  readonly netYen: number
  readonly taxYen: number
  readonly rates: readonly RateTotal[]
  readonly commissionNetYen: number
  readonly commissionTaxYen: number
  readonly commissionRatePct: number | null
  readonly transitional: readonly Transitional[]
  readonly carriedForwardYen: number
  readonly lines: readonly StatementLine[]
  /** What of the commission are fees, each as it was worked out. */
  readonly fees: readonly StatementFee[]
  readonly producer: PartyOnPaper
  readonly companyAddress: string
}

export interface StatementFee {
  readonly name: string
  readonly nameEn: string
  readonly base: number
  readonly baseKind: 'yen' | 'pieces' | 'grams' | 'times'
  /** With tax. */
  readonly amountYen: number
}

/** One statement as it was made. A producer sees its own. */
export async function readStatement(
  tx: Tx,
  actor: Actor,
  { statementId }: { statementId: Id },
): Promise<StatementSeen | Refusal<'not_allowed' | 'statement_unknown'>> {
  if (!may(actor.role, 'statement.see')) return refuse('not_allowed')
  const own = actor.role === 'company_staff' ? null : (actor.partyId ?? null)
  type Head = Omit<StatementSeen, 'lines' | 'fees' | 'producer' | 'companyAddress'>
  const [head] = await tx.run<Head & Record<string, unknown>>(
    `select ${columns}, s.producer_number as "producerNumber", s.company_name as "companyName",
       s.company_number as "companyNumber", s.made_on as "madeOn", s.net_yen as "netYen", s.tax_yen as "taxYen", s.rates,
       s.commission_net_yen as "commissionNetYen", s.commission_tax_yen as "commissionTaxYen",
       s.commission_rate_pct as "commissionRatePct", s.transitional, s.carried_forward_yen as "carriedForwardYen"
     from trade_statement s ${joined}
     where s.region_id = $1 and s.statement_id = $2 and ($3::uuid is null or s.producer_id = $3)`,
    [tx.region, statementId, own],
  )
  if (!head) return refuse('statement_unknown')
  const lines = await tx.run<StatementLine & Record<string, unknown>>(
    `select source, document_no as "documentNo", traded_on as "on", buyer_name as "buyerName",
       product_name as "productName", product_name_en as "productNameEn", unit_name as "unitName",
       unit_name_en as "unitNameEn", quantity, priced_by as "pricedBy", price_yen as "priceYen",
       tax_class as "taxClass", amount_yen as "amountYen", commission_bp as "commissionBp"
     from trade_statement_line where region_id = $1 and statement_id = $2 order by line_no`,
    [tx.region, statementId],
  )
  const fees = await tx.run<StatementFee & Record<string, unknown>>(
    `select name, name_en as "nameEn", base, base_kind as "baseKind", amount_yen as "amountYen"
     from trade_statement_fee where region_id = $1 and statement_id = $2 order by line_no`,
    [tx.region, statementId],
  )
  return {
    ...head,
    lines,
    fees,
    producer: await partyOnPaper(tx, head.producerId, head.payOn),
    companyAddress: (await companyOf(tx)).address,
  }
}

/** `15%`, or `12.5%・15%` where contracts differ. */
export function commissionRates(lines: readonly { readonly commissionBp: number | null }[]): string {
  const rates = new Set(lines.flatMap(({ commissionBp }) => (commissionBp === null ? [] : [commissionBp])))
  return [...rates]
    .toSorted((a, b) => a - b)
    .map((basisPoints) => `${basisPoints / 100}%`)
    .join('・')
}

/** Of what a fee was counted, as people read it: `54,000円`, `12.5 kg`, `30`, `4回`. */
function feeBase({ base, baseKind }: StatementFee, lang: Lang): string {
  switch (baseKind) {
    case 'yen':
      return yen(base, lang)
    case 'grams':
      return baseText(base, 'g')
    case 'pieces':
      return `${decimal(base)}${lang === 'ja' ? '個' : ''}`
    case 'times':
      return lang === 'ja' ? `${decimal(base)}回` : `× ${decimal(base)}`
  }
}

/** 仕入明細書 counts as confirmed when nothing is said within these days; the company's contract says so (要確認). */
const confirmDays = 10

/** The statement as the paper holds it. `notes` are sentences that the page has too. */
export function statementSheet(
  statement: StatementSeen,
  lang: Lang,
  notes: readonly string[] = [],
): StatementSheet {
  const { commissionRatePct, transitional } = statement
  const [first] = transitional
  return {
    lang,
    model: statement.model,
    number: statement.statementNo,
    issuedOn: statement.madeOn,
    period: { from: firstDay(statement.month), to: lastDay(statement.month) },
    issuer: {
      name: statement.companyName,
      registrationNumber: statement.companyNumber,
      address: statement.companyAddress || undefined,
    },
    producer: {
      ...addresseeOf(statement.producerName, statement.producer),
      registrationNumber: statement.producerNumber || undefined,
    },
    basis: 'tax_exclusive',
    lines: statement.lines.map((line) => ({
      ...sheetLine(line, lang),
      on: line.on,
      buyer: line.buyerName || undefined,
    })),
    rates: statement.rates.map((rate) => ({
      ratePct: rate.ratePct,
      reduced: rate.taxClass === 'reduced',
      net: rate.net,
      tax: rate.tax,
      gross: rate.gross,
    })),
    net: jpy(statement.netYen),
    tax: jpy(statement.taxYen),
    gross: jpy(statement.grossYen),
    ...(commissionRatePct === null
      ? {}
      : {
          commission: {
            rate: commissionRates(statement.lines),
            ratePct: commissionRatePct,
            net: jpy(statement.commissionNetYen),
            tax: jpy(statement.commissionTaxYen),
            gross: jpy(statement.commissionYen),
            own: jpy(
              statement.fees.reduce((rest, { amountYen }) => rest - amountYen, statement.commissionYen),
            ),
          },
        }),
    fees: statement.fees.map((fee) => ({
      label: inLang(fee.name, fee.nameEn, lang),
      base: feeBase(fee, lang),
      amount: jpy(fee.amountYen),
    })),
    deductions: [],
    carriedForward: jpy(statement.carriedForwardYen),
    payout: jpy(statement.payoutYen),
    carriedOver: jpy(statement.carriedOverYen),
    payOn: statement.payOn,
    payTo: payToOf(statement.producer.account, lang, maskAccount),
    ...(first ? { transitional: first } : {}),
    ...(statement.model === 'purchase' ? { confirmDays } : {}),
    notes,
  }
}
