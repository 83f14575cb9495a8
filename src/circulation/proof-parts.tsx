/** What pages of figures say of how they were made: kinds, seal, and the button that computes anew. Views only. */
import type { Child } from 'hono/jsx'
import type { Seen } from '#http/house.ts'
import type { EntryKind } from '#ledger/kinds.ts'
import { Heading, Notice } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Form } from '#ui/forms.tsx'
import { dayText, decimal } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import type { Sealed } from './figure-evidence.ts'

import type { Compared, Proof } from './proof.ts'
import { proofWords } from './proof.words.ts'

type Item = readonly [string, Child]

export function kindsItem(kinds: readonly EntryKind[], { lang }: Seen, more?: Child): Item {
  const own = proofWords[lang]
  const meanings = kinds.map((kind) => kind.meaning[lang]).join(lang === 'ja' ? '、' : '; ')
  return [
    own.kinds,
    <>
      {kinds.length === 0 ? own.noKinds : meanings}
      {more}
    </>,
  ]
}

/** The last seal, and whether the period can still change. */
export function sealItems({ sealed, closed }: Sealed, { lang }: Seen): readonly Item[] {
  const own = proofWords[lang]
  return [
    [
      own.sealed,
      sealed ? (
        <>
          {dayText(sealed.day, lang)} <code class="break-all">{sealed.seal}</code>
          <p class="text-ink-soft">{own.sealText}</p>
        </>
      ) : (
        own.notSealed
      ),
    ],
    [own.period, closed ? own.closed : own.open],
  ]
}

interface ProvingProps {
  /** The address of the page, which computes anew when it is asked with `proof=1`. */
  at: string
  /** What else its address says. */
  kept: Readonly<Record<string, string | undefined>>
  proof?: Proof<{ readonly flows: number; readonly compared: readonly Compared[] }>
  seen: Seen
}

export function Proving({ at, kept, proof, seen }: ProvingProps) {
  const own = proofWords[seen.lang]
  return (
    <Part id="proof">
      <Heading level={2} lead={own.proofLead}>
        {own.proof}
      </Heading>
      {proof && <Outcome proof={proof} seen={seen} />}
      <Form action={`${at}#proof`} method="get" label={own.proof}>
        {Object.entries(kept).map(
          ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
        )}
        <input type="hidden" name="proof" value="1" />
        <ButtonRow>
          <Button kind="secondary">{own.recompute}</Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}

function Outcome({ proof, seen: { lang } }: { proof: NonNullable<ProvingProps['proof']>; seen: Seen }) {
  const own = proofWords[lang]
  if (proof.state === 'busy')
    return (
      <Notice kind="warning" title={own.busy}>
        {own.busyText}
      </Notice>
    )
  const { flows, compared } = proof.anew
  const wrong = compared.filter(({ same }) => !same)
  if (wrong.length > 0)
    return (
      <Notice kind="error" title={own.differs}>
        {wrong.map(({ label, shown, anew }) => (
          <p>{own.differsText(label, shown, anew)}</p>
        ))}
        <p>{own.tellUs}</p>
      </Notice>
    )
  const values = compared.map(({ label, anew }) => own.valueOf(label, anew))
  return (
    <Notice kind="success" title={own.same}>
      {own.sameText(values.join(own.and), decimal(flows), decimal(proof.seconds, 1))}
    </Notice>
  )
}
