/** What is done with a pile, each deed on a page of its own. Views only. */
import type { Child } from 'hono/jsx'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box, faultOf } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { DefinitionList, Heading } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { Table } from '#ui/tables.tsx'
import { crumbs, weight } from '#wood/page-parts.tsx'
import type { Site } from '#wood/sites.ts'
import { woodWords } from '#wood/words.ts'
import { ashClasses, chipSizes } from '#wood/portions.ts'
import { classes, pileName, siteNameOf, stockAt, wetText } from './parts.tsx'
import type { PileRow, PileSeen } from './reading.ts'
import { stockWords } from './words.ts'

export type Deed = 'dry' | 'move' | 'count' | 'firewood' | 'chips'

export interface DeedData {
  readonly pile: PileSeen
  readonly deed: Deed
  readonly today: Day
  /** Where it can be brought. */
  readonly sites: readonly Site[]
  /** Logs of the same site. */
  readonly logs: readonly PileRow[]
}

export function deedView(data: DeedData, seen: Seen): View {
  const { lang } = seen
  const own = stockWords[lang]
  const { pile, deed, today } = data
  const titles = { ...own.deeds, firewood: own.makeFirewood, chips: own.makeChips }
  const leads = {
    dry: own.dryLead,
    move: own.moveLead,
    count: own.countLead,
    firewood: own.makeLead,
    chips: own.makeLead,
  }
  const at = `${stockAt}/${pile.pileId}`
  return {
    title: titles[deed],
    breadcrumbs: crumbs(
      seen,
      { label: own.stock, href: stockAt },
      { label: pileName(pile, lang), href: at },
      { label: titles[deed] },
    ),
    body: (
      <>
        <Heading above={`${siteNameOf(pile, lang)} ${pileName(pile, lang)}`} lead={leads[deed]}>
          {titles[deed]}
        </Heading>
        <FormErrors seen={seen} />
        <DefinitionList
          items={[
            [own.lying, weight(pile.grams, lang)],
            [own.wet, wetText(pile)],
          ]}
        />
        <Form
          action={`${at}/${deed}`}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={titles[deed]}
          wide
        >
          <Field {...box(seen, 'on', today)} label={own.on} type="date" max={today} required />
          <DeedBoxes data={data} seen={seen} />
          {deed !== 'count' && <Field {...box(seen, 'note')} label={own.note} maxlength={200} optional />}
          <ButtonRow>
            <Button size="large">{own.record}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

const kilograms = (grams: number): string => String(grams / 1_000)

function DeedBoxes({ data, seen }: { data: DeedData; seen: Seen }): Child {
  const own = stockWords[seen.lang]
  const { kg, pct } = woodWords[seen.lang]
  const { pile, deed, sites } = data
  const diesel = (
    <Field {...box(seen, 'dieselMl')} label={own.diesel} type="decimal" unit={own.litres} optional />
  )
  if (deed === 'dry')
    return (
      <Field {...box(seen, 'wetBp')} label={own.wet} hint={own.wetHint} type="decimal" unit={pct} required />
    )
  if (deed === 'count')
    return (
      <>
        <Field {...box(seen, 'grams')} label={own.counted} type="decimal" unit={kg} required />
        <Field {...box(seen, 'note')} label={own.countNote} maxlength={200} required />
      </>
    )
  if (deed === 'move')
    return (
      <>
        <Select
          {...box(seen, 'toSiteId')}
          label={own.toSite}
          options={sites.map((site) => ({
            value: site.siteId,
            label: seen.lang === 'ja' ? site.name : site.nameEn || site.name,
          }))}
          required
        />
        <FieldRow>
          <Field
            {...box(seen, 'grams', kilograms(pile.grams))}
            label={own.moved}
            type="decimal"
            unit={kg}
            required
          />
          {diesel}
        </FieldRow>
      </>
    )
  return <MakeBoxes data={data} seen={seen} />
}

/** All logs of the site, so that several piles can go through the machine together. */
function MakeBoxes({ data, seen }: { data: DeedData; seen: Seen }) {
  const { lang } = seen
  const own = stockWords[lang]
  const { kg, pct } = woodWords[lang]
  const { pile, logs, deed } = data
  const rows = [pile, ...logs.filter(({ pileId }) => pileId !== pile.pileId)].map((row, at) => ({
    ...row,
    at,
  }))
  return (
    <>
      <p>{own.makeMixed}</p>
      <Table
        caption={own.from}
        phone="cards"
        rows={rows}
        columns={[
          { key: 'pile', label: own.pile, cell: (row) => pileName(row, lang) },
          { key: 'lying', label: own.lying, numeric: true, cell: (row) => weight(row.grams, lang) },
          { key: 'proof', label: own.proof, cell: (row) => own.proofs[row.proof] },
          {
            key: 'used',
            label: own.used,
            cell: (row) => (
              <>
                <input type="hidden" name={`from.${row.at}.pileId`} value={row.pileId} />
                <Field
                  {...box(seen, `from.${row.at}.grams`, row.at === 0 ? kilograms(row.grams) : '')}
                  label={own.used}
                  hideLabel
                  type="decimal"
                  unit={kg}
                />
              </>
            ),
          },
        ]}
      />
      {faultOf(seen, 'grams') && <p class="y-error">{faultOf(seen, 'grams')}</p>}
      <FieldRow>
        <Field {...box(seen, 'outGrams')} label={own.made} type="decimal" unit={kg} required />
        <Field {...box(seen, 'finesGrams')} label={own.fines} type="decimal" unit={kg} optional />
      </FieldRow>
      <FieldRow>
        <Field {...box(seen, 'wetBp')} label={own.wetMade} type="decimal" unit={pct} optional />
        <Field {...box(seen, 'dieselMl')} label={own.diesel} type="decimal" unit={own.litres} optional />
      </FieldRow>
      {deed === 'chips' && (
        <FieldRow>
          <Select {...box(seen, 'size')} label={own.size} options={classes(chipSizes)} empty={own.notSaid} />
          <Select {...box(seen, 'ash')} label={own.ash} options={classes(ashClasses)} empty={own.notSaid} />
        </FieldRow>
      )}
    </>
  )
}
