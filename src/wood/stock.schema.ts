import type { Generated } from 'kysely'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { species, woodClasses } from './schema.ts'
import type { Proof } from './portions.ts'

/** What can lie at a site, each with an account of its own: logs by class, firewood, chips. */
export const stores = [...woodClasses, 'firewood', 'chips'] as const
export type Store = (typeof stores)[number]
/** Of a pile: of one species, or of several. */
export const pileSpecies = [...species, 'mixed'] as const
export type PileSpecies = (typeof pileSpecies)[number]

export const workKinds = [
  'buying',
  'drying',
  'splitting',
  'chipping',
  'moving',
  'counting',
  'handing',
] as const
export type WorkKind = (typeof workKinds)[number]
/** Why a pile grew or shrank. */
export type Cause = WorkKind | 'intake' | 'burning'

interface PileTable {
  region_id: number
  pile_id: Id
  site_id: Id
  store: Store
  species: PileSpecies
  proof: Proof
  lot_no: Generated<string>
  size: Generated<string>
  ash: Generated<string>
  begun_on: Day
  closed_on: Day | null
  grams: number
  dry_g: number
  co2_g: number
}
interface PileMoveTable {
  region_id: number
  move_id: Id
  pile_id: Id
  cause: Cause
  document_id: Id
  occurred_on: Day
  grams: number
  dry_g: number
  co2_g: number
}
interface WorkTable {
  region_id: number
  work_id: Id
  work_no: string
  kind: WorkKind
  site_id: Id
  done_on: Day
  in_g: number
  out_g: number
  fines_g: Generated<number>
  diesel_ml: Generated<number>
  wet_bp: number | null
  supplier_id: Id | null
  seller_id: Id | null
  certificate_id: Id | null
  net_jpy: Generated<number>
  tax_jpy: Generated<number>
  note: Generated<string>
  entry_id: Id | null
  reversed_by: Id | null
  reversed_on: Day | null
  reason: Generated<string>
  made_at: Date
  made_by: string
}
interface HandoverShareTable {
  region_id: number
  work_id: Id
  intake_id: Id
  grams: number
  yen: number
}
interface CertificateTable {
  region_id: number
  certificate_id: Id
  certificate_no: string
  direction: 'in' | 'out'
  proof: Exclude<Proof, 'none'>
  product: 'logs' | 'firewood' | 'chips'
  species: PileSpecies
  grams: number
  issued_on: Day
  period_from: Day
  period_to: Day
  other_name: string
  other_address: string
  other_registration: string
  pile_id: Id | null
  incoming: readonly string[]
  cancelled_on: Day | null
  reason: Generated<string>
  made_at: Date
  made_by: string
}

declare module '#db/schema.ts' {
  interface Tables {
    wood_pile: PileTable
    wood_pile_move: PileMoveTable
    wood_work: WorkTable
    wood_handover_share: HandoverShareTable
    wood_certificate: CertificateTable
  }
}
