/** A picture of flows: bands as broad as what flows in them. Each band and node can be opened. */
import { safeUrl } from '#ui/links.ts'
import { useWords } from '#ui/words.ts'
import {
  type Frame,
  type Layout,
  type PlacedLink,
  type PlacedNode,
  type SankeyLink,
  type SankeyNode,
  layOut,
} from './sankey-layout.ts'
import { type Breadth, Canvas, px, wrap } from './svg-kit.tsx'

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

// The gap holds a thin node's label of two lines and its neighbour's; the ends hold half of a label of three.
const broad = { width: 960, side: 190, nodeWidth: 14, gap: 44, end: 30, line: 19, font: 15, least: 330 }
const narrow = { width: 360, side: 2, nodeWidth: 12, gap: 76, end: 12, line: 17, font: 14, least: 380 }

export function Sankey(props: SankeyProps) {
  return (
    <div class="y-picture">
      <OneSankey {...props} breadth="broad" />
      <OneSankey {...props} breadth="narrow" />
    </div>
  )
}

function OneSankey({ breadth, ...props }: SankeyProps & { breadth: Breadth }) {
  const words = useWords()
  const { id, title, description, nodes, links, format } = props
  const size = breadth === 'broad' ? broad : narrow
  const { height, layout } = fit(nodes, links, breadth)
  if (layout === undefined)
    return breadth === 'broad' ? <p class="y-picture-empty">{words.nothingFlows}</p> : null
  return (
    <Canvas
      id={id}
      breadth={breadth}
      width={size.width}
      height={height}
      title={title}
      description={description}
      interactive={links.some(({ href }) => href) || nodes.some(({ href }) => href)}
      flows
    >
      <g>
        {layout.links
          .toSorted((a, b) => b.width - a.width)
          .map((link) => (
            <Band link={link} format={format} />
          ))}
      </g>
      {layout.nodes.map((node) => (
        <Node node={node} layout={layout} breadth={breadth} format={format} />
      ))}
    </Canvas>
  )
}

/** As tall as its fullest column needs for its labels. */
function fit(nodes: readonly SankeyNode[], links: readonly SankeyLink[], breadth: Breadth) {
  const size = breadth === 'broad' ? broad : narrow
  const top = breadth === 'broad' ? size.end : size.gap
  const frame = (height: number): Frame => ({
    left: size.side,
    right: size.width - size.side,
    top,
    bottom: height - size.end,
    nodeWidth: size.nodeWidth,
    gap: size.gap,
  })
  const trial = layOut(nodes, links, frame(1000))
  if (trial === undefined) return { height: 0, layout: undefined }
  const perColumn = Array.from(
    { length: trial.columns },
    (_, column) => trial.nodes.filter((node) => node.column === column).length,
  )
  const fullest = Math.max(...perColumn)
  const height = Math.max(size.least, fullest * (size.gap + (breadth === 'broad' ? 26 : 30)) + top)
  return { height, layout: layOut(nodes, links, frame(height)) }
}

function Band({ link, format }: { link: PlacedLink; format: (value: number) => string }) {
  const { source, target, width, y0, y1, value, href, label } = link
  const middle = (source.x1 + target.x0) / 2
  const path = `M${px(source.x1)} ${px(y0)}C${px(middle)} ${px(y0)} ${px(middle)} ${px(y1)} ${px(target.x0)} ${px(y1)}`
  const spoken = `${label ?? `${source.label} → ${target.label}`} ${format(value)}`
  const tone = target.tone === 'leak' ? 'leak' : source.tone
  const band = (
    <path
      class={`y-flow y-tone-${tone}`}
      d={path}
      stroke-width={Math.max(1.5, width).toFixed(1)}
      data-flow={`${source.id} ${target.id}`}
    >
      <title>{spoken}</title>
    </path>
  )
  const url = safeUrl(href)
  if (url === undefined) return band
  return (
    <a href={url} aria-label={spoken}>
      {band}
    </a>
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
  const url = safeUrl(node.href)
  const content = (
    <>
      <title>{spoken}</title>
      <rect
        class={`y-node y-tone-${tone} ${again ? 'y-node-again' : ''}`}
        x={px(x0)}
        y={px(y0)}
        width={px(x1 - x0)}
        height={px(Math.max(2, y1 - y0))}
        data-node={id}
      />
      <NodeLabel node={node} layout={layout} breadth={breadth} value={format(value)} />
    </>
  )
  if (url === undefined) return <g>{content}</g>
  return (
    <a class="y-node-link" href={url}>
      {content}
    </a>
  )
}

/** Broad: beside the node, outward at both ends. Narrow: above the node, where there is room for it. */
function NodeLabel(props: { node: PlacedNode; layout: Layout; breadth: Breadth; value: string }) {
  const { node, layout, breadth, value } = props
  const size = breadth === 'broad' ? broad : narrow
  const [first, last] = [node.column === 0, node.column === layout.columns - 1]
  // A thing that comes again bears a sign; its title says so in words.
  const name = node.again ? `↻ ${node.label}` : node.label
  const room = roomFor(node, layout, breadth)
  const lines = wrap(name, room / size.font + 0.2, breadth === 'broad' ? 2 : 3)
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
  if (breadth === 'narrow') return narrow.width / columns - 3
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
