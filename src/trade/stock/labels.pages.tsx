/** The form that prints labels of a lot, and the public page that they open. Views only. */
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { Card, DefinitionList, Heading, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { dayText } from '#ui/numbers.ts'
import type { Id } from '#kit/ids.ts'
import { inLang } from '#trade/sheet-parts.ts'
import { labelsPerSheet } from './label-sheet.ts'
import type { Origin } from './origins.ts'
import { labelWords } from '#trade/words/labels.ts'

/** Label paper comes in sheets: so many of them. */
const sheetsOffered = [1, 2, 5] as const

export function LabelCard({ lotId, seen }: { lotId: Id; seen: Seen }) {
  const own = labelWords[seen.lang]
  return (
    <Card title={own.print} level={2}>
      <p>{own.printHint}</p>
      <ButtonRow>
        {sheetsOffered.map((sheets) => (
          <ButtonLink href={`/trade/lots/${lotId}/labels.pdf?count=${sheets * labelsPerSheet}`} size="small">
            {own.sheets(sheets, sheets * labelsPerSheet)}
          </ButtonLink>
        ))}
      </ButtonRow>
      <p>
        <TextLink href={`/lots/${lotId}`}>{own.seeOrigin}</TextLink>
      </p>
    </Card>
  )
}

export function originView(origin: Origin, { lang }: Seen): View {
  const own = labelWords[lang]
  const name = inLang(origin.productName, origin.productNameEn, lang)
  const producer = inLang(origin.producerName, origin.producerNameEn, lang)
  const story = inLang(origin.story, origin.storyEn, lang)
  return {
    title: `${name} ${origin.lotNo}`,
    description: `${own.origin} ${name} ${producer}`,
    density: 'public',
    body: (
      <>
        <Heading above={own.origin} lead={story || undefined}>
          {name}
        </Heading>
        <div class="grid gap-8 md:grid-cols-2">
          {origin.pictureId && (
            <img
              class="rounded-2xl"
              src={`/pictures/${origin.pictureId}`}
              alt={name}
              width="640"
              height="480"
            />
          )}
          <div>
            <DefinitionList
              items={[
                [own.producer, <TextLink href={`/producers/${origin.producerId}`}>{producer}</TextLink>],
                ...(origin.town ? [[own.town, origin.town] as const] : []),
                [own.madeOn, dayText(origin.madeOn, lang)],
                ...(origin.place ? [[own.place, origin.place] as const] : []),
                ...(origin.bestBefore ? [[own.bestBefore, dayText(origin.bestBefore, lang)] as const] : []),
                [own.lot, origin.lotNo],
              ]}
            />
            <div class="mt-6">
              <ButtonRow>
                {origin.published && (
                  <ButtonLink href={`/products/${origin.productId}`} kind="primary">
                    {own.seeProduct}
                  </ButtonLink>
                )}
                <ButtonLink href={`/producers/${origin.producerId}`}>{own.seeProducer}</ButtonLink>
              </ButtonRow>
            </div>
          </div>
        </div>
      </>
    ),
  }
}
