/** A file before it is written: how much is new, known and wrong; the button that writes; why rows are wrong. */
import { FormErrors } from '#http/form-errors.tsx'
import type { Seen } from '#http/house.ts'
import { CardGrid, Figure, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Form } from '#ui/forms.tsx'
import { decimal, instantText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'

import type { UploadHead } from './uploads.ts'
import { words } from './words.ts'

interface UploadPreviewProps {
  /** Where the good rows are written. */
  action: string
  rows: readonly { readonly known: boolean }[]
  faults: readonly { readonly line: number; readonly why: string }[]
  seen: Seen
}

export function UploadPreview({ action, rows, faults, seen }: UploadPreviewProps) {
  const own = words[seen.lang].upload
  const fresh = rows.filter(({ known }) => !known).length
  return (
    <>
      <FormErrors seen={seen} />
      <CardGrid columns={3}>
        <Figure label={own.toWrite} value={decimal(fresh)} />
        <Figure label={own.known} value={decimal(rows.length - fresh)} />
        <Figure label={own.wrong} value={decimal(faults.length)} />
      </CardGrid>
      {fresh > 0 ? (
        <Form action={action} csrf={seen.csrf} requestKey={seen.requestKey} label={own.preview}>
          <ButtonRow>
            <Button size="large">{own.write(fresh)}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <p class="mt-4">{own.nothingToWrite}</p>
      )}
      {faults.length > 0 && (
        <Part>
          <Table
            caption={own.wrong}
            rows={faults}
            columns={[
              { key: 'line', label: own.line, numeric: true },
              { key: 'why', label: own.why },
            ]}
          />
        </Part>
      )}
    </>
  )
}

/** The files brought last, each leading to what is in it. */
export function RecentUploads({
  uploads,
  at,
  seen,
}: {
  uploads: readonly UploadHead[]
  at: string
  seen: Seen
}) {
  const { lang } = seen
  const own = words[lang].upload
  if (uploads.length === 0) return null
  return (
    <div class="mt-6">
      <Table
        caption={own.recent}
        rows={uploads}
        columns={[
          {
            key: 'name',
            label: own.file,
            cell: (row) => <TextLink href={`${at}/${row.uploadId}`}>{row.name}</TextLink>,
          },
          { key: 'entered', label: own.broughtAt, cell: (row) => instantText(row.enteredAt, lang) },
          {
            key: 'written',
            label: own.writtenAt,
            cell: (row) => (row.writtenAt ? instantText(row.writtenAt, lang) : own.notWritten),
          },
        ]}
      />
    </div>
  )
}
