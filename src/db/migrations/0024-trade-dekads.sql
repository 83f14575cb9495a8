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
