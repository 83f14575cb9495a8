import { corporateCheckDigit } from '#kit/check-digits.ts'
import { type Day, instantOf } from '#kit/days.ts'
import type { Database } from '#db/pool.ts'
import { type Tx, transact } from '#db/transaction.ts'
import type { PartyActor } from '#parties/actors.ts'
import { setup } from '#parties/actors.ts'
import { registerParty } from '#parties/parties.ts'
import type { NewParty } from '#parties/parties.ts'
import { hashPassword } from '#parties/passwords.ts'
import type { HeldRole } from '#parties/schema.ts'
import { buyers } from './content/buyers.ts'
import { households } from './content/households.ts'
import { producers } from './content/producers.ts'
import { products } from './content/products.ts'
import type { Buyer, Household, Producer, Product } from './content/types.ts'
import { type Offer, putUpAll, termsOf } from './catalogue.ts'
import { must } from './must.ts'
import { type People, buyerParty, demoPassword, identify, personsOf, producerParty } from './people.ts'

/** How many of each a region has, those of the content included. */
export interface Size {
  readonly producers: number
  readonly products: number
  readonly buyers: number
  readonly households: number
}

const times = (factor: number): Size => ({
  producers: producers.length * factor,
  products: products.length * factor,
  buyers: buyers.length * factor,
  households: households.length * factor,
})

/** A town is the content as it is; a city a hundred of it, to see what the house does then. */
export const sizes = { town: times(1), city: times(100) } as const
export type Scale = keyof typeof sizes
export const scales = Object.keys(sizes) as readonly Scale[]

/** The content once: its buyers order from its own offers. A town is one of these, a city a hundred. */
export interface Quarter {
  readonly buyers: readonly Buyer[]
  readonly offers: readonly Offer[]
}

export interface Grown {
  readonly people: People
  /** Those that were added, by their number. */
  readonly quarters: readonly Quarter[]
}

/**
 * Adds numbered parties (花泉みのり農園 2, 3, …), each with a person who may sign in, a number and an account of its own,
 * and numbered products, through the use-cases, until there are as many as `size` says.
 */
export async function grow(
  db: Database,
  region: number,
  people: People,
  size: Size,
  { first, say }: { first: Day; say: (line: string) => void },
): Promise<Grown> {
  const at = { region, clock: { now: () => instantOf(first, 5) } }
  const grown = { ...people, parties: new Map(people.parties), actors: new Map(people.actors) }
  const passwordHash = await hashPassword(demoPassword, { logN: 12, r: 8, p: 1 })
  for (const bundle of inBundles(newcomers(size), 50)) {
    await transact(db, at, (tx) => settleAll(tx, grown, bundle, passwordHash, first))
    if (grown.parties.size % 1000 < 50) say(`主体 / parties: ${grown.parties.size}`)
  }
  const offers = new Map<number, Offer[]>()
  let count = products.length
  for (const bundle of inBundles(numbered(products, size.products), 25)) {
    const wanted = bundle.map(([product, nth]) => productNumber(product, nth, grown))
    const put = await transact(db, at, (tx) => putUpAll(tx, grown, first, wanted))
    for (const [place, [, nth]] of bundle.entries()) {
      const offer = put[place]
      if (offer) offers.set(nth, [...(offers.get(nth) ?? []), offer])
    }
    count += bundle.length
    if (count % 1000 < 25) say(`産品 / products: ${count}`)
  }
  const theirs = Map.groupBy(numbered(buyers, size.buyers), ([, nth]) => nth)
  const quarters = [...offers].map(([nth, ofQuarter]) => ({
    buyers: (theirs.get(nth) ?? []).map(([buyer]) => buyerNumber(buyer, nth)),
    offers: ofQuarter,
  }))
  return { people: grown, quarters }
}

/** Someone to register, and what is noted of them after that. */
interface Newcomer {
  readonly key: string
  readonly party: NewParty
  /** Households have nobody who signs in. */
  readonly role?: HeldRole
  readonly producer?: Producer
  readonly buyer?: Buyer
}

function newcomers(size: Size): Newcomer[] {
  return [
    ...numbered(producers, size.producers).map(([each, nth]): Newcomer => {
      const producer = producerNumber(each, nth)
      return { key: producer.key, party: producerParty(producer), role: 'producer', producer }
    }),
    ...numbered(buyers, size.buyers).map(([each, nth]): Newcomer => {
      const buyer = buyerNumber(each, nth)
      return { key: buyer.key, party: buyerParty(buyer), role: 'buyer', buyer }
    }),
    ...numbered(households, size.households).map(([each, nth]): Newcomer => {
      const household = renamed(each, nth)
      return { key: household.key, party: householdParty(household) }
    }),
  ]
}

const householdParty = ({ name, kana, nameEn, town }: Household): NewParty => ({
  name,
  kana,
  nameEn,
  kind: 'household',
  side: 'inside',
  town,
})

/** What comes after the content: its first once more as the second, and so on in turn. */
function numbered<T>(content: readonly T[], wanted: number): [T, number][] {
  const list: [T, number][] = []
  for (let at = content.length; at < wanted; at++)
    list.push([content[at % content.length] as T, Math.floor(at / content.length) + 1])
  return list
}

const keyOf = (key: string, nth: number): string => (nth === 1 ? key : `${key}-${nth}`)

const renamed = <T extends { key: string; name: string; kana: string; nameEn: string }>(
  each: T,
  nth: number,
): T => ({
  ...each,
  key: keyOf(each.key, nth),
  name: `${each.name} ${nth}`,
  kana: `${each.kana} ${nth}`,
  nameEn: `${each.nameEn} ${nth}`,
})

const buyerNumber = (buyer: Buyer, nth: number): Buyer => ({
  ...renamed(buyer, nth),
  payerKana: `${buyer.payerKana} ${nth}`,
})

/** With an account and a registration number of its own, as plainly invented as those of the content. */
function producerNumber(producer: Producer, nth: number): Producer {
  const { account, registrationNumber } = producer
  const twelve = `9999${String(nth).padStart(3, '0')}${registrationNumber?.slice(-5)}`
  return {
    ...renamed(producer, nth),
    account: { ...account, number: String((Number(account.number) + nth) % 10_000_000).padStart(7, '0') },
    registrationNumber: registrationNumber && `T${corporateCheckDigit(twelve)}${twelve}`,
  }
}

/** A numbered product is of the producer of that number; where there are fewer of these, of an earlier one. */
function productNumber(product: Product, nth: number, { parties }: People): Product {
  let of = nth
  while (!parties.has(keyOf(product.producerKey, of))) of = Math.floor(of / 2)
  return { ...renamed(product, nth), producerKey: keyOf(product.producerKey, of) }
}

async function settleAll(
  tx: Tx,
  into: { parties: Map<string, unknown>; actors: Map<string, PartyActor>; staff: PartyActor },
  bundle: readonly Newcomer[],
  passwordHash: string,
  first: Day,
): Promise<void> {
  const person = personsOf(tx, passwordHash, first)
  for (const { key, party, role, producer, buyer } of bundle) {
    const { partyId } = must(
      await registerParty(tx, setup, { ...party, sideFrom: first }),
      `registering ${key}`,
    )
    into.parties.set(key, partyId)
    if (role) into.actors.set(key, await person(key, party.name, partyId, role))
    if (producer) await identify(tx, into.staff, partyId, producer)
    if (buyer) await termsOf(tx, into.staff, partyId, buyer)
  }
}

function* inBundles<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size)
}
