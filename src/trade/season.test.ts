/**
 * A random season: orders with shorts, cancellations, returns, acceptances, credit notes, weights by the scale, both models, both rates, registered
 * and unregistered producers. What was invoiced, paid, settled and transferred, what lies in the store and what the
 * ledger says must agree to the yen and to the gram, with sums made here from what happened.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, addDays, day, month, weekday } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { closeDays } from '#ledger/close.ts'
import { verify } from '#ledger/verify.ts'
import { granted } from '#parties/testing.ts'
import { recordAcceptance, settleDifference } from './acceptance/acceptances.ts'
import { issueCreditNote } from './credit-notes.ts'
import { shipOrder } from './deliveries.ts'
import { readZenginTransfer } from '#kit/zengin-transfer.in.ts'
import { readPint } from './invoice-pint.ts'
import { closeMonth } from './invoices.ts'
import { receiveLots } from './lots.ts'
import { readPayoutFile } from './money-lists.ts'
import { cancelOrder, placeOrder } from './orders.ts'
import { matchPayment } from './payments.ts'
import { makePayout } from './payouts.ts'
import { readIncomes } from './reports/incomes.ts'
import { readSales, salesBy } from './reports/sales.ts'
import { type NewReturn, takeReturn } from './returns.ts'
import { settleMonth } from './statements.ts'
import { bankLines } from './testing-months.ts'
import { type Season, add, begin, chance, on, oneOf, random } from './testing-season.ts'

const orders = 1_000
const [first, last] = [day('2026-08-01'), day('2026-10-31')]

async function bring(season: Season, date: Day): Promise<void> {
  await on(season, date, async (tx) => {
    const lots = season.goods.map(({ productId, byWeight: grams }) => ({
      productId,
      quantity: grams ? 20_000 + random(60_000) : 40 + random(200),
      madeOn: date,
    }))
    granted(await receiveLots(tx, season.small.staff, lots))
    for (const lot of lots) add(season.store, lot.productId, lot.quantity)
  })
}

/** One order and what becomes of it: refused as sold out, cancelled, shipped short, shipped, or sent back in part. */
async function trade(season: Season, date: Day): Promise<boolean> {
  const { staff } = season.small
  const done = await on(season, date, async (tx) => {
    const buyerId = oneOf(season.buyers)
    const wanted = season.goods.filter(() => chance(45))
    const lines = wanted.map((goods) => ({ variantId: oneOf(goods.variants), quantity: 1 + random(4) }))
    const placed = await placeOrder(tx, staff, { buyerId, deliverOn: date, lines })
    if (isRefusal(placed)) return placed // and what it had reserved is given back with the transaction
    const { orderId } = placed
    if (chance(5)) return granted(await cancelOrder(tx, staff, { orderId })).state === 'cancelled'
    const open = await tx.run<{
      line_no: number
      quantity: number
      priced_by: string
      base_quantity: number
    }>(
      `select line_no, quantity, priced_by, base_quantity from trade_order_line
       where region_id = $1 and order_id = $2 order by line_no`,
      [tx.region, orderId],
    )
    const short = chance(15)
    const shipped = await shipOrder(tx, staff, {
      orderId,
      closeRest: true,
      lines: open.map((line) => {
        const quantity = short && line.quantity > 1 ? line.quantity - 1 : line.quantity
        // The scale says a little less or more than was promised; more may be promised to others, and is refused then.
        const grams = quantity * line.base_quantity + random(90) - 60
        return { lineNo: line.line_no, quantity, ...(line.priced_by === 'kg' ? { grams } : {}) }
      }),
    })
    if (isRefusal(shipped)) return granted(await cancelOrder(tx, staff, { orderId })).state === 'cancelled'
    await note(tx, season, buyerId, shipped.deliveryId)
    if (chance(12)) await sendBack(tx, season, buyerId, shipped.deliveryId)
    return true
  })
  return !isRefusal(done)
}

const linesOf = (tx: Tx, deliveryId: Id) =>
  tx.run<{
    no: number
    product: Id
    base: number
    quantity: number
    by: string
    price: number
    amount: number
  }>(
    `select line_no as no, product_id as product, base_quantity as base, quantity, priced_by as by, price_yen as price,
       amount_yen as amount
     from trade_delivery_line where region_id = $1 and delivery_id = $2 order by line_no`,
    [tx.region, deliveryId],
  )

/** A line is its price times its quantity, or times what the scale said, rounded down. */
async function note(tx: Tx, season: Season, buyerId: Id, deliveryId: Id): Promise<void> {
  for (const line of await linesOf(tx, deliveryId)) {
    const amount = line.by === 'kg' ? Math.floor((line.base * line.price) / 1000) : line.quantity * line.price
    assert.equal(line.amount, amount)
    add(season.store, line.product, -line.base)
    add(season.bought, buyerId, amount)
  }
}

async function sendBack(tx: Tx, season: Season, buyerId: Id, deliveryId: Id): Promise<void> {
  const line = oneOf(await linesOf(tx, deliveryId))
  const fate = chance(50) ? 'stock' : 'waste'
  const quantity = line.by === 'kg' ? 1 + random(line.base) : 1
  const amountYen = await returned(tx, season, { deliveryId, lineNo: line.no, quantity, fate })
  add(season.bought, buyerId, -amountYen)
  const base = line.by === 'kg' ? quantity : line.base / line.quantity
  if (fate === 'stock') add(season.store, line.product, base)
}

type SentBack = Pick<NewReturn, 'deliveryId' | 'lineNo' | 'quantity' | 'fate'>

/** Brought back by the buyer, or found when the goods were accepted; what it is worth. */
async function returned(tx: Tx, { small: { staff } }: Season, back: SentBack): Promise<number> {
  if (chance(50)) return granted(await takeReturn(tx, staff, { ...back, reason: 'いたみ' })).amountYen
  const { deliveryId, lineNo, quantity, fate } = back
  const kind = fate === 'stock' ? 'short' : 'damaged'
  const found = await recordAcceptance(tx, staff, { deliveryId, differences: [{ lineNo, kind, quantity }] })
  const { acceptanceId } = granted(found)
  granted(await settleDifference(tx, staff, { acceptanceId, lineNo, kind, decision: fate }))
  const [row] = await tx.run<{ yen: number }>(
    'select sum(amount_yen)::bigint as yen from trade_return where region_id = $1 and delivery_id = $2',
    [tx.region, deliveryId],
  )
  return row?.yen ?? 0
}

/** Some do not wait for the next closing: what they sent back is credited, and paid back by the bank. */
async function refund(tx: Tx, { small, buyers }: Season, date: Day): Promise<void> {
  for (const buyerId of buyers.filter(() => chance(30))) {
    const credited = await issueCreditNote(tx, small.staff, { buyerId, through: date })
    if (isRefusal(credited)) continue
    const { invoiceId, grossYen } = credited
    const [bankLineId] = await bankLines(tx, small, [[date, grossYen, `返金 ${invoiceId}`]])
    granted(await matchPayment(tx, small.staff, { bankLineId: bankLineId as Id, invoiceIds: [invoiceId] }))
  }
}

/** Each buyer's closing day, the payments of what was invoiced, the producers' statements and their transfer. */
async function office(season: Season, date: Day): Promise<Buffer[]> {
  const { staff } = season.small
  return await on(season, date, async (tx) => {
    await refund(tx, season, date)
    const closed = await closeMonth(tx, staff, { through: date })
    for (const { invoiceId, grossYen } of isRefusal(closed) ? [] : closed.invoices) {
      if (grossYen === 0) continue
      const [bankLineId] = await bankLines(tx, season.small, [[date, grossYen, `振込 ${invoiceId}`]])
      granted(await matchPayment(tx, staff, { bankLineId: bankLineId as Id, invoiceIds: [invoiceId] }))
    }
    if (!date.endsWith('-30') && !date.endsWith('-31')) return []
    const settled = await settleMonth(tx, staff, { month: month(date.slice(0, 7)) })
    const due = isRefusal(settled) ? [] : settled.statements.filter(({ payoutYen }) => payoutYen > 0)
    if (due.length === 0) return []
    const statementIds = due.map(({ statementId }) => statementId)
    const { payoutId } = granted(await makePayout(tx, staff, { statementIds, transferOn: bankDay(date) }))
    return [granted(await readPayoutFile(tx, staff, { payoutId })).bytes]
  })
}
const bankDay = (date: Day): Day =>
  weekday(date) === 0 ? addDays(date, -2) : weekday(date) === 6 ? addDays(date, -1) : date

const sumOf = async (tx: Tx, text: string): Promise<Map<Id, number>> =>
  new Map(
    (await tx.run<{ key: Id; sum: number }>(text, [tx.region])).map(({ key, sum }) => [key, sum] as const),
  )
const plain = (sums: ReadonlyMap<Id, number>) =>
  Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).toSorted())
const cashFlows = (kind: string, end: 'from_party' | 'to_party') =>
  `select ${end} as key, sum(counted)::bigint as sum from ledger_flow_seen
   where region_id = $1 and kind = '${kind}' group by 1`

test(`${orders} orders of a season agree to the yen and to the gram`, async (t) => {
  const place = await testRegion(t)
  const season = await begin(place, first)
  const files: Buffer[] = []
  let placed = 0
  const perDay = Math.ceil((orders * 1.5) / 92) // some are refused as sold out
  for (let date = first; date <= last; date = addDays(date, 1)) {
    if (weekday(date) % 3 === 0) await bring(season, date)
    for (let n = 0; n < perDay && placed < orders; n++) placed += (await trade(season, date)) ? 1 : 0
    if (date.endsWith('-20') || addDays(date, 1).endsWith('-01')) files.push(...(await office(season, date)))
  }
  for (const date of ['2026-11-20', '2026-11-30'] as const) files.push(...(await office(season, day(date))))
  assert.equal(placed, orders)

  await on(season, day('2026-12-01'), async (tx) => {
    await storeAgrees(tx, season)
    await invoicesAgree(tx, season)
    await statementsAgree(tx, files)
    await reportsAgree(tx, season)
    granted(await closeDays(tx, day('2026-11-30')))
  })
  assert.equal(await verify(place.db, { region: place.region }), undefined)
})

/** What was brought, less what left, plus what came back, lies in the store and in the lots; nothing is promised. */
async function storeAgrees(tx: Tx, { store, goods }: Season): Promise<void> {
  const happened = plain(
    new Map(goods.map(({ productId }) => [productId, store.get(productId) ?? 0] as const)),
  )
  assert.deepEqual(
    plain(await sumOf(tx, 'select product_id as key, on_hand as sum from trade_stock where region_id = $1')),
    happened,
  )
  for (const [table, column] of [
    ['trade_lot', 'remaining'],
    ['trade_movement', 'quantity'],
  ] as const)
    assert.deepEqual(
      plain(
        await sumOf(
          tx,
          `select product_id as key, sum(${column})::bigint as sum from ${table} where region_id = $1 group by 1`,
        ),
      ),
      happened,
      table,
    )
  assert.deepEqual(
    plain(await sumOf(tx, 'select product_id as key, reserved as sum from trade_stock where region_id = $1')),
    {},
  )
}

/** Lines of a buyer are what it was delivered less what it sent back; tax is rounded once a rate; all of it was paid. */
async function invoicesAgree(tx: Tx, { bought, small }: Season): Promise<void> {
  assert.deepEqual(
    plain(
      await sumOf(
        tx,
        `select i.buyer_id as key, sum(l.amount_yen)::bigint as sum from trade_invoice_line l
      join trade_invoice i using (region_id, invoice_id) where l.region_id = $1 group by 1`,
      ),
    ),
    plain(bought),
  )
  const rates = await tx.run<{ pct: number; net: number; tax: number; gross: number }>(
    'select rate_pct as pct, net_yen as net, tax_yen as tax, gross_yen as gross from trade_invoice_rate where region_id = $1',
    [tx.region],
  )
  assert.ok(new Set(rates.map(({ pct }) => pct)).size === 2)
  for (const { pct, net, tax, gross } of rates) {
    assert.equal(tax, Math.sign(net) * Math.floor((Math.abs(net) * pct) / 100) || 0)
    assert.equal(gross, net + tax)
  }
  const gross = await sumOf(
    tx,
    'select buyer_id as key, sum(gross_yen)::bigint as sum from trade_invoice where region_id = $1 group by 1',
  )
  const refunded = await sumOf(tx, cashFlows('trade.refund', 'to_party'))
  assert.ok(refunded.size > 0)
  const paid = await sumOf(tx, cashFlows('trade.sale', 'from_party'))
  for (const [buyerId, yen] of refunded) add(paid, buyerId, -yen)
  assert.deepEqual(plain(paid), plain(gross))
  const [taxed] = await tx.run<{ invoiced: number; posted: number }>(
    `select (select sum(tax_yen)::bigint from trade_invoice where region_id = $1) as invoiced,
       (select sum(case when to_purpose = 'tax' then counted else -counted end)::bigint from ledger_flow_seen
         where region_id = $1 and kind in ('trade.sale', 'trade.refund')
         and 'tax' in (to_purpose, from_purpose)) as posted`,
    [tx.region],
  )
  assert.ok(taxed && taxed.invoiced > 0)
  assert.equal(taxed.posted, taxed.invoiced)
  const invoices = await tx.run<{ id: Id; part: 'qualified' | 'other' }>(
    'select distinct invoice_id as id, part from trade_invoice_line where region_id = $1',
    [tx.region],
  )
  assert.equal(new Set(invoices.map(({ part }) => part)).size, 2)
  for (const { id, part } of invoices) granted(await readPint(tx, small.staff, { invoiceId: id, part }))
}

/** What a producer is owed for its goods is on its statements, in the bank's files, and in the ledger. */
async function statementsAgree(tx: Tx, files: readonly Buffer[]): Promise<void> {
  const goods = await sumOf(
    tx,
    `select key, sum(sum)::bigint as sum from (
       select l.producer_id as key, sum(x.amount_yen) as sum from trade_delivery_lot x
         join trade_lot l using (region_id, lot_id) where x.region_id = $1 and l.model = 'consignment' group by 1
       union all select l.producer_id, -sum(x.amount_yen) from trade_return_lot x
         join trade_lot l using (region_id, lot_id) where x.region_id = $1 and l.model = 'consignment' group by 1
       union all select producer_id, sum(round(quantity * purchase_price_yen / case when p.base_kind = 'weight' then 1000.0 else 1 end - 0.4999))
         from trade_lot join trade_product p using (region_id, product_id, producer_id)
         where region_id = $1 and model = 'purchase' group by 1) s group by 1`,
  )
  assert.deepEqual(
    plain(
      await sumOf(
        tx,
        `select s.producer_id as key, sum(l.amount_yen)::bigint as sum from trade_statement_line l
      join trade_statement s using (region_id, statement_id) where l.region_id = $1 group by 1`,
      ),
    ),
    plain(goods),
  )
  const statements = await tx.run<{
    gross: number
    commission: number
    forward: number
    payout: number
    over: number
  }>(
    `select gross_yen as gross, commission_yen as commission, carried_forward_yen as forward, payout_yen as payout,
       carried_over_yen as over from trade_statement where region_id = $1`,
    [tx.region],
  )
  const [fees] = await tx.run<{ fees: number; more: number }>(
    `select sum(amount_yen)::bigint as fees, count(*) filter (where f.amount_yen > s.commission_yen)::int as more
     from trade_statement_fee f join trade_statement s using (region_id, statement_id) where f.region_id = $1`,
    [tx.region],
  )
  assert.ok(fees && fees.fees > 0 && fees.more === 0)
  for (const each of statements)
    assert.equal(each.payout + each.over, each.gross - each.commission + each.forward)
  const payouts = await sumOf(
    tx,
    'select producer_id as key, sum(payout_yen)::bigint as sum from trade_statement where region_id = $1 group by 1',
  )
  assert.deepEqual(plain(await sumOf(tx, cashFlows('trade.payout', 'to_party'))), plain(payouts))
  const read = files.map((bytes) => granted(readZenginTransfer(bytes, day('2026-08-01'))))
  assert.ok(read.length >= 3)
  assert.equal(
    read.reduce((total, file) => total + file.total, 0),
    [...payouts.values()].reduce((total, each) => total + each, 0),
  )
}

/** Each report counts the same season: sales are what was invoiced, income what the statements left. */
async function reportsAgree(tx: Tx, { small: { staff } }: Season): Promise<void> {
  const period = { from: first, to: day('2026-11-30') }
  const [invoiced] = await tx.run<{ net: number; gross: number; commission: number }>(
    `select (select sum(amount_yen) from trade_invoice_line where region_id = $1)::bigint as net,
       sum(gross_yen)::bigint as gross, sum(commission_yen)::bigint as commission
     from trade_statement where region_id = $1`,
    [tx.region],
  )
  assert.ok(invoiced && invoiced.net > 0)
  for (const by of salesBy) {
    const rows = granted(await readSales(tx, staff, { by, period }))
    assert.equal(
      rows.reduce((sum, { netYen }) => sum + netYen, 0),
      invoiced.net,
      by,
    )
  }
  const incomes = granted(await readIncomes(tx, staff, { period }))
  assert.equal(
    incomes.reduce((sum, { incomeYen }) => sum + incomeYen, 0),
    invoiced.gross - invoiced.commission,
  )
}
