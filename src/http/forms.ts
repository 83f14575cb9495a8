import { createHash } from 'node:crypto'
import type { Context } from 'hono'

/**
 * The form's boxes as an object: `lines.0.quantity` becomes lines[0].quantity, a name given twice becomes a list.
 * Names that would reach into the prototype are dropped. Nothing when what was sent is no form, or a broken one.
 */
export async function readForm(c: Context): Promise<Record<string, unknown> | undefined> {
  const data = await boxesOf(c)
  if (!data) return undefined
  const root: Record<string, unknown> = {}
  for (const name of new Set(data.keys())) {
    const all = data.getAll(name)
    place(root, name, all.length > 1 ? all : all[0])
  }
  return root
}

// Most forms hold no file, and as text are read in a tenth of the time.
const plain = /^application\/x-www-form-urlencoded(?:;|$)/i

async function boxesOf(c: Context): Promise<FormData | URLSearchParams | undefined> {
  if (plain.test(c.req.header('content-type') ?? '')) return new URLSearchParams(await c.req.text())
  return await c.req.formData().catch((fault: unknown) => {
    if (fault instanceof TypeError) return undefined
    throw fault
  })
}

const unsafe = new Set(['__proto__', 'prototype', 'constructor'])

/**
 * Puts a value where its dotted name says. Lists are at most 1,000 long. A NUL, which nobody types and PostgreSQL takes
 * in no text, is left out.
 */
export function place(root: Record<string, unknown>, name: string, given: unknown): void {
  const value = withoutNul(given)
  const keys = name.split('.')
  if (keys.length > 4 || keys.some((key) => unsafe.has(key))) return
  let at: Record<string, unknown> | unknown[] = root
  for (const [depth, key] of keys.entries()) {
    const last = depth === keys.length - 1
    const slot = Array.isArray(at) ? Number(key) : key
    if (Array.isArray(at) && !(Number.isInteger(slot) && Number(slot) < 1000)) return
    const holder = at as Record<PropertyKey, unknown>
    if (last) {
      holder[slot] = value
      return
    }
    const next = holder[slot]
    if (typeof next === 'object' && next !== null) at = next as typeof at
    else holder[slot] = at = /^\d+$/.test(keys[depth + 1] ?? '') ? [] : {}
  }
}

function withoutNul(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(withoutNul)
  return typeof given === 'string' ? given.replaceAll('\0', '') : given
}

/** What the files of a form are, each by its name, so that a form with another file is another form. */
export async function filesIn(value: unknown, prefix = ''): Promise<Record<string, string>> {
  if (value instanceof File) {
    const digest = createHash('sha256')
      .update(new Uint8Array(await value.arrayBuffer()))
      .digest('hex')
    return { [prefix]: `${value.name} ${digest}` }
  }
  if (typeof value !== 'object' || value === null) return {}
  const found: Record<string, string> = {}
  for (const [key, inner] of Object.entries(value))
    Object.assign(found, await filesIn(inner, prefix ? `${prefix}.${key}` : key))
  return found
}

/** The text boxes again as flat names, for showing the form with what was typed. */
export function flatten(value: unknown, prefix = ''): Record<string, string> {
  if (typeof value === 'string' || typeof value === 'number') return { [prefix]: String(value) }
  if (typeof value !== 'object' || value === null || value instanceof File) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      Object.entries(flatten(inner, prefix ? `${prefix}.${key}` : key)),
    ),
  )
}
