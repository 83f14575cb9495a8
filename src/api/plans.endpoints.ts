import { z } from '@hono/zod-openapi'
import type { Tx } from '#db/transaction.ts'
import { fiscalYear } from '#kit/days.ts'
import { type PlanSeen, bands, listPlans, readMultiplier } from '#circulation/room.ts'
import type { Actor } from '#parties/actors.ts'
import { planSeen } from './circulation.schemas.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { both } from './language.ts'
import { count, decimal, flag, listOf, numberInQuery, oneOf, yen } from './fields.ts'

const planOf = ({ planId, name, nameEn, fromYear, toYear, goals }: PlanSeen) => ({
  planId,
  name,
  nameEn,
  fromYear,
  toYear,
  goals: goals.map((goal) => ({
    goalId: goal.goalId,
    no: goal.no,
    side: goal.side,
    name: goal.name,
    nameEn: goal.nameEn,
    unit: goal.unit,
    direction: goal.direction,
    baselineYear: goal.baselineYear,
    baseline: goal.baseline,
    targetYear: goal.targetYear,
    target: goal.target,
    sdg: goal.sdg ?? null,
    state: goal.state,
    achievementPct: goal.achievement ?? null,
    values: goal.values,
  })),
})

const spreads = ['earned', ...bands] as const

async function readMultiplierOf(
  tx: Tx,
  actor: Actor,
  asked: { year?: number; to?: (typeof spreads)[number] },
) {
  const year = asked.year ?? fiscalYear(tx.today)
  const seen = await readMultiplier(tx, actor, { year, to: asked.to ?? 'earned' })
  if ('refused' in seen) return seen
  const { found, getting, spending } = seen
  return {
    year,
    multiplier: found.multiplier,
    injectedYen: found.injected,
    leakedYen: Math.round(found.leaked),
    stayedYen: Math.round(found.stayed),
    settled: found.settled,
    getting,
    spending,
    rounds: found.rounds.map(({ held, passedOn, leaked, stayed }) => ({
      heldYen: Math.round(held),
      passedOnYen: Math.round(passedOn),
      leakedYen: Math.round(leaked),
      stayedYen: Math.round(stayed),
    })),
  }
}

const round = z
  .object({
    heldYen: yen('域内にあった', 'Held inside'),
    passedOnYen: yen('域内の次の人へ', 'Passed on inside'),
    leakedYen: yen('域外へ', 'Left the region'),
    stayedYen: yen('残った・見えない', 'Stayed, or not seen'),
  })
  .openapi({ description: both('1回の行き先', 'One round') })

/** Plans with their goals, and how often a yen goes round. */
export const planEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/circulation/plans',
    name: 'listPlans',
    tag: 'circulation',
    access: 'region.see',
    summary: { ja: '計画と目標の進みぐあい', en: 'Plans and how far their goals have come' },
    about: {
      ja: '公開された計画。目標ごとに基準、目標、年度ごとの値、達成度。',
      en: 'Published plans: of each goal the baseline, the target, the values by year and how far it has come.',
    },
    answer: z.object({ items: listOf(planSeen, '計画', 'Plans') }).openapi('Plans'),
    run: async (tx, actor) => ({ items: (await listPlans(tx, actor)).map(planOf) }),
  }),
  endpoint({
    method: 'get',
    path: '/circulation/multiplier',
    name: 'readMultiplier',
    tag: 'circulation',
    access: 'region.see',
    summary: { ja: '1円が域内で動く回数', en: 'How often a yen moves inside' },
    about: {
      ja: '百万円を送りこんだときの、台帳でたどった行き先。台帳に支払いが見えない分は「残った・見えない」に入ります。',
      en: 'Where a million yen goes, along who paid whom in the ledger. Where it sees no payment, yen count as stayed.',
    },
    query: z.strictObject({
      year: numberInQuery(
        '年度。なければ今年度',
        'Fiscal year; the running one when left out',
        1950,
        2200,
      ).optional(),
      to: oneOf(
        spreads,
        'だれが受け取るか。なければ域外から稼いだとおり',
        'Who gets it; as earned from outside when left out',
      ).optional(),
    }),
    answer: z
      .object({
        year: count('年度', 'Fiscal year', { example: 2026 }),
        multiplier: decimal('乗数。だれも受け取っていなければ0', 'Multiplier; 0 where nobody got anything', {
          example: 1.92,
        }),
        injectedYen: yen('送りこんだ', 'Sent in'),
        leakedYen: yen('域外へ出た', 'Left the region'),
        stayedYen: yen('残った・見えない', 'Stayed, or not seen'),
        settled: flag('値が定まった', 'The value is settled'),
        getting: count('受け取った主体', 'Parties that got something'),
        spending: count('うち支払いが見えている主体', 'Those seen to spend'),
        rounds: listOf(round, '回ごと', 'Round by round'),
      })
      .openapi('Multiplier'),
    refuses: ['not_yours'],
    run: readMultiplierOf,
  }),
]
