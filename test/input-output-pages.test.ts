/** Input-output tables as an officer enters them and anyone reads them: through the whole app, on a real region. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { writeCsv } from '#kit/csv.ts'
import { routes } from '#web/app.ts'
import { assertPage, browser, signedIn, testWeb, textOf } from '#web/testing.ts'

const web = await testWeb(routes)
const officer = await signedIn(web, web.people.officer)
const at = '/circulation/input-output'
const german = readFileSync(new URL('golden/io-germany-1995-beutel/table.csv', import.meta.url))
const fileOf = (name: string, bytes: Uint8Array | string): File =>
  new File([new Uint8Array(Buffer.from(bytes))], name)
const boxes = (file: File, more: Record<string, string> = {}): Record<string, string | File> => ({
  name: 'ドイツ 1995年（6部門）',
  year: '1995',
  unitYen: '1000000',
  source: 'Beutel, Eurostat Manual',
  file,
  ...more,
})
const english = (path: string) => {
  const visitor = browser(web.app)
  visitor.cookies.set('yuinowa_lang', 'en')
  return visitor.get(path)
}
const tables = () =>
  web.tx((tx) => tx.run<{ n: number }>('select count(*)::int as n from circulation_io_table'))

test('nothing there: says so, in both languages', async () => {
  const shown = await browser(web.app).get(at)
  await assertPage(shown)
  assert.match(textOf(shown.html), /まだ表がありません/)
  await assertPage(await english(at))
  await assertPage(await officer.get(at))
})

test('what cannot be read is refused with its line and column, and what was typed stays', async () => {
  const broken = german.toString().replace('25480', '25x80')
  const shown = await officer.post(at, boxes(fileOf('t.csv', broken), { source: '出典X' }))
  assert.match(textOf(shown.html), /2行目・7列目の「25x80」が数字として読めません/)
  assert.match(shown.html, /value="出典X"/)
  assert.match(
    textOf((await officer.post(at, boxes(fileOf('t.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))))).html),
    /\.xlsx で保存/,
  )
  assert.match(textOf((await officer.post(at, boxes(new File([], '')))).html), /産業連関表のファイルを/)
  assert.match(
    textOf((await officer.post(at, boxes(fileOf('t.csv', german), { year: '昨年' }))).html),
    /対象の年は数字で/,
  )
  assert.equal((await tables())[0]?.n, 0)
})

let table = ''
test('an officer enters a table; only who enters figures sees it until it is published', async () => {
  const entered = await officer.post(at, boxes(fileOf('table.csv', german)))
  assert.equal(entered.status, 303)
  table = entered.to ?? ''
  const page = await officer.get(table)
  await assertPage(page)
  assert.match(textOf(page.html), /未公開/)
  assert.match(textOf(page.html), /agriculture_group 100\.0% 1\.7048/)
  assert.equal((await browser(web.app).get(table)).status, 404)
  assert.doesNotMatch((await browser(web.app).get(at)).html, /ドイツ/)
})

test('the same file again is the same table; its name is put right', async () => {
  const again = await officer.post(at, boxes(fileOf('table.csv', german), { name: 'ドイツ 1995年' }))
  assert.equal(again.to, table)
  assert.equal((await tables())[0]?.n, 1)
  assert.match((await officer.get(table)).html, /ドイツ 1995年</)
})

test('published, everyone sees it, and takes it away as CSV and Excel', async () => {
  await officer.post(`${table}/publish`, {}, table)
  const page = await browser(web.app).get(table)
  await assertPage(page)
  await assertPage(await english(table))
  const csv = await browser(web.app).get(`${table}/multipliers.csv`)
  assert.match(csv.html, /industry_group,100\.0%,1\.841\d+,/)
  assert.equal((await browser(web.app).get(`${table}/multipliers.xlsx`)).status, 200)
  assert.match(textOf((await officer.post(`${table}/drop`, {}, table)).html), /先に公開をやめてください/)
})

test('an economic impact: asked in the address, answered in rounds, printed', async () => {
  const visitor = browser(web.app)
  await assertPage(await visitor.get(`${table}/effect`))
  const asked = `${table}/effect?${new URLSearchParams({ event: '秋の農業祭', s1: '0', a1: '１０，０００，０００円', s2: '3', a2: '5000000', i2: '50', p: '60' })}`
  const answer = await visitor.get(asked)
  await assertPage(answer)
  const text = textOf(answer.html)
  // 10 million of agriculture at 1 (a domestic table) and 5 million of trade at a half.
  assert.match(text, /支出の総額 1,500万円/)
  assert.match(text, /域内での支出（直接効果） 1,250万円/)
  assert.match(text, /直接効果 (生産額 )?12,500,000円/)
  await assertPage(await english(asked))
  const paper = await visitor.get(asked.replace('/effect?', '/effect.pdf?'))
  assert.equal(paper.response.headers.get('content-type'), 'application/pdf')
  assert.match(paper.html, /^%PDF/)
})

test('boxes that cannot be read are named, and nothing is calculated', async () => {
  const shown = await browser(web.app).get(`${table}/effect?s1=0&a1=たくさん&s2=99&a2=5&i1=120&s3=1`)
  await assertPage(shown)
  const text = textOf(shown.html)
  assert.match(text, /支出額を数字で入れてください/)
  assert.match(text, /部門を選んでください/)
  assert.match(text, /域内で買う割合は0から100/)
  assert.doesNotMatch(text, /支出の総額/)
  assert.equal((await browser(web.app).get(`${table}/effect.pdf?s1=0`)).status, 404)
})

test('a region without a table: estimated from the sizes of its sectors', async () => {
  const sizes = [
    ['部門', '規模'],
    ...[
      'agriculture_group',
      'industry_group',
      'construction',
      'trade_group',
      'business_services_group',
      'other_services_group',
    ].map((sector, n) => [sector, [200, 5_000, 900, 1_500, 800, 1_600][n] ?? 0]),
  ]
  const wrong = await officer.post(
    `${table}/estimate`,
    { name: '推計', way: 'slq', measure: 'output', file: fileOf('s.csv', writeCsv(sizes.slice(0, 4))) },
    table,
  )
  assert.match(textOf(wrong.html), /「trade_group」の規模がファイルにありません/)
  const made = await officer.post(
    `${table}/estimate`,
    { name: '推計', way: 'flq', measure: 'output', file: fileOf('s.csv', writeCsv(sizes)) },
    table,
  )
  assert.equal(made.status, 303)
  const page = await officer.get(made.to ?? '')
  await assertPage(page)
  assert.match(textOf(page.html), /行と列の合計は生産額と合っています/)
  // A thin region keeps less inside than the nation: every multiplier is smaller.
  const first = /agriculture_group 100\.0% (\d\.\d{4})/.exec(textOf(page.html))?.[1]
  assert.ok(Number(first) > 1 && Number(first) < 1.7048, first)
  await officer.post(`${made.to}/drop`, {}, made.to ?? '')
  assert.equal((await officer.get(made.to ?? '')).status, 404)
})

test('withdrawn, it is the staff’s alone again; a producer can change nothing', async () => {
  const grower = await signedIn(web, web.people.grower)
  assert.equal((await grower.post(`${table}/withdraw`, {}, '/privacy')).status, 403)
  await officer.post(`${table}/withdraw`, {}, table)
  assert.equal((await browser(web.app).get(table)).status, 404)
})
