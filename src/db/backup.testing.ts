import { Client } from 'pg'
import type { Migration } from './migrate.ts'

/** A small region with all that is awkward to bring back: for the tests of backups. */
export const ledger: Migration = {
  version: 1,
  name: 'ledger',
  sql: `
    create type colour as enum ('赤', '青');
    create domain yen as bigint check (value >= 0);
    create table account (
      id int generated always as identity primary key,
      owner int not null, -- the first of two tables that point at each other
      parent int references account,
      balance yen not null default 0
    );
    create table person (
      id serial primary key, main_account int references account deferrable initially deferred,
      name text not null unique deferrable initially deferred
    );
    alter table account add constraint owned foreign key (owner) references person;
    comment on constraint owned on account is 'whose it is';
    create table posting (
      account int not null references account, amount bigint not null, at timestamptz not null,
      doubled bigint generated always as (amount * 2) stored
    );
    create function add_up() returns trigger language plpgsql as $$
      begin update account set balance = balance + new.amount where id = new.account; return new; end $$;
    create function never() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$;
    create trigger add_up after insert on posting for each row execute function add_up();
    create trigger keep before update or delete or truncate on posting for each statement execute function never();
    create trigger off before insert on posting for each row execute function never();
    alter table posting disable trigger off;
    alter table posting enable always trigger keep;
    create table seeded (code text primary key, meaning text);
    insert into seeded values ('a', 'from the migration'), ('b', 'from the migration');
    create table "Odd ""Name""" ("select" text, "列" text[], c colour, j jsonb, b bytea, n numeric, f float8,
      d date, t timestamptz, i interval, r int4range);
    create table half_hours (day date not null, wh int[] not null) partition by range (day);
    create table half_hours_2026 partition of half_hours for values from ('2026-01-01') to ('2027-01-01');
    create table half_hours_rest partition of half_hours default;
    create table nothing_yet (id uuid primary key);
    create table guarded (region_id int primary key, word text);
    alter table guarded enable row level security;
    create policy region on guarded using (region_id = current_setting('app.region_id', true)::int);
    create view totals as select account, sum(amount) as amount from posting group by account;
    create materialized view kept_totals as select account, sum(amount) as amount from posting group by account;
    create sequence slip;
  `,
}
export const later: Migration = {
  version: 2,
  name: 'later',
  sql: `alter table person add column kana text default 'カナ'`,
}

export async function apply(url: string, steps: readonly Migration[]): Promise<void> {
  await sql(
    url,
    'create table db_migration (version int primary key, name text not null, applied_at timestamptz not null default now())',
    ...steps.flatMap((step) => [
      step.sql,
      `insert into db_migration values (${step.version}, '${step.name}')`,
    ]),
  )
}

export const contents = [
  `begin`,
  `set constraints all deferred`,
  `insert into person (name, main_account) values ('千田', 1), ('Takahashi "O''Neil"', 2)`,
  `insert into account (owner, parent) values (1, null), (2, 1), (1, 2)`,
  `insert into posting (account, amount, at) select 1 + n % 3, n, '2026-11-23T09:00:00+09'::timestamptz + n * interval '1 s' from generate_series(1, 5000) n`,
  `commit`,
  `delete from seeded where code = 'b'`,
  `insert into seeded values ('c', E'tab\\there, line\\nthere, back\\\\slash, \\\\. and \\\\N')`,
  `insert into "Odd ""Name""" values
    ('\\.', array['a,b', null, '"q"', '\\.'], '青', '{"k": [1, "\\u0001"]}', '\\x00ff0a5c2e0a', 'NaN', 'Infinity', '0044-03-15 BC', 'infinity', '1 year 2 days', '[1,5)'),
    ('', '{}', null, 'null', '', 12345678901234567890.123456789, 0.1, '9999-12-31', '1858-11-17T00:00:00Z', '-00:00:01', 'empty'),
    (null, null, null, null, null, null, null, null, null, null, null)`,
  `insert into half_hours select d::date, array_fill(7, array[48]) from generate_series('2025-12-30'::date, '2026-01-03', '1 day') d`,
  `insert into guarded values (32093, '一関'), (32158, '奥州')`,
  `refresh materialized view kept_totals`,
  `select nextval('slip'), nextval('slip')`,
]

/** Everything that must be the same afterwards: rows, constraints, triggers, numbers to come. */
export async function picture(url: string): Promise<unknown> {
  const tables = await sql(
    url,
    `select c.oid::regclass::text as name from pg_class c
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm', 'v') order by 1`,
  )
  const rows: Record<string, unknown> = {}
  for (const { name } of tables)
    rows[String(name)] = await sql(url, `select t::text from ${String(name)} t order by 1`)
  return {
    rows,
    constraints: await sql(
      url,
      `select conrelid::regclass::text as on, conname, pg_get_constraintdef(oid) as is, convalidated, condeferred,
        obj_description(oid, 'pg_constraint') as remark
       from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
    ),
    triggers: await sql(
      url,
      `select tgrelid::regclass::text as on, tgname, tgenabled, pg_get_triggerdef(oid) as is
       from pg_trigger where not tgisinternal order by 1, 2`,
    ),
    numbers: await sql(
      url,
      `select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1`,
    ),
  }
}

export async function sql(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}
