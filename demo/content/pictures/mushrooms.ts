import {
  all,
  crescent,
  dark,
  ellipse,
  leafAt,
  light,
  pick,
  put,
  shape,
  still,
  stroke,
  sway,
  times,
} from './kit.ts'
import { basket, board, bowl, log, mushroom, zaru } from './props.ts'

/** Mushrooms. */

export function shiitakeLog(key: string): string {
  const cap = pick(['#8a5f41', '#8f6546'], key)
  return still(
    pick(['sage', 'mint'], key),
    put(
      400,
      470,
      all(
        log(548, 78, '#7d6350'),
        times(7, (n) =>
          put(
            -222 + n * 70,
            -50 + sway(n) * 10,
            mushroom(60 + sway(n, 3) * 10, n % 2 === 0 ? cap : light(cap, 0.1)),
            { turn: sway(n, 5) * 16 },
          ),
        ),
        times(3, (n) => put(-170 + n * 150, 40, mushroom(40, light(cap, 0.06)), { turn: sway(n, 6) * 14 })),
        times(6, (n) => ellipse(-260 + n * 84, -70 + (n % 2) * 110, 28, 8, '#7fa365')),
      ),
    ),
    leafAt(110, 520, -40, 110, 40, '#7fae58'),
    leafAt(120, 522, 10, 130, 40, '#6aa05a'),
    leafAt(690, 522, 34, 120, 40, '#7fae58'),
  )
}

/** Caps seen from above with the cracks that buyers look for; dried ones are smaller and curled. */
export function shiitakeTray(key: string): string {
  const dried = key.includes('dried')
  const cap = dried ? '#7d5a42' : '#946a49'
  const one = (r: number, n: number) =>
    all(
      ellipse(0, 0, r, r * 0.76, cap),
      put(0, 0, crescent(0, 0, r * 0.76, dark(cap, 0.16), 0.4), { wide: 1.316 }),
      times(3, (i) =>
        put(
          0,
          -r * 0.1,
          stroke(
            `M${-r * 0.5} 0 L${r * 0.5} 0 M0 ${-r * 0.1} L${r * 0.2} ${-r * 0.34} M${-r * 0.14} ${r * 0.04} L${-r * 0.36} ${r * 0.3}`,
            dried ? '#c9a983' : '#e8d3b2',
            dried ? 4 : 5,
          ),
          { turn: i * 62 + n * 23, size: 0.82 },
        ),
      ),
    )
  const places = [
    [-190, -12],
    [-96, 8],
    [0, -4],
    [98, 10],
    [188, -14],
    [-140, -54],
    [-44, -62],
    [54, -60],
    [142, -52],
    [0, -106],
  ] as const
  return still(
    dried ? 'wheat' : 'cream',
    put(
      400,
      462,
      zaru(600, all(places.map(([x, y], n) => put(x, y, one(dried ? 44 : 52, n), { turn: sway(n) * 12 })))),
    ),
  )
}

export function bigShiitake(key: string): string {
  const cap = pick(['#8d6244', '#916848'], key)
  return still(
    'stone',
    put(400, 506, board(620, '')),
    put(300, 494, mushroom(112, cap), { turn: -4 }),
    put(500, 498, mushroom(98, light(cap, 0.08)), { turn: 8 }),
    put(398, 508, mushroom(76, dark(cap, 0.06))),
  )
}

/** Clustered small mushrooms with a wet shine: nameko, on the log or open. */
export function nameko(key: string): string {
  const cap = pick(['#c9833d', '#cf8b45'], key)
  const onLog = key.includes('log')
  const cluster = all(
    times(6, (n) =>
      put(-130 + n * 52, sway(n) * 8, mushroom(48, light(cap, 0.08), '#efdcb6'), { turn: -24 + n * 10 }),
    ),
    times(5, (n) =>
      put(-108 + n * 54, 26, mushroom(54, n % 2 === 0 ? cap : dark(cap, 0.07), '#efdcb6'), {
        turn: -14 + n * 7,
      }),
    ),
    times(5, (n) => ellipse(-126 + n * 54 + n * 4, -48 + Math.abs(n - 2) * 5, 12, 5, '#fbe7c6')),
  )
  return still(
    onLog ? 'sage' : 'rose',
    onLog
      ? put(
          400,
          476,
          all(
            log(580, 72, '#6d5745'),
            put(0, -44, cluster),
            put(-190, 10, mushroom(30, cap, '#efdcb6')),
            put(170, 20, mushroom(34, cap, '#efdcb6')),
          ),
        )
      : put(400, 522, bowl(440, 140, '#58707a', put(0, 12, cluster, { size: 1.16 }))),
  )
}

export function woodEar(key: string): string {
  const brown = '#5f4740'
  const frill = (size: number, n: number) =>
    put(
      0,
      0,
      all(
        shape(
          'M-70 10 C-84 -46 -30 -74 2 -58 C40 -78 88 -40 74 6 C66 40 20 28 2 46 C-22 30 -60 42 -70 10Z',
          n % 2 === 0 ? brown : light(brown, 0.12),
        ),
        shape('M74 6 C66 40 20 28 2 46 C-4 20 20 -4 40 -2 C54 0 70 -10 74 6Z', dark(brown, 0.2)),
        stroke('M-52 2 C-40 -34 -10 -40 4 -30', light(brown, 0.35), 6),
        stroke('M-70 10 C-84 -46 -30 -74 2 -58 C40 -78 88 -40 74 6', light(brown, 0.28), 5),
      ),
      { size },
    )
  const places = [
    [-150, 6, 0],
    [-52, 14, 1],
    [56, 12, 0],
    [152, 4, 1],
    [-104, -52, 1],
    [0, -58, 0],
    [104, -54, 1],
    [0, -116, 1],
  ] as const
  return still(
    pick(['mint', 'wheat'], key),
    put(
      400,
      516,
      basket(480, 130, all(places.map(([x, y, n]) => put(x, y, frill(0.98, n), { turn: sway(x) * 30 })))),
    ),
  )
}
