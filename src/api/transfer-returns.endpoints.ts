/** What the bank could not pay and gave back, of each sort of payout. */
import { z } from '@hono/zod-openapi'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { ReturnedTransfer } from '#parties/transfer-returns.ts'
import { returnTransfer as returnToFund } from '#points/redemptions.ts'
import { returnTransfer as returnToCompany } from '#trade/room.ts'
import { returnTransfer as returnToProgramme } from '#wood/room.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { day, id, line, text } from './fields.ts'
import { postRefusals, reversalRefusals } from './refusals.money.ts'

/** Of a line of a payout. */
export const returnedOn = () =>
  day('銀行から戻った日。なければ null', 'Came back on, or null', '2026-11-24').nullable()

export const withReturns = <Line>(
  lines: readonly Line[],
  returns: ReadonlyMap<Id, ReturnedTransfer>,
  partyOf: (each: Line) => Id,
): (Line & { readonly returnedOn: Day | null })[] =>
  lines.map((each) => ({ ...each, returnedOn: returns.get(partyOf(each))?.returnedOn ?? null }))

const body = z
  .strictObject({
    partyId: id('振り込むはずだった相手', 'Who was to be paid'),
    returnedOn: day('銀行から戻った日', 'When the bank gave it back'),
    reason: line('銀行からの理由', 'What the bank said', 200, '口座名義相違'),
  })
  .openapi('TransferReturn')
const refuses = [
  ...postRefusals,
  ...reversalRefusals,
  'not_allowed',
  'transfer_unknown',
  'transfer_returned',
  'day_in_future',
  'returned_too_early',
  'reason_missing',
] as const
const shared = {
  method: 'post',
  summary: { ja: '振込が戻ってきたことを記録する', en: 'Record that a transfer came back' },
  about: {
    ja: '支払い済みのうち、銀行が振り込めずに戻した1件です。支払いの前に戻り、もう一度振り込めます。',
    en: 'One transfer of what was paid, which the bank could not make and gave back. It waits to be paid again.',
  },
  body,
  status: 201,
} as const
const payoutId = () => id('支払い', 'The payout')
const payoutNo = (example: string) => text('支払いの番号', 'Payout number', { example })

export const transferReturnEndpoints: readonly Endpoint[] = [
  endpoint({
    ...shared,
    path: '/payouts/{payoutId}/returns',
    name: 'returnTransferOfPayout',
    tag: 'money',
    access: 'payout.pay',
    params: z.object({ payoutId: payoutId() }),
    answer: z.object({ payoutId: payoutId(), payoutNo: payoutNo('P-2026-00005') }),
    refuses: [...refuses, 'payout_unknown', 'payout_not_posted'],
    run: returnToCompany,
    audit: (made) => ({
      action: 'payout.return',
      documentId: made.payoutId,
      documentNo: made.payoutNo,
    }),
  }),
  endpoint({
    ...shared,
    path: '/points/redemptions/{redemptionId}/returns',
    name: 'returnTransferOfRedemption',
    tag: 'points',
    access: 'points.run',
    params: z.object({ redemptionId: id('払い出し', 'The payout') }),
    answer: z.object({ redemptionNo: payoutNo('H-2026-00002') }),
    refuses: [...refuses, 'fund_not_open', 'redemption_unknown', 'redemption_not_paid'],
    run: returnToFund,
    audit: (made, { redemptionId }) => ({
      action: 'points.redemption_return',
      documentId: redemptionId,
      documentNo: made.redemptionNo,
    }),
  }),
  endpoint({
    ...shared,
    path: '/wood/payouts/{payoutId}/returns',
    name: 'returnTransferOfWoodPayout',
    tag: 'wood',
    access: 'wood.pay',
    params: z.object({ payoutId: payoutId() }),
    answer: z.object({ payoutNo: payoutNo('WP-2026-00003') }),
    refuses: [...refuses, 'payout_unknown', 'payout_not_paid'],
    run: returnToProgramme,
    audit: (made, { payoutId: documentId }) => ({
      action: 'wood_payout.return',
      documentId,
      documentNo: made.payoutNo,
    }),
  }),
]
