import {
  all,
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
import { apple, bag, bottle, bowl, cloth, crate, jar, mushroom, sprig, tomato } from './props.ts'
import { grapesIcon } from './bottles.ts'

/** What comes in jars, tubs and bags: jam, honey, miso, pickles, dried and frozen goods. */

const berryIcon = (colour: string): Drawing =>
  all(
    circle(-13, 6, 15, colour),
    circle(14, 8, 15, light(colour, 0.15)),
    circle(0, -12, 15, dark(colour, 0.1)),
    leafAt(6, -24, 50, 28, 15, '#6fa357'),
  )

const rhubarbIcon = all(
  stroke('M-10 28 L-4 -10 M8 28 L4 -8', '#c8506a', 9),
  leafAt(-4, -4, -20, 36, 26, '#6fa357'),
  leafAt(4, -4, 24, 34, 24, '#7fae58'),
)

export function jam(key: string): string {
  const [content, icon] = key.includes('apple')
    ? ['#e27b52', apple(23, '#c73a44')]
    : key.includes('rhubarb')
      ? ['#d9808a', rhubarbIcon]
      : ['#4d3f78', berryIcon('#4a5a8f')]
  const lid = pick(['#8c4a3b', '#4f6b62', '#b98a3f'], key)
  return still(
    pick(['wheat', 'mint', 'cream'], key),
    put(410, 516, cloth(640, light(content ?? '#e27b52', 0.45))),
    put(276, 504, jar(170, 190, content ?? '#e27b52', lid, icon ?? '')),
    put(508, 510, jar(190, 216, light(content ?? '#e27b52', 0.06), lid, icon ?? '')),
    put(
      668,
      524,
      all(
        shadow(0, 0, 90, 16),
        put(
          0,
          -6,
          all(
            stroke('M0 0 L66 -84', '#c5cdd2', 9),
            put(-10, 10, ellipse(0, 0, 22, 13, '#d3dade'), { turn: -40 }),
            put(-11, 7, ellipse(0, 0, 16, 8, content ?? '#e27b52'), { turn: -40 }),
          ),
        ),
      ),
    ),
  )
}

const hexagon = (x: number, y: number, r: number, c: string) =>
  shape(
    `M${x + r} ${y} L${x + r / 2} ${y + r * 0.87} L${x - r / 2} ${y + r * 0.87} L${x - r} ${y} L${x - r / 2} ${y - r * 0.87} L${x + r / 2} ${y - r * 0.87}Z`,
    c,
  )

const bee = (x: number, y: number, turn: number) =>
  put(
    x,
    y,
    all(
      put(-4, -14, ellipse(0, 0, 12, 20, '#ffffff', 0.85), { turn: -24 }),
      put(12, -14, ellipse(0, 0, 12, 20, '#ffffff', 0.85), { turn: 24 }),
      ellipse(0, 0, 26, 17, '#f0b93f'),
      box(-8, -16, 8, 32, '#4b3a3a', 3),
      box(8, -14, 7, 28, '#4b3a3a', 3),
      circle(25, -2, 9, '#4b3a3a'),
    ),
    { turn },
  )

export function honey(key: string): string {
  const gold = key.includes('tochi') ? '#c77f2c' : key.includes('hyakka') ? '#9c5a22' : '#eab84a'
  return still(
    pick(['sky', 'sage', 'lilac'], key),
    times(9, (n) =>
      hexagon(
        560 + (n % 3) * 62 + (Math.floor(n / 3) % 2) * 31,
        150 + Math.floor(n / 3) * 54,
        33,
        n % 2 === 0 ? light(gold, 0.5) : light(gold, 0.3),
      ),
    ),
    put(
      330,
      514,
      jar(
        230,
        250,
        gold,
        pick(['#8c6a3b', '#c98f4a'], key),
        all(
          times(7, (n) =>
            hexagon(
              [0, 24, -24, 24, -24, 0, 0][n] ?? 0,
              [0, 14, 14, -14, -14, 28, -28][n] ?? 0,
              14,
              n === 0 ? gold : light(gold, 0.3),
            ),
          ),
        ),
      ),
    ),
    put(
      566,
      516,
      all(
        shadow(0, 0, 160),
        stroke('M-20 -30 L84 -220', '#c99a63', 15),
        put(
          -30,
          -28,
          all(
            ellipse(0, 0, 42, 50, '#b98a5b'),
            times(4, (n) => box(-42, -34 + n * 21, 84, 11, gold, 5)),
          ),
          { turn: 30 },
        ),
        shape('M-90 0 C-70 -26 20 -26 40 0 Q-26 22 -90 0Z', gold),
      ),
    ),
    bee(170, 180, -14),
    bee(480, 120, 12),
  )
}

export function misoTub(key: string): string {
  const miso = pick(['#a8693a', '#9f6136'], key)
  return still(
    pick(['sage', 'stone'], key),
    put(
      370,
      514,
      all(
        shadow(0, 0, 400),
        shape('M-170 -220 L170 -220 L150 -6 L-150 -6Z', '#d2a468'),
        times(8, (n) => stroke(`M${-150 + n * 43} -216 L${-134 + n * 38} -10`, '#bb8c52', 4)),
        shape('M90 -220 L170 -220 L150 -6 L80 -6Z', dark('#d2a468', 0.12)),
        stroke('M-166 -168 Q0 -148 166 -168 M-156 -46 Q0 -26 156 -46', '#8c9a5a', 13),
        ellipse(0, -220, 170, 40, '#b98c54'),
        ellipse(0, -222, 150, 32, dark(miso, 0.15)),
        shape('M-146 -222 C-130 -290 -50 -306 0 -290 C60 -312 134 -288 146 -222 Q0 -186 -146 -222Z', miso),
        stroke(
          'M-90 -244 q40 -30 90 -20 M-20 -226 q50 -20 96 -8 M-60 -270 q30 -12 60 -8',
          light(miso, 0.3),
          7,
        ),
        stroke('M60 -250 L150 -370', '#c99a63', 22),
      ),
    ),
    put(644, 518, bowl(150, 70, '#8f2f2c', shape('M-64 2 Q-20 -46 10 -44 Q44 -40 64 2 Q0 20 -64 2Z', miso))),
  )
}

/** A small jar of something pale: salt koji. */
export function kojiJar(key: string): string {
  return still(
    pick(['mint', 'rose'], key),
    put(
      330,
      514,
      jar(
        200,
        220,
        '#f3ead2',
        '#6f8a8f',
        all(
          times(9, (n) =>
            put(
              -26 + (n % 3) * 26,
              -20 + Math.floor(n / 3) * 20,
              ellipse(0, 0, 11, 6, n % 2 === 0 ? '#e6d8b4' : '#d9c79a'),
              { turn: sway(n) * 70 },
            ),
          ),
        ),
      ),
    ),
    put(
      570,
      518,
      bowl(
        220,
        90,
        '#4f6b7a',
        all(
          shape('M-94 2 C-70 -60 60 -66 94 2 Q0 26 -94 2Z', '#f8f1de'),
          times(12, (n) =>
            put(-66 + n * 12, -18 + sway(n) * 14, ellipse(0, 0, 8, 4, '#e3d5b0'), { turn: sway(n, 2) * 80 }),
          ),
        ),
      ),
    ),
    put(140, 518, leafAt(0, 0, -20, 120, 60, '#8bb163')),
  )
}

const sheet = (y: number, lean: number) =>
  all(
    shape(`M-180 ${y} L-120 ${y - 46} L190 ${y - 46 + lean} L140 ${y + lean}Z`, '#f8f0dd'),
    shape(`M-180 ${y} L140 ${y + lean} L140 ${y + 16 + lean} L-180 ${y + 16}Z`, '#e3d6b8'),
    shape(`M140 ${y + lean} L190 ${y - 46 + lean} L190 ${y - 30 + lean} L140 ${y + 16 + lean}Z`, '#d6c7a4'),
  )

export function sakeLees(key: string): string {
  return still(
    pick(['sky', 'sage'], key),
    put(
      400,
      506,
      all(
        shadow(0, 10, 460, 50),
        sheet(-20, 6),
        sheet(-46, -4),
        sheet(-72, 5),
        sheet(-98, -3),
        times(10, (n) =>
          stroke(`M${-110 + n * 26} ${-122 + sway(n) * 12} l${12 + sway(n) * 5} -3`, '#e0d0ac', 4),
        ),
      ),
    ),
    put(
      640,
      520,
      all(shadow(0, 0, 90), shape('M-42 -4 C-40 -40 0 -52 30 -36 C46 -20 40 -2 30 -4Z', '#f8f0dd')),
    ),
  )
}

type Icons = readonly (readonly [string, Drawing, string])[]

// What is drawn on the bag, by a word of the key, and the bag's colour.
const bagIcons: Icons = [
  ['dry', tomato(34, '#c73f36'), '#d9b98a'],
  ['chips', apple(36, '#cf3f3f'), '#c9d3a8'],
  ['raisin', put(0, 0, grapesIcon('#5b4380'), { size: 1.6 }), '#cbb8d6'],
  [
    'paste',
    all(
      ellipse(0, 6, 44, 30, '#e59a3c'),
      stroke('M0 -22 L0 -40', '#7c8a4c', 9),
      stroke('M-22 -16 Q-30 6 -20 30 M0 -24 L0 36 M22 -16 Q30 6 20 30', '#c97f2c', 4),
    ),
    '#a9cbd6',
  ],
  [
    'kiriboshi',
    all(
      times(7, (n) =>
        stroke(`M${-36 + n * 12} 26 q${sway(n) * 20} -26 ${sway(n, 2) * 16} -54`, '#d9b978', 7),
      ),
    ),
    '#c8d8c0',
  ],
  ['miso', mushroom(40, '#8a5f41'), '#d9b98a'],
]

/** Dried and frozen goods in a stand-up bag with a picture of what is in it. */
export function goodsBag(key: string): string {
  const found = bagIcons.find(([word]) => key.includes(word))
  const icon = found?.[1] ?? put(0, 34, sprig(58, '#6fa357'))
  const colour = found?.[2] ?? pick(['#d9b98a', '#c8d8c0', '#e3c2b4'], key)
  return still(
    pick(['cream', 'sky', 'rose', 'mint'], key),
    put(292, 508, bag(220, 290, dark(colour, 0.05), icon)),
    put(512, 516, bag(236, 316, colour, icon)),
  )
}

const chip = (x: number, y: number, n: number) =>
  put(
    x,
    y,
    n % 3 === 0
      ? all(circle(0, 0, 19, '#e68a3c'), circle(0, 0, 10, '#f0a864'))
      : n % 3 === 1
        ? all(ellipse(0, 0, 22, 13, '#efe3c4'), ellipse(0, 0, 12, 6, '#ddcda4'))
        : leafAt(0, 16, sway(n) * 60, 36, 24, '#7fae58'),
    { turn: sway(n) * 40 },
  )

/** Mixed dried vegetables: the bag, and what was cut for it. */
export function driedVegetables(key: string): string {
  return still(
    pick(['wheat', 'sage'], key),
    put(300, 512, bag(240, 310, '#d9b98a', all(chip(-26, -8, 0), chip(22, -14, 1), chip(-2, 22, 2)))),
    put(
      580,
      518,
      bowl(
        250,
        96,
        '#6a7f74',
        all(
          times(11, (n) => chip(-92 + (n % 6) * 36 + Math.floor(n / 6) * 18, -4 - Math.floor(n / 6) * 30, n)),
        ),
      ),
    ),
  )
}

/** Pickles in a small bowl. */
export function pickles(key: string): string {
  return still(
    pick(['lilac', 'sage'], key),
    put(
      380,
      516,
      bowl(
        400,
        120,
        '#46617a',
        all(
          times(13, (n) =>
            put(
              -140 + (n % 7) * 46 + Math.floor(n / 7) * 24,
              -2 - Math.floor(n / 7) * 36,
              all(
                ellipse(2, 5, 40, 22, '#d9cfb3'),
                ellipse(0, 0, 40, 22, '#fbf8ea'),
                stroke('M-39 0 a39 22 0 0 1 78 0', '#b9cf8b', 6),
              ),
              { turn: sway(n) * 30 },
            ),
          ),
          times(5, (n) => put(-70 + n * 36, -50 + sway(n) * 8, stroke('M-12 0 q12 -9 24 0', '#cf4238', 7))),
        ),
      ),
    ),
    put(
      664,
      518,
      all(
        shadow(0, 0, 140),
        shape('M-52 -90 L52 -90 L42 -4 L-42 -4Z', '#8fa08a'),
        ellipse(0, -90, 52, 12, '#75876f'),
        ellipse(0, -88, 42, 8, '#a9bd6a'),
      ),
    ),
  )
}

/** A box of many things, for a category without a motif of its own. */
export function mixedBox(key: string): string {
  return still(
    pick(['cream', 'sky'], key),
    put(
      400,
      516,
      crate(
        460,
        150,
        all(
          put(-150, 20, bottle(76, 190, { glass: '#5b3426', label: '#f6e7c4', cap: '#a83a32' })),
          put(-50, 20, jar(110, 130, '#e27b52', '#8c4a3b')),
          put(70, 20, bag(120, 180, '#c8d8c0', put(0, 14, sprig(26, '#6fa357')))),
          put(170, -30, apple(46, '#cf3f3f')),
        ),
      ),
    ),
  )
}
