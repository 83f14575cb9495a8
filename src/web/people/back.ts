import { z } from 'zod'
import { sitePath } from '#http/paths.ts'
import type { Role } from '#parties/policy.ts'

/** `?back=` and the hidden box of that name. The doors themselves are no place to go back to. */
export const backField = () => z.preprocess(awayFromDoors, z.string().optional())

function awayFromDoors(text: unknown): string | undefined {
  const path = sitePath(text)
  return path && /^\/(sign-in|sign-out|reset|invitations|language)\b/.test(path) ? undefined : path
}

/** Where somebody who just came in begins. */
export function homeOf(role: Role): string {
  switch (role) {
    case 'producer':
    case 'buyer':
    case 'company_staff':
      return '/trade'
    case 'citizen':
    case 'shop':
      return '/points'
    case 'yard_keeper':
      return '/wood'
    case 'advisor':
    case 'officer':
      return '/circulation'
    case 'administrator':
      return '/parties'
    case 'visitor':
      return '/'
  }
}
