import type { Lang } from '#ui/words.ts'
import type { Tag } from './endpoint.ts'

/** What the document and its page say in general. */
const ja = {
  title: '結いの輪 API',
  description:
    'ページと同じ手続きを、プログラムから呼ぶための API です。金額と数量は単位の最小の刻みの整数、日は YYYY-MM-DD（日本時間）、ID は UUID です。',
  token: '主体ごとのトークン。アカウント設定の画面で作ります。役割でできることは画面と同じです。',
  requestKey:
    '操作の鍵。同じ鍵と同じ内容をもう一度送ると、何も行わずに最初の答えを返します。通信が切れたときに、そのまま送り直せます。',
}
const en: typeof ja = {
  title: 'Yuinowa API',
  description:
    'The same use-cases as the pages, for programs. Amounts and quantities are whole numbers of the unit’s smallest step, days are YYYY-MM-DD in Japan, ids are UUIDs.',
  token: 'A token of a party, made on its account page. What a role may do is the same as on the pages.',
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
    orders: '注文と納品',
    money: '請求と支払い',
  },
  en: {
    region: 'Region',
    circulation: 'Circulation',
    ledger: 'Ledger',
    parties: 'Parties and tokens',
    products: 'Products and lots',
    orders: 'Orders and deliveries',
    money: 'Invoices and payments',
  },
}
