import { z } from '@hono/zod-openapi'
import {
  type Owed,
  cancelPayout,
  confirmPayout,
  listOwed,
  listSites,
  listSuppliers,
  makePayout,
  pricesOn,
  listPrices,
  readMeeting,
  readPayout,
  readIncome,
  siteKinds,
  supplierSorts,
  supplierViews,
  woodClasses,
} from '#wood/room.ts'
import { type Endpoint, endpoint, firstOf, list } from '#api/endpoint.ts'
import { count, day, flag, id, listOf, month, numberInQuery, oneOf, text, whole, yen } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { postRefusals, transferRefusals } from '#api/refusals.money.ts'
import { splitFields } from './slips.endpoints.ts'

const supplierId = () => id('納材者', 'The supplier')
const name = () => text('名前', 'Name', { example: '佐藤家' })
const supplierNo = () => text('納材者番号', 'Number of the supplier', { example: 'WM-2026-00001' })
const earned = {
  slips: whole('伝票。取り消しは引く', 'Slips, less reversals', { example: 3 }),
  grams: whole('重さ（グラム）', 'Weight (grams)', { example: 820_000 }),
  yen: whole('円', 'Yen', { example: 2_460 }),
  points: whole('ポイント', 'Points', { example: 2_460 }),
  firewoodYen: whole('薪の評価額（円）', 'Worth of firewood (yen)', { example: 0 }),
  firewoodGrams: whole('薪（グラム）', 'Firewood (grams)', { example: 0 }),
}
const payoutId = () => id('振込', 'The transfer')
const payoutNo = () => text('振込の番号', 'Number of the transfer', { example: 'WP-2026-00003' })
const one = z.object({ payoutId: payoutId() })

const reading: readonly Endpoint[] = [
  list({
    path: '/wood/suppliers',
    name: 'listWoodSuppliers',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '納材者', en: 'Suppliers of wood' },
    query: z.strictObject({
      view: oneOf(supplierViews, '登録中、講習・保険を確かめる、終了', 'Active, to see to, ended').optional(),
      text: text('名前か番号', 'Name or number', { max: 100, example: '佐藤' }).optional(),
    }),
    item: z
      .object({
        partyId: supplierId(),
        name: name(),
        supplierNo: supplierNo(),
        sort: oneOf(supplierSorts, '種類', 'Sort'),
        joinedOn: day('登録した日', 'Entered on'),
        endedOn: day('終えた日。なければ null', 'Ended on, or null').nullable(),
        courseOn: day('安全講習の日。なければ null', 'Safety course on, or null').nullable(),
        insuredTo: day('傷害保険の最終日。なければ null', 'Insured until, or null').nullable(),
        bay: text('いつもの区画', 'Usual bay', { example: '3' }),
        ...splitFields,
      })
      .openapi('WoodSupplier'),
    most: 50,
    run: async (tx, _actor, query, { limit, cursor }) => {
      const page = await listSuppliers(tx, { ...query, after: cursor })
      const first = firstOf(page, limit, (row) => [row.kana, row.partyId])
      return { ...first, rows: first.rows.map(({ kana: _kana, ...row }) => row) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/wood/sites',
    name: 'listWoodSites',
    tag: 'wood',
    access: 'region.see',
    summary: { ja: '木を運ぶ場所・使う場所', en: 'Where wood is brought and used' },
    answer: z
      .object({
        items: listOf(
          z
            .object({
              siteId: id('場所', 'The site'),
              code: text('略号', 'Code', { example: 'senmaya' }),
              kind: oneOf(siteKinds, '種類', 'Kind'),
              name: text('名前', 'Name', { example: '千厩土場' }),
              nameEn: text('英語の名前', 'Name in English', { example: 'Senmaya yard' }),
              town: text('町。なければ null', 'Town, or null', { example: '千厩町千厩' }).nullable(),
              hours: text('受け入れの時間', 'Hours', { example: '土曜 8時〜12時' }),
            })
            .openapi('WoodSite'),
          '場所',
          'Sites',
        ),
      })
      .openapi('WoodSites'),
    run: async (tx) => ({
      items: (await listSites(tx))
        .filter(({ endedOn }) => endedOn === null)
        .map(({ siteId, code, kind, name: called, nameEn, town, hours }) => ({
          siteId,
          code,
          kind,
          name: called,
          nameEn,
          town,
          hours,
        })),
    }),
  }),
  endpoint({
    method: 'get',
    path: '/wood/prices',
    name: 'listWoodPrices',
    tag: 'wood',
    access: 'region.see',
    summary: { ja: '木材の価格表', en: 'The price list of wood' },
    query: z.strictObject({
      on: day('その日の価格。なければ今日', 'Prices of that day; today when left out').optional(),
    }),
    answer: z
      .object({
        items: listOf(
          z
            .object({
              woodClass: oneOf(woodClasses, '区分', 'Class'),
              sort: oneOf(['all', ...supplierSorts], 'だれに', 'For whom'),
              from: day('この日から', 'From'),
              basis: oneOf(['t', 'm3'], '1トンか1立方メートルか', 'A tonne or a cubic metre'),
              yen: yen('買い取り', 'Price', { min: 0 }),
              topUpYen: yen('上乗せ', 'Top-up', { min: 0 }),
              most: z
                .object(splitFields)
                .openapi('WoodSplitMost', { description: both('それぞれの上限', 'The most of each') }),
            })
            .openapi('WoodPrice'),
          '価格',
          'Prices',
        ),
      })
      .openapi('WoodPrices'),
    run: async (tx, _actor, { on }) => ({
      items: pricesOn(await listPrices(tx), on ?? tx.today).map(
        ({ woodClass, sort, from, basis, yen: price, topUpYen, most }) => ({
          woodClass,
          sort,
          from,
          basis,
          yen: price,
          topUpYen,
          most,
        }),
      ),
    }),
  }),
  endpoint({
    method: 'get',
    path: '/wood/meetings/{month}',
    name: 'readWoodMeeting',
    tag: 'wood',
    access: 'wood.run',
    summary: { ja: '月例会のまとめ', en: 'The list of a monthly meeting' },
    params: z.object({ month: month('承認した月', 'Month of the approval') }),
    answer: z
      .object({
        items: listOf(
          z
            .object({ supplierId: supplierId(), supplierNo: supplierNo(), name: name(), ...earned })
            .openapi('WoodMeetingRow'),
          '納材者ごと',
          'By supplier',
        ),
      })
      .openapi('WoodMeeting'),
    run: async (tx, _actor, asked) => ({ items: await readMeeting(tx, asked.month) }),
  }),
  endpoint({
    method: 'get',
    path: '/wood/suppliers/{supplierId}/income',
    name: 'readWoodIncome',
    tag: 'wood',
    access: 'wood.deliver',
    summary: { ja: '年間の明細', en: 'What somebody got for wood in a year' },
    params: z.object({ supplierId: supplierId() }),
    query: z.strictObject({ year: numberInQuery('1月から12月までの年', 'Calendar year', 1990, 2199) }),
    answer: z
      .object({
        supplierNo: supplierNo(),
        name: name(),
        year: whole('年', 'Year', { example: 2026 }),
        total: z.object(earned).openapi('WoodEarned', { description: both('合計', 'All together') }),
        months: listOf(
          z.object({ month: month('月', 'Month'), ...earned }).openapi('WoodEarnedMonth'),
          '月ごと',
          'By month',
        ),
      })
      .openapi('WoodIncome'),
    refuses: ['not_found'],
    run: async (tx, actor, asked) => {
      const income = await readIncome(tx, actor, asked)
      if ('refused' in income) return income
      const { supplierNo: no, name: called, year, total, months } = income
      return { supplierNo: no, name: called, year, total, months }
    },
  }),
]

const owedOf = ({ supplierId: party, name: called, slips, amount, hasAccount }: Owed) => ({
  supplierId: party,
  name: called,
  slips,
  amountYen: amount,
  hasAccount,
})

const paying: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/wood/owed',
    name: 'listWoodOwed',
    tag: 'wood',
    access: 'wood.pay',
    summary: { ja: '支払いを待つ木材の代金', en: 'What is owed for wood' },
    answer: z
      .object({
        items: listOf(
          z
            .object({
              supplierId: supplierId(),
              name: name(),
              slips: count('伝票', 'Slips'),
              amountYen: yen('代金', 'Owed', { min: 0 }),
              hasAccount: flag('口座が登録されている', 'Has a bank account'),
            })
            .openapi('WoodOwedTo'),
          '納材者ごと',
          'By supplier',
        ),
      })
      .openapi('WoodOwed'),
    run: async (tx) => ({ items: (await listOwed(tx)).map(owedOf) }),
  }),
  endpoint({
    method: 'post',
    path: '/wood/payouts',
    name: 'makeWoodPayout',
    tag: 'wood',
    access: 'wood.pay',
    summary: { ja: '木材の代金の振込を作る', en: 'Make a transfer for wood' },
    about: {
      ja: 'supplierIds がなければ、口座のあるすべての納材者に払います。',
      en: 'Without supplierIds everybody who has a bank account is paid.',
    },
    body: z
      .strictObject({
        transferOn: day('振込指定日', 'Day of the transfer', '2026-11-24'),
        supplierIds: listOf(supplierId(), '納材者', 'Suppliers', 1_000).optional(),
      })
      .openapi('WoodPayoutMaking'),
    status: 201,
    answer: z
      .object({
        payoutId: payoutId(),
        payoutNo: payoutNo(),
        amount: yen('合計', 'In all', { min: 1 }),
        suppliers: count('納材者', 'Suppliers'),
      })
      .openapi('WoodPayoutMade'),
    refuses: [
      ...transferRefusals,
      'not_allowed',
      'programme_not_open',
      'nothing_owed',
      'payer_account_missing',
      'requester_code_missing',
      'account_missing',
    ],
    run: makePayout,
    audit: (made) => ({ action: 'wood_payout.make', documentId: made.payoutId, documentNo: made.payoutNo }),
  }),
  endpoint({
    method: 'get',
    path: '/wood/payouts/{payoutId}/file',
    name: 'readWoodPayoutFile',
    tag: 'wood',
    access: 'wood.pay',
    summary: { ja: '銀行の振込ファイル', en: 'The file for the bank' },
    params: one,
    answer: {
      mediaType: 'text/plain',
      about: { ja: '全銀協 総合振込（Shift_JIS）', en: 'Zengin transfer file (Shift_JIS)' },
    },
    refuses: ['not_found'],
    run: async (tx, _actor, asked) => {
      const payout = await readPayout(tx, asked.payoutId)
      if ('refused' in payout) return payout
      return { bytes: new Uint8Array(payout.file), name: `furikomi-${payout.payoutNo}.txt` }
    },
  }),
  ...(['confirmation', 'cancellation'] as const).map((deed) =>
    endpoint({
      method: 'post',
      path: `/wood/payouts/{payoutId}/${deed}`,
      name: deed === 'confirmation' ? 'confirmWoodPayout' : 'cancelWoodPayout',
      tag: 'wood',
      access: 'wood.pay',
      summary:
        deed === 'confirmation'
          ? { ja: '振込が支払われたことを確かめる', en: 'Confirm that a transfer was paid' }
          : { ja: '振込を取りやめる', en: 'Cancel a transfer' },
      params: one,
      answer: z.object({ payoutNo: payoutNo() }),
      refuses: [
        ...postRefusals,
        'not_allowed',
        'programme_not_open',
        'payout_unknown',
        'payout_paid',
        'payout_cancelled',
        'transfer_day_to_come',
      ],
      run: deed === 'confirmation' ? confirmPayout : cancelPayout,
      audit: (made, given) => ({
        action: deed === 'confirmation' ? 'wood_payout.confirm' : 'wood_payout.cancel',
        documentId: given.payoutId,
        documentNo: made.payoutNo,
      }),
    }),
  ),
]

/** Who delivers, sites, prices, what is owed and paid. */
export const woodOfficeEndpoints: readonly Endpoint[] = [...reading, ...paying]
