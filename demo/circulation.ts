/** What the city tells its circulation: an input-output table, shares of a survey, and a plan whose goals are measured. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { keepUpload } from '#circulation/uploads.ts'
import { savePlan, publishPlan, saveGoal, type GoalDetails } from '#circulation/goals/plans.ts'
import { enterValue, uploadValues } from '#circulation/goals/values.ts'
import { enterTable, publishTable } from '#circulation/input-output/tables.ts'
import { writeShares } from '#circulation/rounds/shares.ts'
import { addStudy } from '#circulation/rounds/studies.ts'
import { monthsOfYear, readFigure } from '#circulation/figure-values.ts'
import { writeCsv } from '#kit/csv.ts'
import { type Day, addDays, fiscalYear, instantOf } from '#kit/days.ts'
import { type Tx, transact } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { receiveGrant } from '#trade/grants/grants.ts'
import { buyersOfTohoku } from './content/buyers-outside-1.ts'
import { must } from './must.ts'
import type { Village } from './weeks.ts'

const invented = '体験用の架空の値'

export async function tellCirculation({ db, region, people }: Village, until: Day): Promise<void> {
  const { staff, parties } = people
  const [outside] = buyersOfTohoku
  const investor = outside && parties.get(outside.key)
  if (!investor) throw new Error('the demo has no buyer outside')
  const at = { region, clock: { now: () => instantOf(until, 2) } }
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../examples/産業連関表.csv')))
  await transact(db, at, async (tx) => {
    const year = fiscalYear(until)
    const { tableId } = must(
      await enterTable(tx, staff, {
        name: '市産業連関表 13部門（体験用の例）',
        year: year - 5,
        source: invented,
        unitYen: 1_000_000,
        fileName: '産業連関表.csv',
        bytes,
      }),
      'entering the table',
    )
    must(await publishTable(tx, staff, { id: tableId, publish: true }), 'publishing the table')
    const { uploadId } = must(
      await keepUpload(tx, staff, 'shares', { name: '調査の割合.csv', bytes: writeCsv(shares(year)) }),
      'keeping the shares',
    )
    must(await writeShares(tx, staff, { id: uploadId }), 'writing the shares')
    must(
      await addStudy(tx, staff, {
        name: '地域商社の外商',
        nameEn: 'Sales outside by the trading company',
        parties: [],
        kinds: ['trade.sale', 'trade.payout', 'trade.packaging', 'trade.freight', 'trade.wage'],
      }),
      'adding a study',
    )
    await plan(tx, staff, year)
    const values = [
      ['目標', '年度', '値', '出典'],
      ['SDGsパートナーの登録', String(year - 3), 10, invented],
    ]
    must(
      await uploadValues(tx, staff, { name: '目標の値.csv', bytes: writeCsv(values) }),
      'keeping the values',
    )
    must(
      await receiveGrant(tx, staff, {
        giverId: investor,
        sort: 'investment',
        memo: '冷蔵庫の増設にあてる出資',
        receivedOn: addDays(until, -150),
        amountYen: 1_000_000,
      }),
      'booking an investment',
    )
  })
}

const shares = (year: number): (string | number)[][] => [
  ['対象', '域内割合', '調査日', '出典'],
  ['世帯', '62%', `${year - 1}-10-01`, `家計の買い物調査（${invented}）`],
  ['農業，林業', '48%', `${year - 1}-10-01`, `生産者アンケート（${invented}）`],
  ['製造業', '41%', `${year - 1}-10-01`, `事業者アンケート（${invented}）`],
]

const blank = {
  definition: '',
  definitionEn: '',
  localIndicator: '',
  sdgTarget: '',
  scale: 1,
  source: '',
  decimals: 0,
}

/** Goals of the three sides; the region's own figures where it counts them, values entered where it does not. */
async function plan(tx: Tx, staff: Actor, year: number): Promise<void> {
  const made = must(
    await savePlan(tx, staff, {
      name: '持続可能な稼ぐ地域づくり計画（体験用）',
      nameEn: 'A region that earns and lasts (demo)',
      vision: '多様な主体が協働し、地域の資源で稼ぎ、めぐらせ、次の世代へ渡す。',
      visionEn: 'Many hands together: earn by what the region has, let it go round, hand it on.',
      fromYear: year - 1,
      toYear: year + 4,
      source: invented,
    }),
    'entering the plan',
  )
  const base = (await readFigure(tx, 'earned', monthsOfYear(year - 1))).value ?? 0
  for (const goal of goals(year, Math.round(base / 10_000)))
    must(await saveGoal(tx, staff, { planId: made.planId, ...goal }), `setting ${goal.name}`)
  for (const { name, values } of entered) {
    const [row] = await tx.run<{ id: typeof made.planId }>(
      'select goal_id as id from circulation_goal where region_id = $1 and name = $2',
      [tx.region, name],
    )
    if (!row) throw new Error(`the demo has no goal ${name}`)
    for (const [n, value] of values.entries())
      must(
        await enterValue(tx, staff, {
          goalId: row.id,
          year: year - values.length + n,
          value,
          source: invented,
        }),
        name,
      )
  }
  must(await publishPlan(tx, staff, { id: made.planId, publish: true }), 'publishing the plan')
}

const entered = [
  { name: '木質資源の利用率', values: [38.2, 44.9, 47.3, 55.8] },
  { name: 'SDGsパートナーの登録', values: [10, 24, 31] },
  { name: '公共施設のCO2排出量', values: [2.9, 2.84, 2.71, 2.66] },
  { name: '自治会のオンライン回覧', values: [4, 9] },
] as const

function goals(year: number, earned: number): GoalDetails[] {
  const span = { baselineYear: year - 1, targetYear: year + 4 }
  const byHand = { ...blank, measuredBy: 'entered', measure: '', source: invented } as const
  return [
    {
      ...blank,
      ...span,
      side: 'economy',
      name: '域外から稼いだお金',
      nameEn: 'Earned from outside',
      definition: '地域商社などを通して、域外の買い手から域内に支払われた円。',
      definitionEn: 'Yen paid from outside to parties inside, mainly through the trading company.',
      unit: '万円',
      direction: 'up',
      baseline: earned,
      target: Math.round(earned * 1.5),
      sdg: 8,
      sdgTarget: '8.3',
      measuredBy: 'figure',
      measure: 'earned',
      scale: 10_000,
    },
    {
      ...blank,
      ...span,
      side: 'economy',
      name: '商社を通して売る生産者',
      nameEn: 'Producers who sell through the company',
      unit: '者',
      direction: 'up',
      baseline: 20,
      target: 60,
      sdg: 2,
      sdgTarget: '2.3',
      measuredBy: 'indicator',
      measure: 'trade.producers_who_sold',
    },
    {
      ...byHand,
      ...span,
      side: 'society',
      name: 'SDGsパートナーの登録',
      nameEn: 'SDGs partners',
      unit: '者',
      direction: 'up',
      baselineYear: year - 3,
      baseline: 10,
      target: 120,
      sdg: 17,
    },
    {
      ...byHand,
      ...span,
      side: 'society',
      name: '自治会のオンライン回覧',
      nameEn: 'Neighbourhoods with circulars online',
      unit: '団体',
      direction: 'up',
      baselineYear: year - 2,
      baseline: 4,
      target: 60,
      sdg: 11,
    },
    {
      ...byHand,
      ...span,
      side: 'environment',
      name: '木質資源の利用率',
      nameEn: 'Use of forest residues',
      unit: '%',
      decimals: 1,
      direction: 'up',
      baselineYear: year - 4,
      baseline: 38.2,
      target: 99.3,
      sdg: 15,
      sdgTarget: '15.2',
    },
    {
      ...byHand,
      ...span,
      side: 'environment',
      name: '公共施設のCO2排出量',
      nameEn: 'CO2 of public buildings',
      unit: '万t-CO2',
      decimals: 2,
      direction: 'down',
      baselineYear: year - 4,
      baseline: 2.9,
      target: 1.86,
      sdg: 13,
    },
  ]
}
