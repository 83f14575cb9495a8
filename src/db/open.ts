import { attachEmbedded, startEmbedded } from './embedded.ts'
import { type Database, openDatabase } from './pool.ts'

export interface Where {
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly databasePoolSize: number
}
export interface Opened {
  readonly db: Database
  readonly url: string
  /** Lets the connections go, and ends the embedded server when it is ours to end. */
  close(): Promise<void>
}

/**
 * The database of this house: that of DATABASE_URL, or else the embedded one in the data folder. A `tool` of the
 * command line uses a server that runs already and leaves it running.
 */
export async function openHouse(
  where: Where,
  log: (line: string) => void,
  as: 'server' | 'tool' = 'server',
): Promise<Opened> {
  if (where.databaseUrl !== undefined) {
    const db = openDatabase(where.databaseUrl, where.databasePoolSize)
    return { db, url: where.databaseUrl, close: () => db.close() }
  }
  const open = as === 'server' ? startEmbedded : attachEmbedded
  const embedded = await open({ dataDir: where.dataDir, log })
  const db = openDatabase(embedded.url, where.databasePoolSize)
  return {
    db,
    url: embedded.url,
    close: async () => {
      await db.close()
      await embedded.stop()
    },
  }
}
