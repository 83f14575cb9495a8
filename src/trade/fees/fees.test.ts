import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { day, month } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { type Refusal, isRefusal } from '#kit/refusals.ts'
import { granted } from '#parties/testing.ts'
import { readIncomes } from '#trade/reports/incomes.ts'
import { takeReturn } from '#trade/returns.ts'
import { readStatement, statementSheet } from '#trade/statement-sheets.ts'
import { settleMonth } from '#trade/statements.ts'
import { deliver } from '#trade/testing-months.ts'
import { offer, registeredRegion } from '#trade/testing.ts'
import { assertValid, testPages } from '#trade/testing-pages.tsx'
import { render } from '#trade/documents/pdf.ts'
import { addFee, endFee } from './fees.ts'
import { feeRoutes } from './fees.routes.ts'

const november = month('2026-11')
const monthEnd = new Date('2026-11-30T03:00:00Z')
const refusedAs = (answer: object | Refusal): string | undefined =>
  isRefusal(answer) ? answer.refused : undefined
const from = day('2026-11-01')

const pages = await testPages(feeRoutes)
const { small, tx, as } = pages

test('fees stand on the statement one by one, their tax is rounded once with the commission, and what came back counts', async () => {
  const place = await testRegion()
  const town = await place.tx(registeredRegion)
  const { staff, producer } = town
  await place.tx(async (t) => {
    granted(
      await addFee(t, staff, {
        name: '集荷料',
        from,
        calculation: { calculator: 'percent', rateBp: 250 },
        attachedTo: { scope: 'producer', scopeId: producer },
      }),
    )
    granted(
      await addFee(t, staff, {
        name: '出荷箱代',
        nameEn: 'Boxes',
        from,
        calculation: { calculator: 'flat', flatPer: 'delivery', amountYen: 110 },
        attachedTo: { scope: 'all' },
      }),
    )
    granted(
      await addFee(t, staff, {
        name: '来年から',
        from: day('2027-01-01'),
        calculation: { calculator: 'per_unit', amountYen: 5 },
        attachedTo: { scope: 'all' },
      }),
    )
    const { variants } = await offer(t, town, { quantity: 1_000 })
    const jar = variants[0] ?? newId()
    const deliveryId = await deliver(t, town, jar, 100)
    await deliver(t, town, jar, 10)
    granted(
      await takeReturn(t, staff, { deliveryId, lineNo: 1, quantity: 10, fate: 'waste', reason: '割れ' }),
    )
  })
  await place.tx(async (t) => {
    const { statements } = granted(await settleMonth(t, staff, { month: november }))
    const statement = granted(
      await readStatement(t, town.grower, { statementId: statements[0]?.statementId ?? newId() }),
    )
    // 100 jars at 500, 54,000 with tax: commission 8,100, of which 2.5 % are 1,350, two deliveries 220.
    assert.deepEqual(
      statement.fees.map(({ name, base, baseKind, amountYen }) => [name, base, baseKind, amountYen]),
      [
        ['集荷料', 54_000, 'yen', 1_350],
        ['出荷箱代', 2, 'times', 220],
      ],
    )
    assert.deepEqual(
      [statement.commissionYen, statement.commissionTaxYen, statement.payoutYen],
      [9_670, 879, 44_330],
    )
    const sheet = statementSheet(statement, 'en')
    assert.deepEqual([sheet.commission?.own, sheet.fees[1]?.label], [8_100, 'Boxes'])
    assert.equal(render('producer-statement', [sheet]).pages, 1)
    const incomes = granted(await readIncomes(t, staff, { period: { from, to: day('2026-11-30') } }))
    assert.equal(incomes[0]?.incomeYen, 44_330)
    // What is settled is settled: no fee reaches back, none ends before it.
    const late = {
      name: 'x',
      calculation: { calculator: 'percent', rateBp: 1 },
      attachedTo: { scope: 'all' },
    } as const
    assert.equal(refusedAs(await addFee(t, staff, { ...late, from })), 'from_settled')
    granted(await addFee(t, staff, { ...late, from: day('2026-12-01') }))
  }, monthEnd)
})

const tiers = (...all: readonly (readonly [number, number])[]) => ({
  calculation: {
    calculator: 'tiered' as const,
    tiers: all.map(([fromYen, rateBp]) => ({ fromYen, rateBp })),
  },
})
const flat = (amountYen: number) => ({
  calculation: { calculator: 'flat' as const, flatPer: 'statement' as const, amountYen },
})

test('what is wrong with a fee', () =>
  tx(async (t) => {
    const ok = {
      name: '箱',
      from,
      calculation: { calculator: 'percent', rateBp: 100 },
      attachedTo: { scope: 'all' },
    } as const
    const table = [
      [{}, undefined],
      [{ name: ' ' }, 'name_missing'],
      [flat(0), 'amount_wrong'],
      [flat(1.5), 'amount_wrong'],
      [flat(1_000_001), 'amount_wrong'],
      [{ calculation: { calculator: 'percent', rateBp: 0 } as const }, 'rate_wrong'],
      [{ calculation: { calculator: 'percent', rateBp: 10_001 } as const }, 'rate_wrong'],
      [tiers([0, 1_000], [5_000, 500]), undefined],
      [tiers(), 'tiers_wrong'],
      [tiers([1, 1_000]), 'tiers_wrong'],
      [tiers([0, 1_000], [0, 500]), 'tiers_wrong'],
      [{ attachedTo: { scope: 'product', scopeId: newId() } as const }, 'scope_unknown'],
      [{ attachedTo: { scope: 'channel', channel: 'nobody' } as const }, 'scope_unknown'],
    ] as const
    for (const [more, refused] of table)
      assert.equal(refusedAs(await addFee(t, small.staff, { ...ok, ...more })), refused, JSON.stringify(more))
    assert.equal(refusedAs(await addFee(t, small.grower, ok)), 'not_allowed')
    assert.equal(refusedAs(await endFee(t, small.staff, { feeId: newId() })), 'fee_unknown')
  }))

test('a fee ends on its first day at the earliest', () =>
  tx(async (t) => {
    const begins = day('2027-01-10')
    const { feeId } = granted(
      await addFee(t, small.staff, {
        name: '来年の箱',
        from: begins,
        ...flat(100),
        attachedTo: { scope: 'all' },
      }),
    )
    const early = await endFee(t, small.staff, { feeId, to: day('2027-01-09') })
    assert.ok(isRefusal(early))
    assert.deepEqual([early.refused, early.field, early.detail], ['to_before_from', 'to', { on: begins }])
    assert.equal(refusedAs(await endFee(t, small.staff, { feeId })), 'to_before_from') // today
    granted(await endFee(t, small.staff, { feeId, to: begins }))
    assert.equal(refusedAs(await endFee(t, small.staff, { feeId, to: begins })), 'fee_unknown')
  }))

test('the database keeps no fee that ends before it begins', () =>
  assert.rejects(
    tx(async (t) => {
      const { feeId } = granted(
        await addFee(t, small.staff, { name: '箱', from, ...flat(100), attachedTo: { scope: 'all' } }),
      )
      await t.run('update trade_fee set valid_to = $3 where region_id = $1 and fee_id = $2', [
        t.region,
        feeId,
        '2026-10-31',
      ])
    }),
    /check constraint/,
  ))

test('through the page: tiers as people write them, and the end', async () => {
  const staff = await as(small.staff)
  const at = '/trade/fees'
  const boxes = {
    name: '販路の手数料',
    nameEn: '',
    scope: 'all',
    calculator: 'tiered',
    tiers: '0 15%\n５０，０００ 12',
    from: '2026-11-01',
    rateBp: '',
    amountYen: '',
    flatPer: 'statement',
  }
  const wrong = await staff.post(at, at, { ...boxes, tiers: 'たくさん' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /0円から始め/)
  assert.equal((await staff.post(at, at, boxes)).to, at)
  const shown = await staff.get(at)
  await assertValid(shown)
  assert.match(shown.html, /50,000円から 12％/)
  const ends = [...shown.html.matchAll(/action="(\/trade\/fees\/[^"]+\/end)"/g)].map(([, path = '']) => path)
  const early = await staff.post(ends.at(-1) ?? '', at, { to: '2026-10-31' })
  assert.equal(early.status, 422)
  assert.match(early.html, /2026-11-01 からです/)
  assert.equal((await staff.post(ends.at(-1) ?? '', at, { to: '2026-11-23' })).to, at)
  assert.equal((await staff.post(ends.at(-1) ?? '', at, { to: '2026-11-23' })).status, 422)
})
