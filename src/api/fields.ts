import { z } from '@hono/zod-openapi'
import { type Day, type Month, isDay, isMonth } from '#kit/days.ts'
import { type Id, isId } from '#kit/ids.ts'
import { units } from '#kit/units.ts'
import { both } from './language.ts'

/**
 * The fields of JSON: each says in both languages what it is and in which unit, and shows an example. The same schema
 * checks what comes in, picks what goes out, and stands in the document.
 */
export const exampleId = '01938f5e-7c00-7a3b-9d21-5b7f0c2e4a61'

interface Bounds {
  readonly min?: number
  readonly max?: number
  readonly example?: number
}

/** Beyond these no document of ours lies; the database knows no year 0. */
export const isUsualDay = (text: string): text is Day =>
  isDay(text) && text >= '1900-01-01' && text < '2200-01-01'

export const id = (ja: string, en: string) =>
  z
    .uuid({ abort: true })
    .toLowerCase()
    .refine(isId, 'id')
    .openapi({ description: both(ja, en), example: exampleId }) as unknown as z.ZodType<Id>

export const day = (ja: string, en: string, example = '2026-11-23') =>
  z.iso
    .date({ abort: true })
    .refine(isUsualDay, 'day')
    .openapi({ description: both(ja, en), example }) as unknown as z.ZodType<Day>

export const month = (ja: string, en: string, example = '2026-11') =>
  z
    .string()
    .regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, { abort: true })
    .refine(isMonth, 'month')
    .openapi({
      description: both(`${ja}（YYYY-MM）`, `${en} (YYYY-MM)`),
      example,
    }) as unknown as z.ZodType<Month>

/** A moment, in UTC. */
export const instant = (ja: string, en: string) =>
  z.iso
    .datetime()
    .openapi({ description: both(`${ja}（UTC）`, `${en} (UTC)`), example: '2026-11-23T03:00:00.000Z' })

export const text = (ja: string, en: string, more: { max?: number; min?: number; example?: string } = {}) => {
  const bounded = more.min === undefined ? z.string() : z.string().min(more.min)
  return (more.max === undefined ? bounded : bounded.max(more.max)).openapi({
    description: both(ja, en),
    ...(more.example === undefined ? {} : { example: more.example }),
  })
}

/** A line that must be there. */
export const line = (ja: string, en: string, max: number, example?: string) =>
  text(ja, en, { min: 1, max, example })

export const flag = (ja: string, en: string, example = true) =>
  z.boolean().openapi({ description: both(ja, en), example })

/** A whole number that counts nothing: a line of a paper. */
export const whole = (ja: string, en: string, { min, max, example = min ?? 0 }: Bounds = {}) => {
  let number = z.int()
  if (min !== undefined) number = number.min(min)
  if (max !== undefined) number = number.max(max)
  return number.openapi({ description: both(ja, en), example })
}

/** So many of something; the description says what. */
export const count = (ja: string, en: string, bounds: Bounds = {}) =>
  whole(`${ja}（件）`, `${en} (count)`, { min: 0, ...bounds })

export const yen = (ja: string, en: string, bounds: Bounds = {}) =>
  whole(`${ja}（円）`, `${en} (yen)`, { example: 12_960, ...bounds })

/** The unit stands in words: 'g', 'base units', 'days'. */
export const quantity = (ja: string, en: string, unit: { ja: string; en: string }, bounds: Bounds = {}) =>
  whole(`${ja}（${unit.ja}）`, `${en} (${unit.en})`, { example: 12, ...bounds })

/** Hundredths of a percent: 2,000 is 20 %. */
export const basisPoints = (ja: string, en: string, bounds: Bounds = {}) =>
  whole(`${ja}（1万分率）`, `${en} (basis points)`, { example: 2_000, ...bounds })

export const decimal = (ja: string, en: string, bounds: Bounds = {}) => {
  let number = z.number()
  if (bounds.min !== undefined) number = number.min(bounds.min)
  if (bounds.max !== undefined) number = number.max(bounds.max)
  return number.openapi({ description: both(ja, en), example: bounds.example ?? 0 })
}

export const oneOf = <const Values extends readonly [string, ...string[]]>(
  values: Values,
  ja: string,
  en: string,
  example: Values[number] = values[0],
) => z.enum(values).openapi({ description: both(ja, en), example })

export const listOf = <T extends z.ZodType>(item: T, ja: string, en: string, max?: number) => {
  const list = z.array(item)
  return (max === undefined ? list : list.max(max)).openapi({ description: both(ja, en) })
}

export const unit = () =>
  oneOf(
    units,
    '単位。JPY 円、PT ポイント、WOOD グラム、HEAT と POWER ワット時、CO2 グラム、GOODS グラム、YUI 分',
    'Unit: JPY yen, PT points, WOOD grams, HEAT and POWER watt-hours, CO2 grams, GOODS grams, YUI minutes',
  )

/** An amount of any unit, in its smallest step. */
export const steps = (ja: string, en: string, bounds: Bounds = {}) =>
  whole(`${ja}（単位の最小の刻み）`, `${en} (smallest steps of the unit)`, { example: 12_960, ...bounds })

// What stands in an address line is text; the document says what it means.
const wholeText = (min: number, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value),
    z.int().min(min).max(max),
  )

/** A whole number in the address line. */
export const numberInQuery = (ja: string, en: string, min: number, max: number) =>
  wholeText(min, max).openapi({
    type: 'integer',
    minimum: min,
    maximum: max,
    description: both(ja, en),
    example: min,
  } as never)

/** Yes or no in the address line. */
export const flagInQuery = (ja: string, en: string) =>
  z
    .preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean())
    .openapi({
      type: 'boolean',
      description: both(ja, en),
      example: true,
    } as never)
