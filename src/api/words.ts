import type { Lang } from '#ui/words.ts'
import type { Tag } from './endpoint.ts'

/** What the document and its page say in general. */
const ja = {
  title: '結いの輪 API',
  description:
    'ページと同じ手続きを、プログラムから呼ぶための API です。金額と数量は単位の最小の刻みの整数、日は YYYY-MM-DD（日本時間）、ID は UUID です。',
  token: '主体ごとのトークン。アカウント設定の画面で作ります。役割でできることは画面と同じです。',
  signature:
    '署名は Standard Webhooks の形です。webhook-id、webhook-timestamp、本文を「.」でつないだものの HMAC-SHA256 が webhook-signature に入ります。確かめ方は /api/webhooks にあります。',
  requestKey:
    '操作の鍵。同じ鍵と同じ内容をもう一度送ると、何も行わずに最初の答えを返します。通信が切れたときに、そのまま送り直せます。',
}
const en: typeof ja = {
  title: 'Yuinowa API',
  description:
    'The same use-cases as the pages, for programs. Amounts and quantities are whole numbers of the unit’s smallest step, days are YYYY-MM-DD in Japan, ids are UUIDs.',
  token: 'A token of a party, made on its account page. What a role may do is the same as on the pages.',
  signature:
    'Signed as Standard Webhooks says: webhook-signature holds the HMAC-SHA256 of webhook-id, webhook-timestamp and the body, joined by dots. /api/webhooks shows how to verify it.',
  requestKey:
    'Request key. The same key with the same content does nothing and gets the first answer again, so a request whose answer was lost can simply be sent once more.',
}
export const documentWords = { ja, en }

export const tagWords: Readonly<Record<Lang, Readonly<Record<Tag, string>>>> = {
  ja: {
    region: '地域',
    circulation: '循環',
    ledger: '台帳',
    parties: '主体とトークン',
    products: '産品とロット',
    stock: '倉庫と出荷',
    orders: '注文、納品、検収',
    buyers: '買い手と価格表',
    quotes: '見積',
    cycles: '受注回、共同の品、定期注文',
    money: '請求と支払い',
    points: '地域ポイント',
    wood: '木質資源',
    reports: '報告',
    webhooks: 'Webhook（できごとの通知）',
  },
  en: {
    region: 'Region',
    circulation: 'Circulation',
    ledger: 'Ledger',
    parties: 'Parties and tokens',
    products: 'Products and lots',
    stock: 'Store and dispatch',
    orders: 'Orders, deliveries and acceptance',
    buyers: 'Buyers and price lists',
    quotes: 'Quotes',
    cycles: 'Order cycles, pools and standing orders',
    money: 'Invoices and payments',
    points: 'Points of the region',
    wood: 'Wood',
    reports: 'Reports',
    webhooks: 'Webhooks',
  },
}
