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
import { cedar, ground, house, land, person, roundTree, shirtOf } from './land.ts'
import { basket, bottle, steam } from './props.ts'

/** Scenes of those who work under a roof: stores, shops, studios, a school, a house by a stream. */

/** A white-walled storehouse (蔵) with a curtain, barrels and, for a brewery, a cedar ball and a chimney. */
export const storehouse =
  (curtain: string, brewery: boolean) =>
  (key: string): string =>
    land(
      brewery ? 'winter' : 'morning',
      key,
      ground(372, brewery ? '#e6ecee' : '#b5c19a', -14),
      brewery
        ? all(
            box(626, 150, 46, 250, '#b5725a'),
            box(650, 150, 22, 250, '#9d604b'),
            box(618, 140, 62, 17, '#8a5443'),
            put(650, 136, steam(70)),
          )
        : roundTree(690, 430, 70, '#86ad62'),
      ellipse(380, 524, 330, 16, '#3b2f3a', 0.12),
      box(110, 250, 540, 274, '#fbf7ee'),
      box(470, 250, 180, 274, '#efe8da'),
      box(110, 436, 540, 88, '#5b5358'),
      times(10, (n) => all(stroke(`M${110 + n * 56} 436 l44 88 M${154 + n * 56} 436 l-44 88`, '#e9e2d6', 3))),
      shape('M70 262 L150 168 L610 168 L690 262Z', '#5f6a72'),
      times(13, (n) => stroke(`M${160 + n * 36} 172 L${110 + n * 45} 258`, '#515b63', 4)),
      box(142, 156, 476, 18, '#4a535a', 8),
      box(296, 330, 168, 194, '#6f4f38'),
      times(4, (n) =>
        all(
          shape(
            `M${294 + n * 43} 322 L${337 + n * 43} 322 L${335 + n * 43} 404 L${296 + n * 43} 402Z`,
            n % 2 === 0 ? curtain : dark(curtain, 0.08),
          ),
        ),
      ),
      circle(380, 358, 22, light(curtain, 0.7)),
      circle(380, 358, 11, curtain),
      box(280, 316, 200, 9, '#8a6a4d', 4),
      times(2, (n) =>
        all(
          box(160 + n * 380, 320, 76, 56, '#8a6a4d', 3),
          box(168 + n * 380, 328, 60, 40, '#f9e3ae'),
          stroke(`M${198 + n * 380} 328 l0 40`, '#8a6a4d', 5),
        ),
      ),
      brewery
        ? all(
            stroke('M520 262 L520 288', '#8a6a4d', 5),
            circle(520, 316, 32, '#7d8a4a'),
            times(24, (n) =>
              stroke(
                `M${520 + sway(n) * 24} ${316 + sway(n, 2) * 24} l${sway(n, 4) * 8} 7`,
                n % 2 === 0 ? '#667238' : '#97a35f',
                3,
              ),
            ),
          )
        : '',
      ground(522, brewery ? '#f4f8f9' : '#c9b793', -4),
      times(3, (n) =>
        put(
          180 + n * 74,
          580 - n * 4,
          all(
            ellipse(0, 2, 38, 6, '#3b2f3a', 0.15),
            shape('M-36 -72 L36 -72 L30 0 L-30 0Z', '#cf9f63'),
            shape('M14 -72 L36 -72 L30 0 L12 0Z', '#b98a52'),
            ellipse(0, -72, 36, 8, '#e0b981'),
            stroke('M-34 -54 Q0 -46 34 -54 M-32 -18 Q0 -10 32 -18', '#8c9a5a', 5),
          ),
        ),
      ),
      person(560, 590, 1.25, shirtOf(key), 'scarf'),
    )

/** A shop on the street: awning, window, what is on the counter. */
export const shop =
  (awning: string, goods: string, evening = false) =>
  (key: string): string => {
    const wall = evening ? '#6f6a86' : pick(['#f3e6cf', '#efe0d2', '#e6e9dc'], key)
    const inside = evening ? '#fbe0a0' : '#fdf4dc'
    return land(
      evening ? 'winter' : pick(['morning', 'noon', 'gold'] as const, key),
      key,
      evening ? box(0, 0, 800, 600, '#39405e', 0) : '',
      evening
        ? all(
            times(20, (n) => circle((n * 83) % 800, (n * 47) % 190, 2 + (n % 2), '#e9e6f2')),
            circle(650, 96, 38, '#f6eed2'),
          )
        : '',
      box(0, 200, 96, 320, evening ? '#565a78' : '#d9c9b0'),
      box(704, 230, 96, 290, evening ? '#4e5272' : '#cfc4ae'),
      box(88, 150, 624, 372, wall),
      shape('M60 158 L110 96 L690 96 L740 158Z', evening ? '#454a68' : '#6a6f78'),
      times(3, (n) =>
        all(
          box(180 + n * 170, 184, 100, 66, '#8a6a4d', 3),
          box(188 + n * 170, 192, 84, 50, inside),
          stroke(`M${230 + n * 170} 192 l0 50`, '#8a6a4d', 5),
        ),
      ),
      box(120, 300, 356, 168, '#7a5f49', 4),
      box(132, 312, 332, 144, inside, 3),
      box(132, 400, 332, 8, '#b98a5b'),
      times(6, (n) =>
        all(
          ellipse(164 + n * 54, 396, 21, 12, n % 2 === 0 ? goods : light(goods, 0.25)),
          ellipse(164 + n * 54, 384, 15, 10, n % 2 === 0 ? light(goods, 0.14) : goods),
        ),
      ),
      times(4, (n) => all(box(150 + n * 82, 426, 62, 30, n % 2 === 0 ? light(goods, 0.45) : '#fffdf6', 5))),
      box(508, 306, 160, 216, '#7a5f49', 4),
      box(520, 318, 136, 204, dark(inside, 0.06)),
      times(3, (n) =>
        shape(
          `M${518 + n * 47} 314 L${565 + n * 47} 314 L${563 + n * 47} 380 L${520 + n * 47} 378Z`,
          n % 2 === 0 ? awning : dark(awning, 0.1),
        ),
      ),
      times(9, (n) =>
        shape(
          `M${96 + n * 68} 262 L${164 + n * 68} 262 L${164 + n * 68} 294 Q${130 + n * 68} 316 ${96 + n * 68} 294Z`,
          n % 2 === 0 ? awning : '#fdf6e6',
        ),
      ),
      box(92, 254, 618, 14, dark(awning, 0.2), 5),
      box(0, 518, 800, 90, evening ? '#5b5f7c' : '#cdbfa6'),
      box(0, 518, 800, 7, evening ? '#6b6f8c' : '#dccfb8'),
      put(
        90,
        552,
        all(
          shape('M-34 -46 L34 -46 L26 0 L-26 0Z', '#b5725a'),
          times(5, (n) => leafAt(0, -44, -56 + n * 28, 62, 26, n % 2 === 0 ? '#6fa357' : '#82b169')),
        ),
      ),
      put(
        400,
        576,
        basket(
          110,
          34,
          all(times(4, (n) => circle(-34 + n * 23, -8, 15, n % 2 === 0 ? goods : light(goods, 0.2)))),
        ),
      ),
      person(588, 582, 1.35, shirtOf(key), 'scarf'),
    )
  }

/** A workshop from inside: window, bench, and the things made there. */
export const studio =
  (made: (n: number) => Drawing, tone: string, fire = false) =>
  (key: string): string =>
    land(
      'noon',
      key,
      box(0, 0, 800, 600, light(tone, 0.62)),
      box(0, 430, 800, 180, light(tone, 0.25)),
      box(90, 70, 380, 230, '#8a6a4d', 4),
      box(104, 84, 352, 202, '#dcebee'),
      shape('M104 230 Q190 170 270 214 T456 190 L456 286 L104 286Z', '#a9c39a'),
      shape('M104 260 Q240 226 456 258 L456 286 L104 286Z', '#8fae78'),
      stroke('M280 84 L280 286 M104 186 L456 186', '#8a6a4d', 9),
      box(540, 96, 210, 12, '#9d7a56', 3),
      box(540, 196, 210, 12, '#9d7a56', 3),
      times(3, (n) => put(580 + n * 66, 96, made(n), { size: 0.5 })),
      times(3, (n) => put(580 + n * 66, 196, made(n + 3), { size: 0.5 })),
      fire
        ? all(
            box(560, 260, 180, 180, '#6f5f5a', 10),
            shape('M590 440 L590 350 Q650 290 710 350 L710 440Z', '#3b2c31'),
            shape(
              'M650 330 C690 370 700 400 684 440 L616 440 C600 400 640 390 636 356 Q648 350 650 330Z',
              '#e5793a',
            ),
            shape('M650 376 C672 400 674 420 666 440 L634 440 C628 420 646 410 650 376Z', '#f9cf6c'),
          )
        : '',
      person(240, 520, 2.1, shirtOf(key), 'scarf'),
      box(70, 466, 660, 130, '#a87a4c', 4),
      times(3, (n) =>
        all(box(90 + n * 212, 486, 196, 90, '#b5875a', 4), circle(188 + n * 212, 504, 6, '#7a5a3c')),
      ),
      box(44, 436, 712, 30, '#c2935f', 5),
      box(44, 458, 712, 12, '#9d7148', 4),
      times(4, (n) => put(420 + n * 88, 438, made(n + 6))),
    )

/** An old school building, for those who work in one. */
export function schoolhouse(key: string): string {
  return land(
    'morning',
    key,
    ground(372, '#b9cb96', -14),
    times(5, (n) => roundTree(50 + n * 176, 420, 50, n % 2 === 0 ? '#f0c6c8' : '#e9b6bc')),
    ellipse(400, 512, 330, 14, '#3b2f3a', 0.12),
    box(90, 290, 620, 220, '#efe2c8'),
    box(520, 290, 190, 220, '#e2d3b5'),
    shape('M64 296 L110 226 L690 226 L736 296Z', '#8a4f3f'),
    box(340, 206, 120, 304, '#f4e9d3'),
    shape('M322 212 L400 150 L478 212Z', '#7d4638'),
    circle(400, 240, 26, '#fdf8ea'),
    stroke('M400 240 L400 224 M400 240 L412 246', '#5b4739', 4),
    times(3, (n) =>
      all(
        box(116 + n * 74, 326, 54, 56, '#c9dfe3', 3),
        stroke(`M${143 + n * 74} 326 l0 56 M${116 + n * 74} 354 l54 0`, '#f9f3e4', 5),
        box(116 + n * 74, 416, 54, 56, '#c9dfe3', 3),
        stroke(`M${143 + n * 74} 416 l0 56 M${116 + n * 74} 444 l54 0`, '#f9f3e4', 5),
      ),
    ),
    times(3, (n) =>
      all(
        box(484 + n * 74, 326, 54, 56, '#c9dfe3', 3),
        stroke(`M${511 + n * 74} 326 l0 56 M${484 + n * 74} 354 l54 0`, '#f9f3e4', 5),
        box(484 + n * 74, 416, 54, 56, '#c9dfe3', 3),
        stroke(`M${511 + n * 74} 416 l0 56 M${484 + n * 74} 444 l54 0`, '#f9f3e4', 5),
      ),
    ),
    box(368, 414, 64, 96, '#8a6a4d', 3),
    ground(510, '#d3c39b', -4),
    [200, 300, 520, 620].map((x, n) => person(x, 586 - (n % 2) * 14, 1.05, shirtOf(`${key}${n}`), 'hair')),
  )
}

/** A house by a stream under trees, for those who work at home in the hills. */
export function streamHouse(key: string): string {
  return land(
    'morning',
    key,
    times(7, (n) => cedar(30 + n * 124, 380, 190 + sway(n) * 40, n % 2 === 0 ? '#7f9f80' : '#8fac8c')),
    ground(372, '#a3bd83', -16),
    house(280, 472, {
      width: 320,
      height: 132,
      wall: '#e9dcc6',
      roof: pick(['#6f5f52', '#5f6a72', '#8a6a4d'], key),
    }),
    roundTree(610, 468, 70, '#86ad62', '#e08a3a'),
    ground(474, '#93b26f', -8),
    shape('M820 500 C640 494 600 540 420 540 S180 590 -20 572 L-20 620 L820 620Z', '#b9d9df'),
    times(6, (n) => stroke(`M${90 + n * 120} ${582 - (n % 3) * 16} q24 -9 48 0`, '#ffffff', 5, 0.8)),
    person(500, 524, 1.2, shirtOf(key)),
    put(120, 540, all(times(6, (n) => leafAt(n * 17, 0, sway(n) * 30, 46, 14, '#6fa357')))),
  )
}

const urushi = (n: number): Drawing =>
  all(
    shape('M-40 -52 C-38 -18 -20 -8 0 -8 C20 -8 38 -18 40 -52Z', n % 2 === 0 ? '#a8322c' : '#3b2c31'),
    ellipse(0, -52, 40, 8, n % 2 === 0 ? '#7d2522' : '#a8322c'),
    box(-16, -9, 32, 9, '#3b2c31', 3),
    shape('M0 -42 L7 -32 L0 -22 L-7 -32Z', '#d9b04a'),
  )

const paper = (n: number): Drawing =>
  all(times(4, (i) => box(-42 + sway(n + i) * 4, -10 - i * 9, 84, 8, i % 2 === 0 ? '#f7ecd0' : '#dccba2', 2)))

const iron = (n: number): Drawing =>
  all(
    shape(
      'M-40 -30 C-40 -60 40 -60 40 -30 C40 -8 20 0 0 0 C-20 0 -40 -8 -40 -30Z',
      n % 2 === 0 ? '#454049' : '#5b4a48',
    ),
    stroke('M-24 -48 C-26 -86 26 -86 24 -48', '#3b363e', 5),
    shape('M34 -40 L58 -56 L60 -48 L38 -26Z', '#454049'),
  )

const turned = (n: number): Drawing =>
  n % 2 === 0
    ? all(
        shape('M-38 -44 C-36 -14 -20 -4 0 -4 C20 -4 36 -14 38 -44Z', '#c98a5a'),
        ellipse(0, -44, 38, 8, '#a8683c'),
      )
    : all(box(-26, -84, 52, 80, '#d9a873', 8), stroke('M-10 -74 C-14 -50 -8 -30 -12 -10', '#c08f5a', 3))

const bowls = (n: number): Drawing =>
  n % 3 === 0
    ? bottle(34, 84, { glass: '#8fae6a', label: '#fdf6e6', cap: '#8a4f3f' })
    : all(box(-30, -46, 60, 46, n % 2 === 0 ? '#e3c78f' : '#d98f7a', 8), box(-26, -56, 52, 13, '#8a6a4d', 4))

export const lacquerStudio = studio(urushi, '#c98f7a')

export const paperStudio = studio(paper, '#b9c7b0')

export const ironStudio = studio(iron, '#a89a94', true)

export const woodStudio = studio(turned, '#d9bb8a')

export const kitchenStudio = studio(bowls, '#e3c2a4', true)
