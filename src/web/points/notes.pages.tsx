/** Printed notes: making them, the sheet to be printed, what became of them, making them void. Views only. */
import { raw } from 'hono/html'
import { type Seen, box } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import type { Page } from '#parties/cursors.ts'
import type { Named } from '#parties/directory.ts'
import type { Printing } from '#points/note-lists.ts'
import type { PrintedNotes } from '#points/notes.ts'
import { shownSerial } from '#points/serials.ts'
import { EmptyState, Notice } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select, TextArea } from '#ui/forms.tsx'
import { Pager } from '#ui/lists.tsx'
import { dayText, decimal } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { squareOf } from '#ui/square.ts'
import { Table } from '#ui/tables.tsx'
import { office, officeAt, options } from './office.pages.tsx'
import { pointsAt } from './wallet.pages.tsx'
import { pointsWords } from './words.ts'

export interface NotesData {
  readonly parties: readonly Named[]
  readonly printings: Page<Printing>
  /** Just made: to be printed. */
  readonly made?: PrintedNotes
}

export function notesView({ parties, printings, made }: NotesData, seen: Seen): View {
  const own = pointsWords[seen.lang]
  return office({
    tab: 'notes',
    title: own.notesTitle,
    lead: own.notesRunLead,
    seen,
    children: (
      <>
        {made && <Sheet made={made} seen={seen} />}
        <Part title={own.print}>
          <Form action={officeAt('notes')} csrf={seen.csrf} requestKey={seen.requestKey} label={own.print}>
            <Select {...box(seen, 'holderId')} label={own.to} options={options(parties)} required />
            <FieldRow>
              <Field {...box(seen, 'count', 5)} label={own.count} type="number" unit={own.sheets} required />
              <Field {...box(seen, 'each', 1000)} label={own.each} type="number" unit={own.pt} required />
            </FieldRow>
            <ButtonRow>
              <Button>{own.print}</Button>
            </ButtonRow>
          </Form>
        </Part>
        <Printings printings={printings} seen={seen} />
        <Part title={own.voiding} lead={own.voidingLead}>
          <Form
            action={`${officeAt('notes')}/void`}
            csrf={seen.csrf}
            requestKey={`${seen.requestKey} void`}
            label={own.voiding}
          >
            <TextArea
              {...box(seen, 'serials')}
              label={own.serials}
              hint={own.serialsHint}
              rows={3}
              required
            />
            <ButtonRow>
              <Button kind="danger">{own.voidButton}</Button>
            </ButtonRow>
          </Form>
        </Part>
      </>
    ),
  })
}

const counted = (key: 'out' | 'taken' | 'void' | 'expired', label: string) => ({
  key,
  label,
  numeric: true,
  cell: (row: Printing) => (row[key] === 0 ? '–' : decimal(row[key])),
})

function Printings({ printings, seen }: { printings: Page<Printing>; seen: Seen }) {
  const { lang } = seen
  const own = pointsWords[lang]
  return (
    <Part title={own.printings} lead={own.printingsLead}>
      <Table
        caption={own.printings}
        hideCaption
        phone="cards"
        rows={printings.rows}
        empty={<EmptyState title={own.noPrintings} />}
        columns={[
          { key: 'on', label: own.day, cell: (row) => dayText(row.on, lang) },
          { key: 'holderName', label: own.fromWallet },
          {
            key: 'each',
            label: own.each,
            numeric: true,
            cell: (row) => own.points(decimal(row.each)),
          },
          { key: 'count', label: own.count, numeric: true, cell: (row) => decimal(row.count) },
          counted('out', own.notesOut),
          counted('taken', own.notesTaken),
          counted('void', own.notesVoid),
          counted('expired', own.notesExpired),
          { key: 'expiresOn', label: own.lastDay, cell: (row) => dayText(row.expiresOn, lang) },
        ]}
      />
      <Pager nextHref={printings.next && withQuery(officeAt('notes'), { after: printings.next })} />
    </Part>
  )
}

function Sheet({ made, seen }: { made: PrintedNotes; seen: Seen }) {
  const { lang, publicUrl } = seen
  const own = pointsWords[lang]
  return (
    <section class="mt-6">
      <Notice kind="warning">{own.printThese}</Notice>
      <ul class="y-notes">
        {made.serials.map((serial) => (
          <li class="y-note">
            <div class="y-note-square" aria-hidden="true">
              {raw(squareOf(`${publicUrl}${pointsAt}/till?note=${serial}`))}
            </div>
            <div>
              <p>{own.noteWorth}</p>
              <p class="y-note-worth">{own.points(decimal(made.each))}</p>
              <p class="y-note-serial">{shownSerial(serial)}</p>
              <p class="y-hint">
                {own.noteUntil(dayText(made.expiresOn, lang))} {own.noteText}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
