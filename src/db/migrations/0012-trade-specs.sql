-- 商品規格書: what buyers' quality desks ask of food beside the product's own sheet. One for a product, empty until entered.
create table trade_spec (
  region_id int not null,
  product_id uuid not null,
  date_kind text not null check (date_kind in ('best_before', 'consume_by')), -- 賞味期限, 消費期限
  content text not null default '', -- 内容量
  ingredients text not null default '', -- 原材料名
  origin text not null default '',
  maker text not null default '', -- 製造者, where it is not the producer
  storage text not null default '', -- 保存方法
  appeal text not null default '', -- 商品特徴
  nutrition_of text not null default '', -- 100gあたり
  energy_kcal int check (energy_kcal >= 0),
  protein_dg int check (protein_dg >= 0), -- tenths of a gram
  fat_dg int check (fat_dg >= 0),
  carbohydrate_dg int check (carbohydrate_dg >= 0),
  salt_cg int check (salt_cg >= 0), -- hundredths of a gram
  certifications text[] not null default '{}',
  lead_days smallint check (lead_days between 0 and 365),
  order_by text not null default '' check (order_by ~ '^(([01][0-9]|2[0-3]):[0-5][0-9])?$'),
  least_order int check (least_order > 0), -- of the first variant
  case_quantity int check (case_quantity > 0), -- 入数
  retail_yen bigint check (retail_yen >= 0), -- 参考小売価格, without tax
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (region_id, product_id),
  foreign key (region_id, product_id) references trade_product,
  check (num_nulls(energy_kcal, protein_dg, fat_dg, carbohydrate_dg, salt_cg) in (0, 5)) -- the law names all five
);
call db_region_table('trade_spec', 'select, insert, update');
