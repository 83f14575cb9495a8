-- 地域商社: invoices, the bank, expenses, and what producers get.

-- 適格請求書, one a buyer and closing. The rates are rounded once each; nothing here is worked out again later.
create table trade_invoice (
  region_id int not null,
  invoice_id uuid not null,
  invoice_no text not null,
  buyer_id uuid not null,
  buyer_name text not null,
  issuer_id uuid not null,
  issuer_name text not null,
  issuer_number text not null default '', -- registration number on the closing day; none: not a qualified invoice
  closed_through date not null,
  period_from date not null,
  issued_on date not null,
  due_on date not null,
  rounding text not null check (rounding in ('floor', 'round', 'ceil')),
  net_yen bigint not null,
  tax_yen bigint not null,
  gross_yen bigint not null check (gross_yen >= 0 and gross_yen = net_yen + tax_yen),
  paid_yen bigint not null default 0 check (paid_yen between 0 and gross_yen),
  state text not null generated always as
    (case when paid_yen = gross_yen then 'paid' when paid_yen > 0 then 'part_paid' else 'issued' end) stored,
  closed_at timestamptz not null,
  closed_by uuid,
  primary key (region_id, invoice_id),
  unique (region_id, invoice_no),
  foreign key (region_id, buyer_id) references party
);
create index trade_invoice_by_buyer on trade_invoice (region_id, buyer_id, invoice_no);
create index trade_invoice_open on trade_invoice (region_id, due_on) where paid_yen < gross_yen;
call db_region_table('trade_invoice', 'select, insert, update');

-- `qualified` is the part for which this is a qualified invoice; `other` are goods consigned by producers who are not
-- registered, for which nobody can issue one (媒介者交付特例 asks that both are).
create table trade_invoice_rate (
  region_id int not null,
  invoice_id uuid not null,
  part text not null check (part in ('qualified', 'other')),
  tax_class text not null check (tax_class in ('reduced', 'standard')),
  rate_pct smallint not null,
  net_yen bigint not null,
  tax_yen bigint not null,
  gross_yen bigint not null check (gross_yen = net_yen + tax_yen),
  primary key (region_id, invoice_id, part, tax_class, rate_pct),
  foreign key (region_id, invoice_id) references trade_invoice
);
call db_region_table('trade_invoice_rate', 'select, insert');

create table trade_invoice_line (
  region_id int not null,
  invoice_id uuid not null,
  line_no int not null,
  part text not null check (part in ('qualified', 'other')),
  source text not null check (source in ('delivery', 'return')),
  document_id uuid not null,
  document_no text not null,
  traded_on date not null,
  product_name text not null,
  product_name_en text not null,
  unit_name text not null, -- the variant; the base unit where a line had to be split
  unit_name_en text not null,
  quantity bigint not null, -- grams where priced by the kilogram; below zero for a return
  priced_by text not null check (priced_by in ('variant', 'kg', 'split')),
  price_yen bigint not null,
  tax_class text not null,
  rate_pct smallint not null,
  amount_yen bigint not null,
  primary key (region_id, invoice_id, line_no),
  foreign key (region_id, invoice_id) references trade_invoice
);
call db_region_table('trade_invoice_line', 'select, insert');

-- Lines of the company's bank account. `identity` says what makes a line the same one in another file.
create table trade_bank_line (
  region_id int not null,
  bank_line_id uuid not null,
  identity bytea not null,
  account text not null,
  booked_on date not null,
  amount_yen bigint not null check (amount_yen <> 0), -- below zero when it went out
  balance_yen bigint,
  text text not null,
  payer_kana text not null default '', -- for comparing: as banks write it, without the legal form
  set_aside text not null default '', -- why nobody need look at it any more
  import_id uuid,
  imported_at timestamptz not null,
  primary key (region_id, bank_line_id),
  unique (region_id, identity)
);
create index trade_bank_line_by_day on trade_bank_line (region_id, booked_on desc, bank_line_id desc);
call db_region_table('trade_bank_line', 'select, insert, update');

-- A bank line, or cash over the counter, that pays invoices.
create table trade_payment (
  region_id int not null,
  payment_id uuid not null,
  payment_no text not null,
  bank_line_id uuid not null,
  buyer_id uuid not null,
  paid_on date not null,
  amount_yen bigint not null check (amount_yen > 0),
  entry_id uuid,
  undone_at timestamptz,
  undone_because text not null default '',
  matched_at timestamptz not null,
  matched_by uuid,
  primary key (region_id, payment_id),
  unique (region_id, payment_no),
  foreign key (region_id, bank_line_id) references trade_bank_line
);
create unique index trade_payment_of_line on trade_payment (region_id, bank_line_id) where undone_at is null;
call db_region_table('trade_payment', 'select, insert, update');

create table trade_payment_part (
  region_id int not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  amount_yen bigint not null check (amount_yen > 0),
  primary key (region_id, payment_id, invoice_id),
  foreign key (region_id, payment_id) references trade_payment,
  foreign key (region_id, invoice_id) references trade_invoice
);
create index trade_payment_part_by_invoice on trade_payment_part (region_id, invoice_id);
call db_region_table('trade_payment_part', 'select, insert');

create table trade_expense (
  region_id int not null,
  expense_id uuid not null,
  expense_no text not null,
  payee_id uuid not null,
  category text not null check (category in ('wages', 'freight', 'packaging', 'materials', 'rent', 'energy',
    'communication', 'fees', 'advertising', 'other')),
  spent_on date not null,
  amount_yen bigint not null check (amount_yen > 0), -- with tax
  memo text not null default '',
  bank_line_id uuid,
  entry_id uuid,
  undone_at timestamptz,
  undone_because text not null default '',
  booked_at timestamptz not null,
  booked_by uuid,
  primary key (region_id, expense_id),
  unique (region_id, expense_no),
  foreign key (region_id, payee_id) references party
);
create unique index trade_expense_of_line on trade_expense (region_id, bank_line_id)
  where undone_at is null and bank_line_id is not null;
create index trade_expense_by_day on trade_expense (region_id, spent_on desc, expense_id desc);
call db_region_table('trade_expense', 'select, insert, update');

-- What a producer gets for a month: 委託販売精算書 for what was consigned, 支払通知書 (仕入明細書) for what was bought. Who
-- has both gets both. Nothing here is worked out again later.
create table trade_statement (
  region_id int not null,
  statement_id uuid not null,
  statement_no text not null,
  model text not null check (model in ('consignment', 'purchase')),
  producer_id uuid not null,
  producer_name text not null,
  producer_number text not null default '', -- registration number on the last day; none: not registered
  company_name text not null,
  company_number text not null default '',
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  made_on date not null,
  pay_on date not null,
  rounding text not null check (rounding in ('floor', 'round', 'ceil')),
  net_yen bigint not null, -- sold or bought, returns taken off
  tax_yen bigint not null,
  gross_yen bigint not null check (gross_yen = net_yen + tax_yen),
  rates jsonb not null, -- the same per rate
  commission_net_yen bigint not null default 0,
  commission_tax_yen bigint not null default 0,
  commission_yen bigint not null default 0 check (commission_yen = commission_net_yen + commission_tax_yen),
  commission_rate_pct smallint, -- of the tax in the commission
  transitional jsonb, -- of a producer who is not registered: share, tax part, deductible
  carried_forward_yen bigint not null check (carried_forward_yen <= 0),
  payout_yen bigint not null check (payout_yen >= 0),
  carried_over_yen bigint not null check (carried_over_yen <= 0),
  payout_id uuid,
  made_at timestamptz not null,
  made_by uuid,
  primary key (region_id, statement_id),
  unique (region_id, statement_no),
  foreign key (region_id, producer_id) references party,
  check (gross_yen - commission_yen + carried_forward_yen = payout_yen + carried_over_yen)
);
create index trade_statement_by_producer on trade_statement (region_id, producer_id, statement_no);
create index trade_statement_unpaid on trade_statement (region_id, pay_on) where payout_id is null and payout_yen > 0;
create index trade_statement_by_payout on trade_statement (region_id, payout_id) where payout_id is not null;
call db_region_table('trade_statement', 'select, insert, update');

create table trade_statement_line (
  region_id int not null,
  statement_id uuid not null,
  line_no int not null,
  source text not null check (source in ('delivery', 'return', 'lot')),
  document_id uuid not null,
  document_no text not null,
  traded_on date not null,
  buyer_name text not null default '',
  product_name text not null,
  product_name_en text not null,
  unit_name text not null,
  unit_name_en text not null,
  quantity bigint not null, -- grams where priced by the kilogram; below zero for a return
  priced_by text not null check (priced_by in ('variant', 'kg', 'split')),
  price_yen bigint not null,
  tax_class text not null,
  rate_pct smallint not null,
  amount_yen bigint not null, -- without tax
  commission_bp int,
  primary key (region_id, statement_id, line_no),
  foreign key (region_id, statement_id) references trade_statement
);
call db_region_table('trade_statement_line', 'select, insert');

-- One transfer file. `file` is what the bank got, byte for byte.
create table trade_payout (
  region_id int not null,
  payout_id uuid not null,
  payout_no text not null,
  transfer_on date not null,
  amount_yen bigint not null check (amount_yen > 0),
  file_name text not null,
  file bytea not null,
  posted_at timestamptz, -- none: the day of the transfer is still to come
  cancelled_at timestamptz check (cancelled_at is null or posted_at is null),
  made_at timestamptz not null,
  made_by uuid,
  primary key (region_id, payout_id),
  unique (region_id, payout_no)
);
call db_region_table('trade_payout', 'select, insert, update');

create table trade_payout_line (
  region_id int not null,
  payout_id uuid not null,
  producer_id uuid not null, -- who is paid
  producer_name text not null,
  account text not null, -- bank, branch and the last digits, as it was on the day
  amount_yen bigint not null check (amount_yen > 0),
  entry_id uuid,
  primary key (region_id, payout_id, producer_id),
  foreign key (region_id, payout_id) references trade_payout
);
call db_region_table('trade_payout_line', 'select, insert, update');

-- Files that were brought in, kept as they were (電子帳簿保存法). The same file again is the same row; what of it was
-- written before is known by its rows.
create table trade_import (
  region_id int not null,
  import_id uuid not null,
  kind text not null check (kind in ('products', 'orders', 'bank')),
  name text not null,
  file_hash bytea not null,
  file bytea not null check (octet_length(file) <= 5000000),
  rows_written int not null default 0,
  uploaded_at timestamptz not null,
  uploaded_by uuid,
  written_at timestamptz, -- none: looked at, and not written yet
  primary key (region_id, import_id),
  unique (region_id, kind, file_hash)
);
call db_region_table('trade_import', 'select, insert, update');

-- Rows that were written, by what makes each the same one in another file.
create table trade_import_row (
  region_id int not null,
  identity bytea not null,
  import_id uuid not null,
  primary key (region_id, identity),
  foreign key (region_id, import_id) references trade_import
);
call db_region_table('trade_import_row', 'select, insert');
