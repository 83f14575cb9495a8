-- A season is said in thirds of a month (旬): 1 is 1月上旬, 36 is 12月下旬; none is the whole year.
alter table trade_product
  add column season_dekads smallint[] not null default '{}'
    check (1 <= all (season_dekads) and 36 >= all (season_dekads));
update trade_product
  set season_dekads = array(
    select (m * 3 - 3 + third)::smallint from unnest(season_months) m, generate_series(1, 3) third order by 1
  )
  where season_months <> '{}';
alter table trade_product drop column season_months;

-- The least order of a specification was that of the first variant, which has one of its own by now.
update trade_variant v
  set least_quantity = s.least_order
  from trade_spec s
  where s.region_id = v.region_id and s.product_id = v.product_id and v.least_quantity = 1
    and s.least_order % v.step_quantity = 0 and v.active
    and v.position = (select min(o.position) from trade_variant o
      where o.region_id = v.region_id and o.product_id = v.product_id and o.active);
alter table trade_spec drop column least_order;
