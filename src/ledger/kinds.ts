import type { Id } from '#kit/ids.ts'
import type { Permission } from '#parties/policy.ts'

/** How the circulation counts a kind of entry. */
export type Counts =
  | 'exchange' // paid for goods, services or work: earned, goes round, leaks
  | 'transfer' // given without return: grant, subsidy, investment
  | 'move' // between accounts of one owner or a mere passing through: not counted
  | 'memo' // not of value itself: CO2

/** An entry kind is data: a room declares it and hands it to the ledger at start. Nothing classifies by its name. */
export interface EntryKind {
  /** `room.event`, for example `trade.sale`. */
  readonly name: string
  readonly meaning: { readonly ja: string; readonly en: string }
  readonly counts: Counts
  /** Paid for energy, whoever is paid: oil, power, chips. Flows to parties of sector F are that without being told. */
  readonly energy?: true
  /** The page that opens its document. */
  readonly documentPath: (documentId: Id) => string
  /** Who may open that page: for others the document is named and not linked. */
  readonly documentAccess: Permission
}

const declared = new Map<string, EntryKind>()

/** Hands kinds to the ledger; the same kind twice with another meaning is a fault. */
export function declareKinds(kinds: readonly EntryKind[]): void {
  for (const kind of kinds) {
    const known = declared.get(kind.name)
    if (known && known !== kind) throw new Error(`entry kind ${kind.name} is declared twice`)
    if (!/^[a-z]+\.[a-z_]+$/.test(kind.name))
      throw new Error(`entry kind ${kind.name} is not named room.event`)
    declared.set(kind.name, kind)
  }
}

/** The kind of that name; posting an undeclared one is a fault. */
export function kindOf(name: string): EntryKind {
  const kind = declared.get(name)
  if (!kind) throw new Error(`entry kind ${name} is not declared: hand it to declareKinds at start`)
  return kind
}

export const allKinds = (): EntryKind[] => [...declared.values()]

/** Names of the kinds that count so. */
export const kindsThatCount = (counts: Counts): string[] =>
  allKinds()
    .filter((kind) => kind.counts === counts)
    .map((kind) => kind.name)

/** Names of the kinds that are paid for energy. */
export const energyKinds = (): string[] =>
  allKinds()
    .filter(({ energy, counts }) => energy && counts === 'exchange')
    .map(({ name }) => name)
