/**
 * Whatever happens to a region's ledger, every file that the circulation hands out agrees with the raw flows: with late
 * entries, reversals, sides and industries said late, summed up, closed or still waiting.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseLines } from '#kit/csv.ts'
import {
  type Day,
  addDays,
  addMonths,
  day,
  dayAt,
  fiscalYear,
  instantOf,
  month,
  monthOfDay,
} from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import { closable, closeDays } from '#ledger/close.ts'
import { kindOf, kindsThatCount } from '#ledger/kinds.ts'
import { post, reverse } from '#ledger/post.ts'
import { sumUp } from '#ledger/tail.ts'
import { aParty, done, putSide } from '#ledger/testing.ts'
import { bandLabel, bandOf } from '#circulation/groups.ts'
import { routes } from '#web/app.ts'
import { signedIn, testWeb } from '#web/testing.ts'
import { type Party, type Raw, rawFlows } from './raw-flows.ts'

let seed = 7
const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
const upTo = (n: number): number => Math.floor(random() * n)
const pick = <T>(list: readonly T[]): T => list[upTo(list.length)] as T

const web = await testWeb(routes)
const officer = await signedIn(web, web.people.officer)
const { staff } = web.people
const kinds = ['trade.sale', 'trade.payout', 'trade.energy', 'trade.grant'] as const
const today = dayAt(web.clock.now())
const first = day('2025-04-10')

const exchange = new Set(kindsThatCount('exchange'))
const sum = (flows: readonly Raw[]): number => flows.reduce((all, { amount }) => all + amount, 0)
function summed(flows: readonly Raw[], key: (flow: Raw) => string): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const flow of flows) sums[key(flow)] = (sums[key(flow)] ?? 0) + flow.amount
  return sums
}
const moved = (sums: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0))
const positive = (sums: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount > 0))

/** The rows of a file, by their headings. */
async function csv(path: string): Promise<Record<string, string>[]> {
  const shown = await officer.get(path)
  assert.equal(shown.status, 200, path)
  const lines = parseLines(shown.html.replace(/^\uFEFF/, ''), ',')
  assert.ok(!isRefusal(lines))
  const [head, ...rows] = lines.map(({ cells }) => cells)
  return rows.map((cells) => Object.fromEntries((head ?? []).map((label, n) => [label, cells[n] ?? ''])))
}
const column = (rows: readonly Record<string, string>[], label: string): number =>
  rows.reduce((all, row) => all + Number(row[label] || 0), 0)
/** A file's amounts by what stands in its first columns. */
function told(
  rows: readonly Record<string, string>[],
  labels: readonly string[],
  amount: string,
): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const row of rows) {
    const key = labels.map((label) => row[label]).join(' → ')
    sums[key] = (sums[key] ?? 0) + Number(row[amount] || 0)
  }
  return sums
}

async function season(): Promise<Id[]> {
  const ids = await web.tx(async (tx) => {
    const made: Id[] = []
    for (let n = 0; n < 16; n++) {
      const id = await aParty(tx, { inside: n < 10, name: `主体${n}` })
      await tx.run(`update party set kind = $2, sector = $3, town = $4 where party_id = $1`, [
        id,
        n % 5 === 4 ? 'household' : 'business',
        n % 5 === 4 ? null : (['A', 'E', 'F', 'M'][n % 4] ?? null),
        n % 3 === 0 ? null : `町${n % 2}`,
      ])
      made.push(id)
    }
    return made
  }, instantOf(first))
  return ids
}

let divided = 0
const posted: Id[] = []
async function week(ids: readonly Id[], on: Day): Promise<void> {
  await web.tx(
    async (tx) => {
      for (let n = 0; n < 5; n++) {
        const entryId = random() < 0.2 ? posted.splice(upTo(posted.length), 1)[0] : undefined
        if (entryId) {
          done(await reverse(tx, staff, entryId, random() < 0.15 ? { on } : {}))
          continue
        }
        const [from, to] = [pick(ids), pick(ids)]
        if (from === to) continue
        const late = addDays(on, -upTo(60))
        const flows = [
          { unit: 'JPY' as const, amount: jpy(1 + upTo(90_000)), from: cash(from), to: cash(to) },
        ]
        const entry = {
          kind: pick(kinds),
          on: late < first ? first : random() < 0.3 ? late : on,
          memo: '',
          flows,
        }
        posted.push(done(await post(tx, staff, entry)).entryId)
      }
      if (random() < 0.6) await sumUp(tx)
      if (random() < 0.2) done(await closeDays(tx, closable(tx)))
      if (random() < 0.15) {
        const [party, from] = [pick(ids), addDays(on, -upTo(90))]
        const was = await tx.run<{ side: string }>(
          `update party_side set valid_to = $2::date - 1 where party_id = $1 and valid_to is null and valid_from < $2 returning side`,
          [party, from],
        )
        if (was[0]) await putSide(tx, party, was[0].side === 'inside' ? 'outside' : 'inside', from)
      }
      if (random() < 0.1)
        await tx.run(`update party set sector = $2 where party_id = $1 and kind = 'business'`, [
          pick(ids),
          pick(['A', 'E', 'M']),
        ])
    },
    instantOf(on, 12),
  )
}

async function compareFigures(flows: readonly Raw[], from: string, to: string): Promise<void> {
  const rows = await csv(`/circulation/figures/figures.csv?from=${from}&to=${to}`)
  const valueOf = (name: string): number | undefined => {
    const value = rows.find((row) => row['name'] === name)?.['値']
    return value === undefined || value === '' ? undefined : Number(value)
  }
  const paid = flows.filter(({ kind }) => exchange.has(kind))
  const by = (crossing: Raw['crossing'], list = paid) => list.filter((flow) => flow.crossing === crossing)
  const energy = paid.filter(({ kind, payee }) => kind === 'trade.energy' || payee.sector === 'F')
  const given = flows.filter(({ kind }) => kind === 'trade.grant')
  const expected: Record<string, readonly Raw[]> = {
    earned: by('in'),
    around: by('within'),
    leaked: by('out'),
    granted: by('in', given),
    granted_away: by('out', given),
    energy_kept: by('within', energy),
    energy_lost: by('out', energy),
  }
  for (const [name, list] of Object.entries(expected)) {
    assert.equal(valueOf(name), sum(list), `${name} ${from}`)
    assert.equal(Number(rows.find((row) => row['name'] === name)?.['もとになった流れ']), list.length, name)
  }
  const [round, left] = [sum(by('within')), sum(by('out'))]
  assert.equal(valueOf('inside_share'), round + left > 0 ? round / (round + left) : undefined)
}

const wayOf = { earned: 'in', around: 'within', leaked: 'out' } as const
async function compareSplits(flows: readonly Raw[], from: string, to: string): Promise<void> {
  for (const [way, crossing] of Object.entries(wayOf)) {
    const list = flows.filter((flow) => flow.crossing === crossing && exchange.has(flow.kind))
    for (const by of ['kind', 'payer', 'payee', 'party'] as const) {
      const rows = await csv(`/circulation/money/split.csv?way=${way}&by=${by}&from=${from}&to=${to}`)
      assert.equal(column(rows, '金額'), sum(list), `${way} by ${by}`)
      assert.equal(column(rows, '流れの数'), list.length, `${way} by ${by}`)
      const [label = ''] = Object.keys(rows[0] ?? {})
      if (by === 'kind')
        assert.deepEqual(
          moved(told(rows, [label], '金額')),
          moved(summed(list, ({ kind }) => kindOf(kind).meaning.ja)),
        )
      if (by === 'party')
        assert.deepEqual(
          moved(told(rows, [label], '金額')),
          moved(
            summed(
              list,
              (flow) => (way === 'leaked' ? flow.payee : way === 'earned' ? flow.payer : flow.payee).name,
            ),
          ),
        )
    }
  }
}

const sidesOf = ({ crossing }: Raw) =>
  [
    crossing === 'in' || crossing === 'beyond' ? 'outside' : 'inside',
    crossing === 'out' || crossing === 'beyond' ? 'outside' : 'inside',
  ] as const
const band = ({ kind, sector }: Party, side: 'inside' | 'outside') =>
  bandLabel(bandOf({ side, kind, sector: sector ?? '' }), side, 'ja')

async function comparePictures(flows: readonly Raw[], from: string, to: string): Promise<void> {
  const paid = flows.filter(({ kind }) => exchange.has(kind))
  const byBand = summed(paid, (flow) => {
    const [payer, payee] = sidesOf(flow)
    return `${band(flow.payer, payer)} → ${band(flow.payee, payee)}`
  })
  for (const name of ['sankey', 'chord', 'matrix']) {
    const at = `/circulation/pictures/${name}/table.csv?from=${from}&to=${to}`
    const rows = await csv(at)
    const [payer = '', payee = '', amount = ''] = Object.keys(rows[0] ?? {})
    assert.deepEqual(told(rows, [payer, payee], amount), positive(byBand), name)
    // Those too small are told together: the sum is the same, unless a pair came to less than nothing and is left out.
    const pairs = Object.values(summed(paid, (flow) => `${flow.crossing} ${flow.payer.id} ${flow.payee.id}`))
    if (pairs.some((each) => each < 0)) continue
    for (const by of ['sector', 'town', 'party'])
      assert.equal(column(await csv(`${at}&by=${by}`), amount), sum(paid), `${name} by ${by}`)
    divided += 1
  }
}

async function compareSeries(flows: readonly Raw[]): Promise<void> {
  for (const [way, crossing] of Object.entries(wayOf)) {
    const list = flows.filter(
      (flow) =>
        flow.crossing === crossing && exchange.has(flow.kind) && monthOfDay(flow.on) < monthOfDay(today),
    )
    const years = await csv(`/circulation/pictures/years/table.csv?way=${way}`)
    for (const year of [2025, 2026])
      assert.equal(
        column(years, `${year}年度`),
        sum(list.filter(({ on }) => fiscalYear(on) === year)),
        `${way} ${year}`,
      )
    for (const year of [2025, 2026]) {
      const rows = await csv(`/circulation/pictures/multiples/table.csv?way=${way}&fy=${year}`)
      for (const row of rows)
        for (let n = 0; n < 12; n++) {
          const of = addMonths(month(`${year}-04`), n)
          const cell = Object.values(row)[n + 1]
          if (cell === '' || cell === undefined) continue
          const here = list.filter(
            ({ on, kind }) => monthOfDay(on) === of && kindOf(kind).meaning.ja === Object.values(row)[0],
          )
          assert.equal(Number(cell), sum(here), `${way} ${of}`)
        }
    }
  }
  for (const year of [2025, 2026]) {
    const got = flows.filter(
      ({ on, kind, crossing }) =>
        fiscalYear(on) === year && exchange.has(kind) && (crossing === 'in' || crossing === 'within'),
    )
    const rows = await csv(`/circulation/pictures/map/table.csv?fy=${year}`)
    const [town = ''] = Object.keys(rows[0] ?? {})
    const named = Object.fromEntries(
      Object.entries(told(rows, [town], Object.keys(rows[0] ?? {}).at(-1) ?? '')).filter(([name]) =>
        /^町\d$/.test(name),
      ),
    )
    assert.deepEqual(
      named,
      positive(
        summed(
          got.filter(({ payee }) => payee.town !== null),
          ({ payee }) => payee.town ?? '',
        ),
      ),
    )
  }
}

/** A plan with two goals that the ledger measures; answers where it stands. */
async function plan(): Promise<string> {
  const at = '/circulation/goals'
  const made = await officer.post(`${at}/new`, {
    name: '計画',
    nameEn: '',
    vision: '',
    visionEn: '',
    fromYear: '2025',
    toYear: '2030',
    source: '',
  })
  for (const measure of ['earned', 'leaked']) {
    const goal = await officer.post(`${made.to}/goals/new`, {
      side: 'economy',
      name: measure,
      nameEn: '',
      definition: '',
      definitionEn: '',
      unit: '円',
      decimals: '0',
      direction: 'up',
      baselineYear: '2024',
      baseline: '0',
      targetYear: '2030',
      target: '100000000',
      sdg: '8',
      sdgTarget: '',
      localIndicator: '',
      measuredBy: 'figure',
      measure,
      scale: '1',
      source: '',
    })
    assert.equal(goal.status, 303, goal.html)
  }
  return made.to ?? ''
}

async function compareGoals(flows: readonly Raw[], at: string): Promise<void> {
  const rows = await csv(`${at}/goals.csv`)
  for (const [name, way] of [
    ['earned', 'in'],
    ['leaked', 'out'],
  ] as const)
    for (const year of [2025, 2026]) {
      const of = flows.filter(
        ({ on, kind, crossing }) => fiscalYear(on) === year && exchange.has(kind) && crossing === way,
      )
      const row = rows.find((each) => each['目標'] === name)
      assert.equal(Number(row?.[`${year}年度`]), sum(of), `${name} ${year}`)
    }
}

test('every file agrees with the flows', { timeout: 120_000 }, async () => {
  const [ids, goals] = [await season(), await plan()]
  let compared = 0
  for (let n = 0; n < 84; n++) {
    const on = addDays(first, n * 7)
    if (on > today) break
    await week(ids, on)
  }
  for (let n = 0; n < 4; n++) {
    const flows = await web.tx(rawFlows)
    for (const [from, to] of [
      ['2025-04', '2026-03'],
      ['2026-04', '2026-11'],
      ['2025-07', '2025-09'],
    ] as const) {
      const within = flows.filter(({ on }) => monthOfDay(on) >= from && monthOfDay(on) <= to)
      await compareFigures(within, from, to)
      await compareSplits(within, from, to)
      await comparePictures(within, from, to)
      compared += within.length
    }
    await compareSeries(flows)
    await compareGoals(flows, goals)
    await week(ids, today)
  }
  assert.ok(compared > 500 && divided > 5, `${compared} flows, ${divided} pictures by single parties`)
})
