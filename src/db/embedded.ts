import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { assertReachable, lastLines, serverAccount } from './embedded-account.ts'
import { binariesFor } from './embedded-binaries.ts'
import { codeOf, embeddedFault, EmbeddedFault } from './embedded-faults.ts'
import {
  applicationRole,
  createDatabase,
  dataFolder,
  holdsDatabase,
  passwordsOf,
  prepareToOpen,
  removeLeftovers,
  type Place,
} from './embedded-folder.ts'
import { keep, type Keeper } from './embedded-keeper.ts'
import {
  findServer,
  forgetFirstWords,
  freePort,
  launch,
  logPosition,
  logSince,
  shutDown,
  startFault,
  type Launched,
} from './embedded-server.ts'

export interface EmbeddedOptions {
  /** YUINOWA_DATA: made when it is missing. The database is the folder `postgres` in it. */
  readonly dataDir: string
  readonly log: (line: string) => void
  /** False in tests: nothing waits for the disk, and a crash of the machine would lose the database. */
  readonly fsync?: boolean
  /** How long a server that is there may take to answer (recovery after a crash included). */
  readonly patienceMs?: number
}

export interface Embedded {
  /** Where the application connects, as the owner of its own database: an ordinary role, as on any other server. */
  readonly url: string
  /** The server ran already: a killed process had left it, or another one holds it too. */
  readonly tookOver: boolean
  /** The database was made just now. */
  readonly created: boolean
  /** Ends the server, unless another process holds it. Waits until it has ended. May be called twice. */
  stop(): Promise<void>
}

interface Session {
  readonly place: Place
  readonly keeper: Keeper
  readonly pid: number
  readonly port: number
  readonly tookOver: boolean
  readonly created: boolean
  readonly applicationPassword: string
}

/**
 * Opens the database in the folder: makes it when there is none, starts its server, or takes over the one that runs.
 * There is never a second server on a folder, whoever starts at once. While we hold it, a server that dies is started
 * again on the same port. Throws `EmbeddedFault`, a sentence, when it cannot.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const stopping = new AbortController()
  let session = await open(options, stopping.signal)
  let reviving: Promise<void> | undefined
  let stopped: Promise<void> | undefined

  const watch = () =>
    session.keeper.onLost(() => (reviving ??= revive().finally(() => (reviving = undefined))))
  const revive = async () => {
    while (!stopping.signal.aborted) {
      options.log(
        'データベースとの接続が切れたので、起動し直します。 / Lost the database: starting it again.',
      )
      try {
        session = await open(options, stopping.signal, session.port)
        return watch()
      } catch (error) {
        options.log(error instanceof Error ? error.message : String(error))
        await sleep(5000, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined)
      }
    }
  }
  watch()
  const stop = async () => {
    stopping.abort()
    await reviving
    await leave(session, options.log, true)
  }
  const { tookOver, created } = session
  return { url: urlOf(session), tookOver, created, stop: () => (stopped ??= stop()) }
}

/**
 * For the command line: uses the server that runs on the folder and leaves it running, or starts one and ends it. When
 * the process that held the server leaves while we use it, ending it falls to us.
 */
export async function attachEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const session = await open(options, new AbortController().signal)
  const endsWithUs = !session.tookOver || session.keeper.foundHolder
  const { tookOver, created } = session
  let stopped: Promise<void> | undefined
  return {
    url: urlOf(session),
    tookOver,
    created,
    stop: () => (stopped ??= leave(session, options.log, endsWithUs)),
  }
}

function urlOf({ port, applicationPassword }: Session): string {
  return `postgres://${applicationRole}:${applicationPassword}@127.0.0.1:${port}/${applicationRole}?sslmode=disable`
}

async function leave(session: Session, log: (line: string) => void, mayEnd: boolean): Promise<void> {
  const { place, keeper, pid } = session
  const last = await keeper.release().catch(() => releaseAnew(session, log))
  if (last && mayEnd) await shutDown(place, pid, log)
  await keeper.close().catch(() => undefined)
}

/** Our connection broke while the server lived on: ask over a new one whether others hold the server. */
async function releaseAnew({ place, pid }: Session, log: (line: string) => void): Promise<boolean> {
  const running = findServer(place.folder, log)
  if (running?.pid !== pid || running.port === undefined) return false
  const keeper = await keep(place, passwordsOf(place.folder).supervisor, running.port)
  const last = await keeper.release()
  await keeper.close()
  return last
}

/** With `samePort`, brings back the server that was lost: the application goes on with the address it has. */
async function open(options: EmbeddedOptions, cancel: AbortSignal, samePort?: number): Promise<Session> {
  const { log, fsync = true, patienceMs = 300_000 } = options
  const dataDir = dataFolder(options.dataDir)
  const folder = join(dataDir, 'postgres')
  const account = serverAccount(folder)
  assertReachable(dataDir, account)
  removeLeftovers(dataDir)
  const binaries = binariesFor(account)
  const place = { dataDir, folder, account, binaries }
  let created = false
  if (!holdsDatabase(folder, binaries.major)) {
    // An empty database in the place of the one that was there is worse than none.
    if (samePort !== undefined)
      throw embeddedFault(
        `動作中にデータベースのフォルダー（${folder}）がなくなりました。`,
        `The database’s folder ${folder} has gone while it was in use.`,
      )
    log(`データベースを作ります（${folder}）。 / Making the database.`)
    created = await createDatabase(place, fsync)
  }
  return { ...(await reach(place, { log, fsync, patienceMs, samePort, cancel })), created }
}

interface Reach {
  readonly log: (line: string) => void
  readonly fsync: boolean
  readonly patienceMs: number
  readonly samePort: number | undefined
  readonly cancel: AbortSignal
}

/**
 * Looks, acts, and looks again until it is connected. PostgreSQL's own lock on the folder decides who starts the server
 * when several try at once; whoever loses finds the winner's server at the next look.
 */
async function reach(place: Place, options: Reach): Promise<Omit<Session, 'created'>> {
  const { log, fsync, patienceMs, samePort, cancel } = options
  const began = performance.now()
  const logged = logPosition(place.folder)
  let launched: Launched | undefined
  let trouble = ''
  let nextWord = began + 10_000
  for (;;) {
    const running = findServer(place.folder, log)
    if (running?.port !== undefined) {
      try {
        const passwords = passwordsOf(place.folder)
        const keeper = await keep(place, passwords.supervisor, running.port)
        if (launched) forgetFirstWords(place.dataDir)
        const tookOver = launched?.pid !== running.pid
        const { pid, port } = running
        return { place, keeper, pid, port, tookOver, applicationPassword: passwords.application }
      } catch (error) {
        trouble = whyNotYet(error, place)
      }
    } else if (!running && (!launched || launched.ending)) {
      if (launched) trouble = await beforeNextLaunch(launched, place)
      prepareToOpen(place, fsync)
      launched = launch(place, samePort ?? (await freePort()))
    }
    const now = performance.now()
    if (now - began > patienceMs) throw patienceFault(place, `${trouble}\n${logSince(place.folder, logged)}`)
    if (now > nextWord) {
      nextWord = now + 10_000
      log(`データベースの応答を待っています（${trouble}）。 / Waiting for the database to answer.`)
    }
    await sleep(20)
    cancel.throwIfAborted()
  }
}

/** Throws when the server's end was its own trouble; otherwise the launch was only ill-timed and is tried again. */
async function beforeNextLaunch({ ending }: Launched, place: Place): Promise<string> {
  if (ending?.why === 'broken') throw startFault(place, ending.said)
  if (ending?.why !== 'another_was_first') await sleep(200)
  return ending?.why ?? ''
}

/** A server that is coming up, going down or full answers so, or not at all; anything else will not mend by waiting. */
function whyNotYet(error: unknown, place: Place): string {
  if (error instanceof EmbeddedFault) throw error
  const code = codeOf(error)
  const passing = !/^[0-9A-Z]{5}$/.test(code) || /^(?:08|53|57)/.test(code)
  const said = error instanceof Error ? error.message : String(error)
  if (passing) return said || code
  throw embeddedFault(
    `動いているデータベース（${place.folder}）に接続できません（${said}）。`,
    `The database that runs on ${place.folder} refuses its supervisor (${said}).`,
    error,
  )
}

function patienceFault(place: Place, said: string): Error {
  return embeddedFault(
    `データベース（${place.folder}）が応答しません。記録の終わり:\n${lastLines(said)}`,
    `The database in ${place.folder} does not answer; above are the last lines of its log.`,
  )
}
