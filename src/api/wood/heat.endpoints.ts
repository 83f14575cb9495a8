import { z } from '@hono/zod-openapi'
import { day as dayOf, fiscalYear } from '#kit/days.ts'
import { refuse } from '#kit/refusals.ts'
import {
  halfHours,
  heatMethods,
  keepReadings,
  listBoilers,
  listHeatDays,
  logHeatDay,
  oilKinds,
  readHeatMonths,
  readWoodMonths,
  readWoodTowns,
  withoutFew,
  saveBoiler,
  soldAs,
} from '#wood/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import {
  basisPoints,
  count,
  day,
  flag,
  id,
  listOf,
  month,
  numberInQuery,
  oneOf,
  quantity,
  text,
  whole,
  yen,
} from '#api/fields.ts'
import { postRefusals, reversalRefusals } from '#api/refusals.money.ts'
import { fieldAs } from '#api/trade/given.ts'
import { grams, gramsGiven, mostGiven } from './slips.endpoints.ts'

const siteId = () => id('ボイラーの場所', 'The site of the boiler')
const one = z.object({ siteId: siteId() })
const wattHours = (ja: string, en: string, max?: number) =>
  quantity(ja, en, { ja: 'ワット時', en: 'watt-hours' }, { min: 0, max, example: 510_000 })
const millilitres = (ja: string, en: string, max?: number) =>
  quantity(ja, en, { ja: 'ミリリットル', en: 'ml' }, { min: 0, max, example: 55_000 })

const heat = {
  heatWh: wattHours('熱', 'Heat'),
  chipsGrams: grams('燃やしたチップ', 'Chips burnt'),
  oilSavedMl: millilitres('買わずにすんだ石油', 'Oil not bought'),
  oilYen: yen('その石油の代金', 'What that oil would have cost'),
  co2SavedGrams: grams('出さずにすんだCO2', 'CO2 not emitted'),
  co2ProcessGrams: grams('チップを作って運ぶときに出たCO2', 'CO2 of making and bringing the chips'),
}
const wood = {
  slips: count('伝票。取り消しは引く', 'Slips, less reversals', { min: undefined }),
  suppliers: count('運んだ方', 'Who delivered'),
  grams: whole('重さ（グラム）', 'Weight (grams)', { example: 820_000 }),
  yen: whole('円', 'Yen', { example: 2_460 }),
  points: whole('ポイント', 'Points', { example: 2_460 }),
  firewoodYen: whole('薪の評価額（円）', 'Worth of firewood (yen)', { example: 0 }),
}

const boilers: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/wood/boilers',
    name: 'listBoilers',
    tag: 'wood',
    access: 'region.see',
    summary: { ja: 'ボイラー', en: 'Boilers' },
    answer: z
      .object({
        items: listOf(
          z
            .object({
              siteId: siteId(),
              name: text('名前', 'Name', { example: '千厩小学校のチップボイラー' }),
              town: text('町。なければ null', 'Town, or null', { example: '千厩町千厩' }).nullable(),
              heats: text('あたためるところ', 'What it heats', { example: '校舎・体育館' }),
              method: oneOf(heatMethods, '熱の求め方', 'How heat is known'),
              oil: oneOf(oilKinds, '置きかえる燃料', 'In place of'),
              bunkerGrams: grams('サイロのチップ', 'Chips in the bunker'),
              bunkerLeastGrams: grams('サイロの下限', 'Bunker, least'),
              bunkerMostGrams: grams('サイロの上限', 'Bunker, most'),
              dayGrams: grams('最近の1日に使う量', 'Burnt on a day lately'),
              lastRan: day('最後に動いた日。なければ null', 'Ran last on, or null').nullable(),
            })
            .openapi('Boiler'),
          'ボイラー',
          'Boilers',
        ),
      })
      .openapi('Boilers'),
    run: async (tx) => ({
      items: (await listBoilers(tx)).map((boiler) => ({
        siteId: boiler.siteId,
        name: boiler.name,
        town: boiler.town,
        heats: boiler.heats,
        method: boiler.method,
        oil: boiler.oil,
        bunkerGrams: boiler.bunkerGrams,
        bunkerLeastGrams: boiler.bunkerLeastGrams,
        bunkerMostGrams: boiler.bunkerMostGrams,
        dayGrams: boiler.dayGrams,
        lastRan: boiler.lastRan,
      })),
    }),
  }),
  endpoint({
    method: 'put',
    path: '/wood/boilers/{siteId}',
    name: 'saveBoiler',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: 'ボイラーの仕様を入れる', en: 'Say what a boiler is like' },
    params: one,
    body: z
      .strictObject({
        method: oneOf(heatMethods, '熱の求め方', 'How heat is known'),
        efficiencyBp: basisPoints('ボイラーの効率', 'Efficiency of the boiler', { example: 8_000 }),
        oil: oneOf(oilKinds, '置きかえる燃料', 'In place of'),
        oilEfficiencyBp: basisPoints('石油のボイラーの効率', 'Efficiency of the oil boiler', {
          example: 8_500,
        }),
        bunkerLeastGrams: gramsGiven('サイロの下限', 'Bunker, least'),
        bunkerMostGrams: gramsGiven('サイロの上限', 'Bunker, most'),
        heats: text('あたためるところ', 'What it heats', { max: 100, example: '校舎' }).default(''),
        userId: id('熱を使う主体', 'Who uses the heat'),
        soldAs: oneOf(soldAs, '熱を使う主体が払うもの', 'What its user pays for').optional(),
        priceYen: yen('値段。チップ1トンか熱1MWhの税抜', 'Price without tax of a tonne of chips or a MWh', {
          min: 0,
          max: 9_999_999,
        }).optional(),
      })
      .openapi('BoilerSetting'),
    answer: z.object({ siteId: siteId() }),
    refuses: [
      'not_allowed',
      'site_unknown',
      'not_a_boiler',
      'party_unknown',
      'bunker_turned',
      'efficiency_out_of_range',
      'fuel_price_missing',
    ],
    run: saveBoiler,
    audit: (made) => ({ action: 'boiler.save', documentId: made.siteId }),
  }),
  endpoint({
    method: 'get',
    path: '/wood/boilers/{siteId}/days',
    name: 'listHeatDays',
    tag: 'wood',
    access: 'region.see',
    summary: { ja: '運転日誌', en: 'The log of a boiler' },
    about: {
      ja: '新しい日から、多くても400日。前の日は to をずらして読みます。',
      en: 'The newest day first, at most 400; set to earlier to read what was before.',
    },
    params: one,
    query: z.strictObject({ from: day('この日から', 'From', '2026-11-01'), to: day('この日まで', 'To') }),
    answer: z
      .object({
        items: listOf(
          z
            .object({
              on: day('日付', 'Day'),
              ...heat,
              chipsEstimated: flag('チップは熱からの推定', 'Chips were told from the heat'),
              oilMl: millilitres('補助の石油', 'Backup oil'),
              ashGrams: grams('灰', 'Ash'),
              fault: text('故障・異常', 'Faults', { example: '' }),
            })
            .openapi('HeatDay'),
          '日',
          'Days',
        ),
      })
      .openapi('HeatDays'),
    refuses: ['period_wrong'],
    run: async (tx, _actor, { siteId: site, from, to }) =>
      to < from
        ? refuse('period_wrong', { field: 'to' })
        : { items: await listHeatDays(tx, site, { from, to }) },
  }),
  endpoint({
    method: 'post',
    path: '/wood/boilers/{siteId}/days',
    name: 'logHeatDay',
    tag: 'wood',
    access: 'wood.deliver',
    summary: { ja: '運転日誌をつける', en: 'Keep the log of a boiler' },
    about: {
      ja: '同じ日をもう一度送ると、前の記録と置きかわります。おくれて送った日のチップが、あとの日に使われていれば、あとの日のチップを届いた順に割り当て直します。',
      en: 'The same day sent again takes the place of the first. When days after it have burnt the chips of a day that is sent late, they are given their chips anew.',
    },
    params: one,
    body: z
      .strictObject({
        on: day('日付。今日かそれより前', 'Day: today or before'),
        heatWh: wattHours(
          '熱量計の値。30分値があれば要らない',
          'Heat meter; not needed where half-hours were read',
          mostGiven,
        ).optional(),
        chipsGrams: gramsGiven(
          '燃やしたチップ。なければ熱から推定',
          'Chips burnt; told from the heat when left out',
        ).optional(),
        oilMl: millilitres('補助の石油', 'Backup oil', mostGiven).default(0),
        powerWh: wattHours('ポンプなどの電気', 'Power of pumps and feed', mostGiven).default(0),
        ashGrams: gramsGiven('灰', 'Ash').default(0),
        minutes: whole('運転した時間（分）', 'Ran for (minutes)', {
          min: 0,
          max: 1_440,
          example: 570,
        }).default(0),
        fault: text('故障・異常', 'Faults', { max: 200, example: '' }).default(''),
        note: text('点検・メモ', 'Inspection, notes', { max: 500, example: '' }).default(''),
      })
      .openapi('HeatLogging'),
    status: 201,
    answer: z
      .object({
        heatId: id('記録', 'The record'),
        ...heat,
        laterDays: count(
          'あとの日のうち、チップを割り当て直した日数',
          'Days after it that were given their chips anew',
        ),
      })
      .openapi('HeatLogged'),
    refuses: [
      'not_allowed',
      'boiler_unknown',
      'day_in_future',
      'programme_not_open',
      'heat_missing',
      'chips_missing',
      'bunker_short',
      'bunker_empty',
      'heat_over_chips',
      'later_day_lacks',
      'pile_used',
      ...postRefusals,
      ...reversalRefusals,
    ],
    run: async (tx, actor, given) => {
      const logged = await logHeatDay(tx, actor, given)
      return 'refused' in logged
        ? logged
        : { heatId: logged.heatId, ...sumsOf(logged), laterDays: logged.laterDays }
    },
    audit: (made, { on }) => ({ action: 'heat.log', documentId: made.heatId, detail: on }),
  }),
  endpoint({
    method: 'put',
    path: '/wood/boilers/{siteId}/readings/{on}',
    name: 'keepHeatReadings',
    tag: 'wood',
    access: 'wood.deliver',
    summary: { ja: '熱量計の30分値', en: 'Half-hours of a heat meter' },
    params: z.object({ siteId: siteId(), on: day('その日', 'The day') }),
    body: z
      .strictObject({
        wh: listOf(
          wattHours('30分の熱', 'Heat of a half-hour'),
          '0時からの48個',
          'The 48 from midnight',
          halfHours,
        ),
      })
      .openapi('HeatReadings'),
    answer: z
      .object({
        siteId: siteId(),
        days: count('日数', 'Days'),
        heatWh: wattHours('その日の熱', 'Heat of the day'),
      })
      .openapi('HeatReadingsKept'),
    refuses: ['not_allowed', 'boiler_unknown', 'day_in_future', 'half_hours_wrong', 'reading_out_of_range'],
    // The day stands in the address.
    run: async (tx, actor, { siteId: site, on, wh }) =>
      fieldAs(await keepReadings(tx, actor, { siteId: site, days: [{ on, wh }] }), (field) =>
        field === 'on' ? undefined : field,
      ),
    audit: (made, { on }) => ({ action: 'heat.readings', documentId: made.siteId, detail: on }),
  }),
  endpoint({
    method: 'get',
    path: '/wood/results',
    name: 'readWoodResults',
    tag: 'wood',
    access: 'region.see',
    summary: { ja: '木質資源の実績', en: 'What the wood did for the region' },
    query: z.strictObject({
      year: numberInQuery(
        '年度。なければ今年度',
        'Fiscal year; this one when left out',
        2000,
        2200,
      ).optional(),
    }),
    answer: z
      .object({
        year: whole('年度', 'Fiscal year', { example: 2026 }),
        wood: listOf(
          z.object({ month: month('承認した月', 'Month of approval'), ...wood }).openapi('WoodMonth'),
          '木',
          'Wood',
        ),
        heat: listOf(
          z
            .object({
              month: month('燃やした月', 'Month in which it burnt'),
              ...heat,
              co2OldSeriesGrams: grams('2022年度までの係数によるCO2', 'CO2 by the factors until 2022'),
            })
            .openapi('HeatMonth'),
          '熱',
          'Heat',
        ),
        towns: listOf(
          z
            .object({
              town: text('運んだ方の町。なければ空', 'Town of who delivered, or empty', {
                example: '千厩町千厩',
              }),
              ...wood,
            })
            .openapi('WoodTown'),
          '町ごと',
          'By town',
        ),
      })
      .openapi('WoodResults'),
    run: async (tx, _actor, { year = fiscalYear(tx.today) }) => {
      const period = { from: dayOf(`${year}-04-01`), to: dayOf(`${year + 1}-03-31`) }
      return {
        year,
        wood: (await readWoodMonths(tx, period)).map(({ topUpYen: _topUp, ...row }) => row),
        heat: (await readHeatMonths(tx, period)).map((row) => ({
          month: row.month,
          ...sumsOf(row),
          co2OldSeriesGrams: row.co2OldSeriesGrams,
        })),
        // A town of one supplier would tell what that one is paid.
        towns: withoutFew(await readWoodTowns(tx, period)).map(({ topUpYen: _topUp, ...row }) => row),
      }
    },
  }),
]

type Sums = Record<keyof typeof heat, number>
const sumsOf = ({ heatWh, chipsGrams, oilSavedMl, oilYen, co2SavedGrams, co2ProcessGrams }: Sums): Sums => ({
  heatWh,
  chipsGrams,
  oilSavedMl,
  oilYen,
  co2SavedGrams,
  co2ProcessGrams,
})

export const woodHeatEndpoints: readonly Endpoint[] = boilers
