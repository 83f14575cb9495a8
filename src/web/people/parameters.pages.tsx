import { FormErrors } from '#http/form-errors.tsx'
import type { Day } from '#kit/days.ts'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Parameter } from '#parties/parameters.ts'
import { may } from '#parties/policy.ts'
import { Heading, StatusLabel } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Checkbox, Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { dayText } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { recordWords } from './record.words.ts'

interface Data {
  readonly parameters: readonly Parameter[]
  readonly today: Day
}

/** What people call a number; its own name where nobody has given it another. */
export const parameterName = (name: string, lang: Lang): string =>
  recordWords[lang].parameters.names[name] ?? name

/** The numbers of law and agreement, each with its days and source. */
export function parametersView({ parameters, today }: Data, seen: Seen): View {
  const { lang, actor } = seen
  const own = recordWords[lang].parameters
  const groups = Map.groupBy(parameters, ({ name }) => name)
  return {
    title: own.title,
    body: (
      <>
        <Heading lead={own.lead}>{own.title}</Heading>
        <FormErrors seen={seen} />
        <p class="mb-8">{own.unconfirmedNote}</p>
        {[...groups].map(([name, rows]) => (
          <section class="mb-12">
            <Heading level={2}>{parameterName(name, lang)}</Heading>
            <Rows name={name} rows={rows} today={today} lang={lang} />
          </section>
        ))}
        {may(actor.role, 'parameter.set') && (
          <section class="mt-12">
            <Heading level={2} lead={own.setLead}>
              {own.set}
            </Heading>
            <ParameterForm names={[...groups.keys()]} today={today} seen={seen} />
          </section>
        )}
      </>
    ),
  }
}

interface RowsProps {
  name: string
  rows: readonly Parameter[]
  today: Day
  lang: Lang
}

function Rows({ name, rows, today, lang }: RowsProps) {
  const own = recordWords[lang].parameters
  return (
    <Table
      caption={parameterName(name, lang)}
      hideCaption
      rows={rows.toReversed()}
      phone="cards"
      highlight={(row) => row.from <= today && (row.to === null || row.to >= today)}
      columns={[
        { key: 'value', label: own.value, cell: (row) => valueText(row) },
        { key: 'from', label: own.from, cell: (row) => dayText(row.from, lang) },
        { key: 'to', label: own.to, cell: (row) => (row.to ? dayText(row.to, lang) : own.open) },
        { key: 'source', label: own.source },
        {
          key: 'state',
          label: own.state,
          cell: (row) =>
            row.confirmed ? (
              <StatusLabel tone="success">{own.confirmed}</StatusLabel>
            ) : (
              <StatusLabel tone="warning">{own.unconfirmed}</StatusLabel>
            ),
        },
      ]}
    />
  )
}

/** The unit is the last word of the name. */
function valueText({ name, value }: Parameter): string {
  if (name.endsWith('_pct')) return `${value}%`
  return name.endsWith('_jpy') ? `${value}円` : String(value)
}

function ParameterForm({ names, today, seen }: { names: readonly string[]; today: Day; seen: Seen }) {
  const { lang } = seen
  const own = recordWords[lang].parameters
  const box = (name: 'value' | 'from' | 'source') => ({
    name,
    label: own[name],
    error: faultOf(seen, name),
    required: true,
  })
  return (
    <Form action="/parameters" csrf={seen.csrf} requestKey={seen.requestKey}>
      <Select
        name="name"
        label={own.name}
        options={names.map((name) => ({ value: name, label: parameterName(name, lang) }))}
        value={typed(seen, 'name')}
        error={faultOf(seen, 'name')}
        required
      />
      <FieldRow>
        <Field {...box('value')} type="decimal" hint={own.valueHint} value={typed(seen, 'value')} />
        <Field {...box('from')} type="date" value={typed(seen, 'from', today)} />
      </FieldRow>
      <Field {...box('source')} hint={own.sourceHint} value={typed(seen, 'source')} autocomplete="off" />
      <Checkbox name="confirmed" label={own.confirm} checked={seen.form?.values['confirmed'] !== undefined} />
      <ButtonRow>
        <Button>{own.save}</Button>
      </ButtonRow>
    </Form>
  )
}
