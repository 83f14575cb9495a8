import { type Day, addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { setup } from '#parties/actors.ts'
import { addMembership } from '#parties/memberships.ts'
import { hashPassword } from '#parties/passwords.ts'
import { createUser } from '#parties/users.ts'
import { addPlace, assignPriceLists, setApproval } from '#trade/buyers/agreements.ts'
import { recordAcceptance, settleDifference } from '#trade/acceptance/acceptances.ts'
import { addFee } from '#trade/fees/fees.ts'
import { readToSend, sendInvoices } from '#trade/mailing/invoice-mails.ts'
import { savePriceList, setPrice } from '#trade/prices/price-lists.ts'
import { acceptQuote, answerQuote, openQuote } from '#trade/quotes/quotes.ts'
import { saveBuyerTerms } from '#trade/settings.ts'
import { saveSpec } from '#trade/specs/specs.ts'
import type { Offer } from './catalogue.ts'
import { must } from './must.ts'
import { demoPassword } from './people.ts'
import { randomOf } from './random.ts'
import { type Village, on } from './weeks.ts'

/** What the company takes beside its commission, from the first day on. */
export async function setFees(village: Village): Promise<void> {
  await on(village, village.first, 6, async (tx) =>
    must(
      await addFee(tx, village.people.staff, {
        name: '出荷箱代',
        nameEn: 'Boxes',
        from: village.first,
        calculation: { calculator: 'flat', flatPer: 'delivery', amountYen: 33 },
        attachedTo: { scope: 'all' },
      }),
      'the fee for boxes',
    ),
  )
}

/** Prices, places, credit and approval, as they are agreed with some buyers for the last weeks. */
export async function agree(village: Village, monday: Day): Promise<void> {
  const passwordHash = await hashPassword(demoPassword, { logN: 12, r: 8, p: 1 })
  await on(village, addDays(monday, -6), 9, async (tx) => {
    await setPrices(tx, village)
    await setPlaces(tx, village, passwordHash, monday)
  })
}

const idOf = ({ people }: Village, key: string): Id => {
  const id = people.parties.get(key)
  if (!id) throw new Error(`${key} is not registered`)
  return id
}

async function setPrices(tx: Tx, village: Village): Promise<void> {
  const { staff } = village.people
  const lists = new Map<string, Id>()
  for (const [name, discountBp, note] of [
    ['学校・病院の給食', 500, '市との取り決め。年度ごとに見直します。'],
    ['量り売りの店', 0, '10箱から安くなります。'],
  ] as const) {
    const made = must(await savePriceList(tx, staff, { name, discountBp, note }), name)
    lists.set(name, made.priceListId)
  }
  const [kitchens, shops] = [...lists.values()]
  for (const { product, productId } of (village.quarters[0]?.offers ?? []).slice(0, 12)) {
    const [first] = village.variants.get(productId) ?? []
    const yen = product.variants[0]?.priceYen ?? 0
    if (!first || !shops || yen < 200) continue
    for (const [fromQuantity, part] of [
      [10, 0.95],
      [30, 0.9],
    ] as const)
      must(
        await setPrice(tx, staff, {
          priceListId: shops,
          variantId: first,
          fromQuantity,
          priceYen: Math.floor((yen * part) / 10) * 10,
        }),
        'a price',
      )
  }
  for (const [key, list] of [
    ['inside-kyushoku', kitchens],
    ['inside-hospital', kitchens],
    ['inside-super-iwaiya', shops],
    ['inside-super-fujisawa', shops],
  ] as const)
    must(
      await assignPriceLists(tx, staff, { buyerId: idOf(village, key), priceListIds: list ? [list] : [] }),
      `prices of ${key}`,
    )
}

async function setPlaces(tx: Tx, village: Village, passwordHash: string, monday: Day): Promise<void> {
  const { staff, actors } = village.people
  const school = idOf(village, 'inside-kyushoku')
  for (const [name, address, note] of [
    ['第一給食センター', '一関市竹山町7-2', '裏口へ、7時30分まで'],
    ['千厩給食センター', '一関市千厩町千厩字北方174', '調理室の前へ'],
  ] as const)
    must(await addPlace(tx, staff, { buyerId: school, name, address, note }), name)
  // One who orders, and one who approves what is large.
  const { userId } = must(
    await createUser(tx, setup, {
      email: 'inside-kyushoku-chief@demo.invalid',
      name: '所長 高橋',
      passwordHash,
    }),
    'the head of the kitchens',
  )
  must(
    await addMembership(tx, setup, { userId, partyId: school, role: 'buyer', from: addDays(monday, -6) }),
    'a seat for the head of the kitchens',
  )
  must(
    await setApproval(tx, staff, { buyerId: school, aboveYen: 300_000, userIds: [userId] }),
    'approval of the kitchens',
  )
  const outside = village.buyers.get('outside-tobira')
  if (outside && actors.get('outside-tobira'))
    must(
      await saveBuyerTerms(tx, staff, {
        buyerId: idOf(village, 'outside-tobira'),
        closingDay: outside.closingDay === '末日' ? 31 : outside.closingDay,
        payerKana: outside.payerKana,
        route: '宅配便',
        billingEmails: ['keiri@tobira.invalid'],
        creditLimitYen: 6_000_000,
      }),
      'a credit limit',
    )
}

/** What buyers said of the deliveries of the last weeks; two differences still wait for the company. */
export async function acceptLately(village: Village, from: Day, until: Day): Promise<void> {
  const random = randomOf(village.seed + 3)
  const { staff, parties } = village.people
  const keys = new Map([...parties].map(([key, id]) => [id, key]))
  const deliveries = await on(village, until, 0, (tx) =>
    tx.run<{ deliveryId: Id; buyerId: Id; shippedOn: Day; quantity: number }>(
      `select d.delivery_id as "deliveryId", d.buyer_id as "buyerId", d.shipped_on as "shippedOn", l.quantity
       from trade_delivery d
       join trade_delivery_line l on l.region_id = $1 and l.delivery_id = d.delivery_id and l.line_no = 1
       where d.region_id = $1 and d.shipped_on >= $2 and d.shipped_on < $3 and not exists (
         select from trade_return r where r.region_id = $1 and r.delivery_id = d.delivery_id)
       order by d.delivery_no`,
      [tx.region, from, addDays(until, -2)],
    ),
  )
  const differing = new Set(random.some(deliveries, 6))
  const last = new Set(deliveries.filter((each) => differing.has(each)).slice(-2))
  for (const each of deliveries) {
    const { deliveryId, buyerId, shippedOn, quantity } = each
    const actor = village.people.actors.get(keys.get(buyerId) ?? '')
    if (!actor || random.chance(0.2)) continue
    await on(village, addDays(shippedOn, 1), 13, async (tx) => {
      const wrong = differing.has(each) && quantity > 1
      const kind = random.chance(0.5) ? 'short' : 'damaged'
      const { acceptanceId } = must(
        await recordAcceptance(tx, actor, {
          deliveryId,
          differences: wrong ? [{ lineNo: 1, kind, quantity: 1, reason: '箱がつぶれていた' }] : [],
        }),
        'accepting a delivery',
      )
      if (wrong && !last.has(each))
        must(
          await settleDifference(tx, staff, { acceptanceId, lineNo: 1, kind, decision: 'waste' }),
          'settling a difference',
        )
      return acceptanceId
    })
  }
}

/** Talk about prices: one asked, one offered and waiting, one that became an order. */
export async function talk(village: Village, until: Day): Promise<void> {
  const { staff, actors } = village.people
  const offers = village.quarters[0]?.offers ?? []
  const wish = (at: number, quantity: number, priceYen?: number) => {
    const variantId = village.variants.get(offers[at]?.productId as Id)?.[0]
    return variantId ? [{ variantId, quantity, ...(priceYen && { priceYen }) }] : []
  }
  const usual = (at: number): number => offers[at]?.product.variants[0]?.priceYen ?? 0
  const deliverOn = addDays(until, 14)
  for (const [nth, key] of ['inside-yuyado', 'outside-minamo', 'inside-carehome'].entries()) {
    const actor = actors.get(key)
    if (!actor) continue
    await on(village, addDays(until, -2), 11, async (tx) => {
      const lines = wish(nth, 40)
      const note = '年末の贈り物に使います。まとめて頼むので、ご相談できますか。'
      const opened = await openQuote(tx, actor, { deliverOn, note, lines })
      const { quoteId } = must(opened, 'asking for a quote')
      if (nth === 0) return quoteId
      const priceYen = Math.floor((usual(nth) * 0.92) / 10) * 10
      const offer = { quoteId, lines: wish(nth, 40, priceYen), validUntil: addDays(until, 10) }
      must(
        await answerQuote(tx, staff, { ...offer, note: '40以上なら、この価格でお届けできます。' }),
        'offering',
      )
      if (nth === 2) {
        // Only what lies in store can be ordered; else the talk stays open.
        await tx.run('savepoint talk')
        const accepted = await acceptQuote(tx, actor, { quoteId, turnNo: 2 })
        await tx.run(isRefusal(accepted) ? 'rollback to savepoint talk' : 'release savepoint talk')
      }
      return quoteId
    })
  }
}

/** 商品規格書 of what is packed, as buyers' quality desks ask for them. */
export async function specify(village: Village): Promise<void> {
  const packed = new Set<Offer['product']['category']>(['加工品', '調味料', '菓子・もち'])
  const offers = (village.quarters[0]?.offers ?? []).filter(({ product }) => packed.has(product.category))
  await on(village, addDays(village.first, 1), 9, async (tx) => {
    for (const { product, productId } of offers)
      must(
        await saveSpec(tx, village.people.staff, {
          productId,
          dateKind: product.shelfLifeDays > 5 ? 'best_before' : 'consume_by',
          content: product.variants[0]?.label ?? '',
          ingredients: `${product.name}の原料（岩手県産）`,
          origin: '岩手県一関市',
          maker: '',
          storage: product.temperature === '常温' ? '直射日光をさけて保存' : `${product.temperature}で保存`,
          appeal: product.story.slice(0, 80),
          nutritionOf: '',
          certifications: [],
          leadDays: 1,
          orderBy: '15:00',
          caseQuantity: 12,
        }),
        `the specification of ${product.key}`,
      )
  })
}

/** The invoices of the newest month go out by mail, but for a few that somebody still wants to look at. */
export async function mailInvoices(village: Village, until: Day): Promise<void> {
  const { staff } = village.people
  await on(village, addDays(until, -1), 16, async (tx) => {
    const { rows } = must(await readToSend(tx, staff, {}), 'the invoices to send')
    const ready = rows.filter(({ recipients }) => recipients.length > 0).slice(0, -4)
    if (ready.length === 0) return { sent: 0 }
    return must(
      await sendInvoices(tx, staff, {
        invoiceIds: ready.map(({ invoiceId }) => invoiceId),
        linkTo: (token) => `https://yui.example.jp/papers/${token}`,
      }),
      'mailing invoices',
    )
  })
}
