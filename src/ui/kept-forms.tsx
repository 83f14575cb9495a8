/**
 * A form that may be filled in where there is no network: what is sent while there is none stays on the device, and is sent,
 * once, when there is one. Without scripts it is a form like any other.
 */
import type { Child } from 'hono/jsx'
import { safeUrl } from './links.ts'

export interface KeptFormWords {
  readonly title: string
  readonly lead: string
  readonly send: string
  readonly mend: string
  readonly drop: string
  readonly waiting: string
  readonly refused: string
  readonly signIn: string
  readonly sent: string
  readonly offline: string
  readonly dropAsk: string
}

interface KeptFormProps {
  /** The address of the page that holds the form, and the one that the form is sent to. */
  page: string
  post: string
  /** Whose slips they are: only they send them. */
  owner: string
  /** Names of the boxes by whose values a kept form is told from others. */
  told: readonly string[]
  words: KeptFormWords
  children?: Child
}

/** Holds one form. Above it stand the forms that wait on this device, drawn by the script when there are any. */
export function KeptForm({ page, post, owner, told, words, children }: KeptFormProps) {
  return (
    <div
      data-kept={safeUrl(page)}
      data-post={safeUrl(post)}
      data-owner={owner}
      data-told={told.join(' ')}
      data-words={JSON.stringify(words)}
    >
      <div class="y-kept" data-kept-list hidden></div>
      {children}
    </div>
  )
}
