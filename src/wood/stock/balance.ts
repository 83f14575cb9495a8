import type { Tx } from '#db/transaction.ts'
import type { Period } from '#kit/days.ts'
import type { Proof } from '#wood/portions.ts'

/** What became of the wood of a class of origin in a period, in grams: opening + the rest = closing. */
export interface BalanceRow {
  readonly proof: Proof
  readonly opening: number
  readonly taken: number
  /** Of others than suppliers. */
  readonly bought: number
  /** Water that left, and おが粉・くず: both less than nothing. */
  readonly dried: number
  readonly fines: number
  readonly handed: number
  readonly burnt: number
  /** Found or missed at a stocktaking. */
  readonly counted: number
  /** Mixed with wood of another class and so counted there; comes to nothing over all classes. */
  readonly mixed: number
  readonly closing: number
}

export interface MassBalance {
  readonly rows: readonly BalanceRow[]
  /** What the ledger's stores held on the last day: the same as all closings, or something is wrong. */
  readonly ledger: number
}

/**
 * 物質収支 by class of origin: Σ in − Σ out − Δstock − loss = 0 (domain.md 2.2.3). What a work lost stands in the class of what it
 * made; wood that was moved or made into something is in two piles and so in no sum.
 */
export async function readBalance(tx: Tx, { from, to }: Period): Promise<MassBalance> {
  const rows = await tx.run<BalanceRow & Record<string, unknown>>(
    `with m as (
       select m.*, w.proof, m.cause in ('drying', 'splitting', 'chipping', 'moving') as worked, m.occurred_on >= $2 as within
       from wood_pile_move m join wood_pile w on w.region_id = $1 and w.pile_id = m.pile_id
       where m.region_id = $1 and m.occurred_on <= $3),
     done as ( -- what each work changed in each class, and the class of what it made
       select document_id, proof, sum(grams) as change, sum(sum(grams)) over (partition by document_id) as lost,
         first_value(proof) over (partition by document_id order by max(grams) desc) as made
       from m where worked and within group by document_id, proof),
     works as (
       select d.proof, sum(case when d.proof = d.made then d.lost else 0 end) as lost,
         sum(d.change - case when d.proof = d.made then d.lost else 0 end) as mixed,
         -sum(case when d.proof <> d.made then 0 else
           case when k.done_on between $2 and $3 then k.fines_g else 0 end
             - case when k.reversed_on between $2 and $3 then k.fines_g else 0 end end) as fines
       from done d join wood_work k on k.region_id = $1 and k.work_id = d.document_id group by d.proof),
     sums as (
       select proof, sum(grams) filter (where not within) as opening,
         sum(grams) filter (where within and cause = 'intake') as taken,
         sum(grams) filter (where within and cause = 'buying') as bought,
         sum(grams) filter (where within and cause = 'handing') as handed,
         sum(grams) filter (where within and cause = 'burning') as burnt,
         sum(grams) filter (where within and cause = 'counting') as counted, sum(grams) as closing
       from m group by proof)
     select s.proof, coalesce(s.opening, 0)::bigint as opening, coalesce(s.taken, 0)::bigint as taken, coalesce(s.bought, 0)::bigint as bought,
       coalesce(k.lost - k.fines, 0)::bigint as dried, coalesce(k.fines, 0)::bigint as fines,
       coalesce(s.handed, 0)::bigint as handed, coalesce(s.burnt, 0)::bigint as burnt,
       coalesce(s.counted, 0)::bigint as counted, coalesce(k.mixed, 0)::bigint as mixed, s.closing::bigint as closing
     from sums s left join works k using (proof)
     order by array_position(array['thinned', 'general', 'none'], s.proof)`,
    [tx.region, from, to],
  )
  const [stored] = await tx.run<{ grams: number }>(
    `select coalesce(sum(ledger_balance_at($1, a.account_id, $2)), 0)::bigint as grams
     from ledger_account a where a.region_id = $1 and a.unit = 'WOOD' and a.guarded`,
    [tx.region, to],
  )
  return { rows, ledger: stored?.grams ?? 0 }
}
