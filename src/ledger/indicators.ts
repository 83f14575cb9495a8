import type { Period } from '#kit/days.ts'
import type { Tx } from '#db/transaction.ts'
import type { Permission } from '#parties/policy.ts'

/**
 * What a room counts that is no flow: circulars read, partners registered, producers who sold. A room declares its
 * indicators as it does its kinds of entries; circulation shows them and measures goals by them, and knows nothing else
 * of the room.
 */
export interface Indicator {
  /** `room.what`, for example `trade.producers_who_sold`. */
  readonly name: string
  readonly meaning: { readonly ja: string; readonly en: string }
  /** How it is counted, in a sentence. */
  readonly definition: { readonly ja: string; readonly en: string }
  readonly unit: { readonly ja: string; readonly en: string }
  readonly value: (tx: Tx, period: Period) => Promise<number>
  /** What was counted, the newest first, at most `limit`: names only for those whose affair it is. */
  readonly evidence: (tx: Tx, period: Period, limit: number) => Promise<readonly Evidence[]>
  /** Who may see the evidence; the value is everyone's. */
  readonly evidenceAccess: Permission
}

export interface Evidence {
  readonly label: string
  readonly href?: string
}

const declared = new Map<string, Indicator>()

/** Hands indicators to the house; the same name twice is a fault. */
export function declareIndicators(indicators: readonly Indicator[]): void {
  for (const indicator of indicators) {
    const known = declared.get(indicator.name)
    if (known && known !== indicator) throw new Error(`indicator ${indicator.name} is declared twice`)
    if (!/^[a-z]+\.[a-z_]+$/.test(indicator.name))
      throw new Error(`indicator ${indicator.name} is not named room.what`)
    declared.set(indicator.name, indicator)
  }
}

export const indicatorOf = (name: string): Indicator | undefined => declared.get(name)
export const allIndicators = (): Indicator[] => [...declared.values()]
