import pg from 'pg'

/** A field as PostgreSQL sends it in binary: bytea as its bytes, text as UTF-8, int4 and int8 big-endian. */
export type BinaryRow = readonly (Buffer | null)[]

/**
 * Reads the rows of a select by COPY in binary: for packed bytes by the million, which as an ordinary answer would come
 * as text of twice the length. COPY takes no parameters, so the values are written into the text as literals.
 */
export async function copyOut(
  client: pg.PoolClient,
  text: string,
  values: readonly Literal[],
): Promise<BinaryRow[]> {
  const filled = text.replace(/\$(\d+)/g, (_, n: string) => literalOf(values[Number(n) - 1]))
  const chunks: Buffer[] = []
  await new Promise<void>((resolve, reject) => {
    const query = new pg.Query(`copy (${filled}) to stdout (format binary)`)
    query.on('error', reject)
    query.on('end', () => resolve())
    // The driver's own query passes over what COPY sends. Its buffer is used again for what comes next: hence the copy.
    client.query(
      Object.assign(query, {
        handleCopyData: ({ chunk }: { chunk: Buffer }) => void chunks.push(Buffer.from(chunk)),
      }),
    )
  })
  return rowsOf(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks))
}

export type Literal = string | number | readonly string[] | null

function literalOf(value: Literal | undefined): string {
  if (value === undefined) throw new RangeError('a value of the statement is missing')
  if (value === null) return 'null'
  if (typeof value === 'string') return pg.escapeLiteral(value)
  if (typeof value === 'number') return String(value)
  return value.length === 0 ? `'{}'` : `array[${value.map((each) => pg.escapeLiteral(each)).join(',')}]`
}

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')

/** COPY's binary form: a signature, flags and an extension; each row a count of fields; each field its length (-1 is null). */
function rowsOf(bytes: Buffer): BinaryRow[] {
  if (!bytes.subarray(0, signature.length).equals(signature))
    throw new Error('this is not what COPY sends in binary')
  let at = signature.length + 4
  at += 4 + bytes.readInt32BE(at)
  const rows: BinaryRow[] = []
  for (;;) {
    const fields = bytes.readInt16BE(at)
    at += 2
    if (fields === -1) return rows
    const row: (Buffer | null)[] = []
    for (let n = 0; n < fields; n++) {
      const length = bytes.readInt32BE(at)
      at += 4
      row.push(length === -1 ? null : bytes.subarray(at, at + length))
      at += Math.max(length, 0)
    }
    rows.push(row)
  }
}
