-- 地域商社: stock that is counted (棚卸), and goods that leave as samples. Reasons of their own, beside waste.
alter table trade_movement drop constraint trade_movement_kind_check;
alter table trade_movement add constraint trade_movement_kind_check
  check (kind in ('receipt', 'shipment', 'return', 'waste', 'sample', 'count'));
