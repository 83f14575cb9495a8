/** For tests: the flows of yen as the tables have them, read past all totals and views. */
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'

/** A flow as the tables have it, and as this test reads it by itself: no total, no view of the house. */
export interface Raw {
  readonly on: Day
  readonly kind: string
  readonly amount: number
  readonly crossing: 'in' | 'out' | 'within' | 'beyond'
  readonly payer: Party
  readonly payee: Party
}
export interface Party {
  readonly id: Id
  readonly name: string
  readonly kind: string
  readonly sector: string | null
  readonly town: string | null
}

export async function rawFlows(tx: Tx): Promise<Raw[]> {
  const parties = await tx.run<Party & Record<string, unknown>>(
    'select party_id as id, name, kind, sector, town from party',
  )
  const sides = await tx.run<{ id: Id; side: string; from: Day; to: Day | null }>(
    'select party_id as id, side, valid_from as "from", valid_to as "to" from party_side',
  )
  const accounts = await tx.run<{ id: Id; party: Id }>(
    'select account_id as id, party_id as party from ledger_account',
  )
  const flows = await tx.run<{ on: Day; kind: string; amount: number; reversal: boolean; from: Id; to: Id }>(
    `select occurred_on as "on", kind, amount, reversal, from_account as "from", to_account as "to" from ledger_flow
     where unit = 'JPY'`,
  )
  const partyOf = new Map(parties.map((party) => [party.id, party]))
  const ownerOf = new Map(accounts.map(({ id, party }) => [id, partyOf.get(party) as Party]))
  const inside = ({ id }: Party, on: Day): boolean =>
    sides.some((each) => each.id === id && each.side === 'inside' && each.from <= on && on <= (each.to ?? on))
  return flows.map(({ on, kind, amount, reversal, from, to }) => {
    const [giver, taker] = [ownerOf.get(from) as Party, ownerOf.get(to) as Party]
    const [payer, payee] = reversal ? [taker, giver] : [giver, taker]
    const crossing = inside(payer, on)
      ? inside(payee, on)
        ? 'within'
        : 'out'
      : inside(payee, on)
        ? 'in'
        : 'beyond'
    return { on, kind, amount: reversal ? -amount : amount, crossing, payer, payee }
  })
}
