/**
 * How soon a clone that ran before shows its first page, its embedded database included, and how much memory
 * application and database hold after a minute of light use.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { median, printTable } from './bench.ts'
import { verdict } from './load.ts'
import { type Held, memoryOf } from './memory.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const lightUseSeconds = Number(process.env['LIGHT_USE_SECONDS'] ?? 60)
const mostStartMs = 3_000
const mostMegabytes = 300
const megabyte = 1024 * 1024

interface Started {
  readonly child: ChildProcess
  readonly url: string
  readonly firstPageMs: number
  stop(): Promise<void>
}

/** `npm start` as a person types it, until the front page has come whole. */
async function start(dataDir: string): Promise<Started> {
  const port = await freePort()
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    YUINOWA_DATA: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'warn',
  }
  delete env['DATABASE_URL']
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  const url = `http://127.0.0.1:${port}`
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
    await sleep(20)
  }
  const stop = async () => {
    const ended = once(child, 'exit')
    process.kill(-(child.pid ?? 0), 'SIGTERM')
    await ended
  }
  return { child, url, firstPageMs: performance.now() - began, stop }
}

async function answers(url: string): Promise<boolean> {
  try {
    const page = await fetch(url)
    await page.text()
    return page.ok
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

/** A page a second, as few people at a time would ask. */
async function useLightly(url: string): Promise<void> {
  const paths = ['/', '/products', '/products?month=11', '/circulation', '/sign-in']
  for (let second = 0; second < lightUseSeconds; second++) {
    const page = await fetch(url + paths[second % paths.length])
    const [, product] = /href="(\/products\/[0-9a-f-]{36})"/.exec(await page.text()) ?? []
    if (product) await (await fetch(url + product)).text()
    await sleep(1000)
  }
}

const rowOf = (held: readonly Held[], name: string, what: (each: Held) => boolean) => {
  const those = held.filter(what)
  const sum = (of: 'residentBytes' | 'shareBytes') =>
    those.reduce((total, each) => total + each[of], 0) / megabyte
  return [name, those.length, sum('residentBytes'), sum('shareBytes')] as const
}

const dataDir = await mkdtemp(join(tmpdir(), 'yuinowa-bench-'))
try {
  console.log('making the demo region, once …')
  const first = await start(dataDir)
  await first.stop()
  const times: number[] = []
  for (let n = 0; n < 3; n++) {
    const again = await start(dataDir)
    times.push(again.firstPageMs)
    if (n < 2) await again.stop()
    else await atRest(again).finally(() => again.stop())
  }
  const ms = median(times)
  console.log()
  printTable([
    ['npm start to the first page', 's', 'target'],
    ['first, with the demo region made', first.firstPageMs / 1000, ''],
    ['again, the median of three', ms / 1000, verdict(ms < mostStartMs, '< 3 s')],
  ])
} finally {
  await rm(dataDir, { recursive: true, force: true })
}

async function atRest({ url, child }: Started): Promise<void> {
  await useLightly(url)
  const held = memoryOf(dataDir, child.pid ?? 0)
  const both = rowOf(held, 'application and database', ({ name }) => name !== 'npm')
  console.log()
  printTable([
    [`MB after ${lightUseSeconds} s of light use`, 'processes', 'RSS', 'PSS', 'target'],
    [...rowOf(held, 'application', ({ name }) => name === 'application'), ''],
    [...rowOf(held, 'database', ({ name }) => name === 'database'), ''],
    [...both, verdict(both[3] < mostMegabytes, '< 300 PSS')],
    [...rowOf(held, 'npm, which only waits', ({ name }) => name === 'npm'), ''],
  ])
}
