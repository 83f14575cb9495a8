/** For the test that walks all endpoints: wood that dries, is made into something, burns, and is certified. */
import { newId } from '#kit/ids.ts'
import { base64 } from './cases.money.testing.ts'
import { type Case, done } from './cases.testing.ts'
import { woodOf } from './cases.wood.testing.ts'
import { exampleId } from './fields.ts'
import type { Api } from './testing.ts'

const on = '2026-11-23'
const unknown = (name: string, body?: unknown) => () => ({ path: { [name]: exampleId }, body, status: 404 })
const as = 'company_staff' as const

/** A plant, a firewood base and a boiler of the company, each made when it is first asked for. */
function placesOf(api: Api) {
  const own = woodOf(api)
  const { company } = api.town
  const sites = new Map<string, Promise<string>>()
  const open = async (kind: string, code: string): Promise<string> => {
    await own.site()
    const site = { code, kind, name: `${code}の場所`, operatorId: company }
    return (await done(api, as, '/wood/sites', site))['siteId'] ?? ''
  }
  const site = async (kind: string, code: string): Promise<string> => {
    const known = sites.get(kind) ?? open(kind, code)
    sites.set(kind, known)
    return await known
  }
  const plant = () => site('chip_plant', 'plant')
  const base = () => site('firewood_base', 'base')
  const slipAt = async (siteId: string, split?: object): Promise<void> => {
    const forest = {
      name: '山',
      place: '',
      compartment: '',
      subCompartment: '',
      species: ['sugi'],
      basis: 'plan',
      basisNo: '8-1',
      ownerName: '佐藤',
    }
    const { forestId } = await done(api, as, '/wood/forests', forest)
    await done(api, as, '/wood/intakes', {
      intakeId: newId(),
      ...(await own.facts({ siteId, forestId, split, to: 'approved' })),
    })
  }
  const pileAt = async (siteId: string, store: string): Promise<string> => {
    const { json } = await api.ask(`/api/v1/wood/piles?siteId=${siteId}`, { as })
    const { items } = json as { items: { pileId: string; store: string }[] }
    return items.findLast((each) => each.store === store)?.pileId ?? ''
  }
  const logs = async (): Promise<string> => {
    await slipAt(await plant())
    return await pileAt(await plant(), 'c')
  }
  const chips = async (): Promise<string> => {
    const from = [{ pileId: await logs(), grams: 800_000 }]
    return (
      (await done(api, as, '/wood/makings', { product: 'chips', from, on, outGrams: 600_000 }))['pileId'] ??
      ''
    )
  }
  const boiler = async (): Promise<string> => {
    const siteId = await site('boiler', 'boiler')
    await done(api, as, `/wood/boilers/${siteId}`, setting(company), 'PUT')
    const moving = { on, grams: 600_000, toSiteId: siteId }
    await done(api, as, `/wood/piles/${await chips()}/moving`, moving)
    return siteId
  }
  return { own, plant, base, site, slipAt, pileAt, logs, chips, boiler }
}

const setting = (userId: string) => ({
  method: 'meter',
  efficiencyBp: 8_000,
  oil: 'a_oil',
  oilEfficiencyBp: 8_500,
  bunkerLeastGrams: 100_000,
  bunkerMostGrams: 3_000_000,
  userId,
})

export function woodStockCases(api: Api): Record<string, Case> {
  const at = placesOf(api)
  const { company, producer } = api.town
  return {
    listWoodPiles: {
      as: 'yard_keeper',
      good: async () => ({ query: { siteId: (await at.logs()) && (await at.plant()) } }),
      bad: () => ({ query: { siteId: 'x' }, status: 422 }),
    },
    readWoodPile: {
      as: 'yard_keeper',
      good: async () => ({ path: { pileId: await at.chips() } }),
      bad: unknown('pileId'),
    },
    ...pileCases(at),
    makeFromWood: {
      as: 'yard_keeper',
      good: async () => ({
        body: {
          product: 'chips',
          from: [{ pileId: await at.logs(), grams: 700_000 }],
          on,
          outGrams: 500_000,
        },
      }),
      bad: async () => ({
        body: {
          product: 'chips',
          from: [{ pileId: await at.logs(), grams: 700_000 }],
          on,
          outGrams: 800_000,
        },
        status: 422,
      }),
    },
    listWoodWorks: {
      as,
      good: async () => ((await at.chips()) ? { query: { kind: 'chipping', limit: '1' } } : {}),
      bad: () => ({ query: { kind: 'x' }, status: 422 }),
    },
    reverseWoodWork: {
      as,
      good: async () => {
        const pileId = await at.logs()
        const { workId = '' } = await done(api, as, `/wood/piles/${pileId}/drying`, { on, wetBp: 4_000 })
        return { path: { workId }, body: { reason: '別の山' } }
      },
      bad: unknown('workId', { reason: 'x' }),
    },
    buyWood: purchaseCase(api, at),
    ...firewoodCases(api, at, producer),
    ...certificateCases(api, at),
    ...heatCases(at, company),
  }
}

function pileCases(at: ReturnType<typeof placesOf>): Record<string, Case> {
  return {
    dryWoodPile: {
      as: 'yard_keeper',
      good: async () => ({ path: { pileId: await at.logs() }, body: { on, wetBp: 4_500 } }),
      bad: unknown('pileId', { on, wetBp: 4_500 }),
    },
    countWoodPile: {
      as,
      good: async () => ({ path: { pileId: await at.logs() }, body: { on, grams: 810_000, note: '棚卸し' } }),
      bad: unknown('pileId', { on, grams: 1, note: 'x' }),
    },
    moveWood: {
      as,
      good: async () => ({
        path: { pileId: await at.logs() },
        body: { on, grams: 100_000, toSiteId: await at.base() },
      }),
      bad: async () => ({
        path: { pileId: await at.logs() },
        body: { on, grams: 100_000, toSiteId: await at.plant() },
        status: 422,
      }),
    },
    closeWoodPile: {
      as,
      good: async () => ({ path: { pileId: await at.logs() } }),
      bad: unknown('pileId'),
    },
  }
}

const paper = {
  otherName: '北上川バイオマス発電所',
  issuedOn: on,
  periodFrom: '2026-11-01',
  periodTo: on,
}

function purchaseCase(api: Api, at: ReturnType<typeof placesOf>): Case {
  const purchase = async () => ({
    sellerId: api.town.buyer,
    siteId: await at.plant(),
    store: 'chips',
    species: 'sugi',
    grams: 8_000_000,
    wetBp: 3_500,
    size: 'P32',
    netYen: 120_000,
    on,
  })
  return {
    as,
    good: async () => ({ body: await purchase() }),
    bad: async () => ({ body: { ...(await purchase()), certificateId: exampleId }, status: 422 }),
  }
}

function certificateCases(api: Api, at: ReturnType<typeof placesOf>): Record<string, Case> {
  const { company } = api.town
  const issuing = async () => {
    const certified = { partyId: company, requesterCode: '0000000456', certificationNo: '岩-12' }
    const pileId = await at.chips()
    await done(api, as, '/wood/programme', certified, 'PUT')
    return { ...paper, pileId, grams: 100_000 }
  }
  let papers = 0
  // The same number of the same issuer is one paper.
  const received = () => ({
    ...paper,
    certificateNo: `森-${++papers}`,
    proof: 'general',
    product: 'logs',
    species: 'sugi',
    grams: 5_000_000,
  })
  return {
    readWoodBalance: {
      as: 'yard_keeper',
      good: async () => ((await at.chips()) ? { query: { from: '2026-04-01', to: on } } : {}),
      bad: () => ({ query: { from: on, to: '2026-04-01' }, status: 422 }),
    },
    listWoodCertificates: {
      as: 'officer',
      good: async () => {
        await done(api, as, '/wood/certificates', await issuing())
        await done(api, as, '/wood/certificates/received', received())
        return { query: { limit: '2' } }
      },
      bad: () => ({ query: { direction: 'x' }, status: 422 }),
    },
    issueWoodCertificate: {
      as,
      good: async () => ({ body: await issuing() }),
      bad: async () => ({ body: { ...(await issuing()), grams: 9_000_000 }, status: 409 }),
    },
    recordWoodCertificate: {
      as: 'officer',
      good: () => ({ body: { ...received(), scan: { name: '写し', content: base64('%PDF-1.7') } } }),
      bad: async () => {
        const body = received()
        await done(api, as, '/wood/certificates/received', body)
        return { body, status: 409 }
      },
    },
    cancelWoodCertificate: {
      as,
      good: async () => {
        const { certificateId = '' } = await done(api, as, '/wood/certificates', await issuing())
        return { path: { certificateId }, body: { reason: '宛名の間違い' } }
      },
      bad: unknown('certificateId', { reason: 'x' }),
    },
  }
}

function firewoodCases(api: Api, at: ReturnType<typeof placesOf>, supplierId: string): Record<string, Case> {
  const firewood = async (): Promise<string> => {
    const base = await at.base()
    const most = { yenPct: 100, pointsPct: 100, firewoodPct: 50 }
    const price = {
      woodClass: 'c',
      sort: 'owner',
      from: '2026-04-02',
      basis: 't',
      yen: 6_000,
      most,
      source: '価格表',
    }
    await api.ask('/api/v1/wood/prices', { as, body: price, method: 'POST' })
    await at.slipAt(base, { yenPct: 50, pointsPct: 0, firewoodPct: 50 })
    const from = [{ pileId: await at.pileAt(base, 'c'), grams: 500_000 }]
    return (
      (await done(api, as, '/wood/makings', { product: 'firewood', from, on, outGrams: 400_000 }))[
        'pileId'
      ] ?? ''
    )
  }
  return {
    listFirewoodOwed: { as: 'yard_keeper', good: async () => ((await firewood()) ? {} : {}) },
    handFirewood: {
      as: 'yard_keeper',
      good: async () => ({ body: { supplierId, pileId: await firewood(), grams: 10_000, on } }),
      bad: async () => ({
        body: { supplierId, pileId: await firewood(), grams: 9_000_000, on },
        status: 409,
      }),
    },
  }
}

function heatCases(at: ReturnType<typeof placesOf>, company: string): Record<string, Case> {
  const wh = Array.from({ length: 48 }, () => 1_000)
  return {
    listBoilers: { as: 'visitor', good: async () => ((await at.boiler()) ? {} : {}) },
    saveBoiler: {
      as: 'officer',
      good: async () => ({ path: { siteId: await at.boiler() }, body: setting(company) }),
      bad: async () => ({
        path: { siteId: await at.boiler() },
        body: { ...setting(company), bunkerMostGrams: 1 },
        status: 422,
      }),
    },
    logHeatDay: {
      as: 'yard_keeper',
      good: async () => ({ path: { siteId: await at.boiler() }, body: { on, heatWh: 500_000 } }),
      bad: async () => ({
        path: { siteId: await at.boiler() },
        body: { on, heatWh: 9_000_000_000_000 },
        status: 422,
      }),
    },
    listHeatDays: {
      as: 'visitor',
      good: async () => ({ path: { siteId: await at.boiler() }, query: { from: '2026-11-01', to: on } }),
      bad: async () => ({
        path: { siteId: await at.boiler() },
        query: { from: '2026-11-31', to: on },
        status: 422,
      }),
    },
    keepHeatReadings: {
      as: 'yard_keeper',
      good: async () => ({ path: { siteId: await at.boiler(), on }, body: { wh } }),
      bad: async () => ({ path: { siteId: await at.boiler(), on }, body: { wh: wh.slice(1) }, status: 422 }),
    },
    readWoodResults: {
      as: 'visitor',
      good: async () => ((await at.boiler()) ? { query: { year: '2026' } } : {}),
      bad: () => ({ query: { year: '1' }, status: 422 }),
    },
  }
}
