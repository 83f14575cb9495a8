/** How the figures of the rounds are made, and their proof. Views only. */
import { withQuery } from '#http/paths.ts'
import type { Seen } from '#http/house.ts'
import { DefinitionList, Heading, TextLink } from '#ui/blocks.tsx'
import { ButtonLink } from '#ui/buttons.tsx'
import { dayText, decimal, percent, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import type { Lang } from '#ui/words.ts'
import { monthsOfYear } from '#circulation/figure-values.ts'
import { type Compared, type Proof, isSame } from '#circulation/proof.ts'
import { Proving, kindsItem, sealItems } from '#circulation/proof-parts.tsx'
import { proofWords } from '#circulation/proof.words.ts'
import type { Lm3 } from './lm3.ts'
import type { Made, RoundValues, SurveyUsed } from './made.ts'
import { groupText } from './shares.ts'
import { roundWords } from './words.ts'

type Anew<T> = Proof<T & { readonly flows: number }>

interface MadePartProps {
  /** The address of the page and what it is asked. */
  at: string
  kept: Readonly<Record<string, string | undefined>>
  definition: string
  made: Made
  surveys?: readonly SurveyUsed[]
  proof?: Anew<{ readonly compared: readonly Compared[] }>
  seen: Seen
}

export function MadePart({ at, kept, definition, made, surveys, proof, seen }: MadePartProps) {
  const { lang } = seen
  const own = roundWords[lang]
  const flowsText = own.flowsCount(decimal(made.flows))
  return (
    <>
      <Part id="made">
        <Heading level={2} lead={definition}>
          {own.made}
        </Heading>
        <DefinitionList
          items={[
            [
              own.flowsBehind,
              <TextLink href={withQuery('/ledger/flows', { ...monthsOfYear(made.year) })}>
                {flowsText}
              </TextLink>,
            ],
            kindsItem(made.kinds, seen),
            ...(surveys && surveys.length > 0
              ? [[own.surveysUsed, <Surveys surveys={surveys} lang={lang} />] as const]
              : []),
            ...sealItems(made, seen),
          ]}
        />
        <div class="mt-4">
          <ButtonLink href={withQuery(`${at}/data.json`, kept)} kind="secondary" size="small">
            {proofWords[lang].machine}
          </ButtonLink>
        </div>
      </Part>
      <Proving at={at} kept={kept} proof={proof} seen={seen} />
    </>
  )
}

function Surveys({ surveys, lang }: { surveys: readonly SurveyUsed[]; lang: Lang }) {
  const own = roundWords[lang]
  return (
    <ul class="list-disc pl-6">
      {surveys.map(({ subject, party, inside, source, surveyedOn }) => (
        <li>
          {party ?? groupText(subject, lang)}{' '}
          {own.surveyed(percent(inside, 1), source, dayText(surveyedOn, lang))}
        </li>
      ))}
    </ul>
  )
}

/** What is compared is told to four places, where the page shows two. */
const precise = (value: number | undefined): string => (value === undefined ? '–' : decimal(value, 4))

const sameOrNot = (
  label: string,
  shown: number | undefined,
  anew: number | undefined,
  say: (value: number | undefined) => string = precise,
): Compared => ({ label, shown: say(shown), anew: say(anew), same: isSame(shown, anew) })

/** The proof as the button's outcome tells it. */
function told<T>(
  proof: Anew<T> | undefined,
  compare: (anew: T) => readonly Compared[],
): MadePartProps['proof'] {
  return proof?.state === 'done'
    ? {
        state: 'done',
        seconds: proof.seconds,
        anew: { flows: proof.anew.flows, compared: compare(proof.anew) },
      }
    : proof
}

export const roundsCompared = (
  shown: RoundValues,
  proof: Anew<RoundValues> | undefined,
  lang: Lang,
): MadePartProps['proof'] => {
  const own = roundWords[lang]
  return told(proof, (anew) => [
    sameOrNot(own.multiplier, shown.multiplier, anew.multiplier),
    sameOrNot(own.stayDays, shown.stayDays, anew.stayDays),
    sameOrNot(own.velocity, shown.velocity, anew.velocity),
  ])
}

export const lm3Compared = (shown: Lm3, proof: Anew<Lm3> | undefined, lang: Lang): MadePartProps['proof'] => {
  const own = roundWords[lang]
  const money = (value: number | undefined): string => yen(Math.round(value ?? 0), lang)
  return told(proof, (anew) => [
    sameOrNot(own.lm3, shown.lm3, anew.lm3),
    ...(['r1', 'r2', 'r3'] as const).map((part) => sameOrNot(own[part], shown[part], anew[part], money)),
  ])
}
