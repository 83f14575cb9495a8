import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import {
  Card,
  CardGrid,
  EmptyState,
  Figure,
  Heading,
  Notice,
  StatusLabel,
  Steps,
  TextLink,
} from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { FileField, Form } from '#ui/forms.tsx'
import { decimal, instantText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { ImportFault, ImportRow } from './import-plans.ts'
import type { ImportSeen } from './imports.ts'

import type { ImportRowSeen } from './money-reading.ts'
import { importKinds } from './money-schema.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import { faultWords } from './words/import-faults.ts'
import { importWords } from './words/money-imports.ts'

const at = '/trade/import'

/** A box for a file, what may be in it, and the files brought last. */
export function importsView({ recent }: { recent: readonly ImportRowSeen[] }, seen: Seen): View {
  const own = importWords[seen.lang]
  return {
    title: own.title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title }),
    body: (
      <>
        <TradeTabs seen={seen} current="imports" />
        <Heading lead={own.lead}>{own.title}</Heading>
        <FormErrors seen={seen} />
        <Form action={at} csrf={seen.csrf} requestKey={seen.requestKey} files label={own.title}>
          <FileField
            name="file"
            label={own.file}
            hint={own.fileHint}
            accept=".csv,.tsv,.txt,.dat,text/csv,text/plain"
            error={faultOf(seen, 'file')}
            required
          />
          <ButtonRow>
            <Button size="large">{own.upload}</Button>
          </ButtonRow>
        </Form>
        <Part title={own.kindsTitle} lead={own.kindsLead}>
          <CardGrid columns={3}>
            {importKinds.map((kind) => (
              <Card title={own.kinds[kind]}>
                <p>{own.kindText[kind]}</p>
                <p class="mt-3">
                  <TextLink href={`${at}/examples/${kind}`}>{own.example(own.kinds[kind])}</TextLink>
                </p>
              </Card>
            ))}
          </CardGrid>
        </Part>
        <Part title={own.recent}>
          <Recent rows={recent} seen={seen} />
        </Part>
      </>
    ),
  }
}

function Recent({ rows, seen }: { rows: readonly ImportRowSeen[]; seen: Seen }) {
  const { lang } = seen
  const own = importWords[lang]
  return (
    <Table
      caption={own.recent}
      hideCaption
      rows={rows}
      phone="cards"
      empty={<p>{own.noImports}</p>}
      columns={[
        {
          key: 'name',
          label: own.name,
          cell: (row) => <TextLink href={`${at}/${row.importId}`}>{row.name || row.importId}</TextLink>,
        },
        { key: 'kind', label: own.kind, cell: (row) => own.kinds[row.kind] },
        { key: 'uploadedAt', label: own.uploadedAt, cell: (row) => instantText(row.uploadedAt, lang) },
        {
          key: 'rowsWritten',
          label: own.written,
          numeric: true,
          cell: (row) => (row.writtenAt ? own.rows(decimal(row.rowsWritten)) : own.notWritten),
        },
      ]}
    />
  )
}

const nextHrefs = { products: '/trade/products', orders: '/trade/orders', bank: '/trade/bank' } as const

/** What a file holds: what would be written, what is known, what is wrong with the rest; and the button that writes. */
export function importView(file: ImportSeen, seen: Seen): View {
  const { lang } = seen
  const own = importWords[lang]
  const fresh = file.rows.filter(({ known }) => !known).length
  const title = own.preview(own.kinds[file.kind])
  return {
    title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title, href: at }, { label: file.name || title }),
    body: (
      <>
        <TradeTabs seen={seen} current="imports" />
        <Heading above={file.name}>{title}</Heading>
        <FormErrors seen={seen} />
        <ImportSteps file={file} fresh={fresh} seen={seen} />
        <div class="mt-8">
          <CardGrid columns={3}>
            <Figure label={own.toWrite} value={decimal(fresh)} />
            <Figure label={own.known} value={decimal(file.rows.length - fresh)} />
            <Figure label={own.wrong} value={decimal(new Set(file.faults.map(({ line }) => line)).size)} />
          </CardGrid>
        </div>
        {file.unknown.length > 0 && (
          <p class="mt-4 text-ink-soft">{own.unknown(file.unknown.join(lang === 'ja' ? '、' : ', '))}</p>
        )}
        <Write file={file} fresh={fresh} seen={seen} />
        {file.faults.length > 0 && <Faults faults={file.faults} seen={seen} />}
        {file.rows.length > 0 && <Rows file={file} seen={seen} />}
      </>
    ),
  }
}

type FileProps = { readonly file: ImportSeen; readonly fresh: number; readonly seen: Seen }

function ImportSteps({ file, fresh, seen }: FileProps) {
  const { lang } = seen
  const own = importWords[lang]
  const written = file.writtenAt !== null && fresh === 0
  return (
    <Steps
      items={[
        { label: own.steps.upload, state: 'done', note: instantText(file.uploadedAt, lang) },
        { label: own.steps.check, state: written ? 'done' : 'current' },
        {
          label: own.steps.write,
          state: written ? 'done' : 'next',
          note: file.writtenAt ? own.rows(decimal(file.rowsWritten)) : undefined,
        },
      ]}
    />
  )
}

function Write({ file, fresh, seen }: FileProps) {
  const { lang } = seen
  const own = importWords[lang]
  const onward = (
    <ButtonRow>
      <ButtonLink href={nextHrefs[file.kind]} kind="primary">
        {own.next[file.kind]}
      </ButtonLink>
      <ButtonLink href={at}>{own.another}</ButtonLink>
    </ButtonRow>
  )
  if (file.rows.length === 0)
    return (
      <div class="mt-8">
        <EmptyState title={own.allWrong} text={own.allWrongText} action={{ label: own.another, href: at }} />
      </div>
    )
  if (fresh === 0)
    return (
      <div class="mt-8">
        <Notice kind="success" title={own.nothingNew}>
          <p>{own.nothingNewText}</p>
          {file.writtenAt && (
            <p>{own.writtenAt(instantText(file.writtenAt, lang), decimal(file.rowsWritten))}</p>
          )}
        </Notice>
        <div class="mt-6">{onward}</div>
      </div>
    )
  return (
    <div class="mt-8">
      <p class="mb-4">{own.confirmLead}</p>
      <Form action={`${at}/${file.importId}`} csrf={seen.csrf} requestKey={seen.requestKey}>
        <ButtonRow>
          <Button size="large">{own.confirm(decimal(fresh))}</Button>
          <ButtonLink href={at}>{own.another}</ButtonLink>
        </ButtonRow>
      </Form>
    </div>
  )
}

/** A page of a thousand rows serves nobody: the first are enough to see whether the file was understood. */
const mostRows = 200

function FirstOnly({ all, seen }: { all: number; seen: Seen }) {
  if (all <= mostRows) return null
  return <p class="mt-3 text-ink-soft">{importWords[seen.lang].firstOnly(decimal(mostRows), decimal(all))}</p>
}

function Faults({ faults, seen }: { faults: readonly ImportFault[]; seen: Seen }) {
  const { lang } = seen
  const own = importWords[lang]
  return (
    <Part title={own.wrong} lead={own.wrongLead}>
      <Table
        caption={own.wrong}
        hideCaption
        rows={faults.slice(0, mostRows)}
        phone="cards"
        columns={[
          { key: 'line', label: own.line, numeric: true, cell: (row) => decimal(row.line) },
          { key: 'column', label: own.column },
          { key: 'text', label: own.cell },
          { key: 'mend', label: own.mend, cell: (row) => faultWords(row, lang) },
        ]}
      />
      <FirstOnly all={faults.length} seen={seen} />
    </Part>
  )
}

function Rows({ file, seen }: { file: ImportSeen; seen: Seen }) {
  const own = importWords[seen.lang]
  const columns = own.columns[file.kind].map((label, index) => ({
    key: String(index),
    label,
    cell: (row: ImportRow) => row.cells[index],
  }))
  return (
    <Part title={own.rowList}>
      <Table
        caption={own.rowList}
        hideCaption
        rows={file.rows.slice(0, mostRows)}
        phone="cards"
        columns={[
          { key: 'line', label: own.line, numeric: true, cell: (row) => decimal(row.line) },
          ...columns,
          {
            key: 'known',
            label: own.content,
            cell: ({ known }) => (
              <StatusLabel tone={known ? 'neutral' : 'green'}>
                {known ? own.stateKnown : own.stateNew}
              </StatusLabel>
            ),
          },
        ]}
      />
      <FirstOnly all={file.rows.length} seen={seen} />
    </Part>
  )
}
