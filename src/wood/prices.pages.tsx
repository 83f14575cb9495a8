/** The price table: what holds now, what held before, entering a row. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Named } from '#parties/directory.ts'
import { EmptyState, Heading, StatusLabel } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Checkbox, Field, FieldGroup, FieldRow, Form, RadioGroup, Select } from '#ui/forms.tsx'
import { dayText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { officeWords } from './office.words.ts'
import { WoodTabs, crumbs, namedOptions, woodAt, wordOptions } from './page-parts.tsx'
import { type PriceRow, pricesOn } from './prices.ts'
import { supplierSorts, woodClasses } from './schema.ts'
import { woodWords } from './words.ts'

export const pricesAt = `${woodAt}/prices`

const perText = (row: PriceRow, lang: Lang): string =>
  woodWords[lang][row.basis === 'm3' ? 'perCubic' : 'perTonne']

/** A price as it is posted at the yard. */
export function priceColumns(lang: Lang): Column<PriceRow>[] {
  const own = officeWords[lang]
  const words = woodWords[lang]
  return [
    { key: 'class', label: words.woodClass, cell: (row) => words.classes[row.woodClass] },
    { key: 'sort', label: words.supplier, cell: (row) => words.sorts[row.sort] },
    { key: 'per', label: own.per, cell: (row) => perText(row, lang) },
    {
      key: 'yen',
      label: own.price,
      numeric: true,
      cell: (row) => (row.bought ? yen(row.yen, lang) : own.notBought),
    },
    {
      key: 'topUp',
      label: own.topUp,
      numeric: true,
      cell: (row) => (row.topUpYen > 0 ? `${yen(row.topUpYen, lang)}（${row.topUpName ?? ''}）` : '–'),
    },
    {
      key: 'most',
      label: own.most,
      cell: ({ most }) => own.mostOf(most.yenPct, most.pointsPct, most.firewoodPct),
    },
  ]
}

export interface PricesData {
  readonly prices: readonly PriceRow[]
  readonly parties: readonly Named[]
  readonly today: Day
}

export function pricesView({ prices, parties, today }: PricesData, seen: Seen): View {
  const { lang } = seen
  const own = officeWords[lang]
  const current = new Set(pricesOn(prices, today))
  return {
    title: own.prices,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.prices }),
    body: (
      <>
        <WoodTabs current="prices" seen={seen} />
        <Heading lead={own.pricesLead} action={<ButtonLink href="#add">{own.addPrice}</ButtonLink>}>
          {own.prices}
        </Heading>
        <FormErrors seen={seen} />
        <Table
          caption={own.prices}
          hideCaption
          phone="cards"
          rows={prices}
          empty={<EmptyState title={own.noPrices} />}
          columns={[
            ...priceColumns(lang),
            {
              key: 'from',
              label: own.from,
              cell: (row) => (
                <>
                  {dayText(row.from, lang)}{' '}
                  {current.has(row) && <StatusLabel tone="green">{own.now}</StatusLabel>}
                </>
              ),
            },
            { key: 'source', label: own.source, hideOnPhone: true },
          ]}
        />
        <Part title={own.addPrice} id="add">
          <PriceForm parties={parties} today={today} seen={seen} />
        </Part>
      </>
    ),
  }
}

function PriceForm({ parties, today, seen }: { parties: readonly Named[]; today: Day; seen: Seen }) {
  const { lang } = seen
  const own = officeWords[lang]
  const words = woodWords[lang]
  return (
    <Form action={pricesAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.addPrice}>
      <RadioGroup
        {...box(seen, 'woodClass', 'c')}
        label={words.woodClass}
        options={wordOptions(woodClasses, words.classes)}
        inline
        required
      />
      <FieldRow>
        <Select
          {...box(seen, 'sort', 'all')}
          label={words.supplier}
          options={wordOptions(['all', ...supplierSorts] as const, words.sorts)}
          empty={false}
        />
        <Field {...box(seen, 'from', today)} label={own.from} type="date" required />
      </FieldRow>
      <RadioGroup
        {...box(seen, 'basis', 't')}
        label={own.per}
        options={[
          { value: 't', label: words.perTonne },
          { value: 'm3', label: words.perCubic },
        ]}
        inline
        required
      />
      <FieldRow>
        <Field {...box(seen, 'yen')} label={own.price} type="number" unit={words.yen} required />
        <Field {...box(seen, 'topUpYen', 0)} label={own.topUp} type="number" unit={words.yen} />
      </FieldRow>
      <Select
        {...box(seen, 'topUpBy')}
        label={own.topUpBy}
        options={namedOptions(parties)}
        empty={own.topUpByEmpty}
        width="middle"
      />
      <MostBoxes seen={seen} />
      <Checkbox
        name="bought"
        label={own.bought}
        checked={seen.form ? seen.form.values['bought'] === '1' : true}
      />
      <Field {...box(seen, 'source')} label={own.source} maxlength={200} required />
      <ButtonRow>
        <Button>{words.save}</Button>
      </ButtonRow>
    </Form>
  )
}

function MostBoxes({ seen }: { seen: Seen }) {
  const own = officeWords[seen.lang]
  const words = woodWords[seen.lang]
  return (
    <FieldGroup legend={own.most}>
      <FieldRow>
        <Field
          {...box(seen, 'most.yenPct', 100)}
          label={own.yenMost}
          type="number"
          unit={words.pct}
          required
        />
        <Field
          {...box(seen, 'most.pointsPct', 100)}
          label={own.pointsMost}
          type="number"
          unit={words.pct}
          required
        />
        <Field
          {...box(seen, 'most.firewoodPct', 0)}
          label={own.firewoodMost}
          type="number"
          unit={words.pct}
          required
        />
      </FieldRow>
    </FieldGroup>
  )
}
