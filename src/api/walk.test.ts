import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { jpy } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import { post } from '#ledger/post.ts'
import { roles } from '#parties/policy.ts'
import { granted } from '#parties/testing.ts'
import { circulationCases } from './cases.circulation.testing.ts'
import { pointsCases } from './cases.points.testing.ts'
import { moneyCases, readingCases } from './cases.money.testing.ts'
import { generalCases, goods, orderCases } from './cases.testing.ts'
import { endpoints } from './endpoints.ts'
import { openApi } from './testing.ts'
import { buyerCases } from './trade/cases.buyers.testing.ts'
import { cycleCases, openRound } from './trade/cases.cycles.testing.ts'
import { goodsCases } from './trade/cases.goods.testing.ts'
import { storeCases } from './trade/cases.store.testing.ts'
import { bodyExample, callOf, readPublished } from './walk.testing.ts'
import { boilerOfOctober, fuelCases } from './cases.wood-fuel.testing.ts'
import { paperCases } from './cases.wood-papers.testing.ts'
import { woodStockCases } from './cases.wood-stock.testing.ts'
import { woodCases } from './cases.wood.testing.ts'
import { webhookCases } from './webhooks/cases.webhooks.testing.ts'

const api = await openApi()
await api.here.tx(async (tx) =>
  granted(
    await post(tx, api.actors.company_staff, {
      kind: 'trade.sale',
      on: day('2026-11-20'),
      memo: '試験',
      flows: [{ unit: 'JPY', amount: jpy(12_960), from: cash(api.town.buyer), to: cash(api.town.company) }],
    }),
  ),
)
const stock = await goods(api, 10_000)
// Counting the first lot leaves it small; what follows has its own.
const more = await goods(api, 10_000)
const round = await openRound(api)
const boiler = await boilerOfOctober(api)
const cases = {
  ...generalCases(api, stock),
  ...circulationCases(api),
  ...pointsCases(api),
  ...woodCases(api),
  ...woodStockCases(api),
  ...fuelCases(api, boiler),
  ...paperCases(api),
  ...orderCases(api, stock),
  ...readingCases(api, stock),
  ...moneyCases(api, stock),
  ...buyerCases(api, more),
  ...cycleCases(api, more, round),
  ...storeCases(api, more),
  ...goodsCases(api, more),
  ...webhookCases(api),
}
const published = await readPublished(api)

test('every endpoint of the document has its case, and no case is of another', () => {
  assert.ok(published.operations.length > 30, 'the document is not empty')
  const known = published.operations.map(({ id }) => id)
  assert.deepEqual(known.toSorted(), Object.keys(cases).toSorted())
})

const deeds = async (): Promise<number> => {
  const [row] = await api.here.tx((tx) => tx.run<{ n: number }>('select count(*)::int as n from party_audit'))
  return row?.n ?? 0
}

for (const operation of published.operations) {
  const own = cases[operation.id]
  if (!own) continue
  test(`${operation.method} ${operation.path}: as ${own.as}`, async () => {
    const call = await own.good()
    if (operation.takesBody) published.checkBody(operation, call.body)
    const before = await deeds()
    const got = await callOf(api, operation, call, own.as)
    assert.ok(got.status === 200 || got.status === 201, `${got.status}: ${got.text.slice(0, 600)}`)
    published.check(operation, got)
    assert.equal(
      (await deeds()) - before,
      operation.method === 'get' ? 0 : (own.rows ?? 1),
      'a deed leaves its row in the audit',
    )
  })

  test(`${operation.method} ${operation.path}: who may not`, async () => {
    const call = await own.good()
    for (const role of roles.filter((each) => !operation.roles.includes(each))) {
      const got = await callOf(api, operation, call, role)
      assert.equal(got.status, role === 'visitor' ? 401 : 403, `${role}: ${got.text.slice(0, 300)}`)
      published.check(operation, got)
    }
    assert.ok(operation.roles.includes(own.as))
  })

  const { bad } = own
  if (!bad) continue
  test(`${operation.method} ${operation.path}: wrong input`, async () => {
    const call = await bad()
    const got = await callOf(api, operation, call, own.as)
    assert.equal(got.status, call.status, got.text.slice(0, 600))
    published.check(operation, got)
  })
}

test('what takes path, query or body has a case with wrong input', () => {
  const without = published.operations
    .filter(({ problems }) => problems.includes('input_wrong'))
    .filter(({ id }) => !cases[id]?.bad)
  assert.deepEqual(
    without.map(({ id }) => id),
    [],
  )
})

test('the example of every body is one that may be sent', () => {
  const taking = endpoints.filter(({ body }) => body !== undefined)
  assert.ok(taking.length > 30, 'bodies are seen')
  const faults = taking.flatMap(({ name, method, path, body }) => {
    const example = bodyExample(published.document, method, `/api/v1${path}`)
    const read = body?.safeParse(example)
    return read?.success ? [] : [`${name}: ${JSON.stringify(read?.error.issues)}`]
  })
  assert.deepEqual(faults, [])
})
