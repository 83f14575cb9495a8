import { type Id, newId } from '#kit/ids.ts'
import type { Unit } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import './schema.ts'

/** An account named by whose it is and what for; its unit is the flow's. */
export interface AccountRef {
  readonly party: Id
  /** `cash`, `tax`, `points`, `stock`, … in lower case. */
  readonly purpose: string
}

export const cash = (party: Id): AccountRef => ({ party, purpose: 'cash' })

// Accounts never change, so what was once read may be kept. Only committed ones are: see `resolve`.
const known = new Map<string, Id>()
const keyOf = (region: number, unit: Unit, { party, purpose }: AccountRef): string =>
  `${region} ${unit} ${party} ${purpose}`

/**
 * The ids of accounts, opening free ones that do not exist yet. Asks the database only for those not met before.
 * A guarded account must have been opened by `openGuarded`: a floor is a decision, not a default.
 */
export async function resolve(tx: Tx, wanted: readonly { unit: Unit; ref: AccountRef }[]): Promise<Id[]> {
  const missing = new Map<string, { unit: Unit; ref: AccountRef }>()
  for (const each of wanted) {
    const key = keyOf(tx.region, each.unit, each.ref)
    if (!known.has(key)) missing.set(key, each)
  }
  const opened = missing.size > 0 ? await readOrOpen(tx, missing) : undefined
  return wanted.map(({ unit, ref }) => {
    const key = keyOf(tx.region, unit, ref)
    const id = known.get(key) ?? opened?.get(key)
    if (!id) throw new Error(`account ${key} could not be opened`)
    return id
  })
}

async function readOrOpen(
  tx: Tx,
  missing: ReadonlyMap<string, { unit: Unit; ref: AccountRef }>,
): Promise<Map<string, Id>> {
  const found = await read(tx, missing)
  const absent = [...missing].filter(([key]) => !found.has(key)).map(([, each]) => each)
  if (absent.length === 0) {
    for (const [key, id] of found) known.set(key, id)
    return found
  }
  await tx.q
    .insertInto('ledger_account')
    .values(
      absent.map(({ unit, ref }) => ({
        region_id: tx.region,
        account_id: newId(),
        party_id: ref.party,
        unit,
        purpose: ref.purpose,
        guarded: false,
        opened_at: tx.now,
      })),
    )
    .onConflict((c) => c.columns(['region_id', 'party_id', 'unit', 'purpose']).doNothing())
    .execute()
  // Not kept: this transaction may still roll back and take the new accounts with it.
  return await read(tx, missing)
}

async function read(
  tx: Tx,
  wanted: ReadonlyMap<string, { unit: Unit; ref: AccountRef }>,
): Promise<Map<string, Id>> {
  const list = [...wanted.values()]
  const rows = await tx.run<{ account_id: Id; party_id: Id; unit: Unit; purpose: string }>(
    `select a.account_id, a.party_id, a.unit, a.purpose
     from unnest($2::uuid[], $3::text[], $4::text[]) w (party, unit, purpose)
     join ledger_account a on a.region_id = $1 and a.party_id = w.party and a.unit = w.unit and a.purpose = w.purpose`,
    [tx.region, list.map((w) => w.ref.party), list.map((w) => w.unit), list.map((w) => w.ref.purpose)],
  )
  return new Map(
    rows.map((row) => [
      keyOf(tx.region, row.unit, { party: row.party_id, purpose: row.purpose }),
      row.account_id,
    ]),
  )
}

/** Opens an account whose balance is kept and may not fall below `floor` (steps of the unit). */
export async function openGuarded(tx: Tx, unit: Unit, ref: AccountRef, floor = 0): Promise<Id> {
  const accountId = newId()
  await tx.q
    .insertInto('ledger_account')
    .values({
      region_id: tx.region,
      account_id: accountId,
      party_id: ref.party,
      unit,
      purpose: ref.purpose,
      guarded: true,
      opened_at: tx.now,
    })
    .execute()
  await tx.q
    .insertInto('ledger_balance')
    .values({ region_id: tx.region, account_id: accountId, balance: 0, floor })
    .execute()
  return accountId
}
