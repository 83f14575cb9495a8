/** Papers on the screen: what invoices and statements have in common, from the same sheets as the PDF. */
import type { Child } from 'hono/jsx'
import type { Day } from '#kit/days.ts'
import { normalise } from '#kit/japanese.ts'
import { DefinitionList, Heading, Money } from '#ui/blocks.tsx'
import { dayShort } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { labelsOf } from './documents/labels.ts'
import type { Addressee, Issuer, PayTo, SheetLine, SheetRate } from './documents/sheets.ts'

/** The sheet itself: white, with a border, its title in the middle as on paper. */
export function Paper({ title, children }: { title: string; children?: Child }) {
  return (
    <article class="mt-8 rounded-12 border border-line bg-white p-5 md:p-10">
      <p class="mb-6 text-center text-std-24B-150 tracking-[0.2em]">{title}</p>
      {children}
    </article>
  )
}

/** To whom on the left, from whom on the right with its registration number. */
export function PaperHead(props: {
  to: Addressee
  toNote?: string
  from: Issuer
  lang: Lang
  children?: Child
}) {
  const { to, toNote, from, lang, children } = props
  const labels = labelsOf[lang]
  return (
    <div class="grid gap-6 md:grid-cols-2">
      <div>
        <p class="text-std-20B-150">
          {to.name}
          {lang === 'ja' && ` ${to.honorific ?? '御中'}`}
        </p>
        {to.address && <p class="mt-1 text-ink-soft">{to.address}</p>}
        {toNote && <p class="mt-1 text-ink-soft">{toNote}</p>}
        {children}
      </div>
      <div class="md:text-right">
        <p class="text-std-18B-160">{from.name}</p>
        {from.address && <p class="mt-1 text-ink-soft">{from.address}</p>}
        <p class="mt-1">
          {from.registrationNumber === ''
            ? labels.unregistered
            : `${labels.registrationNumber} ${from.registrationNumber}`}
        </p>
      </div>
    </div>
  )
}

/** What is to be paid, large. */
export function Payable({ label, yen, note }: { label: string; yen: number; note?: Child }) {
  return (
    <div class="my-8 border-y-2 border-ink py-4">
      <p class="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <span class="text-std-18B-160">{label}</span>
        <span class="text-std-32B-150">
          <Money yen={yen} strong />
        </span>
      </p>
      {note && <p class="mt-1 text-ink-soft">{note}</p>}
    </div>
  )
}

export type PaperLine = SheetLine & {
  readonly on: Day
  readonly document: Child
  readonly buyer?: string
  /** Of a return: what it undoes. */
  readonly origin?: string
}

/** The lines of a paper; the ※ of a reduced rate stands at the goods, its legend beneath. */
export function PaperLines(props: {
  caption: string
  lines: readonly PaperLine[]
  lang: Lang
  buyers?: boolean
  /** What the lines are listed by, when it is not the delivery note: bought goods by their lot. */
  documentLabel?: string
}) {
  const { caption, lines, lang, buyers } = props
  const labels = labelsOf[lang]
  return (
    <>
      <Table
        caption={caption}
        hideCaption
        rows={lines}
        rowHeader="description"
        phone="cards"
        empty={<p>{labels.noLines}</p>}
        columns={[
          { key: 'on', label: labels.date, cell: (row) => dayShort(row.on, lang) },
          {
            key: 'document',
            label: props.documentLabel ?? labels.deliveryNoteNumber,
            cell: (row) => row.document,
          },
          {
            key: 'description',
            label: labels.description,
            cell: (row) => (
              <>
                {`${row.description}${row.reduced ? ` ${labels.reducedMark}` : ''}`}
                {row.origin && <small class="block text-ink-soft">{row.origin}</small>}
              </>
            ),
          },
          ...(buyers ? [{ key: 'buyer', label: labels.buyer }] : []),
          { key: 'quantity', label: labels.quantity, numeric: true },
          {
            key: 'unitPrice',
            label: labels.unitPrice,
            numeric: true,
            cell: ({ unitPrice, pricePer }) =>
              unitPrice !== undefined && (
                <>
                  <Money yen={unitPrice} />
                  {pricePer && `/${pricePer}`}
                </>
              ),
          },
          {
            key: 'amount',
            label: labels.amountExclusive,
            numeric: true,
            cell: ({ amount }) => amount !== undefined && <Money yen={amount} />,
          },
        ]}
      />
      {lines.some(({ reduced }) => reduced) && <p class="mt-2 text-ink-soft">{labels.reducedLegend}</p>}
    </>
  )
}

/** Totals and tax, rate by rate, and their sum. */
export function RateTotals(props: {
  caption: string
  rates: readonly SheetRate[]
  total: { readonly net: number; readonly tax: number; readonly gross: number }
  lang: Lang
}) {
  const { caption, rates, total, lang } = props
  const labels = labelsOf[lang]
  return (
    <div class="mt-8">
      <Table
        caption={caption}
        rows={rates}
        phone="cards"
        columns={[
          {
            key: 'rate',
            label: labels.rate,
            cell: (row) => `${row.ratePct}${labels.rateTarget}${row.reduced ? ` ${labels.reducedMark}` : ''}`,
          },
          { key: 'net', label: labels.net, numeric: true, cell: (row) => <Money yen={row.net} /> },
          { key: 'tax', label: labels.tax, numeric: true, cell: (row) => <Money yen={row.tax} /> },
          { key: 'gross', label: labels.gross, numeric: true, cell: (row) => <Money yen={row.gross} /> },
        ]}
        foot={[
          {
            label: labels.total,
            cells: {
              net: <Money yen={total.net} />,
              tax: <Money yen={total.tax} />,
              gross: <Money yen={total.gross} strong />,
            },
          },
        ]}
      />
    </div>
  )
}

export function PayToBlock({ title, payTo, lang }: { title: string; payTo: PayTo; lang: Lang }) {
  const labels = labelsOf[lang]
  return (
    <section class="mt-8">
      <Heading level={3}>{title}</Heading>
      <DefinitionList
        items={[
          [labels.bank, `${payTo.bankName} ${payTo.branchName}`],
          [labels.account, `${payTo.accountType} ${payTo.accountNumber}`],
          [labels.holder, normalise(payTo.holder)],
        ]}
      />
    </section>
  )
}
