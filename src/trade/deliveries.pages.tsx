/** Delivery notes and returns. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { may } from '#parties/policy.ts'
import { DefinitionList, Heading, Money, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form, RadioGroup } from '#ui/forms.tsx'
import { dayText, decimal, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { AcceptanceSeen } from './acceptance/acceptance-lists.ts'
import { AcceptancePart } from './acceptance/acceptance.pages.tsx'
import type { DeliveredLine, DeliverySeen } from './delivery-notes.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import { returnFates } from './schema.ts'
import { baseText, inLang } from './sheet-parts.ts'
import { orderWords } from './words/orders.ts'

const nameOf = (line: DeliveredLine, seen: Seen): string =>
  inLang(line.productName, line.productNameEn, seen.lang)
const variantOf = (line: DeliveredLine, seen: Seen): string =>
  inLang(line.variantName, line.variantNameEn, seen.lang)

interface Opened {
  readonly delivery: DeliverySeen
  readonly acceptance: AcceptanceSeen | undefined
  readonly today: Day
}

export function deliveryView({ delivery, acceptance, today }: Opened, seen: Seen): View {
  const own = orderWords[seen.lang]
  const at = `/trade/deliveries/${delivery.deliveryId}`
  return {
    title: `${own.delivery} ${delivery.deliveryNo}`,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: own.orders, href: '/trade/orders' },
      { label: delivery.orderNo, href: `/trade/orders/${delivery.orderId}` },
      { label: delivery.deliveryNo },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="orders" />
        <Heading above={`${own.delivery} ${delivery.deliveryNo}`}>{delivery.buyerName}</Heading>
        <FormErrors seen={seen} />
        <ButtonRow>
          <ButtonLink href={`${at}/pdf`} kind="primary">
            {own.pdf}
          </ButtonLink>
          <ButtonLink href={`${at}/pdf-without-prices`}>{own.pdfNoPrices}</ButtonLink>
        </ButtonRow>
        <DefinitionList
          items={[
            [own.shippedOn, dayText(delivery.shippedOn, seen.lang)],
            [own.orderNo, <TextLink href={`/trade/orders/${delivery.orderId}`}>{delivery.orderNo}</TextLink>],
            ...(delivery.place === '' ? [] : [[own.deliverTo, delivery.place] as const]),
            [own.invoice, <InvoiceLink delivery={delivery} seen={seen} />],
            [own.note2, delivery.note],
          ]}
        />
        <Part>
          <LineTable delivery={delivery} seen={seen} />
          <p>
            {own.reduced} {own.taxLater}
          </p>
        </Part>
        <AcceptancePart delivery={delivery} acceptance={acceptance} today={today} seen={seen} />
        {delivery.returns.length > 0 && (
          <Part>
            <ReturnTable delivery={delivery} seen={seen} />
          </Part>
        )}
        <Part>
          <Notice title={own.entries}>{own.noEntries}</Notice>
        </Part>
      </>
    ),
  }
}

function InvoiceLink({ delivery, seen }: { delivery: DeliverySeen; seen: Seen }) {
  if (delivery.invoiceId === null) return <span>{orderWords[seen.lang].notInvoiced}</span>
  return <TextLink href={`/trade/invoices/${delivery.invoiceId}`}>{delivery.invoiceNo}</TextLink>
}

function LineTable({ delivery, seen }: { delivery: DeliverySeen; seen: Seen }) {
  const own = orderWords[seen.lang]
  const staff = may(seen.actor.role, 'return.take')
  return (
    <Table
      caption={own.delivery}
      hideCaption
      phone="cards"
      rows={delivery.lines}
      rowHeader="product"
      columns={[
        {
          key: 'product',
          label: own.product,
          cell: (row) => `${nameOf(row, seen)}${row.taxClass === 'reduced' ? ' ※' : ''}`,
        },
        { key: 'quantity', label: own.quantity, numeric: true, cell: (row) => quantityOf(row, seen) },
        {
          key: 'lots',
          label: own.lot,
          cell: (row) => <LotLinks line={row} linked={staff} />,
        },
        {
          key: 'price',
          label: own.price,
          numeric: true,
          cell: (row) =>
            row.pricedBy === 'kg' ? own.perKg(yen(row.priceYen, seen.lang)) : yen(row.priceYen, seen.lang),
        },
        { key: 'amount', label: own.amount, numeric: true, cell: (row) => <Money yen={row.amountYen} /> },
        {
          key: 'returned',
          label: own.returns,
          cell: (row) =>
            staff && row.returned < row.baseQuantity ? (
              <TextLink
                href={withQuery('/trade/returns/new', {
                  delivery: delivery.deliveryId,
                  line: String(row.lineNo),
                })}
              >
                {own.takeReturn}
              </TextLink>
            ) : (
              ''
            ),
        },
      ]}
      foot={[{ label: own.amount, cells: { amount: <Money yen={delivery.netYen} strong /> } }]}
    />
  )
}

/** `2 箱（12本）`, and with what the scale said: `2 コンテナ・19.87 kg`. */
function quantityOf(line: DeliveredLine, seen: Seen): string {
  const counted = `${decimal(line.quantity)} ${variantOf(line, seen)}`
  return line.pricedBy === 'kg' ? `${counted}・${baseText(line.baseQuantity, 'g')}` : counted
}

function LotLinks({ line, linked }: { line: DeliveredLine; linked: boolean }) {
  return (
    <>
      {line.lots.map(({ lotId, lotNo }, at) => (
        <>
          {at > 0 && '、'}
          {linked ? <TextLink href={`/trade/lots/${lotId}`}>{lotNo}</TextLink> : lotNo}
        </>
      ))}
    </>
  )
}

function ReturnTable({ delivery, seen }: { delivery: DeliverySeen; seen: Seen }) {
  const own = orderWords[seen.lang]
  const lineOf = (lineNo: number) => delivery.lines.find((line) => line.lineNo === lineNo)
  return (
    <Table
      caption={own.returns}
      phone="cards"
      rows={delivery.returns}
      columns={[
        { key: 'returnNo', label: own.returnNo },
        { key: 'on', label: own.on, cell: (row) => dayText(row.on, seen.lang) },
        {
          key: 'product',
          label: own.product,
          cell: (row) => {
            const line = lineOf(row.lineNo)
            return line && nameOf(line, seen)
          },
        },
        {
          key: 'quantity',
          label: own.quantity,
          numeric: true,
          cell: (row) =>
            lineOf(row.lineNo)?.pricedBy === 'kg' ? baseText(row.quantity, 'g') : decimal(row.quantity),
        },
        { key: 'amountYen', label: own.amount, numeric: true, cell: (row) => <Money yen={-row.amountYen} /> },
        { key: 'fate', label: own.fate, cell: (row) => own.fates[row.fate] },
        { key: 'reason', label: own.reason },
      ]}
    />
  )
}

interface Returning {
  readonly delivery: DeliverySeen
  readonly line: DeliveredLine
  readonly today: Day
}

export function returnView({ delivery, line, today }: Returning, seen: Seen): View {
  const own = orderWords[seen.lang]
  return {
    title: own.takeReturn,
    breadcrumbs: crumbs(
      seen,
      { label: delivery.deliveryNo, href: `/trade/deliveries/${delivery.deliveryId}` },
      { label: own.takeReturn },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="orders" />
        <Heading
          above={`${own.delivery} ${delivery.deliveryNo}・${delivery.buyerName}`}
          lead={own.returnHint}
        >
          {own.takeReturn}
        </Heading>
        <FormErrors seen={seen} />
        <DefinitionList
          items={[
            [own.product, nameOf(line, seen)],
            [own.quantity, quantityOf(line, seen)],
          ]}
        />
        <ReturnForm delivery={delivery} line={line} today={today} seen={seen} />
      </>
    ),
  }
}

function ReturnForm({ delivery, line, today, seen }: Returning & { seen: Seen }) {
  const own = orderWords[seen.lang]
  const byWeight = line.pricedBy === 'kg'
  return (
    <Form action="/trade/returns" csrf={seen.csrf} requestKey={seen.requestKey} label={own.takeReturn}>
      <input type="hidden" name="deliveryId" value={delivery.deliveryId} />
      <input type="hidden" name="lineNo" value={line.lineNo} />
      {byWeight && <input type="hidden" name="byWeight" value="1" />}
      <Field
        type={byWeight ? 'decimal' : 'number'}
        name="quantity"
        label={byWeight ? own.returnQuantityKg : own.quantity}
        unit={byWeight ? 'kg' : variantOf(line, seen)}
        value={typed(seen, 'quantity')}
        error={faultOf(seen, 'quantity')}
        required
      />
      <RadioGroup
        name="fate"
        label={own.fate}
        value={typed(seen, 'fate', 'stock')}
        error={faultOf(seen, 'fate')}
        options={returnFates.map((value) => ({ value, label: own.fates[value] }))}
      />
      <Field
        name="reason"
        label={own.reason}
        value={typed(seen, 'reason')}
        error={faultOf(seen, 'reason')}
        required
      />
      <Field
        type="date"
        name="returnedOn"
        label={own.returnedOn}
        value={typed(seen, 'returnedOn', today)}
        error={faultOf(seen, 'returnedOn')}
        required
      />
      <ButtonRow>
        <Button>{own.takeReturn}</Button>
      </ButtonRow>
    </Form>
  )
}
