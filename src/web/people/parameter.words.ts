/** What the numbers of law and agreement are called. One that has no name is shown by its own. */
type Names = Readonly<Record<string, string>>

export const parameterNames: { readonly ja: Names; readonly en: Names } = {
  ja: {
    'points.valid_months': '地域ポイントが使える月数',
    'points.payment_most_pt': '地域ポイントで一度に支払える上限',
    'points.day_most_pt': '地域ポイントで一日に支払える上限',
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
    'tax.standard_pct': 'Consumption tax, standard rate',
    'tax.reduced_pct': 'Consumption tax, reduced rate',
    'tax.reduced_set_most_jpy': 'Highest price without tax of a set at the reduced rate',
    'tax.reduced_set_food_thirds': 'Thirds of a set at the reduced rate that must be food',
    'tax.unregistered_deduction_pct':
      'Deductible share of tax on purchases from the unregistered (transitional)',
  },
}
