import { type Id, newId } from '#kit/ids.ts'
import { type Unit, whole } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import './schema.ts'

/** An account named by whose it is and what for; its unit is the flow's. */
export interface AccountRef {
  readonly party: Id
  /** `cash`, `tax`, `points`, `stock`, … in lower case. */
  readonly purpose: string
}

export const cash = (party: Id): AccountRef => ({ party, purpose: 'cash' })

type Wanted = { readonly unit: Unit; readonly ref: AccountRef }

// Accounts never change, so what was once read may be kept: for good once the transaction that read it has committed,
// and until then for that transaction alone, since it may have opened the account itself and still roll back.
const known = new Map<string, Id>()
const seen = new WeakMap<Tx, Map<string, Id>>()
const keyOf = (region: number, { unit, ref: { party, purpose } }: Wanted): string =>
  `${region} ${unit} ${party} ${purpose}`

/**
 * The ids of accounts, opening free ones that do not exist yet. Asks the database only for those not met before.
 * A guarded account must have been opened by `openGuarded`: a floor is a decision, not a default.
 */
export async function resolve(tx: Tx, wanted: readonly Wanted[]): Promise<Id[]> {
  const own = seen.get(tx)
  const keys = wanted.map((each) => keyOf(tx.region, each))
  const missing = new Map<string, Wanted>()
  wanted.forEach((each, at) => {
    const key = keys[at] ?? ''
    if (!known.has(key) && !own?.has(key)) missing.set(key, each)
  })
  if (missing.size > 0) keep(tx, await readOrOpen(tx, missing))
  const mine = seen.get(tx)
  return keys.map((key) => {
    const id = known.get(key) ?? mine?.get(key)
    if (!id) throw new Error(`account ${key} could not be opened`)
    return id
  })
}

/** Forgets what was read of accounts: when the database does not know one, it is another database than before. */
export function forgetAccounts(): void {
  known.clear()
}

function keep(tx: Tx, found: ReadonlyMap<string, Id>): void {
  const own = seen.get(tx) ?? new Map<string, Id>()
  if (!seen.has(tx)) {
    seen.set(tx, own)
    tx.afterCommit(() => {
      for (const [key, id] of own) known.set(key, id)
    })
  }
  for (const [key, id] of found) own.set(key, id)
}

async function readOrOpen(tx: Tx, missing: ReadonlyMap<string, Wanted>): Promise<Map<string, Id>> {
  const found = await read(tx, missing)
  // In one order, so that two who open the same accounts wait for each other in a row and not in a ring.
  const absent = [...missing.keys()].filter((key) => !found.has(key)).toSorted()
  if (absent.length === 0) return found
  await tx.run(
    `insert into ledger_account (region_id, account_id, party_id, unit, purpose, guarded, opened_at)
     select $1, w.account, w.party, w.unit, w.purpose, false, $2
     from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[]) with ordinality w (account, party, unit, purpose, n)
     order by w.n
     on conflict (region_id, party_id, unit, purpose) do nothing`,
    [
      tx.region,
      tx.now,
      absent.map(() => newId()),
      ...columnsOf(absent.flatMap((key) => missing.get(key) ?? [])),
    ],
  )
  return await read(tx, missing)
}

const columnsOf = (list: readonly Wanted[]): unknown[] => [
  list.map(({ ref }) => ref.party),
  list.map(({ unit }) => unit),
  list.map(({ ref }) => ref.purpose),
]

async function read(tx: Tx, wanted: ReadonlyMap<string, Wanted>): Promise<Map<string, Id>> {
  const rows = await tx.run<{ account_id: Id; party_id: Id; unit: Unit; purpose: string }>(
    `select a.account_id, a.party_id, a.unit, a.purpose
     from unnest($2::uuid[], $3::text[], $4::text[]) w (party, unit, purpose)
     join ledger_account a on a.region_id = $1 and a.party_id = w.party and a.unit = w.unit and a.purpose = w.purpose`,
    [tx.region, ...columnsOf([...wanted.values()])],
  )
  return new Map(
    rows.map((row) => [
      keyOf(tx.region, { unit: row.unit, ref: { party: row.party_id, purpose: row.purpose } }),
      row.account_id,
    ]),
  )
}

/**
 * Opens an account whose balance is kept and may not fall below `floor` (steps of the unit; zero, or less for a line
 * of credit). An account that exists already is a fault: a free one has a past that no floor was kept in.
 */
export async function openGuarded(tx: Tx, unit: Unit, ref: AccountRef, floor = 0): Promise<Id> {
  if (whole(floor) > 0) throw new RangeError(`a new account is empty: it cannot have a floor of ${floor}`)
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
