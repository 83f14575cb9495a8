/** The yards: who waits, what is to be approved, what lies in which bay; and slips to be printed. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import type { Id } from '#kit/ids.ts'
import { Card, CardGrid, EmptyState, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form } from '#ui/forms.tsx'
import { dayText, decimal } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { WoodTabs, crumbs, intakesAt, weight, woodAt } from '#wood/page-parts.tsx'
import type { Site } from '#wood/sites.ts'
import { woodWords } from '#wood/words.ts'
import { intakeColumns } from './intakes.pages.tsx'
import type { Queue } from './reading.ts'
import { slipAt } from './slip.pages.tsx'
import { intakeWords } from './words.ts'

export const yardsAt = `${woodAt}/yards`

export interface YardsData {
  readonly sites: readonly Site[]
  readonly waiting: ReadonlyMap<Id, { readonly submitted: number; readonly measured: number }>
  /** Numbers of paper slips that were just made. */
  readonly blanks: readonly string[]
  /** Numbers of paper slips from which nothing was entered yet. */
  readonly open: readonly string[]
}

const paperOf = (numbers: readonly string[]): string =>
  withQuery(`${woodAt}/blanks.pdf`, { blanks: numbers.join(',') })

export function yardsView({ sites, waiting, blanks, open }: YardsData, seen: Seen): View {
  const { lang } = seen
  const own = intakeWords[lang]
  const words = woodWords[lang]
  return {
    title: own.yardsTitle,
    breadcrumbs: crumbs(seen, { label: own.yardsTitle }),
    body: (
      <>
        <WoodTabs current="yards" seen={seen} />
        <Heading
          lead={own.yardsLead}
          action={
            <ButtonLink href={slipAt} kind="primary">
              {own.newSlip}
            </ButtonLink>
          }
        >
          {own.yardsTitle}
        </Heading>
        <FormErrors seen={seen} />
        {sites.length === 0 && <EmptyState title={own.noSites} text={own.noSitesText} />}
        <CardGrid columns={3}>
          {sites
            .filter(({ endedOn }) => endedOn === null)
            .map((site) => {
              const counts = waiting.get(site.siteId)
              return (
                <Card
                  title={lang === 'ja' ? site.name : site.nameEn || site.name}
                  href={`${yardsAt}/${site.siteId}`}
                  level={2}
                >
                  <p>{words.siteKinds[site.kind]}</p>
                  <p>{site.hours}</p>
                  <p class="mt-2 flex flex-wrap gap-x-6">
                    <span>
                      {own.views.waiting} <strong>{decimal(counts?.submitted ?? 0)}</strong>
                    </span>
                    <span>
                      {own.views.measured} <strong>{decimal(counts?.measured ?? 0)}</strong>
                    </span>
                  </p>
                </Card>
              )
            })}
        </CardGrid>
        <Part title={own.blanks} lead={own.blanksLead} id="blanks">
          {blanks.length > 0 && (
            <Notice kind="success" title={own.printed(decimal(blanks.length))}>
              <ButtonLink href={paperOf(blanks)} kind="primary" download>
                {own.blankPdf}
              </ButtonLink>
            </Notice>
          )}
          {blanks.length === 0 && open.length > 0 && (
            <TextLink href={paperOf(open)}>{own.openBlanks(decimal(open.length))}</TextLink>
          )}
          <Form action={`${yardsAt}/blanks`} csrf={seen.csrf} requestKey={seen.requestKey} label={own.blanks}>
            <Field {...box(seen, 'count', 8)} label={own.count} type="number" unit={own.sheets} required />
            <ButtonRow>
              <Button kind="secondary">{own.print}</Button>
            </ButtonRow>
          </Form>
        </Part>
      </>
    ),
  }
}

export function yardView({ site, queue }: { site: Site; queue: Queue }, seen: Seen): View {
  const { lang } = seen
  const own = intakeWords[lang]
  const words = woodWords[lang]
  const name = lang === 'ja' ? site.name : site.nameEn || site.name
  const columns = intakeColumns(lang, ['site', 'earned'])
  return {
    title: name,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.yardsTitle, href: yardsAt }, { label: name }),
    body: (
      <>
        <WoodTabs current="yards" seen={seen} />
        <Heading
          above={words.siteKinds[site.kind]}
          lead={own.queueLead}
          action={
            <ButtonLink href={withQuery(slipAt, { site: site.siteId })} kind="primary">
              {own.newSlip}
            </ButtonLink>
          }
        >
          {name}
        </Heading>
        <Part title={own.toMeasure}>
          <Table
            caption={own.toMeasure}
            hideCaption
            phone="cards"
            rows={queue.waiting}
            columns={[
              ...columns,
              { key: 'bay', label: own.bay },
              {
                key: 'measure',
                label: own.measureSlip,
                cell: (row) => (
                  <ButtonLink href={`${intakesAt}/${row.intakeId}/change`} kind="primary" size="small">
                    {own.measureSlip}
                    <span class="y-hidden">（{row.intakeNo}）</span>
                  </ButtonLink>
                ),
              },
            ]}
            empty={<EmptyState title={own.noQueue} />}
          />
        </Part>
        {queue.measured.length > 0 && (
          <Part title={own.toApprove}>
            <Table
              caption={own.toApprove}
              hideCaption
              phone="cards"
              rows={queue.measured}
              columns={columns}
            />
          </Part>
        )}
        <Bays bays={queue.bays} lang={lang} />
      </>
    ),
  }
}

function Bays({ bays, lang }: { bays: Queue['bays']; lang: Lang }) {
  const own = intakeWords[lang]
  const words = woodWords[lang]
  return (
    <Part title={own.bays} lead={own.baysLead}>
      <Table
        caption={own.bays}
        hideCaption
        rows={bays}
        columns={[
          { key: 'bay', label: own.bay },
          { key: 'supplierName', label: words.supplier },
          { key: 'slips', label: own.slips, numeric: true, cell: (row) => decimal(row.slips) },
          { key: 'grams', label: words.weight, numeric: true, cell: (row) => weight(row.grams, lang) },
          { key: 'last', label: own.lastOn, cell: (row) => dayText(row.last, lang), hideOnPhone: true },
        ]}
        empty={<EmptyState title={own.noBays} />}
      />
    </Part>
  )
}
