/**
 * The parts of a picture of flows. Each says in words what it is, whether it is pointed at, focused or touched; one that
 * can be opened is a link. The script (`client/flows.ts`) finds them by `data-flow` and `data-node`.
 */
import type { Child } from 'hono/jsx'
import { safeUrl } from '#ui/links.ts'

interface FlowProps {
  /** The two ends, as the nodes are called. */
  from: string
  to: string
  spoken: string
  href?: string
  class?: string
  /** Passed over by the keyboard: one of hundreds that cannot be opened. */
  passive?: boolean
  children?: Child
}

/** What flows from one to another. */
export function Flow({ from, to, spoken, href, class: more, passive, children }: FlowProps) {
  const url = safeUrl(href)
  const ends = `${from} ${to}`
  const content = (
    <>
      <title>{spoken}</title>
      {children}
    </>
  )
  if (url === undefined && passive)
    return (
      <g class={more} data-flow={ends}>
        {content}
      </g>
    )
  if (url === undefined)
    return (
      <g class={more} data-flow={ends} role="img" aria-label={spoken} tabindex={0}>
        {content}
      </g>
    )
  return (
    <a class={more} href={url} data-flow={ends} aria-label={spoken}>
      {content}
    </a>
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
  const url = safeUrl(href)
  const content = (
    <>
      <title>{spoken}</title>
      {children}
    </>
  )
  if (url === undefined) return <g data-node={id}>{content}</g>
  return (
    <a class="y-node-link" href={url} data-node={id} aria-label={spoken}>
      {content}
    </a>
  )
}
