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
import {
  cedar,
  greenhouse,
  ground,
  house,
  land,
  person,
  ridge,
  roundTree,
  rows,
  shirtOf,
  snowfall,
} from './land.ts'
import { basket } from './props.ts'

/** Scenes of paddies, fields and greenhouses. */

/** A tuft of rice or wheat. */
const tuft = (x: number, y: number, size: number, colour: string, ripe: boolean): Drawing =>
  put(
    x,
    y,
    all(
      times(5, (n) =>
        stroke(
          `M0 0 Q${(n - 2) * 5} -22 ${(n - 2) * 13} ${-40 + Math.abs(n - 2) * 5}`,
          n % 2 === 0 ? colour : dark(colour, 0.1),
          5,
        ),
      ),
      ripe
        ? times(3, (n) =>
            put((n - 1) * 15, -38, ellipse(6, 2, 5, 12, light(colour, 0.2)), { turn: 40 + n * 10 }),
          )
        : '',
    ),
    { size },
  )

/** Paddies; in spring the water shines between the rows. */
export const paddy =
  (season: 'ripe' | 'green' | 'water') =>
  (key: string): string => {
    const [earth, plant] =
      season === 'ripe'
        ? ['#d9b95c', '#dcae3f']
        : season === 'green'
          ? ['#8fb560', '#6d9f4d']
          : ['#b9d3da', '#7fae58']
    return land(
      season === 'ripe' ? 'gold' : season === 'green' ? 'noon' : 'morning',
      key,
      ground(352, '#9dbb7d', -14),
      house(pick([160, 620], key, 'house'), 366, { width: 150, height: 62 }),
      times(4, (n) =>
        cedar(
          pick([280, 372], key, 'house') + n * 44,
          368,
          92 + sway(n) * 18,
          n % 2 === 0 ? '#5f8a62' : '#6f9a6c',
        ),
      ),
      ground(372, '#84a868', -6),
      rows(384, earth, (x, y, size) => tuft(x, y, size * 1.3, plant, season === 'ripe')),
      season === 'water'
        ? times(6, (n) =>
            stroke(`M${60 + n * 130} ${430 + (n % 3) * 56} l${70 - (n % 2) * 26} 0`, '#ffffff', 5, 0.6),
          )
        : '',
      person(pick([250, 520, 410], key, 'who'), 500, 1.05, shirtOf(key)),
    )
  }

const step = (y: number, c: string, bend: number) =>
  all(
    shape(
      `M-20 ${y} C180 ${y - bend} 380 ${y + bend} 560 ${y - bend * 0.4} S760 ${y - bend} 820 ${y} L820 620 L-20 620Z`,
      dark(c, 0.16),
    ),
    shape(
      `M-20 ${y} C180 ${y - bend} 380 ${y + bend} 560 ${y - bend * 0.4} S760 ${y - bend} 820 ${y} L820 ${y + 34} C760 ${y + 34 - bend} 600 ${y + 34} 560 ${y + 34 - bend * 0.4} S180 ${y + 34 - bend} -20 ${y + 36}Z`,
      c,
    ),
  )

const pole = (x: number, y: number, size: number) =>
  put(
    x,
    y,
    all(
      ellipse(0, 2, 34, 6, '#3b2f3a', 0.15),
      stroke('M0 0 L0 -170', '#8a6a4d', 8),
      times(6, (n) =>
        all(
          shape(
            `M-36 ${-24 - n * 23} Q0 ${-62 - n * 23} 36 ${-24 - n * 23} L30 ${-10 - n * 23} Q0 ${-22 - n * 23} -30 ${-10 - n * 23}Z`,
            n % 2 === 0 ? '#dcb65a' : '#cda548',
          ),
        ),
      ),
    ),
    { size },
  )

/** Small stepped paddies and rice drying on poles (ほんにょ). */
export function terraces(key: string): string {
  return land(
    'gold',
    key,
    ridge(340, '#a9b98a', `${key}-hill`, 60),
    step(350, '#d9be66', 20),
    step(400, '#c9b55e', -22),
    step(456, '#dcb65a', 24),
    step(520, '#cdae52', -18),
    times(6, (n) => pole(90 + n * 62, 420 + (n % 2) * 8, 0.55)),
    times(5, (n) => pole(430 + n * 84, 520 + (n % 2) * 12, 0.9)),
    times(3, (n) => cedar(650 + n * 50, 352, 110 + n * 12, '#6a8f68')),
    person(330, 560, 1.1, shirtOf(key)),
  )
}

interface Crop {
  readonly earth: string
  readonly draw: (x: number, y: number, size: number, n: number) => Drawing
}

const bush = (x: number, y: number, size: number, leafColour: string, dot = ''): Drawing =>
  put(
    x,
    y,
    all(
      times(5, (n) =>
        leafAt(
          0,
          0,
          -60 + n * 30,
          46 - Math.abs(n - 2) * 4,
          22,
          n % 2 === 0 ? leafColour : light(leafColour, 0.12),
        ),
      ),
      dot === ''
        ? ''
        : times(4, (n) => circle(-16 + n * 11, -20 - (n % 2) * 14, 6.5, n % 2 === 0 ? dot : light(dot, 0.2))),
    ),
    { size },
  )

const crops: Readonly<Record<string, Crop>> = {
  soba: {
    earth: '#b9a98a',
    draw: (x, y, size, n) => bush(x, y, size, '#8bb163', n % 4 === 3 ? '#f6dfe0' : '#fdfaf2'),
  },
  wheat: { earth: '#dcbf73', draw: (x, y, size) => tuft(x, y, size, '#e0b652', true) },
  beans: { earth: '#a98d6d', draw: (x, y, size) => bush(x, y, size, '#6d9f4d') },
  leek: {
    earth: '#a08365',
    draw: (x, y, size) =>
      put(
        x,
        y,
        all(
          stroke('M0 0 Q2 -20 10 -34', '#f4f0dc', 9),
          stroke('M8 -30 Q14 -50 4 -70 M10 -32 Q24 -50 30 -62', '#6a9f58', 7),
        ),
        { size },
      ),
  },
  root: { earth: '#a68868', draw: (x, y, size) => bush(x, y, size, '#7fae58') },
  aubergine: { earth: '#8f7760', draw: (x, y, size) => bush(x, y, size, '#7d9f62', '#55406f') },
  squash: {
    earth: '#b99c78',
    draw: (x, y, size, n) =>
      all(
        bush(x, y, size, '#6f9d58'),
        n % 2 === 0 ? put(x + 16 * size, y, ellipse(0, -8, 22, 11, '#d98d3f'), { size }) : '',
      ),
  },
  asparagus: {
    earth: '#9c8060',
    draw: (x, y, size) =>
      put(
        x,
        y,
        all(
          times(4, (n) => stroke(`M${-15 + n * 10} 0 L${-17 + n * 11} ${-36 - (n % 2) * 10}`, '#7fa85a', 6)),
        ),
        { size },
      ),
  },
  millet: { earth: '#b59a72', draw: (x, y, size) => tuft(x, y, size, '#d0a23f', true) },
  romanesco: {
    earth: '#9d8464',
    draw: (x, y, size) =>
      all(
        bush(x, y, size, '#7d9f62'),
        put(x, y, shape('M-17 -8 Q0 -52 17 -8 Q0 2 -17 -8Z', '#b2cb62'), { size }),
      ),
  },
  garlic: {
    earth: '#cfc3ac',
    draw: (x, y, size) =>
      put(
        x,
        y,
        all(times(4, (n) => leafAt(0, 0, -44 + n * 29, 56, 12, n % 2 === 0 ? '#7d9f62' : '#92b070'))),
        { size },
      ),
  },
  berry: { earth: '#a8a06c', draw: (x, y, size) => bush(x, y, size * 1.3, '#5f9450', '#4a5a8f') },
  pepper: {
    earth: '#a08365',
    draw: (x, y, size, n) => bush(x, y, size * 1.1, '#5f9450', n % 3 === 0 ? '#d8483a' : '#7fae3f'),
  },
}

/** A field in rows; the second word says what grows. */
export const field =
  (crop: string) =>
  (key: string): string => {
    const { earth, draw } = crops[crop] ?? {
      earth: '#a68868',
      draw: (x: number, y: number, size: number) => bush(x, y, size, '#7fae58'),
    }
    const side = pick([true, false], key, 'side')
    return land(
      pick(['morning', 'noon', 'gold'] as const, key, 'light'),
      key,
      ground(350, '#a3bd83', -16),
      side
        ? house(150, 372, { width: 164, height: 66, roof: pick(['#5f6a72', '#8a4f3f', '#6f5f52'], key) })
        : house(650, 372, { width: 164, height: 66, roof: pick(['#5f6a72', '#8a4f3f', '#6f5f52'], key) }),
      times(4, (n) =>
        roundTree((side ? 560 : 60) + n * 58, 372, 30 + sway(n) * 5, n % 2 === 0 ? '#7fa868' : '#92b578'),
      ),
      rows(378, earth, (x, y, size, n) => draw(x, y, size * 1.5, n), 7),
      put(side ? 180 : 640, 588, basket(150, 52, all(times(4, (n) => draw(-48 + n * 32, 8, 1, n))))),
      person(side ? 560 : 240, 512, 1.15, shirtOf(key)),
    )
  }

export const greenhouses =
  (plant: string, when: 'morning' | 'noon' | 'winter' = 'noon', peak = false) =>
  (key: string): string => {
    const snow = when === 'winter'
    return land(
      when,
      key,
      peak
        ? all(
            shape('M-40 352 Q180 250 300 176 Q350 142 400 164 Q470 200 560 228 Q700 286 860 352Z', '#93aebd'),
            shape(
              'M300 176 Q350 142 400 164 Q430 180 458 194 Q430 204 404 190 Q380 214 352 192 Q324 210 262 202 Q282 188 300 176Z',
              '#f4f8fa',
            ),
            ridge(352, '#9dbf9d', `${key}-foot`, 44),
          )
        : '',
      ground(350, snow ? '#eef3f5' : '#a9c389', -14),
      times(5, (n) => cedar(40 + n * 46, 366, 94 + sway(n, 2) * 20, snow ? '#7f9a94' : '#6a8f68')),
      ground(380, snow ? '#f6f9fa' : '#93b574', -8),
      greenhouse(560, 434, 168, plant),
      greenhouse(340, 454, 196, plant),
      greenhouse(110, 478, 224, plant),
      ground(500, snow ? '#fbfdfd' : '#a9906c', -10),
      times(9, (n) =>
        snow ? '' : leafAt(30 + n * 96, 552 + sway(n) * 24, sway(n, 3) * 30, 40, 16, '#7fae58'),
      ),
      put(
        640,
        560,
        all(
          box(-52, -44, 104, 44, '#d0a066', 4),
          box(-52, -30, 104, 5, '#b5854f'),
          times(5, (n) => circle(-40 + n * 20, -46, 12, pick(['#d9483b', '#d63f45', '#6fa357'], key))),
        ),
      ),
      person(470, 560, 1.2, shirtOf(key)),
      snow ? snowfall(26) : '',
    )
  }
