import { type Day, instantOf } from '#kit/days.ts'
import type { Database } from '#db/pool.ts'
import { type Tx, transact } from '#db/transaction.ts'
import type { PartyActor } from '#parties/actors.ts'
import { setup } from '#parties/actors.ts'
import { registerParty } from '#parties/parties.ts'
import type { NewParty } from '#parties/parties.ts'
import { hashPassword } from '#parties/passwords.ts'
import { buyers } from './content/buyers.ts'
import { households } from './content/households.ts'
import { producers } from './content/producers.ts'
import { products } from './content/products.ts'
import type { Household, Product } from './content/types.ts'
import { type Offer, putUpAll } from './catalogue.ts'
import { must } from './must.ts'
import { type People, buyerParty, demoPassword, personsOf, producerParty } from './people.ts'

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

export interface Grown {
  readonly people: People
  /** Those that were added. */
  readonly offers: readonly Offer[]
}

/**
 * Adds numbered parties (花泉みのり農園 2, 3, …), each with a person who may sign in, and numbered products, through the
 * use-cases, until there are as many as `size` says. The numbered ones have no bank account and trade nothing.
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
  const offers: Offer[] = []
  const wanted = numbered(products, size.products).map(([product, nth]) =>
    numberedProduct(product, nth, grown),
  )
  for (const bundle of inBundles(wanted, 25)) {
    offers.push(...(await transact(db, at, (tx) => putUpAll(tx, grown, first, bundle))))
    if (offers.length % 1000 < 25) say(`産品 / products: ${products.length + offers.length}`)
  }
  return { people: grown, offers }
}

interface Newcomer {
  readonly key: string
  readonly party: NewParty
  /** Households have nobody who signs in. */
  readonly role?: 'producer' | 'buyer'
}

function newcomers(size: Size): Newcomer[] {
  return [
    ...numbered(producers, size.producers).map(([each, nth]) => ({
      ...newcomer(each.key, nth, producerParty(each)),
      role: 'producer' as const,
    })),
    ...numbered(buyers, size.buyers).map(([each, nth]) => ({
      ...newcomer(each.key, nth, buyerParty(each)),
      role: 'buyer' as const,
    })),
    ...numbered(households, size.households).map(([each, nth]) =>
      newcomer(each.key, nth, householdParty(each)),
    ),
  ]
}

const newcomer = (key: string, nth: number, party: NewParty): Newcomer => ({
  key: keyOf(key, nth),
  party: {
    ...party,
    name: `${party.name} ${nth}`,
    kana: `${party.kana} ${nth}`,
    nameEn: `${party.nameEn} ${nth}`,
  },
})

const householdParty = ({ name, kana, nameEn, town }: Household): NewParty => ({
  name,
  kana,
  nameEn,
  kind: 'household',
  side: 'inside',
  town,
})

const keyOf = (key: string, nth: number): string => (nth === 1 ? key : `${key}-${nth}`)

/** What comes after the content: its first once more as the second, and so on in turn. */
function numbered<T>(content: readonly T[], wanted: number): [T, number][] {
  const list: [T, number][] = []
  for (let at = content.length; at < wanted; at++)
    list.push([content[at % content.length] as T, Math.floor(at / content.length) + 1])
  return list
}

/** A numbered product is of the producer of that number; where there are fewer of these, of an earlier one. */
function numberedProduct(product: Product, nth: number, { parties }: People): Product {
  let of = nth
  while (!parties.has(keyOf(product.producerKey, of))) of = Math.floor(of / 2)
  return {
    ...product,
    name: `${product.name} ${nth}`,
    kana: `${product.kana} ${nth}`,
    nameEn: `${product.nameEn} ${nth}`,
    producerKey: keyOf(product.producerKey, of),
  }
}

async function settleAll(
  tx: Tx,
  into: { parties: Map<string, unknown>; actors: Map<string, PartyActor> },
  bundle: readonly Newcomer[],
  passwordHash: string,
  first: Day,
): Promise<void> {
  const person = personsOf(tx, passwordHash, first)
  for (const { key, party, role } of bundle) {
    const { partyId } = must(
      await registerParty(tx, setup, { ...party, sideFrom: first }),
      `registering ${key}`,
    )
    into.parties.set(key, partyId)
    if (role) into.actors.set(key, await person(key, party.name, partyId, role))
  }
}

function* inBundles<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size)
}
