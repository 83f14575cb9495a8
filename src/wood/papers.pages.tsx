/** Papers with what they prove: the list, and the form that adds one. Views only. */
import { type Seen, box } from '#http/house.ts'
import { dayAt } from '#kit/days.ts'
import { EmptyState, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FileField, Form } from '#ui/forms.tsx'
import { dayText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { officeWords } from './office.words.ts'
import type { Paper } from './papers.ts'

interface PapersProps {
  /** The address of the list of what they are kept with. */
  readonly at: string
  readonly ownerId: string
  readonly papers: readonly Paper[]
  readonly lead: string
  /** The only one cannot be taken away. */
  readonly lastStays?: boolean
  readonly seen: Seen
}

/** The list of papers, each to open and to take away, and the form that adds another. */
export function Papers({ at, ownerId, papers, lead, lastStays = false, seen }: PapersProps) {
  const { lang } = seen
  const mayGo = !lastStays || papers.length > 1
  const own = officeWords[lang]
  return (
    <Part title={own.papers} lead={lead}>
      <Table
        caption={own.papers}
        hideCaption
        phone="cards"
        rows={papers}
        empty={<EmptyState title={own.noPapers} />}
        columns={[
          {
            key: 'name',
            label: own.paperName,
            cell: (row) => <TextLink href={`${at}/papers/${row.paperId}`}>{row.name}</TextLink>,
          },
          { key: 'addedAt', label: own.paperAddedOn, cell: (row) => dayText(dayAt(row.addedAt), lang) },
          ...(mayGo ? [removeColumn(at, seen)] : []),
        ]}
      />
      <Form
        action={`${at}/${ownerId}/papers`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} paper`}
        label={own.addPaper}
        files
      >
        <PaperFileBoxes seen={seen} />
        <ButtonRow>
          <Button kind="secondary">{own.addPaper}</Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}

const removeColumn = (at: string, seen: Seen): Column<Paper> => {
  const own = officeWords[seen.lang]
  return {
    key: 'remove',
    label: own.removePaper,
    cell: (row) => (
      <Form
        action={`${at}/papers/${row.paperId}/remove`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} ${row.paperId}`}
      >
        <Button kind="quiet" size="small">
          {own.removePaper}
          <span class="y-hidden">（{row.name}）</span>
        </Button>
      </Form>
    ),
  }
}

/** The boxes of a file and its name, in the form of the paper or in that of what it comes with. */
export function PaperFileBoxes({ seen, hint, optional }: { seen: Seen; hint?: string; optional?: boolean }) {
  const own = officeWords[seen.lang]
  return (
    <>
      <FileField
        name="paper"
        label={own.paper}
        accept="application/pdf,image/*"
        error={box(seen, 'paper').error}
        hint={hint}
        optional={optional}
      />
      <Field {...box(seen, 'paperName')} label={own.paperName} maxlength={200} optional />
    </>
  )
}
