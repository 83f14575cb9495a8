import { Pool } from 'pg'
import { types } from './parsers.ts'

/** An open database. Statements reach it only through `transact`; the pool itself is for migrations and tools. */
export interface Database {
  readonly pool: Pool
  close(): Promise<void>
}

export function openDatabase(url: string, poolSize = 10): Database {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    types,
    application_name: 'yuinowa',
    // Statements are sent as they come, each with its own end of message: a transaction begins with its first statement.
    pipeline: true,
  })
  // A connection that breaks fails what waits for it, and the pool replaces it. It also says so as an event, which ends the
  // process when nobody listens: to the pool for one that lies idle, to the client for one at work.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return { pool, close: () => pool.end() }
}
