-- Webhooks: what happens is told to programs of the parties, at the address that each of them gave.
create table hook_receiver (
  region_id int not null,
  receiver_id uuid not null,
  party_id uuid not null,
  of_company boolean not null, -- made by the company's staff: told of everything; any other of its party's own
  url text not null,
  description text not null default '',
  kinds text[] not null check (cardinality(kinds) > 0),
  secret text not null, -- as it is, since we sign with it; empty once the receiver is removed
  old_secret text, -- signs too until then, so that the other side can change over without a gap
  old_secret_until timestamptz,
  active boolean not null default true,
  off_because text not null default '' check (off_because in ('', 'person', 'gone', 'failing')),
  failing_since timestamptz, -- none: the last attempt went well, or there was none
  last_failure_at timestamptz,
  last_success_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  removed_at timestamptz, -- its row stays until its messages are swept, so that no order ever waits for a removal
  primary key (region_id, receiver_id),
  foreign key (region_id, party_id) references party
);
create index hook_receiver_by_party on hook_receiver (region_id, party_id);
call db_region_table('hook_receiver', 'select, insert, update, delete');

-- Written in the transaction of what it tells of, and only when somebody listens.
create table hook_event (
  region_id int not null,
  event_id uuid not null,
  kind text not null,
  at timestamptz not null,
  party_id uuid not null, -- whose it is: the buyer of the order, the producer who is paid
  party_name text not null, -- as it was then
  data json not null,
  primary key (region_id, event_id)
);
create index hook_event_by_time on hook_event (region_id, at);
call db_region_table('hook_event', 'select, insert, delete');

-- One event on its way to one receiver.
create table hook_message (
  region_id int not null,
  event_id uuid not null,
  receiver_id uuid not null,
  created_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'given_up')),
  attempts int not null default 0,
  counted_from int not null default 0, -- how many attempts lie before the latest "send again": the intervals begin anew
  next_try_at timestamptz, -- none: sent, or given up
  primary key (region_id, event_id, receiver_id),
  foreign key (region_id, event_id) references hook_event on delete cascade,
  foreign key (region_id, receiver_id) references hook_receiver on delete cascade,
  check ((state = 'waiting') = (next_try_at is not null))
);
create index hook_message_by_receiver on hook_message (region_id, receiver_id, created_at, event_id);
create index hook_message_waiting on hook_message (region_id, receiver_id, next_try_at) where next_try_at is not null;
call db_region_table('hook_message', 'select, insert, update, delete');

create table hook_attempt (
  region_id int not null,
  event_id uuid not null,
  receiver_id uuid not null,
  attempt_no int not null,
  at timestamptz not null,
  duration_ms int not null check (duration_ms >= 0),
  status int, -- none: nobody answered
  fault text not null default '' check (fault in ('', 'timeout', 'unresolved', 'not_public', 'connection')),
  answer text not null default '', -- its beginning; of a connection that failed, what the machine said
  primary key (region_id, event_id, receiver_id, attempt_no),
  foreign key (region_id, event_id, receiver_id) references hook_message on delete cascade
);
call db_region_table('hook_attempt', 'select, insert, delete');

-- Writes what happened for those who listen. A function, so that a region in which nobody does pays for one look and not
-- for planning: placing an order calls it. The company's receivers hear of everything, others of their own party's.
create function hook_announce(region int, kind text, happened_at timestamptz, events uuid[], parties uuid[], datas text[])
returns void language plpgsql as $$
begin
  if not exists (
    select from hook_receiver r where r.region_id = region and r.active and hook_announce.kind = any (r.kinds)) then
    return;
  end if;
  with happened as (
    select * from unnest(events, parties, datas) x (event_id, party_id, data)),
  heard as (
    select h.event_id, r.receiver_id
    from hook_receiver r
    join happened h on r.of_company or r.party_id = h.party_id
    where r.region_id = region and r.active and hook_announce.kind = any (r.kinds)),
  written as (
    insert into hook_event (region_id, event_id, kind, at, party_id, party_name, data)
    select region, h.event_id, hook_announce.kind, happened_at, h.party_id, p.name, h.data::json
    from happened h
    join party p on p.region_id = region and p.party_id = h.party_id
    where exists (select from heard where heard.event_id = h.event_id))
  insert into hook_message (region_id, event_id, receiver_id, created_at, next_try_at)
  select region, event_id, receiver_id, happened_at, happened_at from heard;
end $$;
