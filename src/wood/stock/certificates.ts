/** 由来証明書 (domain.md 2.2.3): a chain of papers from who felled to who burns, in which no link certifies more than it was given. */
import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { type Page, fromCursor, pageOf } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import type { Proof } from '#wood/portions.ts'
import { type Provable, lockCertificates, readCertified, standsWithout } from '#wood/certified.ts'
import type { PileSpecies, Store } from '#wood/stock.schema.ts'
import { type PaperFile, type PaperRefusal, keepPaper } from '#wood/papers.ts'
import { paperName, piledFrom } from '#wood/tracing.ts'

export const products = ['logs', 'firewood', 'chips'] as const
export type Product = (typeof products)[number]

export const productOf = (store: Store): Product =>
  store === 'firewood' || store === 'chips' ? store : 'logs'

/** What every certificate says. */
interface Stated {
  readonly otherName: string
  readonly otherAddress: string
  /** 認定番号 of the other. */
  readonly otherRegistration: string
  readonly grams: number
  readonly issuedOn: Day
  readonly periodFrom: Day
  readonly periodTo: Day
}

export interface IncomingCertificate extends Stated {
  readonly certificateNo: string
  readonly proof: Provable
  readonly product: Product
  readonly species: PileSpecies
  /** Its scan or photograph, if there is one. */
  readonly paper?: PaperFile
}

export interface OutgoingCertificate extends Stated {
  readonly pileId: Id
}

type StatedRefusal = Refusal<
  'not_allowed' | 'amount_missing' | 'other_missing' | 'day_in_future' | 'period_turned'
>

function statedFault(tx: Tx, actor: Actor, paper: Stated): StatedRefusal | undefined {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  if (paper.otherName.trim() === '') return refuse('other_missing', { field: 'otherName' })
  if (paper.grams <= 0) return refuse('amount_missing', { field: 'grams' })
  if (paper.issuedOn > tx.today) return refuse('day_in_future', { field: 'issuedOn' })
  if (paper.periodTo < paper.periodFrom) return refuse('period_turned', { field: 'periodTo' })
  return undefined
}

const columnsOf = (tx: Tx, actor: Actor, paper: Stated) => ({
  region_id: tx.region,
  certificate_id: newId(),
  grams: paper.grams,
  issued_on: paper.issuedOn,
  period_from: paper.periodFrom,
  period_to: paper.periodTo,
  other_name: paper.otherName.trim(),
  other_address: paper.otherAddress.trim(),
  other_registration: paper.otherRegistration.trim(),
  made_at: tx.now,
  made_by: actor.name,
})

export interface Certificated {
  readonly certificateId: Id
  readonly certificateNo: string
}

export type RecordRefusal =
  | StatedRefusal
  | PaperRefusal
  | Refusal<'certificate_no_missing' | 'certificate_known'>

/**
 * A paper that came with wood from somebody who is no supplier of ours, with its scan if one is given. The same number of the same
 * issuer is one paper.
 */
export async function recordCertificate(
  tx: Tx,
  actor: Actor,
  input: IncomingCertificate,
): Promise<Certificated | RecordRefusal> {
  const fault = statedFault(tx, actor, input)
  if (fault) return fault
  const certificateNo = input.certificateNo.trim()
  if (certificateNo === '') return refuse('certificate_no_missing', { field: 'certificateNo' })
  const columns = columnsOf(tx, actor, input)
  const added = await tx.q
    .insertInto('wood_certificate')
    .values({
      ...columns,
      certificate_no: certificateNo,
      direction: 'in',
      proof: input.proof,
      product: input.product,
      species: input.species,
      pile_id: null,
      incoming: [],
    })
    .onConflict((c) => c.columns(['region_id', 'direction', 'certificate_no', 'other_name']).doNothing())
    .returning('certificate_id')
    .execute()
  if (added.length === 0) return refuse('certificate_known', { field: 'certificateNo' })
  const certificateId = columns.certificate_id
  if (input.paper) {
    const kept = await keepPaper(tx, actor, { of: 'certificate', ownerId: certificateId, ...input.paper })
    if (isRefusal(kept)) return kept
  }
  return { certificateId, certificateNo }
}

export type IssueRefusal =
  | StatedRefusal
  | Refusal<
      | 'pile_unknown'
      | 'not_proved'
      | 'certification_missing'
      | 'over_pile' // detail.left
      | 'over_certified' // detail.left
    >

/**
 * We certify wood of a pile to who takes it: not more than ever came to the pile (`over_pile`), and not more than was certified to us
 * in its class (`over_certified`). The paper names the slips that the pile stands on.
 */
export async function issueCertificate(
  tx: Tx,
  actor: Actor,
  input: OutgoingCertificate,
): Promise<Certificated | IssueRefusal> {
  const fault = statedFault(tx, actor, input)
  if (fault) return fault
  await lockCertificates(tx)
  const pile = await pileOf(tx, input.pileId)
  if (!pile) return refuse('pile_unknown', { field: 'pileId' })
  const { proof } = pile
  if (proof === 'none') return refuse('not_proved', { field: 'pileId' })
  if (pile.certificationNo === '') return refuse('certification_missing')
  // Before what is found was left out, more may have been certified than came.
  const leftOfPile = Math.max(pile.came - pile.certified, 0)
  if (input.grams > leftOfPile) return refuse('over_pile', { field: 'grams', detail: { left: leftOfPile } })
  const known = (await readCertified(tx)).find((each) => each.proof === proof)
  const left = known ? known.taken - known.given : 0
  if (input.grams > left) return refuse('over_certified', { field: 'grams', detail: { left } })
  const certificateNo = await nextNumber(tx, 'CO')
  const columns = columnsOf(tx, actor, input)
  await tx.q
    .insertInto('wood_certificate')
    .values({
      ...columns,
      certificate_no: certificateNo,
      direction: 'out',
      proof,
      product: productOf(pile.store),
      species: pile.species,
      pile_id: input.pileId,
      incoming: await piledFrom(tx, input.pileId),
    })
    .execute()
  return { certificateId: columns.certificate_id, certificateNo }
}

interface CertifiedPile {
  readonly proof: Proof
  readonly store: Store
  readonly species: PileSpecies
  readonly came: number
  readonly certified: number
  readonly certificationNo: string
}

/** What ever came to a pile `w`, but what was found there; and what of it we certified. */
const came = `coalesce((select sum(x.grams) from (select sum(m.grams) as grams from wood_pile_move m
    where m.region_id = $1 and m.pile_id = w.pile_id and m.cause not in ('drying', 'counting') group by m.document_id) x where x.grams > 0), 0)`
const certified = `coalesce((select sum(c.grams) from wood_certificate c
    where c.region_id = $1 and c.pile_id = w.pile_id and c.cancelled_on is null), 0)`

/**
 * Whether papers of ours stand on what a work put to a pile, so that it is not taken back. Who asks holds the certificates until the end
 * of the transaction.
 */
export async function papersStandOn(tx: Tx, workId: Id): Promise<boolean> {
  await lockCertificates(tx)
  const piles = await tx.run(
    `select from (select pile_id, sum(grams) as grams from wood_pile_move
       where region_id = $1 and document_id = $2 and cause not in ('drying', 'counting') group by 1 having sum(grams) > 0) d
     join wood_pile w on w.region_id = $1 and w.pile_id = d.pile_id
     where ${certified} > ${came} - d.grams limit 1`,
    [tx.region, workId],
  )
  return piles.length > 0
}

async function pileOf(tx: Tx, pileId: Id): Promise<CertifiedPile | undefined> {
  const [row] = await tx.run<CertifiedPile & Record<string, unknown>>(
    `select w.proof, w.store, w.species,
       ${came}::bigint as came, ${certified}::bigint as certified,
       coalesce((select certification_no from wood_programme where region_id = $1), '') as "certificationNo"
     from wood_pile w where w.region_id = $1 and w.pile_id = $2`,
    [tx.region, pileId],
  )
  return row
}

/**
 * A paper that was wrong is cancelled, with the reason; its number stays used. One of somebody else stays as long as papers of ours
 * stand on it (`papers_stand_on_it`), or wood that was bought upon it (`wood_stands_on_it`).
 */
export async function cancelCertificate(
  tx: Tx,
  actor: Actor,
  { certificateId, reason }: { certificateId: Id; reason: string },
): Promise<
  | Certificated
  | Refusal<
      'not_allowed' | 'certificate_unknown' | 'reason_missing' | 'papers_stand_on_it' | 'wood_stands_on_it'
    >
> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const [paper] = await tx.run<{
    certificateNo: string
    direction: 'in' | 'out'
    proof: Provable
    grams: number
  }>(
    `select certificate_no as "certificateNo", direction, proof, grams from wood_certificate
     where region_id = $1 and certificate_id = $2 and cancelled_on is null for update`,
    [tx.region, certificateId],
  )
  if (!paper) return refuse('certificate_unknown')
  if (paper.direction === 'in') {
    if (!(await standsWithout(tx, paper.proof, paper.grams))) return refuse('papers_stand_on_it')
    if ((await boughtUpon(tx, certificateId)).length > 0) return refuse('wood_stands_on_it')
  }
  await tx.run(
    `update wood_certificate set cancelled_on = $3, reason = $4 where region_id = $1 and certificate_id = $2`,
    [tx.region, certificateId, tx.today, reason.trim()],
  )
  return { certificateId, certificateNo: paper.certificateNo }
}

/** Wood that was bought upon a certificate that came. */
export interface BoughtUpon {
  readonly workId: Id
  readonly workNo: string
  readonly on: Day
  readonly grams: number
}

const boughtUpon = async (tx: Tx, certificateId: Id): Promise<BoughtUpon[]> =>
  await tx.run<BoughtUpon & Record<string, unknown>>(
    `select work_id as "workId", work_no as "workNo", done_on as "on", in_g as grams from wood_work
     where region_id = $1 and certificate_id = $2 and reversed_on is null order by done_on, work_id`,
    [tx.region, certificateId],
  )

export interface CertificateRow extends Stated {
  readonly certificateId: Id
  readonly certificateNo: string
  readonly direction: 'in' | 'out'
  readonly proof: Provable
  readonly product: Product
  readonly species: PileSpecies
  readonly pileId: Id | null
  readonly incoming: readonly string[]
  readonly cancelledOn: Day | null
  readonly reason: string
  /** How many scans are kept with one that was received. */
  readonly papers: number
}
const columns = `certificate_id as "certificateId", certificate_no as "certificateNo", direction, proof, product, species, grams,
  issued_on as "issuedOn", period_from as "periodFrom", period_to as "periodTo", other_name as "otherName",
  other_address as "otherAddress", other_registration as "otherRegistration", pile_id as "pileId", incoming,
  cancelled_on as "cancelledOn", reason,
  (select count(*)::int from wood_paper w
   where w.region_id = $1 and w.certificate_id = wood_certificate.certificate_id) as papers`
const pageLength = 50

/** Papers by their day, the last first; of one direction, or all. */
export async function listCertificates(
  tx: Tx,
  { direction }: { direction?: 'in' | 'out' } = {},
  after?: string,
): Promise<Page<CertificateRow>> {
  const [on, id] = (after === undefined ? undefined : fromCursor(after, 2)) ?? []
  const rows = await tx.run<CertificateRow & Record<string, unknown>>(
    `select ${columns} from wood_certificate
     where region_id = $1 and ($2::text is null or direction = $2)
       and ($3::date is null or (issued_on, certificate_id) < ($3, $4::uuid))
     order by issued_on desc, certificate_id desc limit $5`,
    [tx.region, direction ?? null, on ?? null, id ?? null, pageLength + 1],
  )
  return pageOf(rows, pageLength, (row) => [row.issuedOn, row.certificateId])
}

export interface CertificateSeen extends CertificateRow {
  /** The slips among the numbers that it stands on, and the certificates of others. */
  readonly slips: readonly { readonly intakeId: Id; readonly intakeNo: string }[]
  readonly received: readonly { readonly certificateId: Id; readonly name: string }[]
  readonly bought: readonly BoughtUpon[]
}

export async function readCertificate(
  tx: Tx,
  certificateId: Id,
): Promise<CertificateSeen | Refusal<'not_found'>> {
  const [row] = await tx.run<CertificateRow & Record<string, unknown>>(
    `select ${columns} from wood_certificate where region_id = $1 and certificate_id = $2`,
    [tx.region, certificateId],
  )
  if (!row) return refuse('not_found')
  const slips = await tx.run<CertificateSeen['slips'][number] & Record<string, unknown>>(
    `select intake_id as "intakeId", intake_no as "intakeNo" from wood_intake
     where region_id = $1 and intake_no = any($2) order by intake_no`,
    [tx.region, row.incoming],
  )
  const received = await tx.run<CertificateSeen['received'][number] & Record<string, unknown>>(
    `select c.certificate_id as "certificateId", ${paperName} as name from wood_certificate c
     where c.region_id = $1 and c.direction = 'in' and ${paperName} = any($2) order by 2`,
    [tx.region, row.incoming],
  )
  return { ...row, slips, received, bought: await boughtUpon(tx, certificateId) }
}
