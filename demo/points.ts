/** Points of the region: filled, given, paid at shops, brought as notes, transferred to the shops. */
import { bankDayOnOrAfter } from '#kit/bank-days.ts'
import { type Day, addDays, addMonths, firstDay, instantOf, monthOfDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { type PartyActor, setup } from '#parties/actors.ts'
import { registerParty } from '#parties/parties.ts'
import { hashPassword } from '#parties/passwords.ts'
import { expirePoints } from '#points/expiry.ts'
import { fillFund, openFund } from '#points/fund.ts'
import { issuePoints } from '#points/issues.ts'
import { printNotes, takeNotes } from '#points/notes.ts'
import { pay } from '#points/payments.ts'
import { confirmRedemption, makeRedemption } from '#points/redemptions.ts'
import { registerShop } from '#points/shops.ts'
import { city } from './content/others.ts'
import { type PointShop, pointShops } from './content/point-shops.ts'
import { households } from './content/households.ts'
import { shops } from './content/shops.ts'
import type { Household } from './content/types.ts'
import { must } from './must.ts'
import { demoPassword, identify, personsOf } from './people.ts'
import { type Random, randomOf } from './random.ts'
import type { Village } from './weeks.ts'
import { woodOf } from './wood.ts'
import { type Deed, settleWood } from './wood-settling.ts'

const reasons = [
  '里山の手入れの手伝い',
  '使用済み小型家電の回収',
  '市民センターの清掃',
  '食の催しの手伝い',
  '通学路の見守り',
] as const
const account = (number: string, holderKana: string) => ({
  registrationNumber: null,
  registeredFrom: null,
  account: {
    bankCode: '0123',
    branchCode: '024',
    type: '普通' as const,
    number,
    holderKana: holderKana.replaceAll(/[ァィゥェォッャュョ]/g, large),
  },
})

interface Circle {
  readonly staff: PartyActor
  readonly cityId: Id
  readonly random: Random
  readonly shopIds: ReadonlyMap<string, Id>
  /** Shops that take points beside those that the households live on. */
  readonly others: Id[]
  readonly idOf: (household: Household) => Id
}

/** Through the use-cases, each on its own day. */
export async function givePoints(village: Village, until: Day): Promise<void> {
  const { db, region, people, seed } = village
  const { staff, parties } = people
  const partyOf = (key: string): Id => {
    const id = parties.get(key)
    if (!id) throw new Error(`the demo has no ${key}`)
    return id
  }
  const on = async <T>(day: Day, hour: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
    await transact(db, { region, clock: { now: () => instantOf(day, hour) } }, work)
  const first = firstDay(monthOfDay(village.first))
  const inside = shops.filter((shop) => shop.inside)
  const passwordHash = await hashPassword(demoPassword, { logN: 12, r: 8, p: 1 })
  const circle: Circle = {
    staff,
    cityId: partyOf(city.key),
    random: randomOf(seed + 7),
    shopIds: new Map(inside.map(({ key }) => [key, partyOf(key)])),
    others: [],
    idOf: ({ key }) => partyOf(key),
  }
  const wood = await on(first, 9, async (tx) => {
    const { partyId } = must(
      await registerParty(tx, setup, {
        kind: 'association',
        name: 'いちのせき地域ポイント基金',
        kana: 'イチノセキチイキポイントキキン',
        nameEn: 'Ichinoseki Points Fund',
        side: 'inside',
        sideFrom: first,
        town: '竹山町',
      }),
      'registering the points fund',
    )
    await identify(tx, staff, partyId, account('9100001', 'イチノセキチイキポイントキキン'))
    must(await openFund(tx, staff, { partyId, requesterCode: '9100000001' }), 'opening the fund')
    for (const [n, each] of inside.entries()) {
      const shopId = partyOf(each.key)
      must(await registerShop(tx, staff, { partyId: shopId }), `registering ${each.key}`)
      await identify(tx, staff, shopId, account(String(9_200_001 + n), each.kana))
    }
    for (const [n, each] of pointShops.entries())
      circle.others.push(await pointShop(tx, staff, each, n, first))
    const person = personsOf(tx, passwordHash, first)
    const [home] = households
    const [till] = inside
    if (home) await person(`${home.key}-person`, home.name, circle.idOf(home), 'citizen')
    if (till) await person(`${till.key}-person`, `${till.name} 店長`, partyOf(till.key), 'shop')
    return await settleWood(tx, { staff, partyOf, person, account, seed, first })
  })
  for (let begin = first; begin < until; begin = firstDay(addMonths(monthOfDay(begin), 1)))
    await month(on, circle, begin, until, woodOf(wood, begin, until))
}

async function pointShop(tx: Tx, staff: PartyActor, each: PointShop, n: number, first: Day): Promise<Id> {
  const { name, kana, nameEn, town, sector } = each
  const party = {
    kind: 'business',
    name,
    kana,
    nameEn,
    town,
    sector,
    side: 'inside',
    sideFrom: first,
  } as const
  const { partyId } = must(await registerParty(tx, setup, party), `registering ${name}`)
  must(await registerShop(tx, staff, { partyId }), `registering ${name} for points`)
  await identify(tx, staff, partyId, account(String(9_210_001 + n), kana))
  return partyId
}

/** Names of accounts know no small kana. */
const large = (small: string): string => 'アイウエオツヤユヨ'['ァィゥェォッャュョ'.indexOf(small)] ?? small

type On = <T>(day: Day, hour: number, work: (tx: Tx) => Promise<T>) => Promise<T>

/** What happens in a month, in the order of its days; what would come after `until` has not happened yet. */
async function month(on: On, circle: Circle, begin: Day, until: Day, more: readonly Deed[]): Promise<void> {
  const { staff, cityId } = circle
  const happens: Deed[] = [...more]
  const plan = (days: number, hour: number, work: (day: Day) => (tx: Tx) => Promise<unknown>) => {
    const day = addDays(begin, days)
    happens.push({ day, hour, work: work(day) })
  }
  plan(0, 3, () => (tx) => expirePoints(tx, setup))
  plan(0, 10, (day) => async (tx) => {
    const filling = { fillerId: cityId, yen: 100_000, on: day, memo: '地域ポイント事業の負担金' }
    return must(await fillFund(tx, staff, filling), 'filling the fund')
  })
  for (const week of [0, 7, 14, 21]) {
    plan(week + 1, 17, () => (tx) => give(tx, circle))
    for (const [days, hour] of [
      [2, 11],
      [3, 15],
      [5, 18],
    ] as const)
      plan(week + days, hour, () => (tx) => spend(tx, circle))
  }
  plan(20, 14, () => (tx) => notes(tx, circle))
  for (const { day, hour, work } of happens.toSorted((x, y) =>
    x.day < y.day ? -1 : x.day > y.day ? 1 : x.hour - y.hour,
  ))
    if (day < until) await on(day, hour, work)
  await transfer(on, circle, addDays(begin, 26), until)
}

async function give(tx: Tx, { staff, random, idOf }: Circle): Promise<void> {
  for (const household of random.some(households, 6))
    must(
      await issuePoints(tx, staff, {
        to: idOf(household),
        points: random.between(2, 8) * 500,
        reason: random.pick(reasons),
      }),
      'giving points',
    )
}

/** A few households pay where they shop; who has too few points pays with what it has at home. */
async function spend(tx: Tx, { staff, random, shopIds, others, idOf }: Circle): Promise<void> {
  for (const household of random.some(households, 5)) {
    const usual = household.shopsAt.map((key) => shopIds.get(key)).find((id) => id !== undefined)
    const shopId = random.chance(0.4) ? random.pick(others) : usual
    if (!shopId) continue
    const paid = await pay(tx, staff, {
      payerId: idOf(household),
      shopId,
      points: random.between(3, 28) * 100,
      way: random.chance(0.7) ? 'shop_code' : 'wallet_code',
    })
    if (isRefusal(paid) && paid.refused !== 'not_enough_points') must(paid, 'paying in points')
  }
}

/** One household has no phone: notes from its wallet, some of them brought to a shop and by it to the office. */
async function notes(tx: Tx, { staff, shopIds, idOf }: Circle): Promise<void> {
  const without = households.at(-1)
  const [shopId] = [...shopIds.values()]
  if (!without || !shopId) return
  const holderId = idOf(without)
  must(
    await issuePoints(tx, staff, { to: holderId, points: 3_000, reason: '市民センターの清掃' }),
    'giving points for notes',
  )
  const { serials } = must(await printNotes(tx, staff, { holderId, count: 3, each: 1_000 }), 'printing notes')
  must(await takeNotes(tx, staff, { shopId, serials: serials.slice(0, 2) }), 'taking notes')
}

async function transfer(on: On, { staff }: Circle, made: Day, until: Day): Promise<void> {
  if (made >= until) return
  const transferOn = bankDayOnOrAfter(addDays(made, 3))
  const redemption = await on(made, 16, async (tx) =>
    must(await makeRedemption(tx, staff, { transferOn }), 'paying the shops out'),
  )
  if (transferOn < until)
    await on(transferOn, 15, async (tx) =>
      must(await confirmRedemption(tx, staff, redemption), 'confirming what the shops were paid'),
    )
}
