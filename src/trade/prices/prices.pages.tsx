/** Price lists and what stands on them. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { Card, EmptyState, Heading, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select, TextArea } from '#ui/forms.tsx'
import { dayText, decimal, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { inLang } from '#trade/sheet-parts.ts'
import { startWords } from '#trade/words/start.ts'
import type { PriceListRow, PriceListSeen, PriceSeen } from './price-lists.ts'
import { priceWords } from './words.ts'

const list = '/trade/price-lists'
const percent = (bp: number): string => `${bp / 100}％`

export function priceListsView({ rows }: { rows: readonly PriceListRow[] }, seen: Seen): View {
  const own = priceWords[seen.lang]
  return {
    title: own.lists,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: startWords[seen.lang].buyers, href: '/trade/buyers' },
      { label: own.lists },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="buyers" />
        <Heading lead={own.lead}>{own.lists}</Heading>
        <FormErrors seen={seen} />
        <Table
          caption={own.lists}
          hideCaption
          phone="cards"
          rows={rows}
          empty={<EmptyState title={own.none} text={own.noneText} />}
          columns={[
            {
              key: 'name',
              label: own.name,
              cell: (row) => <TextLink href={`${list}/${row.priceListId}`}>{row.name}</TextLink>,
            },
            { key: 'prices', label: own.prices, numeric: true },
            {
              key: 'discountBp',
              label: own.discount,
              numeric: true,
              cell: (row) => percent(row.discountBp),
            },
            { key: 'buyers', label: own.buyers, numeric: true },
            { key: 'note', label: own.note },
          ]}
        />
        <Part id="add">
          <Card title={own.add} level={2}>
            <ListForm action={list} seen={seen} />
          </Card>
        </Part>
      </>
    ),
  }
}

function ListForm({ action, stored, seen }: { action: string; stored?: PriceListRow; seen: Seen }) {
  const own = priceWords[seen.lang]
  return (
    <Form
      action={action}
      csrf={seen.csrf}
      requestKey={`${seen.requestKey} list`}
      label={stored ? own.settings : own.add}
    >
      <FieldRow>
        <Field
          name="name"
          label={own.name}
          hint={own.nameHint}
          value={typed(seen, 'name', stored?.name)}
          error={faultOf(seen, 'name')}
          required
        />
        <Field
          type="decimal"
          name="discountBp"
          label={own.discount}
          unit="％"
          value={typed(seen, 'discountBp', stored && stored.discountBp / 100)}
          error={faultOf(seen, 'discountBp')}
          optional
        />
      </FieldRow>
      <TextArea
        name="note"
        label={own.note}
        value={typed(seen, 'note', stored?.note)}
        error={faultOf(seen, 'note')}
        rows={2}
        optional
      />
      <ButtonRow>
        <Button kind={stored ? 'secondary' : 'primary'}>{stored ? own.save : own.add}</Button>
      </ButtonRow>
    </Form>
  )
}

interface Variant {
  readonly variantId: string
  readonly productName: string
  readonly productNameEn: string
  readonly variantName: string
  readonly variantNameEn: string
  readonly priceYen: number
}
interface Opened {
  readonly found: PriceListSeen
  readonly variants: readonly Variant[]
  readonly today: Day
}

export function priceListView({ found, variants, today }: Opened, seen: Seen): View {
  const own = priceWords[seen.lang]
  const at = `${list}/${found.priceListId}`
  return {
    title: `${own.lists} ${found.name}`,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: startWords[seen.lang].buyers, href: '/trade/buyers' },
      { label: own.lists, href: list },
      { label: found.name },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="buyers" />
        <Heading above={own.lists} lead={found.note || undefined}>
          {found.name}
        </Heading>
        <FormErrors seen={seen} />
        <p>
          {own.buyers}：
          {found.assigned.length === 0
            ? own.noBuyers
            : found.assigned.map(({ buyerId, name }, index) => (
                <>
                  {index > 0 && (seen.lang === 'ja' ? '、' : ', ')}
                  <TextLink href={`/trade/buyers/${buyerId}`}>{name}</TextLink>
                </>
              ))}
        </p>
        <Part>
          <PriceTable found={found} at={at} seen={seen} />
        </Part>
        <Part id="enter">
          <Card title={own.enter} level={2}>
            <PriceForm variants={variants} at={at} today={today} seen={seen} />
          </Card>
        </Part>
        <Part id="settings">
          <Card title={own.settings} level={2}>
            <ListForm action={at} stored={found} seen={seen} />
          </Card>
        </Part>
        <Part>
          <Form
            action={`${at}/close`}
            csrf={seen.csrf}
            requestKey={`${seen.requestKey} close`}
            label={own.close}
          >
            <p>{own.closeHint}</p>
            <ButtonRow>
              <Button kind="danger">{own.close}</Button>
            </ButtonRow>
          </Form>
        </Part>
      </>
    ),
  }
}

function PriceTable({ found, at, seen }: { found: PriceListSeen; at: string; seen: Seen }) {
  const own = priceWords[seen.lang]
  const money = ({ pricedBy }: PriceSeen, amount: number): string =>
    pricedBy === 'kg' ? own.perKg(yen(amount, seen.lang)) : yen(amount, seen.lang)
  return (
    <Table
      caption={own.prices}
      hideCaption
      phone="cards"
      rows={found.rows}
      filterable={found.rows.length > 20}
      empty={<p>{own.noPrices}</p>}
      columns={[
        {
          key: 'product',
          label: own.product,
          cell: (row) => inLang(row.productName, row.productNameEn, seen.lang),
        },
        {
          key: 'variant',
          label: own.variant,
          cell: (row) => inLang(row.variantName, row.variantNameEn, seen.lang),
        },
        {
          key: 'quantity',
          label: own.quantity,
          cell: (row) => (row.fromQuantity > 1 ? own.atLeast(decimal(row.fromQuantity)) : ''),
        },
        { key: 'usual', label: own.usual, numeric: true, cell: (row) => money(row, row.usualYen) },
        { key: 'price', label: own.price, numeric: true, cell: (row) => money(row, row.priceYen) },
        { key: 'from', label: own.from, cell: (row) => dayText(row.from, seen.lang) },
        { key: 'to', label: own.to, cell: (row) => row.to && dayText(row.to, seen.lang) },
        {
          key: 'drop',
          label: own.drop,
          cell: (row) => (
            <Form
              action={`${at}/drop`}
              csrf={seen.csrf}
              requestKey={`${seen.requestKey} ${row.variantId} ${row.fromQuantity} ${row.from}`}
            >
              <input type="hidden" name="variantId" value={row.variantId} />
              <input type="hidden" name="fromQuantity" value={row.fromQuantity} />
              <input type="hidden" name="from" value={row.from} />
              <Button kind="quiet" size="small">
                {own.drop}
              </Button>
            </Form>
          ),
        },
      ]}
    />
  )
}

function PriceForm({
  variants,
  at,
  today,
  seen,
}: Pick<Opened, 'variants' | 'today'> & { at: string; seen: Seen }) {
  const own = priceWords[seen.lang]
  const name = (each: Variant): string =>
    `${inLang(each.productName, each.productNameEn, seen.lang)}　${inLang(each.variantName, each.variantNameEn, seen.lang)}（${yen(each.priceYen, seen.lang)}）`
  return (
    <Form action={`${at}/prices`} csrf={seen.csrf} requestKey={`${seen.requestKey} price`} label={own.enter}>
      <Select
        name="variantId"
        label={own.variant}
        options={variants.map((each) => ({ value: each.variantId, label: name(each) }))}
        value={typed(seen, 'variantId')}
        error={faultOf(seen, 'variantId')}
        required
      />
      <FieldRow>
        <Field
          type="number"
          name="priceYen"
          label={own.price}
          unit={seen.lang === 'ja' ? '円' : 'yen'}
          value={typed(seen, 'priceYen')}
          error={faultOf(seen, 'priceYen')}
          required
        />
        <Field
          type="number"
          name="fromQuantity"
          label={own.fromQuantity}
          hint={own.fromQuantityHint}
          value={typed(seen, 'fromQuantity', 1)}
          error={faultOf(seen, 'fromQuantity')}
          required
        />
      </FieldRow>
      <FieldRow>
        <Field
          type="date"
          name="from"
          label={own.from}
          value={typed(seen, 'from', today)}
          error={faultOf(seen, 'from')}
          required
        />
        <Field
          type="date"
          name="to"
          label={own.to}
          hint={own.toHint}
          value={typed(seen, 'to')}
          error={faultOf(seen, 'to')}
          optional
        />
      </FieldRow>
      <ButtonRow>
        <Button>{own.enter}</Button>
      </ButtonRow>
    </Form>
  )
}
