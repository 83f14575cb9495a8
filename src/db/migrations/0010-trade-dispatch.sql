-- Which way the goods of a buyer go: the truck for the region, a parcel service. Lists are sorted by it.
alter table trade_buyer add column route text not null default '' check (length(route) <= 40);
