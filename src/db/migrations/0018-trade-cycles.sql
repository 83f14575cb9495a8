-- 共同の品: goods of several producers that a buyer takes for the same (ほうれん草 1kg), at one price.
create table trade_pool (
  region_id int not null,
  pool_id uuid not null,
  name text not null check (name <> ''),
  name_en text not null default '',
  price_yen bigint not null check (price_yen >= 0), -- without tax; per kg where its variants are priced so
  active boolean not null default true,
  primary key (region_id, pool_id)
);
create unique index trade_pool_name on trade_pool (region_id, name) where active;
call db_region_table('trade_pool', 'select, insert, update');

create table trade_pool_member (
  region_id int not null,
  pool_id uuid not null,
  variant_id uuid not null,
  primary key (region_id, pool_id, variant_id),
  unique (region_id, variant_id), -- one variant, one pool
  foreign key (region_id, pool_id) references trade_pool,
  foreign key (region_id, variant_id) references trade_variant
);
call db_region_table('trade_pool_member', 'select, insert, delete');

-- 受注回: producers say what they will have, buyers book of it until it closes, and it is spread over the producers.
create table trade_cycle (
  region_id int not null,
  cycle_id uuid not null,
  cycle_no text not null,
  name text not null check (name <> ''),
  state text not null check (state in ('planned', 'open', 'allocated', 'ended', 'cancelled')),
  opens_on date not null,
  closes_at timestamptz not null,
  deliver_days date[] not null check (cardinality(deliver_days) between 1 and 14),
  limit_yen bigint check (limit_yen > 0), -- closes when so much is booked
  booked_yen bigint not null default 0 check (booked_yen >= 0),
  note text not null default '',
  weight_capacity smallint not null check (weight_capacity between 0 and 100),
  weight_fairness smallint not null check (weight_fairness between 0 and 100),
  weight_distance smallint not null check (weight_distance between 0 and 100),
  weight_freshness smallint not null check (weight_freshness between 0 and 100),
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (region_id, cycle_id),
  unique (region_id, cycle_no),
  check (limit_yen is null or booked_yen <= limit_yen),
  check (weight_capacity + weight_fairness + weight_distance + weight_freshness > 0)
);
call db_region_table('trade_cycle', 'select, insert, update');

-- 受け取り場所: where buyers may fetch their goods.
create table trade_cycle_point (
  region_id int not null,
  cycle_id uuid not null,
  point_no smallint not null,
  name text not null check (name <> ''),
  address text not null default '',
  primary key (region_id, cycle_id, point_no),
  foreign key (region_id, cycle_id) references trade_cycle
);
call db_region_table('trade_cycle_point', 'select, insert, delete');

-- Who is asked. The token opens the form without signing in, until the cycle closes.
create table trade_cycle_producer (
  region_id int not null,
  cycle_id uuid not null,
  producer_id uuid not null,
  token_hash bytea not null,
  told_at timestamptz,
  answered_at timestamptz,
  primary key (region_id, cycle_id, producer_id),
  unique (region_id, token_hash),
  foreign key (region_id, cycle_id) references trade_cycle,
  foreign key (region_id, producer_id) references party
);
call db_region_table('trade_cycle_producer', 'select, insert, update, delete');

-- 出せる量, in base units. `taken` is booked of this product by name; what pools take is known when it is allocated.
create table trade_availability (
  region_id int not null,
  cycle_id uuid not null,
  product_id uuid not null,
  offered bigint not null check (offered >= 0),
  taken bigint not null default 0 check (taken >= 0),
  harvest_on date,
  changed_at timestamptz not null,
  changed_by uuid, -- none: through the link of the mail
  primary key (region_id, cycle_id, product_id),
  foreign key (region_id, cycle_id) references trade_cycle,
  foreign key (region_id, product_id) references trade_product
);
create index trade_availability_by_product on trade_availability (region_id, product_id);
call db_region_table('trade_availability', 'select, insert, update');

-- What is booked of a pool, in its units.
create table trade_cycle_pool (
  region_id int not null,
  cycle_id uuid not null,
  pool_id uuid not null,
  taken int not null default 0 check (taken >= 0),
  primary key (region_id, cycle_id, pool_id),
  foreign key (region_id, cycle_id) references trade_cycle,
  foreign key (region_id, pool_id) references trade_pool
);
call db_region_table('trade_cycle_pool', 'select, insert, update');

-- 予約: what a buyer wants of a cycle on one of its days. More of it is added to the same booking until the cycle closes.
create table trade_booking (
  region_id int not null,
  booking_id uuid not null,
  cycle_id uuid not null,
  buyer_id uuid not null,
  deliver_on date not null,
  place_id uuid,
  point_no smallint,
  note text not null default '',
  order_id uuid, -- what it became
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (region_id, booking_id),
  unique (region_id, cycle_id, buyer_id, deliver_on),
  foreign key (region_id, cycle_id) references trade_cycle,
  foreign key (region_id, buyer_id) references party,
  foreign key (region_id, place_id) references trade_place,
  foreign key (region_id, order_id) references trade_order
);
create index trade_booking_by_buyer on trade_booking (region_id, buyer_id);
call db_region_table('trade_booking', 'select, insert, update');

create table trade_booking_line (
  region_id int not null,
  booking_id uuid not null,
  line_no smallint not null,
  variant_id uuid,
  pool_id uuid,
  quantity int not null check (quantity >= 0), -- nothing: taken back
  price_yen bigint not null,
  amount_yen bigint not null, -- expected; goods by weight by what they are meant to weigh
  standing boolean not null default false, -- put in by a standing order
  primary key (region_id, booking_id, line_no),
  unique (region_id, booking_id, variant_id),
  unique (region_id, booking_id, pool_id),
  foreign key (region_id, booking_id) references trade_booking,
  foreign key (region_id, variant_id) references trade_variant,
  foreign key (region_id, pool_id) references trade_pool,
  check (num_nonnulls(variant_id, pool_id) = 1)
);
call db_region_table('trade_booking_line', 'select, insert, update');

-- 割り当て: whose goods a line gets, and the figures by which it was decided.
create table trade_allocation (
  region_id int not null,
  booking_id uuid not null,
  line_no smallint not null,
  variant_id uuid not null,
  quantity int not null check (quantity >= 0),
  reason jsonb not null default '{}',
  overridden_because text not null default '',
  primary key (region_id, booking_id, line_no, variant_id),
  foreign key (region_id, booking_id, line_no) references trade_booking_line,
  foreign key (region_id, variant_id) references trade_variant
);
call db_region_table('trade_allocation', 'select, insert, update, delete');

-- 定期注文: booked by itself when a cycle opens, until it is paused or ended.
create table trade_standing (
  region_id int not null,
  standing_id uuid not null,
  buyer_id uuid not null,
  variant_id uuid,
  pool_id uuid,
  quantity int not null check (quantity > 0),
  every_weeks smallint not null check (every_weeks between 1 and 12),
  starts_on date not null,
  ends_on date,
  paused_from date,
  paused_to date,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (region_id, standing_id),
  foreign key (region_id, buyer_id) references party,
  foreign key (region_id, variant_id) references trade_variant,
  foreign key (region_id, pool_id) references trade_pool,
  check (num_nonnulls(variant_id, pool_id) = 1),
  check (num_nonnulls(paused_from, paused_to) in (0, 2) and paused_from <= paused_to)
);
create index trade_standing_by_buyer on trade_standing (region_id, buyer_id);
call db_region_table('trade_standing', 'select, insert, update');
