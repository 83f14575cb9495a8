-- Monthly totals by group of parties, in place of those by crossing alone: who paid whom is asked on every front page,
-- and a region of thousands has some hundred pairs of groups but hundreds of thousands of pairs of parties.

-- The group of a party, as pages sum: its kind and its sector. The side is that of each flow's day, by its crossing.
create view ledger_party_group with (security_invoker = true) as
select region_id, party_id, kind || ' ' || coalesce(sector, '') as name from party;
grant select on ledger_party_group to yuinowa_app;

create table ledger_month_group (
  region_id int not null,
  unit text not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  kind text not null,
  crossing text not null check (crossing in ('in', 'out', 'within', 'beyond')),
  from_group text not null,
  to_group text not null,
  amount bigint not null,
  flows int not null,
  primary key (region_id, unit, month, kind, crossing, from_group, to_group)
);
call db_region_table('ledger_month_group', 'select, insert, update, delete');

-- Makes the totals of these months anew from those by pair. The caller holds 7102.
create function ledger_regroup(p_region int, p_since text) returns void language sql as $$
  delete from ledger_month_group where region_id = p_region and month >= p_since;
  insert into ledger_month_group (region_id, unit, month, kind, crossing, from_group, to_group, amount, flows)
  select p_region, t.unit, t.month, t.kind, t.crossing, a.name, b.name, sum(t.amount), sum(t.flows)
  from ledger_month_total t
  join ledger_party_group a on a.region_id = p_region and a.party_id = t.from_party
  join ledger_party_group b on b.region_id = p_region and b.party_id = t.to_party
  where t.region_id = p_region and t.month >= p_since
  group by 2, 3, 4, 5, 6, 7;
$$;
select ledger_regroup(region_id, '') from (select distinct region_id from ledger_month_total) r;
drop table ledger_month_crossing;

create or replace function ledger_side_changed() returns trigger language plpgsql as $$
declare
  v_region int := coalesce(new.region_id, old.region_id);
  v_party uuid := coalesce(new.party_id, old.party_id);
  v_accounts uuid[] := array(select account_id from ledger_account where region_id = v_region and party_id = v_party);
  v_head date;
  v_since date;
begin
  if v_accounts = '{}' then
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

  delete from ledger_month_total where region_id = v_region and month >= to_char(v_since, 'YYYY-MM')
    and (from_party = v_party or to_party = v_party);
  insert into ledger_month_total (region_id, unit, month, kind, crossing, from_party, to_party, amount, flows)
  select region_id, unit, to_char(occurred_on, 'YYYY-MM'), kind, crossing, counted_from, counted_to, sum(counted), count(*)
  from ledger_flow_seen
  where region_id = v_region and recorded_on <= v_head and occurred_on >= date_trunc('month', v_since)::date
    and (from_account = any (v_accounts) or to_account = any (v_accounts))
  group by 1, 2, 3, 4, 5, 6, 7;
  perform ledger_regroup(v_region, to_char(v_since, 'YYYY-MM'));
  return null;
end $$;

-- A party's kind or sector is put right: all that it ever paid stands in its new group at once.
create function ledger_group_changed() returns trigger language plpgsql as $$
begin
  if not exists (select from ledger_account where region_id = new.region_id and party_id = new.party_id) then
    perform pg_advisory_xact_lock_shared(7102, new.region_id);
    return null;
  end if;
  perform pg_advisory_xact_lock(7102, new.region_id);
  perform ledger_regroup(new.region_id, '');
  return null;
end $$;
create trigger regroup after update of kind, sector on party
  for each row when (old.kind is distinct from new.kind or old.sector is distinct from new.sector)
  execute function ledger_group_changed();
