/**
 * Where groups lie on a ring and what runs between them. A group's arc is as long as all it pays and gets; within it
 * what goes to the next neighbour lies next to that neighbour, so that ribbons cross as little as they can.
 */
import type { SankeyLink, SankeyNode } from './sankey-layout.ts'

/** A stretch of the ring, in radians clockwise from the top. */
export interface Stretch {
  readonly start: number
  readonly end: number
}
export interface ChordGroup extends SankeyNode, Stretch {
  readonly paid: number
  readonly got: number
}
export interface ChordRibbon extends SankeyLink {
  readonly source: ChordGroup
  readonly target: ChordGroup
  readonly leaves: Stretch
  readonly arrives: Stretch
}

const turn = 2 * Math.PI
/** Between two groups, at most; many groups share less. */
const widestGap = 0.05

const sum = (flows: readonly SankeyLink[]): number => flows.reduce((so, { value }) => so + value, 0)

/** A ribbon for each flow; groups with no flow are left out. */
export function layRing(
  nodes: readonly SankeyNode[],
  links: readonly SankeyLink[],
): { groups: readonly ChordGroup[]; ribbons: readonly ChordRibbon[] } {
  const ids = new Set(nodes.map(({ id }) => id))
  const flows = links.filter(({ from, to, value }) => value > 0 && ids.has(from) && ids.has(to))
  const shown = nodes.filter(({ id }) => flows.some(({ from, to }) => from === id || to === id))
  const whole = 2 * sum(flows)
  const gap = shown.length > 1 ? Math.min(widestGap, turn / 4 / shown.length) : 0
  const radians = (turn - gap * shown.length) / whole
  let at = gap / 2
  const groups = shown.map((node): ChordGroup => {
    const paid = sum(flows.filter(({ from }) => from === node.id))
    const got = sum(flows.filter(({ to }) => to === node.id))
    const start = at
    at += (paid + got) * radians + gap
    return { ...node, paid, got, start, end: at - gap }
  })
  const ends = endsOf(groups, flows, radians)
  const group = new Map(groups.map((each) => [each.id, each]))
  return {
    groups,
    ribbons: flows.flatMap((flow) => {
      const [source, target, end] = [group.get(flow.from), group.get(flow.to), ends.get(flow)]
      return source && target && end?.leaves && end.arrives
        ? [{ ...flow, source, target, leaves: end.leaves, arrives: end.arrives }]
        : []
    }),
  }
}

/** For each flow the stretch where it leaves and the stretch where it arrives. */
function endsOf(groups: readonly ChordGroup[], flows: readonly SankeyLink[], radians: number) {
  const order = new Map(groups.map(({ id }, index) => [id, index]))
  const ends = new Map<SankeyLink, { leaves?: Stretch; arrives?: Stretch }>()
  for (const { id, start } of groups) {
    const own = order.get(id) ?? 0
    // How far back round the ring the other end is; what stays in the group lies in the middle.
    const back = (other: string): number => {
      const steps = (own - (order.get(other) ?? 0) + groups.length) % groups.length
      return steps === 0 ? groups.length / 2 : steps
    }
    const touching = [
      ...flows.filter(({ from }) => from === id).map((flow) => ({ flow, leaves: true, back: back(flow.to) })),
      ...flows.filter(({ to }) => to === id).map((flow) => ({ flow, leaves: false, back: back(flow.from) })),
    ].toSorted((a, b) => a.back - b.back || Number(b.leaves) - Number(a.leaves))
    let at = start
    for (const { flow, leaves } of touching) {
      const stretch = { start: at, end: at + flow.value * radians }
      at = stretch.end
      const found = ends.get(flow) ?? {}
      ends.set(flow, leaves ? { ...found, leaves: stretch } : { ...found, arrives: stretch })
    }
  }
  return ends
}
