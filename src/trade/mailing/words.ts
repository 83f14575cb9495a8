/** What people read where invoices are sent. */
import type { Lang } from '#ui/words.ts'
import { type Sentences, sayer } from '#trade/words/sentences.ts'
import type { SendRefusal } from './invoice-mails.ts'

const ja = {
  send: '請求書を送る',
  lead: 'メールには、サインインせずにPDFを開けるリンクが入ります（3か月後の月末まで）。紙で送るものは、まとめて印刷できます。',
  days: '発行した日',
  dayOf: (day: string, count: number) => `${day}（${count}通）`,
  invoiceNo: '番号',
  buyer: '買い手',
  gross: '金額（税込）',
  recipients: '宛先',
  noRecipients: '宛先なし：買い手のページでメールを入れるか、紙で送ります',
  sent: '送信',
  sentOn: (day: string) => `${day} 送信済み`,
  choose: '送る',
  chooseOne: (no: string) => `${no} を送る`,
  doSend: '選んだ請求書をメールで送る',
  nothingToSend: '送れる請求書は、すべて送りました。',
  printAll: (count: number) => `${count}通をまとめてPDFにする`,
  printUnsent: (count: number) => `宛先のない${count}通をPDFにする`,
  file: '請求書',
  done: (count: number) => `${count}通の請求書をメールで送りました。`,
  none: 'まだ請求書がありません',
  noneText: '月を締めると、ここから送れます。',
  toInvoices: '請求書の一覧へ',
  mails: 'メールの送信',
  notSent: 'まだメールで送っていません。',
  sentTo: (day: string, to: string) => `${day}　${to}`,
  sendOne: 'メールで送る',
  sendAgain: 'もう一度メールで送る',
}
export type MailingWords = typeof ja

const en: MailingWords = {
  send: 'Send invoices',
  lead: 'The mail has a link that opens the PDF without signing in, until the end of the third month. What goes on paper is printed in one file.',
  days: 'Issued on',
  dayOf: (day, count) => `${day} (${count})`,
  invoiceNo: 'Number',
  buyer: 'Buyer',
  gross: 'Amount (with tax)',
  recipients: 'To',
  noRecipients: 'Nobody: enter an address on the page of the buyer, or send it on paper',
  sent: 'Sent',
  sentOn: (day) => `Sent on ${day}`,
  choose: 'Send',
  chooseOne: (no) => `Send ${no}`,
  doSend: 'Mail the chosen invoices',
  nothingToSend: 'All that can be mailed was mailed.',
  printAll: (count) => `All ${count} as one PDF`,
  printUnsent: (count) => `The ${count} without an address as one PDF`,
  file: 'invoices',
  done: (count) => `${count} ${count === 1 ? 'invoice was' : 'invoices were'} mailed.`,
  none: 'No invoices yet',
  noneText: 'When a month is closed they can be sent from here.',
  toInvoices: 'To the invoices',
  mails: 'Mails',
  notSent: 'It was not mailed yet.',
  sentTo: (day, to) => `${day}: ${to}`,
  sendOne: 'Mail it',
  sendAgain: 'Mail it again',
}
export const mailingWords: Readonly<Record<Lang, MailingWords>> = { ja, en }

const sentences: Sentences<SendRefusal> = {
  not_allowed: [
    () => '請求書を送れるのは、地域商社の方だけです。',
    () => 'Only the trading company sends invoices.',
  ],
  no_invoices: [() => '送る請求書を選んでください。', () => 'Choose the invoices to send.'],
  invoice_unknown: [
    () => '見つからない請求書があります。画面を開きなおしてください。',
    () => 'An invoice was not found. Open the page again.',
  ],
  already_sent: [
    (t) =>
      `${t.text('no')} は ${t.text('on')} に送ってあります。もう一度送るときは、請求書のページから送ります。`,
    (t) => `${t.text('no')} was sent on ${t.text('on')}. To send it again, open its page.`,
  ],
  no_contact: [
    (t) => `${t.text('no')}（${t.text('name')}）は宛先がありません。買い手のページでメールを入れてください。`,
    (t) =>
      `${t.text('no')} (${t.text('name')}) has nobody to go to. Enter an address on the page of the buyer.`,
  ],
}
export const saySend = sayer(sentences)
