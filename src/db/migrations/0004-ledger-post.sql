-- Posting: one call for one entry or a thousand, inside the caller's transaction. It reads like a list: if this does
-- not hold, answer that. The answer to a refusal names the first entry that is wrong; the caller rolls back.

create type ledger_answer as (
  ordinal int,       -- which entry of the call, from 1
  entry_id uuid,     -- the entry written, or the one written by the first call with this key
  repeated boolean,
  refused text,      -- null, or why nothing was written
  detail text
);

create function ledger_post(
  p_now timestamptz, p_today date, p_actor uuid,
  p_ids uuid[], p_kinds text[], p_days date[], p_documents uuid[], p_numbers text[], p_keys text[],
  p_reverses uuid[], p_memos text[], p_digests bytea[], p_holds uuid[],
  f_entries int[], f_units text[], f_amounts bigint[], f_froms uuid[], f_tos uuid[]
) returns setof ledger_answer language plpgsql as $$
declare
  v_region int := db_region();
  v_known int[] := '{}';
  v_written int;
  v_bad record;
begin
  -- Shared among posters; the close of a day takes it alone, so no entry slips into a day being sealed.
  perform pg_advisory_xact_lock_shared(7101, v_region);
  if p_today <= (select closed_through from ledger_head where region_id = v_region) then
    return query select 1, null::uuid, false, 'day_closed', p_today::text;
    return;
  end if;

  -- A key seen before: the same content is the first answer again, other content is refused.
  if cardinality(array_remove(p_keys, null)) > 0 then
    select i.n, e.entry_id into v_bad
    from unnest(p_keys, p_digests) with ordinality i (key, digest, n)
    join ledger_entry e on e.region_id = v_region and e.request_key = i.key
    where e.digest <> i.digest order by i.n limit 1;
    if found then
      return query select v_bad.n::int, v_bad.entry_id, false, 'request_key_reused', p_keys[v_bad.n];
      return;
    end if;
    select coalesce(array_agg(i.n), '{}') into v_known
    from unnest(p_keys) with ordinality i (key, n)
    join ledger_entry e on e.region_id = v_region and e.request_key = i.key;
  end if;

  -- An entry is reversed once, and a reversal is not reversed: post the right entry anew.
  if cardinality(array_remove(p_reverses, null)) > 0 then
    select i.n, e.entry_id, case
        when e.entry_id is null then 'reverses_unknown_entry'
        when e.reverses is not null then 'reverses_a_reversal'
        else 'already_reversed' end as why into v_bad
    from unnest(p_reverses) with ordinality i (target, n)
    left join ledger_entry e on e.region_id = v_region and e.entry_id = i.target
    where i.target is not null and not i.n = any (v_known) and (e.entry_id is null or e.reverses is not null
      or exists (select from ledger_entry r where r.region_id = v_region and r.reverses = i.target))
    order by i.n limit 1;
    if found then
      return query select v_bad.n::int, v_bad.entry_id, false, v_bad.why, null::text;
      return;
    end if;
  end if;

  -- Guarded accounts, locked in one order so that no two posters wait for each other.
  perform from ledger_balance where region_id = v_region and account_id = any (f_froms || f_tos)
    order by account_id for update;
  if found then
    -- A hold is used by the entry it was made for: it must be open, unexpired, on an account this entry takes from.
    if cardinality(array_remove(p_holds, null)) > 0 then
      select i.n, i.hold, case
          when h.hold_id is null then 'hold_unknown'
          when h.state = 'used' then 'hold_already_used'
          when h.state = 'released' then 'hold_already_released'
          when h.expires_at <= p_now then 'hold_expired'
          else 'hold_smaller_than_entry' end as why into v_bad
      from unnest(p_holds) with ordinality i (hold, n)
      left join ledger_hold h on h.region_id = v_region and h.hold_id = i.hold
      left join lateral (
        select sum(f.amount) as taken from unnest(f_entries, f_amounts, f_froms) f (entry, amount, source)
        where f.entry = i.n and f.source = h.account_id) t on true
      where i.hold is not null and not i.n = any (v_known)
        and (h.hold_id is null or h.state <> 'open' or h.expires_at <= p_now or t.taken is null or t.taken > h.amount)
      order by i.n limit 1;
      if found then
        return query select v_bad.n::int, null::uuid, false, v_bad.why, v_bad.hold::text;
        return;
      end if;
      update ledger_hold h set state = 'used', entry_id = i.id
      from unnest(p_holds, p_ids) with ordinality i (hold, id, n)
      where h.region_id = v_region and h.hold_id = i.hold and not i.n = any (v_known);
    end if;

    -- After each entry in turn, what is left must cover the floor and what is held.
    select r.entry, r.account_id, r.after into v_bad
    from (
      select d.entry, b.account_id, d.change, b.floor,
        b.balance - coalesce(h.held, 0) + sum(d.change) over (partition by b.account_id order by d.entry) as after
      from (
        select x.account, x.entry, sum(x.change) as change from (
          select f.source as account, f.entry, -f.amount as change from unnest(f_froms, f_entries, f_amounts) f (source, entry, amount)
          union all
          select f.target, f.entry, f.amount from unnest(f_tos, f_entries, f_amounts) f (target, entry, amount)) x
        where not x.entry = any (v_known)
        group by x.account, x.entry) d
      join ledger_balance b on b.region_id = v_region and b.account_id = d.account
      left join lateral (
        select sum(o.amount) as held from ledger_hold o
        where o.region_id = v_region and o.account_id = b.account_id and o.state = 'open' and o.expires_at > p_now) h on true
    ) r
    where r.change < 0 and r.after < r.floor
    order by r.entry, r.account_id limit 1;
    if found then
      return query select v_bad.entry, null::uuid, false, 'below_floor', v_bad.account_id::text;
      return;
    end if;

    update ledger_balance b set balance = b.balance + d.change
    from (
      select x.account, sum(x.change)::bigint as change from (
        select f.source as account, f.entry, -f.amount as change from unnest(f_froms, f_entries, f_amounts) f (source, entry, amount)
        union all
        select f.target, f.entry, f.amount from unnest(f_tos, f_entries, f_amounts) f (target, entry, amount)) x
      where not x.entry = any (v_known)
      group by x.account) d
    where b.region_id = v_region and b.account_id = d.account;
  end if;

  insert into ledger_entry (region_id, entry_id, kind, occurred_on, recorded_at, recorded_on, document_id, document_no,
    actor_id, request_key, reverses, memo, digest)
  select v_region, i.id, i.kind, i.day, p_now, p_today, i.document, i.number, p_actor, i.key, i.reverses, i.memo, i.digest
  from unnest(p_ids, p_kinds, p_days, p_documents, p_numbers, p_keys, p_reverses, p_memos, p_digests)
    with ordinality i (id, kind, day, document, number, key, reverses, memo, digest, n)
  where not i.n = any (v_known)
  on conflict (region_id, request_key) where request_key is not null do nothing;
  get diagnostics v_written = row_count;
  if v_written < cardinality(p_ids) - cardinality(v_known) then
    -- The same key was written by another a moment ago: the transaction begins anew and finds it.
    raise exception 'a request key was used at the same moment' using errcode = '40001';
  end if;

  insert into ledger_flow (region_id, entry_id, ordinal, unit, amount, from_account, to_account, kind, occurred_on, recorded_on,
    reversal)
  select v_region, p_ids[f.entry], f.n - min(f.n) over (partition by f.entry) + 1, f.unit, f.amount, f.source, f.target,
    p_kinds[f.entry], p_days[f.entry], p_today, p_reverses[f.entry] is not null
  from unnest(f_entries, f_units, f_amounts, f_froms, f_tos) with ordinality f (entry, unit, amount, source, target, n)
  where not f.entry = any (v_known);

  return query
    select i.n::int, coalesce(e.entry_id, i.id), e.entry_id is not null, null::text, null::text
    from unnest(p_ids, p_keys) with ordinality i (id, key, n)
    left join ledger_entry e on i.n = any (v_known) and e.region_id = v_region and e.request_key = i.key
    order by i.n;
end $$;
