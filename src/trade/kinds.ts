import type { EntryKind } from '#ledger/kinds.ts'
import type { ExpenseCategory } from './money-schema.ts'

/**
 * What the company pays for, a kind each: so that the circulation can say for what money leaves the region. `trade.expense`
 * is all else, and what was booked before the kinds were told apart.
 */
export const expenseKindOf: Readonly<Record<ExpenseCategory, string>> = {
  wages: 'trade.wage',
  freight: 'trade.freight',
  packaging: 'trade.packaging',
  materials: 'trade.material',
  rent: 'trade.rent',
  energy: 'trade.energy',
  communication: 'trade.communication',
  fees: 'trade.fee',
  advertising: 'trade.advertising',
  other: 'trade.expense',
}
const paidFor: Readonly<Record<ExpenseCategory, EntryKind['meaning']>> = {
  wages: { ja: '商社の賃金の支払い', en: "Payment of the company's wages" },
  freight: { ja: '送料・運賃の支払い', en: 'Payment of freight' },
  packaging: { ja: '包装資材の支払い', en: 'Payment for packaging' },
  materials: { ja: '材料の支払い', en: 'Payment for materials' },
  rent: { ja: '家賃・賃借料の支払い', en: 'Payment of rent' },
  energy: { ja: '電気・燃料の支払い', en: 'Payment for power and fuel' },
  communication: { ja: '通信費の支払い', en: 'Payment for communication' },
  fees: { ja: '手数料の支払い', en: 'Payment of fees' },
  advertising: { ja: '広告・販売促進の支払い', en: 'Payment for advertising' },
  other: { ja: '商社の経費の支払い', en: "Payment of the company's expenses" },
}

function expenseKinds(): EntryKind[] {
  return Object.entries(paidFor).map(([category, meaning]) => ({
    name: expenseKindOf[category as ExpenseCategory],
    meaning,
    counts: 'exchange',
    ...(category === 'energy' ? { energy: true as const } : {}),
    documentPath: (expenseId) => `/trade/expenses/${expenseId}`,
    documentAccess: 'expense.pay',
  }))
}

/** What this room writes to the ledger. An order and an invoice are promises: they post nothing. */
export const tradeKinds: readonly EntryKind[] = [
  {
    name: 'trade.sale',
    meaning: { ja: '商品の代金の入金', en: 'Payment for goods sold' },
    counts: 'exchange',
    documentPath: (paymentId) => `/trade/payments/${paymentId}`,
    documentAccess: 'payment.match',
  },
  {
    name: 'trade.refund',
    meaning: { ja: '返品の代金の返金', en: 'Refund for goods sent back' },
    counts: 'exchange',
    documentPath: (paymentId) => `/trade/payments/${paymentId}`,
    documentAccess: 'payment.match',
  },
  {
    name: 'trade.payout',
    meaning: { ja: '生産者への支払い', en: 'Payout to a producer' },
    counts: 'exchange',
    documentPath: (payoutId) => `/trade/payouts/${payoutId}`,
    documentAccess: 'payout.pay',
  },
  {
    name: 'trade.grant',
    meaning: { ja: '補助金・寄付の受け取り', en: 'Grant or gift received' },
    counts: 'transfer',
    documentPath: (grantId) => `/trade/grants/${grantId}`,
    documentAccess: 'payment.match',
  },
  {
    name: 'trade.investment',
    meaning: { ja: '出資の受け取り', en: 'Investment received' },
    counts: 'transfer',
    documentPath: (grantId) => `/trade/grants/${grantId}`,
    documentAccess: 'payment.match',
  },
  ...expenseKinds(),
]
