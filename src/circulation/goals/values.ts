/** Values of goals that are entered: one year by hand, many from a file. */
import type { Tx } from '#db/transaction.ts'
import { readTable } from '#kit/csv.ts'
import type { TableRefusal } from '#kit/csv.ts'
import { fiscalYear } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { nameKey, normalise } from '#kit/japanese.ts'
import { parseNumber } from '#kit/numbers.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { type RowFault, keepUpload, markWritten, readUpload } from '#circulation/uploads.ts'

export type ValueRefusal = Refusal<
  'not_allowed' | 'not_found' | 'source_missing' | 'not_entered_by_hand' | 'year_to_come' | 'year_wrong'
>

/** An officer enters what a goal came to in a year, or puts it right: the newest entry of a year counts. */
export async function enterValue(
  tx: Tx,
  actor: Actor,
  { goalId, year, value, source }: { goalId: Id; year: number; value: number; source: string },
): Promise<{ goalId: Id; planId: Id; name: string; year: number } | ValueRefusal> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  if (normalise(source) === '') return refuse('source_missing', { field: 'source' })
  if (year > fiscalYear(tx.today)) return refuse('year_to_come', { field: 'year' })
  const goal = await tx.q
    .selectFrom('circulation_goal')
    .select(['plan_id as planId', 'name', 'measured_by as by'])
    .where('region_id', '=', tx.region)
    .where('goal_id', '=', goalId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!goal) return refuse('not_found')
  if (goal.by !== 'entered') return refuse('not_entered_by_hand')
  await write(tx, actor, { goalId, year, value, source })
  return { goalId, planId: goal.planId, name: goal.name, year }
}

async function write(
  tx: Tx,
  actor: Actor,
  { goalId, year, value, source }: { goalId: Id; year: number; value: number; source: string },
): Promise<void> {
  await tx.q
    .insertInto('circulation_goal_value')
    .values({
      region_id: tx.region,
      value_id: newId(),
      goal_id: goalId,
      year,
      value: String(value),
      source: normalise(source),
      entered_at: tx.now,
      entered_by: actor.userId ?? null,
    })
    .execute()
}

const columns = {
  goal: { names: ['目標', '指標', '番号', 'goal', 'no'], required: true },
  year: { names: ['年度', '年', 'year', 'fiscal year'], required: true },
  value: { names: ['値', '実績', '実績値', 'value'], required: true },
  source: { names: ['出典', 'source'], required: true },
}

export type ValueFault = RowFault<'goal' | 'by_hand' | 'year' | 'value' | 'source' | 'twice'>
export interface ValueRow {
  readonly line: number
  readonly goalId: Id
  readonly goal: string
  readonly year: number
  readonly value: number
  readonly source: string
  readonly known: boolean
}
export interface ValuesPlan {
  readonly name: string
  readonly planId: Id
  readonly rows: readonly ValueRow[]
  readonly faults: readonly ValueFault[]
}

type FileRefusal = TableRefusal | Refusal<'not_allowed' | 'not_found'>

export async function uploadValues(
  tx: Tx,
  actor: Actor,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<{ uploadId: Id } | FileRefusal> {
  const table = readTable(file.bytes, columns)
  if (isRefusal(table)) return { ...table, field: 'file' }
  return await keepUpload(tx, actor, 'goal_values', file)
}

/** What a file says of a plan's goals, by their number or name: rows to write, known ones, and what is wrong with the others. */
export async function planValues(
  tx: Tx,
  actor: Actor,
  { planId, uploadId }: { planId: Id; uploadId: Id },
): Promise<ValuesPlan | FileRefusal> {
  const upload = await readUpload(tx, actor, 'goal_values', uploadId)
  if (isRefusal(upload)) return upload
  const table = readTable(upload.bytes, columns)
  if (isRefusal(table)) return table
  const goals = await tx.run<GoalName & Record<string, unknown>>(
    `select goal_id as "goalId", goal_no as no, name, measured_by as by from circulation_goal
     where region_id = $1 and plan_id = $2 and ended_at is null`,
    [tx.region, planId],
  )
  const known = await newestValues(tx, planId)
  const rows: ValueRow[] = []
  const faults: ValueFault[] = []
  const seen = new Set<string>()
  for (const { line, cells, total } of table.rows) {
    if (total) continue
    const row = rowOf(cells, line, goals, fiscalYear(tx.today))
    if ('what' in row) {
      faults.push(row)
      continue
    }
    const key = `${row.goalId} ${row.year}`
    if (seen.has(key)) faults.push({ line, what: 'twice', text: row.goal })
    else {
      seen.add(key)
      const old = known.get(key)
      rows.push({ ...row, known: old?.value === row.value && old.source === row.source })
    }
  }
  return { name: upload.name, planId, rows, faults }
}

/** Staff has looked at a file and writes its good rows. */
export async function writeValues(
  tx: Tx,
  actor: Actor,
  asked: { planId: Id; uploadId: Id },
): Promise<{ planId: Id; written: number; faults: number } | FileRefusal> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  // Two who write the same file take turns: the second finds its rows known.
  await tx.run('select 1 from circulation_upload where region_id = $1 and upload_id = $2 for update', [
    tx.region,
    asked.uploadId,
  ])
  const plan = await planValues(tx, actor, asked)
  if (isRefusal(plan)) return plan
  const fresh = plan.rows.filter((row) => !row.known)
  for (const row of fresh) await write(tx, actor, row)
  await markWritten(tx, asked.uploadId)
  return { planId: asked.planId, written: fresh.length, faults: plan.faults.length }
}

interface GoalName {
  readonly goalId: Id
  readonly no: number
  readonly name: string
  readonly by: string
}
type Cells = Readonly<Record<keyof typeof columns, string>>

function rowOf(
  cells: Cells,
  line: number,
  goals: readonly GoalName[],
  running: number,
): Omit<ValueRow, 'known'> | ValueFault {
  const goal = goals.find(
    ({ no, name }) => String(no) === cells.goal || nameKey(name) === nameKey(cells.goal),
  )
  if (!goal) return { line, what: 'goal', text: cells.goal }
  if (goal.by !== 'entered') return { line, what: 'by_hand', text: goal.name }
  const year = Number(/^(\d{4})(年度?)?$/.exec(normalise(cells.year))?.[1])
  if (!(year >= 1950 && year <= running)) return { line, what: 'year', text: cells.year }
  const value = parseNumber(cells.value)
  if (typeof value !== 'number') return { line, what: 'value', text: cells.value }
  const source = normalise(cells.source)
  if (source === '') return { line, what: 'source', text: '' }
  return { line, goalId: goal.goalId, goal: goal.name, year, value, source }
}

export interface EnteredValue {
  readonly year: number
  readonly value: number
  readonly source: string
  readonly enteredAt: Date
}

/** The value that counts for each goal and year of a plan, by `goal year`: the one entered last. */
export async function newestValues(tx: Tx, planId: Id): Promise<Map<string, EnteredValue>> {
  const rows = await tx.run<{ goalId: Id; year: number; value: string; source: string; enteredAt: Date }>(
    `select distinct on (v.goal_id, v.year) v.goal_id as "goalId", v.year, v.value::text as value, v.source,
       v.entered_at as "enteredAt"
     from circulation_goal_value v join circulation_goal g on g.region_id = $1 and g.goal_id = v.goal_id
     where v.region_id = $1 and g.plan_id = $2
     order by v.goal_id, v.year, v.entered_at desc, v.value_id desc`,
    [tx.region, planId],
  )
  return new Map(
    rows.map(({ goalId, year, value, source, enteredAt }) => [
      `${goalId} ${year}`,
      { year, value: Number(value), source, enteredAt },
    ]),
  )
}
