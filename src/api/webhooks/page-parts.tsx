import type { Child } from 'hono/jsx'
import type { Id } from '#kit/ids.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { StatusLabel } from '#ui/blocks.tsx'
import { Button } from '#ui/buttons.tsx'
import { csrfField } from '#ui/forms.tsx'
import { instantText } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { pageWords } from './pages.words.ts'
import type { Receiver } from './receivers.ts'

/** The party whose pages these are. */
export interface PartySeen {
  readonly partyId: Id
  readonly name: string
  readonly nameEn: string
}

export const pathOf = ({ partyId }: PartySeen, receiverId?: Id): string =>
  `/parties/${partyId}/webhooks${receiverId ? `/${receiverId}` : ''}`

/** What a receiver is called: what it is for, or where it lies. */
export const nameOf = ({ description, url }: Receiver): string => description || new URL(url).host

/** From the party over its programs to here. */
export function crumbs(
  party: PartySeen,
  lang: Lang,
  ...more: readonly { readonly label: string; readonly href?: string }[]
): View['breadcrumbs'] {
  const own = pageWords[lang]
  const name = lang === 'en' && party.nameEn !== '' ? party.nameEn : party.name
  return [
    { label: name, href: `/parties/${party.partyId}` },
    { label: own.programs, href: `/parties/${party.partyId}/tokens` },
    ...(more.length === 0 ? [{ label: own.title }] : [{ label: own.title, href: pathOf(party) }, ...more]),
  ]
}

/** How a receiver fares, as a label and since when. */
export function HealthLabel({ receiver, lang }: { receiver: Receiver; lang: Lang }) {
  const { health, failingSince: since } = pageWords[lang]
  const { active, offBecause, failingSince, lastSuccessAt } = receiver
  if (!active)
    return (
      <StatusLabel tone={offBecause === 'person' ? 'neutral' : 'error'}>
        {health.off[offBecause === '' ? 'person' : offBecause]}
      </StatusLabel>
    )
  if (failingSince)
    return (
      <div>
        <StatusLabel tone="warning">{health.failing}</StatusLabel>
        <small class="block">{since(instantText(failingSince, lang))}</small>
      </div>
    )
  return lastSuccessAt ? (
    <StatusLabel tone="green">{health.well}</StatusLabel>
  ) : (
    <StatusLabel>{health.fresh}</StatusLabel>
  )
}

interface PressProps {
  action: string
  boxes?: Readonly<Record<string, string>>
  kind?: 'primary' | 'secondary' | 'danger'
  seen: Seen
  children?: Child
}

/** A form of one button. */
export const Press = ({ action, boxes = {}, kind = 'secondary', seen, children }: PressProps) => (
  <form method="post" action={action}>
    <input type="hidden" name={csrfField} value={seen.csrf} />
    {Object.entries(boxes).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <Button kind={kind} size="middle">
      {children}
    </Button>
  </form>
)

/** Text of a program, which scrolls sideways by keyboard too. */
export const Code = ({ text, label }: { text: string; label: string }) => (
  <pre
    class="overflow-x-auto rounded-12 border border-line bg-paper p-5 font-mono text-[0.9375rem] leading-[1.6]"
    tabindex={0}
    role="region"
    aria-label={label}
  >
    <code>{text}</code>
  </pre>
)
