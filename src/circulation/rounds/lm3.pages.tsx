/** LM3 of a party, project or programme; and the projects that are kept. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Id } from '#kit/ids.ts'
import { allKinds } from '#ledger/kinds.ts'
import { may } from '#parties/policy.ts'
import { Card, CardGrid, EmptyState, Figure, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { CheckboxGroup, Field, Form, TextArea } from '#ui/forms.tsx'
import { compactYen, dayText, decimal, percent, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { Ranks } from '#ui/pictures/ranks.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { monthsOfYear } from '#circulation/figure-values.ts'
import { bandLabel } from '#circulation/groups.ts'
import { CirculationTabs, crumbs } from '#circulation/page-parts.tsx'
import type { Proof } from '#circulation/proof.ts'
import type { Lm3 } from './lm3.ts'
import { type Made, surveysUsed } from './made.ts'
import { MadePart, lm3Compared } from './made.pages.tsx'
import type { Lm3Seen, RecipientSeen } from './reading.ts'
import { YearChips, roundsAt } from './rounds.pages.tsx'
import type { Study } from './studies.ts'
import { roundWords } from './words.ts'

export interface Lm3Data {
  readonly name: string
  readonly year: number
  readonly years: readonly number[]
  readonly kept: Readonly<Record<string, string | undefined>>
  /** When it is of one party. */
  readonly party?: Id
  readonly found: Lm3Seen
  /** Whether single parties are named to who asks. */
  readonly named: boolean
  readonly made: Made
  readonly proof?: Proof<Lm3 & { readonly flows: number }>
}

export function lm3View(data: Lm3Data, seen: Seen): View {
  const { lang } = seen
  const own = roundWords[lang]
  const { found, name } = data
  return {
    title: own.lm3Of(name),
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title, href: roundsAt }, { label: own.lm3Of(name) }),
    body: (
      <>
        <CirculationTabs seen={seen} current="rounds" />
        <Heading lead={own.lm3Lead}>{own.lm3Of(name)}</Heading>
        <YearChips at={`${roundsAt}/lm3`} years={data.years} year={data.year} kept={data.kept} seen={seen} />
        {data.party && (
          <p class="mt-4">
            <TextLink href={withQuery(roundsAt, { fy: data.year, to: data.party })}>
              {own.multiplierOf(name)}
            </TextLink>
          </p>
        )}
        {found.r1 === 0 ? <EmptyState title={own.noIncome} /> : <Found data={data} seen={seen} />}
        <Part>
          <Notice kind="info" title={own.coverage}>
            {own.coverageText}
          </Notice>
        </Part>
        <MadePart
          at={`${roundsAt}/lm3`}
          kept={{ ...data.kept, fy: String(data.year) }}
          definition={own.lm3Definition}
          made={data.made}
          surveys={surveysUsed(found.recipients, data.named)}
          proof={lm3Compared(found, data.proof, lang)}
          seen={seen}
        />
      </>
    ),
  }
}

function Found({ data, seen }: { data: Lm3Data; seen: Seen }) {
  const { lang } = seen
  const own = roundWords[lang]
  const { found } = data
  const money = (value: number): string => compactYen(Math.round(value), lang)
  const rounds = [
    { label: own.r1, value: found.r1, tone: 'outside' },
    { label: own.r2, value: found.r2, tone: 'company' },
    { label: own.r3, value: found.r3, tone: 'inside' },
  ] as const
  const part = (value: number): string => (found.r3 > 0 ? percent(value / found.r3) : '–')
  return (
    <>
      <CardGrid columns={4}>
        <Figure label={own.lm3} value={decimal(found.lm3, 2)} size="large" />
        {rounds.map(({ label, value }) => (
          <Figure label={label} value={money(value)} note={percent(value / found.r1, 1)} />
        ))}
      </CardGrid>
      <Part>
        <FigureWithTable
          title={own.lm3}
          lead={own.shareOfR3(part(found.r3Measured), part(found.r3Assumed))}
          table={{
            rows: [
              ...rounds,
              { label: `R3 ${own.measured}`, value: found.r3Measured },
              { label: `R3 ${own.assumed}`, value: found.r3Assumed },
              { label: own.unknown, value: found.unknown },
            ],
            columns: [
              { key: 'label', label: own.round },
              {
                key: 'value',
                label: own.yen,
                numeric: true,
                cell: (row: { value: number }) => yen(Math.round(row.value), lang),
              },
            ],
          }}
        >
          <Ranks id="lm3" title={own.lm3} rows={rounds} format={money} />
        </FigureWithTable>
      </Part>
      {found.unknown >= 1 && <Notice kind="warning">{own.unknownText(money(found.unknown))}</Notice>}
      <Part>
        <Table
          caption={own.recipients}
          phone="cards"
          rows={data.named ? found.recipients : byBand(found.recipients)}
          empty={<p>{own.noRecipients}</p>}
          columns={recipientColumns(data, seen)}
        />
      </Part>
      <Part>
        <Leaks data={data} seen={seen} />
      </Part>
    </>
  )
}

/** The same, told by groups: single parties are not named to everyone. */
function byBand(recipients: readonly RecipientSeen[]): RecipientSeen[] {
  const groups = new Map<string, RecipientSeen>()
  for (const each of recipients) {
    const had = groups.get(each.band)
    const paid = (had?.paid ?? 0) + each.paid
    const mean = (key: 'seenInside' | 'seenSpent'): number =>
      ((had?.[key] ?? 0) * (had?.paid ?? 0) + each[key] * each.paid) / paid
    groups.set(each.band, {
      ...each,
      share: undefined,
      paid,
      seenInside: mean('seenInside'),
      seenSpent: mean('seenSpent'),
    })
  }
  return [...groups.values()].toSorted((a, b) => b.paid - a.paid)
}

/** All flows of a party in a fiscal year. */
const partyFlows = (party: Id, year: number): string =>
  withQuery('/ledger/flows', { ...monthsOfYear(year), party })

function recipientColumns({ named, year }: Lm3Data, { lang }: Seen): Column<RecipientSeen>[] {
  const own = roundWords[lang]
  return [
    {
      key: 'name',
      label: named ? own.party : own.band,
      cell: (row) =>
        named ? (
          <TextLink href={partyFlows(row.party, year)}>{row.name}</TextLink>
        ) : (
          bandLabel(row.band, 'inside', lang)
        ),
    },
    { key: 'paid', label: own.paid, numeric: true, cell: (row) => yen(Math.round(row.paid), lang) },
    { key: 'seenSpent', label: own.seenSpent, numeric: true, cell: (row) => percent(row.seenSpent) },
    { key: 'seenInside', label: own.seenInside, numeric: true, cell: (row) => percent(row.seenInside) },
    ...(named
      ? [
          {
            key: 'survey',
            label: own.survey,
            cell: ({ share }: RecipientSeen) =>
              share &&
              own.surveyed(
                percent(share.insideBp / 10_000, 1),
                share.source,
                dayText(share.surveyedOn, lang),
              ),
          },
        ]
      : []),
  ]
}

function Leaks({ data: { found, named }, seen }: { data: Lm3Data; seen: Seen }) {
  const { lang } = seen
  const own = roundWords[lang]
  const byGroup = new Map<string, { name: string; yen: number }>()
  for (const { band, name, yen: paid } of found.leaks) {
    const key = named ? name : bandLabel(band, 'outside', lang)
    byGroup.set(key, { name: key, yen: (byGroup.get(key)?.yen ?? 0) + paid })
  }
  return (
    <Table
      caption={own.leaks}
      rows={[...byGroup.values()].toSorted((a, b) => b.yen - a.yen)}
      empty={<p>{own.noLeaks}</p>}
      columns={[
        { key: 'name', label: named ? own.party : own.band },
        { key: 'yen', label: own.paid, numeric: true, cell: (row) => yen(Math.round(row.yen), lang) },
      ]}
    />
  )
}

export function studiesView({ studies }: { studies: readonly Study[] }, seen: Seen): View {
  const { lang } = seen
  const own = roundWords[lang]
  return {
    title: own.studies,
    breadcrumbs: crumbs(seen, { label: own.title, href: roundsAt }, { label: own.studies }),
    body: (
      <>
        <CirculationTabs seen={seen} current="rounds" />
        <Heading lead={own.studiesLead}>{own.studies}</Heading>
        <FormErrors seen={seen} />
        <Table
          caption={own.studies}
          hideCaption
          phone="cards"
          rows={studies}
          empty={<EmptyState title={own.noStudies} />}
          columns={[
            {
              key: 'name',
              label: own.studyName,
              cell: (row) => (
                <TextLink href={withQuery(`${roundsAt}/lm3`, { study: row.studyId })}>{row.name}</TextLink>
              ),
            },
            { key: 'parties', label: own.parties, numeric: true, cell: (row) => decimal(row.parties.length) },
            { key: 'kinds', label: own.kinds, numeric: true, cell: (row) => decimal(row.kinds.length) },
            {
              key: 'end',
              label: own.endStudy,
              cell: (row) => (
                <Form
                  action={`${roundsAt}/studies/${row.studyId}/end`}
                  csrf={seen.csrf}
                  requestKey={`${seen.requestKey} ${row.studyId}`}
                >
                  <Button kind="quiet" size="small">
                    {own.endStudy}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
        {may(seen.actor.role, 'figure.enter') && <AddStudy seen={seen} />}
      </>
    ),
  }
}

function AddStudy({ seen }: { seen: Seen }) {
  const { lang } = seen
  const own = roundWords[lang]
  return (
    <Part>
      <Card title={own.addStudy} level={2}>
        <Form
          action={`${roundsAt}/studies`}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={own.addStudy}
        >
          <Field
            name="name"
            label={own.studyName}
            value={typed(seen, 'name')}
            error={faultOf(seen, 'name')}
            required
          />
          <Field name="nameEn" label={own.studyNameEn} value={typed(seen, 'nameEn')} optional />
          <TextArea
            name="parties"
            label={own.parties}
            hint={own.partiesHint}
            value={typed(seen, 'parties')}
            error={faultOf(seen, 'parties')}
            rows={4}
            optional
          />
          <CheckboxGroup
            name="kinds"
            label={own.kinds}
            hint={own.kindsHint}
            options={allKinds().map((kind) => ({ value: kind.name, label: kind.meaning[lang] }))}
            error={faultOf(seen, 'kinds')}
          />
          <ButtonRow>
            <Button>{own.save}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </Part>
  )
}
