/** Shops that take points beside those that the households live on: invented, five to a family name. */
const families = [
  ['阿部', 'アベ', 'Abe', '千厩町千厩'],
  ['千葉', 'チバ', 'Chiba', '大東町摺沢'],
  ['佐藤', 'サトウ', 'Sato', '山目町三丁目'],
  ['菅原', 'スガワラ', 'Sugawara', '花泉町涌津'],
  ['小野寺', 'オノデラ', 'Onodera', '室根町折壁'],
  ['熊谷', 'クマガイ', 'Kumagai', '川崎町薄衣'],
  ['岩渕', 'イワブチ', 'Iwabuchi', '藤沢町黄海'],
  ['及川', 'オイカワ', 'Oikawa', '東山町松川'],
  ['畠山', 'ハタケヤマ', 'Hatakeyama', '大東町大原'],
  ['金野', 'コンノ', 'Konno', '厳美町'],
  ['伊藤', 'イトウ', 'Ito', '中里'],
  ['三浦', 'ミウラ', 'Miura', '赤荻'],
  ['高橋', 'タカハシ', 'Takahashi', '真柴'],
] as const
const trades = [
  ['商店', 'シヨウテン', 'Store', 'I'],
  ['食堂', 'シヨクドウ', 'Diner', 'M'],
  ['理容店', 'リヨウテン', 'Barber', 'N'],
  ['菓子店', 'カシテン', 'Sweets', 'I'],
  ['酒店', 'サケテン', 'Liquor', 'I'],
] as const

export interface PointShop {
  readonly key: string
  readonly name: string
  readonly kana: string
  readonly nameEn: string
  readonly town: string
  readonly sector: 'I' | 'M' | 'N'
}

export const pointShops: readonly PointShop[] = families.flatMap(([family, familyKana, familyEn, town]) =>
  trades.map(([trade, tradeKana, tradeEn, sector]) => ({
    key: `points-${familyEn}-${tradeEn}`.toLowerCase(),
    name: `${family}${trade}`,
    kana: `${familyKana}${tradeKana}`,
    nameEn: `${familyEn} ${tradeEn}`,
    town,
    sector,
  })),
)
