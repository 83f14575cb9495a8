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
import { bag, board, bowl, ear, steam, zaru } from './props.ts'

/** Rice, millet, flour and noodles. */

export const gold = '#e0b652'

/** A tuft of ears from one foot. */
export const ears = (colour: string, spread = 16, length = 250): Drawing =>
  all(
    times(5, (n) =>
      put(
        0,
        0,
        all(
          stroke(`M0 0 L0 ${-length * 0.5}`, dark(colour, 0.1), 5),
          leafAt(0, -30, n % 2 === 0 ? -22 : 24, length * 0.6, 22, '#b9b75a'),
          put(0, -length * 0.3, ear(length * 0.8, n % 2 === 0 ? colour : light(colour, 0.14))),
        ),
        { turn: (n - 2) * spread },
      ),
    ),
  )

export function riceBowl(key: string): string {
  const bowlColour = pick(['#3f6b8a', '#a8483c', '#6b7a55', '#3b4a66', '#8a5a6b'], key)
  const grains = times(34, (n) =>
    put(
      -150 + ((n * 61) % 300),
      -18 - ((n * 37) % 90) * Math.sqrt(Math.max(0.05, 1 - ((-150 + ((n * 61) % 300)) / 176) ** 2)),
      ellipse(0, 0, 12, 5.5, n % 3 === 0 ? '#efe7d6' : '#ffffff'),
      { turn: sway(n) * 80 },
    ),
  )
  return still(
    pick(['sage', 'cream', 'wheat', 'sky'], key, 'sheet'),
    put(222, 512, ears(gold, 8, 300), { turn: -12 }),
    put(
      430,
      518,
      bowl(
        400,
        150,
        bowlColour,
        all(
          put(-10, -150, steam(96)),
          shape('M-176 6 C-176 -70 -96 -132 0 -132 C96 -132 176 -70 176 6 Q0 40 -176 6Z', '#fdfaf2'),
          shape('M60 -118 C130 -96 176 -50 176 6 Q120 26 60 30 C120 0 120 -70 60 -118Z', '#eee6d8'),
          grains,
        ),
      ),
    ),
    put(430, 430, all(box(-176, -4, 352, 9, light(bowlColour, 0.4)))),
  )
}

export function riceSack(key: string): string {
  const grain = pick(['#c9a56b', '#c29c60'], key)
  const white = key.includes('white')
  return still(
    pick(['wheat', 'cream', 'stone'], key),
    put(610, 512, ears(gold, 8, 290), { turn: 10 }),
    put(
      380,
      514,
      all(
        shadow(0, 0, 360),
        shape(
          'M-150 -236 Q0 -262 150 -236 C176 -150 178 -60 162 -10 Q160 0 146 0 L-146 0 Q-160 0 -162 -10 C-178 -60 -176 -150 -150 -236Z',
          '#e3cd9f',
        ),
        shape(
          'M84 -250 Q130 -246 150 -236 C176 -150 178 -60 162 -10 Q160 0 146 0 L96 0 C124 -80 118 -170 84 -250Z',
          '#cfb583',
        ),
        ellipse(0, -236, 150, 34, '#b99c68'),
        shape(
          'M-132 -236 C-120 -300 -40 -316 6 -312 C70 -316 128 -290 132 -236 Q0 -196 -132 -236Z',
          white ? '#fbf6ea' : grain,
        ),
        times(26, (n) =>
          put(
            -112 + ((n * 53) % 226),
            -246 - ((n * 29) % 48),
            ellipse(0, 0, 10, 5, white ? '#e9e0cd' : n % 2 === 0 ? dark(grain, 0.12) : light(grain, 0.2)),
            { turn: sway(n) * 80 },
          ),
        ),
        stroke('M-150 -236 Q0 -202 150 -236', '#f3e3bd', 17),
        circle(0, -110, 62, '#fbf3df'),
        put(-6, -66, ear(92, gold, 7)),
        stroke('M-110 -190 l0 150 M-70 -186 l0 30 M116 -60 l0 30', '#d3bb8b', 4),
      ),
    ),
    put(
      180,
      520,
      all(
        shadow(0, 0, 110),
        shape('M-56 -6 Q0 -52 56 -6Z', white ? '#fbf6ea' : grain),
        times(9, (n) =>
          put(-40 + n * 10, -8 - (n % 3) * 9, ellipse(0, 0, 9, 4, white ? '#e9e0cd' : dark(grain, 0.14)), {
            turn: sway(n) * 70,
          }),
        ),
      ),
    ),
  )
}

/** Small grains in a wooden measure (枡) beside their ears: millet, perilla, beans, hulled buckwheat. */
export function grainMeasure(key: string): string {
  const beans = key.includes('daizu')
  const [grain, plant] = beans
    ? ['#b9c86e', '#7fae58']
    : key.includes('junen')
      ? ['#8b7562', '#8a9a5a']
      : key.includes('mukisoba')
        ? ['#b89a78', '#a3544e']
        : ['#ecc355', '#d0a23f']
  const r = beans ? 17 : 8
  const heap = times(beans ? 42 : 110, (n) => {
    const x = -138 + ((n * 71) % 277)
    const y = -((n * 43) % 100) * 0.72 * (1 - (x / 150) ** 2) - 4
    return circle(x, y, r, n % 3 === 0 ? light(grain, 0.22) : n % 3 === 1 ? grain : dark(grain, 0.14))
  })
  return still(
    pick(['rose', 'sage', 'lilac'], key),
    put(
      640,
      512,
      all(
        times(4, (n) =>
          put(
            0,
            0,
            beans || key.includes('soba')
              ? all(
                  stroke('M0 0 Q6 -120 0 -240', dark(plant, 0.2), 6),
                  times(4, (i) =>
                    leafAt(
                      0,
                      -60 - i * 46,
                      i % 2 === 0 ? -52 : 50,
                      74,
                      40,
                      i % 2 === 0 ? '#82ad5e' : '#6d9a4d',
                    ),
                  ),
                )
              : all(stroke('M0 0 Q6 -120 10 -190', dark(plant, 0.15), 6), put(8, -150, ear(180, plant, 11))),
            { turn: -20 + n * 14 },
          ),
        ),
      ),
    ),
    put(
      370,
      516,
      all(
        shadow(0, 0, 360),
        shape('M-160 -176 L160 -176 L150 -158 L-150 -158Z', '#8a6a45'),
        put(0, -164, all(heap)),
        box(-160, -160, 320, 160, '#d9b27a', 4),
        box(-160, -160, 320, 18, '#e6c592', 4),
        box(60, -142, 100, 142, '#c99e65', 4),
        stroke('M-130 -110 q120 -14 250 0 M-120 -70 q100 12 220 2 M-136 -34 q110 -8 230 2', '#c39a62', 4),
        box(-160, -160, 22, 160, '#c99e65', 3),
      ),
    ),
    times(7, (n) => circle(150 + n * 12, 520 + sway(n) * 14, r, n % 2 === 0 ? grain : dark(grain, 0.12))),
  )
}

export function flourBag(key: string): string {
  const [paper, accent, plant] = key.includes('soba')
    ? ['#b9aa98', '#8b7562', '#a3544e']
    : key.includes('mochi')
      ? ['#f3e8dc', '#d98f8f', gold]
      : key.includes('kinako')
        ? ['#d8dca8', '#8fae57', '#8fae57']
        : pick(
            [
              ['#e6d3ac', '#c98f4a', gold],
              ['#ecdcbc', '#7f9b62', gold],
            ],
            key,
          )
  return still(
    pick(['cream', 'sage', 'sky'], key),
    put(180, 512, all(put(0, 0, ears(plant ?? gold, 12, 270), { turn: -10 }))),
    put(
      390,
      514,
      bag(
        250,
        320,
        paper ?? '#e6d3ac',
        all(circle(0, 0, 46, light(accent ?? '#c98f4a', 0.6)), put(-8, 40, ear(84, accent ?? '#c98f4a', 7))),
      ),
    ),
    put(
      614,
      520,
      bowl(
        180,
        76,
        accent ?? '#c98f4a',
        shape(
          'M-78 4 Q-30 -70 0 -72 Q34 -70 78 4 Q0 26 -78 4Z',
          key.includes('kinako') ? '#c6cf86' : key.includes('soba') ? '#d8cdbd' : '#fdf9ef',
        ),
      ),
    ),
  )
}

export function noodles(key: string): string {
  const soba = key.includes('soba')
  const strand = soba ? '#a58a70' : '#f6ecd2'
  const nest = (x: number, y: number, n: number) =>
    put(
      x,
      y,
      all(
        ellipse(0, 8, 78, 36, dark(strand, 0.2)),
        times(7, (i) =>
          stroke(
            `M-72 ${4 - i * 6} C-40 ${-40 - i * 4 + sway(i, n) * 8} 40 ${-36 - i * 4 - sway(i, n) * 8} 72 ${2 - i * 6}`,
            i % 2 === 0 ? strand : dark(strand, 0.1),
            8,
          ),
        ),
        stroke('M-54 14 Q0 34 54 14', light(strand, 0.2), 8),
      ),
    )
  return still(
    soba ? 'mint' : 'wheat',
    put(
      360,
      476,
      zaru(
        520,
        all(nest(-126, -6, 0), nest(12, -2, 1), nest(140, -10, 2), nest(-56, -52, 3), nest(84, -56, 4)),
      ),
    ),
    put(
      674,
      520,
      bowl(
        150,
        88,
        soba ? '#3b4a66' : '#a8483c',
        all(
          ellipse(0, 2, 62, 11, '#5c3b2c'),
          times(4, (n) => circle(-24 + n * 16, -1 + (n % 2) * 4, 6, '#8bb163')),
        ),
      ),
    ),
    put(400, 566, all(stroke('M-300 8 L200 -10', '#8c4a3b', 9), stroke('M-296 22 L206 8', '#a3584a', 9))),
  )
}

/** Dried noodles tied with paper bands. */
export function noodleBundles(key: string): string {
  const soba = key.includes('soba')
  const strand = soba ? '#b39a80' : '#f7efda'
  const band = soba ? '#4f6b62' : '#b5563f'
  const bundle = (x: number, y: number, turn: number) =>
    put(
      x,
      y,
      all(
        box(-40, -270, 80, 270, dark(strand, 0.14), 5),
        times(8, (n) =>
          box(-39 + n * 9.9, -270 + (n % 3) * 4, 7, 266, n % 2 === 0 ? strand : light(strand, 0.3), 3),
        ),
        box(-45, -164, 90, 62, band, 4),
        box(-45, -164, 90, 9, light(band, 0.3), 4),
        circle(0, -133, 19, '#fdf6e6'),
        put(-3, -119, ear(30, gold, 4)),
      ),
      { turn },
    )
  return still(
    pick(['sky', 'rose', 'sage'], key),
    put(400, 512, shadow(0, 0, 400)),
    bundle(278, 512, -9),
    bundle(522, 512, 9),
    bundle(360, 514, -3),
    bundle(444, 514, 4),
  )
}

export function hattoDough(key: string): string {
  return still(
    pick(['cream', 'stone'], key),
    put(400, 506, board(640, '')),
    put(
      300,
      478,
      all(
        shadow(0, 8, 250),
        shape('M-122 0 C-130 -104 -60 -150 6 -146 C80 -150 132 -96 122 0 Q0 30 -122 0Z', '#f8efdb'),
        shape('M60 -134 C124 -110 130 -60 122 0 Q80 14 30 16 C80 -20 96 -80 60 -134Z', '#e8dabb'),
        stroke('M-76 -66 q40 -30 90 -22 M-60 -30 q30 -14 66 -10', '#e0d0ac', 6),
      ),
    ),
    times(6, (n) =>
      put(
        466 + (n % 3) * 70,
        452 + Math.floor(n / 3) * 38,
        all(
          ellipse(3, 7, 34, 12, '#8a6a45', 0.25),
          shape(
            'M-34 0 C-30 -20 -4 -22 8 -16 C28 -20 40 -6 32 6 C14 16 -22 16 -34 0Z',
            n % 2 === 0 ? '#fbf4e3' : '#f1e5c8',
          ),
        ),
        { turn: sway(n) * 30 },
      ),
    ),
    times(12, (n) => circle(180 + n * 42, 496 + sway(n) * 12, 3, '#fffaf0')),
    put(
      650,
      440,
      all(
        stroke('M-20 0 L20 -170', '#c99a63', 22),
        stroke('M-26 26 L-20 0 M20 -170 L26 -196', '#a87a48', 12),
      ),
      { turn: 6 },
    ),
  )
}
