/** What the office watches: what was outstanding on the days that the law counts, and patterns worth a look. */
import type { Tx } from '#db/transaction.ts'
import { type Day, addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { dailyMovements } from '#ledger/movements.ts'
import { validOn } from '#parties/dated.ts'
import { parameterOn } from '#parties/parameters.ts'

export interface Outstanding {
  readonly on: Day
  /** Points that citizens had and could still spend, in wallets and on notes: 未使用残高. */
  readonly unused: number
  /** Points that shops had taken and were not yet paid for. */
  readonly takings: number
}

/**
 * What was outstanding at the end of a day, from the ledger: on 31 March and 30 September as 資金決済法 counts it (14条, 基準日;
 * to be confirmed).
 */
export async function outstandingOn(tx: Tx, on: Day): Promise<Outstanding> {
  const accounts = await tx.run<{ id: Id; purpose: string }>(
    `select account_id as id, purpose from ledger_account
     where region_id = $1 and unit = 'PT' and purpose in ('wallet', 'notes', 'takings')`,
    [tx.region],
  )
  const balance = async (purposes: readonly string[]): Promise<number> => {
    const ids = accounts.filter(({ purpose }) => purposes.includes(purpose)).map(({ id }) => id)
    const days = await dailyMovements(tx, { accounts: ids, unit: 'PT', through: on })
    return days.reduce((sum, { inflow, outflow }) => sum + inflow - outflow, 0)
  }
  return { on, unused: await balance(['wallet', 'notes']), takings: await balance(['takings']) }
}

/** The days until today on which the law counts, the newest first. */
export function countingDays(today: Day, count: number): Day[] {
  const year = Number(today.slice(0, 4))
  const days = Array.from({ length: count + 1 }, (_, n) => [
    `${year - n}-09-30` as Day,
    `${year - n}-03-31` as Day,
  ]).flat()
  return days.filter((on) => on <= today).slice(0, count)
}

export interface Pattern {
  /** `often`: one payer at one shop many times a day; `own_shop`: who pays also acts for the shop; `limit`: at its limit on many days. */
  readonly what: 'often' | 'own_shop' | 'limit'
  readonly payerId: Id
  readonly payerName: string
  readonly shopId: Id | null
  readonly shopName: string | null
  readonly on: Day
  readonly payments: number
  readonly points: number
}

const oftenADay = 5
const daysAtLimit = 3

/** What looks odd in the last days, the newest first. It accuses nobody: somebody should ask. */
export async function findPatterns(tx: Tx, days = 30): Promise<Pattern[]> {
  const { value: most } = await parameterOn(tx, 'points.day_most_pt', tx.today)
  return await tx.run<Pattern & Record<string, unknown>>(
    `with paid as (
       select * from points_payment where region_id = $1 and paid_on > $2 and undone_at is null and way <> 'note'),
     by_day as (
       select payer_id, shop_id, paid_on, count(*)::int as payments, sum(amount)::bigint as points
       from paid group by 1, 2, 3),
     found as (
       select 'often' as what, payer_id, shop_id, paid_on, payments, points from by_day where payments >= $3
       union all
       select 'own_shop', payer_id, shop_id, paid_on, payments, points from by_day d
       where exists (select from party_membership a join party_membership b on b.region_id = $1 and b.user_id = a.user_id
           and b.party_id = d.shop_id and ${validOn('b', 'd.paid_on')}
         where a.region_id = $1 and a.party_id = d.payer_id and ${validOn('a', 'd.paid_on')})
       union all
       select 'limit', payer_id, null, max(paid_on), sum(payments)::int, sum(points)::bigint
       from (select payer_id, paid_on, sum(payments) as payments, sum(points) as points from by_day
         group by 1, 2 having sum(points) >= $4 * 0.9) d
       group by payer_id having count(*) >= $5)
     select f.what, f.payer_id as "payerId", p.name as "payerName", f.shop_id as "shopId", s.name as "shopName",
       f.paid_on as "on", f.payments, f.points
     from found f join party p on p.region_id = $1 and p.party_id = f.payer_id
     left join party s on s.region_id = $1 and s.party_id = f.shop_id
     order by f.paid_on desc, f.points desc, f.what limit 200`,
    [tx.region, addDays(tx.today, -days), oftenADay, most, daysAtLimit],
  )
}

/** A wallet that is not the sum of its lots, or a region whose points are not its yen: nothing, when all is well. */
export async function verifyPoints(
  tx: Tx,
): Promise<{ readonly at: string; readonly found: number; readonly expected: number }[]> {
  return await tx.run<{ at: string; found: number; expected: number }>(
    `with wallet as (
       select a.party_id, b.balance from ledger_account a join ledger_balance b on b.region_id = $1 and b.account_id = a.account_id
       where a.region_id = $1 and a.unit = 'PT' and a.purpose = 'wallet'),
     lots as (select holder_id, sum(rest)::bigint as rest from points_lot where region_id = $1 group by 1),
     note as (select holder_id, sum(amount)::bigint as rest from points_note where region_id = $1 and state = 'out' group by 1),
     notes as (
       select a.party_id, b.balance from ledger_account a join ledger_balance b on b.region_id = $1 and b.account_id = a.account_id
       where a.region_id = $1 and a.unit = 'PT' and a.purpose = 'notes')
     select 'wallet ' || coalesce(w.party_id, l.holder_id) as at, coalesce(w.balance, 0) as found, coalesce(l.rest, 0) as expected
     from wallet w full join lots l on l.holder_id = w.party_id where coalesce(w.balance, 0) <> coalesce(l.rest, 0)
     union all
     select 'notes ' || coalesce(w.party_id, l.holder_id), coalesce(w.balance, 0), coalesce(l.rest, 0)
     from notes w full join note l on l.holder_id = w.party_id where coalesce(w.balance, 0) <> coalesce(l.rest, 0)
     union all
     select 'fund', yen.balance, pt.balance
     from (select coalesce(sum(b.balance), 0)::bigint as balance from ledger_balance b
         join ledger_account a on a.region_id = $1 and a.account_id = b.account_id
         where b.region_id = $1 and a.unit = 'JPY' and a.purpose = 'points_fund') yen,
       (select coalesce(sum(b.balance), 0)::bigint as balance from ledger_balance b
         join ledger_account a on a.region_id = $1 and a.account_id = b.account_id
         where b.region_id = $1 and a.unit = 'PT'
           and a.purpose in ('wallet', 'notes', 'takings', 'points_ready', 'points_set_aside')) pt
     where yen.balance <> pt.balance`,
    [tx.region],
  )
}
