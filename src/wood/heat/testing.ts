/** For tests of boilers: one with chips in its bunker. */
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { writeIntake } from '#wood/intakes/intakes.ts'
import { saveSite } from '#wood/sites.ts'
import { listPiles } from '#wood/stock/reading.ts'
import { makeProduct, moveWood } from '#wood/stock/works.ts'
import { type WoodPlace, load, yardOf } from '#wood/testing.ts'
import { type BoilerFacts, saveBoiler } from './boilers.ts'

const kg = (n: number): number => n * 1_000
export const boilerFacts = {
  method: 'meter',
  efficiencyBp: 8_000,
  oil: 'a_oil',
  oilEfficiencyBp: 8_500,
  bunkerLeastGrams: kg(500),
  bunkerMostGrams: kg(6_000),
  heats: '校舎・体育館',
} as const
const onlyYen = { yenPct: 100, pointsPct: 0, firewoodPct: 0 }
export const quiet = { oilMl: 0, powerWh: 0, ashGrams: 0, minutes: 0, fault: '', note: '' }

/** A boiler whose bunker holds so many kilograms of the supplier's sugi, chipped at 35 %. */
export async function boilerWith(
  tx: Tx,
  place: WoodPlace,
  chipsKg: number,
  facts: Partial<BoilerFacts> = {},
): Promise<Id> {
  const { staff, keeper, programme, home } = place
  const open = async (kind: 'chip_plant' | 'boiler', code: string) =>
    granted(await saveSite(tx, staff, { ...yardOf(programme, code), kind, name: code })).siteId
  const plant = await open('chip_plant', 'plant')
  const siteId = await open('boiler', 'senchu')
  granted(await saveBoiler(tx, staff, { ...boilerFacts, userId: home, ...facts, siteId }))
  if (chipsKg === 0) return siteId
  const inKg = Math.ceil(chipsKg * 1.5)
  granted(
    await writeIntake(
      tx,
      staff,
      load(place, { to: 'approved', siteId: plant, tareGrams: 0, grossGrams: kg(inKg), split: onlyYen }),
    ),
  )
  const [logs] = await listPiles(tx, { siteId: plant })
  const made = granted(
    await makeProduct(tx, keeper, {
      product: 'chips',
      from: [{ pileId: logs?.pileId as Id, grams: kg(inKg) }],
      outGrams: kg(chipsKg),
      finesGrams: 0,
      wetBp: 3_500,
      dieselMl: 0,
      on: tx.today,
      note: '',
    }),
  )
  const moving = {
    pileId: made.pileId,
    toSiteId: siteId,
    grams: kg(chipsKg),
    dieselMl: 0,
    on: tx.today,
    note: '',
  }
  granted(await moveWood(tx, keeper, moving))
  // As if it had come in autumn, so that days before today can be logged.
  await tx.run(`update wood_pile set begun_on = '2026-10-01' where region_id = $1`, [tx.region])
  return siteId
}

/** What stands on all accounts of a purpose. */
export const balanceOf = async (tx: Tx, unit: string, purpose: string): Promise<number> => {
  const [row] = await tx.run<{ n: number }>(
    `select coalesce(sum(case when t.purpose = $3 then f.amount else 0 end - case when s.purpose = $3 then f.amount else 0 end), 0)::bigint as n
     from ledger_flow_seen f join ledger_account s on s.account_id = f.from_account join ledger_account t on t.account_id = f.to_account
     where f.region_id = $1 and f.unit = $2`,
    [tx.region, unit, purpose],
  )
  return row?.n ?? 0
}
