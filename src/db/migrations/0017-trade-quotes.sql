-- 見積: a buyer asks, the company offers, the buyer may counter, one side accepts what the other said last. Every turn stays.
create table trade_quote (
  region_id int not null,
  quote_id uuid not null,
  quote_no text not null,
  buyer_id uuid not null,
  state text not null check (state in ('asked', 'offered', 'countered', 'accepted', 'declined')),
  deliver_on date not null,
  valid_until date, -- of the company's last offer
  order_id uuid, -- what it became
  declined_because text not null default '',
  changed_at timestamptz not null,
  primary key (region_id, quote_id),
  unique (region_id, quote_no),
  foreign key (region_id, buyer_id) references party,
  foreign key (region_id, order_id) references trade_order,
  check ((state = 'accepted') = (order_id is not null))
);
create index trade_quote_by_buyer on trade_quote (region_id, buyer_id, quote_no);
call db_region_table('trade_quote', 'select, insert, update');

create table trade_quote_turn (
  region_id int not null,
  quote_id uuid not null,
  turn_no smallint not null,
  by_company boolean not null,
  note text not null default '',
  valid_until date,
  made_at timestamptz not null,
  made_by uuid,
  primary key (region_id, quote_id, turn_no),
  foreign key (region_id, quote_id) references trade_quote
);
call db_region_table('trade_quote_turn', 'select, insert');
call db_append_only('trade_quote_turn');

create table trade_quote_line (
  region_id int not null,
  quote_id uuid not null,
  turn_no smallint not null,
  line_no smallint not null,
  product_id uuid not null,
  variant_id uuid not null,
  product_name text not null,
  product_name_en text not null,
  variant_name text not null,
  variant_name_en text not null,
  base_quantity int not null,
  quantity int not null check (quantity > 0),
  priced_by text not null,
  tax_class text not null,
  price_yen bigint check (price_yen >= 0), -- none: the buyer leaves it to the company
  primary key (region_id, quote_id, turn_no, line_no),
  foreign key (region_id, quote_id, turn_no) references trade_quote_turn,
  foreign key (region_id, variant_id) references trade_variant
);
call db_region_table('trade_quote_line', 'select, insert');
call db_append_only('trade_quote_line');
