-- 地域ポイント. Points are issued from a fund that is filled with as many yen, lie in wallets that cannot go below nothing, are
-- paid at registered shops, and come back to the fund when a shop is paid out or when they expire. The amounts are the
-- ledger's (unit PT); here stands which of them expire when, and the documents.

alter table party_membership drop constraint party_membership_role_check;
alter table party_membership add constraint party_membership_role_check
  check (role in ('producer', 'buyer', 'citizen', 'shop', 'company_staff', 'advisor', 'officer', 'administrator'));

-- One a region. The party holds the yen; it is one of its own, so that its income and spending are seen by themselves.
create table points_fund (
  region_id int primary key,
  party_id uuid not null,
  requester_code text not null default '' check (requester_code ~ '^[0-9]{0,10}$'), -- 依頼人コード that its bank gave
  opened_at timestamptz not null,
  foreign key (region_id, party_id) references party
);
call db_region_table('points_fund', 'select, insert, update');

-- Which guarded accounts a party has, so that two who meet it for the first time do not open them twice.
create table points_wallet (
  region_id int not null,
  party_id uuid not null,
  purpose text not null check (purpose in ('wallet', 'notes', 'takings')),
  primary key (region_id, party_id, purpose),
  foreign key (region_id, party_id) references party
);
call db_region_table('points_wallet', 'select, insert');

create table points_shop (
  region_id int not null,
  party_id uuid not null,
  code text not null check (code ~ '^[0-9A-Z]{8}$'), -- what the square at its till says
  registered_on date not null,
  ended_on date, -- takes no points from this day on
  primary key (region_id, party_id),
  unique (region_id, code),
  foreign key (region_id, party_id) references party
);
call db_region_table('points_shop', 'select, insert, update');

-- What the office did with the fund by hand: yen put in, points given. Each can be undone.
create table points_fund_move (
  region_id int not null,
  move_id uuid not null, -- the document of its entry
  sort text not null check (sort in ('fill', 'issue')),
  party_id uuid not null, -- whose yen they were, or who got the points
  amount bigint not null check (amount > 0),
  moved_on date not null,
  reason text not null,
  entry_id uuid not null,
  undone_at timestamptz,
  undone_because text not null default '',
  primary key (region_id, move_id),
  foreign key (region_id, party_id) references party
);
call db_region_table('points_fund_move', 'select, insert, update');

-- Points that came to a wallet together and expire together. What is left of all lots of a party is its wallet.
create table points_lot (
  region_id int not null,
  lot_id uuid not null,
  holder_id uuid not null,
  entry_id uuid not null, -- the entry that brought them
  issued_on date not null,
  expires_on date not null check (expires_on >= issued_on), -- the last day on which they can be paid
  amount bigint not null check (amount > 0),
  rest bigint not null check (rest >= 0 and rest <= amount),
  warned_on date, -- its people were told that it will expire
  primary key (region_id, lot_id),
  foreign key (region_id, holder_id) references party
);
create index points_lot_open on points_lot (region_id, holder_id, expires_on, lot_id) where rest > 0;
create index points_lot_of_entry on points_lot (region_id, entry_id);
create index points_lot_due on points_lot (region_id, expires_on) where rest > 0;
call db_region_table('points_lot', 'select, insert, update');

create table points_payment (
  region_id int not null,
  payment_id uuid not null,
  payer_id uuid not null,
  shop_id uuid not null,
  amount bigint not null check (amount > 0),
  way text not null check (way in ('shop_code', 'wallet_code', 'note')),
  paid_on date not null,
  paid_at timestamptz not null,
  paid_by uuid,
  entry_id uuid not null,
  undone_at timestamptz,
  undone_because text not null default '',
  primary key (region_id, payment_id),
  foreign key (region_id, payer_id) references party,
  foreign key (region_id, shop_id) references points_shop
);
create index points_payment_of_payer on points_payment (region_id, payer_id, paid_on, payment_id);
create index points_payment_by_day on points_payment (region_id, paid_on, payment_id);
create index points_payment_of_shop on points_payment (region_id, shop_id, paid_on, payment_id);
call db_region_table('points_payment', 'select, insert, update');

-- Which lots a payment took, so that they come back as they were when it is undone.
create table points_taken (
  region_id int not null,
  payment_id uuid not null,
  lot_id uuid not null,
  amount bigint not null check (amount > 0),
  primary key (region_id, payment_id, lot_id)
);
call db_region_table('points_taken', 'select, insert');

-- A square that a wallet shows: whoever reads it may take once, within minutes. Only its hash is kept.
create table points_code (
  region_id int not null,
  code_hash bytea not null,
  holder_id uuid not null,
  expires_at timestamptz not null,
  primary key (region_id, code_hash),
  foreign key (region_id, holder_id) references party
);
call db_region_table('points_code', 'select, insert, delete');

-- Printed notes, for those without a phone: worth what they say to whoever brings them, once.
create table points_note (
  region_id int not null,
  serial text not null check (serial ~ '^[0-9A-Z]{9}$'),
  holder_id uuid not null, -- from whose wallet it was printed
  amount bigint not null check (amount > 0),
  expires_on date not null,
  printed_on date not null,
  state text not null default 'out' check (state in ('out', 'taken', 'void', 'expired')),
  payment_id uuid check ((payment_id is not null) = (state = 'taken')),
  primary key (region_id, serial),
  foreign key (region_id, holder_id) references party
);
create index points_note_out on points_note (region_id, expires_on) where state = 'out';
create index points_note_of_holder on points_note (region_id, holder_id, printed_on);
call db_region_table('points_note', 'select, insert, update');

-- Shops are paid what they took: one transfer file for all. The points are set aside when it is made, the yen move when the
-- bank has done it.
create table points_redemption (
  region_id int not null,
  redemption_id uuid not null,
  redemption_no text not null,
  transfer_on date not null,
  amount bigint not null check (amount > 0),
  file bytea not null,
  state text not null default 'made' check (state in ('made', 'paid', 'cancelled')),
  made_at timestamptz not null,
  made_by uuid,
  primary key (region_id, redemption_id),
  unique (region_id, redemption_no)
);
call db_region_table('points_redemption', 'select, insert, update');

create table points_redemption_line (
  region_id int not null,
  redemption_id uuid not null,
  shop_id uuid not null,
  amount bigint not null check (amount > 0),
  account text not null, -- where it went, masked
  entry_id uuid not null, -- the entry that set the points aside
  primary key (region_id, redemption_id, shop_id),
  foreign key (region_id, redemption_id) references points_redemption
);
call db_region_table('points_redemption_line', 'select, insert');

insert into party_parameter (region_id, name, valid_from, value, source, confirmed)
select r.region_id, p.name, '2024-04-01', p.value, '運用の初期値（地域で決める）', false
from (select distinct region_id from party_parameter) r
cross join (values ('points.valid_months', 6), ('points.payment_most_pt', 30000), ('points.day_most_pt', 50000)) p (name, value)
on conflict do nothing;
