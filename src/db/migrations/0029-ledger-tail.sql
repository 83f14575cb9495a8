-- Totals are summed up minute by minute, not only at the close of a day: what is still read flow by flow is the last
-- minute, where it was a whole day. Closing seals; being in a total is another thing.

-- The entries that are in no total yet. Every entry comes here when it is written, and leaves in the transaction that adds
-- its flows to the totals: so each is counted once, whatever is killed half-way, and posters wait for nobody.
create table ledger_tail (
  region_id int not null,
  entry_id uuid not null,
  primary key (region_id, entry_id)
);
call db_region_table('ledger_tail', 'select, delete');

insert into ledger_tail (region_id, entry_id)
select e.region_id, e.entry_id from ledger_entry e left join ledger_head h using (region_id)
where e.recorded_on > coalesce(h.closed_through, '-infinity');

create function ledger_to_tail() returns trigger language plpgsql as $$
begin
  insert into ledger_tail (region_id, entry_id) select region_id, entry_id from written;
  return null;
end $$;
create trigger to_tail after insert on ledger_entry referencing new table as written
  for each statement execute function ledger_to_tail();

-- The flows that are in no total yet, of those that are asked for. Beside it, the totals may be read by two processes.
drop function ledger_open_flows(int, text, date, date, text[]);
create function ledger_tail_flows(p_region int, p_unit text, p_from date, p_to date, p_kinds text[])
  returns setof ledger_flow_seen language sql stable parallel restricted rows 100
  -- From entry to flow to account to side, by index: in a region of 100,000 parties the planner else reads all of them into
  -- memory, before it sees that hardly any entry is left.
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  select f.* from ledger_tail t
  join ledger_entry e on e.region_id = p_region and e.entry_id = t.entry_id
  join ledger_flow_seen f on f.region_id = p_region and f.entry_id = t.entry_id
  where t.region_id = p_region and e.occurred_on between p_from and p_to
    and (p_kinds is null or e.kind = any (p_kinds)) and f.unit = p_unit;
$$;

-- Takes so many entries, the oldest first, from the tail into the totals, and answers how many. The caller holds 7102.
create function ledger_sum_up(p_region int, p_most int) returns int language plpgsql
  set plan_cache_mode = force_custom_plan set jit = off
as $$
declare
  v_entries uuid[];
begin
  with taken as (
    delete from ledger_tail where region_id = p_region and entry_id in (
      select entry_id from ledger_tail where region_id = p_region order by entry_id limit p_most)
    returning entry_id)
  select coalesce(array_agg(entry_id), '{}') into v_entries from taken;
  if v_entries = '{}' then return 0; end if;

  perform ledger_add_totals(p_region, array(
    select row(p_region, f.unit, to_char(f.occurred_on, 'YYYY-MM'), f.kind, f.crossing, f.counted_from, f.counted_to,
      sum(f.counted)::bigint, count(*)::int)::ledger_month_total
    from unnest(v_entries) t (entry_id) join ledger_flow_seen f on f.region_id = p_region and f.entry_id = t.entry_id
    group by f.unit, to_char(f.occurred_on, 'YYYY-MM'), f.kind, f.crossing, f.counted_from, f.counted_to));

  insert into ledger_account_day as d (region_id, account_id, day, inflow, outflow)
  select p_region, ends.account_id, f.occurred_on, sum(ends.inflow), sum(ends.outflow)
  from unnest(v_entries) t (entry_id) join ledger_flow f on f.region_id = p_region and f.entry_id = t.entry_id
  cross join lateral (values (f.to_account, f.amount, 0), (f.from_account, 0, f.amount)) ends (account_id, inflow, outflow)
  group by 2, 3 order by 2, 3
  on conflict (region_id, account_id, day)
  do update set inflow = d.inflow + excluded.inflow, outflow = d.outflow + excluded.outflow;
  return cardinality(v_entries);
end $$;

-- The balance of any account at the end of a day, by the day on which things happened: days of the account plus the tail.
create or replace function ledger_balance_at(p_region int, p_account uuid, p_on date) returns bigint language sql stable
  -- The tail by its entries, however long it is: not by all flows that the account ever had.
  set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  select (
    select coalesce(sum(inflow - outflow), 0) from ledger_account_day
    where region_id = p_region and account_id = p_account and day <= p_on
  ) + (
    select coalesce(sum(case when f.to_account = p_account then f.amount else -f.amount end), 0)
    from ledger_tail t join ledger_flow f on f.region_id = p_region and f.entry_id = t.entry_id
    where t.region_id = p_region and f.occurred_on <= p_on and (f.to_account = p_account or f.from_account = p_account)
  );
$$;

-- What a party's summed flows since a month say today, by month and pair.
create or replace function ledger_party_months(p_region int, p_party uuid, p_since date) returns setof ledger_month_total
  language plpgsql stable set plan_cache_mode = force_custom_plan set jit = off
  -- Room for the tail in memory: it is looked into once for each flow.
  set work_mem = '64MB'
as $$
declare
  v_accounts uuid[] := array(select account_id from ledger_account where region_id = p_region and party_id = p_party);
begin
  return query
    select f.region_id, f.unit, to_char(f.occurred_on, 'YYYY-MM'), f.kind, f.crossing, f.counted_from, f.counted_to,
      sum(f.counted)::bigint, count(*)::int
    from ledger_flow_seen f
    where f.region_id = p_region and f.occurred_on >= date_trunc('month', p_since)::date
      and (f.from_account = any (v_accounts) or f.to_account = any (v_accounts))
      and f.entry_id not in (select t.entry_id from ledger_tail t where t.region_id = p_region)
    group by 1, 2, 3, 4, 5, 6, 7;
end $$;

-- As before (0026), but what happened on days that are not closed yet may be in a total too.
create or replace function ledger_side_changed() returns trigger language plpgsql as $$
declare
  v_region int := coalesce(new.region_id, old.region_id);
  v_party uuid := coalesce(new.party_id, old.party_id);
  v_since date;
  v_now ledger_month_total[];
begin
  if not exists (select from ledger_account where region_id = v_region and party_id = v_party) then
    perform pg_advisory_xact_lock_shared(7102, v_region);
    return null;
  end if;
  perform pg_advisory_xact_lock(7102, v_region);
  v_since := case
    when tg_op = 'UPDATE' and new.valid_from = old.valid_from and new.side = old.side
      then least(coalesce(new.valid_to, 'infinity'), coalesce(old.valid_to, 'infinity')) + 1
    else least(new.valid_from, old.valid_from) end;

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

-- The group of a party as a column: under row-level security an index on the expression is of no use, since joining texts
-- is not known to keep what it sees to itself; and the planner counts a column better than an expression.
alter table party add column group_name text not null generated always as (kind || ' ' || coalesce(sector, '')) stored;
create index party_by_group on party (region_id, group_name);
drop statistics ledger_party_group_sizes;
create or replace view ledger_party_group with (security_invoker = true) as
select region_id, party_id, group_name as name from party;
