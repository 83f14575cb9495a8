import type { Tx } from '#db/transaction.ts'
import { inTotals } from './tail.ts'
import { type FaultName, type Mismatch, mismatch } from './verify-words.ts'

/** A proof in one statement: its rows are what does not agree, the first of them is told. */
export interface Sum {
  readonly fault: FaultName
  readonly ja: string
  readonly en: string
  /** `$1` is the region; `$2`, if it is asked for, now. */
  readonly by?: 'now'
  /** Columns: at, found, expected. */
  readonly sql: string
}

const summed = (flows: string): string => `${flows}.region_id = $1 and ${inTotals(flows)}`

export const sums: readonly Sum[] = [
  {
    fault: 'flow_without_entry',
    ja: 'すべての流れに仕訳がある',
    en: 'every flow has its entry',
    sql: `select f.entry_id || ' / ' || f.ordinal as at, null as found, null as expected from ledger_flow f
      left join ledger_entry e on e.region_id = $1 and e.entry_id = f.entry_id
      where f.region_id = $1 and e.entry_id is null limit 1`,
  },
  {
    fault: 'reversal_differs',
    ja: '取り消しは元の仕訳の裏返し',
    en: 'reversals are what they undo, turned round',
    sql: `select r.entry_id::text as at, r.reverses::text as found, null as expected from ledger_entry r
      left join ledger_entry o on o.region_id = $1 and o.entry_id = r.reverses and o.reverses is null
        and o.kind = r.kind and o.occurred_on <= r.occurred_on
      where r.region_id = $1 and r.reverses is not null and (o.entry_id is null or
        (select string_agg(concat_ws(' ', unit, amount, from_account, to_account), ',' order by ordinal)
         from ledger_flow where region_id = $1 and entry_id = r.entry_id) is distinct from
        (select string_agg(concat_ws(' ', unit, amount, to_account, from_account), ',' order by ordinal)
         from ledger_flow where region_id = $1 and entry_id = o.entry_id))
      order by r.entry_id limit 1`,
  },
  {
    fault: 'guard_without_balance',
    ja: '見張り口座に残高がある',
    en: 'guarded accounts, and they alone, keep a balance',
    sql: `select account_id::text as at, null as found, null as expected from ledger_account a
      full join ledger_balance b using (region_id, account_id)
      where region_id = $1 and a.guarded is distinct from (b.account_id is not null)
      order by account_id limit 1`,
  },
  {
    fault: 'balance_differs',
    ja: '残高は流れの合計',
    en: 'balances are the sums of their flows',
    sql: `with moved as (
        select account_id, sum(change) as change from (
          select to_account as account_id, amount as change from ledger_flow where region_id = $1
          union all select from_account, -amount from ledger_flow where region_id = $1) f
        where account_id in (select account_id from ledger_balance where region_id = $1)
        group by account_id)
      select account_id::text as at, b.balance::text as found, coalesce(m.change, 0)::text as expected
      from ledger_balance b left join moved m using (account_id)
      where b.region_id = $1 and b.balance <> coalesce(m.change, 0)
      order by account_id limit 1`,
  },
  {
    fault: 'balance_below_floor',
    by: 'now',
    ja: '残高は引き当てを除いて下限以上',
    en: 'balances less their holds are not below their floor',
    sql: `select account_id::text as at, (b.balance - coalesce(h.held, 0))::text as found, b.floor::text as expected
      from ledger_balance b left join (
        select account_id, sum(amount) as held from ledger_hold
        where region_id = $1 and state = 'open' and expires_at > $2 group by account_id) h using (account_id)
      where b.region_id = $1 and b.balance - coalesce(h.held, 0) < b.floor
      order by account_id limit 1`,
  },
  {
    fault: 'hold_differs',
    ja: '使った引き当ては仕訳に合う',
    en: 'used holds cover what their entries take',
    sql: `select h.hold_id::text as at, coalesce(t.taken, 0)::text as found, h.amount::text as expected from ledger_hold h
      left join lateral (select sum(amount) as taken from ledger_flow
        where region_id = $1 and entry_id = h.entry_id and from_account = h.account_id) t on true
      where h.region_id = $1 and h.state = 'used' and (t.taken is null or t.taken > h.amount)
      order by h.hold_id limit 1`,
  },
  {
    fault: 'sides_overlap',
    ja: '主体の域内・域外は日ごとにひとつ',
    en: 'a party is on one side on each day',
    sql: `select a.party_id::text as at, b.valid_from::text as found, null as expected from party_side a
      join party_side b on b.region_id = $1 and b.party_id = a.party_id and b.valid_from > a.valid_from
        and b.valid_from <= coalesce(a.valid_to, 'infinity')
      where a.region_id = $1 order by 1, 2 limit 1`,
  },
  {
    fault: 'closed_but_not_summed',
    ja: '締めた日の仕訳はすべて集計済み',
    en: 'every entry of a closed day is in the totals',
    sql: `select w.entry_id::text as at, e.recorded_on::text as found, null as expected from ledger_tail w
      left join ledger_entry e on e.region_id = $1 and e.entry_id = w.entry_id
      where w.region_id = $1 and (e.entry_id is null
        or e.recorded_on <= (select closed_through from ledger_head where region_id = $1))
      order by 1 limit 1`,
  },
  {
    fault: 'month_total_differs',
    ja: '月計は流れの合計',
    en: 'monthly totals are the sums of their flows',
    sql: `select concat_ws(' ', unit, month, kind, crossing, from_party, to_party) as at,
        coalesce(t.amount, 0) || ' / ' || coalesce(t.flows, 0) as found,
        coalesce(f.amount, 0) || ' / ' || coalesce(f.flows, 0) as expected
      from (select * from ledger_month_total where region_id = $1) t
      full join (
        select unit, to_char(occurred_on, 'YYYY-MM') as month, kind, crossing, counted_from as from_party,
          counted_to as to_party, sum(counted) as amount, count(*) as flows
        from ledger_flow_seen s where ${summed('s')} group by 1, 2, 3, 4, 5, 6) f
        using (unit, month, kind, crossing, from_party, to_party)
      where t.amount is distinct from f.amount or t.flows is distinct from f.flows
      order by month, unit, kind, crossing, from_party, to_party limit 1`,
  },
  {
    fault: 'group_total_differs',
    ja: '集まりごとの月計は主体ごとの月計の合計',
    en: 'totals by group are the sums of those by pair',
    sql: `select concat_ws(' ', unit, month, kind, crossing, from_group, to_group) as at,
        coalesce(c.amount, 0) || ' / ' || coalesce(c.flows, 0) as found,
        coalesce(t.amount, 0) || ' / ' || coalesce(t.flows, 0) as expected
      from (select * from ledger_month_group where region_id = $1) c
      full join (
        select p.unit, p.month, p.kind, p.crossing, a.name as from_group, b.name as to_group, sum(p.amount) as amount,
          sum(p.flows) as flows
        from ledger_month_total p
        join ledger_party_group a on a.region_id = $1 and a.party_id = p.from_party
        join ledger_party_group b on b.region_id = $1 and b.party_id = p.to_party
        where p.region_id = $1 group by 1, 2, 3, 4, 5, 6) t
        using (unit, month, kind, crossing, from_group, to_group)
      where c.amount is distinct from t.amount or c.flows is distinct from t.flows
      order by month, unit, kind, crossing, from_group, to_group limit 1`,
  },
  {
    fault: 'party_numbers_have_gaps',
    ja: '主体の番号は 0 から続く',
    en: 'parties are numbered from 0 without gaps',
    sql: `select n.no::text as at, n.no::text as found, n.place::text as expected
      from (select no, row_number() over (order by no) - 1 as place from ledger_party_no where region_id = $1) n
      where n.no <> n.place order by n.no limit 1`,
  },
  {
    fault: 'year_total_differs',
    ja: '年計は月計の合計',
    en: 'totals by fiscal year are the sums of those by month',
    sql: `select concat_ws(' ', unit, year, kind, crossing, a.party_id, b.party_id) as at,
        coalesce(y.amount, 0) || ' / ' || coalesce(y.flows, 0) as found,
        coalesce(t.amount, 0) || ' / ' || coalesce(t.flows, 0) as expected
      from (select * from ledger_year_total where region_id = $1) y
      full join (
        select p.unit, ledger_year_of(p.month) as year, p.kind, p.crossing, coalesce(m.no, -1) as from_no,
          coalesce(n.no, -1) as to_no, sum(p.amount) as amount, sum(p.flows) as flows
        from ledger_month_total p
        left join ledger_party_no m on m.region_id = $1 and m.party_id = p.from_party
        left join ledger_party_no n on n.region_id = $1 and n.party_id = p.to_party
        where p.region_id = $1 group by 1, 2, 3, 4, 5, 6) t
        using (unit, year, kind, crossing, from_no, to_no)
      left join ledger_party_no a on a.region_id = $1 and a.no = from_no
      left join ledger_party_no b on b.region_id = $1 and b.no = to_no
      where y.amount is distinct from t.amount or y.flows is distinct from t.flows
      order by year, unit, kind, crossing, from_no, to_no limit 1`,
  },
  {
    fault: 'account_day_differs',
    ja: '口座の日計は流れの合計',
    en: 'the days of accounts are the sums of their flows',
    sql: `select day || ' ' || account_id as at, '+' || coalesce(t.inflow, 0) || ' -' || coalesce(t.outflow, 0) as found,
        '+' || coalesce(f.inflow, 0) || ' -' || coalesce(f.outflow, 0) as expected
      from (select * from ledger_account_day where region_id = $1) t
      full join (
        select account_id, day, sum(inflow) as inflow, sum(outflow) as outflow from (
          select to_account as account_id, occurred_on as day, amount as inflow, 0 as outflow from ledger_flow i where ${summed('i')}
          union all select from_account, occurred_on, 0, amount from ledger_flow o where ${summed('o')}) m
        group by 1, 2) f using (account_id, day)
      where t.inflow is distinct from f.inflow or t.outflow is distinct from f.outflow
      order by day, account_id limit 1`,
  },
]

export async function verifySum(tx: Tx, { fault, by, sql }: Sum): Promise<Mismatch | undefined> {
  const second = by === 'now' ? [await latest(tx)] : []
  const [row] = await tx.run<{ at: string; found: string | null; expected: string | null }>(sql, [
    tx.region,
    ...second,
  ])
  return (
    row && mismatch(fault, { at: row.at, found: row.found ?? undefined, expected: row.expected ?? undefined })
  )
}

/** Now, by the clock that is furthest on: a hold that has expired for one writer must not count again for us. */
async function latest(tx: Tx): Promise<Date> {
  const [row] = await tx.run<{ at: Date }>(
    `select greatest($2::timestamptz, max(recorded_at)) as at from ledger_entry where region_id = $1
     and recorded_on = (select max(recorded_on) from ledger_entry where region_id = $1)`,
    [tx.region, tx.now],
  )
  return row?.at ?? tx.now
}
