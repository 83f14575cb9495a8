-- Who, where, how and why: {"who": {"ja": "…", "en": "…"}}, answers that were given only.
alter table trade_product add column story_blocks jsonb not null default '{}';
