import type { Advisor, Expense, Office, Staff, TradingCompany } from './types.ts'

/**
 * The trading company, its people, the city's officer, the advisor, and what the company pays each month. Everyone is
 * invented; 一関市役所 is a real office, its officer and all it does here are not. Telephone numbers are of the kind
 * that nobody has, addresses end at example.jp.
 */
export const tradingCompany: TradingCompany = {
  key: 'company',
  name: '株式会社いちのせき結い商社',
  kana: 'カブシキガイシャイチノセキユイショウシャ',
  nameEn: 'Ichinoseki Yui Trading Co., Ltd.',
  town: '大町',
  address: '岩手県一関市大町0番0号 結いの蔵',
  addressEn: 'Yui-no-kura, 0-0 Omachi, Ichinoseki, Iwate',
  phone: '0191-00-0000',
  email: 'hello@yui-shosha.example.jp',
  since: 2022,
  // 9999 is the number of no registry office, so this corporate number belongs to nobody; its check digit is right.
  registrationNumber: 'T7999901990001',
  registeredFrom: '2023-10-01',
  account: {
    bankCode: '0123',
    branchCode: '024',
    type: '普通',
    number: '9000001',
    holderKana: 'カ）イチノセキユイシヨウシヤ',
  },
  payerCode: '9000000001',
  story:
    '小さな農家や工房が、ひとりでは届けられない先まで一緒に届けるための会社です。注文をまとめ、分け、運び、月に一度きちんと支払います。もうけは次の商品づくりへ。荷台を空で走らせないことと、作った人の名前を消さないことが、私たちの約束です。',
  storyEn:
    'We carry the goods of small farms and studios further than they could reach alone: we gather orders, share them out, ship, and pay once a month, and never drop the maker’s name.',
}

export const staff: readonly Staff[] = [
  {
    key: 'staff-oikawa',
    name: '及川 しのぶ',
    kana: 'オイカワ シノブ',
    nameEn: 'Shinobu Oikawa',
    role: '代表・商品づくり',
    roleEn: 'head of the company, product development',
    householdKey: 'house-oikawa',
  },
  {
    key: 'staff-fujita',
    name: '藤田 航',
    kana: 'フジタ ワタル',
    nameEn: 'Wataru Fujita',
    role: '営業・受注',
    roleEn: 'sales and orders',
    householdKey: 'house-fujita',
  },
  {
    key: 'staff-chida',
    name: '千田 美穂',
    kana: 'チダ ミホ',
    nameEn: 'Miho Chida',
    role: '出荷・経理',
    roleEn: 'shipping and accounts',
    householdKey: 'house-chida',
  },
]

export const city: Office = {
  key: 'supply-yakuba',
  name: '一関市役所',
  kana: 'イチノセキシヤクショ',
  nameEn: 'Ichinoseki City Hall',
  officer: {
    key: 'officer-kanno',
    name: '菅野 真理',
    kana: 'カンノ マリ',
    nameEn: 'Mari Kanno',
    role: '地域商社事業の担当',
    roleEn: 'officer for the trading company programme',
    householdKey: null,
  },
}

export const advisor: Advisor = {
  key: 'advisor-yuki',
  name: '結城 直人',
  kana: 'ユウキ ナオト',
  nameEn: 'Naoto Yuki',
  officeName: '結城あきない研究室',
  officeNameEn: 'Yuki Trade Studio',
  city: '東京都',
  inside: false,
}

/** What the company pays each month, tax included. Shares are of the month's sales without tax. */
export const expenses: readonly Expense[] = [
  {
    payeeKey: 'house-oikawa',
    label: '給与（代表）',
    labelEn: 'wages, head',
    amount: { monthlyYen: 340_000 },
  },
  {
    payeeKey: 'house-fujita',
    label: '給与（営業）',
    labelEn: 'wages, sales',
    amount: { monthlyYen: 265_000 },
  },
  {
    payeeKey: 'house-chida',
    label: '給与（出荷）',
    labelEn: 'wages, shipping',
    amount: { monthlyYen: 248_000 },
  },
  {
    payeeKey: 'supply-yui-unyu',
    label: '集荷と市内配送',
    labelEn: 'collection and local delivery',
    amount: { salesPct: 2.4 },
  },
  {
    payeeKey: 'supply-reizou',
    label: '仙台・首都圏への冷蔵便',
    labelEn: 'chilled freight to Sendai and Tokyo',
    amount: { salesPct: 3.6 },
  },
  { payeeKey: 'supply-michinoku', label: '宅配便', labelEn: 'parcels', amount: { salesPct: 1.8 } },
  { payeeKey: 'supply-danboru', label: '段ボール箱', labelEn: 'cardboard boxes', amount: { salesPct: 1.1 } },
  {
    payeeKey: 'supply-hokupack',
    label: '保冷材とフィルム',
    labelEn: 'ice packs and film',
    amount: { salesPct: 0.6 },
  },
  {
    payeeKey: 'supply-yanushi',
    label: '事務所と荷さばき場の家賃',
    labelEn: 'rent of office and packing floor',
    amount: { monthlyYen: 88_000 },
  },
  { payeeKey: 'supply-denki', label: '電気代', labelEn: 'electricity', amount: { monthlyYen: 61_000 } },
  {
    payeeKey: 'supply-tsushin',
    label: '電話とインターネット',
    labelEn: 'telephone and internet',
    amount: { monthlyYen: 19_800 },
  },
  {
    payeeKey: 'supply-cart',
    label: '通販サイトの利用料',
    labelEn: 'online shop service',
    amount: { monthlyYen: 13_200 },
  },
  { payeeKey: 'supply-sekiyu', label: '車の燃料', labelEn: 'vehicle fuel', amount: { monthlyYen: 47_000 } },
  {
    payeeKey: 'supply-koukoku',
    label: '広告と商談会',
    labelEn: 'advertising and trade fairs',
    amount: { salesPct: 0.8 },
  },
  {
    payeeKey: 'supply-insatsu',
    label: 'ラベルとちらしの印刷',
    labelEn: 'labels and leaflets',
    amount: { monthlyYen: 42_000 },
  },
  {
    payeeKey: 'supply-design',
    label: '商品デザイン',
    labelEn: 'product design',
    amount: { monthlyYen: 55_000 },
  },
  { payeeKey: 'supply-bank', label: '振込手数料', labelEn: 'transfer fees', amount: { monthlyYen: 14_300 } },
  {
    payeeKey: 'supply-zeirishi',
    label: '税理士顧問料',
    labelEn: 'accountant',
    amount: { monthlyYen: 38_500 },
  },
  { payeeKey: 'supply-hoken', label: '賠償と車の保険', labelEn: 'insurance', amount: { monthlyYen: 26_000 } },
  {
    payeeKey: 'supply-reiki',
    label: '冷蔵庫の保守',
    labelEn: 'upkeep of the cold room',
    amount: { monthlyYen: 22_000 },
  },
  {
    payeeKey: 'advisor-yuki',
    label: '外部アドバイザー謝金',
    labelEn: 'fee of the outside advisor',
    amount: { monthlyYen: 110_000 },
  },
]
