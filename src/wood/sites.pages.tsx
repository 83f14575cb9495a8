/** Sites, and who pays for the wood. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Named } from '#parties/directory.ts'
import { DefinitionList, EmptyState, Heading, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select, TextArea } from '#ui/forms.tsx'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { officeWords } from './office.words.ts'
import { WoodTabs, crumbs, namedOptions, woodAt, wordOptions } from './page-parts.tsx'
import type { Programme } from './programme.ts'
import { siteKinds } from './schema.ts'
import type { Site } from './sites.ts'
import { woodWords } from './words.ts'

export const sitesAt = `${woodAt}/sites`

export interface SitesData {
  readonly sites: readonly Site[]
  readonly programme?: Programme
  readonly parties: readonly Named[]
  readonly towns: readonly string[]
}

export function sitesView({ sites, programme, parties, towns }: SitesData, seen: Seen): View {
  const { lang } = seen
  const own = officeWords[lang]
  const words = woodWords[lang]
  return {
    title: own.sites,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.sites }),
    body: (
      <>
        <WoodTabs current="sites" seen={seen} />
        <Heading lead={own.sitesLead} action={<ButtonLink href="#add">{own.addSite}</ButtonLink>}>
          {own.sites}
        </Heading>
        <FormErrors seen={seen} />
        <SiteTable sites={sites} lang={lang} />
        <ProgrammeForm programme={programme} parties={parties} seen={seen} />
        <Part title={own.addSite} id="add">
          <Form action={sitesAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.addSite}>
            <FieldRow>
              <Select
                {...box(seen, 'kind', 'yard')}
                label={own.kind}
                options={wordOptions(siteKinds, words.siteKinds)}
                empty={false}
              />
              <Field
                {...box(seen, 'code')}
                label={own.code}
                hint={own.codeHint}
                width="middle"
                maxlength={12}
                required
              />
            </FieldRow>
            <Select
              {...box(seen, 'operatorId', programme?.partyId)}
              label={own.operator}
              options={namedOptions(parties)}
              required
            />
            <SiteBoxes towns={towns} seen={seen} />
          </Form>
        </Part>
      </>
    ),
  }
}

function SiteTable({ sites, lang }: { sites: readonly Site[]; lang: Lang }) {
  const own = officeWords[lang]
  const words = woodWords[lang]
  return (
    <Table
      caption={own.sites}
      hideCaption
      phone="cards"
      rows={sites}
      empty={<EmptyState title={own.placesNone} />}
      columns={[
        {
          key: 'name',
          label: words.name,
          cell: (row) => (
            <>
              <TextLink href={`${sitesAt}/${row.siteId}`}>{row.name}</TextLink>{' '}
              {row.endedOn && <StatusLabel>{words.ended}</StatusLabel>}
            </>
          ),
        },
        { key: 'kind', label: own.kind, cell: (row) => words.siteKinds[row.kind] },
        { key: 'code', label: own.code },
        { key: 'town', label: own.town },
        { key: 'hours', label: own.hours },
        { key: 'operatorName', label: own.operator },
      ]}
    />
  )
}

function ProgrammeForm({
  programme,
  parties,
  seen,
}: Pick<SitesData, 'programme' | 'parties'> & { seen: Seen }) {
  const own = officeWords[seen.lang]
  const words = woodWords[seen.lang]
  return (
    <Part title={own.programme} lead={own.programmeLead}>
      <Form
        action={`${sitesAt}/programme`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} programme`}
        label={own.programme}
      >
        <Select
          {...box(seen, 'partyId', programme?.partyId)}
          label={own.programme}
          options={namedOptions(parties)}
          required
        />
        <Field
          {...box(seen, 'requesterCode', programme?.requesterCode)}
          label={own.requesterCode}
          width="middle"
          maxlength={10}
          optional
        />
        <FieldRow>
          <Field
            {...box(seen, 'certificationNo', programme?.certificationNo)}
            label={own.certificationNo}
            hint={own.certificationHint}
            maxlength={50}
            optional
          />
          <Field
            {...box(seen, 'certificationBody', programme?.certificationBody)}
            label={own.certificationBody}
            maxlength={100}
            optional
          />
          <Field
            {...box(seen, 'separationKeeper', programme?.separationKeeper)}
            label={own.separationKeeper}
            maxlength={50}
            optional
          />
        </FieldRow>
        <ButtonRow>
          <Button kind="secondary">{words.save}</Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}

function SiteBoxes({ site, towns, seen }: { site?: Site; towns: readonly string[]; seen: Seen }) {
  const own = officeWords[seen.lang]
  const words = woodWords[seen.lang]
  return (
    <>
      <FieldRow>
        <Field {...box(seen, 'name', site?.name)} label={words.name} maxlength={100} required />
        <Field {...box(seen, 'nameEn', site?.nameEn)} label={own.nameEn} maxlength={100} optional />
      </FieldRow>
      <Select
        {...box(seen, 'town', site?.town)}
        label={own.town}
        options={towns.map((town) => ({ value: town, label: town }))}
        empty={own.townEmpty}
        width="middle"
      />
      <FieldRow>
        <Field {...box(seen, 'latitude', site?.latitude)} label={own.latitude} type="decimal" optional />
        <Field {...box(seen, 'longitude', site?.longitude)} label={own.longitude} type="decimal" optional />
      </FieldRow>
      <Field {...box(seen, 'hours', site?.hours)} label={own.hours} maxlength={100} optional />
      <TextArea
        {...box(seen, 'bays', site?.bays.join('\n'))}
        label={own.bays}
        hint={own.baysHint}
        rows={3}
        optional
      />
      <ButtonRow>
        <Button>{words.save}</Button>
      </ButtonRow>
    </>
  )
}

export function siteView({ site, towns }: { site: Site; towns: readonly string[] }, seen: Seen): View {
  const { lang } = seen
  const own = officeWords[lang]
  const words = woodWords[lang]
  const at = `${sitesAt}/${site.siteId}`
  return {
    title: site.name,
    breadcrumbs: crumbs(seen, { label: own.sites, href: sitesAt }, { label: site.name }),
    body: (
      <>
        <WoodTabs current="sites" seen={seen} />
        <Heading above={words.siteKinds[site.kind]}>{site.name}</Heading>
        <FormErrors seen={seen} />
        <DefinitionList
          items={[
            [own.code, site.code],
            [own.operator, <TextLink href={`/parties/${site.operatorId}`}>{site.operatorName}</TextLink>],
          ]}
        />
        <Part>
          <Form action={at} csrf={seen.csrf} requestKey={seen.requestKey} label={site.name}>
            <SiteBoxes site={site} towns={towns} seen={seen} />
          </Form>
        </Part>
        {site.endedOn === null && (
          <Part title={own.endSite}>
            <Form
              action={`${at}/end`}
              csrf={seen.csrf}
              requestKey={`${seen.requestKey} end`}
              label={own.endSite}
            >
              <Button kind="danger">{own.endSite}</Button>
            </Form>
          </Part>
        )}
      </>
    ),
  }
}
