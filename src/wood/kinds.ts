import type { EntryKind } from '#ledger/kinds.ts'

const slip = (id: string): string => `/wood/intakes/${id}`
const payout = (id: string): string => `/wood/payouts/${id}`

/**
 * What the room posts. Taking wood is a purchase: the yen are owed from the approval on, and what the bank moves later is the
 * same purchase being settled, so it counts no more.
 */
export const woodKinds: readonly EntryKind[] = [
  {
    name: 'wood.intake',
    meaning: { ja: '間伐材などの受け入れ', en: 'Wood taken in' },
    counts: 'exchange',
    documentPath: slip,
    documentAccess: 'wood.run',
  },
  {
    name: 'wood.payout',
    meaning: { ja: '木材の代金の振込', en: 'Yen transferred for wood' },
    counts: 'move',
    documentPath: payout,
    documentAccess: 'wood.pay',
  },
]
