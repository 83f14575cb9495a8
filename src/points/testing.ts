/** For tests of this floor: a region with its fund, filled, and people who have points. */
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type TestRegion, testNow, testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { declareKinds } from '#ledger/kinds.ts'
import { setup } from '#parties/actors.ts'
import type { PartyActor } from '#parties/actors.ts'
import { registerParty } from '#parties/parties.ts'
import { type SmallRegion, granted, person, smallRegion } from '#parties/testing.ts'
import { fillFund, openFund } from './fund.ts'
import { issuePoints } from './issues.ts'
import { pointsKinds } from './kinds.ts'
import { registerShop } from './shops.ts'
import { verifyPoints } from './watching.ts'

declareKinds(pointsKinds)

export interface PointsTown {
  readonly here: TestRegion
  readonly town: SmallRegion
  readonly fund: Id
  /** The staff of the trading company, who run the points. */
  readonly staff: PartyActor
  /** A household and one of its people. */
  readonly home: Id
  readonly citizen: PartyActor
  readonly shop: Id
  readonly keeper: PartyActor
}

/** A citizen of 10,000 points, a shop, and 1,000,000 yen in the fund. */
export async function pointsTown(): Promise<PointsTown> {
  const here = await testRegion()
  return await here.tx(async (tx) => {
    const town = await smallRegion(tx)
    const { staff } = town
    const fund = await register(tx, 'association', 'ポイント基金')
    granted(await openFund(tx, staff, { partyId: fund, requesterCode: '0000000123' }))
    granted(
      await fillFund(tx, staff, { fillerId: town.city, yen: 1_000_000, on: day('2026-11-20'), memo: '' }),
    )
    const [home, shop] = [
      await register(tx, 'household', '佐藤家'),
      await register(tx, 'business', '駅前商店'),
    ]
    granted(await registerShop(tx, staff, { partyId: shop }))
    granted(await issuePoints(tx, staff, { to: home, points: 10_000, reason: '間伐材の搬入' }))
    const citizen = await person(tx, home, 'citizen', '佐藤 けん')
    const keeper = await person(tx, shop, 'shop', '菊池 はな')
    return { here, town, fund, staff, home, citizen, shop, keeper }
  }, testNow)
}

export async function register(
  tx: Tx,
  kind: 'household' | 'business' | 'association',
  name: string,
): Promise<Id> {
  return granted(
    await registerParty(tx, setup, {
      kind,
      name,
      kana: 'テスト',
      side: 'inside',
      sideFrom: day('2024-04-01'),
    }),
  ).partyId
}

/** Wallets are their lots, notes their account, and all points the yen of the fund. */
export async function proved({ here }: PointsTown): Promise<unknown> {
  return await here.tx(verifyPoints)
}
