import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'

/**
 * The form of a backup: gzip of text, so that in need a person can read it and load it with psql.
 *
 *     {"format":"yuinowa-backup","formatVersion":1,"schemaVersion":12,…}
 *     {"table":"party_party","columns":["region_id",…]}     then its rows as COPY writes them, then a line \.
 *     {"sequences":[{"name":"…","last":"7","called":true}]}
 *     {"rows":{"party_party":120,…},"sha256":"…"}           the sum of every byte above this line
 */
const formatVersion = 1

const head = z.object({
  format: z.literal('yuinowa-backup'),
  formatVersion: z.int().positive(),
  /** The newest migration of the database it was taken from. */
  schemaVersion: z.int().positive(),
  /** ISO 8601, UTC. */
  madeAt: z.string(),
  postgresql: z.string(),
})
const table = z.object({ table: z.string(), columns: z.array(z.string()) })
const sequence = z.object({ name: z.string(), last: z.string(), called: z.boolean() })
const sequences = z.object({ sequences: z.array(sequence) })
const tail = z.object({ rows: z.record(z.string(), z.int().nonnegative()), sha256: z.string() })

export type Head = z.infer<typeof head>
export type Table = z.infer<typeof table>
export type Sequence = z.infer<typeof sequence>
/** How many rows each table has. */
export type RowCounts = Readonly<Record<string, number>>

export type Part =
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'table'; readonly table: Table }
  /** Whole rows of the table that was named last. */
  | { readonly kind: 'rows'; readonly lines: Buffer }
  | { readonly kind: 'end of rows' }
  | { readonly kind: 'sequences'; readonly sequences: readonly Sequence[] }
  /** Comes only when the sum and the counts are right. */
  | { readonly kind: 'tail'; readonly rows: RowCounts }

/** What is wrong with a backup or with the database it is to go into: a sentence in Japanese, then in English. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault'
}
export function backupFault(ja: string, en: string, cause?: unknown): BackupFault {
  return new BackupFault(`${ja}\n${en}`, { cause })
}

/** Ends the rows of a table. COPY writes a backslash in a value as two, so no row looks like this. */
const endOfRows = Buffer.from('\\.\n')
const newline = 10

/** How many lines these bytes end. */
function linesIn(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) lines++
  return lines
}

function line(content: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(content)}\n`)
}

/** Writes the text of a backup, part by part; keeps the sum and the counts as it goes. */
export function backupWriter(): {
  head(about: Omit<Head, 'format' | 'formatVersion'>): Buffer
  table(of: Table): Buffer
  rows(lines: Buffer): Buffer
  endOfRows(): Buffer
  sequences(list: readonly Sequence[]): Buffer
  tail(): Buffer
  readonly counts: RowCounts
} {
  const hash = createHash('sha256')
  const counts: Record<string, number> = {}
  let current = ''
  const summed = (bytes: Buffer): Buffer => (hash.update(bytes), bytes)
  return {
    counts,
    head: (about) => summed(line({ format: 'yuinowa-backup', formatVersion, ...about })),
    table(of) {
      current = of.table
      counts[current] = 0
      return summed(line(of))
    },
    rows(lines) {
      counts[current] = (counts[current] ?? 0) + linesIn(lines)
      return summed(lines)
    },
    endOfRows: () => summed(endOfRows),
    sequences: (list) => summed(line({ sequences: list })),
    tail: () => line({ rows: counts, sha256: hash.digest('hex') }),
  }
}

/**
 * Reads a backup from its first byte to its last, as it flows. Throws `BackupFault` when the file is not a backup, is
 * of a newer form, or when anything in it is missing, changed or too much; what was read until then must not be kept.
 */
export async function* readBackup(file: string): AsyncGenerator<Part> {
  const text = pipeline(createReadStream(file), createGunzip({ chunkSize: 1 << 18 }), () => undefined)
  try {
    yield* parse(text as AsyncIterable<Buffer>, file)
  } catch (error) {
    throw readingFault(error, file)
  }
}

async function* parse(chunks: AsyncIterable<Buffer>, file: string): AsyncGenerator<Part> {
  const hash = createHash('sha256')
  const counts: Record<string, number> = {}
  let inRowsOf: string | undefined
  let last: Part['kind'] | undefined
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (rest.length > 0) {
      if (last === 'tail') throw damaged(file, 'something follows its end')
      if (inRowsOf !== undefined) {
        const end = endIn(rest)
        const whole = end === -1 ? rest.lastIndexOf(newline) + 1 : end
        const lines = rest.subarray(0, whole)
        hash.update(lines)
        counts[inRowsOf] = (counts[inRowsOf] ?? 0) + linesIn(lines)
        if (whole > 0) yield { kind: 'rows', lines }
        rest = rest.subarray(whole)
        if (end === -1) break
        hash.update(endOfRows)
        rest = rest.subarray(endOfRows.length)
        inRowsOf = undefined
        yield { kind: 'end of rows' }
      } else {
        const length = rest.indexOf(newline) + 1
        if (length === 0) break
        const bytes = rest.subarray(0, length)
        rest = rest.subarray(length)
        const part = partOf(bytes, {
          file,
          first: last === undefined,
          counts,
          sum: () => hash.copy().digest('hex'),
        })
        hash.update(bytes)
        last = part.kind
        if (part.kind === 'table') counts[(inRowsOf = part.table.table)] = 0
        yield part
      }
    }
  }
  if (last !== 'tail' || rest.length > 0) throw damaged(file, 'its end is missing')
}

/** Where the rows end in these bytes, which begin at the beginning of a line; −1 when they do not. */
function endIn(bytes: Buffer): number {
  if (bytes.subarray(0, endOfRows.length).equals(endOfRows)) return 0
  const at = bytes.indexOf('\n\\.\n')
  return at === -1 ? -1 : at + 1
}

interface Reading {
  readonly file: string
  readonly first: boolean
  readonly counts: RowCounts
  sum(): string
}

function partOf(bytes: Buffer, { file, first, counts, sum }: Reading): Part {
  const content = jsonOf(bytes)
  if (first) {
    const found = head.safeParse(content)
    if (!found.success) throw notABackup(file)
    if (found.data.formatVersion > formatVersion) throw newerForm(file, found.data.formatVersion)
    return { kind: 'head', head: found.data }
  }
  const ofTable = table.safeParse(content)
  if (ofTable.success) return { kind: 'table', table: ofTable.data }
  const ofSequences = sequences.safeParse(content)
  if (ofSequences.success) return { kind: 'sequences', sequences: ofSequences.data.sequences }
  const ofTail = tail.safeParse(content)
  if (!ofTail.success) throw damaged(file, 'a line is unreadable')
  if (ofTail.data.sha256 !== sum()) throw damaged(file, 'its checksum differs')
  const { rows } = ofTail.data
  const names = new Set([...Object.keys(rows), ...Object.keys(counts)])
  for (const name of names)
    if (rows[name] !== counts[name])
      throw damaged(file, `${name}: ${counts[name] ?? 0} rows instead of ${rows[name] ?? 0}`)
  return { kind: 'tail', rows }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

function readingFault(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const code = String(error.code)
  if (error.message === 'incorrect header check') return notABackup(file)
  if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return damaged(file, error.message, error)
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return backupFault(
      `バックアップのファイル ${file} を読めません。名前と権限を確かめてください。`,
      `The backup ${file} cannot be read. Check its name and permissions.`,
      error,
    )
  return error
}

function damaged(file: string, what: string, cause?: unknown): BackupFault {
  return backupFault(
    `${file} は壊れているか途中で切れているので使えません（${what}）。別のバックアップを使ってください。データベースは変えていません。`,
    `${file} is damaged or cut short and cannot be used (${what}). Use another backup. The database was not changed.`,
    cause,
  )
}
function notABackup(file: string): BackupFault {
  return backupFault(
    `${file} は結いの輪のバックアップではありません。データベースは変えていません。`,
    `${file} is not a backup of Yuinowa. The database was not changed.`,
  )
}
function newerForm(file: string, version: number): BackupFault {
  return backupFault(
    `${file} は新しい版のプログラムのバックアップです（形式 ${version}）。その版で復元してください。`,
    `${file} was written by a newer version of the program (form ${version}). Restore it with that version.`,
  )
}
