/** The receivers of a party: their list, one with what was sent to it, and the form. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { dayAt } from '#kit/days.ts'
import { type Seen, faultOf, typed, typedList } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { EventKind } from '#parties/announcements.ts'
import { DefinitionList, EmptyState, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow, CopyButton } from '#ui/buttons.tsx'
import { CheckboxGroup, Field, Form } from '#ui/forms.tsx'
import { instantText, listed } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { MessageFilter, MessageRow } from './messages.ts'
import { MessageList } from './message-list.tsx'
import { HealthLabel, type PartySeen, Press, crumbs, nameOf, pathOf } from './page-parts.tsx'
import { pageWords } from './pages.words.ts'
import type { Receiver } from './receivers.ts'
import { eventWords } from './words.ts'

/** Where the programs of a party are told what happens, and how each fares. */
export function receiversView(
  { party, receivers }: { party: PartySeen; receivers: readonly Receiver[] },
  seen: Seen,
): View {
  const { lang } = seen
  const own = pageWords[lang]
  const addHref = `${pathOf(party)}/new`
  return {
    title: own.title,
    breadcrumbs: crumbs(party, lang),
    body: (
      <>
        <Heading
          lead={own.lead}
          action={receivers.length > 0 ? <ButtonLink href={addHref}>{own.add}</ButtonLink> : undefined}
        >
          {own.title}
        </Heading>
        <Table
          caption={own.title}
          hideCaption
          phone="cards"
          rows={receivers}
          empty={
            <EmptyState title={own.none} text={own.noneText} action={{ label: own.add, href: addHref }} />
          }
          columns={[
            {
              key: 'name',
              label: own.receiver,
              cell: (row) => (
                <>
                  <TextLink href={pathOf(party, row.receiverId)}>{nameOf(row)}</TextLink>
                  <small class="block font-normal break-all text-ink-soft">{row.url}</small>
                </>
              ),
            },
            { key: 'state', label: own.state, cell: (row) => <HealthLabel receiver={row} lang={lang} /> },
            {
              key: 'lastSuccess',
              label: own.lastSuccess,
              cell: (row) => (row.lastSuccessAt ? instantText(row.lastSuccessAt, lang) : own.never),
            },
            {
              key: 'waiting',
              label: own.waiting,
              numeric: true,
              cell: (row) => own.countOfMessages(row.waiting),
            },
            {
              key: 'kinds',
              label: own.fields.kinds,
              numeric: true,
              cell: (row) => own.countOfKinds(row.kinds.length),
            },
          ]}
        />
        <p class="mt-8">
          <TextLink href="/api/webhooks">{own.howTo}</TextLink>
        </p>
      </>
    ),
  }
}

interface ReceiverSeen extends MessageFilter {
  readonly party: PartySeen
  readonly receiver: Receiver
  readonly rows: readonly MessageRow[]
  readonly next: string | undefined
}

/** One receiver: how it fares, what can be done with it, what was sent to it. */
export function receiverView(data: ReceiverSeen, seen: Seen): View {
  const { party, receiver } = data
  const { lang } = seen
  const own = pageWords[lang]
  const at = pathOf(party, receiver.receiverId)
  return {
    title: nameOf(receiver),
    breadcrumbs: crumbs(party, lang, { label: nameOf(receiver) }),
    body: (
      <>
        <FormErrors seen={seen} />
        <Heading
          lead={<span class="break-all">{receiver.url}</span>}
          action={
            <ButtonLink href={`${at}/edit`} kind="secondary">
              {own.change}
            </ButtonLink>
          }
        >
          {nameOf(receiver)}
        </Heading>
        <SecretOnce seen={seen} />
        <Facts receiver={receiver} seen={seen} />
        <div class="mt-6">
          <ButtonRow>
            {receiver.active && (
              <Press action={`${at}/test`} seen={seen}>
                {own.test}
              </Press>
            )}
            <Press
              action={`${at}/switch`}
              boxes={{ to: receiver.active ? 'off' : 'on' }}
              kind={receiver.active ? 'secondary' : 'primary'}
              seen={seen}
            >
              {receiver.active ? own.switchOff : own.switchOn}
            </Press>
          </ButtonRow>
        </div>
        <Part title={own.messages} lead={own.messagesLead}>
          <MessageList {...data} at={at} seen={seen} />
        </Part>
        {receiver.active && <ResendFailed receiver={receiver} at={at} seen={seen} />}
        <Part title={own.secret} lead={own.rollLead}>
          {receiver.oldSecretUntil && (
            <p class="mb-4">{own.oldUntil(instantText(receiver.oldSecretUntil, lang))}</p>
          )}
          <ButtonRow>
            <Press action={`${at}/secret`} seen={seen}>
              {own.roll}
            </Press>
          </ButtonRow>
        </Part>
      </>
    ),
  }
}

/** The secret that was made just now, this once. */
function SecretOnce({ seen }: { seen: Seen }) {
  const secret = /\bwhsec_[\w+/=]+/.exec(seen.notice ?? '')?.[0]
  const own = pageWords[seen.lang]
  if (!secret) return null
  return (
    <div class="y-form mb-8">
      <Field name="once" label={own.secret} hint={own.onceHint} value={secret} readonly />
      <CopyButton text={secret} label={own.copy} />
    </div>
  )
}

function Facts({ receiver, seen: { lang } }: { receiver: Receiver; seen: Seen }) {
  const own = pageWords[lang]
  const { lastSuccessAt, waiting, kinds, active } = receiver
  return (
    <>
      {!active && (
        <Notice kind="warning" title={own.health.off[receiver.offBecause || 'person']}>
          {own.offNote}
        </Notice>
      )}
      <DefinitionList
        items={[
          [own.state, <HealthLabel receiver={receiver} lang={lang} />],
          [own.lastSuccess, lastSuccessAt ? instantText(lastSuccessAt, lang) : own.never],
          [own.waiting, own.countOfMessages(waiting)],
          [
            own.fields.kinds,
            listed(
              kinds.map((kind) => eventWords[lang][kind].name),
              lang,
            ),
          ],
        ]}
      />
    </>
  )
}

function ResendFailed({ receiver, at, seen }: { receiver: Receiver; at: string; seen: Seen }) {
  const own = pageWords[seen.lang]
  return (
    <Part title={own.resendAll} lead={own.resendAllLead}>
      <Form action={at} csrf={seen.csrf} label={own.resendAll}>
        <Field
          name="since"
          label={own.fields.since}
          type="date"
          value={typed(seen, 'since', dayAt(receiver.failingSince ?? seen.now))}
          error={faultOf(seen, 'since')}
          required
        />
        <ButtonRow>
          <Button kind="secondary">{own.resendPress}</Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}

/** A new receiver. */
export function newView(
  { party, kinds }: { party: PartySeen; kinds: readonly EventKind[] },
  seen: Seen,
): View {
  const own = pageWords[seen.lang]
  return {
    title: own.add,
    breadcrumbs: crumbs(party, seen.lang, { label: own.add }),
    body: (
      <>
        <FormErrors seen={seen} />
        <Heading lead={own.addLead}>{own.add}</Heading>
        <ReceiverForm action={`${pathOf(party)}/new`} kinds={kinds} press={own.add} seen={seen} />
      </>
    ),
  }
}

/** What was said of a receiver, to be changed; and the way to remove it. */
export function editView(
  { party, receiver, kinds }: { party: PartySeen; receiver: Receiver; kinds: readonly EventKind[] },
  seen: Seen,
): View {
  const own = pageWords[seen.lang]
  const at = pathOf(party, receiver.receiverId)
  return {
    title: own.edit,
    breadcrumbs: crumbs(party, seen.lang, { label: nameOf(receiver), href: at }, { label: own.edit }),
    body: (
      <>
        <FormErrors seen={seen} />
        <Heading>{own.edit}</Heading>
        <ReceiverForm action={`${at}/edit`} kinds={kinds} stored={receiver} press={own.save} seen={seen} />
        <Part title={own.remove} lead={own.removeLead}>
          <ButtonRow>
            <Press action={`${at}/remove`} kind="danger" seen={seen}>
              {own.remove}
            </Press>
          </ButtonRow>
        </Part>
      </>
    ),
  }
}

interface ReceiverFormProps {
  action: string
  kinds: readonly EventKind[]
  stored?: Receiver
  press: string
  seen: Seen
}

function ReceiverForm({ action, kinds, stored, press, seen }: ReceiverFormProps) {
  const { lang, actor } = seen
  const own = pageWords[lang]
  return (
    <Form action={action} csrf={seen.csrf} label={press}>
      <Field
        name="url"
        label={own.fields.url}
        hint={own.urlHint}
        type="url"
        value={typed(seen, 'url', stored?.url)}
        error={faultOf(seen, 'url')}
        autocomplete="off"
        required
      />
      <Field
        name="description"
        label={own.fields.description}
        hint={own.descriptionHint}
        value={typed(seen, 'description', stored?.description)}
        error={faultOf(seen, 'description')}
        width="middle"
        autocomplete="off"
        optional
      />
      <CheckboxGroup
        name="kinds"
        label={own.fields.kinds}
        hint={actor.role === 'company_staff' ? own.all : own.own}
        options={kinds.map((kind) => ({
          value: kind,
          label: eventWords[lang][kind].name,
          hint: `${eventWords[lang][kind].when} (${kind})`,
        }))}
        values={typedList(seen, 'kinds', stored?.kinds ?? kinds, 'url')}
        error={faultOf(seen, 'kinds')}
        required
      />
      <ButtonRow>
        <Button>{press}</Button>
      </ButtonRow>
    </Form>
  )
}
