-- The ground: the role under which every request works, and how a table is made a region's.

-- Requests never work as the owner of the tables, because the owner passes row-level security by. The role is the
-- server's, so another database may have made it, and who may not create roles needs it made beforehand.
do $$
begin
  if not exists (select from pg_roles where rolname = 'yuinowa_app') then
    begin
      create role yuinowa_app nologin;
    exception when duplicate_object or unique_violation then null; -- made by another at the same moment
    end;
  end if;
end $$;

-- Being allowed to manage a role is not yet being allowed to become it (PostgreSQL 16 and later tell them apart).
do $$
begin
  set local role yuinowa_app;
  reset role;
exception when insufficient_privilege then
  begin
    execute format('grant yuinowa_app to %I', current_user);
  exception when insufficient_privilege then
    raise exception 'the role yuinowa_app belongs to somebody else on this server'
      using errcode = '42501', hint = format('Let the administrator of the server run: GRANT yuinowa_app TO %I', current_user);
  end;
end $$;

grant usage on schema public to yuinowa_app;

-- The region of the running transaction; unset means none, and none means no rows.
create function db_region() returns int language sql stable parallel safe
  return nullif(current_setting('app.region_id', true), '')::int;

-- Makes a table a region's: its rows are seen and written only inside that region's transactions.
-- `rights` is what a request may do with it; the ledger grants less than 'select, insert, update, delete'.
create procedure db_region_table(name regclass, rights text) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format(
    'create policy region on %s using (region_id = (select db_region())) with check (region_id = (select db_region()))',
    name);
  execute format('grant %s on %s to yuinowa_app', rights, name);
end $$;

-- For tables of facts that are never changed: a second belt beside the missing right.
create function db_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: it is append-only', lower(tg_op), tg_table_name using errcode = 'YU001';
end $$;

create procedure db_append_only(name regclass) language plpgsql as $$
begin
  execute format(
    'create trigger append_only before update or delete or truncate on %s for each statement execute function db_refuse_change()',
    name);
end $$;

-- Numbers that people read out (T-2026-00123), without gaps: the row is locked until the document is written or not.
create table db_counter (
  region_id int not null,
  name text not null,
  year int not null,
  last int not null check (last > 0),
  primary key (region_id, name, year)
);
call db_region_table('db_counter', 'select, insert, update');
