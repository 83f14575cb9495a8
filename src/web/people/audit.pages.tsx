import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Page } from '#parties/cursors.ts'
import { roleWords } from '#parties/words.ts'
import { EmptyState, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { Pager } from '#ui/lists.tsx'
import { instantText } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import type { AuditAsked, AuditLine } from './audit.ts'
import { recordWords } from './record.words.ts'

/** Who did what, and when. */
export function auditView({ rows, next }: Page<AuditLine>, seen: Seen, input: unknown): View {
  const { lang } = seen
  const own = recordWords[lang].audit
  const asked = input as AuditAsked
  const forward = new URLSearchParams(seen.query)
  if (next) forward.set('after', next)
  const [first] = rows
  return {
    title: own.title,
    wide: true,
    body: (
      <>
        <Heading lead={own.lead}>{own.title}</Heading>
        <AuditFilter asked={asked} seen={seen} />
        {asked.user && first && <Notice kind="info" title={own.onlyPerson(first.userName)} />}
        {asked.document && <Notice kind="info" title={own.onlyDocument} />}
        <AuditTable rows={rows} seen={seen} />
        <Pager nextHref={next ? `/audit?${forward}` : undefined} />
      </>
    ),
  }
}

function AuditFilter({ asked, seen }: { asked: AuditAsked; seen: Seen }) {
  const { audit, groups } = recordWords[seen.lang]
  return (
    <Form method="get" action="/audit" label={audit.filter}>
      {asked.user && <input type="hidden" name="user" value={asked.user} />}
      {asked.document && <input type="hidden" name="document" value={asked.document} />}
      <FieldRow>
        <Select
          name="action"
          label={audit.action}
          options={Object.entries(groups).map(([value, label]) => ({ value, label }))}
          value={asked.action}
          empty={audit.all}
        />
        <Field name="from" label={audit.from} type="date" value={asked.from} />
        <Field name="to" label={audit.to} type="date" value={asked.to} />
      </FieldRow>
      <ButtonRow>
        <Button kind="secondary">{audit.filter}</Button>
        {seen.query.size > 0 && (
          <ButtonLink href="/audit" kind="quiet">
            {audit.clear}
          </ButtonLink>
        )}
      </ButtonRow>
    </Form>
  )
}

function AuditTable({ rows, seen }: { rows: readonly AuditLine[]; seen: Seen }) {
  const { lang } = seen
  const { audit, actions } = recordWords[lang]
  return (
    <Table
      caption={audit.title}
      hideCaption
      rows={rows}
      rowHeader={false}
      phone="cards"
      empty={<EmptyState title={audit.none} />}
      columns={[
        { key: 'at', label: audit.when, cell: (row) => instantText(row.at, lang) },
        { key: 'who', label: audit.who, cell: (row) => <Who row={row} seen={seen} /> },
        { key: 'what', label: audit.what, cell: (row) => actions[row.action] ?? row.action },
        {
          key: 'document',
          label: audit.document,
          cell: (row) =>
            row.path ? <TextLink href={row.path}>{row.documentNo || audit.open}</TextLink> : row.documentNo,
        },
        { key: 'detail', label: audit.detail },
      ]}
    />
  )
}

function Who({ row, seen }: { row: AuditLine; seen: Seen }) {
  const { lang } = seen
  const by = recordWords[lang].audit.by(row.partyName ?? '', roleWords[lang][row.role])
  return (
    <>
      {row.userId ? <TextLink href={`/audit?user=${row.userId}`}>{row.userName}</TextLink> : row.userName}
      {row.role !== 'visitor' && <small class="block text-ink-soft">{by}</small>}
    </>
  )
}
