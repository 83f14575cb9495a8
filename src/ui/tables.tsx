/** Tables. On a phone they scroll inside a named region, or each row becomes a card (`phone="cards"`). */
import type { Child } from 'hono/jsx'
import { Icon } from './icons.tsx'
import { safeUrl } from './links.ts'
import { useWords } from './words.ts'

export interface Column<Row> {
  readonly key: string
  readonly label: string
  /** Right-aligned, figures of equal width. */
  readonly numeric?: boolean
  /** Where pressing the head sorts by this column. */
  readonly sortHref?: string
  readonly sorted?: 'ascending' | 'descending'
  /** Left out on narrow screens; never what a person needs to act. */
  readonly hideOnPhone?: boolean
  /** What stands in the cell; without it `row[key]`. */
  readonly cell?: (row: Row) => Child
}

export interface TableProps<Row> {
  caption: string
  /** The caption is read out but not shown, where a heading says it already. */
  hideCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** The column that names the row; the first when not said. False: no row header. */
  rowHeader?: string | false
  /** Total rows: the first cell's words, then the other columns by key. */
  foot?: readonly TableFoot[]
  /** Shown instead of the table when there are no rows. */
  empty?: Child
  phone?: 'scroll' | 'cards'
  /** A box above that narrows the rows as one types; with scripts only. */
  filterable?: boolean
  /** Marks one row: the one just written. */
  highlight?: (row: Row) => boolean
  id?: string
}

export interface TableFoot {
  readonly label: Child
  readonly cells: Readonly<Record<string, Child>>
}

export function Table<Row extends object>(props: TableProps<Row>) {
  const { caption, rows, empty, phone = 'scroll', filterable, id } = props
  const words = useWords()
  if (rows.length === 0 && empty !== undefined) return <div class="y-table-empty">{empty}</div>
  const table = <Grid {...props} />
  return (
    <div
      class="y-table"
      id={id}
      data-filterable={filterable ? words.filterRows : undefined}
      data-shown={filterable ? words.rowsShown : undefined}
    >
      {phone === 'cards' ? (
        table
      ) : (
        <div class="y-scroll" role="region" aria-label={words.scrollTable(caption)} tabindex={0}>
          {table}
        </div>
      )}
    </div>
  )
}

function Grid<Row extends object>(props: TableProps<Row>) {
  const { caption, hideCaption, columns, rows, foot = [], phone, highlight } = props
  const header = props.rowHeader === false ? undefined : (props.rowHeader ?? columns[0]?.key)
  return (
    <table class={phone === 'cards' ? 'y-grid-table y-as-cards' : 'y-grid-table'}>
      <caption class={hideCaption ? 'y-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <HeadCell column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr class={highlight?.(row) ? 'y-row-marked' : undefined}>
            {columns.map((column) => (
              <BodyCell column={column} row={row} head={column.key === header} card={phone === 'cards'} />
            ))}
          </tr>
        ))}
      </tbody>
      {foot.length > 0 && (
        <tfoot>
          {foot.map((each) => (
            <FootRow foot={each} columns={columns} />
          ))}
        </tfoot>
      )}
    </table>
  )
}

const cellClass = ({
  numeric,
  hideOnPhone,
}: {
  numeric?: boolean
  hideOnPhone?: boolean
}): string | undefined =>
  [numeric && 'y-num', hideOnPhone && 'y-not-phone'].filter(Boolean).join(' ') || undefined

function HeadCell<Row>({ column }: { column: Column<Row> }) {
  const words = useWords()
  const { label, sortHref, sorted } = column
  return (
    <th scope="col" class={cellClass(column)} aria-sort={sorted}>
      {sortHref ? (
        <a class="y-sort" href={safeUrl(sortHref)} title={words.sortBy(label)}>
          {label}
          {sorted && <Icon name={sorted === 'ascending' ? 'up' : 'down'} />}
        </a>
      ) : (
        label
      )}
    </th>
  )
}

function BodyCell<Row extends object>({
  column,
  row,
  head,
  card,
}: {
  column: Column<Row>
  row: Row
  head: boolean
  card: boolean
}) {
  const value = column.cell ? column.cell(row) : ((row as Record<string, unknown>)[column.key] as Child)
  const nothing = value === undefined || value === null || value === '' || value === '–'
  const shown = nothing ? '–' : value
  const attributes = {
    class: [cellClass(column), nothing && !head && 'y-nothing'].filter(Boolean).join(' ') || undefined,
    'data-label': head ? undefined : column.label,
  }
  return head ? (
    <th scope="row" {...attributes}>
      {shown}
    </th>
  ) : (
    // On a card the label stands to the left and all of the cell to the right, in one piece.
    <td {...attributes}>{card && typeof shown === 'object' ? <div>{shown}</div> : shown}</td>
  )
}

function FootRow<Row>({ foot, columns }: { foot: TableFoot; columns: readonly Column<Row>[] }) {
  // The label runs over the leading columns that have no figure of their own.
  const firstFigure = columns.findIndex(({ key }) => key in foot.cells)
  const span = firstFigure === -1 ? columns.length : Math.max(1, firstFigure)
  const hidden = columns.slice(1, span).some(({ hideOnPhone }) => hideOnPhone)
  const lead = hidden ? 1 : span
  return (
    <tr>
      <th scope="row" colspan={lead > 1 ? lead : undefined}>
        {foot.label}
      </th>
      {columns.slice(lead).map((column) => (
        <td class={cellClass(column)} data-label={column.key in foot.cells ? column.label : undefined}>
          {foot.cells[column.key] ?? ''}
        </td>
      ))}
    </tr>
  )
}
