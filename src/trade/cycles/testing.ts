/** For tests: a region with two growers of the same spinach, jam of one of them, and a round of next week. */
import type { Tx } from '#db/transaction.ts'
import { type Day, addDays, day, instantOf } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { registerParty } from '#parties/parties.ts'
import { type SmallRegion, granted, person } from '#parties/testing.ts'
import { offer } from '#trade/testing.ts'
import { enterAvailability } from './availability.ts'
import { type CycleInput, openCycle, planCycle } from './cycles.ts'
import { savePool } from './pools.ts'

export const spinach = {
  name: 'ほうれんそう',
  kana: 'ホウレンソウ',
  nameEn: 'Spinach',
  category: 'vegetable',
  baseKind: 'weight',
  baseUnit: 'g',
  baseUnitEn: 'g',
  shelfLifeDays: 5,
  variants: [{ name: '1kg', nameEn: '1 kg', baseQuantity: 1_000, pricedBy: 'variant', priceYen: 800 }],
} as const

export interface Growers {
  readonly jam: { readonly productId: Id; readonly jar: Id; readonly box: Id }
  readonly mine: { readonly productId: Id; readonly kilo: Id }
  readonly theirs: { readonly productId: Id; readonly kilo: Id }
  readonly other: Id
  readonly poolId: Id
}

export async function growers(tx: Tx, small: SmallRegion): Promise<Growers> {
  const { staff, officer } = small
  const name = `菜園 ${newId().slice(-6)}`
  const { partyId: other } = granted(
    await registerParty(tx, officer, {
      kind: 'business',
      name,
      kana: 'サイエン',
      side: 'inside',
      sideFrom: day('2024-04-01'),
    }),
  )
  await person(tx, other, 'producer', '菜園の人')
  const jam = await offer(tx, small, { quantity: 1 })
  const mine = await offer(tx, small, { sheet: spinach, quantity: 1 })
  const theirs = await offer(tx, { ...small, producer: other }, { sheet: spinach, quantity: 1 })
  const [jar = newId(), box = newId()] = jam.variants
  const [kilo = newId(), other1 = newId()] = [mine.variants[0], theirs.variants[0]]
  const { poolId } = granted(
    await savePool(tx, staff, {
      name: `ほうれんそう ${newId().slice(-6)}`,
      priceYen: 750,
      variantIds: [kilo, other1],
    }),
  )
  return {
    jam: { productId: jam.productId, jar, box },
    mine: { productId: mine.productId, kilo },
    theirs: { productId: theirs.productId, kilo: other1 },
    other,
    poolId,
  }
}

export const deliverOn = (tx: Tx): Day => addDays(tx.today, 4)

/** A round that closes in two days at 17 o'clock and is brought in four and five. */
export const plan = (tx: Tx, small: SmallRegion, { other }: Growers, more: Partial<CycleInput> = {}) =>
  planCycle(tx, small.staff, {
    name: '11月第4週',
    opensOn: tx.today,
    closesAt: instantOf(addDays(tx.today, 2), 17),
    deliverDays: [addDays(tx.today, 5), deliverOn(tx)],
    producerIds: [small.producer, other],
    ...more,
  })

/** A round that is open, with so many jars, and kilos of each grower, offered. */
export async function openRound(
  tx: Tx,
  small: SmallRegion,
  known: Growers,
  [jars, mine, theirs]: readonly [number, number, number],
  more: Partial<CycleInput> = {},
): Promise<Id> {
  const { cycleId } = granted(await plan(tx, small, known, more))
  const enter = (producerId: Id, rows: readonly { productId: Id; offered: number }[]) =>
    enterAvailability(tx, small.staff, { cycleId, producerId, rows })
  granted(
    await enter(small.producer, [
      { productId: known.jam.productId, offered: jars },
      { productId: known.mine.productId, offered: mine * 1_000 },
    ]),
  )
  granted(await enter(known.other, [{ productId: known.theirs.productId, offered: theirs * 1_000 }]))
  granted(await openCycle(tx, small.staff, { cycleId }))
  return cycleId
}
