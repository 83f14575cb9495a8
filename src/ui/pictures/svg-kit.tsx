/**
 * What the pictures share. Everything is drawn twice, for a broad and for a narrow screen, and the style sheet shows
 * one: a picture that is merely shrunk cannot be read on a phone. Colours come by class; the content policy forbids
 * inline style.
 */
import type { Child } from 'hono/jsx'
import { useWords } from '#ui/words.ts'
import { useStage } from './stage.ts'

/** Whose it is: outside the region, inside it, the trading company, the city; what leaks out; what is harvested. */
export type FlowTone = 'outside' | 'inside' | 'company' | 'city' | 'leak' | 'harvest'

export type Breadth = 'broad' | 'narrow'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Roughly how broad a text is set, in its own font size: a Japanese letter and % are one, a Latin letter about half. */
export function ems(text: string): number {
  let sum = 0
  for (const letter of text) sum += /[\u0020-\u0024\u0026-\u007e\uff61-\uff9f]/.test(letter) ? 0.58 : 1
  return sum
}

/** Breaks a label into at most `lines` lines of so many ems; what is left over becomes an ellipsis. */
export function wrap(text: string, maxEms: number, lines = 2): string[] {
  const out = broken(text, maxEms)
  if (out.length <= lines) return withoutOrphan(text, maxEms, out)
  return [...out.slice(0, lines - 1), `${cut(out[lines - 1] ?? '', maxEms - 1)}…`]
}

/** A last line of one letter is set anew, narrower, where that needs no more lines and breaks no word. */
function withoutOrphan(text: string, maxEms: number, lines: string[]): string[] {
  for (let room = maxEms - 1; lines.at(-1)?.length === 1 && room > maxEms / 2; room -= 1) {
    const narrower = broken(text, room)
    if (narrower.length > lines.length) return lines
    if (narrower.at(-1)?.length !== 1) return breaksWords(text, narrower) ? lines : narrower
  }
  return lines
}

/** Whether a line ends elsewhere than between phrases. */
function breaksWords(text: string, lines: readonly string[]): boolean {
  const ends = new Set<string>()
  let so = ''
  for (const phrase of phrases(text)) ends.add((so += phrase).replaceAll(/\s/g, ''))
  return lines.some((_, at) => {
    const head = lines.slice(0, at + 1).join('')
    return !ends.has(head.replaceAll(/\s/g, ''))
  })
}

function broken(text: string, maxEms: number): string[] {
  const out: string[] = []
  let line = ''
  for (const word of phrases(text)) {
    if (line !== '' && ems(line + word) > maxEms) {
      out.push(line.trim())
      line = ''
    }
    line += word
    while (ems(line) > maxEms) {
      const head = cut(line, maxEms)
      out.push(head)
      line = line.slice(head.length)
    }
  }
  if (line.trim() !== '') out.push(line.trim())
  return out
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

/** Words with the particles and endings that cling to them: 域内で / まわった / お金. */
function phrases(text: string): string[] {
  const out: string[] = []
  let open = false
  for (const { segment } of segmenter.segment(text)) {
    const clings = /^[ぁ-ん]{1,2}$|^[、。，．・）」』\])]+$|^\s+$|^ー/u.test(segment)
    if (out.length > 0 && (open || clings)) out[out.length - 1] += segment
    else out.push(segment)
    open = /[（「『([]$/u.test(segment)
  }
  return out
}

function cut(text: string, maxEms: number): string {
  let head = ''
  for (const letter of text) {
    if (head !== '' && ems(head + letter) > maxEms) break
    head += letter
  }
  return head
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** Moves positions apart, keeping their order, so that neighbours are at least `gap` apart and within [low, high]. */
export function spread(positions: readonly number[], gap: number, low: number, high: number): number[] {
  const order = positions.map((at, index) => ({ at, index })).toSorted((a, b) => a.at - b.at)
  let last = low - gap
  for (const each of order) last = each.at = Math.max(each.at, last + gap)
  let next = high + gap
  for (const each of order.toReversed()) next = each.at = Math.min(each.at, next - gap)
  const out = positions.slice()
  for (const { at, index } of order) out[index] = at
  return out
}

/** Short numbers in paths: a tenth of a pixel is finer than anyone sees. */
export const px = (value: number): string => String(Math.round(value * 10) / 10)

interface CanvasProps {
  id: string
  breadth: Breadth
  width: number
  height: number
  title: string
  description?: string
  /** With links inside it is a group: an image's inside is hidden from screen readers. */
  interactive?: boolean
  /** More classes: for a picture that keeps its size and is moved sideways. */
  class?: string
  children?: Child
}

/** The `<svg>` of one breadth with its title and description. On a stage the broad one is drawn, as a part of the whole. */
export function Canvas(props: CanvasProps) {
  const { id, breadth, width, height, title, description, interactive, children } = props
  const stage = useStage()
  if (stage && breadth === 'narrow') return null
  const own = `${id}-${breadth}`
  return (
    <svg
      class={`y-svg y-svg-${breadth} ${props.class ?? ''}`.trim()}
      viewBox={`0 0 ${width} ${height}`}
      y={stage?.place(height, width)}
      width={width}
      height={height}
      role={interactive ? 'group' : 'img'}
      aria-labelledby={`${own}-title`}
      aria-describedby={description ? `${own}-desc` : undefined}
    >
      <title id={`${own}-title`}>{title}</title>
      {description && <desc id={`${own}-desc`}>{description}</desc>}
      {children}
    </svg>
  )
}

interface PictureProps {
  /** What the colours mean; above the picture. */
  legend?: Child
  /**
   * A picture of flows, whose parts bear `data-flow="from to"` or `data-node="id"`: the script lights up what is joined
   * and writes into the line beneath what the pointer or the keyboard is on.
   */
  flows?: boolean
  class?: string
  children?: Child
}

/** What every picture stands in: its legend, then both breadths. */
export function Picture({ legend, flows, class: more, children }: PictureProps) {
  const words = useWords()
  if (useStage())
    return (
      <>
        {legend}
        {children}
      </>
    )
  return (
    <div class={more ? `y-picture ${more}` : 'y-picture'} data-flows={flows ? '' : undefined}>
      {legend}
      {children}
      {flows && (
        <p class="y-picture-says" aria-live="polite" data-hint={words.pointAtFlow} data-open={words.open}></p>
      )}
    </div>
  )
}

/** Instead of a picture, where there is nothing to draw yet. */
export function EmptyPicture({ children }: { children?: Child }) {
  const stage = useStage()
  if (!stage) return <p class="y-picture-empty">{children}</p>
  return (
    <text class="y-axis-text" x={stage.width / 2} y={stage.place(160) + 84} text-anchor="middle">
      {children}
    </text>
  )
}

const shapes = [
  'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z',
  'M-4 -4h8v8h-8z',
  'M0 -5.5L5 4H-5z',
  'M0 -5.5L5.5 0L0 5.5L-5.5 0z',
]

/** A line of words beneath a picture that belongs to it. */
export function PictureNote({ children }: { children?: Child }) {
  const stage = useStage()
  if (!stage) return <p class="y-figure-source">{children}</p>
  return (
    <text class="y-axis-text" x="0" y={stage.place(26) + 18}>
      {children}
    </text>
  )
}

interface MarkerProps {
  x: number
  y: number
  shape: number
  tone: FlowTone
  look?: string
}

/** A point of a line; each series has a shape of its own, so that colour is not all that tells them apart. */
export function Marker({ x, y, shape, tone, look = '' }: MarkerProps) {
  return (
    <path
      class={`y-marker y-tone-${tone} ${look}`.trim()}
      transform={`translate(${px(x)} ${px(y)})`}
      d={shapes[shape % shapes.length]}
    />
  )
}
