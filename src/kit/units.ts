/**
 * The units of the ledger. Every amount is a whole number of the unit's smallest step:
 * JPY yen, PT points, WOOD grams, HEAT and POWER watt-hours, CO2 grams (memo), GOODS grams of campaign goods,
 * YUI minutes of help given.
 */
export const units = ['JPY', 'PT', 'WOOD', 'HEAT', 'POWER', 'CO2', 'GOODS', 'YUI'] as const
export type Unit = (typeof units)[number]

declare const unitOf: unique symbol
/** A whole number of steps of one unit. Amounts of two units neither add nor compare. */
export type Amount<U extends Unit = Unit> = number & { readonly [unitOf]: U }
export type Yen = Amount<'JPY'>

/** Refuses (as a fault) what is not a whole number inside the safe range: an error, never a wrong digit. */
export function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number in the safe range`)
  return value
}

export function amount<U extends Unit>(_unit: U, value: number): Amount<U> {
  return whole(value) as Amount<U>
}
export const jpy = (value: number): Amount<'JPY'> => amount('JPY', value)
export const pt = (value: number): Amount<'PT'> => amount('PT', value)
export const wood = (grams: number): Amount<'WOOD'> => amount('WOOD', grams)

// NoInfer: without it yen + grams would be inferred as a unit of its own and pass.
export function plus<U extends Unit>(a: Amount<U>, b: Amount<NoInfer<U>>): Amount<U> {
  return whole(a + b) as Amount<U>
}
export function minus<U extends Unit>(a: Amount<U>, b: Amount<NoInfer<U>>): Amount<U> {
  return whole(a - b) as Amount<U>
}
/** The sum of a list, zero for an empty one. */
export function sum<U extends Unit>(unit: U, list: readonly Amount<NoInfer<U>>[]): Amount<U> {
  return amount(
    unit,
    list.reduce((total, each) => whole(total + each), 0),
  )
}
