/**
 * What the pages and the orders are measured against: the smallest server of the same framework and driver that reads
 * the same rows and sends them as JSON. No sessions, no audit, no regions apart, no row-level security, no checks of
 * what was sent. Runs as a process of its own: `node bench/reference.ts postgres://… PORT`.
 */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Pool } from 'pg'
import { types } from '#db/parsers.ts'

const [url = '', port = '0'] = process.argv.slice(2)
const pool = new Pool({ connectionString: url, max: 10, types })
const region = 32093
const app = new Hono()

interface Asking {
  query(what: { name: string; text: string; values: unknown[] }): Promise<{ rows: Record<string, unknown>[] }>
}
const rows = async (on: Asking, name: string, text: string, values: unknown[]) =>
  (await on.query({ name, text, values })).rows

const cards = `select p.product_id, p.product_no, p.name, p.name_en, p.kana, p.category, p.tax_class, p.temperature,
    p.base_kind, p.base_unit, p.base_unit_en, p.season_dekads, p.picture_id, p.state, p.producer_id,
    f.name as producer_name, f.name_en as producer_name_en, f.town, p.available, v.price_yen, v.name as variant,
    v.name_en as variant_en, v.priced_by
  from (
    select p.*, s.on_hand - s.reserved as available
    from trade_product p
    join trade_stock s on s.region_id = p.region_id and s.product_id = p.product_id
    where p.region_id = $1 and p.state = 'published'
      and ($2::text is null or position($2 in p.search_key) > 0)
      and ($3::text is null or p.category = $3)
      and ($4::smallint is null or p.season_dekads = '{}' or $4 * 3 - 1 = any(p.season_dekads))
      and (not $5 or s.on_hand > s.reserved)
      and ($6::uuid is null or p.producer_id = $6)
    order by p.kana, p.name, p.product_id limit $7) p
  join party f on f.region_id = p.region_id and f.party_id = p.producer_id
  left join lateral (
    select o.price_yen, o.name, o.name_en, o.priced_by from trade_variant o
    where o.region_id = p.region_id and o.product_id = p.product_id and o.active
    order by o.price_yen, o.position limit 1) v on true
  order by p.kana, p.name, p.product_id`

interface Filter {
  q?: string
  category?: string
  month?: string
  available?: string
  producer?: unknown
}
const searched = ({ q, category, month, available, producer }: Filter, limit: number) =>
  rows(pool, 'cards', cards, [
    region,
    q ?? null,
    category ?? null,
    month ?? null,
    available !== undefined,
    producer ?? null,
    limit,
  ])

// Twenty products; beside them, as the page shows it, how many each category holds.
const counted = `select p.category, count(*)::int as count from trade_product p
  where p.region_id = $1 and p.state = 'published'
    and ($2::text is null or position($2 in p.search_key) > 0)
    and ($3::smallint is null or p.season_dekads = '{}' or $3 * 3 - 1 = any(p.season_dekads))
    and (not $4 or exists (select 1 from trade_stock s
      where s.region_id = p.region_id and s.product_id = p.product_id and s.on_hand > s.reserved))
  group by p.category`
app.get('/catalogue', async (c) => c.json(await searched(c.req.query(), 20)))
app.get('/catalogue-page', async (c) => {
  const asked: Filter = c.req.query()
  const values = [region, asked.q ?? null, asked.month ?? null, asked.available !== undefined]
  const counts = await rows(pool, 'counts', counted, values)
  return c.json({ counts, products: await searched(asked, 20) })
})

const oneProduct = `select p.product_id, p.product_no, p.name, p.name_en, p.kana, p.story, p.story_en, p.category,
    p.tax_class, p.temperature, p.base_kind, p.base_unit, p.base_unit_en, p.season_dekads, p.shelf_life_days, p.allergens,
    p.picture_id, p.state, p.producer_id, f.name as producer, f.name_en as producer_en, f.town, f.story as producer_story,
    f.story_en as producer_story_en, f.picture_id as producer_picture_id, s.on_hand - s.reserved as available
  from trade_product p
  join party f on f.region_id = p.region_id and f.party_id = p.producer_id
  join trade_stock s on s.region_id = p.region_id and s.product_id = p.product_id
  where p.region_id = $1 and p.product_id = $2`
const itsVariants = `select variant_id, name, name_en, base_quantity, priced_by, price_yen, jan
  from trade_variant where region_id = $1 and product_id = $2 and active order by position`
const readOne = async (id: string) => {
  const [product] = await rows(pool, 'product', oneProduct, [region, id])
  const variants = await rows(pool, 'variants', itsVariants, [region, id])
  return { product, variants }
}
app.get('/product/:id', async (c) => c.json(await readOne(c.req.param('id'))))

// The page shows what is on the pictures, the prices with tax, and more of the same producer.
app.get('/product-page/:id', async (c) => {
  const { product, variants } = await readOne(c.req.param('id'))
  const captions = await rows(
    pool,
    'captions',
    'select picture_id, alt, width, height from party_picture where region_id = $1 and picture_id = any($2::uuid[])',
    [region, [product?.['picture_id'], product?.['producer_picture_id']]],
  )
  const numbers = await rows(pool, 'numbers', numbersText, [region])
  const others = await searched({ producer: product?.['producer_id'] }, 5)
  return c.json({ product, variants, captions, numbers, others })
})
const numbersText = `select p.name, p.value, p.valid_from, p.confirmed, s.rounding
  from party_parameter p left join trade_setting s on s.region_id = p.region_id
  where p.region_id = $1 and p.name like 'tax.%'`

const totals = `select t.month, t.crossing, t.from_party, t.to_party, t.amount, t.flows from ledger_month_total t
    where t.region_id = $1 and t.unit = 'JPY' and t.month between $2 and $3 and t.kind = any($4)
  union all
  select to_char(f.occurred_on, 'YYYY-MM'), f.crossing, f.counted_from, f.counted_to, f.counted, 1
    from ledger_open_flows($1) f
    where f.unit = 'JPY' and to_char(f.occurred_on, 'YYYY-MM') between $2 and $3 and f.kind = any($4)`
const circle = `select month, crossing, sum(amount)::bigint as amount, sum(flows)::int as flows
  from (${totals}) t group by month, crossing`
const streams = `select t.crossing, a.kind as from_kind, a.sector as from_sector, b.kind as to_kind, b.sector as to_sector,
    sum(t.amount)::bigint as amount, sum(t.flows)::int as flows
  from (select crossing, from_party, to_party, sum(amount) as amount, sum(flows) as flows
        from (${totals}) r group by crossing, from_party, to_party) t
  join party a on a.region_id = $1 and a.party_id = t.from_party
  join party b on b.region_id = $1 and b.party_id = t.to_party
  group by 1, 2, 3, 4, 5`
const tellers = `select party_id, name, name_en, town, story, story_en, picture_id from party
  where region_id = $1 and on_map and story <> '' order by md5(party_id::text || $2) limit 3`
const places = `select p.party_id, p.kind, p.name, p.name_en, p.town, p.latitude, p.longitude, s.side
  from party p left join party_side s on s.region_id = p.region_id and s.party_id = p.party_id
    and s.valid_from <= $2::date and (s.valid_to is null or s.valid_to >= $2::date)
  where p.region_id = $1 and p.on_map and p.latitude is not null order by p.kana, p.name, p.party_id`
const regions = 'select name, name_en, boundary, boundary_source from party_region where region_id = $1'
const kinds =
  'sale refund payout wage freight packaging material rent energy communication fee advertising expense'
    .split(' ')
    .map((name) => `trade.${name}`)

app.get('/front', async (c) => {
  const today = new Date().toISOString().slice(0, 10)
  const month = today.slice(0, 7)
  const from = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`
  const year = [region, from, month, kinds]
  return c.json({
    region: await rows(pool, 'region', regions, [region]),
    circle: await rows(pool, 'circle', circle, year),
    streams: await rows(pool, 'streams', streams, year),
    products: await searched({ month: String(Number(month.slice(5))), available: 'on' }, 8),
    tellers: await rows(pool, 'tellers', tellers, [region, today]),
    places: await rows(pool, 'places', places, [region, today]),
  })
})

const prices = `select w.quantity, v.variant_id, v.base_quantity, v.price_yen, v.name as variant,
    v.name_en as variant_en, v.priced_by, p.product_id, p.name, p.name_en, p.tax_class
  from unnest($2::uuid[], $3::int[]) w (variant_id, quantity)
  join trade_variant v on v.region_id = $1 and v.variant_id = w.variant_id
  join trade_product p on p.region_id = $1 and p.product_id = v.product_id
  order by p.product_id`
const reserve = `with locked as (
    select s.product_id, w.base from trade_stock s join unnest($2::uuid[], $3::bigint[]) w (product_id, base)
      on w.product_id = s.product_id
    where s.region_id = $1 order by s.product_id for update of s)
  update trade_stock s set reserved = s.reserved + l.base from locked l
  where s.region_id = $1 and s.product_id = l.product_id and s.on_hand - s.reserved >= l.base`
const insertOrder = `insert into trade_order (region_id, order_id, order_no, buyer_id, ordered_on, deliver_on, state,
    net_yen, ordered_at)
  values ($1, $2, 'R-' || nextval('trade_order_number'), $3, current_date, $4, 'ordered', $5, now())
  returning order_no`
const insertLines = `insert into trade_order_line (region_id, order_id, line_no, product_id, variant_id, product_name,
    product_name_en, variant_name, variant_name_en, base_quantity, quantity, priced_by, price_yen, tax_class, amount_yen)
  select $1, $2, n, product, variant, name, name_en, vname, vname_en, base, quantity, priced, price, tax, price * quantity
  from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::int[],
    $11::text[], $12::bigint[], $13::text[]) with ordinality
    x (product, variant, name, name_en, vname, vname_en, base, quantity, priced, price, tax, n)`

interface Line {
  variantId: string
  quantity: number
}
interface Priced extends Record<string, unknown> {
  quantity: number
  base_quantity: number
  price_yen: number
}
app.post('/order', async (c) => {
  const { buyerId, deliverOn, lines }: { buyerId: string; deliverOn: string; lines: Line[] } =
    await c.req.json()
  const client = await pool.connect()
  try {
    await client.query('begin')
    const wanted = [region, lines.map((line) => line.variantId), lines.map((line) => line.quantity)]
    const priced = (await rows(client, 'prices', prices, wanted)) as Priced[]
    const column = (name: string) => priced.map((each) => each[name])
    const bases = priced.map((each) => each.quantity * each.base_quantity)
    const { rowCount } = await client.query({
      name: 'reserve',
      text: reserve,
      values: [region, column('product_id'), bases],
    })
    if (rowCount !== priced.length) throw new Error('sold out')
    const net = priced.reduce((sum, each) => sum + each.quantity * each.price_yen, 0)
    const orderId = crypto.randomUUID()
    const [order] = await rows(client, 'order', insertOrder, [region, orderId, buyerId, deliverOn, net])
    const columns = ['product_id', 'variant_id', 'name', 'name_en', 'variant', 'variant_en', 'base_quantity']
    const more = ['quantity', 'priced_by', 'price_yen', 'tax_class']
    await rows(client, 'lines', insertLines, [region, orderId, ...[...columns, ...more].map(column)])
    await client.query('commit')
    return c.json({ orderId, orderNo: order?.['order_no'], net }, 201)
  } catch (fault) {
    await client.query('rollback')
    console.error(fault)
    return c.json({ fault: String(fault) }, 409)
  } finally {
    client.release()
  }
})

serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' }, ({ port: open }) =>
  console.log(`open ${open}`),
)
