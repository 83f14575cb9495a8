/** For the test that walks all endpoints: a round from its plan to the orders, with goods of two producers in a pool. */
import { type Case, type Goods, done, goods, juice } from '#api/cases.testing.ts'
import { exampleId } from '#api/fields.ts'
import type { Api } from '#api/testing.ts'
import { badQuery, missing } from './cases.buyers.testing.ts'

const deliverOn = '2026-11-30'
const spinach = { name: 'ほうれん草', kana: 'ほうれんそう', category: 'vegetable', baseUnit: '束' }

/** Somebody else who grows the same. */
export async function otherProducer(api: Api): Promise<string> {
  const party = { kind: 'business', side: 'inside', name: 'ひなた農園', kana: 'ひなたのうえん' }
  return (await done(api, 'officer', '/parties', party))['partyId'] ?? ''
}

async function otherGoods(api: Api, producerId: string): Promise<Goods> {
  const staff = 'company_staff'
  const { productId = '' } = await done(api, staff, '/products', { ...juice, ...spinach, producerId })
  const terms = { from: '2026-04-01', model: 'consignment', commissionBp: 2_000 }
  await done(api, staff, `/products/${productId}/contracts`, terms)
  await done(api, staff, `/products/${productId}/publication`)
  const lots = [{ productId, quantity: 1_000, madeOn: '2026-11-20' }]
  const made = (await done(api, staff, '/lots', { lots })) as unknown as { items: { lotId: string }[] }
  const read = await api.ask(`/api/v1/products/${productId}`)
  const variants = read.json['variants'] as { variantId: string }[]
  return { productId, variantId: variants[0]?.variantId ?? '', lotId: made.items[0]?.lotId ?? '' }
}

/** Two producers with goods that are alike, and how a round with them comes as far as it is asked to. */
export interface Round {
  readonly other: string
  readonly pair: readonly [Goods, Goods]
  readonly poolId: string
  readonly plan: object
  freshPair(): Promise<readonly string[]>
  freshPool(): Promise<string>
  planned(): Promise<{ cycleId: string }>
  offered(): Promise<{ cycleId: string }>
  opened(): Promise<{ cycleId: string }>
  booked(): Promise<{ cycleId: string; bookingId: string }>
  allocated(): Promise<{ cycleId: string; bookingId: string }>
}

let pools = 0
export async function openRound(api: Api): Promise<Round> {
  const staff = 'company_staff'
  const other = await otherProducer(api)
  const pairOf = async () => [await goods(api, 1_000, spinach), await otherGoods(api, other)] as const
  const freshPair = async () => (await pairOf()).map(({ variantId }) => variantId)
  const poolOf = async (variantIds: readonly string[]) =>
    (await done(api, staff, '/pools', { name: `共同${(pools += 1)}`, priceYen: 180, variantIds }))[
      'poolId'
    ] ?? ''
  const pair = await pairOf()
  const poolId = await poolOf(pair.map(({ variantId }) => variantId))
  const plan = {
    name: '11月第5週',
    opensOn: '2026-11-23',
    closesAt: '2026-11-26T06:00:00Z',
    deliverDays: [deliverOn],
    points: [{ name: '役場前' }],
    producerIds: [api.town.producer, other],
  }
  const planned = async () => ({ cycleId: (await done(api, staff, '/cycles', plan))['cycleId'] ?? '' })
  const offered = async () => {
    const { cycleId } = await planned()
    for (const [at, producerId] of [api.town.producer, other].entries())
      await done(
        api,
        staff,
        `/cycles/${cycleId}/availability/${producerId}`,
        { rows: [{ productId: pair[at]?.productId, offered: 20, harvestOn: '2026-11-29' }] },
        'PUT',
      )
    return { cycleId }
  }
  const opened = async () => {
    const { cycleId } = await offered()
    await done(api, staff, `/cycles/${cycleId}/opening`)
    return { cycleId }
  }
  const booked = async () => {
    const { cycleId } = await opened()
    const made = await done(api, 'buyer', `/cycles/${cycleId}/bookings`, {
      deliverOn,
      wishes: [{ poolId, quantity: 4 }],
    })
    return { cycleId, bookingId: made['bookingId'] ?? '' }
  }
  const allocated = async () => {
    const made = await booked()
    await done(api, staff, `/cycles/${made.cycleId}/allocation`)
    return made
  }
  const freshPool = async () => await poolOf(await freshPair())
  return { other, pair, poolId, plan, freshPair, freshPool, planned, offered, opened, booked, allocated }
}

export function cycleCases(api: Api, stock: Goods, round: Round): Record<string, Case> {
  return {
    ...planCases(round),
    ...deedCases(round),
    ...bookingCases(api, round),
    ...allocationCases(round),
    ...poolCases(round),
    ...standingCases(api, stock),
  }
}

function planCases({ planned, opened, offered, plan }: Round): Record<string, Case> {
  return {
    listCycles: {
      as: 'buyer',
      good: async () => {
        await opened()
        return {}
      },
    },
    readCycle: { as: 'producer', good: async () => ({ path: await planned() }), bad: missing('cycleId') },
    listCycleProducers: {
      as: 'company_staff',
      good: async () => ({ path: await offered() }),
      bad: missing('cycleId'),
    },
    listCycleGoods: {
      as: 'company_staff',
      good: async () => ({ path: await offered(), query: { text: 'ほうれん草' } }),
      bad: missing('cycleId'),
    },
    planCycle: {
      as: 'company_staff',
      good: () => ({
        body: {
          ...plan,
          limitYen: 500_000,
          weights: { capacity: 1, fairness: 1, distance: 0, freshness: 0 },
        },
      }),
      bad: () => ({ body: { ...plan, deliverDays: ['2026-11-24'] }, status: 422 }),
    },
    replanCycle: {
      as: 'company_staff',
      good: async () => ({ path: await planned(), body: { ...plan, name: '12月第1週' } }),
      bad: async () => ({ path: await opened(), body: plan, status: 409 }),
    },
  }
}

function deedCases({ planned, opened, offered, booked, allocated }: Round): Record<string, Case> {
  return {
    askProducers: {
      as: 'company_staff',
      good: async () => ({ path: await planned() }),
      bad: missing('cycleId'),
    },
    openCycle: {
      as: 'company_staff',
      good: async () => ({ path: await offered() }),
      bad: async () => ({ path: await planned(), status: 409 }),
    },
    allocateCycle: {
      as: 'company_staff',
      good: async () => ({ path: await booked() }),
      bad: async () => ({ path: await opened(), status: 409 }),
    },
    endCycle: {
      as: 'company_staff',
      good: async () => ({ path: { cycleId: (await allocated()).cycleId } }),
      bad: async () => ({ path: await opened(), status: 409 }),
    },
    cancelCycle: {
      as: 'company_staff',
      good: async () => ({ path: await planned() }),
      bad: missing('cycleId'),
    },
  }
}

function bookingCases(api: Api, { planned, opened, booked, pair, poolId }: Round): Record<string, Case> {
  const producerId = api.town.producer
  const [{ productId, variantId }] = pair
  const row = { productId, offered: 12, harvestOn: '2026-11-29' }
  return {
    readAvailability: {
      as: 'producer',
      good: async () => ({ path: { ...(await opened()), producerId } }),
      bad: () => ({ path: { cycleId: exampleId, producerId }, status: 404 }),
    },
    enterAvailability: {
      as: 'producer',
      good: async () => ({ path: { ...(await planned()), producerId }, body: { rows: [row] } }),
      bad: async () => ({
        path: { ...(await planned()), producerId },
        body: { rows: [row, row] },
        status: 422,
      }),
    },
    readBookingSheet: {
      as: 'buyer',
      good: async () => ({ path: await booked(), query: { deliverOn, text: 'ほうれん草' } }),
      bad: async () => ({ path: await opened(), query: { deliverOn: '2026-12-01' }, status: 422 }),
    },
    listBookings: { as: 'buyer', good: async () => ({ path: await booked() }), bad: missing('cycleId') },
    book: {
      as: 'buyer',
      good: async () => ({
        path: await opened(),
        body: { deliverOn, pointNo: 1, mode: 'add', wishes: [{ poolId, quantity: 4 }] },
      }),
      bad: async () => ({
        path: await opened(),
        body: { deliverOn, wishes: [{ poolId, variantId, quantity: 4 }] },
        status: 422,
      }),
    },
  }
}

function allocationCases({ opened, booked, allocated, pair }: Round): Record<string, Case> {
  const [own, others] = pair
  const line = async () => ({ ...(await allocated()), lineNo: '1' })
  const shares = [
    { variantId: own.variantId, quantity: 1 },
    { variantId: others.variantId, quantity: 3 },
  ]
  const reason = '霜にあたった'
  return {
    readAllocation: {
      as: 'producer',
      good: async () => ({ path: await allocated() }),
      bad: missing('cycleId'),
    },
    listAllocatedLines: {
      as: 'company_staff',
      good: async () => ({ path: await allocated() }),
      bad: missing('cycleId'),
    },
    readAllocatedLine: {
      as: 'company_staff',
      good: async () => ({ path: await line() }),
      bad: () => ({ path: { bookingId: exampleId, lineNo: '1' }, status: 404 }),
    },
    overrideAllocation: {
      as: 'company_staff',
      good: async () => ({ path: await line(), body: { shares, reason } }),
      bad: async () => ({
        path: await line(),
        body: { shares: [{ variantId: own.variantId, quantity: 5 }], reason },
        status: 422,
      }),
    },
    readCollection: {
      as: 'company_staff',
      good: async () => ({ path: await allocated(), query: { deliverOn } }),
      bad: async () => ({ path: await opened(), query: { deliverOn: '2026-12-01' }, status: 422 }),
    },
    makeOrders: {
      as: 'company_staff',
      good: async () => ({ path: await allocated(), body: { deliverOn } }),
      bad: async () => ({ path: await booked(), body: { deliverOn }, status: 409 }),
    },
  }
}

function poolCases({ freshPair, freshPool, pair }: Round): Record<string, Case> {
  const pool = async () => ({ name: `秋の共同${(pools += 1)}`, priceYen: 200, variantIds: await freshPair() })
  const [{ variantId }] = pair
  return {
    listPools: { as: 'company_staff', good: () => ({}) },
    createPool: {
      as: 'company_staff',
      good: async () => ({ body: { ...(await pool()), nameEn: 'Spinach' } }),
      bad: async () => ({ body: { ...(await pool()), variantIds: [variantId] }, status: 422 }),
    },
    savePool: {
      as: 'company_staff',
      good: async () => ({ path: { poolId: await freshPool() }, body: await pool() }),
      bad: async () => ({ path: { poolId: exampleId }, body: await pool(), status: 404 }),
    },
    closePool: {
      as: 'company_staff',
      good: async () => ({ path: { poolId: await freshPool() } }),
      bad: missing('poolId'),
    },
  }
}

function standingCases(api: Api, { variantId }: Goods): Record<string, Case> {
  const standing = { variantId, quantity: 2, everyWeeks: 2, startsOn: '2026-12-07' }
  const begun = async () => ({
    standingId: (await done(api, 'buyer', '/standing-orders', standing))['standingId'] ?? '',
  })
  return {
    listStandingOrders: {
      as: 'buyer',
      good: async () => {
        await begun()
        return {}
      },
      bad: badQuery({ buyerId: 'x' }),
    },
    listStandingGoods: { as: 'buyer', good: () => ({}) },
    addStandingOrder: {
      as: 'buyer',
      good: () => ({ body: standing }),
      bad: () => ({ body: { ...standing, variantId: exampleId }, status: 422 }),
    },
    changeStandingOrder: {
      as: 'buyer',
      good: async () => ({
        path: await begun(),
        body: { pause: { from: '2026-12-28', to: '2027-01-10' } },
      }),
      bad: async () => ({
        path: await begun(),
        body: { pause: { from: '2027-01-10', to: '2026-12-28' } },
        status: 422,
      }),
    },
  }
}
