import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { roleWords } from '#parties/words.ts'
import { Heading, Notice, StatusLabel } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form, RadioGroup } from '#ui/forms.tsx'
import { instantText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Account } from './account.ts'
import { Press } from './parts.tsx'
import { words } from './words.ts'

interface Props {
  account: Account
  seen: Seen
}

/** One's own account: name, language, ways in, devices, roles. */
export function accountView(account: Account, seen: Seen): View {
  const own = words[seen.lang].account
  return {
    title: own.title,
    body: (
      <>
        <Heading lead={own.lead}>{own.title}</Heading>
        <FormErrors seen={seen} />
        <Part title={own.profile}>
          <ProfileForm account={account} seen={seen} />
        </Part>
        <Part title={own.seats} lead={own.seatsLead}>
          <Seats seen={seen} />
        </Part>
        <Part title={own.password} lead={own.passwordLead}>
          <PasswordForm account={account} seen={seen} />
        </Part>
        <Part title={own.passkeys} lead={own.passkeysLead}>
          <Passkeys account={account} seen={seen} />
        </Part>
        <Part title={own.sessions} lead={own.sessionsLead}>
          <Form action="/account/sessions/end" csrf={seen.csrf} label={own.sessions}>
            <Button kind="danger">{own.endAll}</Button>
          </Form>
        </Part>
      </>
    ),
  }
}

function ProfileForm({ account, seen }: Props) {
  const own = words[seen.lang].account
  return (
    <Form action="/account/profile" csrf={seen.csrf} requestKey={seen.requestKey} label={own.profile}>
      <Field
        name="name"
        label={own.name}
        hint={own.nameHint}
        autocomplete="name"
        value={typed(seen, 'name', account.name)}
        error={faultOf(seen, 'name')}
        width="middle"
        required
      />
      <Field
        name="email"
        label={own.email}
        hint={own.emailHint}
        value={account.email}
        width="middle"
        readonly
      />
      <RadioGroup
        name="language"
        label={own.language}
        options={[
          { value: 'ja', label: own.languages.ja },
          { value: 'en', label: own.languages.en },
        ]}
        value={typed(seen, 'language', account.language)}
        error={faultOf(seen, 'language')}
        inline
      />
      <ButtonRow>
        <Button>{own.save}</Button>
      </ButtonRow>
    </Form>
  )
}

/** The parties for which one may act, each with a button that changes over to it. */
function Seats({ seen }: { seen: Seen }) {
  const { lang, actor } = seen
  const own = words[lang].account
  if (seen.memberships.length === 0) return <Notice kind="info" title={own.noSeat} />
  return (
    <ul class="max-w-[44rem] divide-y divide-line border-y border-line">
      {seen.memberships.map((each) => (
        <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
          <span>
            <strong>{each.partyName}</strong>
            <span class="block text-ink-soft">{roleWords[lang][each.role]}</span>
          </span>
          {each.partyId === actor.partyId && each.role === actor.role ? (
            <StatusLabel tone="green">{own.now}</StatusLabel>
          ) : (
            <Press
              action="/act-as"
              boxes={{ partyId: each.partyId, role: each.role }}
              about={each.partyName}
              kind="secondary"
              seen={seen}
            >
              {own.changeOver}
            </Press>
          )}
        </li>
      ))}
    </ul>
  )
}

function PasswordForm({ account, seen }: Props) {
  const own = words[seen.lang].account
  return (
    <Form action="/account/password" csrf={seen.csrf} label={own.password}>
      <input type="hidden" name="username" autocomplete="username" value={account.email} />
      {account.hasPassword && (
        <Field
          name="current"
          label={own.current}
          type="password"
          autocomplete="current-password"
          error={faultOf(seen, 'current')}
          width="middle"
          required
        />
      )}
      <Field
        name="next"
        label={own.next}
        hint={words[seen.lang].reset.passwordHint}
        type="password"
        autocomplete="new-password"
        error={faultOf(seen, 'next')}
        width="middle"
        required
      />
      <ButtonRow>
        <Button kind="secondary">{own.change}</Button>
      </ButtonRow>
    </Form>
  )
}

function Passkeys({ account, seen }: Props) {
  const { lang } = seen
  const own = words[lang].account
  return (
    <>
      <Table
        caption={own.passkeys}
        hideCaption
        rows={account.passkeys}
        phone="cards"
        empty={<p>{own.noPasskeys}</p>}
        columns={[
          { key: 'label', label: own.label },
          { key: 'createdAt', label: own.made, cell: (row) => instantText(row.createdAt, lang) },
          {
            key: 'lastUsedAt',
            label: own.used,
            cell: (row) => row.lastUsedAt && instantText(row.lastUsedAt, lang),
          },
          {
            key: 'remove',
            label: own.remove,
            cell: (row) => (
              <Press
                action="/account/passkeys/remove"
                boxes={{ credentialId: row.credentialId }}
                about={row.label}
                seen={seen}
              >
                {own.remove}
              </Press>
            ),
          },
        ]}
      />
      <AddPasskey seen={seen} />
    </>
  )
}

/** Hidden until its script has found that this browser knows passkeys. */
function AddPasskey({ seen }: { seen: Seen }) {
  const own = words[seen.lang].account
  return (
    <>
      <noscript>
        <p class="y-hint">{own.needsScript}</p>
      </noscript>
      <div class="y-form mt-6" data-passkey="add" data-csrf={seen.csrf} data-failed={own.addFailed} hidden>
        <Field name="label" label={own.label} hint={own.labelHint} width="middle" maxlength={60} />
        <p class="y-error" role="alert" hidden></p>
        <Button kind="secondary" type="button">
          {own.add}
        </Button>
      </div>
    </>
  )
}
