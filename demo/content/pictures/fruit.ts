import {
  all,
  ball,
  box,
  circle,
  dark,
  ellipse,
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
import { apple, basket, board, bowl, crate, plate } from './props.ts'

/** Fruit. */

const bark = '#7a5a43'

const leafGreen = '#6d9a4d'

export function applesOnBranch(key: string): string {
  const red = pick(['#cf3f3f', '#d34a41', '#c73a44'], key)
  return still(
    pick(['sky', 'wheat', 'mint'], key),
    put(
      400,
      316,
      all(
        stroke('M-420 -210 C-260 -190 -140 -150 0 -158 C140 -166 260 -140 440 -200', bark, 26),
        stroke('M-160 -168 q-20 40 -24 70 M60 -160 q10 34 16 60 M230 -158 q6 24 4 46', bark, 10),
        times(16, (n) =>
          leafAt(
            -350 + n * 48,
            -178 + sway(n) * 26,
            110 + sway(n, 2) * 70 + (n % 2) * 60,
            96,
            50,
            n % 3 === 0 ? '#82ad5e' : leafGreen,
          ),
        ),
        put(-176, 0, apple(86, red), { turn: -6 }),
        put(74, 6, apple(98, light(red, 0.06))),
        put(238, -34, apple(70, dark(red, 0.05)), { turn: 8 }),
      ),
    ),
    put(632, 514, all(shadow(0, 0, 150), put(0, -62, apple(66, light(red, 0.08)), { turn: 14 }))),
    put(168, 516, leafAt(0, 0, -70, 110, 46, '#82ad5e')),
  )
}

export function appleBasket(key: string): string {
  const colour = pick(['#d6524b', '#cf3f3f', '#d85f4d'], key)
  const heap = [
    [-140, -16],
    [-46, -26],
    [48, -26],
    [140, -16],
    [-92, -88],
    [0, -98],
    [92, -88],
  ] as const
  return still(
    pick(['sage', 'cream', 'stone'], key),
    put(
      400,
      514,
      basket(
        470,
        150,
        all(
          heap.map(([x, y], n) =>
            put(x, y, apple(54, n % 3 === 1 ? mixYellow(colour) : colour), { turn: sway(n) * 20 }),
          ),
        ),
      ),
    ),
    put(680, 512, all(shadow(0, 0, 110), put(0, -48, apple(52, colour), { turn: 12 }))),
  )
}

const mixYellow = (colour: string): string => light(colour, 0.14)

export function tartApples(key: string): string {
  const red = '#a92b38'
  return still(
    pick(['rose', 'wheat'], key),
    put(400, 506, board(620, '')),
    put(290, 424, apple(88, red)),
    put(440, 430, apple(80, dark(red, 0.06)), { turn: 8 }),
    put(
      566,
      446,
      all(
        shape('M-66 -40 C-60 60 60 60 66 -40Z', red),
        shape('M-58 -40 C-52 44 52 44 58 -40Z', '#fdf3d3'),
        shape('M-18 -40 C-14 4 14 4 18 -40Z', '#f3e2b4'),
        ellipse(-6, -22, 4, 8, '#6f4f38'),
        ellipse(8, -22, 4, 8, '#6f4f38'),
      ),
      { turn: -12 },
    ),
  )
}

export function grapes(key: string): string {
  const shine = key.includes('shine')
  const skin = shine ? '#b9cf6a' : pick(['#4b3f73', '#54406e'], key)
  const rows = [5, 6, 5, 4, 3, 2, 1]
  const bunch = rows.flatMap((count, r) =>
    times(count, (n) =>
      put(
        -(count - 1) * 27 + n * 54 + sway(n, r) * 4,
        r * 44,
        ball(0, 0, 31, (n + r) % 3 === 0 ? light(skin, 0.12) : (n + r) % 3 === 1 ? skin : dark(skin, 0.1)),
      ),
    ),
  )
  return still(
    shine ? 'mint' : 'lilac',
    stroke('M60 76 C220 96 320 120 398 138 C500 160 620 110 760 118', bark, 17),
    stroke('M398 138 q4 40 2 74', '#8b9a55', 11),
    stroke('M520 138 q60 20 54 60 q-8 40 26 54', '#8b9a55', 5),
    put(260, 150, vine(150, shine ? '#86b35c' : '#7aa456'), { turn: -12 }),
    put(560, 140, vine(120, shine ? '#9cc26d' : '#8bb163'), { turn: 16 }),
    put(400, 214, all(bunch)),
  )
}

/** A vine leaf hanging down from (0, 0). */
const vine = (size: number, colour: string): Drawing =>
  all(
    shape(
      `M0 0 C${size * 0.5} ${-size * 0.3} ${size * 0.9} ${size * 0.1} ${size * 0.62} ${size * 0.4} C${size * 0.8} ${size * 0.7} ${size * 0.4} ${size * 0.8} ${size * 0.24} ${size * 0.7} Q${size * 0.1} ${size} 0 ${size * 1.06} Q${-size * 0.1} ${size} ${-size * 0.24} ${size * 0.7} C${-size * 0.4} ${size * 0.8} ${-size * 0.8} ${size * 0.7} ${-size * 0.62} ${size * 0.4} C${-size * 0.9} ${size * 0.1} ${-size * 0.5} ${-size * 0.3} 0 0Z`,
      colour,
    ),
    stroke(
      `M0 ${size * 0.1} L0 ${size * 0.9} M0 ${size * 0.2} L${size * 0.46} ${size * 0.3} M0 ${size * 0.2} L${-size * 0.46} ${size * 0.3} M0 ${size * 0.5} L${size * 0.3} ${size * 0.6} M0 ${size * 0.5} L${-size * 0.3} ${size * 0.6}`,
      light(colour, 0.3),
      4,
    ),
  )

export function berries(key: string): string {
  const blue = pick(['#4a5a8f', '#50598e'], key)
  const berry = (r: number) =>
    all(
      ball(0, 0, r, blue),
      put(
        r * 0.12,
        -r * 0.3,
        all(
          circle(0, 0, r * 0.34, dark(blue, 0.3)),
          times(5, (n) => put(0, 0, leafAt(0, 0, 0, r * 0.42, r * 0.26, dark(blue, 0.12)), { turn: n * 72 })),
        ),
      ),
    )
  const heap = [7, 6, 4].flatMap((count, floor) =>
    times(count, (n) =>
      put(-(count - 1) * 29 + n * 58 + sway(n, floor) * 5, -4 - floor * 42, berry(32), {
        turn: sway(n, floor) * 50,
      }),
    ),
  )
  return still(
    pick(['rose', 'cream', 'sky'], key),
    put(
      400,
      518,
      bowl(
        450,
        150,
        key.includes('frozen') ? '#d5e5ee' : '#f1e6d2',
        all(heap, leafAt(120, -90, 50, 90, 46, leafGreen), leafAt(110, -96, -10, 80, 42, '#82ad5e')),
      ),
    ),
    put(140, 518, all(shadow(0, 0, 66), put(0, -30, berry(30), { turn: 20 }))),
    put(664, 520, all(shadow(0, 0, 66), put(0, -30, berry(30), { turn: -40 }))),
  )
}

export function cherries(key: string): string {
  const red = pick(['#d5433c', '#cc3a44'], key)
  const pair = (x: number, y: number, size: number) =>
    put(
      x,
      y,
      all(
        stroke('M0 -170 C-10 -110 -60 -80 -62 -30 M0 -170 C20 -110 58 -80 62 -10', '#7d9a4d', 7),
        leafAt(0, -170, 62, 120, 58, leafGreen),
        put(
          -64,
          18,
          all(ball(0, 0, 54, red), shape('M-16 -47 Q0 -34 16 -47 Q0 -58 -16 -47Z', dark(red, 0.3))),
        ),
        put(
          64,
          40,
          all(
            ball(0, 0, 54, light(red, 0.1)),
            shape('M-16 -47 Q0 -34 16 -47 Q0 -58 -16 -47Z', dark(red, 0.3)),
          ),
        ),
      ),
      { size },
    )
  return still(
    pick(['mint', 'wheat'], key),
    put(400, 512, all(shadow(-150, 0, 190), shadow(16, 0, 220), shadow(200, 0, 170))),
    pair(250, 424, 1.02),
    pair(582, 434, 0.94),
    pair(412, 380, 1.26),
  )
}

export function peaches(key: string): string {
  const skin = pick(['#f2b49a', '#f3b8a4'], key)
  const peach = (r: number) =>
    all(
      leafAt(4, -r * 0.9, 66, r * 0.9, r * 0.36, leafGreen),
      shape(
        `M0 ${-r * 0.86} C${-r * 0.7} ${-r * 1.1} ${-r * 1.2} ${-r * 0.2} ${-r * 0.86} ${r * 0.4} C${-r * 0.5} ${r * 0.96} ${-r * 0.1} ${r * 0.86} 0 ${r} C${r * 0.1} ${r * 0.86} ${r * 0.5} ${r * 0.96} ${r * 0.86} ${r * 0.4} C${r * 1.2} ${-r * 0.2} ${r * 0.7} ${-r * 1.1} 0 ${-r * 0.86}Z`,
        skin,
      ),
      shape(
        `M${r * 0.1} ${-r * 0.86} C${r * 0.8} ${-r * 1.02} ${r * 1.16} ${-r * 0.2} ${r * 0.86} ${r * 0.4} C${r * 0.5} ${r * 0.96} ${r * 0.1} ${r * 0.86} 0 ${r} C${r * 0.4} ${r * 0.4} ${r * 0.4} ${-r * 0.4} ${r * 0.1} ${-r * 0.86}Z`,
        '#e58d7c',
      ),
      stroke(`M0 ${-r * 0.84} C${-r * 0.24} ${-r * 0.3} ${-r * 0.24} ${r * 0.4} 0 ${r * 0.96}`, '#d97d70', 5),
      ellipse(-r * 0.52, -r * 0.3, r * 0.1, r * 0.24, '#fbe3d3'),
    )
  return still(
    pick(['sky', 'sage'], key),
    put(400, 504, plate(520, '#f8f2e4', '')),
    put(296, 414, peach(88), { turn: -8 }),
    put(504, 414, peach(88), { turn: 10 }),
    put(400, 400, peach(98)),
  )
}

export function strawberries(key: string): string {
  const red = pick(['#d63f45', '#d9464a'], key)
  const berry = (size: number, turn: number) =>
    put(
      0,
      0,
      all(
        shape(
          'M0 62 C-30 50 -62 4 -56 -26 C-50 -58 -16 -54 0 -46 C16 -54 50 -58 56 -26 C62 4 30 50 0 62Z',
          red,
        ),
        shape('M0 62 C30 50 62 4 56 -26 C52 -46 36 -52 22 -52 C44 -20 30 30 0 62Z', dark(red, 0.15)),
        times(9, (n) =>
          ellipse(
            -30 + (n % 3) * 28 + (Math.floor(n / 3) % 2) * 8,
            -18 + Math.floor(n / 3) * 22,
            3.5,
            6,
            '#f6d58a',
          ),
        ),
        times(5, (n) => leafAt(0, -44, -80 + n * 40, 38, 22, '#6aa05a')),
        stroke('M0 -50 q4 -14 14 -20', '#5a8d4d', 6),
      ),
      { size, turn },
    )
  if (key.includes('frozen'))
    return still(
      'sky',
      put(
        400,
        518,
        bowl(
          450,
          140,
          '#d7e7ef',
          all(
            times(9, (n) =>
              put(
                -168 + (n % 5) * 84 + Math.floor(n / 5) * 42,
                -20 - Math.floor(n / 5) * 62,
                all(
                  berry(0.92, sway(n) * 60),
                  circle(-20, -6, 5, '#ffffff'),
                  circle(14, 18, 4, '#ffffff'),
                  circle(8, -24, 3.5, '#ffffff'),
                ),
              ),
            ),
          ),
        ),
      ),
    )
  return still(
    'cream',
    put(
      400,
      514,
      crate(
        450,
        110,
        all(
          times(4, (n) => put(-150 + n * 100, -64, berry(1, sway(n) * 14))),
          times(5, (n) => put(-176 + n * 88, 2, berry(1, sway(n, 3) * 16))),
        ),
        '#e4d3b0',
      ),
    ),
    put(686, 486, berry(0.86, 70)),
  )
}

export function persimmonCurtain(key: string): string {
  const orange = pick(['#cf7a35', '#c97434'], key)
  return still(
    'stone',
    box(20, 66, 760, 26, '#8a6a4d', 6),
    times(6, (column) =>
      all(
        stroke(`M${120 + column * 112} 80 L${120 + column * 112} ${424 - (column % 2) * 40}`, '#c9b58d', 6),
        times(4, (n) => {
          const x = 120 + column * 112
          const y = 134 + n * 84 - (column % 2) * 26
          return all(
            shape(
              `M${x - 38} ${y - 8} C${x - 44} ${y + 28} ${x - 18} ${y + 58} ${x} ${y + 60} C${x + 18} ${y + 58} ${x + 44} ${y + 28} ${x + 38} ${y - 8} Q${x} ${y - 30} ${x - 38} ${y - 8}Z`,
              orange,
            ),
            shape(
              `M${x + 10} ${y - 20} Q${x + 30} ${y - 16} ${x + 38} ${y - 8} C${x + 44} ${y + 28} ${x + 18} ${y + 58} ${x} ${y + 60} C${x + 26} ${y + 36} ${x + 24} ${y} ${x + 10} ${y - 20}Z`,
              dark(orange, 0.16),
            ),
            shape(
              `M${x - 24} ${y - 16} Q${x} ${y - 2} ${x + 24} ${y - 16} Q${x} ${y - 34} ${x - 24} ${y - 16}Z`,
              '#7a5a43',
            ),
            ellipse(x - 16, y + 16, 10, 17, '#f4e6d4', 0.55),
          )
        }),
      ),
    ),
  )
}
