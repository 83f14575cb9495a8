/** Input-output tables: which there are, entering one, and what one says. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { pageColumns, sorted, sortingOf } from '#http/columns.ts'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import type { Sector } from '#parties/schema.ts'
import { sectorWords } from '#parties/words.ts'
import {
  Card,
  DefinitionList,
  Disclosure,
  EmptyState,
  Heading,
  Notice,
  StatusLabel,
  TextLink,
} from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, FileField, Form, Select } from '#ui/forms.tsx'
import { bracketed, compactYen, decimal, fiscalYearText, instantText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { Matrix } from '#ui/pictures/matrix.tsx'
import { Ranks } from '#ui/pictures/ranks.tsx'
import { Table } from '#ui/tables.tsx'
import { CirculationTabs, crumbs, sectionAt } from '#circulation/page-parts.tsx'
import { type SectorRow, sectorColumns, sectorRows } from './columns.ts'
import { type Analysis, type Imbalance, imbalances } from './io-table.ts'
import type { PlatformTable } from './platform.ts'
import type { TableHead, TableSeen } from './tables.ts'
import { ioWords } from './words.ts'

export const ioAt = sectionAt.inputOutput

export interface TablesData {
  readonly tables: readonly TableHead[]
  readonly platform: PlatformTable
  /** The fiscal year of the platform table. */
  readonly year: number
}

export function tablesView({ tables, platform, year }: TablesData, seen: Seen): View {
  const own = ioWords[seen.lang]
  return {
    title: own.title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title }),
    body: (
      <>
        <CirculationTabs seen={seen} current="inputOutput" />
        <Heading lead={own.lead}>{own.title}</Heading>
        <FormErrors seen={seen} />
        <TableList tables={tables} seen={seen} />
        <Part>
          <Platform platform={platform} year={year} seen={seen} />
        </Part>
        {may(seen.actor.role, 'figure.enter') && (
          <Part id="enter">
            <Card title={own.enter} level={2}>
              <p class="mb-4">{own.enterLead}</p>
              <EnterForm seen={seen} />
            </Card>
          </Part>
        )}
      </>
    ),
  }
}

function TableList({ tables, seen }: { tables: readonly TableHead[]; seen: Seen }) {
  const own = ioWords[seen.lang]
  return (
    <Table
      caption={own.tables}
      hideCaption={tables.length === 0}
      phone="cards"
      rows={tables}
      empty={<EmptyState title={own.noTables} text={own.noTablesText} />}
      columns={[
        {
          key: 'name',
          label: own.name,
          cell: (row) => (
            <>
              <TextLink href={`${ioAt}/${row.tableId}`}>{row.name}</TextLink>{' '}
              {!row.publishedAt && <StatusLabel tone="warning">{own.notPublished}</StatusLabel>}
            </>
          ),
        },
        { key: 'year', label: own.year },
        { key: 'sectors', label: own.sectorCount, numeric: true },
        { key: 'source', label: own.source },
      ]}
    />
  )
}

function EnterForm({ seen }: { seen: Seen }) {
  const own = ioWords[seen.lang]
  const box = (name: string) => ({ name, error: faultOf(seen, name), value: typed(seen, name) })
  return (
    <Form action={ioAt} csrf={seen.csrf} requestKey={seen.requestKey} files label={own.enter}>
      <Field {...box('name')} label={own.name} hint={own.nameHint} required maxlength={100} />
      <FieldRow>
        <Field {...box('year')} label={own.year} required inputmode="numeric" width="short" />
        <Select
          name="unitYen"
          label={own.unit}
          value={typed(seen, 'unitYen', '1000000')}
          options={Object.entries(own.units).map(([value, label]) => ({ value, label }))}
          error={faultOf(seen, 'unitYen')}
        />
      </FieldRow>
      <Field {...box('source')} label={own.source} hint={own.sourceHint} required maxlength={200} />
      <FileField
        name="file"
        label={own.file}
        hint={own.fileHint}
        accept=".csv,.tsv,.txt,.xlsx"
        error={faultOf(seen, 'file')}
        required
      />
      <ButtonRow>
        <Button>{own.read}</Button>
      </ButtonRow>
    </Form>
  )
}

/** Who pays whom by industry, as the ledger has it; labelled a sample. */
function Platform({ platform, year, seen }: { platform: PlatformTable; year: number; seen: Seen }) {
  const { lang } = seen
  const own = ioWords[lang]
  const name = (sector: Sector): string => sectorWords[lang][sector]
  const { sectors, cells } = platform
  const rows = sectors
    .flatMap((payee, i) => sectors.map((payer, j) => ({ payee, payer, amount: cells[i]?.[j] ?? 0 })))
    .filter(({ amount }) => amount !== 0)
    .toSorted((a, b) => b.amount - a.amount)
  const heads = (end: 'payer' | 'payee') =>
    sectors
      .filter((sector) => rows.some((row) => row[end] === sector && row.amount > 0))
      .map((sector) => ({ id: sector, label: name(sector) }))
  return (
    <>
      <Heading
        level={2}
        lead={own.platformLead}
        above={<StatusLabel tone="info">{own.platformLabel}</StatusLabel>}
      >
        {bracketed(own.platform, fiscalYearText(year, lang), lang)}
      </Heading>
      {rows.length === 0 ? (
        <p>{own.noPlatform}</p>
      ) : (
        <FigureWithTable
          title={own.platformPicture}
          table={{
            rows,
            rowHeader: false,
            columns: [
              { key: 'payer', label: own.buyer, cell: (row: (typeof rows)[number]) => name(row.payer) },
              { key: 'payee', label: own.seller, cell: (row: (typeof rows)[number]) => name(row.payee) },
              {
                key: 'amount',
                label: own.paid,
                numeric: true,
                cell: (row: (typeof rows)[number]) => yen(row.amount, lang),
              },
            ],
          }}
        >
          <Matrix
            id="platform"
            title={own.platformPicture}
            rows={heads('payer')}
            columns={heads('payee')}
            cells={rows.map(({ payer, payee, amount }) => ({ row: payer, column: payee, value: amount }))}
            format={(value) => compactYen(value, lang)}
          />
        </FigureWithTable>
      )}
    </>
  )
}

export interface TableData extends TableSeen {
  readonly analysis: Analysis
}

export function tableView(data: TableData, seen: Seen): View {
  const { lang } = seen
  const own = ioWords[lang]
  const { head, table, analysis } = data
  const at = `${ioAt}/${head.tableId}`
  const sorting = sortingOf(seen.query.get('sort') ?? undefined)
  const columns = sectorColumns(analysis, lang)
  return {
    title: head.name,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title, href: ioAt }, { label: head.name }),
    body: (
      <>
        <CirculationTabs seen={seen} current="inputOutput" />
        <Heading
          above={!head.publishedAt && <StatusLabel tone="warning">{own.notPublished}</StatusLabel>}
          action={
            <ButtonRow>
              <ButtonLink href={`${at}/effect`} kind="primary">
                {own.effect}
              </ButtonLink>
            </ButtonRow>
          }
        >
          {head.name}
        </Heading>
        <FormErrors seen={seen} />
        <DefinitionList items={headItems(head, seen)} />
        <Publishing head={head} at={at} seen={seen} />
        <Imbalances rows={imbalances(table)} seen={seen} />
        <Part>
          <TopSectors data={data} seen={seen} />
        </Part>
        <Part>
          <Heading
            level={2}
            lead={own.multipliersLead}
            action={
              <ButtonRow>
                <ButtonLink href={`${at}/multipliers.csv`} size="small" download>
                  {own.csv}
                </ButtonLink>
                <ButtonLink href={`${at}/multipliers.xlsx`} size="small" download>
                  {own.excel}
                </ButtonLink>
              </ButtonRow>
            }
          >
            {own.multipliers}
          </Heading>
          <Table
            caption={own.multipliers}
            hideCaption
            filterable={table.sectors.length > 20}
            rows={sorted(sectorRows(data), columns, sorting)}
            columns={pageColumns(columns, sorting, (sort) => withQuery(at, { sort }), lang)}
          />
        </Part>
        {may(seen.actor.role, 'figure.enter') && <EstimateForm data={data} at={at} seen={seen} />}
      </>
    ),
  }
}

function headItems(head: TableHead, { lang }: Seen): [string, string][] {
  const own = ioWords[lang]
  return [
    [own.year, String(head.year)],
    [own.source, head.source],
    [own.sectorCount, own.sectorsCount(head.sectors)],
    [own.unit, own.units[String(head.unitYen)] ?? yen(head.unitYen, lang)],
    [own.form, own.forms[head.form]],
    [own.fileName, head.fileName],
    [own.enteredAt, instantText(head.enteredAt, lang)],
    ...(head.publishedAt ? [[own.publishedOn, instantText(head.publishedAt, lang)] as [string, string]] : []),
  ]
}

function Publishing({ head, at, seen }: { head: TableHead; at: string; seen: Seen }) {
  const own = ioWords[seen.lang]
  if (!may(seen.actor.role, 'figure.enter')) return null
  const deed = (path: string, label: string, kind: 'primary' | 'secondary' | 'quiet') => (
    <Form action={`${at}/${path}`} csrf={seen.csrf} requestKey={`${seen.requestKey} ${path}`}>
      <Button kind={kind}>{label}</Button>
    </Form>
  )
  if (head.publishedAt) return <ButtonRow>{deed('withdraw', own.withdraw, 'secondary')}</ButtonRow>
  return (
    <Notice kind="warning" title={own.notPublished}>
      <p>{own.notPublishedText}</p>
      <ButtonRow>
        {deed('publish', own.publish, 'primary')}
        {deed('drop', own.drop, 'quiet')}
      </ButtonRow>
    </Notice>
  )
}

function Imbalances({ rows, seen }: { rows: readonly Imbalance[]; seen: Seen }) {
  const own = ioWords[seen.lang]
  if (rows.length === 0) return <p class="mt-4 text-ink-soft">{own.balanced}</p>
  return (
    <div class="mt-4">
      <Notice kind="warning" title={own.imbalance}>
        {own.imbalanceText(rows.length)}
      </Notice>
      <Disclosure title={own.imbalance}>
        <Table
          caption={own.imbalance}
          hideCaption
          rows={rows}
          columns={[
            { key: 'sector', label: own.sector },
            { key: 'side', label: own.form, cell: (row) => own.imbalanceSide[row.side] },
            { key: 'found', label: own.found, numeric: true, cell: (row) => decimal(row.found) },
            { key: 'expected', label: own.expected, numeric: true, cell: (row) => decimal(row.expected) },
          ]}
        />
      </Disclosure>
    </div>
  )
}

const shownSectors = 15

function TopSectors({ data, seen }: { data: TableData; seen: Seen }) {
  const own = ioWords[seen.lang]
  const { type1 } = data.analysis.output
  const value = ({ at }: SectorRow): number => type1[at] ?? 0
  const rows = sectorRows(data)
    .toSorted((a, b) => value(b) - value(a))
    .slice(0, shownSectors)
  return (
    <FigureWithTable title={own.pictureTitle} lead={own.pictureLead} source={data.head.source}>
      <Ranks
        id="output-multipliers"
        title={own.pictureTitle}
        rows={rows.map((row) => ({ label: row.sector, value: value(row), tone: 'inside' }))}
        format={(ratio) => decimal(ratio, 2)}
      />
    </FigureWithTable>
  )
}

function EstimateForm({ data: { head, table }, at, seen }: { data: TableData; at: string; seen: Seen }) {
  const own = ioWords[seen.lang]
  const measures = table.employment.length > 0 ? (['output', 'employment'] as const) : (['output'] as const)
  return (
    <Part id="estimate">
      <Card title={own.estimate} level={2}>
        <p class="mb-4">{own.estimateLead}</p>
        <Form
          action={`${at}/estimate`}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} estimate`}
          files
          label={own.estimate}
        >
          <Field
            name="name"
            label={own.name}
            value={typed(seen, 'name', own.estimatedName(head.name, own.estimateWay).slice(0, 100))}
            error={faultOf(seen, 'name')}
            required
          />
          <FieldRow>
            <Select
              name="way"
              label={own.estimateWay}
              value={typed(seen, 'way', 'flq')}
              options={(['slq', 'flq'] as const).map((value) => ({ value, label: own.ways[value] }))}
            />
            <Select
              name="measure"
              label={own.measure}
              value={typed(seen, 'measure', 'output')}
              options={measures.map((value) => ({ value, label: own.measures[value] }))}
              error={faultOf(seen, 'measure')}
            />
          </FieldRow>
          <FileField
            name="file"
            label={own.estimateFile}
            hint={own.estimateHint}
            accept=".csv,.xlsx"
            error={faultOf(seen, 'file')}
            required
          />
          <ButtonRow>
            <Button kind="secondary">{own.makeEstimate}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </Part>
  )
}
