/**
 * Runs everything: types, lint, format, dead code, and all tests on a real PostgreSQL of their own. `npm test` and
 * `npm run check` are this file; the closing counts are those of Node's test runner.
 */
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { openDatabase } from '#db/pool.ts'

const bin = (name: string): string => join('node_modules', '.bin', name)
const loader = ['--import', './scripts/tsx.mjs']
const checks: readonly [string, string, string[]][] = [
  ['types', bin('tsc'), ['--noEmit']],
  ['types of what browsers load', bin('tsc'), ['--noEmit', '-p', 'src/ui/client']],
  ['lint', bin('oxlint'), []],
  ['format', bin('oxfmt'), ['--check', '.']],
  ['dead code', bin('knip'), []],
]

function run(title: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean {
  const began = performance.now()
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${status === 0 ? '✔' : '✘'} ${title} (${seconds} s)`)
  return status === 0
}

/** A PostgreSQL for this run alone, with the migrated template that every test copies. */
async function withDatabase(work: (url: string) => boolean): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yuinowa-test-'))
  const server = await startEmbedded({ dataDir, log: () => undefined, fsync: false })
  try {
    await makeTemplate(server.url)
    return work(server.url)
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function makeTemplate(url: string): Promise<void> {
  const server = openDatabase(url)
  await server.pool.query('create database yuinowa_template')
  await server.close()
  const at = new URL(url)
  at.pathname = '/yuinowa_template'
  const template = openDatabase(at.href)
  await migrate(template.pool, () => undefined)
  await template.close()
}

const only = process.argv.slice(2)
const checking = only.length === 0 || only.includes('--check')
const passed = checking ? checks.map(([title, command, args]) => run(title, command, args)) : []
if (!only.includes('--check')) {
  const files = only.length > 0 ? only : globSync('{src,scripts,test,demo,e2e}/**/*.test.ts').toSorted()
  // Days are Tokyo's wherever the machine stands: the ground floor is tested in another zone as well.
  if (only.length === 0)
    passed.push(
      run('kit in another time zone', process.execPath, [...loader, '--test', 'src/kit/*.test.ts'], {
        TZ: 'America/New_York',
      }),
    )
  const concurrency = '--test-concurrency=3'
  passed.push(
    await withDatabase((url) =>
      run('tests', process.execPath, [...loader, '--test', concurrency, ...files], {
        TEST_DATABASE_URL: url,
        TZ: 'UTC',
      }),
    ),
  )
}
process.exit(passed.every(Boolean) ? 0 : 1)
