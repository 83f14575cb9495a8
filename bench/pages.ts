/**
 * Pages as whole HTML, and the API's JSON, beside the reference: a bare server on the same database that reads the same
 * rows. Each server is one process on one core; sixteen connections.
 */
import type { Id } from '#kit/ids.ts'
import { printTable } from './bench.ts'
import { openMarket, region } from './data.ts'
import { compare, heading, isThere, lineOf, startServer } from './load.ts'

interface Pair {
  readonly name: string
  readonly reference: string
  readonly ours: string
  readonly target: number
}

function pairs(productId: Id): Pair[] {
  const filter = `month=${new Date().getMonth() + 1}`
  const html = 0.3
  const json = 0.6
  return [
    {
      name: 'catalogue, HTML',
      reference: `/catalogue-page?${filter}&available=on`,
      ours: `/products?${filter}&available=on`,
      target: html,
    },
    {
      name: 'product, HTML',
      reference: `/product-page/${productId}`,
      ours: `/products/${productId}`,
      target: html,
    },
    { name: 'front, HTML', reference: '/front', ours: '/', target: html },
    {
      name: 'catalogue, JSON',
      reference: `/catalogue?${filter}&available=on`,
      ours: `/api/v1/products?limit=20&${filter}&inStock=true`,
      target: json,
    },
    {
      name: 'product, JSON',
      reference: `/product/${productId}`,
      ours: `/api/v1/products/${productId}`,
      target: json,
    },
  ]
}

const market = await openMarket()
const [reference, ours] = await Promise.all([
  startServer('reference', market.url),
  startServer('serve', market.url),
])
try {
  const { rows } = await market.db.pool.query<{ id: Id }>(
    'select product_id as id from trade_product where region_id = $1 order by product_id limit 1 offset 500',
    [region],
  )
  const [product] = rows
  if (!product) throw new Error('the town has no product')
  const table = []
  for (const pair of pairs(product.id)) {
    if (!(await isThere(ours.url + pair.ours))) continue
    const found = await compare(
      { server: reference, path: pair.reference },
      { server: ours, path: pair.ours },
    )
    table.push(lineOf(pair.name, found, pair.target))
  }
  printTable([heading, ...table])
} finally {
  await Promise.all([reference.stop(), ours.stop()])
  await market.close()
}
