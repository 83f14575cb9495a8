-- 検収: what a buyer found when the goods came. Nothing moves by it: what was missing or damaged is settled by a return,
-- or turned down with a reason. What the buyer kept is what was shipped less its differences.
create table trade_acceptance (
  region_id int not null,
  acceptance_id uuid not null,
  delivery_id uuid not null,
  accepted_on date not null,
  note text not null default '',
  by_buyer boolean not null, -- the buyer told it; else staff noted it
  recorded_at timestamptz not null,
  recorded_by uuid,
  undone_at timestamptz,
  primary key (region_id, acceptance_id),
  foreign key (region_id, delivery_id) references trade_delivery
);
create unique index trade_acceptance_of_delivery on trade_acceptance (region_id, delivery_id) where undone_at is null;
call db_region_table('trade_acceptance', 'select, insert, update');

create table trade_difference (
  region_id int not null,
  acceptance_id uuid not null,
  line_no smallint not null,
  kind text not null check (kind in ('short', 'damaged')), -- 不足, 破損
  quantity int not null check (quantity > 0), -- of the variant; grams where priced by the kilogram
  reason text not null default '',
  return_id uuid, -- what it became
  rejected_because text not null default '',
  settled_at timestamptz,
  settled_by uuid,
  primary key (region_id, acceptance_id, line_no, kind),
  foreign key (region_id, acceptance_id) references trade_acceptance,
  foreign key (region_id, return_id) references trade_return,
  check (return_id is null or rejected_because = ''),
  check ((settled_at is not null) = (return_id is not null or rejected_because <> ''))
);
create index trade_difference_open on trade_difference (region_id, acceptance_id) where settled_at is null;
call db_region_table('trade_difference', 'select, insert, update');
