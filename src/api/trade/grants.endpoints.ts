import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kit/refusals.ts'
import { grantSorts, listGrants, readGrant, receiveGrant, undoGrant } from '#trade/room.ts'
import { type Endpoint, dayThenId, endpoint, firstOf, list } from '#api/endpoint.ts'
import { day, id, line, oneOf, text, yen } from '#api/fields.ts'
import { postRefusals, reversalRefusals } from '#api/refusals.money.ts'

const grantId = () => id('補助金・寄付・出資', 'The grant, gift or investment')
const grantNo = () => text('番号', 'Its number', { example: 'G-2026-00002' })
const giverId = () => id('くれた相手', 'Who gave it')
const sort = () => oneOf(grantSorts, '補助金、寄付、出資', 'Grant, gift or investment')

const grant = z
  .object({
    grantId: grantId(),
    grantNo: grantNo(),
    giverId: giverId(),
    giverName: text('くれた相手の名前', 'Name of who gave it', { example: '一関市' }),
    sort: sort(),
    on: day('入った日', 'Received on'),
    amountYen: yen('額', 'Amount', { example: 1_200_000 }),
    memo: text('メモ', 'Note'),
    bankLineId: id('入金の行。手で書いたら null', 'The bank line; null when booked by hand').nullable(),
    entryId: id('台帳の仕訳', 'The entry in the ledger'),
    undoneBecause: text('取り消した理由。なければ空', 'Why it was undone, or empty'),
  })
  .openapi('Grant')

/** What came to the company without a sale. */
export const grantEndpoints: readonly Endpoint[] = [
  list({
    path: '/grants',
    name: 'listGrants',
    tag: 'money',
    access: 'payment.match',
    summary: { ja: '補助金・寄付・出資', en: 'Grants, gifts, investment' },
    about: { ja: '新しい順。', en: 'Newest first.' },
    query: z.strictObject({}),
    item: grant,
    most: 50,
    keys: dayThenId,
    refuses: ['not_allowed'],
    run: async (tx, actor, _query, { limit, cursor }) => {
      const page = await listGrants(tx, actor, cursor)
      return isRefusal(page) ? page : firstOf(page, limit, (row) => [row.on, row.grantId])
    },
  }),
  endpoint({
    method: 'post',
    path: '/grants',
    name: 'receiveGrant',
    tag: 'money',
    access: 'payment.match',
    summary: { ja: '補助金・寄付・出資を記録する', en: 'Book a grant, gift or investment' },
    about: {
      ja: '入金の行を指すと、日と額は銀行のものになります。台帳には trade.grant か trade.investment として書かれ、稼いだお金には入りません。',
      en: 'With a bank line, day and amount are the bank’s. Posted as trade.grant or trade.investment: a transfer, not among the earnings.',
    },
    body: z
      .strictObject({
        giverId: giverId(),
        sort: sort(),
        memo: text('メモ', 'Note', { max: 200 }).default(''),
        bankLineId: id('入金の行', 'The incoming bank line').optional(),
        receivedOn: day('入った日。行がないとき', 'Received on, without a bank line').optional(),
        amountYen: yen('額。行がないとき', 'Amount, without a bank line', {
          min: 1,
          max: 99_999_999_999,
          example: 1_200_000,
        }).optional(),
      })
      .openapi('NewGrant'),
    status: 201,
    answer: z.object({ grantId: grantId(), grantNo: grantNo() }).openapi('BookedGrant'),
    refuses: [
      ...postRefusals,
      'not_allowed',
      'giver_unknown',
      'giver_is_company',
      'bank_line_unknown',
      'line_dealt_with',
      'not_incoming',
      'amount_missing',
      'day_missing',
      'day_in_future',
    ],
    run: receiveGrant,
    audit: (made) => ({ action: 'grant.receive', documentId: made.grantId, documentNo: made.grantNo }),
  }),
  endpoint({
    method: 'get',
    path: '/grants/{grantId}',
    name: 'readGrant',
    tag: 'money',
    access: 'payment.match',
    summary: { ja: '補助金・寄付・出資の1件', en: 'A grant, gift or investment' },
    params: z.object({ grantId: grantId() }),
    answer: grant,
    refuses: ['not_found'],
    run: async (tx, _actor, asked) => await readGrant(tx, { id: asked.grantId }),
  }),
  endpoint({
    method: 'post',
    path: '/grants/{grantId}/undoing',
    name: 'undoGrant',
    tag: 'money',
    access: 'payment.match',
    summary: { ja: '補助金・寄付・出資を取り消す', en: 'Undo a grant' },
    about: { ja: '入金の行は、もう一度照合を待ちます。', en: 'Its bank line waits again.' },
    params: z.object({ grantId: grantId() }),
    body: z.strictObject({ reason: line('理由', 'Reason', 200, '相手の間違い') }).openapi('GrantUndoing'),
    answer: z.object({ grantId: grantId(), grantNo: grantNo() }),
    refuses: [
      ...reversalRefusals,
      'not_allowed',
      'grant_unknown',
      'already_undone',
      'reason_missing',
      'bank_line_unknown',
      'line_dealt_with',
    ],
    run: undoGrant,
    audit: (made, { reason }) => ({
      action: 'grant.undo',
      documentId: made.grantId,
      documentNo: made.grantNo,
      detail: reason,
    }),
  }),
]
