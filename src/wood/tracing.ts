/** Where wood came from and where it went, along the piles. */
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Store } from './stock.schema.ts'

/**
 * What each pile got from which other, by works that hold: the part of the dry wood of `into` that came out of `out_of`. Dry, since
 * water that leaves on the way is nobody's.
 */
const edges = `steps as (
    select m.document_id, m.pile_id, m.dry_g from wood_pile_move m
    join wood_work k on k.region_id = $1 and k.work_id = m.document_id and k.reversed_on is null
    where m.region_id = $1 and m.cause in ('splitting', 'chipping', 'moving')),
  edges as (
    select o.pile_id as out_of, i.pile_id as into_pile,
      sum(i.dry_g * (-o.dry_g / t.dry_g)) as dry_g
    from steps o
    join steps i on i.document_id = o.document_id and i.dry_g > 0
    join (select document_id, sum(-dry_g) as dry_g from steps where dry_g < 0 group by 1) t on t.document_id = o.document_id
    where o.dry_g < 0 group by 1, 2)`

/** How a certificate of somebody else is named on one of ours: its number, and whose it is. */
export const paperName = `c.certificate_no || '（' || c.other_name || '）'`

/** The numbers of the slips and of the certificates of others on which a pile stands, through all that was moved or made into it. */
export async function piledFrom(tx: Tx, pileId: Id): Promise<string[]> {
  const rows = await tx.run<{ name: string }>(
    `with recursive ${edges},
     up as (select $2::uuid as pile_id union select e.out_of from up join edges e on e.into_pile = up.pile_id)
     select i.intake_no as name
     from up
     join wood_pile_move m on m.region_id = $1 and m.pile_id = up.pile_id and m.cause = 'intake'
     join wood_intake i on i.region_id = $1 and i.intake_id = m.document_id and i.state in ('approved', 'paid')
     union
     select ${paperName}
     from up
     join wood_pile_move m on m.region_id = $1 and m.pile_id = up.pile_id and m.cause = 'buying'
     join wood_work k on k.region_id = $1 and k.work_id = m.document_id and k.reversed_on is null
     join wood_certificate c on c.region_id = $1 and c.certificate_id = k.certificate_id
     order by 1`,
    [tx.region, pileId],
  )
  return rows.map(({ name }) => name)
}

/** Heat that the wood of a supplier gave, at one boiler. */
export interface HeatGiven {
  readonly siteId: Id
  /** Who uses the heat there. */
  readonly name: string
  readonly wattHours: number
  /** Of what the boiler gave in the same days. */
  readonly days: number
}

/** What became of the wood of a supplier: where its heat went, and what still lies. */
export interface WhereItWent {
  readonly heat: readonly HeatGiven[]
  /** Grams of its wood by where they lie now, as wet as they are. */
  readonly lying: readonly { readonly siteId: Id; readonly store: Store; readonly grams: number }[]
}

/**
 * Wood that lies together cannot be told apart: of whatever leaves a pile, each supplier has the part that it brought there. `days`
 * is how many of the boiler's running days that heat would be.
 */
export async function whereItWent(tx: Tx, supplierId: Id, since: Day): Promise<WhereItWent> {
  const own = `with recursive ${edges},
    came as (
      select pile_id, sum(dry_g) as dry_g from (
        select m.pile_id, m.dry_g from wood_pile_move m where m.region_id = $1 and m.cause in ('intake', 'buying')
        union all select into_pile, dry_g from edges) x group by 1 having sum(dry_g) > 0),
    brought as (
      select m.pile_id, sum(m.dry_g) as dry_g from wood_pile_move m
      join wood_intake i on i.region_id = $1 and i.intake_id = m.document_id
      where m.region_id = $1 and m.cause = 'intake' and i.supplier_id = $2 and i.delivered_on >= $3
        and i.state in ('approved', 'paid') group by 1),
    flown as (
      select b.pile_id, b.dry_g / c.dry_g as part, 0 as depth from brought b join came c using (pile_id)
      union all
      select e.into_pile, f.part * e.dry_g / c.dry_g, f.depth + 1
      from flown f join edges e on e.out_of = f.pile_id join came c on c.pile_id = e.into_pile
      where f.depth < 8),
    parts as (select pile_id, sum(part) as part from flown group by 1)`
  const heat = await tx.run<HeatGiven & Record<string, unknown>>(
    `${own}, burnt as (
       select h.site_id, h.heat_id, h.burnt_on, h.heat_wh, sum(-m.dry_g) as dry_g, sum(-m.dry_g * coalesce(p.part, 0)) as own_g
       from wood_heat_day h
       join wood_pile_move m on m.region_id = $1 and m.document_id = h.heat_id and m.cause = 'burning'
       left join parts p on p.pile_id = m.pile_id
       where h.region_id = $1 and h.replaced_at is null group by 1, 2, 3, 4 having sum(-m.dry_g) > 0)
     select b.site_id as "siteId", u.name, round(sum(b.heat_wh * b.own_g / b.dry_g))::bigint as "wattHours",
       (sum(b.heat_wh * b.own_g / b.dry_g) / nullif(avg(b.heat_wh), 0))::float8 as days
     from burnt b
     join wood_boiler w on w.region_id = $1 and w.site_id = b.site_id
     join party u on u.region_id = $1 and u.party_id = w.user_id
     group by 1, 2 having sum(b.own_g) > 0 order by 3 desc`,
    [tx.region, supplierId, since],
  )
  const lying = await tx.run<WhereItWent['lying'][number] & Record<string, unknown>>(
    `${own} select w.site_id as "siteId", w.store, round(sum(w.grams * p.part))::bigint as grams
     from parts p join wood_pile w on w.region_id = $1 and w.pile_id = p.pile_id
     where w.grams > 0 group by 1, 2 having sum(w.grams * p.part) >= 500 order by 3 desc`,
    [tx.region, supplierId, since],
  )
  return { heat, lying }
}
