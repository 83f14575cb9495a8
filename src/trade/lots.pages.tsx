/** Receipts and lots: from the field to every jar on one page. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { DefinitionList, EmptyState, Heading, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select, TextArea } from '#ui/forms.tsx'
import { FilterChips, Pager } from '#ui/lists.tsx'
import { bracketed, dayText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { CatalogueRow } from './catalogue.ts'
import { LabelCard } from './stock/labels.pages.tsx'
import type { LotRow, LotStep, LotTrace } from './lot-traces.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import { baseText, inLang } from './sheet-parts.ts'
import { StockForms } from './stock/corrections.pages.tsx'
import { goodsWords } from './words/goods.ts'
import { stockWords } from './stock/words.ts'

interface Asked {
  readonly left?: '1'
  readonly product?: Id
}

export function lotsView(found: Page<LotRow>, seen: Seen, asked: Asked): View {
  const own = goodsWords[seen.lang]
  const add = { label: own.receive, href: '/trade/lots/new' }
  const mayReceive = may(seen.actor.role, 'stock.receive')
  const chip = (left: '1' | undefined, label: string) => ({
    label,
    href: withQuery('/trade/lots', { product: asked.product, left }),
    current: asked.left === left,
  })
  return {
    title: own.lots,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.lots }),
    body: (
      <>
        <TradeTabs seen={seen} current="lots" />
        <Heading
          lead={own.lotsLead}
          action={
            <ButtonRow>
              {mayReceive && (
                <ButtonLink href={add.href} kind="primary">
                  {add.label}
                </ButtonLink>
              )}
              <ButtonLink href="/trade/stock">{stockWords[seen.lang].store}</ButtonLink>
            </ButtonRow>
          }
        >
          {own.lots}
        </Heading>
        <FilterChips items={[chip(undefined, own.all), chip('1', own.onlyLeft)]} />
        <LotTable
          rows={found.rows}
          seen={seen}
          empty={
            <EmptyState title={own.noLots} text={own.noLotsText} action={mayReceive ? add : undefined} />
          }
        />
        <Pager
          nextHref={
            found.next &&
            withQuery('/trade/lots', { product: asked.product, left: asked.left, after: found.next })
          }
        />
      </>
    ),
  }
}

const unitOf = (row: LotRow, seen: Seen): string => inLang(row.baseUnit, row.baseUnitEn, seen.lang)

function LotTable({ rows, seen, empty }: { rows: readonly LotRow[]; seen: Seen; empty: View['body'] }) {
  const own = goodsWords[seen.lang]
  return (
    <Table
      caption={own.lots}
      hideCaption
      phone="cards"
      rows={rows}
      empty={empty}
      columns={[
        {
          key: 'lotNo',
          label: own.lot,
          cell: (row) => <TextLink href={`/trade/lots/${row.lotId}`}>{row.lotNo}</TextLink>,
        },
        {
          key: 'product',
          label: own.product,
          cell: (row) => inLang(row.productName, row.productNameEn, seen.lang),
        },
        { key: 'producerName', label: own.producer },
        { key: 'receivedOn', label: own.receivedOn, cell: (row) => dayText(row.receivedOn, seen.lang) },
        {
          key: 'bestBefore',
          label: own.bestBefore,
          cell: (row) => row.bestBefore && dayText(row.bestBefore, seen.lang),
        },
        {
          key: 'remaining',
          label: own.left,
          numeric: true,
          cell: (row) => baseText(row.remaining, unitOf(row, seen)),
        },
        {
          key: 'quantity',
          label: own.quantity,
          numeric: true,
          hideOnPhone: true,
          cell: (row) => baseText(row.quantity, unitOf(row, seen)),
        },
      ]}
    />
  )
}

interface Receiving {
  readonly products: readonly CatalogueRow[]
  readonly today: Day
}

export function receiveView({ products, today }: Receiving, seen: Seen, asked: { product?: Id }): View {
  const own = goodsWords[seen.lang]
  return {
    title: own.receive,
    breadcrumbs: crumbs(seen, { label: own.lots, href: '/trade/lots' }, { label: own.receive }),
    body: (
      <>
        <TradeTabs seen={seen} current="lots" />
        <Heading>{own.receive}</Heading>
        <FormErrors seen={seen} />
        {products.length === 0 ? (
          <EmptyState
            title={own.noProducts}
            text={own.needProducts}
            action={{ label: own.newProduct, href: '/trade/products/new' }}
          />
        ) : (
          <ReceiveForm products={products} today={today} seen={seen} chosen={asked.product} />
        )}
      </>
    ),
  }
}

function ReceiveForm({ products, today, seen, chosen }: Receiving & { seen: Seen; chosen?: Id }) {
  const own = goodsWords[seen.lang]
  const box = (name: 'quantity' | 'place' | 'lotNo' | 'bestBefore', stored = '') => ({
    name,
    value: typed(seen, name, stored),
    error: faultOf(seen, name),
  })
  const day = (name: 'madeOn' | 'receivedOn') => ({
    name,
    type: 'date' as const,
    value: typed(seen, name, today),
    error: faultOf(seen, name),
    required: true,
  })
  return (
    <Form action="/trade/lots" csrf={seen.csrf} requestKey={seen.requestKey} label={own.receive}>
      <Select
        name="productId"
        label={own.product}
        value={typed(seen, 'productId', chosen)}
        error={faultOf(seen, 'productId')}
        options={products.map((row) => ({
          value: row.productId,
          label: bracketed(
            inLang(row.name, row.nameEn, seen.lang),
            `${inLang(row.producerName, row.producerNameEn, seen.lang)}・${inLang(row.baseUnit, row.baseUnitEn, seen.lang)}`,
            seen.lang,
          ),
        }))}
        required
      />
      <FieldRow>
        <Field {...box('quantity')} type="number" label={own.quantity} hint={own.quantityHint} required />
        <Field {...day('madeOn')} label={own.madeOn} />
        <Field {...day('receivedOn')} label={own.receivedOn} />
      </FieldRow>
      <FieldRow>
        <Field {...box('bestBefore')} type="date" label={own.bestBefore} hint={own.bestBeforeHint} optional />
        <Field {...box('place')} label={own.place} width="middle" optional />
        <Field {...box('lotNo')} label={own.lotNo} hint={own.lotNoHint} width="middle" optional />
      </FieldRow>
      <TextArea
        name="note"
        label={own.note}
        value={typed(seen, 'note')}
        error={faultOf(seen, 'note')}
        rows={2}
        optional
      />
      <ButtonRow>
        <Button>{own.receive}</Button>
      </ButtonRow>
    </Form>
  )
}

const stepTones = {
  receipt: 'green',
  shipment: 'info',
  return: 'warning',
  waste: 'neutral',
  sample: 'neutral',
  count: 'warning',
} as const

export function lotView({ lot }: { lot: LotTrace }, seen: Seen): View {
  const own = goodsWords[seen.lang]
  const name = inLang(lot.productName, lot.productNameEn, seen.lang)
  return {
    title: `${own.lot} ${lot.lotNo}`,
    breadcrumbs: crumbs(seen, { label: own.lots, href: '/trade/lots' }, { label: lot.lotNo }),
    body: (
      <>
        <TradeTabs seen={seen} current="lots" />
        <Heading
          above={lot.lotNo}
          action={
            may(seen.actor.role, 'stock.receive') && (
              <ButtonLink href={`/trade/lots/${lot.lotId}/recall`}>
                {stockWords[seen.lang].recallOpen}
              </ButtonLink>
            )
          }
        >
          {name}
        </Heading>
        <FormErrors seen={seen} />
        <DefinitionList
          items={[
            [own.producer, lot.producerName],
            [own.place, lot.place],
            [own.madeOn, dayText(lot.madeOn, seen.lang)],
            [own.receivedOn, dayText(lot.receivedOn, seen.lang)],
            [own.bestBefore, lot.bestBefore && dayText(lot.bestBefore, seen.lang)],
            [own.model, own.modelShort[lot.model]],
            [own.quantity, baseText(lot.quantity, unitOf(lot, seen))],
            [own.left, baseText(lot.remaining, unitOf(lot, seen))],
            [own.note, lot.note],
          ]}
        />
        <Part>
          <Heading level={2}>{own.steps}</Heading>
          <StepTable lot={lot} seen={seen} />
        </Part>
        {may(seen.actor.role, 'stock.receive') && (
          <>
            <StockForms lot={lot} seen={seen} />
            <Part>
              <LabelCard lotId={lot.lotId} seen={seen} />
            </Part>
          </>
        )}
      </>
    ),
  }
}

function StepTable({ lot, seen }: { lot: LotTrace; seen: Seen }) {
  const own = goodsWords[seen.lang]
  const opens = may(seen.actor.role, 'delivery.see')
  const document = (step: LotStep): View['body'] =>
    opens && step.documentId !== null && step.documentId !== lot.lotId ? (
      <TextLink href={`/trade/deliveries/${step.documentId}`}>{step.documentNo}</TextLink>
    ) : (
      step.documentNo
    )
  return (
    <Table
      caption={own.steps}
      hideCaption
      phone="cards"
      rows={lot.steps}
      rowHeader="on"
      columns={[
        { key: 'on', label: own.on, cell: (row) => dayText(row.on, seen.lang) },
        {
          key: 'kind',
          label: own.steps,
          cell: (row) => <StatusLabel tone={stepTones[row.kind]}>{own.step[row.kind]}</StatusLabel>,
        },
        {
          key: 'quantity',
          label: own.quantity,
          numeric: true,
          cell: (row) => baseText(row.quantity, unitOf(lot, seen)),
        },
        { key: 'buyerName', label: own.buyer },
        { key: 'document', label: own.document, cell: document },
        { key: 'reason', label: own.reason },
      ]}
    />
  )
}
