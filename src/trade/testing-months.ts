import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { setBankAccount } from '#parties/bank-accounts.ts'
import { granted } from '#parties/testing.ts'
import type { SmallRegion } from '#parties/testing.ts'
import { shipOrder } from './deliveries.ts'
import { importFile } from './imports.ts'
import { placeOrder } from './orders.ts'
import { saveSetting } from './settings.ts'

/** For tests: orders for the region's buyer, or another, and ships at once. */
export async function deliver(
  tx: Tx,
  { staff, buyer }: SmallRegion,
  variantId: Id,
  quantity: number,
  given: { readonly buyerId?: Id; readonly shippedOn?: Day } = {},
): Promise<Id> {
  const { orderId } = granted(
    await placeOrder(tx, staff, {
      buyerId: given.buyerId ?? buyer,
      deliverOn: tx.today,
      lines: [{ variantId, quantity }],
    }),
  )
  return granted(await shipOrder(tx, staff, { orderId, shippedOn: given.shippedOn })).deliveryId
}

/** For tests: lines of the company's bank, as its online banking gives them; amounts below zero went out. */
export async function bankLines(
  tx: Tx,
  { staff }: SmallRegion,
  lines: readonly (readonly [on: string, amount: number, text: string])[],
): Promise<Id[]> {
  const rows = lines.map(([on, amount, text]) =>
    [on, text, Math.max(0, -amount), Math.max(0, amount)].join(','),
  )
  const bytes = new TextEncoder().encode(['取引日,摘要,出金,入金', ...rows, ''].join('\n'))
  granted(await importFile(tx, staff, { name: 'bank.csv', bytes, confirm: true }))
  const written = await tx.run<{ id: Id; text: string }>(
    'select bank_line_id as id, text from trade_bank_line where region_id = $1 order by bank_line_id',
    [tx.region],
  )
  return written.slice(-lines.length).map(({ id }) => id)
}

/** For tests: accounts of the company and its producer, and the number the bank gave the company. */
export async function withAccounts(tx: Tx, { staff, company, producer }: SmallRegion): Promise<void> {
  const account = { bankCode: '0123', branchCode: '024', accountType: '1' } as const
  granted(
    await setBankAccount(tx, staff, {
      ...account,
      partyId: company,
      accountNumber: '1234567',
      holderKana: 'ユイノショウシャ',
    }),
  )
  granted(
    await setBankAccount(tx, staff, {
      ...account,
      partyId: producer,
      accountNumber: '7654321',
      holderKana: 'ミズホノウエン',
    }),
  )
  granted(
    await saveSetting(tx, staff, {
      rounding: 'floor',
      closingDay: 31,
      payMonths: 1,
      payDay: 31,
      requesterCode: '12345',
    }),
  )
}
