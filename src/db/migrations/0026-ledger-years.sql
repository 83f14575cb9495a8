-- Totals by fiscal year and pair of parties: what a whole year's network, its leaks and the parties behind a group are
-- read from. A region of 100,000 parties has two million pairs in a year, so a row is as small as it can be: a number of
-- four bytes for each party, and the columns of fixed width first, which are then found without reading those before them.

-- A small number for each party that is in a closed flow, from 0 without gaps: a place in an array. Given at the close of
-- a day, by who holds 7102, and never taken back.
create table ledger_party_no (
  region_id int not null,
  no int not null check (no >= 0),
  party_id uuid not null,
  primary key (region_id, party_id),
  unique (region_id, no),
  foreign key (region_id, party_id) references party
);
call db_region_table('ledger_party_no', 'select, insert, delete');

create table ledger_year_total (
  region_id int not null,
  year int not null, -- the fiscal year (April to March) in which it happened, by the year in which it begins
  from_no int not null,
  to_no int not null,
  amount bigint not null,
  flows int not null,
  unit text not null,
  kind text not null,
  crossing text not null check (crossing in ('in', 'out', 'within', 'beyond')),
  primary key (region_id, unit, year, kind, crossing, from_no, to_no)
) with (fillfactor = 85); -- room on each page for the rows that the next close adds to: their indexes stay as they are
-- A year whole, in the order in which it lies on disk: many rows share a key, so it is a fifth of the primary key's size.
create index ledger_year_total_by_kind on ledger_year_total (region_id, unit, year, kind, crossing);
call db_region_table('ledger_year_total', 'select, insert, update, delete');

-- The fiscal year of a month `YYYY-MM`.
create function ledger_year_of(p_month text) returns int language sql immutable parallel safe
  return left(p_month, 4)::int - (right(p_month, 2) < '04')::int;

insert into ledger_party_no (region_id, no, party_id)
select region_id, row_number() over (partition by region_id order by party_id) - 1, party_id
from (select region_id, from_party as party_id from ledger_month_total
  union select region_id, to_party from ledger_month_total) p;
insert into ledger_year_total (region_id, year, from_no, to_no, amount, flows, unit, kind, crossing)
select t.region_id, ledger_year_of(t.month), a.no, b.no, sum(t.amount), sum(t.flows), t.unit, t.kind, t.crossing
from ledger_month_total t
join ledger_party_no a on a.region_id = t.region_id and a.party_id = t.from_party
join ledger_party_no b on b.region_id = t.region_id and b.party_id = t.to_party
group by 1, 2, 3, 4, 7, 8, 9;

-- The days of accounts by their day: a rebuild reads a quarter of a year at a time. A few pages, since rows lie by their day
-- on disk, but for late ones, which the class with several ranges to a block is for.
create index ledger_account_day_by_day on ledger_account_day using brin (region_id, day date_minmax_multi_ops);

-- How many parties a group has: without it the planner takes 80,000 households for 500, and looks each up by itself.
create statistics ledger_party_group_sizes on (kind || ' ' || coalesce(sector, '')) from party;

-- Adds to the totals by group. A row in which nothing is left goes. The caller holds 7102.
create function ledger_add_groups(p_region int, p_added ledger_month_group[]) returns void language plpgsql as $$
declare
  v_empty ledger_month_group[];
begin
  with written as (
    insert into ledger_month_group as t (region_id, unit, month, kind, crossing, from_group, to_group, amount, flows)
    select p_region, d.unit, d.month, d.kind, d.crossing, d.from_group, d.to_group, d.amount, d.flows
    from unnest(p_added) d
    on conflict (region_id, unit, month, kind, crossing, from_group, to_group)
    do update set amount = t.amount + excluded.amount, flows = t.flows + excluded.flows
    returning t)
  select array_agg(w.t) into v_empty from written w where (w.t).flows = 0;
  if v_empty is not null then
    delete from ledger_month_group t using unnest(v_empty) d
    where t.region_id = p_region and t.unit = d.unit and t.month = d.month and t.kind = d.kind and t.crossing = d.crossing
      and t.from_group = d.from_group and t.to_group = d.to_group;
  end if;
end $$;

-- Adds what was counted, or takes off what was counted wrongly, by month and pair, to all totals that rest on it. A row
-- in which nothing is left goes. In the order of the keys: each page of an index is then fetched once, where a busy day
-- would else come back to the same page many times. The caller holds 7102.
create function ledger_add_totals(p_region int, p_added ledger_month_total[]) returns void language plpgsql
  -- Planned for the number of rows: a handful when one party moves, all pairs of a day at its close.
  set plan_cache_mode = force_custom_plan set jit = off
as $$
declare
  v_months ledger_month_total[];
  v_years ledger_year_total[];
begin
  insert into ledger_party_no (region_id, no, party_id)
  select p_region, coalesce((select max(no) from ledger_party_no where region_id = p_region), -1)
      + row_number() over (order by p.party_id), p.party_id
  from (select from_party as party_id from unnest(p_added) union select to_party from unnest(p_added)) p
  where not exists (select from ledger_party_no n where n.region_id = p_region and n.party_id = p.party_id);

  with written as (
    insert into ledger_month_total as t (region_id, unit, month, kind, crossing, from_party, to_party, amount, flows)
    select p_region, d.unit, d.month, d.kind, d.crossing, d.from_party, d.to_party, d.amount, d.flows
    from unnest(p_added) d order by d.unit, d.month, d.kind, d.crossing, d.from_party, d.to_party
    on conflict (region_id, unit, month, kind, crossing, from_party, to_party)
    do update set amount = t.amount + excluded.amount, flows = t.flows + excluded.flows
    returning t)
  select array_agg(w.t) into v_months from written w where (w.t).flows = 0;

  perform ledger_add_groups(p_region, array(
    select row(p_region, d.unit, d.month, d.kind, d.crossing, a.name, b.name, sum(d.amount)::bigint,
      sum(d.flows)::int)::ledger_month_group
    from unnest(p_added) d
    join ledger_party_group a on a.region_id = p_region and a.party_id = d.from_party
    join ledger_party_group b on b.region_id = p_region and b.party_id = d.to_party
    group by d.unit, d.month, d.kind, d.crossing, a.name, b.name));

  with written as (
    insert into ledger_year_total as t (region_id, year, from_no, to_no, amount, flows, unit, kind, crossing)
    select p_region, ledger_year_of(d.month), a.no, b.no, sum(d.amount), sum(d.flows), d.unit, d.kind, d.crossing
    from unnest(p_added) d
    join ledger_party_no a on a.region_id = p_region and a.party_id = d.from_party
    join ledger_party_no b on b.region_id = p_region and b.party_id = d.to_party
    group by 2, 3, 4, 7, 8, 9 order by 7, 2, 8, 9, 3, 4
    on conflict (region_id, unit, year, kind, crossing, from_no, to_no)
    do update set amount = t.amount + excluded.amount, flows = t.flows + excluded.flows
    returning t)
  select array_agg(w.t) into v_years from written w where (w.t).flows = 0;

  if v_months is not null then
    delete from ledger_month_total t using unnest(v_months) d
    where t.region_id = p_region and t.unit = d.unit and t.month = d.month and t.kind = d.kind and t.crossing = d.crossing
      and t.from_party = d.from_party and t.to_party = d.to_party;
  end if;
  if v_years is not null then
    delete from ledger_year_total t using unnest(v_years) d
    where t.region_id = p_region and t.unit = d.unit and t.year = d.year and t.kind = d.kind and t.crossing = d.crossing
      and t.from_no = d.from_no and t.to_no = d.to_no;
  end if;
end $$;

-- What a party's closed flows since a month say today, by month and pair.
create function ledger_party_months(p_region int, p_party uuid, p_since date) returns setof ledger_month_total
  language plpgsql stable set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  v_head date := (select closed_through from ledger_head where region_id = p_region);
  v_accounts uuid[] := array(select account_id from ledger_account where region_id = p_region and party_id = p_party);
begin
  return query
    select f.region_id, f.unit, to_char(f.occurred_on, 'YYYY-MM'), f.kind, f.crossing, f.counted_from, f.counted_to,
      sum(f.counted)::bigint, count(*)::int
    from ledger_flow_seen f
    where f.region_id = p_region and f.recorded_on <= v_head and f.occurred_on >= date_trunc('month', p_since)::date
      and (f.from_account = any (v_accounts) or f.to_account = any (v_accounts))
    group by 1, 2, 3, 4, 5, 6, 7;
end $$;

-- What the totals have of the same pairs, whichever way they stood over the border before. The pairs are looked up one by
-- one: no total has an index by party, and a year of a region of thousands is millions of rows.
create function ledger_kept_months(p_region int, p_now ledger_month_total[]) returns setof ledger_month_total
  language sql stable set plan_cache_mode = force_custom_plan set enable_hashjoin = off set enable_mergejoin = off
as $$
  select t.* from (select distinct unit, month, kind, from_party, to_party from unnest(p_now)) d
  cross join (values ('in'), ('out'), ('within'), ('beyond')) c (crossing)
  join ledger_month_total t on t.region_id = p_region and t.unit = d.unit and t.month = d.month and t.kind = d.kind
    and t.crossing = c.crossing and t.from_party = d.from_party and t.to_party = d.to_party;
$$;

create or replace function ledger_side_changed() returns trigger language plpgsql as $$
declare
  v_region int := coalesce(new.region_id, old.region_id);
  v_party uuid := coalesce(new.party_id, old.party_id);
  v_head date;
  v_since date;
  v_now ledger_month_total[];
begin
  if not exists (select from ledger_account where region_id = v_region and party_id = v_party) then
    perform pg_advisory_xact_lock_shared(7102, v_region);
    return null;
  end if;
  perform pg_advisory_xact_lock(7102, v_region);
  select closed_through into v_head from ledger_head where region_id = v_region;
  v_since := case
    when tg_op = 'UPDATE' and new.valid_from = old.valid_from and new.side = old.side
      then least(coalesce(new.valid_to, 'infinity'), coalesce(old.valid_to, 'infinity')) + 1
    else least(new.valid_from, old.valid_from) end;
  if v_head is null or v_since > v_head then return null; end if;

  v_now := array(select m from ledger_party_months(v_region, v_party, v_since) m);
  perform ledger_add_totals(v_region, array(
    select row(v_region, unit, month, kind, crossing, from_party, to_party, sum(amount)::bigint, sum(flows)::int)::ledger_month_total
    from (
      select * from unnest(v_now)
      union all
      select region_id, unit, month, kind, crossing, from_party, to_party, -amount, -flows
      from ledger_kept_months(v_region, v_now)) d
    group by unit, month, kind, crossing, from_party, to_party
    having sum(amount) <> 0 or sum(flows) <> 0));
  return null;
end $$;

-- A party's kind or sector is put right: all that it ever paid goes from its old group to its new one.
create or replace function ledger_group_changed() returns trigger language plpgsql as $$
declare
  v_old text := old.kind || ' ' || coalesce(old.sector, '');
  v_new text := new.kind || ' ' || coalesce(new.sector, '');
begin
  if not exists (select from ledger_account where region_id = new.region_id and party_id = new.party_id) then
    perform pg_advisory_xact_lock_shared(7102, new.region_id);
    return null;
  end if;
  perform pg_advisory_xact_lock(7102, new.region_id);
  perform ledger_add_groups(new.region_id, array(
    select row(new.region_id, unit, month, kind, crossing, from_group, to_group, sum(amount)::bigint, sum(flows)::int)::ledger_month_group
    from (
      select d.unit, d.month, d.kind, d.crossing, w.sign * d.amount as amount, w.sign * d.flows as flows,
        case when d.from_party = new.party_id then w.name else a.name end as from_group,
        case when d.to_party = new.party_id then w.name else b.name end as to_group
      from ledger_party_months(new.region_id, new.party_id, '-infinity') d
      join ledger_party_group a on a.region_id = new.region_id and a.party_id = d.from_party
      join ledger_party_group b on b.region_id = new.region_id and b.party_id = d.to_party
      cross join (values (-1, v_old), (1, v_new)) w (sign, name)) m
    group by unit, month, kind, crossing, from_group, to_group
    having sum(amount) <> 0 or sum(flows) <> 0));
  return null;
end $$;
drop function ledger_regroup(int, text);

-- The flows that are in no total yet, as before (0003), but only those that are asked for: a year that is over has hardly
-- any of them, and need not look through a busy day. Beside it, the totals may be read by two processes at once.
drop function ledger_open_flows(int);
create function ledger_open_flows(p_region int, p_unit text, p_from date, p_to date, p_kinds text[])
  returns setof ledger_flow_seen language plpgsql stable parallel restricted rows 1000
  -- From entry to flow to account to side, by index: in a region of 100,000 parties the planner else reads all of them into
  -- memory, before it sees that no open entry is of that year.
  set plan_cache_mode = force_custom_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_head date := coalesce((select closed_through from ledger_head where region_id = p_region), '-infinity');
begin
  return query
    select f.* from ledger_entry e join ledger_flow_seen f on f.region_id = p_region and f.entry_id = e.entry_id
    where e.region_id = p_region and e.recorded_on > v_head and e.occurred_on between p_from and p_to
      and (p_kinds is null or e.kind = any (p_kinds)) and f.unit = p_unit;
end $$;
