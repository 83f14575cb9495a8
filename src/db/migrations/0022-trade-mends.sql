-- The rule of a set of food and other things (一体資産) by its days, as tax rates are kept: a region that has its rates gets it too.
insert into party_parameter (region_id, name, valid_from, value, source, confirmed)
select r.region_id, x.name, '2019-10-01', x.value, '消費税法施行令2条の3', false
from (select distinct region_id from party_parameter where name = 'tax.reduced_pct') r,
  (values ('tax.reduced_set_most_jpy', 10000), ('tax.reduced_set_food_thirds', 2)) x (name, value)
on conflict do nothing;

-- Whether a payment or an expense stands for a bank line, so that those that wait are found without looking at all the others.
-- Kept by the rows that say so: whoever matches, books, or undoes either has it right.
alter table trade_bank_line add column matched boolean not null default false;
create function trade_line_matched() returns trigger language plpgsql as $$
begin
  update trade_bank_line l set matched =
    exists (select from trade_payment p
      where p.region_id = l.region_id and p.bank_line_id = l.bank_line_id and p.undone_at is null)
    or exists (select from trade_expense e
      where e.region_id = l.region_id and e.bank_line_id = l.bank_line_id and e.undone_at is null)
  where l.region_id = new.region_id and l.bank_line_id = new.bank_line_id;
  return null;
end $$;
create trigger line_matched after insert or update of undone_at on trade_payment
  for each row execute function trade_line_matched();
create trigger line_matched after insert or update of undone_at on trade_expense
  for each row when (new.bank_line_id is not null) execute function trade_line_matched();
update trade_bank_line l set matched = true
where exists (select from trade_payment p
    where p.region_id = l.region_id and p.bank_line_id = l.bank_line_id and p.undone_at is null)
  or exists (select from trade_expense e
    where e.region_id = l.region_id and e.bank_line_id = l.bank_line_id and e.undone_at is null);
create index trade_bank_line_open on trade_bank_line (region_id, booked_on desc, bank_line_id desc)
  where not matched and set_aside = '';

-- The list of invoices, the newest closing day first: all of them, and those that are not settled.
create index trade_invoice_by_closing on trade_invoice (region_id, closed_through desc, invoice_no desc);
create index trade_invoice_unsettled on trade_invoice (region_id, closed_through desc, invoice_no desc)
  where paid_yen <> gross_yen;
