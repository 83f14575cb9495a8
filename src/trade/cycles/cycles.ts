import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import { type Day, dayAt } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { emailsColumn } from '#parties/memberships.ts'
import { queueMail } from '#parties/mail.ts'
import { may } from '#parties/policy.ts'
import { hashSecret, newSecret } from '#parties/secrets.ts'
import { insertAll } from '#trade/bulk.ts'
import { companyOf } from '#trade/settings.ts'
import { type Weights, usualWeights } from './allocation-rules.ts'
import { lockCycle, setCycleState, takesAnswers } from './cycle-rows.ts'
import { cycleLetter } from './letters.ts'
import './schema.ts'
import { bookStanding } from './standing-bookings.ts'

export interface CycleInput {
  /** An existing one that did not open yet; a new one when left out. */
  readonly cycleId?: Id
  readonly name: string
  readonly opensOn: Day
  /** Until when buyers book and producers may still change what they have. */
  readonly closesAt: Date
  /** 1–14 days, after it has closed. */
  readonly deliverDays: readonly Day[]
  /** Closes when so much is booked, yen without tax. */
  readonly limitYen?: number
  readonly weights?: Weights
  readonly points?: readonly { readonly name: string; readonly address?: string }[]
  readonly producerIds: readonly Id[]
  readonly note?: string
}

export type PlanRefusal = Refusal<
  | 'not_allowed'
  | 'name_missing'
  | 'closes_too_early'
  | 'days_wrong' // detail.on
  | 'limit_wrong'
  | 'weights_wrong'
  | 'no_producers'
  | 'producer_unknown'
  | 'cycle_unknown'
  | 'already_open'
>

/** Staff plans a round: when it is open, when goods are brought, who is asked. It may be changed until it opens. */
export async function planCycle(
  tx: Tx,
  actor: Actor,
  input: CycleInput,
): Promise<{ cycleId: Id; cycleNo: string } | PlanRefusal> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  const wrong = await checkPlan(tx, input)
  if (wrong) return wrong
  const weights = input.weights ?? usualWeights
  const columns = {
    name: normalise(input.name),
    opens_on: input.opensOn,
    closes_at: input.closesAt,
    deliver_days: [...new Set(input.deliverDays)].toSorted(),
    limit_yen: input.limitYen ?? null,
    note: (input.note ?? '').trim(),
    weight_capacity: weights.capacity,
    weight_fairness: weights.fairness,
    weight_distance: weights.distance,
    weight_freshness: weights.freshness,
    changed_at: tx.now,
    changed_by: actor.userId ?? null,
  }
  const known = input.cycleId ? await lockCycle(tx, input.cycleId) : undefined
  if (input.cycleId && !known) return refuse('cycle_unknown')
  if (known && known.state !== 'planned') return refuse('already_open')
  const cycleId = known?.cycleId ?? newId()
  const cycleNo = known?.cycleNo ?? (await nextNumber(tx, 'K'))
  if (known)
    await tx.q
      .updateTable('trade_cycle')
      .set(columns)
      .where('region_id', '=', tx.region)
      .where('cycle_id', '=', cycleId)
      .execute()
  else
    await tx.q
      .insertInto('trade_cycle')
      .values({ region_id: tx.region, cycle_id: cycleId, cycle_no: cycleNo, state: 'planned', ...columns })
      .execute()
  await writePoints(tx, cycleId, input.points ?? [])
  await writeProducers(tx, cycleId, [...new Set(input.producerIds)])
  return { cycleId, cycleNo }
}

async function checkPlan(tx: Tx, input: CycleInput): Promise<PlanRefusal | undefined> {
  if (normalise(input.name) === '') return refuse('name_missing', { field: 'name' })
  const closesOn = dayAt(input.closesAt)
  if (input.closesAt <= tx.now || closesOn < input.opensOn)
    return refuse('closes_too_early', { field: 'closesAt' })
  const early = input.deliverDays.find((on) => on < closesOn)
  const count = new Set(input.deliverDays).size
  if (early || count < 1 || count > 14)
    return refuse('days_wrong', { field: 'deliverDays', detail: { on: early ?? '' } })
  if (input.limitYen !== undefined && !(Number.isSafeInteger(input.limitYen) && input.limitYen > 0))
    return refuse('limit_wrong', { field: 'limitYen' })
  const weights = Object.values(input.weights ?? usualWeights)
  const whole = weights.every((each) => Number.isSafeInteger(each) && each >= 0 && each <= 100)
  if (!whole || weights.every((each) => each === 0)) return refuse('weights_wrong', { field: 'weights' })
  const producers = [...new Set(input.producerIds)]
  if (producers.length === 0) return refuse('no_producers', { field: 'producerIds' })
  const selling = await tx.run(
    `select distinct producer_id from trade_product
     where region_id = $1 and producer_id = any ($2) and state = 'published'`,
    [tx.region, producers],
  )
  return selling.length < producers.length ? refuse('producer_unknown', { field: 'producerIds' }) : undefined
}

async function writePoints(tx: Tx, cycleId: Id, points: NonNullable<CycleInput['points']>): Promise<void> {
  await tx.run('delete from trade_cycle_point where region_id = $1 and cycle_id = $2', [tx.region, cycleId])
  const named = points.filter(({ name }) => normalise(name) !== '')
  insertAll(
    tx,
    'trade_cycle_point',
    { cycle_id: 'uuid', point_no: 'smallint', name: 'text', address: 'text' },
    named.map(({ name, address = '' }, at) => ({
      cycle_id: cycleId,
      point_no: at + 1,
      name: normalise(name),
      address: normalise(address),
    })),
  )
}

/** Who is asked no more leaves; whoever is asked already keeps what was entered. */
async function writeProducers(tx: Tx, cycleId: Id, producerIds: readonly Id[]): Promise<void> {
  await tx.run(
    `delete from trade_cycle_producer
     where region_id = $1 and cycle_id = $2 and not (producer_id = any ($3))`,
    [tx.region, cycleId, producerIds],
  )
  await tx.run(
    `update trade_availability a set offered = 0 from trade_product p
     where a.region_id = $1 and a.cycle_id = $2 and p.region_id = $1 and p.product_id = a.product_id
       and not (p.producer_id = any ($3))`,
    [tx.region, cycleId, producerIds],
  )
  await tx.run(
    `insert into trade_cycle_producer (region_id, cycle_id, producer_id, token_hash)
     select $1, $2, x.producer, x.hash from unnest($3::uuid[], $4::bytea[]) x (producer, hash)
     on conflict (region_id, cycle_id, producer_id) do nothing`,
    [tx.region, cycleId, producerIds, producerIds.map(() => hashSecret(newSecret()))],
  )
}

export type AskRefusal = Refusal<'not_allowed' | 'cycle_unknown' | 'cycle_closed'>

/**
 * Staff asks the producers what they will have: a mail to everybody who acts for them, with a link of their own that opens
 * the form without signing in. Asking again reaches those who have not answered, and their older links end.
 */
export async function askProducers(
  tx: Tx,
  actor: Actor,
  { cycleId, linkTo }: { readonly cycleId: Id; readonly linkTo: (token: string) => string },
): Promise<{ asked: number; unreachable: readonly string[]; cycleNo: string } | AskRefusal> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  const cycle = await lockCycle(tx, cycleId)
  if (!cycle) return refuse('cycle_unknown')
  if (!takesAnswers(cycle, tx.now)) return refuse('cycle_closed')
  const producers = await tx.run<{ producerId: Id; name: string; recipients: string[] }>(
    `select c.producer_id as "producerId", p.name, ${emailsColumn('c.producer_id', '$3')} as recipients
     from trade_cycle_producer c join party p on p.region_id = $1 and p.party_id = c.producer_id
     where c.region_id = $1 and c.cycle_id = $2 and c.answered_at is null order by p.kana, p.name`,
    [tx.region, cycleId, tx.today],
  )
  const company = await companyOf(tx)
  const reached = producers.filter(({ recipients }) => recipients.length > 0)
  for (const producer of reached) {
    const token = newSecret()
    await tx.run(
      `update trade_cycle_producer set token_hash = $4, told_at = $5
       where region_id = $1 and cycle_id = $2 and producer_id = $3`,
      [tx.region, cycleId, producer.producerId, hashSecret(token), tx.now],
    )
    const letter = cycleLetter({
      ...cycle,
      producer: producer.name,
      company: company.name,
      url: linkTo(token),
    })
    for (const to of producer.recipients) await queueMail(tx, { to, secret: true, ...letter })
  }
  const unreachable = producers.filter(({ recipients }) => recipients.length === 0).map(({ name }) => name)
  return { asked: reached.length, unreachable, cycleNo: cycle.cycleNo }
}

export type OpenRefusal = Refusal<
  'not_allowed' | 'cycle_unknown' | 'already_open' | 'cycle_closed' | 'nothing_offered'
>

/** Staff opens a round for buyers. Standing orders are booked first, in the order in which they were made. */
export async function openCycle(
  tx: Tx,
  actor: Actor,
  { cycleId }: { readonly cycleId: Id },
): Promise<{ cycleId: Id; cycleNo: string; standing: number; short: number } | OpenRefusal> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  const cycle = await lockCycle(tx, cycleId)
  if (!cycle) return refuse('cycle_unknown')
  if (cycle.state !== 'planned') return refuse('already_open')
  if (cycle.closesAt <= tx.now) return refuse('cycle_closed')
  const offered = await tx.run(
    'select 1 from trade_availability where region_id = $1 and cycle_id = $2 and offered > 0 limit 1',
    [tx.region, cycleId],
  )
  if (offered.length === 0) return refuse('nothing_offered')
  await setCycleState(tx, actor, cycleId, 'open')
  const booked = await bookStanding(tx, actor, { ...cycle, state: 'open' })
  return { cycleId, cycleNo: cycle.cycleNo, ...booked }
}

export type EndCycleRefusal = Refusal<'not_allowed' | 'cycle_unknown' | 'not_allocated'>

/** Staff ends a round of which not everything came: what is no order by now becomes none. */
export async function endCycle(
  tx: Tx,
  actor: Actor,
  { cycleId }: { readonly cycleId: Id },
): Promise<{ cycleId: Id; cycleNo: string } | EndCycleRefusal> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  const cycle = await lockCycle(tx, cycleId)
  if (!cycle) return refuse('cycle_unknown')
  if (cycle.state !== 'allocated') return refuse('not_allocated')
  await setCycleState(tx, actor, cycleId, 'ended')
  return { cycleId, cycleNo: cycle.cycleNo }
}

export type CancelCycleRefusal = Refusal<'not_allowed' | 'cycle_unknown' | 'already_ordered'>

/** Staff calls a round off. What was booked stays on record and becomes nothing. */
export async function cancelCycle(
  tx: Tx,
  actor: Actor,
  { cycleId }: { readonly cycleId: Id },
): Promise<{ cycleId: Id; cycleNo: string } | CancelCycleRefusal> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  const cycle = await lockCycle(tx, cycleId)
  if (!cycle || cycle.state === 'cancelled') return refuse('cycle_unknown')
  const ordered = await tx.run(
    'select 1 from trade_booking where region_id = $1 and cycle_id = $2 and order_id is not null limit 1',
    [tx.region, cycleId],
  )
  if (ordered.length > 0 || cycle.state === 'ended') return refuse('already_ordered')
  await setCycleState(tx, actor, cycleId, 'cancelled')
  return { cycleId, cycleNo: cycle.cycleNo }
}
