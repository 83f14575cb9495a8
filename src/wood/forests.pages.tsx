/** Forest lots with their owners, rights and papers. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box, typedList } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Named } from '#parties/directory.ts'
import { EmptyState, Heading, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { CheckboxGroup, Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { dayText, decimal, listed } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import type { Forest } from './forests.ts'
import { officeWords } from './office.words.ts'
import { WoodTabs, crumbs, namedOptions, woodAt, wordOptions } from './page-parts.tsx'
import type { Paper } from './papers.ts'
import { Papers } from './papers.pages.tsx'
import { bases, species } from './schema.ts'
import { fellings } from './portions.ts'
import { woodWords } from './words.ts'

export const forestsAt = `${woodAt}/forests`

export interface ForestsData {
  readonly forests: readonly Forest[]
  readonly parties: readonly Named[]
  readonly today: Day
}

export function forestsView({ forests, parties, today }: ForestsData, seen: Seen): View {
  const { lang } = seen
  const own = officeWords[lang]
  return {
    title: own.forests,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.forests }),
    body: (
      <>
        <WoodTabs current="forests" seen={seen} />
        <Heading lead={own.forestsLead} action={<ButtonLink href="#add">{own.addForest}</ButtonLink>}>
          {own.forests}
        </Heading>
        <FormErrors seen={seen} />
        <ForestTable forests={forests} today={today} lang={lang} />
        <Part title={own.addForest} id="add">
          <Form action={forestsAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.addForest}>
            <ForestBoxes parties={parties} seen={seen} />
          </Form>
        </Part>
      </>
    ),
  }
}

function ForestTable({ forests, today, lang }: { forests: readonly Forest[]; today: Day; lang: Lang }) {
  const own = officeWords[lang]
  const words = woodWords[lang]
  return (
    <Table
      caption={own.forests}
      hideCaption
      phone="cards"
      filterable
      rows={forests}
      empty={<EmptyState title={own.noForests} text={own.noForestsText} />}
      columns={[
        {
          key: 'name',
          label: own.forestName,
          cell: (row) => (
            <>
              <TextLink href={`${forestsAt}/${row.forestId}`}>{row.name}</TextLink>{' '}
              {row.endedOn && <StatusLabel>{words.ended}</StatusLabel>}
            </>
          ),
        },
        { key: 'place', label: own.place, hideOnPhone: true },
        {
          key: 'compartment',
          label: `${own.compartment}・${own.subCompartment}`,
          cell: (row) => [row.compartment, row.subCompartment].filter(Boolean).join('-'),
        },
        { key: 'ownerName', label: own.ownerName },
        {
          key: 'species',
          label: own.species,
          hideOnPhone: true,
          cell: (row) =>
            listed(
              row.species.map((each) => words.species[each]),
              lang,
            ),
        },
        { key: 'basis', label: own.basis, cell: (row) => `${words.bases[row.basis]} ${row.basisNo}` },
        {
          key: 'validTo',
          label: own.validTo,
          cell: (row) =>
            row.validTo && (
              <>
                {dayText(row.validTo, lang)}{' '}
                {row.validTo < today && <StatusLabel tone="error">{words.ended}</StatusLabel>}
              </>
            ),
        },
        { key: 'papers', label: own.papers, numeric: true, cell: (row) => decimal(row.papers) },
      ]}
    />
  )
}

function ForestBoxes({ forest, parties, seen }: { forest?: Forest; parties: readonly Named[]; seen: Seen }) {
  const own = officeWords[seen.lang]
  const words = woodWords[seen.lang]
  return (
    <>
      <Field {...box(seen, 'name', forest?.name)} label={own.forestName} maxlength={100} required />
      <Field {...box(seen, 'place', forest?.place)} label={own.place} maxlength={200} optional />
      <FieldRow>
        <Field
          {...box(seen, 'compartment', forest?.compartment)}
          label={own.compartment}
          width="short"
          maxlength={20}
          optional
        />
        <Field
          {...box(seen, 'subCompartment', forest?.subCompartment)}
          label={own.subCompartment}
          width="short"
          maxlength={20}
          optional
        />
        <Field
          {...box(seen, 'areaAre', forest?.areaAre)}
          label={own.area}
          type="number"
          unit={own.are}
          optional
        />
      </FieldRow>
      <Select
        {...box(seen, 'ownerId', forest?.ownerId)}
        label={own.owner}
        options={namedOptions(parties)}
        empty={own.ownerEmpty}
      />
      <Field
        {...box(seen, 'ownerName', forest?.ownerName)}
        label={own.ownerName}
        hint={own.ownerNameHint}
        maxlength={100}
      />
      <Field {...box(seen, 'consentOn', forest?.consentOn)} label={own.consent} type="date" optional />
      <CheckboxGroup
        name="species"
        error={box(seen, 'species').error}
        label={own.species}
        values={typedList(seen, 'species', forest?.species ?? [], 'name')}
        options={wordOptions(species, words.species)}
        inline
        required
      />
      <Right forest={forest} seen={seen} />
      <ButtonRow>
        <Button>{words.save}</Button>
      </ButtonRow>
    </>
  )
}

/** By what right it is felled, until when, and where it lies. */
function Right({ forest, seen }: { forest?: Forest; seen: Seen }) {
  const own = officeWords[seen.lang]
  const words = woodWords[seen.lang]
  return (
    <>
      <FieldRow>
        <Select
          {...box(seen, 'basis', forest?.basis ?? 'notice')}
          label={own.basis}
          options={wordOptions(bases, words.bases)}
          empty={false}
        />
        <Select
          {...box(seen, 'felling', forest?.felling ?? 'thinning')}
          label={own.felling}
          options={wordOptions(fellings, own.fellings)}
          empty={false}
        />
      </FieldRow>
      <FieldRow>
        <Field {...box(seen, 'basisNo', forest?.basisNo)} label={own.basisNo} maxlength={50} />
        <Field {...box(seen, 'basisOn', forest?.basisOn)} label={own.basisOn} type="date" optional />
        <Field {...box(seen, 'validTo', forest?.validTo)} label={own.validTo} type="date" optional />
      </FieldRow>
      <FieldRow>
        <Field {...box(seen, 'latitude', forest?.latitude)} label={own.latitude} type="decimal" optional />
        <Field {...box(seen, 'longitude', forest?.longitude)} label={own.longitude} type="decimal" optional />
      </FieldRow>
    </>
  )
}

export interface ForestData {
  readonly forest: Forest
  readonly papers: readonly Paper[]
  readonly parties: readonly Named[]
  readonly today: Day
}

export function forestView({ forest, papers, parties, today }: ForestData, seen: Seen): View {
  const { lang } = seen
  const own = officeWords[lang]
  const at = `${forestsAt}/${forest.forestId}`
  return {
    title: forest.name,
    breadcrumbs: crumbs(seen, { label: own.forests, href: forestsAt }, { label: forest.name }),
    body: (
      <>
        <WoodTabs current="forests" seen={seen} />
        <Heading above={forest.place} lead={forest.ownerName}>
          {forest.name}
        </Heading>
        <FormErrors seen={seen} />
        {forest.consentOn === null && <Notice kind="warning">{own.noConsent}</Notice>}
        {forest.validTo !== null && forest.validTo < today && <Notice kind="warning">{own.validOver}</Notice>}
        <Papers at={forestsAt} ownerId={forest.forestId} papers={papers} lead={own.papersLead} seen={seen} />
        <Part>
          <Form action={at} csrf={seen.csrf} requestKey={seen.requestKey} label={forest.name}>
            <ForestBoxes forest={forest} parties={parties} seen={seen} />
          </Form>
        </Part>
        {forest.endedOn === null && (
          <Part title={own.endForest}>
            <Form
              action={`${at}/end`}
              csrf={seen.csrf}
              requestKey={`${seen.requestKey} end`}
              label={own.endForest}
            >
              <Button kind="danger">{own.endForest}</Button>
            </Form>
          </Part>
        )}
      </>
    ),
  }
}
