-- What the circulation is told and no flow says: input-output tables, survey shares, plans with their goals, and what is
-- studied. Figures themselves are never kept: they are sums of flows.

-- 産業連関表: a table as it was read from the file that was brought. Not published, only those who enter figures see it.
create table circulation_io_table (
  region_id int not null,
  table_id uuid not null,
  name text not null check (name <> ''),
  year int not null check (year between 1950 and 2200),
  source text not null check (source <> ''),
  unit_yen bigint not null check (unit_yen > 0), -- yen in one unit of the table: 1,000,000 for 百万円
  file_name text not null,
  file_hash bytea not null,
  form text not null check (form in ('competitive', 'domestic')),
  sectors text[] not null check (cardinality(sectors) between 2 and 600),
  transactions float8[] not null, -- row by row
  vectors jsonb not null, -- lists of a value a sector: output, finalDemand, consumption, exports, imports, valueAdded, …
  entered_at timestamptz not null,
  entered_by uuid,
  published_at timestamptz,
  primary key (region_id, table_id),
  unique (region_id, file_hash),
  check (cardinality(transactions) = cardinality(sectors) * cardinality(sectors))
);
call db_region_table('circulation_io_table', 'select, insert, update, delete');

-- Which part of what it gets somebody spends inside, where the ledger does not see it: from a survey, with its day. The subject
-- is a party, a kind of party (`household `) or an industry (`* E`). The newest that was valid counts.
create table circulation_share (
  region_id int not null,
  subject text not null check (subject <> ''),
  surveyed_on date not null,
  inside_bp int not null check (inside_bp between 0 and 10000),
  source text not null check (source <> ''),
  entered_at timestamptz not null,
  entered_by uuid,
  primary key (region_id, subject, surveyed_on)
);
call db_region_table('circulation_share', 'select, insert, update, delete');

-- Files that are looked at before anything of them is written. The same file of a sort is the same upload.
create table circulation_upload (
  region_id int not null,
  upload_id uuid not null,
  sort text not null check (sort in ('shares', 'goal_values')),
  name text not null,
  file_hash bytea not null,
  file bytea not null,
  entered_at timestamptz not null,
  entered_by uuid,
  written_at timestamptz,
  primary key (region_id, upload_id),
  unique (region_id, sort, file_hash)
);
call db_region_table('circulation_upload', 'select, insert, update');

-- What LM3 is asked of again and again: a project or programme, as the parties that carry it out or the kinds of entries
-- that it writes.
create table circulation_study (
  region_id int not null,
  study_id uuid not null,
  name text not null check (name <> ''),
  name_en text not null default '',
  parties uuid[] not null,
  kinds text[] not null,
  entered_at timestamptz not null,
  entered_by uuid,
  ended_at timestamptz,
  primary key (region_id, study_id),
  check (cardinality(parties) > 0 or cardinality(kinds) > 0)
);
call db_region_table('circulation_study', 'select, insert, update');

create table circulation_plan (
  region_id int not null,
  plan_id uuid not null,
  name text not null check (name <> ''),
  name_en text not null default '',
  vision text not null default '',
  vision_en text not null default '',
  from_year int not null check (from_year between 1950 and 2200), -- fiscal years
  to_year int not null check (to_year >= from_year and to_year <= 2200),
  source text not null default '',
  entered_at timestamptz not null,
  entered_by uuid,
  published_at timestamptz,
  primary key (region_id, plan_id)
);
call db_region_table('circulation_plan', 'select, insert, update');

create table circulation_goal (
  region_id int not null,
  goal_id uuid not null,
  plan_id uuid not null,
  goal_no int not null check (goal_no > 0),
  side text not null check (side in ('economy', 'society', 'environment')),
  name text not null check (name <> ''),
  name_en text not null default '',
  definition text not null default '',
  definition_en text not null default '',
  unit text not null, -- as people write it: 件, t, 円
  decimals smallint not null check (decimals between 0 and 4),
  direction text not null check (direction in ('up', 'down', 'keep')),
  baseline_year int not null check (baseline_year between 1950 and 2200),
  baseline numeric not null,
  target_year int not null check (target_year > baseline_year and target_year <= 2200),
  target numeric not null,
  sdg smallint check (sdg between 1 and 17),
  sdg_target text not null default '' check (sdg_target = '' or sdg is not null),
  local_indicator text not null default '',
  measured_by text not null check (measured_by in ('figure', 'indicator', 'entered')),
  measure text not null default '', -- the figure's or indicator's name
  scale numeric not null default 1 check (scale > 0), -- one unit of the goal in units of the measure: 10000 for 万円
  source text not null default '',
  entered_at timestamptz not null,
  entered_by uuid,
  ended_at timestamptz,
  primary key (region_id, goal_id),
  foreign key (region_id, plan_id) references circulation_plan,
  unique (region_id, plan_id, goal_no),
  check ((measured_by = 'entered') = (measure = ''))
);
call db_region_table('circulation_goal', 'select, insert, update');

-- A value that was entered for a year. Put right by another row: the newest counts, the others stay to be seen.
create table circulation_goal_value (
  region_id int not null,
  value_id uuid not null,
  goal_id uuid not null,
  year int not null check (year between 1950 and 2200),
  value numeric not null,
  source text not null check (source <> ''),
  entered_at timestamptz not null,
  entered_by uuid,
  primary key (region_id, value_id),
  foreign key (region_id, goal_id) references circulation_goal
);
call db_region_table('circulation_goal_value', 'select, insert');
call db_append_only('circulation_goal_value');
create index circulation_goal_value_by_goal on circulation_goal_value (region_id, goal_id, year, entered_at);
