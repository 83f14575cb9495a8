/**
 * The shapes of the demo region's content. Everything that uses these types is invented: people, firms, products and
 * numbers. Only place names, bank and branch codes are real. Prices are whole yen without consumption tax.
 */

export const categories = [
  '野菜',
  'きのこ',
  '果物',
  '米・雑穀',
  '肉・卵・乳',
  '加工品',
  '調味料',
  '菓子・もち',
  '酒',
  '花',
  '工芸',
  '薪',
] as const
export type Category = (typeof categories)[number]

/** Food and drink bear the reduced rate; alcohol, crafts, flowers and firewood the standard one (消費税法 別表第一). */
export type TaxClass = 'reduced' | 'standard'

/** Consignment (委託): the producer owns the goods until sold. Purchase (買取): the company buys them at receipt. */
export type Model = 'consignment' | 'purchase'

/** Section letter of the Japan Standard Industrial Classification (日本標準産業分類 大分類). */
export type Sector =
  | 'A'
  | 'B'
  | 'D'
  | 'E'
  | 'F'
  | 'G'
  | 'H'
  | 'I'
  | 'J'
  | 'K'
  | 'L'
  | 'M'
  | 'N'
  | 'O'
  | 'P'
  | 'Q'
  | 'R'
  | 'S'

export interface BankAccount {
  /** Four and three digits that exist in the zengin-code table; the account number is invented. */
  readonly bankCode: string
  readonly branchCode: string
  readonly type: '普通' | '当座'
  readonly number: string
  /** Full-width katakana without small letters, so that it turns into the half-width set of a transfer file. */
  readonly holderKana: string
}

export interface Producer {
  readonly key: string
  readonly name: string
  readonly kana: string
  readonly nameEn: string
  readonly kind: 'person' | 'business' | 'cooperative'
  /** A town of demo/places/towns.csv. */
  readonly town: string
  readonly sector: Sector
  /** The year in which they began this work. */
  readonly since: number
  readonly story: string
  readonly storyEn: string
  readonly model: Model | 'both'
  /** True when they are a qualified invoice issuer (適格請求書発行事業者) at the end of the demo. */
  readonly registered: boolean
  /** T and 13 digits with a right check digit; plainly invented, as no registry office has the number 9999. */
  readonly registrationNumber: string | null
  /** First day of the registration (YYYY-MM-DD). A few registered in the middle of the demo. */
  readonly registeredFrom: string | null
  readonly account: BankAccount
  /** Whether the public map may show them; some prefer not to. */
  readonly publicOnMap: boolean
}

export interface Variant {
  /** What the buyer reads, such as 箱（12本）. */
  readonly label: string
  readonly labelEn: string
  readonly unit: string
  /** How many base units are in one of this variant. */
  readonly perBase: number
  readonly priceYen: number
}

export type Temperature = '常温' | '冷蔵' | '冷凍'

interface ProductBase {
  readonly key: string
  readonly producerKey: string
  readonly name: string
  readonly kana: string
  readonly nameEn: string
  readonly story: string
  readonly storyEn: string
  readonly category: Category
  readonly taxClass: TaxClass
  /** Months 1–12 in which it can be had; empty means the whole year. */
  readonly seasonMonths: readonly number[]
  /** Where the season is shorter than its months: the first and the last 旬 of each run, 1–36. */
  readonly season?: readonly (readonly [first: number, last: number])[]
  readonly baseUnit: string
  readonly baseUnitEn: string
  /** From the smallest to the largest; the price of one base unit falls with the size. */
  readonly variants: readonly Variant[]
  /** Base units that can be delivered in one week of the season. */
  readonly weeklyCapacity: number
  readonly shelfLifeDays: number
  readonly temperature: Temperature
  /** The allergens whose labelling food law asks for or advises (食品表示基準 別表第十四 and its notice). */
  readonly allergens: readonly string[]
}

/** On consignment the company keeps a commission; what it purchases has a price for one base unit. */
export type Product = ProductBase &
  (
    | { readonly model: 'consignment'; readonly commissionPct: number; readonly purchasePriceYen: null }
    | { readonly model: 'purchase'; readonly commissionPct: null; readonly purchasePriceYen: number }
  )

export interface Buyer {
  readonly key: string
  readonly name: string
  readonly kana: string
  /** How the payer stands on a bank statement: full-width katakana that turns into the half-width set. */
  readonly payerKana: string
  readonly nameEn: string
  readonly kind: 'school' | 'hotel' | 'shop' | 'restaurant' | 'confectioner' | 'care' | 'online' | 'operator'
  readonly sector: Sector
  readonly prefecture: string
  readonly city: string
  /** For buyers inside the region, a town of demo/places/towns.csv. */
  readonly town: string | null
  readonly inside: boolean
  /** The monthly closing: the last day or the 20th. */
  readonly closingDay: '末日' | 20
  /** Days from the closing to the agreed payment. */
  readonly paysAfterDays: number
  /** Share of invoices paid late, 0–0.4. */
  readonly latePayer: number
  /** 1 (a corner shop) – 10 (a department store): how much they order compared with others. */
  readonly size: number
  readonly categories: readonly Category[]
}

/** A firm, office or shop that the company or the households of the region pay. */
export interface Supplier {
  readonly key: string
  readonly name: string
  readonly kana: string
  readonly nameEn: string
  readonly sector: Sector
  readonly inside: boolean
  readonly town: string | null
  readonly city: string
  /** Share of what they receive that they spend inside the region again (invented, as a survey would say). */
  readonly localSpendPct: number
}

export interface Household {
  readonly key: string
  readonly name: string
  readonly kana: string
  readonly nameEn: string
  readonly town: string
  readonly members: number
  readonly monthlySpendYen: number
  readonly localSpendPct: number
  /** Shops of the region (keys of suppliers) where they spend the local part. */
  readonly shopsAt: readonly string[]
}

export interface Staff {
  readonly key: string
  readonly name: string
  readonly kana: string
  readonly nameEn: string
  readonly role: string
  readonly roleEn: string
  /** The household that lives on these wages. */
  readonly householdKey: string | null
}

export interface Expense {
  /** A supplier, a household (wages) or the advisor. */
  readonly payeeKey: string
  readonly label: string
  readonly labelEn: string
  /** Either so many yen each month (tax included), or so many percent of the month's sales. */
  readonly amount: { readonly monthlyYen: number } | { readonly salesPct: number }
}

export interface TradingCompany {
  readonly key: string
  readonly name: string
  readonly kana: string
  readonly nameEn: string
  readonly town: string
  readonly address: string
  readonly addressEn: string
  readonly phone: string
  readonly email: string
  readonly since: number
  readonly registrationNumber: string
  readonly registeredFrom: string
  readonly account: BankAccount
  /** The ten digits by which the bank knows who sends a transfer file (依頼人コード). */
  readonly payerCode: string
  readonly story: string
  readonly storyEn: string
}

export interface Office {
  readonly key: string
  readonly name: string
  readonly kana: string
  readonly nameEn: string
  readonly officer: Staff
}

export interface Advisor {
  readonly key: string
  readonly name: string
  readonly kana: string
  readonly nameEn: string
  readonly officeName: string
  readonly officeNameEn: string
  readonly city: string
  readonly inside: boolean
}

/** A stretch of weather that changed what the fields gave. */
export interface WeatherShock {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly labelEn: string
  /** Factor on what can be delivered, by category; categories not named are untouched. */
  readonly supply: Readonly<Partial<Record<Category, number>>>
}
