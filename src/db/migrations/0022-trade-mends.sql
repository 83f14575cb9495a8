-- The rule of a set of food and other things (一体資産) by its days, as tax rates are kept: a region that has its rates gets it too.
insert into party_parameter (region_id, name, valid_from, value, source, confirmed)
select r.region_id, x.name, '2019-10-01', x.value, '消費税法施行令2条の3', false
from (select distinct region_id from party_parameter where name = 'tax.reduced_pct') r,
  (values ('tax.reduced_set_most_jpy', 10000), ('tax.reduced_set_food_thirds', 2)) x (name, value)
on conflict do nothing;
