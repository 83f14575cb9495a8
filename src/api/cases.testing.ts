/** For the test that walks all endpoints: how each is called rightly and wrongly, in the order of a working week. */
import assert from 'node:assert/strict'
import type { Role } from '#parties/policy.ts'
import type { Api } from './testing.ts'
import type { Call } from './walk.testing.ts'
import { exampleId } from './fields.ts'

/** What the bank said of a transfer that it gave back. */
export const returnedTransfer = (partyId: string) => ({
  partyId,
  returnedOn: '2026-11-23',
  reason: '口座名義相違',
})

export interface Case {
  readonly as: Role
  /** Rows in the audit, one unless told: use-cases that others call too may write their own beside. */
  readonly rows?: number
  readonly good: () => Call | Promise<Call>
  /** With the status it must get. */
  readonly bad?: () => (Call & { readonly status: number }) | Promise<Call & { readonly status: number }>
}

const nobody = exampleId

/** Sends and expects it to be done; answers the JSON. */
export async function done(
  api: Api,
  as: Role,
  path: string,
  body: unknown = {},
  method = 'POST',
): Promise<Record<string, string>> {
  const got = await api.ask(`/api/v1${path}`, { as, body, method })
  assert.ok(got.status < 300, `${path}: ${got.text}`)
  return got.json as Record<string, string>
}

export const juice = {
  name: 'りんごジュース',
  kana: 'りんごじゅーす',
  category: 'processed',
  taxClass: 'reduced',
  baseKind: 'count',
  baseUnit: '本',
  seasonDekads: [],
  temperature: 'ambient',
  shelfLifeDays: 180,
  storyBlocks: { where: { ja: '千厩の丘', en: 'A hill of Senmaya' } },
  variants: [{ name: '1本', baseQuantity: 1, pricedBy: 'variant', priceYen: 600 }],
}

export interface Goods {
  readonly productId: string
  readonly variantId: string
  readonly lotId: string
}

/** A published product with `quantity` in the store. */
export async function goods(api: Api, quantity = 100, more: object = {}): Promise<Goods> {
  const { productId = '' } = await done(api, 'producer', '/products', { ...juice, ...more })
  await done(api, 'company_staff', `/products/${productId}/contracts`, {
    from: '2026-04-01',
    model: 'consignment',
    commissionBp: 2_000,
  })
  await done(api, 'producer', `/products/${productId}/publication`)
  const lots = (await done(api, 'company_staff', '/lots', {
    lots: [{ productId, quantity, madeOn: '2026-11-20' }],
  })) as unknown as { items: { lotId: string }[] }
  const read = await api.ask(`/api/v1/products/${productId}`)
  const variants = read.json['variants'] as { variantId: string }[]
  return { productId, variantId: variants[0]?.variantId ?? '', lotId: lots.items[0]?.lotId ?? '' }
}

export async function order(api: Api, variantId: string, quantity = 2): Promise<string> {
  const lines = [{ variantId, quantity }]
  return (await done(api, 'buyer', '/orders', { deliverOn: '2026-11-30', lines }))['orderId'] ?? ''
}

export async function delivery(api: Api, variantId: string, quantity = 2): Promise<string> {
  const orderId = await order(api, variantId, quantity)
  return (await done(api, 'company_staff', `/orders/${orderId}/deliveries`))['deliveryId'] ?? ''
}

const badQuery = (query: Record<string, string>) => () => ({ query, status: 422 })
const unknown = (name: string, body?: unknown) => () => ({ path: { [name]: nobody }, body, status: 404 })

/** Of the region and its ledger. */
export function generalCases(api: Api, stock: Goods): Record<string, Case> {
  const { town, here } = api
  const entryOf = async () => {
    const [row] = await here.tx((tx) =>
      tx.run<{ id: string }>('select entry_id as id from ledger_entry limit 1'),
    )
    return row?.id ?? ''
  }
  const accountOf = async () => {
    const got = await api.ask(`/api/v1/parties/${town.company}/accounts`, { as: 'company_staff' })
    return (got.json['items'] as { accountId: string }[])[0]?.accountId ?? ''
  }
  return {
    readRegion: { as: 'visitor', good: () => ({}) },
    listTowns: { as: 'visitor', good: () => ({}) },
    listPartiesOnMap: { as: 'visitor', good: () => ({}) },
    readLedger: { as: 'officer', good: () => ({}) },
    listKinds: { as: 'visitor', good: () => ({}) },
    closeLedger: { as: 'company_staff', good: () => ({}) },
    listSeals: { as: 'advisor', good: () => ({ query: { limit: '1' } }), bad: badQuery({ cursor: 'x' }) },
    readEntry: {
      as: 'officer',
      good: async () => ({ path: { entryId: await entryOf() } }),
      bad: unknown('entryId'),
    },
    listAccounts: {
      as: 'company_staff',
      good: () => ({ path: { partyId: town.company } }),
      bad: unknown('partyId'),
    },
    readStatement: {
      as: 'company_staff',
      good: async () => ({
        path: { partyId: town.company, accountId: await accountOf() },
        query: { from: '2026-01-01' },
      }),
      bad: async () => ({
        path: { partyId: town.company, accountId: await accountOf() },
        query: { from: '2026-02-30' },
        status: 422,
      }),
    },
    ...partyCases(api),
    ...productCases(api, stock),
  }
}

function partyCases(api: Api): Record<string, Case> {
  const { town } = api
  const producer = { partyId: town.producer }
  return {
    listParties: {
      as: 'officer',
      good: () => ({ query: { kind: 'business', text: 'みずほ' } }),
      bad: badQuery({ kind: 'x' }),
    },
    registerParty: {
      as: 'officer',
      good: () => ({
        body: { kind: 'business', side: 'inside', name: '山の窯', kana: 'やまのかま', onMap: true },
      }),
      bad: () => ({
        body: { kind: 'business', side: 'inside', name: '山の窯', kana: '山の窯' },
        status: 422,
      }),
    },
    readParty: { as: 'visitor', good: () => ({ path: producer }), bad: unknown('partyId') },
    editParty: {
      as: 'producer',
      good: () => ({
        path: producer,
        body: { story: '三代つづく畑です。', onMap: true, town: '千厩町千厩' },
      }),
      bad: () => ({ path: producer, body: { town: '東京' }, status: 422 }),
    },
    listSides: {
      as: 'officer',
      good: () => ({ path: producer }),
      bad: () => ({ path: { partyId: 'x' }, status: 422 }),
    },
    setSide: {
      as: 'officer',
      good: () => ({ path: producer, body: { side: 'inside', from: '2025-04-01' } }),
      bad: unknown('partyId', { side: 'inside', from: '2025-04-01' }),
    },
    setRegistration: {
      as: 'officer',
      good: () => ({ path: producer, body: { number: 'T7000012050002', from: '2025-04-01' } }),
      bad: () => ({ path: producer, body: { number: 'T123', from: '2025-04-01' }, status: 422 }),
    },
    listRegistrations: {
      as: 'officer',
      good: () => ({ path: producer }),
      bad: () => ({ path: { partyId: 'x' }, status: 422 }),
    },
    endRegistration: {
      as: 'officer',
      good: () => ({ path: producer, body: { lastDay: '2026-10-31' } }),
      bad: () => ({ path: producer, body: { lastDay: '2020-01-01' }, status: 409 }),
    },
    listTokens: { as: 'producer', good: () => ({}) },
    createToken: {
      as: 'producer',
      good: () => ({ body: { label: '会計ソフト' } }),
      bad: () => ({ body: { label: '会計ソフト', lastDay: '2026-11-22' }, status: 422 }),
    },
    revokeToken: {
      as: 'producer',
      good: async () => ({
        path: { tokenId: (await done(api, 'producer', '/tokens', { label: '一度だけ' }))['tokenId'] ?? '' },
      }),
      bad: unknown('tokenId'),
    },
  }
}

function productCases(api: Api, stock: Goods): Record<string, Case> {
  const { town } = api
  const own = { productId: stock.productId }
  const draft = async () => ({
    productId:
      (await done(api, 'producer', '/products', { ...juice, name: '桃ジュース' }))['productId'] ?? '',
  })
  const contract = { from: '2026-04-01', model: 'purchase', purchasePriceYen: 400 }
  return {
    listProducts: {
      as: 'visitor',
      good: () => ({ query: { text: 'りんご', inStock: 'true', month: '11', producerId: town.producer } }),
      bad: badQuery({ month: '13' }),
    },
    putUpProduct: {
      as: 'producer',
      good: () => ({ body: { ...juice, nameEn: 'Apple juice', allergens: ['りんご'] } }),
      bad: () => ({ body: { ...juice, variants: [] }, status: 422 }),
    },
    readProduct: { as: 'visitor', good: () => ({ path: own }), bad: unknown('productId') },
    editProduct: {
      as: 'producer',
      good: async () => ({ path: await draft(), body: { ...juice, name: '桃のジュース' } }),
      bad: () => ({ path: own, body: { ...juice, baseUnit: '箱' }, status: 409 }),
    },
    publishProduct: {
      as: 'producer',
      good: () => ({ path: own }),
      bad: async () => ({ path: await draft(), status: 409 }),
    },
    withdrawProduct: {
      as: 'company_staff',
      good: async () => ({ path: await draft() }),
      bad: unknown('productId'),
    },
    setContract: {
      as: 'company_staff',
      good: async () => ({ path: await draft(), body: contract }),
      bad: () => ({ path: own, body: { from: '2026-04-01', model: 'consignment' }, status: 422 }),
    },
    receiveLots: {
      as: 'company_staff',
      good: () => ({ body: { lots: [{ ...own, quantity: 20, madeOn: '2026-11-01', place: '北の畑' }] } }),
      bad: () => ({ body: { lots: [{ ...own, quantity: 20, madeOn: '2026-11-24' }] }, status: 422 }),
    },
    writeOffLot: {
      as: 'company_staff',
      good: () => ({ path: { lotId: stock.lotId }, body: { quantity: 1, reason: '傷み' } }),
      bad: () => ({ path: { lotId: stock.lotId }, body: { quantity: 999_999, reason: '傷み' }, status: 409 }),
    },
    countLot: {
      as: 'company_staff',
      good: () => ({ path: { lotId: stock.lotId }, body: { counted: 150, note: '数え直し' } }),
      bad: () => ({ path: { lotId: stock.lotId }, body: { counted: 999_999 }, status: 409 }),
    },
  }
}

/** Of orders and deliveries. */
export function orderCases(api: Api, { variantId }: Goods): Record<string, Case> {
  const lines = [{ variantId, quantity: 2 }]
  return {
    placeOrder: {
      as: 'buyer',
      good: () => ({ body: { deliverOn: '2026-11-30', lines } }),
      bad: () => ({
        body: { deliverOn: '2026-11-30', lines: [{ variantId, quantity: 999_999 }] },
        status: 409,
      }),
    },
    addToOrder: {
      as: 'buyer',
      good: async () => ({ path: { orderId: await order(api, variantId) }, body: { lines } }),
      bad: unknown('orderId', { lines }),
    },
    cancelOrder: {
      as: 'buyer',
      good: async () => ({ path: { orderId: await order(api, variantId) }, body: { reason: '数の間違い' } }),
      bad: unknown('orderId', {}),
    },
    shipOrder: {
      as: 'company_staff',
      good: async () => ({
        path: { orderId: await order(api, variantId) },
        body: { lines: [{ lineNo: 1, quantity: 1 }], closeRest: true },
      }),
      bad: async () => ({
        path: { orderId: await order(api, variantId) },
        body: { lines: [{ lineNo: 1, quantity: 3 }] },
        status: 409,
      }),
    },
    takeReturn: {
      as: 'company_staff',
      good: async () => ({
        path: { deliveryId: await delivery(api, variantId) },
        body: { lineNo: 1, quantity: 1, fate: 'stock', reason: '注文の間違い' },
      }),
      bad: async () => ({
        path: { deliveryId: await delivery(api, variantId) },
        body: { lineNo: 1, quantity: 9, fate: 'waste', reason: '割れ' },
        status: 409,
      }),
    },
  }
}
