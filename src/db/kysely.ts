import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import type { Tables } from './schema.ts'

const names = new Map<string, string>()

/** A short name for a statement, the same for the same text, so that each connection plans it once. */
export function nameOf(text: string): string {
  let name = names.get(text)
  if (!name) names.set(text, (name = `y${names.size.toString(36)}`))
  return name
}

async function refuse(): Promise<void> {
  throw new Error('the transaction is already open: it was made by transact()')
}

/** Kysely on one connection whose transaction is already open: it only compiles and sends. */
export function kyselyOn(client: pg.PoolClient): Kysely<Tables> {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, rowCount, command } = await client.query({
        name: nameOf(query.sql),
        text: query.sql,
        values: [...query.parameters],
      })
      const changed = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE'
      return { rows: rows as R[], ...(changed ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
    },
    // oxlint-disable-next-line require-yield -- the interface wants a generator; nothing in the house streams through Kysely
    async *streamQuery() {
      throw new Error('streaming goes through pg-copy-streams')
    },
  }
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  }
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
