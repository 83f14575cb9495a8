import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kit/refusals.ts'
import { printNotes, voidNotes } from '#points/notes.ts'
import {
  cancelRedemption,
  confirmRedemption,
  listRedemptions,
  makeRedemption,
  readRedemption,
} from '#points/redemptions.ts'
import { endShop, listShops, registerShop } from '#points/shops.ts'
import { type Endpoint, endpoint, firstOf, list } from '#api/endpoint.ts'
import { count, day, id, line, listOf, oneOf, text, whole, yen } from '#api/fields.ts'
import { postRefusals, transferRefusals } from '#api/refusals.money.ts'
import { returnedOn, withReturns } from '#api/transfer-returns.endpoints.ts'
import { noteRefusals } from '#api/refusals.points.ts'
import { points } from './wallet.endpoints.ts'

const partyId = () => id('主体', 'The party')
const shopCode = () => text('店のコード', 'Code of the shop', { example: 'K3F972QX' })
const many = (ja: string, en: string) => whole(ja, en, { min: 1, max: 999_999_999, example: 1_000 })
const serials = () =>
  listOf(line('券の番号', 'Number of a note', 40, 'K3F9-72QX-C'), '券の番号', 'Numbers of notes', 200)

const shops: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/points/shops',
    name: 'listPointsShops',
    tag: 'points',
    access: 'points.own',
    summary: { ja: 'ポイントの加盟店', en: 'Shops that take points' },
    answer: z
      .object({
        items: listOf(
          z
            .object({
              partyId: partyId(),
              name: text('名前', 'Name', { example: '駅前商店' }),
              code: shopCode(),
              registeredOn: day('登録した日', 'Registered on'),
              endedOn: day('終えた日。なければ null', 'Ended on, or null').nullable(),
            })
            .openapi('PointsShop'),
          '店',
          'Shops',
        ),
      })
      .openapi('PointsShops'),
    run: async (tx) => ({ items: await listShops(tx) }),
  }),
  endpoint({
    method: 'post',
    path: '/points/shops',
    name: 'registerShop',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '加盟店に登録する', en: 'Register a shop' },
    body: z.strictObject({ partyId: partyId() }).openapi('ShopRegistering'),
    status: 201,
    answer: z.object({ partyId: partyId(), code: shopCode() }),
    refuses: ['not_allowed', 'party_unknown'],
    run: registerShop,
    audit: (made) => ({ action: 'points.shop_register', documentId: made.partyId }),
  }),
  endpoint({
    method: 'post',
    path: '/points/shops/{partyId}/ending',
    name: 'endShop',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '加盟を終える', en: 'End a shop' },
    params: z.object({ partyId: partyId() }),
    answer: z.object({ partyId: partyId() }),
    refuses: ['not_allowed', 'shop_unknown'],
    run: endShop,
    audit: (made) => ({ action: 'points.shop_end', documentId: made.partyId }),
  }),
  endpoint({
    method: 'post',
    path: '/points/notes',
    name: 'printNotes',
    tag: 'points',
    access: 'points.run',
    summary: { ja: 'ポイント券を出す', en: 'Make notes' },
    body: z
      .strictObject({
        holderId: id('だれの財布から', 'From whose wallet'),
        count: whole('枚数', 'How many', { min: 1, max: 200, example: 5 }),
        each: many('1枚のポイント', 'Points on each'),
      })
      .openapi('NotesPrinting'),
    status: 201,
    answer: z
      .object({
        serials: serials(),
        each: points('1枚のポイント', 'On each'),
        expiresOn: day('最後に使える日', 'Last day'),
      })
      .openapi('PrintedNotes'),
    shownOnce: ['serials'],
    refuses: [...postRefusals, 'not_allowed', 'points_missing', 'too_many_notes', 'not_enough_points'],
    run: printNotes,
    audit: (made, given) => ({
      action: 'points.print',
      documentId: given.holderId,
      detail: `${made.serials.length} × ${made.each} pt`,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/points/notes/voiding',
    name: 'voidNotes',
    tag: 'points',
    access: 'points.run',
    summary: { ja: 'ポイント券を無効にする', en: 'Make notes void' },
    about: { ja: 'ポイントは財布に戻ります。', en: 'Their points return to the wallet.' },
    body: z.strictObject({ serials: serials() }).openapi('NotesVoiding'),
    answer: z.object({ notes: count('券', 'Notes', { example: 1 }) }),
    refuses: [...postRefusals, ...noteRefusals, 'not_allowed'],
    run: voidNotes,
    audit: (made) => ({ action: 'points.note_void', detail: String(made.notes) }),
  }),
]

const redemptionId = () => id('払い出し', 'The payout to shops')
const redemptionNo = () => text('番号', 'Its number', { example: 'H-2026-00003' })
const redemption = z
  .object({
    redemptionId: redemptionId(),
    redemptionNo: redemptionNo(),
    transferOn: day('振込指定日', 'Day of the transfer', '2026-11-30'),
    amount: yen('合計', 'Total', { example: 53_500 }),
    state: oneOf(['made', 'paid', 'cancelled'], '振込待ち、支払い済み、取り消し', 'Waits, paid, cancelled'),
  })
  .openapi('PointsRedemption')
const one = z.object({ redemptionId: redemptionId() })
const settled = z.object({ redemptionNo: redemptionNo() })
const settling = [
  ...postRefusals,
  'reverses_unknown_entry',
  'reverses_a_reversal',
  'already_reversed',
  'not_allowed',
  'fund_not_open',
  'redemption_unknown',
  'redemption_paid',
  'redemption_cancelled',
  'transfer_day_to_come',
] as const

const redemptions: readonly Endpoint[] = [
  list({
    path: '/points/redemptions',
    name: 'listRedemptions',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '加盟店への払い出し', en: 'Payouts to shops' },
    about: { ja: '新しい順。', en: 'Newest first.' },
    query: z.strictObject({}),
    item: redemption,
    most: 50,
    keys: (keys) => keys.length === 1,
    run: async (tx, _actor, _query, { limit, cursor }) =>
      firstOf(await listRedemptions(tx, cursor), limit, (row) => [row.redemptionNo]),
  }),
  endpoint({
    method: 'post',
    path: '/points/redemptions',
    name: 'makeRedemption',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '払い出しを作る', en: 'Make a payout to shops' },
    body: z
      .strictObject({
        transferOn: day('振込指定日。銀行の営業日', 'Day of the transfer, a bank day', '2026-11-30'),
      })
      .openapi('RedemptionMaking'),
    status: 201,
    answer: z.object({
      redemptionId: redemptionId(),
      redemptionNo: redemptionNo(),
      points: points('払い出すポイント', 'Paid out'),
      shops: count('店', 'Shops', { example: 12 }),
    }),
    refuses: [
      ...transferRefusals,
      ...postRefusals,
      'not_allowed',
      'fund_not_open',
      'nothing_to_redeem',
      'payer_account_missing',
      'requester_code_missing',
      'account_missing',
    ],
    run: makeRedemption,
    audit: (made) => ({
      action: 'points.redemption_make',
      documentId: made.redemptionId,
      documentNo: made.redemptionNo,
    }),
  }),
  endpoint({
    method: 'get',
    path: '/points/redemptions/{redemptionId}',
    name: 'readRedemption',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '払い出し1件', en: 'A payout to shops' },
    params: one,
    answer: z
      .object({
        ...redemption.shape,
        lines: listOf(
          z
            .object({
              shopId: id('店', 'The shop'),
              shopName: text('名前', 'Name', { example: '駅前商店' }),
              amount: yen('額', 'Amount', { example: 4_200 }),
              account: text('振込先。番号は伏せる', 'Where it goes, the number masked'),
              entryId: id('台帳の仕訳', 'The entry in the ledger'),
              returnedOn: returnedOn(),
            })
            .openapi('PointsRedemptionLine'),
          '店ごと',
          'By shop',
        ),
      })
      .openapi('PointsRedemptionSeen'),
    refuses: ['not_found'],
    run: async (tx, _actor, asked) => {
      const found = await readRedemption(tx, asked.redemptionId)
      if (isRefusal(found)) return found
      const { file: _file, returns, lines, ...rest } = found
      return { ...rest, lines: withReturns(lines, returns, ({ shopId }) => shopId) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/points/redemptions/{redemptionId}/file',
    name: 'readRedemptionFile',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '銀行に送るファイル', en: 'The file for the bank' },
    params: one,
    answer: { mediaType: 'text/plain', about: { ja: '全銀協 総合振込', en: 'Zengin transfer file' } },
    refuses: ['not_found'],
    run: async (tx, _actor, asked) => {
      const found = await readRedemption(tx, asked.redemptionId)
      if (isRefusal(found)) return found
      return { bytes: new Uint8Array(found.file), name: `furikomi-${found.redemptionNo}.txt` }
    },
  }),
  endpoint({
    method: 'post',
    path: '/points/redemptions/{redemptionId}/confirmation',
    name: 'confirmRedemption',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '振り込まれたことを確かめた', en: 'The bank has paid it' },
    params: one,
    answer: settled,
    refuses: settling,
    run: confirmRedemption,
    audit: (made, given) => ({
      action: 'points.redemption_confirm',
      documentId: given.redemptionId,
      documentNo: made.redemptionNo,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/points/redemptions/{redemptionId}/cancellation',
    name: 'cancelRedemption',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '払い出しを取り消す', en: 'Cancel a payout to shops' },
    params: one,
    answer: settled,
    refuses: settling,
    run: cancelRedemption,
    audit: (made, given) => ({
      action: 'points.redemption_cancel',
      documentId: given.redemptionId,
      documentNo: made.redemptionNo,
    }),
  }),
]

/** Shops, notes and paying the shops out, for those who run the points. */
export const pointsOfficeEndpoints: readonly Endpoint[] = [...shops, ...redemptions]
