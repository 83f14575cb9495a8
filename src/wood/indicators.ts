/** What the wood counts that goals of a plan are measured by: who delivers, how much, and what its heat stood in place of. */
import type { Indicator } from '#ledger/indicators.ts'

type Words = Indicator['meaning']
type Evidence = Pick<Indicator, 'evidence' | 'evidenceAccess'>

const burnt = `wood_heat_day h where h.region_id = $1 and h.replaced_at is null and h.burnt_on between $2 and $3`

/** The days of boilers of a period, the newest first. */
const byDays: Evidence = {
  evidence: async (tx, { from, to }, limit) => {
    const rows = await tx.run<{ heatId: string; name: string; on: string }>(
      `select h.heat_id as "heatId", s.name, h.burnt_on as "on" from wood_heat_day h
       join wood_site s on s.region_id = $1 and s.site_id = h.site_id
       where h.region_id = $1 and h.replaced_at is null and h.burnt_on between $2 and $3
       order by h.burnt_on desc, s.name, h.heat_id limit $4`,
      [tx.region, from, to, limit],
    )
    return rows.map(({ heatId, name, on }) => ({ label: `${name} ${on}`, href: `/wood/heat/days/${heatId}` }))
  },
  evidenceAccess: 'region.see',
}

/** A sum over days of boilers, in whole units that people use. */
const heatSum = (
  name: string,
  sum: string,
  words: Record<'meaning' | 'definition' | 'unit', Words>,
): Indicator => ({
  name: `wood.${name}`,
  ...words,
  ...byDays,
  value: async (tx, { from, to }) => {
    const [row] = await tx.run<{ n: number }>(
      `select coalesce(round(sum(${sum})), 0)::bigint as n from ${burnt}`,
      [tx.region, from, to],
    )
    return row?.n ?? 0
  },
})

const counted = `wood_intake i where i.region_id = $1 and i.state in ('approved', 'paid') and i.approved_on between $2 and $3`
const kilowattHours = { ja: 'kWh', en: 'kWh' }

export const woodIndicators: readonly Indicator[] = [
  {
    name: 'wood.suppliers_who_delivered',
    meaning: { ja: '木を運んだ方の数', en: 'Suppliers who delivered wood' },
    definition: {
      ja: '期間のうちに伝票が承認された納材者を、重ねずに数えたもの。取り消した伝票は数えない。',
      en: 'Suppliers of whom a slip was approved in the period, each counted once; reversed slips are not.',
    },
    unit: { ja: '者', en: 'suppliers' },
    value: async (tx, { from, to }) => {
      const [row] = await tx.run<{ n: number }>(
        `select count(distinct i.supplier_id)::int as n from ${counted}`,
        [tx.region, from, to],
      )
      return row?.n ?? 0
    },
    evidence: async (tx, { from, to }, limit) => {
      const rows = await tx.run<{ id: string; label: string }>(
        `select x.id, p.name as label from (select distinct i.supplier_id as id from ${counted}) x
         join party p on p.region_id = $1 and p.party_id = x.id order by label, x.id limit $4`,
        [tx.region, from, to, limit],
      )
      return rows.map(({ id, label }) => ({ label, href: `/parties/${id}` }))
    },
    evidenceAccess: 'wood.run',
  },
  heatSum('heat_from_wood', 'h.heat_wh / 1000.0', {
    meaning: { ja: '木を燃やして得た熱', en: 'Heat from wood' },
    definition: {
      ja: '期間のボイラーの運転日誌の熱の合計。熱量計の値か、燃料から計算した値。',
      en: 'Heat of all days in the logs of boilers, by meter or from the fuel.',
    },
    unit: kilowattHours,
  }),
  heatSum('oil_not_bought', 'h.oil_saved_ml / 1000.0', {
    meaning: { ja: '木の熱で買わずにすんだ石油', en: 'Oil not bought thanks to wood' },
    definition: {
      ja: '木の熱を石油のボイラーで作ったときに要る石油。熱 ÷（石油のボイラーの効率 × 発熱量）。',
      en: 'Oil that the same heat would have taken: heat ÷ (efficiency of the oil boiler × heat of oil).',
    },
    unit: { ja: 'L', en: 'L' },
  }),
  heatSum('emission_avoided', 'h.co2_saved_g / 1000.0', {
    meaning: { ja: '木の熱で出さずにすんだCO2', en: 'CO2 not emitted thanks to wood' },
    definition: {
      ja: '買わずにすんだ石油 × その日の法定の係数。チップを作って運ぶときのCO2は差し引いていない。',
      en: 'Oil not bought × the legal factor of the day; what making and bringing chips emitted is not taken off.',
    },
    unit: { ja: 'kg', en: 'kg' },
  }),
]
