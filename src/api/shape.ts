import { z } from 'zod'

/** Takes from a value what its schema names, and nothing else. */
export type Shape = (value: unknown) => unknown

/**
 * What may leave the house of an answer: the fields that the document names. A use-case that learns more later does not
 * tell it here by accident. It only picks; that what is picked is right, the compiler and the tests see to.
 */
export function shapeOf(schema: z.ZodType): Shape {
  return picks(schema) ?? ((value) => value)
}

function picks(schema: unknown): Shape | undefined {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    const inner = picks(schema.unwrap())
    return inner && ((value) => (value === null || value === undefined ? value : inner(value)))
  }
  if (schema instanceof z.ZodArray) {
    const each = picks(schema.element)
    return each && ((value) => (value as unknown[]).map(each))
  }
  if (!(schema instanceof z.ZodObject)) return undefined
  const fields = Object.entries(schema.shape).map(([name, inner]) => ({ name, pick: picks(inner) }))
  return (value) => {
    const from = value as Record<string, unknown>
    const picked: Record<string, unknown> = {}
    for (const { name, pick } of fields) {
      const found = from[name]
      if (found !== undefined) picked[name] = pick ? pick(found) : found
    }
    return picked
  }
}
