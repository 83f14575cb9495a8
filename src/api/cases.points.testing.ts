/** For the test that walks all endpoints: points, from the fund to a shop and back. */
import type { Api } from './testing.ts'
import { type Case, done, returnedTransfer } from './cases.testing.ts'
import { exampleId } from './fields.ts'

const unknown = (name: string, body?: unknown) => () => ({ path: { [name]: exampleId }, body, status: 404 })
const badQuery = (query: Record<string, string>) => () => ({ query, status: 422 })
const account = (holderKana: string) => ({
  bankCode: '0123',
  branchCode: '024',
  accountType: '1',
  accountNumber: '1234567',
  holderKana,
  from: '2026-04-01',
})

/** The city's wallet is full, the company is a shop; the fund is the buyer's, which has nothing else to do here. */
function pointsOf(api: Api) {
  const { city, company, buyer } = api.town
  const staff = 'company_staff' as const
  let opened: Promise<string> | undefined
  const open = async (): Promise<string> => {
    await api.ask('/api/v1/points/fund', { as: staff, body: { partyId: buyer, requesterCode: '0000000123' } })
    await done(api, staff, '/points/fund/fillings', {
      fillerId: city,
      yen: 5_000_000,
      on: '2026-11-20',
      memo: '',
    })
    await done(api, staff, '/points/issues', { to: city, points: 900_000, reason: '試験' })
    for (const [party, kana] of [
      [buyer, 'キキン'],
      [company, 'ユイノショウシャ'],
    ] as const)
      await done(api, staff, `/parties/${party}/bank-account`, account(kana), 'PUT')
    return (await done(api, staff, '/points/shops', { partyId: company }))['code'] ?? ''
  }
  const ready = async (): Promise<string> => await (opened ??= open())
  const paid = async (): Promise<string> => {
    const shopCode = await ready()
    return (await done(api, 'officer', '/points/payments', { shopCode, points: 10 }))['paymentId'] ?? ''
  }
  const code = async (): Promise<string> => {
    await ready()
    return (await done(api, 'officer', '/points/codes'))['code'] ?? ''
  }
  const printed = async (): Promise<string[]> => {
    await ready()
    const made = await done(api, staff, '/points/notes', { holderId: city, count: 1, each: 5 })
    return made['serials'] as unknown as string[]
  }
  const given = async (): Promise<string> => {
    await ready()
    return (
      (await done(api, staff, '/points/issues', { to: city, points: 7, reason: '手伝い' }))['moveId'] ?? ''
    )
  }
  const redemption = async (): Promise<string> => {
    await paid()
    return (await done(api, staff, '/points/redemptions', { transferOn: '2026-11-20' }))['redemptionId'] ?? ''
  }
  return { ready, paid, code, printed, given, redemption }
}

export function pointsCases(api: Api): Record<string, Case> {
  const own = pointsOf(api)
  const reason = { reason: '打ち間違い' }
  return {
    ...fundCases(api, own),
    ...officeCases(api, own),
    readWallet: { as: 'officer', good: async () => ((await own.ready()) ? {} : {}) },
    listPointsPayments: {
      as: 'officer',
      good: async () => ((await own.paid()) ? { query: { side: 'payer', limit: '1' } } : {}),
      bad: badQuery({ side: 'nobody' }),
    },
    payPoints: {
      as: 'officer',
      good: async () => ({ body: { shopCode: await own.ready(), points: 20 } }),
      bad: async () => ({ body: { shopCode: 'XXXXXXXX', points: 20 }, status: 422 }),
    },
    readPointsPayment: {
      as: 'officer',
      good: async () => ({ path: { paymentId: await own.paid() } }),
      bad: unknown('paymentId'),
    },
    undoPointsPayment: {
      as: 'company_staff',
      good: async () => ({ path: { paymentId: await own.paid() }, body: reason }),
      bad: unknown('paymentId', reason),
    },
    showWalletCode: { as: 'officer', good: async () => ((await own.ready()) ? {} : {}) },
    readTill: { as: 'company_staff', good: async () => ((await own.ready()) ? {} : {}) },
    takePoints: {
      as: 'company_staff',
      good: async () => ({ body: { code: await own.code(), points: 3 } }),
      bad: () => ({ body: { code: 'x', points: 3 }, status: 409 }),
    },
    takeNotes: {
      as: 'company_staff',
      good: async () => ({ body: { serials: await own.printed() } }),
      bad: () => ({ body: { serials: ['AAAA-BBBB-C'] }, status: 422 }),
    },
  }
}

function fundCases(api: Api, own: ReturnType<typeof pointsOf>): Record<string, Case> {
  const { city, buyer } = api.town
  const as = 'company_staff' as const
  const filling = { fillerId: city, yen: 1_000, on: '2026-11-20', memo: '' }
  return {
    // Once a region: so it stands first in the document, before anybody else has opened it.
    openFund: {
      as,
      good: () => ({ body: { partyId: buyer, requesterCode: '0000000123' } }),
      bad: () => ({ body: { partyId: buyer, requesterCode: 'x' }, status: 422 }),
    },
    readFund: { as, good: async () => ((await own.ready()) ? {} : {}) },
    fillFund: {
      as,
      good: async () => ((await own.ready()) ? { body: filling } : {}),
      bad: () => ({ body: { ...filling, on: '2027-01-01' }, status: 422 }),
    },
    issuePoints: {
      as,
      good: async () => ((await own.ready()) ? { body: { to: city, points: 5, reason: '手伝い' } } : {}),
      bad: () => ({ body: { to: city, points: 900_000_000, reason: '手伝い' }, status: 409 }),
    },
    listFundMoves: {
      as,
      good: async () => ((await own.ready()) ? { query: { limit: '1' } } : {}),
      bad: badQuery({ cursor: 'x' }),
    },
    readFundMove: {
      as,
      good: async () => ({ path: { moveId: await own.given() } }),
      bad: unknown('moveId'),
    },
    undoFundMove: {
      as,
      good: async () => ({ path: { moveId: await own.given() }, body: { reason: '打ち間違い' } }),
      bad: unknown('moveId', { reason: '打ち間違い' }),
    },
    readOutstanding: {
      as,
      good: () => ({ query: { on: '2026-09-30' } }),
      bad: badQuery({ on: '2026-02-30' }),
    },
    listPatterns: { as, good: () => ({}) },
  }
}

function officeCases(api: Api, own: ReturnType<typeof pointsOf>): Record<string, Case> {
  const { city, company, buyer, producer } = api.town
  const as = 'company_staff' as const
  return {
    listPointsShops: { as: 'officer', good: () => ({}) },
    registerShop: {
      as,
      good: () => ({ body: { partyId: company } }),
      bad: () => ({ body: { partyId: exampleId }, status: 422 }),
    },
    endShop: {
      as,
      good: async () => {
        await done(api, as, '/points/shops', { partyId: producer })
        return { path: { partyId: producer } }
      },
      bad: unknown('partyId'),
    },
    printNotes: {
      as,
      good: async () => ((await own.ready()) ? { body: { holderId: city, count: 2, each: 10 } } : {}),
      bad: () => ({ body: { holderId: buyer, count: 2, each: 10 }, status: 409 }),
    },
    listNotes: {
      as,
      good: async () => ((await own.printed()) ? { query: { limit: '1' } } : {}),
      bad: badQuery({ cursor: 'x' }),
    },
    voidNotes: {
      as,
      good: async () => ({ body: { serials: await own.printed() } }),
      bad: () => ({ body: { serials: ['x'] }, status: 422 }),
    },
    ...redemptionCases(api, own),
  }
}

function redemptionCases(api: Api, own: ReturnType<typeof pointsOf>): Record<string, Case> {
  const { company } = api.town
  const as = 'company_staff' as const
  return {
    listRedemptions: {
      as,
      good: async () => ((await own.redemption()) ? { query: { limit: '1' } } : {}),
      bad: badQuery({ cursor: 'x' }),
    },
    makeRedemption: {
      as,
      good: async () => {
        await own.paid()
        return { body: { transferOn: '2026-11-20' } }
      },
      bad: () => ({ body: { transferOn: '2026-11-21' }, status: 422 }),
    },
    readRedemption: {
      as,
      good: async () => ({ path: { redemptionId: await own.redemption() } }),
      bad: unknown('redemptionId'),
    },
    readRedemptionFile: {
      as,
      good: async () => ({ path: { redemptionId: await own.redemption() } }),
      bad: unknown('redemptionId'),
    },
    confirmRedemption: {
      as,
      good: async () => ({ path: { redemptionId: await own.redemption() } }),
      bad: unknown('redemptionId'),
    },
    returnTransferOfRedemption: {
      as,
      good: async () => {
        const redemptionId = await own.redemption()
        await done(api, as, `/points/redemptions/${redemptionId}/confirmation`)
        return { path: { redemptionId }, body: returnedTransfer(company) }
      },
      bad: unknown('redemptionId', returnedTransfer(company)),
    },
    cancelRedemption: {
      as,
      good: async () => ({ path: { redemptionId: await own.redemption() } }),
      bad: unknown('redemptionId'),
    },
  }
}
