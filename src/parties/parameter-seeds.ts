import { day } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'

/** A number of the law as a region starts with it. `confirmed` is false for what nobody compared with the law's text. */
export interface ParameterSeed {
  readonly name: string
  readonly from: Day
  readonly value: string
  readonly source: string
  readonly confirmed: boolean
}

const taxRates = '消費税法29条・地方税法72条の83（国と地方の合計）'
const reducedRate = '消費税法2条1項9号の2・29条2号、別表第一（国と地方の合計）'
const reducedSet = '消費税法施行令2条の3'
const ordinance = '温室効果ガス算定排出量の省令'
const regional = '運用の初期値（地域で決める）'
const densities = '日本国温室効果ガスインベントリ（容積密度）'
const reform2026 =
  '令和8年度税制改正（免税事業者等からの仕入れに係る経過措置。経済産業省の資料を引く解説による）'

/**
 * Consumption tax in per cent, what a set of food and other things (一体資産) may cost and how many thirds of it must be food to
 * bear the reduced rate, and the share of the tax part that is deductible on purchases from producers who are
 * not registered (経過措置), by the day of the purchase. For how many months points are valid, and how many of them a wallet may
 * pay at once and in a day. By what loads of wood are reckoned, and what firewood is worth to who is paid in it. What oil
 * costs and emits (by both series of the ordinance), and what power emits.
 */
export const parameterSeeds: readonly ParameterSeed[] = [
  { name: 'tax.standard_pct', from: day('2019-10-01'), value: '10', source: taxRates, confirmed: false },
  { name: 'tax.reduced_pct', from: day('2019-10-01'), value: '8', source: reducedRate, confirmed: false },
  {
    name: 'tax.reduced_set_most_jpy',
    from: day('2019-10-01'),
    value: '10000',
    source: reducedSet,
    confirmed: false,
  },
  {
    name: 'tax.reduced_set_food_thirds',
    from: day('2019-10-01'),
    value: '2',
    source: reducedSet,
    confirmed: false,
  },
  ...[
    ['2023-10-01', '80'],
    ['2026-10-01', '70'],
    ['2028-10-01', '50'],
    ['2030-10-01', '30'],
    ['2031-10-01', '0'],
  ].map(([from = '', value = '']) => ({
    name: 'tax.unregistered_deduction_pct',
    from: day(from),
    value,
    source: reform2026,
    confirmed: true,
  })),
  ...[
    ['points.valid_months', '6'],
    ['points.payment_most_pt', '30000'],
    ['points.day_most_pt', '50000'],
  ].map(([name = '', value = '']) => ({
    name,
    from: day('2024-04-01'),
    value,
    source: regional,
    confirmed: false,
  })),
  ...(
    [
      ['wood.density_sugi_kg', '314', densities],
      ['wood.density_hinoki_kg', '407', densities],
      ['wood.density_akamatsu_kg', '451', densities],
      ['wood.density_karamatsu_kg', '404', densities],
      ['wood.density_nara_kg', '624', densities],
      ['wood.green_moisture_pct', '50', '生材の含水率（湿量基準）の目安'],
      ['wood.stack_solid_pct', '62.5', '層積から実積への換算（0.60〜0.65）'],
      ['wood.kei_truck_kg', '350', '軽トラックの最大積載量（道路運送車両法）'],
      ['wood.firewood_jpy_per_t', '30000', regional],
      ['wood.firewood_better_pct', '20', regional],
      ['wood.bundle_kg', '7', '薪1束の重さの目安'],
      ['wood.firewood_dry_months', '24', '薪を乾かす期間の目安'],
      ['wood.oil_jpy_per_l', '110', regional],
      ['co2.power_kg_per_kwh', '0.512', '電気の代替値（2017年。地域の電気の値に置きかえる）'],
    ] as const
  ).map(([name, value, source]) => ({ name, from: day('2019-04-01'), value, source, confirmed: false })),
  ...(
    [
      ['co2.a_oil_gj_per_kl', '39.1', '38.9'],
      ['co2.a_oil_tc_per_gj', '0.0189', '0.0193'],
      ['co2.kerosene_gj_per_kl', '36.7', '36.5'],
      ['co2.kerosene_tc_per_gj', '0.0185', '0.0187'],
      ['co2.diesel_gj_per_kl', '37.7', '38.0'],
      ['co2.diesel_tc_per_gj', '0.0187', '0.0188'],
    ] as const
  ).flatMap(([name, before, revised]) => [
    {
      name,
      from: day('2019-04-01'),
      value: before,
      source: `${ordinance}（2022年度まで）`,
      confirmed: false,
    },
    {
      name,
      from: day('2023-04-01'),
      value: revised,
      source: `${ordinance}（2023年度から）`,
      confirmed: false,
    },
  ]),
]
