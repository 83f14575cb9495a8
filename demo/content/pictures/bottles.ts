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
import { apple, bottle, bowl, ear, sprig, tomato } from './props.ts'

/** What comes in bottles: juice, seasonings, sake and wine. */

const drop = (size: number, colour: string): Drawing =>
  shape(
    `M0 ${-size} C${size * 0.7} ${-size * 0.2} ${size * 0.7} ${size * 0.6} 0 ${size * 0.6} C${-size * 0.7} ${size * 0.6} ${-size * 0.7} ${-size * 0.2} 0 ${-size}Z`,
    colour,
  )

export const grapesIcon = (colour: string): Drawing =>
  all(
    times(6, (n) =>
      circle(
        [-16, 0, 16, -8, 8, 0][n] ?? 0,
        [-12, -12, -12, 3, 3, 18][n] ?? 0,
        10,
        n % 2 === 0 ? colour : light(colour, 0.18),
      ),
    ),
    leafAt(0, -20, 40, 24, 14, '#6fa357'),
  )

interface Juice {
  readonly glass: string
  readonly icon: Drawing
  readonly beside: Drawing
}

function juiceOf(key: string): Juice {
  if (key.includes('tomato') || key.includes('ketchup') || key.startsWith('sugawa'))
    return { glass: '#cf4a3c', icon: tomato(21, '#d9483b'), beside: put(0, -50, tomato(54, '#d9483b')) }
  if (key.includes('nishiguchi'))
    return {
      glass: '#5b3a66',
      icon: grapesIcon('#6a4a80'),
      beside: put(0, -60, put(0, 0, grapesIcon('#5b4380'), { size: 2.9 })),
    }
  return { glass: '#e3b04f', icon: apple(21, '#cf3f3f'), beside: put(0, -58, apple(60, '#cf3f3f')) }
}

const ketchupDish = put(
  528,
  518,
  bowl(170, 66, '#f4ead8', all(ellipse(0, 0, 70, 12, '#c73f36'), ellipse(-16, -2, 26, 4, '#e0705f'))),
)
export function juice(key: string): string {
  const { glass, icon, beside } = juiceOf(key)
  const cap = pick(['#4f6b62', '#8c4a3b', '#3b4a66'], key)
  return still(
    pick(['cream', 'sage', 'sky'], key),
    put(330, 514, bottle(140, 350, { glass, label: '#fdf6e6', cap, shoulder: 0.6, icon })),
    key.includes('ketchup')
      ? ketchupDish
      : put(
          520,
          518,
          all(
            shadow(0, 0, 130),
            shape('M-58 -160 L58 -160 L48 -8 Q48 0 38 0 L-38 0 Q-48 0 -48 -8Z', '#f2f3ee'),
            shape('M-54 -122 L54 -122 L46 -12 Q46 -6 38 -6 L-38 -6 Q-46 -6 -46 -12Z', glass),
            shape('M24 -122 L54 -122 L46 -12 Q46 -6 38 -6 L20 -6Z', dark(glass, 0.12)),
            box(-43, -144, 8, 116, light(glass, 0.6), 4),
          ),
        ),
    put(664, 516, all(shadow(0, 0, 110), beside)),
    put(160, 520, sprig(80, '#7fae58')),
  )
}

export function soySauce(key: string): string {
  const label = pick(['#f6e7c4', '#f3ddd2', '#e2ead9'], key)
  const icon = key.includes('tamago')
    ? all(ellipse(0, 0, 30, 22, '#fffdf8'), circle(-2, -2, 13, '#f0a93c'))
    : key.includes('mochi')
      ? all(box(-26, -16, 52, 32, '#fffdf8', 10), stroke('M-18 -4 q10 10 18 0 t18 0', '#6b3f26', 6))
      : all(
          ellipse(-10, 4, 13, 9, '#d9bd72'),
          ellipse(12, -4, 13, 9, '#c9a95a'),
          ellipse(6, 16, 13, 9, '#e6cf8f'),
        )
  return still(
    pick(['cream', 'wheat', 'stone'], key),
    put(330, 514, bottle(150, 350, { glass: '#5b3426', label, cap: '#a83a32', shoulder: 0.6, icon })),
    put(
      566,
      506,
      all(
        shadow(0, 6, 250, 44),
        ellipse(0, 4, 116, 30, '#5f7f96'),
        ellipse(0, -4, 116, 30, '#e9f0f2'),
        ellipse(0, -4, 92, 21, '#4d2a1e'),
        ellipse(-26, -8, 34, 6, '#7d4b36'),
      ),
    ),
    put(
      170,
      520,
      all(
        times(6, (n) =>
          ellipse(
            -50 + (n % 4) * 30 + Math.floor(n / 4) * 14,
            -8 - Math.floor(n / 4) * 20,
            17,
            13,
            n % 2 === 0 ? '#e3cd8f' : '#d3b970',
          ),
        ),
      ),
    ),
  )
}

export function oilBottle(key: string): string {
  return still(
    pick(['mint', 'lilac'], key),
    put(
      350,
      514,
      bottle(130, 320, {
        glass: '#d9b944',
        label: '#f6f0dc',
        cap: '#4b4248',
        shoulder: 0.56,
        icon: put(0, 28, sprig(46, '#6d9a4d')),
      }),
    ),
    put(
      566,
      516,
      bowl(190, 70, '#f4ead8', all(ellipse(0, 2, 80, 14, '#e3c65a'), ellipse(-20, 0, 30, 4, '#f5e39b'))),
    ),
    put(560, 360, drop(24, '#e3c65a')),
    put(
      170,
      520,
      all(
        times(14, (n) =>
          circle(-60 + (n % 7) * 19, -8 - Math.floor(n / 7) * 14, 8, n % 2 === 0 ? '#8b7562' : '#a08a74'),
        ),
      ),
    ),
    [-40, 0, 40].map((turn) => leafAt(722, 524, turn, 84, 46, turn === 0 ? '#82ad5e' : '#6a9a57')),
  )
}

const cup = (x: number) =>
  put(
    x,
    518,
    all(
      shadow(0, 0, 100),
      shape('M-44 -60 L44 -60 L34 -4 L-34 -4Z', '#fdfaf2'),
      shape('M16 -60 L44 -60 L34 -4 L14 -4Z', '#e6e0d2'),
      ellipse(0, -60, 44, 11, '#f1ece0'),
      ellipse(0, -60, 34, 8, '#dfeef0'),
      stroke('M-12 -60 a12 3 0 1 0 24 0 a12 3 0 1 0 -24 0', '#5f7fae', 3),
    ),
  )

export function sake(key: string): string {
  const ginjo = key.includes('ginjo')
  const glass = ginjo ? '#6f9fa8' : '#4d6f54'
  return still(
    ginjo ? 'lilac' : 'cream',
    put(
      330,
      514,
      bottle(140, 390, {
        glass,
        label: '#fbf6e9',
        cap: ginjo ? '#c9a95a' : '#8f2f2c',
        shoulder: 0.62,
        neck: 40,
        icon: put(
          0,
          34,
          all(put(-6, 0, ear(70, '#d9b04a', 6)), put(10, 6, ear(60, '#e6c46c', 6), { turn: 26 })),
        ),
      }),
    ),
    cup(530),
    put(
      640,
      512,
      all(
        shadow(0, 0, 120),
        shape(
          'M-22 -150 C-20 -110 -56 -90 -54 -40 Q-52 0 -30 0 L30 0 Q52 0 54 -40 C56 -90 20 -110 22 -150Z',
          '#7f98ac',
        ),
        shape('M8 -150 L22 -150 C20 -110 56 -90 54 -40 Q52 0 30 0 L14 0 C44 -40 20 -100 8 -150Z', '#6c8497'),
        ellipse(0, -150, 30, 8, '#93aabb'),
      ),
    ),
    put(
      160,
      130,
      all(
        stroke('M0 -130 L0 -60', '#8a6a4d', 6),
        circle(0, 0, 66, '#8a8a4f'),
        times(60, (n) =>
          stroke(
            `M${sway(n) * 54} ${sway(n, 3) * 54} l${sway(n, 5) * 12} ${6 + sway(n, 7) * 8}`,
            n % 2 === 0 ? '#6f7741' : '#a3a064',
            4,
          ),
        ),
      ),
    ),
  )
}

export function doburoku(key: string): string {
  return still(
    pick(['rose', 'wheat'], key),
    put(
      330,
      514,
      bottle(160, 330, {
        glass: '#f4efe3',
        label: '#e6d3ac',
        cap: '#8a6a4d',
        shoulder: 0.6,
        neck: 54,
        icon: all(circle(0, 0, 24, '#fdf9ef'), put(-4, 22, ear(46, '#d9b04a', 5))),
      }),
    ),
    put(
      570,
      518,
      bowl(
        220,
        110,
        '#6b4f47',
        all(
          ellipse(0, 2, 96, 18, '#fbf7ec'),
          times(9, (n) => circle(-60 + n * 15, 2 + sway(n) * 8, 4, '#ffffff')),
          times(8, (n) =>
            put(-50 + n * 14, 2 + sway(n, 3) * 9, ellipse(0, 0, 7, 3.5, '#e9dfc9'), { turn: sway(n) * 60 }),
          ),
        ),
      ),
    ),
    put(150, 516, put(0, 0, ear(200, '#d9b04a', 9), { turn: -8 })),
  )
}

export function wine(key: string): string {
  const red = pick(['#7a2b44', '#742a48'], key)
  return still(
    pick(['stone', 'rose'], key),
    put(
      310,
      514,
      bottle(134, 400, {
        glass: '#46363f',
        label: '#f6efe0',
        cap: red,
        shoulder: 0.58,
        neck: 44,
        icon: put(0, 0, grapesIcon('#6a4a80')),
      }),
    ),
    put(
      530,
      516,
      all(
        shadow(0, 0, 150),
        box(-5, -120, 10, 116, '#dfe4e2', 5),
        ellipse(0, -4, 60, 12, '#e9eeec'),
        shape('M-78 -300 C-90 -190 -60 -112 0 -112 C60 -112 90 -190 78 -300Z', '#eef2f0'),
        shape('M-82 -236 C-78 -160 -50 -120 0 -120 C50 -120 78 -160 82 -236Z', red),
        shape('M40 -236 L82 -236 C78 -160 50 -120 0 -120 C36 -140 48 -190 40 -236Z', dark(red, 0.2)),
        ellipse(0, -236, 82, 12, light(red, 0.2)),
        stroke('M-58 -280 C-64 -230 -56 -190 -44 -170', '#ffffff', 6, 0.8),
      ),
    ),
    put(680, 470, all(put(0, 0, grapesIcon('#54406e'), { size: 2.4 }))),
  )
}

export function cider(key: string): string {
  const glass = '#8fae6a'
  return still(
    pick(['wheat', 'mint'], key),
    put(
      300,
      514,
      bottle(124, 330, {
        glass,
        label: '#fbf3dc',
        cap: '#c9a95a',
        shoulder: 0.56,
        neck: 42,
        icon: apple(22, '#cf3f3f'),
      }),
    ),
    put(
      500,
      518,
      all(
        shadow(0, 0, 120),
        shape('M-48 -220 L48 -220 L36 -8 Q36 0 28 0 L-28 0 Q-36 0 -36 -8Z', '#f0f3ec'),
        shape('M-45 -176 L45 -176 L35 -12 Q34 -6 28 -6 L-28 -6 Q-34 -6 -35 -12Z', '#ecc35e'),
        times(16, (n) => circle(-26 + ((n * 23) % 54), -160 + ((n * 47) % 140), 3 + (n % 3), '#fbeebf')),
        ellipse(0, -178, 45, 9, '#fdf6dc'),
      ),
    ),
    put(650, 514, all(shadow(0, 0, 130), put(0, -56, apple(60, '#d34a41'), { turn: 10 }))),
    put(150, 518, all(shadow(0, 0, 110), put(0, -46, apple(48, '#a9bd4f'), { turn: -12 }))),
  )
}

export function amazake(key: string): string {
  return still(
    pick(['rose', 'lilac', 'sky'], key),
    put(
      320,
      514,
      bottle(140, 320, {
        glass: '#fbf5e6',
        label: '#d98f8f',
        cap: '#fdf6e6',
        shoulder: 0.62,
        neck: 60,
        icon: all(
          circle(0, 0, 26, '#fdf6e6'),
          times(5, (n) => put(-12 + n * 6, sway(n) * 10, ellipse(0, 0, 7, 4, '#d9c79a'), { turn: n * 40 })),
        ),
      }),
    ),
    put(
      550,
      518,
      all(
        shadow(0, 0, 170),
        shape('M-72 -120 L72 -120 C72 -50 56 -4 40 -4 L-40 -4 C-56 -4 -72 -50 -72 -120Z', '#b5653f'),
        shape('M30 -120 L72 -120 C72 -50 56 -4 40 -4 L16 -4 C34 -30 36 -80 30 -120Z', '#9d5536'),
        ellipse(0, -120, 72, 16, '#8a4a30'),
        ellipse(0, -118, 62, 12, '#fbf5e6'),
        times(6, (n) =>
          put(-34 + n * 13, -118 + sway(n) * 5, ellipse(0, 0, 7, 3, '#e6dcc2'), { turn: n * 30 }),
        ),
        put(
          0,
          -140,
          all(times(3, (n) => stroke(`M${-24 + n * 24} 0 q-12 -20 0 -40 t0 -40`, '#ffffff', 7, 0.8))),
        ),
      ),
    ),
  )
}
