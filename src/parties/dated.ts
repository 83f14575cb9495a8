import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'

/**
 * Histories: rows of one thing, each valid from a day to a day, none overlapping. What was true on the day of the
 * event decides, so nothing is overwritten but a row that began on the very same day.
 */
const histories = {
  party_side: { key: 'party_id', values: ['side'] },
  party_registration: { key: 'party_id', values: ['number'] },
  party_parameter: { key: 'name', values: ['value', 'source', 'confirmed'] },
} as const
type History = keyof typeof histories
type ValueOf<H extends History> = (typeof histories)[H]['values'][number]

/**
 * Puts a row into a history from a day on. The row that ran until then ends the day before; the new one ends the day
 * before the next one that is already there, or is open. Two writers of one history take turns.
 */
export async function putDated<H extends History>(
  tx: Tx,
  history: H,
  key: string,
  from: Day,
  values: Readonly<Record<ValueOf<H>, string | boolean>>,
): Promise<void> {
  const { key: column, values: columns } = histories[history]
  await takeTurns(tx, history, key)
  await tx.run(
    `update ${history} set valid_to = $3::date - 1
     where region_id = $1 and ${column} = $2 and valid_from < $3 and (valid_to is null or valid_to >= $3)`,
    [tx.region, key, from],
  )
  const given: readonly string[] = columns
  const places = given.map((_, at) => `$${at + 4}`)
  await tx.run(
    `insert into ${history} (region_id, ${column}, valid_from, valid_to, ${given.join(', ')})
     values ($1, $2, $3, (
       select min(valid_from) - 1 from ${history} where region_id = $1 and ${column} = $2 and valid_from > $3
     ), ${places.join(', ')})
     on conflict (region_id, ${column}, valid_from) do update
     set valid_to = excluded.valid_to, ${given.map((each) => `${each} = excluded.${each}`).join(', ')}`,
    [tx.region, key, from, ...given.map((each) => values[each as ValueOf<H>])],
  )
}

/** Ends the row that is valid on its last day, and says whether there was one. Days after it have no row. */
export async function endDated(tx: Tx, history: History, key: string, lastDay: Day): Promise<boolean> {
  const { key: column } = histories[history]
  await takeTurns(tx, history, key)
  const ended = await tx.run(
    `update ${history} set valid_to = $3
     where region_id = $1 and ${column} = $2 and valid_from <= $3 and (valid_to is null or valid_to >= $3)
     returning 1`,
    [tx.region, key, lastDay],
  )
  return ended.length > 0
}

/** The condition that a row of a history is valid on a day: `validOn('s', '$2')`. Both are SQL text of our own. */
export function validOn(alias: string, day: string): string {
  return `${alias}.valid_from <= ${day} and (${alias}.valid_to is null or ${alias}.valid_to >= ${day})`
}

async function takeTurns(tx: Tx, history: History, key: string): Promise<void> {
  await lockWord(tx, `${history}:${key}`)
}

/** Others who lock the same word in this region wait until this transaction has ended. */
export async function lockWord(tx: Tx, word: string): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.region}:${word}`])
}
