/** Where the wood begins: the programme, its yards, boilers, forests, suppliers and prices. All through the use-cases. */
import sharp from 'sharp'
import { type Day, day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { type PartyActor, setup } from '#parties/actors.ts'
import { registerParty } from '#parties/parties.ts'
import { saveForest } from '#wood/forests.ts'
import { saveBoiler } from '#wood/heat/boilers.ts'
import { addPaper } from '#wood/papers.ts'
import { setPrice } from '#wood/prices.ts'
import { setProgramme } from '#wood/programme.ts'
import type { Species } from '#wood/schema.ts'
import { saveSite } from '#wood/sites.ts'
import { saveSupplier } from '#wood/suppliers.ts'
import { city } from './content/others.ts'
import { woodYard } from './content/pictures/scenes-hills.ts'
import {
  base,
  certification,
  coastChips,
  crews,
  deliverers,
  forestUnion,
  forests,
  keeperName,
  plant,
  programme,
  schools,
  yards,
} from './content/wood.ts'
import { must } from './must.ts'
import { identify } from './people.ts'
import { type Random, randomOf } from './random.ts'

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
  /** Who sells what suppliers do not bring enough of: the forest union of the region, and chips from the coast. */
  readonly sellers: { readonly union: Id; readonly coast: Id }
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
    each: { name: string; kana: string; nameEn: string; town?: string },
    kind: 'association' | 'school' | 'cooperative' | 'business',
    side: 'inside' | 'outside' = 'inside',
  ) =>
    must(
      await registerParty(tx, setup, {
        name: each.name,
        kana: each.kana,
        nameEn: each.nameEn,
        town: each.town,
        kind,
        sector: kind === 'school' ? 'O' : 'A',
        side,
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
    const paper = {
      of: 'forest',
      ownerId: lot.id,
      name: '伐採造林届の写し',
      bytes: await picture('paper'),
    } as const
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
    sellers: {
      union: await register(forestUnion, 'cooperative'),
      coast: await register(coastChips, 'business', 'outside'),
    },
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
export const picture = async (key: string): Promise<Uint8Array> =>
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
