/** A picture of flows: bands as broad as what flows in them. Each band and node can be opened. */
import { useWords } from '#ui/words.ts'
import {
  type Frame,
  type Layout,
  type PlacedLink,
  type PlacedNode,
  type SankeyLink,
  type SankeyNode,
  layOut,
  unrolled,
} from './sankey-layout.ts'
import { Flow, Knot, shareText } from './flow.tsx'
import { type Breadth, Canvas, EmptyPicture, Picture, px, wrap } from './svg-kit.tsx'

interface SankeyProps {
  /** Unique on the page. */
  id: string
  title: string
  description?: string
  nodes: readonly SankeyNode[]
  links: readonly SankeyLink[]
  /** How a value is written: `(v) => compactYen(v, lang)`. */
  format: (value: number) => string
}

const broad = { width: 960, side: 190, nodeWidth: 14, line: 19, font: 15, lines: 3, least: 330, tall: 26 }
const narrow = { width: 360, side: 2, nodeWidth: 12, line: 17, font: 14, lines: 4, least: 340, tall: 30 }

export function Sankey(props: SankeyProps) {
  const words = useWords()
  if (unrolled(props.nodes, props.links).links.length === 0)
    return <EmptyPicture>{words.nothingFlows}</EmptyPicture>
  return (
    <Picture flows>
      <OneSankey {...props} breadth="broad" />
      <OneSankey {...props} breadth="narrow" />
    </Picture>
  )
}

function OneSankey({ breadth, ...props }: SankeyProps & { breadth: Breadth }) {
  const { id, title, description, nodes, links, format } = props
  const size = breadth === 'broad' ? broad : narrow
  const { height, layout } = fit(nodes, links, breadth)
  if (layout === undefined) return null
  const outOf = new Map<string, number>()
  for (const { source, value } of layout.links) outOf.set(source.id, (outOf.get(source.id) ?? 0) + value)
  return (
    <Canvas
      id={id}
      breadth={breadth}
      width={size.width}
      height={height}
      title={title}
      description={description}
      interactive
    >
      <g>
        {layout.links
          .toSorted((a, b) => b.width - a.width)
          .map((link) => (
            <Band link={link} whole={outOf.get(link.source.id) ?? 0} format={format} />
          ))}
      </g>
      {layout.nodes.map((node) => (
        <Node node={node} layout={layout} breadth={breadth} format={format} />
      ))}
    </Canvas>
  )
}

/** As tall as its fullest column needs for its labels: however thin two neighbours are, their labels have room. */
function fit(nodes: readonly SankeyNode[], links: readonly SankeyLink[], breadth: Breadth) {
  const size = breadth === 'broad' ? broad : narrow
  const frame = (height: number, gap: number, end: number): Frame => ({
    left: size.side,
    right: size.width - size.side,
    // Labels stand beside their nodes, half above and half below; on a narrow screen above them.
    top: breadth === 'broad' ? end : gap,
    bottom: height - (breadth === 'broad' ? end : 12),
    nodeWidth: size.nodeWidth,
    gap,
  })
  const trial = layOut(nodes, links, frame(1000, 20, 20))
  if (trial === undefined) return { height: 0, layout: undefined }
  const lines = Math.max(...trial.nodes.map((node) => linesOf(node, trial, breadth).length))
  const gap = (lines + 1) * size.line + 8
  const fullest = Math.max(
    ...Array.from(
      { length: trial.columns },
      (_, column) => trial.nodes.filter((node) => node.column === column).length,
    ),
  )
  // Many bands need tall nodes to be told apart.
  const tall = size.tall + Math.min(30, trial.links.length * 0.75)
  const height = Math.ceil(Math.max(size.least, fullest * (gap + tall) + gap))
  return { height, layout: layOut(nodes, links, frame(height, gap, gap / 2)) }
}

/** The name as it is written; a thing that comes again bears a sign, and its title says so in words. */
function linesOf(node: PlacedNode, layout: Layout, breadth: Breadth): string[] {
  const { font, lines } = breadth === 'broad' ? broad : narrow
  const name = node.again ? `↻ ${node.label}` : node.label
  return wrap(name, roomFor(node, layout, breadth) / font + 0.2, lines)
}

/** `whole` is all that leaves its source. */
function Band(props: { link: PlacedLink; whole: number; format: (value: number) => string }) {
  const { link, whole, format } = props
  const { source, target, width, y0, y1, value, href, label } = link
  const words = useWords()
  const middle = (source.x1 + target.x0) / 2
  const path = `M${px(source.x1)} ${px(y0)}C${px(middle)} ${px(y0)} ${px(middle)} ${px(y1)} ${px(target.x0)} ${px(y1)}`
  const share = words.shareOf(source.label, shareText(value / whole))
  const tone = target.tone === 'leak' ? 'leak' : source.tone
  return (
    <Flow
      from={source.id}
      to={target.id}
      spoken={`${label ?? `${source.label} → ${target.label}`} ${format(value)} ${share}`}
      href={href}
    >
      <path class={`y-flow y-tone-${tone}`} d={path} stroke-width={Math.max(1.5, width).toFixed(1)} />
    </Flow>
  )
}

function Node(props: {
  node: PlacedNode
  layout: Layout
  breadth: Breadth
  format: (value: number) => string
}) {
  const { node, layout, breadth, format } = props
  const { id, label, tone, value, x0, x1, y0, y1, again } = node
  const words = useWords()
  const spoken = `${label}${again ? words.again : ''} ${format(value)}`
  return (
    <Knot id={id} spoken={spoken} href={node.href}>
      <rect
        class={`y-node y-tone-${tone} ${again ? 'y-node-again' : ''}`}
        x={px(x0)}
        y={px(y0)}
        width={px(x1 - x0)}
        height={px(Math.max(2, y1 - y0))}
      />
      <NodeLabel node={node} layout={layout} breadth={breadth} value={format(value)} />
    </Knot>
  )
}

/** Broad: beside the node, outward at both ends. Narrow: above the node, where there is room for it. */
function NodeLabel(props: { node: PlacedNode; layout: Layout; breadth: Breadth; value: string }) {
  const { node, layout, breadth, value } = props
  const size = breadth === 'broad' ? broad : narrow
  const [first, last] = [node.column === 0, node.column === layout.columns - 1]
  const lines = linesOf(node, layout, breadth)
  if (breadth === 'narrow') {
    const anchor = first ? 'start' : last ? 'end' : 'middle'
    const x = first ? node.x0 : last ? node.x1 : (node.x0 + node.x1) / 2
    const bottom = node.y0 - 7
    return (
      <Words
        lines={lines}
        value={value}
        x={x}
        y={bottom - lines.length * size.line}
        anchor={anchor}
        line={size.line}
      />
    )
  }
  const x = first ? node.x0 - 10 : node.x1 + 10
  const middle = (node.y0 + node.y1) / 2
  return (
    <Words
      lines={lines}
      value={value}
      x={x}
      y={middle - ((lines.length - 1) * size.line) / 2 - 3}
      anchor={first ? 'end' : 'start'}
      line={size.line}
    />
  )
}

function roomFor(node: PlacedNode, { columns }: Layout, breadth: Breadth): number {
  if (breadth === 'narrow') {
    if (columns <= 2) return narrow.width / 2 - 5
    // The outer labels begin at the edge, the others lie about their nodes: one and a half to a column.
    const apart = (narrow.width - 2 * narrow.side - narrow.nodeWidth) / (columns - 1)
    return (apart + narrow.nodeWidth / 2 - 4) / 1.5
  }
  const outer = node.column === 0 || node.column === columns - 1
  const between = (broad.width - 2 * broad.side - broad.nodeWidth) / Math.max(1, columns - 1)
  return outer ? broad.side - 16 : between - 40
}

function Words(props: {
  lines: readonly string[]
  value: string
  x: number
  y: number
  anchor: string
  line: number
}) {
  const { lines, value, x, y, anchor, line } = props
  return (
    <text class="y-node-label" x={px(x)} y={px(y)} text-anchor={anchor}>
      {lines.map((each, index) => (
        <tspan x={px(x)} dy={index === 0 ? 0 : line}>
          {each}
        </tspan>
      ))}
      <tspan class="y-node-value" x={px(x)} dy={line}>
        {value}
      </tspan>
    </text>
  )
}
