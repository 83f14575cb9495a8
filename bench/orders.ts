/**
 * Placing orders of three lines, with stock reserved: through the pages' own path (session, token against forgery,
 * form, audit, remembered key) and through the API, beside the bare reference. Then 200 buyers at once for 100 pieces.
 */
import { addDays, dayAt } from '#kit/days.ts'
import { systemClock } from '#kit/clock.ts'
import { type Id, newId } from '#kit/ids.ts'
import { transact } from '#db/transaction.ts'
import { must } from '#demo/must.ts'
import { sessionCookie } from '#http/mount.ts'
import type { PartyActor } from '#parties/actors.ts'
import { startSession } from '#parties/sessions.ts'
import { createToken } from '#parties/tokens.ts'
import { receiveLots } from '#trade/lots.ts'
import { publishProduct, putUpProduct, setContract } from '#trade/products.ts'
import { printTable } from './bench.ts'
import { type Market, openMarket, region } from './data.ts'
import {
  type Load,
  type Server,
  compare,
  connections,
  heading,
  lineOf,
  startServer,
  verdict,
} from './load.ts'

interface Buyer {
  readonly actor: PartyActor
  readonly cookie: string
  /** Of the forms of this session. */
  readonly csrf: string
  readonly token: string
}

const today = dayAt(systemClock.now())
const deliverOn = addDays(today, 3)

async function signIn(market: Market, server: Server, count: number): Promise<Buyer[]> {
  const made = await transact(market.db, { region }, async (tx) => {
    const rows = await tx.run<{ userId: Id; partyId: Id; name: string }>(
      `select user_id as "userId", party_id as "partyId", 'bench' as name
       from party_membership where region_id = $1 and role = 'buyer' order by user_id limit $2`,
      [region, count],
    )
    const list: { actor: PartyActor; cookie: string; token: string }[] = []
    for (const row of rows) {
      const actor: PartyActor = { ...row, role: 'buyer' }
      const session = must(await startSession(tx, row.userId), 'signing in')
      const { token } = must(await createToken(tx, actor, { label: 'bench' }), 'making a token')
      list.push({ actor, cookie: `${sessionCookie}=${session.token}`, token })
    }
    return list
  })
  const buyers: Buyer[] = []
  for (const each of made) {
    const page = await fetch(`${server.url}/trade/orders/new`, { headers: { cookie: each.cookie } })
    const [, csrf] = /name="_csrf" value="([^"]+)"/.exec(await page.text()) ?? []
    if (!csrf) throw new Error(`the order sheet holds no form (${page.status})`)
    buyers.push({ ...each, csrf })
  }
  return buyers
}

interface Line {
  readonly variantId: Id
  readonly quantity: number
}

const formOf = ({ csrf }: Buyer, lines: readonly Line[]): string => {
  const boxes = new URLSearchParams({ _csrf: csrf, _key: newId(), deliverOn, note: '' })
  for (const { variantId, quantity } of lines) boxes.set(`quantities.${variantId}`, String(quantity))
  return boxes.toString()
}
const formHeaders = ({ url }: Server, { cookie }: Buyer) => ({
  cookie,
  origin: url,
  'content-type': 'application/x-www-form-urlencoded',
})

/** Three products at random for each order, so that buyers seldom wait for the same row. */
async function basketsOf(market: Market): Promise<() => Line[]> {
  const { rows } = await market.db.pool.query<{ variantId: Id }>(
    `select variant_id as "variantId" from trade_variant v
     join trade_stock s on s.region_id = v.region_id and s.product_id = v.product_id
     where v.region_id = $1 and v.active and v.position = 0 and s.on_hand > 1000000`,
    [region],
  )
  const any = () => rows[Math.floor(Math.random() * rows.length)]?.variantId as Id
  return () => {
    const chosen = new Set<Id>()
    while (chosen.size < 3) chosen.add(any())
    return [...chosen].map((variantId) => ({ variantId, quantity: 2 }))
  }
}

function loads(buyers: readonly Buyer[], basket: () => Line[], servers: { reference: Server; ours: Server }) {
  const { reference, ours } = servers
  const json = { 'content-type': 'application/json' }
  const each = (
    server: Server,
    path: string,
    headers: (buyer: Buyer) => Record<string, string>,
    body: (buyer: Buyer) => string,
  ): Load => ({
    server,
    path,
    requests: buyers.map((buyer) => ({
      method: 'POST',
      path,
      setupRequest: (request) => ({ ...request, headers: headers(buyer), body: body(buyer) }),
    })),
  })
  return {
    bare: each(
      reference,
      '/order',
      () => json,
      ({ actor }) => JSON.stringify({ buyerId: actor.partyId, deliverOn, lines: basket() }),
    ),
    form: each(
      ours,
      '/trade/orders',
      (buyer) => formHeaders(ours, buyer),
      (buyer) => formOf(buyer, basket()),
    ),
    api: each(
      ours,
      '/api/v1/orders',
      ({ token }) => ({ ...json, authorization: `Bearer ${token}`, 'idempotency-key': newId() }),
      () => JSON.stringify({ deliverOn, lines: basket() }),
    ),
  }
}

/** A product of which there are a hundred. */
async function scarceVariant(market: Market): Promise<Id> {
  return await transact(market.db, { region }, async (tx) => {
    const [staff] = await tx.run<PartyActor & Record<string, unknown>>(
      `select user_id as "userId", party_id as "partyId", 'bench' as name, role
       from party_membership where region_id = $1 and role = 'company_staff' limit 1`,
      [region],
    )
    const [producer] = await tx.run<{ id: Id }>(
      'select producer_id as id from trade_product where region_id = $1 limit 1',
      [region],
    )
    if (!staff || !producer) throw new Error('the town has no company or no producer')
    const jar = { name: '瓶', baseQuantity: 1, pricedBy: 'variant' as const, priceYen: 500 }
    const sheet = {
      name: '百しかない品',
      kana: 'ヒャクシカナイシナ',
      category: 'processed' as const,
      taxClass: 'reduced' as const,
      baseKind: 'count' as const,
      baseUnit: '本',
      seasonDekads: [],
      temperature: 'ambient' as const,
      shelfLifeDays: 100,
      variants: [jar],
    }
    const { productId } = must(
      await putUpProduct(tx, staff, { ...sheet, producerId: producer.id }),
      'putting up',
    )
    const terms = { model: 'consignment', commissionBp: 1_500 } as const
    must(await setContract(tx, staff, { productId, from: today, ...terms }), 'agreeing on terms')
    must(await publishProduct(tx, staff, { productId }), 'publishing')
    must(await receiveLots(tx, staff, [{ productId, quantity: 100, madeOn: today }]), 'receiving')
    const [variant] = await tx.run<{ id: Id }>(
      'select variant_id as id from trade_variant where region_id = $1 and product_id = $2',
      [region, productId],
    )
    if (!variant) throw new Error('the product has no variant')
    return variant.id
  })
}

/** Everyone sends at the same moment; who is told that it is sold out gets the form again. */
async function crowd(market: Market, server: Server, buyers: readonly Buyer[]) {
  const variantId = await scarceVariant(market)
  const bodies = buyers.map((buyer) => formOf(buyer, [{ variantId, quantity: 1 }]))
  const start = performance.now()
  const answers = await Promise.all(
    buyers.map(async (buyer, at) => {
      const answer = await fetch(`${server.url}/trade/orders`, {
        method: 'POST',
        headers: formHeaders(server, buyer),
        body: bodies[at],
        redirect: 'manual',
      })
      await answer.arrayBuffer()
      return answer.status
    }),
  )
  const ms = performance.now() - start
  const { rows } = await market.db.pool.query<{ sold: number; reserved: number }>(
    `select coalesce(sum(l.quantity), 0)::int as sold, max(s.reserved)::int as reserved
     from trade_order_line l
     join trade_stock s on s.region_id = l.region_id and s.product_id = l.product_id
     where l.region_id = $1 and l.variant_id = $2`,
    [region, variantId],
  )
  const of = (status: number): number => answers.filter((each) => each === status).length
  return {
    ms,
    ordered: of(303),
    refused: of(422),
    sold: rows[0]?.sold ?? 0,
    reserved: rows[0]?.reserved ?? 0,
  }
}

const market = await openMarket()
const [reference, ours] = await Promise.all([
  startServer('reference', market.url),
  startServer('serve', market.url),
])
try {
  const buyers = await signIn(market, ours, 200)
  const { bare, form, api } = loads(buyers.slice(0, connections), await basketsOf(market), {
    reference,
    ours,
  })
  const table = [lineOf('form of a page', await compare(bare, form), 0.5)]
  table.push(lineOf('API', await compare(bare, api), 0.5))
  printTable([heading, ...table])

  const { ms, ordered, refused, sold, reserved } = await crowd(market, ours, buyers)
  const right = ordered === 100 && refused === buyers.length - 100 && sold === 100 && reserved === 100
  console.log()
  printTable([
    [
      'buyers at once',
      'pieces',
      'orders',
      'told it is sold out',
      'pieces ordered',
      'reserved',
      'ms',
      'target',
    ],
    [buyers.length, 100, ordered, refused, sold, reserved, Math.round(ms), verdict(right, '100')],
  ])
} finally {
  await Promise.all([reference.stop(), ours.stop()])
  await market.close()
}
