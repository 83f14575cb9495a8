/** For the test that walks all endpoints: a month of chips that the user of a boiler pays for. */
import { day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { granted } from '#parties/testing.ts'
import { listPiles, makeProduct, moveWood, saveBoiler, saveSite, writeIntake } from '#wood/room.ts'
import { type Case, done } from './cases.testing.ts'
import { woodOf } from './cases.wood.testing.ts'
import { exampleId } from './fields.ts'
import type { Api } from './testing.ts'

const as = 'company_staff' as const
const on = day('2026-10-20')

/** A boiler to which chips came in October, at 15,000 yen a tonne: before anything closes its days. */
export async function boilerOfOctober(api: Api): Promise<Id> {
  await woodOf(api).site()
  const { company, producer } = api.town
  const staff = api.actors[as]
  const place = { town: '千厩町千厩', hours: '', bays: [], operatorId: company }
  const work = { on, note: '', dieselMl: 0 }
  return await api.here.tx(async (tx) => {
    const open = async (kind: 'boiler' | 'chip_plant', code: string) =>
      granted(await saveSite(tx, staff, { ...place, kind, code, name: code, nameEn: code })).siteId
    const [plant, boiler] = [await open('chip_plant', 'octplant'), await open('boiler', 'octboiler')]
    const facts = { method: 'meter', efficiencyBp: 8_000, oil: 'a_oil', oilEfficiencyBp: 8_500 } as const
    const bunker = { bunkerLeastGrams: 100_000, bunkerMostGrams: 3_000_000, heats: '', userId: producer }
    const price = { soldAs: 'chips', priceYen: 15_000 } as const
    granted(await saveBoiler(tx, staff, { ...facts, ...bunker, ...price, siteId: boiler }))
    const slip = {
      intakeId: newId(),
      to: 'approved',
      supplierId: producer,
      siteId: plant,
      deliveredOn: on,
      origin: '千厩町小梨',
      woodClass: 'c',
      species: 'sugi',
      method: 'weighbridge',
      grossGrams: 1_500_000,
      tareGrams: 700_000,
      selfMeasured: false,
      bay: '',
      note: '',
    } as const
    granted(await writeIntake(tx, staff, slip))
    const from = (await listPiles(tx, { siteId: plant })).map(({ pileId, grams }) => ({ pileId, grams }))
    const making = { ...work, product: 'chips', from, outGrams: 600_000, finesGrams: 0 } as const
    const { pileId } = granted(await makeProduct(tx, staff, making))
    granted(await moveWood(tx, staff, { ...work, pileId, grams: 600_000, toSiteId: boiler }))
    return boiler
  }, new Date('2026-10-20T03:00:00Z'))
}

export function fuelCases(api: Api, siteId: Id): Record<string, Case> {
  const path = { siteId }
  const body = { month: '2026-10', paidOn: '2026-11-23' }
  const at = `/wood/boilers/${siteId}/fuel`
  /** Of the month, paid now when it is not. */
  const saleId = async (): Promise<string> => {
    const { json } = await api.ask(`/api/v1${at}`, { as })
    const { items } = json as { items: { paid: { saleId: string } | null }[] }
    return items.find(({ paid }) => paid)?.paid?.saleId ?? (await done(api, as, at, body))['saleId'] ?? ''
  }
  return {
    listWoodFuel: {
      as,
      good: () => ({ path }),
      bad: () => ({ path: { siteId: exampleId }, status: 404 }),
    },
    payWoodFuel: {
      as,
      good: () => ({ path, body }),
      bad: () => ({ path, body: { ...body, month: '2026-11' }, status: 409 }),
    },
    cancelWoodFuel: {
      as,
      good: async () => ({ path: { saleId: await saleId() }, body: { reason: '別の月の入金' } }),
      bad: () => ({ path: { saleId: exampleId }, body: { reason: 'x' }, status: 404 }),
    },
  }
}
