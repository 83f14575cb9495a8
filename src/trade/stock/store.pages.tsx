/** What is in the store and how soon it expires, and the list with which one walks along the shelves. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Day, daysBetween } from '#kit/days.ts'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { EmptyState, Heading, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form } from '#ui/forms.tsx'
import { FilterChips, Pager } from '#ui/lists.tsx'
import { dayText, decimal } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { type Temperature, temperatures } from '#trade/schema.ts'
import { baseText, inLang } from '#trade/sheet-parts.ts'
import { goodsWords } from '#trade/words/goods.ts'
import { type StockBoard, type StockRow, type Term, termOf, terms } from './stock-lists.ts'
import { stockWords } from './words.ts'

export const perPage = 100

interface BoardData {
  readonly board: StockBoard
  readonly today: Day
}
interface Asked {
  readonly term?: Term
  readonly temperature?: Temperature
  readonly p: number
}

const tones = {
  expired: 'error',
  three_days: 'warning',
  week: 'warning',
  two_weeks: 'info',
  later: 'neutral',
  never: 'neutral',
} as const

const unitOf = (row: StockRow, seen: Seen): string => inLang(row.baseUnit, row.baseUnitEn, seen.lang)
const nameOf = (row: StockRow, seen: Seen): string => inLang(row.productName, row.productNameEn, seen.lang)

export function storeView({ board, today }: BoardData, seen: Seen, asked: Asked): View {
  const own = stockWords[seen.lang]
  const at = '/trade/stock'
  const query = { term: asked.term, temperature: asked.temperature }
  const first = (asked.p - 1) * perPage
  const page = (p: number): string => withQuery(at, { ...query, p: String(p) })
  const total = terms.reduce((sum, term) => sum + board.counts[term], 0)
  return {
    title: own.store,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: goodsWords[seen.lang].lots, href: '/trade/lots' },
      { label: own.store },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="lots" />
        <Heading
          lead={own.storeLead}
          action={
            <ButtonRow>
              {may(seen.actor.role, 'stock.receive') && (
                <ButtonLink
                  href={withQuery('/trade/stock/count', { temperature: asked.temperature })}
                  kind="primary"
                >
                  {own.countStore}
                </ButtonLink>
              )}
              <ButtonLink href={withQuery(`${at}.csv`, query)} download>
                CSV
              </ButtonLink>
            </ButtonRow>
          }
        >
          {own.store}
        </Heading>
        <FilterChips
          label={own.term}
          items={[
            {
              label: own.allLots,
              href: withQuery(at, { ...query, term: undefined }),
              current: !asked.term,
              count: total,
            },
            ...terms.map((term) => ({
              label: own.terms[term],
              href: withQuery(at, { ...query, term }),
              current: asked.term === term,
              count: board.counts[term],
            })),
          ]}
        />
        <TemperatureChips at={at} seen={seen} query={query} />
        <StoreTable board={board} today={today} seen={seen} />
        {board.all > perPage && (
          <Pager
            prevHref={asked.p > 1 ? page(asked.p - 1) : undefined}
            nextHref={first + perPage < board.all ? page(asked.p + 1) : undefined}
            summary={own.rowsOf(decimal(first + 1), decimal(first + board.rows.length), decimal(board.all))}
          />
        )}
      </>
    ),
  }
}

interface ChipsProps {
  at: string
  seen: Seen
  query: Readonly<Record<string, string | undefined>>
}

function TemperatureChips({ at, seen, query }: ChipsProps) {
  const goods = goodsWords[seen.lang]
  const chip = (temperature: Temperature | undefined, label: string) => ({
    label,
    href: withQuery(at, { ...query, temperature }),
    current: query['temperature'] === temperature,
  })
  return (
    <FilterChips
      label={goods.temperature}
      items={[
        chip(undefined, goods.all),
        ...temperatures.map((each) => chip(each, goods.temperatures[each])),
      ]}
    />
  )
}

function StoreTable({ board, today, seen }: BoardData & { seen: Seen }) {
  const own = stockWords[seen.lang]
  const goods = goodsWords[seen.lang]
  return (
    <Table
      caption={own.store}
      hideCaption
      phone="cards"
      rows={board.rows}
      rowHeader="product"
      empty={<EmptyState title={own.storeEmpty} text={own.storeEmptyText} />}
      columns={[
        {
          key: 'product',
          label: goods.product,
          cell: (row) => (
            <>
              <TextLink href={`/trade/lots/${row.lotId}`}>{nameOf(row, seen)}</TextLink>
              <p class="y-hint">{row.producerName}</p>
            </>
          ),
        },
        { key: 'lotNo', label: goods.lot },
        {
          key: 'bestBefore',
          label: goods.bestBefore,
          cell: (row) => (row.bestBefore ? dayText(row.bestBefore, seen.lang) : own.terms.never),
        },
        {
          key: 'left',
          label: own.daysLeft,
          cell: (row) =>
            row.bestBefore && (
              <StatusLabel tone={tones[termOf(row.bestBefore, today)]}>
                {own.days(daysBetween(today, row.bestBefore))}
              </StatusLabel>
            ),
        },
        {
          key: 'remaining',
          label: goods.left,
          numeric: true,
          cell: (row) => baseText(row.remaining, unitOf(row, seen)),
        },
        {
          key: 'free',
          label: own.free,
          numeric: true,
          cell: (row) => baseText(Math.min(row.free, row.remaining), unitOf(row, seen)),
        },
      ]}
    />
  )
}

interface CountingData {
  readonly board: StockBoard
  readonly today: Day
}

/** A box for each lot; empty ones are left as they are. Printed, it is the list for the shelves. */
export function countingView(
  { board }: CountingData,
  seen: Seen,
  asked: { temperature?: Temperature },
): View {
  const own = stockWords[seen.lang]
  return {
    title: own.countStore,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.store, href: '/trade/stock' }, { label: own.countStore }),
    body: (
      <>
        <TradeTabs seen={seen} current="lots" />
        <Heading lead={own.countStoreLead}>{own.countStore}</Heading>
        <FormErrors seen={seen} />
        <TemperatureChips at="/trade/stock/count" seen={seen} query={{ temperature: asked.temperature }} />
        {board.all > board.rows.length && (
          <p>{own.rowsOf('1', decimal(board.rows.length), decimal(board.all))}</p>
        )}
        {board.rows.length === 0 ? (
          <EmptyState title={own.storeEmpty} text={own.storeEmptyText} />
        ) : (
          <CountingForm rows={board.rows} seen={seen} temperature={asked.temperature} />
        )}
      </>
    ),
  }
}

interface CountingProps {
  rows: readonly StockRow[]
  seen: Seen
  temperature?: Temperature
}

function CountingForm({ rows, seen, temperature }: CountingProps) {
  const own = stockWords[seen.lang]
  const goods = goodsWords[seen.lang]
  return (
    <Form
      action="/trade/stock/count"
      csrf={seen.csrf}
      requestKey={seen.requestKey}
      label={own.countStore}
      wide
    >
      {temperature && <input type="hidden" name="temperature" value={temperature} />}
      <Table
        caption={own.countStore}
        hideCaption
        phone="cards"
        filterable
        rows={rows}
        rowHeader="product"
        columns={[
          {
            key: 'product',
            label: goods.product,
            cell: (row) => (
              <>
                {nameOf(row, seen)}
                <p class="y-hint">
                  {row.lotNo}・{row.producerName}
                </p>
              </>
            ),
          },
          {
            key: 'bestBefore',
            label: goods.bestBefore,
            hideOnPhone: true,
            cell: (row) => row.bestBefore && dayText(row.bestBefore, seen.lang),
          },
          {
            key: 'remaining',
            label: own.inBooks,
            numeric: true,
            cell: (row) => baseText(row.remaining, unitOf(row, seen)),
          },
          { key: 'counted', label: own.counted, cell: (row) => <CountBox row={row} seen={seen} /> },
        ]}
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
  )
}

/** Pieces as pieces, and what is weighed in kilograms: that is what the scale shows. */
function CountBox({ row, seen }: { row: StockRow; seen: Seen }) {
  const byWeight = row.baseUnit === 'g'
  const name = `${byWeight ? 'kilograms' : 'counts'}.${row.lotId}`
  return (
    <Field
      type={byWeight ? 'decimal' : 'number'}
      name={name}
      label={`${stockWords[seen.lang].counted} ${row.lotNo}`}
      hideLabel
      unit={byWeight ? 'kg' : unitOf(row, seen)}
      width="short"
      value={typed(seen, name)}
      error={faultOf(seen, name)}
    />
  )
}
