/** Pictures of the circulation: each adds up, opens, stands alone, stands in other sites, and tells nobody's affairs. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day, instantOf, month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy, wood } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import { closeDays } from '#ledger/close.ts'
import { post } from '#ledger/post.ts'
import { type Actor, setup } from '#parties/actors.ts'
import { registerParty } from '#parties/parties.ts'
import type { Sector } from '#parties/schema.ts'
import { granted } from '#parties/testing.ts'
import { readFigure } from '#circulation/figure-values.ts'
import { pictureNames } from '#circulation/drawings/drawings.ts'
import { divisions, readWeb } from '#circulation/drawings/webs.ts'
import { routes } from '#web/app.ts'
import { assertPage, browser, signedIn, testWeb, textOf } from '#web/testing.ts'

const web = await testWeb(routes)
const { company, producer, buyer, staff } = web.people
const visitor = browser(web.app)
const english = browser(web.app)
english.cookies.set('yuinowa_lang', 'en')
const officer = await signedIn(web, web.people.officer)
const at = '/circulation/pictures'
const months = { from: month('2026-04'), to: month('2027-03') }

let seed = 5
const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

test('nothing yet: every picture says so', async () => {
  for (const name of pictureNames)
    for (const opened of [visitor, english, officer]) {
      await assertPage(await opened.get(`${at}/${name}`))
      await assertPage(await opened.get(`${at}/${name}/embed`))
      assert.match((await opened.get(`${at}/${name}/picture.svg`)).html, /^<svg|^<\?xml/)
    }
})

test('a season of forty parties, some days closed', async () => {
  const ids: Id[] = [company, producer, buyer]
  await web.tx(async (tx) => {
    for (let n = 0; n < 37; n++) {
      const made = await registerParty(tx, setup, {
        kind: n % 5 === 0 ? 'household' : 'business',
        sector: n % 5 === 0 ? undefined : (pick(['A', 'E', 'I', 'M', 'F']) as Sector),
        name: `主体その${n}`,
        kana: 'シュタイ',
        side: n % 3 === 0 ? 'outside' : 'inside',
        sideFrom: day('2024-04-01'),
        town: n % 3 === 0 ? undefined : pick(['千厩町千厩', '萩荘']),
      })
      ids.push(granted(made).partyId)
    }
  })
  for (let n = 0; n < 20; n++) {
    const on = addDays(day('2026-06-01'), n * 5)
    await web.tx(
      async (tx) => {
        for (let k = 0; k < 12; k++) {
          const [from, to] = [pick(ids), pick(ids)]
          if (from === to) continue
          granted(
            await post(tx, staff, {
              kind: pick(['trade.sale', 'trade.payout', 'trade.packaging']),
              on,
              memo: '',
              flows: [
                {
                  unit: 'JPY',
                  amount: jpy(1 + Math.floor(random() * 90_000)),
                  from: cash(from),
                  to: cash(to),
                },
                { unit: 'WOOD', amount: wood(500), from: cash(from), to: cash(to) },
              ],
            }),
          )
        }
      },
      instantOf(on, 12),
    )
    if (n === 13) await web.tx(async (tx) => granted(await closeDays(tx, addDays(on, -1))), instantOf(on, 13))
  }
})

test('however it is divided, a web adds up to what moved', async () => {
  await web.tx(async (tx) => {
    const total = async (crossings: ('earned' | 'around' | 'leaked')[]) => {
      let sum = 0
      for (const name of crossings) sum += (await readFigure(tx, name, months)).value ?? 0
      return sum
    }
    for (const by of divisions) {
      const strands = await readWeb(tx, web.people.officer, { months, unit: 'JPY', by })
      const known = strands.filter(({ from, to }) => from.side === 'inside' || to.side === 'inside')
      const sum = known.reduce((all, { amount }) => all + amount, 0)
      assert.equal(sum, await total(['earned', 'around', 'leaked']), by)
    }
    const whole = await readWeb(tx, web.people.officer, { months, unit: 'JPY', by: 'band' })
    const open = { side: 'inside', band: 'growers' } as const
    const isIt = ({ side, band }: { side: string; band?: string }) => side === open.side && band === open.band
    const expected = whole
      .filter(({ from, to }) => isIt(from) || isIt(to))
      .reduce((all, { amount }) => all + amount, 0)
    assert.ok(expected > 0)
    for (const by of divisions) {
      const strands = await readWeb(tx, web.people.officer, { months, unit: 'JPY', by, open })
      assert.equal(
        strands.reduce((all, { amount }) => all + amount, 0),
        expected,
        `opened by ${by}`,
      )
    }
  })
})

test('few pairs told one by one, the rest by their groups: still all of it', async () => {
  await web.tx(async (tx) => {
    const sum = async (pairs: number, open?: { side: 'inside'; band: 'growers' }) =>
      (await readWeb(tx, web.people.officer, { months, unit: 'JPY', by: 'party', open, pairs })).reduce(
        (all, { amount }) => all + amount,
        0,
      )
    assert.equal(await sum(3), await sum(5_000))
    const open = { side: 'inside', band: 'growers' } as const
    assert.equal(await sum(3, open), await sum(5_000, open))
  })
})

test('an industry of fewer than three parties is told to nobody who may not see the ledger', async () => {
  await web.tx(async (tx) => {
    // The second has no side yet: until then it counts as outside.
    for (const [sector, sideFrom] of [
      ['Q', '2024-04-01'],
      ['J', '2027-04-01'],
    ] as const) {
      const alone = granted(
        await registerParty(tx, setup, {
          kind: 'business',
          sector,
          name: '町にひとつの組合',
          kana: 'クミアイ',
          side: 'inside',
          sideFrom: day(sideFrom),
        }),
      ).partyId
      const flows = [{ unit: 'JPY' as const, amount: jpy(7_777_777), from: cash(company), to: cash(alone) }]
      granted(await post(tx, staff, { kind: 'trade.payout', on: day('2026-11-20'), memo: '', flows }))
    }
    const sectorsOf = async (actor: Actor) => {
      const strands = await readWeb(tx, actor, { months, unit: 'JPY', by: 'sector' })
      return new Set(strands.flatMap(({ from, to }) => [from.sector, to.sector]))
    }
    const known = await sectorsOf(web.people.officer)
    assert.ok(known.has('Q') && known.has('J'))
    const seen = await sectorsOf({ role: 'visitor', name: '' })
    assert.ok(!seen.has('Q') && !seen.has('J') && seen.size > 2)
  })
})

for (const name of pictureNames)
  test(`${name}: page, frame, image and CSV, in both languages`, async () => {
    for (const opened of [visitor, english, officer]) await assertPage(await opened.get(`${at}/${name}`))
    const bare = await visitor.get(`${at}/${name}/embed?lang=ja`)
    await assertPage(bare)
    assert.doesNotMatch(bare.html, /<nav|<header class="y-/)
    assert.match(bare.response.headers.get('content-security-policy') ?? '', /frame-ancestors \*/)
    const image = await visitor.get(`${at}/${name}/picture.svg?lang=en`)
    assert.equal(image.response.headers.get('content-type'), 'image/svg+xml')
    assert.match(image.html, /Ledger of/)
    const csv = await visitor.get(`${at}/${name}/table.csv`)
    assert.ok(csv.html.split('\r\n').length > 2, csv.html)
  })

test('a group opens; parties are told to those who see the ledger alone, also where a frame asks', async () => {
  const shown = await visitor.get(`${at}/sankey`)
  const [, open = ''] =
    /href="(\/circulation\/pictures\/sankey\?[^"]*open=inside-growers[^"]*)"/.exec(shown.html) ?? []
  const opened = await visitor.get(open.replaceAll('&amp;', '&'))
  await assertPage(opened)
  assert.match(textOf(opened.html), /「域内の農林業」に開いています/)
  const byParty = '?by=party&open=inside-growers'
  assert.match(textOf((await officer.get(`${at}/matrix${byParty}`)).html), /主体その/)
  for (const path of [`${at}/matrix${byParty}`, `${at}/chord${byParty}`, `${at}/sankey/table.csv${byParty}`])
    assert.doesNotMatch((await visitor.get(path)).html, /主体その|みずほ農園/)
  assert.doesNotMatch((await officer.get(`${at}/matrix/embed${byParty}`)).html, /主体その/)
})

test('other units have pictures too', async () => {
  const shown = await visitor.get(`${at}/sankey?unit=WOOD`)
  await assertPage(shown)
  assert.match(textOf(shown.html), /0\.5 kg|kg/)
})

test('all pictures on one page; one that is none is not found', async () => {
  await assertPage(await visitor.get(at))
  assert.equal((await visitor.get(`${at}/pie`)).status, 404)
})
