import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeLabels, polygonsOf } from './place-map.tsx'
import { type SankeyLink, type SankeyNode, layOut, unrolled } from './sankey-layout.ts'
import { ems, overlaps, spread, wrap } from './svg-kit.tsx'

const node = (id: string, column?: number): SankeyNode => ({ id, label: id, column, tone: 'inside' })
const flow = (from: string, to: string, value = 1): SankeyLink => ({ from, to, value })
const frame = { left: 0, right: 900, top: 0, bottom: 400, nodeWidth: 10, gap: 10 }

// Nodes, links, and the links as drawn: `~` marks the second copy of what comes again.
const unrolling: readonly (readonly [string, SankeyNode[], SankeyLink[], string[]])[] = [
  ['a line', [node('a'), node('b')], [flow('a', 'b')], ['a>b']],
  ['a circle of two', [node('a'), node('b')], [flow('a', 'b'), flow('b', 'a')], ['a>b', 'b>a~']],
  [
    'a circle of three',
    [node('a'), node('b'), node('c')],
    [flow('a', 'b'), flow('b', 'c'), flow('c', 'a')],
    ['a>b', 'b>c', 'c>a~'],
  ],
  ['to itself', [node('a')], [flow('a', 'a')], ['a>a~']],
  ['against the wished columns', [node('a', 1), node('b', 0)], [flow('a', 'b')], ['a>b~']],
  ['nothing flows', [node('a'), node('b')], [flow('a', 'b', 0), flow('a', 'b', Number.NaN)], []],
  ['to nowhere', [node('a')], [flow('a', 'x')], []],
]
for (const [name, nodes, links, drawn] of unrolling)
  test(`flows: ${name}`, () =>
    assert.deepEqual(
      unrolled(nodes, links).links.map(({ from, to }) => `${from}>${to}`),
      drawn,
    ))

test('every band runs forward, and a node is as tall as the larger of what comes and what goes', () => {
  const nodes = [node('a', 0), node('b', 1), node('c', 2), node('d', 7)]
  const layout = layOut(
    nodes,
    [flow('a', 'b', 30), flow('b', 'c', 20), flow('b', 'd', 10), flow('c', 'a', 5)],
    frame,
  )
  assert.ok(layout)
  for (const { source, target, width } of layout.links) {
    assert.ok(source.x1 < target.x0)
    assert.ok(width > 0)
  }
  const heights = new Map(layout.nodes.map(({ id, y0, y1 }) => [id, y1 - y0]))
  const unit = (heights.get('a') ?? 0) / 30
  assert.ok(Math.abs((heights.get('c') ?? 0) - 20 * unit) < 0.01)
  assert.ok(Math.abs((heights.get('d') ?? 0) - 10 * unit) < 0.01)
})
test('no flows, no layout', () => assert.equal(layOut([node('a')], [], frame), undefined))

const wraps: readonly (readonly [string, number, number, string[]])[] = [
  ['域内でまわったお金', 8, 2, ['域内でまわった', 'お金']],
  ['地域商社', 10, 2, ['地域商社']],
  ['ナラの薪（一年乾燥）', 6, 2, ['ナラの薪', '（一年乾燥）']],
  ['', 5, 2, []],
  // No letter stands alone on a last line, where the same number of lines can do without.
  ['まちづくり協議会', 7, 2, ['まちづくり', '協議会']],
  ['はたらく人', 4, 2, ['はたらく', '人']],
]
for (const [text, room, lines, wanted] of wraps)
  test(`「${text}」 in ${room} ems`, () => assert.deepEqual(wrap(text, room, lines), wanted))
test('what does not fit ends in an ellipsis and never exceeds the room', () => {
  const lines = wrap('一関市千厩町奥玉字天ヶ森下地域協働推進協議会', 8, 2)
  assert.equal(lines.length, 2)
  assert.match(lines[1] ?? '', /…$/)
  for (const line of lines) assert.ok(ems(line) <= 8, line)
})

test('labels are moved apart and stay within their limits and in their order', () => {
  const placed = spread([100, 101, 102, 300], 20, 0, 310)
  assert.deepEqual(placed, [100, 120, 140, 300])
  assert.deepEqual(spread([295, 299], 20, 0, 300), [280, 300])
})

const square = [
  [141, 38.9],
  [141.2, 38.9],
  [141.2, 39.1],
  [141, 39.1],
  [141, 38.9],
]
test('either winding of a boundary gives the same land', () => {
  const one = polygonsOf({ type: 'Polygon', coordinates: [square] })
  const other = polygonsOf({ type: 'Polygon', coordinates: [square.toReversed()] })
  assert.deepEqual(one, other)
})
test('a collection gives all its polygons', () => {
  const feature = {
    type: 'Feature',
    geometry: { type: 'MultiPolygon', coordinates: [[square], [square]] },
  } as const
  assert.equal(polygonsOf({ type: 'FeatureCollection', features: [feature, feature] }).length, 4)
})

test('place labels cover neither each other nor a point, and stay inside', () => {
  const spots = Array.from({ length: 40 }, (_, index) => ({
    place: { lon: 0, lat: 0, label: `${index}番の畑のねぎ` },
    x: 30 + ((index * 97) % 320),
    y: 30 + ((index * 53) % 220),
    r: 4 + (index % 3),
  }))
  const labels = placeLabels(spots, 360, 280, 14)
  const boxes = labels.flatMap((label) => {
    if (label === undefined) return []
    const width = Math.max(...label.lines.map(ems)) * 14
    const left =
      label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2
    return [{ x: left, y: label.y - 14 * 0.95, width, height: label.lines.length * 14 * 1.2 }]
  })
  assert.ok(boxes.length > 3, 'some labels find a place')
  for (const [index, box] of boxes.entries()) {
    assert.ok(box.x >= 0 && box.x + box.width <= 360)
    for (const other of boxes.slice(index + 1)) assert.ok(!overlaps(box, other))
    for (const { x, y, r } of spots)
      assert.ok(!overlaps(box, { x: x - r, y: y - r, width: 2 * r, height: 2 * r }))
  }
})

test('a percent sign is as broad as a Japanese letter', () => {
  assert.equal(ems('%'), ems('億'))
  assert.ok(ems('100%') > ems('1000'))
})
