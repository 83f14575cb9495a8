import { z } from 'zod'
import type { Role } from '#parties/policy.ts'

const here = 'http://here.invalid'

/**
 * A path of this site to go back to, or nothing. Read as a browser reads an address, which drops tabs and turns
 * backslashes: `/\elsewhere` and `/⇥/elsewhere` lead away from here, and so are none.
 */
export function backPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || !text.startsWith('/') || !URL.canParse(text, here)) return undefined
  const url = new URL(text, here)
  if (url.origin !== here || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}

/** `?back=` and the hidden box of that name. The doors themselves are no place to go back to. */
export const backField = () => z.preprocess(awayFromDoors, z.string().optional())

function awayFromDoors(text: unknown): string | undefined {
  const path = backPath(text)
  return path && /^\/(sign-in|sign-out|reset|invitations|language)\b/.test(path) ? undefined : path
}

/** Where somebody who just came in begins. */
export function homeOf(role: Role): string {
  switch (role) {
    case 'producer':
    case 'buyer':
    case 'company_staff':
      return '/trade'
    case 'advisor':
    case 'officer':
      return '/circulation'
    case 'administrator':
      return '/parties'
    case 'visitor':
      return '/'
  }
}
