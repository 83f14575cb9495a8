-- Invoices by mail. The mail holds a link that opens the paper without signing in; it works for a time and tells nothing else.
create table trade_paper_link (
  region_id int not null,
  token_hash bytea not null,
  invoice_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (region_id, token_hash),
  foreign key (region_id, invoice_id) references trade_invoice
);
call db_region_table('trade_paper_link', 'select, insert, delete');

-- Which invoice was sent when and to whom. Never changed.
create table trade_invoice_mail (
  region_id int not null,
  invoice_mail_id uuid not null,
  invoice_id uuid not null,
  recipients text[] not null check (cardinality(recipients) > 0),
  sent_on date not null,
  sent_at timestamptz not null,
  sent_by uuid,
  primary key (region_id, invoice_mail_id),
  foreign key (region_id, invoice_id) references trade_invoice
);
create index trade_invoice_mail_by_invoice on trade_invoice_mail (region_id, invoice_id, sent_at);
call db_region_table('trade_invoice_mail', 'select, insert');
call db_append_only('trade_invoice_mail');
create index trade_invoice_by_issue on trade_invoice (region_id, issued_on desc);
