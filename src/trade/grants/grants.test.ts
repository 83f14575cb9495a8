import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { entriesOfDocument } from '#ledger/flows.ts'
import { lockBankLine, setAsideLine } from '#trade/bank-lines.ts'
import { bankLines } from '#trade/testing-months.ts'
import { registeredRegion } from '#trade/testing.ts'
import { granted } from '#parties/testing.ts'
import { receiveGrant, undoGrant } from './grants.ts'

const byHand = { receivedOn: day('2026-11-10'), amountYen: 400_000, memo: '' }

test('a grant is a transfer, never a sale; undone it is turned round and its line waits again', async () => {
  const place = await testRegion()
  const small = await place.tx(registeredRegion)
  const { staff, city, company } = small
  await place.tx(async (t) => {
    const [line = newId()] = await bankLines(t, small, [['2026-11-12', 500_000, '振込 イチノセキシ']])
    const { grantId, grantNo } = granted(
      await receiveGrant(t, staff, { giverId: city, sort: 'grant', memo: '起業支援', bankLineId: line }),
    )
    assert.match(grantNo, /^G-2026-00001$/)
    const [entry] = await entriesOfDocument(t, grantId)
    assert.deepEqual(
      [entry?.kind, entry?.on, entry?.flows[0]?.amount, entry?.flows[0]?.fromParty, entry?.flows[0]?.toParty],
      ['trade.grant', '2026-11-12', 500_000, city, company],
    )
    assert.equal((await lockBankLine(t, line))?.setAside, grantNo)
    const twice = await receiveGrant(t, staff, { giverId: city, sort: 'grant', memo: '', bankLineId: line })
    assert.equal(isRefusal(twice) && twice.refused, 'line_dealt_with')
    granted(await undoGrant(t, staff, { grantId, reason: '別の相手だった' }))
    assert.equal((await lockBankLine(t, line))?.setAside, '')
    assert.equal((await entriesOfDocument(t, grantId)).length, 2)
    const again = await undoGrant(t, staff, { grantId, reason: 'もう一度' })
    assert.equal(isRefusal(again) && again.refused, 'already_undone')
    const right = granted(
      await receiveGrant(t, staff, { giverId: city, sort: 'investment', memo: '', bankLineId: line }),
    )
    assert.equal((await entriesOfDocument(t, right.grantId))[0]?.kind, 'trade.investment')
  })
})

test('what is refused', async () => {
  const place = await testRegion()
  const small = await place.tx(registeredRegion)
  const { staff, cook, city, company } = small
  await place.tx(async (t) => {
    const [out = newId(), aside = newId()] = await bankLines(t, small, [
      ['2026-11-12', -500, '手数料'],
      ['2026-11-13', 700, '利息'],
    ])
    granted(await setAsideLine(t, staff, { bankLineId: aside, reason: '利息' }))
    const given = { giverId: city, sort: 'grant' as const, memo: '' }
    const table = [
      [{ ...given, ...byHand, giverId: newId() }, 'giver_unknown'],
      [{ ...given, ...byHand, giverId: company }, 'giver_is_company'],
      [{ ...given, ...byHand, amountYen: 0 }, 'amount_missing'],
      [{ ...given, amountYen: 5 }, 'day_missing'],
      [{ ...given, ...byHand, receivedOn: day('2026-12-31') }, 'day_in_future'],
      [{ ...given, bankLineId: newId() }, 'bank_line_unknown'],
      [{ ...given, bankLineId: out }, 'not_incoming'],
      [{ ...given, bankLineId: aside }, 'line_dealt_with'],
    ] as const
    for (const [grant, refused] of table) {
      const answer = await receiveGrant(t, staff, grant)
      assert.equal(isRefusal(answer) && answer.refused, refused)
    }
    const foreign = await receiveGrant(t, cook, { ...given, ...byHand })
    assert.equal(isRefusal(foreign) && foreign.refused, 'not_allowed')
    const unknown = await undoGrant(t, staff, { grantId: newId(), reason: 'x' })
    assert.equal(isRefusal(unknown) && unknown.refused, 'grant_unknown')
  })
})
