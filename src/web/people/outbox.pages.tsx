import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Page } from '#parties/cursors.ts'
import type { OutboxRow } from '#parties/mail.ts'
import { EmptyState, Heading, StatusLabel, TextLink, type Tone } from '#ui/blocks.tsx'
import { Pager } from '#ui/lists.tsx'
import { instantText } from '#ui/numbers.ts'
import { recordWords } from './record.words.ts'

/** The mail of the region, latest first, with its links to press where no server sends it. */
export function outboxView({ rows, next }: Page<OutboxRow>, seen: Seen): View {
  const own = recordWords[seen.lang].outbox
  return {
    title: own.title,
    body: (
      <>
        <Heading lead={own.lead}>{own.title}</Heading>
        <p class="mb-8 max-w-[46em]">{own.noServer}</p>
        {rows.length === 0 && <EmptyState title={own.none} />}
        <div class="grid max-w-[52rem] gap-6">
          {rows.map((mail) => (
            <Mail mail={mail} seen={seen} />
          ))}
        </div>
        <Pager nextHref={next ? `/outbox?after=${next}` : undefined} />
      </>
    ),
  }
}

function Mail({ mail, seen }: { mail: OutboxRow; seen: Seen }) {
  const { lang } = seen
  const own = recordWords[lang].outbox
  const { tone, text } = stateOf(mail, lang)
  return (
    <article class="rounded-12 border border-line bg-white p-5 md:p-6">
      <h2 class="text-std-18B-160">{mail.subject}</h2>
      <p class="mt-1 text-ink-soft">
        {own.to}: {mail.to}
        <br />
        {own.made}: {instantText(mail.createdAt, lang)}
      </p>
      <p class="mt-3">
        <StatusLabel tone={tone}>{text}</StatusLabel>
      </p>
      {mail.error && (
        <p class="mt-2">
          {own.error}: {mail.error}
        </p>
      )}
      {mail.body === '' ? (
        <p class="mt-4 text-ink-soft">{own.emptied}</p>
      ) : (
        <p class="mt-4 max-w-[44em] border-t border-line pt-4 whitespace-pre-line">
          <Linked text={mail.body} />
        </p>
      )}
    </article>
  )
}

function stateOf(mail: OutboxRow, lang: Seen['lang']): { tone: Tone; text: string } {
  const { state } = recordWords[lang].outbox
  if (mail.sentAt) return { tone: 'success', text: state.sent(instantText(mail.sentAt, lang)) }
  if (mail.nextTryAt === null) return { tone: 'error', text: state.givenUp }
  return mail.error === null
    ? { tone: 'neutral', text: state.waiting }
    : { tone: 'warning', text: state.again(instantText(mail.nextTryAt, lang)) }
}

/**
 * A text with its addresses to press. Our own lead here by their path, wherever this server was opened from: the
 * address in the mail is the one for people outside.
 */
function Linked({ text }: { text: string }) {
  return (
    <>
      {text.split(/(https?:\/\/[^\s]+)/).map((piece) => {
        if (!URL.canParse(piece)) return piece
        const own = /^\/(reset|invitations)\/[\w-]+$/.exec(new URL(piece).pathname)?.[0]
        return <TextLink href={own ?? piece}>{piece}</TextLink>
      })}
    </>
  )
}
