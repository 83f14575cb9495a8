/** Orders and how far they are. Views only; `orders.routes.ts` says what is read and done. */
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import {
  Card,
  DefinitionList,
  EmptyState,
  Heading,
  Money,
  Notice,
  StatusLabel,
  Steps,
  TextLink,
} from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Checkbox, Field, FieldGroup, FieldRow, Form, TextArea } from '#ui/forms.tsx'
import { FilterChips, Pager } from '#ui/lists.tsx'
import { dayShort, dayText, decimal, yen } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import type { OrderLineSeen, OrderRow, OrderSeen, OrderView } from './order-lists.ts'
import { dispatchWords } from './dispatch/words.ts'
import { FormErrors, Part, TradeTabs, crumbs, withQuery } from './page-parts.tsx'
import { inLang } from './sheet-parts.ts'
import type { OrderState } from './states.ts'
import { orderWords } from './words/orders.ts'

const views = ['all', 'open', 'done'] as const
const tones: Readonly<Record<OrderState, 'neutral' | 'info' | 'success' | 'warning' | 'green'>> = {
  draft: 'neutral',
  quoted: 'neutral',
  ordered: 'warning',
  accepted: 'warning',
  picked: 'warning',
  shipped: 'info',
  delivered: 'info',
  invoiced: 'info',
  paid: 'success',
  settled: 'green',
  cancelled: 'neutral',
}

export function ordersView(found: Page<OrderRow>, seen: Seen, asked: { view?: OrderView; buyer?: Id }): View {
  const own = orderWords[seen.lang]
  const { role } = seen.actor
  const view = asked.view ?? 'all'
  const add = may(role, 'order.place')
    ? { label: role === 'buyer' ? own.newOrder : own.enter, href: '/trade/orders/new' }
    : undefined
  return {
    title: own.orders,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.orders }),
    body: (
      <>
        <TradeTabs seen={seen} current="orders" />
        <Heading
          lead={role === 'company_staff' ? own.ordersLead.company : own.ordersLead.other}
          action={
            <ButtonRow>
              {add && (
                <ButtonLink href={add.href} kind="primary">
                  {add.label}
                </ButtonLink>
              )}
              {may(role, 'delivery.ship') && (
                <ButtonLink href="/trade/dispatch">{dispatchWords[seen.lang].dispatch}</ButtonLink>
              )}
            </ButtonRow>
          }
        >
          {own.orders}
        </Heading>
        <FilterChips
          items={views.map((each) => ({
            label: own.view[each],
            href: withQuery('/trade/orders', { buyer: asked.buyer, view: each === 'all' ? undefined : each }),
            current: each === view,
          }))}
        />
        <OrderTable
          rows={found.rows}
          seen={seen}
          empty={
            <EmptyState
              title={own.noOrders}
              text={role === 'buyer' ? own.noOrdersText.buyer : own.noOrdersText.other}
              action={add}
            />
          }
        />
        <Pager
          nextHref={
            found.next &&
            withQuery('/trade/orders', { buyer: asked.buyer, view: asked.view, after: found.next })
          }
        />
      </>
    ),
  }
}

function OrderTable({ rows, seen, empty }: { rows: readonly OrderRow[]; seen: Seen; empty: View['body'] }) {
  const own = orderWords[seen.lang]
  return (
    <Table
      caption={own.orders}
      hideCaption
      phone="cards"
      rows={rows}
      empty={empty}
      columns={[
        {
          key: 'orderNo',
          label: own.orderNo,
          cell: (row) => <TextLink href={`/trade/orders/${row.orderId}`}>{row.orderNo}</TextLink>,
        },
        { key: 'buyerName', label: own.buyer },
        { key: 'deliverOn', label: own.deliverOn, cell: (row) => dayText(row.deliverOn, seen.lang) },
        {
          key: 'orderedOn',
          label: own.orderedOn,
          hideOnPhone: true,
          cell: (row) => dayShort(row.orderedOn, seen.lang),
        },
        { key: 'lines', label: own.lines, numeric: true },
        { key: 'netYen', label: own.expected, numeric: true, cell: (row) => <Money yen={row.netYen} /> },
        {
          key: 'state',
          label: own.stateLabel,
          cell: (row) => <StatusLabel tone={tones[row.state]}>{own.state[row.state]}</StatusLabel>,
        },
      ]}
    />
  )
}

interface Opened {
  readonly order: OrderSeen
  readonly today: Day
}

export function orderView({ order, today }: Opened, seen: Seen): View {
  const own = orderWords[seen.lang]
  const open = order.state === 'ordered' || order.state === 'accepted'
  const mayShip = may(seen.actor.role, 'delivery.ship')
  const mayCancel = may(seen.actor.role, 'order.place') && (order.state === 'ordered' || (open && mayShip))
  return {
    title: `${own.order} ${order.orderNo}`,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.orders, href: '/trade/orders' }, { label: order.orderNo }),
    body: (
      <>
        <TradeTabs seen={seen} current="orders" />
        <Heading above={order.orderNo}>{order.buyerName}</Heading>
        <FormErrors seen={seen} />
        <OrderSteps state={order.state} seen={seen} />
        <DefinitionList
          items={[
            [own.orderedOn, dayText(order.orderedOn, seen.lang)],
            [own.deliverOn, dayText(order.deliverOn, seen.lang)],
            [own.note, order.note],
            ...(order.cancelReason === '' ? [] : [[own.cancelReason, order.cancelReason] as const]),
          ]}
        />
        <Part>
          <LineTable order={order} seen={seen} />
        </Part>
        {order.deliveries.length > 0 && (
          <Part>
            <DeliveryTable order={order} seen={seen} />
          </Part>
        )}
        {open && mayShip && <ShipForm order={order} today={today} seen={seen} />}
        {mayCancel && <CancelForm order={order} seen={seen} />}
      </>
    ),
  }
}

const way = ['ordered', 'shipped', 'invoiced', 'paid'] as const
const reached: Readonly<Record<OrderState, number>> = {
  draft: 0,
  quoted: 0,
  ordered: 0,
  accepted: 0,
  picked: 0,
  shipped: 1,
  delivered: 1,
  invoiced: 2,
  paid: 3,
  settled: 3,
  cancelled: -1,
}

function OrderSteps({ state, seen }: { state: OrderState; seen: Seen }) {
  const own = orderWords[seen.lang]
  if (state === 'cancelled') return <Notice kind="warning" title={own.state.cancelled} />
  return (
    <Steps
      items={way.map((step, at) => ({
        label: own.step[step],
        state: at <= reached[state] ? 'done' : at === reached[state] + 1 ? 'current' : 'next',
        note: step === 'shipped' && state === 'accepted' ? own.state.accepted : undefined,
      }))}
    />
  )
}

const leftOf = (line: OrderLineSeen): number => line.quantity - line.shipped - line.dropped

function LineTable({ order, seen }: { order: OrderSeen; seen: Seen }) {
  const own = orderWords[seen.lang]
  return (
    <Table
      caption={own.order}
      hideCaption
      phone="cards"
      rows={order.lines}
      rowHeader="product"
      columns={[
        {
          key: 'product',
          label: own.product,
          cell: (row) => (
            <TextLink href={`/products/${row.productId}`}>
              {inLang(row.productName, row.productNameEn, seen.lang)}
            </TextLink>
          ),
        },
        { key: 'producerName', label: own.producer, hideOnPhone: true },
        {
          key: 'variant',
          label: own.variant,
          cell: (row) => inLang(row.variantName, row.variantNameEn, seen.lang),
        },
        {
          key: 'price',
          label: own.price,
          numeric: true,
          cell: (row) =>
            row.pricedBy === 'kg' ? own.perKg(yen(row.priceYen, seen.lang)) : yen(row.priceYen, seen.lang),
        },
        { key: 'quantity', label: own.quantity, numeric: true, cell: (row) => decimal(row.quantity) },
        { key: 'shipped', label: own.shipped, numeric: true, cell: (row) => decimal(row.shipped) },
        { key: 'left', label: own.left, numeric: true, cell: (row) => decimal(leftOf(row)) },
        { key: 'amount', label: own.amount, numeric: true, cell: (row) => <Money yen={row.amountYen} /> },
      ]}
      foot={[{ label: own.total, cells: { amount: <Money yen={order.netYen} strong /> } }]}
    />
  )
}

function DeliveryTable({ order, seen }: { order: OrderSeen; seen: Seen }) {
  const own = orderWords[seen.lang]
  return (
    <Table
      caption={own.deliveries}
      phone="cards"
      rows={order.deliveries}
      columns={[
        {
          key: 'deliveryNo',
          label: own.deliveryNo,
          cell: (row) => <TextLink href={`/trade/deliveries/${row.deliveryId}`}>{row.deliveryNo}</TextLink>,
        },
        { key: 'shippedOn', label: own.shippedOn, cell: (row) => dayText(row.shippedOn, seen.lang) },
        { key: 'netYen', label: own.amount, numeric: true, cell: (row) => <Money yen={row.netYen} /> },
        {
          key: 'invoice',
          label: own.invoice,
          cell: (row) =>
            row.invoiceId ? (
              <TextLink href={`/trade/invoices/${row.invoiceId}`}>{row.invoiceNo}</TextLink>
            ) : (
              own.notInvoiced
            ),
        },
      ]}
    />
  )
}

function ShipForm({ order, today, seen }: Opened & { seen: Seen }) {
  const own = orderWords[seen.lang]
  const open = order.lines.filter((line) => leftOf(line) > 0)
  return (
    <Part id="ship">
      <Card title={own.ship} level={2}>
        <p>{own.shipHint}</p>
        <Form
          action={`/trade/orders/${order.orderId}/ship`}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={own.ship}
        >
          {open.map((line, at) => (
            <ShipRow line={line} at={at} seen={seen} />
          ))}
          <Field
            type="date"
            name="shippedOn"
            label={own.shippedOn}
            value={typed(seen, 'shippedOn', today)}
            error={faultOf(seen, 'shippedOn')}
            required
          />
          <TextArea
            name="note"
            label={own.note2}
            value={typed(seen, 'note')}
            error={faultOf(seen, 'note')}
            rows={2}
            optional
          />
          <Checkbox name="closeRest" label={own.closeRest} checked={typed(seen, 'closeRest') === '1'} />
          <ButtonRow>
            <Button>{own.ship}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </Part>
  )
}

function ShipRow({ line, at, seen }: { line: OrderLineSeen; at: number; seen: Seen }) {
  const own = orderWords[seen.lang]
  const [product, variant] = [
    inLang(line.productName, line.productNameEn, seen.lang),
    inLang(line.variantName, line.variantNameEn, seen.lang),
  ]
  return (
    <FieldGroup legend={`${product} ${variant}`}>
      <input type="hidden" name={`lines.${at}.lineNo`} value={line.lineNo} />
      <FieldRow>
        <Field
          type="number"
          name={`lines.${at}.quantity`}
          label={own.shipQuantity}
          value={typed(seen, `lines.${at}.quantity`, leftOf(line))}
          error={faultOf(seen, `lines.${at}.quantity`)}
        />
        {line.pricedBy === 'kg' && (
          <Field
            type="decimal"
            name={`lines.${at}.grams`}
            label={own.weight}
            hint={own.byScale}
            unit="kg"
            value={typed(seen, `lines.${at}.grams`)}
            error={faultOf(seen, `lines.${at}.grams`)}
            required
          />
        )}
      </FieldRow>
    </FieldGroup>
  )
}

function CancelForm({ order, seen }: { order: OrderSeen; seen: Seen }) {
  const own = orderWords[seen.lang]
  const title = order.state === 'accepted' ? own.closeOrder : own.cancel
  return (
    <Part id="cancel">
      <Card title={title} level={2}>
        <p>{own.cancelHint}</p>
        <Form
          action={`/trade/orders/${order.orderId}/cancel`}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={title}
        >
          <Field
            name="reason"
            label={own.cancelReason}
            value={typed(seen, 'reason')}
            error={faultOf(seen, 'reason')}
            optional
          />
          <ButtonRow>
            <Button kind="danger">{title}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </Part>
  )
}
