/** What the pages of money have in common. */
import type { Id } from '#kit/ids.ts'
import { type Seen, faultOf, typed } from '#http/house.ts'
import { may } from '#parties/policy.ts'
import { TextLink } from '#ui/blocks.tsx'
import { Button } from '#ui/buttons.tsx'
import { Field, Form } from '#ui/forms.tsx'
import { Part } from '#ui/parts.tsx'
import { moneyWords } from './words/money.ts'

/** The address of this list with some of its conditions changed; a page number is not kept. */
export function hrefWith(
  seen: Seen,
  path: string,
  changed: Readonly<Record<string, string | undefined>>,
): string {
  const query = new URLSearchParams(seen.query)
  query.delete('after')
  for (const [name, value] of Object.entries(changed))
    if (value === undefined || value === '') query.delete(name)
    else query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}

/** To the entry of the ledger behind a document, for who may read it. */
export function LedgerLink({ entry, seen }: { entry?: Id; seen: Seen }) {
  if (!entry || !may(seen.actor.role, 'ledger.see')) return null
  return (
    <p class="mt-4">
      <TextLink href={`/ledger/entries/${entry}`}>{moneyWords[seen.lang].ledgerEntry}</TextLink>
    </p>
  )
}

/** Undoes something by a reversal, which wants a reason. */
export function UndoForm({ action, lead, seen }: { action: string; lead: string; seen: Seen }) {
  const own = moneyWords[seen.lang]
  return (
    <Part title={own.undo} lead={lead}>
      <Form action={action} csrf={seen.csrf} requestKey={`${seen.requestKey} undo`} label={own.undo}>
        <Field
          name="reason"
          label={own.undoReason}
          hint={own.undoReasonHint}
          value={typed(seen, 'reason')}
          error={faultOf(seen, 'reason')}
          maxlength={200}
          required
        />
        <Button kind="danger">{own.undo}</Button>
      </Form>
    </Part>
  )
}
