/**
 * Five years of a region of 100,000 parties, written straight into the tables by set-based SQL as their owner: posting
 * 20 million flows one by one would take an hour. Entries have the digests that the ledger makes; days that are loaded
 * have no seals, so `verify` would name the first of them, and all else of the ledger is as if it had been posted.
 */
import { type Day, addDays, day, daysBetween } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Database } from '#db/pool.ts'
import { type Town, region } from './town.ts'

export const firstLoaded = day('2021-11-01')

/** Who lives there, by shares of all: each a run of numbers, from which their ids are made. */
const shares = [
  ['company', 'company', 'I', 0, true],
  ['city', 'city', 'S', 0, true],
  ['forest', 'nature', null, 0, true],
  ['growers', 'business', 'A', 0.05, true],
  ['stores', 'business', 'E', 0.02, true],
  ['inns', 'business', 'M', 0.02, true],
  ['firms', 'business', 'D', 0.03, true],
  ['buyers', 'business', 'I', 0.04, false],
  ['suppliers', 'business', 'F', 0.04, false],
  ['households', 'household', null, 1, true], // all that are left
] as const
type Name = (typeof shares)[number][0]
type Run = { readonly first: number; readonly count: number }

function runsOf(parties: number): Record<Name, Run> {
  let next = 0
  return Object.fromEntries(
    shares.map(([name, , , share]) => {
      const count = share === 0 ? 1 : share === 1 ? parties - next : Math.round(parties * share)
      const run = { first: next, count }
      next += count
      return [name, run]
    }),
  ) as Record<Name, Run>
}

const idOf = (prefix: string, n: number): Id =>
  `${prefix}-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as Id
const idSql = (prefix: string, n: string): string =>
  `('${prefix}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
const [party, account, entry] = ['01800000', '01810000', '01820000']

/** The part of the run at a random place, or one of the few that somebody is in the habit of going to. */
const any = ({ first, count }: Run, random: string): string => `${first} + floor(${count} * ${random})::int`
const habit = ({ first, count }: Run, of: string, few: number, random: string): string =>
  `${first} + (${of} * 7919::bigint + floor(${few} * ${random})::int * 37) % ${count}`
/** A number from 0 to 1 that is always the same for the same entry and place. */
const random = (place: number): string => `((hashint8extended(i, ${place}) & 1048575) / 1048576.0)`
const first = (run: Run, place: number): string =>
  `${run.first} + floor(${run.count} * ${random(place)} ^ 2)::int`

/** Makes the parties with their sides and accounts. */
async function settle({ pool }: Database, runs: Record<Name, Run>): Promise<void> {
  for (const [name, kind, sector, , inside] of shares) {
    const { first: from, count } = runs[name]
    await pool.query(
      `insert into party (region_id, party_id, kind, name, sector, created_at)
       select ${region}, ${idSql(party, 'n')}, $1, $1 || ' ' || n, $2, '2021-10-01' from generate_series($3::int, $4::int) n`,
      [kind, sector, from, from + count - 1],
    )
    await pool.query(
      `insert into party_side (region_id, party_id, side, valid_from)
       select ${region}, ${idSql(party, 'n')}, $1, '2021-10-01' from generate_series($2::int, $3::int) n`,
      [inside ? 'inside' : 'outside', from, from + count - 1],
    )
    await pool.query(
      `insert into ledger_account (region_id, account_id, party_id, unit, purpose, guarded, opened_at)
       select ${region}, ${idSql(account, 'n')}, ${idSql(party, 'n')}, 'JPY', 'cash', false, '2021-10-01'
       from generate_series($1::int, $2::int) n`,
      [from, from + count - 1],
    )
  }
}

/** What happens, with its share of all entries, and its two flows: giver, taker, giver, taker. */
function happenings(runs: Record<Name, Run>): [kind: string, until: number, ...ends: string[]][] {
  const { company, growers, stores, inns, firms, buyers, suppliers, households } = runs
  const shops = { first: stores.first, count: stores.count + inns.count }
  const businesses = { first: growers.first, count: growers.count + shops.count + firms.count }
  const [r1, r2, r3] = [random(1), random(2), random(3)]
  const household = any(households, r1)
  const business = first(businesses, 1)
  return [
    ['bench.spend', 0.36, household, habit(shops, 'a', 14, r2), 'a', habit(shops, 'a', 14, r3)],
    ['bench.spend', 0.4, household, habit(buyers, 'a', 3, r2), 'a', habit(stores, 'a', 9, r3)],
    ['bench.sale', 0.48, any(buyers, r1), String(company.first), any(buyers, r2), String(company.first)],
    [
      'bench.sale',
      0.6,
      first(buyers, 1),
      habit(businesses, 'a', 70, r2),
      'a',
      habit(businesses, 'a', 70, r3),
    ],
    ['bench.payout', 0.65, String(company.first), any(growers, r2), String(company.first), any(growers, r3)],
    [
      'bench.payout',
      0.75,
      any(firms, r1),
      habit(households, 'a', 30, r2),
      'a',
      habit(households, 'a', 30, r3),
    ],
    ['bench.supply', 1, business, habit(suppliers, 'a', 50, r2), 'a', habit(businesses, 'a', 50, r3)],
  ]
}

/** One row for each entry of two flows, by number, in a table that is gone afterwards. */
function rawSql(runs: Record<Name, Run>, entries: number, days: number): string {
  const list = happenings(runs)
  const chosen = (at: number): string =>
    `case ${list.map((row, n) => `when u < ${row[1]} then ${n === list.length - 1 ? row[at] : row[at]}`).join(' ')} end`
  return `create unlogged table raw as
    select i, recorded, greatest(recorded - case when ${random(7)} < 0.03 then floor(40 * ${random(8)})::int else 0 end,
        '${firstLoaded}'::date) as occurred, kind, a::int, b::int, (case c when -1 then a else c end)::int as c, d::int,
      (1 + floor(30000 * ${random(5)} ^ 3))::int as x, (1 + floor(9000 * ${random(6)} ^ 3))::int as y
    from (
      select *, ${chosen(3)} as b, ${chosen(4).replaceAll('then a', 'then -1')} as c, ${chosen(5)} as d
      from (
        select *, ${chosen(0).replaceAll(/then (bench\.\w+)/g, "then '$1'")} as kind, ${chosen(2)} as a
        from (
          select i, ${random(0)} as u, '${firstLoaded}'::date + (i * ${days}::bigint / ${entries})::int as recorded
          from generate_series(0, ${entries - 1}::bigint) i) numbered) begun) ended`
}

const flowText = (amount: string, from: string, to: string): string =>
  `'["JPY",' || ${amount} || ',"' || ${from} || '","cash","' || ${to} || '","cash"]'`

/** Five years of entries until `last`, closed but not sealed and in no total: those are made by rebuildTotals. */
export async function loadHistory(
  db: Database,
  sizes: { readonly flows: number; readonly parties: number; readonly last: Day },
  progress: (line: string) => void,
): Promise<Town> {
  const runs = runsOf(sizes.parties)
  const client = await db.pool.connect()
  const run = async (what: string, text: string): Promise<void> => {
    progress(what)
    await client.query(text)
  }
  try {
    await client.query(
      `set work_mem = '256MB'; set maintenance_work_mem = '1GB'; set synchronous_commit = off`,
    )
    await settle(db, runs)
    const days = daysBetween(firstLoaded, addDays(sizes.last, 1))
    await run('entries thought out', rawSql(runs, Math.round(sizes.flows / 2), days))
    // Two outside the region pay each other three times in five years.
    await client.query(
      `update raw set kind = 'bench.supply', occurred = recorded, a = $1, b = $2, c = $1, d = $3
       where i in (select min(i) from raw where recorded = any ('{2025-12-10,2026-02-10,2026-06-10}') group by recorded)`,
      [runs.buyers.first + 3, runs.suppliers.first + 3, runs.company.first],
    )
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
       where indrelid = any ('{ledger_entry,ledger_flow}'::regclass[]) and not indisprimary`,
    )
    await client.query(
      `alter table ledger_entry disable trigger to_tail; alter table ledger_flow disable trigger user; drop index ${indexes.map(({ name }) => name).join(', ')}`,
    )
    await run(
      'entries',
      `insert into ledger_entry (region_id, entry_id, kind, occurred_on, recorded_at, recorded_on, digest)
       select ${region}, ${idSql(entry, 'i')}, kind, occurred, recorded + interval '9 hours', recorded,
         sha256(convert_to('[1,"' || kind || '","' || occurred || '",null,"",null,null,"",[' ||
           ${flowText('x', idSql(party, 'a'), idSql(party, 'b'))} || ',' ||
           ${flowText('y', idSql(party, 'c'), idSql(party, 'd'))} || ']]', 'UTF8'))
       from raw order by i`,
    )
    await run(
      'flows',
      `insert into ledger_flow (region_id, entry_id, ordinal, unit, amount, from_account, to_account, kind, occurred_on,
         recorded_on, reversal)
       select ${region}, ${idSql(entry, 'i')}, f.ordinal, 'JPY', f.amount, ${idSql(account, 'f.source')},
         ${idSql(account, 'f.target')}, kind, occurred, recorded, false
       from raw cross join lateral (values (1, x, a, b), (2, y, c, d)) f (ordinal, amount, source, target)
       where f.source <> f.target order by i`,
    )
    for (const { name, definition } of indexes) await run(name, definition)
    await client.query(
      'alter table ledger_entry enable trigger to_tail; alter table ledger_flow enable trigger user; drop table raw',
    )
    await client.query('insert into ledger_head values ($1, $2)', [region, sizes.last])
  } finally {
    await client.query('reset all')
    client.release()
  }
  return townOf(runs)
}

function townOf(runs: Record<Name, Run>): Town {
  const ids = (name: Name): Id[] =>
    Array.from({ length: runs[name].count }, (_, n) => idOf(party, runs[name].first + n))
  const one = (name: Name): Id => idOf(party, runs[name].first)
  return {
    company: one('company'),
    city: one('city'),
    forest: one('forest'),
    growers: ids('growers'),
    shops: [...ids('stores'), ...ids('inns')],
    households: ids('households'),
    buyers: ids('buyers'),
    suppliers: ids('suppliers'),
  }
}
