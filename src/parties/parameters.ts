import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from './actors.ts'
import { record } from './audit.ts'
import { putDated, validOn } from './dated.ts'
import { exactOf, isDecimal } from './exact.ts'
import type { Exact } from './exact.ts'
import { parameterSeeds } from './parameter-seeds.ts'
import { may } from './policy.ts'

/** A legal or tariff number as it was on a day. The unit is the last word of its name: `tax.reduced_pct`. */
export interface Parameter {
  readonly name: string
  readonly from: Day
  readonly to: Day | null
  /** For showing and for what is not money. Money is worked out with `exact`. */
  readonly value: number
  readonly exact: Exact
  readonly source: string
  /** False until somebody compared it with the law's own text; pages then say 要確認. */
  readonly confirmed: boolean
}

/** `text` is the value as it was given: `70`, `2.75`. */
interface ParameterRow extends Omit<Parameter, 'value' | 'exact'> {
  readonly text: string
}
const columns =
  'p.name, p.valid_from as "from", p.valid_to as "to", p.value::text as "text", p.source, p.confirmed'

/**
 * The number that held on a day: the day of the event, not today. One that is missing is a fault: nobody may guess a
 * tax rate, so whoever adds a rule seeds its numbers for every day it can be asked of.
 */
export async function parameterOn(tx: Tx, name: string, day: Day): Promise<Parameter> {
  const [row] = await tx.run<ParameterRow>(
    `select ${columns} from party_parameter p
     where p.region_id = $1 and p.name = $2 and ${validOn('p', '$3')}`,
    [tx.region, name, day],
  )
  if (!row) throw new Error(`the parameter ${name} has no value on ${day}`)
  return parameterFrom(row)
}

/** Every number with its days and source, by name and day; with `day` only those that hold on it. */
export async function listParameters(tx: Tx, day?: Day): Promise<Parameter[]> {
  const rows = await tx.run<ParameterRow>(
    `select ${columns} from party_parameter p
     where p.region_id = $1 and ($2::date is null or ${validOn('p', '$2')})
     order by p.name, p.valid_from`,
    [tx.region, day ?? null],
  )
  return rows.map(parameterFrom)
}

export interface NewParameter {
  readonly name: string
  readonly from: Day
  /** A decimal number as text, so that what was typed is what is kept. */
  readonly value: string
  readonly source: string
  readonly confirmed: boolean
}

export type ParameterRefusal = Refusal<
  'not_allowed' | 'parameter_name_form' | 'value_not_a_number' | 'source_missing'
>

/** Staff enters a number from a day on; the one before ends the day before. A number without its source is refused. */
export async function setParameter(
  tx: Tx,
  actor: Actor,
  input: NewParameter,
): Promise<{ name: string } | ParameterRefusal> {
  if (!may(actor.role, 'parameter.set')) return refuse('not_allowed')
  const value = normalise(input.value)
  const source = normalise(input.source)
  if (!/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/.test(input.name))
    return refuse('parameter_name_form', { field: 'name' })
  if (!isDecimal(value) || value.length > 15) return refuse('value_not_a_number', { field: 'value' })
  if (source === '') return refuse('source_missing', { field: 'source' })

  await putDated(tx, 'party_parameter', input.name, input.from, {
    value,
    source,
    confirmed: input.confirmed,
  })
  const detail = `${input.name} ${input.from} ${value}`
  await record(tx, actor, { action: 'parameter.set', detail })
  return { name: input.name }
}

/** The numbers of the law with which a new region starts. */
export async function seedParameters(tx: Tx): Promise<void> {
  for (const { name, from, value, source, confirmed } of parameterSeeds)
    await putDated(tx, 'party_parameter', name, from, { value, source, confirmed })
}

function parameterFrom({ text, ...row }: ParameterRow): Parameter {
  return { ...row, value: Number(text), exact: exactOf(text) }
}
