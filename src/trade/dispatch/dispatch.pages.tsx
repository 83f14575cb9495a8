/** A day's truck: what to take from the shelves, and which orders to load. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import type { Day } from '#kit/days.ts'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { EmptyState, Heading, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Checkbox, Field, Form } from '#ui/forms.tsx'
import { FilterChips } from '#ui/lists.tsx'
import { dayShort, dayText, decimal } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { baseText, inLang } from '#trade/sheet-parts.ts'
import { labelWords } from '#trade/words/labels.ts'
import { orderWords } from '#trade/words/orders.ts'
import type { Dispatch, DispatchLine, DispatchOrder, Pick } from './dispatch.ts'
import { dispatchWords } from './words.ts'

export interface DispatchData extends Dispatch {
  readonly day: Day
  readonly today: Day
  /** Deliveries that left today. */
  readonly shippedToday: number
}

export function dispatchView(data: DispatchData, seen: Seen): View {
  const own = dispatchWords[seen.lang]
  const { day, days, orders } = data
  const at = (path: string): string => withQuery(`/trade/dispatch${path}`, { day })
  return {
    title: own.dispatch,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: orderWords[seen.lang].orders, href: '/trade/orders' },
      { label: own.dispatch },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="orders" />
        <Heading
          above={dayText(day, seen.lang)}
          lead={own.lead}
          action={
            <ButtonRow>
              {orders.length > 0 && <ButtonLink href={at('/picking.pdf')}>{own.picking}</ButtonLink>}
              {orders.length > 0 && <ButtonLink href={at('/packing.pdf')}>{own.packing}</ButtonLink>}
              {orders.length > 0 && (
                <ButtonLink href={at('/labels.pdf')}>{labelWords[seen.lang].orderLabels}</ButtonLink>
              )}
              {data.shippedToday > 0 && (
                <ButtonLink href={withQuery('/trade/dispatch/notes.pdf', { day: data.today })}>
                  {own.notes(decimal(data.shippedToday))}
                </ButtonLink>
              )}
            </ButtonRow>
          }
        >
          {own.dispatch}
        </Heading>
        <FormErrors seen={seen} />
        <FilterChips
          label={own.day}
          items={days.map(({ on, orders: count }) => ({
            label: own.dayChip(dayShort(on, seen.lang)),
            href: withQuery('/trade/dispatch', { day: on }),
            current: on === day,
            count,
          }))}
        />
        {orders.length === 0 ? (
          <EmptyState
            title={own.none}
            text={own.noneText}
            action={{ label: own.openOrders, href: '/trade/orders' }}
          />
        ) : (
          <>
            <LoadForm data={data} seen={seen} />
            <Part>
              <Heading level={2}>{own.toPick}</Heading>
              <PickTable picks={data.picks} seen={seen} />
            </Part>
          </>
        )}
      </>
    ),
  }
}

function LoadForm({ data, seen }: { data: DispatchData; seen: Seen }) {
  const own = dispatchWords[seen.lang]
  const routes = [...Map.groupBy(data.orders, ({ route }) => route)]
  return (
    <Form action="/trade/dispatch" csrf={seen.csrf} requestKey={seen.requestKey} label={own.dispatch} wide>
      <input type="hidden" name="day" value={data.day} />
      {routes.map(([route, orders]) => (
        <>
          {(routes.length > 1 || route !== '') && <Heading level={2}>{route || own.noRoute}</Heading>}
          <OrderTable orders={orders} caption={route || own.dispatch} seen={seen} />
        </>
      ))}
      <Field
        type="date"
        name="shippedOn"
        label={own.shippedOn}
        value={typed(seen, 'shippedOn', data.today)}
        error={faultOf(seen, 'shippedOn')}
        width="middle"
        required
      />
      <p class="y-hint">{own.shipHint}</p>
      <ButtonRow>
        <Button>{own.ship}</Button>
      </ButtonRow>
    </Form>
  )
}

interface OrderTableProps {
  orders: readonly DispatchOrder[]
  caption: string
  seen: Seen
}

function OrderTable({ orders, caption, seen }: OrderTableProps) {
  const own = dispatchWords[seen.lang]
  const words = orderWords[seen.lang]
  return (
    <Table
      caption={caption}
      hideCaption
      phone="cards"
      rows={orders}
      rowHeader="buyerName"
      columns={[
        {
          key: 'load',
          label: own.load,
          cell: (order) => (
            <Checkbox
              name={`orders.${order.orderId}`}
              label={own.loadOrder(order.buyerName, order.orderNo)}
              hideLabel
              checked={seen.form ? typed(seen, `orders.${order.orderId}`) !== '' : true}
            />
          ),
        },
        {
          key: 'buyerName',
          label: words.buyer,
          cell: (order) => (
            <>
              {order.buyerName}
              <p class="y-hint">
                <TextLink href={`/trade/orders/${order.orderId}`}>{order.orderNo}</TextLink>
              </p>
              {order.deliveryNote && <p class="y-hint">{order.deliveryNote}</p>}
            </>
          ),
        },
        { key: 'deliverOn', label: own.day, cell: ({ deliverOn }) => dayText(deliverOn, seen.lang) },
        {
          key: 'lines',
          label: own.goods,
          cell: (order) => (
            <ul>
              {order.lines.map((line) => (
                <li>
                  <LineOf line={line} seen={seen} />
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

/** Not the bare number: numbers in the name of a box are places in a list. */
export const weightBox = ({ orderId, lineNo }: DispatchLine): string => `grams.${orderId}.line${lineNo}`

/** `曲がりねぎ 2 × 箱`; what is priced by weight gets a box for what the scale says. */
function LineOf({ line, seen }: { line: DispatchLine; seen: Seen }) {
  const text = lineText(line, seen.lang)
  if (line.pricedBy !== 'kg') return <>{text}</>
  const name = weightBox(line)
  return (
    <>
      {text}
      <Field
        type="decimal"
        name={name}
        label={dispatchWords[seen.lang].weight(inLang(line.productName, line.productNameEn, seen.lang))}
        unit="kg"
        width="short"
        value={typed(seen, name)}
        error={faultOf(seen, name)}
      />
    </>
  )
}

function lineText(line: DispatchLine, lang: Seen['lang']): string {
  const name = inLang(line.productName, line.productNameEn, lang)
  return `${name} ${baseText(line.open, inLang(line.variantName, line.variantNameEn, lang))}`
}

function PickTable({ picks, seen }: { picks: readonly Pick[]; seen: Seen }) {
  const own = dispatchWords[seen.lang]
  const unit = (pick: Pick): string => inLang(pick.baseUnit, pick.baseUnitEn, seen.lang)
  return (
    <Table
      caption={own.toPick}
      hideCaption
      phone="cards"
      rows={picks}
      columns={[
        {
          key: 'product',
          label: own.product,
          cell: (pick) => (
            <>
              {inLang(pick.productName, pick.productNameEn, seen.lang)}
              <p class="y-hint">{pick.producerName}</p>
            </>
          ),
        },
        {
          key: 'wanted',
          label: own.wanted,
          numeric: true,
          cell: (pick) => baseText(pick.wanted, unit(pick)),
        },
        {
          key: 'lots',
          label: own.lots,
          cell: (pick) => (
            <ul>
              {pick.lots.map(({ lotNo, bestBefore, quantity }) => (
                <li>
                  {lotNo} {baseText(quantity, unit(pick))}{' '}
                  {bestBefore && <small>{dayShort(bestBefore, seen.lang)}</small>}
                </li>
              ))}
              {pick.short > 0 && (
                <li>
                  <StatusLabel tone="error">{own.short(baseText(pick.short, unit(pick)))}</StatusLabel>
                </li>
              )}
            </ul>
          ),
        },
      ]}
    />
  )
}
