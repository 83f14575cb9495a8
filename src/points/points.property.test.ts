/** Ten thousand payments from few wallets at once, and whatever else happens: no wallet below nothing, every point a yen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { verify } from '#ledger/verify.ts'
import { setParameter } from '#parties/parameters.ts'
import { granted } from '#parties/testing.ts'
import { expirePoints } from './expiry.ts'
import { fillFund, readFund } from './fund.ts'
import { listFundMoves, undoFundMove } from './fund-moves.ts'
import { issuePoints } from './issues.ts'
import { printNotes, takeNotes, voidNotes } from './notes.ts'
import { listPayments } from './payment-lists.ts'
import { pay, undoPayment } from './payments.ts'
import { registerShop } from './shops.ts'
import { pointsTown, proved, register } from './testing.ts'
import { readWallet } from './wallets.ts'

let seed = 5
const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
const upTo = (n: number): number => Math.floor(random() * n)
const pick = <T>(list: readonly T[]): T => list[upTo(list.length)] as T

/** So many at once from a list of works, each taking the next. */
async function together(writers: number, works: readonly (() => Promise<void>)[]): Promise<void> {
  const queue = [...works]
  const next = async (): Promise<void> => {
    for (let work = queue.shift(); work; work = queue.shift()) await work()
  }
  await Promise.all(Array.from({ length: writers }, next))
}

test(
  '10,000 payments at once from wallets that hold enough for some of them',
  { timeout: 120_000 },
  async () => {
    const place = await pointsTown()
    const { here, staff, citizen } = place
    const [homes, shops] = await here.tx(async (tx) => {
      granted(
        await fillFund(tx, staff, {
          fillerId: place.town.city,
          yen: 5_000_000,
          on: day('2026-11-22'),
          memo: '',
        }),
      )
      for (const name of ['points.day_most_pt', 'points.payment_most_pt'])
        granted(
          await setParameter(tx, staff, {
            name,
            value: '100000',
            from: day('2026-11-01'),
            source: '試験',
            confirmed: false,
          }),
        )
      const made: [Id[], Id[]] = [[], []]
      for (let n = 0; n < 8; n++) {
        const home = await register(tx, 'household', `家${n}`)
        // Several lots each, so that payments take from more than one.
        for (const points of [3_000, 5_000, 2_000])
          granted(await issuePoints(tx, staff, { to: home, points, reason: '搬入' }))
        made[0].push(home)
      }
      for (let n = 0; n < 20; n++) {
        const shop = await register(tx, 'business', `店${n}`)
        granted(await registerShop(tx, staff, { partyId: shop }))
        made[1].push(shop)
      }
      return made
    })
    const paid = new Map<Id, number>()
    const why = new Map<string, number>()
    const works = Array.from({ length: 10_000 }, (_, n) => async () => {
      const payerId = homes[n % homes.length] as Id
      const points = 1 + ((n * 7) % 40)
      const shopId = shops[(n * 3) % shops.length] as Id
      const answer = await here.tx((tx) => pay(tx, citizen, { payerId, shopId, points, way: 'shop_code' }))
      if (isRefusal(answer)) why.set(answer.refused, (why.get(answer.refused) ?? 0) + 1)
      else {
        assert.ok(answer.left >= 0)
        paid.set(payerId, (paid.get(payerId) ?? 0) + points)
      }
    })
    await together(8, works)
    assert.deepEqual([...why.keys()], ['not_enough_points'])
    assert.ok((why.get('not_enough_points') ?? 0) > 1_000, 'most came too late')
    for (const home of homes) {
      const left = (await here.tx((tx) => readWallet(tx, home))).points
      assert.equal(left + (paid.get(home) ?? 0), 10_000)
      assert.ok(left < 40, 'spent to the last few')
    }
    assert.deepEqual(await proved(place), [])
    assert.equal(await verify(here.db, { region: here.region }), undefined)
  },
)

test(
  'a season at random: given, withdrawn, paid, taken back, printed, brought, made void, expired',
  { timeout: 60_000 },
  async () => {
    const place = await pointsTown()
    const { here, staff, home, citizen, shop } = place
    const out: string[] = []
    const did: Record<string, number> = {}
    let today = day('2026-11-23')
    const at = () => instantOf(today, 11)
    const deeds: Record<string, () => Promise<unknown>> = {
      give: () =>
        here.tx((tx) => issuePoints(tx, staff, { to: home, points: 1 + upTo(4_000), reason: 'x' }), at()),
      pay: () =>
        here.tx(
          (tx) =>
            pay(tx, citizen, { payerId: home, shopId: shop, points: 1 + upTo(3_000), way: 'shop_code' }),
          at(),
        ),
      undo: async () => {
        const { rows } = granted(await here.tx((tx) => listPayments(tx, staff, { shopId: shop }), at()))
        const paymentId = rows[upTo(rows.length)]?.paymentId
        return paymentId && (await here.tx((tx) => undoPayment(tx, staff, { paymentId, reason: 'x' }), at()))
      },
      withdraw: async () => {
        const { rows } = granted(await here.tx((tx) => listFundMoves(tx, staff), at()))
        const moveId = rows.filter(({ sort }) => sort === 'issue')[upTo(3)]?.moveId
        return moveId && (await here.tx((tx) => undoFundMove(tx, staff, { moveId, reason: 'x' }), at()))
      },
      print: async () => {
        const printed = await here.tx(
          (tx) => printNotes(tx, staff, { holderId: home, count: 1 + upTo(3), each: 100 + upTo(3) * 100 }),
          at(),
        )
        if (!isRefusal(printed)) out.push(...printed.serials)
        return printed
      },
      bring: () => here.tx((tx) => takeNotes(tx, staff, { shopId: shop, serials: out.slice(-2) }), at()),
      void: () => here.tx((tx) => voidNotes(tx, staff, { serials: out.slice(-3, -2) }), at()),
      expire: () => here.tx((tx) => expirePoints(tx, staff), at()),
      wait: async () => {
        today = addDays(today, 1 + upTo(12))
        return {}
      },
    }
    for (let n = 0; n < 300; n++) {
      const name = pick(Object.keys(deeds))
      const answer = await deeds[name]?.()
      const refused = answer !== undefined && isRefusal(answer as object)
      did[refused ? `${name} refused` : name] = (did[refused ? `${name} refused` : name] ?? 0) + 1
      if (n % 20 === 0) assert.deepEqual(await proved(place), [])
    }
    assert.deepEqual(await proved(place), [])
    const fund = granted(await here.tx(readFund, at()))
    assert.equal(fund.yen, 1_000_000)
    for (const name of ['give', 'withdraw', 'pay', 'undo', 'print', 'bring', 'void', 'expire'])
      assert.ok((did[name] ?? 0) > 2, JSON.stringify(did))
    assert.equal(await verify(here.db, { region: here.region, clock: { now: at } }), undefined)
  },
)
