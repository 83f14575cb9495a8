-- The scan of a certificate that came with wood is kept as the papers of a forest lot are: a paper belongs to one or the other.
alter table wood_paper alter column forest_id drop not null;
alter table wood_paper add column certificate_id uuid;
alter table wood_paper add constraint wood_paper_of_certificate_fk
  foreign key (region_id, certificate_id) references wood_certificate;
alter table wood_paper add constraint wood_paper_of_one check (num_nonnulls(forest_id, certificate_id) = 1);
create index wood_paper_of_certificate on wood_paper (region_id, certificate_id) where certificate_id is not null;
