import { monthOfDay } from '#kit/days.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { kindOf } from '#ledger/kinds.ts'
import { may } from '#parties/policy.ts'
import type { FlowCursor, SeenEntry, SeenFlow } from '#ledger/flows.ts'
import { DefinitionList, Heading, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Pager } from '#ui/lists.tsx'
import { dayText, instantText, monthText, unitAmount } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import type { FlowRow, Opened } from './flows.ts'
import { bandLabel } from './groups.ts'
import { words } from './words.ts'

interface FlowsData {
  readonly opened: Opened
  readonly rows: readonly FlowRow[]
  readonly next?: FlowCursor
  readonly named: boolean
}

/** What a figure is made of. */
export function flowsView({ opened, rows, next, named }: FlowsData, seen: Seen): View {
  const { lang } = seen
  const own = words[lang]
  const sum = rows.reduce((total, { flow }) => total + flow.amount, 0)
  const forward = new URLSearchParams(seen.query)
  if (next) forward.set('after', `${next.on}_${next.entryId}_${next.ordinal}`)
  const whole = !next && !seen.query.has('after')
  return {
    title: own.flowsTitle,
    wide: true,
    breadcrumbs: [{ label: own.title, href: '/circulation' }, { label: own.flowsTitle }],
    body: (
      <>
        <Heading lead={own.flowsLead}>{own.flowsTitle}</Heading>
        <DefinitionList items={conditions(opened, seen)} />
        {!named && <Notice kind="info">{own.masked}</Notice>}
        <Table
          caption={own.flowsTitle}
          hideCaption
          rows={rows}
          rowHeader={false}
          empty={<p>{own.noFlows}</p>}
          columns={[
            { key: 'on', label: own.day, cell: ({ flow }) => dayText(flow.on, lang) },
            { key: 'kind', label: own.kind, cell: ({ flow }) => <Kind flow={flow} seen={seen} /> },
            {
              key: 'payer',
              label: own.payer,
              cell: ({ payer }) => payer.name ?? bandLabel(payer.band, payer.side, lang),
            },
            {
              key: 'payee',
              label: own.payee,
              cell: ({ payee }) => payee.name ?? bandLabel(payee.band, payee.side, lang),
            },
            {
              key: 'amount',
              label: own.amount,
              numeric: true,
              cell: ({ flow }) => unitAmount(flow.amount, flow.unit, lang),
            },
            {
              key: 'document',
              label: own.document,
              cell: ({ flow }) => <Origin flow={flow} named={named} seen={seen} />,
            },
          ]}
          foot={
            whole && rows.length > 0
              ? [{ label: own.total, cells: { amount: unitAmount(sum, opened.unit, lang) } }]
              : undefined
          }
        />
        <Pager nextHref={next ? `/ledger/flows?${forward}` : undefined} />
      </>
    ),
  }
}

function conditions(opened: Opened, { lang }: Seen): [string, string][] {
  const own = words[lang]
  const period =
    opened.from === opened.to
      ? monthText(opened.from, lang)
      : `${monthText(opened.from, lang)} – ${monthText(opened.to, lang)}`
  const items: [string, string][] = [[own.period, period]]
  if (opened.counts === 'transfer') items.push([own.kind, own.transfers])
  if (opened.energy) items.push([own.kind, own.energy])
  if (opened.crossing) items.push([own.title, own.crossing[opened.crossing]])
  if (opened.payer) items.push([own.payer, bandLabel(opened.payer.band, opened.payer.side, lang)])
  if (opened.payee) items.push([own.payee, bandLabel(opened.payee.band, opened.payee.side, lang)])
  return items
}

function Kind({ flow, seen }: { flow: SeenFlow; seen: Seen }) {
  return (
    <>
      {kindOf(flow.kind).meaning[seen.lang]}{' '}
      {flow.reverses && <StatusLabel tone="warning">{words[seen.lang].reversal}</StatusLabel>}
    </>
  )
}

function Origin({ flow, named, seen }: { flow: SeenFlow; named: boolean; seen: Seen }) {
  if (!named) return <>{flow.documentNo}</>
  return (
    <TextLink href={`/ledger/entries/${flow.entryId}`}>{flow.documentNo || words[seen.lang].entry}</TextLink>
  )
}

/** One entry: what happened, its flows, and the way to its document. */
export function entryView(entry: SeenEntry, seen: Seen): View {
  const { lang } = seen
  const own = words[lang]
  const kind = kindOf(entry.kind)
  const items: [string, unknown][] = [
    [own.occurred, dayText(entry.on, lang)],
    [own.recorded, instantText(entry.recordedAt, lang)],
  ]
  if (entry.documentId && may(seen.actor.role, kind.documentAccess))
    items.push([
      own.document,
      <TextLink href={kind.documentPath(entry.documentId)}>{entry.documentNo || own.open}</TextLink>,
    ])
  else if (entry.documentNo) items.push([own.document, entry.documentNo])
  if (entry.memo) items.push([own.memo, entry.memo])
  items.push([own.digest, <code class="break-all">{entry.digest.toString('hex')}</code>])
  return {
    title: own.entryTitle(kind.meaning[lang]),
    breadcrumbs: [
      { label: own.title, href: '/circulation' },
      { label: own.flowsTitle, href: `/ledger/flows?from=${monthOfDay(entry.on)}` },
      { label: own.entry },
    ],
    body: (
      <>
        <Heading>{own.entryTitle(kind.meaning[lang])}</Heading>
        {entry.reversedBy && (
          <Notice kind="warning" title={own.reversedBy}>
            <TextLink href={`/ledger/entries/${entry.reversedBy}`}>{own.open}</TextLink>
          </Notice>
        )}
        {entry.reverses && (
          <Notice kind="info" title={own.reverses}>
            <TextLink href={`/ledger/entries/${entry.reverses}`}>{own.open}</TextLink>
          </Notice>
        )}
        <DefinitionList items={items as never} />
        <Table
          caption={own.flows}
          rows={entry.flows}
          rowHeader={false}
          columns={[
            { key: 'fromName', label: own.payer },
            { key: 'toName', label: own.payee },
            { key: 'crossing', label: own.title, cell: (flow) => own.crossing[flow.crossing] },
            {
              key: 'amount',
              label: own.amount,
              numeric: true,
              cell: (flow) => unitAmount(flow.amount, flow.unit, lang),
            },
          ]}
        />
      </>
    ),
  }
}
