import {
  all,
  box,
  circle,
  crescent,
  dark,
  ellipse,
  leafAt,
  light,
  put,
  shadow,
  shape,
  stroke,
  sway,
  times,
} from './kit.ts'
import type { Drawing } from './kit.ts'

/** The things on and in which the goods lie: crates, bowls, bags, bottles. All are drawn around the middle of their foot. */

const wood = '#d0a066'

/** A wooden crate; `fill` is drawn inside, behind the front boards (its origin is the middle of the rim). */
export function crate(width: number, height: number, fill: Drawing, colour = wood): Drawing {
  const half = width / 2
  const slat = (height - 12) / 3
  return all(
    shadow(0, 2, width * 1.08),
    shape(
      `M${-half + 14} ${-height} L${half - 14} ${-height} L${half} ${-height + 34} L${-half} ${-height + 34}Z`,
      dark(colour, 0.45),
    ),
    put(0, -height, fill),
    times(3, (n) =>
      all(
        box(-half, -height + 22 + n * slat, width, slat - 7, n === 1 ? light(colour, 0.12) : colour, 3),
        box(-half, -height + 22 + n * slat + slat - 13, width, 6, dark(colour, 0.12), 3),
      ),
    ),
    box(-half, -height + 14, 26, height - 16, dark(colour, 0.1), 3),
    box(half - 26, -height + 14, 26, height - 16, dark(colour, 0.18), 3),
    times(4, (n) =>
      circle(
        n % 2 === 0 ? -half + 13 : half - 13,
        -height + 44 + Math.floor(n / 2) * slat * 1.6,
        3,
        dark(colour, 0.45),
      ),
    ),
  )
}

/** A round bowl; `fill` is drawn above its rim, in front of the inside and behind the front. */
export function bowl(width: number, height: number, colour: string, fill: Drawing = ''): Drawing {
  const half = width / 2
  return all(
    shadow(0, 0, width * 0.8),
    box(-width * 0.17, -16, width * 0.34, 16, dark(colour, 0.25), 4),
    ellipse(0, -height, half, width * 0.1, dark(colour, 0.32)),
    put(0, -height, fill),
    shape(
      `M${-half} ${-height} C${-half * 0.96} ${-height * 0.3} ${-half * 0.6} -10 ${-half * 0.2} -8 L${half * 0.2} -8 C${half * 0.6} -10 ${half * 0.96} ${-height * 0.3} ${half} ${-height} C${half * 0.7} ${-height + width * 0.13} ${-half * 0.7} ${-height + width * 0.13} ${-half} ${-height}Z`,
      colour,
    ),
    shape(
      `M${half} ${-height} C${half * 0.96} ${-height * 0.3} ${half * 0.6} -10 ${half * 0.2} -8 L${-half * 0.02} -8 C${half * 0.5} ${-height * 0.2} ${half * 0.7} ${-height * 0.5} ${half * 0.72} ${-height + width * 0.075}Z`,
      dark(colour, 0.14),
    ),
  )
}

/** A flat plate seen slightly from above; `fill` stands on it. */
export function plate(width: number, colour: string, fill: Drawing = ''): Drawing {
  return all(
    shadow(0, 10, width * 1.02, width * 0.2),
    ellipse(0, 4, width / 2, width * 0.125, dark(colour, 0.2)),
    ellipse(0, -4, width / 2, width * 0.125, colour),
    ellipse(0, -3, width * 0.39, width * 0.088, light(dark(colour, 0.1), 0.35)),
    put(0, -4, fill),
  )
}

/** A woven basket. */
export function basket(width: number, height: number, fill: Drawing, colour = '#c3935a'): Drawing {
  const half = width / 2
  const rows = Math.round(height / 26)
  return all(
    shadow(0, 2, width),
    ellipse(0, -height, half, width * 0.09, dark(colour, 0.45)),
    put(0, -height, fill),
    shape(
      `M${-half} ${-height} L${-half * 0.8} -8 Q0 12 ${half * 0.8} -8 L${half} ${-height} Q0 ${-height + width * 0.18} ${-half} ${-height}Z`,
      colour,
    ),
    times(rows, (r) =>
      times(9, (c) => {
        const down = (r + 0.6) / (rows + 0.5)
        const reach = half * (1 - 0.2 * down) * 0.94
        const x = -reach + ((c + (r % 2 === 0 ? 0.5 : 1)) * 2 * reach) / 9.5
        const sag = (1 - (x / reach) ** 2) * width * 0.085 * (1 - down * 0.85)
        const y = -height + 12 + down * (height - 22) + sag
        return box(
          x - reach / 12,
          y - 8,
          reach / 6,
          13,
          (r + c) % 2 === 0 ? light(colour, 0.22) : dark(colour, 0.12),
          5,
        )
      }),
    ).flat(),
    stroke(`M${-half} ${-height} Q0 ${-height + width * 0.18} ${half} ${-height}`, dark(colour, 0.16), 11),
  )
}

/** A flat bamboo tray (ざる); `fill` lies on it. */
export function zaru(width: number, fill: Drawing, colour = '#cfae6d'): Drawing {
  return all(
    shadow(0, 12, width * 1.04, width * 0.22),
    ellipse(0, 0, width / 2, width * 0.16, dark(colour, 0.2)),
    ellipse(0, -8, width / 2, width * 0.155, colour),
    ellipse(0, -8, width * 0.45, width * 0.13, light(colour, 0.35)),
    times(9, (n) => {
      const x = -width * 0.36 + n * width * 0.09
      const y = Math.sqrt(Math.max(0, 1 - (x / (width * 0.45)) ** 2)) * width * 0.125
      return stroke(`M${x} ${-8 - y} L${x} ${-8 + y}`, colour, 3)
    }),
    put(0, -10, fill),
  )
}

export function board(width: number, fill: Drawing, colour = '#c99a63'): Drawing {
  const half = width / 2
  return all(
    shadow(0, 18, width * 1.06, 46),
    shape(`M${-half + 40} -34 L${half - 40} -34 L${half} 14 L${-half} 14Z`, colour),
    shape(`M${-half} 14 L${half} 14 L${half} 28 L${-half} 28Z`, dark(colour, 0.25)),
    stroke(`M${-half * 0.7} -8 Q0 -18 ${half * 0.55} -12`, dark(colour, 0.1), 4),
    stroke(`M${-half * 0.5} 5 Q${half * 0.2} -2 ${half * 0.8} 4`, dark(colour, 0.1), 4),
    fill,
  )
}

/** A stand-up bag with a fold at the top, a label, and a small drawing on it. */
export function bag(
  width: number,
  height: number,
  colour: string,
  icon: Drawing,
  label = '#fdf6e6',
): Drawing {
  const half = width / 2
  return all(
    shadow(0, 0, width * 1.12),
    shape(
      `M${-half + 12} ${-height} L${half - 12} ${-height} L${half} -26 Q${half} 0 ${half - 22} 0 L${-half + 22} 0 Q${-half} 0 ${-half} -26Z`,
      colour,
    ),
    shape(
      `M${half - 12} ${-height} L${half} -26 Q${half} 0 ${half - 22} 0 L${half - 52} 0 L${half - 40} ${-height}Z`,
      dark(colour, 0.1),
    ),
    box(-half + 8, -height - 6, width - 16, 34, dark(colour, 0.16), 5),
    box(-half + 8, -height + 8, width - 16, 4, light(colour, 0.25)),
    box(-half * 0.62, -height * 0.68, half * 1.24, height * 0.5, label, 14),
    put(0, -height * 0.43, icon),
  )
}

interface BottleLook {
  readonly glass: string
  readonly label: string
  readonly cap: string
  readonly icon?: Drawing
  /** How far the shoulder is from the foot, as a share of the height. */
  readonly shoulder?: number
  readonly neck?: number
}
export function bottle(width: number, height: number, look: BottleLook): Drawing {
  const half = width / 2
  const neck = (look.neck ?? width * 0.32) / 2
  const shoulder = -height * (look.shoulder ?? 0.62)
  const { glass, label, cap, icon = '' } = look
  const rise = (-height - shoulder) * 0.45
  return all(
    shadow(0, 0, width * 1.25),
    shape(
      `M${-neck} ${-height} L${neck} ${-height} L${neck} ${shoulder + rise * 0.75} C${neck} ${shoulder + rise * 0.2} ${half} ${shoulder + rise * 0.35} ${half} ${shoulder} L${half} -14 Q${half} 0 ${half - 14} 0 L${-half + 14} 0 Q${-half} 0 ${-half} -14 L${-half} ${shoulder} C${-half} ${shoulder + rise * 0.35} ${-neck} ${shoulder + rise * 0.2} ${-neck} ${shoulder + rise * 0.75}Z`,
      glass,
    ),
    shape(
      `M${neck * 0.3} ${-height} L${neck} ${-height} L${neck} ${shoulder + rise * 0.75} C${neck} ${shoulder + rise * 0.2} ${half} ${shoulder + rise * 0.35} ${half} ${shoulder} L${half} -14 Q${half} 0 ${half - 14} 0 L${half * 0.5} 0 L${half * 0.5} ${shoulder + 10} C${half * 0.5} ${shoulder + rise * 0.4} ${neck * 0.3} ${shoulder + rise * 0.4} ${neck * 0.3} ${shoulder + rise * 0.8}Z`,
      dark(glass, 0.14),
    ),
    box(-half, shoulder + 26, width, -shoulder - 66, label),
    box(half * 0.5, shoulder + 26, half * 0.5, -shoulder - 66, dark(label, 0.08)),
    box(-neck - 4, -height - 12, neck * 2 + 8, 32, cap, 5),
    box(-half * 0.78, shoulder + 4, half * 0.14, -shoulder - 22, light(glass, 0.5), half * 0.07),
    put(0, shoulder / 2 - 8, icon),
  )
}

/** A jar with a lid; the label carries a small drawing. */
export function jar(
  width: number,
  height: number,
  content: string,
  lid: string,
  icon: Drawing = '',
): Drawing {
  const half = width / 2
  return all(
    shadow(0, 0, width * 1.18),
    box(-half, -height, width, height, light(content, 0.5), 24),
    box(-half + 7, -height + 24, width - 14, height - 31, content, 19),
    box(half - 40, -height + 24, 33, height - 31, dark(content, 0.14), 19),
    box(-half + 16, -height + 34, 9, height - 64, light(content, 0.55), 5),
    box(-half * 0.6, -height * 0.66, half * 1.2, height * 0.46, '#fdf6e6', 10),
    put(0, -height * 0.43, icon),
    box(-half * 0.9, -height - 22, width * 0.9, 36, lid, 8),
    box(-half * 0.9, -height + 2, width * 0.9, 12, dark(lid, 0.18), 6),
  )
}

/** An ear of rice or wheat growing upward from (0, 0) and nodding to the right. */
export function ear(length: number, colour: string, grains = 8): Drawing {
  const nod = length * 0.22
  const bend = (t: number) => ({ x: nod * t * t, y: -length * t })
  return all(
    stroke(`M0 0 Q0 ${-length * 0.6} ${nod} ${-length}`, dark(colour, 0.12), 4.5),
    times(grains, (n) => {
      const { x, y } = bend(0.46 + (n / grains) * 0.52)
      const turn = 10 + n * 2
      return all(
        put(x, y, ellipse(-8, -6, 6, 13, colour), { turn: turn - 34 }),
        put(x, y, ellipse(8, -6, 6, 13, dark(colour, 0.1)), { turn: turn + 34 }),
      )
    }),
    put(nod, -length, ellipse(0, -6, 6, 13, light(colour, 0.2)), { turn: 26 }),
  )
}

/** A log lying across, its cut end to the right. */
export function log(length: number, r: number, bark: string): Drawing {
  const half = length / 2
  return all(
    shadow(0, r * 0.96, length * 1.04, r * 0.7),
    box(-half, -r, length, r * 2, bark, r * 0.5),
    box(-half, r * 0.35, length, r * 0.65, dark(bark, 0.18), r * 0.3),
    times(9, (n) =>
      stroke(
        `M${-half + 30 + n * (length - 90) * 0.11} ${sway(n) * r * 0.7} l${34 + 16 * sway(n, 2)} ${sway(n, 3) * 4}`,
        dark(bark, 0.3),
        4,
      ),
    ),
    ellipse(half - 4, 0, r * 0.5, r, light('#d9b98a', 0.1)),
    ellipse(half - 4, 0, r * 0.34, r * 0.7, '#cfa976'),
    ellipse(half - 4, 0, r * 0.18, r * 0.38, light('#d9b98a', 0.1)),
  )
}

/** Steam or smoke, three quiet lines. */
export const steam = (height: number, colour = '#ffffff'): Drawing =>
  all(
    times(3, (n) =>
      stroke(
        `M${-34 + n * 34} 0 q-16 ${-height * 0.25} 0 ${-height * 0.5} t0 ${-height * 0.5}`,
        colour,
        8,
        0.75,
      ),
    ),
  )

/** A folded cloth beneath things, checked. */
export function cloth(width: number, colour: string): Drawing {
  return all(
    shape(`M${-width / 2} 20 L${-width * 0.36} -34 L${width * 0.42} -34 L${width / 2} 20Z`, colour),
    times(5, (n) =>
      shape(
        `M${-width * 0.42 + n * width * 0.2} 20 l${width * 0.03} -54 l${width * 0.04} 0 l${-width * 0.02} 54Z`,
        light(colour, 0.4),
      ),
    ),
  )
}

/** A sprig of three leaves, for corners and labels. */
export const sprig = (size: number, colour: string): Drawing =>
  all(
    leafAt(0, 0, -48, size, size * 0.5, colour),
    leafAt(0, 0, 48, size, size * 0.5, colour),
    leafAt(0, 0, 0, size * 1.15, size * 0.52, light(colour, 0.12)),
  )

/** A mushroom cap on its stalk, foot at (0, 0). */
export function mushroom(r: number, cap: string, stalk = '#f1e4cf'): Drawing {
  return all(
    shape(
      `M${-r * 0.26} 0 Q${-r * 0.34} ${-r * 0.6} ${-r * 0.24} ${-r * 0.9} L${r * 0.24} ${-r * 0.9} Q${r * 0.34} ${-r * 0.6} ${r * 0.26} 0Z`,
      stalk,
    ),
    shape(
      `M${r * 0.04} 0 L${r * 0.04} ${-r * 0.9} L${r * 0.24} ${-r * 0.9} Q${r * 0.34} ${-r * 0.6} ${r * 0.26} 0Z`,
      dark(stalk, 0.12),
    ),
    shape(
      `M${-r} ${-r * 0.72} C${-r} ${-r * 1.55} ${r} ${-r * 1.55} ${r} ${-r * 0.72} C${r * 0.6} ${-r * 0.5} ${-r * 0.6} ${-r * 0.5} ${-r} ${-r * 0.72}Z`,
      cap,
    ),
    shape(
      `M${r} ${-r * 0.72} C${r} ${-r * 1.2} ${r * 0.6} ${-r * 1.38} ${r * 0.2} ${-r * 1.34} C${r * 0.66} ${-r * 1.1} ${r * 0.62} ${-r * 0.8} ${r * 0.3} ${-r * 0.57} C${r * 0.6} ${-r * 0.58} ${r * 0.8} ${-r * 0.62} ${r} ${-r * 0.72}Z`,
      dark(cap, 0.16),
    ),
    ellipse(-r * 0.36, -r * 1.06, r * 0.18, r * 0.09, light(cap, 0.4)),
  )
}

/** An apple with its crown and leaf, middle at (0, 0). */
export function apple(r: number, colour: string): Drawing {
  return all(
    stroke(`M0 ${-r * 0.72} q2 ${-r * 0.3} ${r * 0.16} ${-r * 0.5}`, '#6f4f38', Math.max(2, r * 0.09)),
    leafAt(r * 0.06, -r * 0.9, 62, r * 0.7, r * 0.36, '#6d9a4d'),
    shape(
      `M0 ${-r * 0.74} C${-r * 0.5} ${-r * 1.12} ${-r * 1.16} ${-r * 0.7} ${-r} ${r * 0.05} C${-r * 0.9} ${r * 0.7} ${-r * 0.4} ${r * 1.08} 0 ${r * 0.86} C${r * 0.4} ${r * 1.08} ${r * 0.9} ${r * 0.7} ${r} ${r * 0.05} C${r * 1.16} ${-r * 0.7} ${r * 0.5} ${-r * 1.12} 0 ${-r * 0.74}Z`,
      colour,
    ),
    shape(
      `M${r * 0.52} ${-r * 0.9} C${r * 0.95} ${-r * 0.2} ${r * 0.6} ${r * 0.6} ${-r * 0.2} ${r * 0.94} C${r * 0.3} ${r * 1.05} ${r * 0.9} ${r * 0.7} ${r} ${r * 0.05} C${r * 1.08} ${-r * 0.45} ${r * 0.86} ${-r * 0.82} ${r * 0.52} ${-r * 0.9}Z`,
      dark(colour, 0.15),
    ),
    put(-r * 0.5, -r * 0.34, ellipse(0, 0, r * 0.14, r * 0.24, light(colour, 0.5)), { turn: 24 }),
  )
}

/** A tomato seen a little from above, middle at (0, 0). */
export function tomato(r: number, colour: string): Drawing {
  return all(
    ellipse(0, 0, r * 1.08, r, colour),
    put(0, 0, crescent(0, 0, r, dark(colour, 0.16), 0.38), { wide: 1.08 }),
    put(-r * 0.46, -r * 0.36, ellipse(0, 0, r * 0.22, r * 0.12, light(colour, 0.5)), { turn: -34 }),
    put(
      r * 0.08,
      -r * 0.72,
      all(
        times(5, (n) => leafAt(0, 0, -120 + n * 60, r * 0.52, r * 0.26, '#5f9150')),
        stroke(`M0 0 l${r * 0.06} ${-r * 0.3}`, '#4d7a43', Math.max(3, r * 0.1)),
      ),
    ),
  )
}
