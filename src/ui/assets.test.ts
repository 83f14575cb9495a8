import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readAssets } from './assets.ts'

const folder = mkdtempSync(join(tmpdir(), 'yuinowa-assets-'))
after(() => rmSync(folder, { recursive: true }))
const write = (manifest: unknown) => writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))

test('before the first build pages get unhashed addresses and a mark that says so', () => {
  const assets = readAssets(join(folder, 'nowhere'))
  assert.equal(assets.built, false)
  assert.match(assets.css, /^\/assets\//)
})
test('after a build the hashed names are taken from the manifest', () => {
  write({ 'src/ui/client/main.ts': { file: 'main-abc.js', css: ['main-def.css'], isEntry: true } })
  assert.deepEqual(readAssets(folder), {
    css: '/assets/main-def.css',
    js: '/assets/main-abc.js',
    icon: '/assets/mark.svg',
    built: true,
  })
})
test('a manifest of something else is a fault, not a page without style', () => {
  write({ 'src/other.ts': { file: 'x.js' } })
  assert.throws(() => readAssets(folder), /build again/)
})
