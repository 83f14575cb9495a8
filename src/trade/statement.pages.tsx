import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { DefinitionList, Heading, Money, Steps, TextLink } from '#ui/blocks.tsx'
import { ButtonLink } from '#ui/buttons.tsx'
import { bracketed, dayText, monthText } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import { labelsOf } from './documents/labels.ts'
import type { StatementSheet } from './documents/sheets.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import { Paper, PaperHead, PaperLines, PayToBlock, Payable, RateTotals } from './paper-parts.tsx'
import { type StatementSeen, statementSheet } from './statement-sheets.ts'
import { moneyWords } from './words/money.ts'

const at = '/trade/statements'

/** One statement as its producer gets it: 委託販売精算書, or 支払通知書（仕入明細書）. */
export function statementView(statement: StatementSeen, seen: Seen): View {
  const { lang } = seen
  const own = moneyWords[lang]
  const title = `${own.paperNames[statement.model]} ${statement.statementNo}`
  return {
    title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.statements, href: at }, { label: statement.statementNo }),
    body: (
      <>
        <TradeTabs seen={seen} current="statements" />
        <Heading
          above={`${statement.producerName} · ${monthText(statement.month, lang)}`}
          action={
            <ButtonLink href={`${at}/${statement.statementId}/pdf`} download>
              {own.pdf}
            </ButtonLink>
          }
        >
          {title}
        </Heading>
        <StatementSteps statement={statement} seen={seen} />
        <StatementPaper sheet={statementSheet(statement, lang)} statement={statement} seen={seen} />
      </>
    ),
  }
}

function StatementSteps({ statement, seen }: { statement: StatementSeen; seen: Seen }) {
  const { lang, actor } = seen
  const own = moneyWords[lang]
  const { statementSteps } = own
  const { paid, payoutId, payoutNo, payoutYen } = statement
  if (payoutYen === 0) return null
  return (
    <>
      <Steps
        items={[
          { label: statementSteps.made, state: 'done', note: dayText(statement.madeOn, lang) },
          {
            label: statementSteps.planned,
            state: payoutId ? 'done' : 'current',
            note: payoutNo ?? undefined,
          },
          {
            label: statementSteps.paid,
            state: paid ? 'done' : payoutId ? 'current' : 'next',
            note: dayText(statement.payOn, lang),
          },
        ]}
      />
      {payoutId && may(actor.role, 'payout.pay') && (
        <p class="mt-4">
          <TextLink href={`/trade/payouts/${payoutId}`}>{`${own.inPayout} ${payoutNo}`}</TextLink>
        </p>
      )}
    </>
  )
}

interface PaperProps {
  sheet: StatementSheet
  statement: StatementSeen
  seen: Seen
}

function StatementPaper({ sheet, statement, seen }: PaperProps) {
  const { lang } = seen
  const own = moneyWords[lang]
  const labels = labelsOf[lang]
  const { registrationNumber } = sheet.producer
  const lines = sheet.lines.map((line, index) => ({
    ...line,
    document: statement.lines[index]?.documentNo ?? '',
  }))
  return (
    <Paper title={own.paperNames[sheet.model]}>
      <PaperHead
        to={sheet.producer}
        toNote={registrationNumber && `${labels.registrationNumber} ${registrationNumber}`}
        from={sheet.issuer}
        lang={lang}
      >
        <p class="mt-4">
          {labels.number} {sheet.number}
          <br />
          {labels.issuedOn} {dayText(sheet.issuedOn, lang)}
          <br />
          {labels.period} {own.periodOf(dayText(sheet.period.from, lang), dayText(sheet.period.to, lang))}
        </p>
      </PaperHead>
      <Payable
        label={labels.payout}
        yen={sheet.payout}
        note={`${labels.payOn} ${dayText(sheet.payOn, lang)}`}
      />
      <PaperLines
        caption={own.paperNames[sheet.model]}
        lines={lines}
        lang={lang}
        buyers={sheet.model === 'consignment'}
        documentLabel={sheet.model === 'purchase' ? labelsOf[lang].lot : undefined}
      />
      <RateTotals caption={labels.qualifiedTotals} rates={sheet.rates} total={sheet} lang={lang} />
      <Reckoning sheet={sheet} seen={seen} />
      <PayToBlock title={labels.payToProducer} payTo={sheet.payTo} lang={lang} />
    </Paper>
  )
}

/** From what was sold to what is paid, line by line. */
function Reckoning({ sheet, seen }: { sheet: StatementSheet; seen: Seen }) {
  const { lang } = seen
  const labels = labelsOf[lang]
  const { commission, transitional } = sheet
  const rows = [
    { item: sheet.model === 'consignment' ? labels.sales : labels.purchases, yen: sheet.gross as number },
    ...(commission
      ? [{ item: bracketed(labels.commission, commission.rate, lang), yen: -commission.own }]
      : []),
    ...sheet.fees.map(({ label, base, amount }) => ({ item: bracketed(label, base, lang), yen: -amount })),
    ...sheet.deductions.map(({ label, amount }) => ({ item: label, yen: -amount })),
    ...(sheet.carriedForward === 0
      ? []
      : [{ item: labels.carriedForward, yen: sheet.carriedForward as number }]),
    ...(sheet.carriedOver === 0 ? [] : [{ item: labels.carriedOver, yen: -sheet.carriedOver }]),
  ]
  return (
    <div class="mt-8">
      <Table
        caption={labels.settlement}
        rows={rows}
        columns={[
          { key: 'item', label: labels.item },
          { key: 'yen', label: labels.gross, numeric: true, cell: (row) => <Money yen={row.yen} /> },
        ]}
        foot={[{ label: labels.payout, cells: { yen: <Money yen={sheet.payout} strong /> } }]}
      />
      {commission && (
        <>
          <p class="mt-6 mb-3">{labels.commissionNote}</p>
          <DefinitionList
            items={[
              [labels.rate, `${commission.ratePct}${labels.rateTarget}`],
              [labels.net, <Money yen={commission.net} />],
              [labels.tax, <Money yen={commission.tax} />],
              [labels.gross, <Money yen={commission.gross} />],
            ]}
          />
        </>
      )}
      {transitional && (
        <section class="mt-6">
          <Heading level={3}>{labels.transitionalTitle}</Heading>
          <DefinitionList
            items={[
              [labels.rate, `${transitional.sharePct}${labels.transitionalSharePct}`],
              [labels.transitionalTaxPart, <Money yen={transitional.taxPart} />],
              [labels.transitionalDeductible, <Money yen={transitional.deductible} />],
            ]}
          />
        </section>
      )}
      {sheet.confirmDays !== undefined && (
        <p class="mt-6">{`${labels.confirmBefore}${lang === 'en' ? ' ' : ''}${sheet.confirmDays}${labels.confirmAfter}`}</p>
      )}
    </div>
  )
}
