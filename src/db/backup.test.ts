import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Client } from 'pg'
import { apply, contents, later, ledger, picture, sql } from './backup.testing.ts'
import { backup, inspectBackup, loadBackup, restore } from './backup.ts'
import { BackupFault } from './backup-file.ts'
import { startEmbedded, type Embedded } from './embedded.ts'
import { migrate, migrations, type Migration } from './migrate.ts'
import { openDatabase } from './pool.ts'

// Two servers: what is written on one is brought back on the other.
const home = mkdtempSync(join(tmpdir(), 'yuinowa-backup-'))
let servers: readonly [Embedded, Embedded]
const start = (name: string) =>
  startEmbedded({ dataDir: join(home, name), log: () => undefined, fsync: false })
before(async () => {
  servers = await Promise.all([start('one'), start('two')])
})
after(async () => {
  for (const server of servers) await server.stop()
  rmSync(home, { recursive: true, force: true })
})

let names = 0
/** An empty database of an owner who may do nothing else: what a person gets on someone's server. */
async function emptyDatabase(server: 0 | 1): Promise<string> {
  const name = `db${++names}`
  const { url } = servers[server]
  await sql(
    url,
    `create role owner_${name} login password 'x'`,
    `create database ${name} owner owner_${name}`,
  )
  const own = new URL(url)
  own.pathname = `/${name}`
  own.username = `owner_${name}`
  own.password = 'x'
  return own.href
}
const aFile = () => join(home, `backup-${++names}.gz`)

/** A source with its backup, made once. */
let made: { url: string; file: string } | undefined
async function source(): Promise<{ url: string; file: string }> {
  if (made) return made
  const url = await emptyDatabase(0)
  await apply(url, [ledger])
  await sql(url, ...contents)
  const file = aFile()
  await backup(url, file)
  return (made = { url, file })
}

test('what one server wrote stands on another as it was, loaded by an ordinary owner', async () => {
  const { url, file } = await source()
  const target = await emptyDatabase(1)
  const summary = await loadBackup(target, file, [ledger])
  assert.equal(summary.schemaVersion, 1)
  assert.equal(summary.tables, 9)
  assert.equal(summary.rowsOf['posting'], 5000)
  assert.equal(summary.rowsOf['half_hours'], 5)
  assert.equal(summary.rowsOf['nothing_yet'], 0)
  assert.deepEqual(await picture(target), await picture(url))
  assert.deepEqual(await inspectBackup(file), summary)

  // It also goes on as it was: numbers continue, keys and triggers hold.
  assert.deepEqual(await sql(target, `insert into account (owner) values (1) returning id`), [{ id: 4 }])
  assert.deepEqual(await sql(target, `insert into person (name) values ('佐藤') returning id`), [{ id: 3 }])
  assert.deepEqual(await sql(target, `select nextval('slip') as slip`), [{ slip: '3' }])
  await assert.rejects(sql(target, `insert into account (owner) values (99)`), /owned/)
  await assert.rejects(sql(target, `delete from posting`), /append-only/)
  const earlier = await sql(target, `select balance from account where id = 1`)
  await sql(target, `insert into posting values (1, 10, now())`)
  const now = await sql(target, `select balance from account where id = 1`)
  assert.equal(Number(now[0]?.['balance']), Number(earlier[0]?.['balance']) + 10)
})

test('the file can be read by its owner only, and nothing is left beside it', async () => {
  const { file } = await source()
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.deepEqual(
    readdirSync(home).filter((name) => name.endsWith('.part')),
    [],
  )
})

test('the real schema: a backup of an older version is brought up to date', async () => {
  const [one, two] = [servers[0].url, servers[1].url]
  await sql(one, 'create database region')
  await sql(two, 'create database region')
  const [from, to] = [one, two].map((url) => Object.assign(new URL(url), { pathname: '/region' }).href)
  assert.ok(from && to)
  const db = openDatabase(from)
  await migrate(db.pool, () => undefined, 3)
  await db.pool.query(`insert into db_counter values (32093, 'T', 2026, 123)`)
  await db.close()
  const file = aFile()
  await backup(from, file)

  const lines: string[] = []
  const summary = await restore(to, file, (line) => lines.push(line))
  assert.equal(summary.schemaVersion, 3)
  assert.equal(lines.length, migrations().length - 3)
  assert.deepEqual(await sql(to, `select * from db_counter`), [
    { region_id: 32093, name: 'T', year: 2026, last: 123 },
  ])
  assert.deepEqual(await sql(to, `select count(*)::int as n from db_migration`), [{ n: migrations().length }])
  const fresh = openDatabase(to)
  await migrate(fresh.pool, () => assert.fail('nothing is left to do'))
  await fresh.close()
})

test('the schema is made as old as the backup', async () => {
  const { file } = await source()
  const target = await emptyDatabase(1)
  await loadBackup(target, file, [ledger, later])
  assert.deepEqual(await sql(target, `select max(version) as v from db_migration`), [{ v: 1 }])
  await assert.rejects(sql(target, `select kana from person`), /kana/)
})

test('a backup is one moment, though the region works on', async (t) => {
  const url = await emptyDatabase(0)
  await apply(url, [
    {
      version: 1,
      name: 'pair',
      sql: `create table a_left (n int, filler text); create table z_right (n int);
        insert into a_left select n, repeat(md5(n::text), 20) from generate_series(1, 60000) n;
        insert into z_right select n from generate_series(1, 60000) n`,
    },
  ])
  const work = { on: true }
  let written = 60_000
  const worker = (async () => {
    const client = new Client({ connectionString: url })
    await client.connect()
    while (work.on) {
      written++
      await client.query(
        `begin; insert into a_left values (${written}); insert into z_right values (${written}); commit`,
      )
    }
    await client.end()
  })()
  t.after(() => (work.on = false))
  await sleep(50)
  const writtenBefore = written
  const { rowsOf } = await backup(url, aFile())
  const during = written - writtenBefore
  work.on = false
  await worker
  assert.ok(during > 10, `the region worked on: ${during} times`)
  assert.equal(rowsOf['a_left'], rowsOf['z_right'])
})

async function refused(promise: Promise<unknown>, says: RegExp): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof BackupFault, String(error))
    assert.match(error.message, /[ぁ-ん].*\n.*[a-z]/s)
    assert.match(error.message, says)
    return true
  })
}
const emptyStill = async (url: string) =>
  assert.deepEqual(
    await sql(url, `select relname from pg_class where relnamespace = 'public'::regnamespace`),
    [],
  )

test('a database that holds something is refused and left as it is', async () => {
  const { file } = await source()
  const target = await emptyDatabase(1)
  await sql(target, `create table mine (word text)`, `insert into mine values ('stays')`)
  await refused(loadBackup(target, file, [ledger]), /空ではありません.*mine/s)
  assert.deepEqual(await sql(target, `select * from mine`), [{ word: 'stays' }])
})

const text = (file: string) => gunzipSync(readFileSync(file)).toString('utf8')
const half = (bytes: Buffer) => Math.floor(bytes.length / 2)
const spoiled: readonly [string, (file: string) => Buffer, RegExp][] = [
  ['empty', () => Buffer.alloc(0), /damaged/],
  ['not a backup', () => Buffer.from('PGDMP, or a holiday picture'), /not a backup/],
  ['gzip of something else', () => gzipSync('{"a": 1}\n'), /not a backup/],
  [
    'of a newer form',
    (file) => gzipSync(text(file).replace('"formatVersion":1', '"formatVersion":2')),
    /newer version/,
  ],
  ['cut in the middle', (file) => readFileSync(file).subarray(0, half(readFileSync(file))), /damaged/],
  ['cut by one byte', (file) => readFileSync(file).subarray(0, -1), /damaged/],
  [
    'cut after a whole table',
    (file) => gzipSync(text(file).split('{"table":"posting"')[0] ?? ''),
    /end is missing/,
  ],
  ['without its last line', (file) => gzipSync(text(file).replace(/\{"rows".*\n$/, '')), /end is missing/],
  [
    'changed in one bit',
    (file) => {
      const bytes = readFileSync(file)
      bytes.writeUInt8(bytes.readUInt8(half(bytes)) ^ 4, half(bytes))
      return bytes
    },
    /damaged/,
  ],
  ['changed in one digit', (file) => gzipSync(text(file).replace('\t4999\t', '\t4998\t')), /checksum/],
  ['less one row', (file) => gzipSync(text(file).replace(/\n[^\n]*\t4999\t[^\n]*\n/, '\n')), /checksum/],
  ['longer than its end', (file) => gzipSync(`${text(file)}x`), /follows/],
]
for (const [what, spoil, says] of spoiled)
  test(`a file that is ${what} is refused and changes nothing`, async () => {
    const { file } = await source()
    const bad = aFile()
    writeFileSync(bad, spoil(file))
    const target = await emptyDatabase(1)
    await refused(loadBackup(target, bad, [ledger]), says)
    await emptyStill(target)
  })

const misfits: readonly [string, Migration[], RegExp][] = [
  ['of a newer schema', [], /schema 1.*knows 0/],
  [
    'with a row that does not fit',
    [{ ...ledger, sql: `${ledger.sql}; alter table posting add check (amount < 4999)` }],
    /posting/,
  ],
  [
    'whose keys lead nowhere',
    [
      {
        ...ledger,
        sql: `${ledger.sql}; create table empty_list (id int primary key); alter table posting add foreign key (account) references empty_list`,
      },
    ],
    /empty_list/,
  ],
  [
    'of other columns',
    [{ ...ledger, sql: `${ledger.sql}; alter table person add column kana text` }],
    /person/,
  ],
  ['of fewer tables', [{ ...ledger, sql: `${ledger.sql}; create table more (id int)` }], /more/],
  ['of more tables', [{ ...ledger, sql: `${ledger.sql}; drop table nothing_yet` }], /nothing_yet/],
]
for (const [what, steps, says] of misfits)
  test(`a backup ${what} is refused and changes nothing`, async () => {
    const { file } = await source()
    const target = await emptyDatabase(1)
    await refused(loadBackup(target, file, steps), says)
    await emptyStill(target)
  })

test('a missing file, a folder that is not there, a database without Yuinowa: each is said', async () => {
  const { url } = await source()
  const target = await emptyDatabase(1)
  await refused(loadBackup(target, join(home, 'none.gz'), [ledger]), /none\.gz/)
  await refused(backup(url, join(home, 'nowhere', 'b.gz')), /nowhere/)
  await refused(backup(target, aFile()), /holds no data/)
})

test('a backup that is broken off leaves no file, and the older one as it was', async () => {
  const { url } = await source()
  const file = aFile()
  writeFileSync(file, 'the older one')
  const blocker = new Client({ connectionString: url })
  await blocker.connect()
  await blocker.query('begin; lock table posting in access exclusive mode')
  const broken = assert.rejects(backup(url, file), /terminat/)
  const waiting = `select pid from pg_stat_activity where application_name = 'yuinowa backup' and wait_event_type = 'Lock'`
  while ((await sql(url, waiting)).length === 0) await sleep(10)
  await sql(url, `select pg_terminate_backend(pid) from (${waiting}) w`)
  await broken
  await blocker.end()
  assert.equal(readFileSync(file, 'utf8'), 'the older one')
  assert.deepEqual(
    readdirSync(home).filter((name) => name.endsWith('.part')),
    [],
  )
})

test('who is not the owner gets an error, not a part of the rows', async () => {
  const { url } = await source()
  const reader = `reader_${randomBytes(3).toString('hex')}`
  await sql(servers[0].url, `create role ${reader} login password 'x'`)
  await sql(url, `grant select on all tables in schema public to ${reader}`)
  const as = Object.assign(new URL(url), { username: reader }).href
  const file = aFile()
  await assert.rejects(backup(as, file), /row-level security/)
  assert.ok(!existsSync(file))
})
