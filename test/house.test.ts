import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

/** The plan of the house, from the ground. A file imports from lower floors and from its own room only. */
const floors: readonly (readonly string[])[] = [
  ['kit'],
  ['ui'],
  ['db'],
  ['parties'],
  ['ledger'],
  ['points'],
  ['http'],
  ['trade', 'wood', 'power', 'platform', 'community', 'circulation'],
  ['rooms'], // rooms.ts, which names them all
  ['web', 'api'],
  ['main'],
]
const rooms = floors[7] ?? []
const prefixes: Readonly<Record<string, string>> = {
  trade: 'trade_',
  wood: 'wood_',
  power: 'power_',
  platform: 'platform_',
  community: 'community_',
  circulation: 'circulation_',
  points: 'points_',
}

const files = globSync('src/**/*.{ts,tsx}').map((file) => file.replaceAll('\\', '/'))
const placeOf = (file: string): string => file.split('/')[1]?.replace(/\.tsx?$/, '') ?? ''
const floorOf = (place: string): number =>
  floors.findIndex((floor) => floor.includes(place === 'commands' ? 'main' : place))
const isTest = (file: string): boolean => /\.test\.tsx?$|[./]testing\.ts$|\.bad\.ts$/.test(file)

interface Import {
  readonly file: string
  readonly what: string
  readonly target: string
}
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([#.][^']*)'/g)].map(([, what = '']) => ({
    file,
    what,
    target: what.startsWith('#demo/')
      ? what.slice(1)
      : what.startsWith('#')
        ? `src/${what.slice(1)}`
        : normalize(join(dirname(file), what)).replaceAll('\\', '/'),
  }))
}
const imports = files.flatMap(importsOf)

test('the plan covers every file', () => {
  assert.ok(files.length > 60, 'the house is not empty: a check that sees nothing must not pass')
  assert.ok(imports.length > 100, 'imports are seen')
  assert.deepEqual(
    files.filter((file) => floorOf(placeOf(file)) === -1),
    [],
  )
})

/** Parts of a room that are laid out like one; what they share lies in the room itself. */
const flats = [
  'acceptance',
  'buyers',
  'cycles',
  'dispatch',
  'drawings',
  'fees',
  'goals',
  'grants',
  'heat',
  'input-output',
  'intakes',
  'mailing',
  'measures',
  'pay',
  'prices',
  'proofs',
  'quotes',
  'receivables',
  'reports',
  'rounds',
  'specs',
  'stock',
  'webhooks',
]
const flatOf = (file: string): string | undefined => {
  const [, , flat = ''] = file.split('/')
  return flats.includes(flat) ? flat : undefined
}

/** What is wrong with an import, or undefined. Exported as a sentence so that the planted faults below can see it. */
function wrong({ file, what, target }: Import): string | undefined {
  const [here, there] = [placeOf(file), placeOf(target)]
  const [own, other] = [floorOf(here), floorOf(there)]
  if (what.startsWith('../')) return `${file}: ${what} climbs; write #${target.slice(4)}`
  // `?worker&url` is how Vite is asked for a script that is bundled by itself.
  if (!/\.(ts|tsx|css|json)(\?worker&url)?$/.test(what)) return `${file}: ${what} lacks its extension`
  // The demo region is made by the program itself the first time; nothing but main knows of it.
  if (target.startsWith('demo/'))
    return here === 'main' || here === 'commands' ? undefined : `${file}: ${what} is the demo`
  if (other === -1) return `${file}: ${what} leads nowhere`
  const [flat, sibling] = [flatOf(file), flatOf(target)]
  if (here === there && flat && sibling && flat !== sibling && !isTest(file))
    return `${file}: ${what} is a sibling flat`
  if (here === there) return undefined
  if (other > own) return `${file}: ${what} is on a higher floor`
  if (own === other) return `${file}: ${what} is another room`
  if (rooms.includes(there) && !/\/room\.tsx?$/.test(target)) return `${file}: ${what} is not the room's door`
  return undefined
}

test('every flat is there', () => {
  assert.deepEqual(
    flats.filter((flat) => !files.some((file) => flatOf(file) === flat)),
    [],
  )
})

/** What stands at the left edge, with all that is indented below it. */
const statementsOf = (text: string): string[] => text.split(/^(?=[^\s\]})>`])/m)

/**
 * Whether a test file still waits for something after its first test: the tests read so far may be over by then, and
 * their database gone. A statement waits by itself where its `await` stands before any `async`.
 */
function waitsLate(text: string): boolean {
  const statements = statementsOf(text)
  const first = statements.findIndex((each) => /^\s*(?:test|trial)\(/m.test(each))
  return (
    first !== -1 && statements.slice(first + 1).some((each) => /^(?:(?!\basync\b)[^])*?\bawait\s/.test(each))
  )
}

test('a test file waits for what it needs before its first test', () => {
  const tests = [...files.filter(isTest), ...globSync('{test,demo,e2e,scripts}/**/*.test.ts')]
  assert.ok(tests.length > 100, 'a check that sees nothing must not pass')
  assert.deepEqual(
    tests.filter((file) => waitsLate(readFileSync(file, 'utf8'))),
    [],
  )
  const first = "test('x', async () => {\n  await y()\n})\n"
  for (const late of [
    'const here = await testRegion()\n',
    'await y()\n',
    'const rows = [\n  await y(),\n]\n',
    'for (const x of y)\n  await x(async () => {\n    await z()\n  })\n',
  ]) {
    assert.ok(waitsLate(first + late), late)
    assert.ok(waitsLate(`for (const x of y)\n  ${first}${late}`), late)
    assert.ok(!waitsLate(late + first), late)
  }
})

test('imports keep to the plan', () => {
  assert.deepEqual(imports.map(wrong).filter(Boolean), [])
})

for (const [file, what, target] of [
  ['src/kit/days.ts', '#db/pool.ts', 'src/db/pool.ts'],
  ['src/trade/orders.ts', '#circulation/figures.ts', 'src/circulation/figures.ts'],
  ['src/web/front.tsx', '#trade/orders.ts', 'src/trade/orders.ts'],
  ['src/trade/orders.ts', '../db/pool.ts', 'src/db/pool.ts'],
  ['src/trade/orders.ts', './stock', 'src/trade/stock'],
  ['src/trade/reports/sales.ts', '#trade/stock/recalls.ts', 'src/trade/stock/recalls.ts'],
] as const)
  test(`planted: ${file} may not import ${what}`, () => assert.ok(wrong({ file, what, target })))

test('a room touches no other room’s tables', () => {
  const touched = files
    .filter((file) => !isTest(file))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8')
      return Object.entries(prefixes)
        .filter(([room]) => placeOf(file) !== room)
        .filter(([, prefix]) =>
          new RegExp(`(from|join|into|update|selectFrom\\('|insertInto\\(')\\s*${prefix}[a-z]`).test(text),
        )
        .map(([room]) => `${file} touches a table of ${room}`)
    })
  assert.deepEqual(touched, [])
})

test('files of pure rules import kit only', () => {
  const tooMuch = imports
    .filter(({ file }) => /src\/trade\/(tax|commissions|deductions|states|units-of-sale)\.ts$/.test(file))
    .filter(({ target, file }) => placeOf(target) !== 'kit' && placeOf(target) !== placeOf(file))
  assert.deepEqual(tooMuch, [])
})

test('only kit/clock.ts and kit/ids.ts read the machine’s time', () => {
  const readers = files
    // What browsers load runs on other machines: their time is theirs.
    .filter((file) => !isTest(file) && !/kit\/(clock|ids)\.ts$|^src\/ui\/client\//.test(file))
    .filter((file) => /new Date\(\)|Date\.now\(\)/.test(readFileSync(file, 'utf8')))
  assert.deepEqual(readers, [])
})

test('no file is longer than 400 lines', () => {
  const all = [...files, ...globSync('{test,demo,bench,e2e}/**/*.ts'), ...globSync('src/**/*.{sql,css}')]
  const long = all.filter((file) => readFileSync(file, 'utf8').split('\n').length > 401)
  assert.deepEqual(long, [])
})
