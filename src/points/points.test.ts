/** Points from the fund to a wallet, to a shop, and back as yen: use-cases and what they refuse. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Refusal } from '#kit/refusals.ts'
import { verify } from '#ledger/verify.ts'
import { setBankAccount } from '#parties/bank-accounts.ts'
import { bankAccount, granted } from '#parties/testing.ts'
import { holderOfCode, showCode, takeByCode } from './codes.ts'
import { expirePoints } from './expiry.ts'
import { fillFund, openFund, readFund } from './fund.ts'
import { listFundMoves, undoFundMove } from './fund-moves.ts'
import { issuePoints } from './issues.ts'
import { listPrintings } from './note-lists.ts'
import { printNotes, takeNotes, voidNotes } from './notes.ts'
import { listPayments, readTill } from './payment-lists.ts'
import { pay, undoPayment } from './payments.ts'
import { cancelRedemption, confirmRedemption, makeRedemption, readRedemption } from './redemptions.ts'
import { serialOf, shownSerial } from './serials.ts'
import { endShop, registerShop, shopOfCode } from './shops.ts'
import { pointsTown, proved } from './testing.ts'
import { readWallet } from './wallets.ts'
import { warnExpiring } from './warnings.ts'
import { countingDays, findPatterns, outstandingOn } from './watching.ts'

const on = day('2026-11-23')
const place = await pointsTown()
const { here, town, staff, home, citizen, shop, keeper } = place
const tx = here.tx
const refused = (answer: object): unknown => {
  const { refused: why, detail } = answer as Partial<Refusal>
  return why === undefined ? 'done' : [why, detail]
}
const paying = (points: number) =>
  tx((t) => pay(t, citizen, { payerId: home, shopId: shop, points, way: 'shop_code' }))
const early = (text: string): Date => instantOf(day(text), 3)
const points = async () => (await tx((t) => readWallet(t, home))).points

test('the fund: filled with yen, as many points can be given; nobody gives more', async () => {
  assert.deepEqual(granted(await tx(readFund)), {
    partyId: place.fund,
    yen: 1_000_000,
    ready: 990_000,
    wallets: 10_000,
    notes: 0,
    takings: 0,
    setAside: 0,
  })
  const give = (many: number, reason = '祭りの手伝い') =>
    tx((t) => issuePoints(t, staff, { to: home, points: many, reason }))
  assert.deepEqual(refused(await give(990_001)), ['fund_short', { short: 1 }])
  assert.deepEqual(refused(await give(0)), ['points_missing', undefined])
  assert.deepEqual(refused(await give(1, '　')), ['reason_missing', undefined])
  assert.equal(
    refused(await tx((t) => issuePoints(t, citizen, { to: home, points: 1, reason: 'x' })))?.toString(),
    'not_allowed,',
  )
  assert.deepEqual(refused(await tx((t) => openFund(t, staff, { partyId: town.city }))), [
    'fund_is_open',
    undefined,
  ])
  const filling = { fillerId: town.city, yen: 0, on, memo: '' }
  assert.equal(refused(await tx((t) => fillFund(t, staff, filling)))?.toString(), 'amount_missing,')
})

test('a payment: from the wallet to the till, and what is refused', async () => {
  const paid = granted(await paying(1_200))
  assert.equal(paid.left, 8_800)
  assert.deepEqual(await tx((t) => readTill(t, shop)), { today: 1_200, takings: 1_200 })
  assert.deepEqual(refused(await paying(8_801)), ['not_enough_points', { has: 8_800 }])
  assert.deepEqual(refused(await paying(30_001)), ['payment_too_large', { most: 30_000 }])
  assert.deepEqual(refused(await paying(0)), ['points_missing', undefined])
  const itself = { payerId: shop, shopId: shop, points: 1, way: 'shop_code' } as const
  assert.deepEqual(refused(await tx((t) => pay(t, keeper, itself))), ['pays_itself', undefined])
  const elsewhere = { payerId: home, shopId: town.producer, points: 1, way: 'shop_code' } as const
  assert.deepEqual(refused(await tx((t) => pay(t, citizen, elsewhere))), ['shop_unknown', undefined])
  const { rows } = granted(await tx((t) => listPayments(t, citizen, { payerId: home })))
  assert.deepEqual(
    rows.map(({ shopName, points: many, way }) => [shopName, many, way]),
    [['駅前商店', 1_200, 'shop_code']],
  )
  assert.equal(refused(await tx((t) => listPayments(t, keeper, { payerId: home })))?.toString(), 'not_yours,')
  assert.deepEqual(await proved(place), [])
})

test('taken back the same day by the shop: to the lot it came from; not twice, not by the payer', async () => {
  const { paymentId } = granted(await paying(300))
  const undo = (who: typeof citizen, reason = '打ち間違い') =>
    tx((t) => undoPayment(t, who, { paymentId, reason }))
  assert.equal(refused(await undo(citizen))?.toString(), 'not_allowed,')
  assert.equal(refused(await undo(keeper, ''))?.toString(), 'reason_missing,')
  const before = await points()
  granted(await undo(keeper))
  assert.equal(await points(), before + 300)
  assert.equal(refused(await undo(staff))?.toString(), 'already_undone,')
  const late = granted(await paying(300))
  const nextDay = await tx(
    (t) => undoPayment(t, keeper, { paymentId: late.paymentId, reason: 'x' }),
    instantOf(addDays(on, 1), 9),
  )
  assert.equal(refused(nextDay)?.toString(), 'not_allowed,')
  granted(
    await tx(
      (t) => undoPayment(t, staff, { paymentId: late.paymentId, reason: 'x' }),
      instantOf(addDays(on, 1), 9),
    ),
  )
  assert.deepEqual(await proved(place), [])
})

test('the limit of a day counts what stands, and begins anew the next day', async () => {
  granted(await tx((t) => issuePoints(t, staff, { to: home, points: 80_000, reason: '冬の搬入' })))
  granted(await paying(30_000))
  granted(await paying(18_800)) // 1,200 before
  assert.deepEqual(refused(await paying(1)), ['day_limit', { left: 0 }])
  const one = { payerId: home, shopId: shop, points: 500, way: 'shop_code' } as const
  granted(await tx((t) => pay(t, citizen, one), instantOf(addDays(on, 1), 9)))
})

test('the square of a wallet is read once, within five minutes', async () => {
  const nextDay = addDays(on, 1)
  const at = (minutes: number) => new Date(instantOf(nextDay, 10).getTime() + minutes * 60_000)
  const { code } = await tx((t) => showCode(t, home), at(0))
  assert.deepEqual(await tx((t) => holderOfCode(t, code), at(4)), { holderId: home, until: at(5) })
  assert.equal(
    refused(await tx((t) => takeByCode(t, keeper, { code, points: 100 }), at(6)))?.toString(),
    'code_expired,',
  )
  assert.equal(granted(await tx((t) => takeByCode(t, keeper, { code, points: 100 }), at(4))).points, 100)
  assert.equal(
    refused(await tx((t) => takeByCode(t, keeper, { code, points: 100 }), at(4)))?.toString(),
    'code_expired,',
  )
  const other = await tx((t) => showCode(t, home), at(10))
  const newer = await tx((t) => showCode(t, home), at(11))
  assert.equal(refused(await tx((t) => holderOfCode(t, other.code), at(11)))?.toString(), 'code_expired,')
  // A payment that is refused leaves the square as it was.
  assert.equal(
    refused(await tx((t) => takeByCode(t, keeper, { code: newer.code, points: 30_001 }), at(12)))
      ?.toString()
      .slice(0, 17),
    'payment_too_large',
  )
  assert.deepEqual(await tx((t) => holderOfCode(t, newer.code), at(12)), { holderId: home, until: at(16) })
})

test('printed notes: each counts once, and a note that is none is named', async () => {
  const { serials, expiresOn } = granted(
    await tx((t) => printNotes(t, staff, { holderId: home, count: 3, each: 1_000 })),
  )
  assert.equal(expiresOn, '2027-05-22')
  const [one = '', two = '', three = ''] = serials
  const bring = (list: readonly string[], who = keeper) =>
    tx((t) => takeNotes(t, who, { shopId: shop, serials: list }))
  assert.deepEqual(refused(await bring([shownSerial(one), one])), ['note_twice', { serial: one }])
  assert.deepEqual(refused(await bring(['ABCD'])), ['note_form', { serial: 'ABCD' }])
  assert.deepEqual(granted(await bring([shownSerial(one).toLowerCase(), two])), { points: 2_000, notes: 2 })
  assert.deepEqual(refused(await bring([three, one])), ['note_taken', { serial: one }])
  assert.equal(
    refused(await tx((t) => takeNotes(t, citizen, { shopId: shop, serials: [three] })))?.toString(),
    'not_allowed,',
  )
  const before = await points()
  granted(await tx((t) => voidNotes(t, staff, { serials: [three] })))
  assert.equal(await points(), before + 1_000)
  assert.deepEqual(refused(await bring([three])), ['note_void', { serial: three }])
  assert.deepEqual(await proved(place), [])
})

test('the number of a note shows one wrong sign, and two that changed places', async () => {
  const { serials } = granted(await tx((t) => printNotes(t, staff, { holderId: home, count: 20, each: 1 })))
  for (const serial of serials) {
    assert.equal(serialOf(` ${shownSerial(serial).toLowerCase()} `), serial)
    for (let n = 0; n < 9; n++) {
      const wrong = serial.slice(0, n) + (serial[n] === '7' ? '8' : '7') + serial.slice(n + 1)
      assert.equal(serialOf(wrong), undefined)
      const [a, b] = [serial[n] ?? '', serial[n + 1] ?? '']
      if (n < 8 && a !== b)
        assert.equal(serialOf(serial.slice(0, n) + b + a + serial.slice(n + 2)), undefined, serial)
    }
  }
  granted(await tx((t) => voidNotes(t, staff, { serials })))
})

test('shops are paid what they took: set aside, then yen; no payment among them is taken back', async () => {
  const make = () => tx((t) => makeRedemption(t, staff, { transferOn: day('2026-11-30') }))
  assert.deepEqual(refused(await make()), ['payer_account_missing', undefined])
  granted(await tx((t) => setBankAccount(t, staff, bankAccount(place.fund, '1234567', 'ポイントキキン'))))
  assert.deepEqual(refused(await make()), ['account_missing', { name: '駅前商店' }])
  granted(await tx((t) => setBankAccount(t, staff, bankAccount(shop, '1234567', 'エキマエショウテン'))))
  const { takings } = await tx((t) => readTill(t, shop))
  const made = granted(await make())
  assert.deepEqual([made.points, made.shops], [takings, 1])
  assert.deepEqual(refused(await make()), ['nothing_to_redeem', undefined])
  const seen = granted(await tx((t) => readRedemption(t, made.redemptionId)))
  assert.deepEqual(
    seen.lines.map(({ shopName, amount }) => [shopName, amount]),
    [['駅前商店', takings]],
  )
  assert.equal(seen.file.length % 122, 0)
  const { rows } = granted(await tx((t) => listPayments(t, staff, { shopId: shop })))
  const standing = rows.find((row) => row.undoneBecause === '' && row.way === 'shop_code' && row.on === on)
  assert.ok(standing)
  assert.equal(
    refused(
      await tx((t) => undoPayment(t, staff, { paymentId: standing.paymentId, reason: 'x' })),
    )?.toString(),
    'takings_short,',
  )
  const confirm = (at = instantOf(day('2026-11-30'), 15)) => tx((t) => confirmRedemption(t, staff, made), at)
  assert.equal(refused(await confirm(instantOf(day('2026-11-29'), 9)))?.toString(), 'transfer_day_to_come,')
  granted(await tx((t) => cancelRedemption(t, staff, made)))
  assert.equal((await tx((t) => readTill(t, shop))).takings, takings)
  assert.equal(refused(await confirm())?.toString(), 'redemption_cancelled,')
  const again = granted(await make())
  granted(await tx((t) => confirmRedemption(t, staff, again), instantOf(day('2026-11-30'), 15)))
  const fund = granted(await tx(readFund))
  assert.equal(fund.yen, 1_000_000 - takings)
  assert.equal(fund.setAside, 0)
  assert.equal(refused(await tx((t) => cancelRedemption(t, staff, again)))?.toString(), 'redemption_paid,')
  assert.deepEqual(await proved(place), [])
})

test('two weeks before their last day people are told, once, each in the own language', async () => {
  const warn = (text: string) => tx(warnExpiring, early(text))
  assert.deepEqual(await warn('2027-05-07'), { mails: 0 })
  assert.deepEqual(await warn('2027-05-08'), { mails: 1 })
  assert.deepEqual(await warn('2027-05-08'), { mails: 0 })
  assert.deepEqual(await warn('2027-05-20'), { mails: 0 })
  const [mail] = await tx((t) =>
    t.run<{ to: string; subject: string; body: string }>(
      'select recipient as "to", subject, body from party_mail',
    ),
  )
  assert.match(mail?.to ?? '', /^citizen-/)
  assert.match(mail?.subject ?? '', /地域ポイントの期限が近づいています（[\d,]+ pt）/)
  assert.match(mail?.body ?? '', /佐藤家 様[^]*2027年5月22日\(土\)に期限/)
})

test('what was not spent expires the day after its last day, and can be given again', async () => {
  const before = granted(await tx(readFund))
  granted(await tx((t) => printNotes(t, staff, { holderId: home, count: 2, each: 500 })))
  assert.deepEqual(await tx((t) => expirePoints(t, staff), early('2027-05-22')), { points: 0 })
  const expired = await tx((t) => expirePoints(t, staff), early('2027-05-23'))
  assert.equal(expired.points, before.wallets)
  assert.deepEqual(await tx((t) => expirePoints(t, staff), early('2027-05-23')), { points: 0 })
  const after = granted(await tx(readFund))
  assert.deepEqual([after.wallets, after.notes, after.ready], [0, 0, before.ready + before.wallets])
  assert.deepEqual(await proved(place), [])
})

test('what was outstanding is asked of any day, from the ledger', async () => {
  const later = instantOf(day('2027-06-01'), 9)
  const asked = await tx((t) => outstandingOn(t, day('2027-03-31')), later)
  assert.deepEqual(asked.takings, 0)
  assert.ok(asked.unused > 0)
  assert.deepEqual(await tx((t) => outstandingOn(t, day('2027-05-31')), later), {
    on: '2027-05-31',
    unused: 0,
    takings: 0,
  })
  assert.deepEqual(countingDays(day('2027-06-01'), 3), ['2027-03-31', '2026-09-30', '2026-03-31'])
  assert.deepEqual(countingDays(day('2026-09-30'), 2), ['2026-09-30', '2026-03-31'])
})

test('patterns: often on one day, at the limit on many days, by who also keeps the shop', async () => {
  const other = await pointsTown()
  const { tx: t2 } = other.here
  granted(await t2((t) => issuePoints(t, other.staff, { to: other.home, points: 400_000, reason: '冬' })))
  const payAt = (n: number, many: number) =>
    t2(
      (t) =>
        pay(t, other.citizen, { payerId: other.home, shopId: other.shop, points: many, way: 'shop_code' }),
      instantOf(addDays(on, n), 10),
    )
  for (let n = 0; n < 5; n++) granted(await payAt(0, 10))
  for (let n = 1; n <= 3; n++) for (const many of [30_000, 17_000]) granted(await payAt(n, many))
  const find = () => t2(findPatterns, instantOf(addDays(on, 4), 9))
  assert.deepEqual(
    (await find()).map(({ what, payments, points: many }) => [what, payments, many]),
    [
      ['limit', 6, 141_000],
      ['often', 5, 50],
    ],
  )
  await t2((t) =>
    t.run(
      `insert into party_membership (region_id, user_id, party_id, role, valid_from)
       select region_id, user_id, $1, 'shop', valid_from from party_membership where party_id = $2`,
      [other.shop, other.home],
    ),
  )
  assert.deepEqual([...new Set((await find()).map(({ what }) => what))].toSorted(), [
    'limit',
    'often',
    'own_shop',
  ])
})

test('a shop that ended takes nothing more; it comes back with its square', async () => {
  const { code } = granted(await tx((t) => registerShop(t, staff, { partyId: shop })))
  granted(await tx((t) => endShop(t, staff, { partyId: shop })))
  assert.equal(refused(await paying(1))?.toString(), 'shop_unknown,')
  assert.equal(refused(await tx((t) => endShop(t, staff, { partyId: shop })))?.toString(), 'shop_unknown,')
  assert.equal(granted(await tx((t) => registerShop(t, staff, { partyId: shop }))).code, code)
  const found = await tx((t) => shopOfCode(t, ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`))
  assert.equal(found?.partyId, shop)
})

test('slips of the office are undone by reversal: points while all are there, yen while no point was given for them', async () => {
  const at = instantOf(day('2027-05-24'), 9)
  const then: typeof tx = (work) => tx(work, at)
  const inWallet = async () => (await then((t) => readWallet(t, home))).points
  const given = granted(
    await then((t) => issuePoints(t, staff, { to: home, points: 5_000, reason: '打ち間違い' })),
  )
  const filled = granted(
    await then((t) =>
      fillFund(t, staff, { fillerId: town.city, yen: 1_000, on: day('2027-05-24'), memo: '負担金' }),
    ),
  )
  const undo = (moveId: Id, who = staff, reason = '相手の間違い') =>
    then((t) => undoFundMove(t, who, { moveId, reason }))
  assert.deepEqual(refused(await undo(given.moveId, staff, ' ')), ['reason_missing', undefined])
  assert.deepEqual(refused(await undo(given.moveId, citizen)), ['not_allowed', undefined])
  assert.deepEqual(refused(await undo(home)), ['fund_move_unknown', undefined])
  const before = await inWallet()
  granted(await undo(given.moveId))
  assert.equal(await inWallet(), before - 5_000)
  assert.deepEqual(refused(await undo(given.moveId)), ['already_undone', undefined])
  const { ready } = granted(await then(readFund))
  const all = granted(await then((t) => issuePoints(t, staff, { to: shop, points: ready, reason: '全部' })))
  assert.deepEqual(refused(await undo(filled.moveId)), ['fund_used', { short: 1_000 }])
  granted(await undo(all.moveId))
  granted(await undo(filled.moveId))
  const few = granted(
    await then((t) => issuePoints(t, staff, { to: town.city, points: 700, reason: '手伝い' })),
  )
  granted(await then((t) => printNotes(t, staff, { holderId: town.city, count: 1, each: 500 })))
  assert.deepEqual(refused(await undo(few.moveId)), ['points_spent', { left: 200 }])
  const { rows } = granted(await then((t) => listFundMoves(t, staff)))
  assert.deepEqual(
    rows.slice(0, 4).map(({ sort, amount, undoneBecause }) => [sort, amount, undoneBecause]),
    [
      ['issue', 700, ''],
      ['issue', ready, '相手の間違い'],
      ['fill', 1_000, '相手の間違い'],
      ['issue', 5_000, '相手の間違い'],
    ],
  )
  const [printing] = granted(await then((t) => listPrintings(t, staff))).rows
  assert.deepEqual(
    [printing?.each, printing?.count, printing?.out, printing?.taken, printing?.void],
    [500, 1, 1, 0, 0],
  )
  assert.deepEqual(await proved(place), [])
})

test('the ledger agrees with itself', async () =>
  assert.equal(await verify(here.db, { region: here.region }), undefined))
