import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { granted, person } from '#parties/testing.ts'
import { setApproval } from '#trade/buyers/agreements.ts'
import { readOrder } from '#trade/order-lists.ts'
import { withdrawProduct } from '#trade/products.ts'
import { offer, stockOf } from '#trade/testing.ts'
import { assertValid, testPages } from '#trade/testing-pages.tsx'
import { listQuotes, readQuote } from './quote-lists.ts'
import { type Deed, type Side, afterDeed, isOver } from './quote-rules.ts'
import { acceptQuote, answerQuote, declineQuote, openQuote } from './quotes.ts'
import { quoteRoutes } from './quotes.routes.ts'
import { type QuoteState, quoteStates } from './schema.ts'

// What a deed leads to: company's answer, accept, decline; then the buyer's.
const table: Record<QuoteState, string> = {
  asked: 'offered - declined - - declined',
  offered: 'offered - declined countered accepted declined',
  countered: 'offered accepted declined - - declined',
  accepted: '- - - - - -',
  declined: '- - - - - -',
}
const deeds = (['company', 'buyer'] as const).flatMap((side: Side) =>
  (['answer', 'accept', 'decline'] as const).map((deed: Deed) => [side, deed] as const),
)
const pages = await testPages(quoteRoutes)
const { small, tx, as } = pages
const { staff, cook, buyer: buyerId } = small

for (const state of quoteStates)
  test(`what each side may do with a quote that is ${state}`, () =>
    assert.equal(deeds.map(([side, deed]) => afterDeed(state, side, deed) ?? '-').join(' '), table[state]))

test('an offer counts through its last day', () =>
  assert.deepEqual(
    ['2026-11-22', '2026-11-23', '2026-11-24'].map((until) => isOver(day(until), day('2026-11-23'))),
    [true, false, false],
  ))

const refusedAs = (answer: object | Refusal): string | undefined =>
  isRefusal(answer) ? answer.refused : undefined
const deliverOn = day('2026-11-30')

async function goods(t: Tx) {
  const { variants, productId } = await offer(t, small, { quantity: 1_000 })
  return { jar: variants[0] ?? newId(), box: variants[1] ?? newId(), productId }
}
const mailsTo = async (t: Tx, quoteNo: string) =>
  (
    await t.run<{ to: string }>(
      `select recipient as "to" from party_mail where region_id = $1 and position($2 in subject) > 0 order by mail_id`,
      [t.region, quoteNo],
    )
  ).length

test('ask, offer, counter, accept: the order has the prices of the last turn, and stock only then', () =>
  tx(async (t) => {
    const { jar, box, productId } = await goods(t)
    const { quoteId, quoteNo } = granted(
      await openQuote(t, cook, {
        deliverOn,
        lines: [
          { variantId: jar, quantity: 60 },
          { variantId: jar, quantity: 40 },
          { variantId: box, quantity: 2, priceYen: 5_000 },
        ],
      }),
    )
    assert.match(quoteNo, /^Q-2026-\d{5}$/)
    const validUntil = addDays(t.today, 14)
    const answer = (
      actor: typeof cook,
      lines: readonly { variantId: Id; quantity: number; priceYen?: number }[],
    ) => answerQuote(t, actor, { quoteId, lines, validUntil })
    assert.equal(refusedAs(await acceptQuote(t, cook, { quoteId, turnNo: 1 })), 'not_your_turn')
    assert.equal(refusedAs(await answer(cook, [{ variantId: jar, quantity: 1 }])), 'not_your_turn')
    granted(
      await answer(staff, [
        { variantId: jar, quantity: 100, priceYen: 450 },
        { variantId: box, quantity: 2, priceYen: 5_400 },
      ]),
    )
    granted(
      await answer(cook, [
        { variantId: jar, quantity: 120 }, // at what was offered
        { variantId: box, quantity: 2, priceYen: 5_200 },
      ]),
    )
    assert.equal((await stockOf(t, productId)).reserved, 0)
    assert.equal(refusedAs(await acceptQuote(t, cook, { quoteId, turnNo: 3 })), 'not_your_turn')
    assert.deepEqual(await acceptQuote(t, staff, { quoteId, turnNo: 2 }), {
      refused: 'offer_newer',
      field: 'turnNo',
      detail: { turnNo: 3 },
    })
    const placed = granted(await acceptQuote(t, staff, { quoteId, turnNo: 3 }))
    assert.equal(placed.netYen, 120 * 450 + 2 * 5_200)
    assert.equal((await stockOf(t, productId)).reserved, 144)
    const order = granted(await readOrder(t, cook, { orderId: placed.orderId }))
    assert.deepEqual([order.deliverOn, order.note], [deliverOn, quoteNo])
    const quote = granted(await readQuote(t, cook, { quoteId }))
    assert.deepEqual([quote.state, quote.orderId, quote.turns.length], ['accepted', placed.orderId, 3])
    assert.equal(await mailsTo(t, quoteNo), 4)
    assert.equal(refusedAs(await declineQuote(t, cook, { quoteId })), 'not_your_turn')
  }))

test('what a member named above its own limit waits for an approver, whoever accepts', () =>
  tx(async (t) => {
    const { jar } = await goods(t)
    const { userId = newId() } = await person(t, buyerId, 'buyer', '料理長')
    const counter = async () => {
      const { quoteId } = granted(
        await openQuote(t, cook, { deliverOn, lines: [{ variantId: jar, quantity: 100 }] }),
      )
      const at = (priceYen: number) => ({
        quoteId,
        lines: [{ variantId: jar, quantity: 100, priceYen }],
        validUntil: addDays(t.today, 14),
      })
      granted(await answerQuote(t, staff, at(450)))
      granted(await answerQuote(t, cook, at(420)))
      return granted(await acceptQuote(t, staff, { quoteId, turnNo: 3 })).state
    }
    granted(await setApproval(t, cook, { buyerId, aboveYen: 42_000, userIds: [userId] }))
    assert.equal(await counter(), 'ordered')
    const limit = (yen: number | null) =>
      t.run('update trade_buyer set approval_above_yen = $3 where region_id = $1 and buyer_id = $2', [
        t.region,
        buyerId,
        yen,
      ])
    await limit(41_999)
    assert.equal(await counter(), 'requested')
    await limit(null)
  }))

test('an offer that is over is not accepted, until it is offered anew', async () => {
  const { quoteId, jar } = await tx(async (t) => {
    const made = await goods(t)
    const lines = [{ variantId: made.jar, quantity: 1, priceYen: 400 }]
    const quote = await openQuote(t, staff, { buyerId, deliverOn, validUntil: t.today, lines })
    return { ...made, ...granted(quote) }
  })
  const tomorrow = new Date('2026-11-24T03:00:00Z')
  await tx(async (t) => {
    assert.equal(refusedAs(await acceptQuote(t, cook, { quoteId, turnNo: 1 })), 'quote_over')
    const lines = [{ variantId: jar, quantity: 1, priceYen: 410 }]
    granted(await answerQuote(t, staff, { quoteId, lines, validUntil: t.today }))
    assert.equal(granted(await acceptQuote(t, cook, { quoteId, turnNo: 2 })).netYen, 410)
  }, tomorrow)
})

test('what is refused', () =>
  tx(async (t) => {
    const { jar } = await goods(t)
    const gone = await goods(t)
    granted(await withdrawProduct(t, staff, gone))
    const set = { set: { foodYen: 2_000, otherYen: 1_000 } }
    const basket = (await offer(t, small, { sheet: set })).variants[0] ?? newId()
    const line = { variantId: jar, quantity: 1 }
    const priced = { ...line, priceYen: 1 }
    const validUntil = t.today
    const rows = [
      [openQuote(t, small.grower, { deliverOn, lines: [line] }), 'not_allowed', undefined],
      [openQuote(t, staff, { deliverOn, lines: [priced], validUntil }), 'buyer_unknown', 'buyerId'],
      [
        openQuote(t, cook, { deliverOn: addDays(t.today, -1), lines: [line] }),
        'deliver_on_past',
        'deliverOn',
      ],
      [openQuote(t, cook, { deliverOn, lines: [] }), 'no_lines', 'lines.0.quantity'],
      [
        openQuote(t, cook, { deliverOn, lines: [{ ...line, quantity: 0 }] }),
        'quantity_wrong',
        'lines.0.quantity',
      ],
      [
        openQuote(t, cook, { deliverOn, lines: [{ ...line, priceYen: 1.5 }] }),
        'price_wrong',
        'lines.0.priceYen',
      ],
      [
        openQuote(t, staff, { buyerId, deliverOn, lines: [line], validUntil }),
        'price_missing',
        'lines.0.priceYen',
      ],
      [openQuote(t, staff, { buyerId, deliverOn, lines: [priced] }), 'valid_until_wrong', 'validUntil'],
      [
        openQuote(t, cook, { deliverOn, lines: [line, { variantId: gone.jar, quantity: 1 }] }),
        'not_offered',
        'lines.1.quantity',
      ],
      [
        openQuote(t, cook, {
          deliverOn,
          lines: [line, { variantId: basket, quantity: 1, priceYen: 10_001 }],
        }),
        'set_over_limit',
        'lines.1.priceYen',
      ],
      [
        openQuote(t, cook, {
          deliverOn,
          lines: [
            { ...line, priceYen: 10_001 },
            { variantId: basket, quantity: 1, priceYen: 10_000 },
          ],
        }),
        undefined,
        undefined,
      ],
      [readQuote(t, cook, { quoteId: newId() }), 'quote_unknown', undefined],
    ] as const
    for (const [answer, refused, field] of rows) {
      const said = await answer
      assert.deepEqual([refusedAs(said), isRefusal(said) ? said.field : undefined], [refused, field])
    }
  }))

test('more than is in store waits: the quote stays open', async () => {
  const quoteId = await tx(async (t) => {
    const { jar } = await goods(t)
    const lines = [{ variantId: jar, quantity: 5_000, priceYen: 300 }]
    return granted(await openQuote(t, staff, { buyerId, deliverOn, validUntil: deliverOn, lines })).quoteId
  })
  await tx(async (t) => {
    assert.equal(refusedAs(await acceptQuote(t, cook, { quoteId, turnNo: 1 })), 'sold_out')
    assert.equal(granted(await readQuote(t, cook, { quoteId })).state, 'offered')
    const other = { ...cook, partyId: small.producer }
    assert.equal(refusedAs(await readQuote(t, other, { quoteId })), 'quote_unknown')
    assert.equal(refusedAs(await declineQuote(t, other, { quoteId })), 'quote_unknown')
    granted(await declineQuote(t, cook, { quoteId, reason: '量が多い' }))
    const open = granted(await listQuotes(t, staff, { view: 'open' }))
    assert.ok(!open.rows.some((row) => row.quoteId === quoteId))
  })
})

test('two who accept at once make one order', async () => {
  const quoteId = await tx(async (t) => {
    const { jar } = await goods(t)
    const lines = [{ variantId: jar, quantity: 1, priceYen: 300 }]
    return granted(await openQuote(t, staff, { buyerId, deliverOn, validUntil: deliverOn, lines })).quoteId
  })
  const accept = () => tx(async (t) => await acceptQuote(t, cook, { quoteId, turnNo: 1 }))
  const both = await Promise.all([accept(), accept()])
  assert.deepEqual(both.map(refusedAs).toSorted(), ['not_your_turn', undefined])
})

test('through the pages: a buyer asks, staff offers, the paper opens, one touch makes the order', async () => {
  const { jar } = await tx(goods)
  const [buyer, company] = [await as(cook), await as(staff)]
  const at = '/trade/quotes/new'
  const form = await buyer.get(at)
  await assertValid(form)
  assert.match(form.html, new RegExp(`value="${jar}"`))
  const boxes = { 'lines.0.variantId': jar, deliverOn, note: '冬の贈り物です' }
  const wrong = await buyer.post('/trade/quotes', at, { ...boxes, 'lines.0.quantity': '' })
  assert.equal(wrong.status, 422)
  const made = await buyer.post('/trade/quotes', at, { ...boxes, 'lines.0.quantity': 30 })
  const one = made.to ?? ''
  await assertValid(await buyer.get(one))
  const asked = await company.get(one)
  await assertValid(asked)
  assert.match(asked.html, /あなたの返事を待っています/)
  const offering = { 'lines.0.variantId': jar, 'lines.0.quantity': 30, validUntil: deliverOn, note: '' }
  const unpriced = await company.post(`${one}/answer`, one, { ...offering, 'lines.0.priceYen': '' })
  assert.equal(unpriced.status, 422)
  assert.match(unpriced.html, /提示する価格を入力してください/)
  assert.equal((await company.post(`${one}/answer`, one, { ...offering, 'lines.0.priceYen': 470 })).to, one)
  const paper = await buyer.get(`${one}/2/pdf`)
  assert.equal(paper.response.headers.get('content-type'), 'application/pdf')
  assert.equal((await buyer.get(`${one}/1/pdf`)).status, 404)
  assert.match((await buyer.get(one)).html, /name="turnNo" value="2"/)
  const stale = await buyer.post(`${one}/accept`, one, { deliverOn, turnNo: '1' })
  assert.match(stale.html, /相手が新しい条件を出しました/)
  const accepted = await buyer.post(`${one}/accept`, one, { deliverOn, turnNo: '2' })
  assert.match(accepted.to ?? '', /^\/trade\/orders\//)
  await assertValid(await company.get('/trade/quotes?view=all'))
})
