-- 戻ってきた振込. A transfer of a payout or a redemption that the bank could not make and gave back; at most once for each who was
-- to be paid. What it was for is paid by another.
create table party_transfer_return (
  region_id int not null,
  document_id uuid not null, -- the payout or redemption
  party_id uuid not null, -- who was to be paid
  returned_on date not null,
  reason text not null check (reason <> ''),
  kept_at timestamptz not null,
  kept_by text not null,
  primary key (region_id, document_id, party_id),
  foreign key (region_id, party_id) references party
);
call db_region_table('party_transfer_return', 'select, insert');
create index party_transfer_return_of_party on party_transfer_return (region_id, party_id, returned_on);
