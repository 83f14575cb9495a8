/** An economic impact: its form, its answer, and the report on paper. */
import { withQuery } from '#http/paths.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { CardGrid, Disclosure, Figure, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { ErrorSummary, Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { compactYen, decimal, percent, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { Ranks } from '#ui/pictures/ranks.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { CirculationTabs, crumbs } from '#circulation/page-parts.tsx'
import type { ReportSheet } from '#circulation/report/report.ts'
import { type Effect, type EffectBoxes, type EffectFault, mostLines } from './effect.ts'
import { sumOf } from './io-table.ts'
import type { Ripple, Round } from './ripples.ts'
import { type TableData, ioAt } from './tables.pages.tsx'
import { ioWords } from './words.ts'

export interface EffectData extends TableData {
  readonly boxes: EffectBoxes
  readonly effect: Effect
  readonly faults: readonly EffectFault[]
  /** Undefined when nothing, or nothing that can be read, was asked. */
  readonly ripple?: Ripple
  readonly region: string
}

export function effectView(data: EffectData, seen: Seen): View {
  const { lang } = seen
  const own = ioWords[lang]
  const { head, ripple, effect, boxes } = data
  const at = `${ioAt}/${head.tableId}`
  return {
    title: own.effectTitle,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: own.title, href: ioAt },
      { label: head.name, href: at },
      { label: own.effectTitle },
    ),
    body: (
      <>
        <CirculationTabs seen={seen} current="inputOutput" />
        <Heading
          lead={own.effectLead}
          above={head.name}
          action={
            ripple && (
              <ButtonLink href={withQuery(`${at}/effect.pdf`, boxes)} size="small" download>
                {own.pdf}
              </ButtonLink>
            )
          }
        >
          {effect.event || own.effectTitle}
        </Heading>
        <ErrorSummary
          errors={data.faults.map(({ name, what }) => ({ name, message: faultText(what, lang) }))}
        />
        {ripple ? (
          <>
            <Answer data={data} ripple={ripple} seen={seen} />
            <Disclosure title={own.calculation} open={data.faults.length > 0}>
              <EffectForm data={data} at={at} seen={seen} />
            </Disclosure>
          </>
        ) : (
          <>
            <p class="mb-4 text-ink-soft">
              {own.nothingAsked} <TextLink href={exampleHref(data, at, seen.lang)}>{own.tryExample}</TextLink>
            </p>
            <EffectForm data={data} at={at} seen={seen} />
          </>
        )}
      </>
    ),
  }
}

/** Ten million yen for the sector that makes the most. */
function exampleHref({ table }: EffectData, at: string, lang: Lang): string {
  const largest = table.output.indexOf(Math.max(...table.output))
  return withQuery(`${at}/effect`, { event: ioWords[lang].example, s1: largest, a1: 10_000_000 })
}

function faultText(what: EffectFault['what'], lang: Lang): string {
  const own = ioWords[lang]
  const label = { sector: own.sector, amount: own.amount, inside: own.insidePct, propensity: own.propensity }[
    what
  ]
  if (what === 'sector') return lang === 'ja' ? `${label}を選んでください。` : `Choose: ${label}.`
  if (what === 'amount')
    return lang === 'ja' ? `${label}を数字で入れてください。` : `${label}: enter a number.`
  return lang === 'ja'
    ? `${label}は0から100までの数字で入れてください。`
    : `${label}: enter a number from 0 to 100.`
}

const usualLines = 4

function EffectForm({ data, at, seen }: { data: EffectData; at: string; seen: Seen }) {
  const own = ioWords[seen.lang]
  const { boxes, table, analysis, faults } = data
  const used =
    Array.from({ length: mostLines }, (_, n) => n + 1).findLast((n) => boxes[`s${n}`] || boxes[`a${n}`]) ?? 0
  const asked = Math.min(mostLines, Math.max(usualLines, used, Number(boxes['rows']) || 0))
  const faultAt = (name: string): string | undefined => {
    const fault = faults.find((each) => each.name === name)
    return fault && faultText(fault.what, seen.lang)
  }
  const options = table.sectors.map((label, n) => ({ value: String(n), label }))
  return (
    <Form action={`${at}/effect`} method="get" label={own.effect}>
      <Field
        name="event"
        label={own.event}
        hint={own.eventHint}
        value={boxes['event'] ?? ''}
        maxlength={100}
      />
      {Array.from({ length: asked }, (_, k) => k + 1).map((n) => (
        <SpendingLine n={n} boxes={boxes} options={options} faultAt={faultAt} lang={seen.lang} />
      ))}
      {analysis.propensity !== undefined && (
        <Field
          name="p"
          label={own.propensity}
          hint={own.propensityHint(percent(analysis.propensity, 1))}
          unit="%"
          width="short"
          inputmode="decimal"
          value={boxes['p'] ?? ''}
          error={faultAt('p')}
        />
      )}
      <ButtonRow>
        <Button>{own.calculate}</Button>
        {asked < mostLines && (
          <Button kind="quiet" name="rows" value={String(asked + 4)}>
            {own.moreRows}
          </Button>
        )}
      </ButtonRow>
    </Form>
  )
}

interface LineProps {
  n: number
  boxes: EffectBoxes
  options: readonly { value: string; label: string }[]
  faultAt: (name: string) => string | undefined
  lang: Lang
}

function SpendingLine({ n, boxes, options, faultAt, lang }: LineProps) {
  const own = ioWords[lang]
  return (
    <FieldRow>
      <Select
        name={`s${n}`}
        label={`${own.spending(n)}：${own.sector}`}
        options={options}
        empty={own.chooseSector}
        value={boxes[`s${n}`] ?? ''}
        error={faultAt(`s${n}`)}
      />
      <Field
        name={`a${n}`}
        label={own.amount}
        unit={lang === 'ja' ? '円' : 'yen'}
        inputmode="numeric"
        value={boxes[`a${n}`] ?? ''}
        error={faultAt(`a${n}`)}
      />
      <Field
        name={`i${n}`}
        label={own.insidePct}
        unit="%"
        inputmode="decimal"
        width="short"
        hint={n === 1 ? own.insideHint : undefined}
        value={boxes[`i${n}`] ?? ''}
        error={faultAt(`i${n}`)}
      />
    </FieldRow>
  )
}

type RoundName = 'direct' | 'first' | 'second' | 'total'
const roundNames: readonly RoundName[] = ['direct', 'first', 'second', 'total']

interface Line {
  readonly name: RoundName
  readonly round: Round
}
const linesOf = (ripple: Ripple): Line[] =>
  roundNames.flatMap((name) => {
    const round = ripple[name]
    return round ? [{ name, round }] : []
  })

/** What a round comes to: yen to the yen, persons to a tenth. */
function cellsOf({ round }: Line, lang: Lang): readonly [string, string | undefined][] {
  const own = ioWords[lang]
  const money = (list: Float64Array | undefined) => list && yen(Math.round(sumOf(list)), lang)
  return [
    [own.output, money(round.output)],
    [own.valueAdded, money(round.valueAdded)],
    [own.income, money(round.income)],
    [own.persons, round.employment && decimal(sumOf(round.employment), 1)],
    [own.tonnes, round.emissions && decimal(sumOf(round.emissions), 1)],
  ]
}

function Answer({ data, ripple, seen }: { data: EffectData; ripple: Ripple; seen: Seen }) {
  const { lang } = seen
  const own = ioWords[lang]
  const lines = linesOf(ripple)
  const columns = cellsOf(lines[0] ?? { name: 'direct', round: ripple.direct }, lang).filter(
    ([, cell]) => cell !== undefined,
  )
  return (
    <>
      <CardGrid columns={4}>
        <Figure label={own.spent} value={compactYen(Math.round(ripple.spent), lang)} />
        <Figure label={own.localPart} value={compactYen(Math.round(sumOf(ripple.direct.output)), lang)} />
        <Figure
          label={`${own.rounds.total}（${own.output}）`}
          value={compactYen(Math.round(sumOf(ripple.total.output)), lang)}
        />
        <Figure label={own.ratio} value={decimal(ripple.ratio, 2)} note={own.ratioNote} />
      </CardGrid>
      {!ripple.second && <Notice kind="info">{own.withoutSecond}</Notice>}
      <Part>
        <Table
          caption={own.effectTitle}
          phone="cards"
          rows={lines}
          columns={[
            { key: 'name', label: own.round, cell: (line) => own.rounds[line.name] },
            ...columns.map(([label]) => ({
              key: label,
              label,
              numeric: true,
              cell: (line: Line) => cellsOf(line, lang).find(([name]) => name === label)?.[1],
            })),
          ]}
        />
      </Part>
      <Part>
        <BySector data={data} ripple={ripple} seen={seen} />
      </Part>
      <Part>
        <Heading level={2}>{own.assumptions}</Heading>
        <ul class="list-disc pl-6">
          {own.assumptionList.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      </Part>
    </>
  )
}

const topSectors = (data: EffectData, ripple: Ripple) =>
  data.table.sectors
    .map((sector, n) => ({ sector, value: Math.round(ripple.total.output[n] ?? 0) }))
    .toSorted((a, b) => b.value - a.value)
    .slice(0, 15)
    .filter(({ value }) => value > 0)

function BySector({ data, ripple, seen }: { data: EffectData; ripple: Ripple; seen: Seen }) {
  const { lang } = seen
  const own = ioWords[lang]
  const rows = topSectors(data, ripple)
  return (
    <FigureWithTable
      title={own.bySector}
      lead={own.bySectorLead}
      source={data.head.source}
      table={{
        rows,
        columns: [
          { key: 'sector', label: own.sector },
          {
            key: 'value',
            label: own.output,
            numeric: true,
            cell: (row: { value: number }) => yen(row.value, lang),
          },
        ],
      }}
    >
      <Ranks
        id="by-sector"
        title={own.bySector}
        rows={rows.map(({ sector, value }) => ({ label: sector, value, tone: 'inside' }))}
        format={(value) => compactYen(value, lang)}
      />
    </FigureWithTable>
  )
}

/** The report on paper, in the order in which municipalities make it. */
export function effectReport(data: EffectData, ripple: Ripple, lang: Lang): ReportSheet {
  const own = ioWords[lang]
  const { head, table, effect, analysis } = data
  const lines = linesOf(ripple)
  const shownCells = cellsOf({ name: 'total', round: ripple.total }, lang).filter(
    ([, cell]) => cell !== undefined,
  )
  const propensity = effect.propensityPct ?? (analysis.propensity ?? 0) * 100
  return {
    lang,
    title: effect.event ? `${own.effectTitle}：${effect.event}` : own.effectTitle,
    above: data.region,
    issuer: data.region,
    lead: own.reportLead(head.name, head.year),
    parts: [
      {
        title: own.calculation,
        table: {
          head: [own.sector, own.amount, own.insidePct],
          rows: effect.lines.map(({ sector, yen: spent, insidePct }) => [
            table.sectors[sector] ?? '',
            yen(spent, lang),
            insidePct === undefined ? percent(analysis.selfSufficiency[sector] ?? 1, 1) : `${insidePct}%`,
          ]),
          foot: [own.spent, yen(Math.round(ripple.spent), lang), ''],
        },
      },
      {
        title: own.effectTitle,
        facts: [
          [own.localPart, yen(Math.round(sumOf(ripple.direct.output)), lang)],
          [own.ratio, `${decimal(ripple.ratio, 2)} (${own.ratioNote})`],
        ],
        table: {
          head: [own.round, ...shownCells.map(([label]) => label)],
          rows: lines.map((line) => [
            own.rounds[line.name],
            ...cellsOf(line, lang).flatMap(([, cell]) => (cell === undefined ? [] : [cell])),
          ]),
        },
        note: ripple.second ? '' : own.withoutSecond,
      },
      {
        title: own.bySector,
        table: {
          head: [own.sector, own.output],
          rows: topSectors(data, ripple).map(({ sector, value }) => [sector, yen(value, lang)]),
        },
      },
      {
        title: own.assumptions,
        facts: [
          [own.source, `${head.name} / ${head.source}`],
          [own.form, own.forms[head.form]],
          ...(ripple.second ? [[own.propensity, `${decimal(propensity, 1)}%`] as const] : []),
        ],
        text: own.assumptionList.map((text) => `・${text}`).join('\n'),
      },
    ],
  }
}
