/** For the test that walks all endpoints: what is asked of the circulation, and its input-output tables. */
import type { Api } from './testing.ts'
import { type Case, done } from './cases.testing.ts'
import { exampleId } from './fields.ts'

const unknown = (name: string, body?: unknown) => () => ({ path: { [name]: exampleId }, body, status: 404 })
const badQuery = (query: Record<string, string>) => () => ({ query, status: 422 })

const tableFile = `部門,農業,製造業,サービス,最終需要計,移輸出,（控除）移輸入,生産額
農業,10,20,5,45,30,-10,100
製造業,20,40,25,90,85,-60,200
サービス,10,30,40,200,30,-10,300
雇用者所得,30,60,130
粗付加価値計,60,110,230
生産額,100,200,300
`
const newTable = {
  name: '試しの表',
  year: 2020,
  source: '試験',
  unitYen: 1_000_000,
  fileName: 't.csv',
  content: Buffer.from(tableFile).toString('base64'),
}

/** A published table of three sectors. */
async function ioTable(api: Api): Promise<string> {
  const { tableId = '' } = await done(api, 'officer', '/circulation/tables', newTable)
  await done(api, 'officer', `/circulation/tables/${tableId}/publication`, { published: true }, 'PUT')
  return tableId
}

export function circulationCases(api: Api): Record<string, Case> {
  return {
    readCircle: {
      as: 'visitor',
      good: () => ({ query: { month: '2026-11' } }),
      bad: badQuery({ month: '2026-13' }),
    },
    readFigures: {
      as: 'visitor',
      good: () => ({ query: { from: '2026-01', to: '2026-11' } }),
      bad: badQuery({ from: '2026-11', to: '2026-01' }),
    },
    listPlans: { as: 'visitor', good: () => ({}) },
    readLm3: {
      as: 'visitor',
      good: () => ({ query: { year: '2026' } }),
      bad: badQuery({ year: '1' }),
    },
    listTables: { as: 'visitor', good: () => ({}) },
    enterTable: {
      as: 'officer',
      good: () => ({ body: newTable }),
      bad: () => ({
        body: { ...newTable, content: Buffer.from('部門,農業').toString('base64') },
        status: 422,
      }),
    },
    publishTable: {
      as: 'officer',
      good: async () => ({ path: { tableId: await ioTable(api) }, body: { published: false } }),
      bad: unknown('tableId', { published: true }),
    },
    readTable: {
      as: 'visitor',
      good: async () => ({ path: { tableId: await ioTable(api) } }),
      bad: unknown('tableId'),
    },
    readImpact: {
      as: 'visitor',
      good: async () => ({ path: { tableId: await ioTable(api) }, query: { lines: '0:12000000,2:5:80' } }),
      bad: async () => ({ path: { tableId: await ioTable(api) }, query: { lines: '9:1' }, status: 422 }),
    },
    readMultiplier: {
      as: 'visitor',
      good: () => ({ query: { year: '2026', to: 'company' } }),
      bad: badQuery({ to: 'nobody' }),
    },
    readStreams: { as: 'visitor', good: () => ({}), bad: badQuery({ from: '0000-01' }) },
    listFlows: {
      as: 'visitor',
      good: () => ({ query: { from: '2026-01', to: '2026-11', crossing: 'in', limit: '2' } }),
      bad: badQuery({ payer: 'inside-nobody' }),
    },
  }
}
