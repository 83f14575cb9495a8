import { z } from 'zod'
import { partyKinds, sectors } from '#parties/schema.ts'
import type { Lang } from '#ui/words.ts'

/** A group of parties as the ledger's totals name it: side, kind and sector, for example `inside business E`. */
export interface Group {
  readonly side: 'inside' | 'outside'
  readonly kind: string
  readonly sector: string
}

/** The group that the ledger's totals name. Throws on a name that is none: then the totals are broken, not the asker. */
export function parseGroup(key: string): Group {
  const [, side, kind, sector] = /^(inside|outside) ([a-z]+) ([A-T]?)$/.exec(key) ?? []
  if (!side || kind === undefined) throw new Error(`the ledger names a group that is none: ${key}`)
  return { side: side as Group['side'], kind, sector: sector ?? '' }
}

/**
 * The circle's groups: few enough to see at a glance. What the region earns and spends is told by who pays and who is
 * paid: growers, makers, shops and services, households, the city, the trading company; outside by what they are.
 */
export const bands = [
  'company',
  'city',
  'households',
  'growers',
  'makers',
  'shops',
  'lodging',
  'transport',
  'institutions',
  'services',
] as const
export type Band = (typeof bands)[number]

/** The band that stands at one end of a stream, on one side of the boundary. */
export interface StreamEnd {
  readonly side: Group['side']
  readonly band: Band
}
const ends = (['inside', 'outside'] as const).flatMap((side) =>
  bands.map((band): StreamEnd => ({ side, band })),
)
/** As addresses name an end: `inside-growers`. */
export const endName = ({ side, band }: StreamEnd): string => `${side}-${band}`
export const endNames = ends.map(endName) as [string, ...string[]]
export const endNamed = (name: string | undefined): StreamEnd | undefined =>
  ends.find((end) => endName(end) === name)
export const endInput = z.enum(endNames).transform((name) => endNamed(name))

const bySector: Readonly<Record<string, Band>> = {
  A: 'growers',
  B: 'growers',
  E: 'makers',
  H: 'transport',
  I: 'shops',
  M: 'lodging',
  O: 'institutions',
  P: 'institutions',
}

export function bandOf({ kind, sector }: Group): Band {
  if (kind === 'company') return 'company'
  if (kind === 'city') return 'city'
  if (kind === 'school') return 'institutions'
  if (sector !== '' && bySector[sector]) return bySector[sector]
  if (kind === 'household' || kind === 'person') return 'households'
  if (kind === 'cooperative') return 'growers'
  return 'services'
}

const everyGroup = partyKinds.flatMap((kind) => ['', ...sectors].map((sector) => ({ kind, sector })))

/** All `kind sector` pairs of a band, as `FlowsQuery` wants them: a figure and its flows have the same condition. */
export function groupsOf(band: Band): string[] {
  return everyGroup
    .filter((group) => bandOf({ side: 'inside', ...group }) === band)
    .map(({ kind, sector }) => `${kind} ${sector}`)
}

const ja: Record<Band, string> = {
  company: '地域商社',
  city: '市',
  households: '家計',
  growers: '農林業',
  makers: 'ものづくり',
  shops: '小売・卸売',
  lodging: '飲食・宿泊',
  transport: '運送',
  institutions: '学校・福祉',
  services: 'サービス',
}
const en: typeof ja = {
  company: 'Trading company',
  city: 'City',
  households: 'Households',
  growers: 'Farms, forests',
  makers: 'Makers',
  shops: 'Shops, wholesale',
  lodging: 'Food, lodging',
  transport: 'Transport',
  institutions: 'Schools, care',
  services: 'Services',
}

export function bandLabel(band: Band, side: Group['side'], lang: Lang): string {
  const label = lang === 'ja' ? ja[band] : en[band]
  if (band === 'company' || band === 'city') return label
  if (lang === 'ja') return `${side === 'outside' ? '域外' : '域内'}の${label}`
  return `${label} (${side})`
}
