import type { Client } from 'pg'

/**
 * Takes the foreign keys off all tables, so that rows may come in any order and tables may point at each other. Answers
 * the statements that put them back, each of which checks every row. (Turning triggers off for the whole session would
 * need a superuser, which the owner of a database on someone's server is not.)
 */
export async function dropConstraints(client: Client): Promise<string[]> {
  // One that a partition has from its parent goes and comes with the parent's.
  const { rows } = await client.query<{
    on: string
    name: string
    definition: string
    remark: string | null
  }>(`
    select conrelid::regclass::text as on, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition,
      quote_literal(obj_description(oid, 'pg_constraint')) as remark
    from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0
    order by 1, 2`)
  for (const { on, name } of rows) await client.query(`alter table ${on} drop constraint ${name}`)
  return rows.flatMap(({ on, name, definition, remark }) => [
    `alter table ${on} add constraint ${name} ${definition}`,
    ...(remark === null ? [] : [`comment on constraint ${name} on ${on} is ${remark}`]),
  ])
}

/** Fills the views that keep their rows, in the order in which they were made. */
export async function refreshViews(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select oid::regclass::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'm' and relispopulated order by oid`)
  for (const { name } of rows) await client.query(`refresh materialized view ${name}`)
}

/**
 * Keeps triggers of the tables from firing: what they would add or refuse was added or allowed when the rows were first
 * written. Answers the statements that set each as it was.
 */
export async function stopTriggers(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ on: string; name: string; enabled: string }>(`
    select t.tgrelid::regclass::text as on, quote_ident(t.tgname) as name, t.tgenabled as enabled
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not t.tgisinternal and t.tgenabled <> 'D' and t.tgparentid = 0
    order by 1, 2`)
  for (const { on, name } of rows) await client.query(`alter table ${on} disable trigger ${name}`)
  const how: Readonly<Record<string, string>> = { O: 'enable', A: 'enable always', R: 'enable replica' }
  return rows.map(({ on, name, enabled }) => `alter table ${on} ${how[enabled] ?? 'enable'} trigger ${name}`)
}
