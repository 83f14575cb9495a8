import type { ForestInput } from '#wood/forests.ts'
import type { SiteInput } from '#wood/sites.ts'

/** The wood of the demo: who runs it, where it is brought, from where, and who delivers. Invented, but for the places. */
export const programme = {
  name: '木の駅いちのせき実行委員会',
  kana: 'キノエキイチノセキジッコウイインカイ',
  nameEn: 'Wood Station Ichinoseki',
  town: '千厩町千厩',
} as const
export const keeperName = '千葉 守'

type SiteSeed = Omit<SiteInput, 'operatorId' | 'siteId'> & { readonly town: string }
export const yards: readonly SiteSeed[] = [
  {
    code: 'senmaya',
    kind: 'yard',
    name: '千厩土場',
    nameEn: 'Senmaya yard',
    town: '千厩町千厩',
    hours: '土曜 8時〜12時',
    bays: ['1', '2', '3', '4', '5', '6'],
  },
  {
    code: 'daito',
    kind: 'yard',
    name: '大東土場',
    nameEn: 'Daito yard',
    town: '大東町摺沢',
    hours: '土曜・水曜 8時〜12時',
    bays: ['A', 'B', 'C', 'D'],
  },
  {
    code: 'murone',
    kind: 'yard',
    name: '室根・藤沢土場',
    nameEn: 'Murone and Fujisawa yard',
    town: '室根町折壁',
    hours: '第1・第3土曜 8時〜12時',
    bays: ['1', '2', '3'],
  },
]
export const plant: SiteSeed = {
  code: 'chipkojo',
  kind: 'chip_plant',
  name: '千厩チップ工場',
  nameEn: 'Senmaya chip plant',
  town: '千厩町清田',
  hours: '平日 8時〜17時',
  bays: ['東', '西'],
}
export const base: SiteSeed = {
  code: 'makiba',
  kind: 'firewood_base',
  name: '東山 薪の拠点',
  nameEn: 'Higashiyama firewood base',
  town: '東山町長坂',
  hours: '土曜 9時〜15時',
  bays: ['1', '2'],
}
/** Invented, like the numbers beside it. */
export const certification = {
  certificationNo: '岩手バイオ認定（例）第12号',
  certificationBody: '木質バイオマス認定団体（例）',
  separationKeeper: '千葉 守',
} as const
export const powerPlant = { name: '北上川バイオマス発電所（例）', address: '岩手県一関市東山町松川' } as const
export const forestUnion = {
  name: '東磐井森林組合（例）',
  kana: 'ヒガシイワイシンリンクミアイ',
  nameEn: 'Higashi-Iwai Forest Owners’ Union (example)',
  town: '千厩町千厩',
  address: '岩手県一関市千厩町千厩',
} as const
export const coastChips = {
  name: 'さんりく木質燃料（例）',
  kana: 'サンリクモクシツネンリョウ',
  nameEn: 'Sanriku Wood Fuel (example)',
} as const
export const schools = [
  {
    key: 'school-senmaya',
    name: '千厩小学校',
    kana: 'センマヤショウガッコウ',
    nameEn: 'Senmaya Elementary School',
    town: '千厩町千厩',
    code: 'senmayasho',
    heats: '校舎・体育館',
    readsHalfHours: true,
    soldAs: 'chips',
    priceYen: 16_000,
  },
  {
    key: 'school-higashiyama',
    name: '東山小学校',
    kana: 'ヒガシヤマショウガッコウ',
    nameEn: 'Higashiyama Elementary School',
    town: '東山町長坂',
    code: 'higashiyama',
    heats: '校舎',
    readsHalfHours: false,
    soldAs: 'heat',
    priceYen: 9_000,
  },
] as const

/** Households that bring thinned wood, and how they are paid as a rule: per cent in yen and in points, the rest in firewood. */
export const deliverers = [
  ['house-oikawa', 50, 50],
  ['house-sugawara', 100, 0],
  ['house-kumagai', 50, 50],
  ['house-chiba', 0, 100],
  ['house-iwabuchi', 50, 0],
  ['house-hatakeyama', 50, 50],
  ['house-konno', 30, 70],
  ['house-abe', 70, 0],
  ['house-sasaki', 0, 100],
  ['house-miura', 50, 50],
  ['house-endo', 100, 0],
  ['house-onodera', 50, 50],
] as const
export const crews = [
  {
    name: '里山クラブ大東',
    kana: 'サトヤマクラブダイトウ',
    nameEn: 'Satoyama Club Daito',
    town: '大東町大原',
  },
  {
    name: '室根森林作業班',
    kana: 'ムロネシンリンサギョウハン',
    nameEn: 'Murone Forest Crew',
    town: '室根町矢越',
  },
] as const

type ForestSeed = Omit<ForestInput, 'forestId' | 'ownerId' | 'consentOn' | 'basisOn' | 'validTo'>
export const forests: readonly ForestSeed[] = [
  {
    name: '小梨の山',
    place: '千厩町小梨',
    compartment: '12',
    subCompartment: 'い3',
    ownerName: '千葉 麻衣',
    species: ['sugi'],
    areaAre: 86,
    basis: 'plan',
    basisNo: '一関2024-031',
  },
  {
    name: '鳥海の共有林',
    place: '大東町鳥海',
    compartment: '45',
    subCompartment: 'ろ1',
    ownerName: '鳥海生産森林組合',
    species: ['sugi', 'akamatsu'],
    areaAre: 420,
    basis: 'plan',
    basisNo: '一関2023-007',
  },
  {
    name: '矢越の裏山',
    place: '室根町矢越',
    compartment: '8',
    subCompartment: 'は2',
    ownerName: '畠山 進',
    species: ['akamatsu', 'nara'],
    areaAre: 54,
    basis: 'notice',
    basisNo: '令7-118',
  },
  {
    name: '黄海の雑木林',
    place: '藤沢町黄海',
    compartment: '',
    subCompartment: '',
    ownerName: '岩渕 昭',
    species: ['nara', 'other_broadleaf'],
    areaAre: 33,
    basis: 'notice',
    basisNo: '令7-204',
  },
  {
    name: '県道わきの支障木',
    place: '東山町松川',
    compartment: '',
    subCompartment: '',
    ownerName: '一関土木（道路管理者）',
    species: ['sugi'],
    basis: 'obstacle',
    basisNo: '',
  },
]
