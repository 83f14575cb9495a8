/** What is said of each sector of a table: page, CSV and workbook from one list. */
import type { ReportColumn } from '#http/columns.ts'
import type { Lang } from '#ui/words.ts'
import type { Analysis } from './io-table.ts'
import type { TableSeen } from './tables.ts'
import { ioWords } from './words.ts'

/** Its number in the table, from 0. */
export interface SectorRow {
  readonly sector: string
  readonly at: number
}

export const sectorRows = ({ table }: TableSeen): SectorRow[] =>
  table.sectors.map((sector, at) => ({ sector, at }))

export function sectorColumns(analysis: Analysis, lang: Lang): readonly ReportColumn<SectorRow>[] {
  const own = ioWords[lang]
  const { output, valueAdded, income, employment, emissions, linkages, selfSufficiency } = analysis
  const ratios: readonly (readonly [string, string, ArrayLike<number> | undefined, boolean?])[] = [
    ['output1', own.output1, output.type1],
    ['output2', own.output2, output.type2],
    ['valueAdded', own.valueAdded, valueAdded.simple],
    ['income', own.income, income?.simple],
    ['income1', own.income1, income?.type1, true],
    ['income2', own.income2, income?.type2, true],
    ['employment', own.employment, employment?.simple],
    ['emissions', own.emissions, emissions?.simple],
    ['backward', own.backward, linkages.backward, true],
    ['forward', own.forward, linkages.forward],
    ['power', own.power, linkages.power],
    ['sensitivity', own.sensitivity, linkages.sensitivity],
  ]
  return [
    { key: 'sector', label: own.sector, kind: 'text', value: ({ sector }) => sector },
    {
      key: 'sufficiency',
      label: own.sufficiency,
      kind: 'share',
      value: ({ at }) => selfSufficiency[at] ?? null,
    },
    ...ratios.flatMap(([key, label, list, fileOnly]): ReportColumn<SectorRow>[] =>
      list ? [{ key, label, kind: 'ratio', fileOnly, value: ({ at }) => list[at] ?? null }] : [],
    ),
  ]
}
