import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { systemClock } from '#kit/clock.ts'
import { adopt, folderArgument, runTool, type Account } from './embedded-account.ts'
import { program, type Binaries } from './embedded-binaries.ts'
import { codeOf, embeddedFault, fileFault } from './embedded-faults.ts'

/** The one folder that is a database: everything it needs to be opened lies in it, so it is moved or kept as a whole. */
export interface Place {
  /** Where people look: YUINOWA_DATA. */
  readonly dataDir: string
  /** PostgreSQL's own folder inside it. */
  readonly folder: string
  readonly account: Account | undefined
  readonly binaries: Binaries
}

/** Random, made once with the folder. The supervisor is the superuser; the application owns its database only. */
export interface Passwords {
  readonly supervisor: string
  readonly application: string
}

export const supervisorRole = 'postgres'
export const applicationRole = 'yuinowa'
const passwordFile = 'yuinowa-passwords.json'
const stagingPrefix = 'postgres.new-'
const staleAfterMs = 10 * 60 * 1000

/** Makes the data folder when it is missing, and answers its true path. */
export function dataFolder(dataDir: string): string {
  const wanted = resolve(dataDir)
  try {
    mkdirSync(wanted, { recursive: true })
    return realpathSync(wanted)
  } catch (error) {
    throw fileFault(error, wanted)
  }
}

/** True when the folder holds a database that this program can open; refuses one it cannot, with the way out. */
export function holdsDatabase(folder: string, major: number): boolean {
  const found = readText(join(folder, 'PG_VERSION'))?.trim()
  if (found === undefined) {
    const names = namesIn(folder)
    if (names.length === 0) return false
    throw embeddedFault(
      `${folder} は結いの輪のデータベースではないようです（PG_VERSION がありません）。中身を確かめて別の場所へ移すか、YUINOWA_DATA で別の場所を指定してください。`,
      `${folder} does not look like a database of Yuinowa (it has no PG_VERSION). See what it is and move it away, or name another place in YUINOWA_DATA.`,
    )
  }
  if (found !== String(major))
    throw embeddedFault(
      `${folder} は PostgreSQL ${found} のデータベースで、このプログラムの PostgreSQL ${major} では開けません。これを作った版のプログラムでバックアップを取り、新しいフォルダーに復元してください。`,
      `${folder} is a database of PostgreSQL ${found}, which PostgreSQL ${major} of this program cannot open. Write a backup with the program that made it, and restore that into a new folder.`,
    )
  return true
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw fileFault(error, folder)
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw fileFault(error, file)
  }
}

export function passwordsOf(folder: string): Passwords {
  const file = join(folder, passwordFile)
  const text = readText(file)
  if (text === undefined)
    throw embeddedFault(
      `${file} がないのでデータベースを開けません。バックアップから新しいフォルダーに復元してください。`,
      `The database cannot be opened without ${file}. Restore a backup into a new folder.`,
    )
  return JSON.parse(text) as Passwords
}

/**
 * Makes the database: complete in a folder beside, then renamed, so that a start that was killed leaves nothing that
 * looks like one. Answers false when another start was first; then its database is the one.
 */
export async function createDatabase(place: Omit<Place, 'folder'>, fsync: boolean): Promise<boolean> {
  let staging: string
  try {
    staging = mkdtempSync(join(place.dataDir, `${stagingPrefix}${process.pid}-`))
  } catch (error) {
    throw fileFault(error, place.dataDir)
  }
  try {
    await fill({ ...place, folder: staging }, fsync)
    renameSync(staging, join(place.dataDir, 'postgres'))
    if (fsync) syncPath(place.dataDir)
    return true
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    if (
      ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error)) &&
      namesIn(join(place.dataDir, 'postgres')).length > 0
    )
      return false
    throw fileFault(error, place.dataDir)
  }
}

async function fill(place: Place, fsync: boolean): Promise<void> {
  const { folder, account, binaries } = place
  if (account) chownSync(folder, account.uid, account.gid)
  const passwords = {
    supervisor: randomBytes(24).toString('base64url'),
    application: randomBytes(24).toString('base64url'),
  }
  const where = folderArgument(folder, account)
  // The collation comes with PostgreSQL, not from the system, so the folder opens alike after an update of the system.
  const locale =
    process.platform === 'linux' ? ['--locale=C.UTF-8'] : ['--locale=C', '--builtin-locale=C.UTF-8']
  await runTool(
    program(binaries, 'initdb'),
    [
      `--pgdata=${where}`,
      `--username=${supervisorRole}`,
      '--auth=reject',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      ...locale,
      '--no-instructions',
      ...(fsync ? [] : ['--no-sync']),
    ],
    { folder, account },
  )
  await runTool(
    program(binaries, 'postgres'),
    ['--single', '-D', where, '-c', 'exit_on_error=on', ...(fsync ? [] : ['-F']), 'postgres'],
    { folder, account, input: firstStatements(passwords) },
  )
  writeOwn(place, passwordFile, JSON.stringify(passwords), fsync)
  writeOwn(place, 'pg_hba.conf', 'host all all 127.0.0.1/32 scram-sha-256\n', fsync)
  writeOwn(place, 'postgresql.conf', `${ownSettingsNote}\ninclude 'yuinowa.conf'\n`, fsync)
  writeSettings(place, fsync)
}

/** A statement a line, as single-user mode reads them. The application's role can do what an ordinary owner can. */
function firstStatements(passwords: Passwords): string {
  return [
    `alter role ${supervisorRole} password '${passwords.supervisor}'`,
    `create role ${applicationRole} login createdb createrole password '${passwords.application}'`,
    // The roles it makes are its own to take on; the tests drop databases that autovacuum may be busy in.
    `alter role ${applicationRole} set createrole_self_grant = 'set, inherit'`,
    `grant pg_signal_backend to ${applicationRole}`,
    `create database ${applicationRole} owner ${applicationRole}`,
    '',
  ].join('\n')
}

const ownSettingsNote = `# 結いの輪が使う設定は yuinowa.conf にあり、起動のたびに書き直されます。変えたい設定は include の下に書いてください。
# What Yuinowa sets is in yuinowa.conf, which every start writes anew. Put settings of your own below the include.`

/**
 * Megabytes of this machine's memory. Buffers are taken as they are used, so a small region stays small; in one of millions of
 * flows the close of a day touches half a gigabyte of totals, and writes each page once when they fit.
 */
const sharesOfMemory = {
  buffers: Math.min(1024, Math.max(64, Math.floor(totalmem() / 2 ** 20 / 32))),
  cache: Math.max(512, Math.floor(totalmem() / 2 ** 20 / 4)),
}

/**
 * The settings of a small server that keeps what it has acknowledged. Written at every start, so that a new version of
 * the program brings its own.
 */
function writeSettings(place: Place, fsync: boolean): void {
  const durable = fsync
    ? ['fsync = on', 'synchronous_commit = on', 'full_page_writes = on']
    : ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off']
  const lines = [
    ...durable,
    'max_connections = 60',
    `shared_buffers = ${sharesOfMemory.buffers}MB`,
    `effective_cache_size = ${sharesOfMemory.cache}MB`,
    'work_mem = 8MB',
    'maintenance_work_mem = 64MB',
    'huge_pages = off',
    // One machine, a few connections: helpers of its own for reading cost more memory than they save time.
    'io_method = sync',
    'max_worker_processes = 4',
    'max_parallel_workers = 2',
    'max_parallel_workers_per_gather = 1',
    'autovacuum_max_workers = 2',
    'jit = off',
    // No second server listens: the log need only bring this one back after a crash.
    'wal_level = minimal',
    'max_wal_senders = 0',
    'wal_compression = on',
    'min_wal_size = 48MB',
    'max_wal_size = 1GB',
    'checkpoint_timeout = 10min',
    "timezone = 'UTC'",
    "log_timezone = 'Asia/Tokyo'",
    "lc_messages = 'C'",
    "default_text_search_config = 'pg_catalog.simple'",
    'password_encryption = scram-sha-256',
    'logging_collector = on',
    // Seven files, one a day of the week, each begun anew: the log never grows past a week.
    "log_directory = 'log'",
    "log_filename = 'postgresql-%a.log'",
    'log_truncate_on_rotation = on',
    'log_rotation_age = 1d',
    'log_rotation_size = 0',
    'log_file_mode = 0600',
    'log_checkpoints = off',
    "log_line_prefix = '%m [%p] %a '",
  ]
  writeOwn(place, 'yuinowa.conf', `${lines.join('\n')}\n`, fsync)
}

/** Whole or not at all: written beside, then renamed. What is right already is left, so a full disk does not matter. */
function writeOwn({ folder, account }: Place, name: string, text: string, fsync: boolean): void {
  if (readText(join(folder, name)) === text) return
  const beside = join(folder, `${name}.${process.pid}`)
  try {
    writeFileSync(beside, text, { mode: 0o600, flush: fsync })
    if (account) chownSync(beside, account.uid, account.gid)
    renameSync(beside, join(folder, name))
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

function syncPath(path: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** What killed starts left beside the database. One that may still be at work is left alone. */
export function removeLeftovers(dataDir: string): void {
  for (const name of namesIn(dataDir)) {
    if (!name.startsWith(stagingPrefix)) continue
    const path = join(dataDir, name)
    const maker = Number.parseInt(name.slice(stagingPrefix.length), 10)
    const found = statSync(path, { throwIfNoEntry: false })
    const old = found !== undefined && systemClock.now().getTime() - found.mtimeMs > staleAfterMs
    if (old || !isAlive(maker)) removeIfPossible(path)
  }
}

/** An initdb that outlived its parent may still be writing there: what remains is swept at a later start. */
function removeIfPossible(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 })
  } catch {
    // Not in the way of anything.
  }
}

/** True when a process of this number runs, whosever it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

export function prepareToOpen(place: Place, fsync: boolean): void {
  try {
    adopt(place.folder, place.account)
    writeSettings(place, fsync)
  } catch (error) {
    throw fileFault(error, place.folder)
  }
}
