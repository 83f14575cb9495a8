/** A plan from its entry to its yearly report: goals measured by the ledger, by a room, and by entered values. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeCsv } from '#kit/csv.ts'
import { day } from '#kit/days.ts'
import { jpy } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import { post } from '#ledger/post.ts'
import { granted } from '#parties/testing.ts'
import { routes } from '#web/app.ts'
import { type Browser, assertPage, browser, signedIn, testWeb, textOf } from '#web/testing.ts'

const web = await testWeb(routes)
const { company, buyer, staff } = web.people
const officer = await signedIn(web, web.people.officer)
const visitor = browser(web.app)
const english = browser(web.app)
english.cookies.set('yuinowa_lang', 'en')
const at = '/circulation/goals'
const both = async (path: string, who: Browser[] = [visitor, english, officer]) => {
  for (const opened of who) await assertPage(await opened.get(path))
}

await web.tx(async (tx) => {
  for (const [on, amount] of [
    ['2024-06-01', 1_000_000],
    ['2025-06-01', 1_600_000],
    ['2026-06-01', 900_000],
  ] as const)
    granted(
      await post(tx, staff, {
        kind: 'trade.sale',
        on: day(on),
        memo: '',
        flows: [{ unit: 'JPY', amount: jpy(amount), from: cash(buyer), to: cash(company) }],
      }),
    )
})

test('no plan yet', async () => {
  await both(at)
  await assertPage(await officer.get(`${at}/new`))
})

let plan = ''
test('an officer enters a plan; without goals it cannot be published', async () => {
  const wrong = await officer.post(`${at}/new`, {
    name: '',
    fromYear: '2026',
    toYear: '令和',
    vision: 'とどく',
    visionEn: '',
  })
  assert.match(textOf(wrong.html), /計画の名前を入力してください.*終わりの年度は数字で/)
  assert.match(wrong.html, />とどく</)
  const backwards = await officer.post(`${at}/new`, {
    name: '計画',
    fromYear: '2026',
    toYear: '2024',
    vision: '',
    visionEn: '',
  })
  assert.match(textOf(backwards.html), /終わりの年度は、始まりの年度と同じか/)
  const made = await officer.post(`${at}/new`, {
    name: '持続可能な稼ぐ地域づくり計画',
    nameEn: 'Plan for a region that earns',
    vision: '地域資源で稼ぎ、めぐらせる',
    visionEn: 'Earn by what we have, and let it go round',
    fromYear: '2024',
    toYear: '2030',
    source: '市の計画',
  })
  plan = made.to ?? ''
  assert.match(textOf((await officer.post(`${plan}/publish`, {}, plan)).html), /先に目標を加えてください/)
  assert.equal((await visitor.get(plan)).status, 404)
})

const goal = (more: Record<string, string>): Record<string, string> => ({
  side: 'economy',
  name: '外貨',
  nameEn: 'Earned from outside',
  definition: '',
  definitionEn: '',
  unit: '万円',
  decimals: '1',
  direction: 'up',
  baselineYear: '2024',
  baseline: '100',
  targetYear: '2030',
  target: '220',
  sdg: '8',
  sdgTarget: '8.3',
  localIndicator: '',
  measuredBy: 'figure',
  measure: 'earned',
  scale: '10000',
  source: '',
  ...more,
})
let co2 = ''
const say = async (more: Record<string, string>) =>
  textOf((await officer.post(`${plan}/goals/new`, goal(more))).html)

test('goals: what is contradictory is refused by its box', async () => {
  assert.match(await say({ target: '50' }), /目標値が、望ましい向きと逆/)
  assert.match(await say({ targetYear: '2024' }), /目標の年度は、基準の年度より後/)
  assert.match(await say({ measure: 'trade.products_sold' }), /何で測るかを/)
  assert.match(await say({ sdgTarget: '9.3' }), /8\.3 のような形/)
  assert.match(await say({ baseline: 'たくさん' }), /基準値は数字で/)
  assert.match(await say({ unit: '' }), /単位を入力/)
})

test('three goals: by the ledger, by a room’s count, by entered values', async () => {
  const earned = await officer.post(`${plan}/goals/new`, goal({}))
  assert.equal(earned.status, 303)
  const sold = {
    name: '売れた商品',
    side: 'society',
    unit: '品',
    decimals: '0',
    baseline: '0',
    target: '20',
    measuredBy: 'indicator',
    measure: 'trade.products_sold',
    scale: '1',
  }
  await officer.post(`${plan}/goals/new`, goal(sold))
  // domain.md 2.7: 2.90 → 1.86 万t-CO2, 2.40 is 48.1 %.
  const falling = {
    name: '排出量',
    nameEn: 'Emissions',
    side: 'environment',
    unit: '万t-CO2',
    decimals: '2',
    direction: 'down',
    baseline: '２．９０',
    target: '1.86',
    measuredBy: 'entered',
    measure: '',
    sdg: '13',
    sdgTarget: '',
  }
  co2 = (await officer.post(`${plan}/goals/new`, goal(falling))).to ?? ''
  await officer.post(`${plan}/publish`, {}, plan)
  await both(plan)
  await both(earned.to ?? '')
  const text = textOf((await visitor.get(earned.to ?? '')).html)
  // 1.6 million in 2025, the last year that is over: half of the way from 100 to 220.
  assert.match(text, /順調.*最新の値 160\.0万円 2025年度.*達成度 50\.0%/)
  assert.match(text, /2026年度 年度の途中 90\.0万円/)
  assert.match(textOf((await visitor.get(plan)).html), /達成0・順調1・遅れ0・値なし2/)
})

test('a value is entered with its source; a second takes its place, the first stays on record', async () => {
  const enter = (more: Record<string, string>) =>
    officer.post(`${co2}/values`, { year: '2025', value: '2.40', source: '市の調査', ...more }, co2)
  assert.match(textOf((await enter({ source: '' })).html), /出典を入力/)
  assert.match(textOf((await enter({ year: '2031' })).html), /まだ来ていない年度/)
  await enter({ value: '2.99' })
  await enter({})
  const text = textOf((await visitor.get(co2)).html)
  assert.match(text, /達成度 48\.1%/)
  assert.match(text, /2025年度 2\.40万t-CO2 市の調査/)
  const [row] = await web.tx((tx) =>
    tx.run<{ n: number }>('select count(*)::int as n from circulation_goal_value'),
  )
  assert.equal(row?.n, 2)
  const grower = await signedIn(web, web.people.grower)
  assert.equal(
    (await grower.post(`${co2}/values`, { year: '2025', value: '1', source: 'x' }, '/privacy')).status,
    403,
  )
})

test('many values from a file, looked at before they are written; the same again changes nothing', async () => {
  const rows = [
    ['目標', '年度', '値', '出典'],
    ['排出量', '2024年度', '2.70', '市の調査'],
    [3, 2026, '2.2', '速報'],
    ['外貨', 2025, 5, '市の調査'],
    ['なぞの目標', 2025, 5, '市の調査'],
    ['排出量', 2040, 5, '市の調査'],
    ['排出量', 2026, 'x', '市の調査'],
  ]
  const file = () => new File([new Uint8Array(writeCsv(rows))], '値.csv')
  const kept = await officer.post(`${plan}/values`, { file: file() }, plan)
  const preview = await officer.get(kept.to ?? '')
  await assertPage(preview)
  const text = textOf(preview.html)
  assert.match(text, /新しく書く 2 .*読めない行 4/)
  assert.match(
    text,
    /「外貨」は自動で集計する目標です.*「なぞの目標」という番号.*年度「2040」.*値「x」が数字/,
  )
  await officer.post(kept.to ?? '', {})
  assert.match(textOf((await visitor.get(co2)).html), /2026年度 2\.20万t-CO2 速報.*2024年度 2\.70万t-CO2/)
  await officer.post(kept.to ?? '', {})
  const again = await officer.post(`${plan}/values`, { file: file() }, plan)
  assert.equal(again.to, kept.to)
  assert.match(textOf((await officer.get(kept.to ?? '')).html), /新しく書くものはありません/)
})

test('with three years there is a forecast with its range', async () => {
  const shown = await visitor.get(co2)
  await assertPage(shown)
  assert.match(
    textOf(shown.html),
    /このまま進むと、2030年度は1\.\d\d万t-CO2（[−\d.]+万t-CO2から[\d.]+万t-CO2のあいだ）の見込み/,
  )
})

test('the plan on paper and as CSV', async () => {
  const csv = await english.get(`${plan}/goals.csv`)
  assert.match(
    csv.html,
    /3,Environment,Emissions,万t-CO2,13 Climate action,2024,2\.9,2030,1\.86,67\.3%,on track,2\.7,2\.4,2\.2/,
  )
  const paper = await visitor.get(`${plan}/report.pdf`)
  assert.match(paper.html, /^%PDF/)
  assert.equal((await english.get(`${plan}/report.pdf?fy=2024`)).status, 200)
})

test('plan and goal are put right; a goal is given up; the plan is withdrawn', async () => {
  await assertPage(await officer.get(`${plan}/edit`))
  await assertPage(await officer.get(`${co2}/edit`))
  await officer.post(`${plan}/edit`, {
    name: '新しい名前',
    nameEn: '',
    vision: '',
    visionEn: '',
    fromYear: '2024',
    toYear: '2031',
    source: '',
  })
  assert.match((await visitor.get(plan)).html, /新しい名前/)
  await officer.post(`${co2}/end`, {}, co2)
  assert.equal((await visitor.get(co2)).status, 404)
  await officer.post(`${plan}/withdraw`, {}, plan)
  assert.equal((await visitor.get(plan)).status, 404)
})
