-- 買い入れ. Wood, firewood or chips bought of others than suppliers: who sold it, for how much, and by which certificate it is proved.
alter table wood_pile_move drop constraint wood_pile_move_cause_check;
alter table wood_pile_move add constraint wood_pile_move_cause_check
  check (cause in ('intake', 'buying', 'drying', 'splitting', 'chipping', 'moving', 'counting', 'handing', 'burning'));
alter table wood_work drop constraint wood_work_kind_check;
alter table wood_work add constraint wood_work_kind_check
  check (kind in ('buying', 'drying', 'splitting', 'chipping', 'moving', 'counting', 'handing'));
alter table wood_work add column seller_id uuid;
alter table wood_work add column certificate_id uuid;
alter table wood_work add column net_jpy bigint not null default 0 check (net_jpy >= 0);
alter table wood_work add column tax_jpy bigint not null default 0 check (tax_jpy >= 0);
alter table wood_work add constraint wood_work_seller_fk foreign key (region_id, seller_id) references party;
alter table wood_work add constraint wood_work_certificate_fk
  foreign key (region_id, certificate_id) references wood_certificate;
alter table wood_work add constraint wood_work_bought check ((kind = 'buying') = (seller_id is not null));
create index wood_work_of_certificate on wood_work (region_id, certificate_id) where certificate_id is not null;
