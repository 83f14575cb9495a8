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
  shape,
  stroke,
  sway,
  times,
} from './kit.ts'
import type { Drawing } from './kit.ts'
import { cedar, ground, house, land, person, ridge, roundTree, shirtOf } from './land.ts'

/** Scenes of those who keep cattle, pigs, hens, fish and bees. */

function cow(x: number, y: number, size: number, coat: string, patch = ''): Drawing {
  return put(
    x,
    y,
    all(
      ellipse(0, 2, 92, 9, '#3b2f3a', 0.15),
      stroke('M-62 -40 L-64 0 M-40 -40 L-40 0 M44 -40 L44 0 M66 -40 L68 0', dark(coat, 0.2), 13),
      shape(
        'M-92 -104 Q-96 -40 -70 -36 L70 -36 Q92 -42 90 -96 Q84 -112 40 -110 L-60 -112 Q-86 -112 -92 -104Z',
        coat,
      ),
      patch === '' ? '' : all(ellipse(-30, -84, 34, 22, patch), ellipse(42, -68, 25, 20, patch)),
      stroke('M-92 -100 Q-110 -80 -104 -46', coat, 6),
      shape(
        'M78 -118 Q92 -140 122 -136 Q146 -130 144 -108 Q142 -86 118 -84 Q92 -84 80 -96Z',
        dark(coat, 0.05),
      ),
      ellipse(138, -100, 15, 13, '#e3b9a6'),
      stroke('M96 -134 Q90 -154 100 -158 M118 -138 Q124 -156 116 -162', '#e9dcc6', 6),
      ellipse(84, -124, 17, 7, dark(coat, 0.16)),
      circle(118, -116, 4, '#2f262c'),
      ellipse(30, -34, 20, 9, '#eec3b0'),
    ),
    { size, wide: x > 400 ? -1 : 1 },
  )
}

const fence = (y: number): Drawing =>
  all(
    times(9, (n) => box(16 + n * 98, y - 52, 13, 58, '#c9a97f', 4)),
    stroke(`M-10 ${y - 40} L810 ${y - 40} M-10 ${y - 18} L810 ${y - 18}`, '#b8966a', 8),
  )

export const pasture =
  (coat: string, patch = '') =>
  (key: string): string =>
    land(
      pick(['morning', 'noon'] as const, key),
      key,
      ground(340, '#abc888', -40),
      put(0, 0, barn(650, 380)),
      roundTree(90, 384, 44, '#7fa868'),
      roundTree(170, 378, 34, '#8fb578'),
      ground(400, '#9cbd78', -14),
      cow(250, 470, 0.72, coat, patch),
      cow(540, 462, 0.64, coat, patch),
      fence(508),
      ground(512, '#8aae68', -6),
      cow(180, 588, 1.06, light(coat, 0.06), patch),
      person(520, 586, 1.25, shirtOf(key)),
      times(9, (n) => leafAt(380 + n * 46, 592 + sway(n) * 5, sway(n, 2) * 30, 34, 11, '#7aa258')),
    )

const barn = (x: number, y: number): Drawing =>
  all(
    ellipse(x, y + 3, 130, 11, '#3b2f3a', 0.12),
    box(x - 110, y - 84, 220, 84, '#dccaa6'),
    box(x + 40, y - 84, 70, 84, '#c9b58f'),
    times(7, (n) => stroke(`M${x - 94 + n * 32} ${y - 82} L${x - 94 + n * 32} ${y}`, '#bda881', 3)),
    shape(
      `M${x - 126} ${y - 78} L${x - 84} ${y - 134} L${x + 84} ${y - 134} L${x + 126} ${y - 78}Z`,
      '#5f8494',
    ),
    shape(
      `M${x + 40} ${y - 134} L${x + 84} ${y - 134} L${x + 126} ${y - 78} L${x + 70} ${y - 78}Z`,
      '#527484',
    ),
    box(x - 34, y - 62, 68, 62, '#8a6a4d', 2),
    stroke(`M${x} ${y - 62} L${x} ${y}`, '#75593f', 4),
    box(x - 92, y - 60, 36, 26, '#eef3f2', 2),
    box(x + 58, y - 60, 34, 26, '#dde5e4', 2),
  )

const pig = (x: number, y: number, size: number, flip: number) =>
  put(
    x,
    y,
    all(
      ellipse(0, 2, 76, 8, '#3b2f3a', 0.15),
      stroke('M-44 -26 L-46 0 M-22 -26 L-22 0 M30 -26 L30 0 M50 -26 L52 0', '#d99a94', 12),
      ellipse(0, -54, 76, 40, '#f0b9b0'),
      shape('M20 -92 Q74 -84 76 -54 Q74 -22 24 -16 Q54 -40 20 -92Z', '#e3a39b'),
      ellipse(74, -62, 30, 27, '#f0b9b0'),
      ellipse(98, -58, 11, 14, '#e39a94'),
      circle(96, -61, 2.4, '#a8665f'),
      circle(100, -54, 2.4, '#a8665f'),
      circle(80, -70, 3.6, '#2f262c'),
      shape('M58 -84 L52 -106 L76 -90Z', '#e39a94'),
      stroke('M-76 -60 q-14 -4 -10 -16 q8 -8 10 4', '#e39a94', 5),
    ),
    { size, wide: flip },
  )

export function piggery(key: string): string {
  return land(
    'noon',
    key,
    ground(344, '#b3c68c', -26),
    barn(180, 396),
    times(4, (n) => cedar(560 + n * 62, 386, 110 + n * 9, '#6a8f68')),
    ground(410, '#c9b48a', -10),
    pig(520, 470, 0.72, -1),
    pig(330, 486, 0.82, 1),
    fence(516),
    ground(522, '#bda67c', -4),
    pig(590, 590, 1.14, -1),
    person(240, 590, 1.25, shirtOf(key)),
    put(
      390,
      592,
      all(shape('M-60 -28 L60 -28 L48 0 L-48 0Z', '#8a6a4d'), ellipse(0, -28, 60, 10, '#e3c78f')),
    ),
  )
}

const hen = (x: number, y: number, size: number, c: string, flip: number) =>
  put(
    x,
    y,
    all(
      ellipse(0, 2, 34, 5, '#3b2f3a', 0.15),
      stroke('M-6 -16 L-8 0 M8 -16 L9 0', '#e0a33c', 4),
      shape(
        'M-44 -58 C-54 -66 -56 -46 -48 -36 C-40 -10 30 -8 38 -40 C42 -58 40 -74 28 -76 C18 -76 14 -66 12 -56 C-4 -42 -28 -42 -44 -58Z',
        c,
      ),
      shape('M-22 -38 C-10 -46 14 -40 14 -30 C10 -18 -16 -18 -22 -38Z', dark(c, 0.16)),
      shape('M18 -76 q-2 -10 5 -8 q2 -7 7 0 q6 -2 4 8Z', '#cf4238'),
      shape('M38 -62 L49 -57 L38 -53Z', '#eab04a'),
      circle(30, -64, 2.6, '#2f262c'),
    ),
    { size, wide: flip },
  )

export function henYard(key: string): string {
  const coats = ['#c9824a', '#f4ead8', '#b56f42', '#8a5a43'] as const
  return land(
    'morning',
    key,
    ground(346, '#b3c98e', -30),
    times(3, (n) => roundTree(560 + n * 90, 388, 46 + n * 4, '#86ad62')),
    house(190, 424, { width: 250, height: 96, wall: '#d9b98a', roof: '#8a4f3f' }),
    ground(430, '#c3bd86', -12),
    times(7, (n) =>
      hen(330 + n * 66, 462 + (n % 3) * 16, 0.6, coats[n % 4] ?? coats[0], n % 2 === 0 ? 1 : -1),
    ),
    ground(500, '#b5ab74', -8),
    hen(130, 580, 1.15, coats[0], 1),
    hen(560, 578, 1.25, coats[2], -1),
    hen(690, 560, 0.95, coats[1], -1),
    hen(260, 564, 0.9, coats[1], 1),
    person(400, 588, 1.25, shirtOf(key)),
    times(16, (n) => circle(300 + ((n * 37) % 260), 584 + (n % 3) * 5, 2.4, '#f1dca8')),
  )
}

const fish = (x: number, y: number, turn: number) =>
  put(
    x,
    y,
    all(
      ellipse(0, 0, 34, 10, '#6f8a80', 0.8),
      shape('M30 0 L48 -10 L48 10Z', '#6f8a80', 0.8),
      times(4, (n) => circle(-16 + n * 10, -2, 2, '#dfe6d8')),
    ),
    { turn },
  )

export function fishPond(key: string): string {
  return land(
    'noon',
    key,
    times(9, (n) => cedar(20 + n * 100, 384, 170 + sway(n) * 40, n % 2 === 0 ? '#6f9474' : '#82a583')),
    ground(374, '#98b880', -10),
    house(160, 416, { width: 170, height: 68 }),
    stroke('M560 372 C540 410 600 430 570 470', '#dceef2', 26),
    stroke('M556 372 C536 410 594 430 566 470', '#f4fafb', 9),
    ground(436, '#a9b58a', -6),
    shape('M60 470 Q400 446 740 470 L790 576 Q400 596 20 576Z', '#8f9a94'),
    shape('M84 478 Q400 456 716 478 L762 566 Q400 584 48 566Z', '#a3cbd3'),
    times(7, (n) => stroke(`M${120 + n * 88} ${494 + (n % 3) * 24} q20 -8 40 0`, '#ffffff', 4, 0.7)),
    times(9, (n) => fish(140 + ((n * 131) % 540), 506 + ((n * 47) % 54), sway(n) * 30 + (n % 2) * 180)),
    person(620, 592, 1.2, shirtOf(key)),
    stroke('M654 530 L700 478', '#8a6a4d', 5),
  )
}

const hive = (x: number, y: number, c: string) =>
  put(
    x,
    y,
    all(
      ellipse(0, 3, 50, 7, '#3b2f3a', 0.15),
      box(-42, -92, 84, 40, c, 3),
      box(-42, -50, 84, 44, dark(c, 0.05), 3),
      box(12, -92, 30, 86, dark(c, 0.14), 3),
      box(-50, -106, 100, 16, '#8d9aa0', 4),
      box(-26, -16, 40, 7, '#5b4739'),
      box(-36, -6, 14, 8, '#7a5a43'),
      box(24, -6, 14, 8, '#7a5a43'),
    ),
  )

export function beeHives(key: string): string {
  return land(
    'noon',
    key,
    ridge(340, '#9dbf8d', `${key}-x`, 40),
    ground(356, '#a9c587', -26),
    times(5, (n) =>
      roundTree(80 + n * 160, 412, 52 + sway(n) * 8, n % 2 === 0 ? '#8fb56c' : '#7fa860', '#fdf8ea'),
    ),
    ground(430, '#9cbb72', -10),
    times(5, (n) =>
      hive(110 + n * 104, 512 + (n % 2) * 14, pick(['#f0d9a0', '#d9e2e4', '#e9c9b0'], `${key}${n}`)),
    ),
    ground(536, '#8aae62', -4),
    times(24, (n) =>
      all(
        circle(
          20 + n * 34,
          562 + sway(n) * 20,
          6,
          n % 3 === 0 ? '#f6dfe0' : n % 3 === 1 ? '#fdf6dc' : '#e3b53f',
        ),
        stroke(`M${20 + n * 34} ${568 + sway(n) * 20} l0 16`, '#6a9a4f', 3),
      ),
    ),
    person(676, 556, 1.25, '#f4f0e4'),
    times(9, (n) =>
      all(
        ellipse(150 + n * 62, 400 + sway(n) * 44, 6, 4, '#e3a93c'),
        ellipse(148 + n * 62, 394 + sway(n) * 44, 5, 4, '#ffffff', 0.8),
      ),
    ),
  )
}
