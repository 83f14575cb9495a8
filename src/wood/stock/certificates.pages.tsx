/** Certificates of origin: what can still be certified, all papers, one of them. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import { type Day, firstDay, monthOfDay } from '#kit/days.ts'
import type { Page } from '#parties/cursors.ts'
import {
  CardGrid,
  DefinitionList,
  Disclosure,
  EmptyState,
  Figure,
  Heading,
  Notice,
  StatusLabel,
  TextLink,
} from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { FilterChips, Pager } from '#ui/lists.tsx'
import { dayText, decimal } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { type Certified, provable } from '#wood/certified.ts'
import { WoodTabs, crumbs, intakesAt, weight, wordOptions } from '#wood/page-parts.tsx'
import type { Paper } from '#wood/papers.ts'
import { PaperFileBoxes, Papers } from '#wood/papers.pages.tsx'
import { species } from '#wood/schema.ts'
import { woodWords } from '#wood/words.ts'
import { Bought } from './buying.pages.tsx'
import { type CertificateRow, type CertificateSeen, products } from './certificates.ts'
import { certificatesAt, pileName, siteNameOf, speciesName, stockAt } from './parts.tsx'
import type { PileRow } from './reading.ts'
import { stockWords } from './words.ts'

export interface CertificatesData {
  readonly list: Page<CertificateRow>
  readonly direction?: 'in' | 'out'
  readonly certified: readonly Certified[]
  /** Piles whose origin is proved. */
  readonly piles: readonly PileRow[]
  readonly today: Day
}

const listOf = (query: { direction?: string; after?: string }): string => withQuery(certificatesAt, query)

export function certificatesView(data: CertificatesData, seen: Seen): View {
  const { lang } = seen
  const own = stockWords[lang]
  const { list, direction, certified } = data
  return {
    title: own.certificates,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.certificates }),
    body: (
      <>
        <WoodTabs current="certificates" seen={seen} />
        <Heading
          lead={own.certificatesLead}
          action={
            <ButtonLink href={`${certificatesAt}/issue`} kind="primary">
              {own.issue}
            </ButtonLink>
          }
        >
          {own.certificates}
        </Heading>
        <FormErrors seen={seen} />
        <CardGrid columns={2}>
          {certified.map(({ proof, taken, given }) => (
            <Figure
              label={`${own.proofs[proof]}：${own.left}`}
              value={weight(taken - given, lang)}
              note={`${own.taken} ${weight(taken, lang)}　${own.given} ${weight(given, lang)}`}
            />
          ))}
        </CardGrid>
        <ButtonRow>
          <ButtonLink href={`${certificatesAt}/record`}>{own.recordIn}</ButtonLink>
        </ButtonRow>
        <FilterChips
          label={own.certificates}
          items={([undefined, 'out', 'in'] as const).map((each) => ({
            label: own.directions[each ?? 'all'],
            href: listOf({ direction: each }),
            current: direction === each,
          }))}
        />
        <Part>
          <CertificateTable list={list} seen={seen} />
          <Pager nextHref={list.next && listOf({ direction, after: list.next })} />
        </Part>
      </>
    ),
  }
}

function CertificateTable({ list, seen }: { list: Page<CertificateRow>; seen: Seen }) {
  const { lang } = seen
  const own = stockWords[lang]
  return (
    <Table
      caption={own.certificates}
      hideCaption
      phone="cards"
      rows={list.rows}
      empty={<EmptyState title={own.noCertificates} text={own.noCertificatesText} />}
      columns={[
        {
          key: 'no',
          label: woodWords[lang].no,
          cell: (row) => (
            <>
              <TextLink href={`${certificatesAt}/${row.certificateId}`}>{row.certificateNo}</TextLink>{' '}
              {row.direction === 'in' && row.papers === 0 && row.cancelledOn === null && (
                <StatusLabel tone="warning">{own.noScan}</StatusLabel>
              )}
              {row.cancelledOn !== null && <StatusLabel tone="error">{own.cancelledLabel}</StatusLabel>}
            </>
          ),
        },
        { key: 'direction', label: own.cause, cell: (row) => own.directions[row.direction] },
        { key: 'issuedOn', label: own.issuedOn, cell: (row) => dayText(row.issuedOn, lang) },
        { key: 'otherName', label: own.other },
        { key: 'proof', label: own.proof, cell: (row) => own.proofs[row.proof] },
        { key: 'product', label: own.product, cell: (row) => own.products[row.product] },
        { key: 'grams', label: own.certifiedGrams, numeric: true, cell: (row) => weight(row.grams, lang) },
      ]}
    />
  )
}

/** What both forms ask of a certificate. */
function StatedBoxes({ today, other, seen }: { today: Day; other: string; seen: Seen }) {
  const own = stockWords[seen.lang]
  return (
    <>
      <Field {...box(seen, 'otherName')} label={other} maxlength={100} required />
      <FieldRow>
        <Field {...box(seen, 'otherAddress')} label={own.address} maxlength={200} optional />
        <Field {...box(seen, 'otherRegistration')} label={own.registration} maxlength={50} optional />
      </FieldRow>
      <FieldRow>
        <Field
          {...box(seen, 'grams')}
          label={own.certifiedGrams}
          type="decimal"
          unit={woodWords[seen.lang].kg}
          required
        />
        <Field {...box(seen, 'issuedOn', today)} label={own.issuedOn} type="date" max={today} required />
      </FieldRow>
      <FieldRow>
        <Field
          {...box(seen, 'periodFrom', firstDay(monthOfDay(today)))}
          label={own.periodFrom}
          type="date"
          required
        />
        <Field {...box(seen, 'periodTo', today)} label={own.periodTo} type="date" required />
      </FieldRow>
    </>
  )
}

export function issueView({ piles, today }: Pick<CertificatesData, 'piles' | 'today'>, seen: Seen): View {
  const { lang } = seen
  const own = stockWords[lang]
  return {
    title: own.issue,
    breadcrumbs: crumbs(seen, { label: own.certificates, href: certificatesAt }, { label: own.issue }),
    body: (
      <>
        <Heading>{own.issue}</Heading>
        <FormErrors seen={seen} />
        {piles.length === 0 ? (
          <EmptyState title={own.noProvable} />
        ) : (
          <Form
            action={`${certificatesAt}/issue`}
            csrf={seen.csrf}
            requestKey={seen.requestKey}
            label={own.issue}
          >
            <Select
              {...box(seen, 'pileId')}
              label={own.pile}
              options={piles.map((pile) => ({
                value: pile.pileId,
                label: `${siteNameOf(pile, lang)} ${pileName(pile, lang)}（${own.proofs[pile.proof]}・${weight(pile.grams, lang)}）`,
              }))}
              required
            />
            <StatedBoxes today={today} other={own.otherTo} seen={seen} />
            <ButtonRow>
              <Button size="large">{own.issue}</Button>
            </ButtonRow>
          </Form>
        )}
      </>
    ),
  }
}

export function recordView({ today }: { today: Day }, seen: Seen): View {
  const { lang } = seen
  const own = stockWords[lang]
  const words = woodWords[lang]
  return {
    title: own.recordIn,
    breadcrumbs: crumbs(seen, { label: own.certificates, href: certificatesAt }, { label: own.recordIn }),
    body: (
      <>
        <Heading lead={own.recordInLead}>{own.recordIn}</Heading>
        <FormErrors seen={seen} />
        <Form
          action={`${certificatesAt}/record`}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={own.recordIn}
          files
        >
          <Field
            {...box(seen, 'certificateNo')}
            label={own.certificateNo}
            width="middle"
            maxlength={50}
            required
          />
          <FieldRow>
            <Select
              {...box(seen, 'proof', 'thinned')}
              label={own.proof}
              options={wordOptions(provable, own.proofs)}
              empty={false}
            />
            <Select
              {...box(seen, 'product', 'logs')}
              label={own.product}
              options={wordOptions(products, own.products)}
              empty={false}
            />
            <Select
              {...box(seen, 'species', 'sugi')}
              label={words.speciesOf}
              options={[...wordOptions(species, words.species), { value: 'mixed', label: own.mixedSpecies }]}
              empty={false}
            />
          </FieldRow>
          <StatedBoxes today={today} other={own.otherBy} seen={seen} />
          <PaperFileBoxes hint={own.scanHint} optional seen={seen} />
          <ButtonRow>
            <Button size="large">{own.record}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

export interface CertificateData {
  readonly certificate: CertificateSeen
  /** Scans of one that was received. */
  readonly scans: readonly Paper[]
}

export function certificateView({ certificate: paper, scans }: CertificateData, seen: Seen): View {
  const { lang } = seen
  const own = stockWords[lang]
  const at = `${certificatesAt}/${paper.certificateId}`
  return {
    title: paper.certificateNo,
    breadcrumbs: crumbs(
      seen,
      { label: own.certificates, href: certificatesAt },
      { label: paper.certificateNo },
    ),
    body: (
      <>
        <WoodTabs current="certificates" seen={seen} />
        <Heading above={own.directions[paper.direction]}>{paper.certificateNo}</Heading>
        <FormErrors seen={seen} />
        {paper.cancelledOn !== null && (
          <Notice kind="warning" title={own.cancelled(paper.certificateNo)}>
            {`${dayText(paper.cancelledOn, lang)} ${paper.reason}`}
          </Notice>
        )}
        <DefinitionList
          items={[
            [paper.direction === 'out' ? own.otherTo : own.otherBy, paper.otherName],
            [own.address, paper.otherAddress || '–'],
            [own.registration, paper.otherRegistration || '–'],
            [own.proof, own.proofs[paper.proof]],
            [own.product, `${own.products[paper.product]}（${speciesName(paper.species, lang)}）`],
            [own.certifiedGrams, weight(paper.grams, lang)],
            [own.issuedOn, dayText(paper.issuedOn, lang)],
            [own.periodFrom, dayText(paper.periodFrom, lang)],
            [own.periodTo, dayText(paper.periodTo, lang)],
          ]}
        />
        {paper.direction === 'out' && <Issued paper={paper} seen={seen} />}
        {paper.direction === 'in' && <Bought paper={paper} seen={seen} />}
        {paper.direction === 'in' && (
          <Papers
            at={certificatesAt}
            ownerId={paper.certificateId}
            papers={scans}
            lastStays={paper.cancelledOn === null}
            lead={own.scansLead}
            seen={seen}
          />
        )}
        {paper.cancelledOn === null && (
          <Part title={own.cancel}>
            <Form action={`${at}/cancel`} csrf={seen.csrf} requestKey={seen.requestKey} label={own.cancel}>
              <Field {...box(seen, 'reason')} label={own.reason} maxlength={200} required />
              <ButtonRow>
                <Button kind="danger">{own.cancel}</Button>
              </ButtonRow>
            </Form>
          </Part>
        )}
      </>
    ),
  }
}

/** Its PDF, and on what it stands. */
function Issued({ paper, seen }: { paper: CertificateSeen; seen: Seen }) {
  const own = stockWords[seen.lang]
  return (
    <>
      <ButtonRow>
        <ButtonLink href={`${certificatesAt}/${paper.certificateId}/certificate.pdf`} kind="primary">
          {own.pdf}
        </ButtonLink>
        {paper.pileId !== null && <ButtonLink href={`${stockAt}/${paper.pileId}`}>{own.pile}</ButtonLink>}
      </ButtonRow>
      <Disclosure title={`${own.incoming}：${own.incomingCount(decimal(paper.incoming.length))}`}>
        <ul class="flex flex-wrap gap-x-6 gap-y-2">
          {paper.received.map(({ certificateId, name }) => (
            <li>
              <TextLink href={`${certificatesAt}/${certificateId}`}>{name}</TextLink>
            </li>
          ))}
          {paper.slips.map(({ intakeId, intakeNo }) => (
            <li>
              <TextLink href={`${intakesAt}/${intakeId}/felling.pdf`}>{intakeNo}</TextLink>
            </li>
          ))}
        </ul>
      </Disclosure>
    </>
  )
}
