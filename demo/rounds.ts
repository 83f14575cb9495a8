import { type Day, addDays, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { allocateCycle } from '#trade/cycles/allocations.ts'
import { type Entered, enterAvailability } from '#trade/cycles/availability.ts'
import { type Wish, book } from '#trade/cycles/bookings.ts'
import { askProducers, openCycle, planCycle } from '#trade/cycles/cycles.ts'
import { makeOrders, readCollection } from '#trade/cycles/fulfilment.ts'
import { savePool } from '#trade/cycles/pools.ts'
import { addStanding } from '#trade/cycles/standing.ts'
import { shipOrders } from '#trade/deliveries.ts'
import { receiveLots } from '#trade/lots.ts'
import type { Offer } from './catalogue.ts'
import { must } from './must.ts'
import { type Random, randomOf } from './random.ts'
import { type Village, on } from './weeks.ts'

/** Goods of several growers that kitchens take for the same; content keys and which of their sizes. */
const pools: readonly {
  readonly name: string
  readonly nameEn: string
  readonly priceYen: number
  readonly of: readonly (readonly [key: string, perBase: number])[]
}[] = [
  {
    name: '季節の野菜おまかせ 1kg',
    nameEn: 'Vegetables of the season, 1 kg',
    priceYen: 480,
    of: [
      ['abe-beet', 1],
      ['akogi-magarinegi', 1],
      ['hatakeyama-yagoshi', 1],
      ['yukishita-carrot', 1],
      ['nakasato-potato', 1],
      ['ito-gobo-long', 1],
    ],
  },
  {
    name: '一関の白米 2kg',
    nameEn: 'Rice of Ichinoseki, 2 kg',
    priceYen: 1_700,
    of: [
      ['nagai-hitomebore-white', 2],
      ['chiba-konjiki', 2],
      ['itsukushi-sasanishiki', 2],
    ],
  },
]

/** What the rounds remember from week to week. */
export interface Rounds {
  readonly random: Random
  readonly poolIds: readonly Id[]
  readonly offers: readonly Offer[]
  readonly byKey: ReadonlyMap<string, Offer>
}

/** Bookers of the rounds: kitchens and shops of the region, some every week. */
const kitchens = [
  'inside-kyushoku',
  'inside-hospital',
  'inside-nursery',
  'inside-carehome',
  'inside-super-iwaiya',
  'inside-hattoya',
  'inside-yuinohiroba',
] as const

/** Makes the pools and the standing orders with which the rounds of the last weeks begin. */
export async function beginRounds(village: Village, monday: Day): Promise<Rounds> {
  const offers = village.quarters[0]?.offers ?? []
  const byKey = new Map(offers.map((offer) => [offer.product.key, offer]))
  const { staff } = village.people
  const poolIds = await on(village, addDays(monday, -7), 9, async (tx) => {
    const made: Id[] = []
    for (const { of, ...pool } of pools) {
      const variantIds = of.flatMap(([key, perBase]) => variantOf(village, byKey.get(key), perBase) ?? [])
      const { poolId } = must(await savePool(tx, staff, { ...pool, variantIds }), `the pool ${pool.name}`)
      made.push(poolId)
    }
    const [vegetables, rice] = made
    for (const [key, poolId, quantity, everyWeeks] of [
      ['inside-kyushoku', vegetables, 30, 1],
      ['inside-nursery', vegetables, 6, 1],
      ['inside-hospital', rice, 20, 2],
    ] as const)
      must(
        await addStanding(tx, staff, {
          buyerId: village.people.parties.get(key),
          poolId,
          quantity,
          everyWeeks,
          startsOn: addDays(monday, -7),
        }),
        `a standing order of ${key}`,
      )
    return made
  })
  return { random: randomOf(village.seed + 2), poolIds, offers, byKey }
}

function variantOf(village: Village, offer: Offer | undefined, perBase: number): Id | undefined {
  const at = offer?.product.variants.findIndex((variant) => variant.perBase === perBase) ?? -1
  return offer && village.variants.get(offer.productId)?.[at]
}

/**
 * A round for the truck of Tuesday: planned on Wednesday before, booked until Sunday, allocated, and made into orders on
 * Monday out of what came. Days from `until` on have not happened yet, so the last round is left open.
 */
export async function runRound(village: Village, rounds: Rounds, monday: Day, until: Day): Promise<void> {
  const { staff } = village.people
  const [wednesday, sunday, tuesday] = [addDays(monday, -5), addDays(monday, -1), addDays(monday, 1)]
  if (wednesday >= until) return
  const cycleId = await on(village, wednesday, 9, (tx) => announceRound(tx, village, rounds, monday))
  for (const key of kitchens)
    await bookFor(village, rounds, cycleId, key, addDays(wednesday, 1), tuesday, until)
  if (sunday >= until) return
  await on(village, sunday, 18, async (tx) =>
    must(await allocateCycle(tx, staff, { cycleId }), 'spreading the bookings'),
  )
  if (monday >= until) return
  await on(village, monday, 9, (tx) => bringBooked(tx, village, rounds, cycleId, tuesday))
  const orders = await on(village, monday, 11, async (tx) => {
    must(await makeOrders(tx, staff, { cycleId, deliverOn: tuesday }), 'making orders of bookings')
    return await tx.run<{ orderId: Id }>(
      `select order_id as "orderId" from trade_booking
       where region_id = $1 and cycle_id = $2 and order_id is not null`,
      [tx.region, cycleId],
    )
  })
  if (tuesday >= until) return
  await on(village, tuesday, 14, async (tx) =>
    must(await shipOrders(tx, staff, orders), 'loading what was booked'),
  )
}

async function announceRound(tx: Tx, village: Village, { random, offers }: Rounds, monday: Day): Promise<Id> {
  const { staff, parties } = village.people
  const month = Number(monday.slice(5, 7))
  const fresh = offers.filter(
    ({ product }) =>
      ['野菜', 'きのこ', '果物', '米・雑穀', '肉・卵・乳'].includes(product.category) &&
      (product.seasonMonths.length === 0 || product.seasonMonths.includes(month)),
  )
  const byProducer = Map.groupBy(fresh, ({ product }) => product.producerKey)
  const producerIds = [...byProducer.keys()].flatMap((key) => parties.get(key) ?? [])
  const { cycleId } = must(
    await planCycle(tx, staff, {
      name: `${Number(monday.slice(5, 7))}月${Number(monday.slice(8))}日の週`,
      opensOn: tx.today,
      closesAt: instantOf(addDays(monday, -1), 17),
      deliverDays: [addDays(monday, 1), addDays(monday, 3)],
      points: [{ name: '結いの商社の倉庫', address: '山目字中野1-1' }],
      producerIds,
    }),
    'planning a round',
  )
  must(
    await askProducers(tx, staff, { cycleId, linkTo: (token) => `https://yui.example.jp/offers/${token}` }),
    'asking the producers',
  )
  for (const [key, own] of byProducer) {
    // Now and then one does not answer.
    if (random.chance(0.12)) continue
    const rows: Entered[] = own.map(({ product, productId, scale }) => ({
      productId,
      offered: Math.floor((product.weeklyCapacity * (0.1 + random.next() * 0.15)) / 1) * scale,
      harvestOn: addDays(monday, -random.between(0, 2)),
    }))
    const producerId = parties.get(key)
    if (producerId) must(await enterAvailability(tx, staff, { cycleId, producerId, rows }), `what ${key} has`)
  }
  must(await openCycle(tx, staff, { cycleId }), 'opening the round')
  return cycleId
}

/** A kitchen books some of the pools and a few things by name; what is booked out it goes without. */
async function bookFor(
  village: Village,
  { random, poolIds, offers }: Rounds,
  cycleId: Id,
  key: string,
  day: Day,
  deliverOn: Day,
  until: Day,
): Promise<void> {
  const actor = village.people.actors.get(key)
  if (!actor || day >= until || random.chance(0.2)) return
  const wishes: Wish[] = random.some(poolIds, random.between(0, 2)).map((poolId) => ({
    poolId,
    quantity: random.between(3, 12),
  }))
  const named = offers.filter(({ product }) => ['きのこ', '果物', '肉・卵・乳'].includes(product.category))
  for (const offer of random.some(named, random.between(1, 4))) {
    const variantId = village.variants.get(offer.productId)?.[0]
    if (variantId) wishes.push({ variantId, quantity: random.between(1, 5) })
  }
  for (const wish of wishes)
    await on(village, day, 10, async (tx) => {
      const booked = await book(tx, actor, { cycleId, deliverOn, wishes: [wish], mode: 'add' })
      const known = ['booked_out', 'pool_booked_out', 'not_in_cycle']
      if (isRefusal(booked) && !known.includes(booked.refused)) must(booked, `booking for ${key}`)
      return booked
    })
}

/** What was booked comes, now and then a little less than was said. */
async function bringBooked(
  tx: Tx,
  { people }: Village,
  { random }: Rounds,
  cycleId: Id,
  deliverOn: Day,
): Promise<void> {
  const list = must(await readCollection(tx, people.staff, { cycleId, deliverOn }), 'the collection list')
  const lots = list.map(({ productId, wanted }) => ({
    productId,
    quantity: random.chance(0.1) ? Math.ceil(wanted * 0.8) : wanted,
    madeOn: addDays(tx.today, -random.between(0, 1)),
  }))
  must(await receiveLots(tx, people.staff, lots), 'receiving what was booked')
}
