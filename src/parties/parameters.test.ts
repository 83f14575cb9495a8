import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { day } from '#kit/days.ts'
import { multiplyDivide } from '#kit/rounding.ts'
import { setup } from './actors.ts'
import { exactOf } from './exact.ts'
import { listParameters, parameterOn, setParameter } from './parameters.ts'
import type { NewParameter } from './parameters.ts'
import { createRegion, listRegions, listTowns, readRegion } from './regions.ts'
import { granted, ichinoseki, smallRegion } from './testing.ts'

const here = await testRegion()
const town = await here.tx(smallRegion)

const exact: [string, number, number][] = [
  ['8', 8, 1],
  ['2.75', 275, 100],
  ['2.50', 25, 10],
  ['0.000438', 438, 1_000_000],
  ['-1.5', -15, 10],
  ['100', 100, 1],
  ['10.0', 10, 1],
]
for (const [text, numerator, denominator] of exact)
  test(`${text} is ${numerator} / ${denominator}`, () =>
    assert.deepEqual(exactOf(text), { numerator, denominator }))
for (const text of ['', 'x', '1e3', '.5', '1.', '1,000', 'NaN', '9007199254740993', '0.00000000000000001'])
  test(`"${text}" is a fault`, () => assert.throws(() => exactOf(text), RangeError))

const on = (name: string, at: string) => here.tx((tx) => parameterOn(tx, name, day(at)))

// 令和8年度税制改正: the shares of the transitional measure, at both ends of each step.
const seeds: [string, string, number][] = [
  ['tax.standard_pct', '2019-10-01', 10],
  ['tax.reduced_pct', '2026-11-23', 8],
  ['tax.unregistered_deduction_pct', '2023-10-01', 80],
  ['tax.unregistered_deduction_pct', '2026-09-30', 80],
  ['tax.unregistered_deduction_pct', '2026-10-01', 70],
  ['tax.unregistered_deduction_pct', '2028-09-30', 70],
  ['tax.unregistered_deduction_pct', '2028-10-01', 50],
  ['tax.unregistered_deduction_pct', '2030-09-30', 50],
  ['tax.unregistered_deduction_pct', '2030-10-01', 30],
  ['tax.unregistered_deduction_pct', '2031-09-30', 30],
  ['tax.unregistered_deduction_pct', '2031-10-01', 0],
]
for (const [name, at, value] of seeds)
  test(`${name} on ${at} is ${value}`, async () => {
    const parameter = await on(name, at)
    assert.equal(parameter.value, value)
    assert.notEqual(parameter.source, '')
  })

test('10,800 yen with 8 % tax bought on 2026-11-01: of 800 yen tax, 560 are deductible', async () => {
  const rate = await on('tax.reduced_pct', '2026-11-01')
  const share = await on('tax.unregistered_deduction_pct', '2026-11-01')
  const tax = multiplyDivide(10_800, rate.exact.numerator, 100 + rate.exact.numerator, 'floor')
  assert.equal(tax, 800)
  assert.equal(multiplyDivide(tax, share.exact.numerator, share.exact.denominator * 100, 'floor'), 560)
})

test('a number that is missing is a fault, not a guess', async () => {
  await assert.rejects(on('tax.reduced_pct', '2019-09-30'), /tax.reduced_pct has no value on 2019-09-30/)
  await assert.rejects(on('tax.nothing', '2026-01-01'))
})

test('a number from a day on ends the one before; the list shows both with source', async () => {
  const set = (from: string, value: string) =>
    here.tx((tx) =>
      setParameter(tx, town.staff, {
        name: 'trial.kerosene_kg_per_l',
        from: day(from),
        value,
        source: '環境省',
        confirmed: false,
      }),
    )
  granted(await set('2020-04-01', '2.49'))
  granted(await set('2025-04-01', ' ２．５０ '))
  assert.deepEqual((await on('trial.kerosene_kg_per_l', '2025-03-31')).exact, {
    numerator: 249,
    denominator: 100,
  })
  assert.equal((await on('trial.kerosene_kg_per_l', '2025-04-01')).value, 2.5)
  const list = await here.tx((tx) => listParameters(tx))
  assert.equal(list.filter(({ name }) => name.startsWith('trial.')).length, 2)
  const today = await here.tx((tx) => listParameters(tx, tx.today))
  assert.equal(today.filter(({ name }) => name.startsWith('trial.')).length, 1)
  assert.equal(today.find(({ name }) => name === 'tax.reduced_pct')?.confirmed, false)
})

const good: NewParameter = {
  name: 'wood.jpy',
  from: day('2026-04-01'),
  value: '6000',
  source: '要綱',
  confirmed: true,
}
const refused: [Partial<NewParameter>, string][] = [
  [{ source: '　' }, 'source_missing'],
  [{ value: '6,000' }, 'value_not_a_number'],
  [{ value: '' }, 'value_not_a_number'],
  [{ value: '1234567890123456' }, 'value_not_a_number'],
  [{ name: 'Wood' }, 'parameter_name_form'],
  [{ name: 'wood.' }, 'parameter_name_form'],
]
for (const [change, reason] of refused)
  test(`${JSON.stringify(change)} → ${reason}`, async () => {
    const answer = await here.tx((tx) => setParameter(tx, town.staff, { ...good, ...change }))
    assert.equal('refused' in answer && answer.refused, reason)
  })
test('a producer sets no numbers', async () =>
  assert.deepEqual(await here.tx((tx) => setParameter(tx, town.grower, good)), { refused: 'not_allowed' }))

test('a region is read back with its towns; a second time it is refused', async () => {
  const region = await here.tx(readRegion)
  assert.deepEqual(
    [region?.regionId, region?.code, region?.nameEn, region?.inhabitants],
    [32093, '032093', 'Ichinoseki', 105_000],
  )
  assert.equal(region?.boundary?.type, 'Polygon')
  assert.deepEqual(
    (await here.tx(listTowns)).map(({ town: name }) => name),
    ['萩荘', '千厩町千厩'],
  )
  assert.deepEqual(await here.tx((tx) => createRegion(tx, setup, ichinoseki)), {
    refused: 'region_exists',
    field: 'code',
  })
})

test('a region is set up only in its own transaction, with a right code, by an administrator', async () => {
  const other = { region: 32158, clock: { now: () => testNow } }
  const create = (code: string, actor = setup) =>
    transact(here.db, other, (tx) => createRegion(tx, actor, { ...ichinoseki, code, name: '奥州市' }))
  const form = { refused: 'region_code_form', field: 'code' }
  assert.deepEqual(await create('032093'), form)
  assert.deepEqual(await create('032157'), form)
  assert.deepEqual(await create('032158', town.staff), { refused: 'not_allowed' })
  granted(await create('032158'))
  assert.equal((await transact(here.db, other, listTowns)).length, 2)
  assert.deepEqual(
    (await here.tx(listRegions)).map(({ name }) => name),
    ['一関市', '奥州市'],
  )
  assert.equal((await here.tx(listTowns)).length, 2, 'towns of one region are not seen in another')
})
