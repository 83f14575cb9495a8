/** The sections of a page. */
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'
import { Heading } from './blocks.tsx'
import { squareOf } from './square.ts'

interface PartProps {
  /** Left out where what the part holds has a heading of its own. */
  title?: string
  lead?: Child
  level?: 2 | 3
  action?: Child
  id?: string
  children?: Child
}

/** A part of a page, with the space above it that parts have. */
export function Part({ title, lead, level = 2, action, id, children }: PartProps) {
  return (
    <section class="mt-10" id={id}>
      {title !== undefined && (
        <Heading level={level} lead={lead} action={action}>
          {title}
        </Heading>
      )}
      {children}
    </section>
  )
}

/** 二次元コード of an address; `label` says what it is to who does not see it. */
export const Square = ({ url, label }: { url: string; label: string }) => (
  <div class="y-square" role="img" aria-label={label}>
    {raw(squareOf(url))}
  </div>
)
