import type { EntryKind } from '#ledger/kinds.ts'

const slip = (id: string): string => `/wood/intakes/${id}`
const payout = (id: string): string => `/wood/payouts/${id}`

const work = (id: string): string => `/wood/works/${id}`
const burnt = (id: string): string => `/wood/heat/days/${id}`

/** A work moves wood from store to store, and what is lost out of them: nobody is paid by it. */
const worked = (kind: string, ja: string, en: string): EntryKind => ({
  name: `wood.${kind}`,
  meaning: { ja, en },
  counts: 'move',
  documentPath: work,
  documentAccess: 'wood.make',
})

/**
 * What the room posts. Taking wood is a purchase: the yen are owed from the approval on, and what the bank moves later is the
 * same purchase being settled, so it counts no more; nor does firewood that is handed over for what was owed in it. Chips and
 * firewood that are bought of others are paid for energy: of whoever is outside, it leaves the region. CO2 is posted where heat
 * is, and nowhere else, or it would be counted twice.
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
  {
    name: 'wood.buying',
    meaning: { ja: '丸太の買い入れ', en: 'Logs bought' },
    counts: 'exchange',
    documentPath: work,
    documentAccess: 'wood.make',
  },
  {
    name: 'wood.fuel_buying',
    meaning: { ja: '薪・チップの買い入れ', en: 'Firewood or chips bought' },
    counts: 'exchange',
    energy: true,
    documentPath: work,
    documentAccess: 'wood.make',
  },
  worked('drying', '木の乾燥', 'Wood dried'),
  worked('splitting', '薪割り', 'Firewood made'),
  worked('chipping', 'チップ加工', 'Chips made'),
  worked('moving', '木の運搬', 'Wood moved between sites'),
  worked('counting', '木の棚卸し', 'Stock of wood counted'),
  worked('handing', '薪の引き渡し', 'Firewood handed over'),
  {
    name: 'wood.fuel',
    meaning: { ja: 'チップ・熱の代金', en: 'Paid for chips or heat' },
    counts: 'exchange',
    energy: true,
    documentPath: (id) => `/wood/heat/sales/${id}`,
    documentAccess: 'wood.pay',
  },
  {
    name: 'wood.heat',
    meaning: { ja: '木を燃やした熱', en: 'Heat from wood' },
    counts: 'exchange',
    documentPath: burnt,
    documentAccess: 'region.see',
  },
  {
    name: 'wood.emission',
    meaning: { ja: '石油を燃やさずにすんだCO2', en: 'CO2 that oil did not emit' },
    counts: 'memo',
    documentPath: burnt,
    documentAccess: 'region.see',
  },
]
