/** What was done with piles; firewood handed over. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { DefinitionList, EmptyState, Heading, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { FilterChips, Pager } from '#ui/lists.tsx'
import { dayText, decimal, instantText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import type { Child } from 'hono/jsx'
import { WoodTabs, crumbs, weight } from '#wood/page-parts.tsx'
import { woodWords } from '#wood/words.ts'
import { type WorkKind, workKinds } from '#wood/stock.schema.ts'
import { buyingWords } from './buying.words.ts'
import type { FirewoodOwed } from './firewood.ts'
import { certificatesAt, firewoodAt, pileName, siteNameOf, stockAt, worksAt } from './parts.tsx'
import type { PileRow, WorkRow, WorkSeen } from './reading.ts'
import { stockWords } from './words.ts'

export interface WorksData {
  readonly list: Page<WorkRow>
  readonly kind?: WorkKind
}

const listOf = (query: { kind?: string; after?: string }): string => withQuery(worksAt, query)

export function worksView({ list, kind }: WorksData, seen: Seen): View {
  const { lang } = seen
  const own = stockWords[lang]
  return {
    title: own.works,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.stock, href: stockAt }, { label: own.works }),
    body: (
      <>
        <WoodTabs current="stock" seen={seen} />
        <Heading lead={own.worksLead}>{own.works}</Heading>
        <FilterChips
          label={own.cause}
          items={[
            { label: own.allKinds, href: worksAt, current: kind === undefined },
            ...workKinds.map((each) => ({
              label: own.causes[each],
              href: listOf({ kind: each }),
              current: kind === each,
            })),
          ]}
        />
        <Part>
          <Table
            caption={own.works}
            hideCaption
            phone="cards"
            rows={list.rows}
            empty={<EmptyState title={own.noWorks} />}
            columns={[
              {
                key: 'no',
                label: woodWords[lang].no,
                cell: (row) => (
                  <>
                    <TextLink href={`${worksAt}/${row.workId}`}>{row.workNo}</TextLink>{' '}
                    {row.reversedOn !== null && <StatusLabel tone="error">{own.reversed}</StatusLabel>}
                  </>
                ),
              },
              { key: 'on', label: own.on, cell: (row) => dayText(row.on, lang) },
              { key: 'kind', label: own.cause, cell: (row) => own.causes[row.kind] },
              { key: 'siteName', label: woodWords[lang].site },
              {
                key: 'amount',
                label: own.inOut,
                numeric: true,
                cell: (row) => amountOf(row, lang),
              },
              { key: 'to', label: own.to, cell: (row) => row.otherName ?? '' },
              { key: 'note', label: own.note, hideOnPhone: true },
            ]}
          />
          <Pager nextHref={list.next && listOf({ kind, after: list.next })} />
        </Part>
      </>
    ),
  }
}

/** Only some may open the certificate upon which wood was bought. */
const CertificateLink = ({ work, seen }: { work: WorkSeen; seen: Seen }) =>
  may(seen.actor.role, 'wood.run') ? (
    <TextLink href={`${certificatesAt}/${work.certificateId}`}>{work.certificateNo}</TextLink>
  ) : (
    <>{work.certificateNo}</>
  )

/** Works by which wood comes, goes or changes place and stays what it is: in and out are one number. */
const handled: ReadonlySet<WorkKind> = new Set(['buying', 'moving', 'handing'])
const amountOf = ({ kind, inGrams, outGrams }: WorkRow, lang: Lang): string =>
  handled.has(kind) ? weight(outGrams, lang) : `${weight(inGrams, lang)} → ${weight(outGrams, lang)}`

/** What is known of a work, with the words it goes by. */
function factsOf(work: WorkSeen, seen: Seen): [string, Child][] {
  const { lang } = seen
  const own = stockWords[lang]
  const words = woodWords[lang]
  const facts: [string, Child][] = [
    [own.on, dayText(work.on, lang)],
    [words.site, work.siteName],
    [handled.has(work.kind) ? words.weight : own.inOut, amountOf(work, lang)],
  ]
  if (work.finesGrams > 0) facts.push([own.fines, weight(work.finesGrams, lang)])
  if (work.wetBp !== null) facts.push([own.wet, `${decimal(work.wetBp / 100, 1)}%`])
  if (work.dieselMl > 0) facts.push([own.diesel, `${decimal(work.dieselMl / 1_000, 1)} ${own.litres}`])
  if (work.otherName !== null) facts.push([own.to, work.otherName])
  if (work.netYen > 0)
    facts.push([own.paid, own.withTax(yen(work.netYen + work.taxYen, lang), yen(work.taxYen, lang))])
  if (work.certificateId !== null) facts.push([own.certificate, <CertificateLink work={work} seen={seen} />])
  if (work.note !== '') facts.push([own.note, work.note])
  facts.push([own.doneBy, `${work.madeBy} ${instantText(work.madeAt, lang)}`])
  return facts
}

export function workView(work: WorkSeen, seen: Seen): View {
  const { lang } = seen
  const own = stockWords[lang]
  const words = woodWords[lang]
  return {
    title: work.workNo,
    breadcrumbs: crumbs(seen, { label: own.works, href: worksAt }, { label: work.workNo }),
    body: (
      <>
        <WoodTabs current="stock" seen={seen} />
        <Heading above={own.causes[work.kind]}>{work.workNo}</Heading>
        <FormErrors seen={seen} />
        {work.reversedOn !== null && (
          <Notice kind="warning" title={own.reversedOn(dayText(work.reversedOn, lang))}>
            {work.reason}
          </Notice>
        )}
        <DefinitionList items={factsOf(work, seen)} />
        {work.entryId !== null && may(seen.actor.role, 'ledger.see') && (
          <p class="mt-4">
            <TextLink href={`/ledger/entries/${work.entryId}`}>{own.openEntry}</TextLink>
          </p>
        )}
        <Part title={own.moves}>
          <Table
            caption={own.moves}
            hideCaption
            phone="cards"
            rows={work.moves}
            columns={[
              {
                key: 'pile',
                label: own.pile,
                cell: (row) => <TextLink href={`${stockAt}/${row.pileId}`}>{pileName(row, lang)}</TextLink>,
              },
              { key: 'siteName', label: words.site },
              { key: 'grams', label: own.change, numeric: true, cell: (row) => weight(row.grams, lang) },
            ]}
          />
        </Part>
        {work.reversedOn === null && mayReverse(work, seen) && (
          <Part
            title={own.reverse}
            lead={work.kind === 'buying' ? buyingWords[lang].reverseLead : own.reverseLead}
          >
            <Form
              action={`${worksAt}/${work.workId}/reverse`}
              csrf={seen.csrf}
              requestKey={seen.requestKey}
              label={own.reverse}
            >
              <Field {...box(seen, 'reason')} label={own.reason} maxlength={200} required />
              <ButtonRow>
                <Button kind="danger">{own.reverse}</Button>
              </ButtonRow>
            </Form>
          </Part>
        )}
      </>
    ),
  }
}

/** What was paid is taken back by who may pay. */
const mayReverse = (work: WorkSeen, seen: Seen): boolean =>
  work.kind !== 'buying' || may(seen.actor.role, 'wood.pay')

export interface FirewoodData {
  readonly owed: readonly FirewoodOwed[]
  readonly piles: readonly PileRow[]
  readonly today: Day
}

export function firewoodView({ owed, piles, today }: FirewoodData, seen: Seen): View {
  const { lang } = seen
  const own = stockWords[lang]
  return {
    title: own.firewood,
    breadcrumbs: crumbs(seen, { label: own.stock, href: stockAt }, { label: own.firewood }),
    body: (
      <>
        <WoodTabs current="stock" seen={seen} />
        <Heading lead={own.firewoodLead}>{own.firewood}</Heading>
        <FormErrors seen={seen} />
        <Part title={own.firewoodOwed}>
          <Table
            caption={own.firewoodOwed}
            hideCaption
            phone="cards"
            rows={owed}
            empty={<EmptyState title={own.noFirewoodOwed} />}
            columns={[
              { key: 'name', label: own.supplier },
              { key: 'grams', label: own.owedGrams, numeric: true, cell: (row) => weight(row.grams, lang) },
              { key: 'yen', label: own.worth, numeric: true, cell: (row) => yen(row.yen, lang) },
              { key: 'since', label: own.since, cell: (row) => dayText(row.since, lang) },
            ]}
          />
        </Part>
        {owed.length > 0 && piles.length === 0 && (
          <EmptyState title={own.noFirewood} text={own.noFirewoodText} />
        )}
        {owed.length > 0 && piles.length > 0 && (
          <Part title={own.hand}>
            <HandForm owed={owed} piles={piles} today={today} seen={seen} />
          </Part>
        )}
      </>
    ),
  }
}

function HandForm({ owed, piles, today, seen }: FirewoodData & { seen: Seen }) {
  const { lang } = seen
  const own = stockWords[lang]
  const words = woodWords[lang]
  return (
    <Form action={firewoodAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.hand}>
      <Select
        {...box(seen, 'supplierId', owed.length === 1 ? owed[0]?.supplierId : '')}
        label={own.supplier}
        options={owed.map(({ supplierId, name, grams }) => ({
          value: supplierId,
          label: `${name}（${weight(grams, lang)}）`,
        }))}
        required
      />
      <Select
        {...box(seen, 'pileId', piles[0]?.pileId)}
        label={own.pile}
        options={piles.map((pile) => ({
          value: pile.pileId,
          label: `${siteNameOf(pile, lang)} ${pileName(pile, lang)}（${weight(pile.grams, lang)}）`,
        }))}
        required
      />
      <FieldRow>
        <Field {...box(seen, 'grams')} label={own.owedGrams} type="decimal" unit={words.kg} required />
        <Field {...box(seen, 'on', today)} label={own.on} type="date" max={today} required />
      </FieldRow>
      <Field {...box(seen, 'note')} label={own.note} maxlength={200} optional />
      <ButtonRow>
        <Button size="large">{own.record}</Button>
      </ButtonRow>
    </Form>
  )
}
