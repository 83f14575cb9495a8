-- Money that comes to the company without a sale: grants and subsidies, gifts, investment. Posted as a transfer, so that the
-- circulation never counts it among what the region earned.
create table trade_grant (
  region_id int not null,
  grant_id uuid not null,
  grant_no text not null,
  giver_id uuid not null,
  sort text not null check (sort in ('grant', 'gift', 'investment')),
  received_on date not null,
  amount_yen bigint not null check (amount_yen > 0),
  memo text not null default '',
  bank_line_id uuid, -- the line on which it came; it is set aside, and taken back when this is undone
  entry_id uuid not null,
  undone_at timestamptz,
  undone_because text not null default '',
  booked_at timestamptz not null,
  booked_by uuid,
  primary key (region_id, grant_id),
  unique (region_id, grant_no),
  foreign key (region_id, giver_id) references party
);
create unique index trade_grant_of_line on trade_grant (region_id, bank_line_id)
  where undone_at is null and bank_line_id is not null;
create index trade_grant_by_day on trade_grant (region_id, received_on desc, grant_id desc);
call db_region_table('trade_grant', 'select, insert, update');
