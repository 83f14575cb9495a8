import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { addDays, day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { visitor } from './actors.ts'
import { listAudit } from './audit.ts'
import { listParties, namesOf, partiesOnMap, townsOnMap } from './directory.ts'
import { editParty, findParty, registerParty } from './parties.ts'
import type { NewParty } from './parties.ts'
import { setSide, sideColumn, sideJoin, sideOn, sidesOf } from './sides.ts'
import { granted, smallRegion } from './testing.ts'

const here = await testRegion()
const town = await here.tx(smallRegion)
const sample: NewParty = { kind: 'person', name: '佐藤　花子', kana: 'さとう はなこ', side: 'inside' }
const register = (input: Partial<NewParty>, actor = town.staff) =>
  here.tx((tx) => registerParty(tx, actor, { ...sample, ...input }))

test('a registered party is found with what was given, evened out', async () => {
  const { partyId } = granted(await register({ town: '千厩町千厩', story: 'りんご', sinceYear: 1998 }))
  const party = await here.tx((tx) => findParty(tx, partyId))
  assert.equal(party?.name, '佐藤 花子')
  assert.equal(party?.kana, 'サトウ ハナコ')
  assert.equal(party?.side, 'inside')
  assert.deepEqual([party?.latitude, party?.longitude], [38.93, 141.34], "the town's point")
  assert.equal(party?.registrationNumber, null)
  assert.equal(await here.tx((tx) => findParty(tx, newId())), undefined)
})

/** A change of the sample, and the refusal with its field. */
const refused: [Partial<NewParty>, string, string][] = [
  [{ name: ' 　' }, 'name_missing', 'name'],
  [{ kana: '' }, 'kana_missing', 'kana'],
  [{ kana: '佐藤 ハナコ' }, 'kana_not_kana', 'kana'],
  [{ name: '長'.repeat(101) }, 'text_too_long', 'name'],
  [{ story: '長'.repeat(4001) }, 'text_too_long', 'story'],
  [{ sinceYear: 2027 }, 'year_out_of_range', 'sinceYear'],
  [{ sinceYear: 999 }, 'year_out_of_range', 'sinceYear'],
  [{ latitude: 90.1 }, 'place_out_of_range', 'latitude'],
  [{ longitude: Number.NaN }, 'place_out_of_range', 'longitude'],
  [{ town: '東京都' }, 'unknown_town', 'town'],
]
for (const [change, reason, field] of refused)
  test(`${JSON.stringify(change).slice(0, 40)} → ${reason}`, async () => {
    const answer = await register(change)
    assert.ok(isRefusal(answer))
    assert.deepEqual([answer.refused, answer.field], [reason, field])
  })

test('at the limits it is accepted', async () => {
  const limits = { name: '長'.repeat(100), story: '長'.repeat(4000), sinceYear: 2026, latitude: -90 }
  granted(await register(limits))
  granted(await register({ kind: 'nature', kana: '' }))
})

test('one edits one’s own party, staff any, others none; what is not given stays', async () => {
  const { producer } = town
  const edit = (actor: typeof town.staff) =>
    here.tx((tx) => editParty(tx, actor, { partyId: producer, storyEn: 'Apples', nameEn: undefined }))
  granted(await edit(town.grower))
  granted(await edit(town.officer))
  assert.deepEqual(await edit(town.cook), { refused: 'not_allowed' })
  assert.deepEqual(await here.tx((tx) => editParty(tx, visitor, { partyId: producer, story: 'x' })), {
    refused: 'not_allowed',
  })
  const party = await here.tx((tx) => findParty(tx, producer))
  assert.deepEqual([party?.name, party?.storyEn, party?.town], ['みずほ農園', 'Apples', '千厩町千厩'])
})

test('moving to another town moves the point on the map, unless a place is given', async () => {
  const { partyId } = granted(await register({ town: '千厩町千厩' }))
  const at = async () => {
    const party = await here.tx((tx) => findParty(tx, partyId))
    return [party?.latitude, party?.longitude]
  }
  granted(await here.tx((tx) => editParty(tx, town.staff, { partyId, town: '萩荘' })))
  assert.deepEqual(await at(), [38.92, 141.08])
  granted(await here.tx((tx) => editParty(tx, town.staff, { partyId, latitude: 38.9, longitude: 141 })))
  assert.deepEqual(await at(), [38.9, 141])
  granted(await here.tx((tx) => editParty(tx, town.staff, { partyId, town: '萩荘' })))
  assert.deepEqual(await at(), [38.9, 141], 'the same town again moves nothing')
})

test('a picture of somebody else is refused', async () => {
  const answer = await here.tx((tx) =>
    editParty(tx, town.grower, { partyId: town.producer, pictureId: newId() }),
  )
  assert.deepEqual(answer, { refused: 'picture_unknown', field: 'pictureId' })
})

test('a deed is in the audit, a refused one leaves nothing', async () => {
  const count = async () => (await here.tx((tx) => listAudit(tx, { limit: 200 }))).rows.length
  const before = await count()
  await register({ name: '' })
  assert.equal(await count(), before)
  const { partyId } = granted(await register({}))
  const [row] = (await here.tx((tx) => listAudit(tx, { documentId: partyId }))).rows
  assert.equal(row?.action, 'party.register')
  assert.equal(row?.userName, '阿部 まこと')
  assert.equal(row?.partyName, '結いの商社')
})

test('parties are found by parts of name, kana or town in any script, and literally', async (t) => {
  const fresh = await testRegion(t)
  const people = await fresh.tx(smallRegion)
  await fresh.tx(async (tx) => {
    granted(await registerParty(tx, people.staff, { ...sample, town: '萩荘', nameEn: 'Hanako Sato' }))
    granted(await registerParty(tx, people.staff, { ...sample, name: '100%りんご_園', kana: 'リンゴエン' }))
  })
  const cases: [string, string[]][] = [
    ['花', ['佐藤 花子']],
    ['さとう', ['佐藤 花子']],
    ['ｻﾄｳ', ['佐藤 花子']],
    ['佐藤花子', ['佐藤 花子']],
    ['HANAKO', ['佐藤 花子']],
    ['萩荘 佐藤', ['佐藤 花子']],
    ['千厩 佐藤', []],
    ['%', ['100%りんご_園']],
    ['_', ['100%りんご_園']],
    ['農園', ['みずほ農園']],
    ['  ', ['一関市', '海辺ホテル', '佐藤 花子', 'みずほ農園', '結いの商社', '100%りんご_園']],
  ]
  for (const [text, names] of cases) {
    const { rows } = await fresh.tx((tx) => listParties(tx, { text }))
    assert.deepEqual(
      rows.map(({ name }) => name),
      names,
      text,
    )
  }
})

test('lists filter by kind, side and town', async (t) => {
  const fresh = await testRegion(t)
  await fresh.tx(smallRegion)
  const names = async (filter: Parameters<typeof listParties>[1]) =>
    (await fresh.tx((tx) => listParties(tx, filter))).rows.map(({ name }) => name)
  assert.deepEqual(await names({ kinds: ['company', 'city'] }), ['一関市', '結いの商社'])
  assert.deepEqual(await names({ side: 'outside' }), ['海辺ホテル'])
  assert.deepEqual(await names({ side: 'inside', kinds: ['business'] }), ['みずほ農園'])
  assert.deepEqual(await names({ town: '萩荘' }), [])
})

test('pages follow one another without a gap or a repeat; a broken cursor shows the first', async (t) => {
  const fresh = await testRegion(t)
  const people = await fresh.tx(smallRegion)
  await fresh.tx(async (tx) => {
    for (let each = 0; each < 7; each++) granted(await registerParty(tx, people.staff, sample))
  })
  const seen: string[] = []
  let cursor: string | undefined
  let pages = 0
  do {
    const page = await fresh.tx((tx) => listParties(tx, { limit: 3 }, cursor))
    seen.push(...page.rows.map(({ partyId }) => partyId))
    cursor = page.next
    pages++
  } while (cursor)
  assert.deepEqual([pages, seen.length, new Set(seen).size], [4, 11, 11])
  for (const broken of ['', 'x', Buffer.from('["a","b","c"]').toString('base64url')])
    assert.equal((await fresh.tx((tx) => listParties(tx, { limit: 3 }, broken))).rows.length, 3)
})

test('on the map is who wants to be and has a place', async () => {
  const { partyId } = granted(await register({ onMap: true, town: '萩荘' }))
  granted(await register({ onMap: true }))
  granted(await register({ onMap: false, town: '萩荘' }))
  const shown = await here.tx(partiesOnMap)
  assert.deepEqual(
    shown.map((each) => [each.partyId, each.latitude]),
    [[partyId, 38.92]],
  )
  assert.ok(!('address' in (shown[0] ?? {})))
  assert.deepEqual(await here.tx(townsOnMap), [
    { town: '萩荘', parties: 1, latitude: 38.92, longitude: 141.08 },
  ])
})

test('sides are dated; a day without a row counts as outside', async () => {
  const { partyId } = granted(await register({ sideFrom: day('2025-04-01') }))
  granted(
    await here.tx((tx) => setSide(tx, town.officer, { partyId, side: 'outside', from: day('2026-04-01') })),
  )
  const cases: [string, string][] = [
    ['2025-03-31', 'outside'],
    ['2025-04-01', 'inside'],
    ['2026-03-31', 'inside'],
    ['2026-04-01', 'outside'],
  ]
  for (const [on, side] of cases) {
    assert.equal(await here.tx((tx) => sideOn(tx, partyId, day(on))), side)
    const [row] = await here.tx((tx) =>
      tx.run<{ side: string }>(
        `select ${sideColumn('s')} as side from party p ${sideJoin('s', 'p', '$2')} where p.region_id = $1 and p.party_id = $3`,
        [tx.region, day(on), partyId],
      ),
    )
    assert.equal(row?.side, side, 'in SQL too')
  }
  assert.equal((await here.tx((tx) => sidesOf(tx, partyId))).length, 2)
  const input = { partyId, side: 'inside', from: day('2026-04-01') } as const
  assert.deepEqual(await here.tx((tx) => setSide(tx, town.grower, input)), { refused: 'not_allowed' })
  assert.deepEqual(await here.tx((tx) => setSide(tx, town.staff, { ...input, partyId: newId() })), {
    refused: 'party_unknown',
  })
})

test('the audit lists latest first, by page, action and period', async (t) => {
  const fresh = await testRegion(t)
  const people = await fresh.tx(smallRegion, new Date('2026-11-01T00:00:00Z'))
  for (const hour of [1, 2, 3])
    await fresh.tx(
      (tx) => editParty(tx, people.staff, { partyId: people.buyer, story: `${hour}` }),
      new Date(`2026-11-20T0${hour}:00:00Z`),
    )
  const list = (filter: Parameters<typeof listAudit>[1], cursor?: string) =>
    fresh.tx((tx) => listAudit(tx, filter, cursor))
  const first = await list({ action: 'party', limit: 2 })
  const second = await list({ action: 'party', limit: 2 }, first.next)
  const hours = [...first.rows, ...second.rows].map(({ at }) => at.getUTCHours())
  assert.deepEqual(hours.slice(0, 3), [3, 2, 1])
  const period = { from: day('2026-11-20'), to: day('2026-11-20') }
  assert.equal((await list({ period })).rows.length, 3)
  const next = addDays(period.to, 1)
  assert.equal((await list({ period: { from: next, to: next } })).rows.length, 0)
  assert.equal((await list({ action: 'part' })).rows.length, 0)
  assert.equal((await list({ userId: people.staff.userId })).rows.length, 3)
  assert.equal((await list({}, 'broken')).rows.length > 3, true)
})

test('what was audited is not changed or erased', async () => {
  for (const statement of [
    'update party_audit set detail = $1',
    'delete from party_audit where detail <> $1',
  ])
    await assert.rejects(
      here.tx((tx) => tx.run(statement, ['x'])),
      /permission denied/,
    )
})

test('names of several', async () => {
  const names = await here.tx((tx) => namesOf(tx, [town.company, town.buyer, newId()]))
  assert.equal(names.size, 2)
  assert.equal(names.get(town.buyer)?.name, '海辺ホテル')
})
