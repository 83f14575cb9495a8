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

/** Firewood and flowers. */

function splitLog(r: number, n: number, bark: string, core: string): Drawing {
  const whole = n % 3 !== 0
  return whole
    ? all(
        circle(0, 0, r, bark),
        circle(0, 0, r * 0.84, core),
        crescent(0, 0, r * 0.84, dark(core, 0.08)),
        circle(0, 0, r * 0.5, dark(core, 0.12)),
        circle(0, 0, r * 0.4, core),
        circle(0, 0, r * 0.14, dark(core, 0.2)),
        stroke(`M0 0 L${r * 0.7} ${r * 0.2 * sway(n)}`, dark(core, 0.25), 3),
      )
    : put(
        0,
        0,
        all(
          shape(`M${-r} ${r * 0.5} A${r} ${r} 0 0 1 ${r} ${r * 0.5}Z`, bark),
          shape(`M${-r * 0.84} ${r * 0.5} A${r * 0.84} ${r * 0.84} 0 0 1 ${r * 0.84} ${r * 0.5}Z`, core),
          stroke(
            `M${-r * 0.4} ${r * 0.5} A${r * 0.4} ${r * 0.4} 0 0 1 ${r * 0.4} ${r * 0.5}`,
            dark(core, 0.18),
            4,
          ),
        ),
        { turn: sway(n) * 24 },
      )
}

export function firewood(key: string): string {
  const [bark, core] = key.includes('sugi') ? ['#8a4f3a', '#eec39a'] : ['#6b5648', '#e3c393']
  return still(
    pick(['stone', 'sage', 'sky'], key),
    put(
      400,
      510,
      all(
        shadow(0, 4, 560),
        box(-250, -318, 500, 314, '#57473d'),
        box(-262, -330, 22, 334, '#8a6a4d', 5),
        box(240, -330, 22, 334, '#7d5f45', 5),
        times(5, (row) =>
          times(row % 2 === 0 ? 8 : 7, (n) =>
            put(
              -206 + n * 59 + (row % 2) * 29,
              -34 - row * 56,
              splitLog(
                31 + sway(n, row) * 2,
                n + row * 2,
                bark ?? '#6b5648',
                n % 2 === 0 ? (core ?? '#e3c393') : light(core ?? '#e3c393', 0.12),
              ),
            ),
          ),
        ).flat(),
        shape('M-290 -318 L0 -372 L290 -318 L290 -300 L0 -352 L-290 -300Z', '#7a6a60'),
      ),
    ),
  )
}

export function kindling(key: string): string {
  const sticks = times(15, (n) =>
    put(
      -108 + n * 15.5,
      0,
      all(
        box(-8, -210 + (n % 3) * 14, 16, 214, n % 2 === 0 ? '#e3b98a' : '#d6a676', 3),
        box(2, -210 + (n % 3) * 14, 6, 214, '#c49363', 3),
      ),
      { turn: (n - 7) * 1.3 },
    ),
  )
  return still(
    pick(['rose', 'wheat'], key),
    put(
      350,
      514,
      all(
        shadow(0, 0, 300),
        sticks,
        box(-128, -122, 256, 26, '#b5865a', 8),
        box(-128, -104, 256, 8, '#9d7148', 4),
      ),
    ),
    put(
      620,
      512,
      all(
        shadow(0, 0, 170),
        shape(
          'M0 -190 C60 -130 84 -90 66 -30 C56 0 -56 0 -66 -30 C-84 -80 -30 -100 -34 -150 C-16 -140 -4 -160 0 -190Z',
          '#e5793a',
        ),
        shape(
          'M4 -120 C40 -90 46 -50 36 -20 C28 0 -28 0 -36 -20 C-46 -56 -14 -66 -14 -92 C-4 -90 2 -104 4 -120Z',
          '#f4b548',
        ),
        shape('M2 -66 C20 -50 24 -30 16 -12 C10 0 -12 0 -16 -12 C-20 -30 -6 -40 2 -66Z', '#fbe39a'),
        times(3, (n) => put(-44 + n * 44, 0, box(-40, -10, 80, 17, '#7a5a43', 8), { turn: -12 + n * 12 })),
      ),
    ),
  )
}

const gentianBell = (colour: string): Drawing =>
  all(
    shape(
      'M-20 0 C-30 -40 -28 -66 -36 -92 L-16 -80 L0 -104 L16 -80 L36 -92 C28 -66 30 -40 20 0 Q0 12 -20 0Z',
      colour,
    ),
    shape('M4 6 Q14 6 20 0 C30 -40 28 -66 36 -92 L16 -80 L8 -92 C14 -50 12 -20 4 6Z', dark(colour, 0.16)),
    shape('M-22 2 Q0 18 22 2 L14 -20 L0 -6 L-14 -20Z', '#6fa357'),
  )

export function gentians(key: string): string {
  const blues = ['#4f5fae', '#5f6fc0', '#4a55a0', '#8f8fd0'] as const
  const stalk = (x: number, turn: number, n: number) =>
    put(
      x,
      520,
      all(
        stroke('M0 0 Q8 -180 0 -350', '#5b8d4d', 9),
        times(4, (i) =>
          all(
            leafAt(0, -60 - i * 70, -56, 92, 27, '#6fa357'),
            leafAt(0, -70 - i * 70, 56, 92, 27, '#5f9450'),
          ),
        ),
        put(-30, -196, gentianBell(blues[(n + 1) % 4] ?? blues[0]), { turn: -30, size: 0.78 }),
        put(30, -236, gentianBell(blues[(n + 2) % 4] ?? blues[0]), { turn: 30, size: 0.78 }),
        put(-24, -300, gentianBell(blues[n % 4] ?? blues[0]), { turn: -20, size: 0.86 }),
        put(24, -310, gentianBell(blues[(n + 2) % 4] ?? blues[0]), { turn: 20, size: 0.86 }),
        put(0, -340, gentianBell(blues[n % 4] ?? blues[0])),
      ),
      { turn },
    )
  return still(
    pick(['cream', 'mint', 'rose'], key),
    put(
      400,
      520,
      put(
        -400,
        -540,
        all(stalk(270, -9, 0), stalk(530, 9, 1), stalk(334, -4, 2), stalk(466, 5, 3), stalk(400, 0, 0)),
      ),
      { size: 0.94 },
    ),
    put(
      400,
      522,
      all(
        shadow(0, 14, 380),
        shape('M-210 -92 L210 -92 L176 14 L-176 14Z', '#f6ecd6'),
        shape('M110 -92 L210 -92 L176 14 L90 14Z', '#e6d8b8'),
        box(-222, -104, 444, 24, '#fbf4e3', 8),
        box(-170, -44, 340, 15, '#b5563f', 6),
      ),
    ),
  )
}

const mum = (r: number, colour: string): Drawing =>
  all(
    times(12, (n) => leafAt(0, 0, n * 30, r, r * 0.42, n % 2 === 0 ? colour : light(colour, 0.2))),
    times(9, (n) => leafAt(0, 0, n * 40 + 15, r * 0.66, r * 0.34, light(colour, 0.3))),
    circle(0, 0, r * 0.24, '#e3b53f'),
  )

export function mums(key: string): string {
  const colours = ['#e3b53f', '#fbf3e2', '#c8607d', '#e08a5a', '#a86a9a'] as const
  const places = [
    [-150, -230],
    [-76, -290],
    [0, -240],
    [78, -296],
    [150, -226],
    [-110, -160],
    [-36, -174],
    [42, -168],
    [114, -150],
    [0, -326],
  ] as const
  return still(
    pick(['sky', 'sage', 'lilac'], key),
    put(
      400,
      516,
      all(
        shadow(0, 0, 210),
        places.map(([x, y]) => stroke(`M0 -60 Q${x * 0.3} ${y * 0.5} ${x} ${y}`, '#5b8d4d', 7)),
        times(8, (n) =>
          leafAt(
            -90 + n * 26,
            -130 + sway(n) * 20,
            -66 + n * 19,
            86,
            44,
            n % 2 === 0 ? '#6fa357' : '#5f9450',
          ),
        ),
        places.map(([x, y], n) => put(x, y, mum(44, colours[n % 5] ?? colours[0]), { turn: n * 17 })),
        shape('M-76 -120 L76 -120 C90 -60 80 -6 60 0 L-60 0 C-80 -6 -90 -60 -76 -120Z', '#7f98ac'),
        shape('M30 -120 L76 -120 C90 -60 80 -6 60 0 L20 0 C46 -30 44 -80 30 -120Z', '#6c8497'),
        ellipse(0, -120, 76, 14, '#93aabb'),
      ),
    ),
  )
}

export function bouquet(key: string): string {
  const paper = pick(['#e7cfa9', '#d9c3b0', '#cfd8c2'], key)
  const places = [
    [-110, -260, 0],
    [110, -256, 1],
    [-50, -316, 2],
    [54, -320, 0],
    [0, -262, 1],
    [-70, -206, 2],
    [72, -204, 0],
  ] as const
  return still(
    pick(['rose', 'mint', 'cream'], key),
    put(
      400,
      522,
      all(
        shadow(0, 0, 220),
        times(7, (n) => leafAt(0, -150, -66 + n * 22, 190, 56, n % 2 === 0 ? '#6fa357' : '#82b169')),
        places.map(([x, y, kind], n) =>
          kind === 0
            ? put(x, y, mum(46, n % 2 === 0 ? '#fbf3e2' : '#e3b53f'))
            : kind === 1
              ? put(x, y + 40, gentianBell('#5f6fc0'), { turn: x * 0.16, size: 0.95 })
              : all(
                  stroke(`M${x} ${y + 60} L${x} ${y}`, '#5b8d4d', 5),
                  ellipse(x, y - 14, 17, 28, '#8f3f56'),
                  times(6, (i) => circle(x - 8 + (i % 2) * 16, y - 30 + i * 6, 3, '#b0667c')),
                ),
        ),
        shape('M-150 -200 L0 -130 L150 -200 L60 0 Q0 14 -60 0Z', paper),
        shape('M0 -130 L150 -200 L60 0 Q40 6 10 8Z', dark(paper, 0.12)),
        stroke('M-86 -70 Q0 -46 86 -70', '#b5563f', 13),
        stroke('M6 -56 q-40 40 -50 66 M6 -56 q30 36 54 60', '#b5563f', 8),
      ),
    ),
  )
}
