/** A buyer's order sheet: what can be ordered now, a box for the quantity of each. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { EmptyState, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Checkbox, Field, Form, Select, TextArea } from '#ui/forms.tsx'
import { FilterChips, SearchForm } from '#ui/lists.tsx'
import { dayShort, decimal, yen } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import type { OpenOrder } from './order-additions.ts'
import type { Place } from './places.ts'
import type { OfferedRow } from './catalogue.ts'
import { leadText } from './catalogue-parts.tsx'
import { categories, categoryNames } from './categories.ts'
import type { Category } from './categories.ts'
import { Steps, TradeTabs, crumbs } from './page-parts.tsx'
import { hasLeadTime } from './lead-times.ts'
import type { Person } from './people.ts'
import { baseText, inLang } from './sheet-parts.ts'
import { orderWords } from './words/orders.ts'

interface Sheet {
  readonly buyers: readonly Person[]
  readonly buyer: Person | undefined
  /** Staff has not said yet whose order it is. */
  readonly choosing: boolean
  readonly rows: readonly OfferedRow[]
  /** The rows are what the buyer usually orders; the rest is behind a chip. */
  readonly usual: boolean
  readonly deliverOn: Day
  /** Where the buyer has goods brought, beside its own address. */
  readonly places: readonly Place[]
  /** Orders to which goods may still be added. */
  readonly open: readonly OpenOrder[]
}
interface Asked {
  readonly product?: Id
  /** The order to which the goods go. */
  readonly orderId?: Id
  readonly q?: string
  readonly category?: Category
  readonly all?: string
}

export function orderSheetView(sheet: Sheet, seen: Seen, asked: Asked): View {
  const own = orderWords[seen.lang]
  const into = sheet.open.find(({ orderId }) => orderId === asked.orderId)
  const title = into ? own.addInto(into.orderNo) : own.newOrder
  return {
    title,
    wide: !sheet.choosing,
    breadcrumbs: crumbs(seen, { label: own.orders, href: '/trade/orders' }, { label: title }),
    body: (
      <>
        <TradeTabs seen={seen} current="orders" />
        <Heading
          above={sheet.buyer?.name}
          lead={sheet.choosing ? own.chooseBuyerHint : own.sheetLead}
          action={
            sheet.buyer && (
              <TextLink href={withQuery('/trade/orders/new', { product: asked.product })}>
                {own.changeBuyer}
              </TextLink>
            )
          }
        >
          {sheet.choosing ? own.chooseBuyer : title}
        </Heading>
        <FormErrors seen={seen} />
        {sheet.choosing ? (
          <ChooseBuyer sheet={sheet} seen={seen} asked={asked} />
        ) : (
          <Offered sheet={sheet} seen={seen} asked={asked} />
        )}
      </>
    ),
  }
}

interface Parts {
  readonly sheet: Sheet
  readonly seen: Seen
  readonly asked: Asked
}

const option = ({ partyId, name }: Person) => ({ value: partyId, label: name })

function ChooseBuyer({ sheet, seen, asked }: Parts) {
  const own = orderWords[seen.lang]
  const groups = [
    { group: own.knownBuyers, options: sheet.buyers.filter(({ known }) => known).map(option) },
    { group: own.otherParties, options: sheet.buyers.filter(({ known }) => !known).map(option) },
  ].filter(({ options }) => options.length > 0)
  return (
    <Form action="/trade/orders/new" method="get" label={own.chooseBuyer}>
      {asked.product && <input type="hidden" name="product" value={asked.product} />}
      <Select name="buyer" label={own.buyer} options={groups} required />
      <ButtonRow>
        <Button>{own.next}</Button>
      </ButtonRow>
    </Form>
  )
}

function Offered({ sheet, seen, asked }: Parts) {
  const own = orderWords[seen.lang]
  const buyer = sheet.buyer?.partyId
  const address = (changes: { q?: string; category?: Category; all?: string }): string =>
    withQuery('/trade/orders/new', {
      buyer,
      orderId: asked.orderId,
      q: changes.q,
      category: changes.category,
      all: changes.all,
    })
  const hidden = [
    ...(buyer ? [{ name: 'buyer', value: buyer }] : []),
    ...(asked.orderId ? [{ name: 'orderId', value: asked.orderId }] : []),
    ...(asked.category ? [{ name: 'category', value: asked.category }] : []),
  ]
  const narrowed = Boolean(asked.q || asked.category || asked.product)
  return (
    <>
      <SearchForm
        action="/trade/orders/new"
        label={own.sheetSearch}
        value={asked.q}
        hidden={hidden}
        clearHref={narrowed ? address({}) : undefined}
      />
      <FilterChips
        items={[
          ...(sheet.usual ? [{ label: own.usual, href: address({}), current: true }] : []),
          {
            label: own.allOffered,
            href: address({ all: '1' }),
            current: !sheet.usual && !narrowed,
          },
          ...categories.map((category) => ({
            label: categoryNames[category][seen.lang],
            href: address({ q: asked.q, category: asked.category === category ? undefined : category }),
            current: asked.category === category,
          })),
        ]}
      />
      {sheet.rows.length > 0 ? (
        <OrderForm sheet={sheet} seen={seen} asked={asked} />
      ) : (
        <EmptyState
          title={narrowed ? own.notFound : own.nothingOffered}
          text={narrowed ? undefined : own.nothingOfferedText}
        />
      )}
    </>
  )
}

function OrderForm({ sheet, seen, asked }: Parts) {
  const own = orderWords[seen.lang]
  // A sheet that comes back with an error is narrowed as it was.
  const { product, q, category } = asked
  const kept = Object.entries({ buyerId: sheet.buyer?.partyId, product, q, category })
  return (
    <Form action="/trade/orders" csrf={seen.csrf} requestKey={seen.requestKey} label={own.newOrder} wide>
      {kept.map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
      <OfferedTable rows={sheet.rows} seen={seen} />
      <Notice>{own.onlyOffered}</Notice>
      {sheet.open.length > 0 && (
        <Select
          name="orderId"
          label={own.addTo}
          hint={own.addToHint}
          options={sheet.open.map(({ orderId, orderNo, deliverOn }) => ({
            value: orderId,
            label: own.addToOne(orderNo, dayShort(deliverOn, seen.lang)),
          }))}
          value={typed(seen, 'orderId', asked.orderId)}
          error={faultOf(seen, 'orderId')}
          empty={own.newOne}
        />
      )}
      <Field
        type="date"
        name="deliverOn"
        label={own.deliverOn}
        value={typed(seen, 'deliverOn', sheet.deliverOn)}
        error={faultOf(seen, 'deliverOn')}
        required
      />
      {sheet.places.length > 0 && (
        <Select
          name="placeId"
          label={own.deliverTo}
          options={sheet.places.map(({ placeId, name, address }) => ({
            value: placeId,
            label: [name, address].filter((part) => part !== '').join('　'),
          }))}
          value={typed(seen, 'placeId')}
          error={faultOf(seen, 'placeId')}
          empty={own.placeOwn}
          width="middle"
        />
      )}
      <TextArea
        name="note"
        label={own.note}
        hint={own.noteHint}
        value={typed(seen, 'note')}
        error={faultOf(seen, 'note')}
        rows={3}
        optional
      />
      {/* Asked when the order came back: most buyers never reach their limit. */}
      {sheet.buyer && seen.form && (
        <Checkbox name="overCredit" label={own.overCredit} checked={typed(seen, 'overCredit') === '1'} />
      )}
      <ButtonRow>
        <Button size="large">{own.place}</Button>
      </ButtonRow>
    </Form>
  )
}

function OfferedTable({ rows, seen }: { rows: readonly OfferedRow[]; seen: Seen }) {
  const own = orderWords[seen.lang]
  const name = (row: OfferedRow): string => inLang(row.productName, row.productNameEn, seen.lang)
  const variant = (row: OfferedRow): string => inLang(row.name, row.nameEn, seen.lang)
  const priceOf = ({ pricedBy }: OfferedRow, price: number): string =>
    pricedBy === 'kg' ? own.perKg(yen(price, seen.lang)) : yen(price, seen.lang)
  return (
    <Table
      caption={own.newOrder}
      hideCaption
      phone="cards"
      rows={rows}
      columns={[
        {
          key: 'product',
          label: own.product,
          cell: (row) => <TextLink href={`/products/${row.productId}`}>{name(row)}</TextLink>,
        },
        { key: 'producerName', label: own.producer },
        {
          key: 'variant',
          label: own.variant,
          cell: (row) => (
            <span>
              {variant(row)}
              <Steps row={row} lang={seen.lang} />
              {hasLeadTime(row) && <small class="y-choice-hint">{leadText(row, seen.lang)}</small>}
            </span>
          ),
        },
        {
          key: 'price',
          label: own.price,
          numeric: true,
          cell: (row) => (
            <>
              {priceOf(row, row.priceYen)}
              {row.pricedBy === 'kg' && <small class="y-choice-hint">{own.byScale}</small>}
              {row.tiers.map(({ from, yen: price }) => (
                <small class="y-choice-hint">{own.tier(decimal(from), priceOf(row, price))}</small>
              ))}
            </>
          ),
        },
        {
          key: 'available',
          label: own.available,
          numeric: true,
          cell: (row) => baseText(row.available, inLang(row.baseUnit, row.baseUnitEn, seen.lang)),
        },
        {
          key: 'quantity',
          label: own.quantity,
          cell: (row) => (
            <Field
              type="number"
              name={`quantities.${row.variantId}`}
              label={own.quantityFor(`${name(row)} ${variant(row)}`)}
              hideLabel
              value={typed(seen, `quantities.${row.variantId}`)}
              error={faultOf(seen, `quantities.${row.variantId}`)}
            />
          ),
        },
      ]}
    />
  )
}
