/** For the test that walks all endpoints: a month that is invoiced, paid, settled and paid out. */
import assert from 'node:assert/strict'
import type { Api } from './testing.ts'
import { type Case, type Goods, delivery, done, order, returnedTransfer } from './cases.testing.ts'
import { exampleId } from './fields.ts'

const unknown = (name: string, body?: unknown) => () => ({ path: { [name]: exampleId }, body, status: 404 })
const badQuery = (query: Record<string, string>) => () => ({ query, status: 422 })

export const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** A bank statement of one line, brought in and written; answers the line. */
export async function bankLine(api: Api, yen: number, memo = 'ウミベホテル'): Promise<string> {
  const [out, paidIn] = yen < 0 ? [String(-yen), ''] : ['', String(yen)]
  const csv = `取引日,摘要,お支払金額,お預り金額\n2026/11/20,振込 ${memo} ${Math.random()},${out},${paidIn}\n`
  const brought = await done(api, 'company_staff', '/imports', {
    name: '明細.csv',
    content: base64(csv),
    kind: 'bank',
  })
  const written = await done(api, 'company_staff', `/imports/${brought['importId']}/confirmation`)
  assert.equal(Number(written['written']), 1, JSON.stringify(written))
  const got = await api.ask('/api/v1/bank-lines?view=open&limit=1', { as: 'company_staff' })
  return (got.json['items'] as { bankLineId: string }[])[0]?.bankLineId ?? ''
}

/** A delivery of October and its invoice. */
export async function invoiceOf(
  api: Api,
  { variantId }: Goods,
): Promise<{ invoiceId: string; grossYen: number }> {
  const orderId = await order(api, variantId, 3)
  await done(api, 'company_staff', `/orders/${orderId}/deliveries`, { shippedOn: '2026-10-20' })
  const closed = (await done(api, 'company_staff', '/invoices/closings', {
    through: '2026-10-31',
    buyerId: api.town.buyer,
  })) as unknown as { invoices: { invoiceId: string; grossYen: number }[] }
  return closed.invoices[0] ?? { invoiceId: '', grossYen: 0 }
}

async function paid(api: Api, stock: Goods): Promise<string> {
  const { invoiceId, grossYen } = await invoiceOf(api, stock)
  const bankLineId = await bankLine(api, grossYen)
  return (
    (await done(api, 'company_staff', '/payments', { bankLineId, invoiceIds: [invoiceId] }))['paymentId'] ??
    ''
  )
}

/** October settled for what was delivered in it. */
async function statementOf(api: Api, { variantId }: Goods): Promise<string> {
  const orderId = await order(api, variantId, 3)
  await done(api, 'company_staff', `/orders/${orderId}/deliveries`, { shippedOn: '2026-10-21' })
  const settled = (await done(api, 'company_staff', '/statements/settlements', {
    month: '2026-10',
  })) as unknown as { statements: { statementId: string }[] }
  return settled.statements[0]?.statementId ?? ''
}

const account = (holderKana: string) => ({
  bankCode: '0123',
  branchCode: '024',
  accountType: '1',
  accountNumber: '1234567',
  holderKana,
  from: '2026-04-01',
})
const setting = { rounding: 'floor', closingDay: 31, payMonths: 1, payDay: 31, requesterCode: '0000012345' }

/** A payout of a fresh statement; on a day to come it waits for the bank. */
export async function payout(api: Api, stock: Goods, transferOn: string): Promise<string> {
  const statementIds = [await readyToPay(api, stock)]
  return (await done(api, 'company_staff', '/payouts', { statementIds, transferOn }))['payoutId'] ?? ''
}

async function readyToPay(api: Api, stock: Goods): Promise<string> {
  await done(api, 'company_staff', '/settings', setting, 'PUT')
  const { company, producer } = api.town
  await done(api, 'company_staff', `/parties/${company}/bank-account`, account('ユイノショウシャ'), 'PUT')
  await done(api, 'company_staff', `/parties/${producer}/bank-account`, account('ミズホノウエン'), 'PUT')
  return await statementOf(api, stock)
}

export function moneyCases(api: Api, stock: Goods): Record<string, Case> {
  return {
    ...paperCases(api, stock),
    ...settingCases(api, stock),
    ...bankCases(api, stock),
    ...grantCases(api),
    ...payoutCases(api, stock),
    ...importCases(api),
  }
}

function paperCases(api: Api, stock: Goods): Record<string, Case> {
  const october = async () => {
    const orderId = await order(api, stock.variantId, 3)
    await done(api, 'company_staff', `/orders/${orderId}/deliveries`, { shippedOn: '2026-10-20' })
  }
  return {
    listInvoices: {
      as: 'buyer',
      good: () => ({ query: { view: 'all', limit: '1' } }),
      bad: badQuery({ view: 'x' }),
    },
    closeMonth: {
      as: 'company_staff',
      good: async () => {
        await october()
        return { body: { through: '2026-10-31' } }
      },
      bad: () => ({ body: { through: '2026-12-31' }, status: 422 }),
    },
    readInvoice: {
      as: 'buyer',
      good: async () => ({ path: { invoiceId: (await invoiceOf(api, stock)).invoiceId } }),
      bad: unknown('invoiceId'),
    },
    readInvoicePdf: {
      as: 'buyer',
      good: async () => ({
        path: { invoiceId: (await invoiceOf(api, stock)).invoiceId },
        query: { lang: 'en' },
      }),
      bad: unknown('invoiceId'),
    },
    readInvoiceJpPint: {
      as: 'buyer',
      // The town's company is not registered: what it sells stands in the non-tax file.
      good: async () => ({
        path: { invoiceId: (await invoiceOf(api, stock)).invoiceId },
        query: { part: 'other' },
      }),
      bad: unknown('invoiceId'),
    },
    listStatements: {
      as: 'producer',
      good: () => ({ query: { month: '2026-10', view: 'to_pay' } }),
      bad: badQuery({ month: 'x' }),
    },
    settleMonth: {
      as: 'company_staff',
      good: async () => {
        await october()
        return { body: { month: '2026-10', payOn: '2026-11-20' } }
      },
      bad: () => ({ body: { month: '2026-11' }, status: 409 }),
    },
    readProducerStatement: {
      as: 'producer',
      good: async () => ({ path: { statementId: await statementOf(api, stock) } }),
      bad: unknown('statementId'),
    },
    readProducerStatementPdf: {
      as: 'producer',
      good: async () => ({ path: { statementId: await statementOf(api, stock) } }),
      bad: unknown('statementId'),
    },
  }
}

function settingCases(api: Api, stock: Goods): Record<string, Case> {
  return {
    readSetting: { as: 'company_staff', good: () => ({}) },
    saveSetting: {
      as: 'company_staff',
      good: () => ({ body: setting }),
      bad: () => ({ body: { ...setting, closingDay: 32 }, status: 422 }),
    },
    readBankAccount: {
      as: 'producer',
      good: async () => {
        await readyToPay(api, stock)
        return { path: { partyId: api.town.producer } }
      },
      bad: () => ({ path: { partyId: api.town.buyer }, status: 403 }),
    },
    setBankAccount: {
      as: 'producer',
      good: () => ({ path: { partyId: api.town.producer }, body: account('みずほのうえん') }),
      bad: () => ({
        path: { partyId: api.town.producer },
        body: { ...account('ミズホノウエン'), bankCode: '9998' },
        status: 422,
      }),
    },
  }
}

function bankCases(api: Api, stock: Goods): Record<string, Case> {
  const expense = { payeeId: api.town.producer, category: 'freight', spentOn: '2026-11-10', amountYen: 5_500 }
  const booked = async () => (await done(api, 'company_staff', '/expenses', expense))['expenseId'] ?? ''
  const reason = { reason: '相手の間違い' }
  return {
    listBankLines: {
      as: 'company_staff',
      good: () => ({ query: { limit: '2' } }),
      bad: badQuery({ view: 'x' }),
    },
    setAsideLine: {
      as: 'company_staff',
      good: async () => ({ path: { bankLineId: await bankLine(api, 12) }, body: { reason: '利息' } }),
      bad: unknown('bankLineId', { reason: '利息' }),
    },
    matchPayment: {
      as: 'company_staff',
      good: async () => {
        const { invoiceId, grossYen } = await invoiceOf(api, stock)
        return { body: { bankLineId: await bankLine(api, grossYen), invoiceIds: [invoiceId] } }
      },
      bad: async () => {
        const { invoiceId, grossYen } = await invoiceOf(api, stock)
        return {
          body: { bankLineId: await bankLine(api, grossYen + 1), invoiceIds: [invoiceId] },
          status: 409,
        }
      },
    },
    readPayment: {
      as: 'company_staff',
      good: async () => ({ path: { paymentId: await paid(api, stock) } }),
      bad: unknown('paymentId'),
    },
    unmatchPayment: {
      as: 'company_staff',
      good: async () => ({ path: { paymentId: await paid(api, stock) }, body: reason }),
      bad: unknown('paymentId', reason),
    },
    bookExpense: {
      as: 'company_staff',
      good: async () => ({
        body: {
          payeeId: api.town.producer,
          category: 'wages',
          bankLineId: await bankLine(api, -120_000, '給与'),
        },
      }),
      bad: () => ({ body: { ...expense, payeeId: api.town.company }, status: 422 }),
    },
    readExpense: {
      as: 'company_staff',
      good: async () => ({ path: { expenseId: await booked() } }),
      bad: unknown('expenseId'),
    },
    voidExpense: {
      as: 'company_staff',
      good: async () => ({ path: { expenseId: await booked() }, body: reason }),
      bad: unknown('expenseId', reason),
    },
  }
}

function grantCases(api: Api): Record<string, Case> {
  const grant = { giverId: api.town.city, sort: 'gift', receivedOn: '2026-11-10', amountYen: 30_000 }
  const given = async () => (await done(api, 'company_staff', '/grants', grant))['grantId'] ?? ''
  const reason = { reason: '相手の間違い' }
  return {
    listGrants: {
      as: 'company_staff',
      good: async () => ((await given()) ? { query: { limit: '1' } } : {}),
      bad: badQuery({ cursor: 'x' }),
    },
    receiveGrant: {
      as: 'company_staff',
      good: async () => ({
        body: { giverId: api.town.city, sort: 'grant', bankLineId: await bankLine(api, 900_000, '補助金') },
      }),
      bad: () => ({ body: { ...grant, giverId: api.town.company }, status: 422 }),
    },
    readGrant: {
      as: 'company_staff',
      good: async () => ({ path: { grantId: await given() } }),
      bad: unknown('grantId'),
    },
    undoGrant: {
      as: 'company_staff',
      good: async () => ({ path: { grantId: await given() }, body: reason }),
      bad: unknown('grantId', reason),
    },
  }
}

function payoutCases(api: Api, stock: Goods): Record<string, Case> {
  const waiting = async () => ({ path: { payoutId: await payout(api, stock, '2026-11-30') } })
  return {
    makePayout: {
      as: 'company_staff',
      good: async () => ({
        body: { statementIds: [await readyToPay(api, stock)], transferOn: '2026-11-20' },
      }),
      bad: async () => ({
        body: { statementIds: [await readyToPay(api, stock)], transferOn: '2026-11-21' },
        status: 422,
      }),
    },
    confirmPayout: {
      as: 'company_staff',
      good: async () => {
        const { path } = await waiting()
        // The day of the transfer comes; the API's clock stands still.
        await api.here.tx((tx) =>
          tx.run(`update trade_payout set transfer_on = '2026-11-20' where region_id = $1`, [tx.region]),
        )
        return { path }
      },
      bad: async () => ({ ...(await waiting()), status: 409 }),
    },
    returnTransferOfPayout: {
      as: 'company_staff',
      good: async () => {
        const payoutId = await payout(api, stock, '2026-11-20')
        return {
          path: { payoutId },
          body: returnedTransfer(api.town.producer),
        }
      },
      bad: async () => ({
        ...(await waiting()),
        body: returnedTransfer(api.town.producer),
        status: 409,
      }),
    },
    listPayouts: {
      as: 'company_staff',
      good: () => ({ query: { limit: '1' } }),
      bad: badQuery({ cursor: 'x' }),
    },
    readPayout: { as: 'company_staff', good: waiting, bad: unknown('payoutId') },
    readPayoutFile: { as: 'company_staff', good: waiting, bad: unknown('payoutId') },
    cancelPayout: { as: 'company_staff', good: waiting, bad: unknown('payoutId') },
  }
}

function importCases(api: Api): Record<string, Case> {
  const csv = base64('取引日,摘要,お支払金額,お預り金額\n2026/11/19,利息,,12\n2026/11/19,利息,,一万\n')
  const file = { name: '明細.csv', content: csv }
  const brought = async () => ({
    path: { importId: (await done(api, 'company_staff', '/imports', file))['importId'] ?? '' },
  })
  return {
    uploadFile: {
      as: 'company_staff',
      good: () => ({ body: file }),
      bad: () => ({ body: { name: 'x', content: base64('何でもない') }, status: 422 }),
    },
    readImport: { as: 'company_staff', good: brought, bad: unknown('importId') },
    confirmImport: { as: 'company_staff', good: brought, bad: unknown('importId') },
  }
}

/** Of orders, deliveries and lots, once they are there to be read. */
export function readingCases(api: Api, stock: Goods): Record<string, Case> {
  const { variantId, lotId } = stock
  return {
    listOrders: {
      as: 'producer',
      good: () => ({ query: { view: 'open', limit: '2' } }),
      bad: badQuery({ view: 'x' }),
    },
    readOrder: {
      as: 'buyer',
      good: async () => ({ path: { orderId: await order(api, variantId) } }),
      bad: unknown('orderId'),
    },
    readDelivery: {
      as: 'buyer',
      good: async () => ({ path: { deliveryId: await delivery(api, variantId) } }),
      bad: unknown('deliveryId'),
    },
    readDeliveryPdf: {
      as: 'buyer',
      good: async () => ({
        path: { deliveryId: await delivery(api, variantId) },
        query: { prices: 'false' },
      }),
      bad: unknown('deliveryId'),
    },
    listLots: {
      as: 'producer',
      good: () => ({ query: { left: 'true', limit: '1' } }),
      bad: badQuery({ left: 'maybe' }),
    },
    traceLot: { as: 'producer', good: () => ({ path: { lotId } }), bad: unknown('lotId') },
  }
}
