/** What input-output tables refuse, as in refusals.general.ts. */
export const circulationRefusals = {
  workbook_broken: [
    422,
    'Excel ファイルが壊れているようです。開いて保存し直してください。',
    'The workbook seems to be damaged. Open it and save it again.',
  ],
  workbook_old: [
    422,
    '古い Excel 形式（.xls）です。.xlsx で保存し直してください。',
    'This is the old Excel format (.xls). Save it as .xlsx.',
  ],
  no_sectors: [
    422,
    '部門が見つかりません。同じ部門名が列と行の見出しの両方にある表にしてください。',
    'No sectors found. The names of the sectors must head the columns and begin the rows.',
  ],
  no_output: [422, '生産額の列か行が見つかりません。', 'There is no column or row of output.'],
  cell_not_a_number: [
    422,
    '{line}行目・{column}列目の「{text}」が数字として読めません。',
    'Line {line}, column {column}: “{text}” is not a number.',
  ],
  output_negative: [422, '「{sector}」の生産額が負の数です。', 'The output of “{sector}” is negative.'],
  too_many_sectors: [422, '部門が多すぎます。{most}部門までです。', 'Too many sectors: {most} at most.'],
  no_multipliers: [
    422,
    'この表からは乗数が計算できません。投入額が生産額を超える部門がないか確かめてください。',
    'This table has no multipliers. See whether a sector buys more than it makes.',
  ],
  source_missing: [422, '出典を入れてください。', 'Say where it comes from.'],
} as const

/** What is wrong with the file of an input-output table. */
export const tableRefusals = [
  'file_empty',
  'file_too_large',
  'too_many_rows',
  'encoding_unknown',
  'csv_broken',
  'workbook_broken',
  'workbook_old',
  'no_sectors',
  'no_output',
  'cell_not_a_number',
  'output_negative',
  'too_many_sectors',
  'no_multipliers',
  'name_missing',
  'source_missing',
] as const
