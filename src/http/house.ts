import type { Logger } from 'pino'
import type { Clock } from '#kit/clock.ts'
import type { Id } from '#kit/ids.ts'
import type { Database } from '#db/pool.ts'
import type { Actor } from '#parties/actors.ts'
import type { Lang } from '#ui/words.ts'

/** What a running server has: made once by `main.ts`, handed down, never global. */
export interface House {
  readonly db: Database
  readonly region: number
  readonly clock: Clock
  readonly log: Logger
  /** A demo region: anyone may sign in as any role with one click. */
  readonly demo: boolean
  /** Cookies go over https only. */
  readonly secure: boolean
  readonly publicUrl: string
  readonly sessionDays: number
  /** Behind a proxy that tells the visitor's address. */
  readonly trustProxy: boolean
  /** Without SMTP, mail waits in the outbox page. */
  readonly smtpUrl?: string
  readonly mailFrom?: string
}

/** What was typed and what is wrong with it, so that a form is shown again with nothing lost. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>
  readonly faults: readonly FormFault[]
}
export interface FormFault {
  /** The box it is about; none when it is about the whole. */
  readonly name?: string
  readonly message: string
}

/** What a view gets to know of the request. */
export interface Seen {
  readonly lang: Lang
  readonly actor: Actor
  readonly csrf: string
  /** A fresh key for the forms of this page: sending one twice does it once. */
  readonly requestKey: string
  readonly path: string
  readonly query: URLSearchParams
  readonly now: Date
  readonly region: number
  readonly demo: boolean
  /** Where the world finds this region, for what is printed. */
  readonly publicUrl: string
  /** Stands behind a reference number on error pages and in the log. */
  readonly reference: string
  /** It stands in a page of another site, which is a visitor's whoever looks at it. */
  readonly embedded?: true
  /** Set when a form is shown again. */
  readonly form?: FormState
  /** What was just done. */
  readonly notice?: string
  readonly memberships: readonly MembershipSeen[]
}

export interface MembershipSeen {
  readonly partyId: Id
  readonly partyName: string
  readonly role: Actor['role']
}

/** The value that a box shows: what was typed when the form comes back, else what is stored. */
export function typed(seen: Seen, name: string, stored: string | number | undefined = ''): string {
  return seen.form?.values[name] ?? String(stored)
}

/**
 * The boxes that were ticked: as typed when their form comes back, else as stored. Ticking none sends nothing, so `beside`
 * names a box of the same form that is always sent: without it, another form of the page came back.
 */
export function typedList(
  seen: Seen,
  name: string,
  stored: readonly (string | number)[],
  beside: string,
): string[] {
  const values = seen.form?.values
  if (!values || !(beside in values)) return stored.map(String)
  const item = new RegExp(`^${name}(\\.\\d+)?$`)
  return Object.entries(values)
    .filter(([key]) => item.test(key))
    .map(([, value]) => value)
}

export function faultOf(seen: Seen, name: string): string | undefined {
  return seen.form?.faults.find((fault) => fault.name === name)?.message
}

/** What every box of a form is given: its name, its value and what is wrong with it. */
export const box = (seen: Seen, name: string, stored: string | number | null | undefined = '') => ({
  name,
  value: typed(seen, name, stored ?? ''),
  error: faultOf(seen, name),
})
