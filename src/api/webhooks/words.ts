import type { MessageKind } from './bodies.ts'

interface Told {
  readonly name: string
  /** When it is told, for who chooses. */
  readonly when: string
}

const ja: Readonly<Record<MessageKind, Told>> = {
  'order.placed': { name: '注文が入った', when: '注文が確定したとき' },
  'order.changed': { name: '注文に追加があった', when: '出荷の前に産品が加わったとき' },
  'order.cancelled': { name: '注文が取り消された', when: '出荷の前に取り消されたとき' },
  'delivery.shipped': { name: '出荷した', when: '納品書ができたとき。一部だけの出荷でも' },
  'invoice.issued': { name: '請求書が出た', when: '締めて請求書ができたとき' },
  'invoice.paid': { name: '請求書が入金された', when: '請求額のすべてに入金が揃ったとき' },
  'payout.made': { name: '生産者への支払いを作った', when: '振込データを作ったとき。生産者ごとに' },
  'payout.confirmed': { name: '生産者へ振り込んだ', when: '振込が済み、台帳に書かれたとき。生産者ごとに' },
  'payout.cancelled': {
    name: '生産者への支払いを取り下げた',
    when: '銀行が振り込まなかった振込データを取り下げたとき。生産者ごとに。精算書は、また支払えます',
  },
  'payout.returned': {
    name: '生産者への振込が戻ってきた',
    when: '銀行が振り込めずに戻したとき。精算書は、また支払えます',
  },
  ping: { name: 'テスト', when: '「テストを送る」を押したとき' },
}
const en: typeof ja = {
  'order.placed': { name: 'Order placed', when: 'when an order is placed' },
  'order.changed': { name: 'Added to an order', when: 'when goods are added before anything was shipped' },
  'order.cancelled': { name: 'Order cancelled', when: 'when it is cancelled before anything was shipped' },
  'delivery.shipped': {
    name: 'Delivery shipped',
    when: 'when a delivery note is written, also for a part of an order',
  },
  'invoice.issued': { name: 'Invoice issued', when: 'when a month is closed and the invoice is there' },
  'invoice.paid': { name: 'Invoice paid', when: 'when payments cover all of it' },
  'payout.made': { name: 'Payout made', when: 'when the transfer file is made; for each producer' },
  'payout.confirmed': {
    name: 'Payout transferred',
    when: 'when the transfer is done and in the ledger; for each producer',
  },
  'payout.cancelled': {
    name: 'Payout withdrawn',
    when: 'when a transfer file that the bank did not carry out is withdrawn; for each producer. Its statements wait for another',
  },
  'payout.returned': {
    name: 'Transfer came back',
    when: 'when the bank could not pay a producer and gave the money back. Its statements wait for another',
  },
  ping: { name: 'Test', when: 'when “Send a test” is pressed' },
}
/** What the kinds of event are called. */
export const eventWords = { ja, en }
