-- 返還請求書 (credit note): an invoice below zero. It is settled with what the buyer pays next, or paid back by the bank.
alter table trade_invoice drop constraint trade_invoice_check;
alter table trade_invoice drop constraint trade_invoice_check1;
alter table trade_invoice add constraint trade_invoice_gross_is_net_and_tax check (gross_yen = net_yen + tax_yen);
alter table trade_invoice add constraint trade_invoice_paid_within
  check (paid_yen between least(0, gross_yen) and greatest(0, gross_yen));
alter table trade_invoice alter column state set expression as
  (case when paid_yen = gross_yen then 'paid' when paid_yen <> 0 then 'part_paid' else 'issued' end);
create index trade_invoice_credit on trade_invoice (region_id, buyer_id) where paid_yen > gross_yen;

-- A payment below zero went back to the buyer.
alter table trade_payment drop constraint trade_payment_amount_yen_check;
alter table trade_payment add constraint trade_payment_amount_yen_check check (amount_yen <> 0);
alter table trade_payment_part drop constraint trade_payment_part_amount_yen_check;
alter table trade_payment_part add constraint trade_payment_part_amount_yen_check check (amount_yen <> 0);
