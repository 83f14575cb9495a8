import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kit/refusals.ts'
import {
  cancelPayout,
  confirmPayout,
  listPayouts,
  makePayout,
  readPayout,
  readPayoutFile,
} from '#trade/room.ts'
import { type Endpoint, endpoint, firstOf, list } from './endpoint.ts'
import { count, day, flag, id, listOf, text, yen } from './fields.ts'
import { statementId, statementNo } from './papers.schemas.ts'
import { postRefusals, transferRefusals } from './refusals.money.ts'
import { returnedOn, withReturns } from './transfer-returns.endpoints.ts'

const payoutId = () => id('支払い', 'The payout')
const payoutNo = () => text('支払いの番号', 'Payout number', { example: 'P-2026-00005' })
const producerName = () => text('生産者', 'The producer', { example: 'みずほ農園' })

const payoutRow = z
  .object({
    payoutId: payoutId(),
    payoutNo: payoutNo(),
    transferOn: day('振込指定日', 'Day of the transfer', '2026-11-20'),
    amountYen: yen('合計', 'Total', { example: 68_800 }),
    transfers: count('振込', 'Transfers', { example: 3 }),
    posted: flag('台帳に書かれた', 'It is in the ledger'),
    cancelled: flag('取り下げられた', 'Withdrawn', false),
  })
  .openapi('PayoutRow')

const payout = z
  .object({
    ...payoutRow.shape,
    lines: listOf(
      z
        .object({
          producerId: id('生産者', 'The producer'),
          producerName: producerName(),
          account: text('振込先。番号は伏せる', 'Where it goes, the number masked', {
            example: '岩手銀行 一関支店 普通 ****567',
          }),
          amountYen: yen('額', 'Amount', { example: 68_800 }),
          returnedOn: returnedOn(),
        })
        .openapi('Transfer'),
      '振込',
      'Transfers',
    ),
    statements: listOf(
      z
        .object({
          statementId: statementId(),
          statementNo: statementNo(),
          producerName: producerName(),
          payoutYen: yen('支払う額', 'To be paid', { example: 68_800 }),
        })
        .openapi('PaidStatement'),
      '支払う精算書',
      'The statements it pays',
    ),
  })
  .openapi('Payout')

const ofPayout = z.object({ payoutId: payoutId() })
const done = z.object({ payoutId: payoutId(), payoutNo: payoutNo() })
const waitingRefusals = [
  'not_allowed',
  'payout_unknown',
  'payout_cancelled',
  'payout_posted',
  'transfer_to_come',
] as const

export const payoutEndpoints: readonly Endpoint[] = [
  list({
    path: '/payouts',
    name: 'listPayouts',
    tag: 'money',
    access: 'payout.pay',
    summary: { ja: '支払いの一覧', en: 'Payouts' },
    about: { ja: '番号の新しい順。', en: 'Newest number first.' },
    item: payoutRow,
    most: 50,
    keys: (keys) => keys.length === 1,
    refuses: ['not_allowed'],
    run: async (tx, actor, _input, { limit, cursor }) => {
      const page = await listPayouts(tx, actor, cursor)
      return isRefusal(page) ? page : firstOf(page, limit, (row) => [row.payoutNo])
    },
  }),
  endpoint({
    method: 'get',
    path: '/payouts/{payoutId}',
    name: 'readPayout',
    tag: 'money',
    access: 'payout.pay',
    summary: { ja: '支払い', en: 'A payout' },
    params: ofPayout,
    answer: payout,
    refuses: ['not_allowed', 'payout_unknown'],
    run: async (tx, actor, asked) => {
      const read = await readPayout(tx, actor, asked)
      if (isRefusal(read)) return read
      const { returns, lines, ...rest } = read
      return { ...rest, lines: withReturns(lines, returns, ({ producerId }) => producerId) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/payouts/{payoutId}/file',
    name: 'readPayoutFile',
    tag: 'money',
    access: 'payout.pay',
    summary: { ja: '総合振込のファイル', en: 'The transfer file' },
    about: {
      ja: '作ったときのまま。何度取り出しても同じバイト列です。',
      en: 'As it was made: the same bytes however often it is fetched.',
    },
    params: ofPayout,
    answer: {
      mediaType: 'application/octet-stream',
      about: { ja: '全銀協 総合振込（120バイト固定長）', en: '全銀協 総合振込, records of 120 bytes' },
    },
    refuses: ['not_allowed', 'payout_unknown'],
    run: readPayoutFile,
  }),
  endpoint({
    method: 'post',
    path: '/payouts',
    name: 'makePayout',
    tag: 'money',
    access: 'payout.pay',
    summary: { ja: '支払いを作る', en: 'Make a payout' },
    about: {
      ja: '全銀協の総合振込ファイルを作ります。振込指定日を過ぎていれば、その場で台帳に書かれます。',
      en: 'Makes the bank’s transfer file (全銀協 総合振込); posted at once when its day has come.',
    },
    body: z
      .strictObject({
        statementIds: listOf(statementId(), '支払う精算書', 'Statements to pay', 5_000),
        transferOn: day('振込指定日。銀行の営業日', 'Day of the transfer: a bank day', '2026-11-20'),
      })
      .openapi('NewPayout'),
    status: 201,
    answer: z
      .object({
        payoutId: payoutId(),
        payoutNo: payoutNo(),
        amountYen: yen('合計', 'Total', { example: 68_800 }),
        posted: flag('台帳に書かれた', 'It is in the ledger'),
      })
      .openapi('MadePayout'),
    refuses: [
      ...transferRefusals,
      ...postRefusals,
      'not_allowed',
      'no_statements',
      'statement_unknown',
      'already_paid_out',
      'nothing_to_pay',
      'payer_account_missing',
      'requester_code_missing',
      'account_missing',
    ],
    run: makePayout,
    audit: (made) => ({ documentId: made.payoutId, documentNo: made.payoutNo }),
  }),
  endpoint({
    method: 'post',
    path: '/payouts/{payoutId}/confirmation',
    name: 'confirmPayout',
    tag: 'money',
    access: 'payout.pay',
    summary: { ja: '振込が済んだことを記録する', en: 'Confirm that the bank made the transfers' },
    params: ofPayout,
    answer: done,
    refuses: [...waitingRefusals, ...postRefusals],
    run: confirmPayout,
    audit: (made) => ({ documentId: made.payoutId, documentNo: made.payoutNo }),
  }),
  endpoint({
    method: 'post',
    path: '/payouts/{payoutId}/cancellation',
    name: 'cancelPayout',
    tag: 'money',
    access: 'payout.pay',
    summary: { ja: '支払いを取り下げる', en: 'Withdraw a payout' },
    about: {
      ja: '銀行が行わなかったとき。精算書は別の支払いに入れられます。',
      en: 'When the bank did not carry it out; its statements can be paid by another.',
    },
    params: ofPayout,
    answer: done,
    refuses: waitingRefusals,
    run: cancelPayout,
    audit: (made) => ({ documentId: made.payoutId, documentNo: made.payoutNo, detail: 'cancelled' }),
  }),
]
