-- What becomes of the wood: piles that dry, firewood and chips made of them, papers of where it came from, and the heat it gave.
-- The ledger has one account for each site and class; a pile says which of that wood it is, how dry, and what bringing it took.

alter table wood_programme
  add column certification_no text not null default '', -- 認定番号 of the association
  add column certification_body text not null default '',
  add column separation_keeper text not null default ''; -- 分別管理責任者

alter table wood_forest
  add column felling text not null default 'thinning' check (felling in ('thinning', 'final'));

alter table wood_intake
  add column proof text not null default 'none' check (proof in ('thinned', 'general', 'none'));

create table wood_pile (
  region_id int not null,
  pile_id uuid not null,
  site_id uuid not null,
  store text not null check (store in ('a', 'b', 'c', 'd', 'firewood', 'chips')),
  species text not null,
  proof text not null check (proof in ('thinned', 'general', 'none')), -- 由来の区分
  lot_no text not null default '', -- of chips: each chipping is a lot
  size text not null default '',
  ash text not null default '',
  begun_on date not null,
  closed_on date, -- nothing is added from this day on
  grams bigint not null check (grams >= 0),
  dry_g bigint not null check (dry_g between 0 and grams),
  co2_g bigint not null check (co2_g >= 0), -- emitted by machines and trucks for what lies there
  primary key (region_id, pile_id),
  foreign key (region_id, site_id) references wood_site
);
create unique index wood_pile_open on wood_pile (region_id, site_id, store, species, proof, lot_no) where closed_on is null;
create index wood_pile_stocked on wood_pile (region_id, site_id, begun_on) where grams > 0;
call db_region_table('wood_pile', 'select, insert, update');

-- What came to a pile (more than nothing) and went from it (less), with its dry mass and emissions.
create table wood_pile_move (
  region_id int not null,
  move_id uuid not null,
  pile_id uuid not null,
  cause text not null check (cause in ('intake', 'drying', 'splitting', 'chipping', 'moving', 'counting', 'handing', 'burning')),
  document_id uuid not null, -- the slip, the work or the day of a boiler
  occurred_on date not null,
  grams bigint not null,
  dry_g bigint not null,
  co2_g bigint not null,
  primary key (region_id, move_id),
  foreign key (region_id, pile_id) references wood_pile
);
create index wood_pile_move_of_pile on wood_pile_move (region_id, pile_id, occurred_on, move_id);
create index wood_pile_move_of_document on wood_pile_move (region_id, document_id);
call db_region_table('wood_pile_move', 'select, insert');

-- 作業. What was done with piles; undone by turning its entry round.
create table wood_work (
  region_id int not null,
  work_id uuid not null,
  work_no text not null,
  kind text not null check (kind in ('drying', 'splitting', 'chipping', 'moving', 'counting', 'handing')),
  site_id uuid not null,
  done_on date not null,
  in_g bigint not null,
  out_g bigint not null,
  fines_g bigint not null default 0, -- おが粉・くず
  diesel_ml bigint not null default 0,
  wet_bp int check (wet_bp between 0 and 9000), -- as measured
  supplier_id uuid, -- to whom firewood was handed
  note text not null default '',
  entry_id uuid, -- none where nothing moved
  reversed_by uuid, -- the entry that turned it round
  reversed_on date,
  reason text not null default '',
  made_at timestamptz not null,
  made_by text not null,
  primary key (region_id, work_id),
  unique (region_id, work_no),
  foreign key (region_id, site_id) references wood_site,
  foreign key (region_id, supplier_id) references wood_supplier
);
create index wood_work_by_day on wood_work (region_id, done_on, work_id);
call db_region_table('wood_work', 'select, insert, update');

-- Which slips a handing over of firewood paid, and by how much.
create table wood_handover_share (
  region_id int not null,
  work_id uuid not null,
  intake_id uuid not null,
  grams bigint not null check (grams > 0),
  yen bigint not null check (yen >= 0),
  primary key (region_id, work_id, intake_id),
  foreign key (region_id, work_id) references wood_work,
  foreign key (region_id, intake_id) references wood_intake
);
call db_region_table('wood_handover_share', 'select, insert');

-- 由来証明書. What others certified to us beside our own slips, and what we certify to others.
create table wood_certificate (
  region_id int not null,
  certificate_id uuid not null,
  certificate_no text not null, -- ours, or the one that the other gave
  direction text not null check (direction in ('in', 'out')),
  proof text not null check (proof in ('thinned', 'general')),
  product text not null check (product in ('logs', 'firewood', 'chips')),
  species text not null,
  grams bigint not null check (grams > 0),
  issued_on date not null,
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  other_name text not null check (other_name <> ''), -- to whom, or by whom
  other_address text not null default '',
  other_registration text not null default '', -- 認定番号
  pile_id uuid, -- of what is certified
  incoming text[] not null default '{}', -- numbers of the slips and certificates that it stands on
  cancelled_on date,
  reason text not null default '',
  made_at timestamptz not null,
  made_by text not null,
  primary key (region_id, certificate_id),
  foreign key (region_id, pile_id) references wood_pile
);
create unique index wood_certificate_number on wood_certificate (region_id, direction, certificate_no, other_name);
create index wood_certificate_by_day on wood_certificate (region_id, issued_on, certificate_id);
call db_region_table('wood_certificate', 'select, insert, update');

-- What a boiler is like: beside the site of its kind.
create table wood_boiler (
  region_id int not null,
  site_id uuid not null,
  method text not null check (method in ('meter', 'fuel')), -- heat by a meter (A), or by the fuel (B)
  efficiency_bp int not null check (efficiency_bp between 1000 and 11000),
  oil text not null check (oil in ('a_oil', 'kerosene')), -- what it stands in place of
  oil_efficiency_bp int not null check (oil_efficiency_bp between 1000 and 11000),
  bunker_least_g bigint not null check (bunker_least_g >= 0),
  bunker_most_g bigint not null check (bunker_most_g > bunker_least_g),
  heats text not null default '', -- 校舎・体育館
  user_id uuid not null, -- who uses the heat
  sold_as text not null default 'none' check (sold_as in ('none', 'chips', 'heat')), -- what its user pays for
  price_yen bigint not null default 0 check (price_yen >= 0), -- without tax, a tonne of chips or a MWh of heat
  primary key (region_id, site_id),
  foreign key (region_id, site_id) references wood_site,
  foreign key (region_id, user_id) references party
);
call db_region_table('wood_boiler', 'select, insert, update');

-- 30分値: a day of a heat meter, watt-hours of each half-hour; the one in which nothing was read is nothing.
create table wood_heat_reading (
  region_id int not null,
  site_id uuid not null,
  read_on date not null,
  wh int[] not null check (cardinality(wh) = 48),
  heat_wh bigint not null check (heat_wh >= 0),
  read_at timestamptz not null,
  primary key (region_id, site_id, read_on),
  foreign key (region_id, site_id) references wood_boiler
);
call db_region_table('wood_heat_reading', 'select, insert, update');

-- 運転日誌: what a boiler burnt and gave in a day. Put right by another of the same day, which turns its entries round.
create table wood_heat_day (
  region_id int not null,
  heat_id uuid not null,
  site_id uuid not null,
  burnt_on date not null,
  heat_wh bigint not null check (heat_wh >= 0),
  chips_g bigint not null check (chips_g >= 0),
  chips_estimated boolean not null, -- by the heat, since nobody weighed them
  oil_ml bigint not null default 0,
  power_wh bigint not null default 0,
  ash_g bigint not null default 0,
  minutes int not null default 0 check (minutes between 0 and 1440),
  fault text not null default '',
  note text not null default '',
  oil_saved_ml bigint not null,
  oil_jpy bigint not null, -- what that oil would have cost
  co2_saved_g bigint not null,
  co2_process_g bigint not null,
  heat_entry_id uuid,
  co2_entry_id uuid,
  replaced_at timestamptz,
  logged_at timestamptz not null,
  logged_by text not null,
  primary key (region_id, heat_id),
  foreign key (region_id, site_id) references wood_boiler
);
create unique index wood_heat_day_of_site on wood_heat_day (region_id, site_id, burnt_on) where replaced_at is null;
create index wood_heat_day_by_day on wood_heat_day (region_id, burnt_on) where replaced_at is null;
call db_region_table('wood_heat_day', 'select, insert, update');

-- Wood that was taken in before piles were kept lies in one pile for each site, class, species and origin.
update wood_intake i set proof = case
    when f.basis in ('plan', 'permit') or f.basis = 'notice' and f.felling = 'thinning' then 'thinned'
    when f.basis in ('notice', 'obstacle') then 'general' else 'none' end
from wood_forest f where f.region_id = i.region_id and f.forest_id = i.forest_id;

insert into wood_pile (region_id, pile_id, site_id, store, species, proof, begun_on, grams, dry_g, co2_g)
select region_id, gen_random_uuid(), site_id, wood_class, species, proof, min(approved_on), sum(grams),
  sum(round(grams * (1 - coalesce(wet_bp, 5000) / 10000.0))), 0
from wood_intake where state in ('approved', 'paid') group by region_id, site_id, wood_class, species, proof;

insert into wood_pile_move (region_id, move_id, pile_id, cause, document_id, occurred_on, grams, dry_g, co2_g)
select i.region_id, gen_random_uuid(), p.pile_id, 'intake', i.intake_id, i.approved_on, i.grams,
  round(i.grams * (1 - coalesce(i.wet_bp, 5000) / 10000.0)), 0
from wood_intake i
join wood_pile p on p.region_id = i.region_id and p.site_id = i.site_id and p.store = i.wood_class
  and p.species = i.species and p.proof = i.proof
where i.state in ('approved', 'paid');

-- What the user of a boiler paid for a month of chips or heat.
create table wood_fuel_sale (
  region_id int not null,
  sale_id uuid not null,
  sale_no text not null,
  site_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  sold_as text not null check (sold_as in ('chips', 'heat')),
  quantity bigint not null check (quantity > 0), -- grams or watt-hours
  price_yen bigint not null,
  net_yen bigint not null check (net_yen > 0),
  tax_yen bigint not null,
  paid_on date not null,
  entry_id uuid not null,
  cancelled_on date,
  reason text not null default '',
  made_at timestamptz not null,
  made_by text not null,
  primary key (region_id, sale_id),
  unique (region_id, sale_no),
  foreign key (region_id, site_id) references wood_boiler
);
create unique index wood_fuel_sale_of_month on wood_fuel_sale (region_id, site_id, month) where cancelled_on is null;
call db_region_table('wood_fuel_sale', 'select, insert, update');

insert into party_parameter (region_id, name, valid_from, valid_to, value, source, confirmed)
select r.region_id, p.name, p.valid_from::date, p.valid_to::date, p.value, p.source, false
from (select distinct region_id from party_parameter) r
cross join (values
  ('wood.bundle_kg', '2019-04-01', null, 7, '薪1束の重さの目安'),
  ('wood.firewood_dry_months', '2019-04-01', null, 24, '薪を乾かす期間の目安'),
  ('wood.oil_jpy_per_l', '2019-04-01', null, 110, '運用の初期値（地域で決める）'),
  ('co2.a_oil_gj_per_kl', '2019-04-01', '2023-03-31', 39.1, '温室効果ガス算定排出量の省令（2022年度まで）'),
  ('co2.a_oil_gj_per_kl', '2023-04-01', null, 38.9, '温室効果ガス算定排出量の省令（2023年度から）'),
  ('co2.a_oil_tc_per_gj', '2019-04-01', '2023-03-31', 0.0189, '温室効果ガス算定排出量の省令（2022年度まで）'),
  ('co2.a_oil_tc_per_gj', '2023-04-01', null, 0.0193, '温室効果ガス算定排出量の省令（2023年度から）'),
  ('co2.kerosene_gj_per_kl', '2019-04-01', '2023-03-31', 36.7, '温室効果ガス算定排出量の省令（2022年度まで）'),
  ('co2.kerosene_gj_per_kl', '2023-04-01', null, 36.5, '温室効果ガス算定排出量の省令（2023年度から）'),
  ('co2.kerosene_tc_per_gj', '2019-04-01', '2023-03-31', 0.0185, '温室効果ガス算定排出量の省令（2022年度まで）'),
  ('co2.kerosene_tc_per_gj', '2023-04-01', null, 0.0187, '温室効果ガス算定排出量の省令（2023年度から）'),
  ('co2.diesel_gj_per_kl', '2019-04-01', '2023-03-31', 37.7, '温室効果ガス算定排出量の省令（2022年度まで）'),
  ('co2.diesel_gj_per_kl', '2023-04-01', null, 38.0, '温室効果ガス算定排出量の省令（2023年度から）'),
  ('co2.diesel_tc_per_gj', '2019-04-01', '2023-03-31', 0.0187, '温室効果ガス算定排出量の省令（2022年度まで）'),
  ('co2.diesel_tc_per_gj', '2023-04-01', null, 0.0188, '温室効果ガス算定排出量の省令（2023年度から）'),
  ('co2.power_kg_per_kwh', '2019-04-01', null, 0.512, '電気の代替値（2017年。地域の電気の値に置きかえる）')
) p (name, valid_from, valid_to, value, source)
on conflict do nothing;
