import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { day } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { registerParty } from '#parties/parties.ts'
import { endRegistration } from '#parties/registrations.ts'
import { granted } from '#parties/testing.ts'
import type { SmallRegion } from '#parties/testing.ts'
import { shipOrder } from './deliveries.ts'
import { closeMonth } from './invoices.ts'
import { receiveLot } from './lots.ts'
import { placeOrder } from './orders.ts'
import { setContract } from './products.ts'
import { takeReturn } from './returns.ts'
import { saveBuyerTerms, saveSetting } from './settings.ts'
import { offer, registeredRegion } from './testing.ts'
import type { Offered } from './testing.ts'

const through = day('2026-11-30')
const closingNow = new Date('2026-11-30T03:00:00Z')
const usual = { rounding: 'floor', closingDay: 31, payMonths: 1, payDay: 31, requesterCode: '' } as const

/** Each test has its own region: what one closes is not there for another. */
async function fresh() {
  const place = await testRegion()
  return { ...place, small: await place.tx(registeredRegion) }
}

async function deliver(
  t: Tx,
  { staff, buyer }: SmallRegion,
  variantId: Id,
  quantity: number,
  given: { buyerId?: Id; shippedOn?: Day } = {},
) {
  const { orderId } = granted(
    await placeOrder(t, staff, {
      buyerId: given.buyerId ?? buyer,
      deliverOn: t.today,
      lines: [{ variantId, quantity }],
    }),
  )
  return granted(await shipOrder(t, staff, { orderId, shippedOn: given.shippedOn })).deliveryId
}

const jar = (offered: Offered): Id => offered.variants[0] ?? newId()
const priced = (t: Tx, small: SmallRegion, name: string, priceYen: number, more = {}) =>
  offer(t, small, {
    sheet: { name, variants: [{ name: '個', baseQuantity: 1, pricedBy: 'variant', priceYen }], ...more },
  })
const ratesOf = (t: Tx, invoiceId: Id | undefined) =>
  t.run(
    `select part, rate_pct as pct, net_yen as net, tax_yen as tax, gross_yen as gross from trade_invoice_rate
     where region_id = $1 and invoice_id = $2 order by part desc, rate_pct`,
    [t.region, invoiceId],
  )

test('tax is rounded once per rate and invoice', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    for (const [name, price, quantity] of [
      ['甲', 198, 3],
      ['乙', 87, 7],
      ['丙', 333, 1],
      ['丁', 145, 5],
    ] as const)
      await deliver(t, small, jar(await priced(t, small, name, price)), quantity)
    const box = await priced(t, small, '木の箱', 550, { category: 'craft', taxClass: 'standard' })
    await deliver(t, small, jar(box), 1)
  })
  await tx(async (t) => {
    const closed = granted(await closeMonth(t, small.staff, { through }))
    assert.deepEqual(
      closed.invoices.map(({ invoiceNo, grossYen }) => [invoiceNo, grossYen]),
      [['T-2026-00001', 2_441 + 605]],
    )
    assert.deepEqual(await ratesOf(t, closed.invoices[0]?.invoiceId), [
      { part: 'qualified', pct: 8, net: 2_261, tax: 180, gross: 2_441 },
      { part: 'qualified', pct: 10, net: 550, tax: 55, gross: 605 },
    ])
    const [invoice] = await t.run(
      `select issuer_number, period_from, due_on, state, buyer_name from trade_invoice where region_id = $1`,
      [t.region],
    )
    assert.deepEqual(invoice, {
      issuer_number: 'T7000012050002',
      period_from: '2026-11-23',
      due_on: '2026-12-31',
      state: 'issued',
      buyer_name: '海辺ホテル',
    })
    assert.deepEqual(await closeMonth(t, small.staff, { through }), {
      refused: 'nothing_to_invoice',
      field: 'through',
    })
  }, closingNow)
})

test('the direction of rounding is a setting', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    granted(await saveSetting(t, small.staff, { ...usual, rounding: 'ceil' }))
    await deliver(t, small, jar(await priced(t, small, '丙', 333)), 1)
    const closed = granted(await closeMonth(t, small.staff, { through: t.today, buyerId: small.buyer }))
    assert.deepEqual(await ratesOf(t, closed.invoices[0]?.invoiceId), [
      { part: 'qualified', pct: 8, net: 333, tax: 27, gross: 360 },
    ])
  })
})

test('what an unregistered producer consigned stands apart', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    granted(await endRegistration(t, small.officer, { partyId: small.producer, lastDay: day('2026-11-20') }))
    const consigned = await priced(t, small, '委託の品', 1_000)
    await deliver(t, small, jar(consigned), 2, { shippedOn: day('2026-11-20') })
    await deliver(t, small, jar(consigned), 3, { shippedOn: day('2026-11-21') })
    const bought = await offer(t, small, { terms: { model: 'purchase', purchasePriceYen: 300 } })
    await deliver(t, small, jar(bought), 1)
  })
  await tx(async (t) => {
    const { invoices } = granted(await closeMonth(t, small.staff, { through }))
    assert.deepEqual(await ratesOf(t, invoices[0]?.invoiceId), [
      { part: 'qualified', pct: 8, net: 2_500, tax: 200, gross: 2_700 },
      { part: 'other', pct: 8, net: 3_000, tax: 240, gross: 3_240 },
    ])
    assert.equal(invoices[0]?.grossYen, 5_940)
  }, closingNow)
})

test('a line taken from lots of both sorts is split, in base units', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    granted(await endRegistration(t, small.officer, { partyId: small.producer, lastDay: day('2026-11-20') }))
    const offered = await offer(t, small, { quantity: 5 })
    const { productId } = offered
    granted(
      await setContract(t, small.staff, {
        productId,
        from: t.today,
        model: 'purchase',
        purchasePriceYen: 300,
      }),
    )
    granted(await receiveLot(t, small.staff, { productId, quantity: 10, madeOn: t.today }))
    await deliver(t, small, offered.variants[1] ?? newId(), 1)
    const { invoices } = granted(await closeMonth(t, small.staff, { through: t.today, buyerId: small.buyer }))
    const lines = await t.run(
      `select part, unit_name as unit, quantity, priced_by as priced, amount_yen as amount from trade_invoice_line
       where region_id = $1 and invoice_id = $2 order by line_no`,
      [t.region, invoices[0]?.invoiceId],
    )
    assert.deepEqual(lines, [
      { part: 'qualified', unit: '本', quantity: 7, priced: 'split', amount: 3_360 },
      { part: 'other', unit: '本', quantity: 5, priced: 'split', amount: 2_400 },
    ])
  })
})

test('a company that is not registered issues no qualified invoice', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    granted(await endRegistration(t, small.officer, { partyId: small.company, lastDay: day('2026-11-22') }))
    await deliver(t, small, jar(await priced(t, small, '丙', 333)), 1)
  })
  await tx(async (t) => {
    const { invoices } = granted(await closeMonth(t, small.staff, { through }))
    assert.deepEqual(await ratesOf(t, invoices[0]?.invoiceId), [
      { part: 'other', pct: 8, net: 333, tax: 26, gross: 359 },
    ])
  }, closingNow)
})

test('a return is a minus on the next invoice, and waits when it outweighs', async () => {
  const { tx, small } = await fresh()
  const { deliveryId, variantId } = await tx(async (t) => {
    const offered = await priced(t, small, '丙', 333)
    return { variantId: jar(offered), deliveryId: await deliver(t, small, jar(offered), 10) }
  })
  const november = await tx((t) => closeMonth(t, small.staff, { through }), closingNow)
  assert.equal(granted(november).invoices[0]?.grossYen, 3_596)
  const inDecember = new Date('2026-12-31T03:00:00Z')
  const december = day('2026-12-31')
  await tx(async (t) => {
    granted(
      await takeReturn(t, small.staff, { deliveryId, lineNo: 1, quantity: 4, fate: 'waste', reason: '傷み' }),
    )
    await deliver(t, small, variantId, 1)
  }, inDecember)
  await tx(async (t) => {
    const closed = granted(await closeMonth(t, small.staff, { through: december }))
    assert.deepEqual(closed, {
      invoices: [],
      waiting: [{ buyerId: small.buyer, buyerName: '海辺ホテル', grossYen: -1_078 }],
    })
    await deliver(t, small, variantId, 5)
    const again = granted(await closeMonth(t, small.staff, { through: december }))
    assert.deepEqual(await ratesOf(t, again.invoices[0]?.invoiceId), [
      { part: 'qualified', pct: 8, net: 666, tax: 53, gross: 719 },
    ])
    const lines = await t.run<{ source: string; quantity: number; amount: number }>(
      `select source, quantity, amount_yen as amount from trade_invoice_line
       where region_id = $1 and invoice_id = $2 order by amount_yen`,
      [t.region, again.invoices[0]?.invoiceId],
    )
    assert.deepEqual(lines, [
      { source: 'return', quantity: -4, amount: -1_332 },
      { source: 'delivery', quantity: 1, amount: 333 },
      { source: 'delivery', quantity: 5, amount: 1_665 },
    ])
    assert.equal(again.invoices[0]?.invoiceNo, 'T-2026-00002', 'the one that waits took no number')
  }, inDecember)
})

test('each buyer is closed through its own closing day', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    granted(
      await saveBuyerTerms(t, small.staff, {
        buyerId: small.buyer,
        closingDay: 20,
        payMonths: 2,
        payDay: 10,
      }),
    )
    const offered = await priced(t, small, '丙', 300)
    await deliver(t, small, jar(offered), 1, { shippedOn: day('2026-11-20') })
    await deliver(t, small, jar(offered), 2, { shippedOn: day('2026-11-21') })
  })
  await tx(async (t) => {
    const { invoices } = granted(await closeMonth(t, small.staff, { through }))
    assert.equal(invoices[0]?.grossYen, 324)
    const [row] = await t.run('select closed_through, due_on from trade_invoice where region_id = $1', [
      t.region,
    ])
    assert.deepEqual(row, { closed_through: '2026-11-20', due_on: '2027-01-10' })
    const rest = granted(await closeMonth(t, small.staff, { through, buyerId: small.buyer }))
    assert.equal(rest.invoices[0]?.grossYen, 648, 'a buyer named is closed through the very day')
  }, closingNow)
})

test('two who close at once make one invoice a buyer, without a gap', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    const offered = await offer(t, small, { quantity: 1_000 })
    for (let at = 0; at < 12; at++) {
      const { partyId } = granted(
        await registerParty(t, small.staff, {
          kind: 'business',
          name: `店${at}`,
          kana: 'ミセ',
          side: 'outside',
        }),
      )
      await deliver(t, small, jar(offered), 1 + at, { buyerId: partyId })
    }
  })
  const both = await Promise.all([
    tx((t) => closeMonth(t, small.staff, { through }), closingNow),
    tx((t) => closeMonth(t, small.staff, { through }), closingNow),
  ])
  assert.deepEqual(both.filter(isRefusal), [{ refused: 'nothing_to_invoice', field: 'through' }])
  const rows = await tx((t) =>
    t.run<{ no: string }>('select invoice_no as no from trade_invoice where region_id = $1 order by 1', [
      t.region,
    ]),
  )
  assert.deepEqual(
    rows.map(({ no }) => no),
    Array.from({ length: 12 }, (_, at) => `T-2026-${String(at + 1).padStart(5, '0')}`),
  )
})

test('what cannot be closed is refused', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    const table = [
      [small.cook, { through: t.today }, 'not_allowed'],
      [small.grower, { through: t.today }, 'not_allowed'],
      [small.staff, { through: day('2026-11-24') }, 'day_in_future'],
      [small.staff, { through: t.today, buyerId: newId() }, 'buyer_unknown'],
      [small.staff, { through: t.today, buyerId: small.buyer }, 'nothing_to_invoice'],
      [small.staff, { through: t.today }, 'nothing_to_invoice'],
    ] as const
    for (const [actor, closing, refused] of table) {
      const answer = await closeMonth(t, actor, closing)
      assert.equal(isRefusal(answer) && answer.refused, refused)
    }
  })
})
