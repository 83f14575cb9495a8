/** Wood that is bought of others than suppliers. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, box } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Named } from '#parties/directory.ts'
import { may } from '#parties/policy.ts'
import { EmptyState, Heading, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldGroup, FieldRow, Form, Select } from '#ui/forms.tsx'
import { dayText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { crumbs, namedOptions, weight, wordOptions } from '#wood/page-parts.tsx'
import { ashClasses, chipSizes } from '#wood/portions.ts'
import type { Site } from '#wood/sites.ts'
import { pileSpecies, stores } from '#wood/stock.schema.ts'
import { woodWords } from '#wood/words.ts'
import type { PaperLeft } from './buying.ts'
import { buyingWords } from './buying.words.ts'
import type { CertificateSeen } from './certificates.ts'
import { buyAt, classes, speciesName, stockAt, worksAt } from './parts.tsx'
import { stockWords } from './words.ts'

export interface BuyData {
  readonly parties: readonly Named[]
  readonly sites: readonly Site[]
  readonly papers: readonly PaperLeft[]
  readonly today: Day
  /** The one from whose page one comes. */
  readonly certificateId?: Id
}

export function buyView(data: BuyData, seen: Seen): View {
  const own = buyingWords[seen.lang]
  return {
    title: own.buy,
    breadcrumbs: crumbs(seen, { label: stockWords[seen.lang].stock, href: stockAt }, { label: own.buy }),
    body: (
      <>
        <Heading lead={own.lead}>{own.buy}</Heading>
        <FormErrors seen={seen} />
        <Form action={buyAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.buy} wide>
          <FieldRow>
            <Select
              {...box(seen, 'sellerId')}
              label={own.seller}
              hint={own.sellerHint}
              options={namedOptions(data.parties)}
              required
            />
            <Field
              {...box(seen, 'on', data.today)}
              label={stockWords[seen.lang].on}
              type="date"
              max={data.today}
              required
            />
          </FieldRow>
          <WoodBoxes data={data} seen={seen} />
          <PriceBoxes seen={seen} />
          <ButtonRow>
            <Button size="large">{stockWords[seen.lang].record}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

/** Logs that come with a paper are mostly for chips and firewood. */
const storeOf = { logs: 'c', firewood: 'firewood', chips: 'chips' } as const

function WoodBoxes({ data, seen }: { data: BuyData; seen: Seen }) {
  const { lang } = seen
  const own = buyingWords[lang]
  const words = stockWords[lang]
  const { kg, pct, speciesOf } = woodWords[lang]
  const chosen = data.papers.find(({ certificateId }) => certificateId === data.certificateId)
  return (
    <FieldGroup legend={own.amounts}>
      <FieldRow>
        <Select
          {...box(seen, 'siteId')}
          label={own.site}
          options={data.sites.map(({ siteId, name, nameEn }) => ({
            value: siteId,
            label: lang === 'ja' ? name : nameEn || name,
          }))}
          required
        />
        <Select
          {...box(seen, 'store', chosen ? storeOf[chosen.product] : 'chips')}
          label={own.store}
          options={wordOptions(stores, words.stores)}
          empty={false}
        />
        <Select
          {...box(seen, 'species', chosen?.species ?? 'sugi')}
          label={speciesOf}
          options={pileSpecies.map((value) => ({ value, label: speciesName(value, lang) }))}
          empty={false}
        />
      </FieldRow>
      <FieldRow>
        <Field {...box(seen, 'grams')} label={own.grams} type="decimal" unit={kg} required />
        <Field
          {...box(seen, 'wetBp')}
          label={own.wet}
          hint={own.wetHint}
          type="decimal"
          unit={pct}
          required
        />
      </FieldRow>
      <FieldRow>
        <Select
          {...box(seen, 'size')}
          label={words.size}
          options={classes(chipSizes)}
          empty={words.notSaid}
        />
        <Select {...box(seen, 'ash')} label={words.ash} options={classes(ashClasses)} empty={words.notSaid} />
      </FieldRow>
      <Select
        {...box(seen, 'certificateId', chosen?.certificateId)}
        label={own.certificate}
        hint={own.certificateHint}
        options={data.papers.map((paper) => ({ value: paper.certificateId, label: paperText(paper, lang) }))}
        empty={own.noCertificate}
      />
    </FieldGroup>
  )
}

/** 「第12号 気仙沼木材（チップ・一般木質・残り8,000 kg）」. */
function paperText(paper: PaperLeft, lang: Lang): string {
  const { products, proofs } = stockWords[lang]
  const facts = [
    products[paper.product],
    proofs[paper.proof],
    buyingWords[lang].leftOf(weight(paper.left, lang)),
  ]
  return `${paper.certificateNo} ${paper.otherName}（${facts.join('・')}）`
}

function PriceBoxes({ seen }: { seen: Seen }) {
  const own = buyingWords[seen.lang]
  const words = stockWords[seen.lang]
  return (
    <FieldGroup legend={own.payment}>
      <FieldRow>
        <Field
          {...box(seen, 'netYen')}
          label={own.netYen}
          hint={own.netHint}
          type="number"
          unit={woodWords[seen.lang].yen}
          required
        />
        <Field {...box(seen, 'dieselMl')} label={own.diesel} type="decimal" unit={words.litres} optional />
      </FieldRow>
      <Field {...box(seen, 'note')} label={words.note} maxlength={200} optional />
    </FieldGroup>
  )
}

/** On the page of a certificate that came: the wood that came with it, as far as it was entered. */
export function Bought({ paper, seen }: { paper: CertificateSeen; seen: Seen }) {
  const { lang } = seen
  const own = buyingWords[lang]
  const left = paper.bought.reduce((grams, each) => grams - each.grams, paper.grams)
  return (
    <Part title={own.upon} lead={paper.cancelledOn === null ? own.leftOf(weight(left, lang)) : undefined}>
      <Table
        caption={own.upon}
        hideCaption
        phone="cards"
        rows={paper.bought}
        empty={<EmptyState title={own.noneUpon} />}
        columns={[
          {
            key: 'no',
            label: woodWords[lang].no,
            cell: (row) => <TextLink href={`${worksAt}/${row.workId}`}>{row.workNo}</TextLink>,
          },
          { key: 'on', label: stockWords[lang].on, cell: (row) => dayText(row.on, lang) },
          { key: 'grams', label: own.grams, numeric: true, cell: (row) => weight(row.grams, lang) },
        ]}
      />
      {left > 0 && paper.cancelledOn === null && may(seen.actor.role, 'wood.pay') && (
        <ButtonRow>
          <ButtonLink href={withQuery(buyAt, { certificate: paper.certificateId })}>{own.buy}</ButtonLink>
        </ButtonRow>
      )}
    </Part>
  )
}
