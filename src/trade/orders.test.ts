import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { addDays, day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { visitor } from '#parties/actors.ts'
import { granted, person, smallRegion } from '#parties/testing.ts'
import { registerParty } from '#parties/parties.ts'
import { cancelOrder, placeOrder } from './orders.ts'
import { editProduct, withdrawProduct } from './products.ts'
import { jamSheet, offer, stockOf } from './testing.ts'

const { tx, db, region: regionId } = await testRegion()
const region = await tx(smallRegion)
const { staff, grower, cook, buyer } = region
const jarInput = { name: '瓶', baseQuantity: 1, pricedBy: 'variant', priceYen: 500 } as const
const deliverOn = day('2026-11-27')

test('an order reserves, freezes its prices and posts nothing', () =>
  tx(async (t) => {
    const { productId, variants } = await offer(t, region)
    const [jar, box] = variants
    assert.ok(jar && box)
    const placed = granted(
      await placeOrder(t, cook, {
        deliverOn,
        lines: [
          { variantId: jar, quantity: 3 },
          { variantId: box, quantity: 2 },
          { variantId: jar, quantity: 1 },
        ],
      }),
    )
    assert.match(placed.orderNo, /^O-2026-\d{5}$/)
    assert.equal(placed.netYen, 4 * 500 + 2 * 5_760)
    assert.deepEqual(await stockOf(t, productId), { onHand: 100, reserved: 28 })
    granted(
      await editProduct(t, staff, {
        ...jamSheet,
        productId,
        variants: jamSheet.variants.map((each, at) => ({
          ...each,
          variantId: variants[at],
          priceYen: 9_999,
        })),
      }),
    )
    const lines = await t.q
      .selectFrom('trade_order_line')
      .where('region_id', '=', t.region)
      .where('order_id', '=', placed.orderId)
      .orderBy('line_no')
      .select(['line_no', 'quantity', 'price_yen', 'amount_yen', 'product_name_en'])
      .execute()
    assert.deepEqual(lines, [
      { line_no: 1, quantity: 4, price_yen: 500, amount_yen: 2_000, product_name_en: 'Apple jam' },
      { line_no: 2, quantity: 2, price_yen: 5_760, amount_yen: 11_520, product_name_en: 'Apple jam' },
    ])
    assert.deepEqual(await t.run('select 1 from ledger_entry where region_id = $1', [t.region]), [])
  }))

test('three lines of three products take three statements', () =>
  tx(async (t) => {
    const offers = [await offer(t, region), await offer(t, region), await offer(t, region)]
    let statements = 0
    const counting = { ...t, region: t.region, today: t.today, now: t.now } as typeof t
    Object.assign(counting, {
      run: (text: string, values?: readonly unknown[]) => {
        statements++
        return t.run(text, values)
      },
    })
    const lines = offers.map(({ variants: [jar = newId()] }) => ({ variantId: jar, quantity: 1 }))
    granted(await placeOrder(counting, cook, { deliverOn, lines }))
    assert.equal(statements, 3)
  }))

test('goods by weight are ordered roughly', () =>
  tx(async (t) => {
    const { productId, variants } = await offer(t, region, {
      quantity: 50_000,
      sheet: {
        name: '長芋',
        kana: 'ナガイモ',
        category: 'vegetable',
        baseKind: 'weight',
        variants: [{ name: 'コンテナ（約10kg）', baseQuantity: 10_000, pricedBy: 'kg', priceYen: 333 }],
      },
    })
    const [crate = newId()] = variants
    const placed = granted(
      await placeOrder(t, cook, { deliverOn, lines: [{ variantId: crate, quantity: 2 }] }),
    )
    assert.equal(placed.netYen, 6_660)
    assert.deepEqual(await stockOf(t, productId), { onHand: 50_000, reserved: 20_000 })
  }))

test('what cannot be ordered is refused, and where it stands', async () => {
  const { offered, gone } = await tx(async (t) => {
    const withdrawn = await offer(t, region, { sheet: { name: '昔の品' } })
    granted(await withdrawProduct(t, staff, withdrawn))
    return { offered: await offer(t, region, { quantity: 5 }), gone: withdrawn }
  })
  const [jar = newId(), box = newId()] = offered.variants
  const one = { variantId: jar, quantity: 1 }
  const table = [
    [cook, { lines: [] }, 'no_lines', 'lines.0.quantity', undefined],
    [cook, { lines: [{ ...one, quantity: 0 }] }, 'quantity_wrong', 'lines.0.quantity', undefined],
    [cook, { lines: [one, { ...one, quantity: 1.5 }] }, 'quantity_wrong', 'lines.1.quantity', undefined],
    [
      cook,
      { lines: Array.from({ length: 201 }, () => ({ variantId: newId(), quantity: 1 })) },
      'too_many_lines',
      undefined,
      { most: 200 },
    ],
    [cook, { lines: [one], deliverOn: day('2026-11-22') }, 'deliver_on_past', 'deliverOn', undefined],
    [
      cook,
      { lines: [one, { variantId: newId(), quantity: 1 }] },
      'not_offered',
      'lines.1.quantity',
      { name: '' },
    ],
    [
      cook,
      { lines: [{ variantId: gone.variants[0] ?? newId(), quantity: 1 }] },
      'not_offered',
      'lines.0.quantity',
      { name: '昔の品' },
    ],
    [
      cook,
      { lines: [one, { variantId: box, quantity: 1 }] },
      'sold_out',
      'lines.0.quantity',
      { name: 'りんごジャム', left: 5, unit: '本' },
    ],
    [cook, { lines: [one], buyerId: region.producer }, 'not_allowed', undefined, undefined],
    [grower, { lines: [one], buyerId: buyer }, 'not_allowed', undefined, undefined],
    [visitor, { lines: [one], buyerId: buyer }, 'not_allowed', undefined, undefined],
    [staff, { lines: [one], buyerId: newId() }, 'buyer_unknown', 'buyerId', undefined],
  ] as const
  for (const [actor, order, refused, field, detail] of table) {
    const answer = await tx((t) => placeOrder(t, actor, { deliverOn, ...order }))
    assert.ok(isRefusal(answer), refused)
    assert.deepEqual([answer.refused, answer.field, answer.detail], [refused, field, detail])
  }
  assert.deepEqual(await tx((t) => stockOf(t, offered.productId)), { onHand: 5, reserved: 0 })
})

test('buyers keep to the steps of a variant, staff need not', () =>
  tx(async (t) => {
    const sheet = { variants: [{ ...jarInput, leastQuantity: 6, stepQuantity: 3 }] }
    const { variants } = await offer(t, region, { sheet })
    const [variantId = newId()] = variants
    const order = (actor: typeof cook, quantity: number) =>
      placeOrder(t, actor, {
        deliverOn,
        lines: [{ variantId, quantity }],
        ...(actor === staff && { buyerId: buyer }),
      })
    for (const quantity of [1, 3, 7]) {
      const answer = await order(cook, quantity)
      assert.ok(isRefusal(answer), String(quantity))
      assert.deepEqual(
        [answer.refused, answer.field, answer.detail],
        ['not_in_steps', 'lines.0.quantity', { name: 'りんごジャム 瓶', least: 6, step: 3 }],
      )
    }
    granted(await order(cook, 9))
    granted(await order(staff, 1))
    const agreed = { deliverOn, lines: [{ variantId, quantity: 1 }] }
    granted(await placeOrder(t, cook, agreed, new Map([[variantId, 480]])))
  }))

test('buyers order as early as the specification asks, the slowest of the goods named; staff need not', () =>
  tx(async (t) => {
    const needing = async (name: string, leadDays: number) => {
      const { productId, variants } = await offer(t, region, { sheet: { name, kana: 'オソイ' } })
      await t.run(
        `insert into trade_spec (region_id, product_id, date_kind, lead_days, changed_at)
         values ($1, $2, 'best_before', $3, $4)`,
        [t.region, productId, leadDays, t.now],
      )
      return variants[0] ?? newId()
    }
    const lines = [
      { variantId: await needing('干し柿', 3), quantity: 1 },
      { variantId: await needing('樽', 5), quantity: 1 },
    ]
    const order = (actor: typeof cook, days: number, prices?: Map<Id, number>) =>
      placeOrder(
        t,
        actor,
        { deliverOn: addDays(t.today, days), lines, ...(actor === staff && { buyerId: buyer }) },
        prices,
      )
    for (const days of [0, 4])
      assert.deepEqual(await order(cook, days), {
        refused: 'too_soon',
        field: 'deliverOn',
        detail: { name: '樽', day: addDays(t.today, 5) },
      })
    granted(await order(cook, 5))
    granted(await order(staff, 0))
    granted(await order(cook, 0, new Map(lines.map(({ variantId }) => [variantId, 480]))))
  }))

test('an order takes all or nothing', async () => {
  const [many, few] = await tx(async (t) => [
    await offer(t, region, { quantity: 50 }),
    await offer(t, region, { quantity: 1, sheet: { name: '残り一つ', kana: 'ノコリヒトツ' } }),
  ])
  const answer = await tx((t) =>
    placeOrder(t, cook, {
      deliverOn,
      lines: [
        { variantId: many?.variants[0] ?? newId(), quantity: 2 },
        { variantId: few?.variants[0] ?? newId(), quantity: 2 },
      ],
    }),
  )
  assert.deepEqual(answer, {
    refused: 'sold_out',
    field: 'lines.1.quantity',
    detail: { name: '残り一つ', left: 1, unit: '本' },
  })
  assert.equal((await tx((t) => stockOf(t, many?.productId ?? newId()))).reserved, 0)
})

test('200 buyers at once for 100 pieces: exactly 100 are sold', async () => {
  const { productId, variants } = await tx((t) => offer(t, region, { quantity: 100 }))
  const [jar = newId()] = variants
  const answers = await Promise.all(
    Array.from({ length: 200 }, () =>
      transact(db, { region: regionId, clock: { now: () => new Date('2026-11-23T03:00:00Z') } }, (t) =>
        placeOrder(t, cook, { deliverOn, lines: [{ variantId: jar, quantity: 1 }] }),
      ),
    ),
  )
  const sold = answers.filter((answer) => !isRefusal(answer))
  assert.equal(sold.length, 100)
  for (const answer of answers) if (isRefusal(answer)) assert.equal(answer.refused, 'sold_out')
  assert.deepEqual(await tx((t) => stockOf(t, productId)), { onHand: 100, reserved: 100 })
})

test('orders that cross in the order of their lines do not wait for each other', async () => {
  const [a, b] = await tx(async (t) => [await offer(t, region), await offer(t, region)])
  const [first = newId(), second = newId()] = [a?.variants[0], b?.variants[0]]
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      tx((t) =>
        placeOrder(t, cook, {
          deliverOn,
          lines: (at % 2 === 0 ? [first, second] : [second, first]).map((variantId) => ({
            variantId,
            quantity: 1,
          })),
        }),
      ),
    ),
  )
  assert.equal(answers.filter(isRefusal).length, 0)
  assert.equal((await tx((t) => stockOf(t, a?.productId ?? newId()))).reserved, 40)
})

test('a cancelled order gives back what it held, once', async () => {
  const { productId, orderId } = await tx(async (t) => {
    const offered = await offer(t, region)
    const lines = [{ variantId: offered.variants[1] ?? newId(), quantity: 2 }]
    const placed = granted(await placeOrder(t, cook, { deliverOn, lines }))
    return { ...offered, ...placed }
  })
  const stranger = await tx(async (t) => {
    const { partyId } = granted(
      await registerParty(t, staff, { kind: 'business', name: '別の店', kana: 'ベツノミセ', side: 'inside' }),
    )
    return await person(t, partyId, 'buyer', '別の人')
  })
  assert.deepEqual(await tx((t) => cancelOrder(t, stranger, { orderId })), { refused: 'order_unknown' })
  assert.deepEqual(await tx((t) => cancelOrder(t, grower, { orderId })), { refused: 'not_allowed' })
  const both = await Promise.all([
    tx((t) => cancelOrder(t, cook, { orderId, reason: '予定が変わった' })),
    tx((t) => cancelOrder(t, cook, { orderId })),
  ])
  assert.equal(both.filter(isRefusal).length, 1)
  const refused = both.find(isRefusal)
  assert.deepEqual(refused, { refused: 'order_ended', detail: { state: 'cancelled' } })
  assert.deepEqual(await tx((t) => stockOf(t, productId)), { onHand: 100, reserved: 0 })
})
