/** For the test that walks all endpoints: a load of wood from the slip to the bank, and back. */
import { newId } from '#kit/ids.ts'
import { type Case, done, returnedTransfer } from './cases.testing.ts'
import { exampleId } from './fields.ts'
import type { Api } from './testing.ts'

const unknown = (name: string, body?: unknown) => () => ({ path: { [name]: exampleId }, body, status: 404 })
const badQuery = (query: Record<string, string>) => () => ({ query, status: 422 })

const account = (accountNumber: string, holderKana: string) => ({
  bankCode: '0123',
  branchCode: '024',
  accountType: '1',
  accountNumber,
  holderKana,
  from: '2026-04-01',
})
const price = {
  woodClass: 'c',
  sort: 'all',
  from: '2026-04-01',
  basis: 't',
  yen: 3_000,
  most: { yenPct: 100, pointsPct: 100, firewoodPct: 0 },
  source: '価格表',
}
const supplier = { sort: 'owner', bay: '1', yenPct: 100, pointsPct: 0, firewoodPct: 0 }
const yard = { code: 'senmaya', kind: 'yard', name: '千厩土場', town: '千厩町千厩', bays: ['1', '2'] }
const forest = {
  name: '小梨の山',
  place: '',
  compartment: '12',
  subCompartment: 'い3',
  species: ['sugi'],
  basis: 'notice',
}

const settledFor = new WeakMap<Api, ReturnType<typeof settleWood>>()

/** One settling for all cases of a region. */
export function woodOf(api: Api): ReturnType<typeof settleWood> {
  const known = settledFor.get(api) ?? settleWood(api)
  settledFor.set(api, known)
  return known
}

/** The company buys the wood and has the yard; the producer delivers, for yen alone. */
function settleWood(api: Api) {
  const { company, producer, city } = api.town
  const staff = 'company_staff' as const
  let settled: Promise<string> | undefined
  const settle = async (): Promise<string> => {
    await done(api, staff, '/wood/programme', { partyId: company, requesterCode: '0000000456' }, 'PUT')
    for (const [party, number, kana] of [
      [company, '1000001', 'ユイノショウシャ'],
      [producer, '1000002', 'ミズホノウエン'],
    ] as const)
      await done(api, staff, `/parties/${party}/bank-account`, account(number, kana), 'PUT')
    await done(api, staff, '/wood/prices', { ...price, topUpYen: 3_000, topUpBy: city })
    await done(api, staff, `/wood/suppliers/${producer}`, supplier, 'PUT')
    return (await done(api, staff, '/wood/sites', { ...yard, operatorId: company }))['siteId'] ?? ''
  }
  const site = async (): Promise<string> => await (settled ??= settle())
  const facts = async (more: object = {}) => ({
    supplierId: producer,
    siteId: await site(),
    deliveredOn: '2026-11-20',
    origin: '千厩町小梨',
    woodClass: 'c',
    species: 'sugi',
    method: 'weighbridge',
    grossGrams: 1_520_000,
    tareGrams: 700_000,
    ...more,
  })
  const slip = async (to: string): Promise<string> =>
    (await done(api, 'company_staff', '/wood/intakes', { intakeId: newId(), ...(await facts({ to })) }))[
      'intakeId'
    ] ?? ''
  const payout = async (): Promise<string> => {
    await slip('approved')
    return (await done(api, 'company_staff', '/wood/payouts', { transferOn: '2026-11-20' }))['payoutId'] ?? ''
  }
  return { site, facts, slip, payout }
}

export function woodCases(api: Api): Record<string, Case> {
  const own = woodOf(api)
  const reason = { reason: '書き間違い' }
  const { producer } = api.town
  return {
    listWoodSlips: {
      as: 'producer',
      good: async () => ((await own.slip('submitted')) ? { query: { view: 'waiting', limit: '1' } } : {}),
      bad: badQuery({ view: 'x' }),
    },
    readWoodSlip: {
      as: 'officer',
      good: async () => ({ path: { intakeId: await own.slip('approved') } }),
      bad: unknown('intakeId'),
    },
    writeWoodSlip: {
      as: 'producer',
      good: async () => ({ body: { intakeId: newId(), ...(await own.facts()) } }),
      bad: async () => ({
        body: { intakeId: newId(), ...(await own.facts({ tareGrams: 9_000_000 })) },
        status: 422,
      }),
    },
    changeWoodSlip: {
      as: 'yard_keeper',
      good: async () => ({
        path: { intakeId: await own.slip('submitted') },
        body: await own.facts({ method: 'trucks', truckTenths: 10, to: 'measured' }),
      }),
      bad: async () => ({
        path: { intakeId: await own.slip('approved') },
        body: await own.facts(),
        status: 409,
      }),
    },
    approveWoodSlip: {
      as: 'officer',
      good: async () => ({ path: { intakeId: await own.slip('measured') }, body: {} }),
      bad: async () => ({ path: { intakeId: await own.slip('submitted') }, body: {}, status: 409 }),
    },
    returnWoodSlip: {
      as: 'officer',
      good: async () => ({ path: { intakeId: await own.slip('submitted') }, body: reason }),
      bad: unknown('intakeId', reason),
    },
    cancelWoodSlip: {
      as: 'producer',
      good: async () => ({ path: { intakeId: await own.slip('submitted') }, body: reason }),
      bad: unknown('intakeId', reason),
    },
    reverseWoodSlip: {
      as: 'officer',
      good: async () => ({ path: { intakeId: await own.slip('approved') }, body: reason }),
      bad: async () => ({ path: { intakeId: await own.slip('measured') }, body: reason, status: 409 }),
    },
    ...officeCases(api, own, producer),
    ...settingCases(api, own, producer),
  }
}

function officeCases(api: Api, own: ReturnType<typeof woodOf>, producer: string): Record<string, Case> {
  const settled = async () => ((await own.site()) ? {} : {})
  return {
    listWoodSuppliers: {
      as: 'officer',
      good: async () => ((await own.site()) ? { query: { view: 'to_mend', limit: '1' } } : {}),
      bad: badQuery({ view: 'x' }),
    },
    listWoodSites: { as: 'visitor', good: settled },
    listWoodPrices: { as: 'visitor', good: settled, bad: badQuery({ on: '2026-02-30' }) },
    readWoodMeeting: {
      as: 'officer',
      good: async () => ((await own.slip('approved')) ? { path: { month: '2026-11' } } : {}),
      bad: () => ({ path: { month: '2026-13' }, status: 422 }),
    },
    readWoodIncome: {
      as: 'producer',
      good: async () => ({ path: { supplierId: (await own.site()) && producer }, query: { year: '2026' } }),
      bad: async () => ({ path: { supplierId: api.town.company }, query: { year: '2026' }, status: 404 }),
    },
    listWoodOwed: { as: 'company_staff', good: settled },
    makeWoodPayout: {
      as: 'company_staff',
      good: async () =>
        (await own.slip('approved')) ? { body: { transferOn: '2026-11-24', supplierIds: [producer] } } : {},
      bad: async () =>
        (await own.slip('approved')) ? { body: { transferOn: '2026-11-22' }, status: 422 } : { status: 422 },
    },
    readWoodPayoutFile: {
      as: 'company_staff',
      good: async () => ({ path: { payoutId: await own.payout() } }),
      bad: unknown('payoutId'),
    },
    confirmWoodPayout: {
      as: 'company_staff',
      good: async () => ({ path: { payoutId: await own.payout() } }),
      bad: unknown('payoutId'),
    },
    returnTransferOfWoodPayout: {
      as: 'company_staff',
      good: async () => {
        const payoutId = await own.payout()
        await done(api, 'company_staff', `/wood/payouts/${payoutId}/confirmation`)
        return {
          path: { payoutId },
          body: returnedTransfer(producer),
        }
      },
      bad: async () => ({
        path: { payoutId: await own.payout() },
        body: returnedTransfer(producer),
        status: 409,
      }),
    },
    cancelWoodPayout: {
      as: 'company_staff',
      good: async () => ({ path: { payoutId: await own.payout() } }),
      bad: unknown('payoutId'),
    },
  }
}

function settingCases(api: Api, own: ReturnType<typeof woodOf>, producer: string): Record<string, Case> {
  const as = 'officer' as const
  const { company, buyer } = api.town
  return {
    setWoodProgramme: {
      as,
      good: async () =>
        (await own.site()) ? { body: { partyId: company, requesterCode: '0000000456' } } : {},
      bad: () => ({ body: { partyId: company, requesterCode: 'x' }, status: 422 }),
    },
    addWoodSite: {
      as,
      good: () => ({ body: { ...yard, code: 'daito', name: '大東土場', operatorId: company } }),
      bad: () => ({ body: { ...yard, code: 'Daito', operatorId: company }, status: 422 }),
    },
    setWoodPrice: {
      as,
      good: () => ({ body: { ...price, woodClass: 'd', yen: 1_500 } }),
      bad: () => ({ body: { ...price, woodClass: 'd', topUpYen: 5 }, status: 422 }),
    },
    saveWoodSupplier: {
      as,
      good: () => ({ path: { partyId: buyer }, body: supplier }),
      bad: () => ({ path: { partyId: producer }, body: { ...supplier, yenPct: 90 }, status: 422 }),
    },
    endWoodSupplier: {
      as,
      good: async () => {
        await done(api, as, `/wood/suppliers/${buyer}`, supplier, 'PUT')
        return { path: { partyId: buyer } }
      },
      bad: unknown('partyId'),
    },
    listForests: { as, good: () => ({}) },
    addForest: {
      as,
      good: () => ({ body: { ...forest, basisNo: '令8-15', ownerId: producer } }),
      bad: () => ({ body: { ...forest, basisNo: '', ownerId: producer }, status: 422 }),
    },
  }
}
