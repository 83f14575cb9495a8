import assert from 'node:assert/strict'
import { createConnection, type Socket } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Running, databasePid, isAlive, runCommand, startProgram } from './server.ts'

/** What holds from the program's start to its end, whatever its pages are. `of` gives the server that runs now. */
export function runningFacts(of: () => Running): void {
  test('the program and its database answer for those who watch over it', async () => {
    for (const [path, expected] of [
      ['/healthz', 'ok'],
      ['/readyz', 'ready'],
    ] as const) {
      const answer = await fetch(of().url + path)
      assert.equal(answer.status, 200)
      assert.equal(await answer.text(), expected)
    }
    await fetch(`${of().url}/products`)
    const metrics = await (await fetch(`${of().url}/metrics`)).text()
    assert.match(metrics, /^http_request_seconds_count\{method="GET",route="\/products",status="200"\} \d+$/m)
    assert.match(metrics, /^process_resident_memory_bytes \d+/m)
  })

  test('every answer carries the content policy', async () => {
    for (const path of ['/', '/nowhere', '/api', '/healthz']) {
      const { headers } = await fetch(of().url + path)
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/, path)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
    }
  })

  for (const path of oddAddresses)
    test(`an odd address is no fault: ${path.slice(0, 60)}`, async () => {
      const { status } = await fetch(of().url + path, { redirect: 'manual' })
      assert.ok(status < 500, `${status}`)
    })

  test('what is not there has a page with a reference that stands in the log', async () => {
    const answer = await fetch(`${of().url}/nowhere`)
    assert.equal(answer.status, 404)
    const line = await logLine(of(), referenceIn(await answer.text()))
    assert.equal(line['path'], '/nowhere')
    assert.equal(line['status'], 404)
  })
}

const nobody = '018f0000-0000-7000-8000-000000000000'
const oddAddresses = [
  '/products?q=%00',
  '/products?q=%25%27%22%5C%F0%9F%8D%8E',
  `/products?q=${'a'.repeat(6000)}`,
  `/products/${nobody}`,
  '/products/%00',
  '/%E0%A4%A',
  '/circulation?month=9999-12',
  '/circulation?month=1868-01',
  '/ledger/flows?from=2199-12&to=1868-01',
  `/ledger/flows?after=2199-12-31_${nobody}_99999999999999`,
  '/sign-in?back=//elsewhere.example',
  '/language/en?back=%0d%0aSet-Cookie:a=1',
  `/pictures/${nobody}/small`,
  '/assets/../../package.json',
]

const referenceIn = (html: string): string => {
  const [, reference] = /<strong[^>]*>([0-9A-F]{8})<\/strong>/.exec(html) ?? []
  assert.ok(reference, 'the page shows a reference')
  return reference
}

async function logLine(
  { said }: Running,
  reference: string,
  about = '"path"',
): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 100; tries++) {
    const found = said()
      .split('\n')
      .find((line) => line.includes(`"reference":"${reference}"`) && line.includes(about))
    if (found) return JSON.parse(found) as Record<string, unknown>
    await sleep(20)
  }
  return assert.fail(`the log does not name ${reference}`)
}

/** Its database is killed beneath it, then the program itself; each time it is there again. Gives the new program. */
export async function survivesKills(before: Running): Promise<Running> {
  const { dataDir, url } = before
  const firstPid = databasePid(dataDir)
  assert.ok(firstPid, 'the embedded database runs')

  process.kill(firstPid, 'SIGQUIT')
  await until(() => !isAlive(firstPid))
  const failed = await fetch(`${url}/products`)
  assert.equal(failed.status, 500)
  const line = await logLine(before, referenceIn(await failed.text()), '"fault"')
  assert.match(JSON.stringify(line['fault']), /"stack":"/)
  await until(async () => (await fetch(`${url}/readyz`)).status === 200)
  assert.equal((await fetch(`${url}/products`)).status, 200)

  const pid = databasePid(dataDir)
  before.signal('SIGKILL')
  assert.equal(await before.ended, 'SIGKILL')
  assert.ok(pid !== undefined && isAlive(pid), 'a killed program cannot end its database')
  const after = await startProgram(dataDir)
  assert.equal(databasePid(dataDir), pid, 'the next one takes the same database over')
  assert.equal((await fetch(`${after.url}/products`)).status, 200)
  return after
}

/** Told to stop in the middle of a request: that one is answered, no new one is let in, and the database ends as well. */
export async function stopsInPeace(running: Running): Promise<void> {
  assert.ok(databasePid(running.dataDir), 'the embedded database runs')
  const { hostname, port, host } = new URL(running.url)
  const half = createConnection({ host: hostname, port: Number(port) })
  const body = 'role=buyer_outside&_csrf=nothing'
  half.write(
    `POST /sign-in/demo HTTP/1.1\r\nhost: ${host}\r\norigin: ${running.url}\r\n` +
      'content-type: application/x-www-form-urlencoded\r\n' +
      `content-length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
  )
  await sleep(200)
  running.signal('SIGTERM')
  const told = performance.now()
  await until(() => running.said().includes('"stopping"'))
  await assert.rejects(fetch(`${running.url}/healthz`), 'no new request is let in')
  half.write(body.slice(10))
  assert.match(await answerOf(half), /^HTTP\/1\.1 422 /)
  assert.equal(await running.ended, 0)
  assert.equal(databasePid(running.dataDir), undefined, 'no PostgreSQL is left')
  assert.ok(performance.now() - told < 4000, 'it does not wait for connections on which nothing happens')
}

async function answerOf(socket: Socket): Promise<string> {
  let text = ''
  for await (const part of socket.setEncoding('utf8')) text += String(part)
  return text
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return
    await sleep(25)
  }
  assert.fail('it did not come about within ten seconds')
}

/** A setting that means nothing ends the start at once, with a sentence that names it. */
export function settingFacts(dataDir: string): void {
  for (const [name, value] of [
    ['PORT', 'abc'],
    ['YUINOWA_REGION', '032094'],
    ['DATABASE_URL', 'mysql://yui:secret@somewhere'],
  ] as const)
    test(`${name}=${value} stops the start with a sentence`, async () => {
      await assert.rejects(startProgram(dataDir, { [name]: value }), (fault: Error) => {
        assert.match(fault.message, new RegExp(`${name}.*\n?.*`))
        assert.doesNotMatch(fault.message, /\n\s+at /, 'a sentence, not a stack')
        assert.doesNotMatch(fault.message, /secret/)
        return true
      })
    })
}

/** The command line works beside the running server, and what it saved is the same region elsewhere. */
export async function savesAndRestores(running: Running, folder: string): Promise<void> {
  const { dataDir } = running
  const elsewhere = join(folder, 'restored')
  const file = join(folder, 'saved.backup')
  succeed('verify', dataDir)
  assert.match(succeed('backup', dataDir, '--', file), /\d+ tables, \d+ rows/)
  assert.equal((await fetch(`${running.url}/readyz`)).status, 200, 'the server goes on')
  succeed('restore', elsewhere, '--', file)
  succeed('verify', elsewhere)
  assert.equal(runCommand('restore', elsewhere, ['--', file]).status, 1, 'only into an empty database')

  const other = await startProgram(elsewhere)
  for (const path of ['/', '/circulation', '/products', '/ledger/flows'])
    assert.equal(await shownAt(other, path), await shownAt(running, path), path)
  other.signal('SIGTERM')
  assert.equal(await other.ended, 0)
}

function succeed(script: string, dataDir: string, ...words: readonly string[]): string {
  const { status, said } = runCommand(script, dataDir, words)
  assert.equal(status, 0, said)
  return said
}

const shownAt = async ({ url }: Running, path: string): Promise<string> => {
  const html = await (await fetch(url + path)).text()
  const [main = ''] = /<main[\s\S]*<\/main>/.exec(html) ?? []
  assert.ok(main.length > 1000, `${path} shows something`)
  return main
}
