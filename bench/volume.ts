/**
 * For the bench of a year: what a region with much wood and many points does in twelve months, on top of a demo region. All through
 * the use-cases, a month after the other.
 */
import { bankDayOnOrAfter } from '#kit/bank-days.ts'
import {
  type Day,
  type Month,
  addDays,
  addMonths,
  daysBetween,
  firstDay,
  instantOf,
  lastDay,
} from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type Database } from '#db/pool.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { must } from '#demo/must.ts'
import { post } from '#ledger/post.ts'
import { type PartyActor, setup } from '#parties/actors.ts'
import { setBankAccount } from '#parties/bank-accounts.ts'
import { setParameter } from '#parties/parameters.ts'
import { bankAccount, person } from '#parties/testing.ts'
import { fillFund } from '#points/fund.ts'
import { issuing } from '#points/issues.ts'
import { pay } from '#points/payments.ts'
import { confirmRedemption, makeRedemption } from '#points/redemptions.ts'
import { registerShop } from '#points/shops.ts'
import { register } from '#points/testing.ts'
import { saveBoiler } from '#wood/heat/boilers.ts'
import { logHeatDay } from '#wood/heat/days.ts'
import { keepReadings } from '#wood/heat/readings.ts'
import { type NewIntake, writeIntake } from '#wood/intakes/intakes.ts'
import { confirmPayout, makePayout } from '#wood/pay/payouts.ts'
import { programmeOf } from '#wood/programme.ts'
import { saveSite } from '#wood/sites.ts'
import { listPiles } from '#wood/stock/reading.ts'
import { makeProduct, moveWood } from '#wood/stock/works.ts'
import { saveSupplier } from '#wood/suppliers.ts'
import { yardOf } from '#wood/testing.ts'
import { region } from './data.ts'

export interface Volume {
  readonly slips: number
  readonly payments: number
  readonly suppliers: number
  readonly shops: number
  readonly boilers: number
}

export interface Place {
  readonly staff: PartyActor
  readonly cityId: Id
  readonly yards: readonly Id[]
  readonly plant: Id
  readonly boilers: readonly Id[]
  readonly suppliers: readonly Id[]
  readonly shops: readonly Id[]
  /** One of a supplier, and one of a shop. */
  readonly citizen: PartyActor
  readonly keeper: PartyActor
}

const kg = 1_000
const atOnce = 8
let state = 20_261_128
const upTo = (most: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * most)
}
const one = <T>(list: readonly T[]): T => list[upTo(list.length)] as T

export type On = <T>(day: Day, work: (tx: Tx) => Promise<T>) => Promise<T>
export const onDays =
  (db: Database): On =>
  (day, work) =>
    transact(db, { region, clock: { now: () => instantOf(day, 10) } }, work)

/** Somebody of the demo region in that role. */
export async function memberOf(tx: Tx, role: PartyActor['role']): Promise<PartyActor> {
  const [member] = await tx.run<{ userId: Id; partyId: Id }>(
    `select user_id as "userId", party_id as "partyId" from party_membership
     where region_id = $1 and role = $2 order by valid_from, user_id limit 1`,
    [region, role],
  )
  if (!member) throw new Error(`nobody is ${role}`)
  return { ...member, name: 'bench', role }
}

/** The places and people of such a region, beside those of the demo. */
export async function settleVolume(tx: Tx, volume: Volume): Promise<Place> {
  const staff = await memberOf(tx, 'company_staff')
  const { partyId: cityId } = await memberOf(tx, 'officer')
  const programme = must(await programmeOf(tx), 'finding the programme').partyId
  const yards = (
    await tx.run<{ siteId: Id }>(
      `select site_id as "siteId" from wood_site where region_id = $1 and kind = 'yard' order by 1`,
      [region],
    )
  ).map(({ siteId }) => siteId)
  const open = async (code: string, kind: 'boiler' | 'chip_plant') =>
    must(await saveSite(tx, staff, { ...yardOf(programme, code), name: `${code}の場所`, kind }), code).siteId
  const plant = await open('bigplant', 'chip_plant')
  const boilers: Id[] = []
  for (let n = 0; n < volume.boilers; n++) {
    const siteId = await open(`bigboiler${'abcdefghij'[n]}`, 'boiler')
    const facts = { method: 'meter', efficiencyBp: 8_000, oil: 'a_oil', oilEfficiencyBp: 8_500 } as const
    const bunker = { bunkerLeastGrams: 500 * kg, bunkerMostGrams: 80_000 * kg, heats: '校舎' }
    must(await saveBoiler(tx, staff, { ...facts, ...bunker, userId: cityId, siteId }), 'a boiler')
    boilers.push(siteId)
  }
  const [suppliers, shops]: [Id[], Id[]] = [[], []]
  const account = async (partyId: Id, number: number) =>
    must(await setBankAccount(tx, staff, bankAccount(partyId, String(number), 'ﾉｳｻﾞｲｼｬ', tx.today)), 'account')
  for (let n = 0; n < volume.suppliers; n++) {
    const partyId = await register(tx, 'household', `納材者${n}`)
    const split = { yenPct: 50, pointsPct: 50, firewoodPct: 0 }
    must(
      await saveSupplier(tx, staff, { partyId, sort: 'citizen', bay: String(n % 12), ...split }),
      'supplier',
    )
    await account(partyId, 1_000_000 + n)
    suppliers.push(partyId)
  }
  for (let n = 0; n < volume.shops; n++) {
    const partyId = await register(tx, 'business', `加盟店${n}`)
    must(await registerShop(tx, staff, { partyId }), 'shop')
    await account(partyId, 2_000_000 + n)
    shops.push(partyId)
  }
  for (const name of ['points.day_most_pt', 'points.payment_most_pt'])
    must(
      await setParameter(tx, staff, {
        name,
        value: '9999999',
        from: tx.today,
        source: '試験',
        confirmed: false,
      }),
      name,
    )
  return {
    staff,
    cityId,
    yards,
    plant,
    boilers,
    suppliers,
    shops,
    citizen: await person(tx, suppliers[0] as Id, 'citizen', '納材者0の人'),
    keeper: await person(tx, shops[0] as Id, 'shop', '加盟店0の人'),
  }
}

const loadOf = (place: Place, on: Day): NewIntake => ({
  intakeId: newId(),
  to: 'approved',
  siteId: one(place.yards),
  supplierId: one(place.suppliers),
  deliveredOn: on,
  origin: '千厩町小梨 自分の山',
  woodClass: 'c',
  species: 'sugi',
  method: 'logs',
  logs: Array.from({ length: 10 }, () => ({
    diameterMm: 140 + upTo(200),
    lengthMm: 2_000 + upTo(2_000),
    pieces: 1,
  })),
  selfMeasured: false,
  bay: '1',
  note: '',
})

/** So many pieces of work, spread over the days of a month in their order, several at once. */
async function spread(month: Month, count: number, work: (day: Day) => Promise<unknown>): Promise<void> {
  const days = daysBetween(firstDay(month), lastDay(month)) + 1
  let made = 0
  const worker = async () => {
    while (made < count) await work(addDays(firstDay(month), Math.floor((made++ / count) * days)))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** A month: points are given, wood comes, points are spent, suppliers and shops are paid, chips are made and burn. */
export async function liveMonth(on: On, place: Place, month: Month, volume: Volume): Promise<void> {
  const [first, last] = [firstDay(month), lastDay(month)]
  const { staff } = place
  await on(first, (tx) => give(tx, place, (10 + Math.ceil(volume.payments / 12 / volume.suppliers)) * 300))
  await fillBunkers(on, place, first)
  await spread(month, Math.ceil(volume.slips / 12), (day) =>
    on(day, async (tx) => must(await writeIntake(tx, staff, loadOf(place, day)), 'a slip')),
  )
  await spread(month, Math.ceil(volume.payments / 12), (day) =>
    on(day, async (tx) => {
      const paying = { payerId: one(place.suppliers), shopId: one(place.shops), points: 1 + upTo(300) }
      must(await pay(tx, setup, { ...paying, way: 'shop_code' }), 'a payment')
    }),
  )
  for (const siteId of place.boilers) await burn(on, place, siteId, { first, last })
  const transferOn = bankDayOnOrAfter(addDays(last, 5))
  const made = await on(last, async (tx) => ({
    ...must(await makePayout(tx, staff, { transferOn }), 'paying for wood'),
    ...must(await makeRedemption(tx, staff, { transferOn }), 'paying shops'),
  }))
  await on(transferOn, async (tx) => {
    must(await confirmPayout(tx, staff, made), 'confirming it')
    must(await confirmRedemption(tx, staff, made), 'confirming it')
  })
}

async function give(tx: Tx, place: Place, points: number): Promise<void> {
  const yen = points * place.suppliers.length + 20_000_000
  must(await fillFund(tx, place.staff, { fillerId: place.cityId, yen, on: tx.today, memo: '' }), 'the fund')
  const issued = must(
    await issuing(
      tx,
      place.suppliers.map((to) => ({ to, points })),
    ),
    'giving points',
  )
  const entry = { kind: 'points.issue', on: tx.today, document: { id: newId(), no: '' }, flows: issued.flows }
  issued.keep(must(await post(tx, setup, entry), 'giving points').entryId)
}

/** The logs of the month before become chips, a lot for each boiler. */
async function fillBunkers(on: On, { staff, plant, yards, boilers }: Place, day: Day): Promise<void> {
  const work = { on: day, note: '', dieselMl: 1_000 }
  const logs = await on(day, async (tx) => {
    const all = await listPiles(tx, { stores: ['c'] })
    return all.filter(({ siteId }) => yards.includes(siteId))
  })
  for (const { pileId, grams } of logs)
    await on(day, async (tx) =>
      must(await moveWood(tx, staff, { ...work, pileId, grams, toSiteId: plant }), 'bringing logs'),
    )
  for (const siteId of boilers)
    await on(day, async (tx) => {
      const from = (await listPiles(tx, { siteId: plant, stores: ['c'] })).find(
        ({ grams }) => grams > 4_000 * kg,
      )
      if (!from) return
      const grams = Math.min(from.grams, 20_000 * kg)
      const outGrams = Math.floor(grams * 0.75)
      const making = { product: 'chips', from: [{ pileId: from.pileId, grams }], finesGrams: 0 } as const
      const { pileId } = must(await makeProduct(tx, staff, { ...work, ...making, outGrams }), 'making chips')
      must(
        await moveWood(tx, staff, { ...work, pileId, grams: outGrams, toSiteId: siteId }),
        'bringing chips',
      )
    })
}

async function burn(
  on: On,
  { staff }: Place,
  siteId: Id,
  { first, last }: { first: Day; last: Day },
): Promise<void> {
  const wh = Array.from({ length: 48 }, (_, slot) => (slot > 10 && slot < 36 ? 4_000 + upTo(2_000) : 0))
  const log = { siteId, oilMl: 0, powerWh: 2_000, ashGrams: 500, minutes: 600, fault: '', note: '' }
  for (let day = first; day <= last; day = addDays(day, 1))
    await on(day, async (tx) => {
      must(await keepReadings(tx, staff, { siteId, days: [{ on: day, wh }] }), 'reading a meter')
      const logged = await logHeatDay(tx, staff, { ...log, on: day })
      // In the first month there are no chips yet.
      if (isRefusal(logged) && logged.refused !== 'bunker_empty') must(logged, 'logging a day')
    })
}

/** The twelve months before this one. */
export const yearBefore = (month: Month): Month[] =>
  Array.from({ length: 12 }, (_, n) => addMonths(month, n - 12))
