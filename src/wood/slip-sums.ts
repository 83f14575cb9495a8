/** How approved slips add up, for statements over `wood_intake i`: one that was turned round counts against. Pure. */
const sign = `case when i.state = 'reversal' then -1 else 1 end`

/** The sum of a column of amounts, in its unit. */
export const signedSum = (column: string): string => `sum(${sign} * i.${column})::bigint`

/** Slips, grams, yen, points, and the yen for which firewood is owed. */
export const slipSums = `sum(${sign})::int as slips, ${signedSum('grams')} as grams, ${signedSum('reward_yen')} as yen,
  ${signedSum('reward_points')} as points, ${signedSum('firewood_yen')} as "firewoodYen"`
