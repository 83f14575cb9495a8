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
import { basket, bottle, bowl, cloth, plate, sprig, steam } from './props.ts'

/** Eggs, milk, tofu, and dishes ready to eat. */

const egg = (x: number, y: number, r: number, turn: number, c: string) =>
  put(
    x,
    y,
    all(
      shape(
        `M0 ${-r * 1.28} C${r * 0.7} ${-r * 1.28} ${r} ${-r * 0.4} ${r} ${r * 0.1} C${r} ${r * 0.66} ${r * 0.56} ${r} 0 ${r} C${-r * 0.56} ${r} ${-r} ${r * 0.66} ${-r} ${r * 0.1} C${-r} ${-r * 0.4} ${-r * 0.7} ${-r * 1.28} 0 ${-r * 1.28}Z`,
        c,
      ),
      shape(
        `M${r * 0.4} ${-r * 1.1} C${r * 0.85} ${-r * 0.8} ${r} ${-r * 0.3} ${r} ${r * 0.1} C${r} ${r * 0.66} ${r * 0.56} ${r} 0 ${r} C${r * 0.6} ${r * 0.6} ${r * 0.8} ${-r * 0.4} ${r * 0.4} ${-r * 1.1}Z`,
        dark(c, 0.12),
      ),
      put(-r * 0.4, -r * 0.5, ellipse(0, 0, r * 0.12, r * 0.26, light(c, 0.6)), { turn: 22 }),
    ),
    { turn },
  )

export function eggs(key: string): string {
  const tones = ['#e2b48c', '#edc9a6', '#f4e3cd', '#d9a57c'] as const
  if (key.includes('onsen'))
    return still(
      'sky',
      put(
        380,
        518,
        bowl(
          400,
          140,
          '#e9dcc6',
          all(
            ellipse(0, -2, 180, 34, '#fdfaf3'),
            ellipse(0, -12, 140, 30, '#fffdf8'),
            put(
              -6,
              -22,
              all(
                ellipse(0, 0, 76, 40, '#f0a93c'),
                ellipse(-8, -8, 56, 26, '#f7bf58'),
                ellipse(-26, -14, 17, 7, '#fde6b2'),
              ),
            ),
            times(5, (n) => circle(70 + n * 14, -6 + (n % 2) * 9, 6, '#6fa357')),
          ),
        ),
      ),
      put(650, 486, egg(0, -20, 54, 12, tones[1])),
      put(650, 512, shadow(0, 0, 110)),
    )
  return still(
    pick(['wheat', 'sage'], key),
    put(
      400,
      514,
      basket(
        470,
        110,
        all(
          times(11, (n) =>
            stroke(`M${-200 + n * 40} 6 q${sway(n) * 30} -40 ${sway(n, 3) * 60} -54`, '#d9bd72', 6),
          ),
          times(4, (n) => egg(-141 + n * 94, -46, 54, sway(n) * 20, tones[n] ?? tones[0])),
          times(3, (n) => egg(-94 + n * 94, -2, 56, sway(n, 5) * 16, tones[(n + 1) % 4] ?? tones[0])),
          times(9, (n) =>
            stroke(`M${-190 + n * 46} 22 q${sway(n) * 26} -20 ${sway(n, 2) * 50} -24`, '#e8cf8b', 6),
          ),
        ),
      ),
    ),
  )
}

export function milk(key: string): string {
  return still(
    pick(['sky', 'mint'], key),
    put(
      340,
      514,
      bottle(150, 330, {
        glass: '#fbfaf4',
        label: '#e8f0f2',
        cap: '#4f7fa5',
        shoulder: 0.66,
        neck: 84,
        icon: all(
          ellipse(-14, -8, 26, 19, '#4b4248'),
          ellipse(24, 14, 19, 14, '#4b4248'),
          ellipse(-30, 24, 14, 10, '#4b4248'),
        ),
      }),
    ),
    put(
      560,
      518,
      all(
        shadow(0, 0, 150),
        shape('M-66 -170 L66 -170 L56 -8 Q56 0 46 0 L-46 0 Q-56 0 -56 -8Z', '#e6f0f3'),
        shape('M-61 -126 L61 -126 L54 -12 Q54 -6 46 -6 L-46 -6 Q-54 -6 -54 -12Z', '#fffdf8'),
        shape('M28 -126 L61 -126 L54 -12 Q54 -6 46 -6 L24 -6Z', '#ece8de'),
        box(-50, -150, 9, 120, '#ffffff', 4),
      ),
    ),
    put(150, 520, sprig(90, '#7fae58')),
    put(700, 522, sprig(70, '#8bb163')),
  )
}

export function yogurt(key: string): string {
  const cap = pick(['#d98f8f', '#7f9fc0'], key)
  const one = (x: number, size: number) =>
    put(
      x,
      514,
      bottle(110, 210, {
        glass: '#fdf8ee',
        label: '#f3e2dc',
        cap,
        shoulder: 0.68,
        neck: 70,
        icon: all(circle(0, 0, 22, light(cap, 0.5)), circle(0, 0, 11, cap)),
      }),
      { size },
    )
  return still(pick(['rose', 'lilac'], key), one(230, 1.06), one(566, 1.06), one(400, 1.24))
}

export function butter(key: string): string {
  return still(
    pick(['sage', 'cream'], key),
    put(
      400,
      490,
      plate(
        560,
        '#f6f1e6',
        all(
          shape('M-150 -110 L-104 -146 L176 -146 L140 -110Z', '#fbe7a4'),
          shape('M140 -110 L176 -146 L176 -44 L140 -6Z', '#dfb850'),
          box(-150, -110, 290, 104, '#f3d172'),
          stroke('M-60 -110 L-24 -146 M-60 -110 L-60 -6', '#e3bd5c', 4),
          put(
            -196,
            0,
            all(shape('M-40 0 L-26 -14 L20 -14 L12 0Z', '#fbe7a4'), box(-40, 0, 52, 14, '#f3d172')),
          ),
        ),
      ),
    ),
    put(
      620,
      470,
      all(
        stroke('M0 20 L66 -150', '#b98a5b', 20),
        shape('M-6 24 C-20 50 -50 84 -78 92 C-66 60 -42 30 -18 8Z', '#d8dde0'),
      ),
      { size: 0.9 },
    ),
  )
}

export function tofu(key: string): string {
  const green = key.includes('yose') ? '#e6eed0' : '#faf5e8'
  return still(
    pick(['lilac', 'sky'], key),
    put(
      400,
      516,
      bowl(
        450,
        120,
        '#46617a',
        all(
          ellipse(0, 2, 196, 26, '#eaf2f4'),
          shape('M-130 4 C-140 -90 -90 -124 -20 -116 C40 -140 128 -110 128 4 Q0 30 -130 4Z', green),
          shape('M60 -116 C120 -100 130 -50 128 4 Q90 14 50 16 C90 -20 90 -80 60 -116Z', dark(green, 0.08)),
          stroke('M-84 -66 q30 -22 66 -14 M-60 -30 q24 -12 50 -6', dark(green, 0.1), 6),
          times(6, (n) => circle(-8 + n * 11, -120 + (n % 2) * 9, 6, '#6fa357')),
        ),
      ),
    ),
  )
}

const piece = (x: number, y: number, turn: number) =>
  put(
    x,
    y,
    all(
      shape('M-120 -10 L-96 -60 L124 -60 L108 -10Z', '#e6b565'),
      box(-120, -12, 228, 46, '#d29a48', 10),
      box(-112, 6, 212, 17, '#f6e5bb', 6),
      times(9, (n) => circle(-80 + n * 22, -36 + sway(n) * 13, 4, '#c58b3c')),
    ),
    { turn },
  )

export function friedTofu(key: string): string {
  return still(
    pick(['wheat', 'cream'], key),
    put(
      400,
      490,
      plate(
        600,
        '#6a7f74',
        all(
          piece(-90, 0, -3),
          piece(110, -6, 4),
          piece(6, -60, 1),
          times(8, (n) =>
            put(
              -20 + n * 14,
              -132 + sway(n) * 6,
              box(-11, -5, 22, 10, n % 2 === 0 ? '#b9d189' : '#f6f3dc', 5),
              { turn: sway(n) * 80 },
            ),
          ),
        ),
      ),
    ),
  )
}

export function frostStrings(key: string): string {
  const daikon = key.includes('daikon')
  return still(
    'sky',
    box(10, 66, 780, 22, '#8a6a4d', 6),
    times(5, (column) =>
      all(
        stroke(`M${150 + column * 125} 78 L${150 + column * 125} ${430 - (column % 2) * 26}`, '#d9c48f', 7),
        times(daikon ? 3 : 4, (n) => {
          const x = 150 + column * 125
          const y = 130 + n * (daikon ? 104 : 80) - (column % 2) * 16
          return daikon
            ? put(
                x,
                y,
                all(
                  shape('M-24 0 Q0 -14 24 0 L16 84 Q0 98 -16 84Z', '#e3bf84'),
                  shape('M6 -6 Q20 -4 24 0 L16 84 Q10 92 2 92Z', '#cda468'),
                ),
                { turn: sway(n + column) * 8 },
              )
            : put(
                x,
                y,
                all(
                  box(-40, 0, 80, 56, '#f3e2b8', 9),
                  box(14, 0, 26, 56, '#e0c88f', 9),
                  circle(-16, 20, 4, '#dcc288'),
                  circle(2, 38, 4, '#dcc288'),
                ),
                { turn: sway(n + column) * 6 },
              )
        }),
      ),
    ),
    times(18, (n) => circle(40 + n * 43, 120 + ((n * 89) % 360), 4 + (n % 3) * 2, '#ffffff')),
    shape('M-60 540 Q120 486 300 516 Q480 548 640 508 Q760 486 860 520 L860 660 L-60 660Z', '#fbfdfe'),
  )
}

export function soup(key: string): string {
  const [broth, lacquer] = key.includes('fusube')
    ? ['#9a5a38', '#3c2a2e']
    : key.includes('imonoko')
      ? ['#c99a5c', '#8f2f2c']
      : ['#e0b676', '#59423a']
  const parts = times(11, (n) => {
    const [x, y] = [-132 + (n % 6) * 52 + Math.floor(n / 6) * 26, -10 + Math.floor(n / 6) * 17]
    const kind = n % 4
    return put(
      x,
      y,
      kind === 0
        ? all(circle(0, 0, 27, '#f2e6cf'), crescent(0, 0, 27, '#dccbab'))
        : kind === 1
          ? ellipse(0, 0, 30, 13, '#fbf3e0')
          : kind === 2
            ? all(ellipse(0, 0, 21, 12, '#e68a3c'), ellipse(-4, -3, 9, 4, '#f3ae6b'))
            : all(ellipse(0, 0, 24, 13, '#7d5a42'), stroke('M-9 0 l18 0', '#c9a983', 4)),
      { turn: sway(n) * 24 },
    )
  })
  return still(
    pick(['sage', 'rose', 'stone'], key),
    put(400, 508, cloth(620, pick(['#c98f7a', '#7f9b8a'], key))),
    put(
      400,
      506,
      bowl(
        430,
        150,
        lacquer,
        all(
          put(0, -56, steam(110)),
          ellipse(0, 4, 202, 38, broth),
          parts,
          times(9, (n) =>
            put(-60 + n * 17, -24 + sway(n) * 13, ellipse(0, 0, 8, 4, '#8bb163'), { turn: sway(n) * 80 }),
          ),
        ),
      ),
    ),
  )
}

export function pudding(key: string): string {
  const custard = pick(['#f0b14a', '#eeaa45'], key)
  return still(
    pick(['lilac', 'mint'], key),
    put(
      400,
      500,
      plate(
        440,
        '#f8f2e6',
        all(
          shape(
            'M-104 -150 L104 -150 C116 -90 136 -30 140 -8 Q0 26 -140 -8 C-136 -30 -116 -90 -104 -150Z',
            custard,
          ),
          shape(
            'M50 -150 L104 -150 C116 -90 136 -30 140 -8 Q100 4 56 8 C84 -40 74 -100 50 -150Z',
            dark(custard, 0.12),
          ),
          ellipse(0, -150, 104, 26, '#8a4f2c'),
          shape(
            'M-104 -150 Q-104 -120 -92 -112 Q-80 -106 -70 -128 Q-40 -92 -20 -118 Q10 -80 34 -120 Q60 -96 78 -118 Q98 -110 104 -150 Q0 -110 -104 -150Z',
            '#8a4f2c',
          ),
          ellipse(-24, -158, 44, 9, '#ae6c3f'),
          put(
            0,
            -186,
            all(
              ellipse(0, 8, 48, 19, '#fffaf0'),
              ellipse(-6, -6, 32, 17, '#fffdf8'),
              leafAt(10, -14, 34, 44, 24, '#6fa357'),
            ),
          ),
        ),
      ),
    ),
    put(650, 480, stroke('M0 40 L54 -96', '#c5cdd2', 12)),
    put(646, 522, all(put(0, 0, ellipse(0, 0, 22, 32, '#d3dade'), { turn: 22 }))),
  )
}
