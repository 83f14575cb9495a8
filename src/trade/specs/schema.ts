import type { Id } from '#kit/ids.ts'

declare module '#db/schema.ts' {
  interface Tables {
    trade_spec: SpecTable
  }
}

export const dateKinds = ['best_before', 'consume_by'] as const
export type DateKind = (typeof dateKinds)[number]

export interface SpecTable {
  region_id: number
  product_id: Id
  date_kind: DateKind
  content: string
  ingredients: string
  origin: string
  maker: string
  storage: string
  appeal: string
  nutrition_of: string
  energy_kcal: number | null
  protein_dg: number | null
  fat_dg: number | null
  carbohydrate_dg: number | null
  salt_cg: number | null
  certifications: string[]
  lead_days: number | null
  order_by: string
  case_quantity: number | null
  retail_yen: number | null
  changed_at: Date
  changed_by: Id | null
}
