import { FormErrors } from '#http/form-errors.tsx'
import type { Day } from '#kit/days.ts'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Page } from '#parties/cursors.ts'
import type { PartySummary } from '#parties/directory.ts'
import { may } from '#parties/policy.ts'
import type { Town } from '#parties/regions.ts'
import { kindWords, sectorWords, sideWords } from '#parties/words.ts'
import { DefinitionList, EmptyState, Heading, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldGroup, Form, RadioGroup, Select } from '#ui/forms.tsx'
import { Pager, SearchForm } from '#ui/lists.tsx'
import { dayText, instantText } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import { type Overview, nameIn } from './parties.ts'
import type { ListInput } from './parties.routes.ts'
import { kindChoices, partyView, sectorChoices, sideChoices, townChoices } from './party-frame.tsx'
import { partyWords } from './party.words.ts'

type ListData = Page<PartySummary> & { readonly towns: readonly Town[] }

/** All parties of the region, for who registers them. */
export function listView({ rows, next, towns }: ListData, seen: Seen, input: unknown): View {
  const { lang } = seen
  const own = partyWords[lang].list
  const asked = input as ListInput
  const forward = new URLSearchParams(seen.query)
  if (next) forward.set('after', next)
  return {
    title: own.title,
    wide: true,
    body: (
      <>
        <Heading
          lead={`${own.lead}${lang === 'ja' ? '' : ' '}${own.whoSees}`}
          action={
            <ButtonLink href="/parties/new" kind="primary">
              {own.register}
            </ButtonLink>
          }
        >
          {own.title}
        </Heading>
        <ListSearch asked={asked} towns={towns} lang={lang} />
        <PartyTable rows={rows} lang={lang} />
        <Pager
          nextHref={next ? `/parties?${forward}` : undefined}
          summary={rows.length > 0 ? own.count(rows.length, next !== undefined) : undefined}
        />
      </>
    ),
  }
}

function ListSearch({
  asked,
  towns,
  lang,
}: {
  asked: ListInput
  towns: readonly Town[]
  lang: Seen['lang']
}) {
  const own = partyWords[lang].list
  const filtered = asked.q !== '' || asked.kind || asked.side || asked.town !== ''
  return (
    <SearchForm
      action="/parties"
      label={own.search}
      value={asked.q}
      clearHref={filtered ? '/parties' : undefined}
    >
      <Select name="kind" label={own.kind} options={kindChoices(lang)} value={asked.kind} empty={own.all} />
      <Select name="side" label={own.side} options={sideChoices(lang)} value={asked.side} empty={own.all} />
      <Select name="town" label={own.town} options={townChoices(towns)} value={asked.town} empty={own.all} />
    </SearchForm>
  )
}

function PartyTable({ rows, lang }: { rows: readonly PartySummary[]; lang: Seen['lang'] }) {
  const own = partyWords[lang].list
  return (
    <Table
      caption={own.title}
      hideCaption
      rows={rows}
      phone="cards"
      empty={<EmptyState title={own.none} text={own.noneText} />}
      columns={[
        {
          key: 'name',
          label: own.name,
          cell: (row) => (
            <>
              <TextLink href={`/parties/${row.partyId}`}>{nameIn(row, lang)}</TextLink>
              {row.kana !== '' && <small class="block font-normal text-ink-soft">{row.kana}</small>}
            </>
          ),
        },
        { key: 'kind', label: own.kind, cell: (row) => kindWords[lang][row.kind] },
        {
          key: 'side',
          label: own.side,
          cell: (row) => (
            <StatusLabel tone={row.side === 'inside' ? 'green' : 'info'}>
              {sideWords[lang][row.side]}
            </StatusLabel>
          ),
        },
        { key: 'town', label: own.town },
      ]}
    />
  )
}

/** A new party: what must be known of it, and no more. */
export function registerView({ towns, today }: { towns: readonly Town[]; today: Day }, seen: Seen): View {
  const { lang } = seen
  const own = partyWords[lang]
  return {
    title: own.register.title,
    breadcrumbs: [{ label: own.list.title, href: '/parties' }, { label: own.register.title }],
    body: (
      <>
        <Heading lead={own.register.lead}>{own.register.title}</Heading>
        <FormErrors seen={seen} />
        <Form action="/parties/new" csrf={seen.csrf} requestKey={seen.requestKey}>
          <KindAndSide today={today} seen={seen} />
          <NameBoxes seen={seen} />
          <PlaceBoxes towns={towns} seen={seen} />
          <ButtonRow>
            <Button size="large">{own.register.submit}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

function KindAndSide({ today, seen }: { today: Day; seen: Seen }) {
  const { lang } = seen
  const { fields, register } = partyWords[lang]
  const kinds = kindChoices(lang).filter(({ value }) => !['nature', 'air', 'outside'].includes(value))
  return (
    <>
      <Select
        name="kind"
        label={fields.kind}
        hint={register.kindHint}
        options={kinds}
        value={typed(seen, 'kind')}
        error={faultOf(seen, 'kind')}
        width="middle"
        required
      />
      <RadioGroup
        name="side"
        label={fields.side}
        hint={register.sideHint}
        options={sideChoices(lang)}
        value={typed(seen, 'side', 'inside')}
        error={faultOf(seen, 'side')}
        inline
        required
      />
      <Field
        name="sideFrom"
        label={fields.sideFrom}
        type="date"
        value={typed(seen, 'sideFrom', today)}
        error={faultOf(seen, 'sideFrom')}
        required
      />
    </>
  )
}

function NameBoxes({ seen }: { seen: Seen }) {
  const { fields, register } = partyWords[seen.lang]
  const box = (name: 'name' | 'kana' | 'nameEn') => ({
    name,
    label: fields[name],
    value: typed(seen, name),
    error: faultOf(seen, name),
    width: 'middle' as const,
  })
  return (
    <>
      <Field {...box('name')} autocomplete="off" required />
      <Field {...box('kana')} hint={register.kanaHint} autocomplete="off" required />
      <Field {...box('nameEn')} autocomplete="off" optional />
    </>
  )
}

function PlaceBoxes({ towns, seen }: { towns: readonly Town[]; seen: Seen }) {
  const { lang } = seen
  const { fields, register } = partyWords[lang]
  return (
    <FieldGroup legend={`${fields.sector}・${fields.town}`}>
      <Select
        name="sector"
        label={fields.sector}
        hint={register.sectorHint}
        options={sectorChoices(lang)}
        value={typed(seen, 'sector')}
        error={faultOf(seen, 'sector')}
        optional
      />
      <Select
        name="town"
        label={fields.town}
        hint={register.townHint}
        options={townChoices(towns)}
        value={typed(seen, 'town')}
        error={faultOf(seen, 'town')}
        width="middle"
        optional
      />
      <Field
        name="address"
        label={fields.address}
        hint={register.addressHint}
        value={typed(seen, 'address')}
        error={faultOf(seen, 'address')}
        autocomplete="off"
        optional
      />
    </FieldGroup>
  )
}

/** One party at a glance. */
export function overviewView(overview: Overview, seen: Seen): View {
  const { lang, actor } = seen
  const { party, produces } = overview
  const own = partyWords[lang]
  const story = lang === 'en' && party.storyEn !== '' ? party.storyEn : party.story
  return partyView(
    {
      party,
      part: 'overview',
      title: own.tabs.overview,
      body: (
        <>
          <div class="mt-8">
            <DefinitionList items={facts(overview, lang)} />
          </div>
          <section class="mt-12">
            <Heading level={2}>{own.show.story}</Heading>
            <p class="max-w-[44em] whitespace-pre-line">{story === '' ? own.show.noStory : story}</p>
          </section>
          <ButtonRow>
            {produces && <ButtonLink href={`/producers/${party.partyId}`}>{own.show.public}</ButtonLink>}
            <ButtonLink href={`/ledger/parties/${party.partyId}`}>{own.show.accounts}</ButtonLink>
            {may(actor.role, 'audit.see') && (
              <ButtonLink href={`/audit?document=${party.partyId}`} kind="quiet">
                {own.show.history}
              </ButtonLink>
            )}
          </ButtonRow>
        </>
      ),
    },
    seen,
  )
}

function facts({ party, bank }: Overview, lang: Seen['lang']): [string, string][] {
  const { fields, show, edit } = partyWords[lang]
  const items: [string, string][] = [
    [fields.kana, party.kana],
    [fields.nameEn, party.nameEn],
    [fields.sector, party.sector ? sectorWords[lang][party.sector] : ''],
    [fields.town, party.town ?? ''],
    [fields.address, party.address],
    [fields.sinceYear, party.sinceYear ? show.since(party.sinceYear) : ''],
    [edit.map, party.onMap ? show.onMap : show.notOnMap],
    [show.registration, party.registrationNumber ?? show.noRegistration],
  ]
  if (bank === null) items.push([show.bank, show.noBank])
  else if (bank) items.push([show.bank, `${bank.shown} ${show.from(dayText(bank.from, lang))}`])
  items.push([show.created, instantText(party.createdAt, lang)])
  return items
}
