import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kit/refusals.ts'
import { listFundMoves, readFundMove, undoFundMove } from '#points/fund-moves.ts'
import { listPrintings } from '#points/note-lists.ts'
import { type Endpoint, endpoint, firstOf, list } from '#api/endpoint.ts'
import { count, day, id, line, oneOf, text, whole } from '#api/fields.ts'
import { reversalRefusals } from '#api/refusals.money.ts'
import { points } from './wallet.endpoints.ts'

const moveId = () => id('基金の動き', 'The move of the fund')
const sort = () => oneOf(['fill', 'issue'], '円を入れたか、ポイントを渡したか', 'Yen put in, or points given')
const amount = () => whole('円またはポイント', 'Yen or points', { min: 1, example: 5_000 })
const one = z.object({ moveId: moveId() })
const move = z
  .object({
    moveId: moveId(),
    sort: sort(),
    partyId: id('だれのお金か、だれに渡したか', 'Whose yen, or who got the points'),
    partyName: text('その名前', 'Their name', { example: '佐藤家' }),
    amount: amount(),
    on: day('日', 'Day'),
    reason: text('理由、メモ', 'Reason or note', { example: '祭りの手伝い' }),
    entryId: id('台帳の仕訳', 'The entry in the ledger'),
    undoneBecause: text('取り消した理由。なければ空', 'Why it was undone, or empty'),
  })
  .openapi('FundMove')
const printing = z
  .object({
    on: day('出した日', 'Made on'),
    holderId: id('だれの財布から', 'From whose wallet'),
    holderName: text('その名前', 'Their name', { example: '佐藤家' }),
    each: points('1枚のポイント', 'Points on each'),
    expiresOn: day('最後に使える日', 'Last day'),
    count: count('枚数', 'How many'),
    out: count('まだ使われていない', 'Not used yet'),
    taken: count('使われた', 'Used'),
    void: count('無効にした', 'Made void'),
    expired: count('期限が過ぎた', 'Expired'),
  })
  .openapi('NotesMade')

/** What the office did by hand, to be looked through and undone. */
export const pointsMoveEndpoints: readonly Endpoint[] = [
  list({
    path: '/points/fund/moves',
    name: 'listFundMoves',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '基金の動き', en: 'What was done with the fund' },
    about: {
      ja: '手で入れた円と渡したポイント。新しく書いたものから。',
      en: 'Yen put in and points given by hand; what was written last comes first.',
    },
    query: z.strictObject({}),
    item: move,
    most: 20,
    refuses: ['not_allowed'],
    run: async (tx, actor, _query, { limit, cursor }) => {
      const page = await listFundMoves(tx, actor, cursor)
      return isRefusal(page) ? page : firstOf(page, limit, (row) => [row.moveId])
    },
  }),
  endpoint({
    method: 'get',
    path: '/points/fund/moves/{moveId}',
    name: 'readFundMove',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '基金の動きの1件', en: 'One thing done with the fund' },
    params: one,
    answer: move,
    refuses: ['not_allowed', 'not_found'],
    run: async (tx, actor, asked) => await readFundMove(tx, actor, { id: asked.moveId }),
  }),
  endpoint({
    method: 'post',
    path: '/points/fund/moves/{moveId}/undoing',
    name: 'undoFundMove',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '基金の動きを取り消す', en: 'Undo what was done with the fund' },
    about: {
      ja: '渡したポイントは、まだ一つも使われていないとき、基金に戻ります。入れた円は、その分のポイントがまだ渡されていないとき、戻ります。',
      en: 'Points return to the fund if none of them was used; yen leave it if no point was given for them.',
    },
    params: one,
    body: z.strictObject({ reason: line('理由', 'Reason', 200, '相手の間違い') }).openapi('FundMoveUndoing'),
    answer: z.object({ moveId: moveId(), sort: sort(), amount: amount() }).openapi('FundMoveUndone'),
    refuses: [
      ...reversalRefusals,
      'not_allowed',
      'fund_move_unknown',
      'already_undone',
      'reason_missing',
      'points_spent',
      'fund_used',
    ],
    run: undoFundMove,
    audit: (made, given) => ({ action: 'points.fund_undo', documentId: made.moveId, detail: given.reason }),
  }),
  list({
    path: '/points/notes',
    name: 'listNotes',
    tag: 'points',
    access: 'points.run',
    summary: { ja: '出したポイント券', en: 'Notes that were made' },
    about: {
      ja: '新しい順に、日・人・額ごとの枚数。番号は、知る人が使えるので出ません。',
      en: 'Newest first, counted by day, holder and worth. Their numbers are not told: who knows one can spend it.',
    },
    query: z.strictObject({}),
    item: printing,
    most: 50,
    keys: (keys) => keys.length === 4,
    refuses: ['not_allowed'],
    run: async (tx, actor, _query, { limit, cursor }) => {
      const page = await listPrintings(tx, actor, cursor)
      return isRefusal(page)
        ? page
        : firstOf(page, limit, (row) => [row.on, row.holderId, String(row.each), row.expiresOn])
    },
  }),
]
