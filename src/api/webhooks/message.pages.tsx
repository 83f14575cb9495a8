import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { DefinitionList, Heading } from '#ui/blocks.tsx'
import { CopyButton } from '#ui/buttons.tsx'
import { instantText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { pingKind } from './bodies.ts'
import { StateLabel, resultOf } from './message-list.tsx'
import type { Attempt, Message } from './messages.ts'
import { Code, type PartySeen, Press, crumbs, nameOf, pathOf } from './page-parts.tsx'
import { pageWords } from './pages.words.ts'
import type { Receiver } from './receivers.ts'
import { eventWords } from './words.ts'

/** One message: what it says, and what each attempt got. */
export function messageView(
  { party, message }: { party: PartySeen; message: Message & { readonly receiver: Receiver } },
  seen: Seen,
): View {
  const { lang } = seen
  const { receiver, kind } = message
  const own = pageWords[lang]
  const at = pathOf(party, receiver.receiverId)
  const name = eventWords[lang][kind].name
  return {
    title: `${name} ${message.documentNo}`.trim(),
    breadcrumbs: crumbs(party, lang, { label: nameOf(receiver), href: at }, { label: name }),
    body: (
      <>
        <Heading
          lead={kind}
          action={
            receiver.active && (
              <Press action={`${at}/messages/${message.eventId}/resend`} seen={seen}>
                {own.resend}
              </Press>
            )
          }
        >
          {name}
        </Heading>
        <DefinitionList
          items={[
            [own.state, <StateLabel message={message} lang={lang} />],
            [own.happened, instantText(message.createdAt, lang)],
            ...(kind === pingKind
              ? []
              : ([
                  [own.document, message.documentNo],
                  [own.about, message.partyName],
                ] as const)),
            [own.messageId, <code class="break-all font-mono">{message.eventId}</code>],
          ]}
        />
        <Part title={own.tried}>
          <Attempts tried={message.tried} seen={seen} />
        </Part>
        <Part title={own.body} lead={own.bodyLead}>
          <Code text={JSON.stringify(JSON.parse(message.body), undefined, 2)} label={own.body} />
          <div class="mt-2">
            <CopyButton text={message.body} />
          </div>
        </Part>
      </>
    ),
  }
}

/** The first two attempts lie seconds apart. */
const secondOf = (at: Date): string => at.toISOString().slice(17, 19)

function Attempts({ tried, seen: { lang } }: { tried: readonly Attempt[]; seen: Seen }) {
  const own = pageWords[lang]
  return (
    <Table
      caption={own.tried}
      hideCaption
      phone="cards"
      rows={tried}
      empty={<p>{own.notTried}</p>}
      columns={[
        { key: 'at', label: own.at, cell: (row) => `${instantText(row.at, lang)}:${secondOf(row.at)}` },
        {
          key: 'result',
          label: own.got,
          cell: (row) => <span class="inline-block min-w-12">{resultOf(row.status, row.fault, lang)}</span>,
        },
        { key: 'duration', label: own.duration, numeric: true, cell: (row) => own.ms(row.durationMs) },
        {
          key: 'answer',
          label: own.answer,
          cell: (row) =>
            row.answer === '' ? (
              <span class="text-ink-soft">{own.noAnswer}</span>
            ) : (
              <span class="font-mono break-all whitespace-pre-wrap">{row.answer.slice(0, 1_000)}</span>
            ),
        },
      ]}
    />
  )
}
