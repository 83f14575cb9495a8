/**
 * What the circulation works out in memory: all multipliers of an input-output table of 190 sectors from its file, and the
 * rounds of a yen over a hundred thousand parties and two million pairs. Reading them from the totals is `scale`'s.
 */
import { writeCsv } from '#kit/csv.ts'
import { readGrid } from '#kit/grid.ts'
import { isRefusal } from '#kit/refusals.ts'
import { analyse } from '#circulation/input-output/io-table.ts'
import { readTable } from '#circulation/input-output/reading.ts'
import { circulate, crossingCode, networkOf } from '#circulation/rounds/networks.ts'
import { medianMs, printTable } from './bench.ts'

const sectors = 190
const parties = Number(process.env['PARTIES'] ?? 100_000)
const pairs = Number(process.env['PAIRS'] ?? 2_000_000)

let state = 20_261_127
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
const upTo = (most: number): number => Math.floor(random() * most)

const sum = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0)

/** A table as a ministry publishes it, at random. */
function tableFile(): Uint8Array {
  const names = Array.from({ length: sectors }, (_, n) => `部門その${n + 1}`)
  const output = names.map(() => 500_000 + upTo(9_000_000))
  const cells = names.map(() => output.map((made) => Math.round((random() * made * 0.9) / sectors)))
  const head = [
    '',
    ...names,
    '内生部門計',
    '民間消費支出',
    '県内最終需要計',
    '移輸出',
    '（控除）移輸入',
    '県内生産額',
  ]
  const rows = names.map((name, i) => {
    const row = cells[i] ?? []
    const made = output[i] ?? 0
    const demand = Math.round(made * 0.4)
    const imports = Math.round((sum(row) + demand) * 0.3)
    return [
      name,
      ...row,
      sum(row),
      Math.round(demand / 2),
      demand,
      made - sum(row) - demand + imports,
      `△${imports}`,
      made,
    ]
  })
  const share = (part: number) => output.map((made) => Math.round(made * part))
  return writeCsv([
    head,
    ...rows,
    ['雇用者所得', ...share(0.25)],
    ['粗付加価値部門計', ...output.map((made, j) => made - sum(cells.map((row) => row[j] ?? 0)))],
    ['県内生産額', ...output],
    ['従業者総数', ...share(0.00001)],
  ])
}

const file = tableFile()
async function fromFile(): Promise<void> {
  const grid = await readGrid(file)
  const table = isRefusal(grid) ? grid : readTable(grid)
  if (isRefusal(table)) throw new Error(table.refused)
  if (!analyse(table)) throw new Error('no multipliers')
}

// A fifth lies outside; who is paid once is often paid again.
const outside = (party: number): boolean => party % 5 === 0
const lines = {
  size: parties,
  from: Uint32Array.from({ length: pairs }, () => upTo(parties)),
  to: Uint32Array.from({ length: pairs }, () => Math.floor(parties * random() ** 2)),
  amount: Float64Array.from({ length: pairs }, () => 1 + upTo(300_000)),
  crossing: new Uint8Array(pairs),
}
for (let k = 0; k < pairs; k++) {
  const [payer, payee] = [outside(lines.from[k] ?? 0), outside(lines.to[k] ?? 0)]
  lines.crossing[k] = payer
    ? payee
      ? crossingCode.beyond
      : crossingCode.in
    : payee
      ? crossingCode.out
      : crossingCode.within
}
let [rounds, multiplier] = [0, 0]
async function follow(): Promise<void> {
  const network = networkOf(lines)
  const found = circulate(network, network.earned)
  ;[rounds, multiplier] = [found.rounds.length, found.multiplier]
  await Promise.resolve()
}

const rows: (string | number)[][] = [['median of 10', 'ms', 'target ms', '']]
for (const [name, targetMs, work] of [
  [`${sectors} sectors: from the file to all multipliers`, 200, fromFile],
  [
    `${pairs.toLocaleString('en')} pairs of ${parties.toLocaleString('en')} parties: matrix and rounds`,
    700,
    follow,
  ],
] as const) {
  await work()
  const ms = await medianMs(10, work)
  rows.push([name, ms, targetMs, ms <= targetMs ? '✓' : '✗'])
}
printTable(rows)
console.log(`\nmultiplier ${multiplier.toFixed(4)}, ${rounds} rounds and more shown`)
