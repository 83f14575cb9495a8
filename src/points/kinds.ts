import type { EntryKind } from '#ledger/kinds.ts'

const kind = (
  name: string,
  ja: string,
  en: string,
  counts: EntryKind['counts'],
  documentPath: EntryKind['documentPath'],
): EntryKind => ({
  name: `points.${name}`,
  meaning: { ja, en },
  counts,
  documentPath,
  documentAccess: 'points.run',
})
const fund = (): string => '/points/fund'
const move = (id: string): string => `/points/fund/moves/${id}`
const payment = (id: string): string => `/points/payments/${id}`
const redemption = (id: string): string => `/points/redemptions/${id}`

/**
 * What the points post. Points that a citizen pays are exchanged for goods; the yen that the shop gets for them later is the
 * same purchase in the other unit. What only changes hands inside the fund's own affairs is a move.
 */
export const pointsKinds: readonly EntryKind[] = [
  kind('fill', 'ポイント基金への入金', 'Yen paid into the points fund', 'transfer', move),
  kind('issue', '地域ポイントの付与', 'Points given', 'transfer', move),
  kind('pay', '地域ポイントでの支払い', 'Payment in points', 'exchange', payment),
  kind('print', 'ポイント券の発行', 'Notes printed from a wallet', 'move', fund),
  kind(
    'set_aside',
    '加盟店のポイントの預かり',
    "A shop's points set aside to be paid out",
    'move',
    redemption,
  ),
  kind('redeem', '加盟店への払い出し', 'Yen paid to a shop for points', 'exchange', redemption),
  kind('cancel', '払い出したポイントの消し込み', 'Points that were paid out, cancelled', 'move', redemption),
  kind(
    'restore',
    '戻ってきた払い出しのポイントの復元',
    'Points of a payout that came back',
    'move',
    redemption,
  ),
  kind('expire', '地域ポイントの失効', 'Points expired', 'move', fund),
]
