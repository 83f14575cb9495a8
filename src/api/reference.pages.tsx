import type { Child } from 'hono/jsx'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { type Role, roles } from '#parties/policy.ts'
import { roleWords } from '#parties/words.ts'
import { DefinitionList, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow, CopyButton } from '#ui/buttons.tsx'
import type { Lang } from '#ui/words.ts'
import { Table } from '#ui/tables.tsx'
import { listed } from '#ui/numbers.ts'
import type { Tag } from './endpoint.ts'
import { usualLimits } from './limits.ts'
import type { FieldRow, OperationSeen } from './reference.ts'
import { referenceWords } from './reference.words.ts'
import { type RefusalName, refusals, titleOf } from './refusals.ts'
import { tagWords } from './words.ts'

/** An endpoint as the list of all shows it. */
export interface EndpointRow {
  readonly name: string
  readonly tag: Tag
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly open: boolean
}

const pathOf = (tag: string, name?: string): string => `/api/reference/${tag}${name ? `#${name}` : ''}`

/** How to begin, what holds everywhere, and the list of all endpoints. */
export function startView(
  { rows, publicUrl }: { rows: readonly EndpointRow[]; publicUrl: string },
  { lang }: Seen,
): View {
  const own = referenceWords[lang]
  const parts = [
    [own.token, own.tokenText],
    [own.values, own.valuesText],
    [own.paging, own.pagingText],
    [own.key, own.keyText],
    [own.problems, own.problemsText],
    [own.limits, own.limitsText(usualLimits.perTokenPerMinute, usualLimits.perAddressPerMinute)],
  ] as const
  return {
    title: own.title,
    description: own.description,
    body: (
      <>
        <Heading lead={own.lead}>{own.title}</Heading>
        <Heading level={2}>{own.start}</Heading>
        <p>{own.startText}</p>
        <Code text={`curl '${publicUrl}/api/v1/circulation/figures'`} label={own.request} />
        <ButtonRow>
          <ButtonLink href={`/api/openapi.json?lang=${lang}`}>{own.machine}</ButtonLink>
        </ButtonRow>
        <p>{own.machineText}</p>
        {parts.map(([title, text]) => (
          <>
            <Heading level={2}>{title}</Heading>
            <p class="y-prose">{text}</p>
          </>
        ))}
        <Heading level={2}>{own.webhooks}</Heading>
        <p class="y-prose">{own.webhooksText}</p>
        <p>
          <TextLink href="/api/webhooks">{own.webhooksMore}</TextLink>
        </p>
        <Heading level={2}>{own.endpoints}</Heading>
        {(Object.entries(tagWords[lang]) as [Tag, string][]).map(([tag, title]) => (
          <TagTable tag={tag} title={title} rows={rows.filter((row) => row.tag === tag)} lang={lang} />
        ))}
      </>
    ),
  }
}

function TagTable({
  tag,
  title,
  rows,
  lang,
}: {
  tag: Tag
  title: string
  rows: readonly EndpointRow[]
  lang: Lang
}) {
  const own = referenceWords[lang]
  return (
    <>
      <Heading level={3}>
        <TextLink href={pathOf(tag)}>{title}</TextLink>
      </Heading>
      <Table
        caption={title}
        hideCaption
        rows={rows}
        rowHeader="summary"
        columns={[
          {
            key: 'summary',
            label: own.operation,
            cell: ({ name, summary }) => <TextLink href={pathOf(tag, name)}>{summary}</TextLink>,
          },
          { key: 'path', label: own.address, cell: (row) => <Address {...row} /> },
          {
            key: 'open',
            label: own.who,
            hideOnPhone: true,
            cell: ({ open }) => (open ? own.anyone : own.token),
          },
        ]}
      />
    </>
  )
}

const Address = ({ method, path }: { method: string; path: string }) => (
  <code class="break-all font-mono">
    <strong>{method.toUpperCase()}</strong> {path}
  </code>
)

/** Text as a program wants it. It scrolls sideways by keyboard too, and can be copied. */
function Code({ text, label }: { text: string; label: string }) {
  return (
    <div class="grid gap-2">
      <pre
        class="overflow-x-auto rounded-12 border border-line bg-paper p-5 font-mono text-[0.9375rem] leading-[1.6]"
        tabindex={0}
        role="region"
        aria-label={label}
      >
        <code>{text}</code>
      </pre>
      <div>
        <CopyButton text={text} />
      </div>
    </div>
  )
}

/** All endpoints of one part, each with its fields and examples. */
export function partView(
  { tag, operations }: { tag: Tag; operations: readonly OperationSeen[] },
  { lang }: Seen,
): View {
  const own = referenceWords[lang]
  const title = tagWords[lang][tag]
  return {
    title: `${title} – ${own.title}`,
    breadcrumbs: [{ label: own.title, href: '/api' }, { label: title }],
    body: (
      <>
        <Heading lead={own.machineText}>{title}</Heading>
        <ul>
          {operations.map(({ name, summary }) => (
            <li>
              <TextLink href={`#${name}`}>{summary}</TextLink>
            </li>
          ))}
        </ul>
        {operations.map((operation) => (
          <Operation operation={operation} lang={lang} />
        ))}
      </>
    ),
  }
}

function Operation({ operation, lang }: { operation: OperationSeen; lang: Lang }) {
  const own = referenceWords[lang]
  const { parameters, body, answer, file } = operation
  const items: [string, Child][] = [
    [own.address, <Address {...operation} />],
    [own.who, rolesText(operation.roles, lang)],
    [own.refusals, <Problems names={operation.problems} />],
  ]
  return (
    <section
      class="y-flow-space border-t border-line pt-8"
      id={operation.name}
      aria-label={operation.summary}
    >
      <Heading level={2} lead={operation.description || undefined}>
        {operation.summary}
      </Heading>
      <DefinitionList items={items} />
      <Fields title={own.parameters} operation={operation.summary} rows={parameters} lang={lang} />
      <Fields title={own.body} operation={operation.summary} rows={body} lang={lang} />
      <Heading level={3}>{own.request}</Heading>
      <Code text={operation.command} label={`${operation.summary}: ${own.request}`} />
      <Fields
        title={`${own.answer} (${operation.status})`}
        answered
        operation={operation.summary}
        rows={answer}
        lang={lang}
      />
      {file === undefined ? (
        <>
          <Heading level={3}>{own.response}</Heading>
          <Code text={operation.example} label={`${operation.summary}: ${own.response}`} />
        </>
      ) : (
        <p>
          {own.file}: <code>{file}</code>
        </p>
      )}
    </section>
  )
}

function rolesText(names: readonly string[], lang: Lang): string {
  if (names.includes('visitor')) return referenceWords[lang].anyone
  const known = roles.filter((role): role is Exclude<Role, 'visitor'> => names.includes(role))
  return listed(
    known.map((role) => roleWords[lang][role]),
    lang,
  )
}

function Problems({ names }: { names: readonly string[] }) {
  return (
    <>
      {names.map((name, at) => (
        <>
          {at > 0 && ' · '}
          <TextLink href={`/problems/${name}`}>{name}</TextLink>
        </>
      ))}
    </>
  )
}

function Fields(props: {
  title: string
  operation: string
  rows: readonly FieldRow[]
  /** An answer always has its fields; what is sent may leave some out. */
  answered?: boolean
  lang: Lang
}) {
  const { title, operation, rows, answered, lang } = props
  const own = referenceWords[lang]
  if (rows.length === 0) return null
  const needed = {
    key: 'needed',
    label: own.needed,
    cell: (row: FieldRow) => <span class="whitespace-nowrap">{row.needed ? own.needs : own.may}</span>,
  }
  return (
    <>
      <Heading level={3}>{title}</Heading>
      <Table
        caption={`${operation}: ${title}`}
        hideCaption
        rows={rows}
        rowHeader="name"
        columns={[
          {
            key: 'name',
            label: own.field,
            cell: ({ name }) => <code class="font-mono whitespace-nowrap">{name}</code>,
          },
          { key: 'type', label: own.type, cell: ({ type }) => <code class="font-mono">{type}</code> },
          ...(answered ? [] : [needed]),
          { key: 'description', label: own.meaning },
        ]}
      />
    </>
  )
}

/** One kind of refusal: what it says, and who says it. */
export function problemView(
  { name, answeredBy }: { name: RefusalName; answeredBy: readonly EndpointRow[] | 'any' },
  { lang }: Seen,
): View {
  const own = referenceWords[lang]
  const [status, ja, en] = refusals[name]
  return {
    title: own.problemTitle(name),
    breadcrumbs: [{ label: own.title, href: '/api' }, { label: name }],
    body: (
      <>
        <Heading>{own.problemTitle(name)}</Heading>
        <DefinitionList
          items={[
            [own.status, `${status} ${titleOf(status, lang)}`],
            [own.sentence, (lang === 'ja' ? ja : en).replaceAll(/\{\w+\}/g, '…')],
          ]}
        />
        <Heading level={2}>{own.answeredBy}</Heading>
        {answeredBy === 'any' ? (
          <Notice kind="info">{own.anyAnswers}</Notice>
        ) : (
          <ul>
            {answeredBy.map(({ tag, name: of, summary, method, path }) => (
              <li>
                <TextLink href={pathOf(tag, of)}>{summary}</TextLink> <Address method={method} path={path} />
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  }
}
