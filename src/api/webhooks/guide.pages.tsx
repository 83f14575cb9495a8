import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { Heading, TextLink } from '#ui/blocks.tsx'
import { CopyButton } from '#ui/buttons.tsx'
import { Table } from '#ui/tables.tsx'
import { exampleOf } from '#api/reference.ts'
import { referenceWords } from '#api/reference.words.ts'
import { eventShapes } from './events.schemas.ts'
import { guideWords, verifySample } from './guide.words.ts'
import { Code } from './page-parts.tsx'
import { eventWords } from './words.ts'

/** How a program receives: what it answers, how it verifies, what comes. From the published document. */
export function guideView({ document }: { document: object }, { lang }: Seen): View {
  const own = guideWords[lang]
  return {
    title: own.title,
    description: own.description,
    breadcrumbs: [{ label: referenceWords[lang].title, href: '/api' }, { label: own.title }],
    body: (
      <>
        <Heading lead={own.lead}>{own.title}</Heading>
        {own.parts.map(([title, text]) => (
          <>
            <Heading level={2}>{title}</Heading>
            <p class="y-prose">{text}</p>
          </>
        ))}
        <Heading level={2}>{own.verify}</Heading>
        <p class="y-prose">{own.verifyText}</p>
        <Heading level={3}>{own.sample}</Heading>
        <Code text={verifySample} label={own.sample} />
        <div class="mt-2">
          <CopyButton text={verifySample} />
        </div>
        <Heading level={2} lead={own.eventsText}>
          {own.events}
        </Heading>
        <Table
          caption={own.events}
          hideCaption
          phone="cards"
          rows={eventShapes}
          columns={[
            {
              key: 'kind',
              label: own.kind,
              cell: ({ kind }) => (
                <TextLink href={`#${anchorOf(kind)}`}>
                  <code class="font-mono">{kind}</code>
                </TextLink>
              ),
            },
            { key: 'name', label: own.events, cell: ({ kind }) => eventWords[lang][kind].name },
            { key: 'when', label: own.when, cell: ({ kind }) => eventWords[lang][kind].when },
          ]}
        />
        {eventShapes.map(({ kind }) => (
          <section id={anchorOf(kind)} class="mt-8" aria-label={kind}>
            <Heading level={3}>
              {eventWords[lang][kind].name} <code class="font-mono">{kind}</code>
            </Heading>
            <Code text={exampleIn(document, kind)} label={`${kind}: ${own.example}`} />
          </section>
        ))}
        <p class="mt-8">
          <TextLink href="/api/reference/webhooks">{own.endpoints}</TextLink>
        </p>
      </>
    ),
  }
}

const anchorOf = (kind: string): string => kind.replace('.', '-')

type Json = Readonly<Record<string, unknown>>

function exampleIn(document: object, kind: string): string {
  const way = ['webhooks', kind, 'post', 'requestBody', 'content', 'application/json', 'schema']
  const schema = way.reduce((at: Json, key) => (at[key] ?? {}) as Json, document as Json)
  return JSON.stringify(exampleOf(document as Json, schema), undefined, 2)
}
