import {
  all,
  ball,
  box,
  circle,
  crescent,
  dark,
  ellipse,
  leaf,
  leafAt,
  light,
  pick,
  put,
  shadow,
  shape,
  still,
  stroke,
  sway,
  times,
} from './kit.ts'
import type { Drawing } from './kit.ts'
import { basket, bowl, zaru } from './props.ts'

/** Leaves, shoots, heads and pods. */

const stem = '#6b9a4f'

const cone = (size: number, c: string): Drawing =>
  put(
    0,
    0,
    all(
      shape('M-30 0 Q-22 -44 0 -66 Q22 -44 30 0 Q0 14 -30 0Z', c),
      shape('M30 0 Q22 -44 0 -66 Q8 -30 2 8 Q20 8 30 0Z', dark(c, 0.14)),
      times(3, (n) => circle(-12 + n * 10, -12 - n * 12, 6, light(c, 0.3))),
    ),
    { size },
  )

export function romanesco(key: string): string {
  const green = pick(['#a9c65a', '#b2cb62', '#9fc060'], key)
  // Five rings of cones, larger and lower outside, so that the head turns into a spiral.
  const head = times(5, (ring) => {
    const count = 11 - ring * 2
    return times(count, (n) => {
      const angle = Math.PI * (0.04 + (0.92 * (n + (ring % 2) * 0.4)) / (count - 0.6))
      return put(
        -Math.cos(angle) * (150 - ring * 34),
        -24 - ring * 42 - Math.sin(angle) * 34,
        cone(1.34 - ring * 0.13, (n + ring) % 2 === 0 ? green : dark(green, 0.07)),
        { turn: -Math.cos(angle) * 34 },
      )
    })
  }).flat()
  const leaves = [-78, -52, 52, 78].map((turn) =>
    leafAt(0, -20, turn, 250, 130, turn < 0 ? '#6f9d58' : '#628f50'),
  )
  return still(
    'lilac',
    put(
      400,
      500,
      all(
        shadow(0, 4, 420),
        leaves,
        ellipse(0, -60, 150, 76, dark(green, 0.2)),
        head,
        put(0, -236, cone(0.9, light(green, 0.2))),
        [-64, -22, 22, 64].map((turn) => leafAt(turn * 1.6, 4, turn, 130, 92, '#7dab63')),
      ),
    ),
  )
}

export function asparagus(key: string): string {
  const green = pick(['#7fa85a', '#76a45c'], key)
  const spear = (length: number): Drawing =>
    all(
      box(-13, -length, 26, length, green, 8),
      box(3, -length, 10, length, dark(green, 0.14), 5),
      shape(
        `M-17 ${-length + 26} Q-20 ${-length - 30} 0 ${-length - 62} Q20 ${-length - 30} 17 ${-length + 26}Z`,
        '#7c7a94',
      ),
      times(3, (n) =>
        leafAt(-8 + n * 8, -length + 24 - n * 20, -20 + n * 20, 36, 18, n % 2 === 0 ? '#6d9352' : '#86ad66'),
      ),
      times(3, (n) => leafAt(n % 2 === 0 ? -6 : 6, -length * (0.24 + n * 0.2), 0, 22, 13, dark(green, 0.22))),
    )
  return still(
    pick(['cream', 'rose'], key),
    put(400, 512, shadow(0, 0, 290)),
    times(7, (n) => put(304 + n * 32, 510, spear(258 + (n % 3) * 24), { turn: -11 + n * 3.7 })),
    put(
      400,
      420,
      all(
        box(-118, -22, 236, 44, '#e7d4b2', 8),
        box(-118, 6, 236, 16, '#d6bf96', 6),
        stroke('M-20 0 q-50 -46 -6 -8 q60 -42 4 6 q34 26 44 52 M-10 4 q-20 30 -40 46', '#b4865a', 6),
      ),
    ),
  )
}

export function leafBowl(key: string): string {
  const greens = key.includes('rucola')
    ? ['#4f8449', '#5f9452', '#43753f']
    : ['#7fae58', '#5f9452', '#a04a58', '#93bb68', '#6aa05a']
  const heap = times(26, (n) => {
    const row = Math.floor(n / 9)
    return leafAt(
      -170 + (n % 9) * 42 + row * 10,
      -4 - row * 34,
      sway(n) * 66 + ((n % 9) - 4) * 9,
      96 + sway(n, 3) * 16,
      62,
      greens[n % greens.length] ?? stem,
    )
  })
  return still(
    pick(['cream', 'stone', 'rose'], key),
    put(400, 522, bowl(440, 160, pick(['#5b7f95', '#e7d9c0', '#7b6a5e'], key), all(heap))),
  )
}

const stalk = (turn: number, c: string, w: number, x: number) =>
  put(
    x,
    -118,
    all(
      stroke('M0 0 Q4 -110 0 -210', dark(c, 0.2), 6),
      times(6, (n) =>
        all(
          leafAt(0, -40 - n * 30, -58, 66 - n * 5, w, c),
          leafAt(0, -50 - n * 30, 58, 66 - n * 5, w, light(c, 0.1)),
        ),
      ),
      leafAt(0, -206, 0, 50, w, light(c, 0.16)),
    ),
    { turn },
  )

export function herbs(key: string): string {
  const dill = put(
    20,
    -118,
    all(
      stroke('M0 0 L0 -150', '#6f9a55', 5),
      times(9, (n) => stroke(`M0 -120 L${-64 + n * 16} ${-226 - (4 - Math.abs(n - 4)) * 9}`, '#86b068', 4)),
      times(9, (n) => circle(-64 + n * 16, -228 - (4 - Math.abs(n - 4)) * 9, 7, '#d8cf6b')),
    ),
    { turn: 12 },
  )
  const pot = all(
    shadow(0, 0, 220),
    shape('M-104 -120 L104 -120 L82 -6 Q80 0 70 0 L-70 0 Q-80 0 -82 -6Z', '#c9795a'),
    shape('M40 -120 L104 -120 L82 -6 Q80 0 70 0 L30 0Z', dark('#c9795a', 0.14)),
    box(-114, -140, 228, 34, '#d58a69', 8),
  )
  return still(
    pick(['mint', 'cream'], key),
    put(
      400,
      520,
      all(
        stalk(-30, '#6aa05a', 30, -50),
        dill,
        stalk(34, '#7fae6d', 22, 56),
        stalk(2, '#5b9150', 44, 0),
        pot,
      ),
    ),
  )
}

/** Stalked greens of spring in a basket: angelica buds, hosta shoots, alpine leek. */
export function springGreens(key: string): string {
  const [base, tip] = key.includes('urui')
    ? ['#f2efcf', '#b7cd7b']
    : key.includes('gyoja')
      ? ['#c8899a', '#6fa357']
      : ['#9a7a52', '#88b05c']
  const shoot = (turn: number, x: number, y: number) =>
    put(
      x,
      y,
      all(
        box(-11, -96, 22, 100, base, 9),
        leafAt(-6, -84, -22, 112, 50, tip),
        leafAt(6, -84, 22, 112, 50, dark(tip, 0.08)),
        leafAt(0, -80, 0, 132, 46, light(tip, 0.14)),
      ),
      { turn },
    )
  return still(
    pick(['rose', 'sky', 'stone'], key),
    put(
      400,
      516,
      basket(470, 120, all(times(9, (n) => shoot(-40 + n * 10, -168 + n * 42, 26 + Math.abs(n - 4) * 4)))),
    ),
  )
}

const pod = (x: number, y: number, turn: number, c: string) =>
  put(
    x,
    y,
    all(
      shape(
        'M-92 10 C-68 -46 -34 -28 -8 -36 C20 -42 62 -38 94 -8 C62 32 26 30 -4 32 C-32 38 -66 38 -92 10Z',
        dark(c, 0.22),
      ),
      shape(
        'M-90 4 C-66 -44 -32 -30 -6 -36 C22 -42 60 -36 92 -8 C58 24 24 24 -4 24 C-30 30 -64 30 -90 4Z',
        c,
      ),
      times(3, (n) =>
        all(circle(-46 + n * 44, -6, 19, dark(c, 0.1)), circle(-49 + n * 44, -10, 16, light(c, 0.25))),
      ),
      stroke('M-92 6 l-20 12', dark(c, 0.25), 7),
    ),
    { turn },
  )

export function edamame(key: string): string {
  const greens = ['#86b356', '#9cc46a', '#739f49'] as const
  const places = [
    [-150, -18, -20],
    [20, -22, 12],
    [164, -10, -34],
    [-74, -62, 24],
    [88, -72, -12],
    [-6, -112, 6],
  ] as const
  return still(
    pick(['wheat', 'cream'], key),
    put(
      400,
      470,
      zaru(
        560,
        all(
          places.map(([x, y, turn], n) => pod(x, y, turn, greens[n % 3] ?? greens[0])),
          ball(228, -2, 17, '#a5c96f'),
          ball(-228, 0, 17, '#a5c96f'),
        ),
      ),
    ),
  )
}

export function snowCabbage(key: string): string {
  const green = pick(['#a9cc82', '#a0c67c'], key)
  return still(
    'sky',
    put(
      400,
      500,
      all(
        shape('M-400 -40 Q-300 -96 -190 -60 Q0 -20 190 -60 Q300 -96 400 -40 L400 100 L-400 100Z', '#f7fbfd'),
        [-66, 66, -38, 38].map((turn) => leafAt(0, 10, turn, 252, 190, turn < 0 ? '#7fae62' : '#739f58')),
        circle(0, -116, 138, green),
        crescent(0, -116, 138, dark(green, 0.1)),
        stroke('M-6 -8 C-30 -90 -30 -170 10 -244', light(green, 0.5), 9),
        stroke(
          'M-14 -90 C-60 -120 -90 -150 -104 -190 M-16 -140 C30 -160 70 -180 96 -206 M-20 -60 C20 -80 70 -90 118 -96',
          light(green, 0.5),
          6,
        ),
        leafAt(-84, 30, -26, 160, 150, '#8fbb6e'),
        leafAt(84, 30, 26, 160, 150, '#86b266'),
        shape(
          'M-86 -226 Q-70 -262 0 -262 Q74 -262 90 -222 Q60 -204 30 -222 Q0 -206 -34 -222 Q-62 -208 -86 -226Z',
          '#ffffff',
        ),
        shape('M-400 30 Q-250 -34 -110 10 Q0 40 120 8 Q260 -34 400 30 L400 100 L-400 100Z', '#ffffff'),
      ),
    ),
    times(14, (n) => circle(60 + n * 52, 70 + ((n * 97) % 300), 4 + (n % 3) * 2, '#ffffff')),
  )
}

export function spinach(key: string): string {
  const green = pick(['#3f7d4a', '#467f47'], key)
  return still(
    'rose',
    put(
      400,
      470,
      all(
        shadow(0, 30, 470, 70),
        times(15, (n) =>
          leafAt(0, 0, -98 + n * 14, 206 - (n % 2) * 34, 104, n % 2 === 0 ? green : light(green, 0.12)),
        ),
        times(7, (n) => put(0, 0, leaf(140, 70, light(green, 0.2)), { turn: -66 + n * 22 })),
        ellipse(0, 2, 42, 26, '#c8607d'),
        ellipse(0, 12, 26, 18, '#b24c69'),
      ),
    ),
  )
}
