/**
 * The pencil box of the demo's pictures: flat shapes as SVG text on a sheet of 800 × 600. One light from the upper
 * left, three tones of each colour, no text, no gradients, no ids (many pictures stand on one page) and no style
 * attributes (the pages' content policy forbids them). Angles are degrees, clockwise from the right.
 */

/** SVG text of one or more shapes. */
export type Drawing = string

const ink = '#3b2f3a'
const paper = '#fffaf0'

const round = (value: number): string => String(Math.round(value * 10) / 10)
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Mixes two `#rrggbb` colours; 0 is the first, 1 the second. */
export function mix(first: string, second: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const a = Number.parseInt(first.slice(at, at + 2), 16)
    const b = Number.parseInt(second.slice(at, at + 2), 16)
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${parts.join('')}`
}
export const dark = (colour: string, share = 0.2): string => mix(colour, ink, share)
export const light = (colour: string, share = 0.35): string => mix(colour, paper, share)

/** A number from a key, always the same for the same key (FNV-1a). */
export function seed(key: string): number {
  let hash = 2166136261
  for (const letter of key) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0
  return hash
}
/** One of a list by key; another salt gives an independent choice. */
export function pick<T>(list: readonly [T, ...T[]], key: string, salt = ''): T {
  // The low bits of the hash follow the last letters too closely; the high ones do not.
  return list[(seed(`${salt}${key}`) >>> 9) % list.length] ?? list[0]
}
/** A small deviation between -1 and 1 for the n-th thing, so that nothing stands like soldiers. */
export function sway(n: number, salt = 0): number {
  const wave = Math.sin((n + 1) * 12.9898 + salt * 78.233) * 43758.5453
  return (wave - Math.floor(wave)) * 2 - 1
}
/** 0, 1, … count - 1. */
export const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n))
export const all = (...drawings: readonly (Drawing | readonly Drawing[])[]): Drawing =>
  drawings.flat().join('')

export function circle(x: number, y: number, r: number, fill: string): Drawing {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${fill}"/>`
}
export function ellipse(x: number, y: number, rx: number, ry: number, fill: string, opacity = 1): Drawing {
  const see = opacity === 1 ? '' : ` fill-opacity="${opacity}"`
  return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}"${see}/>`
}
export function box(x: number, y: number, width: number, height: number, fill: string, corner = 0): Drawing {
  const rx = corner === 0 ? '' : ` rx="${round(corner)}"`
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${rx} fill="${fill}"/>`
}
/** A filled path, its data written by hand. */
export function shape(data: string, fill: string, opacity = 1): Drawing {
  return `<path d="${data}" fill="${fill}"${opacity === 1 ? '' : ` fill-opacity="${opacity}"`}/>`
}
/** A drawn line with round ends. */
export function stroke(data: string, colour: string, width: number, opacity = 1): Drawing {
  const see = opacity === 1 ? '' : ` stroke-opacity="${opacity}"`
  return `<path d="${data}" fill="none" stroke="${colour}" stroke-width="${round(width)}" stroke-linecap="round" stroke-linejoin="round"${see}/>`
}
export interface Place {
  readonly turn?: number
  readonly size?: number
  /** Squeezes the width; -1 mirrors. */
  readonly wide?: number
}
/** Puts a drawing made around (0, 0) somewhere. */
export function put(
  x: number,
  y: number,
  drawing: Drawing,
  { turn = 0, size = 1, wide = 1 }: Place = {},
): Drawing {
  const rotate = turn === 0 ? '' : ` rotate(${round(turn)})`
  const scale =
    size === 1 && wide === 1
      ? ''
      : ` scale(${Math.round(size * wide * 1000) / 1000} ${Math.round(size * 1000) / 1000})`
  return `<g transform="translate(${round(x)} ${round(y)})${rotate}${scale}">${drawing}</g>`
}

/** A soft shadow on the table under a thing whose foot is at (x, y). */
export const shadow = (x: number, y: number, width: number, height = width * 0.13): Drawing =>
  ellipse(x + width * 0.05, y, width / 2, height / 2, ink, 0.13)

/** The dark crescent of a ball on the side away from the light. */
export function crescent(x: number, y: number, r: number, fill: string, depth = 0.42): Drawing {
  const [a, b] = [-1, 1].map((side) => {
    const angle = radians(218 - side * (180 / Math.PI) * Math.acos(depth / 2))
    return `${round(x + r * Math.cos(angle))} ${round(y + r * Math.sin(angle))}`
  })
  return shape(`M${a} A${round(r)} ${round(r)} 0 1 1 ${b} A${round(r)} ${round(r)} 0 0 0 ${a}Z`, fill)
}
/** A ball: base, crescent, and a small light. */
export function ball(x: number, y: number, r: number, colour: string): Drawing {
  return all(
    circle(x, y, r, colour),
    crescent(x, y, r, dark(colour, 0.16)),
    put(x - r * 0.38, y - r * 0.42, ellipse(0, 0, r * 0.2, r * 0.12, light(colour, 0.55)), { turn: -38 }),
  )
}

/** A leaf growing upward from (0, 0), one half darker. */
export function leaf(length: number, width: number, colour: string): Drawing {
  const [l, w] = [length, width]
  const side = (s: number) =>
    `M0 0 C${round(s * w * 0.75)} ${round(-l * 0.2)} ${round(s * w * 0.6)} ${round(-l * 0.72)} 0 ${round(-l)}`
  return all(
    shape(`${side(-1)} L0 0Z`, colour),
    shape(`${side(1)} L0 0Z`, dark(colour, 0.14)),
    stroke(`M0 ${round(-l * 0.08)} L0 ${round(-l * 0.82)}`, light(colour, 0.3), Math.max(1.5, w * 0.05)),
  )
}
export const leafAt = (
  x: number,
  y: number,
  turn: number,
  length: number,
  width: number,
  colour: string,
): Drawing => put(x, y, leaf(length, width, colour), { turn })

/** The colours of a sheet: the wall, the disc behind the subject, and the table. */
export interface Sheet {
  readonly wall: string
  readonly disc: string
  readonly table: string
}
const sheet = (wall: string, table: string): Sheet => ({ wall, disc: light(wall, 0.55), table })
export const sheets = {
  cream: sheet('#f3e9d6', '#e3cfae'),
  sage: sheet('#dfe9d8', '#c3d3b6'),
  sky: sheet('#dbe8ec', '#b9d0d8'),
  rose: sheet('#f4e0d9', '#e5c2b6'),
  wheat: sheet('#f5e6c4', '#e2c88f'),
  lilac: sheet('#e7e1ee', '#cdc2da'),
  mint: sheet('#d9ece4', '#b4d4c6'),
  stone: sheet('#e9e6df', '#cfc8bb'),
} as const
type SheetName = keyof typeof sheets

/**
 * The whole picture: wall, disc, table (from y = 440 down), and what stands on it. Feet stand at about y = 510; the body
 * is enlarged a little around there, so that it fills the sheet.
 */
export function still(name: SheetName, ...body: readonly (Drawing | readonly Drawing[])[]): string {
  const { wall, disc, table } = sheets[name]
  return svg(
    all(
      box(0, 0, 800, 600, wall),
      circle(400, 292, 238, disc),
      box(0, 440, 800, 160, table),
      box(0, 440, 800, 5, light(table, 0.4)),
      put(400, 520, put(-400, -520, all(...body)), { size: 1.12 }),
    ),
  )
}
export const svg = (body: Drawing): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600" width="800" height="600">${body}</svg>`
