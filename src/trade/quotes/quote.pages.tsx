/** One quote: what was said, and what this side may do with it. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Direction } from '#kit/rounding.ts'
import { Card, DefinitionList, Disclosure, Heading, Money, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form, TextArea } from '#ui/forms.tsx'
import { dayText, decimal, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { inLang } from '#trade/sheet-parts.ts'
import type { QuoteLineSeen, QuoteSeen, TurnSeen } from './quote-lists.ts'
import { afterDeed, isOver } from './quote-rules.ts'
import { amountOf } from './quote-sheets.ts'
import { QuoteStateLabel, TermsTable, quotesAt } from './quotes.pages.tsx'
import { sideOf } from './quotes.ts'
import { quoteWords } from './words.ts'

interface Opened {
  readonly quote: QuoteSeen
  readonly rounding: Direction
  readonly today: Day
  /** Until when an offer usually counts. */
  readonly validUntil: Day
}

export function quoteView(opened: Opened, seen: Seen): View {
  const own = quoteWords[seen.lang]
  const { quote, today } = opened
  const last = quote.turns.at(-1)
  const side = sideOf(seen.actor)
  const may = {
    answer: afterDeed(quote.state, side, 'answer') !== undefined,
    accept: afterDeed(quote.state, side, 'accept') !== undefined,
    decline: afterDeed(quote.state, side, 'decline') !== undefined,
  }
  const mine = last?.byCompany === (side === 'company')
  const expired = quote.state === 'offered' && isOver(quote.validUntil, today)
  return {
    title: `${own.quote} ${quote.quoteNo}`,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.quotes, href: quotesAt }, { label: quote.quoteNo }),
    body: (
      <>
        <TradeTabs seen={seen} current="orders" />
        <Heading above={`${own.quote} ${quote.quoteNo}`}>{quote.buyerName}</Heading>
        <FormErrors seen={seen} />
        <p>
          <QuoteStateLabel quote={quote} today={today} seen={seen} />
        </p>
        {may.decline && <Notice kind="info" title={mine ? own.theirTurn : own.yourTurn} />}
        <DefinitionList
          items={[
            [own.deliverOn, dayText(quote.deliverOn, seen.lang)],
            [own.validUntil, quote.validUntil && dayText(quote.validUntil, seen.lang)],
            ...(quote.orderId
              ? [
                  [
                    own.states.accepted,
                    <TextLink href={`/trade/orders/${quote.orderId}`}>{own.acceptedOrder}</TextLink>,
                  ] as const,
                ]
              : []),
            ...(quote.declinedBecause === '' ? [] : [[own.declineReason, quote.declinedBecause] as const]),
          ]}
        />
        {last && <Terms turn={last} opened={opened} seen={seen} />}
        {may.accept && !expired && <AcceptForm opened={opened} seen={seen} />}
        {may.answer && last && <AnswerForm turn={last} mine={mine} opened={opened} seen={seen} />}
        {quote.turns.length > 1 && (
          <Part>
            <Disclosure title={own.turns}>
              {quote.turns.slice(0, -1).map((turn) => (
                <Terms turn={turn} opened={opened} seen={seen} />
              ))}
            </Disclosure>
          </Part>
        )}
        {may.decline && <DeclineForm opened={opened} seen={seen} />}
      </>
    ),
  }
}

interface TurnProps {
  turn: TurnSeen
  opened: Opened
  seen: Seen
}

/** What one side said: by whom, the lines with their prices, and the paper when it is the company's offer. */
function Terms({ turn, opened: { quote, rounding }, seen }: TurnProps) {
  const own = quoteWords[seen.lang]
  const total = turn.lines.reduce((sum, line) => sum + amountOf(line, rounding), 0)
  const price = (line: QuoteLineSeen, value: number): string =>
    line.pricedBy === 'kg' ? own.perKg(yen(value, seen.lang)) : yen(value, seen.lang)
  const who = [turn.byCompany ? own.byCompany : own.byBuyer, turn.byName].filter((part) => part !== '')
  return (
    <Part>
      <Heading level={2} above={who.join('・')}>
        {turn.byCompany ? own.states.offered : turn.turnNo === 1 ? own.states.asked : own.states.countered}
      </Heading>
      {turn.note !== '' && <p class="whitespace-pre-line">{turn.note}</p>}
      <Table
        caption={own.quote}
        hideCaption
        phone="cards"
        rows={turn.lines}
        columns={[
          {
            key: 'product',
            label: own.product,
            cell: (row) => inLang(row.productName, row.productNameEn, seen.lang),
          },
          {
            key: 'quantity',
            label: own.quantity,
            numeric: true,
            cell: (row) =>
              `${decimal(row.quantity)} ${inLang(row.variantName, row.variantNameEn, seen.lang)}`,
          },
          { key: 'usual', label: own.usual, numeric: true, cell: (row) => price(row, row.usualYen) },
          {
            key: 'price',
            label: own.price,
            numeric: true,
            cell: (row) => (row.priceYen === null ? own.openPrice : price(row, row.priceYen)),
          },
          {
            key: 'amount',
            label: own.amount,
            numeric: true,
            cell: (row) => <Money yen={amountOf(row, rounding)} />,
          },
        ]}
        foot={[{ label: own.total, cells: { amount: <Money yen={total} strong /> } }]}
      />
      {turn.byCompany && (
        <ButtonRow>
          <ButtonLink href={`${quotesAt}/${quote.quoteId}/${turn.turnNo}/pdf`} size="small">
            {own.pdf}
          </ButtonLink>
        </ButtonRow>
      )}
    </Part>
  )
}

function AcceptForm({ opened: { quote }, seen }: { opened: Opened; seen: Seen }) {
  const own = quoteWords[seen.lang]
  const label = sideOf(seen.actor) === 'company' ? own.acceptCompany : own.accept
  return (
    <Part id="accept">
      <Card title={label} level={2}>
        <p>{own.acceptLead}</p>
        <Form
          action={`${quotesAt}/${quote.quoteId}/accept`}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} accept`}
          label={label}
        >
          <input type="hidden" name="turnNo" value={String(quote.turns.at(-1)?.turnNo ?? 1)} />
          <Field
            type="date"
            name="deliverOn"
            label={own.deliverOn}
            value={typed(seen, 'deliverOn', quote.deliverOn)}
            error={faultOf(seen, 'deliverOn')}
            required
          />
          <ButtonRow>
            <Button size="large">{label}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </Part>
  )
}

function AnswerForm({ turn, mine, opened: { quote, validUntil }, seen }: TurnProps & { mine: boolean }) {
  const own = quoteWords[seen.lang]
  const company = sideOf(seen.actor) === 'company'
  const title = !company ? own.answerBuyer : mine ? own.answerAgain : own.answer
  return (
    <Part id="answer">
      <Disclosure title={title} open={company && !mine}>
        <Form
          action={`${quotesAt}/${quote.quoteId}/answer`}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} answer`}
          label={title}
          wide
        >
          <TermsTable
            rows={turn.lines.map((line) => ({
              ...line,
              producerName: '',
              priceYen: line.priceYen ?? (company ? line.usualYen : undefined),
            }))}
            wish={!company}
            seen={seen}
          />
          {company && (
            <Field
              type="date"
              name="validUntil"
              label={own.validUntil}
              value={typed(seen, 'validUntil', validUntil)}
              error={faultOf(seen, 'validUntil')}
              required
            />
          )}
          <TextArea
            name="note"
            label={own.note}
            value={typed(seen, 'note')}
            error={faultOf(seen, 'note')}
            rows={3}
            optional
          />
          <ButtonRow>
            <Button kind={company && !mine ? 'primary' : 'secondary'}>{title}</Button>
          </ButtonRow>
        </Form>
      </Disclosure>
    </Part>
  )
}

function DeclineForm({ opened: { quote }, seen }: { opened: Opened; seen: Seen }) {
  const own = quoteWords[seen.lang]
  return (
    <Part id="decline">
      <Disclosure title={own.decline}>
        <p>{own.declineLead}</p>
        <Form
          action={`${quotesAt}/${quote.quoteId}/decline`}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} decline`}
          label={own.decline}
        >
          <Field
            name="reason"
            label={own.declineReason}
            value={typed(seen, 'reason')}
            error={faultOf(seen, 'reason')}
            optional
          />
          <ButtonRow>
            <Button kind="danger">{own.decline}</Button>
          </ButtonRow>
        </Form>
      </Disclosure>
    </Part>
  )
}
