/** What the bank could not pay a shop: the fund's again, and the shop's to be paid. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { setBankAccount } from '#parties/bank-accounts.ts'
import type { ReturnedTransfer } from '#parties/transfer-returns.ts'
import { bankAccount, granted } from '#parties/testing.ts'
import { readFund } from './fund.ts'
import { readTill } from './payment-lists.ts'
import { pay } from './payments.ts'
import { confirmRedemption, makeRedemption, readRedemption, returnTransfer } from './redemptions.ts'
import { pointsTown, proved } from './testing.ts'

const place = await pointsTown()
const { here, staff, home, citizen, shop, fund } = place
const tx = here.tx
const later = instantOf(day('2026-12-02'), 9)

const refusedOf = (answer: object): unknown => ('refused' in answer ? answer.refused : 'done')

test('a transfer to a shop that came back is paid by another', async () => {
  await tx(async (t) => {
    granted(await setBankAccount(t, staff, bankAccount(fund, '1234567', 'ポイントキキン')))
    granted(await setBankAccount(t, staff, bankAccount(shop, '1234567', 'エキマエシヨウテン')))
    granted(await pay(t, citizen, { payerId: home, shopId: shop, points: 1_200, way: 'shop_code' }))
  })
  const make = (on: string, at?: Date) => tx((t) => makeRedemption(t, staff, { transferOn: day(on) }), at)
  const { redemptionId } = granted(await make('2026-11-30'))
  const back = (more: Partial<ReturnedTransfer & { redemptionId: Id }> = {}) => {
    const returned = { redemptionId, partyId: shop, returnedOn: day('2026-12-01'), reason: '口座なし' }
    return tx((t) => returnTransfer(t, staff, { ...returned, ...more }), later)
  }
  assert.equal(refusedOf(await back()), 'redemption_not_paid')
  granted(await tx((t) => confirmRedemption(t, staff, { redemptionId }), later))
  for (const [reason, more] of [
    ['transfer_unknown', { partyId: home }],
    ['returned_too_early', { returnedOn: day('2026-11-29') }],
    ['day_in_future', { returnedOn: day('2026-12-03') }],
    ['reason_missing', { reason: '　' }],
    ['redemption_unknown', { redemptionId: shop }],
  ] as const)
    assert.equal(refusedOf(await back(more)), reason)
  // Two at once: one of them.
  const both = await Promise.all([back(), back()])
  assert.deepEqual(both.map(refusedOf).toSorted(), ['done', 'transfer_returned'])
  const seen = granted(await tx((t) => readRedemption(t, redemptionId)))
  assert.deepEqual([seen.state, seen.returns.get(shop)?.reason], ['paid', '口座なし'])
  assert.equal((await tx((t) => readTill(t, shop), later)).takings, 1_200)
  assert.equal(granted(await tx(readFund, later)).yen, 1_000_000)
  assert.deepEqual(await proved(place), [])

  const again = granted(await make('2026-12-02', later))
  assert.equal(again.points, 1_200)
  granted(await tx((t) => confirmRedemption(t, staff, again), later))
  assert.equal(granted(await tx(readFund, later)).yen, 998_800)
  assert.deepEqual(await proved(place), [])
})
