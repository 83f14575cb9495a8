-- 手数料の計算: what the company takes of consigned goods beside the commission of the contract. Attached to everything, to a
-- producer or product, to a channel or to an order cycle, from a day to a day. Yen are with tax: it is a service of the company.
create table trade_fee (
  region_id int not null,
  fee_id uuid not null,
  name text not null check (name <> ''),
  name_en text not null default '',
  calculator text not null check (calculator in ('flat', 'percent', 'per_unit', 'tiered')),
  flat_per text check (flat_per in ('statement', 'delivery')),
  amount_yen int check (amount_yen > 0), -- flat, or a piece or kilogram
  rate_bp int check (rate_bp between 1 and 10000), -- of the sales with tax
  tiers jsonb, -- [{ fromYen, rateBp }]: of the part of a month's sales that lies in each
  scope text not null check (scope in ('all', 'producer', 'product', 'channel', 'cycle')),
  scope_id uuid, -- the producer, product or cycle
  channel text, -- sector or kind of the buyer
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (region_id, fee_id),
  check ((calculator = 'flat') = (flat_per is not null)),
  check ((calculator in ('flat', 'per_unit')) = (amount_yen is not null)),
  check ((calculator = 'percent') = (rate_bp is not null)),
  check ((calculator = 'tiered') = (tiers is not null)),
  check ((scope in ('producer', 'product', 'cycle')) = (scope_id is not null)),
  check ((scope = 'channel') = (channel is not null))
);
call db_region_table('trade_fee', 'select, insert, update');

-- The fees on a statement, as they were worked out. They are part of its commission, whose tax is rounded once.
create table trade_statement_fee (
  region_id int not null,
  statement_id uuid not null,
  line_no smallint not null,
  fee_id uuid not null,
  name text not null,
  name_en text not null,
  calculator text not null,
  base bigint not null, -- yen with tax of the sales, pieces or grams, or how often
  base_kind text not null check (base_kind in ('yen', 'pieces', 'grams', 'times')),
  amount_yen bigint not null,
  primary key (region_id, statement_id, line_no),
  foreign key (region_id, statement_id) references trade_statement,
  foreign key (region_id, fee_id) references trade_fee
);
call db_region_table('trade_statement_fee', 'select, insert');
call db_append_only('trade_statement_fee');

create index trade_booking_by_order on trade_booking (region_id, order_id) where order_id is not null;
