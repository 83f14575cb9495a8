/** What the bank could not pay a producer: the statements wait for another payout. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { day, month } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { cash, resolve } from '#ledger/accounts.ts'
import { balanceAt } from '#ledger/balances.ts'
import type { ReturnedTransfer } from '#parties/transfer-returns.ts'
import { granted } from '#parties/testing.ts'
import { readPayout } from './money-lists.ts'
import { returnTransfer } from './payout-returns.ts'
import { confirmPayout, makePayout } from './payouts.ts'
import { settleMonth } from './statements.ts'
import { deliver, withAccounts } from './testing-months.ts'
import { offer, registeredRegion } from './testing.ts'

const { tx } = await testRegion()
const small = await tx(registeredRegion)
const { staff, producer } = small
const monthEnd = new Date('2026-11-30T03:00:00Z')
const bankDay = new Date('2026-12-21T03:00:00Z')
await tx(async (t) => {
  await withAccounts(t, small)
  const { variants } = await offer(t, small)
  await deliver(t, small, variants[0] ?? newId(), 100)
})
const { statements } = granted(await tx((t) => settleMonth(t, staff, { month: month('2026-11') }), monthEnd))
const statementIds = statements.map(({ statementId }) => statementId)

test('a transfer to a producer that came back is paid by another payout', async () => {
  const make = (at: Date, transferOn = day('2026-12-18')) =>
    tx((t) => makePayout(t, staff, { statementIds, transferOn }), at)
  const { payoutId, amountYen } = granted(await make(monthEnd))
  const back = (more: Partial<ReturnedTransfer & { payoutId: Id }> = {}, actor = staff) => {
    const returned = { payoutId, partyId: producer, returnedOn: day('2026-12-21'), reason: '口座名義相違' }
    return tx((t) => returnTransfer(t, actor, { ...returned, ...more }), bankDay)
  }
  assert.deepEqual(await back(), { refused: 'payout_not_posted' })
  granted(await tx((t) => confirmPayout(t, staff, { payoutId }), bankDay))
  const paidTo = () =>
    tx(async (t) => {
      const [account = newId()] = await resolve(t, [{ unit: 'JPY', ref: cash(producer) }])
      return await balanceAt(t, account, day('2026-12-31'))
    }, bankDay)
  assert.equal(await paidTo(), amountYen)
  for (const [answer, refused] of [
    [await back({ partyId: small.buyer }), 'transfer_unknown'],
    [await back({ returnedOn: day('2026-12-17') }), 'returned_too_early'],
    [await back({ returnedOn: day('2026-12-22') }), 'day_in_future'],
    [await back({ reason: '' }), 'reason_missing'],
    [await back({ payoutId: newId() }), 'payout_unknown'],
    [await back({}, small.grower), 'not_allowed'],
  ] as const)
    assert.equal('refused' in answer && answer.refused, refused)
  granted(await back())
  assert.deepEqual(await back(), { refused: 'transfer_returned', field: 'partyId' })
  assert.equal(await paidTo(), 0)
  const seen = granted(await tx((t) => readPayout(t, staff, { payoutId })))
  assert.deepEqual(
    [seen.posted, seen.statements, seen.returns.get(producer)?.returnedOn],
    [true, [], '2026-12-21'],
  )
  const again = granted(await make(bankDay, day('2026-12-21')))
  assert.deepEqual([again.amountYen, again.posted], [amountYen, true])
  assert.equal(await paidTo(), amountYen)
})
