import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsx } from 'hono/jsx'
import { sampleDealings, sampleGroups, sampleMatrix, sampleMultiples } from '#ui/gallery-flows.tsx'
import { yen } from '#ui/numbers.ts'
import { layRing } from './chord-layout.ts'
import { LineChart } from './line-chart.tsx'
import { Matrix } from './matrix.tsx'
import { heatOf, heatSteps, shownCells, sumsOf } from './matrix-layout.ts'
import { matrixTable, multiplesTable, seriesTable } from './picture-tables.ts'
import { Sankey } from './sankey.tsx'
import type { SankeyLink, SankeyNode } from './sankey-layout.ts'
import { SmallMultiples } from './small-multiples.tsx'
import { type Box, ems, overlaps } from './svg-kit.tsx'
import { fiscalMonths, yearLines } from './year-lines.ts'

const format = (value: number): string => yen(value)
const draw = (picture: Parameters<typeof jsx>[0], props: object): string =>
  jsx(picture, { id: 'a', title: 'a', format, ...props }).toString() as string

const sum = (values: Iterable<number>): number => [...values].reduce((so, value) => so + value, 0)
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9

test('shades grow with the square, and the largest amount has the darkest', () => {
  assert.deepEqual(heatSteps(3600), [100, 400, 900, 1600, 2500, 3600])
  const steps = heatSteps(3600)
  for (const [value, shade] of [
    [0, 0],
    [-5, 0],
    [Number.NaN, 0],
    [1, 1],
    [100, 1],
    [101, 2],
    [3600, 6],
  ] as const)
    assert.equal(heatOf(value, steps), shade, String(value))
})

test('the sums of rows and columns come to the whole, and what has no row or column is in none', () => {
  const data = sampleMatrix(20)
  const { byRow, byColumn, whole } = sumsOf({
    ...data,
    cells: [...data.cells, { row: 'elsewhere', column: 'g1', value: 5 }],
  })
  assert.equal(sum(byRow.values()), whole)
  assert.equal(sum(byColumn.values()), whole)
  assert.equal(whole, sum(data.cells.map(({ value }) => value)))
})

test('a matrix has a cell and a row of its table for each amount, each a way to open it', () => {
  const data = sampleMatrix(20)
  const html = draw(Matrix, data)
  const cells = shownCells(data).length
  assert.ok(cells > 100)
  // Once for a broad screen, once for a narrow one.
  assert.equal(html.match(/<a [^>]*data-flow=/g)?.length, 2 * cells)
  assert.equal(matrixTable(data, format).rows.length, cells)
  assert.ok(html.includes('>千厩まちづくり協議会連…<'), 'what has no room is cut')
  assert.ok(html.includes('<title>千厩まちづくり協議会連絡部 '), 'and whole in the title')
})

test('round the ring nothing overlaps, and every ribbon lies within its groups', () => {
  const { groups, ribbons } = layRing(sampleGroups(16), [
    ...sampleDealings(16),
    { from: 'g3', to: 'g3', value: 500_000 },
  ])
  assert.equal(groups.length, 16)
  for (const [index, { start, end }] of groups.entries()) {
    assert.ok(start < end && end < (groups[index + 1]?.start ?? 2 * Math.PI))
  }
  for (const group of groups) {
    const own = ribbons
      .flatMap(({ source, target, leaves, arrives }) => [
        ...(source.id === group.id ? [leaves] : []),
        ...(target.id === group.id ? [arrives] : []),
      ])
      .toSorted((a, b) => a.start - b.start)
    assert.ok(near(own[0]?.start ?? 0, group.start) && near(own.at(-1)?.end ?? 0, group.end))
    for (const [index, { start }] of own.entries())
      if (index > 0) assert.ok(near(start, own[index - 1]?.end ?? 0))
  }
})
test('a ring of what does not flow is empty', () =>
  assert.deepEqual(layRing(sampleGroups(3), [{ from: 'g0', to: 'g1', value: 0 }]), {
    groups: [],
    ribbons: [],
  }))

/** Where the labels of a picture stand, read from what was drawn. */
function labelsIn(svg: string, font: number, line: number): Box[] {
  const texts = svg.matchAll(
    /<text class="y-node-label" x="([\d.-]+)" y="([\d.-]+)" text-anchor="(\w+)">(.*?)<\/text>/g,
  )
  return [...texts].map(([, x = '', y = '', anchor, inner = '']) => {
    const lines = [...inner.matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)].map(([, text = '']) => text)
    const width = Math.max(...lines.map(ems)) * font
    const left = anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2
    return {
      x: Number(x) - left,
      y: Number(y) - font * 0.85,
      width,
      height: (lines.length - 1) * line + font,
    }
  })
}

/** As many nodes in each column, every name fourteen letters long, amounts that differ by thousands. */
function crowd(columns: number, inEach: number): { nodes: SankeyNode[]; links: SankeyLink[] } {
  const nodes = Array.from({ length: columns * inEach }, (_, index): SankeyNode => ({
    id: `n${index}`,
    label: `${index}番目の千厩まちづくり協議会連絡部会`.slice(0, 14),
    tone: 'inside',
    column: Math.floor(index / inEach),
  }))
  const links = nodes.slice(inEach).flatMap(({ id }, at): SankeyLink[] =>
    [0, 1].map((step) => ({
      from: `n${Math.floor(at / inEach) * inEach + ((at + step) % inEach)}`,
      to: id,
      value: 10 ** ((at * 7) % 4) + step,
    })),
  )
  return { nodes, links }
}

for (const columns of [2, 3, 4])
  for (const inEach of [1, 3, 6])
    test(`${columns} columns of ${inEach}: names of fourteen letters are whole and cover none`, () => {
      const html = draw(Sankey, crowd(columns, inEach))
      assert.doesNotMatch(html, /…/)
      for (const [svg, font, line] of [
        [html.slice(0, html.indexOf('y-svg-narrow')), 15, 19],
        [html.slice(html.indexOf('y-svg-narrow')), 14, 17],
      ] as const) {
        const boxes = labelsIn(svg, font, line)
        assert.equal(boxes.length, columns * inEach)
        for (const [index, box] of boxes.entries())
          for (const other of boxes.slice(index + 1))
            assert.ok(!overlaps(box, other), JSON.stringify([box, other]))
      }
    })

test('each band says who, to whom, how much and what share, and one that cannot be opened can be reached by keys', () => {
  const nodes = crowd(2, 2).nodes
  const html = draw(Sankey, {
    nodes,
    links: [
      { from: 'n0', to: 'n2', value: 30, href: '/flows' },
      { from: 'n0', to: 'n3', value: 10 },
    ],
  })
  const first = nodes[0]?.label
  assert.match(
    html,
    new RegExp(
      `<a href="/flows" data-flow="n0 n2" aria-label="${first} → [^"]* 30円 （${first}から出る分の75%）"`,
    ),
  )
  assert.match(html, /<g data-flow="n0 n3" role="img" aria-label="[^"]* 10円 （[^"]*の25%）" tabindex="0">/)
})

test('the newest of the years is strong and on top, whatever the order', () => {
  const values = [1, 2, null]
  const lines = yearLines(
    [
      { year: 2026, values },
      { year: 2024, values },
      { year: 2025, values },
    ],
    'inside',
    'en',
  )
  assert.deepEqual(
    lines.map(({ label, look }) => `${label} ${look}`),
    ['FY2024 pale', 'FY2025 pale', 'FY2026 strong'],
  )
  assert.deepEqual([fiscalMonths()[0]?.label, fiscalMonths('en').at(-1)?.label], ['4月', 'Mar'])
})

test('a range and a target are drawn, named, and within the scale', () => {
  const ticks = fiscalMonths()
  const ranges = [{ label: '幅', tone: 'harvest' as const, low: [null, 5, 6], high: [null, 9, 900] }]
  const series = [{ label: '売上', tone: 'inside' as const, values: [4, 7, null] }]
  const html = draw(LineChart, { ticks, series, ranges, target: { label: '目標', value: 1200 } })
  assert.equal(html.match(/<path class="y-range/g)?.length, 2)
  assert.equal(html.match(/<path class="y-target"/g)?.length, 2)
  for (const [, y = ''] of html.matchAll(/<path class="y-target" d="M[\d.]+ ([\d.-]+)H/g))
    assert.ok(Number(y) >= 30)
  const table = seriesTable(ticks, series, format, 'ja', ranges)
  assert.deepEqual(table.rows[2], { tick: '6月', s0: '', s1: '6円', s2: '900円' })
})

test('small multiples: all of them, two on a row of a phone, four on a broad one', () => {
  const items = sampleMultiples(20)
  const ticks = fiscalMonths()
  const html = draw(SmallMultiples, { ticks, items })
  const [broad, narrow] = [
    html.slice(0, html.indexOf('y-svg-narrow')),
    html.slice(html.indexOf('y-svg-narrow')),
  ]
  for (const [svg, columns] of [
    [broad, 4],
    [narrow, 2],
  ] as const) {
    const spots = [
      ...svg.matchAll(/<a class="y-multiple-link"[^>]* transform="translate\(([\d.]+) [\d.]+\)"/g),
    ]
    assert.equal(spots.length, 20)
    assert.equal(new Set(spots.map(([, x]) => x)).size, columns)
  }
  const { columns, rows } = multiplesTable(ticks, items, format)
  assert.deepEqual([columns.length, rows.length], [13, 20])
})
