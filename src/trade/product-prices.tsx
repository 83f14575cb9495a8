/** The sizes in which a product is sold, with their prices: a part of its page. */
import { Heading } from '#ui/blocks.tsx'
import { quantity, yen } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { Told } from './catalogue-parts.tsx'
import type { ProductPage } from './catalogue-reading.ts'
import { Steps } from './page-parts.tsx'
import type { ShownPrice } from './shown-prices.ts'
import { words } from './words/catalogue.ts'

export function Prices({ page, lang }: { page: ProductPage; lang: Lang }) {
  const own = words[lang]
  const { product, prices, confirmed } = page
  const rate = prices[0]?.ratePct ?? 0
  const plain = prices.every(({ name }) => /\d/.test(name.normalize('NFKC')))
  return (
    <div>
      <Heading level={2}>{own.prices}</Heading>
      <Table
        caption={own.prices}
        hideCaption
        phone="cards"
        rows={prices}
        empty={<p>{own.noPrices}</p>}
        columns={[
          {
            key: 'name',
            label: own.size,
            cell: (price) => (
              <>
                <Told ja={price.name} en={price.nameEn} lang={lang} />
                <Steps row={price} lang={lang} />
                {!price.offered && product.available > 0 && (
                  <small class="block font-normal text-ink-soft">{own.notEnough}</small>
                )}
              </>
            ),
          },
          // Most sizes say by their name what they hold: 箱（12本）.
          ...(plain
            ? []
            : [
                {
                  key: 'holds',
                  label: own.holds,
                  cell: (price: ShownPrice) => amountOf(price.baseQuantity, product, lang),
                },
              ]),
          {
            key: 'net',
            label: own.priceExclusive,
            numeric: true,
            cell: (price) => <Net price={price} lang={lang} />,
          },
          {
            key: 'gross',
            label: own.priceInclusive(rate),
            numeric: true,
            cell: ({ grossYen }) => yen(grossYen, lang),
          },
        ]}
      />
      {prices.length > 0 && (
        <p class="max-w-[46em] text-[1rem] text-ink-soft">
          {own.taxNote(rate)} {!confirmed && own.taxUnconfirmed}{' '}
          {prices.some(({ per }) => per === 'kg') && own.byWeight}
        </p>
      )}
    </div>
  )
}

function Net({ price, lang }: { price: ShownPrice; lang: Lang }) {
  const own = words[lang]
  if (price.per === 'variant') return <>{yen(price.netYen, lang)}</>
  return (
    <span>
      {own.perKg} {yen(price.netYen, lang)}
      {price.aboutYen !== undefined && (
        <small class="block text-ink-soft">{own.about(yen(price.aboutYen, lang))}</small>
      )}
    </span>
  )
}

/** So much in the product's own unit: 12本, 1.5 kg. A unit that begins with a number (500g) is counted in times. */
export function amountOf(
  amount: number,
  product: Pick<ProductPage['product'], 'baseKind' | 'baseUnit' | 'baseUnitEn'>,
  lang: Lang,
): string {
  if (product.baseKind === 'weight')
    return amount >= 1000 ? quantity(amount / 1000, 'kg', amount % 1000 === 0 ? 0 : 1) : quantity(amount, 'g')
  const unit = lang === 'ja' ? product.baseUnit : product.baseUnitEn || product.baseUnit
  if (lang === 'en' || /^\d/.test(unit)) return `${quantity(amount, '')} × ${unit}`
  return quantity(amount, unit)
}
