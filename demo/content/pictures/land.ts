import {
  all,
  box,
  circle,
  dark,
  ellipse,
  leafAt,
  light,
  mix,
  pick,
  put,
  shape,
  stroke,
  svg,
  sway,
  times,
} from './kit.ts'
import type { Drawing } from './kit.ts'

/**
 * The land around Ichinoseki in flat shapes: skies, the long ridge of Mt. Sukawa, rounded hills, houses, trees and
 * people. Pictures of producers are made of these; they are 800 × 600 too.
 */

export interface Light {
  readonly sky: string
  readonly sun: string
  readonly far: string
  readonly near: string
}
/** Morning, noon, a golden afternoon, and winter. */
export const lights = {
  morning: { sky: '#f6e6d8', sun: '#f9cfae', far: '#c9c6d2', near: '#b5c4b4' },
  noon: { sky: '#dbeaf0', sun: '#fdf3d3', far: '#b4c8d4', near: '#a3c2a6' },
  gold: { sky: '#f8e9c6', sun: '#fbd58f', far: '#d3c3b4', near: '#bfc295' },
  winter: { sky: '#e2ebf1', sun: '#fbf6ea', far: '#c4d3de', near: '#dbe5ea' },
} as const
type LightName = keyof typeof lights

/** A picture of land: sky, sun, two ridges, and what lies before them. */
export function land(
  name: LightName,
  key: string,
  ...body: readonly (Drawing | readonly Drawing[])[]
): string {
  const { sky, sun, far, near } = lights[name]
  const x = pick([170, 250, 560, 640], key, 'sun')
  return svg(
    all(
      box(0, 0, 800, 600, sky),
      circle(x, 130, 62, sun),
      cloud(pick([480, 620, 130, 330], key, 'cloud'), 110, 1, light(sky, 0.65)),
      cloud(pick([90, 700, 400], key, 'cloud2'), 190, 0.7, light(sky, 0.5)),
      ridge(250, far, key, 66),
      ridge(308, near, `${key}-near`, 44),
      ...body,
    ),
  )
}
const cloud = (x: number, y: number, size: number, colour: string): Drawing =>
  all(
    ellipse(x, y, 78 * size, 19 * size, colour),
    ellipse(x - 22 * size, y - 15 * size, 36 * size, 22 * size, colour),
    ellipse(x + 24 * size, y - 11 * size, 30 * size, 17 * size, colour),
  )

/** A long mountain ridge across the whole width, its form chosen by the key. */
export function ridge(y: number, colour: string, key: string, rise: number): Drawing {
  const lift = pick([0, 1, 2, 3], key, 'ridge')
  const peaks = times(9, (n) => y - rise * (0.35 + 0.65 * Math.abs(Math.sin(n * 1.35 + lift * 1.1))))
  const points = peaks
    .map((peak, n) => `S${n * 100 - 40} ${peak} ${n * 100} ${peak + (n % 2) * 10}`)
    .join(' ')
  return shape(`M-60 ${y} ${points} S860 ${y - rise * 0.4} 900 ${y} L900 600 L-100 600Z`, colour)
}
/** A meadow or field edge from one side to the other; `sag` bends its upper line. */
export const ground = (y: number, colour: string, sag = -18): Drawing =>
  shape(`M-20 ${y} Q400 ${y + sag} 820 ${y} L820 620 L-20 620Z`, colour)

export function cedar(x: number, y: number, h: number, colour: string): Drawing {
  const w = h * 0.32
  return all(
    box(x - h * 0.03, y - h * 0.16, h * 0.06, h * 0.18, '#7a5a43'),
    times(3, (n) => {
      const top = y - h + n * h * 0.22
      const reach = w * (0.55 + n * 0.22)
      const foot = top + h * 0.44
      return all(
        shape(`M${x} ${top} L${x + reach} ${foot} Q${x} ${foot + 12} ${x - reach} ${foot}Z`, colour),
        shape(
          `M${x} ${top} L${x + reach} ${foot} Q${x + reach * 0.5} ${foot + 7} ${x + reach * 0.2} ${foot + 7}Z`,
          dark(colour, 0.13),
        ),
      )
    }),
  )
}
export function roundTree(x: number, y: number, r: number, colour: string, fruit = ''): Drawing {
  return all(
    ellipse(x, y + 3, r * 0.8, r * 0.12, '#3b2f3a', 0.13),
    stroke(
      `M${x} ${y} C${x - 4} ${y - r * 0.5} ${x + 4} ${y - r * 0.8} ${x} ${y - r * 1.2} M${x} ${y - r * 0.6} L${x - r * 0.4} ${y - r * 1.1} M${x} ${y - r * 0.7} L${x + r * 0.4} ${y - r * 1.16}`,
      '#7a5a43',
      r * 0.15,
    ),
    circle(x - r * 0.46, y - r * 1.22, r * 0.6, dark(colour, 0.06)),
    circle(x + r * 0.48, y - r * 1.24, r * 0.6, dark(colour, 0.14)),
    circle(x, y - r * 1.6, r * 0.68, colour),
    circle(x - r * 0.2, y - r * 1.2, r * 0.5, colour),
    fruit === ''
      ? ''
      : times(9, (n) =>
          circle(
            x + sway(n, x) * r * 0.82,
            y - r * 1.36 + sway(n, y) * r * 0.46,
            r * 0.1,
            n % 3 === 0 ? light(fruit, 0.18) : fruit,
          ),
        ),
  )
}

interface HouseLook {
  readonly wall?: string
  readonly roof?: string
  readonly width?: number
  readonly height?: number
}
/** A farmhouse with a tiled roof, foot at (x, y). */
export function house(
  x: number,
  y: number,
  { wall = '#f3e9d6', roof = '#5f6a72', width = 190, height = 84 }: HouseLook = {},
): Drawing {
  const half = width / 2
  return all(
    ellipse(x, y + 3, half * 1.16, 11, '#3b2f3a', 0.13),
    box(x - half, y - height, width, height, wall),
    box(x + half * 0.5, y - height, half * 0.5, height, dark(wall, 0.08)),
    box(x - half, y - height * 0.34, width, height * 0.34, '#a9835c'),
    times(6, (n) =>
      stroke(
        `M${x - half + (n + 0.5) * (width / 6)} ${y - height * 0.34} L${x - half + (n + 0.5) * (width / 6)} ${y}`,
        '#97724d',
        3,
      ),
    ),
    box(x - half * 0.16, y - height * 0.64, half * 0.46, height * 0.64, '#6f4f38', 2),
    box(x - half * 0.74, y - height * 0.74, half * 0.42, height * 0.32, '#dfe9ea', 2),
    stroke(`M${x - half * 0.53} ${y - height * 0.74} l0 ${height * 0.32}`, '#8a6a4d', 4),
    box(x + half * 0.5, y - height * 0.74, half * 0.32, height * 0.32, '#dfe9ea', 2),
    shape(
      `M${x - half * 1.2} ${y - height + 6} L${x - half * 0.76} ${y - height * 1.62} L${x + half * 0.76} ${y - height * 1.62} L${x + half * 1.2} ${y - height + 6}Z`,
      roof,
    ),
    shape(
      `M${x + half * 0.36} ${y - height * 1.62} L${x + half * 0.76} ${y - height * 1.62} L${x + half * 1.2} ${y - height + 6} L${x + half * 0.64} ${y - height + 6}Z`,
      dark(roof, 0.15),
    ),
    box(x - half * 0.82, y - height * 1.7, half * 1.64, 11, dark(roof, 0.25), 5),
  )
}

/** A row of plastic greenhouses (ハウス) seen from the gable. */
export function greenhouse(x: number, y: number, width: number, inside: string): Drawing {
  const h = width * 0.62
  return all(
    ellipse(x + width * 0.2, y + 3, width * 0.86, 10, '#3b2f3a', 0.12),
    shape(
      `M${x} ${y - h} Q${x + width * 0.5} ${y - h} ${x + width * 0.98} ${y - h * 0.82} L${x + width * 1.06} ${y - 6} L${x + width * 0.4} ${y}Z`,
      '#d5e3e6',
    ),
    shape(
      `M${x - width / 2} ${y} L${x - width / 2} ${y - h * 0.55} Q${x - width / 2} ${y - h} ${x} ${y - h} Q${x + width / 2} ${y - h} ${x + width / 2} ${y - h * 0.55} L${x + width / 2} ${y}Z`,
      '#eef5f5',
    ),
    shape(
      `M${x - width * 0.42} ${y} L${x - width * 0.42} ${y - h * 0.5} Q${x - width * 0.42} ${y - h * 0.86} ${x} ${y - h * 0.86} Q${x + width * 0.42} ${y - h * 0.86} ${x + width * 0.42} ${y - h * 0.5} L${x + width * 0.42} ${y}Z`,
      mix('#eef5f5', inside, 0.45),
    ),
    times(5, (n) =>
      leafAt(x - width * 0.3 + n * width * 0.15, y, sway(n) * 12, h * 0.42, width * 0.11, inside),
    ),
    stroke(
      `M${x} ${y - h * 0.86} L${x} ${y} M${x - width * 0.42} ${y - h * 0.46} L${x + width * 0.42} ${y - h * 0.46}`,
      '#c3d2d4',
      3.5,
    ),
  )
}

/** A person at work, foot at (x, y): a straw hat in the field, a headscarf indoors, bare hair for pupils. */
export function person(
  x: number,
  y: number,
  size: number,
  shirt: string,
  head: 'straw' | 'scarf' | 'hair' = 'straw',
): Drawing {
  const skin = '#edc9a6'
  const hat = {
    straw: all(
      ellipse(0, -106, 24, 6, '#dcbb73'),
      shape('M-13 -107 Q-12 -123 0 -123 Q12 -123 13 -107Z', '#e7cb88'),
      box(-13, -111, 26, 5, '#a8483c'),
    ),
    scarf: all(
      shape('M-14 -100 Q-16 -116 0 -116 Q16 -116 14 -100 Q0 -108 -14 -100Z', '#fdfaf2'),
      stroke('M-13 -101 Q0 -109 13 -101', '#5f8494', 4),
      shape('M12 -106 L24 -100 L20 -92 L12 -100Z', '#e6e0d2'),
    ),
    hair: shape('M-14 -94 Q-18 -115 0 -116 Q18 -115 14 -94 Q12 -106 2 -107 Q-8 -106 -14 -94Z', '#4b3b38'),
  }[head]
  return put(
    x,
    y,
    all(
      ellipse(0, 1, 22, 4, '#3b2f3a', 0.15),
      stroke('M-6 -40 L-8 -3 M7 -40 L9 -3', '#56627a', 11),
      stroke('M-15 -78 L-27 -52 M15 -78 L28 -56', dark(shirt, 0.08), 9),
      shape('M-17 -84 Q0 -94 17 -84 L15 -36 Q0 -30 -15 -36Z', shirt),
      shape('M5 -88 Q13 -88 17 -84 L15 -36 Q8 -32 2 -32Z', dark(shirt, 0.13)),
      circle(-28, -49, 5, skin),
      circle(29, -53, 5, skin),
      circle(0, -99, 13, skin),
      hat,
    ),
    { size },
  )
}
const shirts = ['#5f7fae', '#c8705a', '#7f9b62', '#8a6a9a', '#d9a24a'] as const
/** What somebody wears, chosen by the key. */
export const shirtOf = (key: string): string => pick(shirts, key, 'shirt')

/** Rows of a field running towards the eye, in perspective; `plant` draws one plant of a size at a place. */
export function rows(
  top: number,
  earth: string,
  plant: (x: number, y: number, size: number, n: number) => Drawing,
  count = 9,
): Drawing {
  const depth = 620 - top
  return all(
    ground(top, earth, -8),
    times(count, (n) => {
      const spread = n - (count - 1) / 2
      const [near, far] = [400 + spread * 160, 400 + spread * 78]
      return shape(
        `M${far - 12} ${top + 2} L${far + 12} ${top + 2} L${near + 46} 620 L${near - 46} 620Z`,
        dark(earth, 0.07),
      )
    }),
    times(5, (r) =>
      times(count, (n) => {
        const t = ((r + 0.6) / 5) ** 1.35
        return plant(
          400 + (n - (count - 1) / 2) * (78 + 82 * t),
          top + depth * t * 0.94,
          0.34 + 0.66 * t,
          n + r * 3,
        )
      }),
    ).flat(),
  )
}
export const snowfall = (count: number): Drawing =>
  all(
    times(count, (n) => circle(20 + ((n * 137) % 770), 40 + ((n * 211) % 520), 3 + (n % 3) * 1.6, '#ffffff')),
  )
