import type { Category, WeatherShock } from './types.ts'

/**
 * The rhythm of two years of trade in the demo region: constants only, all invented. The loader draws around them with
 * its own seed.
 */

/** The demo's first and last month. */
export const firstMonth = '2024-11'
export const lastMonth = '2026-10'

/**
 * Demand by month, January to December; about 1 on average. Food of the table moves little; gifts peak at Bon and the
 * year's end, flowers at Bon and the equinoxes, firewood before the cold.
 */
export const monthlyDemand: Readonly<Record<Category, readonly number[]>> = {
  野菜: [0.8, 0.8, 0.9, 0.9, 1.0, 1.1, 1.2, 1.3, 1.1, 1.0, 0.9, 1.0],
  きのこ: [1.1, 1.0, 0.9, 0.8, 0.7, 0.7, 0.7, 0.8, 1.1, 1.4, 1.4, 1.4],
  果物: [0.9, 0.8, 0.8, 0.8, 0.8, 1.0, 1.2, 1.1, 1.1, 1.1, 1.2, 1.2],
  '米・雑穀': [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1.1, 1.4, 1.2, 1.1],
  '肉・卵・乳': [0.9, 0.9, 0.9, 0.9, 1.0, 0.9, 1.0, 1.1, 0.9, 1.0, 1.1, 1.4],
  加工品: [0.9, 0.9, 0.9, 0.9, 1.0, 0.9, 1.1, 1.2, 0.9, 1.0, 1.1, 1.2],
  調味料: [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1.1, 1.0, 0.9, 1.1, 1.1, 1.4],
  '菓子・もち': [1.2, 0.9, 1.1, 0.8, 0.8, 0.7, 0.8, 1.1, 0.9, 0.9, 1.0, 1.8],
  酒: [0.9, 0.9, 1.0, 0.9, 0.8, 0.8, 0.9, 1.0, 0.9, 1.0, 1.1, 1.8],
  花: [0.3, 0.3, 0.8, 0.4, 0.6, 0.8, 1.3, 3.2, 2.4, 1.0, 0.6, 0.3],
  工芸: [0.8, 0.8, 1.1, 1.0, 1.0, 1.0, 1.0, 0.9, 0.9, 1.1, 1.1, 1.3],
  薪: [1.6, 1.4, 0.9, 0.4, 0.2, 0.1, 0.1, 0.2, 1.0, 1.9, 2.2, 2.0],
}

/** Schools close: the lunch centre orders little in August, and less around the New Year and in late March. */
export const schoolLunchByMonth: readonly number[] = [
  0.7, 1.1, 0.8, 0.9, 1.2, 1.3, 0.7, 0.4, 1.3, 1.3, 1.2, 0.9,
]

/** Share of a week's orders by weekday, Sunday to Saturday: the list of the week goes out on Monday morning. */
export const ordersByWeekday: readonly number[] = [0.02, 0.26, 0.38, 0.2, 0.08, 0.05, 0.01]

/** Weekdays on which the truck leaves (0 is Sunday): Tuesday for the region, Thursday for Sendai, Tokyo and beyond. */
export const shipsInsideOn = 2
export const shipsOutsideOn = 4

/** Growth of all demand from one month to the next: the company is young, +1.3 % a month is about +36 % in two years. */
export const monthlyGrowthPct = 1.3

/** Orders that one buyer of size 1 places in an ordinary week, and lines in each; a buyer of size 10 about ten times. */
export const weeklyOrdersPerSize = 0.1
export const linesPerOrder: readonly [number, number] = [2, 7]

/** Share of order lines that come back, in percent: what bruises easily returns most, dry goods hardly ever. */
export const returnRatePct: Readonly<Record<Category, number>> = {
  野菜: 1.2,
  きのこ: 0.8,
  果物: 1.6,
  '米・雑穀': 0.1,
  '肉・卵・乳': 0.5,
  加工品: 0.3,
  調味料: 0.2,
  '菓子・もち': 0.7,
  酒: 0.3,
  花: 1.4,
  工芸: 0.6,
  薪: 0.2,
}

/** Share of orders of which something is missing when the truck is loaded, in percent. */
export const shortRatePct = 3

/** A late payer is late by so many days (from, to); most pay on the first reminder. */
export const lateByDays: readonly [number, number] = [3, 24]

/** Share of the payers whose bank line bears a name other than their own (an owner, a parent firm), in percent. */
export const otherPayerNamePct = 4

/** Weeks in which the weather changed what came from the fields. */
export const weatherShocks: readonly WeatherShock[] = [
  {
    from: '2025-02-03',
    to: '2025-02-16',
    label: '大雪（厳美・大東の集荷が遅れた）',
    labelEn: 'heavy snow; collection in Gembi and Daito was late',
    supply: { 野菜: 0.6, '肉・卵・乳': 0.8, 薪: 0.7 },
  },
  {
    from: '2025-04-14',
    to: '2025-04-27',
    label: '遅霜（りんごとさくらんぼの花が傷んだ）',
    labelEn: 'late frost on apple and cherry blossom',
    supply: { 果物: 0.8, 野菜: 0.8 },
  },
  {
    from: '2025-07-21',
    to: '2025-08-17',
    label: '猛暑（トマトの着色不良、りんどうの開花ずれ）',
    labelEn: 'a heat wave: pale tomatoes, gentians out of step with Bon',
    supply: { 野菜: 0.75, 花: 0.6, '肉・卵・乳': 0.9 },
  },
  {
    from: '2025-09-08',
    to: '2025-09-14',
    label: '大雨（北上川沿いの畑が冠水）',
    labelEn: 'heavy rain; fields along the Kitakami were flooded',
    supply: { 野菜: 0.5, 果物: 0.85 },
  },
  {
    from: '2026-01-19',
    to: '2026-02-01',
    label: '寒波（ハウスの暖房が追いつかない）',
    labelEn: 'a cold spell that the greenhouses could not keep up with',
    supply: { 野菜: 0.65, 果物: 0.7, きのこ: 0.85 },
  },
  {
    from: '2026-06-15',
    to: '2026-06-28',
    label: '長雨（さくらんぼの実割れ）',
    labelEn: 'long rain; cherries split',
    supply: { 果物: 0.6, 野菜: 0.9 },
  },
  {
    from: '2026-09-14',
    to: '2026-09-20',
    label: '台風（りんごの落果）',
    labelEn: 'a typhoon brought the apples down',
    supply: { 果物: 0.7, 野菜: 0.7, 花: 0.75 },
  },
]
