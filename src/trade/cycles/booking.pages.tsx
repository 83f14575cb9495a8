/** Booking of a cycle: the sheet of a buyer. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { DefinitionList, EmptyState, Heading, Money, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form, Select, TextArea } from '#ui/forms.tsx'
import { FilterChips, SearchForm } from '#ui/lists.tsx'
import { dayText, decimal, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { type Category, categories, categoryNames } from '#trade/categories.ts'
import { Steps, TradeTabs, crumbs } from '#trade/page-parts.tsx'
import type { Person } from '#trade/people.ts'
import { inLang } from '#trade/sheet-parts.ts'
import type { BookingHead, SheetRow } from './booking-sheet.ts'
import type { BookingRow, CycleSeen } from './cycle-lists.ts'
import { CycleStateLabel, cyclesAt, whenFacts } from './cycles.pages.tsx'
import { cycleWords } from './words.ts'

export interface SheetData {
  readonly cycle: CycleSeen
  readonly buyers: readonly Person[]
  readonly buyer: Person | undefined
  readonly choosing: boolean
  readonly day: Day
  readonly rows: readonly SheetRow[]
  /** Of the booking that there is. */
  readonly head: BookingHead | undefined
  /** What can be chosen to narrow them. */
  readonly kinds: readonly Category[]
  readonly places: readonly { readonly placeId: Id; readonly name: string }[]
  readonly bookings: readonly BookingRow[]
  readonly open: boolean
}
export interface SheetAskedFor {
  readonly q?: string
  readonly category?: Category
}
interface Parts {
  data: SheetData
  asked: SheetAskedFor
  seen: Seen
}
/** A buyer's own sheet is the page of the cycle; staff has one beside it. */
const atOf = ({ cycle }: SheetData, seen: Seen): string =>
  seen.actor.role === 'buyer' ? `${cyclesAt}/${cycle.cycleId}` : `${cyclesAt}/${cycle.cycleId}/book`

export function sheetView(data: SheetData, seen: Seen, asked: SheetAskedFor): View {
  const own = cycleWords[seen.lang]
  const { cycle } = data
  return {
    title: `${own.book} ${cycle.name}`,
    wide: !data.choosing,
    breadcrumbs: crumbs(
      seen,
      { label: own.cycles, href: cyclesAt },
      ...(seen.actor.role === 'buyer'
        ? [{ label: cycle.name }]
        : [{ label: cycle.name, href: `${cyclesAt}/${cycle.cycleId}` }, { label: own.book }]),
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="cycles" />
        <Heading above={data.buyer?.name ?? cycle.cycleNo} lead={data.open ? own.bookLead : undefined}>
          {cycle.name}
        </Heading>
        <FormErrors seen={seen} />
        <p>
          <CycleStateLabel cycle={cycle} now={cycle.now} seen={seen} />
        </p>
        <DefinitionList
          items={[...whenFacts(cycle, seen), ...(cycle.note === '' ? [] : [[own.note, cycle.note] as const])]}
        />
        {data.choosing ? (
          <ChooseBuyer data={data} asked={asked} seen={seen} />
        ) : (
          <Sheet data={data} asked={asked} seen={seen} />
        )}
        {seen.actor.role === 'buyer' && <OwnBookings data={data} seen={seen} />}
      </>
    ),
  }
}

function ChooseBuyer({ data, seen }: Parts) {
  const own = cycleWords[seen.lang]
  return (
    <Form action={atOf(data, seen)} method="get" label={own.bookFor}>
      <Select
        name="buyer"
        label={own.buyer}
        options={data.buyers.map(({ partyId, name }) => ({ value: partyId, label: name }))}
        required
      />
      <ButtonRow>
        <Button>{own.bookFor}</Button>
      </ButtonRow>
    </Form>
  )
}

function Sheet({ data, asked, seen }: Parts) {
  const own = cycleWords[seen.lang]
  const buyer = data.buyer?.partyId
  const address = (changes: { q?: string; category?: Category; day?: Day }): string =>
    withQuery(atOf(data, seen), {
      buyer,
      day: changes.day ?? data.day,
      q: changes.q,
      category: changes.category,
    })
  if (!data.open)
    return (
      <Notice kind="info" title={own.closed}>
        {own.overText}
      </Notice>
    )
  return (
    <Part>
      <FilterChips
        label={own.day}
        items={data.cycle.deliverDays.map((on) => ({
          label: dayText(on, seen.lang),
          href: address({ ...asked, day: on }),
          current: on === data.day,
        }))}
      />
      <SearchForm
        action={atOf(data, seen)}
        label={own.searchSheet}
        value={asked.q}
        hidden={[
          { name: 'day', value: data.day },
          ...(buyer ? [{ name: 'buyer', value: buyer }] : []),
          ...(asked.category ? [{ name: 'category', value: asked.category }] : []),
        ]}
        clearHref={asked.q ? address({ category: asked.category }) : undefined}
      />
      <FilterChips
        items={categories
          .filter((category) => data.kinds.includes(category))
          .map((category) => ({
            label: categoryNames[category][seen.lang],
            href: address({ q: asked.q, category: asked.category === category ? undefined : category }),
            current: asked.category === category,
          }))}
      />
      {data.rows.length === 0 ? (
        <EmptyState title={own.nothingLeft} />
      ) : (
        <SheetForm data={data} asked={asked} seen={seen} />
      )}
    </Part>
  )
}

/** As the form says it: `place <id>`, `point <number>`, or nothing for the own address. */
function goesTo(head: BookingHead | undefined): string {
  if (head?.placeId) return `place ${head.placeId}`
  return head?.pointNo ? `point ${head.pointNo}` : ''
}

function SheetForm({ data, asked, seen }: Parts) {
  const own = cycleWords[seen.lang]
  const kept = Object.entries({ buyerId: data.buyer?.partyId, q: asked.q, category: asked.category })
  return (
    <Form
      action={`${cyclesAt}/${data.cycle.cycleId}/bookings`}
      csrf={seen.csrf}
      requestKey={seen.requestKey}
      label={own.book}
      wide
    >
      {kept.map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
      <input type="hidden" name="day" value={data.day} />
      <SheetTable rows={data.rows} seen={seen} />
      <Select
        name="to"
        label={own.deliverTo}
        options={[
          ...data.places.map(({ placeId, name }) => ({ value: `place ${placeId}`, label: name })),
          ...data.cycle.points.map(({ pointNo, name }) => ({
            value: `point ${pointNo}`,
            label: own.fetch(name),
          })),
        ]}
        value={typed(seen, 'to', goesTo(data.head))}
        error={faultOf(seen, 'placeId')}
        empty={own.ownAddress}
        width="middle"
      />
      <TextArea
        name="note"
        label={own.bookNote}
        value={typed(seen, 'note', data.head?.note)}
        error={faultOf(seen, 'note')}
        rows={2}
        optional
      />
      <ButtonRow>
        <Button size="large">{own.saveBooking}</Button>
      </ButtonRow>
    </Form>
  )
}

function SheetTable({ rows, seen }: { rows: readonly SheetRow[]; seen: Seen }) {
  const own = cycleWords[seen.lang]
  const numbered = rows.map((row, at) => ({ ...row, at }))
  const name = (row: SheetRow): string => inLang(row.name, row.nameEn, seen.lang)
  const unit = (row: SheetRow): string => inLang(row.unitName, row.unitNameEn, seen.lang)
  return (
    <Table
      caption={own.book}
      hideCaption
      phone="cards"
      rows={numbered}
      columns={[
        { key: 'product', label: own.product, cell: name },
        {
          key: 'producer',
          label: own.producer,
          cell: (row) => row.producerName ?? own.several(row.producers),
        },
        {
          key: 'unit',
          label: own.unit,
          cell: (row) => (
            <span>
              {unit(row)}
              <Steps row={row} lang={seen.lang} />
            </span>
          ),
        },
        {
          key: 'price',
          label: own.price,
          numeric: true,
          cell: (row) =>
            row.pricedBy === 'kg' ? own.perKg(yen(row.priceYen, seen.lang)) : yen(row.priceYen, seen.lang),
        },
        { key: 'left', label: own.left, numeric: true, cell: (row) => decimal(row.left) },
        {
          key: 'quantity',
          label: own.quantity,
          cell: (row) => (
            <>
              <input
                type="hidden"
                name={`wishes.${row.at}.${row.poolId ? 'poolId' : 'variantId'}`}
                value={row.poolId ?? row.variantId ?? ''}
              />
              <Field
                type="number"
                name={`wishes.${row.at}.quantity`}
                label={own.quantityFor(`${name(row)} ${unit(row)}`)}
                hideLabel
                value={typed(seen, `wishes.${row.at}.quantity`, row.booked > 0 ? row.booked : undefined)}
                error={faultOf(seen, `wishes.${row.at}.quantity`)}
              />
              {row.standing && <StatusLabel tone="info">{own.fromStanding}</StatusLabel>}
            </>
          ),
        },
      ]}
    />
  )
}

function OwnBookings({ data, seen }: { data: SheetData; seen: Seen }) {
  const own = cycleWords[seen.lang]
  if (data.bookings.length === 0) return null
  return (
    <Part>
      <Table
        caption={own.bookings}
        phone="cards"
        rows={data.bookings}
        columns={[
          { key: 'deliverOn', label: own.deliverOn, cell: (row) => dayText(row.deliverOn, seen.lang) },
          { key: 'lines', label: own.lines, numeric: true },
          { key: 'netYen', label: own.amount, numeric: true, cell: (row) => <Money yen={row.netYen} /> },
          {
            key: 'order',
            label: own.order,
            cell: (row) =>
              row.orderId && <TextLink href={`/trade/orders/${row.orderId}`}>{row.orderNo}</TextLink>,
          },
        ]}
      />
    </Part>
  )
}
