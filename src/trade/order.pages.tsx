/** One order and how far it is, with shipping and cancelling. Views only; `orders.routes.ts` says what is read and done. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { may } from '#parties/policy.ts'
import { Card, DefinitionList, Heading, Money, Notice, Steps, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Checkbox, Field, FieldGroup, FieldRow, Form, TextArea } from '#ui/forms.tsx'
import { dayText, decimal, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { OrderLineSeen, OrderSeen } from './order-lists.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import { baseText, inLang } from './sheet-parts.ts'
import type { OrderState } from './states.ts'
import { orderWords } from './words/orders.ts'

interface Opened {
  readonly order: OrderSeen
  readonly today: Day
}

export function orderView({ order, today }: Opened, seen: Seen): View {
  const own = orderWords[seen.lang]
  const open = order.state === 'ordered' || order.state === 'accepted'
  const mayShip = may(seen.actor.role, 'delivery.ship')
  const waits = order.state === 'requested'
  const mayCancel =
    may(seen.actor.role, 'order.place') && (waits || order.state === 'ordered' || (open && mayShip))
  const mayAdd =
    may(seen.actor.role, 'order.place') && (waits || order.state === 'ordered') && order.deliverOn >= today
  const adding = { buyer: mayShip ? order.buyerId : undefined, orderId: order.orderId }
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
            ...(order.place ? [[own.deliverTo, placeText(order.place)] as const] : []),
            ...(seen.actor.role === 'producer' ? [] : [[own.note, order.note] as const]),
            ...(order.cancelReason === '' ? [] : [[own.cancelReason, order.cancelReason] as const]),
          ]}
        />
        <Part>
          <LineTable order={order} seen={seen} />
          {mayAdd && (
            <ButtonRow>
              <ButtonLink href={withQuery('/trade/orders/new', adding)}>{own.addHere}</ButtonLink>
            </ButtonRow>
          )}
        </Part>
        {order.deliveries.length > 0 && (
          <Part>
            <DeliveryTable order={order} seen={seen} />
          </Part>
        )}
        {waits && <Approval order={order} seen={seen} />}
        {open && mayShip && <ShipForm order={order} today={today} seen={seen} />}
        {mayCancel && <CancelForm order={order} seen={seen} />}
      </>
    ),
  }
}

const placeText = ({ name, address, note }: NonNullable<OrderSeen['place']>): string =>
  [name, address, note].filter((part) => part !== '').join('　')

/** The order waits: for this reader, or for somebody else of the buyer. */
function Approval({ order, seen }: { order: OrderSeen; seen: Seen }) {
  const own = orderWords[seen.lang]
  return (
    <Part id="approve">
      <Notice kind="warning" title={own.state.requested}>
        {own.requestedText}
      </Notice>
      {order.mayApprove && (
        <Form
          action={`/trade/orders/${order.orderId}/approve`}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} approve`}
          label={own.approve}
        >
          <ButtonRow>
            <Button size="large">{own.approve}</Button>
          </ButtonRow>
        </Form>
      )}
    </Part>
  )
}

const way = ['ordered', 'shipped', 'invoiced', 'paid'] as const
const reached: Readonly<Record<OrderState, number>> = {
  draft: -1,
  quoted: -1,
  requested: -1,
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
        {
          key: 'accepted',
          label: own.acceptedQuantity,
          numeric: true,
          cell: (row) =>
            row.accepted !== null &&
            (row.pricedBy === 'kg' ? baseText(row.accepted, 'g') : decimal(row.accepted)),
        },
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
