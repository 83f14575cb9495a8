/** Where the 商品規格書 of a product is entered. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { Heading, Notice } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldGroup, FieldRow, Form, RadioGroup, TextArea } from '#ui/forms.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { inLang } from '#trade/sheet-parts.ts'
import { goodsWords } from '#trade/words/goods.ts'
import { dateKinds } from './schema.ts'
import type { Spec } from './spec-rules.ts'
import type { SpecSeen } from './specs.ts'
import { type SpecBox, specWords } from './words.ts'

interface Part {
  seen: Seen
  spec: Spec | undefined
}

export function specView({ product, spec }: SpecSeen, seen: Seen): View {
  const own = specWords[seen.lang]
  const name = inLang(product.name, product.nameEn, seen.lang)
  return {
    title: `${own.spec} ${name}`,
    breadcrumbs: crumbs(
      seen,
      { label: goodsWords[seen.lang].products, href: '/trade/products' },
      { label: name, href: `/products/${product.productId}` },
      { label: own.spec },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="products" />
        <Heading
          above={name}
          lead={own.lead}
          action={<ButtonLink href={`/products/${product.productId}/spec.pdf`}>{own.open}</ButtonLink>}
        >
          {own.spec}
        </Heading>
        <FormErrors seen={seen} />
        <Form
          action={`/trade/products/${product.productId}/spec`}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={own.spec}
        >
          <GoodsPart seen={seen} spec={spec} />
          <NutritionPart seen={seen} spec={spec} />
          <TermsPart seen={seen} spec={spec} />
          <Notice kind="info">{own.confirm}</Notice>
          <ButtonRow>
            <Button>{own.save}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

const box = (seen: Seen, name: SpecBox, stored: string | number | undefined) => ({
  name,
  value: typed(seen, name, stored),
  error: faultOf(seen, name),
  label: specWords[seen.lang][name],
  optional: true,
})

function GoodsPart({ seen, spec }: Part) {
  const own = specWords[seen.lang]
  return (
    <>
      <TextArea {...box(seen, 'appeal', spec?.appeal)} rows={3} />
      <FieldRow>
        <Field {...box(seen, 'content', spec?.content)} hint={own.contentHint} width="middle" />
        <Field {...box(seen, 'origin', spec?.origin)} width="middle" />
      </FieldRow>
      <TextArea {...box(seen, 'ingredients', spec?.ingredients)} hint={own.ingredientsHint} rows={3} />
      <Field {...box(seen, 'maker', spec?.maker)} hint={own.makerHint} />
      <RadioGroup
        name="dateKind"
        label={own.dateKind}
        value={typed(seen, 'dateKind', spec?.dateKind ?? 'best_before')}
        error={faultOf(seen, 'dateKind')}
        options={dateKinds.map((value) => ({ value, label: own.dateKinds[value] }))}
        inline
      />
      <Field {...box(seen, 'storage', spec?.storage)} />
    </>
  )
}

/** As people read it: tenths of a gram as grams. */
const tenths = (value: number | undefined, per: number): number | undefined =>
  value === undefined ? undefined : value / per

function NutritionPart({ seen, spec }: Part) {
  const own = specWords[seen.lang]
  return (
    <FieldGroup legend={own.nutrition} hint={own.nutritionHint}>
      <Field {...box(seen, 'nutritionOf', spec?.nutritionOf)} hint={own.nutritionOfHint} width="middle" />
      <FieldRow>
        <Field type="number" {...box(seen, 'energyKcal', spec?.energyKcal)} unit="kcal" width="short" />
        <Field
          type="decimal"
          {...box(seen, 'proteinDg', tenths(spec?.proteinDg, 10))}
          unit="g"
          width="short"
        />
        <Field type="decimal" {...box(seen, 'fatDg', tenths(spec?.fatDg, 10))} unit="g" width="short" />
      </FieldRow>
      <FieldRow>
        <Field
          type="decimal"
          {...box(seen, 'carbohydrateDg', tenths(spec?.carbohydrateDg, 10))}
          unit="g"
          width="short"
        />
        <Field type="decimal" {...box(seen, 'saltCg', tenths(spec?.saltCg, 100))} unit="g" width="short" />
      </FieldRow>
    </FieldGroup>
  )
}

function TermsPart({ seen, spec }: Part) {
  const own = specWords[seen.lang]
  return (
    <FieldGroup legend={own.trading}>
      <Field
        {...box(seen, 'certifications', spec?.certifications.join('、'))}
        hint={own.certificationsHint}
      />
      <FieldRow>
        <Field type="number" {...box(seen, 'leadDays', spec?.leadDays)} unit={own.dayUnit} width="short" />
        <Field {...box(seen, 'orderBy', spec?.orderBy)} hint={own.orderByHint} width="short" />
      </FieldRow>
      <FieldRow>
        <Field type="number" {...box(seen, 'caseQuantity', spec?.caseQuantity)} width="short" />
        <Field type="number" {...box(seen, 'retailYen', spec?.retailYen)} unit={own.yenUnit} width="short" />
      </FieldRow>
    </FieldGroup>
  )
}
