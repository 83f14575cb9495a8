/** What the trade counts that is no flow: who sold, to whom, what. Goals of a plan are measured by these. */
import type { Indicator } from '#ledger/indicators.ts'
import { validOn } from '#parties/dated.ts'

/** Goods that left in a period, with who made them and who got them. */
const sold = `trade_delivery d
  join trade_delivery_line l on l.region_id = $1 and l.delivery_id = d.delivery_id
  join trade_product p on p.region_id = $1 and p.product_id = l.product_id
  where d.region_id = $1 and d.shipped_on between $2 and $3`

interface Counted {
  /** The table that names what is counted, and its key. */
  readonly what: 'party' | 'trade_product'
  readonly of: string
  readonly from: string
}

/** Counts the different things in a list, and lists them by what they are called. */
function counting({ what, of, from }: Counted): Pick<Indicator, 'value' | 'evidence' | 'evidenceAccess'> {
  const [key, path] = what === 'party' ? ['party_id', '/parties/'] : ['product_id', '/products/']
  return {
    value: async (tx, { from: first, to }) => {
      const [row] = await tx.run<{ n: number }>(`select count(distinct ${of})::int as n from ${from}`, [
        tx.region,
        first,
        to,
      ])
      return row?.n ?? 0
    },
    evidence: async (tx, { from: first, to }, limit) => {
      const rows = await tx.run<{ id: string; label: string }>(
        `select x.id, n.name as label from (select distinct ${of} as id from ${from}) x
         join ${what} n on n.region_id = $1 and n.${key} = x.id
         order by label, x.id limit $4`,
        [tx.region, first, to, limit],
      )
      return rows.map(({ id, label }) => ({ label, href: path + id }))
    },
    evidenceAccess: 'ledger.see',
  }
}

const outside = `${sold} and exists (select from party_side s where s.region_id = $1 and s.party_id = d.buyer_id
  and s.side = 'outside' and ${validOn('s', 'd.shipped_on')})`

export const tradeIndicators: readonly Indicator[] = [
  {
    name: 'trade.producers_who_sold',
    meaning: { ja: '商社を通して売った生産者の数', en: 'Producers who sold through the company' },
    definition: {
      ja: '期間のうちに、商品が1つでも出荷された生産者を、重ねずに数えたもの。',
      en: 'Producers of whom goods left in the period, each counted once.',
    },
    unit: { ja: '者', en: 'producers' },
    ...counting({ what: 'party', of: 'p.producer_id', from: sold }),
  },
  {
    name: 'trade.products_sold',
    meaning: { ja: '売れた商品の数', en: 'Products sold' },
    definition: {
      ja: '期間のうちに1つでも出荷された商品を、重ねずに数えたもの。',
      en: 'Products of which something left in the period, each counted once.',
    },
    unit: { ja: '品', en: 'products' },
    ...counting({ what: 'trade_product', of: 'l.product_id', from: sold }),
  },
  {
    name: 'trade.buyers_outside',
    meaning: { ja: '域外の買い手の数', en: 'Buyers outside the region' },
    definition: {
      ja: '期間のうちに商品が届いた買い手のうち、その日に域外にいたものを、重ねずに数えたもの。',
      en: 'Buyers to whom goods left in the period and who lay outside on that day, each counted once.',
    },
    unit: { ja: '者', en: 'buyers' },
    ...counting({ what: 'party', of: 'd.buyer_id', from: outside }),
  },
  {
    name: 'trade.products_new',
    meaning: { ja: '新しく載った商品の数', en: 'New products' },
    definition: {
      ja: '期間のうちに登録され、いま下書きでない商品の数。',
      en: 'Products entered in the period that are no draft now.',
    },
    unit: { ja: '品', en: 'products' },
    ...counting({
      what: 'trade_product',
      of: 'p.product_id',
      from: `trade_product p where p.region_id = $1 and p.state <> 'draft'
        and p.created_at >= $2::date::timestamp at time zone 'Asia/Tokyo'
        and p.created_at < ($3::date + 1)::timestamp at time zone 'Asia/Tokyo'`,
    }),
  },
]
