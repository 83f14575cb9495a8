import type { Generated } from 'kysely'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'

/** The tables of this room, as 0027-circulation.sql makes them. */
declare module '#db/schema.ts' {
  interface Tables {
    circulation_io_table: IoTableTable
    circulation_upload: UploadTable
    circulation_share: ShareTable
    circulation_study: StudyTable
    circulation_plan: PlanTable
    circulation_goal: GoalTable
    circulation_goal_value: GoalValueTable
  }
}

interface Entered {
  region_id: number
  entered_at: Date
  entered_by: Id | null
}

export interface IoTableTable extends Entered {
  table_id: Id
  name: string
  year: number
  source: string
  unit_yen: number
  file_name: string
  file_hash: Buffer
  form: 'competitive' | 'domestic'
  sectors: string[]
  transactions: number[]
  vectors: unknown
  published_at: Date | null
}

export interface UploadTable extends Entered {
  upload_id: Id
  sort: 'shares' | 'goal_values'
  name: string
  file_hash: Buffer
  file: Buffer
  written_at: Date | null
}

export interface ShareTable extends Entered {
  subject: string
  surveyed_on: Day
  inside_bp: number
  source: string
}

export interface StudyTable extends Entered {
  study_id: Id
  name: string
  name_en: Generated<string>
  parties: Id[]
  kinds: string[]
  ended_at: Date | null
}

export interface PlanTable extends Entered {
  plan_id: Id
  name: string
  name_en: Generated<string>
  vision: Generated<string>
  vision_en: Generated<string>
  from_year: number
  to_year: number
  source: Generated<string>
  published_at: Date | null
}

export const sides = ['economy', 'society', 'environment'] as const
/** 経済・社会・環境: the three sides of a plan for sustainable development. */
export type GoalSide = (typeof sides)[number]
export const directions = ['up', 'down', 'keep'] as const
export type Direction = (typeof directions)[number]
export const measuredBy = ['figure', 'indicator', 'entered'] as const
export type MeasuredBy = (typeof measuredBy)[number]

export interface GoalTable extends Entered {
  goal_id: Id
  plan_id: Id
  goal_no: number
  side: GoalSide
  name: string
  name_en: Generated<string>
  definition: Generated<string>
  definition_en: Generated<string>
  unit: string
  decimals: number
  direction: Direction
  baseline_year: number
  /** Decimal numbers come out as text: nothing is lost on their way. */
  baseline: string
  target_year: number
  target: string
  sdg: number | null
  sdg_target: Generated<string>
  local_indicator: Generated<string>
  measured_by: MeasuredBy
  measure: Generated<string>
  scale: Generated<string>
  source: Generated<string>
  ended_at: Date | null
}

export interface GoalValueTable extends Entered {
  value_id: Id
  goal_id: Id
  year: number
  value: string
  source: string
}
