import type { Child } from 'hono/jsx'
import type { Seen } from '#http/house.ts'
import { Heading } from '#ui/blocks.tsx'
import { Button } from '#ui/buttons.tsx'
import { csrfField } from '#ui/forms.tsx'

interface PartProps {
  title: string
  lead?: Child
  level?: 2 | 3
  children?: Child
}

/** A part of a page under a heading of its own. */
export const Part = ({ title, lead, level = 2, children }: PartProps) => (
  <section class={level === 2 ? 'mt-12' : 'mt-8'}>
    <Heading level={level} lead={lead}>
      {title}
    </Heading>
    {children}
  </section>
)

interface PressProps {
  action: string
  boxes: Readonly<Record<string, string>>
  /** Of what, for those who do not see the row in which the button stands. */
  about: string
  kind?: 'secondary' | 'danger'
  seen: Seen
  children?: Child
}

/** A form of one button, as it stands in the row of a list. */
export function Press({ action, boxes, about, kind = 'danger', seen, children }: PressProps) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name={csrfField} value={seen.csrf} />
      {Object.entries(boxes).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button kind={kind} size="small">
        {children}
        <span class="y-hidden">（{about}）</span>
      </Button>
    </form>
  )
}
