/** For the bench of wood: ten boilers that burn for a year what the yards took in, with the half-hours of their meters. */
import { type Day, addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { saveBoiler } from '#wood/heat/boilers.ts'
import { logHeatDay } from '#wood/heat/days.ts'
import { keepReadings } from '#wood/heat/readings.ts'
import { saveSite } from '#wood/sites.ts'
import { listPiles } from '#wood/stock/reading.ts'
import { makeProduct, moveWood } from '#wood/stock/works.ts'
import { type WoodPlace, yardOf } from '#wood/testing.ts'

interface Burning {
  readonly inTx: <T>(work: (tx: Tx) => Promise<T>, on?: Day) => Promise<T>
  readonly place: WoodPlace
  readonly until: Day
}
const boilerCount = 10
const year = 365
const kg = 1_000

/** All logs become chips in weekly lots of each boiler; one of the boilers is answered, to be looked at. */
export async function burnAYear({ inTx, place, until }: Burning): Promise<Id> {
  const { staff, programme } = place
  const open = async (code: string, kind: 'boiler' | 'chip_plant'): Promise<Id> =>
    granted(await inTx((tx) => saveSite(tx, staff, { ...yardOf(programme, code), kind }), until)).siteId
  const plant = await open('plant', 'chip_plant')
  const sites: Id[] = []
  for (let n = 0; n < boilerCount; n++) {
    const siteId = await open(`boiler${'abcdefghij'[n]}`, 'boiler')
    const facts = { method: 'meter', efficiencyBp: 8_000, oil: 'a_oil', oilEfficiencyBp: 8_500 } as const
    const bunker = { bunkerLeastGrams: 500 * kg, bunkerMostGrams: 8_000 * kg, heats: '', userId: place.home }
    granted(await inTx((tx) => saveBoiler(tx, staff, { ...facts, ...bunker, siteId }), until))
    sites.push(siteId)
  }
  for (const { pileId, grams } of await inTx((tx) => listPiles(tx), until)) {
    const moving = { pileId, grams, toSiteId: plant, dieselMl: 1_000, on: until, note: '' }
    granted(await inTx((tx) => moveWood(tx, staff, moving), until))
  }
  await Promise.all(sites.map((siteId) => fillBunker(siteId, plant)))
  await Promise.all(sites.map(burn))
  return sites[0] as Id

  async function fillBunker(siteId: Id, from: Id): Promise<void> {
    for (let week = 0; week < 52; week++)
      await inTx(async (tx) => {
        const [logs] = await listPiles(tx, { siteId: from, stores: ['a', 'b', 'c', 'd'] })
        if (!logs) return
        const grams = Math.min(logs.grams, 700 * kg)
        const work = { on: until, note: '', dieselMl: 500 }
        const making = { product: 'chips', from: [{ pileId: logs.pileId, grams }], finesGrams: 0 } as const
        const outGrams = Math.floor(grams * 0.75)
        const { pileId } = granted(await makeProduct(tx, staff, { ...work, ...making, outGrams }))
        granted(await moveWood(tx, staff, { ...work, pileId, grams: outGrams, toSiteId: siteId }))
      }, until)
  }

  async function burn(siteId: Id, n: number): Promise<void> {
    const days = Array.from({ length: year }, (_, back) => addDays(until, back - year + 1))
    const wh = Array.from({ length: 48 }, (_, slot) => (slot > 10 && slot < 36 ? 4_000 + n * 100 : 0))
    granted(
      await inTx((tx) => keepReadings(tx, staff, { siteId, days: days.map((on) => ({ on, wh })) }), until),
    )
    const log = { siteId, oilMl: 0, powerWh: 2_000, ashGrams: 500, minutes: 600, fault: '', note: '' }
    for (const on of days) granted(await inTx((tx) => logHeatDay(tx, staff, { ...log, on }), until))
  }
}
