/**
 * The figures that anyone may see, and how each is made: declared once, for pages, goals, the JSON twin and the proof.
 * A figure is a sum of flows under conditions, or a part of two such sums. Rooms are known by their kinds of entries alone.
 */
import type { Counts } from '#ledger/kinds.ts'
import type { Crossing } from '#ledger/schema.ts'
import type { Unit } from '#kit/units.ts'

export const figureNames = [
  'earned',
  'around',
  'leaked',
  'inside_share',
  'around_ratio',
  'granted',
  'granted_away',
  'energy_kept',
  'energy_lost',
  'energy_share',
  'earned_per_person',
  'around_per_person',
  'points_spent',
] as const
export type FigureName = (typeof figureNames)[number]

/** The flows that a sum is of. */
export interface SumOf {
  readonly unit: Unit
  readonly counts: Counts
  readonly crossing: Crossing
  /** Only what is paid for energy: by its kind, or by who is paid. */
  readonly energy?: true
}

interface Said {
  readonly ja: string
  readonly en: string
}

export type Formula =
  | { readonly sum: SumOf }
  /** One figure beside the sum of others: shares and ratios. */
  | { readonly part: FigureName; readonly of: readonly FigureName[] }
  | { readonly perPerson: FigureName }

export interface PublicFigure {
  readonly name: FigureName
  readonly label: Said
  readonly definition: Said
  /** `share` is a part of one, `ratio` times, `yen` and `points` whole numbers. */
  readonly kind: 'yen' | 'yen_per_person' | 'points' | 'share' | 'ratio'
  readonly formula: Formula
}

const yen = (crossing: Crossing, more: Partial<SumOf> = {}): Formula => ({
  sum: { unit: 'JPY', counts: 'exchange', crossing, ...more },
})

export const publicFigures: Readonly<Record<FigureName, Omit<PublicFigure, 'name'>>> = {
  earned: {
    label: { ja: '域外から稼いだお金（外貨）', en: 'Earned from outside' },
    definition: {
      ja: '域外の主体から域内の主体へ、商品・サービス・働きの対価として支払われた円の合計。取り消しは差し引く。',
      en: 'Yen paid by parties outside to parties inside for goods, services and work; reversals taken off.',
    },
    kind: 'yen',
    formula: yen('in'),
  },
  around: {
    label: { ja: '域内をめぐったお金', en: 'Went round inside' },
    definition: {
      ja: '域内の主体どうしで、商品・サービス・働きの対価として支払われた円の合計。取り消しは差し引く。',
      en: 'Yen paid between parties inside for goods, services and work; reversals taken off.',
    },
    kind: 'yen',
    formula: yen('within'),
  },
  leaked: {
    label: { ja: '域外へ出たお金', en: 'Left the region' },
    definition: {
      ja: '域内の主体から域外の主体へ、商品・サービス・働きの対価として支払われた円の合計。取り消しは差し引く。',
      en: 'Yen paid by parties inside to parties outside for goods, services and work; reversals taken off.',
    },
    kind: 'yen',
    formula: yen('out'),
  },
  inside_share: {
    label: { ja: '域内で支払われた割合', en: 'Share paid inside' },
    definition: {
      ja: '域内の主体が支払った円のうち、域内の主体に支払われた割合。「めぐった」÷（「めぐった」＋「出た」）。',
      en: 'Of the yen that parties inside paid, the part paid to parties inside: round / (round + left).',
    },
    kind: 'share',
    formula: { part: 'around', of: ['around', 'leaked'] },
  },
  around_ratio: {
    label: { ja: '稼いだ1円あたり、めぐった円', en: 'Round inside per yen earned' },
    definition: {
      ja: '域内をめぐった円を、域外から稼いだ円で割ったもの。',
      en: 'Yen that went round inside, beside the yen earned from outside.',
    },
    kind: 'ratio',
    formula: { part: 'around', of: ['earned'] },
  },
  granted: {
    label: { ja: '補助金・投資として入ったお金', en: 'Came in as grant or investment' },
    definition: {
      ja: '域外の主体から域内の主体へ、対価なしに（補助金・寄付・投資として）渡された円の合計。稼いだお金には含めない。',
      en: 'Yen given by parties outside to parties inside without return (grant, gift, investment); not among the earnings.',
    },
    kind: 'yen',
    formula: yen('in', { counts: 'transfer' }),
  },
  granted_away: {
    label: { ja: '補助金・投資として出たお金', en: 'Left as grant or investment' },
    definition: {
      ja: '域内の主体から域外の主体へ、対価なしに渡された円の合計。',
      en: 'Yen given by parties inside to parties outside without return.',
    },
    kind: 'yen',
    formula: yen('out', { counts: 'transfer' }),
  },
  energy_kept: {
    label: { ja: '域内に残ったエネルギー代', en: 'Energy money kept' },
    definition: {
      ja: '電気・燃料・熱の代金として、域内の主体どうしで支払われた円の合計。仕訳の種類がエネルギー代であるか、受け取った主体が電気・ガス・熱供給業であるもの。',
      en: 'Yen paid between parties inside for power, fuel and heat: the kind of entry says so, or who is paid is of that industry.',
    },
    kind: 'yen',
    formula: yen('within', { energy: true }),
  },
  energy_lost: {
    label: { ja: '域外へ出たエネルギー代', en: 'Energy money lost' },
    definition: {
      ja: '電気・燃料・熱の代金として、域内の主体から域外の主体へ支払われた円の合計。',
      en: 'Yen paid by parties inside to parties outside for power, fuel and heat.',
    },
    kind: 'yen',
    formula: yen('out', { energy: true }),
  },
  energy_share: {
    label: { ja: 'エネルギー代が域内に残った割合', en: 'Share of energy money kept' },
    definition: {
      ja: '域内に残ったエネルギー代 ÷（域内に残った＋域外へ出た）。',
      en: 'Energy money kept / (kept + lost).',
    },
    kind: 'share',
    formula: { part: 'energy_kept', of: ['energy_kept', 'energy_lost'] },
  },
  earned_per_person: {
    label: { ja: '住民1人あたりの稼ぎ', en: 'Earned per inhabitant' },
    definition: {
      ja: '域外から稼いだ円を、地域に登録された住民の数で割り、円未満を切り捨てたもの。',
      en: 'Yen earned from outside beside the number of inhabitants entered for the region, rounded down.',
    },
    kind: 'yen_per_person',
    formula: { perPerson: 'earned' },
  },
  around_per_person: {
    label: { ja: '住民1人あたりのめぐり', en: 'Round inside per inhabitant' },
    definition: {
      ja: '域内をめぐった円を、地域に登録された住民の数で割り、円未満を切り捨てたもの。',
      en: 'Yen that went round inside beside the number of inhabitants entered for the region, rounded down.',
    },
    kind: 'yen_per_person',
    formula: { perPerson: 'around' },
  },
  points_spent: {
    label: { ja: '使われた地域ポイント', en: 'Points spent' },
    definition: {
      ja: '域内の主体どうしで、対価として支払われた地域ポイントの合計。',
      en: 'Points of the region paid between parties inside for goods and services.',
    },
    kind: 'points',
    formula: { sum: { unit: 'PT', counts: 'exchange', crossing: 'within' } },
  },
}

export const isFigureName = (name: string): name is FigureName => name in publicFigures
export const figureOf = (name: FigureName): PublicFigure => ({ name, ...publicFigures[name] })
