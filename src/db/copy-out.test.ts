import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from './testing.ts'

const region = await testRegion()

test('rows come out in binary, with the values that were given', async () => {
  const odd = `it's \\ "結い" $1`
  const rows = await region.tx((tx) =>
    tx.copy(`select n, $1::text, $2::text[], null, int8send(-2) from generate_series(1, $3) n`, [
      odd,
      [odd, 'b'],
      2,
    ]),
  )
  assert.equal(rows.length, 2)
  const [first, second] = rows
  assert.deepEqual([first?.[0]?.readInt32BE(), second?.[0]?.readInt32BE()], [1, 2])
  assert.equal(first?.[1]?.toString(), odd)
  assert.ok(first?.[2]?.includes(odd))
  assert.equal(first?.[3], null)
  assert.equal(first?.[4]?.readBigInt64BE(), -2n)
})

test('no rows, empty lists, and fields of many megabytes', async () => {
  await region.tx(async (tx) => {
    assert.deepEqual(await tx.copy('select 1 where false'), [])
    assert.equal((await tx.copy(`select 1 where 'a' = any ($1::text[])`, [[]])).length, 0)
    const [row] = await tx.copy(`select convert_to(repeat('x', 30000000), 'UTF8'), 'after'`)
    assert.deepEqual([row?.[0]?.length, row?.[1]?.toString()], [30_000_000, 'after'])
  })
})

test('it stands in the transaction like any statement: beside others, and when it fails', async () => {
  await region.tx(async (tx) => {
    const [one, copied, two] = await Promise.all([
      tx.run<{ n: number }>('select 1 as n'),
      tx.copy('select db_region()'),
      tx.run<{ n: number }>('select 2 as n'),
    ])
    assert.deepEqual([one[0]?.n, copied[0]?.[0]?.readInt32BE(), two[0]?.n], [1, region.region, 2])
  })
  await assert.rejects(
    region.tx((tx) => tx.copy('select 1 / 0')),
    /division by zero/,
  )
  await assert.rejects(
    region.tx((tx) => tx.copy('select $1')),
    /a value of the statement is missing/,
  )
  for (let n = 0; n < 12; n++)
    assert.equal((await region.tx((tx) => tx.copy('select $1::int4', [n])))[0]?.[0]?.readInt32BE(), n)
})
