/** What kinds of goods there are. Pages name them in both languages, and so does the search. */
export const categories = [
  'vegetable',
  'mushroom',
  'fruit',
  'grain',
  'meat_egg_dairy',
  'processed',
  'seasoning',
  'sweets',
  'alcohol',
  'flower',
  'craft',
  'firewood',
] as const
export type Category = (typeof categories)[number]

export const categoryNames: Readonly<Record<Category, { readonly ja: string; readonly en: string }>> = {
  vegetable: { ja: '野菜', en: 'Vegetables' },
  mushroom: { ja: 'きのこ', en: 'Mushrooms' },
  fruit: { ja: '果物', en: 'Fruit' },
  grain: { ja: '米・雑穀', en: 'Rice and grains' },
  meat_egg_dairy: { ja: '肉・卵・乳', en: 'Meat, eggs, dairy' },
  processed: { ja: '加工品', en: 'Preserves' },
  seasoning: { ja: '調味料', en: 'Seasonings' },
  sweets: { ja: '菓子・もち', en: 'Sweets and mochi' },
  alcohol: { ja: '酒', en: 'Sake and spirits' },
  flower: { ja: '花', en: 'Flowers' },
  craft: { ja: '工芸', en: 'Crafts' },
  firewood: { ja: '薪', en: 'Firewood' },
}

/**
 * Whether goods of this kind can bear the reduced rate: food and drink without alcohol (消費税法 別表第一). The
 * product's own class decides on the invoice; this only catches the choice that cannot be right.
 */
export const mayBeReduced = (category: Category): boolean =>
  !['alcohol', 'flower', 'craft', 'firewood'].includes(category)
