/** How a cycle was spread, changing a line of it, and collecting the goods. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { Card, EmptyState, Heading, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldGroup, FieldRow, Form } from '#ui/forms.tsx'
import { FilterChips } from '#ui/lists.tsx'
import { dayShort, dayText, decimal } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { baseText, inLang } from '#trade/sheet-parts.ts'
import type { LineSeen, MemberResult, ShortLine } from './allocation-lists.ts'
import type { CycleSeen } from './cycle-lists.ts'
import { criteria, cyclesAt } from './cycles.pages.tsx'
import type { ToCollect } from './fulfilment.ts'
import { cycleWords } from './words.ts'

interface ResultData {
  readonly cycle: CycleSeen
  readonly results: readonly MemberResult[]
  /** For the company only. */
  readonly lines: readonly ShortLine[]
}

export function allocationView({ cycle, results, lines }: ResultData, seen: Seen): View {
  const own = cycleWords[seen.lang]
  return {
    title: `${own.allocation} ${cycle.name}`,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: own.cycles, href: cyclesAt },
      { label: cycle.name, href: `${cyclesAt}/${cycle.cycleId}` },
      { label: own.allocation },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="cycles" />
        <Heading above={cycle.name} lead={own.allocationLead}>
          {own.allocation}
        </Heading>
        <p>
          {own.weights}：{criteria.map((each) => `${own.weight[each]} ${cycle.weights[each]}`).join('・')}
        </p>
        {results.length === 0 && <EmptyState title={own.noPooled} />}
        {[...Map.groupBy(results, ({ poolName }) => poolName)].map(([name, rows]) => (
          <PoolResult name={name} rows={rows} seen={seen} />
        ))}
        {lines.length > 0 && <Lines cycle={cycle} lines={lines} seen={seen} />}
      </>
    ),
  }
}

const percent = (part: number): string => `${Math.round(part * 1000) / 10}％`

/** Who gives how much to one pool, and the figures that decided. */
export function PoolResult({
  name,
  rows,
  seen,
}: {
  name: string
  rows: readonly MemberResult[]
  seen: Seen
}) {
  const own = cycleWords[seen.lang]
  const told = <T,>(value: T | undefined, say: (value: T) => string): string =>
    value === undefined ? own.unknown : say(value)
  return (
    <Part>
      <Heading level={2}>{name}</Heading>
      <Table
        caption={name}
        hideCaption
        phone="cards"
        rows={rows}
        columns={[
          { key: 'producerName', label: own.producer },
          {
            key: 'capacity',
            label: own.why.capacity,
            numeric: true,
            cell: ({ reason }) => reason && decimal(reason.member.capacity),
          },
          {
            key: 'fairness',
            label: own.why.fairness,
            numeric: true,
            cell: ({ reason }) => reason && told(reason.member.takenBefore, percent),
          },
          {
            key: 'distance',
            label: own.why.distance,
            numeric: true,
            cell: ({ reason }) => reason && told(reason.member.km, (km) => own.km(decimal(Math.round(km)))),
          },
          {
            key: 'freshness',
            label: own.why.freshness,
            numeric: true,
            cell: ({ reason }) => reason && told(reason.member.daysOld, own.days),
          },
          {
            key: 'wanted',
            label: own.parts,
            numeric: true,
            cell: ({ reason }) => reason && percent(reason.share.wanted),
          },
          { key: 'quantity', label: own.got, numeric: true, cell: (row) => decimal(row.quantity) },
          {
            key: 'overridden',
            label: own.byStaff,
            numeric: true,
            cell: (row) => (row.overridden > 0 ? decimal(row.overridden) : ''),
          },
        ]}
      />
    </Part>
  )
}

function Lines({ cycle, lines, seen }: Omit<ResultData, 'results'> & { seen: Seen }) {
  const own = cycleWords[seen.lang]
  return (
    <Part id="lines">
      <Heading level={2}>{own.attention}</Heading>
      <Table
        caption={own.attention}
        hideCaption
        phone="cards"
        rows={lines}
        filterable={lines.length > 20}
        columns={[
          { key: 'name', label: own.product },
          { key: 'buyerName', label: own.buyer },
          { key: 'deliverOn', label: own.deliverOn, cell: (row) => dayShort(row.deliverOn, seen.lang) },
          { key: 'quantity', label: own.booked2, numeric: true, cell: (row) => decimal(row.quantity) },
          {
            key: 'allocated',
            label: own.given,
            numeric: true,
            cell: (row) =>
              row.allocated < row.quantity ? (
                <StatusLabel tone="warning">{decimal(row.allocated)}</StatusLabel>
              ) : (
                decimal(row.allocated)
              ),
          },
          {
            key: 'override',
            label: own.override,
            cell: (row) => (
              <>
                {row.pooled && cycle.state === 'allocated' && (
                  <TextLink href={`${cyclesAt}/${cycle.cycleId}/lines/${row.bookingId}/${row.lineNo}`}>
                    {own.override}
                  </TextLink>
                )}
                {row.overriddenBecause !== '' && (
                  <small class="block text-ink-soft">{own.overridden(row.overriddenBecause)}</small>
                )}
              </>
            ),
          },
        ]}
      />
    </Part>
  )
}

export function overrideView(line: LineSeen, seen: Seen): View {
  const own = cycleWords[seen.lang]
  const back = `${cyclesAt}/${line.cycleId}/allocation`
  return {
    title: `${own.overrideTitle} ${line.poolName}`,
    breadcrumbs: crumbs(
      seen,
      { label: own.cycles, href: cyclesAt },
      { label: line.cycleNo, href: `${cyclesAt}/${line.cycleId}` },
      { label: own.allocation, href: back },
      { label: own.overrideTitle },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="cycles" />
        <Heading above={`${line.buyerName}・${dayText(line.deliverOn, seen.lang)}`} lead={own.overrideLead}>
          {`${line.poolName}　${own.booked2} ${decimal(line.quantity)}`}
        </Heading>
        <FormErrors seen={seen} />
        <Form
          action={`${cyclesAt}/${line.cycleId}/lines/${line.bookingId}/${line.lineNo}`}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={own.overrideTitle}
        >
          {line.members.map((member, at) => (
            <FieldGroup legend={`${member.producerName}　${member.productName}`}>
              <input type="hidden" name={`shares.${at}.variantId`} value={member.variantId} />
              <Field
                type="number"
                name={`shares.${at}.quantity`}
                label={own.given}
                hint={`${own.canGive} ${decimal(member.left)}`}
                value={typed(seen, `shares.${at}.quantity`, member.allocated)}
                error={faultOf(seen, `shares.${at}.quantity`)}
              />
            </FieldGroup>
          ))}
          <Field
            name="reason"
            label={own.reason}
            value={typed(seen, 'reason', line.overriddenBecause)}
            error={faultOf(seen, 'reason')}
            required
          />
          <ButtonRow>
            <Button>{own.saveOverride}</Button>
            <ButtonLink href={back}>{own.allocation}</ButtonLink>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

interface CollectData {
  readonly cycle: CycleSeen
  readonly on: Day
  readonly rows: readonly ToCollect[]
  readonly today: Day
}

export function collectionView({ cycle, on, rows, today }: CollectData, seen: Seen): View {
  const own = cycleWords[seen.lang]
  const at = `${cyclesAt}/${cycle.cycleId}/collection`
  return {
    title: `${own.collect} ${cycle.name}`,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: own.cycles, href: cyclesAt },
      { label: cycle.name, href: `${cyclesAt}/${cycle.cycleId}` },
      { label: own.collect },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="cycles" />
        <Heading
          above={cycle.name}
          lead={own.collectLead}
          action={
            rows.length > 0 && (
              <ButtonLink href={withQuery(`${cyclesAt}/${cycle.cycleId}/collection.csv`, { on })} download>
                {own.csv}
              </ButtonLink>
            )
          }
        >
          {`${own.collect}　${dayText(on, seen.lang)}`}
        </Heading>
        <FormErrors seen={seen} />
        <FilterChips
          label={own.deliverDays}
          items={cycle.deliverDays.map((each) => ({
            label: dayText(each, seen.lang),
            href: withQuery(at, { on: each }),
            current: each === on,
          }))}
        />
        {rows.length === 0 ? (
          <EmptyState title={own.nothingToCollect} />
        ) : (
          <>
            <ArrivalForm cycle={cycle} on={on} rows={rows} today={today} seen={seen} />
            <Part id="orders">
              <Card title={own.makeOrders} level={2}>
                <p>{own.makeOrdersText}</p>
                <Form
                  action={`${cyclesAt}/${cycle.cycleId}/orders`}
                  csrf={seen.csrf}
                  requestKey={`${seen.requestKey} orders`}
                  label={own.makeOrders}
                >
                  <input type="hidden" name="on" value={on} />
                  <ButtonRow>
                    <Button>{own.makeOrders}</Button>
                  </ButtonRow>
                </Form>
              </Card>
            </Part>
          </>
        )}
      </>
    ),
  }
}

const byWeight = (row: ToCollect): boolean => row.baseUnit === 'g'
const missing = (row: ToCollect): number => Math.max(0, row.wanted - row.inStore)
const boxOf = (row: ToCollect & { at: number }): string =>
  byWeight(row) ? `rows.${row.at}.kilograms` : `rows.${row.at}.pieces`

/** What arrived, beginning with what is still missing in store. */
function ArrivalForm({ cycle, on, rows, today, seen }: CollectData & { seen: Seen }) {
  const own = cycleWords[seen.lang]
  const numbered = rows.map((row, at) => ({ ...row, at }))
  const unit = (row: ToCollect): string =>
    byWeight(row) ? 'kg' : inLang(row.baseUnit, row.baseUnitEn, seen.lang)
  const amount = (row: ToCollect, base: number): string => baseText(base, byWeight(row) ? 'g' : unit(row))
  return (
    <Form
      action={`${cyclesAt}/${cycle.cycleId}/arrivals`}
      csrf={seen.csrf}
      requestKey={seen.requestKey}
      label={own.receive}
      wide
    >
      <input type="hidden" name="on" value={on} />
      <Table
        caption={own.collect}
        hideCaption
        phone="cards"
        rows={numbered}
        columns={[
          { key: 'producerName', label: own.producer },
          {
            key: 'product',
            label: own.product,
            cell: (row) => inLang(row.productName, row.productNameEn, seen.lang),
          },
          { key: 'wanted', label: own.wanted, numeric: true, cell: (row) => amount(row, row.wanted) },
          { key: 'inStore', label: own.inStore, numeric: true, cell: (row) => amount(row, row.inStore) },
          {
            key: 'arrived',
            label: own.arrived,
            cell: (row) => (
              <>
                <input type="hidden" name={`rows.${row.at}.productId`} value={row.productId} />
                <Field
                  type={byWeight(row) ? 'decimal' : 'number'}
                  name={boxOf(row)}
                  label={`${own.arrived} ${row.productName} ${row.producerName}`}
                  hideLabel
                  unit={unit(row)}
                  value={typed(
                    seen,
                    boxOf(row),
                    missing(row) > 0 ? missing(row) / (byWeight(row) ? 1000 : 1) : undefined,
                  )}
                  error={faultOf(seen, boxOf(row))}
                />
              </>
            ),
          },
        ]}
      />
      <FieldRow>
        <Field
          type="date"
          name="madeOn"
          label={own.madeOn}
          value={typed(seen, 'madeOn', today)}
          error={faultOf(seen, 'madeOn')}
          required
        />
      </FieldRow>
      <ButtonRow>
        <Button kind="secondary">{own.receive}</Button>
      </ButtonRow>
    </Form>
  )
}
