/** One pile: what it is, what can be done with it, how it came to that. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { CardGrid, Figure, Heading, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Form } from '#ui/forms.tsx'
import { dayShort, dayText, decimal, unitAmount } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { LineChart } from '#ui/pictures/line-chart.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { WoodTabs, crumbs, intakesAt, weight, woodAt } from '#wood/page-parts.tsx'
import { storesOf } from '#wood/sites.ts'
import { woodWords } from '#wood/words.ts'
import { chipClass, pileName, siteNameOf, stockAt, wetText, worksAt } from './parts.tsx'
import type { PileMove, PileSeen } from './reading.ts'
import { stockWords } from './words.ts'

export function pileView({ pile }: { pile: PileSeen }, seen: Seen): View {
  const { lang } = seen
  const own = stockWords[lang]
  const words = woodWords[lang]
  const at = `${stockAt}/${pile.pileId}`
  const name = pileName(pile, lang)
  return {
    title: name,
    breadcrumbs: crumbs(seen, { label: own.stock, href: stockAt }, { label: name }),
    body: (
      <>
        <WoodTabs current="stock" seen={seen} />
        <Heading above={siteNameOf(pile, lang)}>{name}</Heading>
        <FormErrors seen={seen} />
        <CardGrid columns={3}>
          <Figure label={words.weight} value={weight(pile.grams, lang)} size="large" />
          <Figure label={own.wet} value={wetText(pile)} note={chipClass(pile)} size="large" />
          <Figure label={own.proof} value={own.proofs[pile.proof]} size="large" />
        </CardGrid>
        {pile.co2Grams > 0 && (
          <p class="mt-2">
            {own.process} {unitAmount(pile.co2Grams, 'CO2', lang)}
          </p>
        )}
        {pile.grams > 0 && <Deeds pile={pile} at={at} lang={lang} />}
        <History pile={pile} seen={seen} />
        {pile.closedOn === null && pile.lotNo === '' && may(seen.actor.role, 'wood.make') && (
          <Part title={own.closePile} lead={own.closeLead}>
            <Form action={`${at}/close`} csrf={seen.csrf} requestKey={seen.requestKey} label={own.closePile}>
              <Button kind="secondary">{own.closePile}</Button>
            </Form>
          </Part>
        )}
      </>
    ),
  }
}

function Deeds({ pile, at, lang }: { pile: PileSeen; at: string; lang: Lang }) {
  const own = stockWords[lang]
  const stores = storesOf[pile.siteKind]
  const logs = pile.store !== 'firewood' && pile.store !== 'chips'
  return (
    <ButtonRow>
      <ButtonLink href={`${at}/dry`}>{own.deeds.dry}</ButtonLink>
      {logs && stores.includes('firewood') && (
        <ButtonLink href={`${at}/firewood`}>{own.makeFirewood}</ButtonLink>
      )}
      {logs && stores.includes('chips') && <ButtonLink href={`${at}/chips`}>{own.makeChips}</ButtonLink>}
      <ButtonLink href={`${at}/move`}>{own.deeds.move}</ButtonLink>
      <ButtonLink href={`${at}/count`}>{own.deeds.count}</ButtonLink>
    </ButtonRow>
  )
}

function History({ pile, seen }: { pile: PileSeen; seen: Seen }) {
  const { lang } = seen
  const own = stockWords[lang]
  const table = {
    rows: pile.moves,
    phone: 'cards' as const,
    columns: [
      { key: 'on', label: own.on, cell: (row: PileMove) => dayText(row.on, lang) },
      { key: 'cause', label: own.cause, cell: (row: PileMove) => <MoveLink move={row} lang={lang} /> },
      { key: 'change', label: own.change, numeric: true, cell: (row: PileMove) => weight(row.grams, lang) },
      {
        key: 'after',
        label: own.after,
        numeric: true,
        cell: (row: PileMove) => weight(row.after.grams, lang),
      },
      { key: 'wet', label: own.wet, numeric: true, cell: (row: PileMove) => wetText(row.after) },
    ],
  }
  const oldest = pile.moves.toReversed()
  return (
    <Part title={own.history} lead={pile.more ? own.olderLeft : undefined}>
      {oldest.length > 2 ? (
        <FigureWithTable title={own.overTime} lead={own.overTimeLead} table={table} open>
          <LineChart
            id="pile-weight"
            title={own.overTime}
            ticks={oldest.map(({ on }) => ({ label: dayShort(on, lang) }))}
            series={[
              {
                label: woodWords[lang].weight,
                tone: 'inside',
                look: 'strong',
                values: oldest.map(({ after }) => after.grams / 1_000),
              },
            ]}
            format={(value) => `${decimal(value)} kg`}
          />
        </FigureWithTable>
      ) : (
        <Table {...table} caption={own.history} hideCaption />
      )}
    </Part>
  )
}

function MoveLink({ move, lang }: { move: PileMove; lang: Lang }) {
  const label = `${stockWords[lang].causes[move.cause]} ${move.documentNo}`
  const at = move.cause === 'intake' ? intakesAt : move.cause === 'burning' ? `${woodAt}/heat/days` : worksAt
  return <TextLink href={`${at}/${move.documentId}`}>{label}</TextLink>
}
