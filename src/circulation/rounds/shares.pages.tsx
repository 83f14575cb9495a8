/** Survey shares: those that are kept, and a file of them before it is written. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Id } from '#kit/ids.ts'
import { may } from '#parties/policy.ts'
import { Card, EmptyState, Heading, StatusLabel } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { FileField, Form } from '#ui/forms.tsx'
import { dayText, percent } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { CirculationTabs, crumbs } from '#circulation/page-parts.tsx'
import { RecentUploads, UploadPreview } from '#circulation/upload-parts.tsx'
import type { UploadHead } from '#circulation/uploads.ts'
import { words } from '#circulation/words.ts'
import { roundsAt } from './rounds.pages.tsx'
import { type ShareSeen, type SharesPlan, groupText } from './shares.ts'
import { roundWords, sayShareFault } from './words.ts'

export const sharesAt = `${roundsAt}/shares`

const shareColumns = ({ lang }: Seen): Column<ShareSeen>[] => {
  const own = roundWords[lang]
  return [
    { key: 'subject', label: own.subject, cell: (row) => row.party ?? groupText(row.subject, lang) },
    { key: 'inside', label: own.inside, numeric: true, cell: (row) => percent(row.insideBp / 10_000, 1) },
    { key: 'on', label: own.surveyedOn, cell: (row) => dayText(row.surveyedOn, lang) },
    { key: 'source', label: own.source },
  ]
}

interface SharesData {
  readonly shares: readonly ShareSeen[]
  readonly uploads: readonly UploadHead[]
}

export function sharesView({ shares, uploads }: SharesData, seen: Seen): View {
  const own = roundWords[seen.lang]
  const enters = may(seen.actor.role, 'figure.enter')
  return {
    title: own.sharesTitle,
    breadcrumbs: crumbs(seen, { label: own.title, href: roundsAt }, { label: own.sharesTitle }),
    body: (
      <>
        <CirculationTabs seen={seen} current="rounds" />
        <Heading lead={own.sharesLead}>{own.sharesTitle}</Heading>
        <FormErrors seen={seen} />
        <Table
          caption={own.sharesTitle}
          hideCaption
          phone="cards"
          rows={shares}
          empty={<EmptyState title={own.noShares} />}
          columns={[...shareColumns(seen), ...(enters ? [dropColumn(seen)] : [])]}
        />
        {enters && (
          <Part>
            <Card title={own.upload} level={2}>
              <Form action={sharesAt} csrf={seen.csrf} requestKey={seen.requestKey} files label={own.upload}>
                <FileField
                  name="file"
                  label={own.file}
                  hint={own.fileHint}
                  accept=".csv,.tsv,.txt"
                  error={faultOf(seen, 'file')}
                  required
                />
                <ButtonRow>
                  <Button>{own.check}</Button>
                </ButtonRow>
              </Form>
              <RecentUploads uploads={uploads} at={sharesAt} seen={seen} />
            </Card>
          </Part>
        )}
      </>
    ),
  }
}

function dropColumn(seen: Seen): Column<ShareSeen> {
  const own = roundWords[seen.lang]
  return {
    key: 'drop',
    label: own.drop,
    cell: (row) => (
      <Form
        action={`${sharesAt}/drop`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} ${row.subject} ${row.surveyedOn}`}
      >
        <input type="hidden" name="subject" value={row.subject} />
        <input type="hidden" name="surveyedOn" value={row.surveyedOn} />
        <Button kind="quiet" size="small">
          {own.drop}
        </Button>
      </Form>
    ),
  }
}

export function sharesPlanView({ id, plan }: { id: Id; plan: SharesPlan }, seen: Seen): View {
  const { lang } = seen
  const own = roundWords[lang]
  const { upload } = words[lang]
  return {
    title: upload.preview,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: own.title, href: roundsAt },
      { label: own.sharesTitle, href: sharesAt },
      { label: plan.name },
    ),
    body: (
      <>
        <CirculationTabs seen={seen} current="rounds" />
        <Heading above={plan.name}>{upload.preview}</Heading>
        <UploadPreview
          action={`${sharesAt}/${id}`}
          rows={plan.rows}
          faults={plan.faults.map((fault) => ({ line: fault.line, why: sayShareFault(fault, lang) }))}
          seen={seen}
        />
        <Part>
          <Table
            caption={upload.preview}
            phone="cards"
            rows={plan.rows}
            columns={[
              ...shareColumns(seen),
              {
                key: 'known',
                label: upload.known,
                cell: (row) => 'known' in row && row.known && <StatusLabel>{upload.known}</StatusLabel>,
              },
            ]}
          />
        </Part>
      </>
    ),
  }
}
