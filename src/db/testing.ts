import { randomBytes } from 'node:crypto'
import { type TestContext, after } from 'node:test'
import { Client } from 'pg'
import { type Database, openDatabase } from './pool.ts'
import { type Tx, transact } from './transaction.ts'

/** A fresh copy of the migrated template, gone after the test (or, without `t`, after the file). */
export interface TestRegion {
  readonly db: Database
  readonly url: string
  readonly region: number
  /** Runs work in a transaction of this region, at `at` (default: 2026-11-23 noon in Tokyo). */
  tx<T>(work: (tx: Tx) => Promise<T>, at?: Date): Promise<T>
}

export const testNow = new Date('2026-11-23T03:00:00Z')
export const testRegionId = 32093

export async function testRegion(t?: TestContext): Promise<TestRegion> {
  const server = process.env['TEST_DATABASE_URL']
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run the tests through npm test')
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} template yuinowa_template`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const db = openDatabase(url.href)
  const drop = async () => {
    await db.close()
    await onServer(server, `drop database ${name} with (force)`)
  }
  if (t) t.after(drop)
  else after(drop)
  return {
    db,
    url: url.href,
    region: testRegionId,
    tx: (work, at = testNow) => transact(db, { region: testRegionId, clock: { now: () => at } }, work),
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
