/** How often a yen goes round, on real postings: LM3's worked example, the multiplier, survey shares and projects. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeCsv } from '#kit/csv.ts'
import { day, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import { cash } from '#ledger/accounts.ts'
import { closeDays } from '#ledger/close.ts'
import { post, reverse } from '#ledger/post.ts'
import { setup } from '#parties/actors.ts'
import { registerParty } from '#parties/parties.ts'
import { granted } from '#parties/testing.ts'
import { routes } from '#web/app.ts'
import { assertPage, browser, signedIn, testWeb, textOf } from '#web/testing.ts'

const web = await testWeb(routes)
const { company, producer, buyer, staff } = web.people
const officer = await signedIn(web, web.people.officer)
const visitor = browser(web.app)
const english = browser(web.app)
english.cookies.set('yuinowa_lang', 'en')
const at = '/circulation/rounds'
const file = (rows: (string | number)[][]): File => new File([new Uint8Array(writeCsv(rows))], '調査.csv')

async function pay(tx: Tx, kind: string, from: Id, to: Id, amount: number) {
  const flows = [{ unit: 'JPY' as const, amount: jpy(amount), from: cash(from), to: cash(to) }]
  return granted(await post(tx, staff, { kind, on: day('2026-11-20'), memo: '', flows }))
}

test('nothing yet: empty pages in both languages', async () => {
  for (const opened of [visitor, english])
    for (const path of [at, `${at}/lm3`, `${at}/shares`]) await assertPage(await opened.get(path))
  await assertPage(await officer.get(`${at}/studies`))
  assert.match(textOf((await visitor.get(`${at}/lm3`)).html), /LM3は計算できません/)
})

// domain.md 3.1: 1,000,000 came in; wages 300,000 (80 % stay), supplier A 200,000 (35 %), supplier B 100,000 (50 %).
let [home, supplier] = ['' as Id, '' as Id]
test('the worked example: with the survey’s shares LM3 is 1.96, without them 1.6 and 600,000 yen unknown', async () => {
  await web.tx(async (tx) => {
    const register = async (kind: 'household' | 'business', name: string) =>
      granted(
        await registerParty(tx, setup, {
          kind,
          name,
          kana: 'テスト',
          side: 'inside',
          sideFrom: day('2024-04-01'),
        }),
      ).partyId
    home = await register('household', '職員の家')
    supplier = await register('business', '川辺製作所')
    await pay(tx, 'trade.sale', buyer, company, 1_000_000)
    await pay(tx, 'trade.wage', company, home, 300_000)
    await pay(tx, 'trade.payout', company, producer, 200_000)
    await pay(tx, 'trade.packaging', company, supplier, 100_000)
    const slip = await pay(tx, 'trade.packaging', company, supplier, 77_000)
    granted(await reverse(tx, staff, slip.entryId))
  })
  const before = textOf((await visitor.get(`${at}/lm3`)).html)
  assert.match(before, /LM3 1\.60/)
  assert.match(before, /R2のうち60万円は/)
  const rows = [
    ['対象', '域内割合', '調査日', '出典'],
    ['世帯', '80%', '2026/6/1', '家計調査の試し'],
    ['みずほ農園', '３５', '令和8年6月1日', '生産者アンケート'],
    ['川辺製作所', '50', '2026-06-01', '生産者アンケート'],
    ['知らない会社', '50', '2026-06-01', '生産者アンケート'],
    ['世帯', '120', '2026-06-01', '家計調査の試し'],
    ['みずほ農園', '10', '2026-06-01', '二度目'],
  ]
  const kept = await officer.post(`${at}/shares`, { file: file(rows) })
  assert.equal(kept.status, 303)
  const plan = await officer.get(kept.to ?? '')
  await assertPage(plan)
  const text = textOf(plan.html)
  assert.match(text, /新しく書く 3/)
  assert.match(text, /「知らない会社」という主体も集まりも見つかりません/)
  assert.match(text, /域内割合「120」は0から100/)
  assert.match(text, /「みずほ農園」の同じ日の行がファイルに2つ/)
  assert.match(textOf((await visitor.get(`${at}/lm3`)).html), /LM3 1\.60/) // looked at, not written
  await officer.post(kept.to ?? '', {})
  const lm3 = await visitor.get(`${at}/lm3`)
  await assertPage(lm3)
  assert.match(textOf(lm3.html), /LM3 1\.96/)
  assert.doesNotMatch(textOf(lm3.html), /川辺製作所|みずほ農園/) // visitors see groups
  const named = await officer.get(`${at}/lm3`)
  await assertPage(named)
  assert.match(textOf(named.html), /みずほ農園 200,000円 0% 0% 35\.0%（生産者アンケート/)
  await assertPage(await english.get(`${at}/lm3`))
})

test('the same file again changes nothing; another finds its rows known', async () => {
  const again = await officer.post(`${at}/shares`, {
    file: file([
      ['対象', '域内割合', '調査日', '出典'],
      ['世帯', '80', '2026-06-01', '家計調査の試し'],
    ]),
  })
  assert.match(textOf((await officer.get(again.to ?? '')).html), /新しく書くものはありません/)
  await assertPage(await visitor.get(`${at}/shares`))
  assert.match(
    textOf((await officer.post(`${at}/shares`, { file: file([['a'], ['b']]) })).html),
    /見出しがあるCSV/,
  )
})

test('closed or open, the multiplier is that of the example: 1,000,000 + 600,000 of a million', async () => {
  const read = async () => textOf((await visitor.get(at)).html)
  const open = await read()
  assert.match(open, /台帳の乗数） 1\.60/)
  await web.tx(async (tx) => granted(await closeDays(tx, day('2026-11-23'))), instantOf(day('2026-11-24'), 9))
  assert.equal((await read()).replaceAll(/封.*/g, ''), open.replaceAll(/封.*/g, ''))
  for (const opened of [visitor, english, officer]) await assertPage(await opened.get(at))
  await assertPage(await visitor.get(`${at}?to=households&fy=2026`))
  assert.match(textOf((await visitor.get(`${at}?to=lodging`)).html), /まだありません/)
  const one = await visitor.get(`${at}?to=${company}`)
  await assertPage(one)
  assert.match(textOf(one.html), /結いの商社が受け取ったとして計算しています。.*台帳の乗数） 1\.60/)
  assert.equal((await visitor.get(`${at}?to=${supplier}`)).status, 403)
  await assertPage(await officer.get(`${at}?to=${supplier}`))
})

test('a project: parties and kinds; LM3 of both; off the list again', async () => {
  const wrong = await officer.post(`${at}/studies`, { name: '包装の地産化', nameEn: '', parties: '' })
  assert.match(textOf(wrong.html), /少なくともひとつ/)
  const added = await officer.post(`${at}/studies`, {
    name: '包装の地産化',
    nameEn: 'Local packaging',
    parties: `http://localhost/parties/${company}`,
    kinds: 'trade.packaging',
  })
  assert.equal(added.status, 303)
  const shown = await visitor.get(added.to ?? '')
  await assertPage(shown)
  // Nothing came in by packaging alone.
  assert.match(textOf(shown.html), /包装の地産化のLM3.*計算できません/)
  const sales = await officer.post(`${at}/studies`, {
    name: '販売',
    nameEn: '',
    parties: '',
    kinds: 'trade.sale',
  })
  assert.match(textOf((await visitor.get(sales.to ?? '')).html), /LM3 1\.00/)
  await officer.post(
    `${at}/studies/${new URLSearchParams((sales.to ?? '').split('?')[1]).get('study')}/end`,
    {},
    `${at}/studies`,
  )
  assert.equal((await visitor.get(sales.to ?? '')).status, 404)
})

test('a project of one party is that party’s own affair', async () => {
  const added = await officer.post(`${at}/studies`, { name: '農園だけ', nameEn: '', parties: producer })
  await assertPage(await officer.get(added.to ?? ''))
  assert.equal((await visitor.get(added.to ?? '')).status, 403)
  assert.doesNotMatch((await visitor.get(at)).html, /農園だけ/)
  assert.match((await officer.get(at)).html, /農園だけ/)
})

test('somebody else’s LM3 is for those who see the ledger, and one’s own', async () => {
  const path = `${at}/lm3?party=${producer}`
  assert.equal((await visitor.get(path)).status, 403)
  await assertPage(await officer.get(path))
  await assertPage(await (await signedIn(web, web.people.grower)).get(path))
})

test('how they are made: flows, kinds, surveys and seal, on the page and for machines; and proved', async () => {
  for (const opened of [visitor, english]) await assertPage(await opened.get(`${at}?proof=1`))
  const proved = textOf((await visitor.get(`${at}?proof=1`)).html)
  assert.match(proved, /一致しました 流れ6件から計算し直した値は1円が域内で動く回数（台帳の乗数） 1\.6000、/)
  const twin = JSON.parse((await visitor.get(`${at}/data.json`)).html)
  assert.deepEqual(
    twin.values.map(({ name, value, unit }: Record<string, unknown>) => [name, value, unit]),
    [
      ['multiplier', 1.6, '1'],
      ['stay', 0, 'd'],
      ['velocity', null, '1/a'],
    ],
  )
  const { evidence } = twin
  assert.deepEqual([evidence.flows, evidence.sealedDay, evidence.closed], [6, '2026-11-23', false])
  const list = await visitor.get(evidence.flowsPath)
  assert.equal([...list.html.matchAll(/<tr>/g)].length - 2, evidence.flows)

  const lm3 = await officer.get(`${at}/lm3?proof=1`)
  await assertPage(lm3)
  assert.match(
    textOf(lm3.html),
    /一致しました 流れ6件から計算し直した値はLM3 1\.9600、R1 入ったお金 1,000,000円、/,
  )
  assert.match(textOf(lm3.html), /使った調査の割合 みずほ農園 35\.0%.*川辺製作所 50\.0%.*世帯 80\.0%/)
  const seen = JSON.parse((await visitor.get(`${at}/lm3/data.json`)).html)
  const valueOf = (name: string) => seen.values.find((each: { name: string }) => each.name === name).value
  assert.deepEqual(
    ['lm3', 'r1', 'r2', 'r3', 'r3_measured', 'r3_assumed', 'unknown'].map(valueOf),
    [1.96, 1_000_000, 600_000, 360_000, 0, 360_000, 0],
  )
  // Whom the company paid is not told to everyone, nor by whose survey it was filled in.
  const household = { subject: 'household ', party: null, inside: 0.8 }
  assert.deepEqual(seen.surveys, [{ ...household, source: '家計調査の試し', surveyedOn: '2026-06-01' }])
  const all = JSON.parse((await officer.get(`${at}/lm3/data.json`)).html)
  assert.equal(all.surveys.length, 3)
  assert.equal((await visitor.get(`${at}/lm3/data.json?party=${producer}`)).status, 403)
  assert.equal((await visitor.get(`${at}/data.json?to=${supplier}`)).status, 403)
  // A total that somebody changed is found out.
  await web.db.pool.query(`update ledger_year_total set amount = amount * 2 where crossing = 'in'`)
  assert.match(textOf((await visitor.get(`${at}/lm3?proof=1`)).html), /一致しません LM3: 表示している値は/)
  await web.db.pool.query(`update ledger_year_total set amount = amount / 2 where crossing = 'in'`)
})

test('a share that was a slip is taken away', async () => {
  await officer.post(`${at}/shares/drop`, { subject: supplier, surveyedOn: '2026-06-01' }, `${at}/shares`)
  assert.match(textOf((await visitor.get(`${at}/lm3`)).html), /LM3 1\.91/)
})
