import { z } from 'zod'
import { normalise } from '#kit/japanese.ts'
import { type Role, roles } from '#parties/policy.ts'
import type { HeldRole } from '#parties/schema.ts'

export const heldRoles = roles.filter((role): role is HeldRole => role !== ('visitor' satisfies Role))

export const heldRole = () => z.enum(heldRoles)

/** A password as it was typed: spaces at its ends belong to it. Empty where nothing was typed. */
export const password = () => z.string().min(1)

/** One of a list, or nothing for the empty line of a select. In an address, what is not in the list is nothing too. */
export const oneOf = <const T extends readonly [string, ...string[]]>(list: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), z.enum(list).optional())

/** Degrees as people copy them from a map, or nothing. */
export const degrees = () =>
  z.preprocess((v) => {
    if (typeof v !== 'string' || v.trim() === '') return undefined
    const text = normalise(v).replace('−', '-')
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : v
  }, z.number().optional())
