import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsx } from 'hono/jsx'
import { create } from 'xmlbuilder2'
import { sampleDealings, sampleGroups, sampleMatrix, sampleMultiples } from '#ui/gallery-flows.tsx'
import {
  sampleBoundary,
  sampleCircle,
  sampleLinks,
  sampleNodes,
  samplePlaces,
} from '#ui/gallery-pictures.tsx'
import { yen } from '#ui/numbers.ts'
import { Bars } from './bars.tsx'
import { Chord } from './chord.tsx'
import { Circle } from './circle.tsx'
import { FigureWithTable } from './figure-with-table.tsx'
import { LineChart } from './line-chart.tsx'
import { Matrix } from './matrix.tsx'
import { filledIn, pictureStyle } from './picture-style.ts'
import { PlaceMap } from './place-map.tsx'
import { Ranks } from './ranks.tsx'
import { Sankey } from './sankey.tsx'
import { SmallMultiples } from './small-multiples.tsx'
import { standaloneSvg } from './stand-alone.tsx'
import { fiscalMonths, yearLines } from './year-lines.ts'

const format = (value: number): string => yen(value)
const of = { id: 'a', title: 'めぐり', format }
const ticks = fiscalMonths()
const values = ticks.map((_, at) => 100 * at)
const sankey = jsx(Sankey, { ...of, nodes: sampleNodes, links: sampleLinks })
const pictures = {
  sankey,
  circle: jsx(Circle, { ...of, ...sampleCircle }),
  chord: jsx(Chord, { ...of, nodes: sampleGroups(16), links: sampleDealings(16) }),
  matrix: jsx(Matrix, { ...of, ...sampleMatrix(20) }),
  lines: jsx(LineChart, { ...of, ticks, series: yearLines([{ year: 2026, values }], 'inside') }),
  multiples: jsx(SmallMultiples, {
    ...of,
    ticks,
    items: sampleMultiples(24),
    scale: 'own',
    nowLabel: '今年',
  }),
  bars: jsx(Bars, { ...of, ticks, series: [{ label: '売上', tone: 'inside', values }] }),
  ranks: jsx(Ranks, { ...of, rows: [{ label: '直売所', value: 5 }] }),
  map: jsx(PlaceMap, { ...of, boundary: sampleBoundary, places: samplePlaces, attribution: '見本' }),
  nothing: jsx(Sankey, { ...of, nodes: [], links: [] }),
}
const about = { lang: 'ja', title: 'お金の流れ', source: '一関市の台帳（2026年11月）' } as const

for (const [name, picture] of Object.entries(pictures))
  test(`${name} stands alone`, () => {
    const svg = standaloneSvg(picture, about)
    const { documentElement } = create(svg).node as unknown as { documentElement: { localName: string } }
    assert.equal(documentElement.localName, 'svg')
    assert.match(
      svg,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]* width="\d+" height="\d+" viewBox="0 0 /,
    )
    assert.match(svg, />お金の流れ</)
    assert.match(svg, />出典: 一関市の台帳（2026年11月）</)
    assert.doesNotMatch(svg, /y-svg-narrow"|undefined|NaN|<script|\son[a-z]+=|\sstyle=/)
    // Nothing is asked from anywhere: an image may not, and a page's own sheet is far away.
    assert.doesNotMatch(svg, /@import|url\((?!#)|<image|<use|var\(--(?!tone\))/)
  })

test('its links lead to the site that is named, and without one there are none to follow', () => {
  const whole = standaloneSvg(sankey, { ...about, base: 'https://yui.example.jp' })
  assert.match(whole, / href="https:\/\/yui\.example\.jp\/flows\?from=hotel" target="_top"/)
  assert.match(whole, / href="https:\/\/yui\.example\.jp\/parties\/company" target="_top"/)
  assert.doesNotMatch(standaloneSvg(sankey, about), / href=/)
})

test('what people typed can neither break the document nor act in it', () => {
  const evil = '"><script>alert(1)</script>\u0000\u0008\uD800 href="/x" &'
  const rows = [{ label: evil, value: 1, href: 'javascript:alert(1)' }]
  const svg = standaloneSvg(jsx(Ranks, { ...of, rows }), {
    ...about,
    title: evil,
    source: evil,
    base: 'https://a.jp',
  })
  assert.doesNotThrow(() => create(svg))
  assert.doesNotMatch(svg, /<script|javascript:| href="/)
  assert.ok(!svg.includes('\u0000'))
})

test('a figure with its table is no picture', () =>
  assert.throws(() => standaloneSvg(jsx(FigureWithTable, { title: 'a' }, sankey), about), /holds HTML/))

test('in English it speaks English', () => {
  const svg = standaloneSvg(pictures.nothing, { ...about, lang: 'en' })
  assert.match(svg, />Nothing has flowed yet\.</)
  assert.match(svg, />Source: /)
})

test('the style is that of the page, with every token filled in', () => {
  const css = pictureStyle()
  assert.match(css, /\.y-tone-leak \{ --tone: #b5521b; \}/)
  assert.match(css, /\.y-heat-6 \{ fill: #0c472a; \}/)
  assert.equal(filledIn('a { color: var(--b); }', '@theme { --b: var(--c); --c: red; }'), 'a { color: red; }')
  assert.throws(() => filledIn('a { color: var(--b); }', '@theme { --c: red; }'), /--b/)
})
