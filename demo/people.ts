import { type Day, day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Database } from '#db/pool.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { type Actor, type PartyActor, setup } from '#parties/actors.ts'
import { setBankAccount } from '#parties/bank-accounts.ts'
import { addMembership } from '#parties/memberships.ts'
import { type NewParty, registerParty } from '#parties/parties.ts'
import { hashPassword } from '#parties/passwords.ts'
import { createRegion } from '#parties/regions.ts'
import { setRegistration } from '#parties/registrations.ts'
import type { HeldRole, PartyKind, Sector } from '#parties/schema.ts'
import { createUser } from '#parties/users.ts'
import { buyers } from './content/buyers.ts'
import { households } from './content/households.ts'
import { advisor, city, staff, tradingCompany } from './content/others.ts'
import { producers } from './content/producers.ts'
import { shops } from './content/shops.ts'
import { suppliers } from './content/suppliers.ts'
import type { BankAccount, Buyer } from './content/types.ts'
import { must } from './must.ts'
import { boundary, districtOf, towns } from './places/places.ts'
import { noteBegin } from './state.ts'

/** The people of the demo by the keys of its content. */
export interface People {
  readonly parties: ReadonlyMap<string, Id>
  readonly staff: PartyActor
  /** A producer's or buyer's own person, by the party's key. */
  readonly actors: ReadonlyMap<string, PartyActor>
}

/** Everyone signs in with this in a demo region; a region that is real has no such users. */
export const demoPassword = 'yui-no-wa-demo'
const mapSource =
  '国土数値情報（行政区域データ）（国土交通省）を加工して作成・要確認 / Geolonia 住所データ（CC BY 4.0）・要確認'

/** Registers the region, its towns, all parties and their people, as of the demo's first day. */
export async function settle(db: Database, region: number, first: Day, now: Date): Promise<People> {
  // Made once for all: two hundred proper hashes would take a minute, and the password is printed in the README.
  const passwordHash = await hashPassword(demoPassword, { logN: 12, r: 8, p: 1 })
  return await transact(db, { region, clock: { now: () => now } }, async (tx) => {
    must(await createRegion(tx, setup, ichinoseki()), 'making the region')
    await noteBegin(tx)
    const parties = new Map<string, Id>()
    const add = async (key: string, input: NewParty): Promise<Id> => {
      const { partyId } = must(
        await registerParty(tx, setup, { ...input, sideFrom: first }),
        `registering ${key}`,
      )
      parties.set(key, partyId)
      return partyId
    }
    const person = personsOf(tx, passwordHash, first)
    const company = await add(tradingCompany.key, companyParty())
    const members = []
    for (const each of staff) members.push(await person(each.key, each.name, company, 'company_staff'))
    const [head] = members
    if (!head) throw new Error('the demo company has no staff')
    await identify(tx, head, company, tradingCompany)
    const cityId = await add(city.key, {
      ...named(city),
      kind: 'city',
      side: 'inside',
      sector: 'S',
      town: '竹山町',
    })
    await person(city.officer.key, city.officer.name, cityId, 'officer')
    await person('administrator', '管理 担当', cityId, 'administrator')
    const office = { name: advisor.officeName, kana: advisor.kana, nameEn: advisor.officeNameEn }
    const advisorId = await add(advisor.key, { ...office, kind: 'business', side: 'outside', sector: 'L' })
    await person(advisor.key, advisor.name, advisorId, 'advisor')
    for (const each of households)
      await add(each.key, { ...named(each), kind: 'household', side: 'inside', town: each.town })
    for (const each of [...suppliers, ...shops])
      if (!parties.has(each.key))
        await add(each.key, {
          ...named(each),
          kind: 'business',
          sector: each.sector as Sector,
          ...sideOf(each),
        })
    const actors = new Map<string, PartyActor>()
    for (const each of producers) {
      const id = await add(each.key, producerParty(each))
      actors.set(each.key, await person(each.key, each.name, id, 'producer'))
      await identify(tx, head, id, each)
    }
    for (const each of buyers) {
      const id = await add(each.key, buyerParty(each))
      actors.set(each.key, await person(each.key, `${each.name} 仕入担当`, id, 'buyer'))
    }
    return { parties, staff: head, actors }
  })
}

const named = ({ name, kana, nameEn }: { name: string; kana: string; nameEn: string }) => ({
  name,
  kana,
  nameEn,
})
const sideOf = (each: { inside: boolean; town: string | null }) =>
  ({ side: each.inside ? 'inside' : 'outside', town: each.town }) as const

function companyParty(): NewParty {
  const { town, address, since, story, storyEn } = tradingCompany
  return {
    ...named(tradingCompany),
    kind: 'company',
    sector: 'I',
    side: 'inside',
    town,
    address,
    sinceYear: since,
    story,
    storyEn,
    onMap: true,
  }
}

export function producerParty(each: (typeof producers)[number]): NewParty {
  return {
    ...named(each),
    kind: each.kind,
    sector: each.sector as Sector,
    side: 'inside',
    town: each.town,
    sinceYear: each.since,
    story: each.story,
    storyEn: each.storyEn,
    onMap: each.publicOnMap,
  }
}

const buyerKinds: Partial<Record<Buyer['kind'], PartyKind>> = { school: 'school' }
export function buyerParty(each: Buyer): NewParty {
  return {
    ...named(each),
    kind: buyerKinds[each.kind] ?? 'business',
    sector: each.sector as Sector,
    address: `${each.prefecture}${each.city}`,
    ...sideOf(each),
  }
}

/** Makes the person who acts for a party; everyone of the demo has an address that leads nowhere. */
export function personsOf(tx: Tx, passwordHash: string, first: Day) {
  return async (key: string, name: string, partyId: Id, role: HeldRole): Promise<PartyActor> => {
    const email = `${key}@demo.invalid`
    const { userId } = must(
      await createUser(tx, setup, { email, name, passwordHash }),
      `making the user ${key}`,
    )
    must(await addMembership(tx, setup, { userId, partyId, role, from: first }), `giving ${key} a role`)
    return { role, name, userId, partyId }
  }
}

interface Identified {
  readonly registrationNumber: string | null
  readonly registeredFrom: string | null
  readonly account: BankAccount
}

/** Registration number from its first day, and the account to be paid on. */
export async function identify(tx: Tx, actor: Actor, partyId: Id, each: Identified): Promise<void> {
  if (each.registrationNumber && each.registeredFrom)
    must(
      await setRegistration(tx, actor, {
        partyId,
        number: each.registrationNumber,
        from: day(each.registeredFrom),
      }),
      'noting a registration',
    )
  const { bankCode, branchCode, type, number, holderKana } = each.account
  must(
    await setBankAccount(tx, actor, {
      partyId,
      bankCode,
      branchCode,
      accountType: type === '当座' ? '2' : '1',
      accountNumber: number,
      holderKana,
    }),
    'noting a bank account',
  )
}

function ichinoseki() {
  return {
    code: '032093',
    name: '一関市',
    nameEn: 'Ichinoseki City',
    prefecture: '岩手県',
    prefectureEn: 'Iwate',
    boundary: boundary(),
    boundarySource: mapSource,
    // 要確認: of the size named in the city's plan of about 2018 less what it shrank since.
    inhabitants: 105_000,
    towns: towns().map(({ town, lat, lon }) => ({
      town,
      district: districtOf(town),
      latitude: lat,
      longitude: lon,
    })),
  }
}
