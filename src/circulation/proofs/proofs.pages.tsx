/** How public figures are made: the list, and one with its evidence and its proof. Views only. */
import { withQuery } from '#http/paths.ts'
import type { Child } from 'hono/jsx'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { DefinitionList, Figure, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { ButtonLink } from '#ui/buttons.tsx'
import { bracketed, decimal } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { type Evidence, flowsOf } from '#circulation/figure-evidence.ts'
import { figureHeadline, figureText } from '#circulation/figure-text.ts'
import type { Months } from '#circulation/figure-values.ts'
import { CirculationTabs, crumbs, sectionAt } from '#circulation/page-parts.tsx'
import { PeriodChoice, periodText } from '#circulation/period-parts.tsx'
import { periodQuery } from '#circulation/periods.ts'
import { isSame } from '#circulation/proof.ts'
import { Proving, kindsItem, sealItems } from '#circulation/proof-parts.tsx'
import { proofWords } from '#circulation/proof.words.ts'
import { figureOf } from '#circulation/public-figures.ts'
import { words } from '#circulation/words.ts'
import type { FigureProof, FigureSeen } from './proofs.ts'
import { figureWords } from './words.ts'

const at = sectionAt.figures

export interface FiguresData {
  readonly months: Months
  readonly today: Day
  readonly figures: readonly FigureSeen[]
}

export function figuresView({ months, today, figures }: FiguresData, seen: Seen): View {
  const { lang } = seen
  const own = figureWords[lang]
  return {
    title: own.title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title }),
    body: (
      <>
        <CirculationTabs seen={seen} current="figures" />
        <Heading
          lead={own.lead}
          action={
            <ButtonLink href={withQuery(`${at}/figures.csv`, periodQuery(months))} size="small" download>
              {own.csv}
            </ButtonLink>
          }
        >
          {own.title}
        </Heading>
        <PeriodChoice at={at} months={months} today={today} seen={seen} />
        <Table
          caption={bracketed(own.title, periodText(months, lang), lang)}
          phone="cards"
          rows={figures}
          columns={[
            {
              key: 'label',
              label: own.figure,
              cell: ({ figure }) => (
                <TextLink href={withQuery(`${at}/${figure.name}`, periodQuery(months))}>
                  {figure.label[lang]}
                </TextLink>
              ),
            },
            {
              key: 'value',
              label: own.value,
              numeric: true,
              cell: ({ figure, found }) => figureText(figure.kind, found.value, lang),
            },
            {
              key: 'flows',
              label: own.flows,
              numeric: true,
              cell: ({ found }) => own.flowsCount(decimal(found.flows)),
            },
            {
              key: 'definition',
              label: own.definition,
              hideOnPhone: true,
              cell: ({ figure }) => figure.definition[lang],
            },
          ]}
        />
      </>
    ),
  }
}

export interface FigureData extends Evidence {
  readonly today: Day
  readonly proof?: FigureProof
}

const comparedIn = ({ figure, found, proof }: FigureData, lang: Lang) =>
  proof?.state === 'done'
    ? {
        ...proof,
        anew: {
          flows: proof.anew.flows,
          compared: [
            {
              label: figure.label[lang],
              shown: figureText(figure.kind, found.value, lang),
              anew: figureText(figure.kind, proof.anew.value, lang),
              same: isSame(found.value, proof.anew.value) && found.flows === proof.anew.flows,
            },
          ],
        },
      }
    : proof

export function figureView(data: FigureData, seen: Seen): View {
  const { lang } = seen
  const own = figureWords[lang]
  const { figure, months, found, sums } = data
  const here = `${at}/${figure.name}`
  return {
    title: figure.label[lang],
    breadcrumbs: crumbs(seen, { label: own.title, href: at }, { label: figure.label[lang] }),
    body: (
      <>
        <CirculationTabs seen={seen} current="figures" />
        <Heading lead={figure.definition[lang]}>{figure.label[lang]}</Heading>
        <PeriodChoice at={here} months={months} today={data.today} seen={seen} />
        <Figure
          label={periodText(months, lang)}
          value={figureHeadline(figure.kind, found.value, lang)}
          size="large"
          note={figure.kind === 'yen' ? figureText(figure.kind, found.value, lang) : undefined}
        />
        <Part>
          <Heading level={2}>{own.flows}</Heading>
          <p>{own.flowsCount(decimal(found.flows))}</p>
          <ul class="mt-2 list-disc space-y-1 pl-6">
            {sums.map(({ name, sum }) => (
              <li>
                <TextLink href={flowsOf(sum, months)}>
                  {sums.length === 1 ? own.openFlows : own.openFlowsOf(figureOf(name).label[lang])}
                </TextLink>
              </li>
            ))}
          </ul>
        </Part>
        <Part>
          <DefinitionList items={evidenceItems(data, seen)} />
        </Part>
        <Proving at={here} kept={periodQuery(months)} proof={comparedIn(data, lang)} seen={seen} />
        <Part>
          <Notice kind="info" title={own.coverage}>
            {words[lang].coverage}
          </Notice>
          <div class="mt-4">
            <ButtonLink
              href={withQuery(`${here}/data.json`, periodQuery(months))}
              kind="secondary"
              size="small"
            >
              {proofWords[lang].machine}
            </ButtonLink>
          </div>
        </Part>
      </>
    ),
  }
}

function evidenceItems(data: FigureData, seen: Seen): (readonly [string, Child])[] {
  const own = figureWords[seen.lang]
  const { sums, inhabitants } = data
  const kinds = [...new Map(sums.flatMap((each) => each.kinds).map((kind) => [kind.name, kind])).values()]
  return [
    kindsItem(kinds, seen, sums.some(({ sum }) => sum.energy) && <p>{own.energyAlso}</p>),
    ...(inhabitants ? [[own.inhabitants, own.inhabitantsText(decimal(inhabitants.count))] as const] : []),
    ...sealItems(data, seen),
  ]
}
