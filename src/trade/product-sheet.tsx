/** The boxes of a product sheet: what a buyer at a trade fair asks for, in that order. */
import { type Seen, faultOf, typed } from '#http/house.ts'
import { Disclosure } from '#ui/blocks.tsx'
import { Field, FieldGroup, FieldRow, RadioGroup, Select, TextArea } from '#ui/forms.tsx'
import type { ProductSeen } from './catalogue.ts'
import { categories, categoryNames } from './categories.ts'
import type { Person } from './people.ts'
import { baseKinds, temperatures } from './schema.ts'
import { dekadRuns, dekadsOfYear, dekadsThrough } from './seasons.ts'
import { type StoryQuestion, storyQuestions } from './stories.ts'
import { taxClasses } from './tax.ts'
import { words as catalogueWords } from './words/catalogue.ts'
import { goodsWords } from './words/goods.ts'

interface Sheet {
  readonly product: ProductSeen | undefined
  readonly seen: Seen
}

/** `producers` are offered to staff who puts a product up for one; a producer's own are its own without asking. */
export function ProductSheet({ product, producers, seen }: Sheet & { producers: readonly Person[] }) {
  return (
    <>
      {producers.length > 0 && <ProducerBox producers={producers} seen={seen} />}
      <Names product={product} seen={seen} />
      <Kinds product={product} seen={seen} />
      <Keeping product={product} seen={seen} />
      <Variants product={product} seen={seen} />
    </>
  )
}

function ProducerBox({ producers, seen }: { producers: readonly Person[]; seen: Seen }) {
  const own = goodsWords[seen.lang]
  return (
    <Select
      name="producerId"
      label={own.producer}
      value={typed(seen, 'producerId')}
      error={faultOf(seen, 'producerId')}
      options={producers.map(({ partyId, name }) => ({ value: partyId, label: name }))}
      required
    />
  )
}

function Names({ product, seen }: Sheet) {
  const own = goodsWords[seen.lang]
  const box = (name: 'name' | 'kana' | 'nameEn') => ({
    name,
    value: typed(seen, name, product?.[name]),
    error: faultOf(seen, name),
  })
  return (
    <>
      <Field {...box('name')} label={own.name} required />
      <Field {...box('kana')} label={own.kana} hint={own.kanaHint} required />
      <Field {...box('nameEn')} label={own.nameEn} optional />
      <TextArea
        name="story"
        label={own.story}
        hint={own.storyHint}
        value={typed(seen, 'story', product?.story)}
        error={faultOf(seen, 'story')}
        rows={6}
        optional
      />
      <TextArea
        name="storyEn"
        label={own.storyEn}
        value={typed(seen, 'storyEn', product?.storyEn)}
        error={faultOf(seen, 'storyEn')}
        rows={4}
        optional
      />
      <StoryBoxes product={product} seen={seen} />
    </>
  )
}

/** Folded away until there is an answer: a product can be put up without any. */
function StoryBoxes({ product, seen }: Sheet) {
  const own = goodsWords[seen.lang]
  const box = (question: StoryQuestion, lang: 'ja' | 'en') => ({
    name: `storyBlocks.${question}.${lang}`,
    value: typed(seen, `storyBlocks.${question}.${lang}`, product?.storyBlocks[question]?.[lang]),
    error: faultOf(seen, `storyBlocks.${question}.${lang}`),
  })
  const answered = storyQuestions.some((question) => box(question, 'ja').value || box(question, 'en').value)
  return (
    <Disclosure title={own.storyMore} open={answered}>
      <p class="text-ink-soft">{own.storyMoreHint}</p>
      {storyQuestions.map((question) => (
        <div class="mt-5 grid gap-5">
          <TextArea {...box(question, 'ja')} label={own.storyBlocks[question]} rows={2} optional />
          <TextArea {...box(question, 'en')} label={own.storyBlocksEn[question]} rows={2} optional />
        </div>
      ))}
    </Disclosure>
  )
}

function Kinds({ product, seen }: Sheet) {
  const own = goodsWords[seen.lang]
  return (
    <>
      <Select
        name="category"
        label={own.category}
        value={typed(seen, 'category', product?.category)}
        error={faultOf(seen, 'category')}
        options={categories.map((value) => ({ value, label: categoryNames[value][seen.lang] }))}
        width="middle"
        required
      />
      <RadioGroup
        name="taxClass"
        label={own.taxClass}
        value={typed(seen, 'taxClass', product?.taxClass ?? 'reduced')}
        error={faultOf(seen, 'taxClass')}
        options={taxClasses.map((value) => ({ value, label: own.taxClasses[value] }))}
      />
      <SetBoxes product={product} seen={seen} />
      <RadioGroup
        name="baseKind"
        label={own.baseKind}
        value={typed(seen, 'baseKind', product?.baseKind ?? 'count')}
        error={faultOf(seen, 'baseKind')}
        options={baseKinds.map((value) => ({ value, label: own.baseKinds[value] }))}
      />
      <FieldRow>
        <Field
          name="baseUnit"
          label={own.baseUnit}
          hint={own.baseUnitHint}
          value={typed(seen, 'baseUnit', product?.baseUnit)}
          error={faultOf(seen, 'baseUnit')}
          width="short"
        />
        <Field
          name="baseUnitEn"
          label={own.baseUnitEn}
          value={typed(seen, 'baseUnitEn', product?.baseUnitEn)}
          error={faultOf(seen, 'baseUnitEn')}
          width="short"
          optional
        />
      </FieldRow>
    </>
  )
}

/** Folded away: few goods are sets, and who has one looks for it. */
function SetBoxes({ product, seen }: Sheet) {
  const own = goodsWords[seen.lang]
  const box = (name: 'setFoodYen' | 'setOtherYen', stored: number | undefined) => ({
    name,
    label: own[name],
    value: typed(seen, name, stored),
    error: faultOf(seen, name),
  })
  return (
    <Disclosure
      title={own.set}
      open={Boolean(product?.set || typed(seen, 'setFoodYen') || typed(seen, 'setOtherYen'))}
    >
      <p class="text-ink-soft">{own.setHint}</p>
      <FieldRow>
        <Field type="number" {...box('setFoodYen', product?.set?.foodYen)} unit="円" optional />
        <Field type="number" {...box('setOtherYen', product?.set?.otherYen)} unit="円" optional />
      </FieldRow>
    </Disclosure>
  )
}

const fewestRuns = 2

/** From when to when it is shipped, as growers say it: 7月中旬 to 9月上旬; a second time in the year below it. */
function Season({ product, seen }: Sheet) {
  const own = goodsWords[seen.lang]
  const runs = dekadRuns(product?.seasonDekads ?? [])
  const options = dekadsThrough([1, dekadsOfYear]).map((dekad) => ({
    value: String(dekad),
    label: catalogueWords[seen.lang].dekad(dekad),
  }))
  const box = (at: number, end: 'from' | 'to') => ({
    name: `season.${at}.${end}`,
    label: own.seasonEnd[end](at + 1),
    value: typed(seen, `season.${at}.${end}`, runs[at]?.[end === 'from' ? 0 : 1] ?? ''),
    error: faultOf(seen, `season.${at}.${end}`),
    empty: '–',
    width: 'middle' as const,
    options,
  })
  return (
    <FieldGroup legend={own.season} hint={own.seasonHint}>
      {Array.from({ length: Math.max(fewestRuns, runs.length + 1) }, (_, at) => (
        <FieldRow>
          <Select {...box(at, 'from')} optional />
          <Select {...box(at, 'to')} optional />
        </FieldRow>
      ))}
    </FieldGroup>
  )
}

function Keeping({ product, seen }: Sheet) {
  const own = goodsWords[seen.lang]
  return (
    <>
      <Season product={product} seen={seen} />
      <RadioGroup
        name="temperature"
        label={own.temperature}
        value={typed(seen, 'temperature', product?.temperature ?? 'ambient')}
        error={faultOf(seen, 'temperature')}
        options={temperatures.map((value) => ({ value, label: own.temperatures[value] }))}
        inline
      />
      <Field
        type="number"
        name="shelfLifeDays"
        label={own.shelfLife}
        hint={own.shelfLifeHint}
        unit={own.days}
        value={typed(seen, 'shelfLifeDays', product?.shelfLifeDays ?? '')}
        error={faultOf(seen, 'shelfLifeDays')}
        optional
      />
      <Field
        name="allergens"
        label={own.allergens}
        hint={own.allergensHint}
        value={typed(seen, 'allergens', product?.allergens.join('、'))}
        error={faultOf(seen, 'allergens')}
        optional
      />
    </>
  )
}

const fewestRows = 3
const spareRows = 2

/** As many rows as there are variants and two more; after a mistake, as many as were sent. */
function Variants({ product, seen }: Sheet) {
  const own = goodsWords[seen.lang]
  const sent = Object.keys(seen.form?.values ?? {}).filter((name) => /^variants\.\d+\.pricedBy$/.test(name))
  const stored = product?.variants.length ?? 0
  const rows = Math.max(fewestRows, stored + spareRows, sent.length)
  return (
    <FieldGroup legend={own.variants} hint={own.variantsHint}>
      {Array.from({ length: rows }, (_, at) => (
        <VariantRow at={at} product={product} seen={seen} />
      ))}
    </FieldGroup>
  )
}

/** From one, by ones is what an empty box says. */
const shownOf = (key: string, stored: string | number | undefined): string | number =>
  stored === undefined || (stored === 1 && (key === 'leastQuantity' || key === 'stepQuantity')) ? '' : stored

function VariantRow({ at, product, seen }: Sheet & { at: number }) {
  const own = goodsWords[seen.lang]
  const stored = product?.variants[at]
  const name = (box: string): string => `variants.${at}.${box}`
  const box = (
    key: 'name' | 'nameEn' | 'baseQuantity' | 'priceYen' | 'jan' | 'leastQuantity' | 'stepQuantity',
  ) => ({
    name: name(key),
    value: typed(seen, name(key), shownOf(key, stored?.[key])),
    error: faultOf(seen, name(key)),
  })
  const pricedBy = ['variant', 'kg'] as const
  return (
    <FieldGroup legend={own.variant(at + 1)}>
      {stored && <input type="hidden" name={name('variantId')} value={stored.variantId} />}
      <FieldRow>
        <Field {...box('name')} label={own.variantName} width="middle" required={at === 0} />
        <Field {...box('nameEn')} label={own.variantNameEn} width="middle" optional />
        <Field
          {...box('baseQuantity')}
          type="number"
          label={own.variantQuantity}
          hint={own.variantQuantityHint}
        />
      </FieldRow>
      <FieldRow>
        <Field {...box('priceYen')} type="number" label={own.price} unit="円" />
        <Select
          name={name('pricedBy')}
          label={own.pricedBy}
          value={typed(seen, name('pricedBy'), stored?.pricedBy ?? 'variant')}
          error={faultOf(seen, name('pricedBy'))}
          options={pricedBy.map((value) => ({ value, label: own.pricedBys[value] }))}
          empty={false}
          width="middle"
        />
        <Field {...box('jan')} label={own.jan} width="middle" inputmode="numeric" optional />
      </FieldRow>
      <FieldRow>
        <Field
          {...box('leastQuantity')}
          type="number"
          label={own.leastQuantity}
          hint={own.leastQuantityHint}
          optional
        />
        <Field
          {...box('stepQuantity')}
          type="number"
          label={own.stepQuantity}
          hint={own.stepQuantityHint}
          optional
        />
      </FieldRow>
    </FieldGroup>
  )
}
