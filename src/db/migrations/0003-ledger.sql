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
  balance bigint not null,
  floor bigint not null,
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
  recorded_on date not null, -- the day of recorded_at in Asia/Tokyo
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
call db_region_table('ledger_entry', 'select, insert');
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
create index ledger_flow_by_day on ledger_flow (region_id, unit, occurred_on, entry_id);
create index ledger_flow_by_recorded on ledger_flow (region_id, recorded_on);
call db_region_table('ledger_flow', 'select, insert');
call db_append_only('ledger_flow');

-- A flow takes from one account what it gives to another, in the unit of both, and belongs to an entry of the same
-- kind and days. One check for all rows of a statement: a foreign key would lock the row of the busiest account.
create function ledger_check_flows() returns trigger language plpgsql as $$
declare bad record;
begin
  select f.entry_id, f.ordinal into bad
  from written f
  left join ledger_account a on a.region_id = f.region_id and a.account_id = f.from_account and a.unit = f.unit
  left join ledger_account b on b.region_id = f.region_id and b.account_id = f.to_account and b.unit = f.unit
  left join ledger_entry e on e.region_id = f.region_id and e.entry_id = f.entry_id
    and e.kind = f.kind and e.occurred_on = f.occurred_on and e.recorded_on = f.recorded_on
    and (e.reverses is not null) = f.reversal
  where a.account_id is null or b.account_id is null or e.entry_id is null
  limit 1;
  if found then
    raise exception 'flow % of entry % is refused: its unit is not that of both its accounts, or its entry differs',
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
  entry_id uuid, -- the entry that used it
  created_at timestamptz not null,
  primary key (region_id, hold_id),
  foreign key (region_id, account_id) references ledger_balance
);
create index ledger_hold_open on ledger_hold (region_id, account_id) where state = 'open';
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

-- Totals of closed days, by the day on which it happened (a late entry adds to an earlier row). `crossing` is the way
-- over the region's border on that day: in, out, within (inside to inside) or beyond (outside to outside).
create table ledger_day_total (
  region_id int not null,
  unit text not null,
  day date not null,
  kind text not null,
  crossing text not null check (crossing in ('in', 'out', 'within', 'beyond')),
  from_party uuid not null,
  to_party uuid not null,
  amount bigint not null,
  flows int not null,
  primary key (region_id, unit, day, kind, crossing, from_party, to_party)
);
call db_region_table('ledger_day_total', 'select, insert, update, delete');

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
