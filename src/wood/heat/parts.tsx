/** What the pages of heat share. Views only. */
import { CardGrid, Figure } from '#ui/blocks.tsx'
import { decimal, unitAmount, yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { woodAt } from '#wood/page-parts.tsx'
import type { HeatMonth } from './results.ts'
import { heatWords } from './words.ts'

export const heatAt = `${woodAt}/heat`
export const litres = (millilitres: number): string => `${decimal(millilitres / 1_000)} L`
/** On the axis of a picture: always the same unit, without decimals. */
export const heatTick = (wattHours: number): string => `${decimal(wattHours / 1_000)} kWh`
export const heatText = (wattHours: number, lang: Lang): string => unitAmount(wattHours, 'HEAT', lang)

type Sums = Pick<
  HeatMonth,
  | 'heatWh'
  | 'chipsGrams'
  | 'oilSavedMl'
  | 'oilYen'
  | 'co2SavedGrams'
  | 'co2ProcessGrams'
  | 'co2OldSeriesGrams'
  | 'days'
>
const none: Sums = {
  heatWh: 0,
  chipsGrams: 0,
  oilSavedMl: 0,
  oilYen: 0,
  co2SavedGrams: 0,
  co2ProcessGrams: 0,
  co2OldSeriesGrams: 0,
  days: 0,
}
export const sumOf = (months: readonly Sums[]): Sums =>
  months.reduce(
    (sum, each) => ({
      heatWh: sum.heatWh + each.heatWh,
      chipsGrams: sum.chipsGrams + each.chipsGrams,
      oilSavedMl: sum.oilSavedMl + each.oilSavedMl,
      oilYen: sum.oilYen + each.oilYen,
      co2SavedGrams: sum.co2SavedGrams + each.co2SavedGrams,
      co2ProcessGrams: sum.co2ProcessGrams + each.co2ProcessGrams,
      co2OldSeriesGrams: sum.co2OldSeriesGrams + each.co2OldSeriesGrams,
      days: sum.days + each.days,
    }),
    none,
  )

/** Heat, oil, money and CO2: the four that everybody asks for, and beneath them what is told apart. */
export function HeatFigures({ sums, lang }: { sums: Sums; lang: Lang }) {
  const own = heatWords[lang]
  return (
    <>
      <CardGrid columns={4}>
        <Figure label={own.heatWh} value={heatText(sums.heatWh, lang)} />
        <Figure label={own.oilSaved} value={litres(sums.oilSavedMl)} />
        <Figure label={own.oilMoney} value={yen(sums.oilYen, lang)} />
        <Figure label={own.co2Saved} value={unitAmount(sums.co2SavedGrams, 'CO2', lang)} />
      </CardGrid>
      <p class="mt-4">
        {own.co2Process} {unitAmount(sums.co2ProcessGrams, 'CO2', lang)}　{own.co2Old}{' '}
        {unitAmount(sums.co2OldSeriesGrams, 'CO2', lang)}
      </p>
      <p class="mt-2">{own.co2Note}</p>
    </>
  )
}
