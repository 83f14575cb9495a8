import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { testNow } from '#db/testing.ts'
import { eventAccess, eventKinds } from '#parties/announcements.ts'
import type { EventKind } from '#parties/announcements.ts'
import { may } from '#parties/policy.ts'
import { bankLine, invoiceOf, payout } from '#api/cases.money.testing.ts'
import { delivery, done, goods, order, returnedTransfer } from '#api/cases.testing.ts'
import { openApi } from '#api/testing.ts'
import { sendDue } from './sender.ts'
import { type Arrived, program } from './testing.ts'

const api = await openApi()
const stock = await goods(api, 1_000)
const { town, here } = api
const ajv = new Ajv2020({ strict: false })
formats.default(ajv, ['uuid', 'date', 'date-time'])
ajv.addSchema(closed((await api.ask('/api/openapi.json?lang=en')).json) as object, 'doc')

test('what the trade room does is told to those whom it concerns, as the document says', async (t) => {
  const { url, arrived } = await program(t)
  const listening = { company_staff: eventKinds, buyer: [] as EventKind[], producer: [] as EventKind[] }
  for (const role of ['buyer', 'producer'] as const)
    listening[role].push(...eventKinds.filter((kind) => may(role, eventAccess[kind])))
  for (const [role, kinds] of Object.entries(listening))
    await done(api, role as keyof typeof listening, '/webhooks', { url: `${url}?${role}`, kinds })

  const orderId = await order(api, stock.variantId)
  await done(api, 'buyer', `/orders/${orderId}/lines`, {
    lines: [{ variantId: stock.variantId, quantity: 1 }],
  })
  await done(api, 'buyer', `/orders/${orderId}/cancellation`, {})
  await delivery(api, stock.variantId)
  // Paid in two parts: it is paid when nothing is owed any more.
  const { invoiceId, grossYen } = await invoiceOf(api, stock)
  for (const part of [1, grossYen - 1])
    await done(api, 'company_staff', '/payments', {
      bankLineId: await bankLine(api, part),
      invoiceIds: [invoiceId],
    })
  const waiting = await payout(api, stock, '2026-11-30')
  await done(api, 'company_staff', `/payouts/${waiting}/cancellation`)
  const made = await payout(api, stock, '2026-11-20')
  await done(api, 'company_staff', `/payouts/${made}/returns`, returnedTransfer(town.producer))

  assert.equal((await localSend()).failed, 0)
  const kindsOf = (role: string) =>
    countOf(arrived.filter(({ path }) => path.endsWith(role)).map(({ json }) => json.type))
  const trade = {
    'order.placed': 5,
    'order.changed': 1,
    'order.cancelled': 1,
    'delivery.shipped': 4,
    'invoice.issued': 1,
    'invoice.paid': 1,
  }
  const payouts = { 'payout.made': 2, 'payout.cancelled': 1, 'payout.confirmed': 1, 'payout.returned': 1 }
  assert.deepEqual(kindsOf('company_staff'), { ...trade, ...payouts })
  assert.deepEqual(kindsOf('buyer'), trade)
  assert.deepEqual(kindsOf('producer'), payouts)
  for (const each of arrived) await assertDocumented(each)

  const told = (role: string, kind: string) =>
    arrived.filter(({ path, json }) => path.endsWith(role) && json.type === kind).map(({ json }) => json.data)
  assert.deepEqual(
    told('producer', 'payout.made').map(({ payoutId, producer, url: link }) => [payoutId, producer, link]),
    [waiting, made].map((id) => [id, { partyId: town.producer, name: 'みずほ農園' }, undefined]),
  )
  assert.match(String(told('company_staff', 'payout.made')[0]?.['url']), /\/api\/v1\/payouts\//)
  assert.deepEqual(
    told('producer', 'payout.confirmed').map(({ payoutId }) => payoutId),
    [made],
  )
  assert.deepEqual(
    told('producer', 'payout.cancelled').map(({ payoutId, amountYen }) => [payoutId, amountYen]),
    told('producer', 'payout.made')
      .filter(({ payoutId }) => payoutId === waiting)
      .map(({ payoutId, amountYen }) => [payoutId, amountYen]),
  )
  const [issued] = told('buyer', 'invoice.issued')
  assert.deepEqual([issued?.['invoiceId'], issued?.['grossYen']], [invoiceId, grossYen])

  // What a link names may be read by who was given it.
  for (const { path, json } of arrived) {
    const link = json.data['url']
    if (link === undefined) continue
    const role = path.split('?')[1] as keyof typeof listening
    const got = await api.ask(new URL(String(link)).pathname, { as: role })
    assert.equal(got.status, 200, `${role} reads ${String(link)}`)
  }
})

/** To this machine, as on a server for trying things. */
const localSend = () =>
  sendDue({
    db: here.db,
    region: here.region,
    clock: { now: () => testNow },
    publicUrl: 'http://localhost',
  })

const countOf = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]))

async function assertDocumented({ json }: Arrived): Promise<void> {
  const validate = ajv.getSchema(
    `doc#/webhooks/${json.type}/post/requestBody/content/application~1json/schema`,
  )
  assert.ok(validate, `${json.type} is in the document`)
  assert.ok(validate(json), `${json.type}: ${ajv.errorsText(validate.errors)}`)
}

/** With every object closed: programs must bear new fields, our own test must not overlook one. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed)
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]))
  return 'properties' in value && 'type' in value ? { ...inner, additionalProperties: false } : inner
}

test('every kind is in the document, in both languages, with what it holds', async () => {
  for (const lang of ['ja', 'en']) {
    const { json } = await api.ask(`/api/openapi.json?lang=${lang}`)
    const hooks = json['webhooks'] as Record<string, { post: { summary: string } }>
    assert.deepEqual(Object.keys(hooks).toSorted(), [...eventKinds, 'ping'].toSorted())
    for (const each of Object.values(hooks))
      assert.equal(/[ぁ-ん]/.test(each.post.summary) || each.post.summary === 'テスト', lang === 'ja')
  }
})
