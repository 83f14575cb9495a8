/** The 商品規格書 as the paper holds it: parts of label and value, in the order buyers know. */
import { decimal, listed, quantity, yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { seasonText } from '#trade/catalogue-parts.tsx'
import type { SpecSheet } from '#trade/documents/sheets.ts'
import type { Company } from '#trade/settings.ts'
import { inLang } from '#trade/sheet-parts.ts'
import { allergensInEnglish } from '#trade/words/catalogue.ts'
import { goodsWords } from '#trade/words/goods.ts'
import { type Nutrient, type Spec, labelledAllergens } from './spec-rules.ts'
import type { SpecSeen } from './specs.ts'
import { specWords } from './words.ts'

const steps: Readonly<Record<Nutrient, readonly [per: number, unit: string, decimals: number]>> = {
  energyKcal: [1, 'kcal', 0],
  proteinDg: [10, 'g', 1],
  fatDg: [10, 'g', 1],
  carbohydrateDg: [10, 'g', 1],
  saltCg: [100, 'g', 2],
}

function nutritionOf(spec: Spec | undefined, lang: Lang): [string, string][] {
  const own = specWords[lang]
  return (Object.keys(steps) as Nutrient[]).map((each) => {
    const [per, unit, decimals] = steps[each]
    const value = spec?.[each]
    return [own[each], value === undefined ? '' : quantity(value / per, unit, decimals)]
  })
}

const whole = (value: number | undefined, unit = ''): string =>
  value === undefined ? '' : quantity(value, unit)
const part = (title: string, rows: readonly (readonly [string, string])[]) => ({ title, rows })

const isLabelled = (each: string): boolean => labelledAllergens.some((known) => known === each)

/** Those that the law names first, then what else was entered; none is said in words, for an empty box says nothing. */
function allergensOf(named: readonly string[], lang: Lang): string {
  const own = specWords[lang]
  const colon = lang === 'ja' ? '：' : ': '
  const list = (all: readonly string[]): string =>
    listed(
      all.map((each) => (lang === 'ja' ? each : (allergensInEnglish[each] ?? each))),
      lang,
    )
  const parts = [
    [own.mandatory, list(named.filter(isLabelled))],
    [own.others, list(named.filter((each) => !isLabelled(each)))],
  ].filter(([, text]) => text !== '')
  return parts.map(([label, text]) => `${label}${colon}${text}`).join('　') || own.allergensNone
}

export function specSheet({ product, spec }: SpecSeen, company: Company, lang: Lang): SpecSheet {
  const own = specWords[lang]
  const producer = inLang(product.producerName, product.producerNameEn, lang)
  return {
    lang,
    number: product.productNo,
    issuer: { name: company.name, registrationNumber: '', address: company.address || undefined },
    title: inLang(product.name, product.nameEn, lang),
    kana: lang === 'ja' ? product.kana : '',
    appeal: spec?.appeal || inLang(product.story, product.storyEn, lang),
    parts: [
      part(own.goods, [
        [own.producer, [producer, product.town ?? ''].filter(Boolean).join('／')],
        [own.content, spec?.content ?? ''],
        [own.ingredients, spec?.ingredients ?? ''],
        [own.allergens, allergensOf(product.allergens, lang)],
        [own.origin, spec?.origin ?? ''],
        [own.maker, spec?.maker ?? ''],
        [own.certifications, listed(spec?.certifications ?? [], lang)],
      ]),
      part(own.dates, [
        [
          own.dateKinds[spec?.dateKind ?? 'best_before'],
          product.shelfLifeDays === null ? '' : own.days(product.shelfLifeDays),
        ],
        [own.temperature, goodsWords[lang].temperatures[product.temperature]],
        [own.storage, spec?.storage ?? ''],
        [own.season, seasonText(product.seasonDekads, lang)],
      ]),
      part(
        spec?.nutritionOf ? `${own.nutrition}（${spec.nutritionOf}）` : own.nutrition,
        nutritionOf(spec, lang),
      ),
      part(own.trading, [
        [own.leadDays, whole(spec?.leadDays, own.dayUnit)],
        [own.orderBy, spec?.orderBy ?? ''],
        [own.leastOrder, whole(product.variants[0]?.leastQuantity)],
        [own.caseQuantity, whole(spec?.caseQuantity)],
        [own.retailYen, spec?.retailYen === undefined ? '' : yen(spec.retailYen, lang)],
        [own.taxRate, own.taxClasses[product.taxClass]],
      ]),
    ],
    prices: {
      title: own.prices,
      head: [own.unit, own.jan, own.price],
      rows: product.variants.map((variant) => [
        inLang(variant.name, variant.nameEn, lang),
        variant.jan,
        lang === 'ja'
          ? `${decimal(variant.priceYen)}円${variant.pricedBy === 'kg' ? own.perKg : ''}`
          : `${yen(variant.priceYen, lang)}${variant.pricedBy === 'kg' ? own.perKg : ''}`,
      ]),
    },
    note: own.confirm,
  }
}
