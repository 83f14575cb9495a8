import type { Database } from '#db/pool.ts'
import { migrate } from '#db/migrate.ts'
import type { Tx } from '#db/transaction.ts'
import { setup } from '#parties/actors.ts'
import { record } from '#parties/audit.ts'

const [begun, ended] = ['demo.begin', 'demo.end'] as const

/** Noted with the region itself, and once more when all of it is there: so a load that was killed is seen. */
export const noteBegin = (tx: Tx): Promise<void> => record(tx, setup, { action: begun })
export const noteEnd = (tx: Tx): Promise<void> => record(tx, setup, { action: ended })

/** Whether a demo region was begun and never finished. */
export async function isHalfLoaded(tx: Tx): Promise<boolean> {
  const [row] = await tx.run<{ half: boolean }>(
    `select exists (select from party_audit where region_id = $1 and action = $2)
       and not exists (select from party_audit where region_id = $1 and action = $3) as half`,
    [tx.region, begun, ended],
  )
  return row?.half ?? false
}

/**
 * Empties a database that holds nothing but a half-loaded demo region, by making its schema anew: what is append-only
 * cannot be deleted row by row. A fault when another region lives there too.
 */
export async function clearHalfLoaded(db: Database, log: (line: string) => void): Promise<void> {
  const { rows } = await db.pool.query<{ count: number }>('select count(*)::int as count from party_region')
  if (rows[0]?.count !== 1)
    throw new Error(
      '体験用の地域は途中までしか作られていませんが、ほかの地域も入っているデータベースなので、消さずに止まります。 / The demo region is half made, in a database with other regions: it is left alone.',
    )
  await db.pool.query('drop schema public cascade; create schema public')
  await migrate(db.pool, log)
}
