/** Rows of a list, and the cursor of the next page; none on the last. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | undefined
}

/** Where the next page of a list begins: the sort key of the last row shown, as text for an address line. */
export function toCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/** A page of at most `limit` from rows that were read one beyond it: the one too many says that there is a next page. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keysOf: (last: Row) => readonly string[],
): Page<Row> {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { rows: rows.slice(0, limit), next: last && toCursor(keysOf(last)) }
}

/** The keys in a cursor; undefined for text that is none, so that a broken address line shows the first page. */
export function fromCursor(cursor: string, length: number): readonly string[] | undefined {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Array.isArray(keys) || keys.length !== length) return undefined
    return keys.every((each) => typeof each === 'string') ? keys : undefined
  } catch {
    return undefined
  }
}
