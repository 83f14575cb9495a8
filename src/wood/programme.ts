import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { isParty } from '#parties/is-party.ts'
import { registerParty } from '#parties/parties.ts'
import { may } from '#parties/policy.ts'
import './schema.ts'

/** Who buys the wood of the region and pays for it. */
export interface Programme {
  readonly partyId: Id
  readonly natureId: Id
  /** 依頼人コード of its bank; empty until the bank gave one. */
  readonly requesterCode: string
  /** 認定番号 that the association gave, by whom, and who keeps the sorts apart (分別管理責任者): on certificates of origin. */
  readonly certificationNo: string
  readonly certificationBody: string
  readonly separationKeeper: string
}

export interface ProgrammeInput {
  readonly partyId: Id
  readonly requesterCode?: string
  readonly certificationNo?: string
  readonly certificationBody?: string
  readonly separationKeeper?: string
}

export type ProgrammeRefusal = Refusal<
  'not_allowed' | 'party_unknown' | 'requester_code_form' | 'nature_unknown' | 'programme_owes'
>

/**
 * Staff says whose wood programme it is, and may say it anew once the one before owes nothing (`programme_owes`): what it owes
 * stands on its accounts. The wood comes from the region's nature, which is made when it is not there.
 */
export async function setProgramme(
  tx: Tx,
  actor: Actor,
  { partyId, requesterCode = '', ...more }: ProgrammeInput,
): Promise<Programme | ProgrammeRefusal> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  if (!/^\d{0,10}$/.test(requesterCode)) return refuse('requester_code_form', { field: 'requesterCode' })
  if (!(await isParty(tx, partyId))) return refuse('party_unknown', { field: 'partyId' })
  if (await owesAs(tx, partyId)) return refuse('programme_owes', { field: 'partyId' })
  const natureId = await natureOf(tx, actor)
  if (isRefusal(natureId)) return natureId
  const before = await programmeOf(tx)
  const known = isRefusal(before) ? undefined : before
  // What is left out stays as it was: who sends a new bank code does not lose the certification.
  const certified = {
    certificationNo: more.certificationNo ?? known?.certificationNo ?? '',
    certificationBody: more.certificationBody ?? known?.certificationBody ?? '',
    separationKeeper: more.separationKeeper ?? known?.separationKeeper ?? '',
  }
  const columns = {
    party_id: partyId,
    nature_id: natureId,
    requester_code: requesterCode,
    certification_no: certified.certificationNo,
    certification_body: certified.certificationBody,
    separation_keeper: certified.separationKeeper,
  }
  await tx.q
    .insertInto('wood_programme')
    .values({ region_id: tx.region, ...columns, opened_at: tx.now })
    .onConflict((c) => c.column('region_id').doUpdateSet(columns))
    .execute()
  return { partyId, natureId, requesterCode, ...certified }
}

/** Whether another party than this one is the programme, and has slips to pay. */
async function owesAs(tx: Tx, partyId: Id): Promise<boolean> {
  const rows = await tx.run(
    `select from wood_programme g where g.region_id = $1 and g.party_id <> $2
       and exists (select from wood_intake i where i.region_id = $1 and i.state = 'approved')`,
    [tx.region, partyId],
  )
  return rows.length > 0
}

async function natureOf(tx: Tx, actor: Actor): Promise<Id | Refusal<'nature_unknown'>> {
  const found = await tx.q
    .selectFrom('party')
    .select('party_id')
    .where('region_id', '=', tx.region)
    .where('kind', '=', 'nature')
    .orderBy('created_at')
    .executeTakeFirst()
  if (found) return found.party_id
  const made = await registerParty(tx, actor, {
    kind: 'nature',
    name: '山の木',
    kana: '',
    nameEn: 'The forest',
    side: 'inside',
  })
  return isRefusal(made) ? refuse('nature_unknown') : made.partyId
}

/** The region's programme; refuses `programme_not_open` where nobody has said whose it is. */
export async function programmeOf(tx: Tx): Promise<Programme | Refusal<'programme_not_open'>> {
  const row = await tx.q
    .selectFrom('wood_programme')
    .select([
      'party_id as partyId',
      'nature_id as natureId',
      'requester_code as requesterCode',
      'certification_no as certificationNo',
      'certification_body as certificationBody',
      'separation_keeper as separationKeeper',
    ])
    .where('region_id', '=', tx.region)
    .executeTakeFirst()
  return row ?? refuse('programme_not_open')
}

/**
 * Its accounts and a supplier's. What is owed for wood stands on both sides, `wood_payable` as far below nothing as all
 * `wood_due` and `firewood_due` are above it; the transfer brings both back.
 */
export const payable = (party: Id) => ({ party, purpose: 'wood_payable' })
export const due = (party: Id) => ({ party, purpose: 'wood_due' })
export const firewoodDue = (party: Id) => ({ party, purpose: 'firewood_due' })
