-- 買い手の取引条件: where to send papers and goods, how much may be owed, who approves, and which prices count.
alter table trade_buyer
  add column billing_emails text[] not null default '{}', -- none: everybody who acts for the buyer
  add column credit_limit_yen bigint check (credit_limit_yen >= 0), -- 与信枠; none: no limit
  add column approval_above_yen bigint check (approval_above_yen >= 0); -- orders above it wait for an approver

create table trade_approver (
  region_id int not null,
  buyer_id uuid not null,
  user_id uuid not null,
  primary key (region_id, buyer_id, user_id),
  foreign key (region_id, buyer_id) references party,
  foreign key (region_id, user_id) references party_user
);
call db_region_table('trade_approver', 'select, insert, delete');

-- 納品先: a buyer's kitchens and shops. One that is not used any more stays for the orders that name it.
create table trade_place (
  region_id int not null,
  place_id uuid not null,
  buyer_id uuid not null,
  name text not null check (name <> ''),
  address text not null default '',
  note text not null default '', -- which door, which hours
  active boolean not null default true,
  primary key (region_id, place_id),
  foreign key (region_id, buyer_id) references party
);
create unique index trade_place_by_buyer on trade_place (region_id, buyer_id, name) where active;
call db_region_table('trade_place', 'select, insert, update');

alter table trade_order drop constraint trade_order_state_check;
alter table trade_order
  add constraint trade_order_state_check
    check (state in ('requested', 'ordered', 'accepted', 'shipped', 'cancelled')), -- requested: waits for an approver
  add column place_id uuid,
  add column approved_by uuid,
  add column approved_at timestamptz,
  add foreign key (region_id, place_id) references trade_place;
drop index trade_order_open;
create index trade_order_open on trade_order (region_id, deliver_on) where state in ('ordered', 'accepted');
create index trade_order_requested on trade_order (region_id, buyer_id) where state = 'requested';

-- 価格表: for one buyer or many. What it does not name costs the usual price less the discount.
create table trade_price_list (
  region_id int not null,
  price_list_id uuid not null,
  name text not null check (name <> ''),
  discount_bp int not null default 0 check (discount_bp between 0 and 9000), -- hundredths of a per cent
  note text not null default '',
  active boolean not null default true,
  primary key (region_id, price_list_id)
);
create unique index trade_price_list_name on trade_price_list (region_id, name) where active;
call db_region_table('trade_price_list', 'select, insert, update');

-- Yen without tax of one of a variant (per kg where it is priced so), from so many on, from a day to a day.
create table trade_price (
  region_id int not null,
  price_list_id uuid not null,
  variant_id uuid not null,
  from_quantity int not null check (from_quantity > 0),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  price_yen bigint not null check (price_yen >= 0),
  primary key (region_id, price_list_id, variant_id, from_quantity, valid_from),
  foreign key (region_id, price_list_id) references trade_price_list,
  foreign key (region_id, variant_id) references trade_variant
);
call db_region_table('trade_price', 'select, insert, update, delete');

-- Which lists count for a buyer: the first that says something of a variant.
create table trade_buyer_prices (
  region_id int not null,
  buyer_id uuid not null,
  position smallint not null,
  price_list_id uuid not null,
  primary key (region_id, buyer_id, position),
  unique (region_id, buyer_id, price_list_id),
  foreign key (region_id, buyer_id) references party,
  foreign key (region_id, price_list_id) references trade_price_list
);
create index trade_buyer_prices_by_list on trade_buyer_prices (region_id, price_list_id);
call db_region_table('trade_buyer_prices', 'select, insert, delete');
