/** Every picture stands in this frame: what it shows, the picture, its source, and the same in a table. */
import type { Child } from 'hono/jsx'
import { Disclosure } from '#ui/blocks.tsx'
import { Table, type TableProps } from '#ui/tables.tsx'
import { useWords } from '#ui/words.ts'

interface FigureWithTableProps<Row> {
  title: string
  /** One sentence: what is to be seen in it. */
  lead?: Child
  /** The picture. */
  children?: Child
  /** Its numbers; no caption needed, the figure's title serves. Left out where a table of the page says them. */
  table?: Omit<TableProps<Row>, 'caption' | 'hideCaption'>
  /** The table stands open, where it is as important as the picture. */
  open?: boolean
  source?: Child
}

export function FigureWithTable<Row extends object>(props: FigureWithTableProps<Row>) {
  const { title, lead, children, table, open, source } = props
  const words = useWords()
  return (
    <figure class="y-figure-frame">
      <figcaption>
        <p class="y-figure-title">{title}</p>
        {lead && <p class="y-figure-lead">{lead}</p>}
      </figcaption>
      {children}
      {source && (
        <p class="y-figure-source">
          {words.source}: {source}
        </p>
      )}
      {table && table.rows.length > 0 && (
        <Disclosure title={words.asTable} open={open}>
          <Table {...table} caption={title} hideCaption />
        </Disclosure>
      )}
    </figure>
  )
}
