import { z } from 'zod'
import { isId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type Day, isDay, isMonth, type Month } from '#kit/days.ts'
import { parseDay } from '#kit/japanese-days.ts'
import { normalise } from '#kit/japanese.ts'
import { parseNumber, parseSteps, parseWhole } from '#kit/numbers.ts'
import type { Id } from '#kit/ids.ts'

/**
 * The boxes of forms and the fields of JSON, one kit for both. From a form all is text as people type it (full-width
 * digits, `1,200円`, 令和8年4月1日); from JSON, numbers are numbers. What is wrong is said by `sentences.ts`.
 */
const blank = (value: unknown): boolean => value === undefined || value === null || value === ''

/** A line of text: trimmed, NFKC. */
export const line = (max = 100) =>
  z.preprocess((v) => (typeof v === 'string' ? normalise(v) : v), z.string().min(1).max(max))

/** As `line`, or empty. */
export const optionalLine = (max = 100) =>
  z.preprocess((v) => (typeof v === 'string' ? normalise(v) : (v ?? '')), z.string().max(max))

/** Several lines, kept as typed but for the ends. */
export const text = (max = 2000) =>
  z.preprocess(
    (v) => (typeof v === 'string' ? v.replaceAll('\r\n', '\n').trim() : (v ?? '')),
    z.string().max(max),
  )

/** Where a page of a list begins. In an address line, what is not understood shows the first page. */
export const cursor = () => z.string().max(1000).optional().catch(undefined)

const wholeFrom = (v: unknown): unknown => {
  if (typeof v !== 'string') return v
  const read = parseWhole(v)
  return isRefusal(read) ? v : read
}
/** A whole number: yen, pieces, minutes. */
export const whole = (min = 0, max = 999_999_999) =>
  z.preprocess(wholeFrom, z.number().int().min(min).max(max))
export const optionalWhole = (min = 0, max = 999_999_999) =>
  z.preprocess((v) => (blank(v) ? undefined : wholeFrom(v)), z.number().int().min(min).max(max).optional())

/** A decimal quantity as whole steps: with 3 decimals, 1.5 (kg) is 1500 (g). JSON already carries the steps. */
export const steps = (decimals: number, min = 1, max = 999_999_999) =>
  z.preprocess((v) => {
    if (typeof v !== 'string') return v
    const read = parseSteps(v, decimals)
    return isRefusal(read) ? v : read
  }, z.number().int().min(min).max(max))

export const optionalSteps = (decimals: number, min = 1, max = 999_999_999) =>
  z.preprocess((v) => (blank(v) ? undefined : v), steps(decimals, min, max).optional())

/** A decimal number, of what is measured and not counted. */
export const measured = (min = -1e15, max = 1e15) =>
  z.preprocess((v) => {
    if (typeof v !== 'string') return v
    const read = parseNumber(v)
    return isRefusal(read) ? v : read
  }, z.number().min(min).max(max))

const dayFrom = (v: unknown): unknown => (typeof v === 'string' ? (parseDay(v) ?? v) : v)
const dayText = z.string().refine((v): v is Day => isDay(v), 'day')
export const dayField = () => z.preprocess(dayFrom, dayText) as unknown as z.ZodType<Day>
export const optionalDay = () =>
  z.preprocess((v) => (blank(v) ? undefined : dayFrom(v)), dayText.optional()) as unknown as z.ZodType<
    Day | undefined
  >

export const monthField = () =>
  z.string().refine((v): v is Month => isMonth(v), 'month') as unknown as z.ZodType<Month>

export const id = () => z.string().refine((v): v is Id => isId(v), 'id') as unknown as z.ZodType<Id>
export const optionalId = () =>
  z.preprocess(
    (v) => (blank(v) ? undefined : v),
    z
      .string()
      .refine((v): v is Id => isId(v), 'id')
      .optional(),
  ) as unknown as z.ZodType<Id | undefined>

/** A box to tick: present means yes. */
export const tick = () =>
  z.preprocess((v) => v === true || v === 'on' || v === 'true' || v === '1', z.boolean())

/** Several values under one name; a single one becomes a list of one. */
export const several = <T extends z.ZodType>(each: T) =>
  z.preprocess((v) => (blank(v) ? [] : Array.isArray(v) ? v : [v]), z.array(each))

/** An uploaded file, or undefined when none was chosen. */
export const file = (maxBytes: number) =>
  z.preprocess(
    (v) => (v instanceof File && v.size === 0 ? undefined : v),
    z
      .instanceof(File)
      .refine((f) => f.size <= maxBytes, 'file_too_large')
      .optional(),
  )
