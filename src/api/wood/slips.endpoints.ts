import { z } from '@hono/zod-openapi'
import type { Id } from '#kit/ids.ts'
import {
  type IntakeSeen,
  approveIntake,
  bases,
  cancelIntake,
  changeIntake,
  intakeStates,
  intakeViews,
  listIntakes,
  methods,
  proofs,
  readIntake,
  returnIntake,
  reverseIntake,
  species,
  stepsTo,
  woodClasses,
  writeIntake,
} from '#wood/room.ts'
import { type Endpoint, dayThenId, endpoint, list } from '#api/endpoint.ts'
import { count, day, flag, id, instant, line, listOf, month, oneOf, text, whole, yen } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { postRefusals, reversalRefusals } from '#api/refusals.money.ts'
import { approvalRefusals, slipRefusals } from '#api/refusals.wood.ts'
import { points } from '#api/points/wallet.endpoints.ts'

export const grams = (ja: string, en: string) =>
  whole(`${ja}（グラム）`, `${en} (grams)`, { min: 0, example: 820_000 })
/** What one deed may bring in, as the forms allow: a slip of the hand must not fill the ledger's accounts. */
export const mostGiven = 999_999_999
export const gramsGiven = (ja: string, en: string, max = mostGiven) =>
  whole(`${ja}（グラム）`, `${en} (grams)`, { min: 0, max, example: 820_000 })
/** The heaviest truck, as on the form of a slip. */
const mostTruck = 99_999_999
/** 由来の区分, the best proof first. */
export const proof = () =>
  oneOf(
    proofs,
    '由来の区分。thinned 間伐材等由来、general 一般木質、none 証明なし',
    'Class of origin: thinned wood, general wood, or none (not proved)',
  )
const litres = (ja: string, en: string) =>
  whole(`${ja}（立方メートルの千分の1）`, `${en} (thousandths of a cubic metre)`, { min: 0, example: 1_306 })
const mm = (ja: string, en: string, example: number) =>
  whole(`${ja}（mm）`, `${en} (mm)`, { min: 1, max: 99_999, example })
const percent = (ja: string, en: string) =>
  whole(`${ja}（%）`, `${en} (%)`, { min: 0, max: 100, example: 50 })
export const splitFields = {
  yenPct: percent('円で', 'In yen'),
  pointsPct: percent('ポイントで', 'In points'),
  firewoodPct: percent('薪で', 'In firewood'),
}
const split = () =>
  z.strictObject(splitFields).openapi('WoodSplit', {
    description: both(
      '受け取り方。合わせて100。なければいつもの受け取り方',
      'In what it is paid; together a hundred. Left out: as the supplier is always paid',
    ),
    example: { yenPct: 50, pointsPct: 50, firewoodPct: 0 },
  })
const intakeId = () => id('伝票。書いたところで作る UUID', 'The slip: a UUID made where it was written')
const one = z.object({ intakeId: intakeId() })
const reason = () => line('理由', 'Reason', 200, '樹種の間違い')

const facts = {
  supplierId: id('納材者', 'Who delivers'),
  siteId: id('運んだ場所', 'Where it was brought'),
  deliveredOn: day('運んだ日', 'Brought on', '2026-11-20'),
  forestId: id('山の一覧の山', 'The forest lot, of the list').optional(),
  origin: text('一覧にないときの場所', 'The place, when it is no lot of the list', {
    max: 200,
    example: '千厩町小梨',
  }).default(''),
  basis: oneOf(
    bases,
    '伐採の根拠。山を選んだときは山のもの',
    'Right to fell; that of the lot, if one is given',
  ).optional(),
  woodClass: oneOf(woodClasses, '区分', 'Class', 'c'),
  species: oneOf(species, '樹種', 'Species'),
  method: oneOf(methods, '計り方', 'How it was measured'),
  grossGrams: gramsGiven('積んだトラック', 'The full truck', mostTruck).optional(),
  tareGrams: gramsGiven('空のトラック', 'The empty truck', mostTruck).optional(),
  logs: listOf(
    z
      .strictObject({
        diameterMm: mm('末口', 'Small end', 180),
        lengthMm: mm('長さ', 'Length', 2_000),
        pieces: count('本数', 'Pieces', { min: 1, max: 999, example: 8 }),
      })
      .openapi('WoodLog'),
    '丸太',
    'Logs',
    200,
  ).optional(),
  widthMm: mm('積んだ山の幅', 'Width of the stack', 1_800).optional(),
  heightMm: mm('高さ', 'Height', 900).optional(),
  depthMm: mm('奥行き', 'Depth', 450).optional(),
  truckTenths: whole('軽トラックの台数の10倍', 'Tenths of kei-truck loads', {
    min: 1,
    max: 999,
    example: 10,
  }).optional(),
  wetBp: whole('含水率（湿量基準、1万分率）', 'Moisture (wet basis, basis points)', {
    min: 0,
    max: 9_000,
    example: 5_000,
  }).optional(),
  selfMeasured: flag('自己間尺', 'Measured by the supplier', false).default(false),
  bay: text('区画', 'Bay', { max: 20 }).default(''),
  note: text('メモ', 'Note', { max: 500 }).default(''),
  blankNo: text('紙の伝票の番号', 'Number of the paper slip', {
    max: 20,
    example: 'WB-2026-00001',
  }).optional(),
  split: split().optional(),
  to: oneOf(stepsTo, 'どこまで進めるか', 'How far it goes', 'submitted').default('submitted'),
}
const written = z
  .object({
    intakeId: intakeId(),
    intakeNo: text('伝票の番号', 'Number of the slip', { example: 'SENMAYA-2026-00012' }),
    state: oneOf(intakeStates, '状態', 'State'),
  })
  .openapi('WoodSlipWritten')

const rowFields = {
  intakeId: intakeId(),
  intakeNo: text('伝票の番号', 'Number of the slip', { example: 'SENMAYA-2026-00012' }),
  state: oneOf(intakeStates, '状態', 'State'),
  supplierId: facts.supplierId,
  supplierName: text('納材者の名前', 'Name of who delivers', { example: '佐藤家' }),
  siteId: facts.siteId,
  siteName: text('場所の名前', 'Name of the site', { example: '千厩土場' }),
  deliveredOn: facts.deliveredOn,
  woodClass: facts.woodClass,
  species: facts.species,
  bay: text('区画', 'Bay', { example: '3' }),
  selfMeasured: flag('自己間尺', 'Measured by the supplier', false),
  grams: grams('重さ。量る前は null', 'Weight; null until it is measured').nullable(),
  litres: litres('体積。量る前は null', 'Volume; null until it is measured').nullable(),
  rewardYen: yen('円で。承認の前は null', 'In yen; null until it is approved', { min: 0 }).nullable(),
  rewardPoints: points('ポイントで。承認の前は null', 'In points; null until it is approved').nullable(),
  firewoodGrams: grams('薪で。承認の前は null', 'In firewood; null until it is approved').nullable(),
}
const row = z.object(rowFields).openapi('WoodSlipRow')
const seen = z
  .object({
    ...rowFields,
    ...splitFields,
    method: facts.method,
    origin: text('場所', 'Place', { example: '千厩町小梨' }),
    forestId: id('山。なければ null', 'The forest lot, or null').nullable(),
    proof: proof(),
    reason: text('戻された・取り消された理由。なければ空', 'Why it came back or was reversed, or empty'),
    worthYen: yen('買い取り', 'Price', { min: 0 }).nullable(),
    topUpYen: yen('上乗せ', 'Top-up', { min: 0 }).nullable(),
    createdAt: instant('書いた時刻', 'Written at'),
    measuredAt: instant('計量の時刻。なければ null', 'Measured at, or null').nullable(),
    measuredBy: text('計量した人', 'Measured by', { example: '千葉 守' }),
    approvedAt: instant('承認の時刻。なければ null', 'Approved at, or null').nullable(),
    approvedBy: text('承認した人', 'Approved by', { example: '及川 しのぶ' }),
    paidOn: day('支払った日。なければ null', 'Paid on, or null').nullable(),
    entryId: id('台帳の仕訳。なければ null', 'The entry in the ledger, or null').nullable(),
    photos: count('写真', 'Photographs', { example: 0 }),
  })
  .openapi('WoodSlip')

const keys = Object.keys(seen.shape) as (keyof z.output<typeof seen>)[]

function slipOf(slip: IntakeSeen): z.output<typeof seen> {
  const flat = {
    ...slip,
    createdAt: slip.createdAt.toISOString(),
    measuredAt: slip.measuredAt?.toISOString() ?? null,
    approvedAt: slip.approvedAt?.toISOString() ?? null,
    photos: slip.photos.length,
  }
  return Object.fromEntries(keys.map((key) => [key, flat[key]])) as z.output<typeof seen>
}

const audited = (made: { intakeId: Id; intakeNo: string; state: string }) =>
  ({ action: `intake.${made.state}`, documentId: made.intakeId, documentNo: made.intakeNo }) as const

/** Slips: written by who delivers, measured at the yard, approved by the office. */
export const woodSlipEndpoints: readonly Endpoint[] = [
  list({
    path: '/wood/intakes',
    name: 'listWoodSlips',
    tag: 'wood',
    access: 'wood.deliver',
    summary: { ja: '木材の伝票', en: 'Wood slips' },
    about: {
      ja: '運ばれた日の新しい順。土場と事務局はすべて、ほかの方は自分のもの。',
      en: 'By the day of delivery, the last first: all for the yard and the office, one’s own for others.',
    },
    query: z.strictObject({
      view: oneOf(intakeViews, '状態', 'State').optional(),
      supplierId: facts.supplierId.optional(),
      siteId: facts.siteId.optional(),
      month: month('月', 'Month').optional(),
      text: text('名前か番号', 'Name or number', { max: 100, example: '佐藤' }).optional(),
    }),
    item: row,
    keys: dayThenId,
    refuses: ['not_allowed'],
    run: async (tx, actor, query, { limit, cursor }) =>
      await listIntakes(tx, actor, { ...query, limit }, cursor),
  }),
  endpoint({
    method: 'get',
    path: '/wood/intakes/{intakeId}',
    name: 'readWoodSlip',
    tag: 'wood',
    access: 'wood.deliver',
    summary: { ja: '木材の伝票1枚', en: 'A wood slip' },
    params: one,
    answer: seen,
    refuses: ['not_found'],
    run: async (tx, actor, asked) => {
      const slip = await readIntake(tx, actor, { id: asked.intakeId })
      return 'refused' in slip ? slip : slipOf(slip)
    },
  }),
  endpoint({
    method: 'post',
    path: '/wood/intakes',
    name: 'writeWoodSlip',
    tag: 'wood',
    access: 'wood.deliver',
    summary: { ja: '木材の伝票を書く', en: 'Write a wood slip' },
    about: {
      ja: '同じ intakeId をもう一度送ると、はじめの伝票が返ります。to は、計量は土場の係、承認は事務局だけが選べます。',
      en: 'The same intakeId again is answered with the slip that is there. How far it may go depends on the role.',
    },
    body: z.strictObject({ intakeId: intakeId(), ...facts }).openapi('WoodSlipWriting'),
    status: 201,
    answer: written,
    refuses: [...postRefusals, ...slipRefusals, ...approvalRefusals],
    run: async (tx, actor, given) => {
      const made = await writeIntake(tx, actor, given)
      if ('refused' in made) return made
      return { intakeId: made.intakeId, intakeNo: made.intakeNo, state: made.state }
    },
    audit: audited,
  }),
  endpoint({
    method: 'put',
    path: '/wood/intakes/{intakeId}',
    name: 'changeWoodSlip',
    tag: 'wood',
    access: 'wood.deliver',
    summary: { ja: '木材の伝票を直す・計量する', en: 'Mend or measure a wood slip' },
    params: one,
    body: z.strictObject(facts).openapi('WoodSlipChange'),
    answer: written,
    refuses: [...postRefusals, ...slipRefusals, ...approvalRefusals, 'intake_past'],
    run: changeIntake,
    audit: audited,
  }),
  endpoint({
    method: 'post',
    path: '/wood/intakes/{intakeId}/approval',
    name: 'approveWoodSlip',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '木材の伝票を承認する', en: 'Approve a wood slip' },
    params: one,
    body: z.strictObject({ split: split().optional() }).openapi('WoodSlipApproval'),
    answer: z
      .object({
        intakeId: intakeId(),
        intakeNo: rowFields.intakeNo,
        state: rowFields.state,
        yen: yen('円で', 'In yen', { min: 0 }),
        points: points('ポイントで', 'In points'),
        firewoodYen: yen('薪の評価額', 'Worth in firewood', { min: 0 }),
        firewoodGrams: grams('薪で', 'In firewood'),
        entryId: id('台帳の仕訳', 'The entry in the ledger'),
      })
      .openapi('WoodSlipApproved'),
    refuses: [...postRefusals, ...approvalRefusals],
    run: approveIntake,
    audit: (made) => ({ action: 'intake.approved', documentId: made.intakeId, documentNo: made.intakeNo }),
  }),
  ...(['return', 'cancellation'] as const).map((deed) =>
    endpoint({
      method: 'post',
      path: `/wood/intakes/{intakeId}/${deed}`,
      name: deed === 'return' ? 'returnWoodSlip' : 'cancelWoodSlip',
      tag: 'wood',
      access: 'wood.deliver',
      summary:
        deed === 'return'
          ? { ja: '木材の伝票を差し戻す', en: 'Send a wood slip back' }
          : { ja: '木材の伝票を取りやめる', en: 'Cancel a wood slip' },
      params: one,
      body: z
        .strictObject({ reason: reason() })
        .openapi(deed === 'return' ? 'WoodSlipReturn' : 'WoodSlipCancellation'),
      answer: written,
      refuses: ['not_allowed', 'intake_unknown', 'intake_past', 'reason_missing'],
      run: deed === 'return' ? returnIntake : cancelIntake,
      audit: (made) => ({
        action: deed === 'return' ? 'intake.returned' : 'intake.cancelled',
        documentId: made.intakeId,
        documentNo: made.intakeNo,
      }),
    }),
  ),
  endpoint({
    method: 'post',
    path: '/wood/intakes/{intakeId}/reversal',
    name: 'reverseWoodSlip',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '承認した伝票を取り消す', en: 'Reverse an approved slip' },
    params: one,
    body: z.strictObject({ reason: reason() }).openapi('WoodSlipReversal'),
    status: 201,
    answer: z
      .object({
        intakeId: intakeId(),
        intakeNo: rowFields.intakeNo,
        reversalId: id('取り消しの伝票', 'The reversing slip'),
        reversalNo: rowFields.intakeNo,
      })
      .openapi('WoodSlipReversed'),
    refuses: [
      ...reversalRefusals,
      'not_allowed',
      'intake_unknown',
      'not_approved',
      'reason_missing',
      'in_payout',
      'firewood_given',
      'points_spent',
      'wood_used',
      'papers_stand_on_it',
    ],
    run: reverseIntake,
    audit: (made) => ({ action: 'intake.reversed', documentId: made.intakeId, documentNo: made.intakeNo }),
  }),
]
