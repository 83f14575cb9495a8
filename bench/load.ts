/** Two servers, each a process on one core, and a load of sixteen connections that goes to one and then to the other. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { median } from './bench.ts'

export const connections = 16
const rounds = Number(process.env['ROUNDS'] ?? 5)
const seconds = Number(process.env['SECONDS_EACH'] ?? 4)

/** A folder for a CPU profile of our server: what to open when a target is missed. */
const profiles = process.env['PROFILES']

export interface Server {
  readonly url: string
  /** Processor time that the process has used; NaN where the machine does not tell. */
  cpuMs(): number
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))
const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0

/** Starts `reference` or `serve`, on the first core where the machine lets one choose, and waits until it is open. */
export async function startServer(name: 'reference' | 'serve', databaseUrl: string): Promise<Server> {
  const watched = profiles && name === 'serve' ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : []
  const script = ['--import', './scripts/tsx.mjs', `bench/${name}.ts`, databaseUrl, '0']
  const node = [process.execPath, ...watched, ...script]
  const [command = '', ...words] = canPin ? ['taskset', '-c', '0', ...node] : node
  const child = spawn(command, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await portOf(child)
  const stop = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  return { url: `http://127.0.0.1:${port}`, cpuMs: () => cpuMsOf(child.pid), stop }
}

/** Ticks of user and system time (fields 14 and 15 of /proc/PID/stat), a hundred of which are a second on Linux. */
function cpuMsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')
    return (Number(fields[13]) + Number(fields[14])) * 10
  } catch {
    return Number.NaN
  }
}

/** From its line `open 4711`; the log lines after it are read and dropped, as a terminal or a file would take them. */
async function portOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the server has no output')
  const lines = createInterface(child.stdout)
  return await new Promise((resolve, reject) => {
    lines.on('line', (line) => line.startsWith('open ') && resolve(line.slice(5)))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was open`)))
  })
}

/** One side of a comparison: where to send what. */
export interface Load extends Pick<autocannon.Options, 'method' | 'headers' | 'body' | 'requests'> {
  readonly server: Server
  readonly path: string
}

export interface Rate {
  readonly perSecond: number
  /** Processor time of the server's process for one request. Says more than the rate on a machine that others use too. */
  readonly cpuMs: number
  readonly medianMs: number
  readonly p99Ms: number
  readonly bytes: number
}

export interface Compared {
  readonly reference: Rate
  readonly ours: Rate
  readonly ratio: number
}

/** Turn by turn, since the machine is never quite idle; the medians are compared. The first turn only warms up. */
export async function compare(reference: Load, ours: Load): Promise<Compared> {
  const found: { reference: Rate[]; ours: Rate[] } = { reference: [], ours: [] }
  for (let round = 0; round <= rounds; round++)
    for (const [name, load] of [['reference', reference] as const, ['ours', ours] as const]) {
      const rate = await measure(load, round === 0 ? 2 : seconds)
      if (round > 0) found[name].push(rate)
    }
  const [theirs, our] = [medianRate(found.reference), medianRate(found.ours)]
  return { reference: theirs, ours: our, ratio: our.perSecond / theirs.perSecond }
}

export async function measure({ server, path, ...load }: Load, duration: number): Promise<Rate> {
  const before = server.cpuMs()
  const result = await autocannon({ connections, duration, url: server.url + path, ...load })
  const cpuMs = server.cpuMs() - before
  const wrong = result.non2xx - (result['3xx'] ?? 0) + result.errors + result.timeouts
  if (wrong > 0) throw new Error(`${path}: ${wrong} of ${result.requests.total} answers were errors`)
  return {
    perSecond: result.requests.average,
    cpuMs: cpuMs / Math.max(1, result.requests.total),
    medianMs: result.latency.p50,
    p99Ms: result.latency.p99,
    bytes: result.throughput.total / Math.max(1, result.requests.total),
  }
}

const medianRate = (rates: readonly Rate[]): Rate => ({
  perSecond: median(rates.map((rate) => rate.perSecond)),
  cpuMs: median(rates.map((rate) => rate.cpuMs)),
  medianMs: median(rates.map((rate) => rate.medianMs)),
  p99Ms: median(rates.map((rate) => rate.p99Ms)),
  bytes: median(rates.map((rate) => rate.bytes)),
})

export const heading = [
  '',
  'a second',
  'reference',
  'ratio',
  'CPU ms',
  'reference',
  'ms',
  'p99',
  'kB',
  'target',
]

export function lineOf(name: string, { reference, ours, ratio }: Compared, target: number) {
  const rates = [Math.round(ours.perSecond), Math.round(reference.perSecond), ratio]
  const cost = [ours.cpuMs, reference.cpuMs, ours.medianMs, ours.p99Ms, ours.bytes / 1000]
  return [name, ...rates, ...cost, verdict(ratio >= target, `≥ ${target}`)]
}

export const verdict = (met: boolean, target: string): string => `${target} ${met ? '✓' : '✗'}`

/** Whether an address answers; benches skip with a line what is not there yet. */
export async function isThere(url: string): Promise<boolean> {
  const { ok, status } = await fetch(url)
  if (!ok) console.log(`- ${new URL(url).pathname}: left out, it answers ${status}`)
  return ok
}
