import { z } from '@hono/zod-openapi'
import {
  ashClasses,
  chipSizes,
  closePile,
  countPile,
  dryPile,
  handFirewood,
  listFirewoodOwed,
  listPiles,
  listWorks,
  makeProduct,
  moveWood,
  pileSpecies,
  readPile,
  reverseWork,
  stores,
  workKinds,
} from '#wood/room.ts'
import { type Endpoint, dayThenId, endpoint, firstOf, list } from '#api/endpoint.ts'
import { basisPoints, day, flag, id, line, listOf, oneOf, quantity, text, whole, yen } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { postRefusals, reversalRefusals } from '#api/refusals.money.ts'
import { fieldAs } from '#api/trade/given.ts'
import { grams, gramsGiven, mostGiven, proof } from './slips.endpoints.ts'

export const pileId = () => id('積み山', 'The pile')
export const workId = () => id('作業', 'The work')
export const workNo = () => text('作業の番号', 'Number of the work', { example: 'WK-2026-00012' })
export const on = () => day('日付。今日かそれより前', 'Day: today or before')
export const note = () => text('メモ', 'Note', { max: 200, example: '南側の列' }).default('')
export const wet = () =>
  basisPoints('含水率（湿量基準）', 'Moisture (wet basis)', { min: 0, max: 9_000, example: 3_500 })
export const diesel = () =>
  quantity(
    '使った軽油',
    'Diesel used',
    { ja: 'ミリリットル', en: 'ml' },
    { min: 0, max: mostGiven, example: 4_000 },
  ).default(0)
const one = z.object({ pileId: pileId() })
const worked = z.object({ workId: workId(), workNo: workNo() }).openapi('WoodWorked')
const always = [
  'not_allowed',
  'day_in_future',
  'before_pile',
  'pile_unknown',
  'programme_not_open',
  'amount_missing',
  ...postRefusals,
] as const

const pileFields = {
  pileId: pileId(),
  siteId: id('場所', 'The site'),
  siteName: text('場所の名前', 'Name of the site', { example: '千厩チップ工場' }),
  store: oneOf(stores, '丸太の区分、薪、チップ', 'Class of logs, firewood, chips', 'chips'),
  species: oneOf(pileSpecies, '樹種', 'Species'),
  proof: proof(),
  lotNo: text('チップのロット。なければ空', 'Lot of chips, or empty', { example: 'LOT-PLANT-2026-00001' }),
  size: text('チップの大きさの区分。なければ空', 'Size class of chips, or empty', { example: 'P32' }),
  ash: text('チップの灰分の区分。なければ空', 'Ash class of chips, or empty', { example: 'A1.0' }),
  begunOn: day('積みはじめた日', 'Begun on'),
  closedOn: day('締めきった日。なければ null', 'Closed on, or null').nullable(),
  grams: grams('重さ', 'Weight'),
  dryGrams: grams('うち乾いた木', 'Of it dry wood'),
  co2Grams: grams('加工と運搬で出たCO2', 'CO2 of machines and trucks'),
}
const change = (ja: string, en: string, example: number) =>
  whole(`${ja}。減ったら負（グラム）`, `${en}, negative when it went (grams)`, { example })
const move = z
  .object({
    cause: oneOf([...workKinds, 'intake', 'burning'], '内容', 'What happened', 'intake'),
    documentId: id('伝票・作業・運転日誌', 'The slip, the work, or the log of a boiler'),
    documentNo: text('その番号。運転日誌では空', 'Its number; empty for the log of a boiler', {
      example: 'PLANT-2026-00001',
    }),
    on: day('日付', 'Day'),
    grams: change('重さの増減', 'Change of the weight', 820_000),
    dryGrams: change('うち乾いた木', 'Of it dry wood', 410_000),
    co2Grams: change('加工と運搬で出たCO2', 'CO2 of machines and trucks', 0),
    after: z
      .object({
        grams: grams('重さ', 'Weight'),
        dryGrams: grams('うち乾いた木', 'Of it dry wood'),
        co2Grams: grams('加工と運搬で出たCO2', 'CO2 of machines and trucks'),
      })
      .openapi('WoodPileAfter', { description: both('そのあとの積み山', 'The pile after it') }),
  })
  .openapi('WoodPileMove')

const reading: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/wood/piles',
    name: 'listWoodPiles',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '積んである木', en: 'Wood that lies' },
    query: z.strictObject({ siteId: id('この場所だけ', 'Only of this site').optional() }),
    answer: z
      .object({
        items: listOf(z.object(pileFields).openapi('WoodPile'), '積み山', 'Piles'),
      })
      .openapi('WoodPiles'),
    run: async (tx, _actor, { siteId }) => ({
      items: await listPiles(tx, { siteId }),
    }),
  }),
  endpoint({
    method: 'get',
    path: '/wood/piles/{pileId}',
    name: 'readWoodPile',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '積み山と、これまでの記録', en: 'A pile and what happened to it' },
    params: one,
    answer: z
      .object({
        ...pileFields,
        moves: listOf(move, '増減。新しい順に200件まで', 'Changes, the newest first, at most 200'),
        more: flag('これより前の増減もある', 'There are changes before these', false),
      })
      .openapi('WoodPileSeen'),
    refuses: ['not_found'],
    run: async (tx, _actor, asked) => await readPile(tx, asked.pileId),
  }),
  list({
    path: '/wood/works',
    name: 'listWoodWorks',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '木の作業の記録', en: 'Works with wood' },
    query: z.strictObject({ kind: oneOf(workKinds, '種類', 'Kind', 'chipping').optional() }),
    item: z
      .object({
        workId: workId(),
        workNo: workNo(),
        kind: oneOf(workKinds, '種類', 'Kind'),
        siteName: text('場所', 'Site', { example: '千厩チップ工場' }),
        on: on(),
        inGrams: grams('使った重さ', 'What went in'),
        outGrams: grams('できた重さ', 'What came out'),
        finesGrams: grams('くず', 'Fines'),
        supplierName: text('薪を渡した相手。なければ null', 'To whom firewood was handed, or null', {
          example: '佐藤家',
        }).nullable(),
        sellerName: text('買い入れた相手。なければ null', 'Of whom it was bought, or null', {
          example: '気仙沼チップ',
        }).nullable(),
        netYen: yen('買い入れの代金（税抜）', 'Price of what was bought, without tax'),
        taxYen: yen('その消費税', 'Its tax'),
        note: text('メモ', 'Note', { example: '' }),
        reversedOn: day('取り消した日。なければ null', 'Taken back on, or null').nullable(),
      })
      .openapi('WoodWork'),
    most: 50,
    keys: dayThenId,
    run: async (tx, _actor, { kind }, { limit, cursor }) => {
      const first = firstOf(await listWorks(tx, { kind }, cursor), limit, (row) => [row.on, row.workId])
      return {
        ...first,
        rows: first.rows.map(({ dieselMl: _diesel, wetBp: _wet, otherName, ...row }) => ({
          ...row,
          supplierName: row.kind === 'handing' ? otherName : null,
          sellerName: row.kind === 'buying' ? otherName : null,
        })),
      }
    },
  }),
  endpoint({
    method: 'get',
    path: '/wood/firewood',
    name: 'listFirewoodOwed',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '薪を待っている納材者', en: 'Suppliers who wait for firewood' },
    answer: z
      .object({
        items: listOf(
          z
            .object({
              supplierId: id('納材者', 'The supplier'),
              name: text('名前', 'Name', { example: '佐藤家' }),
              slips: whole('伝票の数', 'Slips', { example: 2 }),
              grams: grams('渡す薪', 'Firewood owed'),
              yen: yen('評価額', 'Worth'),
              since: day('いちばん古い承認の日', 'Oldest approval'),
            })
            .openapi('FirewoodOwed'),
          '待っている方',
          'Who waits',
        ),
      })
      .openapi('FirewoodOwedList'),
    run: async (tx) => ({ items: await listFirewoodOwed(tx) }),
  }),
]

const working: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/wood/piles/{pileId}/drying',
    name: 'dryWoodPile',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '含水率を測った', en: 'Moisture was measured' },
    params: one,
    body: z.strictObject({ on: on(), wetBp: wet(), note: note() }).openapi('WoodDrying'),
    status: 201,
    answer: worked,
    refuses: [...always, 'pile_empty'],
    // The pile stands in the address.
    run: async (tx, actor, given) =>
      fieldAs(await dryPile(tx, actor, given), (field) => (field === 'pileId' ? undefined : field)),
    audit: (made) => ({ action: 'pile.dry', documentId: made.workId, documentNo: made.workNo }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/piles/{pileId}/counting',
    name: 'countWoodPile',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '棚卸しをした', en: 'A pile was counted' },
    params: one,
    body: z
      .strictObject({
        on: on(),
        grams: gramsGiven('量った重さ', 'Weight as counted'),
        note: line('理由', 'Why', 200, '年度末の棚卸し'),
      })
      .openapi('WoodCounting'),
    status: 201,
    answer: worked,
    refuses: [...always, 'note_missing'],
    run: countPile,
    audit: (made) => ({ action: 'pile.count', documentId: made.workId, documentNo: made.workNo }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/piles/{pileId}/moving',
    name: 'moveWood',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '別の場所へ運んだ', en: 'Wood was moved to another site' },
    params: one,
    body: z
      .strictObject({
        on: on(),
        grams: gramsGiven('運んだ重さ', 'Weight moved'),
        toSiteId: id('運び先', 'Where to'),
        dieselMl: diesel(),
        note: note(),
      })
      .openapi('WoodMoving'),
    status: 201,
    answer: worked,
    refuses: [...always, 'pile_short', 'site_unknown', 'site_same', 'site_holds_none'],
    run: moveWood,
    audit: (made) => ({ action: 'pile.move', documentId: made.workId, documentNo: made.workNo }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/piles/{pileId}/closing',
    name: 'closeWoodPile',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '積み山を締めきる', en: 'Close a pile' },
    params: one,
    answer: z.object({ pileId: pileId() }),
    refuses: ['not_allowed', 'pile_unknown'],
    run: closePile,
    audit: (made) => ({ action: 'pile.close', documentId: made.pileId }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/makings',
    name: 'makeFromWood',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '薪を割った、チップにした', en: 'Firewood or chips were made' },
    body: z
      .strictObject({
        product: oneOf(['firewood', 'chips'], '薪かチップ', 'Firewood or chips', 'chips'),
        from: listOf(
          z
            .strictObject({ pileId: pileId(), grams: gramsGiven('使った重さ', 'Weight used') })
            .openapi('WoodUsed'),
          '使った丸太',
          'Logs that were used',
          50,
        ),
        on: on(),
        outGrams: gramsGiven('できた重さ', 'Weight made'),
        finesGrams: gramsGiven('くず', 'Fines').default(0),
        wetBp: wet().optional(),
        size: oneOf(chipSizes, '大きさの区分', 'Size class', 'P32').optional(),
        ash: oneOf(ashClasses, '灰分の区分', 'Ash class').optional(),
        dieselMl: diesel(),
        note: note(),
      })
      .openapi('WoodMaking'),
    status: 201,
    answer: z.object({ workId: workId(), workNo: workNo(), pileId: pileId() }).openapi('WoodMade'),
    refuses: [
      ...always,
      'pile_short',
      'piles_apart',
      'not_logs',
      'site_makes_none',
      'more_than_taken',
      'drier_than_possible',
    ],
    // The use-case calls a pile and what is taken of it by their own names; here they are in a list.
    run: async (tx, actor, given) =>
      fieldAs(await makeProduct(tx, actor, given), (field) =>
        field === 'pileId' || field === 'grams' ? 'from' : field,
      ),
    audit: (made, { product }) => ({
      action: `pile.${product}`,
      documentId: made.workId,
      documentNo: made.workNo,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/firewood',
    name: 'handFirewood',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '薪を渡した', en: 'Firewood was handed over' },
    body: z
      .strictObject({
        supplierId: id('受け取った納材者', 'To whom'),
        pileId: pileId(),
        grams: gramsGiven('渡した重さ', 'Weight handed over'),
        on: on(),
        note: note(),
      })
      .openapi('FirewoodHanding'),
    status: 201,
    answer: z
      .object({ workId: workId(), workNo: workNo(), grams: grams('渡した重さ', 'Weight handed over') })
      .openapi('FirewoodHanded'),
    refuses: [...always, 'pile_short', 'not_firewood', 'firewood_not_owed', 'more_than_owed'],
    run: handFirewood,
    audit: (made) => ({ action: 'firewood.hand', documentId: made.workId, documentNo: made.workNo }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/works/{workId}/reversal',
    name: 'reverseWoodWork',
    tag: 'wood',
    access: 'wood.make',
    summary: { ja: '作業を取り消す', en: 'Take a work back' },
    params: z.object({ workId: workId() }),
    body: z
      .strictObject({ reason: line('理由', 'Reason', 200, '重さの書き間違い') })
      .openapi('WoodWorkReversal'),
    answer: worked,
    refuses: [
      'not_allowed',
      'work_unknown',
      'work_reversed',
      'reason_missing',
      'pile_used',
      'papers_stand_on_it',
      ...reversalRefusals,
    ],
    run: reverseWork,
    audit: (made, { reason }) => ({
      action: 'wood_work.reverse',
      documentId: made.workId,
      documentNo: made.workNo,
      detail: reason,
    }),
  }),
]

export const woodStockEndpoints: readonly Endpoint[] = [...reading, ...working]
