-- 地域商社: what is offered, what is there, who ordered what, what was shipped and came back.

-- How the company works; one row a region. Day 31 means the last day of the month.
create table trade_setting (
  region_id int primary key,
  rounding text not null default 'floor' check (rounding in ('floor', 'round', 'ceil')),
  closing_day smallint not null default 31 check (closing_day between 1 and 31),
  pay_months smallint not null default 1 check (pay_months between 0 and 6), -- 1: the month after the closing
  pay_day smallint not null default 31 check (pay_day between 1 and 31),
  requester_code text not null default '' check (requester_code ~ '^[0-9]{0,10}$') -- 依頼人コード of the bank
);
call db_region_table('trade_setting', 'select, insert, update');

-- What differs for one buyer; a column without a value means the company's setting.
create table trade_buyer (
  region_id int not null,
  buyer_id uuid not null,
  closing_day smallint check (closing_day between 1 and 31),
  pay_months smallint check (pay_months between 0 and 6),
  pay_day smallint check (pay_day between 1 and 31),
  payer_kana text not null default '', -- how the payer stands on the bank statement
  delivery_note text not null default '', -- where and when to deliver
  primary key (region_id, buyer_id),
  foreign key (region_id, buyer_id) references party
);
call db_region_table('trade_buyer', 'select, insert, update');

create table trade_product (
  region_id int not null,
  product_id uuid not null,
  product_no text not null, -- what lists and files call it
  producer_id uuid not null,
  name text not null check (name <> ''),
  kana text not null default '',
  name_en text not null default '',
  story text not null default '',
  story_en text not null default '',
  category text not null check (category in ('vegetable', 'mushroom', 'fruit', 'grain', 'meat_egg_dairy', 'processed',
    'seasoning', 'sweets', 'alcohol', 'flower', 'craft', 'firewood')),
  tax_class text not null check (tax_class in ('reduced', 'standard')),
  base_kind text not null check (base_kind in ('count', 'weight')), -- pieces, or grams
  base_unit text not null, -- 本; for weight always g
  base_unit_en text not null default '',
  season_months smallint[] not null default '{}', -- none: the whole year
  temperature text not null check (temperature in ('ambient', 'chilled', 'frozen')),
  shelf_life_days int check (shelf_life_days > 0),
  allergens text[] not null default '{}',
  picture_id uuid,
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  search_key text not null,
  search_tokens tsvector not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (region_id, product_id),
  unique (region_id, product_no),
  foreign key (region_id, producer_id) references party
);
create index trade_product_by_kana on trade_product (region_id, state, kana, name, product_id);
create index trade_product_by_producer on trade_product (region_id, producer_id);
create index trade_product_search on trade_product using gin (search_tokens);
call db_region_table('trade_product', 'select, insert, update');

-- Row-level security lets no index answer @@, whose function is not known to be leakproof; this one names the region
-- itself and may use it.
create function trade_product_found(p_tokens tsquery) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select product_id from trade_product where region_id = (select db_region()) and search_tokens @@ p_tokens
$$;
revoke all on function trade_product_found(tsquery) from public;
grant execute on function trade_product_found(tsquery) to yuinowa_app;

-- A way in which the product is sold: 箱 of 12 本, bag of 500 g. Prices are yen without tax.
create table trade_variant (
  region_id int not null,
  variant_id uuid not null,
  product_id uuid not null,
  position smallint not null,
  name text not null check (name <> ''),
  name_en text not null default '',
  base_quantity int not null check (base_quantity > 0), -- pieces or grams in one
  priced_by text not null check (priced_by in ('variant', 'kg')),
  price_yen bigint not null check (price_yen >= 0),
  jan text not null default '' check (jan ~ '^([0-9]{8}|[0-9]{13})?$'),
  active boolean not null default true,
  primary key (region_id, variant_id),
  foreign key (region_id, product_id) references trade_product
);
create index trade_variant_by_product on trade_variant (region_id, product_id, position);
call db_region_table('trade_variant', 'select, insert, update');

-- The terms between producer and company, from a day on; the row that began last counts. Consignment has a commission
-- (basis points of the sales with tax), purchase a price (yen without tax per piece, or per kg for weight).
create table trade_contract (
  region_id int not null,
  product_id uuid not null,
  valid_from date not null,
  model text not null check (model in ('consignment', 'purchase')),
  commission_bp int check (commission_bp between 0 and 10000),
  purchase_price_yen bigint check (purchase_price_yen >= 0),
  primary key (region_id, product_id, valid_from),
  check ((model = 'consignment') = (commission_bp is not null)),
  check ((model = 'purchase') = (purchase_price_yen is not null)),
  foreign key (region_id, product_id) references trade_product
);
call db_region_table('trade_contract', 'select, insert, update');

-- What is there and what is promised, in base units. The check is what never oversells, whatever the code does.
create table trade_stock (
  region_id int not null,
  product_id uuid not null,
  on_hand bigint not null default 0,
  reserved bigint not null default 0,
  primary key (region_id, product_id),
  check (0 <= reserved and reserved <= on_hand),
  foreign key (region_id, product_id) references trade_product
);
call db_region_table('trade_stock', 'select, insert, update');

create table trade_lot (
  region_id int not null,
  lot_id uuid not null,
  lot_no text not null,
  product_id uuid not null,
  producer_id uuid not null,
  received_on date not null,
  made_on date not null, -- harvested or made
  best_before date check (best_before >= made_on),
  place text not null default '', -- field, workshop, tank
  quantity bigint not null check (quantity > 0),
  remaining bigint not null check (0 <= remaining and remaining <= quantity),
  model text not null check (model in ('consignment', 'purchase')), -- of the contract of that day
  commission_bp int,
  purchase_price_yen bigint,
  note text not null default '',
  statement_id uuid, -- purchases: the statement on which it was settled
  received_at timestamptz not null,
  received_by uuid,
  primary key (region_id, lot_id),
  unique (region_id, lot_no),
  foreign key (region_id, product_id) references trade_product
);
create index trade_lot_by_product on trade_lot (region_id, product_id, received_on desc, lot_id);
create index trade_lot_left on trade_lot (region_id, product_id, best_before, received_on, lot_id) where remaining > 0;
create index trade_lot_unsettled on trade_lot (region_id, received_on) where statement_id is null and model = 'purchase';
call db_region_table('trade_lot', 'select, insert, update');

-- Every change of a lot, from the field to the last jar. Never changed.
create table trade_movement (
  region_id int not null,
  movement_id uuid not null,
  lot_id uuid not null,
  product_id uuid not null,
  kind text not null check (kind in ('receipt', 'shipment', 'return', 'waste')),
  quantity bigint not null check (quantity <> 0), -- base units; below zero when they leave
  moved_on date not null,
  document_id uuid,
  document_no text not null default '',
  reason text not null default '',
  moved_at timestamptz not null,
  actor_id uuid,
  primary key (region_id, movement_id),
  foreign key (region_id, lot_id) references trade_lot
);
create index trade_movement_by_lot on trade_movement (region_id, lot_id, movement_id);
create index trade_movement_by_document on trade_movement (region_id, document_id);
call db_region_table('trade_movement', 'select, insert');
call db_append_only('trade_movement');

-- Order numbers may have gaps: a counter without them would let only one buyer order at a time.
create sequence trade_order_number;
grant usage on sequence trade_order_number to yuinowa_app;

create table trade_order (
  region_id int not null,
  order_id uuid not null,
  order_no text not null,
  buyer_id uuid not null,
  ordered_on date not null,
  deliver_on date not null,
  state text not null check (state in ('ordered', 'accepted', 'shipped', 'cancelled')),
  note text not null default '',
  net_yen bigint not null check (net_yen >= 0), -- expected: goods by weight are invoiced by the scale
  ordered_at timestamptz not null,
  ordered_by uuid,
  ended_at timestamptz, -- cancelled, or fully shipped
  cancel_reason text not null default '',
  primary key (region_id, order_id),
  unique (region_id, order_no),
  foreign key (region_id, buyer_id) references party
);
create index trade_order_by_buyer on trade_order (region_id, buyer_id, order_no);
create index trade_order_open on trade_order (region_id, deliver_on) where state in ('ordered', 'accepted');
call db_region_table('trade_order', 'select, insert, update');

create table trade_order_line (
  region_id int not null,
  order_id uuid not null,
  line_no smallint not null,
  product_id uuid not null,
  variant_id uuid not null,
  product_name text not null,
  product_name_en text not null,
  variant_name text not null,
  variant_name_en text not null,
  base_quantity int not null, -- in one of the variant
  quantity int not null check (quantity > 0),
  priced_by text not null,
  price_yen bigint not null,
  tax_class text not null,
  amount_yen bigint not null,
  shipped int not null default 0 check (shipped >= 0 and shipped + dropped <= quantity),
  dropped int not null default 0 check (dropped >= 0), -- closed without being shipped
  primary key (region_id, order_id, line_no),
  foreign key (region_id, order_id) references trade_order,
  foreign key (region_id, product_id) references trade_product,
  foreign key (region_id, variant_id) references trade_variant
);
create index trade_order_line_by_product on trade_order_line (region_id, product_id, order_id);
call db_region_table('trade_order_line', 'select, insert, update');

create table trade_delivery (
  region_id int not null,
  delivery_id uuid not null,
  delivery_no text not null,
  order_id uuid not null,
  buyer_id uuid not null,
  shipped_on date not null,
  note text not null default '',
  net_yen bigint not null check (net_yen >= 0),
  invoice_id uuid,
  shipped_at timestamptz not null,
  shipped_by uuid,
  primary key (region_id, delivery_id),
  unique (region_id, delivery_no),
  foreign key (region_id, order_id) references trade_order
);
create index trade_delivery_by_order on trade_delivery (region_id, order_id);
create index trade_delivery_by_buyer on trade_delivery (region_id, buyer_id, delivery_no);
create index trade_delivery_uninvoiced on trade_delivery (region_id, buyer_id, shipped_on) where invoice_id is null;
create index trade_delivery_by_invoice on trade_delivery (region_id, invoice_id) where invoice_id is not null;
call db_region_table('trade_delivery', 'select, insert, update');

create table trade_delivery_line (
  region_id int not null,
  delivery_id uuid not null,
  line_no smallint not null,
  order_line_no smallint not null,
  product_id uuid not null,
  product_name text not null,
  product_name_en text not null,
  variant_name text not null,
  variant_name_en text not null,
  quantity int not null check (quantity > 0), -- of the variant
  base_quantity bigint not null check (base_quantity > 0), -- base units that left, all together; grams by the scale
  priced_by text not null,
  price_yen bigint not null,
  tax_class text not null,
  amount_yen bigint not null check (amount_yen >= 0),
  primary key (region_id, delivery_id, line_no),
  foreign key (region_id, delivery_id) references trade_delivery
);
create index trade_delivery_line_by_product on trade_delivery_line (region_id, product_id, delivery_id);
call db_region_table('trade_delivery_line', 'select, insert');

-- From which lots a line was taken, each with its share of the line's amount: the way from a jar to its field, and what
-- each producer's statement is made of.
create table trade_delivery_lot (
  region_id int not null,
  delivery_id uuid not null,
  line_no smallint not null,
  lot_id uuid not null,
  quantity bigint not null check (quantity > 0), -- base units
  returned bigint not null default 0 check (returned between 0 and quantity),
  amount_yen bigint not null check (amount_yen >= 0),
  statement_id uuid,
  primary key (region_id, delivery_id, line_no, lot_id),
  foreign key (region_id, delivery_id, line_no) references trade_delivery_line,
  foreign key (region_id, lot_id) references trade_lot
);
create index trade_delivery_lot_by_lot on trade_delivery_lot (region_id, lot_id);
create index trade_delivery_lot_unsettled on trade_delivery_lot (region_id, lot_id) where statement_id is null;
create index trade_delivery_lot_by_statement on trade_delivery_lot (region_id, statement_id) where statement_id is not null;
call db_region_table('trade_delivery_lot', 'select, insert, update');

-- Goods that a buyer sent back: a document of its own, taken off the next invoice.
create table trade_return (
  region_id int not null,
  return_id uuid not null,
  return_no text not null,
  delivery_id uuid not null,
  line_no smallint not null,
  buyer_id uuid not null,
  returned_on date not null,
  quantity int not null check (quantity > 0), -- of the variant, or grams where priced by the kilogram
  base_quantity bigint not null check (base_quantity > 0),
  amount_yen bigint not null check (amount_yen >= 0),
  fate text not null check (fate in ('stock', 'waste')),
  reason text not null check (reason <> ''),
  invoice_id uuid,
  taken_at timestamptz not null,
  taken_by uuid,
  primary key (region_id, return_id),
  unique (region_id, return_no),
  foreign key (region_id, delivery_id, line_no) references trade_delivery_line
);
create index trade_return_by_delivery on trade_return (region_id, delivery_id);
create index trade_return_uninvoiced on trade_return (region_id, buyer_id, returned_on) where invoice_id is null;
create index trade_return_by_invoice on trade_return (region_id, invoice_id) where invoice_id is not null;
call db_region_table('trade_return', 'select, insert, update');

create table trade_return_lot (
  region_id int not null,
  return_id uuid not null,
  lot_id uuid not null,
  quantity bigint not null check (quantity > 0),
  amount_yen bigint not null check (amount_yen >= 0),
  statement_id uuid,
  primary key (region_id, return_id, lot_id),
  foreign key (region_id, return_id) references trade_return,
  foreign key (region_id, lot_id) references trade_lot
);
create index trade_return_lot_unsettled on trade_return_lot (region_id, lot_id) where statement_id is null;
create index trade_return_lot_by_statement on trade_return_lot (region_id, statement_id) where statement_id is not null;
call db_region_table('trade_return_lot', 'select, insert, update');
