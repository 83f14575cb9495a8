import type { Day } from '#kit/days.ts'
import { normalise } from '#kit/japanese.ts'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Party } from '#parties/parties.ts'
import { may } from '#parties/policy.ts'
import type { Registration } from '#parties/registrations.ts'
import type { SideRow } from '#parties/sides.ts'
import { accountTypeWords, sideWords } from '#parties/words.ts'
import { DefinitionList, Heading } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, RadioGroup } from '#ui/forms.tsx'
import { dayText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'

import { partyView, sideChoices } from './party-frame.tsx'
import { partyWords } from './party.words.ts'

interface BankData {
  readonly party: Party
  readonly account?: { readonly shown: string; readonly holderKana: string; readonly from: Day }
  readonly today: Day
}

/** Where the party is paid. The number itself is never shown again once it is saved. */
export function bankView({ party, account, today }: BankData, seen: Seen): View {
  const { lang } = seen
  const own = partyWords[lang]
  const now: [string, string][] = account
    ? [
        [own.bank.now, account.shown],
        [own.fields.holderKana, normalise(account.holderKana)],
        [own.fields.accountFrom, dayText(account.from, lang)],
      ]
    : [[own.bank.now, own.bank.none]]
  return partyView(
    {
      party,
      part: 'bank',
      title: own.bank.title,
      lead: own.bank.lead,
      body: (
        <>
          <DefinitionList items={now} />
          <Part title={own.bank.set} lead={own.bank.codesHint}>
            <BankForm party={party} today={today} seen={seen} />
          </Part>
        </>
      ),
    },
    seen,
  )
}

function BankForm({ party, today, seen }: { party: Party; today: Day; seen: Seen }) {
  const { lang } = seen
  const { fields, bank } = partyWords[lang]
  const box = (name: 'bankCode' | 'branchCode' | 'accountNumber' | 'holderKana') => ({
    name,
    label: fields[name],
    value: typed(seen, name),
    error: faultOf(seen, name),
    autocomplete: 'off',
    required: true,
  })
  const codes = { inputmode: 'numeric', width: 'short' } as const
  return (
    <Form action={`/parties/${party.partyId}/bank-account`} csrf={seen.csrf} requestKey={seen.requestKey}>
      <FieldRow>
        <Field {...box('bankCode')} {...codes} hint={bank.bankHint} />
        <Field {...box('branchCode')} {...codes} hint={bank.branchHint} />
      </FieldRow>
      <RadioGroup
        name="accountType"
        label={fields.accountType}
        options={(['1', '2', '4', '9'] as const).map((value) => ({
          value,
          label: accountTypeWords[lang][value],
        }))}
        value={typed(seen, 'accountType', '1')}
        error={faultOf(seen, 'accountType')}
        inline
        required
      />
      <Field {...box('accountNumber')} {...codes} hint={bank.numberHint} />
      <Field {...box('holderKana')} hint={bank.holderHint} width="middle" />
      <Field
        name="accountFrom"
        label={fields.accountFrom}
        hint={bank.fromHint}
        type="date"
        value={typed(seen, 'accountFrom', today)}
        error={faultOf(seen, 'accountFrom')}
        required
      />
      <ButtonRow>
        <Button size="large">{bank.save}</Button>
      </ButtonRow>
    </Form>
  )
}

interface StandingData {
  readonly party: Party
  readonly sides: readonly SideRow[]
  readonly registrations: readonly Registration[]
  readonly today: Day
}

/** What was true of the party on which days: its side, its registration. */
export function standingView(data: StandingData, seen: Seen): View {
  const own = partyWords[seen.lang].standing
  const { party, sides, registrations } = data
  return partyView(
    {
      party,
      part: 'standing',
      title: own.title,
      lead: own.lead,
      body: (
        <>
          <History
            rows={sides}
            seen={seen}
            title={own.sides}
            none={own.sidesNone}
            cell={(row) => sideWords[seen.lang][row.side]}
          />
          <SideForm {...data} seen={seen} />
          <div class="mt-12">
            <History
              rows={registrations}
              seen={seen}
              title={own.registrations}
              none={own.registrationsNone}
              cell={(row) => row.number}
            />
          </div>
          {may(seen.actor.role, 'party.verify') && <RegistrationForms {...data} seen={seen} />}
        </>
      ),
    },
    seen,
  )
}

interface HistoryProps<Row> {
  rows: readonly Row[]
  title: string
  none: string
  cell: (row: Row) => string
  seen: Seen
}

function History<Row extends { from: Day; to: Day | null }>({
  rows,
  title,
  none,
  cell,
  seen,
}: HistoryProps<Row>) {
  const { lang } = seen
  const own = partyWords[lang].standing
  return (
    <>
      <Heading level={2}>{title}</Heading>
      <Table
        caption={title}
        hideCaption
        rows={rows.toReversed()}
        empty={<p>{none}</p>}
        columns={[
          { key: 'value', label: title, cell },
          { key: 'from', label: own.from, cell: (row) => dayText(row.from, lang) },
          { key: 'to', label: own.to, cell: (row) => (row.to ? dayText(row.to, lang) : own.open) },
        ]}
      />
    </>
  )
}

function SideForm({ party, today, seen }: StandingData & { seen: Seen }) {
  const { lang } = seen
  const { fields, standing } = partyWords[lang]
  return (
    <Part level={3} title={standing.addSide}>
      <Form
        action={`/parties/${party.partyId}/standing/side`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} side`}
        label={standing.addSide}
      >
        <RadioGroup
          name="side"
          label={fields.side}
          options={sideChoices(lang)}
          value={typed(seen, 'side', party.side)}
          error={faultOf(seen, 'side')}
          inline
          required
        />
        <DayBox name="sideFrom" today={today} seen={seen} />
        <Button kind="secondary">{standing.save}</Button>
      </Form>
    </Part>
  )
}

function RegistrationForms({ party, registrations, today, seen }: StandingData & { seen: Seen }) {
  const { fields, standing } = partyWords[seen.lang]
  const at = `/parties/${party.partyId}/standing/registration`
  return (
    <>
      <Part level={3} title={standing.addRegistration}>
        <Form
          action={at}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} number`}
          label={standing.addRegistration}
        >
          <Field
            name="number"
            label={fields.number}
            hint={standing.numberHint}
            value={typed(seen, 'number')}
            error={faultOf(seen, 'number')}
            width="middle"
            autocomplete="off"
            required
          />
          <DayBox name="registeredFrom" today={today} seen={seen} />
          <Button kind="secondary">{standing.save}</Button>
        </Form>
      </Part>
      {registrations.length > 0 && (
        <Part level={3} title={standing.endRegistration}>
          <Form
            action={`${at}/end`}
            csrf={seen.csrf}
            requestKey={`${seen.requestKey} end`}
            label={standing.endRegistration}
          >
            <DayBox name="lastDay" today={today} seen={seen} hint={standing.lastDayHint} />
            <Button kind="danger">{standing.end}</Button>
          </Form>
        </Part>
      )}
    </>
  )
}

interface DayBoxProps {
  name: 'sideFrom' | 'registeredFrom' | 'lastDay'
  today: Day
  seen: Seen
  hint?: string
}

function DayBox({ name, today, seen, hint }: DayBoxProps) {
  return (
    <Field
      name={name}
      label={partyWords[seen.lang].fields[name]}
      hint={hint}
      type="date"
      value={typed(seen, name, today)}
      error={faultOf(seen, name)}
      required
    />
  )
}
