import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { Id } from '#kit/ids.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import type { Permission } from '#parties/policy.ts'
import type { Session } from '#parties/sessions.ts'
import type { Lang } from '#ui/words.ts'
import type { Crumb } from '#ui/shell.tsx'
import type { House, Seen } from './house.ts'
import type { Labels } from './sentences.ts'

/**
 * One way to declare what an address does: where, who may, what is accepted, what runs, what is shown. `access` is
 * required, so a route without one does not compile.
 */
export interface View {
  readonly title: string
  readonly body: Child
  readonly description?: string
  readonly breadcrumbs?: readonly Crumb[]
  readonly wide?: boolean
  readonly flush?: boolean
  readonly density?: 'public' | 'work'
  /** On an embeddable page: the page of this site that holds the whole. The front page when left out. */
  readonly whole?: string
}

/** A file instead of a page: PDF, CSV, bank file, picture. */
export interface Download {
  readonly bytes: Uint8Array | string
  readonly type: string
  /** Offered for saving under this name; shown in place without one. */
  readonly name?: string
  /** May be kept by browsers for ever: the address changes with the content. */
  readonly immutable?: boolean
}
export const isDownload = (shown: View | Download): shown is Download => 'bytes' in shown

export interface Page<Input = unknown, Data = unknown> {
  readonly method: 'get'
  readonly at: string
  readonly access: Permission
  /** Path and query. */
  readonly input?: z.ZodType<Input>
  readonly load: (tx: Tx, actor: Actor, input: Input) => Promise<Data | Refusal>
  readonly show: (data: Data, seen: Seen, input: Input) => View | Download | Promise<Download>
  readonly refusals?: (refusal: Refusal, lang: Lang) => string
  /**
   * Made to stand in the pages of other sites: a picture, or a page for a frame, drawn without the site's header and
   * footer. It is declared here and not with what is shown, because no session may be read for it, nor any cookie: a
   * page in a foreign frame must never hold what only somebody signed in may see. Its language is `?lang=`.
   */
  readonly embeddable?: true
}

/** Where to go after an action, and what to say there. */
export interface Done {
  /** A path of this site. */
  readonly to: string
  readonly notice?: string
  /** A session that begins here, or ends. */
  readonly session?: { readonly token: string; readonly expiresAt: Date } | 'end'
}

/** What a few actions need to know of the request itself: sign-in, sign-out, rate limits. */
export interface Asked {
  readonly address: string
  readonly sessionToken?: string
  readonly session?: Session
  readonly house: House
}

export interface Action<Input = unknown, Answer = unknown> {
  readonly method: 'post'
  readonly at: string
  readonly access: Permission
  /** Path and form together. */
  readonly input: z.ZodType<Input>
  readonly run: (tx: Tx, actor: Actor, input: Input, asked: Asked) => Promise<Answer | Refusal>
  readonly done: (answer: Answer, input: Input, seen: Seen) => Done
  /** What the boxes are called, for sentences about them. */
  readonly labels: (lang: Lang) => Labels
  readonly refusals: (refusal: Refusal, lang: Lang) => string
  /** The page that holds the form: shown again, with what was typed, when something is wrong. */
  readonly form: () => Page
  /** What the audit page says of it. Left out when the use-case writes its own row. */
  readonly audit?: (answer: Answer, input: Input) => Audited
  /** Bytes accepted, for forms with files; 256 kB otherwise. */
  readonly maxBytes?: number
}

export interface Audited {
  /** What was done, where the permission is named after another sort of document. Else it is the permission. */
  readonly action?: string
  readonly documentId?: Id
  readonly documentNo?: string
  readonly detail?: string
}

export type Route = Page | Action

/** A page: reads, shows, changes nothing. */
export function page<Input, Data>(
  declared: Omit<Page<Input, Exclude<Data, Refusal>>, 'method' | 'load'> & {
    readonly load: (tx: Tx, actor: Actor, input: Input) => Promise<Data>
  },
): Page {
  return { method: 'get', ...declared } as unknown as Page
}

/** An action: one transaction, then a redirect; or the form again with sentences. */
export function action<Input, Answer>(
  declared: Omit<Action<Input, Exclude<Answer, Refusal>>, 'method' | 'run' | 'refusals'> & {
    readonly run: (tx: Tx, actor: Actor, input: Input, asked: Asked) => Promise<Answer>
    readonly refusals: (refusal: Extract<Answer, Refusal>, lang: Lang) => string
  },
): Action {
  return { method: 'post', ...declared } as unknown as Action
}
