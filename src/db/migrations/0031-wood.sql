-- 木質資源. Citizens, owners and crews deliver wood to yards; it is measured, approved and paid in yen, points or firewood.
-- The amounts are the ledger's (WOOD in grams, JPY, PT); here stand the papers and who did what.

alter table party_membership drop constraint party_membership_role_check;
alter table party_membership add constraint party_membership_role_check
  check (role in ('producer', 'buyer', 'citizen', 'shop', 'yard_keeper', 'company_staff', 'advisor', 'officer', 'administrator'));

-- One a region: the party that buys the wood and pays for it, and the nature it comes from.
create table wood_programme (
  region_id int primary key,
  party_id uuid not null,
  nature_id uuid not null,
  requester_code text not null default '' check (requester_code ~ '^[0-9]{0,10}$'), -- 依頼人コード that its bank gave
  opened_at timestamptz not null,
  foreign key (region_id, party_id) references party,
  foreign key (region_id, nature_id) references party
);
call db_region_table('wood_programme', 'select, insert, update');

-- Where wood is brought, stored, made into something or burnt. The code names its accounts and begins the numbers of its slips.
create table wood_site (
  region_id int not null,
  site_id uuid not null,
  code text not null check (code ~ '^[a-z]{3,12}$'),
  kind text not null check (kind in ('yard', 'firewood_base', 'chip_plant', 'boiler')),
  name text not null check (name <> ''),
  name_en text not null default '',
  town text,
  latitude double precision,
  longitude double precision,
  hours text not null default '',
  bays text[] not null default '{}',
  operator_id uuid not null, -- whose the wood is that lies there
  opened_on date not null,
  ended_on date, -- takes nothing from this day on
  primary key (region_id, site_id),
  unique (region_id, code),
  foreign key (region_id, operator_id) references party
);
call db_region_table('wood_site', 'select, insert, update');

-- Who may deliver: citizens, forest owners, crews.
create table wood_supplier (
  region_id int not null,
  party_id uuid not null,
  supplier_no text not null,
  sort text not null check (sort in ('citizen', 'owner', 'crew')),
  joined_on date not null,
  ended_on date,
  course_on date, -- 安全講習
  insured_to date, -- 傷害保険
  bay text not null default '',
  yen_pct int not null default 100 check (yen_pct between 0 and 100),
  points_pct int not null default 0 check (points_pct between 0 and 100),
  firewood_pct int not null default 0 check (firewood_pct between 0 and 100),
  primary key (region_id, party_id),
  unique (region_id, supplier_no),
  check (yen_pct + points_pct + firewood_pct = 100),
  foreign key (region_id, party_id) references party
);
create index wood_supplier_insured on wood_supplier (region_id, insured_to) where ended_on is null;
call db_region_table('wood_supplier', 'select, insert, update');

-- A forest lot, its owner's consent and by what right it may be felled.
create table wood_forest (
  region_id int not null,
  forest_id uuid not null,
  name text not null check (name <> ''),
  place text not null default '', -- 大字・字・地番
  compartment text not null default '', -- 林班
  sub_compartment text not null default '', -- 小班
  owner_id uuid, -- when the owner is a party
  owner_name text not null check (owner_name <> ''),
  consent_on date,
  species text[] not null,
  area_are int check (area_are > 0),
  basis text not null check (basis in ('plan', 'notice', 'permit', 'obstacle', 'other')),
  basis_no text not null default '',
  basis_on date,
  valid_to date,
  latitude double precision,
  longitude double precision,
  added_on date not null,
  ended_on date,
  primary key (region_id, forest_id),
  foreign key (region_id, owner_id) references party
);
call db_region_table('wood_forest', 'select, insert, update');

-- The papers of a forest lot: the plan, the notice, the permit, the owner's letter.
create table wood_paper (
  region_id int not null,
  paper_id uuid not null,
  forest_id uuid not null,
  name text not null,
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/webp')),
  bytes bytea not null check (length(bytes) <= 10485760),
  added_at timestamptz not null,
  added_by uuid,
  primary key (region_id, paper_id),
  foreign key (region_id, forest_id) references wood_forest
);
create index wood_paper_of_forest on wood_paper (region_id, forest_id);
call db_region_table('wood_paper', 'select, insert, delete');

-- What is paid for a class from a day on, to all or to one sort of supplier; the row of the latest day counts.
create table wood_price (
  region_id int not null,
  price_id uuid not null,
  wood_class text not null check (wood_class in ('a', 'b', 'c', 'd')),
  sort text not null check (sort in ('all', 'citizen', 'owner', 'crew')),
  valid_from date not null,
  basis text not null check (basis in ('t', 'm3')),
  yen bigint not null check (yen >= 0),
  top_up_yen bigint not null check (top_up_yen >= 0),
  top_up_by uuid,
  yen_most int not null check (yen_most between 0 and 100),
  points_most int not null check (points_most between 0 and 100),
  firewood_most int not null check (firewood_most between 0 and 100),
  bought boolean not null default true, -- false: from this day on this class is not bought
  source text not null,
  primary key (region_id, price_id),
  unique (region_id, wood_class, sort, valid_from),
  check (yen_most + points_most + firewood_most >= 100),
  check (top_up_yen = 0 or top_up_by is not null),
  foreign key (region_id, top_up_by) references party
);
call db_region_table('wood_price', 'select, insert, update');

-- Slips printed with nothing on them but a number and a square: filled in by hand, entered later, each once.
create table wood_blank (
  region_id int not null,
  blank_no text not null,
  printed_on date not null,
  primary key (region_id, blank_no)
);
call db_region_table('wood_blank', 'select, insert');

-- 納材伝票. What was brought; measured; approved, which posts; paid. A mistake after that is turned round by another slip.
create table wood_intake (
  region_id int not null,
  intake_id uuid not null, -- made where it was written, so that what is sent twice is one
  intake_no text not null,
  state text not null check (state in ('draft', 'submitted', 'measured', 'approved', 'paid', 'cancelled', 'reversed', 'reversal')),
  supplier_id uuid not null,
  site_id uuid not null,
  delivered_on date not null,
  forest_id uuid,
  origin text not null default '', -- where it was felled, when it is no lot that we know
  basis text not null default 'other' check (basis in ('plan', 'notice', 'permit', 'obstacle', 'other')),
  wood_class text not null check (wood_class in ('a', 'b', 'c', 'd')),
  species text not null,
  method text not null check (method in ('weighbridge', 'logs', 'stack', 'trucks')),
  gross_g bigint,
  tare_g bigint,
  diameters_mm int[] not null default '{}',
  lengths_mm int[] not null default '{}',
  pieces int[] not null default '{}',
  width_mm int,
  height_mm int,
  depth_mm int,
  truck_tenths int, -- tenths of a kei-truck's load
  wet_bp int check (wet_bp between 0 and 9000), -- water in the wet wood (湿量基準), where it was measured
  self_measured boolean not null,
  bay text not null default '',
  note text not null default '',
  blank_no text,
  yen_pct int not null check (yen_pct between 0 and 100),
  points_pct int not null check (points_pct between 0 and 100),
  firewood_pct int not null check (firewood_pct between 0 and 100),
  grams bigint check (grams > 0),
  litres bigint check (litres >= 0), -- thousandths of a solid cubic metre
  price_id uuid,
  yen bigint,
  top_up_yen bigint,
  reward_yen bigint,
  reward_points bigint,
  firewood_yen bigint,
  firewood_g bigint,
  firewood_left_g bigint not null default 0 check (firewood_left_g >= 0),
  firewood_left_yen bigint not null default 0 check (firewood_left_yen >= 0),
  entry_id uuid,
  reverses uuid,
  reason text not null default '', -- why it came back, was cancelled or reversed
  created_at timestamptz not null,
  created_by uuid,
  measured_at timestamptz,
  measured_by text not null default '',
  approved_at timestamptz,
  approved_on date,
  approved_by text not null default '',
  payout_id uuid,
  paid_on date,
  primary key (region_id, intake_id),
  unique (region_id, intake_no),
  check (cardinality(diameters_mm) = cardinality(lengths_mm) and cardinality(lengths_mm) = cardinality(pieces)),
  check (yen_pct + points_pct + firewood_pct = 100),
  check ((entry_id is not null) = (state in ('approved', 'paid', 'reversed', 'reversal'))),
  foreign key (region_id, supplier_id) references wood_supplier,
  foreign key (region_id, site_id) references wood_site,
  foreign key (region_id, forest_id) references wood_forest
);
create index wood_intake_by_day on wood_intake (region_id, delivered_on, intake_id);
create index wood_intake_of_supplier on wood_intake (region_id, supplier_id, delivered_on, intake_id);
create index wood_intake_of_site on wood_intake (region_id, site_id, delivered_on, intake_id);
create index wood_intake_waiting on wood_intake (region_id, state, site_id, delivered_on, intake_id)
  where state in ('draft', 'submitted', 'measured');
create index wood_intake_by_approval on wood_intake (region_id, approved_on, supplier_id) where approved_on is not null;
create index wood_intake_to_pay on wood_intake (region_id, supplier_id) where state = 'approved' and payout_id is null;
create index wood_intake_of_payout on wood_intake (region_id, payout_id) where payout_id is not null;
create index wood_intake_owed_firewood on wood_intake (region_id, supplier_id, approved_at) where firewood_left_g > 0;
create unique index wood_intake_of_blank on wood_intake (region_id, blank_no)
  where blank_no is not null and state <> 'cancelled';
create unique index wood_intake_reverses on wood_intake (region_id, reverses) where reverses is not null;
call db_region_table('wood_intake', 'select, insert, update');

create table wood_photo (
  region_id int not null,
  photo_id uuid not null,
  intake_id uuid not null,
  media_type text not null,
  width int not null,
  height int not null,
  bytes bytea not null,
  thumbnail bytea not null,
  added_at timestamptz not null,
  primary key (region_id, photo_id),
  foreign key (region_id, intake_id) references wood_intake
);
create index wood_photo_of_intake on wood_photo (region_id, intake_id);
call db_region_table('wood_photo', 'select, insert, delete');

-- Yen that are owed for wood, paid by one file for the bank.
create table wood_payout (
  region_id int not null,
  payout_id uuid not null,
  payout_no text not null,
  transfer_on date not null,
  amount bigint not null check (amount > 0),
  file bytea not null,
  state text not null default 'made' check (state in ('made', 'paid', 'cancelled')),
  made_at timestamptz not null,
  made_by uuid,
  primary key (region_id, payout_id),
  unique (region_id, payout_no)
);
call db_region_table('wood_payout', 'select, insert, update');

create table wood_payout_line (
  region_id int not null,
  payout_id uuid not null,
  supplier_id uuid not null,
  amount bigint not null check (amount > 0),
  slips int not null,
  account text not null, -- where it went, masked
  primary key (region_id, payout_id, supplier_id),
  foreign key (region_id, payout_id) references wood_payout,
  foreign key (region_id, supplier_id) references wood_supplier
);
call db_region_table('wood_payout_line', 'select, insert');

insert into party_parameter (region_id, name, valid_from, value, source, confirmed)
select r.region_id, p.name, '2019-04-01', p.value, p.source, false
from (select distinct region_id from party_parameter) r
cross join (values
  ('wood.density_sugi_kg', 314, '日本国温室効果ガスインベントリ（容積密度）'),
  ('wood.density_hinoki_kg', 407, '日本国温室効果ガスインベントリ（容積密度）'),
  ('wood.density_akamatsu_kg', 451, '日本国温室効果ガスインベントリ（容積密度）'),
  ('wood.density_karamatsu_kg', 404, '日本国温室効果ガスインベントリ（容積密度）'),
  ('wood.density_nara_kg', 624, '日本国温室効果ガスインベントリ（容積密度）'),
  ('wood.green_moisture_pct', 50, '生材の含水率（湿量基準）の目安'),
  ('wood.stack_solid_pct', 62.5, '層積から実積への換算（0.60〜0.65）'),
  ('wood.kei_truck_kg', 350, '軽トラックの最大積載量（道路運送車両法）'),
  ('wood.firewood_jpy_per_t', 30000, '運用の初期値（地域で決める）'),
  ('wood.firewood_better_pct', 20, '運用の初期値（地域で決める）')
) p (name, value, source)
on conflict do nothing;
