import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, addDays, day, instantOf, month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { pt } from '#kit/units.ts'
import { type TestRegion, testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { cash } from './accounts.ts'
import { closeDays } from './close.ts'
import { type FlowsQuery, type SeenFlow, listFlows } from './flows.ts'
import { post, postAll, reverse } from './post.ts'
import { sumUp } from './tail.ts'
import { span, totalsByCrossing, totalsByGroup, totalsByPair } from './totals.ts'
import { aParty, done, putSide, testActor, yen } from './testing.ts'

const on = day('2026-11-23')
const noon = (d: Day): Date => instantOf(d, 12)
const query = { unit: 'JPY', from: month('2026-10'), to: month('2026-11') } as const

interface Town {
  readonly region: TestRegion
  readonly company: Id
  readonly grower: Id
  readonly hotel: Id
  readonly cook: Id
}
async function town(region: TestRegion): Promise<Town> {
  return await region.tx(async (tx) => ({
    region,
    company: await aParty(tx, { name: '商社' }),
    grower: await aParty(tx, { name: '農家' }),
    hotel: await aParty(tx, { name: 'ホテル', inside: false }),
    cook: await aParty(tx, { name: '料理人', inside: false }),
  }))
}
const book = (
  region: TestRegion,
  at: string,
  from: Id,
  to: Id,
  amount: number,
  kind = 'test.sale',
  today = at,
) => region.tx((tx) => post(tx, testActor, yen(from, to, amount, { on: day(at), kind })), noon(day(today)))

/** The totals as short text, so that a test reads like the table it stands for. */
const crossings = async (tx: Tx) =>
  (await totalsByCrossing(tx, query)).map((t) => `${t.month} ${t.kind} ${t.crossing} ${t.amount}/${t.flows}`)

test('totals are the same open, partly closed and closed; a late entry adds to its month', async (t) => {
  const { region, company, grower, hotel, cook } = await town(await testRegion(t))
  done(await book(region, '2026-10-05', hotel, company, 1_000))
  done(await book(region, '2026-10-31', hotel, company, 200))
  done(await book(region, '2026-10-31', company, grower, 700, 'test.payout'))
  done(await book(region, '2026-11-01', company, hotel, 30))
  done(await book(region, '2026-11-02', hotel, cook, 4))
  done(await book(region, '2026-10-30', hotel, company, 50, 'test.sale', '2026-11-05'))
  const expected = [
    '2026-10 test.payout within 700/1',
    '2026-10 test.sale in 1250/3',
    '2026-11 test.sale beyond 4/1',
    '2026-11 test.sale out 30/1',
  ]
  for (const through of [undefined, '2026-10-05', '2026-10-31', '2026-11-04', '2026-11-05', '2026-11-22']) {
    if (through) done(await region.tx((tx) => closeDays(tx, day(through))))
    assert.deepEqual(await region.tx(crossings), expected, through)
  }
  // Later still, into closed months; and closed in its turn.
  done(await book(region, '2026-10-05', hotel, company, 8, 'test.sale', '2026-11-23'))
  expected[1] = '2026-10 test.sale in 1258/4'
  assert.deepEqual(await region.tx(crossings), expected)
  done(await region.tx((tx) => closeDays(tx, on), noon(addDays(on, 1))))
  assert.deepEqual(await region.tx(crossings), expected)
  assert.deepEqual(await region.tx((tx) => span(tx, 'JPY')), { from: '2026-10-05', to: '2026-11-02' })
  assert.equal(await region.tx((tx) => span(tx, 'CO2')), undefined)
})

test('only the months, the unit and the kinds that are asked for', async (t) => {
  const { region, company, hotel } = await town(await testRegion(t))
  for (const at of ['2026-09-30', '2026-10-01', '2026-11-23']) done(await book(region, at, hotel, company, 1))
  done(await book(region, '2026-10-01', hotel, company, 10, 'test.grant'))
  await region.tx(async (tx) => {
    const points = [{ unit: 'PT', amount: pt(5), from: cash(hotel), to: cash(company) }] as const
    done(await post(tx, testActor, yen(hotel, company, 1, { flows: points })))
    const sum = async (q: Parameters<typeof totalsByCrossing>[1]) =>
      (await totalsByCrossing(tx, q)).reduce((total, each) => total + each.amount, 0)
    assert.equal(await sum(query), 12)
    assert.equal(await sum({ ...query, kinds: ['test.grant'] }), 10)
    assert.equal(await sum({ ...query, kinds: [] }), 0)
    assert.equal(await sum({ ...query, from: month('2026-09'), to: month('2026-09') }), 1)
    assert.equal(await sum({ ...query, unit: 'PT' }), 5)
  })
})

test('a reversal is forgotten together with what it undoes, or stands as minus in its own month', async (t) => {
  const { region, company, hotel } = await town(await testRegion(t))
  const wrong = done(await book(region, '2026-10-05', hotel, company, 1_000_000))
  done(await book(region, '2026-10-06', hotel, company, 1_000))
  const late = done(await book(region, '2026-10-07', hotel, company, 300))
  done(await region.tx((tx) => closeDays(tx, day('2026-10-31'))))
  done(await region.tx((tx) => reverse(tx, testActor, wrong.entryId)))
  done(await region.tx((tx) => reverse(tx, testActor, late.entryId, { on: day('2026-11-02') })))
  const expected = ['2026-10 test.sale in 1300/4', '2026-11 test.sale in -300/1']
  assert.deepEqual(await region.tx(crossings), expected)
  done(await region.tx((tx) => closeDays(tx, on), noon(addDays(on, 1))))
  assert.deepEqual(await region.tx(crossings), expected)
  assert.deepEqual(
    (await region.tx((tx) => totalsByPair(tx, query))).map((p) => [
      p.crossing,
      p.fromParty,
      p.toParty,
      p.amount,
    ]),
    [['in', hotel, company, 1_000]],
  )
})

test('a party that comes in or leaves in mid-month crosses the border as it stood on each day', async (t) => {
  const region = await testRegion(t)
  const [company, mover] = await region.tx(async (tx) => {
    const parties = [await aParty(tx), await aParty(tx, { name: '移る人' })] as const
    await tx.run(`update party_side set valid_to = '2026-10-15' where party_id = $1`, [parties[1]])
    await putSide(tx, parties[1], 'outside', day('2026-10-16'), day('2026-11-10'))
    await putSide(tx, parties[1], 'inside', day('2026-11-12')) // no row for the 11th: outside
    return parties
  })
  for (const [at, amount] of [
    ['2026-10-15', 1],
    ['2026-10-16', 10],
    ['2026-11-10', 100],
    ['2026-11-11', 1_000],
    ['2026-11-12', 10_000],
  ] as const) {
    done(await book(region, at, mover, company, amount))
    done(await book(region, at, company, mover, amount))
  }
  // Recorded later, when it had moved: the day on which it happened counts.
  done(await book(region, '2026-10-15', mover, company, 5, 'test.sale', '2026-11-01'))
  const expected = [
    '2026-10 test.sale in 10/1',
    '2026-10 test.sale out 10/1',
    '2026-10 test.sale within 7/3',
    '2026-11 test.sale in 1100/2',
    '2026-11 test.sale out 1100/2',
    '2026-11 test.sale within 20000/2',
  ]
  assert.deepEqual(await region.tx(crossings), expected)
  done(await region.tx((tx) => closeDays(tx, addDays(on, -1))))
  assert.deepEqual(await region.tx(crossings), expected)
})

test('a side that is said late changes the totals of closed months at once, and only of that party', async (t) => {
  const { region, company, grower, hotel, cook } = await town(await testRegion(t))
  for (const at of ['2026-09-30', '2026-10-10', '2026-10-20', '2026-11-10'])
    for (const [from, to, amount] of [
      [hotel, company, 100],
      [company, hotel, 20],
      [company, grower, 3],
      [cook, hotel, 1],
    ] as const)
      done(await book(region, at, from, to, amount))
  done(await region.tx((tx) => closeDays(tx, day('2026-11-15'))))
  done(await book(region, '2026-11-16', hotel, company, 1_000))

  // The hotel stands inside since 10-15, as turns out on 11-23: the row before ends, the new one begins.
  await region.tx(async (tx) => {
    await tx.run(`update party_side set valid_to = '2026-10-14' where party_id = $1`, [hotel])
    await putSide(tx, hotel, 'inside', day('2026-10-15'))
  })
  const expected = [
    '2026-10 test.sale beyond 1/1',
    '2026-10 test.sale in 101/2',
    '2026-10 test.sale out 20/1',
    '2026-10 test.sale within 126/4',
    '2026-11 test.sale in 1/1',
    '2026-11 test.sale within 1123/4',
  ]
  assert.deepEqual(await region.tx(crossings), expected)
  assert.deepEqual(
    (
      await region.tx((tx) =>
        totalsByCrossing(tx, { ...query, from: month('2026-09'), to: month('2026-09') }),
      )
    ).map((each) => `${each.crossing} ${each.amount}`),
    ['beyond 1', 'in 100', 'out 20', 'within 3'],
  )
  done(await region.tx((tx) => closeDays(tx, addDays(on, -1))))
  assert.deepEqual(await region.tx(crossings), expected)
})

const groups = async (tx: Tx) =>
  (await totalsByGroup(tx, query)).map((t) => `${t.fromGroup} → ${t.toGroup} ${t.amount}/${t.flows}`)

test('a kind or sector that is put right moves all that the party ever paid to its new group', async (t) => {
  const { region, company, grower, hotel } = await town(await testRegion(t))
  const regroup = (id: Id, sector: string) =>
    region.tx((tx) =>
      tx.run(`update party set kind = 'business', sector = $2 where party_id = $1`, [id, sector]),
    )
  await regroup(company, 'I')
  done(await book(region, '2026-10-10', company, grower, 100))
  done(await book(region, '2026-11-10', hotel, company, 20))
  done(await region.tx((tx) => closeDays(tx, day('2026-10-31'))))
  await regroup(grower, 'A')
  done(await book(region, '2026-11-16', company, grower, 3))
  const expected = ['inside business I → inside business A 103/2']
  const withHotel = (sector: string) => [...expected, `outside business ${sector} → inside business I 20/1`]
  await regroup(hotel, 'M')
  assert.deepEqual(await region.tx(groups), withHotel('M'))
  done(await region.tx((tx) => closeDays(tx, addDays(on, -1))))
  assert.deepEqual(await region.tx(groups), withHotel('M'), 'closed or open is one')
  await regroup(hotel, 'I')
  assert.deepEqual(await region.tx(groups), withHotel('I'))
})

/** `inside business A` as the conditions that open it. */
const group = (text: string) => ({
  side: text.startsWith('inside') ? ('inside' as const) : ('outside' as const),
  groups: [text.slice(text.indexOf(' ') + 1)],
})

test('every total opens to exactly the flows that it is made of', async (t) => {
  const { region, company, grower, hotel, cook } = await town(await testRegion(t))
  const parties = [company, grower, hotel, cook]
  const made: Id[] = []
  for (let n = 0; n < 60; n++) {
    const at = addDays(day('2026-09-28'), n)
    const [from, to] = [parties[n % 4], parties[(n * 7 + 1 + (n % 3)) % 4]]
    if (at > on || !from || !to || from === to) continue
    made.push(
      done(await book(region, at, from, to, 1 + n * n, n % 5 === 0 ? 'test.grant' : 'test.sale')).entryId,
    )
    const undo = made[made.length - 3]
    if (n % 6 === 0 && undo) done(await region.tx((tx) => reverse(tx, testActor, undo, { on: at }), noon(at)))
  }
  const paid = done(await book(region, '2026-10-20', company, grower, 77, 'test.payout'))
  done(await region.tx((tx) => reverse(tx, testActor, paid.entryId, { on: day('2026-11-20') })))
  done(await region.tx((tx) => closeDays(tx, day('2026-11-01'))))
  await region.tx(async (tx) => {
    const period = { from: day('2026-10-01'), to: day('2026-11-30') }
    const opens = async (figure: { amount: number; flows: number }, more: Partial<FlowsQuery>) => {
      const flows = await listFlows(tx, { unit: 'JPY', period, limit: 1000, ...more })
      assert.equal(flows.length, figure.flows)
      assert.equal(
        flows.reduce((sum, flow) => sum + flow.amount, 0),
        figure.amount,
      )
    }
    const byCrossing = await totalsByCrossing(tx, query)
    assert.ok(byCrossing.length >= 10 && byCrossing.some((each) => each.amount < 0))
    for (const figure of byCrossing)
      await opens(figure, {
        kinds: [figure.kind],
        crossing: figure.crossing,
        period: {
          from: day(`${figure.month}-01`),
          to: day(`${figure.month}-${figure.month.endsWith('10') ? 31 : 30}`),
        },
      })
    const byPair = await totalsByPair(tx, query)
    assert.ok(byPair.length >= 8)
    for (const figure of byPair) await opens(figure, figure)
    const byGroup = await totalsByGroup(tx, query)
    assert.equal(byGroup.length, 4)
    for (const figure of byGroup)
      await opens(figure, { fromGroups: group(figure.fromGroup), toGroups: group(figure.toGroup) })
    const everything = await listFlows(tx, { unit: 'JPY', period, limit: 1000 })
    for (const list of [byCrossing, byPair, byGroup])
      assert.deepEqual(
        [list.reduce((n, each) => n + each.flows, 0), list.reduce((sum, each) => sum + each.amount, 0)],
        [everything.length, everything.reduce((sum, each) => sum + each.amount, 0)],
      )
  })
})

test('flows come newest first, page by page, none twice and none missing', async (t) => {
  const { region, company, hotel, grower } = await town(await testRegion(t))
  for (let n = 0; n < 23; n++)
    done(await book(region, addDays(on, -(n % 5)), n % 2 ? hotel : grower, company, n + 1, 'test.sale', on))
  await region.tx(async (tx) => {
    const all = { unit: 'JPY', period: { from: addDays(on, -30), to: on } } as const
    const whole = await listFlows(tx, all)
    assert.equal(whole.length, 23)
    assert.deepEqual(
      whole,
      whole.toSorted((x, y) => (y.on === x.on ? (y.entryId > x.entryId ? 1 : -1) : y.on > x.on ? 1 : -1)),
    )
    for (const more of [
      {},
      { toParty: company },
      { fromParty: hotel },
      { party: grower },
      { crossing: 'in' as const },
    ]) {
      const expected = await listFlows(tx, { ...all, ...more })
      const paged = []
      for (let after: FlowsQuery['after']; ;) {
        const page = await listFlows(tx, { ...all, ...more, limit: 4, after })
        paged.push(...page)
        after = page.at(-1)
        if (page.length < 4) break
      }
      assert.deepEqual(paged, expected)
    }
  })
})

test('of many flows or of few, closed or open, a way over the border opens to all of its own', async (t) => {
  const { region, company, grower, hotel, cook } = await town(await testRegion(t))
  const [early, late, open] = [day('2026-10-05'), day('2026-11-06'), day('2026-11-20')]
  const many = Array.from({ length: 601 }, (_, n) => yen(company, grower, n + 1, { on: early }))
  const few = [yen(hotel, cook, 7, { on: late }), yen(cook, hotel, 8, { on: late })]
  const [first] = done(await region.tx((tx) => postAll(tx, testActor, [...few, ...many]), noon(late)))
  assert.ok(first)
  done(await region.tx((tx) => closeDays(tx, day('2026-11-10')), noon(open)))
  done(await region.tx((tx) => reverse(tx, testActor, first.entryId, { on: open }), noon(open)))
  done(await book(region, open, company, hotel, 9))
  done(await book(region, early, grower, company, 10, 'test.sale', open))
  await region.tx(async (tx) => {
    const amounts = async (more: Partial<FlowsQuery>) => {
      const flows = await listFlows(tx, { unit: 'JPY', period, limit: 1000, ...more })
      return { count: flows.length, sum: flows.reduce((total, flow) => total + flow.amount, 0) }
    }
    const period = { from: day('2026-10-01'), to: day('2026-11-30') }
    assert.deepEqual(await amounts({ crossing: 'within' }), { count: 602, sum: (601 * 602) / 2 + 10 })
    assert.deepEqual(await amounts({ crossing: 'beyond' }), { count: 3, sum: 7 + 8 - 7 })
    assert.deepEqual(await amounts({ crossing: 'out' }), { count: 1, sum: 9 })
    assert.deepEqual(await amounts({ crossing: 'in' }), { count: 0, sum: 0 })
    assert.deepEqual(await amounts({ kinds: ['test.grant'] }), { count: 0, sum: 0 })
    const november = { from: day('2026-11-01'), to: day('2026-11-30') }
    assert.deepEqual(await amounts({ crossing: 'within', period: november }), { count: 0, sum: 0 })
    assert.deepEqual(await amounts({ kinds: ['test.sale'], period: november }), { count: 4, sum: 17 })
  })
})

test('between groups, also one of more parties than are held in memory: page by page the flows of its pairs', async (t) => {
  const { region, company, grower, hotel } = await town(await testRegion(t))
  for (let n = 0; n < 9; n++)
    done(await book(region, addDays(on, -n), grower, company, n + 1, 'test.sale', on))
  const undo = done(await book(region, on, grower, company, 50))
  done(await region.tx((tx) => reverse(tx, testActor, undo.entryId, { on }), noon(on)))
  done(await book(region, on, hotel, company, 60))
  done(await region.tx((tx) => sumUp(tx)))
  await region.tx(async (tx) => {
    const all = { unit: 'JPY', period: { from: addDays(on, -30), to: on } } as const
    const expected = await listFlows(tx, { ...all, fromParty: grower, toParty: company })
    const amongFarms = { fromGroups: group('inside business A'), toGroups: group('inside business A') }
    const paged = async () => {
      const pages: SeenFlow[] = []
      for (let after: FlowsQuery['after']; ;) {
        const page = await listFlows(tx, { ...all, ...amongFarms, limit: 4, after })
        pages.push(...page)
        after = page.at(-1)
        if (page.length < 4) return pages
      }
    }
    assert.equal(expected.length, 11)
    assert.deepEqual(await paged(), expected)
    await tx.run(
      `insert into party (region_id, party_id, kind, name, sector, created_at)
       select p.region_id, gen_random_uuid(), p.kind, p.name, p.sector, p.created_at
       from party p, generate_series(1, 20001) where p.region_id = $1 and p.party_id = $2`,
      [tx.region, grower],
    )
    assert.deepEqual(await paged(), expected)
    return { refused: 'undone' }
  })
})
