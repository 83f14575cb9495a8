/** Fees of the company, and adding one. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { PartyKind, Sector } from '#parties/schema.ts'
import { kindWords, sectorWords } from '#parties/words.ts'
import { Card, EmptyState, Heading } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, RadioGroup, Select, TextArea } from '#ui/forms.tsx'
import { dayText, listed, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { type Fee, calculators } from '#trade/fee-rules.ts'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { inLang } from '#trade/sheet-parts.ts'
import { moneyWords } from '#trade/words/money.ts'
import type { FeeSeen } from './fees.ts'
import { feeWords } from './words.ts'

export const feesAt = '/trade/fees'

interface FeesData {
  readonly fees: readonly FeeSeen[]
  readonly choices: readonly {
    readonly scope: 'producer' | 'product' | 'cycle'
    readonly id: Id
    readonly name: string
  }[]
  readonly channels: readonly string[]
  readonly today: Day
}

export function feesView(data: FeesData, seen: Seen): View {
  const own = feeWords[seen.lang]
  return {
    title: own.fees,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: moneyWords[seen.lang].statements, href: '/trade/statements' },
      { label: own.fees },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="statements" />
        <Heading lead={own.lead}>{own.fees}</Heading>
        <FormErrors seen={seen} />
        <FeeTable data={data} seen={seen} />
        <Part id="add">
          <Card title={own.add} level={2}>
            <AddForm data={data} seen={seen} />
          </Card>
        </Part>
      </>
    ),
  }
}

const percent = (bp: number): string => `${bp / 100}％`

/** `売上の 2.5％`: how a fee is worked out. */
function countsAs(fee: Fee, lang: Lang): string {
  const own = feeWords[lang]
  switch (fee.calculator) {
    case 'flat':
      return (fee.flatPer === 'statement' ? own.perStatement : own.perDelivery)(yen(fee.amountYen, lang))
    case 'percent':
      return own.percent(percent(fee.rateBp))
    case 'per_unit':
      return own.perUnit(yen(fee.amountYen, lang))
    case 'tiered':
      return listed(
        fee.tiers.map(({ fromYen, rateBp }) => own.tier(yen(fromYen, lang), percent(rateBp))),
        lang,
      )
  }
}

/** A channel is the buyer's sector, or what kind of party it is. */
export const channelName = (channel: string, lang: Lang): string =>
  channel in sectorWords[lang]
    ? sectorWords[lang][channel as Sector]
    : (kindWords[lang][channel as PartyKind] ?? channel)

function FeeTable({ data: { fees, today }, seen }: { data: FeesData; seen: Seen }) {
  const own = feeWords[seen.lang]
  const attached = (fee: FeeSeen): string => {
    if (fee.scope === 'all') return own.scopes.all
    const name = fee.scope === 'channel' ? channelName(fee.channel, seen.lang) : fee.scopeName
    return `${own.scopes[fee.scope]}：${name}`
  }
  return (
    <Table
      caption={own.fees}
      hideCaption
      phone="cards"
      rows={fees}
      empty={<EmptyState title={own.none} text={own.noneText} />}
      columns={[
        { key: 'name', label: own.name, cell: (row) => inLang(row.name, row.nameEn, seen.lang) },
        { key: 'counts', label: own.counts, cell: (row) => countsAs(row, seen.lang) },
        { key: 'scope', label: own.scope, cell: attached },
        {
          key: 'period',
          label: own.period,
          cell: (row) =>
            `${dayText(row.validFrom, seen.lang)} – ${row.validTo ? dayText(row.validTo, seen.lang) : ''}`,
        },
        {
          key: 'end',
          label: own.end,
          cell: (row) =>
            !row.validTo && (
              <Form
                action={`${feesAt}/${row.feeId}/end`}
                csrf={seen.csrf}
                requestKey={`${seen.requestKey} ${row.feeId}`}
              >
                {/* One that has not begun ends on its first day, the earliest there is. */}
                <input type="hidden" name="to" value={row.validFrom > today ? row.validFrom : today} />
                <Button kind="quiet" size="small">
                  {own.end}
                </Button>
              </Form>
            ),
        },
      ]}
    />
  )
}

function AddForm({ data, seen }: { data: FeesData; seen: Seen }) {
  const own = feeWords[seen.lang]
  const groups = (['producer', 'product', 'cycle'] as const).map((scope) => ({
    group: own.scopes[scope],
    options: data.choices
      .filter((choice) => choice.scope === scope)
      .map(({ id, name }) => ({ value: `${scope} ${id}`, label: name })),
  }))
  const channels = data.channels.map((channel) => ({
    value: `channel ${channel}`,
    label: channelName(channel, seen.lang),
  }))
  return (
    <Form action={feesAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.add}>
      <FieldRow>
        <Field
          name="name"
          label={own.name}
          hint={own.nameHint}
          value={typed(seen, 'name')}
          error={faultOf(seen, 'name')}
          required
        />
        <Field
          name="nameEn"
          label={own.nameEn}
          value={typed(seen, 'nameEn')}
          error={faultOf(seen, 'nameEn')}
          optional
        />
      </FieldRow>
      <Select
        name="scope"
        label={own.scope}
        options={[
          { value: 'all', label: own.scopes.all },
          ...groups.filter(({ options }) => options.length > 0),
          ...(channels.length > 0 ? [{ group: own.scopes.channel, options: channels }] : []),
        ]}
        value={typed(seen, 'scope', 'all')}
        error={faultOf(seen, 'scope')}
        empty={false}
        required
      />
      <RadioGroup
        name="calculator"
        label={own.calculator}
        options={calculators.map((value) => ({ value, label: own.calculators[value] }))}
        value={typed(seen, 'calculator', 'percent')}
        error={faultOf(seen, 'calculator')}
      />
      <CalculatorBoxes seen={seen} />
      <Field
        type="date"
        name="from"
        label={own.from}
        value={typed(seen, 'from', data.today)}
        error={faultOf(seen, 'from')}
        required
      />
      <ButtonRow>
        <Button>{own.add}</Button>
      </ButtonRow>
    </Form>
  )
}

function CalculatorBoxes({ seen }: { seen: Seen }) {
  const own = feeWords[seen.lang]
  return (
    <>
      <FieldRow>
        <Field
          type="decimal"
          name="rateBp"
          label={own.rate}
          hint={own.rateHint}
          unit="％"
          value={typed(seen, 'rateBp')}
          error={faultOf(seen, 'rateBp')}
          optional
        />
        <Field
          type="number"
          name="amountYen"
          label={own.amount}
          hint={own.amountHint}
          unit={seen.lang === 'ja' ? '円' : 'yen'}
          value={typed(seen, 'amountYen')}
          error={faultOf(seen, 'amountYen')}
          optional
        />
        <Select
          name="flatPer"
          label={own.flatPer}
          options={(['statement', 'delivery'] as const).map((value) => ({
            value,
            label: own.flatPers[value],
          }))}
          value={typed(seen, 'flatPer', 'statement')}
          error={faultOf(seen, 'flatPer')}
          empty={false}
        />
      </FieldRow>
      <TextArea
        name="tiers"
        label={own.tiers}
        hint={own.tiersHint}
        value={typed(seen, 'tiers')}
        error={faultOf(seen, 'tiers')}
        rows={3}
        optional
      />
    </>
  )
}
