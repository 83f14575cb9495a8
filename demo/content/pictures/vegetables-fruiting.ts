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
import { basket, board, bowl, cloth, crate, plate, tomato, zaru } from './props.ts'

/** Vegetables that are fruits: tomatoes, zucchini, corn, aubergines, cucumbers, peppers and squash. Each motif takes
 * the product's key, which varies sheet and colour. */

export function tomatoCrate(key: string): string {
  const red = pick(['#d9483b', '#d64a36', '#cf3f3f'], key)
  const row = (count: number, y: number, r: number, from: number) =>
    times(count, (n) =>
      put(from + n * r * 1.92, y + sway(n, y) * 5, tomato(r, n % 3 === 1 ? light(red, 0.1) : red), {
        turn: sway(n, 2) * 14,
      }),
    )
  return still(
    'cream',
    put(400, 512, crate(430, 176, all(row(4, -66, 56, -161), row(5, 2, 50, -192)))),
    put(668, 506, all(shadow(0, 0, 104), put(0, -46, tomato(48, red)))),
    put(130, 512, all(shadow(0, 0, 90), put(0, -40, tomato(42, light(red, 0.12)), { turn: -18 }))),
  )
}

export function cherryTomatoes(key: string): string {
  const colours = key.includes('red') ? ['#d5433c', '#cf3b3b', '#dd5446'] : ['#d5433c', '#f0b83c', '#ea8a3a']
  const heap = [5, 4, 3].flatMap((count, floor) =>
    times(count, (n) =>
      put(
        -(count - 1) * 33 + n * 66 + sway(n, floor) * 4,
        -8 - floor * 48,
        tomato(34, colours[(n + floor * 2) % 3] ?? '#d5433c'),
        { turn: sway(n, floor) * 20 },
      ),
    ),
  )
  return still(
    pick(['sky', 'mint', 'stone'], key),
    put(400, 520, bowl(400, 150, '#f4ead8', all(heap))),
    put(150, 520, all(shadow(0, 0, 70), put(0, -32, tomato(34, colours[1] ?? '#d5433c'), { turn: 15 }))),
    put(660, 524, all(shadow(0, 0, 70), put(0, -32, tomato(34, colours[2] ?? '#d5433c'), { turn: -20 }))),
  )
}

function zucchini(length: number, colour: string): Drawing {
  const w = length * 0.13
  return all(
    box(-length / 2, -w, length, w * 2, colour, w),
    box(-length / 2 + w * 0.4, w * 0.15, length - w * 0.8, w * 0.7, dark(colour, 0.16), w * 0.35),
    times(7, (n) =>
      ellipse(-length * 0.36 + n * length * 0.12, -w * 0.35 + sway(n) * w * 0.25, 9, 3, light(colour, 0.35)),
    ),
    box(length / 2 - 6, -w * 0.42, 34, w * 0.84, '#8ba45a', 7),
    box(length / 2 + 20, -w * 0.5, 9, w, '#a9bd74', 4),
  )
}

const blossom = (r: number): Drawing =>
  all(
    times(5, (n) => leafAt(0, 0, -76 + n * 38, r * 1.5, r * 0.72, n % 2 === 0 ? '#f3b53f' : '#f6c75f')),
    ellipse(0, -4, r * 0.3, r * 0.24, '#8ba45a'),
  )

export function zucchinis(key: string): string {
  const green = '#4c7d47'
  const flowers = key.includes('flower')
  return still(
    flowers ? 'sage' : 'wheat',
    flowers
      ? put(
          400,
          500,
          plate(
            540,
            '#f7f1e3',
            all(
              times(5, (n) =>
                put(
                  -176 + n * 88,
                  -18,
                  all(put(0, -8, zucchini(110, light(green, 0.15)), { turn: 90 }), put(0, -66, blossom(52))),
                  { turn: -16 + n * 8 },
                ),
              ),
            ),
          ),
        )
      : all(
          put(400, 506, cloth(620, '#e9d6b8')),
          put(392, 494, shadow(0, 0, 440)),
          put(390, 458, zucchini(420, '#e0b93f'), { turn: -3 }),
          put(410, 402, zucchini(400, green), { turn: 5 }),
          put(380, 344, zucchini(360, dark(green, 0.15)), { turn: -7 }),
          put(586, 348, blossom(44), { turn: 74 }),
        ),
  )
}

const cob = (turn: number, x: number, y: number) =>
  put(
    x,
    y,
    all(
      leafAt(-16, 8, -26, 250, 96, '#7fae5e'),
      shape('M-44 0 C-62 -110 -34 -236 0 -262 C34 -236 62 -110 44 0 Q0 30 -44 0Z', '#f0c24a'),
      times(11, (r) =>
        times(5, (c) => {
          const reach = 40 * Math.sqrt(Math.max(0.1, 1 - ((r - 3) / 8.6) ** 2))
          return ellipse(
            -reach + c * reach * 0.5,
            -8 - r * 21.5,
            reach * 0.21,
            8.5,
            c > 2 ? '#e0aa35' : '#f7d774',
          )
        }),
      ).flat(),
      leafAt(30, 14, 24, 150, 80, '#8fbb69'),
      leafAt(-28, 16, -18, 120, 72, '#9cc475'),
      leafAt(4, 20, 4, 84, 66, '#88b663'),
    ),
    { turn },
  )

export function corn(key: string): string {
  return still(
    pick(['sky', 'mint'], key),
    put(400, 512, shadow(0, 0, 460)),
    cob(-30, 300, 498),
    cob(28, 500, 498),
    cob(0, 400, 512),
  )
}

function eggplant(size: number, colour: string): Drawing {
  return put(
    0,
    0,
    all(
      shape('M-22 -100 C-34 -60 -78 -20 -66 40 C-56 92 56 92 66 40 C78 -20 34 -60 22 -100Z', colour),
      shape(
        'M22 -100 C34 -60 78 -20 66 40 C58 84 -10 88 -34 72 C40 74 46 20 30 -20 C20 -46 6 -70 4 -100Z',
        dark(colour, 0.22),
      ),
      put(-34, 6, ellipse(0, 0, 9, 36, light(colour, 0.4)), { turn: 14 }),
      shape('M-34 -70 L-40 -104 Q0 -126 40 -104 L34 -70 L18 -90 L0 -66 L-18 -90Z', '#6d8f56'),
      box(-7, -142, 14, 34, '#5d7d49', 5),
    ),
    { size },
  )
}

export function eggplants(key: string): string {
  const purple = pick(['#55406f', '#4d3f73', '#5b3f66'], key)
  const small = key.includes('konasu')
  return still(
    small ? 'mint' : 'lilac',
    small
      ? put(
          400,
          470,
          zaru(
            560,
            all(
              times(7, (n) =>
                put(-192 + n * 64, -34 - (n % 2) * 34, eggplant(0.58, purple), { turn: sway(n) * 40 }),
              ),
            ),
          ),
        )
      : all(
          put(400, 512, shadow(0, 0, 430)),
          put(292, 430, eggplant(1.3, purple), { turn: -16 }),
          put(508, 430, eggplant(1.3, dark(purple, 0.1)), { turn: 18 }),
          put(400, 432, eggplant(1.42, light(purple, 0.08)), { turn: 3 }),
        ),
  )
}

function cucumber(length: number, colour: string): Drawing {
  return all(
    stroke(`M${-length / 2} 8 Q0 -34 ${length / 2} 6`, colour, 46),
    stroke(`M${-length / 2 + 4} 19 Q0 -18 ${length / 2 - 4} 17`, dark(colour, 0.18), 16),
    times(6, (n) =>
      circle(
        -length * 0.4 + n * length * 0.16,
        -12 + Math.abs(n - 2.5) * 5 + sway(n) * 4,
        3.5,
        light(colour, 0.4),
      ),
    ),
    put(length / 2 + 18, 4, all(times(3, (n) => leafAt(0, 0, 50 + n * 40, 26, 12, '#f1cf5a')))),
  )
}

export function cucumbers(key: string): string {
  const green = '#4f8a4c'
  if (key.includes('ippon'))
    return still(
      'sky',
      put(
        400,
        520,
        bowl(
          460,
          120,
          '#dfe9ee',
          all(
            times(4, (n) =>
              put(
                -128 + n * 86,
                -60,
                all(
                  stroke('M0 -40 L0 -170', '#d6ae72', 11),
                  put(0, 0, cucumber(190, n % 2 === 0 ? green : light(green, 0.12)), { turn: 90 }),
                ),
                { turn: -12 + n * 8 },
              ),
            ),
            times(6, (n) =>
              put(-170 + n * 68, 10 + (n % 2) * 12, box(-26, -26, 52, 46, '#f4fafc', 12), {
                turn: sway(n) * 30,
              }),
            ),
          ),
        ),
      ),
    )
  return still(
    'mint',
    put(
      400,
      514,
      basket(
        480,
        130,
        all(
          times(5, (n) =>
            put(
              -20 + sway(n) * 24,
              -14 - n * 30,
              cucumber(400 - n * 34, n % 2 === 0 ? green : light(green, 0.14)),
              { turn: sway(n, 4) * 9 },
            ),
          ),
        ),
      ),
    ),
  )
}

const pepper = (c: string): Drawing =>
  all(
    shape(
      'M-6 -92 C-70 -116 -104 -62 -88 -6 C-80 44 -58 84 -32 86 C-16 86 -12 74 0 76 C14 74 18 88 34 84 C60 80 82 40 88 -6 C104 -62 68 -116 6 -92Z',
      c,
    ),
    shape('M-4 -86 C-38 -70 -30 30 0 76 C14 74 18 88 34 84 C4 40 10 -50 6 -90Z', dark(c, 0.13)),
    shape('M52 -96 C80 -50 70 40 34 84 C60 80 82 40 88 -6 C98 -48 82 -88 52 -96Z', dark(c, 0.16)),
    put(-56, -30, ellipse(0, 0, 10, 30, light(c, 0.45)), { turn: 12 }),
    shape('M-34 -92 Q0 -70 34 -92 Q10 -112 0 -108 Q-10 -112 -34 -92Z', '#6b9a4f'),
    stroke('M0 -102 q2 -26 18 -40', '#5a8644', 13),
  )

export function peppers(key: string): string {
  const colours: readonly [string, string, string] = key.includes('colour')
    ? ['#d8483a', '#efb73e', '#e88a35']
    : ['#4f8d46', '#62a053', '#437c40']
  return still(
    key.includes('colour') ? 'sky' : 'wheat',
    put(400, 506, shadow(0, 0, 520)),
    put(258, 416, pepper(colours[1]), { turn: -12 }),
    put(542, 416, pepper(colours[2]), { turn: 13 }),
    put(400, 410, pepper(colours[0]), { size: 1.12 }),
  )
}

export function squash(key: string): string {
  const skin = pick(['#d98d3f', '#d6934a', '#cf8540'], key)
  return still(
    'sage',
    put(400, 500, board(600, '')),
    put(
      340,
      470,
      all(
        shape(
          'M-236 -64 C-250 -8 -190 24 -130 22 C-60 20 20 10 96 12 C190 16 232 -30 226 -88 C220 -152 150 -176 84 -156 C10 -132 -60 -118 -130 -122 C-196 -124 -226 -108 -236 -64Z',
          skin,
        ),
        shape(
          'M-230 -36 C-214 8 -170 24 -130 22 C-60 20 20 10 96 12 C190 16 232 -30 226 -88 C206 -30 150 -20 80 -24 C0 -26 -90 -4 -150 -10 C-190 -14 -214 -20 -230 -36Z',
          dark(skin, 0.14),
        ),
        stroke('M-190 -96 C-120 -96 -20 -96 70 -128', light(skin, 0.3), 10),
        stroke('M-232 -74 q-34 -6 -46 -34', '#7c8a4c', 18),
      ),
    ),
    put(
      600,
      446,
      all(
        ellipse(0, 0, 62, 92, dark(skin, 0.1)),
        ellipse(-5, 0, 56, 86, '#f3ad48'),
        ellipse(-5, 6, 30, 48, '#dd8b2d'),
        times(6, (n) =>
          put(-14 + (n % 2) * 20, -22 + Math.floor(n / 2) * 26, ellipse(0, 0, 5.5, 11, '#fbeac6'), {
            turn: sway(n) * 30,
          }),
        ),
      ),
      { turn: 8 },
    ),
  )
}
