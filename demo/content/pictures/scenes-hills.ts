import { all, box, circle, ellipse, leafAt, light, pick, put, shape, stroke, sway, times } from './kit.ts'
import { cedar, ground, house, land, person, roundTree, rows, shirtOf, snowfall } from './land.ts'
import { log, mushroom } from './props.ts'

/** Scenes of orchards, vines, woods, snow and flowers. */

export const orchard =
  (fruit: string) =>
  (key: string): string =>
    land(
      pick(['morning', 'noon', 'gold'] as const, key, 'light'),
      key,
      ground(346, '#a8c085', -40),
      times(6, (n) => roundTree(70 + n * 132, 392 - Math.sin(n * 0.6) * 16, 36, '#86ad62', fruit)),
      ground(420, '#97b574', -24),
      times(4, (n) => roundTree(90 + n * 210, 484, 62, n % 2 === 0 ? '#7aa556' : '#86ad62', fruit)),
      ground(520, '#84a864', -10),
      put(
        250,
        572,
        all(stroke('M-26 0 L0 -122 L26 0 M-18 -34 L18 -34 M-12 -64 L12 -64 M-6 -92 L6 -92', '#b98a5b', 7)),
      ),
      put(
        620,
        578,
        all(
          box(-60, -48, 120, 48, '#d0a066', 4),
          box(-60, -32, 120, 5, '#b5854f'),
          times(5, (n) => circle(-46 + n * 23, -52, 15, n % 2 === 0 ? fruit : light(fruit, 0.15))),
        ),
      ),
      person(322, 572, 1.2, shirtOf(key)),
    )

export const vineyard =
  (grape: string) =>
  (key: string): string =>
    land(
      'gold',
      key,
      ground(348, '#b5bf83', -26),
      house(pick([640, 170], key), 376, { width: 160, height: 66, roof: '#8a4f3f' }),
      times(3, (row) => {
        const y = 440 + row * 66
        const size = 0.62 + row * 0.22
        return all(
          ground(y + 4, row % 2 === 0 ? '#a9b56e' : '#b7bd7c', -8),
          stroke(`M-10 ${y - 56 * size} L810 ${y - 56 * size}`, '#8a6a4d', 4),
          times(9, (n) =>
            put(
              20 + n * 96 + (row % 2) * 40,
              y,
              all(
                stroke('M0 4 C-8 -30 8 -50 0 -84', '#7a5a43', 9),
                leafAt(-6, -76, -70, 62, 42, '#86ad5e'),
                leafAt(6, -76, 70, 62, 42, '#779f52'),
                leafAt(0, -84, 0, 46, 38, '#93b86a'),
                times(6, (i) =>
                  circle(
                    -9 + (i % 3) * 9,
                    -54 + Math.floor(i / 3) * 10,
                    6.5,
                    i % 2 === 0 ? grape : light(grape, 0.2),
                  ),
                ),
              ),
              { size },
            ),
          ),
        )
      }),
      person(pick([300, 520], key), 586, 1.15, shirtOf(key)),
    )

/** Logs set up among cedars, with shiitake on them. */
export function mushroomWood(key: string): string {
  return land(
    'morning',
    key,
    times(9, (n) => cedar(30 + n * 94, 392, 230 + sway(n) * 40, n % 2 === 0 ? '#7f9f80' : '#8fac8c')),
    ground(384, '#a9b98a', -10),
    times(6, (n) => cedar(70 + n * 136, 440, 300 + sway(n, 4) * 40, n % 2 === 0 ? '#5f8464' : '#6a8f6c')),
    ground(436, '#94a876', -12),
    times(7, (n) =>
      put(
        90 + n * 104,
        552,
        all(
          stroke('M0 0 L34 -128', '#6d5745', 26),
          stroke('M7 0 L40 -126', '#5b4739', 8),
          times(4, (i) => put(8 + i * 8, -26 - i * 28, mushroom(13 + (i % 2) * 3, '#9a6a48'), { turn: -50 })),
        ),
        { turn: n % 2 === 0 ? 0 : -26 },
      ),
    ),
    stroke('M40 456 L770 448', '#7a6049', 11),
    put(630, 574, all(log(150, 26, '#6d5745'))),
    person(420, 588, 1.15, shirtOf(key)),
  )
}

/** A woodpile by the edge of the forest, and a light truck. */
export function woodYard(key: string): string {
  const pile = all(
    times(4, (r) =>
      times(9 - r, (n) =>
        all(
          circle(-150 + n * 38 + r * 19, -18 - r * 33, 19, '#6b5648'),
          circle(-150 + n * 38 + r * 19, -18 - r * 33, 15, (n + r) % 2 === 0 ? '#e3c393' : '#d6b17e'),
          circle(-150 + n * 38 + r * 19, -18 - r * 33, 6, '#c39a66'),
        ),
      ),
    ).flat(),
  )
  const truck = all(
    ellipse(0, 2, 130, 12, '#3b2f3a', 0.15),
    box(-120, -62, 150, 34, '#f4f3ee', 4),
    box(-120, -40, 150, 12, '#dcdad2', 4),
    shape('M34 -28 L34 -106 Q36 -112 44 -112 L86 -112 Q96 -112 102 -96 L116 -58 L118 -28Z', '#fbfaf5'),
    shape('M52 -100 L82 -100 Q88 -100 92 -90 L100 -64 L52 -64Z', '#a9cbd6'),
    times(4, (n) => circle(-98 + n * 34, -74, 17, n % 2 === 0 ? '#e3c393' : '#d6b17e')),
    times(3, (n) => circle(-80 + n * 34, -102, 16, n % 2 === 0 ? '#d6b17e' : '#e3c393')),
    circle(-72, -18, 22, '#4b4248'),
    circle(-72, -18, 9, '#c9c4ba'),
    circle(78, -18, 22, '#4b4248'),
    circle(78, -18, 9, '#c9c4ba'),
  )
  return land(
    'gold',
    key,
    times(8, (n) => cedar(50 + n * 104, 400, 210 + sway(n) * 40, n % 2 === 0 ? '#6f9470' : '#7fa07c')),
    ground(392, '#b5b586', -10),
    put(230, 500, pile),
    ground(506, '#a8a276', -6),
    put(560, 566, truck, { size: 1.15 }),
    person(350, 572, 1.2, shirtOf(key)),
  )
}

/** A farmhouse under snow, things hung to freeze. */
export function snowFarm(key: string): string {
  return land(
    'winter',
    key,
    ground(356, '#eef3f6', -24),
    times(6, (n) => cedar(500 + n * 58, 392, 150 + sway(n) * 26, n % 2 === 0 ? '#8fa8a4' : '#9db5b0')),
    house(220, 440, { width: 280, height: 112, roof: '#f4f8fa', wall: '#e9dcc6' }),
    ground(444, '#f8fbfc', -8),
    put(
      560,
      470,
      all(
        stroke('M-110 40 L-110 -90 M110 40 L110 -90 M-126 -86 L126 -86', '#8a6a4d', 9),
        times(7, (n) =>
          all(
            stroke(`M${-90 + n * 30} -84 L${-90 + n * 30} -10`, '#d9c48f', 4),
            times(3, (i) => box(-100 + n * 30, -70 + i * 24, 20, 17, '#f3e2b8', 4)),
          ),
        ),
      ),
    ),
    ground(510, '#ffffff', -14),
    times(5, (n) => leafAt(90 + n * 36, 562, -30 + n * 15, 44, 30, '#8fbb6e')),
    person(400, 566, 1.2, shirtOf(key)),
    snowfall(40),
  )
}

/** Flower beds in the mist. */
export function flowerField(key: string): string {
  const colours = ['#4f5fae', '#6f7cc8', '#f2e6ef', '#d99ab8'] as const
  return land(
    'morning',
    key,
    ground(350, '#a9c19a', -20),
    stroke('M-20 330 Q200 300 400 326 T820 316', '#ffffff', 26, 0.5),
    rows(372, '#8fae78', (x, y, size, n) =>
      put(
        x,
        y,
        all(
          times(3, (i) =>
            all(
              stroke(`M0 0 Q${(i - 1) * 8} -26 ${(i - 1) * 15} -50`, '#5f9450', 4),
              ellipse((i - 1) * 15, -54, 7.5, 12, colours[(n + i) % 4] ?? colours[0]),
            ),
          ),
        ),
        { size: size * 1.1 },
      ),
    ),
    stroke('M-20 384 Q220 366 420 382 T820 374', '#ffffff', 18, 0.45),
    person(pick([270, 540], key), 520, 1.15, shirtOf(key)),
  )
}
