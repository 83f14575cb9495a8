/** `npm run bench -- [name…]`: all benches, or some, each in a process of its own, one after another. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { systemClock } from '#kit/clock.ts'

const helpers = new Set([
  'bench',
  'circulation-reads',
  'data',
  'history',
  'load',
  'memory',
  'proofs',
  'reads',
  'reference',
  'run',
  'serve',
  'town',
  'volume',
])
const known = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => file.slice(0, -3))
  .filter((name) => !helpers.has(name))
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')}? There are: ${known.join(', ')}`)
  process.exit(2)
}

const [processor] = cpus()
console.log(
  `${systemClock.now().toISOString()}  node ${process.version}  ${cpus().length} × ${processor?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
)
for (const name of asked.length > 0 ? asked : known) {
  console.log(`\n## ${name}`)
  spawnSync(process.execPath, ['--import', './scripts/tsx.mjs', `bench/${name}.ts`], { stdio: 'inherit' })
}
