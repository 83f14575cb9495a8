/** Where the stock of a lot is corrected, and whom to tell when something is wrong with it. Views only. */
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { Card, DefinitionList, EmptyState, Heading, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { dayText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { LotTrace } from '#trade/lot-traces.ts'
import { takenFor } from '#trade/lots.ts'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import type { Recall, RecallRow } from './recalls.ts'
import { baseText, inLang } from '#trade/sheet-parts.ts'
import { goodsWords } from '#trade/words/goods.ts'
import { stockWords } from './words.ts'

interface FormProps {
  lot: LotTrace
  seen: Seen
}
const unitOf = ({ lot, seen }: FormProps): string => inLang(lot.baseUnit, lot.baseUnitEn, seen.lang)

export function StockForms({ lot, seen }: FormProps) {
  return (
    <Part id="stock">
      <div class="grid gap-6 lg:grid-cols-2">
        <CountForm lot={lot} seen={seen} />
        {lot.remaining > 0 && <TakeOutForm lot={lot} seen={seen} />}
      </div>
    </Part>
  )
}

function CountForm({ lot, seen }: FormProps) {
  const own = stockWords[seen.lang]
  return (
    <Card title={own.count} level={2}>
      <p>{own.countHint}</p>
      <Form
        action={`/trade/lots/${lot.lotId}/count`}
        csrf={seen.csrf}
        requestKey={seen.requestKey}
        label={own.count}
      >
        <Field
          type="number"
          name="counted"
          label={own.counted}
          unit={unitOf({ lot, seen })}
          value={typed(seen, 'counted')}
          error={faultOf(seen, 'counted')}
          required
        />
        <Field
          name="note"
          label={own.countNote}
          value={typed(seen, 'note')}
          error={faultOf(seen, 'note')}
          optional
        />
        <ButtonRow>
          <Button>{own.countButton}</Button>
        </ButtonRow>
      </Form>
    </Card>
  )
}

function TakeOutForm({ lot, seen }: FormProps) {
  const own = stockWords[seen.lang]
  const goods = goodsWords[seen.lang]
  return (
    <Card title={own.takeOut} level={2}>
      <p>{own.takeOutHint}</p>
      <Form
        action={`/trade/lots/${lot.lotId}/take-out`}
        csrf={seen.csrf}
        requestKey={seen.requestKey}
        label={own.takeOut}
      >
        <FieldRow>
          <Field
            type="number"
            name="quantity"
            label={goods.quantity}
            unit={unitOf({ lot, seen })}
            value={typed(seen, 'quantity')}
            error={faultOf(seen, 'quantity')}
            required
          />
          <Select
            name="fate"
            label={own.fate}
            value={typed(seen, 'fate', 'waste')}
            error={faultOf(seen, 'fate')}
            options={takenFor.map((value) => ({ value, label: own.fates[value] }))}
            required
          />
        </FieldRow>
        <Field
          name="reason"
          label={goods.reason}
          value={typed(seen, 'reason')}
          error={faultOf(seen, 'reason')}
          required
        />
        <ButtonRow>
          <Button kind="danger">{own.takeOut}</Button>
        </ButtonRow>
      </Form>
    </Card>
  )
}

export function recallView({ lot, rows }: Recall, seen: Seen): View {
  const own = stockWords[seen.lang]
  const goods = goodsWords[seen.lang]
  const name = inLang(lot.productName, lot.productNameEn, seen.lang)
  const at = `/trade/lots/${lot.lotId}`
  const total = (of: (row: RecallRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0)
  const amount = (base: number): string => baseText(base, unitOf({ lot, seen }))
  return {
    title: `${own.recall} ${lot.lotNo}`,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: goods.lots, href: '/trade/lots' },
      { label: lot.lotNo, href: at },
      { label: own.recall },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="lots" />
        <Heading
          above={`${lot.lotNo} ${name}`}
          lead={own.recallLead}
          action={
            rows.length > 0 && (
              <ButtonLink href={`${at}/recall.csv`} download>
                {own.recallCsv}
              </ButtonLink>
            )
          }
        >
          {own.recall}
        </Heading>
        <DefinitionList
          items={[
            [goods.producer, lot.producerName],
            [goods.madeOn, dayText(lot.madeOn, seen.lang)],
            [goods.bestBefore, lot.bestBefore && dayText(lot.bestBefore, seen.lang)],
            [own.outside, amount(total(({ delivered, returned }) => delivered - returned))],
            [own.inStore, amount(lot.remaining)],
          ]}
        />
        <Part>
          <RecallTable rows={rows} seen={seen} amount={amount} back={at} />
        </Part>
      </>
    ),
  }
}

interface RecallTableProps {
  rows: readonly RecallRow[]
  seen: Seen
  amount: (base: number) => string
  back: string
}

function RecallTable({ rows, seen, amount, back }: RecallTableProps) {
  const own = stockWords[seen.lang]
  return (
    <Table
      caption={own.recall}
      hideCaption
      phone="cards"
      rows={rows}
      empty={
        <EmptyState
          title={own.recallNone}
          text={own.recallNoneText}
          action={{ label: own.recallBack, href: back }}
        />
      }
      columns={[
        { key: 'buyerName', label: own.buyer },
        { key: 'address', label: own.address },
        {
          key: 'emails',
          label: own.contact,
          cell: ({ emails }) =>
            emails.length === 0 ? (
              own.noContact
            ) : (
              <ul>
                {emails.map((email) => (
                  <li>
                    <TextLink href={`mailto:${email}`}>{email}</TextLink>
                  </li>
                ))}
              </ul>
            ),
        },
        {
          key: 'deliveries',
          label: own.deliveries,
          cell: ({ deliveries }) => (
            <ul>
              {deliveries.map(({ id, no, on }) => (
                <li>
                  <TextLink href={`/trade/deliveries/${id}`}>{no}</TextLink> {dayText(on, seen.lang)}
                </li>
              ))}
            </ul>
          ),
        },
        { key: 'delivered', label: own.delivered, numeric: true, cell: (row) => amount(row.delivered) },
        { key: 'returned', label: own.returned, numeric: true, cell: (row) => amount(row.returned) },
        {
          key: 'outside',
          label: own.outside,
          numeric: true,
          cell: (row) => amount(row.delivered - row.returned),
        },
      ]}
    />
  )
}
