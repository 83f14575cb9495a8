import { randomBytes } from 'node:crypto'
import { chownSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { supervisorRole, type Place } from './embedded-folder.ts'
import { embeddedFault } from './embedded-faults.ts'

/**
 * Our own connection to the server, open as long as we need it. Each process that needs the server holds one lock on it,
 * shared; the system drops the lock when a process dies, however it dies. So the last one to leave knows that it is.
 */
export interface Keeper {
  /** True when another process held the server at the moment we came. */
  readonly foundHolder: boolean
  /** Calls back when the server goes away without being asked to. */
  onLost(work: () => void): void
  /** Gives our hold back. True: nobody else holds the server, and nobody can until this connection closes. */
  release(): Promise<boolean>
  close(): Promise<void>
}

const holdersLock = 7199

/** The driver has these; its types do not say so. An open hold alone does not keep our process from ending. */
interface Referenced {
  ref(): void
  unref(): void
}

/**
 * Connects to the server as its supervisor and makes sure that it works on this very folder: it must read back a word
 * that we wrote there. While the last holder is ending the server this fails as any lost connection does, and the caller
 * begins anew.
 */
export async function keep(place: Place, password: string, port: number): Promise<Keeper> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: supervisorRole,
    password,
    database: 'postgres',
    ssl: false,
    application_name: `yuinowa supervisor ${process.pid}`,
    connectionTimeoutMillis: 10_000,
  }) as Client & Referenced
  let lost: (() => void) | undefined
  let expected = false
  client.on('error', () => undefined)
  client.on('end', () => {
    if (!expected) lost?.()
  })
  try {
    await client.connect()
    await proveFolder(client, place, port)
    const alone = await yes(client, 'select pg_try_advisory_lock($1) as yes')
    await client.query('select pg_advisory_lock_shared($1)', [holdersLock])
    if (alone) await client.query('select pg_advisory_unlock($1)', [holdersLock])
    client.unref()
    return {
      foundHolder: !alone,
      onLost: (work) => void (lost = work),
      async release() {
        expected = true
        client.ref()
        await client.query('select pg_advisory_unlock_shared($1)', [holdersLock])
        return yes(client, 'select pg_try_advisory_lock($1) as yes')
      },
      async close() {
        expected = true
        client.ref()
        await client.end()
      },
    }
  } catch (error) {
    expected = true
    await client.end().catch(() => undefined)
    throw error
  }
}

async function yes(client: Client, question: string): Promise<boolean> {
  const { rows } = await client.query<{ yes: boolean }>(question, [holdersLock])
  return rows[0]?.yes === true
}

async function proveFolder(client: Client, { folder, account }: Place, port: number): Promise<void> {
  const name = `yuinowa-proof-${randomBytes(8).toString('hex')}`
  const word = randomBytes(16).toString('hex')
  const file = join(folder, name)
  try {
    writeFileSync(file, word, { mode: 0o600 })
    if (account) chownSync(file, account.uid, account.gid)
    const { rows } = await client.query<{ word: string | null }>('select pg_read_file($1, true) as word', [
      name,
    ])
    if (rows[0]?.word !== word)
      throw embeddedFault(
        `127.0.0.1:${port} のデータベースは ${folder} とは別のフォルダーのものです。フォルダーを動作中に写した場合は、写しの中の postmaster.pid を消してください。`,
        `The database at 127.0.0.1:${port} works on another folder than ${folder}. If the folder was copied while in use, remove postmaster.pid from the copy.`,
      )
  } finally {
    rmSync(file, { force: true })
  }
}
