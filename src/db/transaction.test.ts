import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { refuse } from '#kit/refusals.ts'
import type { Database } from './pool.ts'
import { testRegion, testRegionId } from './testing.ts'
import { type Tx, transact } from './transaction.ts'

const region = { region: testRegionId }
const count = (tx: Tx) => tx.run<{ last: number }>(`select last from db_counter where name = 'T'`)
const write = (tx: Tx) =>
  tx.run(`insert into db_counter (region_id, name, year, last) values ($1, 'T', 2026, 1)`, [tx.region])

test('what was written is there after the commit, and only then is the rest done', async (t) => {
  const { db } = await testRegion(t)
  const seen: string[] = []
  await transact(db, region, async (tx) => {
    tx.afterCommit(() => seen.push('after'))
    await write(tx)
    seen.push('written')
  })
  assert.deepEqual(seen, ['written', 'after'])
  assert.deepEqual(await transact(db, region, count), [{ last: 1 }])
})

test('a refusal and a fault leave nothing behind, and the connection serves on', async (t) => {
  const { db } = await testRegion(t)
  let after = 0
  const refused = await transact(db, region, async (tx) => {
    tx.afterCommit(() => after++)
    await write(tx)
    return refuse('not_allowed')
  })
  assert.deepEqual(refused, refuse('not_allowed'))
  await assert.rejects(
    transact(db, region, async (tx) => {
      await write(tx)
      throw new Error('no')
    }),
    /no/,
  )
  assert.deepEqual(await transact(db, region, count), [])
  assert.equal(after, 0)
  assert.equal(db.pool.idleCount, db.pool.totalCount)
})

test('of statements sent together the first that fails is named, and none of them counts', async (t) => {
  const { db } = await testRegion(t)
  await assert.rejects(
    transact(db, region, (tx) => Promise.all([write(tx), tx.run('select 1 / 0'), write(tx)])),
    /division by zero/,
  )
  assert.deepEqual(await transact(db, region, count), [])
})

test('statements sent together are answered in their order', async (t) => {
  const { db } = await testRegion(t)
  const rows = await transact(db, { ...region, readOnly: true }, (tx) =>
    Promise.all([1, 2, 3].map((n) => tx.run<{ n: number }>('select $1::int as n', [n]))),
  )
  assert.deepEqual(rows.flat(), [{ n: 1 }, { n: 2 }, { n: 3 }])
})

test('what was sent without waiting is there after the commit, in its order', async (t) => {
  const { db } = await testRegion(t)
  await transact(db, region, async (tx) => {
    tx.send(`insert into db_counter (region_id, name, year, last) values ($1, 'T', 2026, 1)`, [tx.region])
    tx.send(`update db_counter set last = last + 1 where region_id = $1`, [tx.region])
    assert.deepEqual(await count(tx), [{ last: 2 }])
    tx.send(`update db_counter set last = last * 10 where region_id = $1`, [tx.region])
  })
  assert.deepEqual(await transact(db, region, count), [{ last: 20 }])
})

test('when what was sent fails, so does the transaction, with its reason', async (t) => {
  const { db } = await testRegion(t)
  let after = 0
  const twice = async (tx: Tx) => {
    tx.afterCommit(() => after++)
    for (const _ of [1, 2])
      tx.send(`insert into db_counter (region_id, name, year, last) values ($1, 'T', 2026, 1)`, [tx.region])
    return 'written'
  }
  await assert.rejects(transact(db, region, twice), /duplicate key/)
  assert.deepEqual(await transact(db, region, count), [])
  assert.equal(after, 0)
  assert.equal(db.pool.idleCount, db.pool.totalCount)
})

const wrong = async (tx: Tx) => await tx.run('select 1 / 0')
const twice = (tx: Tx): void => {
  for (const _ of [1, 2])
    tx.send(`insert into db_counter (region_id, name, year, last) values ($1, 'T', 2026, 1)`, [tx.region])
}

test('the cause is named, whatever else failed after it', async (t) => {
  const { db } = await testRegion(t)
  // Sent first and failed: what is asked after it is only told that all is over.
  const later = transact(db, region, async (tx) => {
    twice(tx)
    return await count(tx)
  })
  await assert.rejects(later, /duplicate key/)
  // Asked first and failed: so is what was sent.
  const before = transact(db, region, async (tx) => {
    const asked = wrong(tx)
    twice(tx)
    return await asked
  })
  await assert.rejects(before, /division by zero/)
})

test('what was sent is gone with a refusal', async (t) => {
  const { db } = await testRegion(t)
  const refused = await transact(db, region, async (tx) => {
    tx.send(`insert into db_counter (region_id, name, year, last) values ($1, 'T', 2026, 1)`, [tx.region])
    return refuse('not_allowed')
  })
  assert.deepEqual(refused, refuse('not_allowed'))
  assert.deepEqual(await transact(db, region, count), [])
})

test('what only reads cannot write', async (t) => {
  const { db } = await testRegion(t)
  await assert.rejects(transact(db, { ...region, readOnly: true }, write), /read-only transaction/)
})

test('a number that is no region is refused before a connection is taken', async (t) => {
  const { db } = await testRegion(t)
  await assert.rejects(transact(db, { region: 0 }, write), RangeError)
  assert.equal(db.pool.idleCount, db.pool.totalCount)
})

/** The same database, but what begins a transaction is spoilt on its way: the statement after it is sent all the same. */
function spoilt(db: Database, spoil: (begin: string) => string): Database {
  const connect = async (): Promise<pg.PoolClient> => {
    const client = await db.pool.connect()
    const query = client.query.bind(client)
    const spoiling = (what: unknown) =>
      query((typeof what === 'string' && what.startsWith('begin') ? spoil(what) : what) as string)
    return Object.assign(Object.create(client) as pg.PoolClient, { query: spoiling })
  }
  return { ...db, pool: { connect } as unknown as pg.Pool }
}

test('when a transaction cannot begin, its statements do nothing and the reason is told', async (t) => {
  const { db } = await testRegion(t)
  const without = spoilt(db, (begin) => begin.replace('yuinowa_app', 'nobody_of_this_name'))
  await assert.rejects(transact(without, region, write), /nobody_of_this_name/)
  assert.deepEqual(await transact(db, region, count), [])
})

test('a connection that breaks at work fails its transaction and nothing else', async (t) => {
  const place = await testRegion(t)
  const broken = place.tx((tx) => tx.run('select pg_sleep(30)'))
  const failed = assert.rejects(broken, /terminat/)
  for (let ended = 0; ended === 0;) {
    const { rowCount } = await place.db.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_sleep%'`,
    )
    ended = rowCount ?? 0
  }
  await failed
  assert.deepEqual(await place.tx((tx) => tx.run('select 1 as one')), [{ one: 1 }])
})
