/** The list of quotes, and asking for one. Views only; one quote is in `quote.pages.tsx`. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Page } from '#parties/cursors.ts'
import { EmptyState, Heading, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select, TextArea } from '#ui/forms.tsx'
import { FilterChips, Pager, SearchForm } from '#ui/lists.tsx'
import { dayText, yen } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import type { Person } from '#trade/people.ts'
import { inLang } from '#trade/sheet-parts.ts'
import { type Quotable, type QuoteRow, type QuoteView, quoteViews } from './quote-lists.ts'
import { isOver } from './quote-rules.ts'
import type { QuoteState } from './schema.ts'
import { quoteWords } from './words.ts'

export const quotesAt = '/trade/quotes'
const tones = {
  asked: 'warning',
  offered: 'info',
  countered: 'warning',
  accepted: 'success',
  declined: 'neutral',
} as const satisfies Record<QuoteState, string>

interface StateProps {
  quote: { readonly state: QuoteState; readonly validUntil: Day | null }
  today: Day
  seen: Seen
}

export function QuoteStateLabel({ quote, today, seen }: StateProps) {
  const own = quoteWords[seen.lang]
  if (quote.state === 'offered' && isOver(quote.validUntil, today))
    return <StatusLabel>{own.over}</StatusLabel>
  return <StatusLabel tone={tones[quote.state]}>{own.states[quote.state]}</StatusLabel>
}

interface ListData {
  readonly found: Page<QuoteRow>
  readonly view: QuoteView
  readonly today: Day
}

export function quotesView({ found, view, today }: ListData, seen: Seen): View {
  const own = quoteWords[seen.lang]
  const staff = seen.actor.role === 'company_staff'
  const add = { label: staff ? own.offerNew : own.ask, href: `${quotesAt}/new` }
  return {
    title: own.quotes,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.quotes }),
    body: (
      <>
        <TradeTabs seen={seen} current="orders" />
        <Heading
          lead={own.lead}
          action={
            <ButtonLink href={add.href} kind="primary">
              {add.label}
            </ButtonLink>
          }
        >
          {own.quotes}
        </Heading>
        <FilterChips
          label={own.filter}
          items={quoteViews.map((each) => ({
            label: own.views[each],
            href: withQuery(quotesAt, { view: each }),
            current: each === view,
          }))}
        />
        <Table
          caption={own.quotes}
          hideCaption
          phone="cards"
          rows={found.rows}
          empty={<EmptyState title={own.none} text={own.noneText} action={add} />}
          columns={[
            {
              key: 'quoteNo',
              label: own.quoteNo,
              cell: (row) => <TextLink href={`${quotesAt}/${row.quoteId}`}>{row.quoteNo}</TextLink>,
            },
            ...(staff ? [{ key: 'buyerName' as const, label: own.buyer }] : []),
            { key: 'deliverOn', label: own.deliverOn, cell: (row) => dayText(row.deliverOn, seen.lang) },
            {
              key: 'validUntil',
              label: own.validUntil,
              cell: (row) => row.validUntil && dayText(row.validUntil, seen.lang),
            },
            { key: 'lines', label: own.lines, numeric: true },
            {
              key: 'state',
              label: own.state,
              cell: (row) => <QuoteStateLabel quote={row} today={today} seen={seen} />,
            },
          ]}
        />
        <Pager nextHref={found.next && withQuery(quotesAt, { view, after: found.next })} />
      </>
    ),
  }
}

interface NewData {
  readonly buyers: readonly Person[]
  readonly buyer: Person | undefined
  readonly choosing: boolean
  readonly rows: readonly Quotable[]
  readonly deliverOn: Day
  readonly validUntil: Day
}

export function newQuoteView(data: NewData, seen: Seen, asked: { q?: string }): View {
  const own = quoteWords[seen.lang]
  const staff = seen.actor.role === 'company_staff'
  const title = staff ? own.offerNew : own.ask
  const at = `${quotesAt}/new`
  return {
    title,
    wide: !data.choosing,
    breadcrumbs: crumbs(seen, { label: own.quotes, href: quotesAt }, { label: title }),
    body: (
      <>
        <TradeTabs seen={seen} current="orders" />
        <Heading above={data.buyer?.name} lead={staff ? own.offerLead : own.askLead}>
          {data.choosing ? own.chooseBuyer : title}
        </Heading>
        <FormErrors seen={seen} />
        {data.choosing ? (
          <Form action={at} method="get" label={own.chooseBuyer}>
            <Select
              name="buyer"
              label={own.buyer}
              options={data.buyers.map(({ partyId, name }) => ({ value: partyId, label: name }))}
              required
            />
            <ButtonRow>
              <Button>{own.next}</Button>
            </ButtonRow>
          </Form>
        ) : (
          <>
            <SearchForm
              action={at}
              label={own.search}
              value={asked.q}
              hidden={data.buyer ? [{ name: 'buyer', value: data.buyer.partyId }] : []}
              clearHref={asked.q ? withQuery(at, { buyer: data.buyer?.partyId }) : undefined}
            />
            <AskForm data={data} asked={asked} seen={seen} />
          </>
        )}
      </>
    ),
  }
}

function AskForm({ data, asked, seen }: { data: NewData; asked: { q?: string }; seen: Seen }) {
  const own = quoteWords[seen.lang]
  const staff = seen.actor.role === 'company_staff'
  return (
    <Form action={quotesAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.ask} wide>
      {data.buyer && <input type="hidden" name="buyerId" value={data.buyer.partyId} />}
      {asked.q && <input type="hidden" name="q" value={asked.q} />}
      <TermsTable
        rows={data.rows.map((row) => ({ ...row, quantity: undefined, priceYen: undefined }))}
        wish={!staff}
        seen={seen}
      />
      <FieldRow>
        <Field
          type="date"
          name="deliverOn"
          label={own.deliverOn}
          value={typed(seen, 'deliverOn', data.deliverOn)}
          error={faultOf(seen, 'deliverOn')}
          required
        />
        {staff && (
          <Field
            type="date"
            name="validUntil"
            label={own.validUntil}
            value={typed(seen, 'validUntil', data.validUntil)}
            error={faultOf(seen, 'validUntil')}
            required
          />
        )}
      </FieldRow>
      <TextArea
        name="note"
        label={own.note}
        value={typed(seen, 'note')}
        error={faultOf(seen, 'note')}
        rows={3}
        optional
      />
      <ButtonRow>
        <Button size="large">{staff ? own.sendOffer : own.sendAsk}</Button>
      </ButtonRow>
    </Form>
  )
}

export type TermsRow = Quotable & {
  readonly quantity: number | undefined
  readonly priceYen: number | undefined
}

/** What is asked or offered: a box for how many and one for the price, with today's price beside them. */
export function TermsTable({ rows, wish, seen }: { rows: readonly TermsRow[]; wish: boolean; seen: Seen }) {
  const own = quoteWords[seen.lang]
  const numbered = rows.map((row, at) => ({ ...row, at }))
  const name = (row: TermsRow): string => inLang(row.productName, row.productNameEn, seen.lang)
  const variant = (row: TermsRow): string => inLang(row.variantName, row.variantNameEn, seen.lang)
  const whole = (row: TermsRow): string => `${name(row)} ${variant(row)}`
  return (
    <Table
      caption={own.quote}
      hideCaption
      phone="cards"
      rows={numbered}
      empty={<p>{own.noneText}</p>}
      columns={[
        { key: 'product', label: own.product, cell: name },
        { key: 'producerName', label: own.producer, hideOnPhone: true },
        { key: 'variant', label: own.variant, cell: variant },
        {
          key: 'usual',
          label: own.usual,
          numeric: true,
          cell: (row) =>
            row.pricedBy === 'kg' ? own.perKg(yen(row.usualYen, seen.lang)) : yen(row.usualYen, seen.lang),
        },
        {
          key: 'quantity',
          label: own.quantity,
          cell: (row) => (
            <>
              <input type="hidden" name={`lines.${row.at}.variantId`} value={row.variantId} />
              <Field
                type="number"
                name={`lines.${row.at}.quantity`}
                label={own.quantityFor(whole(row))}
                hideLabel
                value={typed(seen, `lines.${row.at}.quantity`, row.quantity)}
                error={faultOf(seen, `lines.${row.at}.quantity`)}
              />
            </>
          ),
        },
        {
          key: 'price',
          label: wish ? own.wish : own.price,
          cell: (row) => (
            <Field
              type="number"
              name={`lines.${row.at}.priceYen`}
              label={own.priceFor(whole(row))}
              hideLabel
              value={typed(seen, `lines.${row.at}.priceYen`, row.priceYen)}
              error={faultOf(seen, `lines.${row.at}.priceYen`)}
            />
          ),
        },
      ]}
    />
  )
}
