import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'

/**
 * An e-mail address as it is kept: half-width and lower case. Only its form is looked at; whether it exists shows
 * when a link sent to it is opened.
 */
export function checkEmail(typed: string): { email: string } | Refusal<'email_form'> {
  const email = normalise(typed).toLowerCase()
  const form = /^[^\s@<>()[\],;:"\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(email)
  return form && email.length <= 254 ? { email } : refuse('email_form', { field: 'email' })
}
