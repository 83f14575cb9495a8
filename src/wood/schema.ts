import type { Generated } from 'kysely'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Method } from './measuring.ts'
import type { Felling, Proof } from './portions.ts'

export const siteKinds = ['yard', 'firewood_base', 'chip_plant', 'boiler'] as const
export type SiteKind = (typeof siteKinds)[number]

/** Who delivers: a citizen, the owner of a forest, a crew that thins for others. */
export const supplierSorts = ['citizen', 'owner', 'crew'] as const
export type SupplierSort = (typeof supplierSorts)[number]

/** 用材 A and B for boards and plywood, C for chips, D for what is left. */
export const woodClasses = ['a', 'b', 'c', 'd'] as const
export type WoodClass = (typeof woodClasses)[number]

/** The species that are told apart; of the last two no density is known, so they are weighed. */
export const species = [
  'sugi',
  'hinoki',
  'akamatsu',
  'karamatsu',
  'nara',
  'other_conifer',
  'other_broadleaf',
] as const
export type Species = (typeof species)[number]

/** By what right wood was felled: 森林経営計画, 伐採造林届, 保安林などの許可, 支障木・工事, something else. */
export const bases = ['plan', 'notice', 'permit', 'obstacle', 'other'] as const
export type Basis = (typeof bases)[number]

export const intakeStates = [
  'draft',
  'submitted',
  'measured',
  'approved',
  'paid',
  'cancelled',
  'reversed',
  'reversal',
] as const
export type IntakeState = (typeof intakeStates)[number]
export type PayoutState = 'made' | 'paid' | 'cancelled'

interface ProgrammeTable {
  region_id: number
  party_id: Id
  nature_id: Id
  requester_code: string
  certification_no: Generated<string>
  certification_body: Generated<string>
  separation_keeper: Generated<string>
  opened_at: Date
}
interface SiteTable {
  region_id: number
  site_id: Id
  code: string
  kind: SiteKind
  name: string
  name_en: string
  town: string | null
  latitude: number | null
  longitude: number | null
  hours: string
  bays: readonly string[]
  operator_id: Id
  opened_on: Day
  ended_on: Day | null
}
interface SupplierTable {
  region_id: number
  party_id: Id
  supplier_no: string
  sort: SupplierSort
  joined_on: Day
  ended_on: Day | null
  course_on: Day | null
  insured_to: Day | null
  bay: string
  yen_pct: number
  points_pct: number
  firewood_pct: number
}
interface ForestTable {
  region_id: number
  forest_id: Id
  name: string
  place: string
  compartment: string
  sub_compartment: string
  owner_id: Id | null
  owner_name: string
  consent_on: Day | null
  species: readonly Species[]
  area_are: number | null
  basis: Basis
  basis_no: string
  basis_on: Day | null
  valid_to: Day | null
  felling: Generated<Felling>
  latitude: number | null
  longitude: number | null
  added_on: Day
  ended_on: Day | null
}
interface PaperTable {
  region_id: number
  paper_id: Id
  /** It belongs to one of the two. */
  forest_id: Id | null
  certificate_id: Id | null
  name: string
  media_type: string
  bytes: Buffer
  added_at: Date
  added_by: Id | null
}
interface PriceTable {
  region_id: number
  price_id: Id
  wood_class: WoodClass
  sort: SupplierSort | 'all'
  valid_from: Day
  basis: 't' | 'm3'
  yen: number
  top_up_yen: number
  top_up_by: Id | null
  yen_most: number
  points_most: number
  firewood_most: number
  bought: boolean
  source: string
}
interface BlankTable {
  region_id: number
  blank_no: string
  printed_on: Day
}
interface IntakeTable {
  region_id: number
  intake_id: Id
  intake_no: string
  state: IntakeState
  supplier_id: Id
  site_id: Id
  delivered_on: Day
  forest_id: Id | null
  origin: string
  basis: Basis
  proof: Generated<Proof>
  wood_class: WoodClass
  species: Species
  method: Method
  gross_g: number | null
  tare_g: number | null
  diameters_mm: readonly number[]
  lengths_mm: readonly number[]
  pieces: readonly number[]
  width_mm: number | null
  height_mm: number | null
  depth_mm: number | null
  truck_tenths: number | null
  wet_bp: number | null
  self_measured: boolean
  bay: string
  note: string
  blank_no: string | null
  yen_pct: number
  points_pct: number
  firewood_pct: number
  grams: number | null
  litres: number | null
  price_id: Id | null
  yen: number | null
  top_up_yen: number | null
  reward_yen: number | null
  reward_points: number | null
  firewood_yen: number | null
  firewood_g: number | null
  firewood_left_g: Generated<number>
  firewood_left_yen: Generated<number>
  entry_id: Id | null
  reverses: Id | null
  reason: Generated<string>
  created_at: Date
  created_by: Id | null
  measured_at: Date | null
  measured_by: Generated<string>
  approved_at: Date | null
  approved_on: Day | null
  approved_by: Generated<string>
  payout_id: Id | null
  paid_on: Day | null
}
interface PhotoTable {
  region_id: number
  photo_id: Id
  intake_id: Id
  media_type: string
  width: number
  height: number
  bytes: Buffer
  thumbnail: Buffer
  added_at: Date
}
interface PayoutTable {
  region_id: number
  payout_id: Id
  payout_no: string
  transfer_on: Day
  amount: number
  file: Buffer
  state: PayoutState
  made_at: Date
  made_by: Id | null
}
interface PayoutLineTable {
  region_id: number
  payout_id: Id
  supplier_id: Id
  amount: number
  slips: number
  account: string
}

declare module '#db/schema.ts' {
  interface Tables {
    wood_programme: ProgrammeTable
    wood_site: SiteTable
    wood_supplier: SupplierTable
    wood_forest: ForestTable
    wood_paper: PaperTable
    wood_price: PriceTable
    wood_blank: BlankTable
    wood_intake: IntakeTable
    wood_photo: PhotoTable
    wood_payout: PayoutTable
    wood_payout_line: PayoutLineTable
  }
}
