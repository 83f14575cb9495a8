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
import { board, bowl, plate, steam } from './props.ts'
import { ears, gold } from './grain.ts'

/** Mochi, steamed cakes, bread and biscuits. */

/** Mochi on a plate under its sauce: green zunda, brown walnut, white. */
export function mochiPlate(key: string): string {
  const sauce = key.includes('zunda') ? '#a9c765' : key.includes('kurumi') ? '#b98d60' : '#f6e7c4'
  const piece = (x: number, y: number, n: number) =>
    put(
      x,
      y,
      all(
        shape('M-66 0 C-72 -56 -40 -74 0 -74 C40 -74 72 -56 66 0 Q0 24 -66 0Z', '#fdf9ef'),
        shape('M30 -70 C70 -56 70 -30 66 0 Q40 10 16 12 C48 -12 50 -46 30 -70Z', '#eee5d2'),
        shape(
          `M-62 -28 C-60 -70 -30 -84 2 -84 C44 -84 66 -62 64 -24 Q48 ${-2 + sway(n) * 8} 34 -22 Q18 8 0 -14 Q-20 6 -34 -20 Q-50 ${2 + sway(n, 3) * 6} -62 -28Z`,
          sauce,
        ),
        times(6, (i) =>
          circle(
            -34 + i * 14 + sway(i, n) * 5,
            -58 + sway(i, n + 2) * 14,
            5,
            i % 2 === 0 ? light(sauce, 0.35) : dark(sauce, 0.16),
          ),
        ),
      ),
    )
  return still(
    pick(['rose', 'stone', 'lilac'], key),
    put(
      400,
      490,
      plate(
        560,
        pick(['#4f6b7a', '#7a4f4a', '#3f4f45'], key),
        all(piece(-130, -4, 0), piece(130, -4, 1), piece(0, 6, 2), piece(-64, -62, 3), piece(66, -62, 4)),
      ),
    ),
    leafAt(670, 500, 60, 100, 44, '#6d9a4d'),
    leafAt(676, 500, 20, 90, 40, '#82ad5e'),
  )
}

const square = (x: number, y: number, puffed: boolean) =>
  put(
    x,
    y,
    all(
      shape('M-62 -10 L-44 -46 L62 -46 L52 -10Z', '#fdf8ec'),
      box(-62, -12, 116, 30, '#f1e8d5', 5),
      puffed ? shape('M-30 -30 C-40 -110 52 -112 46 -30 Q8 -18 -30 -30Z', '#fffcf4') : '',
      puffed ? shape('M20 -86 C50 -80 50 -50 46 -30 Q34 -24 20 -24 C34 -40 34 -66 20 -86Z', '#efe4cd') : '',
      stroke('M-30 -30 l76 0 M-40 -20 l76 0', '#d9ad72', 5),
    ),
  )

export function mochiGrill(key: string): string {
  return still(
    pick(['wheat', 'sky'], key),
    put(
      400,
      508,
      all(
        shadow(0, 4, 560),
        shape('M-250 -96 L250 -96 L206 0 L-206 0Z', '#6b5a55'),
        shape('M120 -96 L250 -96 L206 0 L100 0Z', '#574844'),
        times(4, (n) => ellipse(-132 + n * 88, -46, 30, 9, '#e2753f')),
        box(-262, -112, 524, 20, '#84726c', 8),
        times(12, (n) => box(-246 + n * 43, -122, 8, 14, '#4d403d', 3)),
        square(-150, -124, true),
        square(0, -124, false),
        square(150, -124, true),
        put(0, -170, steam(90)),
      ),
    ),
  )
}

/** A round of steamed cake or baked things on a plate. */
export function steamedCake(key: string): string {
  const cake = key.includes('kirisensho') ? '#b58a66' : '#8a5a3f'
  const slice = (x: number, y: number) =>
    put(
      x,
      y,
      all(
        shape('M-86 0 L-70 -66 Q0 -92 74 -66 L86 0 Q0 22 -86 0Z', cake),
        shape('M30 -80 Q60 -74 74 -66 L86 0 Q60 10 36 12 C54 -20 50 -54 30 -80Z', dark(cake, 0.18)),
        shape('M-70 -66 Q0 -92 74 -66 Q0 -50 -70 -66Z', light(cake, 0.25)),
        times(5, (n) =>
          put(-44 + n * 22, -70 + (n % 2) * 5, ellipse(0, 0, 9, 5, n % 2 === 0 ? '#e6c89a' : '#fbf1da'), {
            turn: sway(n) * 50,
          }),
        ),
        times(6, (n) => circle(-50 + n * 19, -26 + sway(n) * 16, 4, dark(cake, 0.25))),
      ),
    )
  return still(
    pick(['cream', 'sage', 'rose'], key),
    put(
      400,
      490,
      plate(
        540,
        pick(['#f6efe0', '#dfe6e4'], key),
        all(slice(-112, 0), slice(112, 0), slice(0, -50), put(0, -150, steam(80))),
      ),
    ),
  )
}

export function bread(key: string): string {
  const crust = pick(['#c2803f', '#b97a3d'], key)
  return still(
    pick(['sky', 'mint'], key),
    put(400, 506, board(640, '')),
    put(
      380,
      484,
      all(
        shape('M-200 -10 C-216 -128 -110 -186 0 -186 C110 -186 216 -128 200 -10 Q0 34 -200 -10Z', crust),
        shape(
          'M110 -168 C190 -130 210 -80 200 -10 Q140 8 76 14 C140 -40 150 -110 110 -168Z',
          dark(crust, 0.18),
        ),
        [-104, -30, 44, 112].map((x, n) =>
          all(
            put(x, -100 + Math.abs(n - 1.5) * 14, ellipse(0, 0, 17, 66, '#f2dcb2'), { turn: 24 }),
            put(x + 4, -96 + Math.abs(n - 1.5) * 14, ellipse(0, 0, 9, 56, '#fdf4e0'), { turn: 24 }),
          ),
        ),
        times(10, (n) => circle(-150 + n * 33, -120 + sway(n) * 44, 3.5, '#fdf4e0')),
      ),
    ),
    put(
      650,
      474,
      all(
        ellipse(0, -40, 46, 62, crust),
        ellipse(-6, -40, 40, 55, '#f6e6c4'),
        times(7, (n) => ellipse(-14 + (n % 3) * 12, -70 + Math.floor(n / 3) * 28, 4, 6, '#e3c996')),
      ),
    ),
    put(130, 512, ears(gold, 12, 200), { turn: -8 }),
  )
}

export function cookies(key: string): string {
  const dough = key.includes('rusk') ? '#e7bd72' : '#c79a64'
  const one = (x: number, y: number, n: number) =>
    key.includes('rusk')
      ? put(
          x,
          y,
          all(
            ellipse(0, 6, 70, 40, dark(dough, 0.25)),
            ellipse(0, 0, 70, 38, dark(dough, 0.1)),
            ellipse(0, -3, 60, 30, light(dough, 0.3)),
            times(6, (i) => ellipse(-34 + i * 14, -4 + sway(i, n) * 12, 6, 4, dough)),
          ),
          { turn: sway(n) * 16 },
        )
      : put(
          x,
          y,
          all(
            circle(0, 8, 56, dark(dough, 0.25)),
            circle(0, 0, 56, dough),
            times(11, (i) =>
              put(
                sway(i, n) * 38,
                sway(i, n + 7) * 36,
                ellipse(0, 0, 6, 3.5, i % 2 === 0 ? '#7a5a43' : '#f1ddb3'),
                { turn: i * 40 },
              ),
            ),
            stroke('M-40 -18 Q-24 -42 6 -46', light(dough, 0.35), 6),
          ),
        )
  return still(
    pick(['lilac', 'mint', 'rose'], key),
    put(
      400,
      482,
      plate(
        580,
        '#f8f2e4',
        all(
          one(-150, -12, 0),
          one(-20, 4, 1),
          one(128, -6, 2),
          one(-86, -62, 3),
          one(56, -66, 4),
          one(-14, -122, 5),
        ),
      ),
    ),
  )
}

export function karinto(key: string): string {
  const brown = '#7d4f33'
  const twist = (x: number, y: number, turn: number, n: number) =>
    put(
      x,
      y,
      all(
        box(-62, -17, 124, 34, n % 2 === 0 ? brown : light(brown, 0.14), 17),
        times(3, (i) => stroke(`M${-36 + i * 32} -13 q15 12 5 27`, dark(brown, 0.3), 6)),
        stroke('M-44 -9 q10 -5 22 -4', light(brown, 0.45), 5),
      ),
      { turn },
    )
  return still(
    pick(['wheat', 'cream'], key),
    put(
      400,
      516,
      bowl(
        430,
        130,
        '#6f8a8f',
        all(
          times(12, (n) =>
            twist(-138 + (n % 5) * 66 + Math.floor(n / 5) * 30, -2 - Math.floor(n / 5) * 44, sway(n) * 50, n),
          ),
        ),
      ),
    ),
    put(150, 512, twist(0, 0, 20, 1)),
    put(672, 520, twist(0, 0, -34, 0)),
  )
}
