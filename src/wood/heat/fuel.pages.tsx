/** Chips or heat that were paid for, by the month. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { type Day, type Month, monthOfDay } from '#kit/days.ts'
import { DefinitionList, EmptyState, Heading, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { dayText, monthText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { crumbs, weight } from '#wood/page-parts.tsx'
import type { Boiler } from './boilers.ts'
import type { FuelMonth, SaleSeen } from './fuel.ts'
import { boilerName } from './heat.pages.tsx'
import { heatAt, heatText } from './parts.tsx'
import type { SoldAs } from './schema.ts'
import { heatWords } from './words.ts'

const quantityText = (quantity: number, soldAs: SoldAs, lang: Lang): string =>
  soldAs === 'heat' ? heatText(quantity, lang) : weight(quantity, lang)

export interface FuelData {
  readonly boiler: Boiler
  readonly months: readonly FuelMonth[]
  readonly today: Day
}

export function fuelView({ boiler, months, today }: FuelData, seen: Seen): View {
  const { lang } = seen
  const own = heatWords[lang]
  const at = `${heatAt}/${boiler.siteId}`
  const name = boilerName(boiler, lang)
  const waiting = months
    .filter(({ month, paid }) => paid === null && month < monthOfDay(today))
    .map(({ month }) => month)
  return {
    title: own.fuel,
    breadcrumbs: crumbs(
      seen,
      { label: own.heat, href: heatAt },
      { label: name, href: at },
      { label: own.fuel },
    ),
    body: (
      <>
        <Heading above={`${name}　${boiler.userName}`} lead={own.fuelLead}>
          {own.fuel}
        </Heading>
        <FormErrors seen={seen} />
        <Part>
          <FuelTable months={months} today={today} lang={lang} />
        </Part>
        {waiting.length > 0 && (
          <Part title={own.confirmPaid}>
            <Form action={`${at}/fuel`} csrf={seen.csrf} requestKey={seen.requestKey} label={own.confirmPaid}>
              <FieldRow>
                <Select
                  {...box(seen, 'month', waiting.at(-1))}
                  label={own.month}
                  options={waiting.map((month) => ({ value: month, label: monthText(month, lang) }))}
                  empty={false}
                />
                <Field {...box(seen, 'paidOn', today)} label={own.paidOn} type="date" max={today} required />
              </FieldRow>
              <ButtonRow>
                <Button>{own.confirmPaid}</Button>
              </ButtonRow>
            </Form>
          </Part>
        )}
      </>
    ),
  }
}

function FuelTable({ months, today, lang }: Omit<FuelData, 'boiler'> & { lang: Lang }) {
  const own = heatWords[lang]
  const state = ({ paid, month }: FuelMonth) =>
    paid ? (
      <TextLink href={`${heatAt}/sales/${paid.saleId}`}>{`${own.paid} ${dayText(paid.on, lang)}`}</TextLink>
    ) : (
      <StatusLabel tone={isOver(month, today) ? 'warning' : 'neutral'}>
        {isOver(month, today) ? own.unpaid : own.running}
      </StatusLabel>
    )
  return (
    <Table
      caption={own.fuel}
      hideCaption
      phone="cards"
      rows={months}
      empty={<EmptyState title={own.noFuel} />}
      columns={[
        { key: 'month', label: own.month, cell: (row) => monthText(row.month, lang) },
        {
          key: 'quantity',
          label: own.quantity,
          numeric: true,
          cell: (row) => (
            <>
              {quantityText(row.quantity, row.soldAs, lang)}
              {row.now !== undefined && (
                <>
                  {' '}
                  <StatusLabel tone="warning">
                    {own.quantityNow(quantityText(row.now, row.soldAs, lang))}
                  </StatusLabel>
                </>
              )}
            </>
          ),
        },
        { key: 'net', label: own.net, numeric: true, cell: (row) => yen(row.netYen, lang) },
        { key: 'tax', label: own.tax, numeric: true, cell: (row) => yen(row.taxYen, lang) },
        { key: 'gross', label: own.gross, numeric: true, cell: (row) => yen(row.netYen + row.taxYen, lang) },
        { key: 'state', label: own.paidOn, cell: state },
      ]}
    />
  )
}
const isOver = (month: Month, today: Day): boolean => month < monthOfDay(today)

export function saleView(sale: SaleSeen, seen: Seen): View {
  const { lang } = seen
  const own = heatWords[lang]
  const at = `${heatAt}/${sale.siteId}`
  return {
    title: sale.saleNo,
    breadcrumbs: crumbs(
      seen,
      { label: own.heat, href: heatAt },
      { label: sale.siteName, href: at },
      { label: own.fuel, href: `${at}/fuel` },
      { label: sale.saleNo },
    ),
    body: (
      <>
        <Heading above={own.fuel}>{sale.saleNo}</Heading>
        <FormErrors seen={seen} />
        {sale.cancelledOn !== null && (
          <Notice kind="warning" title={own.cancelledPaid(sale.saleNo)}>
            {`${dayText(sale.cancelledOn, lang)} ${sale.reason}`}
          </Notice>
        )}
        <DefinitionList
          items={[
            [own.buyer, sale.buyerName],
            [own.month, monthText(sale.month, lang)],
            [own.quantity, quantityText(sale.quantity, sale.soldAs, lang)],
            [own.net, yen(sale.netYen, lang)],
            [own.tax, yen(sale.taxYen, lang)],
            [own.gross, yen(sale.netYen + sale.taxYen, lang)],
            [own.paidOn, dayText(sale.paidOn, lang)],
          ]}
        />
        <p class="mt-4">
          <TextLink href={`/ledger/entries/${sale.entryId}`}>{own.entries}</TextLink>
        </p>
        {sale.cancelledOn === null && (
          <Part title={own.cancelPaid}>
            <Form
              action={`${heatAt}/sales/${sale.saleId}/cancel`}
              csrf={seen.csrf}
              requestKey={seen.requestKey}
              label={own.cancelPaid}
            >
              <Field {...box(seen, 'reason')} label={own.reason} maxlength={200} required />
              <ButtonRow>
                <Button kind="danger">{own.cancelPaid}</Button>
              </ButtonRow>
            </Form>
          </Part>
        )}
      </>
    ),
  }
}
