import type { EntryKind } from '#ledger/kinds.ts'

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
    name: 'trade.expense',
    meaning: { ja: '商社の経費の支払い', en: "Payment of the company's expenses" },
    counts: 'exchange',
    documentPath: (expenseId) => `/trade/expenses/${expenseId}`,
    documentAccess: 'expense.pay',
  },
  {
    name: 'trade.wage',
    meaning: { ja: '商社の賃金の支払い', en: "Payment of the company's wages" },
    counts: 'exchange',
    documentPath: (expenseId) => `/trade/expenses/${expenseId}`,
    documentAccess: 'expense.pay',
  },
]
