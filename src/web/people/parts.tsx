import type { Child } from 'hono/jsx'
import type { Seen } from '#http/house.ts'
import { Button } from '#ui/buttons.tsx'
import { csrfField } from '#ui/forms.tsx'

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
