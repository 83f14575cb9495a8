/** Numbers and days as people read them. Pure; the language is always the last argument and Japanese by default. */
import { type Day, type Month, dayAt, weekday } from '#kit/days.ts'
import type { Unit } from '#kit/units.ts'
import type { Lang } from './words.ts'

const minusSign = '−'

// Making a formatter takes fifty times as long as using it.
const formats = new Map<number, Intl.NumberFormat>()
function formatOf(decimals: number): Intl.NumberFormat {
  let format = formats.get(decimals)
  if (!format) {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
    formats.set(decimals, (format = new Intl.NumberFormat('en', digits)))
  }
  return format
}

/** `1234.56` → `1,234.56`; the minus is a real one (U+2212), which is as wide as a digit. */
export function decimal(value: number, decimals = 0): string {
  const text = formatOf(decimals).format(Math.abs(value))
  return value < 0 && /[1-9]/.test(text) ? minusSign + text : text
}

/** Yen: `1,234円`, in English `¥1,234`. Whole yen only; a fraction is cut where a rule says so, never here. */
export function yen(value: number, lang: Lang = 'ja'): string {
  if (lang === 'ja') return `${decimal(value)}円`
  return value < 0 ? `${minusSign}¥${decimal(-value)}` : `¥${decimal(value)}`
}

interface Scale {
  readonly step: number
  readonly ja: string
  readonly en: string
}
const japaneseScales: readonly Scale[] = [
  { step: 1e12, ja: '兆円', en: '' },
  { step: 1e8, ja: '億円', en: '' },
  { step: 1e4, ja: '万円', en: '' },
]
const englishScales: readonly Scale[] = [
  { step: 1e12, ja: '', en: 'T' },
  { step: 1e9, ja: '', en: 'B' },
  { step: 1e6, ja: '', en: 'M' },
  { step: 1e3, ja: '', en: 'k' },
]

/**
 * Yen for pictures and headlines, about three digits that count: `9,876円`, `123.4万円`, `1.23億円`; `¥1.23M` in English.
 * What would round up to the next word takes that word: 99,999,999 yen is `1億円`, not `10,000万円`.
 */
export function compactYen(value: number, lang: Lang = 'ja'): string {
  const size = Math.abs(value)
  const scales = lang === 'ja' ? japaneseScales : englishScales
  const smallest = scales.at(-1)?.step ?? 1
  const scale =
    size < smallest
      ? undefined
      : scales.find(({ step }) => size / step >= 1 - 0.5 / 10 ** decimalsAt(step, 1))
  if (scale === undefined) return yen(value, lang)
  const number = decimal(size / scale.step, decimalsAt(scale.step, size / scale.step)).replace(
    /(\.\d*[1-9])0+$|\.0+$/,
    '$1',
  )
  const sign = value < 0 ? minusSign : ''
  return lang === 'ja' ? `${sign}${number}${scale.ja}` : `${sign}¥${number}${scale.en}`
}
/** One decimal of a small number of 億 would hide ten million yen. */
const decimalsAt = (step: number, number: number): number =>
  step >= 1e6 && number < 10 ? 2 : number < 1000 ? 1 : 0

/** A note after a word, in the brackets of the language. */
export const bracketed = (word: string, note: string, lang: Lang = 'ja'): string =>
  lang === 'ja' ? `${word}（${note}）` : `${word} (${note})`

/** Words one after another: りんご、柿; apples, persimmons. */
export const listed = (words: readonly string[], lang: Lang = 'ja'): string =>
  words.join(lang === 'ja' ? '、' : ', ')

/** A share of one as percent: `0.234` → `23%`. Not finite (a part of nothing) → an en dash. */
export function percent(share: number, decimals = 0): string {
  return Number.isFinite(share) ? `${decimal(share * 100, decimals)}%` : '–'
}

/** `quantity(12.5, 'kg', 1)` → `12.5 kg`; a Japanese unit stands without a space: `3箱`. */
export function quantity(value: number, unit: string, decimals = 0): string {
  const space = /^[A-Za-z]/.test(unit) ? ' ' : ''
  return decimal(value, decimals) + space + unit
}

/** An amount of the ledger in the unit people use: grams → kg or t, Wh → kWh or MWh, minutes → hours. */
export function unitAmount(value: number, unit: Unit, lang: Lang = 'ja'): string {
  switch (unit) {
    case 'JPY':
      return yen(value, lang)
    case 'PT':
      return lang === 'ja' ? `${decimal(value)}ポイント` : `${decimal(value)} pt`
    case 'WOOD':
    case 'CO2':
    case 'GOODS':
      return Math.abs(value) >= 1e6 ? quantity(value / 1e6, 't', 2) : quantity(value / 1e3, 'kg', 1)
    case 'HEAT':
    case 'POWER':
      return Math.abs(value) >= 1e6 ? quantity(value / 1e6, 'MWh', 2) : quantity(value / 1e3, 'kWh', 1)
    case 'YUI':
      return hours(value, lang)
  }
}

/** Minutes as `1時間30分`, `1 h 30 min`. */
export function hours(minutes: number, lang: Lang = 'ja'): string {
  const [h, m] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const words = lang === 'ja' ? ['時間', '分', ''] : [' h', ' min', ' ']
  const parts = [h > 0 ? `${decimal(h)}${words[0]}` : '', m > 0 || h === 0 ? `${m}${words[1]}` : '']
  return (minutes < 0 ? minusSign : '') + parts.filter(Boolean).join(words[2])
}

const weekdays = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const
const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

interface Parts {
  readonly year: number
  readonly month: number
  readonly date: number
}
const partsOf = (text: Day | Month): Parts => ({
  year: Number(text.slice(0, 4)),
  month: Number(text.slice(5, 7)),
  date: Number(text.slice(8, 10)),
})

/** `2026年11月23日(月)`, `Mon 23 Nov 2026`. */
export function dayText(on: Day, lang: Lang = 'ja'): string {
  const { year, month, date } = partsOf(on)
  const name = weekdays[lang][weekday(on)]
  return lang === 'ja'
    ? `${year}年${month}月${date}日(${name})`
    : `${name} ${date} ${englishMonths[month - 1]} ${year}`
}
/** Without the year, for lists of one season: `11月23日(月)`, `Mon 23 Nov`. */
export function dayShort(on: Day, lang: Lang = 'ja'): string {
  const { month, date } = partsOf(on)
  const name = weekdays[lang][weekday(on)]
  return lang === 'ja' ? `${month}月${date}日(${name})` : `${name} ${date} ${englishMonths[month - 1]}`
}
/** `2026年11月`, `Nov 2026`. */
export function monthText(of: Month, lang: Lang = 'ja'): string {
  const { year, month } = partsOf(of)
  return lang === 'ja' ? `${year}年${month}月` : `${englishMonths[month - 1]} ${year}`
}
/** `11月`, `Nov`: for axes. */
export function monthShort(of: Month, lang: Lang = 'ja'): string {
  const { month } = partsOf(of)
  return lang === 'ja' ? `${month}月` : (englishMonths[month - 1] ?? '')
}
/** `2026年度`, `FY2026`: April to March, named by the year in which it begins. */
export function fiscalYearText(year: number, lang: Lang = 'ja'): string {
  return lang === 'ja' ? `${year}年度` : `FY${year}`
}

const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  timeZone: 'UTC',
})
/** The day in the Japanese calendar as offices write it: `令和8年11月23日`, the first year of an era as `元年`. */
export function dayEra(on: Day): string {
  return era.format(new Date(`${on}T00:00:00Z`)).replace(/^(\D+)1年/, '$1元年')
}

/** An instant as Tokyo's day and time: `2026年11月23日(月) 14:05`. */
export function instantText(instant: Date, lang: Lang = 'ja'): string {
  const tokyo = new Date(instant.getTime() + 9 * 60 * 60 * 1000).toISOString()
  return `${dayText(dayAt(instant), lang)} ${tokyo.slice(11, 16)}`
}
