/** One order cycle, as the company runs it. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import type { Child } from 'hono/jsx'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { dayAt } from '#kit/days.ts'
import { Card, DefinitionList, Disclosure, Heading, Money, Steps, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Form } from '#ui/forms.tsx'
import { SearchForm } from '#ui/lists.tsx'
import { dayShort, dayText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { baseText, inLang } from '#trade/sheet-parts.ts'
import type { BookingRow, CycleGood, CycleProducer, CycleSeen } from './cycle-lists.ts'
import { CycleStateLabel, bookedText, cyclesAt, whenFacts } from './cycles.pages.tsx'
import { cycleWords } from './words.ts'

export interface CycleOpened {
  readonly cycle: CycleSeen
  readonly producers: readonly CycleProducer[]
  readonly goods: { readonly rows: readonly CycleGood[]; readonly more: boolean }
  readonly bookings: { readonly rows: readonly BookingRow[]; readonly more: boolean }
  readonly q: string | undefined
}
interface PartProps {
  opened: CycleOpened
  seen: Seen
}
const atOf = ({ cycle }: CycleOpened): string => `${cyclesAt}/${cycle.cycleId}`

export function cycleView(opened: CycleOpened, seen: Seen): View {
  const own = cycleWords[seen.lang]
  const { cycle } = opened
  return {
    title: `${own.cycle} ${cycle.name}`,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.cycles, href: cyclesAt }, { label: cycle.name }),
    body: (
      <>
        <TradeTabs seen={seen} current="cycles" />
        <Heading
          above={`${own.cycle} ${cycle.cycleNo}`}
          action={
            cycle.state === 'planned' && <ButtonLink href={`${atOf(opened)}/edit`}>{own.edit}</ButtonLink>
          }
        >
          {cycle.name}
        </Heading>
        <FormErrors seen={seen} />
        {cycle.state === 'cancelled' ? (
          <p>
            <CycleStateLabel cycle={cycle} now={cycle.now} seen={seen} />
          </p>
        ) : (
          <CycleSteps opened={opened} seen={seen} />
        )}
        <DefinitionList
          items={[
            ...whenFacts(cycle, seen),
            [own.booked, bookedText(cycle, seen)],
            [own.answered, own.of(cycle.answered, cycle.asked)],
            ...(cycle.note === '' ? [] : [[own.note, cycle.note] as const]),
          ]}
        />
        <NextDeed opened={opened} seen={seen} />
        <Bookings opened={opened} seen={seen} />
        <Goods opened={opened} seen={seen} />
        <Producers opened={opened} seen={seen} />
        <CancelCycle opened={opened} seen={seen} />
      </>
    ),
  }
}

const way = ['planned', 'open', 'allocated', 'ended'] as const

function CycleSteps({ opened: { cycle }, seen }: PartProps) {
  const own = cycleWords[seen.lang]
  const reached = way.indexOf(cycle.state as (typeof way)[number])
  return (
    <Steps
      items={way.map((step, at) => ({
        label: own.steps[step],
        state: at < reached || cycle.state === 'ended' ? 'done' : at === reached ? 'current' : 'next',
        note:
          step === 'open' && cycle.state === 'open' && cycle.closesAt <= cycle.now ? own.closed : undefined,
      }))}
    />
  )
}

interface DeedProps {
  action: string
  title: string
  text?: string
  kind?: 'primary' | 'secondary' | 'danger'
  seen: Seen
  children?: Child
}

function Deed({ action, title, text, kind = 'primary', seen, children }: DeedProps) {
  return (
    <Card title={title} level={2}>
      {text && <p>{text}</p>}
      {children}
      <Form action={action} csrf={seen.csrf} requestKey={`${seen.requestKey} ${action}`} label={title}>
        <ButtonRow>
          <Button kind={kind}>{title}</Button>
        </ButtonRow>
      </Form>
    </Card>
  )
}

/** What comes next in this round. */
function NextDeed({ opened, seen }: PartProps) {
  const own = cycleWords[seen.lang]
  const { cycle, producers } = opened
  const at = atOf(opened)
  const waiting = producers.some(({ answeredAt }) => answeredAt === null)
  const told = producers.some(({ toldAt }) => toldAt !== null)
  const asking =
    (cycle.state === 'planned' || cycle.state === 'open') && waiting && cycle.closesAt > cycle.now
  return (
    <Part>
      <div class="grid gap-6 lg:grid-cols-2">
        {asking && (
          <Deed
            action={`${at}/ask`}
            title={told ? own.askAgain : own.ask}
            kind={told || cycle.state === 'open' ? 'secondary' : 'primary'}
            seen={seen}
          />
        )}
        {cycle.state === 'planned' && (
          <Deed
            action={`${at}/open`}
            title={own.open}
            text={own.openText}
            kind={told ? 'primary' : 'secondary'}
            seen={seen}
          />
        )}
        {cycle.state === 'open' && (
          <Deed action={`${at}/allocate`} title={own.allocate} text={own.allocateText} seen={seen} />
        )}
        {cycle.state === 'allocated' && (
          <Deed
            action={`${at}/allocate`}
            title={own.allocateAgain}
            text={own.allocateText}
            kind="secondary"
            seen={seen}
          />
        )}
      </div>
      {(cycle.state === 'allocated' || cycle.state === 'ended') && (
        <ButtonRow>
          <ButtonLink href={`${at}/allocation`} kind="primary">
            {own.allocation}
          </ButtonLink>
          {cycle.deliverDays.map((on) => (
            <ButtonLink href={withQuery(`${at}/collection`, { on })}>
              {`${own.collect} ${dayShort(on, seen.lang)}`}
            </ButtonLink>
          ))}
        </ButtonRow>
      )}
    </Part>
  )
}

function Producers({ opened, seen }: PartProps) {
  const own = cycleWords[seen.lang]
  const day = (at: Date | null) => at && dayText(dayAt(at), seen.lang)
  return (
    <Part id="producers">
      <Disclosure
        title={`${own.producers}　${own.of(opened.cycle.answered, opened.cycle.asked)}`}
        open={opened.cycle.state === 'planned'}
      >
        <Table
          caption={own.producers}
          hideCaption
          phone="cards"
          rows={opened.producers}
          filterable={opened.producers.length > 20}
          columns={[
            { key: 'name', label: own.producer },
            { key: 'toldAt', label: own.toldAt, cell: (row) => day(row.toldAt) },
            {
              key: 'answeredAt',
              label: own.answeredAt,
              cell: (row) => day(row.answeredAt) ?? own.notAnswered,
            },
            { key: 'products', label: own.products, numeric: true },
            {
              key: 'enter',
              label: own.enterFor,
              cell: (row) => (
                <TextLink href={`${atOf(opened)}/offers/${row.producerId}`}>{own.enterFor}</TextLink>
              ),
            },
          ]}
        />
      </Disclosure>
    </Part>
  )
}

function Goods({ opened, seen }: PartProps) {
  const own = cycleWords[seen.lang]
  const { goods, q } = opened
  const amount = (row: CycleGood, base: number): string =>
    baseText(base, inLang(row.baseUnit, row.baseUnitEn, seen.lang))
  return (
    <Part id="goods">
      <Heading level={2}>{own.goods}</Heading>
      <SearchForm
        action={atOf(opened)}
        label={own.searchGoods}
        value={q}
        clearHref={q ? atOf(opened) : undefined}
      />
      {goods.more && <p>{own.moreGoods}</p>}
      <Table
        caption={own.goods}
        hideCaption
        phone="cards"
        rows={goods.rows}
        empty={<p>{own.noGoods}</p>}
        columns={[
          {
            key: 'product',
            label: own.product,
            cell: (row) => inLang(row.productName, row.productNameEn, seen.lang),
          },
          { key: 'producerName', label: own.producer },
          { key: 'poolName', label: own.pool },
          { key: 'offered', label: own.offered, numeric: true, cell: (row) => amount(row, row.offered) },
          { key: 'taken', label: own.taken, numeric: true, cell: (row) => amount(row, row.taken) },
        ]}
      />
    </Part>
  )
}

function Bookings({ opened, seen }: PartProps) {
  const own = cycleWords[seen.lang]
  const { bookings, cycle } = opened
  const open = cycle.state === 'open' && cycle.closesAt > cycle.now
  return (
    <Part id="bookings">
      <Heading
        level={2}
        action={open && <ButtonLink href={`${atOf(opened)}/book`}>{own.bookFor}</ButtonLink>}
      >
        {own.bookings}
      </Heading>
      {bookings.more && <p>{own.moreBookings}</p>}
      <Table
        caption={own.bookings}
        hideCaption
        phone="cards"
        rows={bookings.rows}
        filterable={bookings.rows.length > 20}
        empty={<p>{own.noBookings}</p>}
        columns={[
          {
            key: 'buyerName',
            label: own.buyer,
            cell: (row) =>
              open ? (
                <TextLink
                  href={withQuery(`${atOf(opened)}/book`, { buyer: row.buyerId, day: row.deliverOn })}
                >
                  {row.buyerName}
                </TextLink>
              ) : (
                row.buyerName
              ),
          },
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

/** Before there are orders it can be called off, afterwards ended; in no other state is there anything to end. */
function CancelCycle({ opened, seen }: PartProps) {
  const own = cycleWords[seen.lang]
  const { state } = opened.cycle
  if (state === 'ended' || state === 'cancelled') return null
  const deed = opened.bookings.rows.some(({ orderId }) => orderId) ? 'end' : 'cancel'
  return (
    <Part id="cancel">
      <Deed
        action={`${atOf(opened)}/${deed}`}
        title={own[deed]}
        text={own[`${deed}Text`]}
        kind="danger"
        seen={seen}
      />
    </Part>
  )
}
