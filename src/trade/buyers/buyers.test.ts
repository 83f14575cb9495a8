import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { granted, person } from '#parties/testing.ts'
import { approveOrder } from '#trade/approvals.ts'
import { listOffered } from '#trade/catalogue.ts'
import { creditUsed } from '#trade/credit.ts'
import { shipOrder } from '#trade/deliveries.ts'
import { readDispatch } from '#trade/dispatch/dispatch.ts'
import { closeMonth } from '#trade/invoices.ts'
import { readOrder } from '#trade/order-lists.ts'
import { cancelOrder, placeOrder } from '#trade/orders.ts'
import { orderRoutes } from '#trade/orders.routes.ts'
import { closePriceList, dropPrice, savePriceList, setPrice } from '#trade/prices/price-lists.ts'
import { priceRoutes } from '#trade/prices/prices.routes.ts'
import { saveBuyerTerms } from '#trade/settings.ts'
import { offer, stockOf } from '#trade/testing.ts'
import { assertValid, testPages } from '#trade/testing-pages.tsx'
import { listAccounts, readAccount } from './accounts.ts'
import { addPlace, assignPriceLists, closePlace, setApproval } from './agreements.ts'
import { buyerRoutes } from './buyers.routes.ts'

const pages = await testPages([...buyerRoutes, ...priceRoutes, ...orderRoutes])
const { small, tx, as } = pages
const { staff, cook, buyer: buyerId } = small
const refusedAs = (answer: object | Refusal): string | undefined =>
  isRefusal(answer) ? answer.refused : undefined

/** Jam of 500 yen by the jar and 5,760 by the box; nothing agreed with the buyer. */
async function fresh(t: Tx): Promise<{ jar: Id; box: Id; productId: Id }> {
  granted(await saveBuyerTerms(t, staff, { buyerId }))
  granted(await setApproval(t, staff, { buyerId, userIds: [] }))
  granted(await assignPriceLists(t, staff, { buyerId, priceListIds: [] }))
  const { variants, productId } = await offer(t, small, { quantity: 10_000 })
  return { jar: variants[0] ?? newId(), box: variants[1] ?? newId(), productId }
}
const lists = async (t: Tx, ...discounts: readonly number[]): Promise<Id[]> => {
  const made: Id[] = []
  for (const discountBp of discounts)
    made.push(granted(await savePriceList(t, staff, { name: `表${newId()}`, discountBp })).priceListId)
  return made
}

test('what a buyer pays: the first list that says something, the highest step that is reached, the day', () =>
  tx(async (t) => {
    const { jar, box } = await fresh(t)
    const [own = newId(), group = newId()] = await lists(t, 0, 1_000)
    const price = (list: Id, variantId: Id, priceYen: number, more: object = {}) =>
      setPrice(t, staff, { priceListId: list, variantId, priceYen, ...more })
    granted(await price(own, jar, 480))
    granted(await price(own, jar, 450, { fromQuantity: 10 }))
    granted(await price(own, jar, 400, { fromQuantity: 100, from: addDays(t.today, 1) }))
    granted(
      await price(own, jar, 1, { fromQuantity: 50, from: addDays(t.today, -9), to: addDays(t.today, -1) }),
    )
    granted(await price(group, jar, 300))
    granted(await assignPriceLists(t, staff, { buyerId, priceListIds: [own, group] }))
    const table = [
      [jar, 1, 480],
      [jar, 9, 480],
      [jar, 10, 450],
      [jar, 100, 450], // the step of 50 is over, that of 100 begins tomorrow
      [box, 1, 5_184], // named by neither: the second takes 10 % off, rounded down
    ] as const
    for (const [variantId, quantity, expected] of table) {
      const placed = granted(
        await placeOrder(t, cook, { deliverOn: t.today, lines: [{ variantId, quantity }] }),
      )
      assert.equal(placed.netYen, expected * quantity, `${quantity} at ${expected}`)
    }
    const offered = await listOffered(t, { forBuyer: buyerId })
    const seen = offered.find(({ variantId }) => variantId === jar)
    assert.deepEqual([seen?.priceYen, seen?.tiers], [480, [{ from: 10, yen: 450 }]])
    // Staff pays the same for the buyer; another buyer pays the usual price.
    const lines = [{ variantId: jar, quantity: 1 }]
    const byStaff = granted(await placeOrder(t, staff, { buyerId, deliverOn: t.today, lines }))
    assert.equal(byStaff.netYen, 480)
    const other = granted(await placeOrder(t, staff, { buyerId: small.producer, deliverOn: t.today, lines }))
    assert.equal(other.netYen, 500)
    granted(await dropPrice(t, staff, { priceListId: own, variantId: jar, fromQuantity: 1, from: t.today }))
    assert.equal(granted(await placeOrder(t, cook, { deliverOn: t.today, lines })).netYen, 300)
    granted(await closePriceList(t, staff, { priceListId: own }))
    granted(await closePriceList(t, staff, { priceListId: group }))
    assert.equal(granted(await placeOrder(t, cook, { deliverOn: t.today, lines })).netYen, 500)
  }))

test('the sheet names the price that is charged from each quantity on, whichever list it is of', async () => {
  const productId = await tx(async (t) => {
    const made = await fresh(t)
    const [own = newId(), group = newId()] = await lists(t, 0, 1_000)
    for (const [priceListId, fromQuantity, priceYen] of [
      [own, 12, 440], // the first list says nothing of fewer than 12: there the second counts
      [own, 48, 410],
      [group, 6, 445],
      [group, 24, 400], // never charged: from 12 on the first list decides
    ] as const)
      granted(
        await setPrice(t, staff, { priceListId, variantId: made.jar, fromQuantity, priceYen, from: t.today }),
      )
    granted(await assignPriceLists(t, staff, { buyerId, priceListIds: [own, group] }))
    const [row] = await listOffered(t, { forBuyer: buyerId, productId: made.productId })
    assert.ok(row)
    const tiers = [
      { from: 6, yen: 445 },
      { from: 12, yen: 440 },
      { from: 48, yen: 410 },
    ]
    assert.deepEqual([row.priceYen, row.tiers], [450, tiers])
    for (const { from, yen } of [{ from: 1, yen: row.priceYen }, { from: 24, yen: 440 }, ...tiers]) {
      const order = { deliverOn: t.today, lines: [{ variantId: made.jar, quantity: from }] }
      assert.equal(granted(await placeOrder(t, cook, order)).netYen, from * yen, `${from} at ${yen}`)
    }
    return made.productId
  })
  const sheet = await (await as(cook)).get(`/trade/orders/new?product=${productId}`)
  await assertValid(sheet)
  for (const said of ['6以上 445円', '12以上 440円', '48以上 410円'])
    assert.ok(sheet.html.includes(said), said)
  assert.ok(!sheet.html.includes('400円'))
})

test('what is wrong with a list or a price', () =>
  tx(async (t) => {
    const { jar } = await fresh(t)
    const [list = newId()] = await lists(t, 0)
    const set = { set: { foodYen: 2_000, otherYen: 1_000 } }
    const basket = (await offer(t, small, { sheet: set })).variants[0] ?? newId()
    const name = `学校 ${list}`
    granted(await savePriceList(t, staff, { name }))
    const table = [
      [savePriceList(t, cook, { name: 'x' }), 'not_allowed'],
      [savePriceList(t, staff, { name: '　' }), 'name_missing'],
      [savePriceList(t, staff, { name }), 'name_taken'],
      [savePriceList(t, staff, { name: 'y', discountBp: 9_001 }), 'discount_wrong'],
      [savePriceList(t, staff, { name: 'z', priceListId: newId() }), 'price_list_unknown'],
      [setPrice(t, staff, { priceListId: newId(), variantId: jar, priceYen: 1 }), 'price_list_unknown'],
      [setPrice(t, staff, { priceListId: list, variantId: newId(), priceYen: 1 }), 'variant_unknown'],
      [setPrice(t, staff, { priceListId: list, variantId: jar, priceYen: -1 }), 'price_wrong'],
      [
        setPrice(t, staff, { priceListId: list, variantId: jar, priceYen: 1, fromQuantity: 0 }),
        'quantity_wrong',
      ],
      [
        setPrice(t, staff, { priceListId: list, variantId: jar, priceYen: 1, to: addDays(t.today, -1) }),
        'period_wrong',
      ],
      [setPrice(t, staff, { priceListId: list, variantId: basket, priceYen: 10_001 }), 'set_over_limit'],
      [setPrice(t, staff, { priceListId: list, variantId: basket, priceYen: 10_000 }), undefined],
      [assignPriceLists(t, staff, { buyerId, priceListIds: [newId()] }), 'price_list_unknown'],
    ] as const
    for (const [answer, refused] of table) assert.equal(refusedAs(await answer), refused)
  }))

test('the credit limit counts invoices, deliveries and orders, and staff may go over it', () =>
  tx(async (t) => {
    const { jar } = await fresh(t)
    const before = await creditUsed(t, buyerId)
    granted(await saveBuyerTerms(t, staff, { buyerId, creditLimitYen: before + 10_000 }))
    const order = (quantity: number, actor = cook, overCredit = false) =>
      placeOrder(t, actor, { buyerId, deliverOn: t.today, overCredit, lines: [{ variantId: jar, quantity }] })
    const over = await order(21)
    assert.deepEqual(
      [refusedAs(over), isRefusal(over) && over.detail],
      ['over_credit', { limit: before + 10_000, left: 10_000 }],
    )
    const { orderId } = granted(await order(20))
    assert.equal(refusedAs(await order(1)), 'over_credit')
    assert.equal(refusedAs(await order(1, cook, true)), 'over_credit') // a buyer does not raise its own limit
    granted(await order(1, staff, true))
    granted(await shipOrder(t, staff, { orderId }))
    assert.equal(await creditUsed(t, buyerId), before + 10_500)
    granted(await closeMonth(t, staff, { through: t.today, buyerId }))
    assert.equal(refusedAs(await order(1)), 'over_credit')
    assert.ok((await creditUsed(t, buyerId)) > before + 10_500) // with its tax now
  }))

test('an order above the limit of the buyer waits, is kept in store, and goes on when approved', () =>
  tx(async (t) => {
    const { jar, productId } = await fresh(t)
    const chief = await person(t, buyerId, 'buyer', '海野 料理長')
    const { userId = newId() } = chief
    granted(await setApproval(t, cook, { buyerId, aboveYen: 5_000, userIds: [userId] }))
    const order = (actor: typeof cook, quantity: number) =>
      placeOrder(t, actor, { buyerId, deliverOn: t.today, lines: [{ variantId: jar, quantity }] })
    assert.equal(granted(await order(cook, 10)).state, 'ordered') // at the limit
    assert.equal(granted(await order(chief, 100)).state, 'ordered')
    assert.equal(granted(await order(staff, 100)).state, 'ordered')
    const held = await stockOf(t, productId)
    const waiting = granted(await order(cook, 11))
    assert.equal(waiting.state, 'requested')
    assert.equal((await stockOf(t, productId)).reserved, held.reserved + 11)
    const mails = await t.run<{ to: string }>(
      `select recipient as "to" from party_mail where region_id = $1 and subject like $2`,
      [t.region, `%${waiting.orderNo}%`],
    )
    assert.equal(mails.length, 1)

    const { orderId } = waiting
    const truck = granted(await readDispatch(t, staff, { day: t.today }))
    assert.ok(!truck.orders.some((each) => each.orderId === orderId))
    assert.equal(refusedAs(await shipOrder(t, staff, { orderId })), 'order_ended')
    assert.equal(granted(await readOrder(t, cook, { orderId })).mayApprove, false)
    assert.equal(granted(await readOrder(t, chief, { orderId })).mayApprove, true)
    assert.equal(refusedAs(await approveOrder(t, cook, { orderId })), 'not_allowed')
    assert.equal(refusedAs(await approveOrder(t, staff, { orderId })), 'not_allowed')
    granted(await approveOrder(t, chief, { orderId }))
    assert.equal(refusedAs(await approveOrder(t, chief, { orderId })), 'not_waiting')
    granted(await shipOrder(t, staff, { orderId }))

    const declined = granted(await order(cook, 12))
    granted(await cancelOrder(t, chief, { orderId: declined.orderId, reason: '多すぎる' }))
    assert.equal((await stockOf(t, productId)).reserved, held.reserved)
    // Who does not approve may not change who does.
    assert.equal(refusedAs(await setApproval(t, cook, { buyerId, userIds: [] })), 'not_allowed')
    assert.equal(
      refusedAs(await setApproval(t, chief, { buyerId, aboveYen: 1, userIds: [] })),
      'approver_missing',
    )
    assert.equal(
      refusedAs(await setApproval(t, chief, { buyerId, userIds: [small.grower.userId ?? newId()] })),
      'user_unknown',
    )
  }))

test('approvers who left do not count: others of the buyer stand in, then the company', () =>
  tx(async (t) => {
    const { jar } = await fresh(t)
    const chief = await person(t, buyerId, 'buyer', '海野 元料理長')
    const { userId = newId() } = chief
    granted(await setApproval(t, staff, { buyerId, aboveYen: 0, userIds: [userId] }))
    const leave = (condition: string, gone = cook.userId) =>
      t.run(
        `update party_membership set valid_to = $3 where region_id = $1 and party_id = $4 and user_id ${condition} $2`,
        [t.region, gone ?? newId(), addDays(t.today, -1), buyerId],
      )
    const order = async (actor: typeof cook) =>
      granted(
        await placeOrder(t, actor, { buyerId, deliverOn: t.today, lines: [{ variantId: jar, quantity: 1 }] }),
      )
    const told = (orderNo: string) =>
      t.run<{ to: string }>(
        `select recipient as "to" from party_mail where region_id = $1 and subject like $2 order by 1`,
        [t.region, `%${orderNo}%`],
      )
    const may = async (actor: typeof cook, orderId: Id) =>
      granted(await readOrder(t, actor, { orderId })).mayApprove

    await leave('<>') // all but the cook
    const waiting = await order(cook)
    assert.equal(waiting.state, 'requested') // the limit that the buyer set still counts
    assert.equal((await order(chief)).state, 'requested') // once an approver, no more
    const { orderId } = waiting
    assert.deepEqual([await may(chief, orderId), await may(cook, orderId)], [true, false])
    assert.equal(refusedAs(await approveOrder(t, cook, { orderId })), 'not_allowed') // not the own order
    assert.equal(refusedAs(await approveOrder(t, small.grower, { orderId })), 'not_allowed')
    const alone = await told(waiting.orderNo)
    assert.ok(
      alone.length > 0 && alone.every(({ to }) => to.startsWith('company_staff-')),
      JSON.stringify(alone),
    )
    assert.equal(await may(staff, orderId), true)
    granted(await approveOrder(t, staff, { orderId }))

    const second = await person(t, buyerId, 'buyer', '海野 副料理長')
    const again = await order(cook)
    assert.deepEqual(
      (await told(again.orderNo)).map(({ to }) => to),
      [`buyer-${second.userId}@example.jp`],
    )
    granted(await approveOrder(t, second, { orderId: again.orderId }))
    // Anybody of the buyer says anew who approves; then the others approve no more.
    granted(await setApproval(t, cook, { buyerId, aboveYen: 0, userIds: [second.userId ?? newId()] }))
    const last = await order(cook)
    assert.equal(refusedAs(await approveOrder(t, staff, { orderId: last.orderId })), 'not_allowed')
    assert.equal((await order(second)).state, 'ordered')
    await leave('=', second.userId)
    granted(await setApproval(t, staff, { buyerId, userIds: [] }))
  }))

test('places: one name once, another buyer’s are not there, closed ones stay on their orders', () =>
  tx(async (t) => {
    const { jar } = await fresh(t)
    const name = `給食センター ${newId()}`
    const { placeId } = granted(await addPlace(t, cook, { buyerId, name, address: '山目1-1' }))
    assert.equal(refusedAs(await addPlace(t, staff, { buyerId, name })), 'name_taken')
    assert.equal(refusedAs(await addPlace(t, cook, { buyerId: small.producer, name })), 'not_allowed')
    const order = (more: object) =>
      placeOrder(t, staff, { buyerId, deliverOn: t.today, lines: [{ variantId: jar, quantity: 1 }], ...more })
    const { orderId } = granted(await order({ placeId }))
    assert.equal(refusedAs(await order({ placeId, buyerId: small.producer })), 'place_unknown')
    granted(await closePlace(t, cook, { buyerId, placeId }))
    assert.equal(refusedAs(await closePlace(t, cook, { buyerId, placeId })), 'place_unknown')
    assert.equal(refusedAs(await order({ placeId })), 'place_unknown')
    assert.equal(granted(await readOrder(t, staff, { orderId })).place?.name, name)
    const account = granted(await readAccount(t, cook, { buyerId }))
    assert.ok(!account.places.some((place) => place.placeId === placeId))
    assert.equal(refusedAs(await readAccount(t, cook, { buyerId: small.producer })), 'buyer_unknown')
    assert.equal(refusedAs(await listAccounts(t, cook, {})), 'not_allowed')
    const found = granted(await listAccounts(t, staff, { text: 'ウミベ' }))
    assert.deepEqual(
      found.rows.map((row) => row.buyerId),
      [buyerId],
    )
  }))

test('two orders at once do not use the same rest of the limit', async () => {
  const { jar } = await tx(async (t) => {
    const made = await fresh(t)
    const used = await creditUsed(t, buyerId)
    granted(await saveBuyerTerms(t, staff, { buyerId, creditLimitYen: used + 600 }))
    return made
  })
  const order = () =>
    tx(
      async (t) =>
        await placeOrder(t, cook, { deliverOn: t.today, lines: [{ variantId: jar, quantity: 1 }] }),
    )
  const both = await Promise.all([order(), order()])
  assert.deepEqual(both.map(refusedAs).toSorted(), ['over_credit', undefined])
})

test('through the pages: terms come back as they were saved, a list gets a price and a buyer', async () => {
  await tx(fresh)
  const company = await as(staff)
  const at = `/trade/buyers/${buyerId}`
  await assertValid(await company.get('/trade/buyers'))
  await assertValid(await company.get(at))
  const terms = { closingDay: 15, creditLimitYen: '1,000,000', payerKana: 'カ）ウミベ', route: '宅配' }
  const wrong = await company.post(`${at}/terms`, at, { ...terms, billingEmails: 'chef@' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /「chef@」はメールアドレスの形ではありません/)
  const saved = await company.post(`${at}/terms`, at, { ...terms, billingEmails: 'keiri@example.jp' })
  assert.equal(saved.to, at)
  const shown = await company.get(at)
  assert.match(shown.html, /value="15"/)
  assert.match(shown.html, /keiri@example\.jp/)
  const made = await company.post('/trade/price-lists', '/trade/price-lists', {
    name: '給食',
    discountBp: '5',
  })
  const list = made.to ?? ''
  const variantId = await tx(async (t) => (await listOffered(t))[0]?.variantId ?? newId())
  const price = { variantId, priceYen: 470, fromQuantity: 1, from: '2026-11-23', to: '' }
  assert.equal((await company.post(`${list}/prices`, list, price)).to, list)
  assert.equal((await company.post(`${list}/prices`, list, { ...price, to: '2026-11-01' })).status, 422)
  const lists1 = {
    'priceListIds.0': list.split('/').at(-1) ?? '',
    'priceListIds.1': '',
    'priceListIds.2': '',
  }
  assert.equal((await company.post(`${at}/prices`, at, lists1)).to, at)
  await assertValid(await company.get(list))
  const own = await (await as(cook)).get('/trade/account')
  await assertValid(own)
  assert.match(own.html, /給食/)
  assert.equal((await (await as(cook)).get(`/trade/buyers/${small.producer}`)).status, 404)
})
