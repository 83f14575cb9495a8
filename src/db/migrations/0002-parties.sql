-- Parties (主体), their people and what they did.

create table party_region (
  region_id int primary key,
  code text not null unique check (code ~ '^[0-9]{6}$'), -- 全国地方公共団体コード
  name text not null,
  name_en text not null,
  prefecture text not null,
  prefecture_en text not null,
  boundary jsonb, -- GeoJSON geometry
  boundary_source text not null default '',
  inhabitants int check (inhabitants > 0),
  check (region_id = code::int)
);
alter table party_region enable row level security;
-- The list of regions is public: the front door of a server that holds several.
create policy region on party_region using (true) with check (region_id = (select db_region()));
grant select, insert, update on party_region to yuinowa_app;

create table party_town (
  region_id int not null,
  town text not null,
  district text not null,
  latitude double precision not null,
  longitude double precision not null,
  primary key (region_id, town)
);
call db_region_table('party_town', 'select, insert, update, delete');

create table party (
  region_id int not null,
  party_id uuid not null,
  kind text not null check (kind in
    ('person', 'household', 'business', 'cooperative', 'association', 'school', 'bank', 'company', 'city', 'nature', 'air', 'outside')),
  name text not null check (name <> ''),
  kana text not null default '',
  name_en text not null default '',
  sector text check (sector ~ '^[A-T]$'), -- 日本標準産業分類 大分類
  town text,
  address text not null default '',
  latitude double precision,
  longitude double precision,
  on_map boolean not null default false, -- wants to be seen on the public map
  since_year int,
  story text not null default '',
  story_en text not null default '',
  picture_id uuid,
  search_key text not null default '',
  created_at timestamptz not null,
  primary key (region_id, party_id)
);
create index party_by_name on party (region_id, kana, name, party_id);
call db_region_table('party', 'select, insert, update');

-- Inside or outside the region, on each date. A day without a row counts as outside.
create table party_side (
  region_id int not null,
  party_id uuid not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  side text not null check (side in ('inside', 'outside')),
  primary key (region_id, party_id, valid_from),
  foreign key (region_id, party_id) references party
);
call db_region_table('party_side', 'select, insert, update');

-- 適格請求書発行事業者の登録: the state on the day of the trade decides, so its history is kept.
create table party_registration (
  region_id int not null,
  party_id uuid not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  number text not null check (number ~ '^T[0-9]{13}$'),
  primary key (region_id, party_id, valid_from),
  foreign key (region_id, party_id) references party
);
call db_region_table('party_registration', 'select, insert, update');

create table party_bank_account (
  region_id int not null,
  party_id uuid not null,
  valid_from date not null,
  bank_code text not null check (bank_code ~ '^[0-9]{4}$'),
  bank_name text not null,
  branch_code text not null check (branch_code ~ '^[0-9]{3}$'),
  branch_name text not null,
  account_type text not null check (account_type in ('1', '2', '4', '9')), -- 普通 当座 貯蓄 その他
  account_number text not null check (account_number ~ '^[0-9]{7}$'),
  holder_kana text not null,
  primary key (region_id, party_id, valid_from),
  foreign key (region_id, party_id) references party
);
call db_region_table('party_bank_account', 'select, insert, update');

create table party_picture (
  region_id int not null,
  picture_id uuid not null,
  party_id uuid not null, -- whose it is
  alt text not null default '',
  width int not null,
  height int not null,
  media_type text not null,
  bytes bytea not null check (octet_length(bytes) <= 2000000),
  thumbnail bytea not null,
  created_at timestamptz not null,
  primary key (region_id, picture_id),
  foreign key (region_id, party_id) references party
);
call db_region_table('party_picture', 'select, insert, delete');

create table party_user (
  region_id int not null,
  user_id uuid not null,
  email text not null check (email = lower(email)),
  name text not null,
  password_hash text, -- none: signs in by passkey, or was invited and has not come yet
  language text not null default 'ja' check (language in ('ja', 'en')),
  disabled boolean not null default false,
  created_at timestamptz not null,
  primary key (region_id, user_id),
  unique (region_id, email)
);
call db_region_table('party_user', 'select, insert, update');

create table party_passkey (
  region_id int not null,
  credential_id text not null,
  user_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  label text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (region_id, credential_id),
  foreign key (region_id, user_id) references party_user
);
create index party_passkey_by_user on party_passkey (region_id, user_id);
call db_region_table('party_passkey', 'select, insert, update, delete');

create table party_membership (
  region_id int not null,
  user_id uuid not null,
  party_id uuid not null,
  role text not null check (role in ('producer', 'buyer', 'company_staff', 'advisor', 'officer', 'administrator')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from - 1), -- the day before valid_from: taken back at once
  primary key (region_id, user_id, party_id, role, valid_from),
  foreign key (region_id, user_id) references party_user,
  foreign key (region_id, party_id) references party
);
create index party_membership_by_party on party_membership (region_id, party_id);
call db_region_table('party_membership', 'select, insert, update');

-- What a passkey has to sign: kept until it is answered, so that each is answered once.
create table party_challenge (
  region_id int not null,
  challenge text not null,
  purpose text not null check (purpose in ('registration', 'authentication')),
  user_id uuid, -- whose new passkey; none when somebody still unknown signs in
  expires_at timestamptz not null,
  primary key (region_id, challenge)
);
call db_region_table('party_challenge', 'select, insert, delete');

create table party_session (
  region_id int not null,
  token_hash bytea not null, -- SHA-256: who reads this table cannot sign in with it
  user_id uuid not null,
  party_id uuid, -- as whom the user acts now
  role text,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (region_id, token_hash),
  foreign key (region_id, user_id) references party_user
);
create index party_session_by_user on party_session (region_id, user_id);
call db_region_table('party_session', 'select, insert, update, delete');

-- One-time links: a reset of the password, an invitation to a party.
create table party_link (
  region_id int not null,
  token_hash bytea not null,
  purpose text not null check (purpose in ('reset', 'invitation')),
  email text not null,
  user_id uuid,
  party_id uuid,
  role text,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (region_id, token_hash)
);
-- One open invitation for one person, party and role, also when two people invite at once.
create unique index party_link_invitation on party_link (region_id, email, party_id, role)
  where purpose = 'invitation' and used_at is null;
call db_region_table('party_link', 'select, insert, update, delete');

create table party_token (
  region_id int not null,
  token_id uuid not null,
  token_hash bytea not null,
  party_id uuid not null,
  role text not null,
  label text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (region_id, token_id),
  unique (region_id, token_hash),
  foreign key (region_id, party_id) references party
);
create index party_token_by_party on party_token (region_id, party_id);
call db_region_table('party_token', 'select, insert, update');

-- Mail that waits to be sent; without SMTP it is shown on the outbox page.
create table party_mail (
  region_id int not null,
  mail_id uuid not null,
  recipient text not null,
  subject text not null,
  body text not null,
  secret boolean not null default false, -- holds a one-time link: the body is emptied once it is sent
  created_at timestamptz not null,
  sent_at timestamptz,
  attempts int not null default 0,
  next_try_at timestamptz, -- none: sent, or given up
  error text,
  primary key (region_id, mail_id)
);
create index party_mail_waiting on party_mail (region_id, next_try_at) where next_try_at is not null;
call db_region_table('party_mail', 'select, insert, update, delete');

-- Who did what, when, to which document. Written in the transaction of the deed itself.
create table party_audit (
  region_id int not null,
  audit_id uuid not null,
  at timestamptz not null,
  user_id uuid,
  user_name text not null,
  party_id uuid,
  role text not null,
  action text not null,
  document_id uuid,
  document_no text not null default '',
  detail text not null default '',
  primary key (region_id, audit_id)
);
create index party_audit_by_time on party_audit (region_id, at, audit_id);
create index party_audit_by_document on party_audit (region_id, document_id) where document_id is not null;
call db_region_table('party_audit', 'select, insert');
call db_append_only('party_audit');

-- Legal and tariff numbers, each valid from one day to another, with its source (tax rates, deductions, factors).
create table party_parameter (
  region_id int not null,
  name text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  value numeric not null,
  source text not null,
  confirmed boolean not null,
  primary key (region_id, name, valid_from)
);
call db_region_table('party_parameter', 'select, insert, update');

-- An answer that was already given to a request with this key: the same request again gets it again.
create table party_request (
  region_id int not null,
  request_key text not null,
  action text not null,
  content_hash bytea not null,
  answer jsonb not null,
  created_at timestamptz not null,
  primary key (region_id, request_key)
);
call db_region_table('party_request', 'select, insert, delete');
