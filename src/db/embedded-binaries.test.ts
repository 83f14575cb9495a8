import assert from 'node:assert/strict'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  assertLinks,
  binariesFor,
  installedBinaries,
  trustedCopy,
  type Binaries,
} from './embedded-binaries.ts'
import { EmbeddedFault } from './embedded-faults.ts'

const home = mkdtempSync(join(tmpdir(), 'yuinowa-binaries-'))
chmodSync(home, 0o755)
after(() => rmSync(home, { recursive: true, force: true }))
const nobody = { uid: 65534, gid: 65534 }
const onlyRoot = {
  skip: process.getuid?.() === 0 ? false : 'root only: only root copies for another account',
}
let count = 0
const place = () => join(home, `place-${++count}`)

/** A small installation, quick to copy. */
function installation(): Binaries {
  const folder = join(place(), 'native')
  mkdirSync(join(folder, 'bin'), { recursive: true })
  mkdirSync(join(folder, 'lib'))
  writeFileSync(join(folder, 'bin', 'postgres'), '#!/bin/sh\n', { mode: 0o700 })
  writeFileSync(join(folder, 'lib', 'libpq.so.5.18'), 'library', { mode: 0o600 })
  symlinkSync('libpq.so.5.18', join(folder, 'lib', 'libpq.so.5'))
  return { folder, version: '18.4.0', major: 18 }
}

test('the installed PostgreSQL is the major version whose folders it opens', () => {
  const { folder, major, version } = installedBinaries()
  assert.equal(major, 18)
  assert.match(version, /^18\./)
  assert.ok(existsSync(join(folder, 'share')))
})

test('a missing library link is named, with what to do', () => {
  const root = place()
  const { folder } = installation()
  mkdirSync(root)
  cpSync(folder, join(root, 'native'), { recursive: true, verbatimSymlinks: true })
  const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }
  writeFileSync(join(root, 'native', 'pg-symlinks.json'), JSON.stringify([link]))
  assertLinks(root)
  rmSync(join(root, 'native', 'lib', 'libpq.so.5'))
  assert.throws(
    () => assertLinks(root),
    (error) => error instanceof EmbeddedFault && /libpq\.so\.5.*set-up\.mjs/s.test(error.message),
  )
})

test('binaries that the account can run where they are need no copy', onlyRoot, () => {
  const unused = place()
  assert.equal(binariesFor(nobody, [unused]).folder, installedBinaries().folder)
  assert.ok(!existsSync(unused))
})

test('the copy can be read by everyone and written by root alone, and is made once', onlyRoot, () => {
  const original = installation()
  const where = place()
  const copy = trustedCopy(original, where)
  assert.equal(lstatSync(join(copy, 'bin', 'postgres')).mode & 0o777, 0o755)
  assert.equal(lstatSync(join(copy, 'lib', 'libpq.so.5.18')).mode & 0o777, 0o644)
  assert.ok(lstatSync(join(copy, 'lib', 'libpq.so.5')).isSymbolicLink())
  assert.equal(lstatSync(copy).mode & 0o777, 0o755)
  const { ino } = lstatSync(copy)
  assert.equal(lstatSync(trustedCopy(original, where)).ino, ino)
  assert.deepEqual(readdirSync(where), ['postgresql-18.4.0'])
})

for (const [what, spoil] of [
  ['lost a file', (copy: string) => rmSync(join(copy, 'lib', 'libpq.so.5.18'))],
  ['has a file of another length', (copy: string) => appendFileSync(join(copy, 'bin', 'postgres'), 'x')],
  ['has a file more', (copy: string) => writeFileSync(join(copy, 'lib', 'libextra.so'), '')],
  ['can be written by others', (copy: string) => chmodSync(join(copy, 'bin', 'postgres'), 0o777)],
  ['belongs to another user', (copy: string) => chownSync(join(copy, 'lib'), nobody.uid, nobody.gid)],
] as const)
  test(`a copy that ${what} is made again`, onlyRoot, () => {
    const original = installation()
    const where = place()
    const copy = trustedCopy(original, where)
    const { ino } = lstatSync(copy)
    spoil(copy)
    assert.notEqual(lstatSync(trustedCopy(original, where)).ino, ino)
    assert.equal(readFileSync(join(copy, 'bin', 'postgres'), 'utf8'), '#!/bin/sh\n')
    assert.deepEqual(readdirSync(where), ['postgresql-18.4.0'])
  })

for (const [what, plant] of [
  ['belongs to another user', (where: string) => (mkdirSync(where), chownSync(where, 65534, 65534))],
  ['can be written by others', (where: string) => (mkdirSync(where), chmodSync(where, 0o777))],
  ['can be written by others though sticky', (where: string) => (mkdirSync(where), chmodSync(where, 0o1777))],
  ['is a link', (where: string) => (mkdirSync(`${where}-far`), symlinkSync(`${where}-far`, where))],
] as const)
  test(`a place that ${what} is not trusted`, onlyRoot, () => {
    const where = place()
    plant(where)
    assert.throws(() => trustedCopy(installation(), where))
    assert.deepEqual(readdirSync(where), [])
  })

test('a place below a folder of another user is not trusted', onlyRoot, () => {
  const above = place()
  mkdirSync(above)
  chownSync(above, nobody.uid, nobody.gid)
  assert.throws(() => trustedCopy(installation(), join(above, 'programs')), /others than root/)
})
