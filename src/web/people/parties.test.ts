import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import type { Actor } from '#parties/actors.ts'
import { findParty } from '#parties/parties.ts'
import { readPicture } from '#parties/pictures.ts'
import { granted, person } from '#parties/testing.ts'
import { registerParty } from '#parties/parties.ts'
import { setup } from '#parties/actors.ts'
import { assertPage, browser, signedIn, testWeb, textOf } from '#web/testing.ts'
import { mountPeople, peopleRoutes } from './routes.ts'

const web = await testWeb(peopleRoutes, mountPeople)
const { staff, officer, grower, cook, producer, buyer } = web.people
const admin = await web.tx((tx) => person(tx, web.people.city, 'administrator', '管理 たろう'))

const pages = ['', '/edit', '/bank-account', '/standing', '/members', '/tokens'] as const
/** What each may open of the grower's party: which of the pages above answer 200. */
const doors: [string, Actor, readonly string[]][] = [
  ['the company', staff, ['', '/edit', '/bank-account', '/standing', '/members']],
  ['the city', officer, ['', '/edit', '/standing', '/members']],
  ['an administrator', admin, ['', '/edit', '/standing', '/members']],
  ['its own people', grower, ['', '/edit', '/bank-account', '/members', '/tokens']],
  ['another party', cook, []],
]
for (const [who, actor, open] of doors)
  for (const page of pages) {
    const expected = open.includes(page) ? 200 : 403
    test(`${who} opens /parties/…${page}: ${expected}`, async () => {
      const opened = await signedIn(web, actor)
      for (const lang of ['ja', 'en']) {
        await opened.get(`/language/${lang}`)
        await assertPage(await opened.get(`/parties/${producer}${page}`), expected)
      }
    })
  }

test('a page leads only where one may go', async () => {
  for (const [, actor, open] of doors.filter(([, , each]) => each.length > 0)) {
    const { html } = await (await signedIn(web, actor)).get(`/parties/${producer}`)
    for (const page of pages.slice(1))
      assert.equal(
        html.includes(`href="/parties/${producer}${page}"`),
        open.includes(page),
        `${actor.role} ${page}`,
      )
  }
})

test('a party that is not there is not found', async () => {
  const opened = await signedIn(web, staff)
  assert.equal((await opened.get('/parties/01a209af-7980-765b-94f2-4541cac3a74e')).status, 404)
  assert.equal((await opened.get('/parties/x')).status, 404)
})

test('visitors are sent to the door, buyers are turned away from the list', async () => {
  assert.equal((await browser(web.app).get('/parties')).to, '/sign-in?back=%2Fparties')
  assert.equal((await (await signedIn(web, cook)).get('/parties')).status, 403)
})

const searches: [string, readonly string[]][] = [
  ['', ['みずほ農園', '一関市', '海辺ホテル', '結いの商社']],
  ['q=みずほ', ['みずほ農園']],
  ['q=ﾐｽﾞﾎ', ['みずほ農園']],
  ['q=千厩', ['みずほ農園']],
  ['kind=city', ['一関市']],
  ['side=outside', ['海辺ホテル']],
  ['town=千厩町千厩', ['みずほ農園']],
  ['q=うみべ&side=inside', []],
  ['kind=nothing', ['みずほ農園', '一関市', '海辺ホテル', '結いの商社']],
]
for (const [query, names] of searches)
  test(`the list with ${query || 'no condition'} shows ${names.length}`, async () => {
    const opened = await signedIn(web, staff)
    const shown = await opened.get(`/parties?${encodeURI(query)}`)
    await assertPage(shown)
    const [body = ''] = /<tbody[\s\S]*<\/tbody>/.exec(shown.html) ?? []
    for (const name of ['みずほ農園', '一関市', '海辺ホテル', '結いの商社'])
      assert.equal(body.includes(`>${name}<`), names.includes(name), name)
  })

test('a long list turns its pages', async () => {
  const own = await testWeb(peopleRoutes, mountPeople)
  await own.tx(async (tx) => {
    for (let n = 100; n < 160; n++)
      granted(
        await registerParty(tx, setup, {
          kind: 'person',
          name: `佐藤${n}`,
          kana: `さとう${n}`,
          side: 'inside',
        }),
      )
  })
  const opened = await signedIn(own, own.people.staff)
  const first = await opened.get('/parties?q=さとう')
  const next = /href="(\/parties\?[^"]*after=[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await opened.get(next)
  assert.match(first.html, /佐藤149/)
  assert.doesNotMatch(first.html, /佐藤150/)
  assert.match(second.html, /佐藤150/)
  assert.doesNotMatch(second.html, /after=/)
})

const sound = {
  kind: 'business',
  side: 'inside',
  sideFrom: '2026-04-01',
  name: '千厩りんご園',
  kana: 'せんまやりんごえん',
  town: '千厩町千厩',
  sector: 'A',
}
test('a party is registered, and sending the form twice registers one', async () => {
  const opened = await signedIn(web, officer)
  const boxes = { ...sound, _key: 'once' }
  const first = await opened.post('/parties/new', boxes)
  const again = await opened.post('/parties/new', boxes)
  assert.match(first.to ?? '', /^\/parties\/[\w-]{36}$/)
  assert.equal(again.to, first.to)
  const page = await opened.follow(first)
  await assertPage(page)
  assert.match(textOf(page.html), /千厩りんご園 を登録しました。.*センマヤリンゴエン/)
})

const slips: [string, Record<string, string>, RegExp][] = [
  ['no name', { name: ' ' }, /名前を入力してください/],
  ['kanji as kana', { kana: '千厩' }, /ふりがなは、ひらがなかカタカナ/],
  ['no kana', { kana: '' }, /ふりがなを入力してください/],
  ['no kind', { kind: '' }, /種類を選んでください/],
  ['a boundary', { kind: 'nature' }, /種類を選んでください/],
  ['a day that is none', { sideFrom: '2026-02-30' }, /内外の始まる日は .*入力：2026-02-30/],
  ['an unknown town', { town: 'どこか' }, /「どこか」という町/],
]
for (const [slip, boxes, sentence] of slips)
  test(`registering with ${slip} is refused in words, and nothing typed is lost`, async () => {
    const shown = await (
      await signedIn(web, staff)
    ).post('/parties/new', { ...sound, nameEn: 'Kept', ...boxes })
    await assertPage(shown, 422)
    assert.match(textOf(shown.html), sentence)
    assert.match(shown.html, /value="Kept"/)
    assert.match(shown.html, /aria-invalid="true"|y-field-wrong/, 'the box is marked')
  })

/** What the profile's form sends when nothing was changed. */
const profile = { name: 'みずほ農園', kana: 'ミズホノウエン', town: '千厩町千厩', alt: '', story: '' }
const edit = `/parties/${producer}/edit`

test('a grower tells a story, puts up a picture and agrees to the map', async () => {
  const opened = await signedIn(web, grower)
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#197a4b' } })
    .png()
    .toBuffer()
  const picture = new File([new Uint8Array(bytes)], '田.png', { type: 'image/png' })
  const shown = await opened.post(edit, {
    ...profile,
    story: '祖父の代から。\r\n水がよい。',
    sinceYear: '１９６２',
    sector: 'A',
    onMap: '1',
    picture,
    alt: '水をはった田',
  })
  assert.equal(shown.status, 303, textOf(shown.html))
  const party = await web.tx((tx) => findParty(tx, producer))
  assert.equal(party?.story, '祖父の代から。\n水がよい。')
  assert.deepEqual([party?.sinceYear, party?.sector, party?.onMap], [1962, 'A', true])
  assert.equal(party?.latitude, 38.93, 'the point of the town')
  const pictureId = party?.pictureId
  assert.ok(pictureId)
  await assertPage(await opened.get(edit))

  assert.equal((await opened.post(edit, { ...profile, removePicture: '1' })).status, 303)
  const after = await web.tx((tx) => findParty(tx, producer))
  assert.deepEqual([after?.pictureId, after?.story, after?.onMap, after?.sinceYear], [null, '', false, null])
  assert.equal(await web.tx((tx) => readPicture(tx, pictureId)), undefined, 'taken down means gone')
})

const places: [string, Record<string, string>, readonly [number, number]][] = [
  ['both typed', { latitude: '３８．９５', longitude: '141.30' }, [38.95, 141.3]],
  [
    'left as they were in another town',
    { town: '萩荘', latitude: '38.95', longitude: '141.3' },
    [38.92, 141.08],
  ],
  ['emptied', { town: '萩荘', latitude: '', longitude: '' }, [38.92, 141.08]],
]
for (const [how, boxes, expected] of places)
  test(`the place on the map with its boxes ${how}`, async () => {
    await (await signedIn(web, grower)).post(edit, { ...profile, ...boxes })
    const party = await web.tx((tx) => findParty(tx, producer))
    assert.deepEqual([party?.latitude, party?.longitude], expected)
  })

const profileSlips: [string, Record<string, string | File>, RegExp][] = [
  ['no name', { name: '' }, /名前を入力してください/],
  ['a year to come', { sinceYear: '2999' }, /始めた年は、西暦で/],
  ['half a year', { sinceYear: '1962.5' }, /始めた年（西暦）は数字で入力/],
  ['words for degrees', { latitude: '北' }, /緯度は数字で入力してください/],
  ['degrees beyond the pole', { latitude: '91', longitude: '141' }, /緯度は-90から90/],
  ['no picture', { picture: new File(['text'], 'a.png'), alt: '田' }, /写真として開けませんでした/],
  ['a picture without words', { picture: new File(['text'], 'a.png') }, /何が写っているか/],
  ['a drawing', { picture: new File(['<svg xmlns="x"/>'], 'a.svg'), alt: '田' }, /SVGの図は使えません/],
]
for (const [slip, boxes, sentence] of profileSlips)
  test(`a profile with ${slip} is refused in words, and nothing typed is lost`, async () => {
    const sent = { ...profile, story: '長い長い物語', onMap: '1', ...boxes }
    const shown = await (await signedIn(web, grower)).post(edit, sent)
    await assertPage(shown, 422)
    assert.match(textOf(shown.html), sentence)
    assert.match(shown.html, /長い長い物語<\/textarea>/)
    assert.match(shown.html, /name="onMap" value="1" checked/)
  })

test('the address of a form alone leads to its page', async () => {
  const opened = await signedIn(web, staff)
  const addresses: [string, string][] = [
    ['/account/profile', '/account'],
    ['/sign-in/demo', '/sign-in'],
    [`/parties/${producer}/standing/registration/end`, `/parties/${producer}/standing`],
  ]
  for (const [address, page] of addresses) assert.equal((await opened.get(address)).to, page)
})

test('nobody writes on another party', async () => {
  const opened = await signedIn(web, cook)
  const shown = await opened.post(edit, { ...profile, story: '書きかえ' }, `/parties/${buyer}/edit`)
  assert.equal(shown.status, 403)
})
