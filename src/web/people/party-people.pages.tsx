import { addDays, dayAt } from '#kit/days.ts'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Member } from '#parties/memberships.ts'
import { may } from '#parties/policy.ts'
import type { HeldRole } from '#parties/schema.ts'
import type { ApiToken } from '#parties/tokens.ts'
import { roleWords } from '#parties/words.ts'
import { Notice, StatusLabel } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form, RadioGroup, Select } from '#ui/forms.tsx'
import { dayText, instantText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { OnceShown, partyView } from './party-frame.tsx'
import type { Members, Tokens } from './party-people.ts'
import { partyWords } from './party.words.ts'
import { Press } from './parts.tsx'
import { words } from './words.ts'

/** Who acts for a party, and the way to invite somebody. */
export function membersView({ party, members, roles }: Members, seen: Seen): View {
  const own = partyWords[seen.lang].members
  const link = /https?:\/\/\S+\/invitations\/[\w-]+/.exec(seen.notice ?? '')?.[0]
  const at = `/parties/${party.partyId}/members`
  return partyView(
    {
      party,
      part: 'members',
      title: own.title,
      lead: own.lead,
      body: (
        <>
          {link && <OnceShown label={own.inviteLink} hint={own.inviteByHand} copy={own.copy} secret={link} />}
          <MembersTable members={members} roles={roles} at={at} seen={seen} />
          <Part title={own.invite} lead={own.inviteLead}>
            {roles.length > 0 ? (
              <InviteForm at={at} roles={roles} seen={seen} />
            ) : (
              <Notice kind="info" title={own.nothingToGive} />
            )}
          </Part>
        </>
      ),
    },
    seen,
  )
}

interface MembersProps {
  members: readonly Member[]
  roles: readonly HeldRole[]
  at: string
  seen: Seen
}

function MembersTable({ members, roles, at, seen }: MembersProps) {
  const { lang, actor } = seen
  const own = partyWords[lang]
  return (
    <Table
      caption={own.members.title}
      hideCaption
      rows={members}
      phone="cards"
      empty={<p>{own.members.none}</p>}
      columns={[
        {
          key: 'name',
          label: own.members.name,
          cell: (row) => (
            <>
              {row.name} {row.disabled && <StatusLabel tone="error">{own.members.disabled}</StatusLabel>}
            </>
          ),
        },
        { key: 'email', label: own.fields.email },
        { key: 'role', label: own.fields.role, cell: (row) => roleWords[lang][row.role] },
        { key: 'from', label: own.members.since, cell: (row) => dayText(row.from, lang) },
        {
          key: 'end',
          label: own.members.end,
          cell: (row) =>
            roles.includes(row.role) && row.userId !== actor.userId ? (
              <Press
                action={`${at}/end`}
                boxes={{ userId: row.userId, role: row.role }}
                about={row.name}
                seen={seen}
              >
                {own.members.end}
              </Press>
            ) : undefined,
        },
      ]}
    />
  )
}

function InviteForm({ at, roles, seen }: { at: string; roles: readonly HeldRole[]; seen: Seen }) {
  const { lang } = seen
  const { fields, members } = partyWords[lang]
  const { languages } = words[lang].account
  return (
    <Form action={at} csrf={seen.csrf} label={members.invite}>
      <Field
        name="email"
        label={fields.email}
        type="email"
        value={typed(seen, 'email')}
        error={faultOf(seen, 'email')}
        width="middle"
        autocomplete="off"
        required
      />
      <Select
        name="role"
        label={fields.role}
        options={roles.map((role) => ({ value: role, label: roleWords[lang][role] }))}
        value={typed(seen, 'role', roles[0])}
        error={faultOf(seen, 'role')}
        empty={false}
        width="middle"
        required
      />
      <RadioGroup
        name="language"
        label={fields.language}
        options={[
          { value: 'ja', label: languages.ja },
          { value: 'en', label: languages.en },
        ]}
        value={typed(seen, 'language', 'ja')}
        error={faultOf(seen, 'language')}
        inline
      />
      <ButtonRow>
        <Button>{members.send}</Button>
      </ButtonRow>
    </Form>
  )
}

/** The keys with which programs act for a party. */
export function tokensView({ party, tokens }: Tokens, seen: Seen): View {
  const own = partyWords[seen.lang].tokens
  const token = /\byui_[\w-]+/.exec(seen.notice ?? '')?.[0]
  const at = `/parties/${party.partyId}/tokens`
  return partyView(
    {
      party,
      part: 'tokens',
      title: own.title,
      lead: own.lead,
      body: (
        <>
          {token && <OnceShown label={own.token} hint={own.onceHint} copy={own.copy} secret={token} />}
          <TokensTable tokens={tokens} at={at} seen={seen} />
          <Part title={own.create}>
            <TokenForm at={at} seen={seen} />
          </Part>
          {may(seen.actor.role, 'own.webhooks') && (
            <Part title={own.webhooks} lead={own.webhooksLead}>
              <ButtonRow>
                <ButtonLink href={`/parties/${party.partyId}/webhooks`} kind="secondary">
                  {own.toWebhooks}
                </ButtonLink>
              </ButtonRow>
            </Part>
          )}
        </>
      ),
    },
    seen,
  )
}

function TokensTable({ tokens, at, seen }: { tokens: readonly ApiToken[]; at: string; seen: Seen }) {
  const { lang } = seen
  const own = partyWords[lang].tokens
  return (
    <Table
      caption={own.title}
      hideCaption
      rows={tokens}
      phone="cards"
      empty={<p>{own.none}</p>}
      columns={[
        { key: 'label', label: own.label },
        { key: 'role', label: partyWords[lang].fields.role, cell: (row) => roleWords[lang][row.role] },
        { key: 'createdBy', label: own.by },
        { key: 'createdAt', label: own.made, cell: (row) => instantText(row.createdAt, lang) },
        { key: 'used', label: own.used, cell: (row) => row.lastUsedAt && instantText(row.lastUsedAt, lang) },
        { key: 'state', label: own.state, cell: (row) => <TokenState row={row} seen={seen} /> },
        {
          key: 'revoke',
          label: own.revoke,
          cell: (row) =>
            row.revokedAt ? undefined : (
              <Press action={`${at}/revoke`} boxes={{ tokenId: row.tokenId }} about={row.label} seen={seen}>
                {own.revoke}
              </Press>
            ),
        },
      ]}
    />
  )
}

function TokenState({ row, seen }: { row: ApiToken; seen: Seen }) {
  const own = partyWords[seen.lang].tokens
  if (row.revokedAt) return <StatusLabel>{own.revoked}</StatusLabel>
  if (row.expiresAt && row.expiresAt <= seen.now)
    return <StatusLabel tone="warning">{own.expired}</StatusLabel>
  // It ends with its last day, at midnight: the instant itself is the day after.
  const lastDay = row.expiresAt && addDays(dayAt(row.expiresAt), -1)
  return (
    <>
      <StatusLabel tone="green">{own.active}</StatusLabel>
      {lastDay && <small class="block">{own.until(dayText(lastDay, seen.lang))}</small>}
    </>
  )
}

function TokenForm({ at, seen }: { at: string; seen: Seen }) {
  const { fields, tokens } = partyWords[seen.lang]
  return (
    <Form action={at} csrf={seen.csrf} label={tokens.create}>
      <Field
        name="label"
        label={fields.label}
        hint={tokens.labelHint}
        value={typed(seen, 'label')}
        error={faultOf(seen, 'label')}
        width="middle"
        autocomplete="off"
        required
      />
      <Field
        name="lastDay"
        label={fields.tokenLastDay}
        hint={tokens.lastDayHint}
        type="date"
        value={typed(seen, 'lastDay')}
        error={faultOf(seen, 'lastDay')}
        optional
      />
      <ButtonRow>
        <Button>{tokens.create}</Button>
      </ButtonRow>
    </Form>
  )
}
