/** The list of orders and how far they are. Views only; `orders.routes.ts` says what is read and done. */
import { withQuery } from '#http/paths.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Id } from '#kit/ids.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { EmptyState, Heading, Money, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { FilterChips, Pager } from '#ui/lists.tsx'
import { dayShort, dayText } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import type { OrderRow, OrderView } from './order-lists.ts'
import { acceptanceWords } from './acceptance/words.ts'
import { dispatchWords } from './dispatch/words.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import { quoteWords } from './quotes/words.ts'
import type { OrderState } from './states.ts'
import { orderWords } from './words/orders.ts'

const views = ['all', 'open', 'done'] as const
const tones: Readonly<Record<OrderState, 'neutral' | 'info' | 'success' | 'warning' | 'green'>> = {
  draft: 'neutral',
  quoted: 'neutral',
  requested: 'neutral',
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
              {may(role, 'order.place') && (
                <ButtonLink href="/trade/quotes">{quoteWords[seen.lang].quotes}</ButtonLink>
              )}
              {may(role, 'delivery.accept') && (
                <ButtonLink href="/trade/acceptances">{acceptanceWords[seen.lang].acceptances}</ButtonLink>
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
