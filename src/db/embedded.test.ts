import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from './embedded.ts'
import {
  aFolder,
  another,
  assertEnded,
  attach,
  emptyFolder,
  home,
  kill,
  quiet,
  runs,
  serverPid,
  sql,
  start,
  tellToStop,
  until,
  words,
} from './embedded.testing.ts'

// Real servers and real processes: every case here is something that happened to someone's data.
test('the first start makes the database, a later one finds what was written', async () => {
  const dataDir = join(home, 'not', 'yet', 'there')
  const first = await start(dataDir)
  assert.equal(first.created, true)
  assert.equal(first.tookOver, false)
  await sql(first.url, 'create table kept (word text)', "insert into kept values ('薪')")
  const pid = serverPid(dataDir)
  assert.ok(runs(pid))
  await first.stop()
  await first.stop()
  await assertEnded(pid)
  assert.deepEqual(readdirSync(dataDir), ['postgres'], 'nothing is left beside the database')

  const second = await start(dataDir)
  assert.equal(second.created, false)
  assert.deepEqual(await words(second.url), ['薪'])
  await second.stop()
})

test('the server is durable, small, and for this machine and its owner only', async (t) => {
  const dataDir = aFolder()
  const server = await startEmbedded({ ...quiet, dataDir, fsync: true })
  t.after(() => server.stop())
  const [found] = await sql(
    server.url,
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
      current_setting('listen_addresses') as listens, current_setting('server_encoding') as encoding,
      (select setting::int * 8 / 1024 from pg_settings where name = 'shared_buffers') as megabytes,
      current_setting('max_connections') as connections,
      (select datcollate from pg_database where datname = current_database()) as locale,
      (select rolsuper from pg_roles where rolname = current_user) as super,
      lower('ＡÉ') as lower`,
  )
  const { megabytes, ...rest } = found ?? {}
  // A thirty-second of the machine's memory, within bounds: a laptop gives little, a server enough for millions of flows.
  const share = totalmem() / 2 ** 20 / 32
  assert.ok(
    Number(megabytes) >= 64 && Number(megabytes) <= Math.max(64, Math.min(1024, share)),
    String(megabytes),
  )
  assert.deepEqual(rest, {
    fsync: 'on',
    commit: 'on',
    listens: '127.0.0.1',
    encoding: 'UTF8',
    connections: '60',
    locale: process.platform === 'linux' ? 'C.UTF-8' : 'C',
    super: false,
    lower: 'ａé',
  })
  const mode = (name: string) => statSync(join(dataDir, 'postgres', name)).mode & 0o777
  assert.equal(mode('.'), 0o700, 'a copy with wider rights is closed again')
  assert.equal(mode('yuinowa-passwords.json'), 0o600)
  const wrong = new URL(server.url)
  wrong.password = 'guessed'
  await assert.rejects(sql(wrong.href, 'select 1'), /password authentication failed/)
})

test('a role that the application makes can be taken on, as its transactions need', async (t) => {
  const server = await start(aFolder())
  t.after(() => server.stop())
  await sql(server.url, 'create role worker nologin', 'begin', 'set local role worker', 'commit')
  await sql(server.url, 'create database another', 'drop database another with (force)')
})

test('a killed process leaves its server: the next start takes it over, and ends it', async () => {
  const dataDir = aFolder()
  for (let times = 0; times < 3; times++) {
    const killed = another(dataDir)
    const { url, tookOver } = await killed.said
    assert.equal(tookOver, false)
    await sql(url, `insert into kept values ('${times}')`)
    const pid = serverPid(dataDir)
    await kill(killed)
    assert.ok(runs(pid), 'the server outlives its parent')

    const next = await start(dataDir)
    assert.equal(next.tookOver, true)
    assert.equal(serverPid(dataDir), pid)
    assert.equal((await words(next.url)).length, times + 2)
    await next.stop()
    await assertEnded(pid)
  }
})

test('killed while making the database: the next start begins anew and sweeps up', async () => {
  const dataDir = emptyFolder()
  const killed = another(dataDir)
  await until(() => readdirSync(dataDir).some((name) => name.startsWith('postgres.new-')))
  await sleep(150)
  await kill(killed)
  assert.ok(!existsSync(join(dataDir, 'postgres')), 'half a database does not look like one')
  const server = await start(dataDir)
  assert.equal(server.created, true)
  await server.stop()
  await sleep(1000) // for an initdb that outlived its parent
  await (await start(dataDir)).stop()
  assert.deepEqual(readdirSync(dataDir), ['postgres'])
})

for (const [whose, pidOf] of [
  ['another program', () => process.pid],
  ['nobody', () => spawnSync('true').pid],
] as const)
  test(`a stale pid file whose number is ${whose}’s does not keep the server from starting`, async () => {
    const dataDir = aFolder()
    const file = join(dataDir, 'postgres', 'postmaster.pid')
    writeFileSync(file, `${pidOf()}\n/proc/self/cwd\n1700000000\n5432\n\n127.0.0.1\n  1 1\nready   \n`)
    const server = await start(dataDir)
    assert.equal(server.tookOver, false)
    assert.deepEqual(await words(server.url), ['木'])
    await server.stop()
  })

test('two starts at once on a new folder: one makes it, both use it, the last to leave ends it', async () => {
  const dataDir = emptyFolder()
  const both = [another(dataDir), another(dataDir)] as const
  const [one, two] = await Promise.all([both[0].said, both[1].said])
  assert.equal(one.fault ?? two.fault, undefined)
  assert.equal(one.url, two.url, 'one server')
  assert.deepEqual([one.created, two.created].toSorted(), [false, true])
  assert.deepEqual([one.tookOver, two.tookOver].toSorted(), [false, true])
  const pid = serverPid(dataDir)
  await tellToStop(both[0])
  assert.ok(runs(pid), 'the other one still works with it')
  assert.deepEqual(await sql(two.url, 'select 1 as one'), [{ one: 1 }])
  await tellToStop(both[1])
  await assertEnded(pid)
})

test('a start while the last user is ending the server gets a server', async () => {
  const dataDir = aFolder()
  for (let times = 0; times < 5; times++) {
    const leaving = await start(dataDir)
    const [, coming] = await Promise.all([leaving.stop(), start(dataDir)])
    assert.deepEqual(await words(coming.url), ['木'])
    await coming.stop()
    assert.equal(serverPid(dataDir), undefined)
  }
})

test('a copy of a folder in use is another database, not a second server on the first', async () => {
  const dataDir = aFolder()
  const server = await start(dataDir)
  const copy = emptyFolder()
  cpSync(dataDir, copy, { recursive: true })
  assert.equal(serverPid(copy), serverPid(dataDir))
  const second = await start(copy)
  assert.notEqual(second.url, server.url)
  assert.notEqual(serverPid(copy), serverPid(dataDir))
  assert.equal(second.tookOver, false)
  await second.stop()
  assert.deepEqual(await words(server.url), ['木'])
  await server.stop()
})

test('a server that dies while it is held is started again at the same address', async (t) => {
  const dataDir = aFolder()
  const server = await start(dataDir)
  t.after(() => server.stop())
  const pid = serverPid(dataDir)
  process.kill(pid ?? 0, 'SIGKILL')
  await until(() => serverPid(dataDir) !== pid && serverPid(dataDir) !== undefined)
  for (let tries = 0; tries < 100; tries++) {
    const answer = await words(server.url).catch(() => undefined)
    if (answer) return assert.deepEqual(answer, ['木'])
    await sleep(50)
  }
  assert.fail('no server at the address')
})

test('a folder that vanishes in use is not replaced by an empty database', async () => {
  const dataDir = aFolder()
  const lines: string[] = []
  const server = await startEmbedded({ ...quiet, dataDir, log: (line) => lines.push(line) })
  const pid = serverPid(dataDir) ?? 0
  rmSync(join(dataDir, 'postgres'), { recursive: true })
  process.kill(pid, 'SIGQUIT')
  await until(() => lines.some((line) => line.includes('has gone')))
  assert.ok(!existsSync(join(dataDir, 'postgres', 'PG_VERSION')))
  await server.stop()
})

test('the command line uses a running server and leaves it running', async () => {
  const dataDir = aFolder()
  const application = await start(dataDir)
  const tool = await attach(dataDir)
  assert.equal(tool.tookOver, true)
  assert.equal(tool.url, application.url)
  await tool.stop()
  assert.deepEqual(await words(application.url), ['木'])
  await application.stop()
  assert.equal(serverPid(dataDir), undefined)
})

test('the command line leaves a server running that a killed process left', async () => {
  const dataDir = aFolder()
  const killed = another(dataDir)
  await killed.said
  await kill(killed)
  const tool = await attach(dataDir)
  await tool.stop()
  assert.ok(runs(serverPid(dataDir)))
  await (await start(dataDir)).stop()
})

test('the command line starts a server where none runs, and ends it', async () => {
  const dataDir = aFolder()
  const tool = await attach(dataDir)
  const pid = serverPid(dataDir)
  assert.equal(tool.tookOver, false)
  await tool.stop()
  await assertEnded(pid)
})

test('whoever leaves last ends the server, also when the one who started it left first', async () => {
  const dataDir = aFolder()
  const application = await start(dataDir)
  const tool = await attach(dataDir)
  await application.stop()
  assert.deepEqual(await words(tool.url), ['木'], 'a backup under way is not cut off')
  await tool.stop()
  assert.equal(serverPid(dataDir), undefined)

  const starter = await attach(dataDir)
  const later = await start(dataDir)
  await starter.stop()
  assert.deepEqual(await words(later.url), ['木'])
  await later.stop()
  assert.equal(serverPid(dataDir), undefined)
})
