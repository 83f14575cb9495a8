import pg from 'pg'

/**
 * How PostgreSQL's types come out, decided here once: int8 as a number inside the safe range (else an error), numeric
 * as text (parameters are read by kit), date as `YYYY-MM-DD`, timestamptz as Date, jsonb parsed.
 */
const int8 = 20
const date = 1082
const dateArray = 1182
const int8Array = 1016

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError(`${text} from the database is outside the safe range`)
  return value
}
const list = (text: string): string[] => (text === '{}' ? [] : text.slice(1, -1).split(','))

const own = new Map<number, (text: string) => unknown>([
  [int8, safeInteger],
  [date, (text) => text],
  [int8Array, (text) => list(text).map(safeInteger)],
  [dateArray, list],
])

export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    own.get(oid) ?? pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}
