import type { Kysely } from 'kysely'
import type pg from 'pg'
import { type Clock, systemClock } from '#kit/clock.ts'
import { type Day, dayAt } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type BinaryRow, type Literal, copyOut } from './copy-out.ts'
import { kyselyOn, nameOf } from './kysely.ts'
import type { Database } from './pool.ts'
import type { Tables } from './schema.ts'

declare const madeHere: unique symbol

/**
 * A transaction that knows its region and its moment. It can be made only here, and there is no global handle, so
 * what a use-case writes is written together or not at all, and never to another region.
 */
export interface Tx {
  readonly [madeHere]: true
  /** The municipality's six-digit code as a number: first in every key. Conditions name it too, for Citus. */
  readonly region: number
  readonly now: Date
  /** The day of `now` in Asia/Tokyo. */
  readonly today: Day
  /** Typed queries. */
  readonly q: Kysely<Tables>
  /** One statement of our own SQL, prepared by name; for functions and sums that Kysely would only obscure. */
  run<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** The rows of a select in binary, for packed bytes by the million: see copy-out.ts. */
  copy(text: string, values?: readonly Literal[]): Promise<BinaryRow[]>
  /**
   * Sends a statement whose answer nobody waits for: a row on which nothing later in the transaction depends. It is
   * answered with the commit; if it fails, the transaction fails.
   */
  send(text: string, values: readonly unknown[]): void
  /** Runs after the commit; dropped when the transaction is rolled back. */
  afterCommit(work: () => void): void
}

export interface TransactOptions {
  readonly region: number
  readonly clock?: Clock
  /** A consistent picture of one moment, which writes nothing. */
  readonly readOnly?: boolean
}

/**
 * Runs `work` in one transaction and commits. Rolls back when it throws, and when its answer is a refusal (or holds
 * one as `answer`): a refused action leaves nothing behind. Begins anew, at most four times, when the database says
 * that two transactions crossed; `work` must therefore have no effect outside it but `afterCommit`.
 */
export async function transact<T>(
  db: Database,
  options: TransactOptions,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(db, options, work)
    } catch (fault) {
      if (attempt >= 5 || !crossed(fault)) throw fault
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * attempt))
    }
  }
}

async function attemptOnce<T>(
  db: Database,
  options: TransactOptions,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const begin = beginning(options)
  const client = await db.pool.connect()
  const later: (() => void)[] = []
  let broken: Error | undefined
  // Nobody waits for the answer to `begin`: were it ever refused, every statement after it would be too.
  sendTogether(client)
  const begun = failureOf(client.query(begin))
  const sent = [begun]
  try {
    const answer = await work(txOn(client, options, { later, sent }))
    const keep = !isRefusal(answer)
    // What was only read does not depend on how its transaction ends: the end leaves with the next one's beginning.
    sendTogether(client)
    const ended = client.query(keep ? 'commit' : 'rollback')
    if (options.readOnly) ended.catch(() => undefined)
    else await ended
    // A transaction in which one of them failed was rolled back by the commit, which says so to nobody.
    const failed = (await Promise.all(sent)).find((each) => each !== undefined)
    if (failed) throw failed.fault
    if (keep) for (const each of later) each()
    return answer
  } catch (fault) {
    await client.query('rollback').catch((error: Error) => (broken = error))
    const faults = (await Promise.all(sent)).flatMap((each) => (each ? [each.fault] : []))
    throw [...faults, fault].find((each) => codeOf(each) !== onlyAborted) ?? fault
  } finally {
    client.release(broken)
  }
}

/** What the database answers to whatever follows a statement that failed: never the cause. */
const onlyAborted = '25P02'
const codeOf = (fault: unknown): unknown => (fault as { code?: unknown } | null)?.code

/** Never rejects, since it may be asked late. */
function failureOf(answer: Promise<unknown>): Promise<{ fault: unknown } | undefined> {
  return answer.then(
    () => undefined,
    (fault: unknown) => ({ fault }),
  )
}

/** All statements of this turn of the event loop leave in one write. The connection is a pipeline, so they do not wait. */
function sendTogether({ connection: { stream } }: pg.PoolClient): void {
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** Begin and settings go in one message. The role and the region last as long as the transaction. */
function beginning({ region, readOnly }: TransactOptions): string {
  if (!Number.isInteger(region) || region <= 0) throw new RangeError(`${region} is not a region`)
  const mode = readOnly ? ' isolation level repeatable read read only' : ''
  return `begin${mode}; set local role yuinowa_app; set local app.region_id = '${region}'`
}

interface Pending {
  readonly later: (() => void)[]
  readonly sent: ReturnType<typeof failureOf>[]
}

function txOn(client: pg.PoolClient, options: TransactOptions, { later, sent }: Pending): Tx {
  const now = (options.clock ?? systemClock).now()
  let q: Kysely<Tables> | undefined
  const tx: Omit<Tx, typeof madeHere> = {
    region: options.region,
    now,
    today: dayAt(now),
    get q() {
      return (q ??= kyselyOn(client))
    },
    async run<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      sendTogether(client)
      return (await client.query<Row>({ name: nameOf(text), text, values: [...values] })).rows
    },
    copy: async (text, values = []) => await copyOut(client, text, values),
    send: (text, values) => {
      sendTogether(client)
      sent.push(failureOf(client.query({ name: nameOf(text), text, values: [...values] })))
    },
    afterCommit: (work) => void later.push(work),
  }
  return tx as Tx
}

/** Serialisation failure or deadlock: nothing is wrong with the work, it only met another. */
function crossed(fault: unknown): boolean {
  const code = codeOf(fault)
  return code === '40001' || code === '40P01'
}
