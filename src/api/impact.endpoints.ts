import { z } from '@hono/zod-openapi'
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import {
  type Round,
  type TableHead,
  askLm3,
  calculate,
  enterTable,
  listTables,
  mostLines,
  publishTable,
  readAnalysed,
  readEffect,
} from '#circulation/room.ts'
import type { Actor } from '#parties/actors.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import {
  count,
  day,
  decimal,
  flag,
  id,
  line,
  listOf,
  numberInQuery,
  oneOf,
  text,
  whole,
  yen,
} from './fields.ts'
import { both } from './language.ts'
import { tableRefusals } from './refusals.circulation.ts'

const tableId = () => id('産業連関表', 'The input-output table')
const headFields = {
  tableId: tableId(),
  name: text('名前', 'Name', { example: '岩手県 令和2年（2020年）産業連関表' }),
  year: count('対象の年', 'Year that it describes', { example: 2020 }),
  source: text('出典', 'Source'),
  unitYen: yen('表の1単位', 'One unit of the table', { example: 1_000_000 }),
  form: oneOf(
    ['competitive', 'domestic'],
    '競争移輸入型か、非競争型か',
    'Whether cells hold goods from anywhere (competitive imports) or made inside',
  ),
  sectors: count('部門', 'Sectors', { example: 37 }),
  published: flag('公開されている', 'Published'),
}
const headOf = ({ publishedAt, fileName: _name, enteredAt: _at, ...head }: TableHead) => ({
  ...head,
  published: publishedAt !== null,
})
const table = z.object(headFields).openapi('IoTable')

const ratio = (ja: string, en: string) => decimal(ja, en, { example: 1.3412 })
const orNull = (ja: string, en: string) =>
  ratio(`${ja}。表になければ null`, `${en}; null where the table does not say`).nullable()

const sector = z
  .object({
    no: whole('部門の番号。0 から', 'Its number, from 0', { min: 0 }),
    name: text('部門の名前', 'Name of the sector', { example: '林業' }),
    selfSufficiency: ratio('自給率', 'Self-sufficiency'),
    output: ratio('生産の乗数（第1種）', 'Output multiplier, type I'),
    outputWithHouseholds: orNull('生産の乗数（第2種）', 'Output multiplier, type II'),
    valueAdded: ratio('付加価値の乗数', 'Value added for each unit of demand'),
    income: orNull('雇用者所得の乗数', 'Income for each unit of demand'),
    employment: orNull('雇用の乗数（人／単位）', 'Persons for each unit of demand'),
    emissions: orNull('CO2の乗数（t／単位）', 'Tonnes of CO2 for each unit of demand'),
    power: ratio('影響力係数', 'Power of dispersion'),
    sensitivity: ratio('感応度係数', 'Sensitivity of dispersion'),
  })
  .openapi('IoSector')

async function readTableOf(tx: Tx, actor: Actor, asked: { tableId: Id }) {
  const found = await readAnalysed(tx, actor, { id: asked.tableId })
  if (isRefusal(found)) return found
  const { head, table: of, analysis } = found
  return {
    ...headOf(head),
    items: of.sectors.map((name, no) => ({
      no,
      name,
      selfSufficiency: analysis.selfSufficiency[no] ?? 1,
      output: analysis.output.type1[no] ?? 0,
      outputWithHouseholds: analysis.output.type2?.[no] ?? null,
      valueAdded: analysis.valueAdded.simple[no] ?? 0,
      income: analysis.income?.simple[no] ?? null,
      employment: analysis.employment?.simple[no] ?? null,
      emissions: analysis.emissions?.simple[no] ?? null,
      power: analysis.linkages.power[no] ?? 0,
      sensitivity: analysis.linkages.sensitivity[no] ?? 0,
    })),
  }
}

const sum = (list: ArrayLike<number>): number => Array.from(list).reduce((all, each) => all + each, 0)
const effectOf = ({ output, valueAdded, income, employment, emissions }: Round) => ({
  outputYen: Math.round(sum(output)),
  valueAddedYen: Math.round(sum(valueAdded)),
  incomeYen: income ? Math.round(sum(income)) : null,
  persons: employment ? sum(employment) : null,
  co2Tonnes: emissions ? sum(emissions) : null,
})
const effect = (ja: string, en: string) =>
  z
    .object({
      outputYen: yen('生産', 'Output'),
      valueAddedYen: yen('付加価値', 'Value added'),
      incomeYen: yen('雇用者所得。表になければ null', 'Income; null where the table does not say').nullable(),
      persons: decimal(
        '雇用（人）。表になければ null',
        'Persons; null where the table does not say',
      ).nullable(),
      co2Tonnes: decimal(
        'CO2（t）。表になければ null',
        'Tonnes of CO2; null where the table does not say',
      ).nullable(),
    })
    .openapi({ description: both(ja, en) })

// `3:12000000:80`: a sector, yen, and which per cent of them is bought inside.
const lines = z
  .string()
  .max(1_000)
  .regex(/^\d{1,3}:\d{1,15}(:\d{1,3}(\.\d+)?)?(,\d{1,3}:\d{1,15}(:\d{1,3}(\.\d+)?)?)*$/)
  .openapi({
    description: both(
      `部門の番号:円[:域内で買う割合%] をコンマで区切る。${mostLines}行まで`,
      `sector:yen[:per cent bought inside], with commas; at most ${mostLines}`,
    ),
    example: '0:12000000,3:4000000:80',
  })

async function readImpact(
  tx: Tx,
  actor: Actor,
  asked: { tableId: Id; lines: string; propensityPct?: number },
) {
  const found = await readAnalysed(tx, actor, { id: asked.tableId })
  if (isRefusal(found)) return found
  const given = asked.lines.split(',')
  if (given.length > mostLines) return refuse('input_wrong', { field: 'lines' })
  const boxes = Object.fromEntries(
    given.flatMap((each, n) => {
      const [s, a, i] = each.split(':')
      return [[`s${n + 1}`, s] as const, [`a${n + 1}`, a] as const, [`i${n + 1}`, i] as const]
    }),
  )
  const p = asked.propensityPct === undefined ? undefined : String(asked.propensityPct)
  const { effect: of, faults } = readEffect({ ...boxes, p }, found.table)
  if (faults.length > 0) return refuse('input_wrong', { field: 'lines' })
  const ripple = calculate(of, found.table, found.analysis, found.head.unitYen)
  return {
    spentYen: Math.round(ripple.spent),
    direct: effectOf(ripple.direct),
    first: effectOf(ripple.first),
    second: ripple.second ? effectOf(ripple.second) : null,
    total: effectOf(ripple.total),
    ratio: ripple.ratio,
  }
}

const tables: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/circulation/tables',
    name: 'listTables',
    tag: 'circulation',
    access: 'region.see',
    summary: { ja: '産業連関表', en: 'Input-output tables' },
    about: {
      ja: '公開されたもの。数字を入れる役割のトークンには、まだ公開していないものも。',
      en: 'Those that are published; to a token that enters figures, the others too.',
    },
    answer: z.object({ items: listOf(table, '表', 'Tables') }).openapi('IoTables'),
    run: async (tx, actor) => ({ items: (await listTables(tx, actor)).map(headOf) }),
  }),
  endpoint({
    method: 'post',
    path: '/circulation/tables',
    name: 'enterTable',
    tag: 'circulation',
    access: 'figure.enter',
    summary: { ja: '産業連関表を登録する', en: 'Enter an input-output table' },
    about: {
      ja: '都道府県などが公表する形の CSV か .xlsx を、base64 で。公開するまでは担当者だけに見えます。同じファイルなら同じ表です。',
      en: 'A CSV or .xlsx as prefectures publish it, in base64. Only staff see it until it is published. The same file is the same table.',
    },
    body: z
      .strictObject({
        name: line('名前', 'Name', 100, '岩手県 令和2年（2020年）産業連関表'),
        year: whole('対象の年', 'Year that it describes', { min: 1950, max: 2200, example: 2020 }),
        source: line('出典', 'Source', 200, '岩手県'),
        unitYen: yen('表の1単位', 'One unit of the table', {
          min: 1,
          max: 100_000_000,
          example: 1_000_000,
        }),
        fileName: line('ファイル名', 'Name of the file', 200, 'io2020.xlsx'),
        content: z.base64().openapi({
          description: both('ファイルの中身（base64）', 'The file in base64'),
          example: '6YOo6ZaA',
        }),
      })
      .openapi('NewIoTable'),
    status: 201,
    mostBytes: 14 * 1024 * 1024,
    answer: z.object({ tableId: tableId(), name: headFields.name }).openapi('EnteredIoTable'),
    refuses: [...tableRefusals, 'not_allowed'],
    run: async (tx, actor, { content, ...given }) =>
      await enterTable(tx, actor, { ...given, bytes: Buffer.from(content, 'base64') }),
    audit: ({ tableId: documentId, name }) => ({ action: 'io_table.enter', documentId, detail: name }),
  }),
  endpoint({
    method: 'put',
    path: '/circulation/tables/{tableId}/publication',
    name: 'publishTable',
    tag: 'circulation',
    access: 'figure.enter',
    summary: { ja: '産業連関表を公開する、やめる', en: 'Publish an input-output table, or withdraw it' },
    params: z.object({ tableId: tableId() }),
    body: z
      .strictObject({ published: flag('公開する', 'Whether everyone sees it', true) })
      .openapi('Publication'),
    answer: z.object({ tableId: tableId(), name: headFields.name, published: headFields.published }),
    refuses: ['not_allowed', 'not_found'],
    run: async (tx, actor, asked) =>
      await publishTable(tx, actor, { id: asked.tableId, publish: asked.published }),
    audit: ({ tableId: documentId, name, published }) => ({
      action: published ? 'io_table.publish' : 'io_table.withdraw',
      documentId,
      detail: name,
    }),
  }),
  endpoint({
    method: 'get',
    path: '/circulation/tables/{tableId}',
    name: 'readTable',
    tag: 'circulation',
    access: 'region.see',
    summary: { ja: '産業連関表の乗数', en: 'The multipliers of an input-output table' },
    params: z.object({ tableId: tableId() }),
    answer: z
      .object({ ...headFields, items: listOf(sector, '部門ごと', 'By sector') })
      .openapi('IoMultipliers'),
    refuses: ['not_found'],
    run: readTableOf,
  }),
  endpoint({
    method: 'get',
    path: '/circulation/tables/{tableId}/impact',
    name: 'readImpact',
    tag: 'circulation',
    access: 'region.see',
    summary: { ja: '経済波及効果', en: 'Economic impact' },
    about: {
      ja: '催しや投資の支出が呼び起こす生産・付加価値・所得・雇用。直接、第1次、第2次。何も書きません。',
      en: 'Output, value added, income and jobs that spending sets going: direct, first and second round. Writes nothing.',
    },
    params: z.object({ tableId: tableId() }),
    query: z.strictObject({
      lines,
      propensityPct: numberInQuery(
        '新しい所得のうち使われる割合（%）。なければ表から',
        'Per cent of new income that is spent; as the table has it when left out',
        0,
        100,
      ).optional(),
    }),
    answer: z
      .object({
        spentYen: yen('支出の合計', 'Spent in all'),
        direct: effect('直接効果', 'Direct effect'),
        first: effect('第1次波及効果', 'First round'),
        second: effect(
          '第2次波及効果。表に所得か消費がなければ null',
          'Second round; null where the table has no income or consumption',
        ).nullable(),
        total: effect('合計', 'Total'),
        ratio: ratio('波及効果倍率。直接効果に対する合計', 'Total output beside the direct effect'),
      })
      .openapi('Impact'),
    refuses: ['not_found', 'input_wrong'],
    run: readImpact,
  }),
]

const lm3: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/circulation/lm3',
    name: 'readLm3',
    tag: 'circulation',
    access: 'region.see',
    summary: { ja: 'LM3（地域内乗数3）', en: 'LM3 (local multiplier 3)' },
    about: {
      ja: '事業（study）か主体（party）の、年度のLM3。どちらもなければ地域商社。測った分、調査で補った分、わからない分を分けて示します。',
      en: 'Of a study or a party in a fiscal year; of the trading company when neither is named. Measured, surveyed and unknown stand apart.',
    },
    query: z.strictObject({
      year: numberInQuery(
        '年度。なければ今年度',
        'Fiscal year; the running one when left out',
        1950,
        2200,
      ).optional(),
      study: id('事業', 'A project or programme').optional(),
      party: id('主体', 'A party').optional(),
    }),
    answer: z
      .object({
        year: count('年度', 'Fiscal year', { example: 2026 }),
        name: text('だれの、または何の', 'Of whom or what', { example: '結いの商社' }),
        lm3: decimal('LM3。お金が入っていなければ null', 'LM3; null where nothing came in', {
          example: 1.96,
        }).nullable(),
        r1Yen: yen('R1 入ったお金', 'R1, came in'),
        r2Yen: yen('R2 域内で使った', 'R2, spent inside'),
        r3Yen: yen('R3 さらに域内で使った', 'R3, spent inside again'),
        r3MeasuredYen: yen('R3のうち台帳で測った分', 'Of R3: measured in the ledger'),
        r3AssumedYen: yen('R3のうち調査で補った分', 'Of R3: from surveys'),
        unknownYen: yen('R2のうち先がわからない分', 'Of R2: not known where it went on'),
        flows: count('もとになった流れ', 'Flows behind it'),
        closed: flag('年度のすべての日が締めてある', 'Every day of the year is closed'),
        sealedDay: day('最後に締めた日。なければ null', 'Last closed day, or null').nullable(),
        seal: text('その封。なければ null', 'Its seal, or null').nullable(),
      })
      .openapi('Lm3'),
    refuses: ['not_found', 'not_yours'],
    run: async (tx, actor, asked) => {
      const seen = await askLm3(tx, actor, asked)
      if (isRefusal(seen)) return seen
      const { found, made } = seen
      return {
        year: seen.year,
        name: seen.name,
        lm3: found.r1 > 0 ? found.lm3 : null,
        r1Yen: Math.round(found.r1),
        r2Yen: Math.round(found.r2),
        r3Yen: Math.round(found.r3),
        r3MeasuredYen: Math.round(found.r3Measured),
        r3AssumedYen: Math.round(found.r3Assumed),
        unknownYen: Math.round(found.unknown),
        flows: made.flows,
        closed: made.closed,
        sealedDay: made.sealed?.day ?? null,
        seal: made.sealed?.seal ?? null,
      }
    },
  }),
]

/** Input-output tables with their multipliers and impacts, and LM3. */
export const impactEndpoints: readonly Endpoint[] = [...tables, ...lm3]
