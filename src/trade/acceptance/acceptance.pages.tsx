/** What came, and what was missing or damaged. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { Card, DefinitionList, EmptyState, Heading, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldGroup, FieldRow, Form, Select, TextArea } from '#ui/forms.tsx'
import { FilterChips, Pager } from '#ui/lists.tsx'
import { dayText, decimal } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { DeliveredLine, DeliverySeen } from '#trade/delivery-notes.ts'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { baseText, inLang } from '#trade/sheet-parts.ts'
import {
  type AcceptanceRow,
  type AcceptanceSeen,
  type AcceptanceView,
  type DifferenceSeen,
  acceptanceViews,
} from './acceptance-lists.ts'
import { acceptanceWords } from './words.ts'

interface Of {
  readonly delivery: DeliverySeen
  readonly acceptance: AcceptanceSeen | undefined
  readonly today: Day
}
type PartProps = Of & { seen: Seen }

/** On the page of a delivery: the question whether it came, or what was said of it. */
export function AcceptancePart({ acceptance, ...props }: PartProps) {
  return (
    <Part id="acceptance">
      {acceptance ? <Recorded {...props} acceptance={acceptance} /> : <Ask {...props} />}
    </Part>
  )
}

function Ask({ delivery, today, seen }: Omit<PartProps, 'acceptance'>) {
  const own = acceptanceWords[seen.lang]
  const staff = seen.actor.role === 'company_staff'
  const at = `/trade/deliveries/${delivery.deliveryId}/accept`
  return (
    <Card title={staff ? own.acceptance : own.ask} level={2}>
      <p>{staff ? own.askStaff : own.askText}</p>
      <Form action={at} csrf={seen.csrf} requestKey={seen.requestKey} label={own.form}>
        <input type="hidden" name="acceptedOn" value={today} />
        <ButtonRow>
          <Button kind={staff ? 'secondary' : 'primary'}>{staff ? own.allCameStaff : own.allCame}</Button>
          <ButtonLink href={at}>{own.tell}</ButtonLink>
        </ButtonRow>
      </Form>
    </Card>
  )
}

const unitOf = (line: DeliveredLine | undefined, seen: Seen): string =>
  line ? inLang(line.variantName, line.variantNameEn, seen.lang) : ''
const amountOf = (line: DeliveredLine | undefined, quantity: number, seen: Seen): string =>
  line?.pricedBy === 'kg' ? baseText(quantity, 'g') : `${decimal(quantity)} ${unitOf(line, seen)}`
const nameOf = (line: DeliveredLine | undefined, seen: Seen): string =>
  line ? inLang(line.productName, line.productNameEn, seen.lang) : ''

function Recorded({ delivery, acceptance, seen }: PartProps & { acceptance: AcceptanceSeen }) {
  const own = acceptanceWords[seen.lang]
  const lineOf = ({ lineNo }: DifferenceSeen) => delivery.lines.find((line) => line.lineNo === lineNo)
  const staff = may(seen.actor.role, 'return.take')
  const untouched = acceptance.differences.every(({ settled }) => !settled)
  return (
    <Card title={own.acceptance} level={2}>
      <DefinitionList
        items={[
          [own.acceptedOn, dayText(acceptance.acceptedOn, seen.lang)],
          [own.by, acceptance.byBuyer ? own.byBuyer : own.byStaff],
          [own.note, acceptance.note],
          ...(acceptance.differences.length === 0
            ? [[own.state, <StatusLabel tone="success">{own.complete}</StatusLabel>] as const]
            : []),
        ]}
      />
      {acceptance.differences.length > 0 && (
        <Table
          caption={own.kind}
          phone="cards"
          rows={acceptance.differences}
          columns={[
            { key: 'product', label: own.product, cell: (row) => nameOf(lineOf(row), seen) },
            { key: 'kind', label: own.kind, cell: (row) => own.kinds[row.kind] },
            {
              key: 'quantity',
              label: own.quantity,
              numeric: true,
              cell: (row) => amountOf(lineOf(row), row.quantity, seen),
            },
            { key: 'reason', label: own.reason },
            { key: 'handling', label: own.handling, cell: (row) => <Handling row={row} seen={seen} /> },
          ]}
        />
      )}
      {staff &&
        acceptance.differences
          .filter(({ settled }) => !settled)
          .map((difference) => (
            <SettleForm
              delivery={delivery}
              acceptance={acceptance}
              difference={difference}
              line={lineOf(difference)}
              seen={seen}
            />
          ))}
      {staff && untouched && (
        <Form
          action={`/trade/deliveries/${delivery.deliveryId}/undo-acceptance`}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={own.undo}
        >
          <input type="hidden" name="acceptanceId" value={acceptance.acceptanceId} />
          <ButtonRow>
            <Button kind="quiet" size="small">
              {own.undo}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </Card>
  )
}

function Handling({ row, seen }: { row: DifferenceSeen; seen: Seen }) {
  const own = acceptanceWords[seen.lang]
  if (!row.settled) return <StatusLabel tone="warning">{own.waiting}</StatusLabel>
  return <span>{row.returnNo ? own.returned(row.returnNo) : own.rejected(row.rejectedBecause)}</span>
}

interface SettleProps {
  delivery: DeliverySeen
  acceptance: AcceptanceSeen
  difference: DifferenceSeen
  line: DeliveredLine | undefined
  seen: Seen
}

function SettleForm({ delivery, acceptance, difference, line, seen }: SettleProps) {
  const own = acceptanceWords[seen.lang]
  const { lineNo, kind, quantity } = difference
  const title = `${nameOf(line, seen)}・${own.kinds[kind]} ${amountOf(line, quantity, seen)}`
  // There is a form for each difference; what was typed comes back in its own only.
  const mine = typed(seen, 'lineNo') === String(lineNo) && typed(seen, 'kind') === kind
  const fault = (name: string) => (mine ? faultOf(seen, name) : undefined)
  const usual = kind === 'short' ? 'stock' : 'waste'
  return (
    <Form
      action={`/trade/deliveries/${delivery.deliveryId}/settle-difference`}
      csrf={seen.csrf}
      requestKey={seen.requestKey}
      label={title}
    >
      <FieldGroup legend={title}>
        <input type="hidden" name="acceptanceId" value={acceptance.acceptanceId} />
        <input type="hidden" name="lineNo" value={lineNo} />
        <input type="hidden" name="kind" value={kind} />
        <FieldRow>
          <Select
            name="decision"
            label={own.decision}
            value={mine ? typed(seen, 'decision', usual) : usual}
            error={fault('decision')}
            options={(['stock', 'waste', 'reject'] as const).map((value) => ({
              value,
              label: own.decisions[value],
            }))}
            required
          />
          <Field
            name="reason"
            label={own.settleReason}
            hint={own.settleReasonHint}
            value={mine ? typed(seen, 'reason') : undefined}
            error={fault('reason')}
            optional
          />
        </FieldRow>
      </FieldGroup>
      <ButtonRow>
        <Button kind="secondary">{own.settle}</Button>
      </ButtonRow>
    </Form>
  )
}

/** The form for a buyer, on a phone beside the boxes: only what is wrong is typed. */
export function acceptView({ delivery, today }: Of, seen: Seen): View {
  const own = acceptanceWords[seen.lang]
  const at = `/trade/deliveries/${delivery.deliveryId}`
  return {
    title: `${own.form} ${delivery.deliveryNo}`,
    breadcrumbs: crumbs(seen, { label: delivery.deliveryNo, href: at }, { label: own.acceptance }),
    body: (
      <>
        <TradeTabs seen={seen} current="orders" />
        <Heading above={`${own.delivery} ${delivery.deliveryNo}・${delivery.buyerName}`} lead={own.formLead}>
          {own.form}
        </Heading>
        <FormErrors seen={seen} />
        <Form action={`${at}/accept`} csrf={seen.csrf} requestKey={seen.requestKey} label={own.form}>
          {delivery.lines.map((line, index) => (
            <LineBoxes line={line} index={index} seen={seen} />
          ))}
          <Field
            type="date"
            name="acceptedOn"
            label={own.acceptedOn}
            value={typed(seen, 'acceptedOn', today)}
            error={faultOf(seen, 'acceptedOn')}
            required
          />
          <TextArea
            name="note"
            label={own.note}
            value={typed(seen, 'note')}
            error={faultOf(seen, 'note')}
            rows={2}
            optional
          />
          <ButtonRow>
            <Button size="large">{own.save}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

function LineBoxes({ line, index, seen }: { line: DeliveredLine; index: number; seen: Seen }) {
  const own = acceptanceWords[seen.lang]
  const byWeight = line.pricedBy === 'kg'
  const box = (name: string) => `lines.${index}.${name}`
  const numbers = byWeight ? (['shortKg', 'damagedKg'] as const) : (['short', 'damaged'] as const)
  return (
    <FieldGroup
      legend={nameOf(line, seen)}
      hint={own.shipped(amountOf(line, byWeight ? line.baseQuantity : line.quantity, seen))}
    >
      <input type="hidden" name={box('lineNo')} value={line.lineNo} />
      <FieldRow>
        {numbers.map((name) => (
          <Field
            type={byWeight ? 'decimal' : 'number'}
            name={box(name)}
            label={own[name]}
            unit={byWeight ? 'kg' : unitOf(line, seen)}
            value={typed(seen, box(name))}
            error={faultOf(seen, box(name))}
            optional
          />
        ))}
        <Field
          name={box('reason')}
          label={own.reason}
          hint={own.reasonHint}
          value={typed(seen, box('reason'))}
          error={faultOf(seen, box('reason'))}
          optional
        />
      </FieldRow>
    </FieldGroup>
  )
}

interface ListData {
  readonly found: Page<AcceptanceRow>
  readonly view: AcceptanceView
}

export function acceptancesView({ found, view }: ListData, seen: Seen): View {
  const own = acceptanceWords[seen.lang]
  const at = '/trade/acceptances'
  const staff = may(seen.actor.role, 'return.take')
  return {
    title: own.acceptances,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.acceptances }),
    body: (
      <>
        <TradeTabs seen={seen} current="orders" />
        <Heading lead={own.lead}>{own.acceptances}</Heading>
        <FilterChips
          label={own.filter}
          items={acceptanceViews.map((each) => ({
            label: own.views[each],
            href: withQuery(at, { view: each }),
            current: each === view,
          }))}
        />
        <Table
          caption={own.acceptances}
          hideCaption
          phone="cards"
          rows={found.rows}
          empty={<EmptyState title={own.none} text={own.noneText[view]} />}
          columns={[
            {
              key: 'deliveryNo',
              label: own.delivery,
              cell: (row) => (
                <TextLink href={`/trade/deliveries/${row.deliveryId}#acceptance`}>{row.deliveryNo}</TextLink>
              ),
            },
            ...(staff ? [{ key: 'buyerName' as const, label: own.buyer }] : []),
            { key: 'shippedOn', label: own.shippedOn, cell: (row) => dayText(row.shippedOn, seen.lang) },
            {
              key: 'acceptedOn',
              label: own.acceptedOn,
              cell: (row) => row.acceptedOn && dayText(row.acceptedOn, seen.lang),
            },
            { key: 'state', label: own.state, cell: (row) => <State row={row} seen={seen} /> },
          ]}
        />
        <Pager nextHref={found.next && withQuery(at, { view, after: found.next })} />
      </>
    ),
  }
}

function State({ row, seen }: { row: AcceptanceRow; seen: Seen }) {
  const own = acceptanceWords[seen.lang]
  if (row.acceptedOn === null) return <StatusLabel>{own.notYet}</StatusLabel>
  if (row.open > 0) return <StatusLabel tone="warning">{own.differing(row.open)}</StatusLabel>
  if (row.differences > 0) return <StatusLabel tone="info">{own.settled}</StatusLabel>
  return <StatusLabel tone="success">{own.complete}</StatusLabel>
}
