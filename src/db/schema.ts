/**
 * The tables, as Kysely sees them. Each floor and room adds its own in its `schema.ts`:
 * `declare module '#db/schema.ts' { interface Tables { wood_intake: IntakeTable } }`.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging, so it begins with the floor's own
export interface Tables {
  db_counter: CounterTable
}

export interface CounterTable {
  region_id: number
  name: string
  year: number
  last: number
}
