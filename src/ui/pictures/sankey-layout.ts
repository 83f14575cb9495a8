/**
 * Where the nodes and bands of a picture of flows lie. Money that goes round comes back to where it was; such a picture
 * has no end, so whatever runs backwards is led to a second copy of its target, marked as coming again.
 */
import { sankey as d3Sankey } from 'd3-sankey'
import type { FlowTone } from './svg-kit.tsx'

export interface SankeyNode {
  readonly id: string
  readonly label: string
  /** A wish, counted from 0: kept as far as the flows allow. */
  readonly column?: number
  readonly tone: FlowTone
  readonly href?: string
}
export interface SankeyLink {
  readonly from: string
  readonly to: string
  readonly value: number
  readonly href?: string
  /** What the band says when it is pointed at; the two ends when left out. */
  readonly label?: string
}

export interface PlacedNode extends SankeyNode {
  readonly again: boolean
  readonly column: number
  readonly value: number
  readonly x0: number
  readonly x1: number
  readonly y0: number
  readonly y1: number
}
export interface PlacedLink extends SankeyLink {
  readonly source: PlacedNode
  readonly target: PlacedNode
  readonly width: number
  readonly y0: number
  readonly y1: number
}
export interface Layout {
  readonly nodes: readonly PlacedNode[]
  readonly links: readonly PlacedLink[]
  readonly columns: number
}
export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly nodeWidth: number
  readonly gap: number
}

interface Graph {
  readonly nodes: readonly (SankeyNode & { again: boolean })[]
  readonly links: readonly SankeyLink[]
}

/** Flows of nothing and flows to nowhere are left out; what would run backwards goes to a copy of its target. */
export function unrolled(nodes: readonly SankeyNode[], links: readonly SankeyLink[]): Graph {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const forward: SankeyLink[] = []
  const copies = new Map<string, SankeyNode & { again: boolean }>()
  for (const link of links) {
    const [from, to] = [byId.get(link.from), byId.get(link.to)]
    if (from === undefined || to === undefined || !(link.value > 0)) continue
    const wishedBack = from.column !== undefined && to.column !== undefined && from.column >= to.column
    if (!wishedBack && !reaches(forward, link.to, link.from)) {
      forward.push(link)
      continue
    }
    const id = `${to.id}~`
    copies.set(id, { ...to, id, column: undefined, again: true })
    forward.push({ ...link, to: id })
  }
  const used = new Set(forward.flatMap(({ from, to }) => [from, to]))
  const kept = nodes.filter(({ id }) => used.has(id)).map((node) => ({ ...node, again: false }))
  return { nodes: [...kept, ...copies.values()], links: forward }
}

function reaches(links: readonly SankeyLink[], start: string, goal: string): boolean {
  const seen = new Set([start])
  const todo = [start]
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (at === goal) return true
    for (const { from, to } of links)
      if (from === at && !seen.has(to)) {
        seen.add(to)
        todo.push(to)
      }
  }
  return false
}

/** Lays the picture out within the frame; undefined when nothing flows. */
export function layOut(
  nodes: readonly SankeyNode[],
  links: readonly SankeyLink[],
  frame: Frame,
): Layout | undefined {
  const graph = unrolled(nodes, links)
  if (graph.links.length === 0) return undefined
  const laid = d3Sankey<SankeyNode & { again: boolean }, SankeyLink>()
    .nodeId(({ id }) => id)
    .nodeWidth(frame.nodeWidth)
    .nodePadding(frame.gap)
    // The caller's order: kin beside kin, leaks last.
    .nodeSort(null)
    .extent([
      [frame.left, frame.top],
      [frame.right, frame.bottom],
    ])
    .nodeAlign((node, count) => {
      const [depth, height] = [node.depth ?? 0, node.height ?? 0]
      const end = (node.sourceLinks?.length ?? 0) === 0
      const wish = node.column ?? (end ? count - 1 : depth)
      return Math.max(depth, Math.min(wish, count - 1 - height))
    })
    .iterations(12)({
    nodes: graph.nodes.map((node) => ({ ...node })),
    links: graph.links.map((link) => ({ ...link, source: link.from, target: link.to })),
  })

  const lefts = [...new Set(laid.nodes.map(({ x0 = 0 }) => x0))].toSorted((a, b) => a - b)
  const placed = new Map<string, PlacedNode>()
  for (const { id, label, tone, href, again, x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0 } of laid.nodes)
    placed.set(id, { id, label, tone, href, again, column: lefts.indexOf(x0), value, x0, x1, y0, y1 })
  const end = (id: string): PlacedNode => {
    const found = placed.get(id)
    if (found === undefined) throw new Error(`no node ${id} in the layout`)
    return found
  }
  return {
    nodes: [...placed.values()],
    links: laid.links.map((link) => ({
      from: link.from,
      to: link.to,
      value: link.value,
      href: link.href,
      label: link.label,
      source: end(link.from),
      target: end(link.to),
      width: link.width ?? 1,
      y0: link.y0 ?? 0,
      y1: link.y1 ?? 0,
    })),
    columns: lefts.length,
  }
}
