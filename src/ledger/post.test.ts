import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { amount, jpy, pt } from '#kit/units.ts'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { cash, openGuarded } from './accounts.ts'
import { closeDays } from './close.ts'
import { readEntry } from './flows.ts'
import { hold } from './holds.ts'
import { type Entry, post, postAll } from './post.ts'
import { aParty, balanceOf, cashOf, countRows, done, refusedOf, testActor, yen } from './testing.ts'

const region = await testRegion()
const on = day('2026-11-23')

test('an entry takes from one account what it gives to another, and says what it was told', () =>
  region.tx(async (tx) => {
    const [company, buyer, grower, city] = [
      await aParty(tx),
      await aParty(tx, { inside: false }),
      await aParty(tx),
      await aParty(tx),
    ]
    const document = { id: newId(), no: 'T-2026-00001' }
    const { entryId, repeated } = done(
      await post(tx, testActor, {
        kind: 'test.sale',
        on: addDays(on, -3),
        document,
        key: 'says-what-it-was-told',
        memo: '「りんご」\n2箱 \\ "引用"',
        flows: [
          { unit: 'JPY', amount: jpy(10_800), from: cash(buyer), to: cash(company) },
          { unit: 'JPY', amount: jpy(7_000), from: cash(company), to: cash(grower) },
          {
            unit: 'PT',
            amount: pt(70),
            from: { party: city, purpose: 'points' },
            to: { party: grower, purpose: 'points' },
          },
        ],
      }),
    )
    assert.equal(repeated, false)
    assert.deepEqual(
      [await balanceOf(tx, buyer), await balanceOf(tx, company), await balanceOf(tx, grower)],
      [-10_800, 3_800, 7_000],
    )

    const entry = await readEntry(tx, entryId)
    assert.ok(entry)
    const { digest, flows, ...head } = entry
    assert.equal(digest.length, 32)
    assert.deepEqual(head, {
      entryId,
      kind: 'test.sale',
      on: '2026-11-20',
      recordedAt: testNow,
      documentId: document.id,
      documentNo: 'T-2026-00001',
      memo: '「りんご」\n2箱 \\ "引用"',
      actorId: testActor.userId,
      reverses: null,
      reversedBy: null,
    })
    assert.deepEqual(
      flows.map((f) => [f.ordinal, f.unit, f.amount, f.fromParty, f.toParty, f.crossing]),
      [
        [1, 'JPY', 10_800, buyer, company, 'in'],
        [2, 'JPY', 7_000, company, grower, 'within'],
        [3, 'PT', 70, city, grower, 'within'],
      ],
    )
  }))

test('all or none: one entry of a batch that is refused refuses the batch', async () => {
  const before = await region.tx(countRows)
  const answer = await region.tx(async (tx) => {
    const [a, b] = [await aParty(tx), await aParty(tx)]
    await openGuarded(tx, 'JPY', cash(a))
    return await postAll(tx, testActor, [yen(b, a, 100), yen(a, b, 60), yen(a, b, 41)])
  })
  assert.deepEqual({ ...answer, detail: undefined }, { refused: 'below_floor', detail: undefined })
  assert.ok('detail' in answer)
  assert.equal(answer.detail?.['entry'], 3)
  assert.equal(answer.detail?.['short'], 1)
  assert.deepEqual(await region.tx(countRows), before)
})

test('nothing is written by a refusal, even when the transaction goes on', () =>
  region.tx(async (tx) => {
    const [a, b] = [await aParty(tx), await aParty(tx)]
    const account = await openGuarded(tx, 'JPY', cash(a))
    done(await post(tx, testActor, yen(b, a, 100)))
    const { holdId } = done(await hold(tx, { account, unit: 'JPY', amount: jpy(50), expiresAt: later }))
    const before = await countRows(tx)
    // The hold would do, but other flows of the entry reach below the floor.
    const flows = [...yen(a, b, 50).flows, ...yen(a, b, 51).flows]
    for (const refused of ['hold_smaller_than_entry', 'below_floor'] as const)
      assert.equal(
        refusedOf(
          await postAll(tx, testActor, [
            yen(a, b, 1),
            { ...yen(a, b, 1), hold: holdId, flows: refused === 'below_floor' ? yen(a, b, 50).flows : flows },
            yen(a, b, 50),
          ]),
        ),
        refused,
      )
    assert.deepEqual(await countRows(tx), before)
    done(await post(tx, testActor, yen(a, b, 50, { hold: holdId })))
  }))

const later = new Date(testNow.getTime() + 3_600_000)

// The account may go to -30 and holds 100: after each entry in turn the floor must hold.
const floors: [changes: number[], refusedAt: number, short?: number][] = [
  [[-130], 0],
  [[-131], 1, 1],
  [[-130, -1], 2, 1],
  [[-131, 500], 1, 1], // what comes later does not help
  [[500, -630], 0],
  [[500, -631], 2, 1],
  [[-100, 50, -80], 0],
  [[-100, 50, -80, -1, 7], 4, 1],
  [[-130, 30, -30, 5], 0],
  [[-9_000_000_000_000_000], 1, 8_999_999_999_999_870],
]
for (const [changes, refusedAt, short] of floors)
  test(`a floor of -30, 100 inside: ${changes.join(', ')} → ${refusedAt === 0 ? 'posted' : `refused at ${refusedAt}`}`, () =>
    region.tx(async (tx) => {
      const [a, b] = [await aParty(tx), await aParty(tx)]
      await openGuarded(tx, 'JPY', cash(a), -30)
      done(await post(tx, testActor, yen(b, a, 100)))
      const answer = await postAll(
        tx,
        testActor,
        changes.map((change) => (change < 0 ? yen(a, b, -change) : yen(b, a, change))),
      )
      if (refusedAt === 0) assert.equal(done(answer).length, changes.length)
      else {
        assert.equal(refusedOf(answer), 'below_floor')
        assert.deepEqual('detail' in answer && answer.detail, {
          entry: refusedAt,
          about: await cashOf(tx, a),
          short,
        })
      }
      const expected = refusedAt === 0 ? changes.reduce((sum, each) => sum + each, 100) : 100
      assert.equal(await balanceOf(tx, a), expected)
      const [kept] = await tx.run('select balance from ledger_balance where account_id = $1', [
        await cashOf(tx, a),
      ])
      assert.equal(kept?.['balance'], expected)
    }))

test('an account that is in and out within one entry is judged by what remains', () =>
  region.tx(async (tx) => {
    const [a, b, c] = [await aParty(tx), await aParty(tx), await aParty(tx)]
    await openGuarded(tx, 'JPY', cash(a))
    const passing = [...yen(a, b, 10).flows, ...yen(c, a, 10).flows]
    done(await post(tx, testActor, yen(c, a, 10, { flows: passing })))
    assert.equal(await balanceOf(tx, a), 0)
  }))

const faults: [what: string, entry: (a: Id, b: Id) => Entry, message: RegExp][] = [
  ['no flows', (a, b) => yen(a, b, 1, { flows: [] }), /without flows/],
  ['an undeclared kind', (a, b) => yen(a, b, 1, { kind: 'test.undeclared' }), /not declared/],
  ['a day after today', (a, b) => yen(a, b, 1, { on: addDays(on, 1) }), /after today/],
  ['an amount of zero', (a, b) => yen(a, b, 0), /turn it round/],
  ['a negative amount', (a, b) => yen(a, b, -1), /turn it round/],
  ['a part of a yen', (a, b) => ({ ...yen(a, b, 1), flows: withAmount(a, b, 0.5) }), /not a whole number/],
  [
    'an amount past the safe range',
    (a, b) => ({ ...yen(a, b, 1), flows: withAmount(a, b, 2 ** 53) }),
    /safe range/,
  ],
  ['from an account to itself', (a) => yen(a, a, 1), /to itself/],
  [
    'a document id of another form',
    (a, b) => yen(a, b, 1, { document: { id: 'X' as Id, no: '' } }),
    /not an id/,
  ],
  ['a party that does not exist', (a) => yen(a, newId(), 1), /foreign key/],
]
const withAmount = (a: Id, b: Id, value: number): Entry['flows'] => [
  { unit: 'JPY', amount: value as ReturnType<typeof jpy>, from: cash(a), to: cash(b) },
]
for (const [what, entry, message] of faults)
  test(`a fault: ${what}`, () =>
    assert.rejects(
      region.tx(async (tx) => await post(tx, testActor, entry(await aParty(tx), await aParty(tx)))),
      message,
    ))

test('accounts opened by a transaction that rolls back are opened anew by the next', async () => {
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  await assert.rejects(
    region.tx(async (tx) => {
      done(await post(tx, testActor, yen(a, b, 1)))
      done(await post(tx, testActor, yen(a, b, 1))) // reads what the first has opened
      throw new Error('rolled back')
    }),
    /rolled back/,
  )
  done(await region.tx((tx) => post(tx, testActor, yen(a, b, 2))))
  assert.equal(await region.tx((tx) => balanceOf(tx, b)), 2)
})

test('two databases in one process do not take each other’s accounts', async (t) => {
  const other = await testRegion(t)
  const parties = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  await other.tx(async (tx) => {
    for (const partyId of parties)
      await tx.run(
        `insert into party (region_id, party_id, kind, name, created_at) values ($1, $2, 'business', 'x', $3)`,
        [tx.region, partyId, tx.now],
      )
  })
  const [a, b] = parties
  done(await region.tx((tx) => post(tx, testActor, yen(a, b, 1))))
  done(await other.tx((tx) => post(tx, testActor, yen(a, b, 2))))
  done(await region.tx((tx) => post(tx, testActor, yen(a, b, 4))))
  assert.equal(await region.tx((tx) => balanceOf(tx, b)), 5)
  assert.equal(await other.tx((tx) => balanceOf(tx, b)), 2)
})

test('what is refused first: the key, then the closed day, the hold, the floor', async (t) => {
  const own = await testRegion(t)
  const [a, b, key, entryId] = await own.tx(async (tx) => {
    const parties = [await aParty(tx), await aParty(tx)] as const
    await openGuarded(tx, 'JPY', cash(parties[0]))
    const used = newId()
    const posted = done(await post(tx, testActor, yen(parties[1], parties[0], 5, { key: used })))
    return [...parties, used, posted.entryId] as const
  })
  const nextDay = new Date(testNow.getTime() + 86_400_000)
  const wrong = { hold: newId(), key }
  assert.equal(
    refusedOf(await own.tx((tx) => post(tx, testActor, yen(a, b, 6, wrong)))),
    'request_key_reused',
  )
  assert.equal(
    refusedOf(await own.tx((tx) => post(tx, testActor, yen(a, b, 6, { hold: newId() })))),
    'hold_unknown',
  )
  assert.equal(refusedOf(await own.tx((tx) => post(tx, testActor, yen(a, b, 6)))), 'below_floor')
  done(await own.tx((tx) => closeDays(tx, on), nextDay))
  // A clock that lags behind: the day is closed already.
  assert.equal(
    refusedOf(await own.tx((tx) => post(tx, testActor, yen(a, b, 6, wrong)))),
    'request_key_reused',
  )
  assert.deepEqual(await own.tx((tx) => post(tx, testActor, yen(a, b, 6, { hold: newId() }))), {
    refused: 'day_closed',
    detail: { entry: 1, about: '2026-11-23' },
  })
  // What was written before the close is still answered with.
  assert.deepEqual(done(await own.tx((tx) => post(tx, testActor, yen(b, a, 5, { key })))), {
    entryId,
    repeated: true,
  })
})

test('text that cannot be encoded is kept as it will be read', () =>
  region.tx(async (tx) => {
    const [a, b] = [await aParty(tx), await aParty(tx)]
    const key = newId()
    const entry = yen(a, b, 1, { memo: 'りんご\ud83c', key, document: { id: newId(), no: '\udf4e1' } })
    const { entryId } = done(await post(tx, testActor, entry))
    assert.equal((await readEntry(tx, entryId))?.memo, 'りんご\ufffd')
    assert.ok(done(await post(tx, testActor, entry)).repeated)
  }))

test('the largest amount, and one balance too far', () =>
  region.tx(async (tx) => {
    const [a, b] = [await aParty(tx), await aParty(tx)]
    await openGuarded(tx, 'JPY', cash(b))
    const most = Number.MAX_SAFE_INTEGER
    done(await post(tx, testActor, yen(a, b, most)))
    assert.equal(await balanceOf(tx, b), most)
    await assert.rejects(post(tx, testActor, yen(a, b, 1)), /ledger_balance_balance_check/)
  }))

test('units do not mix: the same party has an account for each', () =>
  region.tx(async (tx) => {
    const [a, b] = [await aParty(tx), await aParty(tx)]
    done(
      await post(tx, testActor, {
        kind: 'test.wood',
        on,
        flows: [
          { unit: 'JPY', amount: jpy(3), from: cash(a), to: cash(b) },
          { unit: 'WOOD', amount: amount('WOOD', 820_000), from: cash(a), to: cash(b) },
        ],
      }),
    )
    assert.equal(await balanceOf(tx, b), 3)
  }))

test('another region sees nothing and cannot post to these parties', async () => {
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  const { entryId } = done(await region.tx((tx) => post(tx, testActor, yen(a, b, 1))))
  const elsewhere = { region: 42_021, clock: { now: () => testNow } }
  assert.equal(await transact(region.db, elsewhere, (tx) => readEntry(tx, entryId)), undefined)
  assert.deepEqual(await transact(region.db, elsewhere, countRows), { entries: 0, flows: 0, holds: 0 })
  await assert.rejects(
    transact(region.db, elsewhere, (tx) => post(tx, testActor, yen(a, b, 1))),
    /foreign key/,
  )
})
