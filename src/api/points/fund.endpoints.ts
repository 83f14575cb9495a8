import { z } from '@hono/zod-openapi'
import { fillFund, openFund, readFund } from '#points/fund.ts'
import { issuePoints } from '#points/issues.ts'
import { findPatterns, outstandingOn } from '#points/watching.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { count, day, id, line, listOf, oneOf, text, whole, yen } from '#api/fields.ts'
import { postRefusals } from '#api/refusals.money.ts'
import { points } from './wallet.endpoints.ts'

const partyId = () => id('主体', 'The party')
const reason = () => line('理由', 'Reason', 200, '祭りの手伝い')
const many = (ja: string, en: string) => whole(ja, en, { min: 1, max: 999_999_999, example: 1_000 })

/** The fund, for those who run the points. */
export const pointsFundEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/points/fund',
    name: 'openFund',
    tag: 'points',
    access: 'points.run',
    summary: { ja: 'ポイント基金を開く', en: 'Open the points fund' },
    body: z
      .strictObject({
        partyId: id('円を預かる主体', 'The party that keeps the yen'),
        requesterCode: text('銀行の依頼人コード', 'Requester code of its bank', {
          max: 10,
          example: '0000000123',
        }).optional(),
      })
      .openapi('FundOpening'),
    status: 201,
    answer: z.object({ partyId: partyId() }),
    refuses: ['not_allowed', 'party_unknown', 'fund_is_open', 'requester_code_form'],
    run: openFund,
    audit: (made) => ({ action: 'points.open', documentId: made.partyId }),
  }),
  endpoint({
    method: 'get',
    path: '/points/fund',
    name: 'readFund',
    tag: 'points',
    access: 'points.run',
    summary: { ja: 'ポイント基金', en: 'The points fund' },
    about: {
      ja: '基金の円は、まだ出せるポイントと世の中にあるポイントの合計に、いつも等しい。',
      en: 'The yen of the fund are always the points that can be given and those in the world.',
    },
    answer: z
      .object({
        partyId: id('円を預かる主体', 'The party that keeps the yen'),
        yen: yen('基金の円', 'Yen in the fund', { min: 0 }),
        ready: points('まだ出せる', 'Can be given'),
        wallets: points('財布の中', 'In wallets'),
        notes: points('券', 'On notes'),
        takings: points('店が受け取った', 'Taken by shops'),
        setAside: points('払い出しの途中', 'Being paid out'),
      })
      .openapi('PointsFund'),
    refuses: ['fund_not_open'],
    run: readFund,
  }),
  endpoint({
    method: 'post',
    path: '/points/fund/fillings',
    name: 'fillFund',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '基金に円を入れる', en: 'Put yen into the fund' },
    body: z
      .strictObject({
        fillerId: id('だれのお金か', 'Whose money'),
        yen: yen('額', 'Amount', { min: 1, max: 99_999_999_999 }),
        on: day('入った日', 'Came on'),
        memo: text('メモ', 'Note', { max: 200 }).default(''),
      })
      .openapi('FundFilling'),
    status: 201,
    answer: z.object({
      moveId: id('基金の動き', 'The move of the fund'),
      entryId: id('台帳の仕訳', 'The entry in the ledger'),
    }),
    refuses: [
      ...postRefusals,
      'not_allowed',
      'fund_not_open',
      'party_unknown',
      'amount_missing',
      'day_in_future',
    ],
    run: fillFund,
    audit: (_made, given) => ({ action: 'points.fill', detail: String(given.yen) }),
  }),
  endpoint({
    method: 'post',
    path: '/points/issues',
    name: 'issuePoints',
    tag: 'points',
    access: 'points.run',
    summary: { ja: 'ポイントを渡す', en: 'Give points' },
    body: z
      .strictObject({ to: id('だれに', 'To whom'), points: many('ポイント', 'Points'), reason: reason() })
      .openapi('PointsIssue'),
    status: 201,
    answer: z.object({
      moveId: id('基金の動き', 'The move of the fund'),
      entryId: id('台帳の仕訳', 'The entry in the ledger'),
      points: points('渡した', 'Given'),
    }),
    refuses: [
      ...postRefusals,
      'not_allowed',
      'fund_not_open',
      'fund_short',
      'party_unknown',
      'points_missing',
      'reason_missing',
    ],
    run: issuePoints,
    audit: (made, given) => ({
      action: 'points.issue',
      documentId: given.to,
      detail: `${made.points} pt ${given.reason}`,
    }),
  }),
  endpoint({
    method: 'get',
    path: '/points/outstanding',
    name: 'readOutstanding',
    tag: 'points',
    access: 'points.run',
    summary: { ja: 'ある日の未使用残高', en: 'What was outstanding on a day' },
    query: z.strictObject({ on: day('日', 'Day', '2026-09-30') }),
    answer: z
      .object({
        on: day('日', 'Day', '2026-09-30'),
        unused: points('財布と券', 'Wallets and notes'),
        takings: points('店が受け取り、払い出し前', 'Taken by shops, not paid out'),
      })
      .openapi('Outstanding'),
    run: async (tx, _actor, { on }) => await outstandingOn(tx, on),
  }),
  endpoint({
    method: 'get',
    path: '/points/patterns',
    name: 'listPatterns',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '気になる支払い', en: 'Payments that look unusual' },
    about: {
      ja: 'この30日。不正と決まったものではありません。',
      en: 'Of 30 days. None is known to be wrong.',
    },
    answer: z
      .object({
        items: listOf(
          z
            .object({
              what: oneOf(['often', 'own_shop', 'limit'], '何が', 'What'),
              payerId: id('支払った主体', 'Who paid'),
              payerName: text('その名前', 'Their name'),
              shopId: id('店。上限のときは null', 'The shop; null of a limit').nullable(),
              shopName: text('店の名前。上限のときは null', 'Its name; null of a limit').nullable(),
              on: day('日', 'Day'),
              payments: count('支払い', 'Payments'),
              points: points('合計', 'In all'),
            })
            .openapi('Pattern'),
          '新しい順',
          'Newest first',
        ),
      })
      .openapi('Patterns'),
    run: async (tx) => ({ items: await findPatterns(tx) }),
  }),
]
