-- Posting: one call for one entry or a thousand, inside the caller's transaction. It reads like a list: if this does
-- not hold, answer that. All that can be refused is refused before anything is written; the answer to a refusal names
-- the first entry that is wrong.

create type ledger_answer as (
  ordinal int,       -- which entry of the call, from 1
  entry_id uuid,     -- the entry written, or the one written by the first call with this key
  repeated boolean,
  refused text,      -- null, or why nothing was written
  detail text,       -- the key, hold, account or day it is about
  short bigint       -- below_floor: so much more would have been needed
);

create function ledger_post(
  p_now timestamptz, p_today date, p_actor uuid,
  p_ids uuid[], p_kinds text[], p_days date[], p_documents uuid[], p_numbers text[], p_keys text[],
  p_reverses uuid[], p_memos text[], p_digests bytea[], p_holds uuid[],
  f_entries int[], f_ordinals int[], f_units text[], f_amounts bigint[], f_froms uuid[], f_tos uuid[]
) returns setof ledger_answer language plpgsql
  -- The only way to write entries and flows: requests have no right to, and this runs with the rights of the owner. So
  -- row-level security does not work in here, and every condition names the region, which the transaction has set.
  security definer set search_path = public, pg_temp
  -- One plan for one entry and for a thousand, by index: it is made once on each connection, perhaps when the tables are
  -- empty, and a plan that reads a whole table then would stay. Planning anew each time costs a third of the posting.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set jit = off
as $$
declare
  v_region int not null := db_region();
  v_keyed boolean := cardinality(array_remove(p_keys, null)) > 0;
  v_held boolean := cardinality(array_remove(p_holds, null)) > 0;
  v_known int[] := '{}'; -- entries that repeat an earlier one, in the ledger or in this call
  v_wrong int;
  v_bad record;
begin
  -- Shared among posters; the close of a day takes it alone, so no entry slips into a day being sealed.
  perform pg_advisory_xact_lock_shared(7101, v_region);

  -- A key seen before: the same content is the first answer again, other content (or another hold) is refused.
  if v_keyed then
    select coalesce(array_agg(k.n) filter (where k.known), '{}'), min(k.n) filter (where k.known and k.differs)
    into v_known, v_wrong
    from (
      select i.n::int, e.entry_id is not null or row_number() over same > 1 as known,
        case when e.entry_id is not null then e.digest <> i.digest or h.hold_id is distinct from i.hold
          else first_value(i.digest) over same <> i.digest or first_value(i.hold) over same is distinct from i.hold
        end as differs
      from unnest(p_keys, p_digests, p_holds) with ordinality i (key, digest, hold, n)
      left join ledger_entry e on e.region_id = v_region and e.request_key = i.key
      left join ledger_hold h on h.region_id = v_region and h.entry_id = e.entry_id
      where i.key is not null
      window same as (partition by i.key order by i.n)) k;
    if v_wrong is not null then
      return query select v_wrong, null::uuid, false, 'request_key_reused', p_keys[v_wrong], null::bigint;
      return;
    end if;
  end if;

  if cardinality(v_known) < cardinality(p_ids) and p_today <= (select closed_through from ledger_head where region_id = v_region) then
    return query select min(i.n)::int, null::uuid, false, 'day_closed', p_today::text, null::bigint
      from generate_subscripts(p_ids, 1) i (n) where not i.n = any (v_known);
    return;
  end if;

  -- An entry is reversed once, and a reversal is not reversed: post the right entry anew.
  if cardinality(array_remove(p_reverses, null)) > 0 then
    select i.n, i.target, case
        when e.entry_id is null then 'reverses_unknown_entry'
        when e.reverses is not null then 'reverses_a_reversal'
        else 'already_reversed' end as why into v_bad
    from (
      select n, target, row_number() over (partition by target order by n) as time
      from unnest(p_reverses) with ordinality r (target, n)
      where target is not null and not n = any (v_known)) i
    left join ledger_entry e on e.region_id = v_region and e.entry_id = i.target
    where e.entry_id is null or e.reverses is not null or i.time > 1
      or exists (select from ledger_entry r where r.region_id = v_region and r.reverses = i.target)
    order by i.n limit 1;
    if found then
      return query select v_bad.n::int, null::uuid, false, v_bad.why, v_bad.target::text, null::bigint;
      return;
    end if;
  end if;

  -- Guarded accounts, locked in one order so that no two posters wait for each other. Who holds this lock may also
  -- change the account's holds, and nobody else.
  perform from ledger_balance where region_id = v_region and account_id = any (f_froms || f_tos)
    order by account_id for no key update;
  if found or v_held then
    -- A hold is used by the entry it was made for: it must be open, unexpired, on an account this entry takes from.
    if v_held then
      select i.n, i.hold, case
          when h.hold_id is null then 'hold_unknown'
          when h.state = 'used' or i.time > 1 then 'hold_already_used'
          when h.state = 'released' then 'hold_already_released'
          when h.expires_at <= p_now then 'hold_expired'
          when t.taken is null then 'hold_of_another_account'
          else 'hold_smaller_than_entry' end as why into v_bad
      from (
        select n, hold, row_number() over (partition by hold order by n) as time
        from unnest(p_holds) with ordinality r (hold, n)
        where hold is not null and not n = any (v_known)) i
      left join ledger_hold h on h.region_id = v_region and h.hold_id = i.hold
      left join lateral (
        select sum(f.amount) as taken from unnest(f_entries, f_amounts, f_froms) f (entry, amount, source)
        where f.entry = i.n and f.source = h.account_id) t on true
      where h.hold_id is null or h.state <> 'open' or i.time > 1 or h.expires_at <= p_now
        or t.taken is null or t.taken > h.amount
      order by i.n limit 1;
      if found then
        return query select v_bad.n::int, null::uuid, false, v_bad.why, v_bad.hold::text, null::bigint;
        return;
      end if;
    end if;

    -- After each entry in turn, what is left must cover the floor and what is still held; an entry frees its own hold.
    select r.entry, r.account_id, r.floor - r.after as short into v_bad
    from (
      select d.entry, b.account_id, d.change, b.floor,
        b.balance - coalesce(o.held, 0) + sum(d.change + d.freed) over (partition by b.account_id order by d.entry) as after
      from (
        select x.account, x.entry, sum(x.change) as change, sum(x.freed) as freed from (
          select f.source as account, f.entry, -f.amount as change, 0 as freed
          from unnest(f_froms, f_entries, f_amounts) f (source, entry, amount)
          union all
          select f.target, f.entry, f.amount, 0 from unnest(f_tos, f_entries, f_amounts) f (target, entry, amount)
          union all
          select h.account_id, i.n::int, 0, h.amount from unnest(p_holds) with ordinality i (hold, n)
          join ledger_hold h on h.region_id = v_region and h.hold_id = i.hold
          where v_held) x
        where not x.entry = any (v_known)
        group by x.account, x.entry) d
      join ledger_balance b on b.region_id = v_region and b.account_id = d.account
      left join lateral (
        select sum(h.amount) as held from ledger_hold h
        where h.region_id = v_region and h.account_id = b.account_id and h.state = 'open' and h.expires_at > p_now) o on true
    ) r
    where r.change < 0 and r.after < r.floor
    order by r.entry, r.account_id limit 1;
    if found then
      return query select v_bad.entry, null::uuid, false, 'below_floor', v_bad.account_id::text, v_bad.short::bigint;
      return;
    end if;

    if v_held then
      update ledger_hold h set state = 'used', entry_id = i.id
      from unnest(p_holds, p_ids) with ordinality i (hold, id, n)
      where h.region_id = v_region and h.hold_id = i.hold and not i.n = any (v_known);
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

  -- Another may write the same key, or reverse the same entry, at this moment: a unique index then ends the transaction,
  -- which begins anew and finds it.
  insert into ledger_entry (region_id, entry_id, kind, occurred_on, recorded_at, recorded_on, document_id, document_no,
    actor_id, request_key, reverses, memo, digest)
  select v_region, i.id, i.kind, i.day, p_now, p_today, i.document, i.number, p_actor, i.key, i.reverses, i.memo, i.digest
  from unnest(p_ids, p_kinds, p_days, p_documents, p_numbers, p_keys, p_reverses, p_memos, p_digests)
    with ordinality i (id, kind, day, document, number, key, reverses, memo, digest, n)
  where not i.n = any (v_known);

  insert into ledger_flow (region_id, entry_id, ordinal, unit, amount, from_account, to_account, kind, occurred_on, recorded_on,
    reversal)
  select v_region, p_ids[f.entry], f.ordinal, f.unit, f.amount, f.source, f.target,
    p_kinds[f.entry], p_days[f.entry], p_today, p_reverses[f.entry] is not null
  from unnest(f_entries, f_ordinals, f_units, f_amounts, f_froms, f_tos) f (entry, ordinal, unit, amount, source, target)
  where not f.entry = any (v_known);

  if v_known = '{}' then
    return query select i.n::int, i.id, false, null::text, null::text, null::bigint from unnest(p_ids) with ordinality i (id, n);
  else
    return query
      select i.n::int, coalesce(e.entry_id, i.id), i.n = any (v_known), null::text, null::text, null::bigint
      from unnest(p_ids, p_keys) with ordinality i (id, key, n)
      left join ledger_entry e on i.n = any (v_known) and e.region_id = v_region and e.request_key = i.key
      order by i.n;
  end if;
end $$;
