import { createHash } from 'node:crypto'
import type { Tx } from '#db/transaction.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { lockWord } from './dated.ts'

/** What JSON gives back as it was: no dates, functions or class instances. */
export type Json<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Date | bigint | symbol | ReadonlyMap<unknown, unknown> | ReadonlySet<unknown> | Uint8Array
    ? never
    : T extends (...input: never[]) => unknown
      ? never
      : { [K in keyof T]: Json<T[K]> }

/**
 * Does the work of a request once. The same key with the same action and content gets the first answer again and
 * nothing is done; with another content it is refused (`request_key_reused`). Two at once take turns. A refused
 * request leaves nothing behind, so it may be mended and sent again with its key.
 *
 * The answer is kept, so it holds no secret, and it comes back from JSON, so it holds no dates. Keys that an outside
 * program chooses need its party before them, or two programs that both count from 1 would meet.
 */
export async function once<T>(
  tx: Tx,
  key: string,
  action: string,
  content: unknown,
  work: (() => Promise<T>) & ([T] extends [Json<T>] ? unknown : 'the answer must survive JSON'),
): Promise<T | Refusal<'request_key_reused'>> {
  const contentHash = createHash('sha256').update(canonical(content)).digest()
  // Sent together; the second is not begun before the first is done.
  const [, [before]] = await Promise.all([
    lockWord(tx, `request:${key}`),
    tx.run<{ action: string; content_hash: Buffer; answer: unknown }>(
      'select action, content_hash, answer from party_request where region_id = $1 and request_key = $2',
      [tx.region, key],
    ),
  ])
  if (before) {
    const same = before.action === action && before.content_hash.equals(contentHash)
    return same ? (before.answer as T) : refuse('request_key_reused')
  }

  const answer = await work()
  if (isRefusal(answer)) return answer
  tx.send(
    `insert into party_request (region_id, request_key, action, content_hash, answer, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.region, key, action, contentHash, JSON.stringify(answer ?? null), tx.now],
  )
  return answer
}

/** JSON whose keys are in order, so that two clients that write the same thing in another order mean the same. */
function canonical(content: unknown): string {
  return (
    JSON.stringify(content, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    ) ?? ''
  )
}
