import { z } from '@hono/zod-openapi'
import { isId } from '#kit/ids.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { House } from '#http/house.ts'
import type { Audited } from '#http/routes.ts'
import type { Actor } from '#parties/actors.ts'
import { type Page, toCursor } from '#parties/cursors.ts'
import type { Permission } from '#parties/policy.ts'
import { isUsualDay, numberInQuery } from './fields.ts'
import { type Text, both } from './language.ts'
import type { RefusalName } from './refusals.ts'

export const tags = [
  'region',
  'circulation',
  'ledger',
  'parties',
  'products',
  'stock',
  'orders',
  'buyers',
  'quotes',
  'cycles',
  'money',
  'points',
  'wood',
  'reports',
  'webhooks',
] as const
export type Tag = (typeof tags)[number]

type Fields = z.ZodObject
type Nothing = z.ZodObject<Record<never, never>>

/** A file instead of JSON: an invoice's PDF, a bank's file. */
export interface FileAnswer {
  readonly mediaType: string
  readonly about: Text
}
export interface FileMade {
  readonly bytes: Uint8Array
  readonly name: string
}

/** What one address of the API does. `access` is required: an endpoint without it does not compile. */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below `/api/v1`, with its parameters in braces. */
  readonly path: `/${string}`
  readonly name: string
  readonly tag: Tag
  readonly access: Permission
  readonly summary: Text
  readonly about?: Text
  readonly params?: Fields
  readonly query?: Fields
  readonly body?: Fields
  readonly answer: z.ZodType | FileAnswer
  /** 201 when something new has an address now. */
  readonly status: 200 | 201
  /** A list that goes on: `next` becomes a `Link` too. */
  readonly paged: boolean
  /** What a person can mend, by name; the document lists them. */
  readonly refuses: readonly RefusalName[]
  /** `house` for the few that depend on where this server stands. */
  readonly run: (tx: Tx, actor: Actor, input: unknown, house: House) => Promise<unknown>
  /** What the audit page says of it. Left out when the use-case writes its own row. */
  readonly audit?: (answer: unknown, input: unknown) => Audited
  /** The longest body, 2 MB unless told: files travel in base64. */
  readonly mostBytes: number
  /** Fields of the answer that are shown once and not remembered with its request key. */
  readonly shownOnce: readonly string[]
}

type Frozen<T> = T extends string | number | boolean | null | undefined
  ? T // also those with a brand, which look like objects otherwise
  : T extends (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Frozen<T[K]> }
      : T

type Given<A extends z.ZodType | FileAnswer> = A extends z.ZodType ? Frozen<z.output<A>> : FileMade
type Input<P extends Fields, Q extends Fields, B extends Fields> = z.output<P> & z.output<Q> & z.output<B>

interface Declared<P extends Fields, Q extends Fields, B extends Fields> extends Omit<
  Endpoint,
  | 'params'
  | 'query'
  | 'body'
  | 'answer'
  | 'run'
  | 'audit'
  | 'refuses'
  | 'status'
  | 'paged'
  | 'shownOnce'
  | 'mostBytes'
> {
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly status?: Endpoint['status']
  readonly shownOnce?: readonly string[]
  readonly mostBytes?: number
}

const usualBytes = 2 * 1024 * 1024

/**
 * Declares an endpoint. The compiler compares what `run` answers with the answer's schema, and its refusals with
 * `refuses`: one that is not named here does not compile, so the document never leaves one out.
 */
export function endpoint<
  A extends z.ZodType | FileAnswer,
  const N extends RefusalName = never,
  P extends Fields = Nothing,
  Q extends Fields = Nothing,
  B extends Fields = Nothing,
>(
  declared: Declared<P, Q, B> & {
    readonly answer: A
    readonly refuses?: readonly N[]
    readonly run: (
      tx: Tx,
      actor: Actor,
      input: Input<P, Q, B>,
      house: House,
    ) => Promise<NoInfer<Given<A> | Refusal<N>>>
    readonly audit?: (answer: NoInfer<Given<A>>, input: Input<P, Q, B>) => Audited
  },
): Endpoint {
  const plain = { refuses: [], status: 200, paged: false, shownOnce: [], mostBytes: usualBytes, ...declared }
  return plain as unknown as Endpoint
}

/** Which piece of a list is asked for. */
export interface Piece {
  readonly limit: number
  readonly cursor?: string
}

const usualLimit = 50

/** Declares a list: `limit` and `cursor` come with it, and the answer is `{items, next}`. */
export function list<
  I extends z.ZodType,
  const N extends RefusalName = never,
  P extends Fields = Nothing,
  Q extends Fields = Nothing,
>(
  declared: Omit<Declared<P, Q, Nothing>, 'method' | 'body'> & {
    readonly item: I
    /** The longest piece: 200 unless told. */
    readonly most?: number
    /** What the keys of a cursor must be: text whose last is an id, unless told. */
    readonly keys?: (keys: readonly string[]) => boolean
    readonly refuses?: readonly N[]
    readonly run: (
      tx: Tx,
      actor: Actor,
      input: Input<P, Q, Nothing>,
      piece: Piece,
    ) => Promise<NoInfer<Page<Frozen<z.output<I>>> | Refusal<N>>>
  },
): Endpoint {
  const { item, most = 200, keys = endInId, run, ...rest } = declared
  const query = z.strictObject({
    ...declared.query?.shape,
    limit: numberInQuery(
      `一度に返す数。はじめは${Math.min(usualLimit, most)}、最大${most}`,
      `How many at once: ${Math.min(usualLimit, most)} unless told, at most ${most}`,
      1,
      most,
    ).optional(),
    cursor: cursor(keys).optional(),
  })
  const answer = z.object({
    items: z.array(item).openapi({ description: both('この回の分', 'This piece of the list') }),
    next: z
      .string()
      .nullable()
      .openapi({
        description: both(
          '続きを取るときに cursor に渡す文字列。終わりなら null',
          'What to give as cursor for the next piece; null at the end',
        ),
        example: null,
      }),
  })
  return {
    refuses: [],
    shownOnce: [],
    mostBytes: usualBytes,
    ...rest,
    method: 'get',
    status: 200,
    paged: true,
    query,
    answer,
    run: async (tx, actor, input) => {
      const { limit = Math.min(usualLimit, most), cursor: from, ...own } = input as Partial<Piece> & object
      const page = await run(tx, actor, own as Input<P, Q, Nothing>, { limit, cursor: from })
      return 'rows' in page ? { items: page.rows, next: page.next ?? null } : page
    },
  }
}

type Keys = (keys: readonly string[]) => boolean
const endInId: Keys = (keys) => isId(keys.at(-1))

/** What `next` gave: sort keys as text. Text that cannot be one is refused: beginning again would send a program in circles. */
const cursor = (fits: Keys) =>
  z
    .string()
    .max(1000)
    .refine((given) => isCursor(given, fits), 'cursor')
    .openapi({
      description: both('前の回の next', 'The next of the piece before'),
      example: 'WyLjgoLjgoIiLCLmoYMiLCIwMTkzOGY1ZS03YzAwLTdhM2ItOWQyMS01YjdmMGMyZTRhNjEiXQ',
    })

function isCursor(given: string, fits: Keys): boolean {
  try {
    const keys: unknown = JSON.parse(Buffer.from(given, 'base64url').toString())
    return Array.isArray(keys) && keys.every((key) => typeof key === 'string') && fits(keys)
  } catch {
    return false
  }
}

/** Cursors of lists by day: the day, then the id. */
export const dayThenId: Keys = ([on = '', id]) => isUsualDay(on) && isId(id)

/** The first `limit` rows of a page that a use-case made of a length of its own. */
export function firstOf<Row>(
  page: Page<Row>,
  limit: number,
  keysOf: (row: Row) => readonly string[],
): Page<Row> {
  if (page.rows.length <= limit) return page
  const rows = page.rows.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: last && toCursor(keysOf(last)) }
}

export const isFile = (answer: z.ZodType | FileAnswer): answer is FileAnswer => 'mediaType' in answer
