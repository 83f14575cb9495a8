/**
 * The parts of a picture of flows. Each says in words what it is, whether it is pointed at, focused or touched; one that
 * can be opened is a link. The script (`client/flows.ts`) finds them by `data-flow` and `data-node`.
 */
import type { Child } from 'hono/jsx'
import { percent } from '#ui/numbers.ts'
import { PictureLink } from './picture-link.tsx'

/** A share as it is said of a band: what is there is never 0 %. */
export const shareText = (share: number): string => percent(share, share < 0.01 ? 2 : share < 0.1 ? 1 : 0)

interface FlowProps {
  /** The two ends, as the nodes are called. */
  from: string
  to: string
  spoken: string
  href?: string
  /** Passed over by the keyboard: one of hundreds that cannot be opened. */
  passive?: boolean
  children?: Child
}

/** What flows from one to another. */
export function Flow({ from, to, spoken, href, passive, children }: FlowProps) {
  const ends = `${from} ${to}`
  const content = (
    <>
      <title>{spoken}</title>
      {children}
    </>
  )
  if (href === undefined && !passive)
    return (
      <g data-flow={ends} role="img" aria-label={spoken} tabindex={0}>
        {content}
      </g>
    )
  return (
    <PictureLink href={href} label={spoken} data-flow={ends}>
      {content}
    </PictureLink>
  )
}

interface KnotProps {
  id: string
  spoken: string
  href?: string
  children?: Child
}

/** Where flows begin and end: a node, a group, the head of a row. */
export function Knot({ id, spoken, href, children }: KnotProps) {
  return (
    <PictureLink class="y-node-link" href={href} data-node={id}>
      <title>{spoken}</title>
      {children}
    </PictureLink>
  )
}
