import assert from 'node:assert/strict'
import { appendFileSync, chownSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  aFolder,
  another,
  emptyFolder,
  home,
  kill,
  refusal,
  serverPid,
  sql,
  start,
  tellToStop,
  words,
} from './embedded.testing.ts'

const onlyRoot = {
  skip: process.getuid?.() === 0 ? false : 'root only: it lends the server to another account',
}

test('a database of another major version is refused and left as it is', async () => {
  const dataDir = aFolder()
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
  assert.match(await refusal(dataDir), /PostgreSQL 17.*PostgreSQL 18/)
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n')
  assert.equal(await refusal(dataDir), 'started')
})

test('a folder that is not a database is refused and left as it is', async () => {
  const dataDir = emptyFolder()
  mkdirSync(join(dataDir, 'postgres'))
  writeFileSync(join(dataDir, 'postgres', 'letter.txt'), 'dear Aki')
  assert.match(await refusal(dataDir), /does not look like a database/)
  assert.deepEqual(readdirSync(join(dataDir, 'postgres')), ['letter.txt'])
})

test('a start that fails says what the server wrote last', async () => {
  const dataDir = aFolder()
  appendFileSync(join(dataDir, 'postgres', 'postgresql.conf'), "shared_buffers = 'plenty'\n")
  const said = await refusal(dataDir)
  assert.match(said, /shared_buffers/)
  assert.doesNotMatch(said, /fast shutdown/, 'not what an earlier run wrote')
})

test('a database without its passwords is refused', async () => {
  const dataDir = aFolder()
  rmSync(join(dataDir, 'postgres', 'yuinowa-passwords.json'))
  assert.match(await refusal(dataDir), /yuinowa-passwords\.json.*Restore a backup/s)
})

test('a file where the folder should be is refused', async () => {
  const dataDir = join(emptyFolder(), 'file')
  writeFileSync(dataDir, '')
  assert.match(await refusal(dataDir), /not a folder/)
})

const nobody = { uid: 65534, gid: 65534 }

test('root: the server runs as another account, in a folder only root may enter', onlyRoot, async () => {
  const closed = join(home, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const dataDir = join(closed, 'data')
  const server = await start(dataDir)
  const pid = serverPid(dataDir)
  assert.equal(statSync(`/proc/${pid}`).uid, nobody.uid)
  assert.equal(statSync(closed).mode & 0o777, 0o700, 'no permission above was loosened')
  assert.equal(statSync(closed).uid, 0)
  await sql(server.url, 'create table kept (word text)', "insert into kept values ('杉')")
  await server.stop()

  const killed = another(dataDir)
  await killed.said
  await kill(killed)
  const next = await start(dataDir)
  assert.equal(next.tookOver, true)
  assert.deepEqual(await words(next.url), ['杉'])
  await next.stop()
})

test('an ordinary user has a server of his own; root opens it as him', onlyRoot, async () => {
  const dataDir = emptyFolder()
  // An account with a name, as initdb wants it: nobody stands in for the ordinary user here.
  chownSync(dataDir, nobody.uid, nobody.gid)
  const his = another(dataDir, nobody)
  assert.equal((await his.said).created, true)
  await tellToStop(his)
  assert.equal(statSync(join(dataDir, 'postgres')).uid, nobody.uid)
  const server = await start(dataDir)
  assert.equal(server.created, false)
  await server.stop()
})

test('an ordinary user is told of a folder that is not his', onlyRoot, async () => {
  const dataDir = emptyFolder()
  assert.match((await another(dataDir, nobody).said).fault ?? '', /may not read and write/)
  const server = await start(join(dataDir, 'data'))
  await server.stop()
  chownSync(join(dataDir, 'data', 'postgres'), 0, 0)
  assert.match((await another(join(dataDir, 'data'), nobody).said).fault ?? '', /Start as the user/)
})
