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
import { board, bowl, cloth, steam } from './props.ts'

/** Lacquer, paper, iron and wood. */

const diamond = (x: number, y: number, r: number, colour: string): Drawing =>
  shape(`M${x} ${y - r} L${x + r * 0.7} ${y} L${x} ${y + r} L${x - r * 0.7} ${y}Z`, colour)

export function lacquerBowl(key: string): string {
  const red = pick(['#a8322c', '#9f2f2d'], key)
  const gold = '#d9b04a'
  return still(
    pick(['stone', 'cream'], key),
    put(
      400,
      518,
      all(
        shadow(0, 0, 330),
        shape('M-86 0 L-70 -40 L70 -40 L86 0Z', '#33262b'),
        ellipse(0, 0, 86, 13, '#33262b'),
        shape('M-214 -236 C-206 -110 -130 -36 0 -36 C130 -36 206 -110 214 -236Z', '#3b2c31'),
        shape('M120 -236 L214 -236 C206 -110 130 -36 0 -36 C80 -60 122 -140 120 -236Z', '#2b2025'),
        ellipse(0, -236, 214, 50, '#4a383d'),
        ellipse(0, -234, 198, 43, red),
        ellipse(0, -226, 180, 33, dark(red, 0.18)),
        times(3, (n) =>
          all(
            shape(`M${-150 + n * 108} -176 q46 -26 92 0 q-8 30 -46 34 q-40 -4 -46 -34Z`, red),
            times(3, (i) => diamond(-128 + n * 108 + i * 24, -162 + (i === 1 ? 8 : 0), 11, gold)),
          ),
        ),
        times(5, (n) => diamond(-92 + n * 46, -104 + Math.abs(n - 2) * -7, 13, gold)),
        stroke('M-196 -200 C-186 -130 -140 -80 -100 -62', '#6d565d', 7),
      ),
    ),
    put(660, 528, stroke('M-30 10 L70 -66', '#a8322c', 8)),
  )
}

const pair = (y: number, c: string, turn: number) =>
  put(
    400,
    y,
    all(
      times(2, (n) =>
        all(
          shape(
            `M-290 ${n * 24 - 3} L250 ${n * 24 - 10} L250 ${n * 24 + 8} L-290 ${n * 24 + 2}Z`,
            n === 0 ? c : dark(c, 0.12),
          ),
          shape(
            `M120 ${n * 24 - 8} L250 ${n * 24 - 10} L250 ${n * 24 + 8} L120 ${n * 24 + 6}Z`,
            dark(c, 0.42),
          ),
          box(112, n * 24 - 8, 9, 15, '#d9b04a'),
        ),
      ),
    ),
    { turn },
  )

const rest = (x: number, y: number) =>
  put(
    x,
    y,
    all(
      shadow(0, 22, 110, 18),
      shape('M-46 20 Q-50 -8 -28 -10 Q0 10 28 -10 Q50 -8 46 20Z', '#5f7f96'),
      shape('M10 2 Q22 -4 28 -10 Q50 -8 46 20 L14 20Z', '#4d6a80'),
    ),
  )

export function chopsticks(key: string): string {
  return still(
    pick(['sage', 'wheat'], key),
    put(400, 520, cloth(700, '#c9bfa8')),
    rest(250, 352),
    pair(330, '#8c5a3b', -3),
    rest(246, 430),
    pair(408, '#a8322c', -3),
    rest(242, 508),
    pair(486, '#5f4336', -3),
  )
}

const sheet = (x: number, y: number, turn: number, w: number, h: number, c: string) =>
  put(
    x,
    y,
    all(
      shape(
        `M${-w / 2 + 3} ${-h / 2} q${w * 0.2} -5 ${w * 0.45} 0 t${w * 0.5} 1 q5 ${h * 0.3} 1 ${h * 0.55} t-2 ${h * 0.46} q${-w * 0.3} 4 ${-w * 0.5} 0 t${-w * 0.46} 1 q-4 ${-h * 0.4} 0 ${-h}Z`,
        c,
      ),
      times(16, (n) =>
        stroke(
          `M${sway(n) * w * 0.42} ${sway(n, 2) * h * 0.42} q${sway(n, 3) * 20} ${sway(n, 4) * 14} ${sway(n, 5) * 34} ${sway(n, 6) * 20}`,
          dark(c, 0.09),
          2.5,
        ),
      ),
    ),
    { turn },
  )

export function paperSheets(key: string): string {
  const cards = key.includes('hagaki')
  return still(
    pick(['sky', 'stone', 'rose'], key),
    put(400, 500, shadow(0, 10, cards ? 460 : 560, 46)),
    cards
      ? all(
          sheet(320, 380, -14, 210, 300, '#f6efdc'),
          sheet(470, 376, 10, 210, 300, '#fbf6e8'),
          sheet(396, 390, -2, 210, 300, '#fdfaf0'),
          put(
            396,
            390,
            all(
              put(-30, 40, stroke('M0 40 C10 -20 30 -60 70 -100', '#7a5a43', 6)),
              times(6, (n) =>
                put(
                  -20 + n * 11,
                  52 - n * 24,
                  all(
                    times(5, (i) => leafAt(0, 0, i * 72, 17, 12, n % 2 === 0 ? '#e3a3a3' : '#efc0bc')),
                    circle(0, 0, 4, '#f1cf5a'),
                  ),
                ),
              ),
            ),
          ),
        )
      : all(
          sheet(410, 430, 4, 480, 120, '#efe5cc'),
          sheet(396, 404, -3, 480, 120, '#f6efdc'),
          sheet(404, 372, 2, 480, 124, '#fbf6e8'),
          sheet(398, 336, -2, 480, 124, '#fdfaf0'),
          put(640, 470, all(leafAt(0, 0, -34, 140, 84, '#6d9a4d'), leafAt(6, 2, 14, 150, 84, '#82ad5e'))),
          put(400, 336, all(stroke('M-130 -66 L-126 70 M120 -64 L124 72', '#a8322c', 7))),
        ),
  )
}

export function ironKettle(key: string): string {
  const iron = pick(['#454049', '#4a4347', '#3f4248'], key)
  return still(
    pick(['wheat', 'rose', 'mint'], key),
    put(
      390,
      512,
      all(
        shadow(0, 0, 400),
        stroke('M-120 -190 C-130 -360 130 -360 120 -190', dark(iron, 0.1), 15),
        shape('M150 -150 C200 -160 214 -206 252 -214 L262 -194 C240 -180 226 -120 168 -86Z', iron),
        shape(
          'M-196 -120 C-196 -214 -100 -236 0 -236 C100 -236 196 -214 196 -120 C196 -40 120 -6 0 -6 C-120 -6 -196 -40 -196 -120Z',
          iron,
        ),
        shape(
          'M110 -222 C170 -206 196 -170 196 -120 C196 -40 120 -6 0 -6 C110 -40 150 -140 110 -222Z',
          dark(iron, 0.3),
        ),
        times(5, (row) =>
          times(13, (n) =>
            circle(
              -168 + n * 28 + (row % 2) * 14,
              -168 + row * 24,
              6,
              n + row > 12 ? dark(iron, 0.15) : light(iron, 0.16),
            ),
          ),
        ).flat(),
        ellipse(0, -234, 84, 20, dark(iron, 0.3)),
        shape('M-72 -240 C-60 -268 60 -268 72 -240 Q0 -224 -72 -240Z', light(iron, 0.1)),
        circle(0, -270, 16, '#8a5a3b'),
        box(-34, -12, 68, 14, dark(iron, 0.3), 5),
        put(262, -226, put(0, 0, steam(70), { size: 0.8, turn: 14 })),
      ),
    ),
  )
}

export function ironPan(key: string): string {
  const iron = pick(['#46424a', '#41454a'], key)
  return still(
    pick(['sage', 'sky'], key),
    put(
      296,
      486,
      all(
        shadow(20, 20, 480, 70),
        shape('M180 -30 L420 -96 Q446 -98 448 -82 Q448 -68 430 -62 L196 6Z', dark(iron, 0.1)),
        circle(424, -80, 9, light(iron, 0.5)),
        ellipse(0, 16, 216, 74, dark(iron, 0.35)),
        ellipse(0, -6, 216, 74, iron),
        ellipse(0, -2, 188, 60, dark(iron, 0.2)),
        shape(
          'M-118 -8 C-130 -46 -50 -60 -14 -44 C30 -62 124 -44 112 -4 C124 30 50 42 6 30 C-40 44 -124 30 -118 -8Z',
          '#fffdf8',
        ),
        ellipse(-24, -14, 50, 25, '#f0a93c'),
        ellipse(-36, -22, 19, 7, '#f9cf7c'),
        times(7, (n) => circle(30 + n * 9, 4 + sway(n) * 15, 3, '#4b3a3a')),
        put(0, -70, steam(100)),
      ),
    ),
  )
}

export function windBell(key: string): string {
  const iron = pick(['#4f5a5e', '#54504f'], key)
  return still(
    'sky',
    stroke('M400 70 L400 150', '#b5563f', 6),
    stroke('M100 66 L700 66', '#8a6a4d', 22),
    put(
      400,
      150,
      all(
        shape('M-112 150 C-116 20 -70 -6 0 -6 C70 -6 116 20 112 150 Q0 178 -112 150Z', iron),
        shape('M60 8 C100 30 114 80 112 150 Q80 160 44 164 C80 110 84 50 60 8Z', dark(iron, 0.24)),
        stroke('M-104 120 Q0 146 104 120', light(iron, 0.3), 6),
        times(7, (n) => circle(-72 + n * 24, 74 + Math.abs(n - 3) * -4, 6, light(iron, 0.3))),
        stroke('M-78 110 C-76 50 -56 22 -34 14', light(iron, 0.35), 7),
        stroke('M0 166 L0 210', '#b5563f', 5),
        circle(0, 186, 13, dark(iron, 0.2)),
        shape('M-48 210 L52 204 L58 384 L-42 390Z', '#fdf8ea'),
        put(
          4,
          330,
          all(
            leafAt(0, 30, -26, 90, 26, '#7fae58'),
            leafAt(0, 30, 10, 110, 26, '#6aa05a'),
            circle(-22, -70, 11, '#d98f8f'),
          ),
        ),
      ),
    ),
    times(3, (n) => stroke(`M${120 + n * 12} ${250 + n * 60} q40 -18 80 0 t80 0`, '#ffffff', 7, 0.9)),
    times(2, (n) => stroke(`M${560 + n * 20} ${230 + n * 70} q34 -16 68 0 t68 0`, '#ffffff', 7, 0.9)),
  )
}

const one = (x: number, y: number, turn: number, c: string) =>
  put(
    x,
    y,
    all(
      shape(
        'M-16 8 C-34 -20 -46 -80 -40 -140 C-36 -176 -8 -194 14 -188 C30 -182 26 -150 22 -110 C18 -60 16 -30 15 8 C22 60 24 130 18 176 Q0 196 -18 176 C-24 130 -22 60 -16 8Z',
        c,
      ),
      shape(
        'M14 -188 C30 -182 26 -150 22 -110 C18 -60 16 -30 15 8 C22 60 24 130 18 176 Q12 184 2 186 C8 130 6 60 2 8 C4 -60 8 -130 14 -188Z',
        dark(c, 0.14),
      ),
      stroke('M-24 -60 C-30 -100 -24 -140 -10 -158 M-6 150 C-10 100 -6 60 -6 30', dark(c, 0.13), 4),
      stroke('M-40 -140 C-46 -80 -34 -20 -20 4', light(c, 0.4), 5),
    ),
    { turn },
  )

export function butterKnife(key: string): string {
  const tones = ['#c98a5a', '#b5724a', '#d9a873'] as const
  return still(
    pick(['mint', 'cream'], key),
    put(400, 520, cloth(660, '#d7c6a6')),
    one(236, 372, -52, tones[2]),
    one(330, 322, -18, tones[0]),
    one(424, 318, 6, tones[1]),
    put(
      612,
      500,
      all(
        shadow(0, 4, 210),
        shape('M-90 -50 L-60 -84 L104 -84 L80 -50Z', '#fbe7a4'),
        shape('M80 -50 L104 -84 L104 -30 L80 4Z', '#dfb850'),
        box(-90, -50, 170, 54, '#f3d172'),
      ),
    ),
  )
}

export function cuttingBoard(key: string): string {
  const c = pick(['#c99a63', '#c08f5a'], key)
  return still(
    pick(['sage', 'lilac'], key),
    put(400, 512, shadow(0, 4, 460)),
    put(
      390,
      300,
      all(
        box(-210, -176, 400, 380, dark(c, 0.28), 40),
        box(-216, -182, 400, 380, c, 40),
        circle(120, -126, 24, '#efe6d3'),
        circle(123, -123, 22, dark(c, 0.35)),
        [
          [-150, 40],
          [-80, 70],
          [0, 96],
          [70, 60],
          [130, 30],
        ].map(([x, bend]) =>
          stroke(
            `M${x} -150 C${(x ?? 0) + (bend ?? 0) * 0.4} -50 ${(x ?? 0) - (bend ?? 0) * 0.3} 60 ${(x ?? 0) + 10} 176`,
            dark(c, 0.12),
            5,
          ),
        ),
        stroke('M-60 -20 q40 -44 70 0 q-30 50 -70 0', dark(c, 0.16), 5),
      ),
      { turn: 3 },
    ),
    put(
      648,
      500,
      all(
        leafAt(0, 14, -30, 130, 70, '#8a9a4f'),
        leafAt(0, 14, 16, 140, 70, '#a3ad5f'),
        ellipse(-30, 12, 19, 23, '#8a5a3b'),
        ellipse(-30, -4, 21, 9, '#6f4a32'),
      ),
    ),
  )
}

/** A turned wooden bowl, for crafts without a motif of their own. */
export const woodenBowl = (key: string): string =>
  still(
    pick(['stone', 'sage'], key),
    put(400, 500, board(600, '')),
    put(400, 500, bowl(380, 150, '#b5764a', ellipse(0, 4, 178, 32, '#8f5a38'))),
  )
