/** Two winters of thinned wood: who brings it, where it is measured, how it is paid. All through the use-cases, each on its own day. */
import sharp from 'sharp'
import { bankDayOnOrAfter } from '#kit/bank-days.ts'
import { type Day, addDays, day, monthOfDay, weekday } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { type PartyActor, setup } from '#parties/actors.ts'
import { registerParty } from '#parties/parties.ts'
import { fillFund } from '#points/fund.ts'
import { addPaper, saveForest } from '#wood/forests.ts'
import { saveBoiler } from '#wood/heat/boilers.ts'
import { approveIntake, reverseIntake } from '#wood/intakes/approving.ts'
import { printBlanks } from '#wood/intakes/blanks.ts'
import { type NewIntake, writeIntake } from '#wood/intakes/intakes.ts'
import { addPhotos, preparePhotos } from '#wood/intakes/photos.ts'
import { listIntakes } from '#wood/intakes/reading.ts'
import { confirmPayout, makePayout } from '#wood/pay/payouts.ts'
import { setPrice } from '#wood/prices.ts'
import { setProgramme } from '#wood/programme.ts'
import type { Species, WoodClass } from '#wood/schema.ts'
import { saveSite } from '#wood/sites.ts'
import { saveSupplier } from '#wood/suppliers.ts'
import { city } from './content/others.ts'
import {
  base,
  certification,
  crews,
  deliverers,
  forests,
  keeperName,
  plant,
  programme,
  schools,
  yards,
} from './content/wood.ts'
import { must } from './must.ts'
import { woodYard } from './content/pictures/scenes-hills.ts'
import { identify } from './people.ts'
import { type Random, randomOf } from './random.ts'
import { makingOf, trialWeek } from './stock.ts'

/** Something that happens at an hour of a day. */
export interface Deed {
  readonly day: Day
  readonly hour: number
  readonly work: (tx: Tx) => Promise<unknown>
}

export interface Wood {
  readonly staff: PartyActor
  readonly keeper: PartyActor
  readonly cityId: Id
  readonly random: Random
  readonly yards: readonly { readonly id: Id; readonly bays: readonly string[] }[]
  readonly forests: readonly { readonly id: Id; readonly species: readonly Species[] }[]
  readonly suppliers: readonly Id[]
  /** For what is made of it, so that what is brought does not change with it. */
  readonly making: Random
  readonly plant: Id
  readonly base: Id
  /** When the wood began: in its first month all is tried once. */
  readonly first: Day
  readonly boilers: readonly { readonly id: Id; readonly readsHalfHours: boolean }[]
}

interface Settling {
  readonly staff: PartyActor
  readonly partyOf: (key: string) => Id
  readonly person: (key: string, name: string, partyId: Id, role: 'yard_keeper') => Promise<PartyActor>
  readonly account: (number: string, kana: string) => Parameters<typeof identify>[3]
  readonly seed: number
  readonly first: Day
}

/** The programme, its yards and boilers, its prices, forests and suppliers, as of the first day. */
export async function settleWood(
  tx: Tx,
  { staff, partyOf, person, account, seed, first }: Settling,
): Promise<Wood> {
  const register = async (
    each: { name: string; kana: string; nameEn: string; town: string },
    kind: 'association' | 'school',
  ) =>
    must(
      await registerParty(tx, setup, {
        name: each.name,
        kana: each.kana,
        nameEn: each.nameEn,
        town: each.town,
        kind,
        sector: kind === 'school' ? 'O' : 'A',
        side: 'inside',
        sideFrom: first,
      }),
      `registering ${each.name}`,
    ).partyId
  const programmeId = await register(programme, 'association')
  await identify(tx, staff, programmeId, account('9300001', programme.kana))
  must(
    await setProgramme(tx, staff, { partyId: programmeId, requesterCode: '9300000001', ...certification }),
    'opening the wood',
  )
  const keeper = await person('yard-keeper', keeperName, programmeId, 'yard_keeper')
  const cityId = partyOf(city.key)
  await prices(tx, staff, cityId, first)
  const at = []
  for (const yard of yards)
    at.push({
      id: must(await saveSite(tx, staff, { ...yard, operatorId: programmeId }), `opening ${yard.code}`)
        .siteId,
      bays: yard.bays,
    })
  const works = async (site: typeof plant) =>
    must(await saveSite(tx, staff, { ...site, operatorId: programmeId }), `opening ${site.code}`).siteId
  const boilers = []
  for (const school of schools) {
    const operatorId = await register(school, 'school')
    const boiler = {
      code: school.code,
      kind: 'boiler',
      name: `${school.name}のチップボイラー`,
      nameEn: `${school.nameEn} boiler`,
    } as const
    const { siteId } = must(
      await saveSite(tx, staff, { ...boiler, town: school.town, hours: '', bays: [], operatorId }),
      `opening ${school.code}`,
    )
    const { heats, soldAs, priceYen } = school
    const facts = { ...boilerFacts, siteId, heats, soldAs, priceYen, userId: operatorId }
    must(await saveBoiler(tx, staff, facts), `saying what ${school.code} is like`)
    boilers.push({ id: siteId, readsHalfHours: school.readsHalfHours })
  }
  const lots = []
  for (const forest of forests)
    lots.push({
      id: must(await saveForest(tx, staff, { ...forest, consentOn: first, basisOn: first }), forest.name)
        .forestId,
      species: forest.species,
    })
  const [lot] = lots
  if (lot) {
    const paper = { forestId: lot.id, name: '伐採造林届の写し', bytes: await picture('paper') }
    must(await addPaper(tx, staff, paper), 'keeping a paper')
  }
  const suppliers: Id[] = []
  const supplier = async (
    partyId: Id,
    sort: 'citizen' | 'crew',
    yenPct: number,
    pointsPct: number,
    n: number,
  ) => {
    const insuredTo = day(`${Number(first.slice(0, 4)) + (n % 4 === 3 ? 2 : 3)}-03-31`)
    const input = {
      partyId,
      sort,
      courseOn: n === 6 ? undefined : first,
      insuredTo,
      bay: '',
      yenPct,
      pointsPct,
      firewoodPct: 100 - yenPct - pointsPct,
    }
    must(await saveSupplier(tx, staff, input), `entering supplier ${n}`)
    suppliers.push(partyId)
  }
  for (const [n, [key, yenPct, pointsPct]] of deliverers.entries()) {
    const partyId = partyOf(key)
    await supplier(partyId, 'citizen', yenPct, pointsPct, n)
    // The last one has not said yet where it wants to be paid.
    if (n < deliverers.length - 1)
      await identify(tx, staff, partyId, account(String(9_310_001 + n), 'モクザイ ノウザイシヤ'))
  }
  for (const [n, crew] of crews.entries()) {
    const partyId = await register(crew, 'association')
    await supplier(partyId, 'crew', 100, 0, deliverers.length + n)
    await identify(tx, staff, partyId, account(String(9_320_001 + n), crew.kana))
  }
  return {
    staff,
    keeper,
    cityId,
    random: randomOf(seed + 11),
    yards: at,
    forests: lots,
    suppliers,
    making: randomOf(seed + 12),
    plant: await works(plant),
    base: await works(base),
    boilers,
    first,
  }
}

const boilerFacts = {
  method: 'meter',
  efficiencyBp: 8_200,
  oil: 'a_oil',
  oilEfficiencyBp: 8_500,
  bunkerLeastGrams: 400_000,
  bunkerMostGrams: 3_500_000,
} as const

/** A drawing in the place of a photograph. */
const picture = async (key: string): Promise<Uint8Array> =>
  await sharp(Buffer.from(woodYard(key)))
    .jpeg()
    .toBuffer()

async function prices(tx: Tx, staff: PartyActor, cityId: Id, first: Day): Promise<void> {
  const most = { yenPct: 100, pointsPct: 100, firewoodPct: 50 }
  const shared = { bought: true, most, source: '木の駅の価格表' } as const
  const rows = [
    { woodClass: 'c', sort: 'all', from: first, basis: 't', yen: 3_000, topUpYen: 3_000, topUpBy: cityId },
    { woodClass: 'c', sort: 'crew', from: first, basis: 't', yen: 3_000, topUpYen: 0 },
    { woodClass: 'a', sort: 'all', from: first, basis: 'm3', yen: 5_500, topUpYen: 0 },
    { woodClass: 'd', sort: 'all', from: first, basis: 't', yen: 1_500, topUpYen: 0 },
    {
      woodClass: 'c',
      sort: 'all',
      from: day(`${Number(first.slice(0, 4)) + 1}-10-01`),
      basis: 't',
      yen: 3_500,
      topUpYen: 3_000,
      topUpBy: cityId,
    },
  ] as const
  for (const row of rows) must(await setPrice(tx, staff, { ...shared, ...row }), 'setting a price of wood')
}

/** From October to May wood is brought on Saturdays, approved on Mondays and paid in the middle of the next month. */
export function woodOf(wood: Wood, begin: Day, until: Day): Deed[] {
  const { staff, cityId } = wood
  const deeds: Deed[] = []
  const inSeason = !['06', '07', '08', '09'].includes(begin.slice(5, 7))
  const end = addDays(begin, 27)
  if (inSeason) {
    const memo = '木の駅の地域ポイントの原資'
    deeds.push({
      day: begin,
      hour: 9,
      work: async (tx) =>
        must(
          await fillFund(tx, staff, { fillerId: cityId, yen: 120_000, on: begin, memo }),
          'filling the fund',
        ),
    })
    for (let on = addDays(begin, (6 - weekday(begin) + 7) % 7); on <= end; on = addDays(on, 7)) {
      for (let n = wood.random.between(4, 8); n > 0; n--)
        deeds.push({ day: on, hour: 9, work: (tx) => bring(tx, wood, 'measured') })
      deeds.push({ day: addDays(on, 2), hour: 14, work: (tx) => approveAll(tx, wood) })
    }
  }
  deeds.push(...makingOf(wood, begin, until))
  if (begin === wood.first)
    deeds.push(...trialWeek(wood, { begin, last: addDays(begin, 9) }, (tx) => bringSome(tx, wood)))
  const paidOn = bankDayOnOrAfter(addDays(begin, 14))
  deeds.push(...paying(wood, addDays(begin, 11), paidOn))
  if (monthOfDay(addDays(until, -1)) === monthOfDay(begin)) {
    const last = addDays(until, -1)
    deeds.push(...trialWeek(wood, { begin, last }, (tx) => bringSome(tx, wood)), ...lately(wood, last))
  }
  return deeds
}

function paying({ staff }: Wood, made: Day, paidOn: Day): Deed[] {
  let payoutId: Id | undefined
  return [
    {
      day: made,
      hour: 11,
      work: async (tx) => {
        const payout = await makePayout(tx, staff, { transferOn: paidOn })
        if (isRefusal(payout) && payout.refused === 'nothing_owed') return
        payoutId = must(payout, 'paying for wood').payoutId
      },
    },
    {
      day: paidOn,
      hour: 15,
      work: async (tx) =>
        payoutId && must(await confirmPayout(tx, staff, { payoutId }), 'confirming what was paid for wood'),
    },
  ]
}

/** What the day before the demo's leaves to be done: slips to be measured and approved, and one that was turned round. */
const lately = (wood: Wood, on: Day): Deed[] => [
  {
    day: on,
    hour: 15,
    work: async (tx) => {
      must(await printBlanks(tx, wood.keeper, { count: 8 }), 'printing slips')
      await bring(tx, wood, 'measured')
      const intakeId = await bring(tx, wood, 'submitted')
      const prepared = must(await preparePhotos([await picture(intakeId)]), 'preparing a photo')
      must(await addPhotos(tx, wood.keeper, { intakeId, prepared }), 'adding a photo')
      await bring(tx, wood, 'submitted', wood.suppliers[0])
      await bring(tx, wood, 'draft', wood.suppliers[0])
      const approved = must(
        await listIntakes(tx, wood.staff, { view: 'approved', limit: 1 }),
        'listing slips',
      )
      const [slip] = approved.rows
      if (slip && slip.rewardPoints === 0)
        must(
          await reverseIntake(tx, wood.staff, { intakeId: slip.intakeId, reason: '区分の書き間違い' }),
          'reversing a slip',
        )
    },
  },
]

/** A load of each sort that is made into something, approved on the spot. */
async function bringSome(tx: Tx, wood: Wood): Promise<void> {
  for (let n = 0; n < 4; n++) await bring(tx, wood, 'measured')
  for (const species of ['sugi', 'nara'] as const) {
    const forest = wood.forests.find((each) => each.species.includes(species)) ?? wood.forests[0]
    const slip = {
      intakeId: newId(),
      to: 'measured',
      supplierId: wood.random.pick(wood.suppliers),
      siteId: wood.random.pick(wood.yards).id,
      deliveredOn: tx.today,
      forestId: forest?.id,
      origin: '',
      woodClass: 'c',
      species,
      selfMeasured: false,
      bay: '',
      note: '',
      method: 'weighbridge',
      grossGrams: 1_680_000,
      tareGrams: 720_000,
    } as const
    must(await writeIntake(tx, wood.keeper, slip), 'taking wood in')
  }
  await approveAll(tx, wood)
}

const usual: readonly WoodClass[] = ['c', 'c', 'c', 'c', 'a', 'd']

async function bring(tx: Tx, wood: Wood, to: NewIntake['to'], supplierId?: Id): Promise<Id> {
  const { random } = wood
  const forest = random.pick(wood.forests)
  const yard = random.pick(wood.yards)
  const woodClass = random.pick(usual)
  const known =
    woodClass === 'a' ? forest.species.filter((each) => each !== 'other_broadleaf') : forest.species
  const slip: NewIntake = {
    intakeId: newId(),
    to,
    supplierId: supplierId ?? random.pick(wood.suppliers),
    siteId: yard.id,
    deliveredOn: tx.today,
    forestId: forest.id,
    origin: '',
    woodClass,
    species: known.length > 0 ? random.pick(known) : 'sugi',
    selfMeasured: false,
    bay: random.pick(yard.bays),
    note: '',
    ...loadOf(random, woodClass),
  }
  return must(await writeIntake(tx, wood.keeper, slip), 'taking wood in').intakeId
}

function loadOf(
  random: Random,
  woodClass: WoodClass,
): Pick<NewIntake, 'method' | 'grossGrams' | 'tareGrams' | 'logs' | 'truckTenths' | 'wetBp'> {
  if (woodClass === 'a')
    return {
      method: 'logs',
      logs: Array.from({ length: random.between(2, 6) }, () => ({
        diameterMm: random.between(14, 34) * 10,
        lengthMm: random.pick([2_000, 3_000, 4_000]),
        pieces: random.between(1, 4),
      })),
    }
  if (random.chance(0.2)) return { method: 'trucks', truckTenths: random.pick([5, 10, 10, 15]) }
  const tareGrams = random.between(690, 760) * 1_000
  return {
    method: 'weighbridge',
    tareGrams,
    grossGrams: tareGrams + random.between(18, 85) * 10_000,
    wetBp: random.chance(0.3) ? random.between(42, 56) * 100 : undefined,
  }
}

async function approveAll(tx: Tx, { staff }: Wood): Promise<void> {
  const { rows } = must(await listIntakes(tx, staff, { view: 'measured', limit: 200 }), 'listing slips')
  for (const { intakeId } of rows) {
    const approved = await approveIntake(tx, staff, { intakeId })
    // A month in which more was brought than the city had given points for: it waits until there are some.
    if (isRefusal(approved) && approved.refused !== 'fund_short') must(approved, 'approving a slip')
  }
}
