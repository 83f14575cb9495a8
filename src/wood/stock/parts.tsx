/** What the pages of piles share. Views only. */
import type { Seen } from '#http/house.ts'
import { percent } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { TextLink } from '#ui/blocks.tsx'
import { woodAt } from '#wood/page-parts.tsx'
import { woodWords } from '#wood/words.ts'
import { type Portion, moistureClass, wetOf } from '#wood/portions.ts'
import type { PileSpecies } from '#wood/stock.schema.ts'
import type { PileRow } from './reading.ts'
import { stockWords } from './words.ts'

export const stockAt = `${woodAt}/stock`
export const buyAt = `${stockAt}/buy`
export const worksAt = `${woodAt}/works`
export const firewoodAt = `${woodAt}/firewood`
export const certificatesAt = `${woodAt}/certificates`

export const speciesName = (species: PileSpecies, lang: Lang): string =>
  species === 'mixed' ? stockWords[lang].mixedSpecies : woodWords[lang].species[species]

/** 「スギ 丸太 C」 or the number of its lot. */
export function pileName(pile: Pick<PileRow, 'store' | 'species' | 'lotNo'>, lang: Lang): string {
  const name = `${speciesName(pile.species, lang)} ${stockWords[lang].stores[pile.store]}`
  return pile.lotNo === '' ? name : `${pile.lotNo} ${name}`
}
export const siteNameOf = ({ siteName, siteNameEn }: PileRow, lang: Lang): string =>
  lang === 'ja' ? siteName : siteNameEn || siteName

export const wetText = (portion: Portion): string =>
  portion.grams === 0 ? '–' : percent(wetOf(portion) / 10_000, 1)

export const classes = (all: readonly string[]) => all.map((value) => ({ value, label: value }))

/** `P32 M35 A1.5`; only of chips. */
export const chipClass = (pile: Pick<PileRow, 'store' | 'size' | 'ash'> & Portion): string =>
  pile.store === 'chips' ? [pile.size, moistureClass(wetOf(pile)), pile.ash].filter(Boolean).join(' ') : ''

export const PileLink = ({ pile, seen }: { pile: PileRow; seen: Seen }) => (
  <TextLink href={`${stockAt}/${pile.pileId}`}>{pileName(pile, seen.lang)}</TextLink>
)
