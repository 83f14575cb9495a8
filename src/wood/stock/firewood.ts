/** Firewood handed to who chose to be paid in it. */
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { multiplyDivide } from '#kit/rounding.ts'
import { jpy } from '#kit/units.ts'
import type { PostRefusal } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { firewoodDue, payable, programmeOf } from '#wood/programme.ts'
import { storeAt } from '#wood/sites.ts'
import { woodFlows } from '#wood/flows.ts'
import { changePile } from '#wood/piles.ts'
import { negative } from '#wood/portions.ts'
import { type Worked, grounds, keepWork, takenOf } from './works.ts'

/** What a supplier is still to be given in firewood. */
export interface FirewoodOwed {
  readonly supplierId: Id
  readonly name: string
  readonly slips: number
  readonly grams: number
  readonly yen: number
  readonly since: Day
}

/** Everybody who is owed firewood, who has waited longest first. */
export async function listFirewoodOwed(tx: Tx): Promise<FirewoodOwed[]> {
  return await tx.run<FirewoodOwed & Record<string, unknown>>(
    `select i.supplier_id as "supplierId", p.name, count(*)::int as slips, sum(i.firewood_left_g)::bigint as grams,
       sum(i.firewood_left_yen)::bigint as yen, min(i.approved_on) as since
     from wood_intake i join party p on p.region_id = $1 and p.party_id = i.supplier_id
     where i.region_id = $1 and i.firewood_left_g > 0
     group by i.supplier_id, p.name order by since, p.name, i.supplier_id`,
    [tx.region],
  )
}

export type HandRefusal =
  | PostRefusal
  | Refusal<
      | 'not_allowed'
      | 'day_in_future'
      | 'pile_unknown'
      | 'before_pile' // detail.on
      | 'programme_not_open'
      | 'amount_missing'
      | 'pile_short'
      | 'not_firewood'
      | 'firewood_not_owed'
      | 'more_than_owed' // detail.owed
    >

interface Share {
  readonly intakeId: Id
  readonly grams: number
  readonly yen: number
}

/**
 * Hands firewood of a pile to a supplier: the slips that waited longest first, each by what was left of it. What was owed for it in
 * yen is settled; a slip of which nothing else is owed is paid.
 */
export async function handFirewood(
  tx: Tx,
  actor: Actor,
  input: {
    readonly supplierId: Id
    readonly pileId: Id
    readonly grams: number
    readonly on: Day
    readonly note: string
  },
): Promise<(Worked & { grams: number }) | HandRefusal> {
  const ground = await grounds(tx, actor, { pileIds: [input.pileId], on: input.on })
  if (isRefusal(ground)) return ground
  const programme = await programmeOf(tx)
  if (isRefusal(programme)) return programme
  const [pile] = ground.piles
  if (!pile) return refuse('pile_unknown', { field: 'pileId' })
  if (pile.store !== 'firewood') return refuse('not_firewood', { field: 'pileId' })
  const shares = await sharesOf(tx, input.supplierId, input.grams)
  if (isRefusal(shares)) return shares
  const taken = takenOf(pile, input.grams)
  if (isRefusal(taken)) return taken
  const workId = newId()
  await changePile(tx, pile.pileId, negative(taken), { cause: 'handing', documentId: workId, on: input.on })
  const yen = shares.reduce((sum, each) => sum + each.yen, 0)
  const flows = woodFlows(
    [{ account: storeAt(pile, 'firewood'), grams: input.grams }],
    [{ account: { party: input.supplierId, purpose: 'firewood' }, grams: input.grams }],
  )
  if (yen > 0)
    flows.push({
      unit: 'JPY',
      amount: jpy(yen),
      from: firewoodDue(input.supplierId),
      to: payable(programme.partyId),
    })
  const work = { kind: 'handing', siteId: pile.siteId, inGrams: input.grams, outGrams: input.grams } as const
  const kept = await keepWork(tx, actor, workId, { ...input, ...work }, flows)
  if (isRefusal(kept)) return kept
  await keepShares(tx, { workId, on: input.on, shares })
  return { ...kept, grams: input.grams }
}

/** Slips are settled in the order of their approval; what is the last of one takes the last of its yen. */
async function sharesOf(
  tx: Tx,
  supplierId: Id,
  grams: number,
): Promise<Share[] | Refusal<'amount_missing' | 'firewood_not_owed' | 'more_than_owed'>> {
  if (grams <= 0) return refuse('amount_missing', { field: 'grams' })
  const slips = await tx.run<{ intakeId: Id; grams: number; yen: number }>(
    `select intake_id as "intakeId", firewood_left_g as grams, firewood_left_yen as yen from wood_intake
     where region_id = $1 and supplier_id = $2 and firewood_left_g > 0 order by approved_at, intake_id for update`,
    [tx.region, supplierId],
  )
  const owed = slips.reduce((sum, each) => sum + each.grams, 0)
  if (owed === 0) return refuse('firewood_not_owed', { field: 'supplierId' })
  if (grams > owed) return refuse('more_than_owed', { field: 'grams', detail: { owed } })
  let left = grams
  return slips.flatMap((slip) => {
    const part = Math.min(left, slip.grams)
    left -= part
    if (part === 0) return []
    const yen = multiplyDivide(slip.yen, part, slip.grams, 'floor')
    return [{ intakeId: slip.intakeId, grams: part, yen }]
  })
}

interface Kept {
  readonly workId: Id
  readonly on: Day
  readonly shares: readonly Share[]
}

async function keepShares(tx: Tx, { workId, on, shares }: Kept): Promise<void> {
  await tx.q
    .insertInto('wood_handover_share')
    .values(
      shares.map(({ intakeId, grams, yen }) => ({
        region_id: tx.region,
        work_id: workId,
        intake_id: intakeId,
        grams,
        yen,
      })),
    )
    .execute()
  await tx.run(
    `update wood_intake i set firewood_left_g = firewood_left_g - s.grams, firewood_left_yen = firewood_left_yen - s.yen
     from wood_handover_share s
     where i.region_id = $1 and s.region_id = $1 and s.work_id = $2 and s.intake_id = i.intake_id`,
    [tx.region, workId],
  )
  await tx.run(
    `update wood_intake i set state = 'paid', paid_on = $3
     where i.region_id = $1 and i.state = 'approved' and i.firewood_left_g = 0
       and i.intake_id in (select intake_id from wood_handover_share where region_id = $1 and work_id = $2)
       and (i.reward_yen = 0 or exists (select from wood_payout p
         where p.region_id = $1 and p.payout_id = i.payout_id and p.state = 'paid'))`,
    [tx.region, workId, on],
  )
}

/** The firewood came back: its slips wait for it again. */
export async function takeBackShares(tx: Tx, workId: Id): Promise<void> {
  await tx.run(
    `update wood_intake i set firewood_left_g = firewood_left_g + s.grams, firewood_left_yen = firewood_left_yen + s.yen,
       state = 'approved', paid_on = null
     from wood_handover_share s
     where i.region_id = $1 and s.region_id = $1 and s.work_id = $2 and s.intake_id = i.intake_id`,
    [tx.region, workId],
  )
}
