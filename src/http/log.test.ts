import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { test } from 'node:test'

/** Runs lines of our own beside a log and tells what came out of it, with the milliseconds since the first line. */
async function loggedBy(work: string): Promise<{ msg: string; ms: number }[]> {
  const script = `import { openLog } from '#http/log.ts'; const log = openLog('info'); ${work}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script])
  const seen: { msg: string; ms: number }[] = []
  let began = 0
  for await (const line of createInterface(child.stdout)) {
    began ||= performance.now()
    seen.push({ msg: (JSON.parse(line) as { msg: string }).msg, ms: performance.now() - began })
  }
  return seen
}

const msgs = (list: { msg: string }[]): string[] => list.map(({ msg }) => msg)

test('nothing is lost when the program ends in good order', async () =>
  assert.deepEqual(msgs(await loggedBy(`log.info('a'); log.info('b'); process.exit(0)`)), ['a', 'b']))

test('a fault is written at once, with what led to it', async () => {
  const seen = await loggedBy(`
    log.info('a'); log.error('b')
    setTimeout(() => { log.info('c'); process.exit(0) }, 400)`)
  assert.deepEqual(msgs(seen), ['a', 'b', 'c'])
  assert.ok((seen[1]?.ms ?? 0) < 300 && (seen[2]?.ms ?? 0) > 300)
})

test('a line waits a second at most', async () => {
  const seen = await loggedBy(`log.error('begin'); log.info('a'); setTimeout(() => process.exit(0), 4000)`)
  assert.deepEqual(msgs(seen), ['begin', 'a'])
  assert.ok((seen[1]?.ms ?? 9999) < 2500)
})
