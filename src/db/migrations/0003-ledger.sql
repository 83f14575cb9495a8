-- The ledger (台帳). A flow is so much of one unit, from one account to another, on a day, for a reason.

create table ledger_account (
  region_id int not null,
  account_id uuid not null,
  party_id uuid not null,
  unit text not null check (unit in ('JPY', 'PT', 'WOOD', 'HEAT', 'POWER', 'CO2', 'GOODS', 'YUI')),
  purpose text not null check (purpose ~ '^[a-z][a-z_]*$'),
  guarded boolean not null,
  opened_at timestamptz not null,
  primary key (region_id, account_id),
  unique (region_id, party_id, unit, purpose),
  foreign key (region_id, party_id) references party
);
call db_region_table('ledger_account', 'select, insert');

-- The kept balance of a guarded account. Free accounts have none: the party in every entry holds nobody up.
create table ledger_balance (
  region_id int not null,
  account_id uuid not null,
  balance bigint not null check (balance <= 9007199254740991),
  floor bigint not null check (floor >= -9007199254740991),
  check (balance >= floor),
  primary key (region_id, account_id),
  foreign key (region_id, account_id) references ledger_account
);
call db_region_table('ledger_balance', 'select, insert, update');

create table ledger_entry (
  region_id int not null,
  entry_id uuid not null,
  kind text not null,
  occurred_on date not null,
  recorded_at timestamptz not null,
  recorded_on date not null check (recorded_on = (recorded_at at time zone 'Asia/Tokyo')::date),
  document_id uuid,
  document_no text not null default '',
  actor_id uuid,
  request_key text,
  reverses uuid,
  memo text not null default '',
  digest bytea not null check (octet_length(digest) = 32),
  primary key (region_id, entry_id),
  check (occurred_on <= recorded_on)
);
create unique index ledger_entry_by_request_key on ledger_entry (region_id, request_key) where request_key is not null;
create unique index ledger_entry_by_reversed on ledger_entry (region_id, reverses) where reverses is not null;
create index ledger_entry_by_document on ledger_entry (region_id, document_id) where document_id is not null;
create index ledger_entry_by_recorded on ledger_entry (region_id, recorded_on, entry_id);
call db_region_table('ledger_entry', 'select'); -- written by ledger_post alone
call db_append_only('ledger_entry');

create table ledger_flow (
  region_id int not null,
  entry_id uuid not null,
  ordinal smallint not null,
  unit text not null,
  amount bigint not null check (amount > 0 and amount <= 9007199254740991),
  from_account uuid not null,
  to_account uuid not null check (to_account <> from_account),
  kind text not null,
  occurred_on date not null,
  recorded_on date not null,
  reversal boolean not null, -- of an entry that undoes another: counted as minus the flow it undoes
  primary key (region_id, entry_id, ordinal)
);
create index ledger_flow_from on ledger_flow (region_id, from_account, occurred_on, entry_id);
create index ledger_flow_to on ledger_flow (region_id, to_account, occurred_on, entry_id);
-- In the order in which flows are listed; the kind at its end, so that those of other kinds need not be looked up.
create index ledger_flow_by_day on ledger_flow (region_id, unit, occurred_on, entry_id, ordinal, kind);
call db_region_table('ledger_flow', 'select'); -- written by ledger_post alone
call db_append_only('ledger_flow');

-- A flow takes from one account what it gives to another, in the unit of both, belongs to an entry of the same kind and
-- days, and is not slipped into a closed day. One check for all rows of a statement: foreign keys would check each row
-- by itself and lock the row of the busiest account.
create function ledger_check_flows() returns trigger language plpgsql
  -- Row by row and by index, also when it was planned while the tables were empty: see ledger_post.
  set enable_seqscan = off set enable_bitmapscan = off set jit = off
as $$
declare bad record;
begin
  select f.entry_id, f.ordinal into bad
  from written f
  left join lateral (select true as known from ledger_account a
    where a.region_id = f.region_id and a.account_id = f.from_account and a.unit = f.unit limit 1) a on true
  left join lateral (select true as known from ledger_account b
    where b.region_id = f.region_id and b.account_id = f.to_account and b.unit = f.unit limit 1) b on true
  left join lateral (select true as known from ledger_entry e
    where e.region_id = f.region_id and e.entry_id = f.entry_id and e.kind = f.kind and e.occurred_on = f.occurred_on
      and e.recorded_on = f.recorded_on and (e.reverses is not null) = f.reversal limit 1) e on true
  left join lateral (select true as closed from ledger_head h
    where h.region_id = f.region_id and h.closed_through >= f.recorded_on limit 1) h on true
  where a.known is null or b.known is null or e.known is null or h.closed
  limit 1;
  if found then
    raise exception 'flow % of entry % is refused: its unit is not that of both its accounts, its entry differs, or its day is closed',
      bad.ordinal, bad.entry_id using errcode = 'YU002';
  end if;
  return null;
end $$;
create trigger check_flows after insert on ledger_flow referencing new table as written
  for each statement execute function ledger_check_flows();

-- Promised but not yet moved: counts against the floor of a guarded account at once, until used, released or expired.
create table ledger_hold (
  region_id int not null,
  hold_id uuid not null,
  account_id uuid not null,
  amount bigint not null check (amount > 0),
  state text not null default 'open' check (state in ('open', 'used', 'released')),
  expires_at timestamptz not null,
  document_id uuid,
  entry_id uuid check ((entry_id is not null) = (state = 'used')), -- the entry that used it
  created_at timestamptz not null,
  primary key (region_id, hold_id),
  foreign key (region_id, account_id) references ledger_balance
);
create index ledger_hold_open on ledger_hold (region_id, account_id) where state = 'open';
create index ledger_hold_by_entry on ledger_hold (region_id, entry_id) where entry_id is not null;
call db_region_table('ledger_hold', 'select, insert, update');

-- Days up to and including this one are closed: nothing is recorded on them any more.
create table ledger_head (
  region_id int primary key,
  closed_through date not null
);
call db_region_table('ledger_head', 'select, insert, update');

create table ledger_seal (
  region_id int not null,
  day date not null,
  entries int not null,
  flows int not null,
  root bytea not null,
  previous bytea not null,
  seal bytea not null,
  closed_at timestamptz not null,
  primary key (region_id, day)
);
call db_region_table('ledger_seal', 'select, insert');
call db_append_only('ledger_seal');

-- Totals of closed days, by the month in which it happened (a late entry adds to an earlier row). `crossing` is the way
-- over the region's border on the day of the flow: in, out, within (inside to inside) or beyond (outside to outside).
create table ledger_month_total (
  region_id int not null,
  unit text not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  kind text not null,
  crossing text not null check (crossing in ('in', 'out', 'within', 'beyond')),
  from_party uuid not null,
  to_party uuid not null,
  amount bigint not null,
  flows int not null,
  primary key (region_id, unit, month, kind, crossing, from_party, to_party)
);
call db_region_table('ledger_month_total', 'select, insert, update, delete');

-- The same without the parties: a few rows a month, which every page of figures begins with.
create table ledger_month_crossing (
  region_id int not null,
  unit text not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  kind text not null,
  crossing text not null check (crossing in ('in', 'out', 'within', 'beyond')),
  amount bigint not null,
  flows int not null,
  primary key (region_id, unit, month, kind, crossing)
);
call db_region_table('ledger_month_crossing', 'select, insert, update, delete');

-- What came into and went out of an account on each day, of closed days: a balance is a sum of these and the tail.
create table ledger_account_day (
  region_id int not null,
  account_id uuid not null,
  day date not null,
  inflow bigint not null,
  outflow bigint not null,
  primary key (region_id, account_id, day)
);
call db_region_table('ledger_account_day', 'select, insert, update, delete');

-- Flows with the parties behind their accounts, and as the region counts them: a reversal takes back what it undoes, so
-- it counts as minus the same amount, from and to the same parties, over the border the same way as the flow it undoes.
create view ledger_flow_seen with (security_invoker = true) as
select s.*,
  case when s.reversal then -s.amount else s.amount end as counted,
  case when i.party_id is null then case when o.party_id is null then 'beyond' else 'in' end
    else case when o.party_id is null then 'out' else 'within' end end as crossing
from (
  select f.region_id, f.entry_id, f.ordinal, f.unit, f.amount, f.from_account, f.to_account, f.kind, f.occurred_on,
    f.recorded_on, f.reversal, a.party_id as from_party, a.purpose as from_purpose, b.party_id as to_party,
    b.purpose as to_purpose,
    case when f.reversal then b.party_id else a.party_id end as counted_from,
    case when f.reversal then a.party_id else b.party_id end as counted_to
  from ledger_flow f
  join ledger_account a on a.region_id = f.region_id and a.account_id = f.from_account
  join ledger_account b on b.region_id = f.region_id and b.account_id = f.to_account) s
left join party_side i on i.region_id = s.region_id and i.party_id = s.counted_from and i.side = 'inside'
  and s.occurred_on >= i.valid_from and s.occurred_on <= coalesce(i.valid_to, 'infinity')
left join party_side o on o.region_id = s.region_id and o.party_id = s.counted_to and o.side = 'inside'
  and s.occurred_on >= o.valid_from and s.occurred_on <= coalesce(o.valid_to, 'infinity');
grant select on ledger_flow_seen to yuinowa_app;

-- The flows that are in no total yet, because their day is open: found by their entries, so that flows need no index of
-- their own for it. A function, so that the planner knows the day when it
-- plans (behind a subquery it expects a third of all flows), and sees day and flows as of one moment.
create function ledger_open_flows(p_region int) returns setof ledger_flow_seen language plpgsql stable rows 1000
  set plan_cache_mode = force_custom_plan as $$
declare
  v_head date := coalesce((select closed_through from ledger_head where region_id = p_region), '-infinity');
begin
  return query
    select f.* from ledger_entry e join ledger_flow_seen f on f.region_id = p_region and f.entry_id = e.entry_id
    where e.region_id = p_region and e.recorded_on > v_head;
end $$;

-- The balance of any account at the end of a day, by the day on which things happened: closed days plus the tail.
create function ledger_balance_at(p_region int, p_account uuid, p_on date) returns bigint language plpgsql stable
  set plan_cache_mode = force_custom_plan as $$
declare
  v_head date := coalesce((select closed_through from ledger_head where region_id = p_region), '-infinity');
begin
  return (
    select coalesce(sum(inflow - outflow), 0) from ledger_account_day
    where region_id = p_region and account_id = p_account and day <= p_on
  ) + (
    select coalesce(sum(case when f.to_account = p_account then f.amount else -f.amount end), 0)
    from ledger_entry e join ledger_flow f on f.region_id = p_region and f.entry_id = e.entry_id
    where e.region_id = p_region and e.recorded_on > v_head and e.occurred_on <= p_on
      and (f.to_account = p_account or f.from_account = p_account)
  );
end $$;

-- Where a party stood on a past day may be said late. The totals of closed days then follow at once, so that they
-- always say what the flows say. 7102 is held by whoever writes totals: this or the close of a day.
create function ledger_side_changed() returns trigger language plpgsql as $$
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

  delete from ledger_month_crossing where region_id = v_region and month >= to_char(v_since, 'YYYY-MM');
  insert into ledger_month_crossing (region_id, unit, month, kind, crossing, amount, flows)
  select region_id, unit, month, kind, crossing, sum(amount), sum(flows) from ledger_month_total
  where region_id = v_region and month >= to_char(v_since, 'YYYY-MM')
  group by 1, 2, 3, 4, 5;
  return null;
end $$;
create trigger recount after insert or update or delete on party_side
  for each row execute function ledger_side_changed();
