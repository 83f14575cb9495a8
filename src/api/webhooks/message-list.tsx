import type { Seen } from '#http/house.ts'
import { eventKinds } from '#parties/announcements.ts'
import { EmptyState, StatusLabel, TextLink, type Tone } from '#ui/blocks.tsx'
import { Button } from '#ui/buttons.tsx'
import { FilterChips, Pager } from '#ui/lists.tsx'
import { Form, Select } from '#ui/forms.tsx'
import { instantText } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { type MessageKind, pingKind } from './bodies.ts'
import { type MessageFilter, type MessageRow, type MessageState, messageStates } from './messages.ts'
import { pageWords } from './pages.words.ts'
import type { Receiver } from './receivers.ts'
import { eventWords } from './words.ts'

interface MessageListProps extends MessageFilter {
  receiver: Receiver
  rows: readonly MessageRow[]
  next: string | undefined
  at: string
  seen: Seen
}

/** What was sent to a receiver, newest first, narrowed by state and kind. */
export function MessageList({ receiver, rows, next, at, state, kind, seen }: MessageListProps) {
  const { lang } = seen
  const own = pageWords[lang]
  const href = (asked: { state?: string; kind?: string; after?: string }): string => {
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== undefined))
    return query.size > 0 ? `${at}?${query}` : at
  }
  const filtered = state !== undefined || kind !== undefined
  return (
    <>
      <FilterChips
        label={own.byState}
        items={[undefined, ...messageStates].map((each) => ({
          label: each ? own.states[each] : own.everyState,
          href: href({ state: each, kind }),
          current: each === state,
        }))}
      />
      <KindFilter receiver={receiver} at={at} state={state} kind={kind} lang={lang} />
      <div class="mt-6">
        <Table
          caption={own.messages}
          hideCaption
          phone="cards"
          rows={rows}
          empty={
            filtered ? (
              <EmptyState title={own.noneFiltered} />
            ) : (
              <EmptyState title={own.noMessages} text={own.noMessagesText} />
            )
          }
          columns={[
            {
              key: 'kind',
              label: own.kind,
              cell: (row) => (
                <>
                  <TextLink href={`${at}/messages/${row.eventId}`}>
                    {eventWords[lang][row.kind].name}
                  </TextLink>
                  <small class="block font-normal text-ink-soft">
                    {[row.documentNo, row.kind === pingKind ? '' : row.partyName].filter(Boolean).join(' · ')}
                  </small>
                </>
              ),
            },
            { key: 'createdAt', label: own.happened, cell: (row) => instantText(row.createdAt, lang) },
            { key: 'state', label: own.state, cell: (row) => <StateLabel message={row} lang={lang} /> },
            {
              key: 'result',
              label: own.result,
              hideOnPhone: true,
              cell: (row) => resultOf(row.lastStatus, row.lastFault, lang),
            },
            {
              key: 'attempts',
              label: own.attempts,
              numeric: true,
              hideOnPhone: true,
              cell: (row) => own.times(row.attempts),
            },
          ]}
        />
      </div>
      <Pager nextHref={next ? href({ state, kind, after: next }) : undefined} />
    </>
  )
}

interface KindFilterProps extends MessageFilter {
  receiver: Receiver
  at: string
  lang: Lang
}

/** The kinds that the receiver is told of, and one that was asked for though it is not. */
function KindFilter({ receiver, at, state, kind, lang }: KindFilterProps) {
  const own = pageWords[lang]
  const kinds: MessageKind[] = [
    ...eventKinds.filter((each) => receiver.kinds.includes(each) || each === kind),
    pingKind,
  ]
  return (
    <Form action={at} method="get" label={own.kind}>
      {state && <input type="hidden" name="state" value={state} />}
      <div class="flex flex-wrap items-end gap-4">
        <Select
          name="kind"
          label={own.kind}
          options={kinds.map((each) => ({ value: each, label: eventWords[lang][each].name }))}
          value={kind ?? ''}
          empty={own.everyKind}
          width="middle"
        />
        <Button kind="secondary" size="middle">
          {own.filter}
        </Button>
      </div>
    </Form>
  )
}

const tones: Readonly<Record<MessageState, Tone>> = { waiting: 'info', sent: 'green', given_up: 'error' }

/** Where a message stands; while it waits after a failure, when it is sent next. */
export function StateLabel({ message, lang }: { message: MessageRow; lang: Lang }) {
  const own = pageWords[lang]
  const { state, attempts, nextTryAt } = message
  const again = state === 'waiting' && attempts > 0 && nextTryAt
  return (
    <div>
      <StatusLabel tone={again ? 'warning' : tones[state]}>{own.states[state]}</StatusLabel>
      {again && (
        <small class="block">
          {own.nextTry}: {instantText(nextTryAt, lang)}
        </small>
      )}
    </div>
  )
}

/** What an attempt got: the status of the answer, or why there was none. */
export function resultOf(
  status: number | null,
  fault: MessageRow['lastFault'],
  lang: Lang,
): string | undefined {
  if (fault !== '') return pageWords[lang].faults[fault]
  return status === null ? undefined : String(status)
}
