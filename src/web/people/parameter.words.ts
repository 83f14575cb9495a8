/** What the numbers of law and agreement are called. One that has no name is shown by its own. */
type Names = Readonly<Record<string, string>>

export const parameterNames: { readonly ja: Names; readonly en: Names } = {
  ja: {
    'points.valid_months': '地域ポイントが使える月数',
    'points.payment_most_pt': '地域ポイントで一度に支払える上限',
    'points.day_most_pt': '地域ポイントで一日に支払える上限',
    'wood.density_sugi_kg': 'スギの容積密度（1立方メートルの乾いた木の重さ）',
    'wood.density_hinoki_kg': 'ヒノキの容積密度',
    'wood.density_akamatsu_kg': 'アカマツの容積密度',
    'wood.density_karamatsu_kg': 'カラマツの容積密度',
    'wood.density_nara_kg': 'ナラの容積密度',
    'wood.green_moisture_pct': '水分を測らなかった生木の含水率（湿量基準）',
    'wood.stack_solid_pct': '積んだ木（層積）のうち木そのものの割合',
    'wood.kei_truck_kg': '軽トラック1台の木の重さ',
    'wood.firewood_jpy_per_t': '薪1トンの値段（現物で受け取るとき）',
    'wood.firewood_better_pct': '薪で受け取るときの割り増し',
    'tax.standard_pct': '消費税の標準税率',
    'tax.reduced_pct': '消費税の軽減税率',
    'tax.reduced_set_most_jpy': '軽減税率になる詰め合わせ（一体資産）の価格の上限（税抜）',
    'tax.reduced_set_food_thirds':
      '軽減税率になる詰め合わせ（一体資産）で食品が占める割合（3分のいくつ以上）',
    'tax.unregistered_deduction_pct': '登録のない相手からの仕入れで控除できる割合（経過措置）',
  },
  en: {
    'points.valid_months': 'Months for which points are valid',
    'points.payment_most_pt': 'Most points that can be paid at once',
    'points.day_most_pt': 'Most points that a wallet can pay in a day',
    'wood.density_sugi_kg': 'Basic density of cedar (kg of dry wood a cubic metre)',
    'wood.density_hinoki_kg': 'Basic density of cypress',
    'wood.density_akamatsu_kg': 'Basic density of red pine',
    'wood.density_karamatsu_kg': 'Basic density of larch',
    'wood.density_nara_kg': 'Basic density of oak',
    'wood.green_moisture_pct': 'Moisture of green wood that was not measured (wet basis)',
    'wood.stack_solid_pct': 'Part of a stack that is wood',
    'wood.kei_truck_kg': 'Wood on a kei-truck',
    'wood.firewood_jpy_per_t': 'Price of a tonne of firewood taken in kind',
    'wood.firewood_better_pct': 'By how much firewood in kind goes further',
    'tax.standard_pct': 'Consumption tax, standard rate',
    'tax.reduced_pct': 'Consumption tax, reduced rate',
    'tax.reduced_set_most_jpy': 'Highest price without tax of a set at the reduced rate',
    'tax.reduced_set_food_thirds': 'Thirds of a set at the reduced rate that must be food',
    'tax.unregistered_deduction_pct':
      'Deductible share of tax on purchases from the unregistered (transitional)',
  },
}
