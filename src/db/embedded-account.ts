import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { embeddedFault } from './embedded-faults.ts'

/** The account under which the server runs when it is not our own. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

export const onLinux = process.platform === 'linux'
const onWindows = process.platform === 'win32'

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * Who runs the server on this folder; `undefined` means ourselves. PostgreSQL refuses to run as root, so root lends it
 * to whoever owns the folder already, or to `nobody`, whom every system has.
 */
export function serverAccount(folder: string): Account | undefined {
  if (!isRoot()) return undefined
  const owner = statSync(folder, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody()
}

function nobody(): Account {
  const [uid, gid] = ['-u', '-g'].map((which) => {
    const answer = spawnSync('id', [which, 'nobody'], { encoding: 'utf8' })
    return Number.parseInt(answer.stdout ?? '', 10)
  })
  if (uid === undefined || gid === undefined || !(uid > 0) || !(gid >= 0))
    throw embeddedFault(
      'PostgreSQL は root では動きません。利用者 nobody も見つからないので、root 以外の利用者で起動してください。',
      'PostgreSQL does not run as root, and this system has no user "nobody". Start as an ordinary user.',
    )
  return { uid, gid }
}

/**
 * How the server is told where its folder is. For another account on Linux this is the server's own working folder:
 * a process may use the folder it stands in even when it may not enter the folders above (a checkout under a 0700
 * home). So the data stay where people look for them, and no permission of a folder that is not ours is loosened.
 */
export function folderArgument(folder: string, account: Account | undefined): string {
  return account && onLinux ? '/proc/self/cwd' : folder
}

/** Elsewhere than on Linux the other account must be able to walk to the folder. */
export function assertReachable(folder: string, account: Account | undefined): void {
  if (!account || onLinux || onWindows) return
  const walk = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/' })
  if (walk.status !== 0)
    throw embeddedFault(
      `root で起動すると、データベースは利用者 nobody で動きますが、${folder} に入れません。root 以外の利用者で起動するか、YUINOWA_DATA で別の場所を指定してください。`,
      `Started by root, the database runs as user "nobody", who may not enter ${folder}. Start as an ordinary user, or name another place in YUINOWA_DATA.`,
    )
}

/**
 * Puts right what a plain `cp -r` loses: PostgreSQL insists that its folder is its own and closed to others. Only ever
 * tightens, and only inside the database's own folder.
 */
export function adopt(folder: string, account: Account | undefined): void {
  if (onWindows) return
  const found = statSync(folder)
  if (account && found.uid === 0) giveTo(folder, account)
  const mayChange = account !== undefined || found.uid === process.getuid?.()
  if (mayChange && (found.mode & 0o077) !== 0) chmodSync(folder, 0o700)
}

function giveTo(path: string, account: Account): void {
  lchownSync(path, account.uid, account.gid)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), account)
}

/** What the server and its tools see of our surroundings: no passwords of ours, no PG… setting of the person at work. */
export function plainEnvironment(): Record<string, string> {
  const kept: Record<string, string> = { LC_ALL: 'C', TZ: 'UTC' }
  for (const name of ['PATH', 'SystemRoot', 'TEMP', 'TMP']) {
    const value = process.env[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}

interface Run {
  readonly folder: string
  readonly account: Account | undefined
  readonly input?: string
}

/** Runs one of PostgreSQL's tools to its end, standing in `folder`; answers what it said, or throws it as a fault. */
export function runTool(file: string, args: readonly string[], run: Run): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...run.account,
      cwd: run.folder,
      env: plainEnvironment(),
      windowsHide: true,
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.on('error', (error) => reject(toolFault(file, error.message, error)))
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(toolFault(file, lastLines(said)))))
    // A tool that has already given up closes its input; what it said is the fault, not the broken pipe.
    child.stdin.on('error', () => undefined)
    child.stdin.end(run.input ?? '')
  })
}

function toolFault(file: string, said: string, cause?: unknown): Error {
  return embeddedFault(
    `データベースを用意できませんでした（${file}）。ディスクの空きと権限を確かめてください。記録の終わり:\n${said}`,
    `The database could not be prepared (${file}). Check free space and permissions; above are the last lines it wrote.`,
    cause,
  )
}

/** The end of a log, short enough for one error message. */
export function lastLines(text: string, lines = 12): string {
  return text.trimEnd().split('\n').slice(-lines).join('\n')
}
