/** For the test of a random season: who trades what in it. */
import { type Day, day, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { TestRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import type { PartyActor } from '#parties/actors.ts'
import { setBankAccount } from '#parties/bank-accounts.ts'
import { registerParty } from '#parties/parties.ts'
import { setRegistration } from '#parties/registrations.ts'
import { type SmallRegion, granted } from '#parties/testing.ts'
import { addFee } from './fees/fees.ts'
import { writeOffLot } from './lots.ts'
import type { ProductInput } from './product-rules.ts'
import type { ContractTerms } from './products.ts'
import { saveBuyerTerms } from './settings.ts'
import { type Offered, offer, registeredRegion } from './testing.ts'
import { withAccounts } from './testing-months.ts'

// Numbers that look random and are the same in every run (xorshift32), so that a failure can be met again.
let state = 20_261_126
export const random = (below: number): number => {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return (state >>> 0) % below
}
export const chance = (percent: number): boolean => random(100) < percent
export const oneOf = <T>(list: readonly T[]): T => list[random(list.length)] as T

interface Goods extends Offered {
  readonly producerId: Id
  readonly byWeight: boolean
}
export interface Season {
  readonly place: TestRegion
  readonly small: SmallRegion
  readonly buyers: readonly Id[]
  readonly goods: readonly Goods[]
  /** What happened, by product: base units. */
  readonly store: Map<Id, number>
  /** Net yen of what each buyer was delivered, less what it sent back. */
  readonly bought: Map<Id, number>
  /** Lots that were bought, by producer: net yen that the company owes. */
  readonly owed: Map<Id, number>
}
export const add = (to: Map<Id, number>, key: Id, amount: number): unknown =>
  to.set(key, (to.get(key) ?? 0) + amount)
export const on = <T>(season: Pick<Season, 'place'>, date: Day, work: (tx: Tx) => Promise<T>): Promise<T> =>
  season.place.tx(work, instantOf(date, 12))

const byWeight: Partial<ProductInput> = {
  name: 'ほうれんそう',
  category: 'vegetable',
  baseKind: 'weight',
  baseUnit: 'g',
  shelfLifeDays: 30,
  variants: [{ name: '袋', nameEn: 'bag', baseQuantity: 1_000, pricedBy: 'kg', priceYen: 873 }],
}
const bowl: Partial<ProductInput> = { name: '木の器', category: 'craft', taxClass: 'standard' }
const consigned: ContractTerms = { model: 'consignment', commissionBp: 1_535 }
const purchased: ContractTerms = { model: 'purchase', purchasePriceYen: 301 }

const plan: readonly (readonly [number, Partial<ProductInput>, ContractTerms])[] = [
  [0, { name: 'りんごジャム' }, consigned],
  [1, bowl, consigned],
  [2, byWeight, consigned],
  [3, { name: '牛乳' }, purchased],
  [0, { ...bowl, name: '木の皿' }, purchased],
  [2, { ...byWeight, name: '小松菜' }, { model: 'purchase', purchasePriceYen: 400 }],
]

async function addFees(tx: Tx, staff: PartyActor, first: Day): Promise<void> {
  // Beside the commission: boxes by the delivery, and a part of what is sold, by tiers.
  for (const calculation of [
    { calculator: 'flat', flatPer: 'delivery', amountYen: 33 },
    { calculator: 'per_unit', amountYen: 3 },
    {
      calculator: 'tiered',
      tiers: [
        { fromYen: 0, rateBp: 300 },
        { fromYen: 100_000, rateBp: 123 },
      ],
    },
  ] as const)
    granted(
      await addFee(tx, staff, {
        name: calculation.calculator,
        from: first,
        calculation,
        attachedTo: { scope: 'all' },
      }),
    )
}

/** Four producers, two of them registered; six products of both models and rates; five buyers who close on two days. */
export async function begin(place: TestRegion, first: Day): Promise<Season> {
  return await place.tx(
    async (tx) => {
      const small = await registeredRegion(tx)
      await withAccounts(tx, small)
      const party = async (name: string, kana: string, side: 'inside' | 'outside') =>
        granted(
          await registerParty(tx, small.officer, {
            kind: 'business',
            name,
            kana,
            side,
            sideFrom: day('2024-04-01'),
          }),
        ).partyId
      const producers = [small.producer]
      for (const [at, name] of ['工房', '菜園', '牧場'].entries()) {
        const partyId = await party(name, 'コウボウ', 'inside')
        const account = { bankCode: '0123', branchCode: '024', accountType: '1' } as const
        const number = { accountNumber: `100000${at}`, holderKana: 'コウボウ' }
        granted(await setBankAccount(tx, small.staff, { ...account, ...number, partyId }))
        producers.push(partyId)
      }
      const registered = { number: 'T1180301018771', from: day('2026-09-01') }
      granted(await setRegistration(tx, small.officer, { partyId: producers[1] as Id, ...registered }))
      const buyers = [small.buyer]
      for (let n = 2; n <= 5; n++)
        buyers.push(await party(`買い手${n}`, `カイテ${n}`, chance(50) ? 'inside' : 'outside'))
      for (const [at, buyerId] of buyers.entries())
        granted(await saveBuyerTerms(tx, small.staff, { buyerId, closingDay: at % 2 ? 20 : 31 }))
      const season: Season = {
        place,
        small,
        buyers,
        goods: [],
        store: new Map(),
        bought: new Map(),
        owed: new Map(),
      }
      const goods: Goods[] = []
      await addFees(tx, small.staff, first)
      for (const [at, sheet, terms] of plan) {
        const producerId = producers[at] as Id
        const made = await offer(
          tx,
          { staff: small.staff, producer: producerId },
          { sheet, terms, quantity: 1 },
        )
        goods.push({ ...made, producerId, byWeight: sheet.baseKind === 'weight' })
        granted(await writeOffLot(tx, small.staff, { lotId: made.lotId, quantity: 1, reason: '見本' }))
      }
      return { ...season, goods }
    },
    instantOf(first, 5),
  )
}
