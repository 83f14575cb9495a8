import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { validOn } from '#parties/dated.ts'
import type { Conversion } from './measuring.ts'
import type { Species } from './schema.ts'

/**
 * What loads are reckoned by on a day: dated parameters, so that a slip of last year is reckoned as it was then. Moisture that
 * was measured goes before the usual one of green wood. All are to be confirmed (domain.md 2.2.2).
 */
export async function conversionOn(
  tx: Tx,
  species: Species,
  wetBp: number | undefined,
  on: Day,
): Promise<Conversion> {
  const density = `wood.density_${species}_kg`
  const rows = await tx.run<{ name: string; value: number }>(
    `select p.name, p.value::float8 as value from party_parameter p
     where p.region_id = $1 and p.name in ($3, 'wood.green_moisture_pct', 'wood.stack_solid_pct', 'wood.kei_truck_kg')
       and ${validOn('p', '$2')}`,
    [tx.region, on, density],
  )
  const found = new Map(rows.map(({ name, value }) => [name, value]))
  const value = (name: string): number => {
    const known = found.get(name)
    if (known === undefined) throw new Error(`the parameter ${name} has no value on ${on}`)
    return known
  }
  return {
    densityKg: found.get(density),
    wetBp: wetBp ?? Math.round(value('wood.green_moisture_pct') * 100),
    solidBp: Math.round(value('wood.stack_solid_pct') * 100),
    truckGrams: Math.round(value('wood.kei_truck_kg') * 1_000),
  }
}
