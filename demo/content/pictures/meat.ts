import {
  all,
  ball,
  box,
  circle,
  crescent,
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
import { board, plate, steam } from './props.ts'

/** Beef, pork, chicken and fish. */

export function steak(key: string): string {
  const red = pick(['#b8433f', '#b03d40'], key)
  return still(
    pick(['stone', 'cream'], key),
    put(400, 506, board(660, '')),
    put(
      350,
      440,
      all(
        shape(
          'M-190 20 C-216 -50 -150 -110 -60 -104 C20 -126 150 -124 196 -60 C224 -10 180 46 110 44 C40 66 -150 74 -190 20Z',
          dark(red, 0.3),
        ),
        shape(
          'M-190 6 C-216 -64 -150 -122 -60 -116 C20 -138 150 -136 196 -72 C224 -22 180 34 110 32 C40 54 -150 60 -190 6Z',
          '#f4dccb',
        ),
        shape(
          'M-166 0 C-186 -54 -130 -98 -56 -94 C20 -112 136 -110 172 -62 C190 -24 156 14 100 12 C36 32 -132 40 -166 0Z',
          red,
        ),
        stroke(
          'M-120 -44 q40 -22 66 4 t70 -10 M-60 0 q30 -20 60 -6 M20 -70 q34 8 54 -10 t50 12 M60 -20 q30 -14 66 -2 M-10 -30 q20 6 30 -6 M-130 -10 q20 14 46 8',
          '#f2c9b8',
          6,
        ),
      ),
    ),
    leafAt(612, 486, 30, 110, 40, '#5f9150'),
    leafAt(606, 488, -20, 100, 38, '#6fa357'),
    times(7, (n) => circle(560 + sway(n) * 44, 490 + sway(n, 4) * 10, 4, '#4b3a3a')),
  )
}

/** Thin slices folded like petals, for sukiyaki and stews. */
export function slicedMeat(key: string): string {
  const [meat, fat] = key.includes('hanafuji') ? ['#e39a92', '#f9e6da'] : ['#c4554e', '#f3d5c6']
  const slice = (x: number, y: number, n: number) =>
    put(
      x,
      y,
      all(
        shape(
          'M-74 10 C-70 -46 -30 -64 4 -54 C40 -66 80 -40 76 10 C50 -10 30 8 4 -2 C-24 10 -50 -8 -74 10Z',
          n % 2 === 0 ? meat : light(meat, 0.12),
        ),
        stroke('M-72 8 C-68 -44 -30 -62 4 -52 C38 -64 78 -40 74 8', fat, 10),
        stroke('M-34 -20 q16 -12 30 0 t34 -6', fat, 5),
      ),
      { turn: sway(n) * 18 },
    )
  return still(
    pick(['mint', 'lilac', 'sage'], key),
    put(
      400,
      482,
      plate(
        600,
        '#46565c',
        all(
          times(5, (n) => slice(-196 + n * 98, 4 + (n % 2) * 6, n)),
          times(4, (n) => slice(-146 + n * 98, -40, n + 5)),
          times(3, (n) => slice(-98 + n * 98, -84, n + 9)),
          slice(0, -126, 12),
        ),
      ),
    ),
    leafAt(676, 488, 40, 100, 44, '#6fa357'),
    leafAt(682, 488, 0, 90, 40, '#5f9150'),
  )
}

const layer = (y: number, c: string, h: number) =>
  shape(
    `M-190 ${y} Q-60 ${y - 12} 60 ${y} T190 ${y - 4} L190 ${y + h - 4} Q60 ${y + h - 10} -60 ${y + h} T-190 ${y + h}Z`,
    c,
  )

export function porkBelly(key: string): string {
  return still(
    pick(['sky', 'wheat'], key),
    put(400, 506, board(660, '')),
    put(
      380,
      470,
      all(
        shape('M-190 -150 L-140 -190 L236 -190 L190 -150Z', '#f6dfd2'),
        shape('M190 -154 L236 -190 L236 -44 L190 0Z', '#c9756c'),
        layer(-150, '#f9e8dc', 34),
        layer(-118, '#de8f87', 36),
        layer(-84, '#f9e8dc', 26),
        layer(-60, '#d9857d', 34),
        layer(-28, '#f9e8dc', 28),
        stroke('M-150 -106 q20 6 44 0 M40 -98 q30 8 60 0 M-60 -46 q30 8 54 0', '#f4cfc2', 5),
      ),
    ),
    leafAt(150, 494, -50, 110, 44, '#5f9150'),
    leafAt(156, 496, -10, 120, 44, '#6fa357'),
  )
}

export function sausages(key: string): string {
  const skin = pick(['#b5613f', '#ad5c40'], key)
  const one = (x: number, y: number, turn: number) =>
    put(
      x,
      y,
      all(
        stroke('M-96 0 Q0 -54 96 0', skin, 46),
        stroke('M-92 12 Q0 -38 92 12', dark(skin, 0.16), 14),
        stroke('M-70 -22 Q-20 -44 30 -42', light(skin, 0.4), 7),
        times(3, (n) => stroke(`M${-46 + n * 40} ${-44 + Math.abs(n - 1) * 8} l12 26`, dark(skin, 0.3), 6)),
        circle(-104, 6, 7, dark(skin, 0.2)),
        circle(104, 6, 7, dark(skin, 0.2)),
      ),
      { turn },
    )
  return still(
    pick(['cream', 'sage'], key),
    put(400, 506, board(660, '')),
    one(270, 420, -6),
    one(500, 416, 8),
    one(390, 470, 2),
    put(
      640,
      470,
      all(
        ellipse(0, 8, 40, 14, '#8a6a45', 0.3),
        ellipse(0, 0, 40, 14, '#e3b53f'),
        times(8, (n) => circle(-24 + n * 7, -2 + sway(n) * 6, 2.5, '#8d6a24')),
      ),
    ),
    leafAt(170, 486, -40, 96, 40, '#6fa357'),
  )
}

export function ham(key: string): string {
  const pink = pick(['#e7a09a', '#e59c98'], key)
  return still(
    pick(['mint', 'stone'], key),
    put(400, 506, board(660, '')),
    put(
      330,
      476,
      all(
        shape(
          'M-176 -20 C-190 -130 -100 -170 20 -166 L150 -160 C196 -150 196 0 150 6 L-60 16 C-130 20 -170 10 -176 -20Z',
          '#9c5238',
        ),
        shape(
          'M-150 4 C-110 20 100 14 150 6 C180 0 188 -60 176 -110 C170 -50 150 -30 60 -24 C-40 -18 -130 -20 -174 -36 C-172 -16 -166 -4 -150 4Z',
          '#84432f',
        ),
        times(5, (n) => stroke(`M${-110 + n * 56} -160 q-22 80 4 168`, '#e9d6b4', 6)),
        stroke('M-172 -70 q160 24 330 -10', '#e9d6b4', 6),
        ellipse(152, -77, 46, 84, '#f6e6d4'),
        ellipse(152, -77, 36, 70, pink),
        stroke('M140 -110 q16 14 8 34 M162 -60 q-12 14 -2 30', '#f7d7cd', 6),
      ),
    ),
    times(3, (n) =>
      put(
        566 + n * 26,
        470 + n * 10,
        all(
          ellipse(2, 5, 56, 24, '#8a6a45', 0.25),
          ellipse(0, 0, 56, 24, '#f6e6d4'),
          ellipse(0, 0, 48, 19, light(pink, n * 0.08)),
        ),
      ),
    ),
  )
}

/** A fowl in the grass; chicken is shown as the bird, not as meat. */
export function hen(key: string): string {
  const feather = pick(['#c9824a', '#b9703f', '#a8613d'], key)
  return still(
    pick(['mint', 'wheat', 'sky'], key),
    put(
      400,
      510,
      all(
        shadow(0, 2, 330),
        stroke('M-20 -40 L-26 0 M36 -40 L40 0', '#e0a33c', 10),
        stroke('M-44 4 l18 -6 l20 6 M22 4 l18 -6 l20 6', '#e0a33c', 8),
        shape(
          'M-150 -200 C-190 -240 -210 -190 -190 -150 C-180 -60 -100 -24 0 -30 C90 -30 140 -90 132 -170 C150 -220 120 -262 84 -262 C52 -262 34 -234 34 -196 C10 -150 -60 -150 -150 -200Z',
          feather,
        ),
        shape(
          'M-150 -200 C-190 -240 -210 -190 -190 -150 C-186 -120 -172 -96 -152 -76 C-160 -110 -156 -150 -150 -200Z',
          dark(feather, 0.3),
        ),
        shape('M-100 -140 C-60 -176 40 -160 46 -110 C40 -60 -60 -50 -100 -140Z', dark(feather, 0.16)),
        stroke('M-70 -120 q30 20 70 14 M-54 -96 q26 14 56 8', light(feather, 0.3), 6),
        shape(
          'M54 -258 C50 -290 70 -292 74 -276 C80 -298 98 -296 98 -276 C110 -290 122 -276 110 -254Z',
          '#cf4238',
        ),
        shape('M126 -226 L162 -212 L126 -200Z', '#eab04a'),
        ellipse(120, -186, 11, 19, '#cf4238'),
        circle(98, -224, 8, '#2f262c'),
        circle(95, -227, 2.6, '#ffffff'),
      ),
    ),
    times(13, (n) =>
      leafAt(
        90 + n * 52,
        528 + sway(n) * 10,
        sway(n) * 30,
        56 + sway(n, 3) * 14,
        17,
        n % 2 === 0 ? '#7fae58' : '#6a9a4f',
      ),
    ),
  )
}

export function stockPot(key: string): string {
  return still(
    pick(['cream', 'stone'], key),
    put(
      400,
      512,
      all(
        shadow(0, 0, 400),
        put(0, -250, steam(110)),
        box(-176, -210, 352, 206, '#8d9aa0', 24),
        box(60, -210, 116, 206, '#77858c', 24),
        box(-150, -190, 17, 150, '#b4bfc3', 8),
        ellipse(0, -210, 176, 36, '#6a767c'),
        ellipse(0, -208, 158, 28, '#edc162'),
        times(6, (n) => ellipse(-96 + n * 40, -210 + sway(n) * 12, 17, 7, '#f7dc97')),
        box(-214, -170, 48, 26, '#5d696f', 12),
        box(166, -170, 48, 26, '#5d696f', 12),
      ),
    ),
    put(660, 520, all(leafAt(0, 0, -30, 130, 30, '#f3efd6'), leafAt(10, 0, 10, 150, 30, '#7fae58'))),
  )
}

export function riverFish(key: string): string {
  const body = key.includes('kanroni') ? '#7d5238' : '#8fa08a'
  const fish = (size: number): Drawing =>
    put(
      0,
      0,
      all(
        shape('M-190 0 C-130 -74 60 -84 190 -14 L250 -66 Q256 0 250 58 L190 10 C60 74 -130 70 -190 0Z', body),
        shape(
          'M-190 0 C-130 70 60 74 190 10 L250 58 Q254 30 253 10 L186 -4 C60 30 -100 34 -190 0Z',
          key.includes('kanroni') ? '#5f3b29' : '#e9dcc0',
        ),
        shape('M-20 -66 Q20 -110 74 -100 Q60 -74 50 -58Z', dark(body, 0.15)),
        shape('M-30 54 Q0 90 30 84 Q24 64 20 52Z', dark(body, 0.1)),
        times(17, (n) =>
          circle(-110 + n * 17, -26 + sway(n) * 20, 5, key.includes('kanroni') ? '#a8754f' : '#e9e4cf'),
        ),
        stroke('M-132 -46 C-112 -20 -112 20 -132 42', dark(body, 0.25), 6),
        circle(-154, -10, 10, '#fdf6e6'),
        circle(-154, -10, 5, '#2f262c'),
      ),
      { size },
    )
  return still(
    pick(['mint', 'sage', 'sky'], key),
    put(
      400,
      482,
      plate(
        640,
        '#5d7482',
        all(
          leafAt(-280, 10, 82, 560, 120, '#7fae58'),
          put(-10, -36, fish(0.98), { turn: -3 }),
          put(30, -92, fish(0.86), { turn: 4 }),
        ),
      ),
    ),
    put(672, 500, all(ball(0, -16, 30, '#f1d457'), crescent(0, -16, 30, '#d9b53d'))),
  )
}
