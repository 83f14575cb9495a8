/** How public figures are made: the list, and one with its evidence and its proof. Views only. */
import type { Child } from 'hono/jsx'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { DefinitionList, Figure, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Form } from '#ui/forms.tsx'
import { bracketed, dayText, decimal } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import { type Evidence, flowsOf } from '#circulation/figure-evidence.ts'
import { figureHeadline, figureText } from '#circulation/figure-text.ts'
import type { Months } from '#circulation/figure-values.ts'
import { CirculationTabs, Part, crumbs, sectionAt, withQuery } from '#circulation/page-parts.tsx'
import { PeriodChoice, periodText } from '#circulation/period-parts.tsx'
import { periodQuery } from '#circulation/periods.ts'
import { figureOf } from '#circulation/public-figures.ts'
import { words } from '#circulation/words.ts'
import type { FigureSeen, Proof } from './proofs.ts'
import { proofWords } from './words.ts'

const at = sectionAt.figures

export interface FiguresData {
  readonly months: Months
  readonly today: Day
  readonly figures: readonly FigureSeen[]
}

export function figuresView({ months, today, figures }: FiguresData, seen: Seen): View {
  const { lang } = seen
  const own = proofWords[lang]
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
  readonly proof?: Proof
}

export function figureView(data: FigureData, seen: Seen): View {
  const { lang } = seen
  const own = proofWords[lang]
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
        <Proving data={data} at={here} seen={seen} />
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
              {own.machine}
            </ButtonLink>
          </div>
        </Part>
      </>
    ),
  }
}

function evidenceItems(data: FigureData, { lang }: Seen): (readonly [string, Child])[] {
  const own = proofWords[lang]
  const { sums, sealed, closed, inhabitants } = data
  const kinds = [...new Map(sums.flatMap((each) => each.kinds).map((kind) => [kind.name, kind])).values()]
  return [
    [
      own.kinds,
      <>
        {kinds.length === 0
          ? own.noKinds
          : kinds.map((kind) => kind.meaning[lang]).join(lang === 'ja' ? '、' : '; ')}
        {sums.some(({ sum }) => sum.energy) && <p>{own.energyAlso}</p>}
      </>,
    ],
    ...(inhabitants ? [[own.inhabitants, own.inhabitantsText(decimal(inhabitants.count))] as const] : []),
    [
      own.sealed,
      sealed ? (
        <>
          {dayText(sealed.day, lang)} <code class="break-all">{sealed.seal}</code>
          <p class="text-ink-soft">{own.sealText}</p>
        </>
      ) : (
        own.notSealed
      ),
    ],
    [own.period, closed ? own.closed : own.open],
  ]
}

function Proving({ data, at: here, seen }: { data: FigureData; at: string; seen: Seen }) {
  const own = proofWords[seen.lang]
  const { months } = data
  return (
    <Part id="proof">
      <Heading level={2} lead={own.proofLead}>
        {own.proof}
      </Heading>
      {data.proof && <Outcome data={data} proof={data.proof} seen={seen} />}
      <Form action={`${here}#proof`} method="get" label={own.proof}>
        {Object.entries(periodQuery(months)).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="proof" value="1" />
        <ButtonRow>
          <Button kind="secondary">{own.recompute}</Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}

function Outcome({ data, proof, seen }: { data: FigureData; proof: Proof; seen: Seen }) {
  const { lang } = seen
  const own = proofWords[lang]
  if (proof.state === 'busy')
    return (
      <Notice kind="warning" title={own.busy}>
        {own.busyText}
      </Notice>
    )
  const text = (value: number | undefined): string => figureText(data.figure.kind, value, lang)
  const { proved, seconds } = proof
  if (proof.state === 'same')
    return (
      <Notice kind="success" title={own.same}>
        {own.sameText(text(proved.value), decimal(proved.flows), decimal(seconds, 1))}
      </Notice>
    )
  return (
    <Notice kind="error" title={own.differs}>
      {own.differsText(text(data.found.value), text(proved.value))}
    </Notice>
  )
}
