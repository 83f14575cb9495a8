-- 督促: which invoice was asked for again, when and of whom. Never changed.
create table trade_reminder (
  region_id int not null,
  reminder_id uuid not null,
  invoice_id uuid not null,
  buyer_id uuid not null,
  stage smallint not null check (stage between 1 and 3), -- 1 asks kindly, 3 is the last
  left_yen bigint not null check (left_yen > 0), -- what was open on that day
  sent_on date not null,
  recipients text[] not null check (cardinality(recipients) > 0),
  sent_at timestamptz not null,
  sent_by uuid,
  primary key (region_id, reminder_id),
  foreign key (region_id, invoice_id) references trade_invoice,
  foreign key (region_id, buyer_id) references party
);
create index trade_reminder_by_invoice on trade_reminder (region_id, invoice_id, sent_on);
create index trade_reminder_by_buyer on trade_reminder (region_id, buyer_id, sent_on);
call db_region_table('trade_reminder', 'select, insert');
call db_append_only('trade_reminder');
