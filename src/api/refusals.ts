import type { Refusal } from '#kit/refusals.ts'
import type { Lang } from '#ui/words.ts'
import { buyerRefusals } from './refusals.buyers.ts'
import { circulationRefusals } from './refusals.circulation.ts'
import { cycleRefusals } from './refusals.cycles.ts'
import { generalRefusals } from './refusals.general.ts'
import { moneyRefusals } from './refusals.money.ts'
import { pointsRefusals } from './refusals.points.ts'
import { storeRefusals } from './refusals.store.ts'
import { tradeRefusals } from './refusals.trade.ts'
import { webhookRefusals } from './refusals.webhooks.ts'
import { woodStockRefusals } from './refusals.wood-stock.ts'
import { woodRefusals } from './refusals.wood.ts'

/** All that the API can refuse. A use-case that refuses something else does not compile behind an endpoint. */
export const refusals = {
  ...generalRefusals,
  ...tradeRefusals,
  ...storeRefusals,
  ...buyerRefusals,
  ...cycleRefusals,
  ...moneyRefusals,
  ...circulationRefusals,
  ...pointsRefusals,
  ...webhookRefusals,
  ...woodRefusals,
  ...woodStockRefusals,
}
export type RefusalName = keyof typeof refusals
export const refusalNames = Object.keys(refusals) as RefusalName[]

/**
 * The status of a refusal. What is unknown is 404 when the address named it; named in a field of the body it is 422:
 * the address was right, the content was not.
 */
export function statusOf(refusal: Refusal<RefusalName>): number {
  const status = refusals[refusal.refused][0]
  return status === 404 && refusal.field !== undefined ? 422 : status
}

/** The refusal in words: what is wrong, and the mend. */
export function sentenceOf(refusal: Refusal<RefusalName>, lang: Lang): string {
  const [, ja, en] = refusals[refusal.refused]
  const { detail = {} } = refusal
  return (lang === 'ja' ? ja : en).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? '?'))
}

const titles: Readonly<Record<number, { readonly ja: string; readonly en: string }>> = {
  400: { ja: '読めませんでした', en: 'Could not be read' },
  401: { ja: 'トークンが要ります', en: 'A token is needed' },
  403: { ja: '許されていません', en: 'Not allowed' },
  404: { ja: '見つかりません', en: 'Not found' },
  405: { ja: '使えないメソッドです', en: 'Method not allowed' },
  409: { ja: 'いまの状態ではできません', en: 'Not possible in the present state' },
  413: { ja: '大きすぎます', en: 'Too large' },
  415: { ja: '受け取れない形式です', en: 'Unsupported media type' },
  422: { ja: '内容に誤りがあります', en: 'The content is wrong' },
  429: { ja: 'しばらくお待ちください', en: 'Please wait' },
  500: { ja: 'こちらの不具合です', en: 'The fault is ours' },
}
export const titleOf = (status: number, lang: Lang): string => titles[status]?.[lang] ?? String(status)
