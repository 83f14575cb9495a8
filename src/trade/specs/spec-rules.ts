/** What a 商品規格書 must hold before it is kept. Pure. */
import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { DateKind } from './schema.ts'

/** 栄養成分表示: the five that food labelling names (食品表示基準; 要確認), all of them or none. */
export const nutrients = ['energyKcal', 'proteinDg', 'fatDg', 'carbohydrateDg', 'saltCg'] as const
export type Nutrient = (typeof nutrients)[number]
export type Nutrition = Readonly<Record<Nutrient, number>>

export interface Spec extends Readonly<Partial<Record<Nutrient, number>>> {
  readonly dateKind: DateKind
  /** As it is printed on the pack: 200g, 720ml. */
  readonly content: string
  readonly ingredients: string
  readonly origin: string
  readonly maker: string
  readonly storage: string
  readonly appeal: string
  /** What the nutrition is of: 100gあたり. */
  readonly nutritionOf: string
  readonly certifications: readonly string[]
  /** Days from the order to the delivery: buyers cannot order for a day before. */
  readonly leadDays?: number
  /** `11:00`: what is ordered later counts as ordered on the next day; empty when nobody said. */
  readonly orderBy: string
  readonly caseQuantity?: number
  readonly retailYen?: number
}

export type SpecFault = Refusal<
  | 'nutrition_incomplete' // field: the first that is missing
  | 'nutrition_of_missing'
  | 'energy_does_not_fit' // detail.kcal: what the parts make
  | 'order_by_wrong'
>

/** Energy by the parts (4, 9 and 4 kcal a gram), and how far a label may be from it before somebody has mistyped. */
const kcalOf = { proteinDg: 4, fatDg: 9, carbohydrateDg: 4 } as const
const mayDiffer = 0.3
const alwaysFine = 20

export function checkSpec(spec: Spec): Spec | SpecFault {
  const given = nutrients.filter((each) => spec[each] !== undefined)
  const missing = nutrients.find((each) => spec[each] === undefined)
  if (given.length > 0 && missing) return refuse('nutrition_incomplete', { field: missing })
  const nutritionOf = normalise(spec.nutritionOf)
  if (given.length > 0 && nutritionOf === '') return refuse('nutrition_of_missing', { field: 'nutritionOf' })
  const kcal = energyOf(spec)
  const said = spec.energyKcal ?? kcal
  if (Math.abs(said - kcal) > Math.max(alwaysFine, kcal * mayDiffer))
    return refuse('energy_does_not_fit', { field: 'energyKcal', detail: { kcal: Math.round(kcal) } })
  const orderBy = clock(spec.orderBy)
  if (orderBy === undefined) return refuse('order_by_wrong', { field: 'orderBy' })
  return {
    ...spec,
    content: normalise(spec.content),
    ingredients: spec.ingredients.trim(),
    origin: normalise(spec.origin),
    maker: normalise(spec.maker),
    storage: normalise(spec.storage),
    appeal: spec.appeal.trim(),
    nutritionOf,
    orderBy,
    certifications: [...new Set(spec.certifications.map(normalise).filter(Boolean))],
  }
}

const energyOf = (spec: Spec): number =>
  (['proteinDg', 'fatDg', 'carbohydrateDg'] as const).reduce(
    (sum, each) => sum + ((spec[each] ?? 0) / 10) * kcalOf[each],
    0,
  )

/** `9時`, `９：３０`, `0930` and `9:30` are all times that people type. */
function clock(text: string): string | undefined {
  const plain = normalise(text)
  if (plain === '') return ''
  const [, hour, minute = '00'] = /^(\d{1,2})(?::|時|)(\d{2})?分?$/.exec(plain) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined
  return `${hour.padStart(2, '0')}:${minute}`
}

/** 特定原材料: those that must be labelled; the rest that people enter are of the 準ずる 20 or their own words. */
export const labelledAllergens = ['えび', 'かに', 'くるみ', '小麦', 'そば', '卵', '乳', '落花生'] as const
