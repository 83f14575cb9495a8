import {
  all,
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
import { basket, board, cloth, crate } from './props.ts'

/** What grows in the earth: roots, bulbs, tubers and leeks. */

function carrot(length: number, colour: string): Drawing {
  const w = length * 0.15
  return all(
    times(5, (n) =>
      all(
        stroke(`M0 -4 q${(n - 2) * 10} -60 ${(n - 2) * 30} -118`, '#5f9452', 6),
        times(4, (i) =>
          leafAt(
            (n - 2) * (8 + i * 7),
            -40 - i * 24,
            -60 + (i % 2) * 120,
            34,
            16,
            i % 2 === 0 ? '#6aa05a' : '#7fae58',
          ),
        ),
      ),
    ),
    shape(
      `M${-w} 0 Q${-w} ${-w * 0.7} 0 ${-w * 0.6} Q${w} ${-w * 0.7} ${w} 0 C${w * 0.9} ${length * 0.5} ${w * 0.3} ${length * 0.9} 0 ${length} C${-w * 0.3} ${length * 0.9} ${-w * 0.9} ${length * 0.5} ${-w} 0Z`,
      colour,
    ),
    shape(
      `M${w * 0.35} ${-w * 0.6} Q${w} ${-w * 0.6} ${w} 0 C${w * 0.9} ${length * 0.5} ${w * 0.3} ${length * 0.9} 0 ${length} C${w * 0.3} ${length * 0.6} ${w * 0.5} ${length * 0.3} ${w * 0.35} ${-w * 0.6}Z`,
      dark(colour, 0.14),
    ),
    times(4, (n) =>
      stroke(
        `M${-w * (0.8 - n * 0.14)} ${length * (0.14 + n * 0.18)} q${w * 0.3} 7 ${w * 0.55} 3`,
        dark(colour, 0.2),
        4,
      ),
    ),
  )
}
export function carrots(key: string): string {
  const orange = pick(['#e68a3c', '#e58334', '#e2823f'], key)
  return still(
    'sky',
    put(400, 510, shadow(0, 0, 470)),
    put(290, 314, carrot(210, orange), { turn: 16 }),
    put(510, 314, carrot(210, dark(orange, 0.06)), { turn: -16 }),
    put(400, 300, carrot(226, light(orange, 0.08))),
    shape('M0 520 Q120 470 240 500 Q400 540 560 500 Q680 470 800 520 L800 640 L0 640Z', '#fbfdfe'),
    times(11, (n) => circle(80 + n * 64, 120 + ((n * 83) % 240), 4 + (n % 3) * 2, '#ffffff')),
  )
}

function bulb(r: number, skin: string, mark: string): Drawing {
  return all(
    shape(
      `M0 ${-r} C${r * 0.9} ${-r} ${r * 1.16} ${-r * 0.1} ${r * 0.86} ${r * 0.5} C${r * 0.6} ${r} ${r * 0.14} ${r} 0 ${r * 1.5} C${-r * 0.14} ${r} ${-r * 0.6} ${r} ${-r * 0.86} ${r * 0.5} C${-r * 1.16} ${-r * 0.1} ${-r * 0.9} ${-r} 0 ${-r}Z`,
      skin,
    ),
    shape(
      `M${r * 0.3} ${-r * 0.95} C${r} ${-r * 0.85} ${r * 1.12} ${-r * 0.1} ${r * 0.86} ${r * 0.5} C${r * 0.6} ${r} ${r * 0.14} ${r} 0 ${r * 1.5} C${r * 0.1} ${r * 0.8} ${r * 0.7} ${r * 0.3} ${r * 0.3} ${-r * 0.95}Z`,
      dark(skin, 0.15),
    ),
    shape(
      `M${-r * 0.86} ${-r * 0.4} C${-r * 0.6} ${-r} ${r * 0.6} ${-r} ${r * 0.86} ${-r * 0.4} C${r * 0.4} ${-r * 0.62} ${-r * 0.4} ${-r * 0.62} ${-r * 0.86} ${-r * 0.4}Z`,
      mark,
    ),
    ellipse(-r * 0.46, -r * 0.12, r * 0.1, r * 0.26, light(skin, 0.45)),
  )
}
const tops = (rib: string, green: string, length: number): Drawing =>
  all(
    [-34, -12, 12, 34].map((turn, n) =>
      put(
        0,
        0,
        all(
          stroke(`M0 0 L0 ${-length * 0.6}`, rib, 11),
          leafAt(0, -length * 0.3, 0, length * 0.8, length * 0.4, n % 2 === 0 ? green : light(green, 0.12)),
          stroke(`M0 ${-length * 0.3} L0 ${-length * 0.86}`, rib, 6),
        ),
        { turn },
      ),
    ),
  )

export function beets(key: string): string {
  const red = pick(['#8d2f52', '#84304d', '#953358'], key)
  const one = (r: number) =>
    all(put(0, -r * 0.9, tops('#b34a70', '#5e9350', 180)), bulb(r, red, light(red, 0.14)))
  return still(
    'rose',
    put(400, 512, shadow(0, 0, 440)),
    put(280, 410, one(70), { turn: -12 }),
    put(520, 410, one(70), { turn: 12 }),
    put(400, 404, one(78)),
  )
}

const long = (l: number): Drawing =>
  all(
    put(0, -l * 0.42, tops('#d8e3b4', '#6f9f58', 160)),
    shape(
      `M0 ${-l * 0.5} C${l * 0.4} ${-l * 0.5} ${l * 0.36} ${l * 0.2} ${l * 0.18} ${l * 0.46} Q0 ${l * 0.66} 0 ${l * 0.84} Q0 ${l * 0.66} ${-l * 0.18} ${l * 0.46} C${-l * 0.36} ${l * 0.2} ${-l * 0.4} ${-l * 0.5} 0 ${-l * 0.5}Z`,
      '#faf6ea',
    ),
    shape(
      `M0 ${-l * 0.5} C${l * 0.4} ${-l * 0.5} ${l * 0.36} ${l * 0.2} ${l * 0.18} ${l * 0.46} Q${l * 0.02} ${l * 0.62} 0 ${l * 0.84} C${l * 0.06} ${l * 0.4} ${l * 0.24} 0 ${l * 0.1} ${-l * 0.49}Z`,
      '#e8dfca',
    ),
    shape(
      `M${-l * 0.29} ${-l * 0.14} C${-l * 0.28} ${-l * 0.62} ${l * 0.28} ${-l * 0.62} ${l * 0.29} ${-l * 0.14} C${l * 0.1} ${-l * 0.22} ${-l * 0.1} ${-l * 0.22} ${-l * 0.29} ${-l * 0.14}Z`,
      '#b9cf8b',
    ),
    stroke(
      `M${-l * 0.16} ${l * 0.1} q${l * 0.1} 6 ${l * 0.18} 2 M${-l * 0.08} ${l * 0.3} q${l * 0.06} 5 ${l * 0.12} 1`,
      '#d9ceb4',
      4,
    ),
  )

export function turnips(key: string): string {
  return still(
    pick(['sage', 'lilac'], key),
    put(400, 514, shadow(0, 0, 440)),
    put(276, 396, long(168), { turn: 12 }),
    put(524, 396, long(168), { turn: -12 }),
    put(400, 388, long(186)),
  )
}

const leek = (n: number): Drawing => {
  const y = n * 24
  return all(
    stroke(`M${-250 + n * 14} ${60 - y} C-120 ${84 - y} 0 ${70 - y} 90 ${20 - y}`, '#fbf8ec', 40),
    stroke(`M${-250 + n * 14} ${70 - y} C-120 ${95 - y} 0 ${82 - y} 90 ${32 - y}`, '#e6dfc8', 13),
    stroke(`M60 ${36 - y} C120 ${4 - y} 150 ${-40 - y} 168 ${-96 - y}`, '#b9d189', 38),
    stroke(`M110 ${6 - y} C150 ${-36 - y} 176 ${-80 - y} 180 ${-150 - y}`, '#6f9f58', 34),
    stroke(`M132 ${-18 - y} C180 ${-60 - y} 216 ${-100 - y} 236 ${-166 - y}`, '#5b8f4e', 28),
    times(5, (i) =>
      stroke(`M${-252 + n * 14} ${60 - y} q-22 ${-16 + i * 9} -40 ${-20 + i * 11}`, '#d9c9a0', 3),
    ),
  )
}

/** Bent leeks, tied: white shafts that curve up into green. */
export function leeks(key: string): string {
  return still(
    pick(['cream', 'stone'], key),
    put(400, 500, shadow(-60, 6, 460)),
    put(
      400,
      420,
      all(
        leek(0),
        leek(1),
        leek(2),
        leek(3),
        stroke('M-96 84 C-110 40 -108 0 -88 -28', '#b4865a', 13),
        stroke('M-74 86 C-88 42 -86 2 -66 -26', '#c99a63', 11),
      ),
    ),
  )
}

/** Long roots lying on a cloth: burdock brown, yam pale. */
export function longRoots(key: string): string {
  const yam = key.includes('nagaimo')
  const skin = yam ? '#dcc398' : '#9a7453'
  const root = (y: number, thick: number, bend: number): Drawing =>
    all(
      stroke(`M-270 ${y} C-120 ${y + bend} 80 ${y - bend} 262 ${y + 6}`, skin, thick),
      stroke(
        `M-266 ${y + thick * 0.24} C-120 ${y + bend + thick * 0.26} 80 ${y - bend + thick * 0.26} 258 ${y + 6 + thick * 0.22}`,
        dark(skin, 0.14),
        thick * 0.36,
      ),
      times(9, (n) =>
        stroke(
          `M${-230 + n * 54} ${y - thick * 0.1 + sway(n, y) * thick * 0.2} l${14 + sway(n) * 5} 2`,
          dark(skin, 0.26),
          3,
        ),
      ),
      times(7, (n) =>
        stroke(
          `M${-210 + n * 66} ${y + thick * 0.4} q${sway(n) * 9} 9 ${sway(n) * 16} 16`,
          dark(skin, 0.1),
          2.5,
        ),
      ),
    )
  const cut = (x: number, y: number, r: number) =>
    all(
      ellipse(x, y, r * 0.6, r, dark(skin, 0.12)),
      ellipse(x - 2, y, r * 0.5, r * 0.88, yam ? '#fbf7ea' : '#ece0c4'),
      ellipse(x - 2, y, r * 0.2, r * 0.4, yam ? '#f1e9d2' : '#d9c8a2'),
    )
  const thick = yam ? 64 : 40
  const gap = yam ? 58 : 35
  const bundle = times(yam ? 3 : 5, (n) =>
    all(root(30 - n * gap, thick, n % 2 === 0 ? 8 : -9), cut(266, 36 - n * gap, thick * 0.5)),
  )
  return still(
    yam ? 'sage' : 'wheat',
    put(400, 512, cloth(660, yam ? '#c9d8bd' : '#e6d2ae')),
    put(400, 452, put(0, 46, shadow(0, 0, 580))),
    put(
      400,
      446,
      all(
        bundle,
        yam
          ? ''
          : stroke('M-92 52 C-104 10 -104 -90 -92 -132 M-74 52 C-86 10 -86 -90 -74 -132', '#e0c48c', 9),
        leafAt(-262, yam ? -20 : -30, -64, 120, 56, '#7fae58'),
        leafAt(-262, yam ? -20 : -30, -18, 140, 60, '#6aa05a'),
      ),
    ),
  )
}

export function potatoes(key: string): string {
  const skin = pick(['#d9b277', '#d4a96c'], key)
  const potato = (r: number, n: number): Drawing => {
    const tone = n % 3 === 0 ? light(skin, 0.16) : n % 3 === 1 ? skin : dark(skin, 0.07)
    return all(
      ellipse(0, 0, r * 1.22, r, tone),
      put(0, 0, crescent(0, 0, r, dark(tone, 0.16), 0.36), { wide: 1.22 }),
      times(4, (i) => ellipse(sway(i, n) * r * 0.8, sway(i, n + 5) * r * 0.55, 5, 3, dark(skin, 0.25))),
      ellipse(-r * 0.5, -r * 0.42, r * 0.22, r * 0.1, light(skin, 0.4)),
    )
  }
  return still(
    pick(['sage', 'mint'], key),
    put(
      400,
      516,
      crate(
        440,
        150,
        all(
          times(4, (n) => put(-150 + n * 100, -44 - (n % 2) * 10, potato(52, n), { turn: sway(n) * 24 })),
          times(5, (n) => put(-180 + n * 90, 4, potato(50, n + 4), { turn: sway(n, 2) * 30 })),
        ),
      ),
    ),
    put(150, 512, all(shadow(0, 0, 110), put(0, -38, potato(40, 9), { turn: -10 }))),
    put(652, 514, all(shadow(0, 0, 100), put(0, -34, potato(36, 7), { turn: 12 }))),
  )
}

function garlicBulb(r: number, skin: string, rind: string): Drawing {
  return all(
    stroke(`M0 ${-r * 0.9} q4 ${-r * 0.5} -6 ${-r}`, dark(skin, 0.1), r * 0.24),
    shape(
      `M0 ${-r * 1.2} C${r * 0.3} ${-r * 0.8} ${r * 1.2} ${-r * 0.5} ${r} ${r * 0.3} C${r * 0.9} ${r * 0.86} ${-r * 0.9} ${r * 0.86} ${-r} ${r * 0.3} C${-r * 1.2} ${-r * 0.5} ${-r * 0.3} ${-r * 0.8} 0 ${-r * 1.2}Z`,
      skin,
    ),
    shape(
      `M0 ${-r * 1.2} C${r * 0.3} ${-r * 0.8} ${r * 1.2} ${-r * 0.5} ${r} ${r * 0.3} C${r * 0.92} ${r * 0.74} ${r * 0.3} ${r * 0.8} 0 ${r * 0.74} C${r * 0.6} ${r * 0.4} ${r * 0.6} ${-r * 0.4} 0 ${-r * 1.2}Z`,
      dark(skin, 0.1),
    ),
    stroke(
      `M0 ${-r} C${-r * 0.62} ${-r * 0.5} ${-r * 0.62} ${r * 0.3} ${-r * 0.4} ${r * 0.66} M0 ${-r} C${r * 0.5} ${-r * 0.5} ${r * 0.5} ${r * 0.3} ${r * 0.34} ${r * 0.68} M0 ${-r} L0 ${r * 0.7}`,
      rind,
      4,
    ),
    times(5, (n) => stroke(`M${-r * 0.16 + n * r * 0.08} ${r * 0.7} l${(n - 2) * 5} 11`, '#b99f78', 3)),
  )
}
export function garlic(key: string): string {
  const black = key.includes('black')
  const skin = black ? '#e9dcc6' : '#faf5ea'
  const clove = (turn: number, x: number, y: number) =>
    put(
      x,
      y,
      all(
        shape('M0 -48 C34 -30 36 26 0 34 C-36 26 -34 -30 0 -48Z', black ? '#3a2c33' : '#f4ead6'),
        shape('M0 -48 C34 -30 36 26 0 34 C14 10 14 -20 0 -48Z', black ? '#281e25' : '#e2d3b8'),
        ellipse(-12, -6, 5, 15, black ? '#7a6570' : '#ffffff'),
      ),
      { turn },
    )
  return still(
    black ? 'lilac' : 'stone',
    put(400, 506, board(600, '')),
    put(270, 436, garlicBulb(74, skin, black ? '#c9a98f' : '#dcc8d2')),
    put(420, 428, garlicBulb(86, skin, black ? '#c9a98f' : '#dcc8d2'), { turn: 6 }),
    clove(38, 540, 462),
    clove(-62, 598, 476),
    clove(84, 500, 490),
  )
}

const one = (turn: number, x: number): Drawing =>
  put(
    x,
    430,
    all(
      [-22, 0, 22].map((lean, n) =>
        put(
          0,
          -70,
          all(
            stroke('M0 20 L0 -100', '#b4d18f', 22),
            times(9, (i) =>
              stroke(
                `M0 -90 q${(i - 4) * 6} -50 ${(i - 4) * 19} ${-92 - (4 - Math.abs(i - 4)) * 11}`,
                i % 2 === 0 ? '#6d9f55' : '#82b169',
                5,
              ),
            ),
          ),
          { turn: lean, size: n === 1 ? 1.06 : 0.96 },
        ),
      ),
      shape('M-40 -80 C-96 -40 -98 54 -46 76 Q0 90 46 76 C98 54 96 -40 40 -80 Q0 -100 -40 -80Z', '#eef3d8'),
      shape('M40 -80 C96 -40 98 54 46 76 Q20 84 0 82 C44 60 50 -30 14 -90 Q30 -88 40 -80Z', '#d6e2b6'),
      stroke(
        'M-30 -78 C-64 -30 -66 30 -34 74 M0 -84 C-20 -20 -18 40 0 80 M24 -80 C20 -20 24 30 36 70',
        '#c3d69c',
        5,
      ),
    ),
    { turn },
  )

export function fennel(key: string): string {
  return still(pick(['mint', 'wheat'], key), put(400, 512, shadow(0, 0, 380)), one(-11, 306), one(11, 494))
}

/** Half a basket of earth-brown things for what has no picture of its own. */
export function harvestBasket(key: string): string {
  const colours = ['#d9483b', '#e8a33c', '#7fae58', '#8d2f52', '#f0c24a'] as const
  return still(
    pick(['cream', 'sage'], key),
    put(
      400,
      516,
      basket(
        480,
        140,
        all(
          [-60, -30, 30, 64].map((turn, n) =>
            leafAt(-120 + n * 80, 0, turn, 150, 70, n % 2 === 0 ? '#6aa05a' : '#7fae58'),
          ),
          put(-130, -26, carrot(130, '#e68a3c'), { turn: -140 }),
          times(5, (n) =>
            all(
              circle(-150 + n * 76, -20 - (n % 2) * 24, 46, colours[n] ?? colours[0]),
              crescent(-150 + n * 76, -20 - (n % 2) * 24, 46, dark(colours[n] ?? colours[0], 0.15)),
            ),
          ),
          box(-6, -100, 12, 40, '#6b9a4f', 5),
        ),
      ),
    ),
  )
}
